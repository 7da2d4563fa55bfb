// What this build contains. A firmware that uses one filter need not carry the others: CMake's ISOPEL_FILTERS,
// ISOPEL_ARITHMETICS and ISOPEL_FORMATS, or -DISOPEL_FILTERS=<bits> in another build system, leave some out, and with
// them the kernels that only they need.
#ifndef ISOPEL_ENGINE_BUILD_HPP_
#define ISOPEL_ENGINE_BUILD_HPP_

#include "isopel/tables/build.hpp"

namespace isopel {

/// Whether the build asks for small code (-Os): then speed choices that only some plans have are left out.
#ifdef __OPTIMIZE_SIZE__
inline constexpr bool is_small = true;
#else
inline constexpr bool is_small = false;
#endif

/// Whether there are sentences about what is wrong; without them a Message stays empty.
#ifdef ISOPEL_MESSAGES
inline constexpr bool has_messages = ISOPEL_MESSAGES != 0;
#else
inline constexpr bool has_messages = true;
#endif

inline constexpr bool has_rgb565 =
    is_element_in_build(ISOPEL_ELEMENT_RGB565) || is_element_in_build(ISOPEL_ELEMENT_RGB565_BE);
inline constexpr bool has_planar = (formats_in_build >> 7 & 1) != 0;
inline constexpr bool alpha_in_build = (formats_in_build >> 8 & 1) != 0;
inline constexpr bool has_video = (formats_in_build >> 11 & 1) != 0;

/// Whether pixels may have more than four channels, for which archs have no kernels; contract.hpp looks at the same
/// macro.
#ifdef ISOPEL_MANY_CHANNELS
inline constexpr bool has_many_channels = ISOPEL_MANY_CHANNELS != 0;
#else
inline constexpr bool has_many_channels = true;
#endif

inline constexpr bool has_opencv = has_arithmetic(Arithmetic::opencv) || has_arithmetic(Arithmetic::opencv_exact) ||
                                   has_arithmetic(Arithmetic::opencv_arm64) ||
                                   has_arithmetic(Arithmetic::opencv_exact_4_8) ||
                                   has_arithmetic(Arithmetic::opencv_exact_5_0);

/// Whether all images that the build knows are plain ones; isopel/plain_plan.hpp.
inline constexpr bool has_only_plain = (formats_in_build & 0x1fff) == 1 << ISOPEL_ELEMENT_U8 && !has_many_channels &&
                                       arithmetics_in_build == 1 << ISOPEL_ARITHMETIC_CONTRACT_1;

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
/// Four taps on an axis that is not widened.
inline constexpr bool needs_four_taps =
    has_contract_1 && (is_in_build(Filter::catmull_rom) || is_in_build(Filter::lanczos2));
inline constexpr bool needs_two_taps = has_contract_1 && (is_in_build(Filter::bilinear) || has_area);
inline constexpr bool needs_openmv_passes = has_openmv && needs_passes;

}  // namespace isopel

#endif  // ISOPEL_ENGINE_BUILD_HPP_
