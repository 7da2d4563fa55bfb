// Rows of 2:1 and 4:1 gray boxes, formula (19), in assembly: what shrink_gray in box.cpp defines.
// What they assume, and their tail: see BoxGrayAsm.
#ifndef ISOPEL_ARCH_ARMV7EM_BOX_GRAY_HPP_
#define ISOPEL_ARCH_ARMV7EM_BOX_GRAY_HPP_

#include "arch/armv7em/dsp.hpp"

#if ISOPEL_HAVE_ARMV7EM

namespace isopel::armv7em {

/// Source rows are 4-byte aligned. `end - out` is a multiple of `box_gray_step`, and not 0.
using BoxGrayAsm = void(const std::uint8_t* src, std::ptrdiff_t stride, std::uint8_t* out, std::uint8_t* end);
BoxGrayAsm boxes_of_2, boxes_of_4;
inline constexpr std::int32_t box_gray_step = 16;

}  // namespace isopel::armv7em

#endif  // ISOPEL_HAVE_ARMV7EM
#endif  // ISOPEL_ARCH_ARMV7EM_BOX_GRAY_HPP_
