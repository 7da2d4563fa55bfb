// The table of one arch. Included once, by the arch's file.
#include "arch/simd/blend-inl.hpp"
#include "arch/simd/box-inl.hpp"
#include "arch/simd/horizontal-inl.hpp"
#include "arch/simd/vertical-inl.hpp"

namespace isopel::ISOPEL_SIMD_ARCH {

constinit const KernelTable kernels = in_this_build({
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
    .gather_u8 = nullptr,  // copies: vectors would not help
});

constinit const Arch arch{.name = HWY_STR(ISOPEL_SIMD_ARCH), .kernels = &kernels, .available = available};

}  // namespace isopel::ISOPEL_SIMD_ARCH
