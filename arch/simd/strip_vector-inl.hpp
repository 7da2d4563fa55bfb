// One vector of float_strips-inl.hpp: neighbouring samples of an output row, in a pass along x of up to eight taps.
#ifndef ISOPEL_ARCH_SIMD_STRIP_VECTOR_INL_HPP_
#define ISOPEL_ARCH_SIMD_STRIP_VECTOR_INL_HPP_

#include <algorithm>

#include "arch/simd/float_vectors-inl.hpp"

#if HWY_CAP_GE256

ISOPEL_SIMD_BEGIN

constexpr std::int32_t most_strip_taps = 8;

/// The floats at `positions` of one vector, or of two.
template <bool one_window>
HWY_INLINE Floats look_up_lanes(const float* from, const std::int32_t* positions) {
#if HWY_CAP_GE512
  const __m512i at = _mm512_load_si512(positions);
  const __m512 first = _mm512_loadu_ps(from);
  if constexpr (one_window) return Floats{_mm512_permutexvar_ps(at, first)};
  return Floats{_mm512_permutex2var_ps(first, at, _mm512_loadu_ps(from + float_lanes))};
#else
  const __m256i at = _mm256_load_si256(reinterpret_cast<const __m256i*>(positions));
  const __m256 first = _mm256_permutevar8x32_ps(_mm256_loadu_ps(from), at);
  if constexpr (one_window) return Floats{first};
  const __m256 second = _mm256_permutevar8x32_ps(_mm256_loadu_ps(from + float_lanes), at);
  const __m256i far = _mm256_cmpgt_epi32(at, _mm256_set1_epi32(float_lanes - 1));
  return Floats{_mm256_blendv_ps(first, second, _mm256_castsi256_ps(far))};
#endif
}

/// One vector of a strip.
struct StripVector {
  alignas(64) std::int32_t positions[float_lanes];  ///< in the source, from `at` on; the next tap is a pixel further
  float weights[most_strip_taps][float_lanes];
  std::int32_t there[most_strip_taps][float_lanes];  ///< all bits, if the lane has this tap
  std::int32_t at, start;                            ///< in the source's row and in the output's
  bool one_window, whole;                            ///< whole: all lanes have all taps

  /// From sample `first` on. False if the samples lie too far apart.
  bool prepare(const Taps& x, std::int32_t channels, std::int32_t taps, std::int32_t first) {
    std::int32_t offsets[float_lanes];
    start = first;
    for (std::int32_t i = 0; i < float_lanes; ++i) {
      offsets[i] = x.offset((first + i) / channels) + (first + i) % channels;
    }
    at = *std::min_element(offsets, offsets + float_lanes);
    one_window = whole = true;
    for (std::int32_t i = 0; i < float_lanes; ++i) {
      const std::int32_t output = (first + i) / channels, count = x.count_of(output);
      // An output with fewer taps may begin with some that it lacks: the four sums change their places, which their sum
      // does not notice, and its position is lower.
      const std::int32_t past = std::max(offsets[i] - at - float_lanes + 1, 0);
      const std::int32_t lacking = std::min((past + channels - 1) / channels, taps - count);
      positions[i] = offsets[i] - at - lacking * channels;
      one_window &= positions[i] < float_lanes;
      whole &= count == taps;
      if (positions[i] >= 2 * float_lanes) return false;
      for (std::int32_t k = 0; k < taps; ++k) {
        const bool has = k >= lacking && k < lacking + count;
        weights[k][i] = has ? x.counted_weights(output)[k - lacking] : 0;
        there[k][i] = has ? -1 : 0;
      }
    }
    return true;
  }

  /// Where loads end.
  std::int32_t end(std::int32_t channels, std::int32_t taps) const {
    return at + (taps - 1) * channels + (one_window ? 1 : 2) * float_lanes;
  }

  template <int taps, bool in_one, bool masked>
  HWY_INLINE Floats sum(const float* from, std::int32_t channels) const {
    const FloatsTag d;
    Floats sums[taps];
    HWY_UNROLL(8)
    for (int k = 0; k < taps; ++k, from += channels) {
      const auto weight = hn::Load(d, weights[k]);
      auto samples = look_up_lanes<in_one>(from, positions);
      if constexpr (masked) samples = hn::And(samples, hn::BitCast(d, hn::Load(Tag<std::int32_t, widest>(), there[k])));
      if (k < 4) {
        sums[k] = hn::Mul(weight, samples);
      } else {
        sums[k % 4] = Separate::add(sums[k % 4], weight, samples);
      }
    }
    auto sum = hn::Add(sums[0], sums[1]);
    if constexpr (taps > 2) sum = hn::Add(hn::Add(sums[0], sums[2]), hn::Add(sums[1], sums[3]));
    return hn::Add(sum, hn::Zero(d));  // all four sums began with it
  }
};

ISOPEL_SIMD_END

#endif  // HWY_CAP_GE256

#endif  // ISOPEL_ARCH_SIMD_STRIP_VECTOR_INL_HPP_
