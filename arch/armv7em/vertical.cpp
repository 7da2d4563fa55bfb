// Contract 1, formulas (16) to (18): passes along y, four columns at a time, two rows per multiply; with wide weights,
// one column and row per multiply.
//
// Assumes nothing about alignment; src and dst do not overlap.
// Tail: the last columns are done again, overlapping the ones before: four, or eight of many wide weights; narrower
// rows are scalar. Reads exactly the named rows: an odd last row is added alone.
#include "arch/armv7em/armv7em.hpp"

#if ISOPEL_HAVE_ARMV7EM

#include "arch/armv7em/wide.hpp"
#include "arch/scalar/scalar.hpp"

namespace isopel::armv7em {
namespace {

constexpr std::int32_t step = 4;

/// The same column one row further down.
template <class Sample>
const Sample* below(const Sample* in, std::ptrdiff_t stride) {
  return Rows<const Sample>{in, stride}.row(1);
}

/// Everything about a pass that is the same for all its rows.
struct Pass {
  std::ptrdiff_t stride;
  std::int32_t taps;
  Rounding rounding;
};

template <class From, class To>
using RowFunction = void(const From* in, const std::int16_t* weights, To* out, std::int32_t steps, const Pass& pass);

/// `steps` times four columns of one output row, for a known number of rows: the weights stay in registers.
template <int taps, class From, class To>
void few_rows(const From* in, const std::int16_t* weights, To* out, std::int32_t steps, const Pass& pass) {
  const auto [stride, _, rounding] = pass;
  Word pairs[(taps + 1) / 2];
#pragma GCC unroll 8
  for (int k = 0; k < taps; k += 2) pairs[k / 2] = weight_pair(weights + k);
  for (; steps > 0; --steps) {
    FourSums sums{rounding.bias, rounding.bias, rounding.bias, rounding.bias};
    const From* row = in;
#pragma GCC unroll 8
    for (int k = 0; k + 2 <= taps; k += 2) {
      const From* next = below(row, stride);
      add_two_taps(sums, row, next, pairs[k / 2]);
      row = below(next, stride);
    }
    if (taps % 2 != 0) add_tap(sums, row, pairs[taps / 2]);
    put(out, sums, rounding.shift);
    in += step;
    out += step;
  }
}

/// The same for any number of rows.
template <class From, class To>
void any_rows(const From* in, const std::int16_t* weights, To* out, std::int32_t steps, const Pass& pass) {
  const auto [stride, taps, rounding] = pass;
  const bool odd = taps % 2 != 0;
  const std::int16_t* const pairs_end = weights + (taps - odd);
  for (; steps > 0; --steps) {
    FourSums sums{rounding.bias, rounding.bias, rounding.bias, rounding.bias};
    const From* row = in;
    const std::int16_t* weight = weights;
    for (; weight != pairs_end; weight += 2) {
      const From* next = below(row, stride);
      add_two_taps(sums, row, next, weight_pair(weight));
      row = below(next, stride);
    }
    if (odd) add_tap(sums, row, weight_pair(weight));
    put(out, sums, rounding.shift);
    in += step;
    out += step;
  }
}

/// The shift of the pass with wide weights to each type of samples.
template <class To>
inline constexpr std::int32_t shift_to = sizeof(To) == 1 ? wide_shift : wide_middle_shift;

/// The same with wide weights, which are put together once for the whole row; one column and row at a time.
template <int taps, class To>
void few_wide_rows(const std::uint8_t* in, const std::int16_t* high, To* out, std::int32_t steps, const Pass& pass) {
  const std::int16_t* const low = high + taps + taps % 2;
  std::int32_t weights[taps];
#pragma GCC unroll 8
  for (int k = 0; k < taps; ++k) weights[k] = wide_weight(high[k], low[k]);
  const std::ptrdiff_t stride = pass.stride, three_rows = 3 * stride;
  const std::int32_t bias = pass.rounding.bias;
  register const std::uint8_t* at __asm__("r8") = in;  // else every step below copies it
  for (const To* const end = out + steps * step; out != end; out += step) {
    std::int32_t before = 0;
#pragma GCC unroll 4
    for (int i = 0; i < step; ++i) {
      std::int32_t sum = bias;
      if constexpr (taps >= 3) sum = add_two_bytes<0, 1>(sum, at, stride, weights[1], stride, weights[2]);
      if constexpr (taps == 5) sum = add_two_bytes<0, 2>(sum, at, three_rows, weights[3], stride, weights[4]);
      if constexpr (taps == 4) sum = multiply_add(sum, weights[3], at[three_rows]);
      if constexpr (taps == 2) sum = multiply_add(sum, weights[1], at[stride]);
      std::int32_t sample;
      __asm__("ldrb %0, [%1], #1" : "=r"(sample), "+r"(at) : "r"(sum), "m"(*at));
      sum = multiply_add(sum, weights[0], sample);
      if constexpr (sizeof(To) == 1) {
        put(out + i, sum, shift_to<To>);
      } else {  // samples are the upper halves of their sums
        if (i % 2 != 0) store(out + i - 1, high_halves(static_cast<Word>(before), static_cast<Word>(sum)));
        before = sum;
      }
    }
  }
}

constexpr std::int32_t wide_step = 8;

/// Any number of wide weights: eight columns at a time.
void any_wide_rows(const std::uint8_t* in, const std::int16_t* weights, std::uint8_t* out, std::int32_t steps,
                   const Pass& pass) {
  const auto [stride, taps, rounding] = pass;
  const std::int32_t low = taps + taps % 2;
  for (; steps > 0; --steps) {
    std::int32_t sums[wide_step];
#pragma GCC unroll 8
    for (std::int32_t& sum : sums) sum = rounding.bias;
    const std::uint8_t* row = in;
    const std::int16_t* weight = weights;
    for (const std::int16_t* const end = weights + taps; weight != end; ++weight) {
      const std::int32_t w = wide_weight(weight[0], weight[low]);
#pragma GCC unroll 8
      for (int i = 0; i < wide_step; ++i) sums[i] = add_product(sums[i], w, row[i]);
      row += stride;
    }
#pragma GCC unroll 8
    for (int i = 0; i < wide_step; ++i) put(out + i, sums[i], wide_shift);
    in += wide_step;
    out += wide_step;
  }
}

template <class From, class To>
RowFunction<From, To>* row_function(std::int32_t taps) {
  switch (taps) {
    case 2:
      return few_rows<2, From, To>;
    case 3:
      return few_rows<3, From, To>;
    case 4:
      return few_rows<4, From, To>;
    case 5:
      return few_rows<5, From, To>;
    default:
      return any_rows<From, To>;
  }
}

/// All rows by a row function for `columns` columns a step.
template <int columns, class From, class To>
[[gnu::always_inline]] inline void rows_by(RowFunction<From, To>* row, Rows<const From> src, Rows<To> dst,
                                           std::int32_t samples, const Taps& taps) {
  const Pass pass{src.stride, taps.taps, taps.rounding};
  for (std::int32_t r = 0; r < taps.count; ++r) {
    const From* in = src.row(taps.offset(r));
    To* out = dst.row(r);
    row(in, taps.weights(r), out, samples / columns, pass);
    if (samples % columns != 0) row(in + samples - columns, taps.weights(r), out + samples - columns, 1, pass);
  }
}

template <class From, class To>
void vertical(Rows<const From> src, Rows<To> dst, std::int32_t samples, const Taps& taps) {
  rows_by<step>(row_function<From, To>(taps.taps), src, dst, samples, taps);
}

RowFunction<std::uint8_t, std::uint8_t>* few_wide_rows_function(std::int32_t taps) {
  switch (taps) {
    case 2:
      return few_wide_rows<2, std::uint8_t>;
    case 3:
      return few_wide_rows<3, std::uint8_t>;
    case 4:
      return few_wide_rows<4, std::uint8_t>;
    case 5:
      return few_wide_rows<5, std::uint8_t>;
    default:
      return nullptr;
  }
}

}  // namespace

void vertical_u8_i16(Rows<const std::uint8_t> src, Rows<std::int16_t> dst, std::int32_t samples, const Taps& taps) {
  if (samples < step) return scalar::vertical_u8_i16(src, dst, samples, taps);
  vertical(src, dst, samples, taps);
}

void vertical_i16_u8(Rows<const std::int16_t> src, Rows<std::uint8_t> dst, std::int32_t samples, const Taps& taps) {
  if (samples < step) return scalar::vertical_i16_u8(src, dst, samples, taps);
  vertical(src, dst, samples, taps);
}

void vertical_u8_u8(Rows<const std::uint8_t> src, Rows<std::uint8_t> dst, std::int32_t samples, const Taps& taps) {
  if (samples < step) return scalar::vertical_u8_u8(src, dst, samples, taps);
  vertical(src, dst, samples, taps);
}

void vertical_i16_i16(Rows<const std::int16_t> src, Rows<std::int16_t> dst, std::int32_t samples, const Taps& taps) {
  if (samples < step) return scalar::vertical_i16_i16(src, dst, samples, taps);
  rows_by<step>(any_rows<std::int16_t, std::int16_t>, src, dst, samples, taps);
}

void vertical_i16_i32(Rows<const std::int16_t> src, Rows<std::int32_t> dst, std::int32_t samples, const Taps& taps) {
  if (samples < step) return scalar::vertical_i16_i32(src, dst, samples, taps);
  rows_by<step>(any_rows<std::int16_t, std::int32_t>, src, dst, samples, taps);
}

void vertical_u8_u8_wide(Rows<const std::uint8_t> src, Rows<std::uint8_t> dst, std::int32_t samples, const Taps& taps) {
  const auto few = few_wide_rows_function(taps.taps);
  if (taps.rounding.shift != wide_shift || samples < (few != nullptr ? step : wide_step)) {
    return scalar::vertical_u8_u8_wide(src, dst, samples, taps);
  }
  if (few != nullptr) {
    rows_by<step>(few, src, dst, samples, taps);
  } else {
    rows_by<wide_step>(any_wide_rows, src, dst, samples, taps);
  }
}

void vertical_u8_i16_wide(Rows<const std::uint8_t> src, Rows<std::int16_t> dst, std::int32_t samples,
                          const Taps& taps) {
  if (taps.taps != 4 || taps.rounding.shift != wide_middle_shift || samples < step) {
    return scalar::vertical_u8_i16_wide(src, dst, samples, taps);
  }
  rows_by<step>(few_wide_rows<4, std::int16_t>, src, dst, samples, taps);
}

}  // namespace isopel::armv7em

#endif  // ISOPEL_HAVE_ARMV7EM
