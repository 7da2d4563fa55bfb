// Rows of a second pass along x, formula (17), in assembly: what few_taps and any_taps of horizontal.cpp define, for
// i16 to u8 and one channel, or three. What they assume, and their tails: see the functions.
#ifndef ISOPEL_ARCH_ARMV7EM_HORIZONTAL_ASM_HPP_
#define ISOPEL_ARCH_ARMV7EM_HORIZONTAL_ASM_HPP_

#include "arch/armv7em/dsp.hpp"

#if ISOPEL_HAVE_ARMV7EM

namespace isopel::armv7em {

/// `in` is where offset 0 is; `end - out` is a multiple of 8, and not 0. Reads the samples of padding taps, too.
using FewTapsAsm = void(const std::int16_t* in, const std::byte* record, std::uint8_t* out, std::uint8_t* end,
                        std::int32_t bias);
FewTapsAsm four_taps_shift_21, four_taps_shift_22, eight_taps_shift_22;

/// The function for so many taps and such a shift, or null.
[[gnu::always_inline]] inline FewTapsAsm* few_taps_asm(std::int32_t taps, std::int32_t shift) {
  if (needs_four_taps && shift == 21) return taps == 3 || taps == 4 ? four_taps_shift_21 : nullptr;
  if (shift != 22) return nullptr;
  return taps == 3 || taps == 4 ? four_taps_shift_22 : taps == 7 || taps == 8 ? eight_taps_shift_22 : nullptr;
}

/// The same for three channels; `end - out` is a multiple of 2 pixels.
FewTapsAsm rgb_four_taps_shift_21, rgb_four_taps_shift_22;

/// The function for three channels, or null.
[[gnu::always_inline]] inline FewTapsAsm* rgb_few_taps_asm(std::int32_t taps, std::int32_t shift) {
  if (taps != 3 && taps != 4) return nullptr;
  if (needs_four_taps && shift == 21) return rgb_four_taps_shift_21;
  return shift == 22 ? rgb_four_taps_shift_22 : nullptr;
}

/// 9 to `most_taps_asm` taps, and a shift of 22. `end - out` is not 0. Reads the sample of a padding tap, too.
void many_taps_shift_22(const std::int16_t* in, const std::byte* record, std::uint8_t* out, std::uint8_t* end,
                        std::int32_t bias, std::int32_t pairs);
inline constexpr std::int32_t least_taps_asm = 9, most_taps_asm = 38;

}  // namespace isopel::armv7em

#endif  // ISOPEL_HAVE_ARMV7EM
#endif  // ISOPEL_ARCH_ARMV7EM_HORIZONTAL_ASM_HPP_
