// The boxes of whole pixels that one axis of a box resize takes the means of.
#ifndef ISOPEL_ENGINE_CELLS_HPP_
#define ISOPEL_ENGINE_CELLS_HPP_

#include <algorithm>
#include <cstdint>

#include "isopel/isopel.hpp"

namespace isopel {

struct Cell {
  std::int32_t first, end;
  std::int32_t length() const { return end - first; }
};

struct Cells {
  std::int32_t origin, length;  ///< of the first cell; the others follow it
  std::int32_t limit;           ///< where the pixels end
  bool reaches_end;             ///< whether a cell that ends at the last pixel takes it in

  Cell at(std::int32_t output) const {
    const std::int32_t first = origin + output * length, end = first + length;
    return {first, reaches_end && end >= limit - 1 ? limit : std::min(end, limit)};
  }
  /// How many of `count` cells have the full length and no more, up to the first that has not; it is one of the last
  /// two.
  std::int32_t regular(std::int32_t count) const {
    std::int32_t full = std::max<std::int32_t>(count - 2, 0);
    while (full < count && at(full).length() == length) ++full;
    return full;
  }
};

/// (19), (O11), (P7), (M5)
inline Cells cells_of(const Spec& spec, const sizes::Line& line, double first, double end,
                      const sizes::OpenmvAxis& openmv) {
  const auto from = static_cast<std::int32_t>(first), limit = static_cast<std::int32_t>(end);
  if (sizes::is_pillow(spec.rules.arithmetic)) {
    return {from, static_cast<std::int32_t>(sizes::reduce_factor(line.length, line.dst, line.scale)), limit, false};
  }
  if (sizes::is_opencv(spec.rules.arithmetic)) {
    return {0, sizes::OpencvScale(line.src, line.dst, line.scale).whole(), line.src, false};
  }
  if (sizes::is_openmv(spec.rules.arithmetic)) {
    return {openmv.start / 65536, openmv.step / 65536, limit, spec.rules.arithmetic == Arithmetic::openmv};
  }
  return {0, line.src / line.dst, line.src, false};
}
inline Cells x_cells(const Spec& spec) {
  const Box part = sizes::part(spec);
  return cells_of(spec, sizes::x_line(spec), part.left, part.right, sizes::openmv_x(spec));
}
inline Cells y_cells(const Spec& spec) {
  const Box part = sizes::part(spec);
  return cells_of(spec, sizes::y_line(spec), part.top, part.bottom, sizes::openmv_y(spec));
}

}  // namespace isopel

#endif  // ISOPEL_ENGINE_CELLS_HPP_
