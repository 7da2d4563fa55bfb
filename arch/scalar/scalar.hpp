// The scalar kernels: the definition that every other arch is tested against, and the tail of many of them.
#ifndef ISOPEL_ARCH_SCALAR_SCALAR_HPP_
#define ISOPEL_ARCH_SCALAR_SCALAR_HPP_

#include "engine/kernels.hpp"

namespace isopel::scalar {

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
NestedKernel nested_i32_u8, nested_i32_u8_fused;
FloatHorizontalKernel horizontal_u8_f32, horizontal_u8_f32_fused;
FloatVerticalKernel vertical_f32_u8, vertical_f32_u8_fused;
BoxKernel box_u8, box_u8_even, box_u8_reciprocal;
BoxKernel box_u8_cut;  ///< mean_of_cut_box, for the few boxes at an edge; no arch needs its own
WeightedBoxKernel weighted_box_u8;
GatherKernel gather_u8;
ConvertKernel premultiply_u8, unpremultiply_u8, unpack_rgb565, pack_rgb565;
VerticalKernel<std::int16_t, std::int16_t> vertical_i16_i16;
VerticalKernel<std::int16_t, std::int32_t> vertical_i16_i32;
HorizontalKernel<std::int16_t, std::int16_t> horizontal_i16_i16;
HorizontalKernel<std::int16_t, std::int32_t> horizontal_i16_i32;
CountedVerticalKernel vertical_f32_f32;
CountedHorizontalKernel horizontal_f32_f32;
SamplesKernel<std::uint8_t, std::uint8_t> flip_u8;
SamplesKernel<std::uint16_t, float> u16_to_f32, f16_to_f32;
RoundKernel f32_to_u16;
SamplesKernel<float, std::uint16_t> f32_to_f16;
NormalizeKernel<std::uint8_t> normalize_u8;
NormalizeKernel<float> normalize_f32;
Rgb565Kernel rgb565_to_u8, u8_to_rgb565;
PlaneKernel<std::uint8_t> plane_u8;
PlaneKernel<float> plane_f32;
YuvKernel yuv_to_rgb_u8;

inline constexpr KernelTable kernels = in_this_build({
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
    .weighted_box_u8 = weighted_box_u8,
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
    .u16_to_f32 = u16_to_f32,
    .f32_to_u16 = f32_to_u16,
    .f16_to_f32 = f16_to_f32,
    .f32_to_f16 = f32_to_f16,
    .normalize_u8 = normalize_u8,
    .normalize_f32 = normalize_f32,
    .rgb565_to_u8 = rgb565_to_u8,
    .u8_to_rgb565 = u8_to_rgb565,
    .plane_u8 = plane_u8,
    .plane_f32 = plane_f32,
    .yuv_to_rgb_u8 = yuv_to_rgb_u8,
});

/// Those that know pixels, and so those of more channels than archs know.
inline constexpr KernelTable pixel_kernels = in_this_build({
    .horizontal_u8_i16 = horizontal_u8_i16,
    .horizontal_i16_u8 = horizontal_i16_u8,
    .horizontal_u8_u8 = horizontal_u8_u8,
    .horizontal_u8_u8_wide = horizontal_u8_u8_wide,
    .horizontal_i16_u8_wide = horizontal_i16_u8_wide,
    .horizontal_u8_i32 = horizontal_u8_i32,
    .horizontal_u8_f32 = horizontal_u8_f32,
    .horizontal_u8_f32_fused = horizontal_u8_f32_fused,
    .box_u8 = box_u8,
    .horizontal_i16_i16 = horizontal_i16_i16,
    .horizontal_i16_i32 = horizontal_i16_i32,
    .horizontal_f32_f32 = horizontal_f32_f32,
    .normalize_u8 = normalize_u8,
    .normalize_f32 = normalize_f32,
});

inline constexpr Arch arch{.name = "scalar", .kernels = &kernels, .available = [] { return true; }};

}  // namespace isopel::scalar

#endif  // ISOPEL_ARCH_SCALAR_SCALAR_HPP_
