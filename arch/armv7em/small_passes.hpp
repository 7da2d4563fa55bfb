// Contract 1, formulas (16) to (18): the passes of small programs, for any number of channels and of taps, two taps per
// multiply.
//
// Assumes nothing about alignment; src and dst do not overlap.
// Tail: along y, the columns behind the last four are done one by one. Reads exactly the samples of the taps: an odd
// last tap is added alone.
#ifndef ISOPEL_ARCH_ARMV7EM_SMALL_PASSES_HPP_
#define ISOPEL_ARCH_ARMV7EM_SMALL_PASSES_HPP_

#include "arch/armv7em/dsp.hpp"

#if ISOPEL_HAVE_ARMV7EM

namespace isopel::armv7em {

/// Calls add_two(a, b, weights) for pairs of taps, `stride` bytes apart, and add_one(a, weights) for an odd last one.
template <class From, class AddTwo, class AddOne>
[[gnu::always_inline]] inline void add_any_taps(const From* in, std::ptrdiff_t stride, const std::int16_t* weights,
                                                std::int32_t count, AddTwo add_two, AddOne add_one) {
  Rows<const From> rows{in, stride};
  if (count >= 2) {
    const std::int16_t* const pairs_end = weights + (count & ~1);
    do {
      add_two(rows.data, rows.row(1), weight_pair(weights));
      rows.data = rows.row(2);
      weights += 2;
    } while (weights != pairs_end);
  }
  if (count % 2 != 0) add_one(rows.data, weight_pair(weights));
}

/// The sum of one sample.
template <class From>
[[gnu::noinline]] std::int32_t sum_of_taps(const From* in, std::ptrdiff_t stride, const std::int16_t* weights,
                                           const Taps& taps) {
  std::int32_t sum = taps.rounding.bias;
  add_any_taps(
      in, stride, weights, taps.taps,
      [&](const From* a, const From* b, Word pair) {
        sum = add_pair(sum, low_halves(static_cast<Word>(*a), static_cast<Word>(*b)), pair);
      },
      [&](const From* a, Word pair) { sum = add_low(sum, static_cast<Word>(*a), pair); });
  return sum;
}

template <class From, class To>
[[gnu::always_inline]] inline void small_vertical(Rows<const From> src, Rows<To> dst, std::int32_t samples,
                                                  const Taps& taps) {
  const auto [bias, shift] = taps.rounding;
  for (std::int32_t r = 0; r < taps.count; ++r) {
    const From* in = src.row(taps.offset(r));
    const std::int16_t* const weights = taps.weights(r);
    To *out = dst.row(r), *const end = out + samples;
    for (; end - out >= 4; in += 4, out += 4) {
      FourSums sums{bias, bias, bias, bias};
      add_any_taps(
          in, src.stride, weights, taps.taps,
          [&](const From* a, const From* b, Word pair) { add_two_taps(sums, a, b, pair); },
          [&](const From* a, Word pair) { add_tap(sums, a, pair); });
      put(out, sums, shift);
    }
    for (; out != end; ++in, ++out) put(out, sum_of_taps(in, src.stride, weights, taps), shift);
  }
}

template <class From, class To>
[[gnu::always_inline]] inline void small_horizontal(Rows<const From> src, Rows<To> dst, std::int32_t rows,
                                                    std::int32_t channels, const Taps& taps) {
  const auto stride = static_cast<std::ptrdiff_t>(sizeof(From)) * channels;
  for (std::int32_t r = 0; r < rows; ++r) {
    To* out = dst.row(r);
    for (std::int32_t x = 0; x < taps.count; ++x) {
      const From* in = src.row(r) + taps.offset(x);
      for (const To* const end = out + channels; out != end; ++in, ++out) {
        put(out, sum_of_taps(in, stride, taps.weights(x), taps), taps.rounding.shift);
      }
    }
  }
}

}  // namespace isopel::armv7em

#endif  // ISOPEL_HAVE_ARMV7EM
#endif  // ISOPEL_ARCH_ARMV7EM_SMALL_PASSES_HPP_
