// Contract 1, formulas (16) to (18): passes along y, four columns at a time, two rows per multiply.
// Assumes nothing about alignment; src and dst do not overlap.
// Tail: the last four columns are done again, overlapping the ones before; rows under four columns are scalar.
// Reads exactly the named rows: an odd last row is added alone.
#include "arch/armv7em/armv7em.hpp"

#if ISOPEL_HAVE_ARMV7EM

#include "arch/armv7em/dsp.hpp"
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

template <class From, class To>
void vertical(Rows<const From> src, Rows<To> dst, std::int32_t samples, const Taps& taps) {
  RowFunction<From, To>* const row = row_function<From, To>(taps.taps);
  const Pass pass{src.stride, taps.taps, taps.rounding};
  for (std::int32_t r = 0; r < taps.count; ++r) {
    const From* in = src.row(taps.offset(r));
    To* out = dst.row(r);
    row(in, taps.weights(r), out, samples / step, pass);
    if (samples % step != 0) row(in + samples - step, taps.weights(r), out + samples - step, 1, pass);
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

}  // namespace isopel::armv7em

#endif  // ISOPEL_HAVE_ARMV7EM
