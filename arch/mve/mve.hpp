// Cortex-M55 and its like: Helium, the M-Profile Vector Extension. Vectors of 16 bytes, loads and stores that widen and
// narrow, gathers, and predicates for the lanes of a last, partial vector. A property of the build (-mcpu), as are the
// DSP instructions that such a processor has, too: what is not here is armv7em's.
#ifndef ISOPEL_ARCH_MVE_MVE_HPP_
#define ISOPEL_ARCH_MVE_MVE_HPP_

#include "arch/armv7em/armv7em.hpp"

/// Set if this build has these kernels. Without it every file of this folder is empty.
#if ISOPEL_HAVE_ARMV7EM && defined(__ARM_FEATURE_MVE) && (__ARM_FEATURE_MVE & 1) != 0
#define ISOPEL_HAVE_MVE 1
#else
#define ISOPEL_HAVE_MVE 0
#endif

#if ISOPEL_HAVE_MVE

namespace isopel::mve {

VerticalKernel<std::uint8_t, std::int16_t> vertical_u8_i16;
VerticalKernel<std::int16_t, std::uint8_t> vertical_i16_u8;
VerticalKernel<std::uint8_t, std::uint8_t> vertical_u8_u8;
HorizontalKernel<std::uint8_t, std::int16_t> horizontal_u8_i16;
HorizontalKernel<std::int16_t, std::uint8_t> horizontal_i16_u8;
HorizontalKernel<std::uint8_t, std::uint8_t> horizontal_u8_u8;
VerticalKernel<std::uint8_t, std::uint8_t> vertical_u8_u8_wide;
HorizontalKernel<std::uint8_t, std::uint8_t> horizontal_u8_u8_wide;
VerticalKernel<std::uint8_t, std::int16_t> vertical_u8_i16_wide;
HorizontalKernel<std::int16_t, std::uint8_t> horizontal_i16_u8_wide;
BlendKernel blend_i16_u8;
SumsKernel horizontal_u8_i32;
VerticalKernel<std::int32_t, std::uint8_t> vertical_i32_u8;
BoxKernel box_u8;
SamplesKernel<std::uint8_t, std::uint8_t> flip_u8;
Rgb565Kernel rgb565_to_u8, u8_to_rgb565;
PlaneKernel<std::uint8_t> plane_u8;
YuvKernel yuv_to_rgb_u8;
FusedKernel fused_blend_u8, fused_narrow_u8, fused_two_taps_u8;
GatherKernel gather_u8;
VerticalKernel<std::int16_t, std::int16_t> vertical_i16_i16;
VerticalKernel<std::int16_t, std::int32_t> vertical_i16_i32;

constexpr KernelTable with_vectors(KernelTable table) {
  table.vertical_u8_i16 = vertical_u8_i16;
  table.vertical_i16_u8 = vertical_i16_u8;
  table.vertical_u8_u8 = vertical_u8_u8;
  table.horizontal_u8_i16 = horizontal_u8_i16;
  table.horizontal_i16_u8 = horizontal_i16_u8;
  table.horizontal_u8_u8 = horizontal_u8_u8;
  table.vertical_u8_u8_wide = vertical_u8_u8_wide;
  table.horizontal_u8_u8_wide = horizontal_u8_u8_wide;
  table.vertical_u8_i16_wide = vertical_u8_i16_wide;
  table.horizontal_i16_u8_wide = horizontal_i16_u8_wide;
  table.blend_i16_u8 = blend_i16_u8;
  table.horizontal_u8_i32 = horizontal_u8_i32;
  table.vertical_i32_u8 = vertical_i32_u8;
  table.box_u8 = box_u8;
  table.gather_u8 = gather_u8;
  table.flip_u8 = flip_u8;
  table.rgb565_to_u8 = rgb565_to_u8;
  table.u8_to_rgb565 = u8_to_rgb565;
  table.plane_u8 = plane_u8;
  table.yuv_to_rgb_u8 = yuv_to_rgb_u8;
  table.fused_blend_u8 = fused_blend_u8;
  table.fused_narrow_u8 = fused_narrow_u8;
  table.fused_two_taps_u8 = fused_two_taps_u8;
  table.vertical_i16_i16 = vertical_i16_i16;
  table.vertical_i16_i32 = vertical_i16_i32;
  return table;
}

inline constexpr KernelTable kernels = in_this_build(with_vectors(armv7em::kernels));

inline constexpr Arch arch{.name = "mve", .kernels = &kernels, .available = [] { return true; }};

}  // namespace isopel::mve

#endif  // ISOPEL_HAVE_MVE
#endif  // ISOPEL_ARCH_MVE_MVE_HPP_
