// What this build contains. A firmware that uses one filter need not carry the others: CMake's ISOPEL_FILTERS, or
// -DISOPEL_FILTERS=<bits> in another build system, leaves filters out, and with them the kernels that only they need.
#ifndef ISOPEL_ENGINE_BUILD_HPP_
#define ISOPEL_ENGINE_BUILD_HPP_

#include "isopel/isopel.h"

/// Bit i stands for the filter of id i. A spec with a filter that was left out is ISOPEL_BAD_RULES.
#ifndef ISOPEL_FILTERS
#define ISOPEL_FILTERS 0x7f
#endif

namespace isopel {

constexpr bool is_in_build(isopel_filter filter) { return (ISOPEL_FILTERS >> filter & 1) != 0; }

/// All filters but nearest work in passes; only area has exact boxes.
inline constexpr bool needs_passes = (ISOPEL_FILTERS & ~(1 << ISOPEL_FILTER_NEAREST)) != 0;
inline constexpr bool needs_box = is_in_build(ISOPEL_FILTER_AREA);

}  // namespace isopel

#endif  // ISOPEL_ENGINE_BUILD_HPP_
