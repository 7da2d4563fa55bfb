// Luma and chroma to red, green and blue: formula (35), yuv_to_rgb in engine/arithmetic.hpp.
// Assumes nothing about alignment; the output overlaps no input.
// Tail: the last vector of pixels is done again, overlapping the ones before; fewer pixels are scalar.
#ifndef ISOPEL_ARCH_SIMD_YUV_INL_HPP_
#define ISOPEL_ARCH_SIMD_YUV_INL_HPP_

#include <algorithm>

#include "arch/scalar/scalar.hpp"
#include "arch/simd/rounding-inl.hpp"

ISOPEL_SIMD_BEGIN

/// The coefficients, one vector each, and what offsets and rounding add up to.
struct YuvVectors {
  using Sums = Vec<std::int32_t, widest>;
  Sums luma, red_v, green_u, green_v, blue_u, red, green, blue;
  int shift;

  HWY_INLINE explicit YuvVectors(const YuvCoefficients& c) : shift(c.shift) {
    const Tag<std::int32_t, widest> d;
    const std::int32_t all = (1 << (c.shift - 1)) - c.luma * c.offset;
    luma = hn::Set(d, c.luma);
    red_v = hn::Set(d, c.red_v);
    green_u = hn::Set(d, c.green_u);
    green_v = hn::Set(d, c.green_v);
    blue_u = hn::Set(d, c.blue_u);
    red = hn::Set(d, all - 128 * c.red_v);
    green = hn::Set(d, all - 128 * (c.green_u + c.green_v));
    blue = hn::Set(d, all - 128 * c.blue_u);
  }
};

/// The sums of a quarter of the pixels.
struct RgbSums {
  Vec<std::int32_t, widest> red, green, blue;

  HWY_INLINE RgbSums(const std::uint8_t* y, const std::uint8_t* u, const std::uint8_t* v, const YuvVectors& c) {
    const Tag<std::int32_t, widest> d;
    const Tag<std::uint8_t, widest / 4> quarter;
    const auto luma = hn::Mul(hn::PromoteTo(d, hn::LoadU(quarter, y)), c.luma);
    const auto us = hn::PromoteTo(d, hn::LoadU(quarter, u)), vs = hn::PromoteTo(d, hn::LoadU(quarter, v));
    red = hn::Add(hn::Add(luma, c.red), hn::Mul(vs, c.red_v));
    green = hn::Add(hn::Add(hn::Add(luma, c.green), hn::Mul(us, c.green_u)), hn::Mul(vs, c.green_v));
    blue = hn::Add(hn::Add(luma, c.blue), hn::Mul(us, c.blue_u));
  }
};

template <class Sums>
HWY_INLINE Vec<std::uint8_t, widest> samples_of(Sums a, Sums b, Sums c, Sums d, int shift) {
  return words_in_order<widest>(clamp_to_u8(round_to_i16(a, b, shift), round_to_i16(c, d, shift)));
}

void yuv_to_rgb_u8(const std::uint8_t* y, const std::uint8_t* u, const std::uint8_t* v, std::uint8_t* rgb,
                   std::int32_t pixels, const YuvCoefficients& coefficients) {
  constexpr std::int32_t step = widest, quarter = step / 4;
  if (pixels < step) return scalar::yuv_to_rgb_u8(y, u, v, rgb, pixels, coefficients);
  const YuvVectors c(coefficients);
  for (std::int32_t x = 0; x < pixels; x += step) {
    const std::ptrdiff_t i = std::min(x, pixels - step), j = i + quarter, k = j + quarter, l = k + quarter;
    const RgbSums p(y + i, u + i, v + i, c), q(y + j, u + j, v + j, c);
    const RgbSums r(y + k, u + k, v + k, c), s(y + l, u + l, v + l, c);
    hn::StoreInterleaved3(
        samples_of(p.red, q.red, r.red, s.red, c.shift), samples_of(p.green, q.green, r.green, s.green, c.shift),
        samples_of(p.blue, q.blue, r.blue, s.blue, c.shift), Tag<std::uint8_t, widest>(), rgb + 3 * i);
  }
}

ISOPEL_SIMD_END

#endif  // ISOPEL_ARCH_SIMD_YUV_INL_HPP_
