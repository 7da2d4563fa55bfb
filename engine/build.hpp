// What this build contains. A firmware that uses one filter need not carry the others: CMake's ISOPEL_FILTERS,
// ISOPEL_ARITHMETICS and ISOPEL_FORMATS, or -DISOPEL_FILTERS=<bits> in another build system, leave some out, and with
// them the kernels that only they need.
#ifndef ISOPEL_ENGINE_BUILD_HPP_
#define ISOPEL_ENGINE_BUILD_HPP_

#include "isopel/isopel.h"

/// Bit i stands for the filter of id i. A spec with a filter that was left out is ISOPEL_BAD_RULES.
#ifndef ISOPEL_FILTERS
#define ISOPEL_FILTERS 0x3ff
#endif

namespace isopel {

/// Bit i stands for the element of id i, u8 always being there; the bits after them for planar images, alpha of
/// contract 1, linear light, the borders other than replicate and renormalize, video, and parts of images: boxes,
/// scales, sitings, crops and pads, which video needs, too. A spec that wants what was left out is refused by check();
/// contract.hpp and originals.hpp look at the same macro.
#ifdef ISOPEL_FORMATS
inline constexpr int formats_in_build = ISOPEL_FORMATS;
#else
inline constexpr int formats_in_build = 0x1fff;
#endif

constexpr bool is_element_in_build(isopel_element element) { return (formats_in_build >> element & 1) != 0; }
inline constexpr bool has_rgb565 =
    is_element_in_build(ISOPEL_ELEMENT_RGB565) || is_element_in_build(ISOPEL_ELEMENT_RGB565_BE);
inline constexpr bool has_i8 = is_element_in_build(ISOPEL_ELEMENT_I8);
inline constexpr bool has_u16 = is_element_in_build(ISOPEL_ELEMENT_U16);
inline constexpr bool has_f32 = is_element_in_build(ISOPEL_ELEMENT_F32);
inline constexpr bool has_f16 = is_element_in_build(ISOPEL_ELEMENT_F16);
inline constexpr bool has_planar = (formats_in_build >> 7 & 1) != 0;
inline constexpr bool alpha_in_build = (formats_in_build >> 8 & 1) != 0;
inline constexpr bool has_light = (formats_in_build >> 9 & 1) != 0;
inline constexpr bool has_borders = (formats_in_build >> 10 & 1) != 0;
inline constexpr bool has_video = (formats_in_build >> 11 & 1) != 0;

/// Bit i stands for the arithmetic of id i; originals.hpp looks at the same macro.
#ifdef ISOPEL_ARITHMETICS
inline constexpr int arithmetics_in_build = ISOPEL_ARITHMETICS;
#else
inline constexpr int arithmetics_in_build = 0x7ff;
#endif

constexpr bool is_in_build(isopel_filter filter) { return (ISOPEL_FILTERS >> filter & 1) != 0; }

constexpr bool has_arithmetic(isopel_arithmetic arithmetic) { return (arithmetics_in_build >> arithmetic & 1) != 0; }
inline constexpr bool has_contract_1 = has_arithmetic(ISOPEL_ARITHMETIC_CONTRACT_1);
inline constexpr bool has_pillow = has_arithmetic(ISOPEL_ARITHMETIC_PILLOW) ||
                                   has_arithmetic(ISOPEL_ARITHMETIC_PILLOW_12_2) ||
                                   has_arithmetic(ISOPEL_ARITHMETIC_PILLOW_13);
inline constexpr bool has_opencv =
    has_arithmetic(ISOPEL_ARITHMETIC_OPENCV) || has_arithmetic(ISOPEL_ARITHMETIC_OPENCV_EXACT) ||
    has_arithmetic(ISOPEL_ARITHMETIC_OPENCV_ARM64) || has_arithmetic(ISOPEL_ARITHMETIC_OPENCV_EXACT_4_8) ||
    has_arithmetic(ISOPEL_ARITHMETIC_OPENCV_EXACT_5_0);
inline constexpr bool has_openmv =
    has_arithmetic(ISOPEL_ARITHMETIC_OPENMV) || has_arithmetic(ISOPEL_ARITHMETIC_OPENMV_4_3);

/// All filters but nearest work in passes; area has boxes, too.
inline constexpr bool needs_passes = (ISOPEL_FILTERS & ~(1 << ISOPEL_FILTER_NEAREST)) != 0;
inline constexpr bool has_area = is_in_build(ISOPEL_FILTER_AREA);
inline constexpr bool needs_box = has_opencv || ((has_contract_1 || has_openmv) && has_area);
inline constexpr bool needs_even_box = has_opencv && needs_passes;
inline constexpr bool needs_reciprocal_box = has_pillow && has_area;
inline constexpr bool needs_weighted_box = has_openmv && has_area;
inline constexpr bool needs_narrow_weights = (has_contract_1 || has_opencv || has_openmv) && needs_passes;
inline constexpr bool needs_wide_weights = has_pillow && needs_passes;
inline constexpr bool needs_wide_middle = has_openmv && is_in_build(ISOPEL_FILTER_CATMULL_ROM);
inline constexpr bool needs_blend = has_opencv && needs_passes;
inline constexpr bool needs_sums =
    has_opencv && (is_in_build(ISOPEL_FILTER_CUBIC) || is_in_build(ISOPEL_FILTER_LANCZOS4));
inline constexpr bool needs_floats = has_opencv && has_area;
inline constexpr bool needs_alpha = has_pillow && needs_passes;
inline constexpr bool needs_words = has_contract_1 && alpha_in_build && needs_passes;
inline constexpr bool needs_counted_floats =
    has_contract_1 && (has_u16 || has_f32 || has_f16 || has_light) && needs_passes;
inline constexpr bool needs_openmv_passes = has_openmv && needs_passes;

}  // namespace isopel

#endif  // ISOPEL_ENGINE_BUILD_HPP_
