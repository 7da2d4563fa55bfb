// Contract 1, formulas (16) to (18): passes along x, one output pixel at a time, two taps per multiply. Those with wide
// weights are in wide_rows.hpp.
//
// Assumes nothing about the alignment of samples; src and dst do not overlap.
// Tail: none; reads exactly the samples of the taps: an odd last tap is added alone, so `readable` is not needed.
#include "arch/armv7em/armv7em.hpp"

#if ISOPEL_HAVE_ARMV7EM

#include "arch/armv7em/pixel_sums.hpp"
#include "arch/armv7em/wide_rows.hpp"
#include "arch/scalar/scalar.hpp"

namespace isopel::armv7em {
namespace {

/// One output row; `in` is where offset 0 is.
template <class From, class To>
using RowFunction = void(const From* in, To* out, const Taps& taps);

/// Adds the taps from `in` on: their number is known, so there is no loop.
template <int count, class From, int channels>
void add_taps(PixelSums<From, channels>& sums, const From* in, const std::int16_t* weights) {
  if constexpr (count >= 2) {
    sums.add_two_taps(in, weight_pair(weights));
    add_taps<count - 2>(sums, in + 2 * channels, weights + 2);
  } else if constexpr (count == 1) {
    sums.add_tap(in, weight_pair(weights));
  }
}

/// A known number of taps.
template <int channels, int taps_count, class From, class To>
void few_taps(const From* in, To* out, const Taps& taps) {
  constexpr std::ptrdiff_t record_bytes = sizeof(std::int32_t) + (taps_count + taps_count % 2) * sizeof(std::int16_t);
  const std::byte* record = taps.records;
  for (const To* const end = out + taps.count * channels; out != end; out += channels) {
    PixelSums<From, channels> sums(taps.rounding.bias);
    add_taps<taps_count>(sums, in + offset_at(record), weights_at(record));
    sums.put(out, taps.rounding.shift);
    record += record_bytes;
  }
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

/// The function for this number of taps; numbers up to `most_known` have their own ones.
template <int most_known, int channels, class From, class To, int known = 2>
RowFunction<From, To>* row_function(std::int32_t taps) {
  if constexpr (known > most_known) {
    return any_taps<channels, From, To>;
  } else {
    return taps == known ? few_taps<channels, known, From, To>
                         : row_function<most_known, channels, From, To, known + 1>(taps);
  }
}

template <class From, class To>
RowFunction<From, To>* row_function(std::int32_t channels, std::int32_t taps) {
  // Second passes shrink, often with antialiasing; first ones enlarge.
  constexpr int most_gray = sizeof(From) == 2 ? 8 : 4;
  if (channels == 1) return row_function<most_gray, 1, From, To>(taps);
  if (channels == 2) return row_function<4, 2, From, To>(taps);
  if (channels == 3) return row_function<4, 3, From, To>(taps);
  return row_function<4, 4, From, To>(taps);
}

template <class From, class To>
void horizontal(Rows<const From> src, Rows<To> dst, std::int32_t rows, std::int32_t channels, const Taps& taps) {
  RowFunction<From, To>* const row = row_function<From, To>(channels, taps.taps);
  for (std::int32_t r = 0; r < rows; ++r) row(src.row(r) - taps.origin, dst.row(r), taps);
}

}  // namespace

void horizontal_u8_i16(Rows<const std::uint8_t> src, Rows<std::int16_t> dst, std::int32_t rows, std::int32_t channels,
                       std::int32_t /*readable*/, const Taps& taps) {
  horizontal(src, dst, rows, channels, taps);
}

void horizontal_i16_u8(Rows<const std::int16_t> src, Rows<std::uint8_t> dst, std::int32_t rows, std::int32_t channels,
                       std::int32_t /*readable*/, const Taps& taps) {
  horizontal(src, dst, rows, channels, taps);
}

void horizontal_u8_u8(Rows<const std::uint8_t> src, Rows<std::uint8_t> dst, std::int32_t rows, std::int32_t channels,
                      std::int32_t /*readable*/, const Taps& taps) {
  horizontal(src, dst, rows, channels, taps);
}

void horizontal_u8_u8_wide(Rows<const std::uint8_t> src, Rows<std::uint8_t> dst, std::int32_t rows,
                           std::int32_t channels, std::int32_t readable, const Taps& taps) {
  if (taps.rounding.shift != wide_shift) {
    return scalar::horizontal_u8_u8_wide(src, dst, rows, channels, readable, taps);
  }
  WideRowFunction* const row = wide_row_function(channels, taps.taps);
  for (std::int32_t r = 0; r < rows; ++r) row(src.row(r) - taps.origin, dst.row(r), taps);
}

}  // namespace isopel::armv7em

#endif  // ISOPEL_HAVE_ARMV7EM
