// What passes over i32 and over float rows have in common: sums of products, and the way from four vectors of sums to
// samples.
#ifndef ISOPEL_ARCH_SIMD_ROUNDING_INL_HPP_
#define ISOPEL_ARCH_SIMD_ROUNDING_INL_HPP_

#include "arch/simd/verbs-inl.hpp"

ISOPEL_SIMD_BEGIN

/// sum + weight * sample, rounded twice.
struct Separate {
  template <class V>
  HWY_INLINE static V add(V sum, V weight, V sample) {
    return hn::Add(sum, hn::Mul(weight, sample));
  }
};
/// The same, rounded once.
struct Fused {
  template <class V>
  HWY_INLINE static V add(V sum, V weight, V sample) {
#if ISOPEL_SIMD_NEON
    return V(vfmaq_f32(sum.raw, weight.raw, sample.raw));  // Highway would not fuse on Armv7
#else
    return hn::MulAdd(weight, sample, sum);
#endif
  }
};

/// Integers, halves to even, of what is far below 2^22: the sum's last bit is worth 1 (round_to_even_u8).
template <std::size_t bytes>
HWY_INLINE Vec<std::int32_t, bytes> round_to_even(Vec<float, bytes> v) {
#if ISOPEL_SIMD_NEON
  const Tag<float, bytes> d;
  const Tag<std::int32_t, bytes> d32;
  const auto ones = hn::Set(d, 12582912.0f);  // 1.5 * 2^23
  return hn::Sub(hn::BitCast(d32, hn::Add(v, ones)), hn::BitCast(d32, ones));
#else
  return hn::NearestInt(v);
#endif
}

/// The 32-bit lanes i of all blocks, for i = 0 .. 3: undoes what clamp_to_u8 and round_to_i16 do to four vectors.
template <std::size_t bytes>
HWY_INLINE Vec<std::uint8_t, bytes> words_in_order(Vec<std::uint8_t, bytes> v) {
#if HWY_CAP_GE256
  if constexpr (bytes == 32) v.raw = _mm256_permutevar8x32_epi32(v.raw, _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7));
#endif
#if HWY_CAP_GE512
  if constexpr (bytes == 64) {
    v.raw = _mm512_permutexvar_epi32(_mm512_setr_epi32(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15), v.raw);
  }
#endif
  return v;
}

ISOPEL_SIMD_END

#endif  // ISOPEL_ARCH_SIMD_ROUNDING_INL_HPP_
