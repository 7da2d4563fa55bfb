// The row loops: what an execution does for each method of a plan.
#ifndef ISOPEL_ENGINE_LOOPS_HPP_
#define ISOPEL_ENGINE_LOOPS_HPP_

#include "engine/execution.hpp"

namespace isopel {

void copy(const Execution& run);          ///< engine/moves.cpp
void gather(const Execution& run);        ///< engine/moves.cpp
void box(const Execution& run);           ///< engine/boxes.cpp
void weighted_box(const Execution& run);  ///< engine/boxes.cpp

/// Of an Execution or a StreamExecution; engine/passes.cpp.
template <class Run>
void one_pass(const Run& run);
template <class Run>
void two_passes(const Run& run);

/// Copies the pixels, of `pixel` bytes, that `x` names; engine/moves.cpp.
void gather_row(const Execution& run, const std::byte* src, std::byte* dst, std::int32_t pixel, const Taps& x);

}  // namespace isopel

#endif  // ISOPEL_ENGINE_LOOPS_HPP_
