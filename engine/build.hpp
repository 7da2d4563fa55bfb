// What this build contains. A firmware that uses one filter need not carry the others: CMake's ISOPEL_FILTERS and
// ISOPEL_ARITHMETICS, or -DISOPEL_FILTERS=<bits> in another build system, leave some out, and with them the kernels
// that only they need.
#ifndef ISOPEL_ENGINE_BUILD_HPP_
#define ISOPEL_ENGINE_BUILD_HPP_

#include "isopel/isopel.h"

/// Bit i stands for the filter of id i. A spec with a filter that was left out is ISOPEL_BAD_RULES.
#ifndef ISOPEL_FILTERS
#define ISOPEL_FILTERS 0x1ff
#endif

/// Bit i stands for the arithmetic of id i.
#ifndef ISOPEL_ARITHMETICS
#define ISOPEL_ARITHMETICS 0xf
#endif

namespace isopel {

constexpr bool is_in_build(isopel_filter filter) { return (ISOPEL_FILTERS >> filter & 1) != 0; }

constexpr bool has_arithmetic(isopel_arithmetic arithmetic) { return (ISOPEL_ARITHMETICS >> arithmetic & 1) != 0; }
inline constexpr bool has_contract_1 = has_arithmetic(ISOPEL_ARITHMETIC_CONTRACT_1);
inline constexpr bool has_pillow = has_arithmetic(ISOPEL_ARITHMETIC_PILLOW);
inline constexpr bool has_opencv =
    has_arithmetic(ISOPEL_ARITHMETIC_OPENCV) || has_arithmetic(ISOPEL_ARITHMETIC_OPENCV_EXACT);

/// All filters but nearest work in passes; only area has exact boxes.
inline constexpr bool needs_passes = (ISOPEL_FILTERS & ~(1 << ISOPEL_FILTER_NEAREST)) != 0;
inline constexpr bool needs_box = has_opencv || (has_contract_1 && is_in_build(ISOPEL_FILTER_AREA));
inline constexpr bool needs_narrow_weights = (has_contract_1 || has_opencv) && needs_passes;
inline constexpr bool needs_blend = has_opencv && needs_passes;
inline constexpr bool needs_wide_weights = has_pillow && needs_passes;

}  // namespace isopel

#endif  // ISOPEL_ENGINE_BUILD_HPP_
