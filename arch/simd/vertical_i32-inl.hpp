// Passes along y over i32 rows, in integers and nested in floats: formulas of VerticalKernel and NestedKernel in
// engine/kernels.hpp, a vector of output samples at a time.
// Assumes nothing about alignment; src and dst do not overlap.
// Tail: the last columns are done again, overlapping the ones before; rows shorter than a vector of 16 bytes (8 samples
// for floats) are scalar, and so are the last samples % 8 of a nested row, which are integers by definition.
// Reads exactly the named rows, of an integer pass only those whose weights are not zero.
#ifndef ISOPEL_ARCH_SIMD_VERTICAL_I32_INL_HPP_
#define ISOPEL_ARCH_SIMD_VERTICAL_I32_INL_HPP_

#include <algorithm>

#include "arch/scalar/scalar.hpp"
#include "arch/simd/rounding-inl.hpp"

ISOPEL_SIMD_BEGIN

// --- From neighbouring columns of i32 to samples.

/// Stores four vectors.
template <std::size_t bytes>
HWY_INLINE void put_columns(const Vec<std::int32_t, bytes> (&sums)[4], std::int32_t shift, std::uint8_t* out) {
  const auto samples = clamp_to_u8(round_to_i16(sums[0], sums[1], shift), round_to_i16(sums[2], sums[3], shift));
  hn::StoreU(words_in_order<bytes>(samples), Tag<std::uint8_t, bytes>(), out);
}

/// Stores two of 16 bytes.
template <std::size_t bytes>
HWY_INLINE void put_columns(const Vec<std::int32_t, bytes> (&sums)[2], std::int32_t shift, std::uint8_t* out) {
  const auto half = round_to_i16(sums[0], sums[1], shift);
  const Tag<std::uint8_t, bytes / 2> d;
  hn::StoreU(hn::LowerHalf(d, clamp_to_u8(half, half)), d, out);
}

// --- Integers.

/// Sums modulo 2^32 of products of i32 samples and weights.
template <std::size_t bytes>
struct LongSums {
  Vec<std::int32_t, bytes> sum;

  HWY_INLINE explicit LongSums(std::int32_t bias) : sum(hn::Set(Tag<std::int32_t, bytes>(), bias)) {}
  HWY_INLINE void add(const std::int32_t* samples, Vec<std::int32_t, bytes> weight) {
    const auto all = hn::LoadU(Tag<std::int32_t, bytes>(), samples);
#if ISOPEL_SIMD_NEON
    sum.raw = vmlaq_s32(sum.raw, all.raw, weight.raw);
#else
    sum = hn::Add(sum, hn::Mul(all, weight));
#endif
  }
};

constexpr std::int32_t rows_at_once = 8;

/// The rows of one output whose weights are not zero, if there are at most rows_at_once of them; the rest is the first
/// row of all, times zero.
struct WeightedRows {
  const std::int32_t* row[rows_at_once];
  std::int32_t weight[rows_at_once];
  std::int32_t count = 0;

  WeightedRows(Rows<const std::int32_t> in, const std::int16_t* weights, std::int32_t taps) {
    for (std::int32_t k = 0; k < rows_at_once; ++k) {
      row[k] = in.data;
      weight[k] = 0;
    }
    for (std::int32_t k = 0; k < taps; ++k) {
      if (weights[k] == 0) continue;
      if (count < rows_at_once) {
        row[count] = in.row(k);
        weight[count] = weights[k];
      }
      ++count;
    }
  }
};

/// One output row of at least `bytes` samples from few rows: the weights stay in registers.
template <std::size_t bytes, std::int32_t count>
void few_long_rows(const WeightedRows& in, std::uint8_t* out, std::int32_t samples, Rounding rounding) {
  const Tag<std::int32_t, bytes> d;
  constexpr std::int32_t step = bytes, lanes = step / 4;
  Vec<std::int32_t, bytes> weight[count];
  const std::int32_t* row[count];
  for (std::int32_t k = 0; k < count; ++k) {
    weight[k] = hn::Set(d, in.weight[k]);
    row[k] = in.row[k];
  }
  for (std::int32_t x = 0; x < samples; x += step) {
    const std::int32_t at = std::min(x, samples - step);
    LongSums<bytes> a(rounding.bias), b = a, c = a, e = a;
    HWY_UNROLL(8)
    for (std::int32_t k = 0; k < count; ++k) {
      a.add(row[k] + at, weight[k]);
      b.add(row[k] + at + lanes, weight[k]);
      c.add(row[k] + at + 2 * lanes, weight[k]);
      e.add(row[k] + at + 3 * lanes, weight[k]);
    }
    put_columns<bytes>({a.sum, b.sum, c.sum, e.sum}, rounding.shift, out + at);
  }
}

/// The same from any number of rows.
template <std::size_t bytes>
void many_long_rows(Rows<const std::int32_t> in, const std::int16_t* weights, std::int32_t taps, std::uint8_t* out,
                    std::int32_t samples, Rounding rounding) {
  const Tag<std::int32_t, bytes> d;
  constexpr std::int32_t step = bytes, lanes = step / 4;
  for (std::int32_t x = 0; x < samples; x += step) {
    const std::int32_t at = std::min(x, samples - step);
    LongSums<bytes> a(rounding.bias), b = a, c = a, e = a;
    for (std::int32_t k = 0; k < taps; ++k) {
      const std::int32_t* const row = in.row(k) + at;
      const auto weight = hn::Set(d, weights[k]);
      a.add(row, weight);
      b.add(row + lanes, weight);
      c.add(row + 2 * lanes, weight);
      e.add(row + 3 * lanes, weight);
    }
    put_columns<bytes>({a.sum, b.sum, c.sum, e.sum}, rounding.shift, out + at);
  }
}

