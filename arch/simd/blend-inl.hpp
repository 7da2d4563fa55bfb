// A pass along y over two rows with the products rounded one by one: formula of BlendKernel in engine/kernels.hpp.
// Assumes nothing about the alignment of dst; src and dst do not overlap.
// Tail: the last columns are done again, overlapping the ones before; rows shorter than a block are scalar.
#ifndef ISOPEL_ARCH_SIMD_BLEND_INL_HPP_
#define ISOPEL_ARCH_SIMD_BLEND_INL_HPP_

#include <algorithm>

#include "arch/scalar/scalar.hpp"
#include "arch/simd/verbs-inl.hpp"

ISOPEL_SIMD_BEGIN

/// A vector of i16 columns: the upper halves of the products are what is wanted.
template <std::size_t bytes>
HWY_INLINE Vec<std::int16_t, bytes> blend_columns(const std::int16_t* a, Vec<std::int16_t, bytes> weight_a,
                                                  const std::int16_t* b, Vec<std::int16_t, bytes> weight_b) {
  const Tag<std::int16_t, bytes> d;
  const auto above = hn::MulHigh(hn::LoadU(d, a), weight_a), below = hn::MulHigh(hn::LoadU(d, b), weight_b);
  return hn::ShiftRight<2>(hn::Add(hn::Add(above, below), hn::Set(d, 2)));
}

/// One output row of at least `bytes` samples.
template <std::size_t bytes>
void blend_row(const std::int16_t* a, const std::int16_t* b, const std::int16_t* weights, std::uint8_t* out,
               std::int32_t samples) {
  const Tag<std::int16_t, bytes> d;
  const auto weight_a = hn::Set(d, weights[0]), weight_b = hn::Set(d, weights[1]);
  constexpr std::int32_t step = bytes, half = step / 2;
  for (std::int32_t x = 0; x < samples; x += step) {
    const std::int32_t at = std::min(x, samples - step);
    const auto left = blend_columns<bytes>(a + at, weight_a, b + at, weight_b);
    const auto right = blend_columns<bytes>(a + at + half, weight_a, b + at + half, weight_b);
    hn::StoreU(even_then_odd<bytes>(clamp_to_u8(left, right)), Tag<std::uint8_t, bytes>(), out + at);
  }
}

void blend_i16_u8(Rows<const std::int16_t> src, Rows<std::uint8_t> dst, std::int32_t samples, const Taps& taps) {
  constexpr std::int32_t longest = widest, shortest = block_bytes;
  if (samples < shortest) return scalar::blend_i16_u8(src, dst, samples, taps);
  for (std::int32_t r = 0; r < taps.count; ++r) {
    const std::int16_t* const weights = taps.weights(r);
    const std::int16_t* const a = src.row(taps.offset(r) + weights[2]);
    const std::int16_t* const b = src.row(taps.offset(r) + weights[3]);
    (samples >= longest ? blend_row<widest> : blend_row<block_bytes>)(a, b, weights, dst.row(r), samples);
  }
}

ISOPEL_SIMD_END

#endif  // ISOPEL_ARCH_SIMD_BLEND_INL_HPP_
