// Formulas (16) to (18) of contract 1 on Arm, which multiplies a vector by one lane of another: passes along y, one
// output row and 16 or 32 columns at a time, row by row, four rows for each load of weights.
// Assumes nothing about alignment; src and dst do not overlap.
// Tail: the last columns are done again, overlapping the ones before.
// Reads exactly the named rows.
#ifndef ISOPEL_ARCH_SIMD_VERTICAL_LANES_INL_HPP_
#define ISOPEL_ARCH_SIMD_VERTICAL_LANES_INL_HPP_

#include <algorithm>

#include "arch/simd/column_sums-inl.hpp"

#if ISOPEL_SIMD_NEON

ISOPEL_SIMD_BEGIN

/// sum + the lower half of samples * weights[lane].
template <int lane>
HWY_INLINE Vec<std::int32_t, 16> add_lower(Vec<std::int32_t, 16> sum, int16x8_t samples, int16x4_t weights) {
  return Vec<std::int32_t, 16>(vmlal_lane_s16(sum.raw, vget_low_s16(samples), weights, lane));
}

/// The same of the upper half.
template <int lane>
HWY_INLINE Vec<std::int32_t, 16> add_upper(Vec<std::int32_t, 16> sum, int16x8_t samples, int16x4_t weights) {
#if HWY_ARCH_ARM_A64
  return Vec<std::int32_t, 16>(vmlal_high_lane_s16(sum.raw, samples, weights, lane));
#else
  return Vec<std::int32_t, 16>(vmlal_lane_s16(sum.raw, vget_high_s16(samples), weights, lane));
#endif
}

/// Sixteen neighbouring samples of a row.
struct RowSamples {
  int16x8_t lower, upper;

  HWY_INLINE explicit RowSamples(const std::uint8_t* row) {
    const uint8x16_t all = vld1q_u8(row);
    lower = vreinterpretq_s16_u16(vmovl_u8(vget_low_u8(all)));
    upper = vreinterpretq_s16_u16(vmovl_u8(vget_high_u8(all)));
  }
  HWY_INLINE explicit RowSamples(const std::int16_t* row) : lower(vld1q_s16(row)), upper(vld1q_s16(row + 8)) {}
};

template <int lane, int parts, int vectors, class From>
HWY_INLINE void add_row(FourSums<parts, 16> (&sums)[vectors], const From* row, const int16x4_t (&weights)[parts]) {
  HWY_UNROLL(2)
  for (int v = 0; v < vectors; ++v) {
    const RowSamples samples(row + 16 * v);
    HWY_UNROLL(2)
    for (int p = 0; p < parts; ++p) {
      sums[v].s0.of[p] = add_lower<lane>(sums[v].s0.of[p], samples.lower, weights[p]);
      sums[v].s1.of[p] = add_upper<lane>(sums[v].s1.of[p], samples.lower, weights[p]);
      sums[v].s2.of[p] = add_lower<lane>(sums[v].s2.of[p], samples.upper, weights[p]);
      sums[v].s3.of[p] = add_upper<lane>(sums[v].s3.of[p], samples.upper, weights[p]);
    }
  }
}

/// One output row of at least 16 * vectors samples.
template <int parts, int vectors, class From, class To>
void row_by_lanes(Rows<const From> in, const std::int16_t* weights, std::int32_t taps, To* out, std::int32_t samples,
                  Rounding rounding) {
  constexpr std::int32_t step = 16 * vectors;
  const std::int32_t low = weight_count(taps);  // of the second part, if there is one
  const auto start = hn::Set(Tag<std::int32_t, 16>(), rounding.bias);
  for (std::int32_t x = 0; x < samples; x += step) {
    const std::int32_t at = std::min(x, samples - step);
    FourSums<parts, 16> sums[vectors];
    HWY_UNROLL(2)
    for (int v = 0; v < vectors; ++v) sums[v] = FourSums<parts, 16>(start);
    Rows<const From> row{in.data + at, in.stride};
    std::int32_t k = 0;
    for (; k + 4 <= taps; k += 4, row.data = row.row(4)) {
      int16x4_t four[parts];
      HWY_UNROLL(2)
      for (int p = 0; p < parts; ++p) four[p] = vld1_s16(weights + p * low + k);
      add_row<0>(sums, row.data, four);
      add_row<1>(sums, row.row(1), four);
      add_row<2>(sums, row.row(2), four);
      add_row<3>(sums, row.row(3), four);
    }
    for (; k < taps; ++k, row.data = row.row(1)) {
      int16x4_t one[parts];
      HWY_UNROLL(2)
      for (int p = 0; p < parts; ++p) one[p] = vld1_dup_s16(weights + p * low + k);
      add_row<0>(sums, row.data, one);
    }
    HWY_UNROLL(2)
    for (int v = 0; v < vectors; ++v) put_columns<From>(sums[v], out + at + 16 * v, rounding.shift);
  }
}

/// Rows of at least 16 samples.
template <int parts, class From, class To>
void rows_by_lanes(Rows<const From> src, Rows<To> dst, std::int32_t samples, const Taps& taps) {
  constexpr int most = parts == narrow ? 2 : 1;
  auto* const row = samples < 16 * most ? row_by_lanes<parts, 1, From, To> : row_by_lanes<parts, most, From, To>;
  for (std::int32_t r = 0; r < taps.count; ++r) {
    row({src.row(taps.offset(r)), src.stride}, taps.weights(r), taps.taps, dst.row(r), samples, taps.rounding);
  }
}

ISOPEL_SIMD_END

#endif  // ISOPEL_SIMD_NEON

#endif  // ISOPEL_ARCH_SIMD_VERTICAL_LANES_INL_HPP_