template <std::size_t bytes>
void long_rows(Rows<const std::int32_t> src, Rows<std::uint8_t> dst, std::int32_t samples, const Taps& taps) {
  for (std::int32_t r = 0; r < taps.count; ++r) {
    const Rows<const std::int32_t> in{src.row(taps.offset(r)), src.stride};
    const WeightedRows rows(in, taps.weights(r), taps.taps);
    if (rows.count > rows_at_once) {
      many_long_rows<bytes>(in, taps.weights(r), taps.taps, dst.row(r), samples, taps.rounding);
    } else {
      (rows.count <= 4 ? few_long_rows<bytes, 4> : few_long_rows<bytes, rows_at_once>)(rows, dst.row(r), samples,
                                                                                       taps.rounding);
    }
  }
}

void vertical_i32_u8(Rows<const std::int32_t> src, Rows<std::uint8_t> dst, std::int32_t samples, const Taps& taps) {
  constexpr std::int32_t longest = widest, shortest = block_bytes;
  if (samples >= longest) return long_rows<widest>(src, dst, samples, taps);
  if (samples >= shortest) return long_rows<block_bytes>(src, dst, samples, taps);
  scalar::vertical_i32_u8(src, dst, samples, taps);
}

// --- Floats.

/// weight[0] s[0] + (weight[1] s[1] + (weight[2] s[2] + weight[3] s[3])), rounded, of the columns from `at` on.
template <class Step, std::size_t bytes>
HWY_INLINE Vec<std::int32_t, bytes> nested_columns(const std::int32_t* const (&row)[4],
                                                   const Vec<float, bytes> (&weight)[4], std::int32_t at) {
  const Tag<float, bytes> d;
  const Tag<std::int32_t, bytes> d32;
  auto sum = hn::Mul(hn::ConvertTo(d, hn::LoadU(d32, row[3] + at)), weight[3]);
  HWY_UNROLL(3)
  for (int k = 2; k >= 0; --k) {
    sum = Step::add(sum, weight[k], hn::ConvertTo(d, hn::LoadU(d32, row[k] + at)));
  }
  return round_to_even<bytes>(sum);
}

/// One output row, `vectors` (2 or 4) vectors at a time.
template <class Step, std::size_t bytes, std::int32_t vectors>
void nested_row(const std::int32_t* const (&row)[4], const std::int16_t* weights, std::uint8_t* out,
                std::int32_t samples) {
  const Tag<float, bytes> d;
  constexpr std::int32_t lanes = bytes / 4, step = vectors * lanes;
  const Vec<float, bytes> weight[4] = {hn::Set(d, nested_weight(weights[0])), hn::Set(d, nested_weight(weights[1])),
                                       hn::Set(d, nested_weight(weights[2])), hn::Set(d, nested_weight(weights[3]))};
  for (std::int32_t x = 0; x < samples; x += step) {
    const std::int32_t at = std::min(x, samples - step);
    Vec<std::int32_t, bytes> sums[vectors];
    HWY_UNROLL(4)
    for (std::int32_t i = 0; i < vectors; ++i) sums[i] = nested_columns<Step, bytes>(row, weight, at + i * lanes);
    put_columns<bytes>(sums, 0, out + at);
  }
}

template <class Step>
void nested(Rows<const std::int32_t> src, Rows<std::uint8_t> dst, std::int32_t samples, const Taps& taps,
            NestedKernel* scalar_kernel) {
  constexpr std::int32_t longest = widest, shortest = block_bytes;
  const std::int32_t integers = samples % nested_group, floats = samples - integers;
  if (integers != 0) scalar_kernel({src.data + floats, src.stride}, {dst.data + floats, dst.stride}, integers, taps);
  if (floats == 0) return;
  auto* nested_floats = nested_row<Step, block_bytes, 2>;
  if (floats >= shortest) nested_floats = nested_row<Step, block_bytes, 4>;
  if (floats >= longest) nested_floats = nested_row<Step, widest, 4>;
  for (std::int32_t r = 0; r < taps.count; ++r) {
    const std::int16_t* const named = taps.rows(r);
    const std::int32_t* row[4];
    for (int k = 0; k < 4; ++k) row[k] = src.row(taps.offset(r) + named[k]);
    nested_floats(row, taps.weights(r), dst.row(r), floats);
  }
}

void nested_i32_u8(Rows<const std::int32_t> src, Rows<std::uint8_t> dst, std::int32_t samples, const Taps& taps) {
  nested<Separate>(src, dst, samples, taps, scalar::nested_i32_u8);
}

#if ISOPEL_SIMD_FMA
void nested_i32_u8_fused(Rows<const std::int32_t> src, Rows<std::uint8_t> dst, std::int32_t samples, const Taps& taps) {
  nested<Fused>(src, dst, samples, taps, scalar::nested_i32_u8_fused);
}
#else
constexpr NestedKernel* nested_i32_u8_fused = nullptr;
#endif

ISOPEL_SIMD_END

#endif  // ISOPEL_ARCH_SIMD_VERTICAL_I32_INL_HPP_
