// Contract 1, formula (25): passes along x over floats for processors that look lanes up in vectors of 64 bytes
// (AVX-512). The lanes are neighbouring samples of one output row, sixteen outputs at a time; where their samples lie
// and what they are multiplied by is prepared once and serves all rows of a call.
// Assumes 4-byte aligned samples; src and dst do not overlap.
// Tail: the last sixteen outputs are done again, overlapping the ones before. Loads past `readable` are masked. What
// does not fit (few outputs, many taps, outputs too far apart) is left to the caller.
#ifndef ISOPEL_ARCH_SIMD_COUNTED_LOOKUP_INL_HPP_
#define ISOPEL_ARCH_SIMD_COUNTED_LOOKUP_INL_HPP_

#include <algorithm>

#include "arch/simd/lookup_lanes-inl.hpp"
#include "arch/simd/rounding-inl.hpp"

#if HWY_CAP_GE512

ISOPEL_SIMD_BEGIN

constexpr std::int32_t most_counted_taps = 24;

/// 16 samples, of which `left` may be read.
template <bool at_end>
HWY_INLINE __m512 load_floats(const float* from, std::ptrdiff_t left) {
  if constexpr (!at_end) return _mm512_loadu_ps(from);
  const std::ptrdiff_t lanes = std::clamp<std::ptrdiff_t>(left, 0, 16);
  return _mm512_maskz_loadu_ps(static_cast<__mmask16>((1u << lanes) - 1), from);
}

/// What all rows share.
template <int channels>
class CountedLookup {
 public:
  std::int32_t taps = 0;
  std::int32_t windows = 0;       ///< vectors in which the samples of one tap lie: 1, 2 or 4
  std::ptrdiff_t base[channels];  ///< the sample at position 0 of the first tap; the next tap's is a pixel further
  __m512i positions[channels];
  __m512 weights[most_counted_taps + 4][channels];
  __mmask16 there[most_counted_taps + 4][channels];  ///< the lanes that have this tap

  /// False if these outputs do not fit, or are as quickly made one by one.
  HWY_INLINE bool prepare(const Taps& all, std::int32_t first) {
    static constexpr LaneTable<channels> lanes;
    taps = all.taps;
    if (taps > most_counted_taps) return false;
    __m512i words[4];  // offset, count and two weights; then four weights at a time
    load_words(all, first, 0, words);
    std::uint32_t past[3] = {};
    for (int v = 0; v < channels; ++v) {
      const __m512i output = _mm512_load_si512(lanes.output[v]), channel = _mm512_load_si512(lanes.channel[v]);
      const __m512i at = _mm512_add_epi32(spread(words[0], output), channel);
      const std::int32_t least = _mm512_reduce_min_epi32(at);
      base[v] = least - all.origin;
      positions[v] = _mm512_sub_epi32(at, _mm512_set1_epi32(least));
      for (int i = 0; i < 3; ++i) past[i] |= _mm512_cmpgt_epu32_mask(positions[v], _mm512_set1_epi32((16 << i) - 1));
    }
    windows = past[0] == 0 ? 1 : past[1] == 0 ? 2 : 4;
    const bool slow = (windows > 1 && channels == 4) || (windows == 4 && channels > 1 && taps > 8);
    if (past[2] != 0 || slow) return false;
    put_taps(words[1], -2, 2, words);
    const __m512i counts = words[1];
    for (std::int32_t k = 2; k < taps; k += 4) {
      load_words(all, first, 2 + k, words);
      put_taps(counts, k, 0, words);
    }
    return true;
  }

 private:
  HWY_INLINE static __m512i spread(__m512i words, __m512i output) {
    return channels == 1 ? words : _mm512_permutexvar_epi32(output, words);
  }

  /// Words `from` .. 3 are those of the taps first + from and so on.
  HWY_INLINE void put_taps(__m512i counts, std::int32_t first, int from, const __m512i (&words)[4]) {
    static constexpr LaneTable<channels> lanes;
    for (int v = 0; v < channels; ++v) {
      const __m512i output = _mm512_load_si512(lanes.output[v]), counts_here = spread(counts, output);
      HWY_UNROLL(4)
      for (int i = from; i < 4; ++i) {
        weights[first + i][v] = _mm512_castsi512_ps(spread(words[i], output));
        there[first + i][v] = _mm512_cmpgt_epi32_mask(counts_here, _mm512_set1_epi32(first + i));
      }
    }
  }

  HWY_INLINE static __m128i load_four(const std::byte* from) {
    return _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
  }
  /// Four words of the records of the outputs q, q + 4, q + 8 and q + 12.
  HWY_INLINE static __m512i four_records(const Taps& all, std::int32_t q, std::int32_t word) {
    const std::byte* const record = all.records + std::ptrdiff_t{q} * all.record_bytes + 4 * word;
    const std::ptrdiff_t next = 4 * std::ptrdiff_t{all.record_bytes};
    const __m512i first = _mm512_castsi128_si512(load_four(record));
    const __m512i second = _mm512_inserti32x4(first, load_four(record + next), 1);
    const __m512i third = _mm512_inserti32x4(second, load_four(record + 2 * next), 2);
    return _mm512_inserti32x4(third, load_four(record + 3 * next), 3);
  }
  /// Of all sixteen, word by word.
  HWY_INLINE static void load_words(const Taps& all, std::int32_t first, std::int32_t word, __m512i (&out)[4]) {
    const __m512i a = four_records(all, first, word), b = four_records(all, first + 1, word);
    const __m512i c = four_records(all, first + 2, word), d = four_records(all, first + 3, word);
    const __m512i ab = _mm512_unpacklo_epi32(a, b), ab_upper = _mm512_unpackhi_epi32(a, b);
    const __m512i cd = _mm512_unpacklo_epi32(c, d), cd_upper = _mm512_unpackhi_epi32(c, d);
    out[0] = _mm512_unpacklo_epi64(ab, cd);
    out[1] = _mm512_unpackhi_epi64(ab, cd);
    out[2] = _mm512_unpacklo_epi64(ab_upper, cd_upper);
    out[3] = _mm512_unpackhi_epi64(ab_upper, cd_upper);
  }
};

