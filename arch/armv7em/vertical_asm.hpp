// Rows of a first pass along y, formula (16), in assembly: what few_rows and any_rows of vertical.cpp define, for u8 to
// i16. What they assume, and their tails: see the functions.
#ifndef ISOPEL_ARCH_ARMV7EM_VERTICAL_ASM_HPP_
#define ISOPEL_ARCH_ARMV7EM_VERTICAL_ASM_HPP_

#include "arch/armv7em/dsp.hpp"

#if ISOPEL_HAVE_ARMV7EM

namespace isopel::armv7em {

/// One output row of known taps and shift. `end - out` is a multiple of 8, and not 0; `out` is 4-byte aligned.
using FewRowsAsm = void(const std::uint8_t* in, std::ptrdiff_t stride, std::int16_t* out, std::int16_t* end,
                        const std::int16_t* weights, std::int32_t bias);
FewRowsAsm three_rows_shift_9, four_rows_shift_7, four_rows_shift_9, five_rows_shift_9;

/// The function for so many taps and such a shift, or null.
[[gnu::always_inline]] inline FewRowsAsm* few_rows_asm(std::int32_t taps, std::int32_t shift) {
  if (needs_four_taps && shift == 7 && taps == 4) return four_rows_shift_7;
  if (shift != 9) return nullptr;
  return taps == 3 ? three_rows_shift_9 : taps == 4 ? four_rows_shift_9 : taps == 5 ? five_rows_shift_9 : nullptr;
}

/// One output row. `end - out` is a multiple of 4, and not 0; `out` is 4-byte aligned.
using ManyRowsAsm = void(const std::uint8_t* in, std::ptrdiff_t stride, std::int16_t* out, std::int16_t* end,
                         const std::int16_t* weights, std::int32_t bias, std::int32_t shift, std::int32_t taps);
ManyRowsAsm five_rows, six_rows, seven_rows, eight_rows;
ManyRowsAsm any_rows_asm;  ///< from 4 taps on

/// The function for so many taps, at least 4, or for 0, which stands for any such number.
[[gnu::always_inline]] inline ManyRowsAsm* many_rows_asm(std::int32_t taps) {
  switch (taps) {
    case 5:
      return five_rows;
    case 6:
      return six_rows;
    case 7:
      return seven_rows;
    case 8:
      return eight_rows;
    default:
      return any_rows_asm;
  }
}

}  // namespace isopel::armv7em

#endif  // ISOPEL_HAVE_ARMV7EM
#endif  // ISOPEL_ARCH_ARMV7EM_VERTICAL_ASM_HPP_
