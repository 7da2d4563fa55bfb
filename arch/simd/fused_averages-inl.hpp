// Both passes of two taps each at once: PairsKernel in engine/kernels.hpp. This file chooses the way; see
// two_by_two-inl.hpp for the arithmetic, near_samples-inl.hpp and far_pixels-inl.hpp for the loops.
#ifndef ISOPEL_ARCH_SIMD_FUSED_AVERAGES_INL_HPP_
#define ISOPEL_ARCH_SIMD_FUSED_AVERAGES_INL_HPP_

#include "arch/simd/box-inl.hpp"
#include "arch/simd/far_pixels-inl.hpp"
#include "arch/simd/near_samples-inl.hpp"

ISOPEL_SIMD_BEGIN

/// How many source samples `outputs` neighbouring ones and their second taps span on an average, times count - 1.
inline bool lie_within(const Taps& x, std::int32_t channels, std::int32_t outputs, std::int32_t window) {
  const std::int64_t all = std::int64_t{x.offset(x.count - 1)} - x.offset(0);
  return all * (outputs - 1) <= std::int64_t{x.count - 1} * (window - 2 * channels);
}

bool fused_averages_u8(Rows<const std::uint8_t> src, Rows<std::uint8_t> dst, std::int32_t channels,
                       std::int32_t readable, const Taps& x, const Taps& y) {
  const bool y_is_first = y.rounding.shift < x.rounding.shift;
  const Rounding first = y_is_first ? y.rounding : x.rounding, second = y_is_first ? x.rounding : y.rounding;
  if (first.shift != 7 || first.bias != 64 - (1 << 21)) return false;
  if (second.shift != 21 || second.bias != (1 << 28) + (1 << 20)) return false;
  if (!averages(x) || !averages(y)) return false;
  if (halves(x, channels) && halves(y, 1)) {  // sums of four samples, rounded alike
    for (std::int32_t r = 0; r < y.count; ++r) {
      box_u8({src.row(y.offset(r)) + x.offset(0), src.stride}, dst.row(r), x.count, channels, 2, 2);
    }
    return true;
  }
  const std::int32_t outputs = (8 + channels - 1) / channels;  // in a lane
  if (lie_within(x, channels, outputs, 16) && near_samples<1>(src, dst, channels, readable, x, y, y_is_first)) {
    return true;
  }
  if (channels >= 3) {
    auto* const pixels = channels == 3 ? (y_is_first ? far_pixels<3, true> : far_pixels<3, false>)
                                       : (y_is_first ? far_pixels<4, true> : far_pixels<4, false>);
    return pixels(src, dst, readable, x, y);
  }
  if (lie_within(x, channels, 4 / channels, 16) && near_samples<2>(src, dst, channels, readable, x, y, y_is_first)) {
    return true;
  }
  return near_samples<4>(src, dst, channels, readable, x, y, y_is_first);
}

ISOPEL_SIMD_END

#endif  // ISOPEL_ARCH_SIMD_FUSED_AVERAGES_INL_HPP_
