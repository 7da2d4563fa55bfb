// What of a build the tables depend on; engine/build.hpp has the rest. In a program that includes this header, all.
#ifndef ISOPEL_TABLES_BUILD_HPP_
#define ISOPEL_TABLES_BUILD_HPP_

#include "isopel/isopel.hpp"

namespace isopel {
inline namespace ISOPEL_BUILD {

/// Bit i stands for the filter of id i. A spec with a filter that was left out is ISOPEL_BAD_RULES.
#ifdef ISOPEL_FILTERS
inline constexpr int filters_in_build = ISOPEL_FILTERS;
#else
inline constexpr int filters_in_build = 0x3ff;
#endif

/// Bit i stands for the element of id i, u8 always being there; the bits after them for planar images, alpha of
/// contract 1, linear light, the borders other than replicate and renormalize, video, and parts of images: boxes,
/// scales, sitings, crops and pads, which video needs, too. A spec that wants what was left out is refused by check();
/// contract.hpp and originals.hpp look at the same macro.
#ifdef ISOPEL_FORMATS
inline constexpr int formats_in_build = ISOPEL_FORMATS;
#else
inline constexpr int formats_in_build = 0x1fff;
#endif

/// Bit i stands for the arithmetic of id i; originals.hpp looks at the same macro.
#ifdef ISOPEL_ARITHMETICS
inline constexpr int arithmetics_in_build = ISOPEL_ARITHMETICS;
#else
inline constexpr int arithmetics_in_build = 0x7ff;
#endif

constexpr bool is_in_build(Filter filter) { return (filters_in_build >> static_cast<int>(filter) & 1) != 0; }
constexpr bool is_element_in_build(isopel_element element) { return (formats_in_build >> element & 1) != 0; }
constexpr bool has_arithmetic(Arithmetic arithmetic) {
  return (arithmetics_in_build >> static_cast<int>(arithmetic) & 1) != 0;
}

inline constexpr bool has_i8 = is_element_in_build(ISOPEL_ELEMENT_I8);
inline constexpr bool has_u16 = is_element_in_build(ISOPEL_ELEMENT_U16);
inline constexpr bool has_f32 = is_element_in_build(ISOPEL_ELEMENT_F32);
inline constexpr bool has_f16 = is_element_in_build(ISOPEL_ELEMENT_F16);
inline constexpr bool has_light = (formats_in_build >> 9 & 1) != 0;
inline constexpr bool has_borders = (formats_in_build >> 10 & 1) != 0;

inline constexpr bool has_contract_1 = has_arithmetic(Arithmetic::contract_1);
inline constexpr bool has_pillow = has_arithmetic(Arithmetic::pillow) || has_arithmetic(Arithmetic::pillow_12_2) ||
                                   has_arithmetic(Arithmetic::pillow_13);
inline constexpr bool has_openmv = has_arithmetic(Arithmetic::openmv) || has_arithmetic(Arithmetic::openmv_4_3);

/// All filters but nearest work in passes.
inline constexpr bool needs_passes = (filters_in_build & ~(1 << ISOPEL_FILTER_NEAREST)) != 0;
inline constexpr bool has_area = is_in_build(Filter::area);
inline constexpr bool needs_counted_floats =
    has_contract_1 && (has_u16 || has_f32 || has_f16 || has_light) && needs_passes;

}  // namespace ISOPEL_BUILD
}  // namespace isopel

#endif  // ISOPEL_TABLES_BUILD_HPP_
