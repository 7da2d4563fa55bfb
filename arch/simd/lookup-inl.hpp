// Contract 1, formulas (16) to (18): passes along x over u8 samples for processors that look bytes up anywhere in a
// vector of 64 (AVX512-VBMI) and multiply bytes (AVX512-VNNI). The lanes are neighbouring samples of one output row,
// sixteen outputs at a time; what they look up and multiply by is prepared once and serves all rows of a call.
//     narrow: two taps per multiplication, i16 samples times i16 weights
//     wide:   four taps, u8 samples times i8 weights; a weight is 65536 a + 256 b + c, and each part has its own sum
// Assumes nothing about alignment; src and dst do not overlap.
// Tail: the last sixteen outputs are done again, overlapping the ones before. Loads past `readable` are masked. What
// does not fit (few outputs, many taps, outputs too far apart, larger weights) is left to horizontal-inl.hpp.
#ifndef ISOPEL_ARCH_SIMD_LOOKUP_INL_HPP_
#define ISOPEL_ARCH_SIMD_LOOKUP_INL_HPP_

#include <algorithm>

#include "arch/simd/lookup_weights-inl.hpp"

#if ISOPEL_SIMD_VNNI

ISOPEL_SIMD_BEGIN

/// What all rows share: it stays in registers if there is one step, whereas `most` steps are in memory.
template <int parts, int channels, std::int32_t most>
struct Lookup {
  using Weights = typename WeightsOf<parts>::Type;
  std::int32_t steps;
  bool far;                       ///< whether lanes look further than 64 bytes
  std::ptrdiff_t base[channels];  ///< the sample at position 0
  __m512i positions[channels];    ///< of the taps of a step; the next step's are `step` pixels further
  Weights weights[most][channels];

  /// False if these outputs do not fit.
  HWY_INLINE bool prepare(const Taps& taps, std::int32_t first) {
    static constexpr LaneTable<channels> lanes;
    const __m512i offsets = sixteen_words(taps, first, 0);
    const __m512i repeat = _mm512_set4_epi32(0x0c0c0c0c, 0x08080808, 0x04040404, 0);
    const std::int32_t reach = (std::min<std::int32_t>(taps.taps, Weights::step) - 1) * channels;
    const __m512i near_limit = _mm512_set1_epi32(63 - reach), far_limit = _mm512_set1_epi32(127 - reach);
    unsigned past_near = 0, past_far = 0;
    HWY_UNROLL(4)
    for (int v = 0; v < channels; ++v) {
      const std::int32_t origin = taps.offset(first + lookup_outputs * v / channels);
      base[v] = origin;
      const __m512i output = _mm512_load_si512(lanes.output[v]), channel = _mm512_load_si512(lanes.channel[v]);
      const __m512i from = _mm512_sub_epi32(channel, _mm512_set1_epi32(origin + taps.origin));
      const __m512i at = _mm512_add_epi32(_mm512_permutexvar_epi32(output, offsets), from);
      past_near |= _mm512_cmpgt_epu32_mask(at, near_limit);
      past_far |= _mm512_cmpgt_epu32_mask(at, far_limit);
      const __m512i distances = _mm512_set1_epi32(static_cast<std::int32_t>(channels * Weights::distances));
      positions[v] = _mm512_add_epi8(_mm512_shuffle_epi8(at, repeat), distances);
    }
    if (past_far != 0) return false;
    far = past_near != 0;
    steps = most == 1 ? 1 : (taps.taps + Weights::step - 1) / Weights::step;
    bool good = true;
    for (std::int32_t s = 0; s < steps; ++s) {
      Weights all;
      good &= all.load(taps, first, s * Weights::step);
      HWY_UNROLL(4)
      for (int v = 0; v < channels; ++v) {
        HWY_UNROLL(3)
        for (int p = 0; p < Weights::sums; ++p) {
          weights[s][v].of[p] =
              channels == 1 ? all.of[p] : _mm512_permutexvar_epi32(_mm512_load_si512(lanes.output[v]), all.of[p]);
        }
      }
    }
    return good;
  }
};

/// The samples of a step: bytes, or i16.
template <int parts, bool far>
HWY_INLINE __m512i look_up(const std::uint8_t* from, std::ptrdiff_t left, __m512i positions) {
  constexpr __mmask64 wanted = parts == wide ? ~std::uint64_t{0} : 0x5555555555555555;
  const __m512i window = load_readable(from, left);
  if constexpr (far) {
    const __m512i next = load_readable(from + 64, left - 64);
    return _mm512_maskz_permutex2var_epi8(wanted, window, positions, next);
  }
  return _mm512_maskz_permutexvar_epi8(wanted, positions, window);
}

HWY_INLINE void put_lanes(__m512i samples, std::uint8_t* out) {
  const __m512i not_negative = _mm512_max_epi32(samples, _mm512_setzero_si512());
  _mm_storeu_si128(reinterpret_cast<__m128i*>(out), _mm512_cvtusepi32_epi8(not_negative));
}
HWY_INLINE void put_lanes(__m512i samples, std::int16_t* out) {
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(out), _mm512_cvtsepi32_epi16(samples));
}

HWY_INLINE void put_lanes(__m512i samples, std::int32_t* out) { _mm512_storeu_si512(out, samples); }

