// Cortex-M4 and Cortex-M7: the DSP instructions of Armv7E-M, which multiply and add two i16 pairs at a time.
// They are a property of the build (-mcpu), so there is nothing to detect.
#ifndef ISOPEL_ARCH_ARMV7EM_ARMV7EM_HPP_
#define ISOPEL_ARCH_ARMV7EM_ARMV7EM_HPP_

#include "engine/kernels.hpp"

/// Set if this build has these kernels. Without it every file of this folder is empty.
#if defined(__ARM_FEATURE_SIMD32) && __ARM_ARCH_PROFILE == 'M' && !defined(__ARM_BIG_ENDIAN)
#define ISOPEL_HAVE_ARMV7EM 1
#else
#define ISOPEL_HAVE_ARMV7EM 0
#endif

#if ISOPEL_HAVE_ARMV7EM

namespace isopel::armv7em {

VerticalKernel<std::uint8_t, std::int16_t> vertical_u8_i16;
VerticalKernel<std::int16_t, std::uint8_t> vertical_i16_u8;
VerticalKernel<std::uint8_t, std::uint8_t> vertical_u8_u8;
HorizontalKernel<std::uint8_t, std::int16_t> horizontal_u8_i16;
HorizontalKernel<std::int16_t, std::uint8_t> horizontal_i16_u8;
HorizontalKernel<std::uint8_t, std::uint8_t> horizontal_u8_u8;
VerticalKernel<std::uint8_t, std::uint8_t> vertical_u8_u8_wide;
HorizontalKernel<std::uint8_t, std::uint8_t> horizontal_u8_u8_wide;
BlendKernel blend_i16_u8;
BoxKernel box_u8;
GatherKernel gather_u8;

inline constexpr KernelTable kernels = in_this_build({
    .vertical_u8_i16 = vertical_u8_i16,
    .vertical_i16_u8 = vertical_i16_u8,
    .vertical_u8_u8 = vertical_u8_u8,
    .horizontal_u8_i16 = horizontal_u8_i16,
    .horizontal_i16_u8 = horizontal_i16_u8,
    .horizontal_u8_u8 = horizontal_u8_u8,
    .vertical_u8_u8_wide = vertical_u8_u8_wide,
    .horizontal_u8_u8_wide = horizontal_u8_u8_wide,
    .blend_i16_u8 = blend_i16_u8,
    .box_u8 = box_u8,
    .gather_u8 = gather_u8,
});

inline constexpr Arch arch{.name = "armv7em", .kernels = &kernels, .available = [] { return true; }};

}  // namespace isopel::armv7em

#endif  // ISOPEL_HAVE_ARMV7EM
#endif  // ISOPEL_ARCH_ARMV7EM_ARMV7EM_HPP_
