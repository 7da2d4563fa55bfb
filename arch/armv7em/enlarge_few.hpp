// Rows of passes that enlarge by four taps, in assembly.
#ifndef ISOPEL_ARCH_ARMV7EM_ENLARGE_FEW_HPP_
#define ISOPEL_ARCH_ARMV7EM_ENLARGE_FEW_HPP_

#include "arch/armv7em/dsp.hpp"

#if ISOPEL_HAVE_ARMV7EM

namespace isopel::armv7em {

/// What the following two make at a time: `end - out` is a multiple of it, and not 0. Their shifts are those of axes
/// that are not widened.
inline constexpr std::int32_t enlarge_step = 8;
inline constexpr std::int32_t enlarge_first_shift = 7, enlarge_second_shift = 21;

/// A first pass along x over one channel; `in` is where offset 0 is, `out` is 4-byte aligned.
void four_taps_to_i16(const std::uint8_t* in, const std::byte* record, std::int16_t* out, std::int16_t* end,
                      std::int32_t bias);
/// A second pass along y.
void four_rows_to_u8(const std::int16_t* in, std::ptrdiff_t stride, std::uint8_t* out, std::uint8_t* end,
                     const std::int16_t* weights, std::int32_t bias);

}  // namespace isopel::armv7em

#endif  // ISOPEL_HAVE_ARMV7EM
#endif  // ISOPEL_ARCH_ARMV7EM_ENLARGE_FEW_HPP_