/// Vector `v` of the sixteen outputs in some rows.
template <bool far, int rows, int parts, int channels, std::int32_t most, class To>
HWY_INLINE void lookup_vector(const Lookup<parts, channels, most>& lookup, int v, Rows<const std::uint8_t> src,
                              Rows<To> dst, std::int32_t readable, Rounding rounding) {
  using Weights = typename WeightsOf<parts>::Type;
  const __m128i shift = _mm_cvtsi32_si128(rounding.shift);
  __m512i sum[rows][Weights::sums];
  HWY_UNROLL(2)
  for (int r = 0; r < rows; ++r) {
    sum[r][0] = _mm512_set1_epi32(rounding.bias);
    for (int p = 1; p < Weights::sums; ++p) sum[r][p] = _mm512_setzero_si512();
  }
  std::ptrdiff_t at = lookup.base[v];
  for (std::int32_t s = 0; s < (most == 1 ? 1 : lookup.steps); ++s, at += Weights::step * channels) {
    const Weights& weights = lookup.weights[s][v];
    HWY_UNROLL(2)
    for (int r = 0; r < rows; ++r) {
      const __m512i samples = look_up<parts, far>(src.row(r) + at, readable - at, lookup.positions[v]);
      HWY_UNROLL(3)
      for (int p = 0; p < Weights::sums; ++p) {
        if constexpr (parts == narrow) sum[r][p] = _mm512_dpwssd_epi32(sum[r][p], samples, weights.of[p]);
        if constexpr (parts == wide) sum[r][p] = _mm512_dpbusd_epi32(sum[r][p], samples, weights.of[p]);
      }
    }
  }
  HWY_UNROLL(2)
  for (int r = 0; r < rows; ++r) {
    __m512i total = sum[r][0];
    if constexpr (parts == wide) {
      const __m512i upper = _mm512_add_epi32(_mm512_slli_epi32(sum[r][2], 8), sum[r][1]);
      total = _mm512_add_epi32(_mm512_slli_epi32(upper, 8), total);
    }
    put_lanes(_mm512_sra_epi32(total, shift), dst.row(r) + lookup_outputs * v);
  }
}

/// All vectors: one step's are in registers, which have no index at run time.
template <bool far, int rows, int parts, int channels, std::int32_t most, class To>
HWY_INLINE void lookup_rows(const Lookup<parts, channels, most>& lookup, Rows<const std::uint8_t> src, Rows<To> dst,
                            std::int32_t readable, Rounding rounding) {
  if constexpr (most == 1) {
    HWY_UNROLL(4)
    for (int v = 0; v < channels; ++v) lookup_vector<far, rows>(lookup, v, src, dst, readable, rounding);
  } else {
    HWY_UNROLL(1)
    for (int v = 0; v < channels; ++v) lookup_vector<far, rows>(lookup, v, src, dst, readable, rounding);
  }
}

template <bool far, int parts, int channels, std::int32_t most, class To>
HWY_INLINE void lookup_all_rows(const Lookup<parts, channels, most>& lookup, Rows<const std::uint8_t> src, Rows<To> dst,
                                std::int32_t rows, std::int32_t readable, Rounding rounding) {
  for (; rows >= 2; rows -= 2) {
    lookup_rows<far, 2>(lookup, src, dst, readable, rounding);
    src.data = src.row(2);
    dst.data = dst.row(2);
  }
  if (rows > 0) lookup_rows<far, 1>(lookup, src, dst, readable, rounding);
}

/// `rest` serves what does not fit.
template <int parts, int channels, std::int32_t most, class To, HorizontalKernel<std::uint8_t, To>* rest>
void lookup_groups(Rows<const std::uint8_t> src, Rows<To> dst, std::int32_t rows, std::int32_t readable, Taps taps) {
  for (std::int32_t x = 0; x < taps.count; x += lookup_outputs) {
    const std::int32_t first = std::min(x, taps.count - lookup_outputs);
    const Rows<To> out{dst.data + std::ptrdiff_t{first} * channels, dst.stride};
    Lookup<parts, channels, most> lookup;
    if (!lookup.prepare(taps, first)) {
      rest(src, out, rows, channels, readable, taps.slice(first, lookup_outputs));
    } else if (lookup.far) {
      lookup_all_rows<true>(lookup, src, out, rows, readable, taps.rounding);
    } else {
      lookup_all_rows<false>(lookup, src, out, rows, readable, taps.rounding);
    }
  }
}

template <int parts>
bool lookup_serves(const Taps& taps) {
  return taps.count >= lookup_outputs && taps.taps <= most_steps * WeightsOf<parts>::Type::step;
}

template <int parts, int channels, class To, HorizontalKernel<std::uint8_t, To>* rest>
void lookup_pass_of(Rows<const std::uint8_t> src, Rows<To> dst, std::int32_t rows, std::int32_t readable, Taps taps) {
  const bool one_step = taps.taps <= WeightsOf<parts>::Type::step;
  const auto groups =
      one_step ? lookup_groups<parts, channels, 1, To, rest> : lookup_groups<parts, channels, most_steps, To, rest>;
  groups(src, dst, rows, readable, taps);
}

template <int parts, class To, HorizontalKernel<std::uint8_t, To>* rest>
void lookup_pass(Rows<const std::uint8_t> src, Rows<To> dst, std::int32_t rows, std::int32_t channels,
                 std::int32_t readable, const Taps& taps) {
  const auto pass = channels == 1   ? lookup_pass_of<parts, 1, To, rest>
                    : channels == 2 ? lookup_pass_of<parts, 2, To, rest>
                    : channels == 3 ? lookup_pass_of<parts, 3, To, rest>
                                    : lookup_pass_of<parts, 4, To, rest>;
  pass(src, dst, rows, readable, taps);
}

ISOPEL_SIMD_END

#endif  // ISOPEL_SIMD_VNNI

#endif  // ISOPEL_ARCH_SIMD_LOOKUP_INL_HPP_
