// Contract 1, formulas (23), (24), (26), (27) and (32): samples converted one by one, in plain C++.
// Assumes nothing about bytes, and that other samples are aligned to their size; src and dst do not overlap, but may be
// the same where samples keep their size.
// Tail: none, one sample at a time.
#include "arch/scalar/scalar.hpp"

namespace isopel::scalar {
namespace {

template <class From>
void normalize_all(const From* src, float* dst, std::int32_t pixels, std::int32_t channels,
                   const NormalizeValues& values) {
  for (std::int32_t i = 0; i < pixels; ++i) {
    for (std::int32_t c = 0; c < channels; ++c) *dst++ = normalize(static_cast<float>(*src++), values, c);
  }
}

template <class Sample>
void plane(const Sample* src, Sample* dst, std::int32_t pixels, std::int32_t channels, std::int32_t channel) {
  for (std::int32_t i = 0; i < pixels; ++i) dst[i] = src[static_cast<std::ptrdiff_t>(i) * channels + channel];
}

}  // namespace

void flip_u8(const std::uint8_t* src, std::uint8_t* dst, std::int32_t samples) {
  for (std::int32_t i = 0; i < samples; ++i) dst[i] = flip_sign(src[i]);
}

void u16_to_f32(const std::uint16_t* src, float* dst, std::int32_t samples) {
  for (std::int32_t i = 0; i < samples; ++i) dst[i] = static_cast<float>(src[i]);
}

void f32_to_u16(const float* src, std::uint16_t* dst, std::int32_t samples, std::int32_t maximum) {
  for (std::int32_t i = 0; i < samples; ++i) dst[i] = round_to_u16(src[i], maximum);
}

void f16_to_f32(const std::uint16_t* src, float* dst, std::int32_t samples) {
  for (std::int32_t i = 0; i < samples; ++i) dst[i] = float_of_half(src[i]);
}

void f32_to_f16(const float* src, std::uint16_t* dst, std::int32_t samples) {
  for (std::int32_t i = 0; i < samples; ++i) dst[i] = half_of_float(src[i]);
}

void normalize_u8(const std::uint8_t* src, float* dst, std::int32_t pixels, std::int32_t channels,
                  const NormalizeValues& values) {
  normalize_all(src, dst, pixels, channels, values);
}

void normalize_f32(const float* src, float* dst, std::int32_t pixels, std::int32_t channels,
                   const NormalizeValues& values) {
  normalize_all(src, dst, pixels, channels, values);
}

void rgb565_to_u8(const std::uint8_t* src, std::uint8_t* dst, std::int32_t pixels, bool swapped) {
  for (std::int32_t i = 0; i < pixels; ++i, src += 2, dst += 3) {
    const std::uint32_t pixel = swapped ? word_of(src[1], src[0]) : word_of(src[0], src[1]);
    dst[0] = widen5(red_of(pixel));
    dst[1] = widen6(green_of(pixel));
    dst[2] = widen5(blue_of(pixel));
  }
}

void u8_to_rgb565(const std::uint8_t* src, std::uint8_t* dst, std::int32_t pixels, bool swapped) {
  for (std::int32_t i = 0; i < pixels; ++i, src += 3, dst += 2) {
    const std::uint32_t pixel = rgb565_of(narrow5(src[0]), narrow6(src[1]), narrow5(src[2]));
    dst[0] = swapped ? high_byte(pixel) : low_byte(pixel);
    dst[1] = swapped ? low_byte(pixel) : high_byte(pixel);
  }
}

void plane_u8(const std::uint8_t* src, std::uint8_t* dst, std::int32_t pixels, std::int32_t channels,
              std::int32_t channel) {
  plane(src, dst, pixels, channels, channel);
}

void plane_f32(const float* src, float* dst, std::int32_t pixels, std::int32_t channels, std::int32_t channel) {
  plane(src, dst, pixels, channels, channel);
}

}  // namespace isopel::scalar
