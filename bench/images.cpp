#include "bench/images.hpp"

#include <algorithm>

namespace isopel::bench {
namespace {

/// A well-mixed function of its argument.
std::uint32_t mix(std::uint32_t value) {
  value = (value ^ (value >> 16)) * 0x7feb352du;
  value = (value ^ (value >> 15)) * 0x846ca68bu;
  return value ^ (value >> 16);
}

/// 0..65535.
std::uint32_t noise_at(std::uint32_t x, std::uint32_t y, std::uint32_t channel) {
  return mix(x + 65536 * y + 0x9e3779b9u * (channel + 1)) >> 16;
}

std::uint32_t calm_at(std::uint32_t x, std::uint32_t y, std::uint32_t channel, double swing) {
  const std::uint32_t scale = noise_at(x / 64, y / 64, 8) % 6;
  const double value = noise_at(x >> scale, y >> scale, channel) / 65535.0 * 2 - 1;
  return static_cast<std::uint32_t>(32767.5 * (1 + swing * value));
}

/// One over the largest sum of absolute weights of a filter, as engine/CONTRACT.md has it under Ranges.
double calm_swing(Filter filter) {
  switch (filter) {
    case Filter::catmull_rom:
      return 1 / 1.2688;
    case Filter::lanczos2:
      return 1 / 1.3034;
    case Filter::lanczos3:
      return 1 / 1.5715;
    case Filter::lanczos4:
      return 1 / 1.7332;
    default:
      return 1;
  }
}

void store(std::uint8_t* to, std::size_t sample, std::uint32_t value) {
  if (sample == 1) {
    *to = static_cast<std::uint8_t>(value >> 8);
  } else if (sample == 2) {
    const auto word = static_cast<std::uint16_t>(value);
    std::memcpy(to, &word, sizeof word);
  } else {
    const float number = static_cast<float>(value) / 65535;
    std::memcpy(to, &number, sizeof number);
  }
}

template <bool back, class From, class To>
void move_samples(const Shape& shape, From* packed, To* peers) {
  const auto stride = static_cast<std::size_t>(shape.stride);
  const std::size_t pixel = shape.channels * shape.sample;
  for (std::size_t y = 0; y < shape.rows; ++y) {
    auto* const line = packed + y * shape.pixels * pixel;
    if (!shape.planar) {
      auto* const row = peers + y * stride;
      if constexpr (back) {
        std::memcpy(line, row, shape.pixels * pixel);
      } else {
        std::memcpy(row, line, shape.pixels * pixel);
      }
      continue;
    }
    for (std::size_t c = 0; c < shape.channels; ++c) {
      auto* const row = peers + (c * shape.rows + y) * stride;
      for (std::size_t x = 0; x < shape.pixels; ++x) {
        auto* const sample = line + x * pixel + c * shape.sample;
        if constexpr (back) {
          std::memcpy(sample, row + x * shape.sample, shape.sample);
        } else {
          std::memcpy(row + x * shape.sample, sample, shape.sample);
        }
      }
    }
  }
}

}  // namespace

std::size_t sample_bytes(const Case& one) {
  switch (one.pixels.format.element) {
    case Element::u16:
      return 2;
    case Element::f32:
      return 4;
    default:
      return 1;
  }
}

Shape::Shape(const Case& one, Size size, const isopel_bench_peer& peer)
    : rows(static_cast<std::size_t>(one.pixels.nv12 ? size.height / 2 * 3 : size.height)),
      pixels(static_cast<std::size_t>(size.width)),
      channels(static_cast<std::size_t>(one.pixels.format.channels)),
      sample(sample_bytes(one)),
      planar(peer.planar != 0 && channels > 1) {
  const std::size_t row = pixels * sample * (planar ? 1 : channels);
  const auto alignment = static_cast<std::size_t>(std::max(peer.row_alignment, 1));
  stride = static_cast<std::ptrdiff_t>((row + alignment - 1) / alignment * alignment);
}

void arrange(const Shape& shape, std::span<const std::uint8_t> packed, std::uint8_t* peers) {
  move_samples<false>(shape, packed.data(), peers);
}

Bytes collect(const Shape& shape, const std::uint8_t* peers) {
  Bytes packed(shape.packed());
  move_samples<true>(shape, packed.data(), peers);
  return packed;
}

Buffer source_of(const Case& one, Content content) {
  const Size size = one.geometry.src;
  const auto channels = static_cast<std::uint32_t>(one.pixels.format.channels);
  const auto width = static_cast<std::uint32_t>(size.width), height = static_cast<std::uint32_t>(size.height);
  const std::uint32_t rows = one.pixels.nv12 ? height / 2 * 3 : height;
  const std::size_t sample = sample_bytes(one);
  const double swing = calm_swing(one.method.rules.filter);
  Buffer buffer(one.src_bytes());
  std::uint8_t* to = buffer.data();
  for (std::uint32_t y = 0; y < rows; ++y) {
    // Rows of chroma are pairs, two channels of an image of their own.
    const bool chroma = y >= height;
    const std::uint32_t row_channels = chroma ? 2 : channels;
    for (std::uint32_t i = 0; i < width * channels; ++i) {
      const std::uint32_t x = i / row_channels, c = i % row_channels + (chroma ? 2 : 0);
      store(to, sample, content == Content::noise ? noise_at(x, y, c) : calm_at(x, y, c, swing));
      to += sample;
    }
  }
  return buffer;
}

isopel_bench_case describe(const Case& one) {
  const Rules& rules = one.method.rules;
  return {one.geometry.src.width,
          one.geometry.src.height,
          one.geometry.dst.width,
          one.geometry.dst.height,
          static_cast<std::int32_t>(one.pixels.format.element),
          one.pixels.nv12 ? ISOPEL_BENCH_NV12 : one.pixels.format.channels,
          static_cast<std::int32_t>(rules.filter),
          rules.antialias ? 1 : 0,
          one.method.preset};
}

}  // namespace isopel::bench
