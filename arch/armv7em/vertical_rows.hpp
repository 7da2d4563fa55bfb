// What passes along y have in common, by formulas (16) to (18): the loop over their rows.
// Assumes nothing; tail: the last columns are done again, overlapping the ones before.
#ifndef ISOPEL_ARCH_ARMV7EM_VERTICAL_ROWS_HPP_
#define ISOPEL_ARCH_ARMV7EM_VERTICAL_ROWS_HPP_

#include "arch/armv7em/dsp.hpp"

#if ISOPEL_HAVE_ARMV7EM

namespace isopel::armv7em {

/// Columns that most row functions make at a time.
inline constexpr std::int32_t step = 4;

/// Everything about a pass that is the same for all its rows.
struct Pass {
  std::ptrdiff_t stride;
  std::int32_t taps;
  Rounding rounding;
};

template <class From, class To>
using RowFunction = void(const From* in, const std::int16_t* weights, To* out, std::int32_t steps, const Pass& pass);

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

}  // namespace isopel::armv7em

#endif  // ISOPEL_HAVE_ARMV7EM
#endif  // ISOPEL_ARCH_ARMV7EM_VERTICAL_ROWS_HPP_
