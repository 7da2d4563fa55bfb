// A plan before its tables are written: the passes, and what each axis' table will hold. Every arithmetic has a
// function that makes one.
#ifndef ISOPEL_TABLES_LAYOUT_HPP_
#define ISOPEL_TABLES_LAYOUT_HPP_

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "isopel/tables/taps.hpp"

namespace isopel {
inline namespace ISOPEL_BUILD {

/// One axis and its table to be.
struct AxisTable {
  AxisSpec spec;
  sizes::Line line;               ///< what presets look at besides
  std::int32_t offset_scale;      ///< samples per source pixel: the channels along x, 1 along y
  std::int32_t taps = 1;          ///< the most taps of one output
  std::int64_t record_bytes = 0;  ///< of one output; 0 for an axis that needs no table
  /// Writes spec.dst records and tells how sums are rounded.
  Rounding (*write)(const AxisTable& table, std::byte* records) = nullptr;
  std::int32_t* outside = nullptr;  ///< (11) room for what outside taps lost, where there is some
  // What contract 1 found out on the way.
  bool leaves = false;
  const PassRules* pass = nullptr;

  constexpr std::int64_t bytes() const { return spec.dst * record_bytes; }
};

struct PlanLayout {
  Plan::Method method;
  AxisTable x, y;
};

/// The two axes of a spec, without tables.
constexpr PlanLayout bare_layout(const Spec& spec, Plan::Method method) {
  return {method,
          {.spec = {spec.src.width, spec.dst.width, spec.rules},
           .line = sizes::x_line(spec),
           .offset_scale = sizes::samples_per_pixel(spec)},
          {.spec = {spec.src.height, spec.dst.height, spec.rules}, .line = sizes::y_line(spec), .offset_scale = 1}};
}

constexpr void give_table(AxisTable& table, std::int64_t taps, std::int64_t record_bytes,
                          Rounding (*write)(const AxisTable&, std::byte*)) {
  table.taps = static_cast<std::int32_t>(taps);
  table.record_bytes = record_bytes;
  table.write = write;
}
/// The most taps that one output's window has.
template <class Window>
constexpr std::int32_t most_taps(const AxisTable& axis) {
  std::int32_t most = 1;
  for (std::int32_t d = 0; d < axis.spec.dst; ++d) most = std::max(most, Window(axis, d).count());
  return most;
}
/// Copied pixels are copied as bytes.
constexpr void give_gather(PlanLayout& layout, const Spec& spec, Rounding (*write)(const AxisTable&, std::byte*)) {
  layout.method = Plan::Method::gather;
  layout.x.offset_scale = static_cast<std::int32_t>(sizes::bytes_per_pixel(spec.format));
  give_table(layout.x, 1, sizes::record_bytes(0), write);
  give_table(layout.y, 1, sizes::record_bytes(0), write);
}

}  // namespace ISOPEL_BUILD
}  // namespace isopel

#endif  // ISOPEL_TABLES_LAYOUT_HPP_
