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
inline Cells cells_of(const Spec& spec, const sizes::Line& line) {
  const auto first = static_cast<std::int32_t>(line.first), end = static_cast<std::int32_t>(line.end);
  if (sizes::is_pillow(spec.rules.arithmetic)) return {first, sizes::reduce_factor(line), end, false};
  if (sizes::is_opencv(spec.rules.arithmetic)) return {0, sizes::OpencvScale(line).whole(), line.src, false};
  if (sizes::is_openmv(spec.rules.arithmetic)) {
    const sizes::OpenmvAxis axis(line);
    return {axis.start / 65536, axis.step / 65536, end, spec.rules.arithmetic == Arithmetic::openmv};
  }
  return {first, (end - first) / line.dst, end, false};
}

}  // namespace isopel

#endif  // ISOPEL_ENGINE_CELLS_HPP_
