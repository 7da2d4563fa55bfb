// Contract 1, formulas (16) to (18): passes along x. Two to four taps go four output pixels at a time (few_taps.hpp),
// more taps and wide weights output by output (dot.hpp). Sums without rounding: formula of SumsKernel in
// engine/kernels.hpp.
//
// Assumes nothing about the alignment of u8 samples; src and dst do not overlap.
// Tail: the last, partial vector has a predicate: of outputs where they are few taps, else of taps. Reads exactly the
// samples of the taps.
#include "arch/mve/dot.hpp"
#include "arch/mve/few_taps.hpp"

#if ISOPEL_HAVE_MVE

namespace isopel::mve {
namespace {

/// One output row; `in` is where offset 0 is.
template <class From, class To>
using RowFunction = void(const From* in, To* out, std::int32_t channels, const Taps& taps);

template <class From, class To>
RowFunction<From, To>* few_taps_function(std::int32_t channels, std::int32_t taps) {
  const bool gray = channels == 1;
  switch (taps) {
    case 2:
      return gray ? few_gray_taps<2, From, To> : few_colour_taps<2, From, To>;
    case 3:
      return gray ? few_gray_taps<3, From, To> : few_colour_taps<3, From, To>;
    case 4:
      return gray ? few_gray_taps<4, From, To> : few_colour_taps<4, From, To>;
    default:
      return nullptr;
  }
}

template <bool wide, class From, class To>
RowFunction<From, To>* row_function(std::int32_t channels, std::int32_t readable, const Taps& taps) {
  if constexpr (!wide) {
    const auto few = few_taps_function<From, To>(channels, taps.taps);
    if (few != nullptr && offsets_fit(taps, readable)) return few;
  }
  const bool longer = taps.taps > dot_step;
  if (channels == 1) return longer ? dot_row<wide, true, Gray, From, To> : dot_row<wide, false, Gray, From, To>;
  return longer ? dot_row<wide, true, Colour, From, To> : dot_row<wide, false, Colour, From, To>;
}

template <bool wide, class From, class To>
void horizontal(Rows<const From> src, Rows<To> dst, std::int32_t rows, std::int32_t channels, std::int32_t readable,
                const Taps& taps) {
  const auto row = row_function<wide, From, To>(channels, readable, taps);
  for (std::int32_t r = 0; r < rows; ++r) row(src.row(r) - taps.origin, dst.row(r), channels, taps);
}

}  // namespace

void horizontal_u8_i16(Rows<const std::uint8_t> src, Rows<std::int16_t> dst, std::int32_t rows, std::int32_t channels,
                       std::int32_t readable, const Taps& taps) {
  horizontal<false>(src, dst, rows, channels, readable, taps);
}

void horizontal_i16_u8(Rows<const std::int16_t> src, Rows<std::uint8_t> dst, std::int32_t rows, std::int32_t channels,
                       std::int32_t readable, const Taps& taps) {
  horizontal<false>(src, dst, rows, channels, readable, taps);
}

void horizontal_u8_u8(Rows<const std::uint8_t> src, Rows<std::uint8_t> dst, std::int32_t rows, std::int32_t channels,
                      std::int32_t readable, const Taps& taps) {
  horizontal<false>(src, dst, rows, channels, readable, taps);
}

void horizontal_u8_i32(Rows<const std::uint8_t> src, Rows<std::int32_t> dst, std::int32_t rows, std::int32_t channels,
                       std::int32_t readable, const Taps& taps) {
  Taps plain = taps;
  plain.rounding = {};
  horizontal<false>(src, dst, rows, channels, readable, plain);
}

void horizontal_u8_u8_wide(Rows<const std::uint8_t> src, Rows<std::uint8_t> dst, std::int32_t rows,
                           std::int32_t channels, std::int32_t readable, const Taps& taps) {
  horizontal<true>(src, dst, rows, channels, readable, taps);
}

void horizontal_i16_u8_wide(Rows<const std::int16_t> src, Rows<std::uint8_t> dst, std::int32_t rows,
                            std::int32_t channels, std::int32_t readable, const Taps& taps) {
  horizontal<true>(src, dst, rows, channels, readable, taps);
}

}  // namespace isopel::mve

#endif  // ISOPEL_HAVE_MVE
