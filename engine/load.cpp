// Source rows to what kernels read, row by row.
#include "engine/load.hpp"

#include "engine/light.hpp"

namespace isopel {
namespace {

bool is_swapped(Element element) { return element == Element::rgb565_be; }

/// (31) Colours times alpha.
void weigh(float* row, std::int32_t pixels, std::int32_t channels) {
  for (std::int32_t i = 0; i < pixels; ++i, row += channels) {
    for (std::int32_t c = 0; c + 1 < channels; ++c) row[c] = row[c] * row[channels - 1];
  }
}

/// (30)
void to_linear(const std::uint8_t* src, std::uint8_t flip, float* dst, std::int32_t pixels, std::int32_t channels,
               bool alpha) {
  for (std::int32_t i = 0; i < pixels; ++i) {
    for (std::int32_t c = 0; c < channels; ++c) {
      const std::uint32_t sample = *src++ ^ flip;
      *dst++ = static_cast<float>(alpha && c == channels - 1 ? linear_of_alpha(sample) : linear_of_srgb[sample]);
    }
  }
}

}  // namespace

void decode(const Execution& run, const std::byte* src, std::uint8_t* dst, std::int32_t pixels) {
  const auto* const bytes = reinterpret_cast<const std::uint8_t*>(src);
  const Element element = run.spec().format.element;
  const std::int32_t samples = pixels * run.channels();
  if (has_rgb565 && sizes::is_rgb565(element)) {
    if (needs_openmv_passes && sizes::is_openmv(run.spec().rules.arithmetic)) {
      run.kernel (&KernelTable::unpack_rgb565)(bytes, dst, pixels, run.channels());
    } else if constexpr (has_contract_1) {
      run.kernel (&KernelTable::rgb565_to_u8)(bytes, dst, pixels, is_swapped(element));
    }
  } else if (has_i8 && element == Element::i8) {
    run.kernel (&KernelTable::flip_u8)(bytes, dst, samples);
  } else {
    std::memcpy(dst, bytes, static_cast<std::size_t>(samples));
  }
}

void decode(const Execution& run, const std::byte* src, float* dst, std::int32_t pixels) {
  const Element element = run.spec().format.element;
  const std::int32_t samples = pixels * run.channels();
  if (has_u16 && element == Element::u16) {
    run.kernel (&KernelTable::u16_to_f32)(reinterpret_cast<const std::uint16_t*>(src), dst, samples);
  } else if (has_f16 && element == Element::f16) {
    run.kernel (&KernelTable::f16_to_f32)(reinterpret_cast<const std::uint16_t*>(src), dst, samples);
  } else {
    std::memcpy(dst, src, static_cast<std::size_t>(samples) * sizeof(float));
  }
}

void load_row(const Execution& run, const std::byte* src, std::uint8_t* dst, std::int32_t pixels) {
  if (needs_alpha && sizes::weighs_alpha(run.spec())) {
    run.kernel (&KernelTable::premultiply_u8)(reinterpret_cast<const std::uint8_t*>(src), dst, pixels, run.channels());
  } else {
    decode(run, src, dst, pixels);
  }
}

void load_row(const Execution& run, const std::byte* src, std::int16_t* dst, std::int32_t pixels) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(src);
  const std::int32_t channels = run.channels();
  const std::uint8_t flip = run.spec().format.element == Element::i8 ? 0x80 : 0;
  for (std::int32_t i = 0; i < pixels; ++i, bytes += channels, dst += channels) {
    const std::int32_t alpha = bytes[channels - 1] ^ flip;
    for (std::int32_t c = 0; c + 1 < channels; ++c) dst[c] = weigh_colour(bytes[c] ^ flip, alpha);
    dst[channels - 1] = weigh_alpha(alpha);
  }
}

void load_row(const Execution& run, const std::byte* src, float* dst, std::int32_t pixels) {
  const Spec& spec = run.spec();
  const bool alpha = sizes::has_alpha(spec);
  if (has_light && spec.rules.light == Light::linear) {
    const std::uint8_t flip = spec.format.element == Element::i8 ? 0x80 : 0;
    to_linear(reinterpret_cast<const std::uint8_t*>(src), flip, dst, pixels, run.channels(), alpha);
  } else {
    decode(run, src, dst, pixels);
  }
  if (alpha_in_build && alpha && spec.rules.alpha == Alpha::weighted) weigh(dst, pixels, run.channels());
}

}  // namespace isopel
