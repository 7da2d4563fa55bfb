// A plan before its tables are written: the passes, and what each axis' table will hold. Every arithmetic has a
// function that makes one.
#ifndef ISOPEL_ENGINE_LAYOUT_HPP_
#define ISOPEL_ENGINE_LAYOUT_HPP_

#include <cstddef>
#include <cstdint>

#include "engine/arithmetic.hpp"
#include "engine/taps.hpp"
#include "isopel/isopel.hpp"

namespace isopel {

/// One axis and its table to be.
struct AxisTable {
  AxisSpec spec;
  std::int32_t offset_scale;      ///< samples per source pixel: the channels along x, 1 along y
  std::int32_t taps = 1;          ///< the most taps of one output
  std::int64_t record_bytes = 0;  ///< of one output; 0 for an axis that needs no table
  /// Writes spec.dst records and tells how sums are rounded.
  Rounding (*write)(const AxisTable& table, std::byte* records) = nullptr;
  // What contract 1 found out on the way.
  AxisShape shape{1, 0};
  const PassRules* pass = nullptr;

  std::int64_t bytes() const { return spec.dst * record_bytes; }
};

struct Layout {
  Plan::Method method;
  AxisTable x, y;
  std::int64_t scratch = 0;  ///< bytes, aligned
};

/// The two axes of a spec, without tables.
inline Layout bare_layout(const Spec& spec, Plan::Method method) {
  return {method,
          {.spec = {spec.src.width, spec.dst.width, spec.rules}, .offset_scale = spec.format.channels},
          {.spec = {spec.src.height, spec.dst.height, spec.rules}, .offset_scale = 1}};
}

Layout contract_layout(const Spec& spec) noexcept;  ///< engine/plan.cpp
Layout pillow_layout(const Spec& spec) noexcept;    ///< engine/pillow.cpp
Layout opencv_layout(const Spec& spec) noexcept;    ///< engine/opencv.cpp

}  // namespace isopel

#endif  // ISOPEL_ENGINE_LAYOUT_HPP_
