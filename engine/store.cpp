// Output rows to what the destination holds, row by row.
#include "engine/store.hpp"

#include "engine/fill.hpp"
#include "engine/light.hpp"

namespace isopel {
namespace {

bool is_swapped(Element element) { return element == Element::rgb565_be; }

/// The constants of (32) for the channels from `channel` on; dividing by one and taking away nothing is exact.
NormalizeValues normalize_values(const Spec& spec, std::int32_t channel) {
  const Normalization& from = spec.normalization;
  if (!sizes::normalizes(spec)) return {1, {}, {1, 1, 1, 1}};
  NormalizeValues values{from.divisor, {}, {}};
  for (std::int32_t c = 0; c < 4; ++c) {
    const std::int32_t of = std::min<std::int32_t>(channel + c, 3);
    values.mean[c] = from.mean[of];
    values.deviation[c] = from.deviation[of] == 0 ? 1 : from.deviation[of];
  }
  return values;
}

/// Where floats go on their way to the destination, which wants f32 or f16.
template <class Sample>
void encode_floats(const Execution& run, const StoreRows& rows, const Sample* from, std::byte* to, std::int32_t pixels,
                   std::int32_t channels, std::int32_t channel, NormalizeKernel<Sample>* KernelTable::* entry) {
  const bool half = has_f16 && run.output().element == Element::f16;
  float* const floats = half ? rows.floats : reinterpret_cast<float*>(to);
  const auto normalize_all = channels <= 4 ? run.kernel(entry) : run.pixel_kernel(entry);
  normalize_all(from, floats, pixels, channels, normalize_values(run.spec(), channel));
  if (half) run.kernel (&KernelTable::f32_to_f16)(floats, reinterpret_cast<std::uint16_t*>(to), pixels* channels);
}

/// `pixels` pixels of neighbouring samples to neighbouring ones of the destination's element. `channel` is the first.
void encode(const Execution& run, const StoreRows& rows, const std::uint8_t* from, std::byte* to, std::int32_t pixels,
            std::int32_t channels, std::int32_t channel) {
  const Element element = run.output().element;
  const std::int32_t samples = pixels * channels;
  if (has_i8 && element == Element::i8) {
    auto* const bytes = reinterpret_cast<std::uint8_t*>(to);
    if (const std::uint8_t* const lookup = run.plan.lookup(); lookup != nullptr) {
      for (std::int32_t i = 0; i < samples; ++i) bytes[i] = lookup[from[i]];
    } else {
      run.kernel (&KernelTable::flip_u8)(from, bytes, samples);
    }
  } else if ((has_f32 || has_f16) && sizes::is_float(element)) {
    encode_floats(run, rows, from, to, pixels, channels, channel, &KernelTable::normalize_u8);
  } else {
    std::memcpy(to, from, static_cast<std::size_t>(samples));
  }
}

void encode(const Execution& run, const StoreRows& rows, const float* from, std::byte* to, std::int32_t pixels,
            std::int32_t channels, std::int32_t channel) {
  const Format format = run.output();
  if (has_u16 && format.element == Element::u16) {
    run.kernel (&KernelTable::f32_to_u16)(from, reinterpret_cast<std::uint16_t*>(to), pixels* channels,
                                          sizes::largest_value(format));
  } else if constexpr (has_f32 || has_f16) {
    encode_floats(run, rows, from, to, pixels, channels, channel, &KernelTable::normalize_f32);
  }
}

void pick(const Execution& run, const std::uint8_t* from, std::uint8_t* to, std::int32_t pixels, std::int32_t channel) {
  run.kernel (&KernelTable::plane_u8)(from, to, pixels, run.channels(), channel);
}
void pick(const Execution& run, const float* from, float* to, std::int32_t pixels, std::int32_t channel) {
  run.kernel (&KernelTable::plane_f32)(from, to, pixels, run.channels(), channel);
}

/// Interleaved pixels to planes, or a plane among interleaved pixels.
template <class Sample>
void store_channels(const Execution& run, const StoreRows& rows, const Sample* from, std::int32_t first,
                    std::int32_t pixels, std::int32_t row) {
  const Format format = run.output();
  const std::int32_t size = sizes::bytes_per_sample(format.element);
  if (format.layout == Layout::interleaved) {  // of a planar source
    encode(run, rows, from, rows.channel, pixels, 1, run.plane);
    std::byte* to = run.dst_row(row, run.plane) + first * sizes::bytes_per_pixel(format);
    for (std::int32_t x = 0; x < pixels; ++x, to += sizes::bytes_per_pixel(format)) {
      std::memcpy(to, rows.channel + std::ptrdiff_t{x} * size, static_cast<std::size_t>(size));
    }
    return;
  }
  for (std::int32_t c = 0; c < run.channels(); ++c) {
    const std::int32_t channel = run.plane + c;
    const Sample* one = from;
    if (run.channels() > 1) {
      auto* const picked = reinterpret_cast<Sample*>(rows.channel);
      pick(run, from, picked, pixels, c);
      one = picked;
    }
    encode(run, rows, one, run.dst_row(row, channel) + std::ptrdiff_t{first} * size, pixels, 1, channel);
  }
}

/// The pixels [first, first + pixels) of the crop; `from` is the first of them.
template <class Sample>
void store_span(const Execution& run, const StoreRows& rows, const Sample* from, std::int32_t first,
                std::int32_t pixels, std::int32_t row) {
  const Format format = run.output();
  const bool planar = sizes::is_planar(format) || sizes::is_planar(run.spec().format);
  if (planar) return store_channels(run, rows, from, first, pixels, row);
  std::byte* const to = run.dst_row(row, 0) + first * sizes::bytes_per_pixel(format);
  if constexpr (has_rgb565 && sizeof(Sample) == 1) {
    if (sizes::is_rgb565(format.element)) {
      auto* const bytes = reinterpret_cast<std::uint8_t*>(to);
      if (needs_openmv_passes && sizes::is_openmv(run.spec().rules.arithmetic)) {
        run.kernel (&KernelTable::pack_rgb565)(from, bytes, pixels, run.channels());
      } else if constexpr (has_contract_1) {
        run.kernel (&KernelTable::u8_to_rgb565)(from, bytes, pixels, is_swapped(format.element));
      }
      return;
    }
  }
  encode(run, rows, from, to, pixels, run.channels(), 0);
}

/// All pixels of the crop, or those that are defined (11).
template <class Sample>
void store_defined(const Execution& run, const StoreRows& rows, const Sample* from, std::int32_t row) {
  const std::int32_t width = run.part.width;
  const std::int32_t* const outside = run.plan.x_axis().outside;
  if (!has_borders || run.spec().rules.border != Border::undefined) {
    return store_span(run, rows, from, 0, width, row);
  }
  if (run.plan.y_axis().outside[row] != 0) return;
  for (std::int32_t x = 0; x < width;) {
    std::int32_t end = x;
    while (end < width && outside[run.part.left + end] == 0) ++end;
    if (end > x) store_span(run, rows, from + std::ptrdiff_t{x} * run.channels(), x, end - x, row);
    x = end + 1;
  }
}

/// (29)
template <class Sample>
void limit_to_alpha(Sample* row, std::int32_t pixels, std::int32_t channels) {
  for (std::int32_t i = 0; i < pixels; ++i, row += channels) {
    for (std::int32_t c = 0; c + 1 < channels; ++c) row[c] = std::min(row[c], row[channels - 1]);
  }
}

/// (31) Colours through alpha.
void unweigh(float* row, std::int32_t pixels, std::int32_t channels) {
  for (std::int32_t i = 0; i < pixels; ++i, row += channels) {
    const float alpha = row[channels - 1];
    for (std::int32_t c = 0; c + 1 < channels; ++c) row[c] = alpha <= 0 ? 0 : row[c] / alpha;
  }
}

/// (30)
void from_linear(const float* from, std::uint8_t* to, std::int32_t pixels, std::int32_t channels, bool alpha) {
  for (std::int32_t i = 0; i < pixels; ++i) {
    for (std::int32_t c = 0; c < channels; ++c) {
      const std::uint32_t linear = round_to_u16(*from++, 65535);
      *to++ = alpha && c == channels - 1 ? alpha_of_linear(linear) : srgb_of_linear(linear);
    }
  }
}

/// (33) One sample of the fill colour as the destination holds it.
void encode_fill(const Execution& run, std::int32_t channel, std::byte* to) {
  const Format format = run.output();
  const bool bytes = sizes::is_bytes(run.spec().format.element);
  if (sizes::is_float(format.element)) {
    const float plain = bytes ? static_cast<float>(fill_u8(run, channel)) : fill_f32(run, channel);
    const float number = normalize(plain, normalize_values(run.spec(), channel), 0);
    if (has_f32 && format.element == Element::f32) {
      std::memcpy(to, &number, sizeof number);
    } else {
      const std::uint16_t half = half_of_float(number);
      std::memcpy(to, &half, sizeof half);
    }
  } else if (has_u16 && format.element == Element::u16) {
    const std::uint16_t word = round_to_u16(fill_f32(run, channel), sizes::largest_value(format));
    std::memcpy(to, &word, sizeof word);
  } else {
    const std::uint8_t byte = fill_u8(run, channel);
    const std::uint8_t* const lookup = run.plan.lookup();
    const bool flips = has_i8 && format.element == Element::i8;
    to[0] = static_cast<std::byte>(!flips ? byte : lookup != nullptr ? lookup[byte] : flip_sign(byte));
  }
}

/// The same of a packed pixel.
void pack_fill(const Execution& run, std::byte* to) {
  std::uint8_t colour[4] = {fill_u8(run, 0), fill_u8(run, 1), fill_u8(run, 2), 0};
  std::uint8_t bytes[2];
  scalar::u8_to_rgb565(colour, bytes, 1, is_swapped(run.output().element));
  std::memcpy(to, bytes, sizeof bytes);
}

}  // namespace

void store_plain(const Execution& run, const StoreRows& rows, const std::uint8_t* from, std::int32_t row) {
  store_defined(run, rows, from, row);
}
void store_plain(const Execution& run, const StoreRows& rows, const float* from, std::int32_t row) {
  store_defined(run, rows, from, row);
}

void store_row(const Execution& run, const StoreRows& rows, std::uint8_t* from, std::int32_t row) {
  if (needs_alpha && sizes::weighs_alpha(run.spec())) unpremultiply_row(run, from);
  if (alpha_in_build && sizes::limits_to_alpha(run.spec())) limit_to_alpha(from, run.part.width, run.channels());
  store_defined(run, rows, from, row);
}

void store_row(const Execution& run, const StoreRows& rows, std::int32_t* from, std::int32_t row) {
  const std::int32_t channels = run.channels();
  std::uint8_t* to = rows.bytes;
  for (std::int32_t i = 0; i < run.part.width; ++i, from += channels, to += channels) {
    const std::int32_t alpha = from[channels - 1];
    for (std::int32_t c = 0; c + 1 < channels; ++c) to[c] = unweigh_colour(from[c], alpha);
    to[channels - 1] = unweigh_alpha(alpha);
  }
  store_defined(run, rows, rows.bytes, row);
}

void store_row(const Execution& run, const StoreRows& rows, float* from, std::int32_t row) {
  const Spec& spec = run.spec();
  const std::int32_t width = run.part.width, channels = run.channels();
  const bool alpha = alpha_in_build && sizes::has_alpha(spec);
  if (alpha && spec.rules.alpha == Alpha::weighted) unweigh(from, width, channels);
  if (alpha && sizes::limits_to_alpha(spec)) limit_to_alpha(from, width, channels);
  if (has_light && spec.rules.light == Light::linear) {
    from_linear(from, rows.bytes, width, channels, alpha);
    return store_defined(run, rows, rows.bytes, row);
  }
  store_defined(run, rows, from, row);
}

void unpremultiply_row(const Execution& run, std::uint8_t* row) {
  run.kernel (&KernelTable::unpremultiply_u8)(row, row, run.part.width, run.channels());
}

void fill_pixels(const Execution& run, std::int32_t view_row, std::int32_t first, std::int32_t count) {
  const Format format = run.output();
  const bool packed = has_rgb565 && sizes::is_rgb565(format.element);
  const std::int32_t channels = packed ? 1 : run.channels(), size = sizes::bytes_per_sample(format.element);
  for (std::int32_t c = 0; c < channels; ++c) {
    std::byte sample[4];
    if (packed) {
      pack_fill(run, sample);
    } else {
      encode_fill(run, c, sample);
    }
    std::byte* to = run.view_row(view_row, run.plane + c) + first * sizes::bytes_per_pixel(format);
    for (std::int32_t x = 0; x < count; ++x, to += sizes::bytes_per_pixel(format)) {
      std::memcpy(to, sample, static_cast<std::size_t>(size));
    }
  }
}

}  // namespace isopel
