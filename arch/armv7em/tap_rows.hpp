// Rows of passes along x, formulas (16) to (18): one output pixel at a time, two taps per multiply.
//
// Assumes nothing about the alignment of samples; src and dst do not overlap.
// Tail: an odd last tap is added alone, so that exactly the samples of the taps are read.
#ifndef ISOPEL_ARCH_ARMV7EM_TAP_ROWS_HPP_
#define ISOPEL_ARCH_ARMV7EM_TAP_ROWS_HPP_

#include "arch/armv7em/pixel_sums.hpp"

#if ISOPEL_HAVE_ARMV7EM

namespace isopel::armv7em {

/// One output row; `in` is where offset 0 is.
template <class From, class To>
using RowFunction = void(const From* in, To* out, const Taps& taps);

/// Puts what `next` makes of each pixel. Two at a time if so: their steps do not wait for each other.
template <int channels, bool by_twos, class Next, class To>
[[gnu::always_inline]] inline void put_pixels(const Next& next, To* out, const Taps& taps, std::int32_t shift) {
  if constexpr (by_twos) {
    for (std::int32_t pairs = taps.count >> 1; pairs > 0; --pairs) {
      const auto a = next(), b = next();
      a.put(out, shift);
      b.put(out + channels, shift);
      out += 2 * channels;
    }
    if ((taps.count & 1) != 0) next().put(out, shift);
  } else {
    for (const To* const end = out + taps.count * channels; out != end; out += channels) next().put(out, shift);
  }
}

/// A known number of taps. Gray ones two pixels at a time; but not of four and eight taps, of which assembly leaves
/// only the last pixels.
template <int channels, int taps_count, class From, class To>
void few_taps(const From* in, To* out, const Taps& taps) {
  constexpr std::ptrdiff_t record_bytes = sizeof(std::int32_t) + (taps_count + taps_count % 2) * sizeof(std::int16_t);
  const std::int32_t bias = taps.rounding.bias, shift = taps.rounding.shift;
  const std::byte* record = taps.records;
  const auto next = [&] {
    PixelSums<From, channels> sums(bias);
    add_taps<taps_count>(sums, in + offset_at(record), weights_at(record));
    record += record_bytes;
    return sums;
  };
  put_pixels<channels, channels == 1 && taps_count % 4 != 0>(next, out, taps, shift);
}

/// Any number of taps.
template <int channels, class From, class To>
void any_taps(const From* in, To* out, const Taps& taps) {
  const bool odd = taps.taps % 2 != 0;
  const std::int32_t paired_taps = taps.taps - odd;
  const std::int32_t record_bytes = taps.record_bytes;
  const std::byte* record = taps.records;
  for (const To* const end = out + taps.count * channels; out != end; out += channels) {
    const From* pixel = in + offset_at(record);
    const std::int16_t* weights = weights_at(record);
    PixelSums<From, channels> sums(taps.rounding.bias);
    for (const std::int16_t* const pairs_end = weights + paired_taps; weights != pairs_end; weights += 2) {
      add_taps<2>(sums, pixel, weights);
      pixel += 2 * channels;
    }
    if (odd) add_taps<1>(sums, pixel, weights);
    sums.put(out, taps.rounding.shift);
    record += record_bytes;
  }
}

}  // namespace isopel::armv7em

#endif  // ISOPEL_HAVE_ARMV7EM
#endif  // ISOPEL_ARCH_ARMV7EM_TAP_ROWS_HPP_
