// Where output pixels sit among source pixels, in whole numbers.
#ifndef ISOPEL_ENGINE_GRID_HPP_
#define ISOPEL_ENGINE_GRID_HPP_

#include <cstdint>

#include "engine/arithmetic.hpp"

namespace isopel {

/// The half-pixel grid of one axis: pixel centres lie at k + 1/2, and the edges of both images meet.
/// Everything is in units of 1 / (2 dst) source pixels, in which all positions are integers (2).
struct Grid {
  std::int64_t src, dst;

  constexpr std::int64_t pixel() const { return 2 * dst; }
  /// The centre of output d.
  constexpr std::int64_t centre(std::int64_t d) const { return src * (2 * d + 1); }
  /// The distance from the centre of output d to that of source pixel k, positive to the right.
  constexpr std::int64_t distance(std::int64_t k, std::int64_t d) const { return dst * (2 * k + 1) - centre(d); }

  /// (3) The source pixel that contains the centre of output d.
  constexpr std::int64_t nearest(std::int64_t d) const { return centre(d) / pixel(); }

  /// The first and last source pixel whose centre is less than `reach` away from that of output d.
  constexpr std::int64_t first_within(std::int64_t reach, std::int64_t d) const {
    return floor_divide(centre(d) - reach - dst, pixel()) + 1;
  }
  constexpr std::int64_t last_within(std::int64_t reach, std::int64_t d) const {
    return ceil_divide(centre(d) + reach - dst, pixel()) - 1;
  }
};

}  // namespace isopel

#endif  // ISOPEL_ENGINE_GRID_HPP_
