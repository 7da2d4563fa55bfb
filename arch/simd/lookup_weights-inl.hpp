// What lookup-inl.hpp multiplies by: the weights of sixteen outputs side by side; and loads that may end early.
#ifndef ISOPEL_ARCH_SIMD_LOOKUP_WEIGHTS_INL_HPP_
#define ISOPEL_ARCH_SIMD_LOOKUP_WEIGHTS_INL_HPP_

#include "arch/simd/blocks-inl.hpp"
#include "arch/simd/lookup_lanes-inl.hpp"
#include "arch/simd/parts-inl.hpp"

#if ISOPEL_SIMD_VNNI

ISOPEL_SIMD_BEGIN

constexpr std::int32_t most_steps = 16;  ///< multiplications of one output

/// 64 bytes, of which `left` may be read.
HWY_INLINE __m512i load_readable(const std::uint8_t* from, std::ptrdiff_t left) {
  if (left >= 64) return _mm512_loadu_si512(from);
  if (left <= 0) return _mm512_setzero_si512();
  return _mm512_maskz_loadu_epi8(~std::uint64_t{0} >> (64 - left), from);
}

/// The 4 bytes at `byte` of four outputs' records, and of sixteen.
HWY_INLINE __m128i four_words(const Taps& taps, std::int32_t first, std::ptrdiff_t byte) {
  const std::byte* const record = taps.records + std::ptrdiff_t{first} * taps.record_bytes + byte;
  const std::ptrdiff_t next = taps.record_bytes;
  return hn::BitCast(Tag<std::int32_t, 16>(), load_block(record, record + next, record + 2 * next, record + 3 * next))
      .raw;
}
/// Every third of 48 words, every fourth of 64: records of up to four, and of five or six, weights.
HWY_INLINE __m512i sixteen_thirds(const std::byte* words) {
  const __m512i ones = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  const __m512i at = _mm512_add_epi32(_mm512_add_epi32(ones, ones), ones);
  const __m512i first = _mm512_permutex2var_epi32(_mm512_loadu_si512(words), at, _mm512_loadu_si512(words + 64));
  return _mm512_mask_permutexvar_epi32(first, 0xf800, at, _mm512_loadu_si512(words + 128));  // from word 33 on
}
HWY_INLINE __m512i sixteen_quarters(const std::byte* words) {
  const __m512i at = _mm512_setr_epi32(0, 4, 8, 12, 16, 20, 24, 28, 0, 4, 8, 12, 16, 20, 24, 28);
  const __m512i lower = _mm512_permutex2var_epi32(_mm512_loadu_si512(words), at, _mm512_loadu_si512(words + 64));
  const __m512i upper = _mm512_permutex2var_epi32(_mm512_loadu_si512(words + 128), at, _mm512_loadu_si512(words + 192));
  return _mm512_mask_blend_epi32(0xff00, lower, upper);
}
HWY_INLINE __m512i sixteen_words(const Taps& taps, std::int32_t first, std::ptrdiff_t byte) {
  if (taps.record_bytes == 8) {  // of two records in every 16 bytes
    const std::byte* const records = taps.records + std::ptrdiff_t{first} * 8 + byte;
    const __m512i even = _mm512_setr_epi32(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
    return _mm512_permutex2var_epi32(_mm512_loadu_si512(records), even, _mm512_loadu_si512(records + 64));
  }
  if (taps.record_bytes == 12) return sixteen_thirds(taps.records + std::ptrdiff_t{first} * 12 + byte);
  if (taps.record_bytes == 16) return sixteen_quarters(taps.records + std::ptrdiff_t{first} * 16 + byte);
  const __m256i lower = _mm256_setr_m128i(four_words(taps, first, byte), four_words(taps, first + 4, byte));
  const __m256i upper = _mm256_setr_m128i(four_words(taps, first + 8, byte), four_words(taps, first + 12, byte));
  return _mm512_inserti64x4(_mm512_castsi256_si512(lower), upper, 1);
}

// --- The weights of one step for sixteen outputs: the lanes of `parts` sums.

struct PairWeights {
  static constexpr int step = 2, sums = 1;
  static constexpr std::uint32_t distances = 0x00010000;  ///< from the first tap, byte by byte, in pixels
  __m512i of[sums];

  HWY_INLINE bool load(const Taps& taps, std::int32_t first, std::int32_t k) {
    of[0] = sixteen_words(taps, first, 4 + 2 * k);
    return true;
  }
};

struct ByteWeights {
  static constexpr int step = 4, sums = 3;
  static constexpr std::uint32_t distances = 0x03020100;
  __m512i of[sums];  ///< times 1, 256, 65536

  /// False if a weight is too large for three signed bytes.
  HWY_INLINE bool load(const Taps& taps, std::int32_t first, std::int32_t k) {
    const std::int32_t low = taps.padded();
    // Blocks of the outputs 0 1, 4 5, 8 9, 12 13, and of those between, four weights each.
    const __m512i high_a = outputs(taps, first, k), high_b = outputs(taps, first + 2, k);
    const __m512i low_a = outputs(taps, first, k + low), low_b = outputs(taps, first + 2, k + low);
    // Past the last weights there are the low ones, or the next record.
    const __mmask16 there = low - k >= step ? 0xffff : 0x3333;
    const __m512i w0 = bytes(_mm512_unpacklo_epi16(low_a, high_a), there);
    const __m512i w1 = bytes(_mm512_unpackhi_epi16(low_a, high_a), there);
    const __m512i w2 = bytes(_mm512_unpacklo_epi16(low_b, high_b), there);
    const __m512i w3 = bytes(_mm512_unpackhi_epi16(low_b, high_b), there);
    const __m512i a = _mm512_unpacklo_epi32(w0, w1), b = _mm512_unpacklo_epi32(w2, w3);
    of[0] = _mm512_unpacklo_epi64(a, b);
    of[1] = _mm512_unpackhi_epi64(a, b);
    of[2] = _mm512_unpacklo_epi64(_mm512_unpackhi_epi32(w0, w1), _mm512_unpackhi_epi32(w2, w3));
    return (too_large(high_a) | too_large(high_b)) == 0;
  }

 private:
  HWY_INLINE static __m128i two_outputs(const Taps& taps, std::int32_t output, std::int32_t k) {
    return _mm_unpacklo_epi64(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(taps.weights(output) + k)),
                              _mm_loadl_epi64(reinterpret_cast<const __m128i*>(taps.weights(output + 1) + k)));
  }
  HWY_INLINE static __m512i outputs(const Taps& taps, std::int32_t first, std::int32_t k) {
    const __m256i lower = _mm256_setr_m128i(two_outputs(taps, first, k), two_outputs(taps, first + 4, k));
    const __m256i upper = _mm256_setr_m128i(two_outputs(taps, first + 8, k), two_outputs(taps, first + 12, k));
    return _mm512_inserti64x4(_mm512_castsi256_si512(lower), upper, 1);
  }
  /// The three signed bytes of four weights in every block, first all lowest ones.
  HWY_INLINE static __m512i bytes(__m512i low_and_high, __mmask16 there) {
    const __m512i unit = _mm512_set1_epi32((1 << (16 + wide_weight_bits)) + 1);
    const __m512i weight = _mm512_maskz_mov_epi32(there, _mm512_madd_epi16(low_and_high, unit));
    // Adding 128 to a byte carries where it is negative as a signed one, and flips its highest bit, which flips back.
    const __m512i carry = _mm512_set1_epi32(0x8080);
    const __m512i order = _mm512_set4_epi32(0x0f0b0703, 0x0e0a0602, 0x0d090501, 0x0c080400);
    return _mm512_shuffle_epi8(_mm512_xor_si512(_mm512_add_epi32(weight, carry), carry), order);
  }
  HWY_INLINE static std::uint32_t too_large(__m512i high) {
    const __m512i most = _mm512_set1_epi16(4079);  // 2048 * 4079 + 1023 + 0x8080 < 2^23
    return _mm512_cmpgt_epu16_mask(_mm512_add_epi16(high, most), _mm512_add_epi16(most, most));
  }
};

template <int parts>
struct WeightsOf {
  using Type = PairWeights;
};
template <>
struct WeightsOf<wide> {
  using Type = ByteWeights;
};

ISOPEL_SIMD_END

#endif  // ISOPEL_SIMD_VNNI

#endif  // ISOPEL_ARCH_SIMD_LOOKUP_WEIGHTS_INL_HPP_
