// Contract 1, formulas (16) to (18), with wide weights: passes along x. Their rows are in wide_rows.hpp.
//
// Assumes nothing about the alignment of samples; src and dst do not overlap.
// Tail: rows of few gray taps do their last four pixels again. Reads exactly the samples of the taps.
#include "arch/armv7em/armv7em.hpp"

#if ISOPEL_HAVE_ARMV7EM

#include "arch/armv7em/pixel_sums.hpp"
#include "arch/armv7em/tap_rows.hpp"
#include "arch/armv7em/wide_rows.hpp"
#include "arch/scalar/scalar.hpp"

namespace isopel::armv7em {
namespace {

/// Four wide taps. Two gray pixels at a time.
template <int channels>
void four_wide_taps(const std::int16_t* in, std::uint8_t* out, const Taps& taps) {
  constexpr std::ptrdiff_t record_bytes = sizeof(std::int32_t) + 8 * sizeof(std::int16_t);
  const std::int32_t bias = taps.rounding.bias;
  const std::byte* record = taps.records;
  const auto next = [&] {
    const std::int16_t *const pixel = in + offset_at(record), *const weights = weights_at(record);
    PixelSums<std::int16_t, channels> high(0), low(bias);
    add_taps<4>(high, pixel, weights);
    add_taps<4>(low, pixel, weights + 4);
    low.join(high);
    record += record_bytes;
    return low;
  };
  put_pixels<channels, channels == 1>(next, out, taps, wide_middle_shift);
}

}  // namespace

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
