// The table of one arch. Included once, by the arch's file.
#include "arch/simd/blend-inl.hpp"
#include "arch/simd/box-inl.hpp"
#include "arch/simd/convert-inl.hpp"
#include "arch/simd/counted-inl.hpp"
#include "arch/simd/floats-inl.hpp"
#include "arch/simd/fused_averages-inl.hpp"
#include "arch/simd/fused_floats-inl.hpp"
#include "arch/simd/gather-inl.hpp"
#include "arch/simd/gather_blocks-inl.hpp"
#include "arch/simd/horizontal-inl.hpp"
#include "arch/simd/normalize-inl.hpp"
#include "arch/simd/packed-inl.hpp"
#include "arch/simd/samples-inl.hpp"
#include "arch/simd/vertical-inl.hpp"
#include "arch/simd/vertical_i32-inl.hpp"
#include "arch/simd/yuv-inl.hpp"

namespace isopel::ISOPEL_SIMD_ARCH {

constexpr KernelTable own = in_this_build({
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
    .fused_averages_u8 = fused_averages_u8,
    .fused_floats_f32 = fused_floats_f32,
    .fused_floats_u16 = fused_floats_u16,
});
constinit const KernelTable kernels = completed(own, scalar::kernels);

constinit const Arch arch{.name = HWY_STR(ISOPEL_SIMD_ARCH), .kernels = &kernels, .available = available};

}  // namespace isopel::ISOPEL_SIMD_ARCH
