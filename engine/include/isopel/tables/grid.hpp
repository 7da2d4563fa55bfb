// Where output pixels sit among source pixels, in whole numbers: what there is to ask of a grid (22).
#ifndef ISOPEL_TABLES_GRID_HPP_
#define ISOPEL_TABLES_GRID_HPP_

#include <cstdint>

#include "isopel/isopel.hpp"
#include "isopel/tables/arithmetic.hpp"

namespace isopel {

using sizes::AxisGrid;

/// The distance from the centre of output d to that of source pixel k, positive to the right, in 1 / unit pixels (2).
constexpr std::int64_t distance(const AxisGrid& grid, std::int64_t k, std::int64_t d) {
  return grid.unit / 2 * (2 * k + 1) - grid.centre(d);
}

/// (3) The source pixel that contains the centre of output d; on the asymmetric grid, its first corner.
constexpr std::int64_t nearest_pixel(const AxisGrid& grid, Grid kind, std::int64_t d) {
  const std::int64_t back = kind == Grid::asymmetric ? grid.unit / 2 : 0;
  return floor_divide(grid.centre(d) - back, grid.unit);
}

/// The first and last source pixel that the part of the source up to `half` left and right of output d's centre
/// overlaps: half a step for (10), and half a pixel less than it reaches for a filter that looks at pixels' centres.
constexpr std::int64_t first_within(const AxisGrid& grid, std::int64_t half, std::int64_t d) {
  return floor_divide(grid.centre(d) - half, grid.unit);
}
constexpr std::int64_t last_within(const AxisGrid& grid, std::int64_t half, std::int64_t d) {
  return ceil_divide(grid.centre(d) + half, grid.unit) - 1;
}
/// (10) By how much output d's share of the source overlaps a pixel.
constexpr std::int64_t overlap(const AxisGrid& grid, std::int64_t k, std::int64_t d) {
  const std::int64_t left = grid.centre(d) - grid.step / 2, right = left + grid.step;
  const std::int64_t first = k * grid.unit, end = first + grid.unit;
  return (right < end ? right : end) - (left > first ? left : first);
}

}  // namespace isopel

#endif  // ISOPEL_TABLES_GRID_HPP_
