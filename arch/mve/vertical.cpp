// Contract 1, formulas (16) to (18): passes along y, four columns to a vector, one row per multiply; any number of rows
// goes sixteen columns at a time. Wide weights are put together first.
//
// Assumes nothing about the alignment of u8 rows; src and dst do not overlap.
// Tail: the last, partial vector has a predicate. Reads exactly the named rows and columns.
#include "arch/mve/helium.hpp"

#if ISOPEL_HAVE_MVE

namespace isopel::mve {
namespace {

constexpr int most_known = 5;  // rows that have a function of their own
constexpr std::int32_t step = 4;
constexpr std::int32_t blocks = 4;  // of four columns, for any number of rows

/// The weights of an output row as plain numbers, one after the other.
template <bool wide>
struct Weights {
  const std::int16_t *weights, *low;
  Weights(const Taps& taps, std::int32_t r) : weights(taps.weights(r)), low(taps.low_weights(r)) {}
  std::int32_t next() { return wide ? wide_weight(*weights++, *low++) : *weights++; }
};

/// One output row, for a known number of rows: the weights and the addresses stay in registers.
template <int count, class From, class To, class W>
void few_rows(Rows<const From> src, W all_weights, To* out, std::int32_t samples, const Taps& taps) {
  const auto [bias, shift] = taps.rounding;
  const From* rows[count];
  std::int32_t weights[count];
#pragma GCC unroll 8
  for (int k = 0; k < count; ++k) rows[k] = src.row(k), weights[k] = all_weights.next();
  const int32x4_t first_weight = vdupq_n_s32(weights[0]);
  const auto put = [&](auto lanes) {
    int32x4_t sums = vmlasq_n_s32(load_four(rows[0], lanes), first_weight, bias);
#pragma GCC unroll 8
    for (int k = 1; k < count; ++k) sums = vmlaq_n_s32(sums, load_four(rows[k], lanes), weights[k]);
    put_four(out, sums, shift, lanes);
  };
  for (std::int32_t steps = samples / step; steps > 0; --steps) {
    put(Full{});
#pragma GCC unroll 8
    for (const From*& row : rows) row += step;
    out += step;
  }
  if (samples % step != 0) put(first_of_four(samples % step));
}

/// `vectors` times four columns of one output row, for any number of rows.
template <int vectors, class From, class To, class W, class Lanes>
void columns(Rows<const From> src, W weights, To* out, const Taps& taps, Lanes lanes) {
  const auto [bias, shift] = taps.rounding;
  int32x4_t sums[vectors];
#pragma GCC unroll 4
  for (int32x4_t& sum : sums) sum = vdupq_n_s32(bias);
  for (std::int32_t left = taps.taps; left > 0; --left) {
    const std::int32_t weight = weights.next();
#pragma GCC unroll 4
    for (int i = 0; i < vectors; ++i) {
      sums[i] = vmlaq_n_s32(sums[i], load_four(src.data + i * step, lanes), weight);
    }
    src.data = src.row(1);
  }
#pragma GCC unroll 4
  for (int i = 0; i < vectors; ++i) put_four(out + i * step, sums[i], shift, lanes);
}

/// One output row, for any number of rows.
template <class From, class To, class W>
void any_rows(Rows<const From> src, W weights, To* out, std::int32_t samples, const Taps& taps) {
  const auto next = [&](std::int32_t done) {
    src.data += done;
    out += done;
    samples -= done;
  };
  for (; samples >= blocks * step; next(blocks * step)) columns<blocks>(src, weights, out, taps, Full{});
  for (; samples >= step; next(step)) columns<1>(src, weights, out, taps, Full{});
  if (samples > 0) columns<1>(src, weights, out, taps, first_of_four(samples));
}

template <class From, class To, class W>
using RowFunction = void(Rows<const From> src, W weights, To* out, std::int32_t samples, const Taps& taps);

/// The function for this number of taps; numbers up to `most_known` have their own ones.
template <int most_known, class From, class To, class W, int known = 2>
RowFunction<From, To, W>* row_function(std::int32_t taps) {
  if constexpr (known > most_known) {
    return any_rows<From, To, W>;
  } else {
    return taps == known ? few_rows<known, From, To, W> : row_function<most_known, From, To, W, known + 1>(taps);
  }
}

template <int most_known, bool wide, class From, class To>
void vertical(Rows<const From> src, Rows<To> dst, std::int32_t samples, const Taps& taps) {
  using W = Weights<wide>;
  const auto row = row_function<most_known, From, To, W>(taps.taps);
  for (std::int32_t r = 0; r < taps.count; ++r) {
    row({src.row(taps.offset(r)), src.stride}, W(taps, r), dst.row(r), samples, taps);
  }
}

}  // namespace

void vertical_u8_i16(Rows<const std::uint8_t> src, Rows<std::int16_t> dst, std::int32_t samples, const Taps& taps) {
  vertical<most_known, false>(src, dst, samples, taps);
}

void vertical_i16_u8(Rows<const std::int16_t> src, Rows<std::uint8_t> dst, std::int32_t samples, const Taps& taps) {
  vertical<most_known, false>(src, dst, samples, taps);
}

void vertical_u8_u8(Rows<const std::uint8_t> src, Rows<std::uint8_t> dst, std::int32_t samples, const Taps& taps) {
  vertical<most_known, false>(src, dst, samples, taps);
}

void vertical_u8_u8_wide(Rows<const std::uint8_t> src, Rows<std::uint8_t> dst, std::int32_t samples, const Taps& taps) {
  vertical<0, true>(src, dst, samples, taps);
}

void vertical_u8_i16_wide(Rows<const std::uint8_t> src, Rows<std::int16_t> dst, std::int32_t samples,
                          const Taps& taps) {
  vertical<0, true>(src, dst, samples, taps);
}

void vertical_i32_u8(Rows<const std::int32_t> src, Rows<std::uint8_t> dst, std::int32_t samples, const Taps& taps) {
  vertical<0, false>(src, dst, samples, taps);
}

void vertical_i16_i16(Rows<const std::int16_t> src, Rows<std::int16_t> dst, std::int32_t samples, const Taps& taps) {
  vertical<0, false>(src, dst, samples, taps);
}

void vertical_i16_i32(Rows<const std::int16_t> src, Rows<std::int32_t> dst, std::int32_t samples, const Taps& taps) {
  vertical<0, false>(src, dst, samples, taps);
}

}  // namespace isopel::mve

#endif  // ISOPEL_HAVE_MVE
