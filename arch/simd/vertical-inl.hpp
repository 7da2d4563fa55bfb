// Contract 1, formulas (16) to (18): passes along y, a vector of columns at a time, two rows per multiplication.
// Assumes nothing about alignment; src and dst do not overlap.
// Tail: the last columns are done again, overlapping the ones before; rows shorter than a block are scalar.
// Reads exactly the named rows: an odd last row is its own partner, with weight zero.
#ifndef ISOPEL_ARCH_SIMD_VERTICAL_INL_HPP_
#define ISOPEL_ARCH_SIMD_VERTICAL_INL_HPP_

#include <algorithm>

#include "arch/scalar/scalar.hpp"
#include "arch/simd/vertical_bytes-inl.hpp"
#include "arch/simd/vertical_group-inl.hpp"
#include "arch/simd/vertical_lanes-inl.hpp"

ISOPEL_SIMD_BEGIN

/// One output row of at least `bytes` samples from at most 2 * pairs rows: the weights stay in registers.
template <int parts, std::size_t bytes, int pairs, class From, class To>
void few_rows(Rows<const From> in, const std::int16_t* weights, std::int32_t taps, To* out, std::int32_t samples,
              Rounding rounding) {
  const auto start = hn::Set(Tag<std::int32_t, bytes>(), rounding.bias);
  constexpr std::int32_t step = bytes;
  RowWeights<parts, bytes> weight[pairs];
  const From* row[2 * pairs];
  for (int k = 0; k < pairs; ++k) {
    weight[k] = {weights + 2 * k, taps};
    row[2 * k] = in.row(2 * k);
    row[2 * k + 1] = in.row(std::min(2 * k + 1, taps - 1));
  }
  for (std::int32_t x = 0; x < samples; x += step) {
    const std::int32_t at = std::min(x, samples - step);
    FourSums<parts, bytes> sums(start);
    HWY_UNROLL(2)
    for (int k = 0; k < pairs; ++k) sums.add_rows(row[2 * k] + at, row[2 * k + 1] + at, weight[k]);
    put_columns<From>(sums, out + at, rounding.shift);
  }
}

/// One output row of at least vectors * bytes samples from any number of rows: the vectors share the weights' loads.
template <int parts, std::size_t bytes, int vectors, class From, class To>
void many_rows(Rows<const From> in, const std::int16_t* weights, std::int32_t taps, To* out, std::int32_t samples,
               Rounding rounding) {
  const auto start = hn::Set(Tag<std::int32_t, bytes>(), rounding.bias);
  constexpr std::int32_t vector = bytes, step = vectors * vector;
  for (std::int32_t x = 0; x < samples; x += step) {
    const std::int32_t at = std::min(x, samples - step);
    FourSums<parts, bytes> left(start), right(start);
    Rows<const From> row{in.data + at, in.stride};
    for (std::int32_t k = 0; k < taps; k += 2) {
      const RowWeights<parts, bytes> weight(weights + k, taps);
      const From* const next = k + 1 < taps ? row.row(1) : row.data;
      left.add_rows(row.data, next, weight);
      if constexpr (vectors == 2) right.add_rows(row.data + vector, next + vector, weight);
      row.data = row.row(2);
    }
    put_columns<From>(left, out + at, rounding.shift);
    if constexpr (vectors == 2) put_columns<From>(right, out + at + vector, rounding.shift);
  }
}

/// Rows of at least `bytes` samples.
template <int parts, std::size_t bytes, class From, class To>
void all_rows(Rows<const From> src, Rows<To> dst, std::int32_t samples, const Taps& taps) {
  constexpr int most = parts == wide && few_registers ? 1 : 2;  // vectors whose sums fit the registers
  constexpr std::int32_t most_bytes = most * bytes;
  auto* row = samples < most_bytes ? many_rows<parts, bytes, 1, From, To> : many_rows<parts, bytes, most, From, To>;
  if (taps.taps <= 4) row = few_rows<parts, bytes, 2, From, To>;
  if (taps.taps <= 2) row = few_rows<parts, bytes, 1, From, To>;
  for (std::int32_t r = 0; r < taps.count; ++r) {
    if constexpr (parts == narrow) {
      RowGroup group;
      if (taps.taps >= fewest_group_taps && r + group_rows <= taps.count && group.prepare(taps, r)) {
        group_of_rows<bytes, From, To>(src, {dst.row(r), dst.stride}, samples, group, taps.rounding);
        r += group_rows - 1;
        continue;
      }
    }
    const Rows<const From> in{src.row(taps.offset(r)), src.stride};
    row(in, taps.weights(r), taps.taps, dst.row(r), samples, taps.rounding);
  }
}

template <int parts, class From, class To>
void vertical(Rows<const From> src, Rows<To> dst, std::int32_t samples, const Taps& taps,
              VerticalKernel<From, To>* scalar_kernel) {
#if ISOPEL_SIMD_NEON
  if (samples >= 16) return rows_by_lanes<parts>(src, dst, samples, taps);
#else
  constexpr std::int32_t longest = widest, shortest = block_bytes;
  if (samples >= longest) return all_rows<parts, widest>(src, dst, samples, taps);
  if (samples >= shortest) return all_rows<parts, block_bytes>(src, dst, samples, taps);
#endif
  scalar_kernel(src, dst, samples, taps);
}

void vertical_u8_i16(Rows<const std::uint8_t> src, Rows<std::int16_t> dst, std::int32_t samples, const Taps& taps) {
  vertical<narrow>(src, dst, samples, taps, scalar::vertical_u8_i16);
}

void vertical_i16_u8(Rows<const std::int16_t> src, Rows<std::uint8_t> dst, std::int32_t samples, const Taps& taps) {
  vertical<narrow>(src, dst, samples, taps, scalar::vertical_i16_u8);
}

void vertical_u8_u8(Rows<const std::uint8_t> src, Rows<std::uint8_t> dst, std::int32_t samples, const Taps& taps) {
  vertical<narrow>(src, dst, samples, taps, scalar::vertical_u8_u8);
}

void vertical_u8_u8_wide(Rows<const std::uint8_t> src, Rows<std::uint8_t> dst, std::int32_t samples, const Taps& taps) {
#if ISOPEL_SIMD_VNNI
  for (std::int32_t r = 0; r < taps.count; ++r) {
    if (byte_rows(src, dst.row(r), samples, taps, r)) continue;
    vertical<wide>(src, {dst.row(r), dst.stride}, samples, taps.slice(r, 1), scalar::vertical_u8_u8_wide);
  }
#else
  vertical<wide>(src, dst, samples, taps, scalar::vertical_u8_u8_wide);
#endif
}

void vertical_u8_i16_wide(Rows<const std::uint8_t> src, Rows<std::int16_t> dst, std::int32_t samples,
                          const Taps& taps) {
  vertical<wide>(src, dst, samples, taps, scalar::vertical_u8_i16_wide);
}

void vertical_i16_i16(Rows<const std::int16_t> src, Rows<std::int16_t> dst, std::int32_t samples, const Taps& taps) {
  vertical<narrow>(src, dst, samples, taps, scalar::vertical_i16_i16);
}

void vertical_i16_i32(Rows<const std::int16_t> src, Rows<std::int32_t> dst, std::int32_t samples, const Taps& taps) {
  vertical<narrow>(src, dst, samples, taps, scalar::vertical_i16_i32);
}

ISOPEL_SIMD_END

#endif  // ISOPEL_ARCH_SIMD_VERTICAL_INL_HPP_
