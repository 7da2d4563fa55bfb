// Contract 1, formulas (16) to (18): passes along y, a vector of columns at a time, two rows per multiplication.
// Assumes nothing about alignment; src and dst do not overlap.
// Tail: the last columns are done again, overlapping the ones before; rows shorter than a block are scalar.
// Reads exactly the named rows: an odd last row is its own partner, with weight zero.
#ifndef ISOPEL_ARCH_SIMD_VERTICAL_INL_HPP_
#define ISOPEL_ARCH_SIMD_VERTICAL_INL_HPP_

#include <algorithm>

#include "arch/scalar/scalar.hpp"
#include "arch/simd/parts-inl.hpp"
#include "arch/simd/vertical_bytes-inl.hpp"

ISOPEL_SIMD_BEGIN

/// The weights of two rows.
template <int parts, std::size_t bytes>
struct RowWeights {
  Vec<std::int16_t, bytes> part[parts];

  RowWeights() = default;
  /// `weights` is the place of the first part's.
  HWY_INLINE RowWeights(const std::int16_t* weights, std::int32_t taps) {
    HWY_UNROLL(2)
    for (int p = 0; p < parts; ++p) part[p] = weight_pair<bytes>(weights + p * weight_count(taps));
  }
};

/// The sums of the columns in FourPairs.
template <int parts, std::size_t bytes>
struct FourSums {
  PartSums<parts, bytes> s0, s1, s2, s3;

  HWY_INLINE explicit FourSums(Vec<std::int32_t, bytes> start) : s0(start), s1(start), s2(start), s3(start) {}

  template <class From>
  HWY_INLINE void add_rows(const From* a, const From* b, const RowWeights<parts, bytes>& weights) {
    const FourPairs<bytes> pairs(a, b);
    HWY_UNROLL(2)
    for (int p = 0; p < parts; ++p) {
      s0.add(p, pairs.p0, weights.part[p]);
      s1.add(p, pairs.p1, weights.part[p]);
      s2.add(p, pairs.p2, weights.part[p]);
      s3.add(p, pairs.p3, weights.part[p]);
    }
  }
};

template <class From, int parts, std::size_t bytes>
HWY_INLINE void put_columns(const FourSums<parts, bytes>& sums, std::int32_t* out, std::int32_t shift) {
  const auto a = hn::ShiftRightSame(sums.s0.total(), shift), b = hn::ShiftRightSame(sums.s1.total(), shift);
  const auto c = hn::ShiftRightSame(sums.s2.total(), shift), d = hn::ShiftRightSame(sums.s3.total(), shift);
  store_alternating<bytes>(a, b, out);
  store_alternating<bytes>(c, d, out + bytes / 2);
}

template <class From, int parts, std::size_t bytes, class To>
HWY_INLINE void put_columns(const FourSums<parts, bytes>& sums, To* out, std::int32_t shift) {
  const auto lower = round_to_i16(sums.s0.total(), sums.s1.total(), shift);
  const auto upper = round_to_i16(sums.s2.total(), sums.s3.total(), shift);
  if constexpr (sizeof(From) == 2 && sizeof(To) == 2) {
    hn::StoreU(lower, Tag<std::int16_t, bytes>(), out);
    hn::StoreU(upper, Tag<std::int16_t, bytes>(), out + bytes / 2);
  } else if constexpr (sizeof(To) == 2) {
    store_alternating<bytes>(lower, upper, out);
  } else if constexpr (sizeof(From) == 1) {
    hn::StoreU(clamp_to_u8(lower, upper), Tag<std::uint8_t, bytes>(), out);
  } else {
    hn::StoreU(even_then_odd<bytes>(clamp_to_u8(lower, upper)), Tag<std::uint8_t, bytes>(), out);
  }
}

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
    const Rows<const From> in{src.row(taps.offset(r)), src.stride};
    row(in, taps.weights(r), taps.taps, dst.row(r), samples, taps.rounding);
  }
}

template <int parts, class From, class To>
void vertical(Rows<const From> src, Rows<To> dst, std::int32_t samples, const Taps& taps,
              VerticalKernel<From, To>* scalar_kernel) {
  constexpr std::int32_t longest = widest, shortest = block_bytes;
  if (samples >= longest) return all_rows<parts, widest>(src, dst, samples, taps);
  if (samples >= shortest) return all_rows<parts, block_bytes>(src, dst, samples, taps);
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
