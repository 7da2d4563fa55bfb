// Contract 1, formulas (16) to (18): passes along x, one output pixel at a time, two taps per multiply. Those with wide
// weights are in wide_rows.hpp. Sums without rounding: formula of SumsKernel in engine/kernels.hpp.
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

/// Four wide taps.
template <int channels>
void four_wide_taps(const std::int16_t* in, std::uint8_t* out, const Taps& taps) {
  constexpr std::ptrdiff_t record_bytes = sizeof(std::int32_t) + 8 * sizeof(std::int16_t);
  const std::int32_t bias = taps.rounding.bias;
  const std::byte* record = taps.records;
  for (const std::uint8_t* const end = out + taps.count * channels; out != end; out += channels) {
    const std::int16_t *const pixel = in + offset_at(record), *const weights = weights_at(record);
    PixelSums<std::int16_t, channels> high(0), low(bias);
    add_taps<4>(high, pixel, weights);
    add_taps<4>(low, pixel, weights + 4);
    low.join(high);
    low.put(out, wide_middle_shift);
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

/// Words have alpha, and so 2 or 4 channels. Returns whether it could.
template <class To>
bool horizontal_words(Rows<const std::int16_t> src, Rows<To> dst, std::int32_t rows, std::int32_t channels,
                      const Taps& taps) {
  if (channels != 2 && channels != 4) return false;
  const auto row = channels == 2 ? any_taps<2, std::int16_t, To> : any_taps<4, std::int16_t, To>;
  for (std::int32_t r = 0; r < rows; ++r) row(src.row(r) - taps.origin, dst.row(r), taps);
  return true;
}

/// Gray sums of four or eight taps, whose records and samples are loaded by whole words.
template <int taps_count>
void gray_sums(const std::uint8_t* in, std::int32_t* out, const Taps& taps) {
  constexpr int pairs = taps_count / 2;
  const std::byte* record = taps.records;
  std::int32_t sum = 0;
  const auto next = [&] {
    Word words[1 + pairs], samples[pairs];
    load_words(record, words, sum);
    unpack<taps_count>(in + static_cast<std::int32_t>(words[0]), samples);
    sum = multiply_pair(samples[0], words[1]);
#pragma GCC unroll 4
    for (int k = 1; k < pairs; ++k) sum = add_pair(sum, samples[k], words[1 + k]);
    *out++ = sum;
  };
  for (const std::int32_t* const end = out + (taps.count & ~1); out != end;) {
    next();
    next();
  }
  if (taps.count % 2 != 0) next();
}

RowFunction<std::uint8_t, std::int32_t>* sums_function(std::int32_t channels, std::int32_t taps) {
  if (channels == 2) return any_taps<2, std::uint8_t, std::int32_t>;
  if (channels == 3) return any_taps<3, std::uint8_t, std::int32_t>;
  if (channels == 4) return any_taps<4, std::uint8_t, std::int32_t>;
  return taps == 4 ? gray_sums<4> : taps == 8 ? gray_sums<8> : any_taps<1, std::uint8_t, std::int32_t>;
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

void horizontal_u8_i32(Rows<const std::uint8_t> src, Rows<std::int32_t> dst, std::int32_t rows, std::int32_t channels,
                       std::int32_t /*readable*/, const Taps& taps) {
  RowFunction<std::uint8_t, std::int32_t>* const row = sums_function(channels, taps.taps);
  Taps plain = taps;
  plain.rounding = {};
  for (std::int32_t r = 0; r < rows; ++r) row(src.row(r) - taps.origin, dst.row(r), plain);
}

void horizontal_i16_i16(Rows<const std::int16_t> src, Rows<std::int16_t> dst, std::int32_t rows, std::int32_t channels,
                        std::int32_t readable, const Taps& taps) {
  if (horizontal_words(src, dst, rows, channels, taps)) return;
  scalar::horizontal_i16_i16(src, dst, rows, channels, readable, taps);
}

void horizontal_i16_i32(Rows<const std::int16_t> src, Rows<std::int32_t> dst, std::int32_t rows, std::int32_t channels,
                        std::int32_t readable, const Taps& taps) {
  if (horizontal_words(src, dst, rows, channels, taps)) return;
  scalar::horizontal_i16_i32(src, dst, rows, channels, readable, taps);
}

void horizontal_u8_u8_wide(Rows<const std::uint8_t> src, Rows<std::uint8_t> dst, std::int32_t rows,
                           std::int32_t channels, std::int32_t readable, const Taps& taps) {
  if (taps.rounding.shift != wide_shift) {
    return scalar::horizontal_u8_u8_wide(src, dst, rows, channels, readable, taps);
  }
  WideRowFunction* const row = wide_row_function(channels, taps.taps);
  for (std::int32_t r = 0; r < rows; ++r) row(src.row(r) - taps.origin, dst.row(r), taps);
}

void horizontal_i16_u8_wide(Rows<const std::int16_t> src, Rows<std::uint8_t> dst, std::int32_t rows,
                            std::int32_t channels, std::int32_t readable, const Taps& taps) {
  if (taps.taps != 4 || taps.rounding.shift != wide_middle_shift || (channels != 1 && channels != 4)) {
    return scalar::horizontal_i16_u8_wide(src, dst, rows, channels, readable, taps);
  }
  const auto row = channels == 1 ? four_wide_taps<1> : four_wide_taps<4>;
  for (std::int32_t r = 0; r < rows; ++r) row(src.row(r) - taps.origin, dst.row(r), taps);
}

}  // namespace isopel::armv7em

#endif  // ISOPEL_HAVE_ARMV7EM
