// What this build contains. A firmware that uses one filter need not carry the others: CMake's ISOPEL_FILTERS,
// ISOPEL_ARITHMETICS and ISOPEL_FORMATS, or -DISOPEL_FILTERS=<bits> in another build system, leave some out, and with
// them the kernels that only they need.
#ifndef ISOPEL_ENGINE_BUILD_HPP_
#define ISOPEL_ENGINE_BUILD_HPP_

#include "isopel/tables/build.hpp"

namespace isopel {

inline constexpr bool has_rgb565 =
    is_element_in_build(ISOPEL_ELEMENT_RGB565) || is_element_in_build(ISOPEL_ELEMENT_RGB565_BE);
inline constexpr bool has_planar = (formats_in_build >> 7 & 1) != 0;
inline constexpr bool alpha_in_build = (formats_in_build >> 8 & 1) != 0;
inline constexpr bool has_video = (formats_in_build >> 11 & 1) != 0;

inline constexpr bool has_opencv = has_arithmetic(Arithmetic::opencv) || has_arithmetic(Arithmetic::opencv_exact) ||
                                   has_arithmetic(Arithmetic::opencv_arm64) ||
                                   has_arithmetic(Arithmetic::opencv_exact_4_8) ||
                                   has_arithmetic(Arithmetic::opencv_exact_5_0);

/// Area has boxes, too.
inline constexpr bool needs_box = has_opencv || ((has_contract_1 || has_openmv) && has_area);
inline constexpr bool needs_even_box = has_opencv && needs_passes;
inline constexpr bool needs_reciprocal_box = has_pillow && has_area;
inline constexpr bool needs_weighted_box = has_openmv && has_area;
inline constexpr bool needs_narrow_weights = (has_contract_1 || has_opencv || has_openmv) && needs_passes;
inline constexpr bool needs_wide_weights = has_pillow && needs_passes;
inline constexpr bool needs_wide_middle = has_openmv && is_in_build(Filter::catmull_rom);
inline constexpr bool needs_blend = has_opencv && needs_passes;
inline constexpr bool needs_sums = has_opencv && (is_in_build(Filter::cubic) || is_in_build(Filter::lanczos4));
inline constexpr bool needs_floats = has_opencv && has_area;
inline constexpr bool needs_alpha = has_pillow && needs_passes;
inline constexpr bool needs_words = has_contract_1 && alpha_in_build && needs_passes;
inline constexpr bool needs_two_taps = has_contract_1 && (is_in_build(Filter::bilinear) || has_area);
inline constexpr bool needs_openmv_passes = has_openmv && needs_passes;

}  // namespace isopel

#endif  // ISOPEL_ENGINE_BUILD_HPP_
