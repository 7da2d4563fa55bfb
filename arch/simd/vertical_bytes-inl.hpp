// Contract 1, formula (18), with wide weights: passes along y over u8 rows for processors that multiply bytes
// (AVX512-VNNI). A vector of columns at a time, four rows per multiplication; a weight is 65536 a + 256 b + c with
// signed bytes, and each part has its own sums. Assumes nothing about alignment; src and dst do not overlap. Tail: the
// last columns are done again, overlapping the ones before. Rows shorter than a vector, very few or many rows and
// larger weights are left to vertical-inl.hpp. Reads exactly the named rows: the last one again, with weight zero.
#ifndef ISOPEL_ARCH_SIMD_VERTICAL_BYTES_INL_HPP_
#define ISOPEL_ARCH_SIMD_VERTICAL_BYTES_INL_HPP_

#include <algorithm>

#include "arch/simd/parts-inl.hpp"

#if ISOPEL_SIMD_VNNI

ISOPEL_SIMD_BEGIN

constexpr std::int32_t most_byte_rows = 64, byte_columns = 64;

/// One output row's weights: for every four rows a word of the lowest bytes, one of the next and one of the highest.
struct ByteRows {
  alignas(64) std::int32_t words[most_byte_rows / 4][4];
  const std::uint8_t* row[most_byte_rows];

  /// False if a weight is too large for three signed bytes.
  HWY_INLINE bool prepare(Rows<const std::uint8_t> src, const Taps& taps, std::int32_t output) {
    const Rows<const std::uint8_t> first{src.row(taps.offset(output)), src.stride};
    const __m512i most = _mm512_set1_epi32((1 << 23) - 1 - 0x8080), carry = _mm512_set1_epi32(0x8080);
    const __m512i order = _mm512_set4_epi32(0x0f0b0703, 0x0e0a0602, 0x0d090501, 0x0c080400);
    unsigned too_large = 0;
    for (std::int32_t k = 0; k < taps.taps; k += 16) {
      const auto there = static_cast<__mmask16>(taps.taps - k >= 16 ? 0xffff : (1 << (taps.taps - k)) - 1);
      const __m512i high = sixteen(taps.weights(output) + k, there), low = sixteen(taps.low_weights(output) + k, there);
      const __m512i weight = _mm512_add_epi32(_mm512_slli_epi32(high, wide_weight_bits), low);
      too_large |= _mm512_cmpgt_epu32_mask(_mm512_add_epi32(weight, most), _mm512_add_epi32(most, most));
      // As in lookup_weights-inl.hpp: adding 128 to a byte carries where it is negative as a signed one.
      const __m512i bytes = _mm512_xor_si512(_mm512_add_epi32(weight, carry), carry);
      _mm512_store_si512(words[k / 4], _mm512_shuffle_epi8(bytes, order));
    }
    for (std::int32_t k = 0; k < (taps.taps + 3) / 4 * 4; ++k) row[k] = first.row(std::min(k, taps.taps - 1));
    return too_large == 0;
  }

 private:
  HWY_INLINE static __m512i sixteen(const std::int16_t* weights, __mmask16 there) {
    return _mm512_maskz_cvtepi16_epi32(there, _mm256_maskz_loadu_epi16(there, weights));
  }
};

/// The columns from `at` on.
HWY_INLINE void byte_columns_at(const ByteRows& rows, std::int32_t taps, std::uint8_t* out, std::int32_t at,
                                Rounding rounding) {
  __m512i sum[3][4];
  HWY_UNROLL(4)
  for (int i = 0; i < 4; ++i) {
    sum[0][i] = _mm512_set1_epi32(rounding.bias);
    sum[1][i] = sum[2][i] = _mm512_setzero_si512();
  }
  for (std::int32_t k = 0; k < taps; k += 4) {
    const __m512i a = _mm512_loadu_si512(rows.row[k] + at), b = _mm512_loadu_si512(rows.row[k + 1] + at);
    const __m512i c = _mm512_loadu_si512(rows.row[k + 2] + at), d = _mm512_loadu_si512(rows.row[k + 3] + at);
    const __m512i lower_ab = _mm512_unpacklo_epi8(a, b), upper_ab = _mm512_unpackhi_epi8(a, b);
    const __m512i lower_cd = _mm512_unpacklo_epi8(c, d), upper_cd = _mm512_unpackhi_epi8(c, d);
    const __m512i samples[4] = {_mm512_unpacklo_epi16(lower_ab, lower_cd), _mm512_unpackhi_epi16(lower_ab, lower_cd),
                                _mm512_unpacklo_epi16(upper_ab, upper_cd), _mm512_unpackhi_epi16(upper_ab, upper_cd)};
    HWY_UNROLL(3)
    for (int p = 0; p < 3; ++p) {
      const __m512i weights = _mm512_set1_epi32(rows.words[k / 4][p]);
      HWY_UNROLL(4)
      for (int i = 0; i < 4; ++i) sum[p][i] = _mm512_dpbusd_epi32(sum[p][i], samples[i], weights);
    }
  }
  const __m128i shift = _mm_cvtsi32_si128(rounding.shift);
  __m512i total[4];
  HWY_UNROLL(4)
  for (int i = 0; i < 4; ++i) {
    const __m512i upper = _mm512_add_epi32(_mm512_slli_epi32(sum[2][i], 8), sum[1][i]);
    total[i] = _mm512_sra_epi32(_mm512_add_epi32(_mm512_slli_epi32(upper, 8), sum[0][i]), shift);
  }
  const __m512i lower = _mm512_packs_epi32(total[0], total[1]), upper = _mm512_packs_epi32(total[2], total[3]);
  _mm512_storeu_si512(out + at, _mm512_packus_epi16(lower, upper));
}

/// False, and nothing done, if the rows do not suit.
bool byte_rows(Rows<const std::uint8_t> src, std::uint8_t* out, std::int32_t samples, const Taps& taps,
               std::int32_t output) {
  ByteRows rows;
  if (taps.taps <= 4 || taps.taps > most_byte_rows || samples < byte_columns || !rows.prepare(src, taps, output))
    return false;
  for (std::int32_t x = 0; x < samples; x += byte_columns) {
    byte_columns_at(rows, taps.taps, out, std::min(x, samples - byte_columns), taps.rounding);
  }
  return true;
}

ISOPEL_SIMD_END

#endif  // ISOPEL_SIMD_VNNI

#endif  // ISOPEL_ARCH_SIMD_VERTICAL_BYTES_INL_HPP_
