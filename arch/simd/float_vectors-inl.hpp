// What the kernels of fused_floats-inl.hpp have in common: samples as vectors of floats and back, and rows that
// become columns.
#ifndef ISOPEL_ARCH_SIMD_FLOAT_VECTORS_INL_HPP_
#define ISOPEL_ARCH_SIMD_FLOAT_VECTORS_INL_HPP_

#include <algorithm>
#include <cstddef>
#include <type_traits>

#include "arch/simd/rounding-inl.hpp"
#include "arch/simd/samples-inl.hpp"

ISOPEL_SIMD_BEGIN

/// The longest vector of this arch.
constexpr std::int32_t float_lanes = widest / sizeof(float);
using Floats = Vec<float, widest>;
using FloatsTag = Tag<float, widest>;

/// How samples of an image become floats, and floats samples.
template <class Sample>
struct FloatSamples;

template <>
struct FloatSamples<float> {
  explicit FloatSamples(std::int32_t /*maximum*/) {}
  HWY_INLINE static Floats load(const float* from) { return hn::LoadU(FloatsTag(), from); }
  HWY_INLINE void store(Floats v, float* to) const { hn::StoreU(v, FloatsTag(), to); }
};

template <>
struct FloatSamples<std::uint16_t> {
  FloatToWord rounding;
  explicit FloatSamples(std::int32_t maximum) : rounding{static_cast<float>(maximum)} {}
  HWY_INLINE static Floats load(const std::uint16_t* from) { return WordToFloat().vector<widest>(from); }
  HWY_INLINE void store(Floats v, std::uint16_t* to) const {
    hn::StoreU(rounding.words<widest>(v), Tag<std::uint16_t, widest / 2>(), to);
  }
};

/// The first `count` samples only.
template <class Sample>
void store_some(const FloatSamples<Sample>& samples, Floats v, std::int32_t count, Sample* to) {
  Sample all[float_lanes];
  samples.store(v, all);
  std::copy_n(all, count, to);
}

// --- Turning.

/// Four floats of every fourth row, `stride` floats apart.
template <std::size_t bytes>
HWY_INLINE Vec<float, bytes> every_fourth(const float* rows, std::ptrdiff_t stride) {
  const Tag<float, bytes> d;
  if constexpr (bytes == block_bytes) {
    return hn::LoadU(d, rows);
  } else {
    constexpr std::size_t half = bytes / 2, below = half / block_bytes;
    return hn::Combine(d, every_fourth<half>(rows + 4 * static_cast<std::ptrdiff_t>(below) * stride, stride),
                       every_fourth<half>(rows, stride));
  }
}

/// Vector i has float i of every row.
struct FourColumns {
  Floats of[4];

  HWY_INLINE FourColumns(const float* rows, std::ptrdiff_t stride) {
    const FloatsTag d;
    const Tag<std::int64_t, widest> pairs;
    const auto a = every_fourth<widest>(rows, stride), b = every_fourth<widest>(rows + stride, stride);
    const auto c = every_fourth<widest>(rows + 2 * stride, stride), e = every_fourth<widest>(rows + 3 * stride, stride);
    const auto ab = hn::BitCast(pairs, hn::InterleaveLower(d, a, b));
    const auto ab_upper = hn::BitCast(pairs, hn::InterleaveUpper(d, a, b));
    const auto ce = hn::BitCast(pairs, hn::InterleaveLower(d, c, e));
    const auto ce_upper = hn::BitCast(pairs, hn::InterleaveUpper(d, c, e));
    of[0] = hn::BitCast(d, hn::InterleaveLower(pairs, ab, ce));
    of[1] = hn::BitCast(d, hn::InterleaveUpper(pairs, ab, ce));
    of[2] = hn::BitCast(d, hn::InterleaveLower(pairs, ab_upper, ce_upper));
    of[3] = hn::BitCast(d, hn::InterleaveUpper(pairs, ab_upper, ce_upper));
  }
};

/// `count` columns (no more than a vector has lanes) to the rows, from sample `at` on.
template <class Sample>
HWY_INLINE void store_columns(const FloatSamples<Sample>& samples, const float* columns, std::int32_t count,
                              Rows<Sample> dst, std::int32_t rows, std::ptrdiff_t at) {
  for (std::int32_t r = 0; r < rows; r += 4) {
    const FourColumns four(columns + r, float_lanes);
    HWY_UNROLL(4)
    for (int i = 0; i < 4; ++i) {
      if (r + i >= rows) break;
      if (count >= float_lanes) {
        samples.store(four.of[i], dst.row(r + i) + at);
      } else {
        store_some(samples, four.of[i], count, dst.row(r + i) + at);
      }
    }
  }
}

ISOPEL_SIMD_END

#endif  // ISOPEL_ARCH_SIMD_FLOAT_VECTORS_INL_HPP_
