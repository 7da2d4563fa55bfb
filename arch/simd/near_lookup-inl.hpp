// Contract 1, formula (16): passes along x over u8 rows of one channel with few taps, whose outputs lie near each
// other, for processors that look bytes up anywhere in a vector of 64 (AVX512-VBMI) and multiply words (AVX512-VNNI).
// All samples of 32 outputs lie in 64 bytes, so one load brings them. The lanes of two vectors are the outputs in such
// an order that narrowing the sums to 16 bits makes one vector of neighbours. What to look up and to multiply by is
// prepared once for all rows of a call, and stays in registers. Assumes nothing about alignment; src and dst do not
// overlap. Tail: the last 32 outputs are done again, overlapping the ones before; loads past `readable` are masked.
// Outputs that lie apart are left to lookup-inl.hpp.
#ifndef ISOPEL_ARCH_SIMD_NEAR_LOOKUP_INL_HPP_
#define ISOPEL_ARCH_SIMD_NEAR_LOOKUP_INL_HPP_

#include <algorithm>

#include "arch/simd/record_words-inl.hpp"

#if ISOPEL_SIMD_VNNI

ISOPEL_SIMD_BEGIN

/// 32 outputs of up to 2 * steps taps.
template <int steps>
struct NearLookup {
  static constexpr std::int32_t outputs = 32;
  __m512i positions[2][steps], weights[2][steps];
  std::ptrdiff_t base;
  __mmask64 there;  ///< what may be read

  /// False if they lie apart.
  HWY_INLINE bool prepare(const Taps& taps, std::int32_t first, std::int32_t readable) {
    const std::int32_t offset = taps.offset(first);
    base = offset;
    there = readable - offset >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << (readable - offset)) - 1;
    __m512i farthest = _mm512_setzero_si512();
    HWY_UNROLL(2)
    for (int v = 0; v < 2; ++v) {
      const std::byte* const records = taps.records + std::ptrdiff_t{first + 4 * v} * taps.record_bytes;
      __m512i words[8];
      load_record_words<8>(records, taps.record_bytes, words);
      if constexpr (steps > 3) load_record_words<8>(records + 16, taps.record_bytes, words + 4);
      const __m512i distances = _mm512_sub_epi32(words[0], _mm512_set1_epi32(offset + taps.origin));
      farthest = _mm512_max_epu32(farthest, distances);
      const __m512i repeat = _mm512_set4_epi32(0x0c0c0c0c, 0x08080808, 0x04040404, 0);
      const __m512i at = _mm512_add_epi8(_mm512_shuffle_epi8(distances, repeat), _mm512_set1_epi32(0x00010000));
      HWY_UNROLL(4)
      for (int s = 0; s < steps; ++s) {
        positions[v][s] = _mm512_add_epi8(at, _mm512_set1_epi8(static_cast<char>(2 * s)));
        weights[v][s] = words[1 + s];
      }
    }
    return _mm512_cmpgt_epu32_mask(farthest, _mm512_set1_epi32(64 - 2 * steps)) == 0;
  }

  HWY_INLINE void run(const std::uint8_t* row, std::int16_t* out, __m512i bias, __m512i shift) const {
    constexpr __mmask64 low_bytes = 0x5555555555555555;
    const __m512i window = _mm512_maskz_loadu_epi8(there, row + base);
    __m512i sum[2] = {bias, bias};
    HWY_UNROLL(4)
    for (int s = 0; s < steps; ++s) {
      HWY_UNROLL(2)
      for (int v = 0; v < 2; ++v) {
        const __m512i samples = _mm512_maskz_permutexvar_epi8(low_bytes, positions[v][s], window);
        sum[v] = _mm512_dpwssd_epi32(sum[v], samples, weights[v][s]);
      }
    }
    const __m512i a = _mm512_srav_epi32(sum[0], shift), b = _mm512_srav_epi32(sum[1], shift);
    _mm512_storeu_si512(out, _mm512_packs_epi32(a, b));
  }
};

template <int steps, HorizontalKernel<std::uint8_t, std::int16_t>* rest>
void near_lookup_steps(Rows<const std::uint8_t> src, Rows<std::int16_t> dst, std::int32_t rows, std::int32_t readable,
                       Taps taps) {
  using Lookup = NearLookup<steps>;
  const __m512i bias = _mm512_set1_epi32(taps.rounding.bias), shift = _mm512_set1_epi32(taps.rounding.shift);
  for (std::int32_t x = 0; x < taps.count; x += Lookup::outputs) {
    const std::int32_t first = std::min(x, taps.count - Lookup::outputs);
    Lookup lookup;
    if (!lookup.prepare(taps, first, readable)) {
      rest(src, {dst.data + first, dst.stride}, rows, 1, readable, taps.slice(first, Lookup::outputs));
      continue;
    }
    const std::uint8_t* in = src.data;
    Rows<std::int16_t> out{dst.data + first, dst.stride};
    for (std::int32_t r = 0; r < rows; ++r, in += src.stride, out.data = out.row(1)) {
      lookup.run(in, out.data, bias, shift);
    }
  }
}

/// Whether 32 outputs lie near enough on an average.
inline bool near_lookup_serves(const Taps& taps) {
  constexpr std::int32_t outputs = NearLookup<1>::outputs;
  if (taps.count < outputs || taps.taps > 8) return false;
  const std::int64_t all = std::int64_t{taps.offset(taps.count - 1)} - taps.offset(0);
  return all * (outputs - 1) <= (std::int64_t{taps.count} - 1) * (63 - taps.padded());
}

/// `rest` serves outputs that lie apart.
template <HorizontalKernel<std::uint8_t, std::int16_t>* rest>
void near_lookup_pass(Rows<const std::uint8_t> src, Rows<std::int16_t> dst, std::int32_t rows, std::int32_t readable,
                      const Taps& taps) {
  const auto pass = taps.taps <= 2   ? near_lookup_steps<1, rest>
                    : taps.taps <= 4 ? near_lookup_steps<2, rest>
                    : taps.taps <= 6 ? near_lookup_steps<3, rest>
                                     : near_lookup_steps<4, rest>;
  pass(src, dst, rows, readable, taps);
}

ISOPEL_SIMD_END

#endif  // ISOPEL_SIMD_VNNI

#endif  // ISOPEL_ARCH_SIMD_NEAR_LOOKUP_INL_HPP_
