// The filters: one row each, a name and a weight function. A new filter is a new row (and its id).
#ifndef ISOPEL_TABLES_FILTER_HPP_
#define ISOPEL_TABLES_FILTER_HPP_

#include <cstdint>

#include "isopel/isopel.hpp"
#include "isopel/tables/arithmetic.hpp"
#include "isopel/tables/build.hpp"
#include "isopel/tables/exact_math.hpp"

namespace isopel {

/// Weight functions take |u|, the distance from the filter's centre in source pixels (times the scale when
/// antialiased), in Q20, 0 <= |u| < support, and return Q28. They need not sum to one: (14) normalises.
using WeightFunction = std::int64_t (*)(std::int64_t distance);

inline constexpr int distance_bits = 20;
inline constexpr std::int64_t one_distance = power_of_two(distance_bits);

/// (5) The triangle.
constexpr std::int64_t triangle_weight(std::int64_t t) { return shift_up(one_distance - t, 8); }

/// (6) Keys' cubic convolution with a = -1/2 (Catmull-Rom), times two; the factor cancels.
constexpr std::int64_t catmull_rom_weight(std::int64_t t) {
  const std::int64_t half = power_of_two(31);
  if (t < one_distance) {
    return shift_down((one_distance - t) * (2 * one_distance * one_distance + 2 * one_distance * t - 3 * t * t) + half,
                      32);
  }
  const std::int64_t v = 2 * one_distance - t;
  return shift_down((v - one_distance) * v * v + half, 32);
}

/// (7) sinc(u) sinc(u / a), up to a constant factor: the quotient sin(pi u) sin(pi u / a) / u^2 away from zero, and its
/// Taylor polynomial of second order near zero, where the quotient would lose its digits.
constexpr std::int64_t lanczos_weight(std::int64_t t, std::int32_t a) {
  constexpr std::int64_t near_zero = power_of_two(14);
  if (t < near_zero) {
    const std::int64_t peak = 2649351758 / a;                                        // pi^2 / a in Q28
    const std::int64_t curvature = (1 + a * a) * std::int64_t{441558626} / (a * a);  // pi^2 (1 + 1/a^2) / 6 in Q28
    const std::int64_t u_squared = shift_down(t * t, 12);
    return shift_down(peak * (power_of_two(28) - shift_down(curvature * u_squared, 28)), 28);
  }
  const std::int64_t half_turns = shift_up(t, 11);
  const std::int64_t sines = sin_pi(half_turns) * sin_pi(half_turns / a);
  const std::int64_t u_squared = shift_down(t * t, 6);
  return floor_divide(sines * 4 + u_squared / 2, u_squared);
}
template <int a>
constexpr std::int64_t lanczos_weight(std::int64_t t) {
  return lanczos_weight(t, a);
}

inline namespace ISOPEL_BUILD {

/// A filter's own weight function is that of contract 1; those of presets stand in pillow.hpp, openmv.hpp
/// and engine/opencv.cpp.
struct FilterRow {
  Filter filter;
  const char* name;
  WeightFunction weight;  ///< null for nearest and area, which need none, and where contract 1 lacks the filter
};

/// Area is the triangle on an axis that does not shrink.
inline constexpr FilterRow filter_rows[] = {
    {Filter::nearest, "nearest", nullptr},
    {Filter::bilinear, "bilinear", is_in_build(Filter::bilinear) ? triangle_weight : nullptr},
    {Filter::catmull_rom, "catmull-rom", is_in_build(Filter::catmull_rom) ? catmull_rom_weight : nullptr},
    {Filter::area, "area", nullptr},
    {Filter::lanczos2, "lanczos2", is_in_build(Filter::lanczos2) ? lanczos_weight<2> : nullptr},
    {Filter::lanczos3, "lanczos3", is_in_build(Filter::lanczos3) ? lanczos_weight<3> : nullptr},
    {Filter::lanczos4, "lanczos4", is_in_build(Filter::lanczos4) ? lanczos_weight<4> : nullptr},
    {Filter::box, "box", nullptr},
    {Filter::hamming, "hamming", nullptr},
    {Filter::cubic, "cubic", nullptr},
};

constexpr const FilterRow& row(Filter filter) { return filter_rows[static_cast<int>(filter)]; }

static_assert(
    [] {
      for (int id = 0; id <= ISOPEL_FILTER_CUBIC; ++id) {
        if (static_cast<int>(filter_rows[id].filter) != id) return false;
      }
      return sizeof(filter_rows) / sizeof(filter_rows[0]) == ISOPEL_FILTER_CUBIC + 1;
    }(),
    "one row for each filter id, in order");

}  // namespace ISOPEL_BUILD
}  // namespace isopel

#endif  // ISOPEL_TABLES_FILTER_HPP_