/// The samples of one tap; zero in lanes that lack it.
template <int windows, bool at_end>
HWY_INLINE __m512 look_up_floats(const float* from, std::ptrdiff_t left, __m512i positions, __mmask16 there) {
  const __m512 first = load_floats<at_end>(from, left);
  if constexpr (windows == 1) return _mm512_maskz_permutexvar_ps(there, positions, first);
  const __m512 second = load_floats<at_end>(from + 16, left - 16);
  const __m512 near = _mm512_maskz_permutex2var_ps(there, first, positions, second);
  if constexpr (windows == 2) return near;
  const __m512 third = load_floats<at_end>(from + 32, left - 32), fourth = load_floats<at_end>(from + 48, left - 48);
  const __mmask16 far = _mm512_mask_cmpgt_epi32_mask(there, positions, _mm512_set1_epi32(31));
  return _mm512_mask_mov_ps(near, far, _mm512_permutex2var_ps(third, positions, fourth));
}

/// Vector `v` of the sixteen outputs in some rows.
template <int windows, bool at_end, int rows, int channels>
HWY_INLINE void counted_vector(const CountedLookup<channels>& lookup, int v, Rows<const float> src, Rows<float> dst,
                               std::int32_t readable) {
  const Tag<float, 64> d;
  Vec<float, 64> a[rows][4];
  HWY_UNROLL(2)
  for (int r = 0; r < rows; ++r) {
    HWY_UNROLL(4)
    for (int j = 0; j < 4; ++j) a[r][j] = hn::Zero(d);
  }
  std::ptrdiff_t at = lookup.base[v];
  const std::int32_t taps = lookup.taps;
  for (std::int32_t k = 0; k < taps; k += 4) {
    HWY_UNROLL(4)
    for (int j = 0; j < 4; ++j) {
      if (k + j >= taps) break;
      const Vec<float, 64> weight{lookup.weights[k + j][v]};
      HWY_UNROLL(2)
      for (int r = 0; r < rows; ++r) {
        const __m512 samples = look_up_floats<windows, at_end>(src.row(r) + at, readable - at, lookup.positions[v],
                                                               lookup.there[k + j][v]);
        a[r][j] = Separate::add(a[r][j], weight, Vec<float, 64>{samples});
      }
      at += channels;
    }
  }
  HWY_UNROLL(2)
  for (int r = 0; r < rows; ++r) {
    const auto sum = hn::Add(hn::Add(a[r][0], a[r][2]), hn::Add(a[r][1], a[r][3]));
    hn::StoreU(sum, d, dst.row(r) + lookup_outputs * v);
  }
}

template <int windows, bool at_end, int channels>
void counted_rows(const CountedLookup<channels>& lookup, Rows<const float> src, Rows<float> dst, std::int32_t rows,
                  std::int32_t readable) {
  for (; rows >= 2; rows -= 2) {
    for (int v = 0; v < channels; ++v) counted_vector<windows, at_end, 2>(lookup, v, src, dst, readable);
    src.data = src.row(2);
    dst.data = dst.row(2);
  }
  if (rows > 0) {
    for (int v = 0; v < channels; ++v) counted_vector<windows, at_end, 1>(lookup, v, src, dst, readable);
  }
}

/// `rest` serves what does not fit.
template <int channels, HorizontalKernel<float, float>* rest>
void counted_groups(Rows<const float> src, Rows<float> dst, std::int32_t rows, std::int32_t readable,
                    const Taps& taps) {
  for (std::int32_t x = 0; x < taps.count; x += lookup_outputs) {
    const std::int32_t first = std::min(x, taps.count - lookup_outputs);
    const Rows<float> out{dst.data + std::ptrdiff_t{first} * channels, dst.stride};
    CountedLookup<channels> lookup;
    if (!lookup.prepare(taps, first)) {  // then the others seldom fit
      return rest(src, out, rows, channels, readable, taps.slice(first, taps.count - first));
    }
    const std::ptrdiff_t read = 16 * lookup.windows + std::ptrdiff_t{lookup.taps - 1} * channels;
    bool at_end = false;
    for (const std::ptrdiff_t base : lookup.base) at_end |= base + read > readable;
    const auto all_rows = at_end                ? counted_rows<4, true, channels>
                          : lookup.windows == 1 ? counted_rows<1, false, channels>
                          : lookup.windows == 2 ? counted_rows<2, false, channels>
                                                : counted_rows<4, false, channels>;
    all_rows(lookup, src, out, rows, readable);
  }
}

ISOPEL_SIMD_END

#endif  // HWY_CAP_GE512

#endif  // ISOPEL_ARCH_SIMD_COUNTED_LOOKUP_INL_HPP_
