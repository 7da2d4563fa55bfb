// Contract 1, formulas (16) to (18): passes along y, a vector of columns at a time, two rows per multiplication.
// Assumes nothing about alignment; src and dst do not overlap.
// Tail: the last columns are done again, overlapping the ones before; rows shorter than a block are scalar.
// Reads exactly the named rows: an odd last row is its own partner, with weight zero.
#ifndef ISOPEL_ARCH_SIMD_VERTICAL_INL_HPP_
#define ISOPEL_ARCH_SIMD_VERTICAL_INL_HPP_

#include <algorithm>

#include "arch/scalar/scalar.hpp"
#include "arch/simd/verbs-inl.hpp"

ISOPEL_SIMD_BEGIN

template <class From, std::size_t bytes, class To>
HWY_INLINE void put_columns(const FourSums<bytes>& sums, To* out, std::int32_t shift) {
  const auto lower = round_to_i16(sums.s0, sums.s1, shift), upper = round_to_i16(sums.s2, sums.s3, shift);
  if constexpr (sizeof(To) == 2) {
    store_alternating<bytes>(lower, upper, out);
  } else if constexpr (sizeof(From) == 1) {
    hn::StoreU(clamp_to_u8(lower, upper), Tag<std::uint8_t, bytes>(), out);
  } else {
    hn::StoreU(even_then_odd<bytes>(clamp_to_u8(lower, upper)), Tag<std::uint8_t, bytes>(), out);
  }
}

/// One output row of at least `bytes` samples from at most 2 * pairs rows: the weights stay in registers.
template <std::size_t bytes, int pairs, class From, class To>
void few_rows(Rows<const From> in, const std::int16_t* weights, std::int32_t taps, To* out, std::int32_t samples,
              Rounding rounding) {
  const auto start = hn::Set(Tag<std::int32_t, bytes>(), rounding.bias);
  constexpr std::int32_t step = bytes;
  Vec<std::int16_t, bytes> weight[pairs];
  const From* row[2 * pairs];
  for (int k = 0; k < pairs; ++k) {
    weight[k] = weight_pair<bytes>(weights + 2 * k);
    row[2 * k] = in.row(2 * k);
    row[2 * k + 1] = in.row(std::min(2 * k + 1, taps - 1));
  }
  for (std::int32_t x = 0; x < samples; x += step) {
    const std::int32_t at = std::min(x, samples - step);
    FourSums<bytes> sums(start);
    HWY_UNROLL(2)
    for (int k = 0; k < pairs; ++k) sums.add_rows(row[2 * k] + at, row[2 * k + 1] + at, weight[k]);
    put_columns<From>(sums, out + at, rounding.shift);
  }
}

/// One output row of at least vectors * bytes samples from any number of rows: the vectors share the weights' loads.
template <std::size_t bytes, int vectors, class From, class To>
void many_rows(Rows<const From> in, const std::int16_t* weights, std::int32_t taps, To* out, std::int32_t samples,
               Rounding rounding) {
  const auto start = hn::Set(Tag<std::int32_t, bytes>(), rounding.bias);
  constexpr std::int32_t vector = bytes, step = vectors * vector;
  for (std::int32_t x = 0; x < samples; x += step) {
    const std::int32_t at = std::min(x, samples - step);
    FourSums<bytes> left(start), right(start);
    Rows<const From> row{in.data + at, in.stride};
    for (std::int32_t k = 0; k < taps; k += 2) {
      const auto weight = weight_pair<bytes>(weights + k);
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
template <std::size_t bytes, class From, class To>
void all_rows(Rows<const From> src, Rows<To> dst, std::int32_t samples, const Taps& taps) {
  constexpr std::int32_t two_vectors = 2 * bytes;
  auto* row = samples < two_vectors ? many_rows<bytes, 1, From, To> : many_rows<bytes, 2, From, To>;
  if (taps.taps <= 4) row = few_rows<bytes, 2, From, To>;
  if (taps.taps <= 2) row = few_rows<bytes, 1, From, To>;
  for (std::int32_t r = 0; r < taps.count; ++r) {
    const Rows<const From> in{src.row(taps.offset(r)), src.stride};
    row(in, taps.weights(r), taps.taps, dst.row(r), samples, taps.rounding);
  }
}

template <class From, class To>
void vertical(Rows<const From> src, Rows<To> dst, std::int32_t samples, const Taps& taps,
              VerticalKernel<From, To>* scalar_kernel) {
  constexpr std::int32_t longest = widest, shortest = block_bytes;
  if (samples >= longest) return all_rows<widest>(src, dst, samples, taps);
  if (samples >= shortest) return all_rows<block_bytes>(src, dst, samples, taps);
  scalar_kernel(src, dst, samples, taps);
}

void vertical_u8_i16(Rows<const std::uint8_t> src, Rows<std::int16_t> dst, std::int32_t samples, const Taps& taps) {
  vertical(src, dst, samples, taps, scalar::vertical_u8_i16);
}

void vertical_i16_u8(Rows<const std::int16_t> src, Rows<std::uint8_t> dst, std::int32_t samples, const Taps& taps) {
  vertical(src, dst, samples, taps, scalar::vertical_i16_u8);
}

void vertical_u8_u8(Rows<const std::uint8_t> src, Rows<std::uint8_t> dst, std::int32_t samples, const Taps& taps) {
  vertical(src, dst, samples, taps, scalar::vertical_u8_u8);
}

ISOPEL_SIMD_END

#endif  // ISOPEL_ARCH_SIMD_VERTICAL_INL_HPP_
