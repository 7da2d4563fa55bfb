// Contract 1, formulas (16) to (18): passes along x, one output pixel at a time, two taps per multiply. Those with wide
// weights are in horizontal_wide.cpp; the most frequent ones, in assembly, in horizontal_few.cpp, horizontal_many.cpp
// and enlarge_few.cpp.
// Sums without rounding: formula of SumsKernel in engine/kernels.hpp.
//
// Assumes nothing about the alignment of samples; src and dst do not overlap.
// Tail: what assembly leaves is done here. Reads exactly the samples of the taps, for an odd last tap is added alone;
// assembly reads those of padding taps, too, which i16 rows have. So `readable` is not needed.
#include "arch/armv7em/armv7em.hpp"

#if ISOPEL_HAVE_ARMV7EM

#include "arch/armv7em/enlarge_few.hpp"
#include "arch/armv7em/horizontal_asm.hpp"
#include "arch/armv7em/small_passes.hpp"
#include "arch/armv7em/tap_rows.hpp"
#include "arch/armv7em/wide_rows.hpp"
#include "arch/mve/mve.hpp"
#include "arch/scalar/scalar.hpp"

namespace isopel::armv7em {
namespace {

/// The function for this number of taps; numbers up to `most_known` have their own ones.
template <int most_known, int channels, class From, class To, int known = 2>
[[gnu::always_inline]] constexpr RowFunction<From, To>* row_function(std::int32_t taps) {
  if constexpr (known > most_known) {
    return any_taps<channels, From, To>;
  } else {
    return taps == known ? few_taps<channels, known, From, To>
                         : row_function<most_known, channels, From, To, known + 1>(taps);
  }
}

template <int known, class From, class To>
[[gnu::always_inline]] constexpr RowFunction<From, To>* row_function(std::int32_t channels, std::int32_t taps) {
  // Second passes shrink, often with antialiasing; first ones enlarge.
  constexpr int most = 4, most_gray = sizeof(From) == 2 ? 2 * most : most;
  if (channels == 1) return row_function<most_gray, 1, From, To>(taps);
  if (channels == 2) return row_function<most, 2, From, To>(taps);
  if (channels == 3) return row_function<most, 3, From, To>(taps);
  return row_function<most, 4, From, To>(taps);
}

template <class From, class To>
void by_rows(RowFunction<From, To>* row, Rows<const From> src, Rows<To> dst, std::int32_t rows, const Taps& taps) {
  for (std::int32_t r = 0; r < rows; ++r) row(src.row(r) - taps.origin, dst.row(r), taps);
}

using SecondRow = RowFunction<std::int16_t, std::uint8_t>;

/// Rows whose first `by_asm` pixels are few_taps'.
[[gnu::noinline]] void horizontal_few(FewTapsAsm* few, std::int32_t by_asm, SecondRow* rest,
                                      Rows<const std::int16_t> src, Rows<std::uint8_t> dst, std::int32_t rows,
                                      std::int32_t channels, const Taps& taps) {
  for (std::int32_t r = 0; r < rows; ++r) {
    const std::int16_t* const in = src.row(r) - taps.origin;
    std::uint8_t* const out = dst.row(r);
    if (by_asm != 0) few(in, taps.records, out, out + by_asm * channels, taps.rounding.bias);
    if (by_asm != taps.count) rest(in, out + by_asm * channels, taps.slice(by_asm, taps.count - by_asm));
  }
}

void horizontal_many(Rows<const std::int16_t> src, Rows<std::uint8_t> dst, std::int32_t rows, const Taps& taps) {
  for (std::int32_t r = 0; r < rows; ++r) {
    std::uint8_t* const out = dst.row(r);
    many_taps_shift_22(src.row(r) - taps.origin, taps.records, out, out + taps.count, taps.rounding.bias,
                       taps.padded() / 2);
  }
}

/// Passes from u8 to i16, from i16 to u8 and from u8 to u8; the numbers may be known.
template <int known_channels, int known_taps, int /*shift*/ = 0>
[[gnu::always_inline]] inline void horizontal(Rows<const std::uint8_t> src, Rows<std::int16_t> dst, std::int32_t rows,
                                              std::int32_t all_channels, const Taps& taps) {
  const std::int32_t channels = known_or(known_channels, all_channels);
  const std::int32_t count = known_or(known_taps, taps.taps);
  const std::int32_t by_asm = taps.count & -enlarge_step;
  const bool suits = needs_four_taps && !is_small && channels == 1 && count == 4;
  if (!suits || taps.rounding.shift != enlarge_first_shift || by_asm == 0) {
    return by_rows(row_function<known_taps, std::uint8_t, std::int16_t>(channels, count), src, dst, rows, taps);
  }
  const Taps rest = taps.slice(by_asm, taps.count - by_asm);
  for (std::int32_t r = 0; r < rows; ++r) {
    const std::uint8_t* const in = src.row(r) - taps.origin;
    std::int16_t* const out = dst.row(r);
    four_taps_to_i16(in, taps.records, out, out + by_asm, taps.rounding.bias);
    if (rest.count != 0) few_taps<1, 4>(in, out + by_asm, rest);
  }
}
template <int known_channels, int known_taps, int known_shift = 0>
[[gnu::always_inline]] inline void horizontal(Rows<const std::int16_t> src, Rows<std::uint8_t> dst, std::int32_t rows,
                                              std::int32_t all_channels, const Taps& taps) {
  const std::int32_t channels = known_or(known_channels, all_channels);
  const std::int32_t count = known_or(known_taps, taps.taps);
  const std::int32_t shift = known_shift == 0 ? taps.rounding.shift : known_shift;
  FewTapsAsm* const few = channels == 1   ? few_taps_asm(count, shift)
                          : channels == 3 ? rgb_few_taps_asm(count, shift)
                                          : nullptr;
  const std::int32_t by_asm = taps.count & (channels == 1 ? ~7 : ~1);
  if (few != nullptr && rows == 1 && by_asm == taps.count) {  // what a board does most, without detours
    return few(src.data - taps.origin, taps.records, dst.data, dst.data + taps.count * channels, taps.rounding.bias);
  }
  SecondRow* const row = row_function<known_taps, std::int16_t, std::uint8_t>(channels, count);
  if (few != nullptr) return horizontal_few(few, by_asm, row, src, dst, rows, channels, taps);
  const bool many = channels == 1 && shift == wide_shift && (known_taps == unknown || known_taps == 0);
  if (!is_small && many && taps.taps >= least_taps_asm && taps.taps <= most_taps_asm) {
    return horizontal_many(src, dst, rows, taps);
  }
  by_rows(row, src, dst, rows, taps);
}
template <int known_channels, int known_taps, int /*shift*/ = 0>
[[gnu::always_inline]] inline void horizontal(Rows<const std::uint8_t> src, Rows<std::uint8_t> dst, std::int32_t rows,
                                              std::int32_t all_channels, const Taps& taps) {
  const std::int32_t channels = known_or(known_channels, all_channels);
  const std::int32_t count = known_or(known_taps, taps.taps);
  by_rows(row_function<known_taps, std::uint8_t, std::uint8_t>(channels, count), src, dst, rows, taps);
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
  if constexpr (is_small) {
    small_horizontal(src, dst, rows, channels, taps);
  } else {
    horizontal<unknown, unknown>(src, dst, rows, channels, taps);
  }
}

void horizontal_i16_u8(Rows<const std::int16_t> src, Rows<std::uint8_t> dst, std::int32_t rows, std::int32_t channels,
                       std::int32_t /*readable*/, const Taps& taps) {
  if constexpr (is_small) {
    small_horizontal(src, dst, rows, channels, taps);
  } else {
    horizontal<unknown, unknown>(src, dst, rows, channels, taps);
  }
}

void horizontal_u8_u8(Rows<const std::uint8_t> src, Rows<std::uint8_t> dst, std::int32_t rows, std::int32_t channels,
                      std::int32_t /*readable*/, const Taps& taps) {
  if constexpr (is_small) {
    small_horizontal(src, dst, rows, channels, taps);
  } else {
    horizontal<unknown, unknown>(src, dst, rows, channels, taps);
  }
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

}  // namespace isopel::armv7em

#if !ISOPEL_HAVE_MVE  // which has its own

namespace isopel {

template <class From, class To, int channels, int taps, int shift>
void known::horizontal(Rows<const From> src, Rows<To> dst, std::int32_t rows, std::int32_t /*channels*/,
                       std::int32_t /*readable*/, const Taps& x) {
  armv7em::horizontal<channels, taps, shift>(src, dst, rows, channels, x);
}
[[gnu::used]] static constexpr auto known_kernels = known::every_horizontal();

}  // namespace isopel

#endif

#endif  // ISOPEL_HAVE_ARMV7EM
