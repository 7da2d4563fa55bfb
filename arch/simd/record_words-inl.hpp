// The words of sixteen records of a table of taps, word by word: AVX-512.
#ifndef ISOPEL_ARCH_SIMD_RECORD_WORDS_INL_HPP_
#define ISOPEL_ARCH_SIMD_RECORD_WORDS_INL_HPP_

#include "arch/simd/blocks-inl.hpp"

ISOPEL_SIMD_BEGIN

/// The 32-bit lanes 0, 1, 2 and 3 of the blocks of four vectors, vector by vector.
template <std::size_t bytes>
HWY_INLINE void transpose_lanes(Vec<std::int32_t, bytes> (&v)[4]) {
  const Tag<std::int32_t, bytes> d;
  const Tag<std::int64_t, bytes> d64;
  const auto ab01 = hn::BitCast(d64, hn::InterleaveLower(d, v[0], v[1]));
  const auto ab23 = hn::BitCast(d64, hn::InterleaveUpper(d, v[0], v[1]));
  const auto ce01 = hn::BitCast(d64, hn::InterleaveLower(d, v[2], v[3]));
  const auto ce23 = hn::BitCast(d64, hn::InterleaveUpper(d, v[2], v[3]));
  v[0] = hn::BitCast(d, hn::InterleaveLower(d64, ab01, ce01));
  v[1] = hn::BitCast(d, hn::InterleaveUpper(d64, ab01, ce01));
  v[2] = hn::BitCast(d, hn::InterleaveLower(d64, ab23, ce23));
  v[3] = hn::BitCast(d, hn::InterleaveUpper(d64, ab23, ce23));
}

#if HWY_CAP_GE512

/// Four neighbouring words of sixteen records of `next` bytes. The lanes of block b are the records b * apart, ...,
/// b * apart + 3 from `records` on; what follows the last one is readable as in Taps.
template <int apart>
HWY_INLINE void load_record_words(const std::byte* records, std::ptrdiff_t next, __m512i* words) {
  Vec<std::int32_t, 64> lanes[4];
  HWY_UNROLL(4)
  for (int i = 0; i < 4; ++i, records += next) {
    const __m128i a = load_block<16>(records).raw, b = load_block<16>(records + apart * next).raw;
    const __m128i c = load_block<16>(records + 2 * apart * next).raw,
                  d = load_block<16>(records + 3 * apart * next).raw;
    lanes[i].raw = _mm512_inserti64x4(_mm512_castsi256_si512(_mm256_setr_m128i(a, b)), _mm256_setr_m128i(c, d), 1);
  }
  transpose_lanes<64>(lanes);
  HWY_UNROLL(4)
  for (int i = 0; i < 4; ++i) words[i] = lanes[i].raw;
}

#endif

ISOPEL_SIMD_END

#endif  // ISOPEL_ARCH_SIMD_RECORD_WORDS_INL_HPP_
