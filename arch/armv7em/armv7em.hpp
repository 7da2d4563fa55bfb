// Cortex-M4 and Cortex-M7: the DSP instructions of Armv7E-M, which multiply and add two i16 pairs at a time.
// They are a property of the build (-mcpu), so there is nothing to detect.
#ifndef ISOPEL_ARCH_ARMV7EM_ARMV7EM_HPP_
#define ISOPEL_ARCH_ARMV7EM_ARMV7EM_HPP_

#include "arch/entries.hpp"
#include "arch/scalar/scalar.hpp"
#include "engine/kernels.hpp"

/// Set if this build has these kernels. Without it every file of this folder is empty.
#if defined(__ARM_FEATURE_SIMD32) && __ARM_ARCH_PROFILE == 'M' && !defined(__ARM_BIG_ENDIAN)
#define ISOPEL_HAVE_ARMV7EM 1
#else
#define ISOPEL_HAVE_ARMV7EM 0
#endif

/// Whether it has floats and halves, too.
#if ISOPEL_HAVE_ARMV7EM && defined(__ARM_FP) && (__ARM_FP & 4) != 0
#define ISOPEL_HAVE_ARMV7EM_FLOATS 1
#else
#define ISOPEL_HAVE_ARMV7EM_FLOATS 0
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
VerticalKernel<std::uint8_t, std::int16_t> vertical_u8_i16_wide;
HorizontalKernel<std::int16_t, std::uint8_t> horizontal_i16_u8_wide;
BlendKernel blend_i16_u8;
SumsKernel horizontal_u8_i32;
VerticalKernel<std::int32_t, std::uint8_t> vertical_i32_u8;
BoxKernel box_u8, box_u8_reciprocal;
GatherKernel gather_u8;
ConvertKernel premultiply_u8, unpremultiply_u8, unpack_rgb565, pack_rgb565;
VerticalKernel<std::int16_t, std::int16_t> vertical_i16_i16;
VerticalKernel<std::int16_t, std::int32_t> vertical_i16_i32;
HorizontalKernel<std::int16_t, std::int16_t> horizontal_i16_i16;
HorizontalKernel<std::int16_t, std::int32_t> horizontal_i16_i32;
SamplesKernel<std::uint8_t, std::uint8_t> flip_u8;
Rgb565Kernel rgb565_to_u8, u8_to_rgb565;
FusedKernel fused_blend_u8, fused_narrow_u8, fused_narrow_rgb565;
FusedKernel fused_two_taps_u8, fused_two_taps_rgb8, fused_two_taps_rgb565;
#if ISOPEL_HAVE_ARMV7EM_FLOATS
NestedKernel nested_i32_u8, nested_i32_u8_fused;
FloatHorizontalKernel horizontal_u8_f32, horizontal_u8_f32_fused;
FloatVerticalKernel vertical_f32_u8, vertical_f32_u8_fused;
BoxKernel box_u8_even;
CountedVerticalKernel vertical_f32_f32;
CountedHorizontalKernel horizontal_f32_f32;
FusedKernel fused_f32_u8;
#else
inline constexpr NestedKernel *nested_i32_u8 = nullptr, *nested_i32_u8_fused = nullptr;
inline constexpr FloatHorizontalKernel *horizontal_u8_f32 = nullptr, *horizontal_u8_f32_fused = nullptr;
inline constexpr FloatVerticalKernel *vertical_f32_u8 = nullptr, *vertical_f32_u8_fused = nullptr;
inline constexpr BoxKernel* box_u8_even = nullptr;
inline constexpr CountedVerticalKernel* vertical_f32_f32 = nullptr;
inline constexpr CountedHorizontalKernel* horizontal_f32_f32 = nullptr;
inline constexpr FusedKernel* fused_f32_u8 = nullptr;
#endif

inline constexpr KernelTable own = in_this_build({
    .vertical_u8_i16 = vertical_u8_i16,
    .vertical_i16_u8 = vertical_i16_u8,
    .vertical_u8_u8 = vertical_u8_u8,
    .horizontal_u8_i16 = horizontal_u8_i16,
    .horizontal_i16_u8 = horizontal_i16_u8,
    .horizontal_u8_u8 = horizontal_u8_u8,
    .vertical_u8_u8_wide = vertical_u8_u8_wide,
    .horizontal_u8_u8_wide = horizontal_u8_u8_wide,
    .vertical_u8_i16_wide = vertical_u8_i16_wide,
    .horizontal_i16_u8_wide = horizontal_i16_u8_wide,
    .blend_i16_u8 = blend_i16_u8,
    .horizontal_u8_i32 = horizontal_u8_i32,
    .vertical_i32_u8 = vertical_i32_u8,
    .nested_i32_u8 = nested_i32_u8,
    .nested_i32_u8_fused = nested_i32_u8_fused,
    .horizontal_u8_f32 = horizontal_u8_f32,
    .horizontal_u8_f32_fused = horizontal_u8_f32_fused,
    .vertical_f32_u8 = vertical_f32_u8,
    .vertical_f32_u8_fused = vertical_f32_u8_fused,
    .box_u8 = box_u8,
    .box_u8_even = box_u8_even,
    .box_u8_reciprocal = box_u8_reciprocal,
    .gather_u8 = gather_u8,
    .premultiply_u8 = premultiply_u8,
    .unpremultiply_u8 = unpremultiply_u8,
    .unpack_rgb565 = unpack_rgb565,
    .pack_rgb565 = pack_rgb565,
    .vertical_i16_i16 = vertical_i16_i16,
    .vertical_i16_i32 = vertical_i16_i32,
    .horizontal_i16_i16 = horizontal_i16_i16,
    .horizontal_i16_i32 = horizontal_i16_i32,
    .vertical_f32_f32 = vertical_f32_f32,
    .horizontal_f32_f32 = horizontal_f32_f32,
    .flip_u8 = flip_u8,
    .rgb565_to_u8 = rgb565_to_u8,
    .u8_to_rgb565 = u8_to_rgb565,
    .fused_blend_u8 = fused_blend_u8,
    .fused_narrow_u8 = fused_narrow_u8,
    .fused_narrow_rgb565 = fused_narrow_rgb565,
    .fused_f32_u8 = fused_f32_u8,
    .fused_two_taps_u8 = fused_two_taps_u8,
    .fused_two_taps_rgb8 = fused_two_taps_rgb8,
    .fused_two_taps_rgb565 = fused_two_taps_rgb565,
});
inline constexpr KernelTable kernels = completed(own, scalar::kernels);

inline constexpr Arch arch{.name = "armv7em", .kernels = &kernels, .available = [] { return true; }};

}  // namespace isopel::armv7em

#endif  // ISOPEL_HAVE_ARMV7EM
#endif  // ISOPEL_ARCH_ARMV7EM_ARMV7EM_HPP_
