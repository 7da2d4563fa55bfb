// The taps of one output of contract 1 and the numerators of their weights, formulas (2) to (11). Borders end here.
#ifndef ISOPEL_TABLES_NUMERATORS_HPP_
#define ISOPEL_TABLES_NUMERATORS_HPP_

#include <algorithm>
#include <cstdint>
#include <type_traits>

#include "isopel/tables/filter.hpp"
#include "isopel/tables/grid.hpp"

namespace isopel {
inline namespace ISOPEL_BUILD {

/// The number of a pixel, inside the image or outside. Only a caller's scale can put outputs so far away that 32 bits
/// do not suffice.
using Pixel = std::conditional_t<sizes::has_parts, std::int64_t, std::int32_t>;

/// One axis of a Spec.
struct AxisSpec {
  std::int32_t src, dst;
  Rules rules;
  bool packed = false;        ///< whether pixels are packed (RGB565)
  sizes::AxisGrid grid = {};  ///< of contract 1
};
constexpr AxisSpec axis_of(const Rules& rules, const sizes::Line& line) {
  return {line.src, line.dst, rules, false, sizes::grid_of(rules.grid, line)};
}

constexpr std::int64_t magnitude(std::int64_t value) { return value < 0 ? -value : value; }

constexpr bool is_widened(const AxisSpec& axis) { return sizes::is_widened(axis.rules, axis.grid); }
constexpr bool averages(const AxisSpec& axis) { return axis.rules.filter == Filter::area && axis.grid.shrinks(); }

/// The taps of one output before trimming, in ascending order: source pixels [first, last] of the unbounded image.
class Numerators {
 public:
  constexpr Numerators(const AxisSpec& axis, std::int32_t d) : axis_(axis), d_(d) {
    const AxisGrid& grid = axis.grid;
    if (axis.rules.filter == Filter::nearest) {
      first_ = last_ = static_cast<Pixel>(nearest_pixel(grid, axis.rules.grid, d));
      return;
    }
    std::int64_t half = grid.step / 2;
    if (!averages(axis)) {
      const bool area = axis.rules.filter == Filter::area;
      weight_ = area ? triangle_weight : row(axis.rules.filter).weight;
      unit_ = is_widened(axis) ? grid.step : grid.unit;
      const std::int64_t half_width = support(area ? Filter::bilinear : axis.rules.filter);
      end_ = half_width * one_distance;
      half = half_width * unit_ - grid.unit / 2;
    }
    first_ = static_cast<Pixel>(first_within(grid, half, d));
    last_ = static_cast<Pixel>(last_within(grid, half, d));
  }

  constexpr bool starts_inside() const { return first_ >= 0; }
  constexpr bool ends_inside() const { return last_ < axis_.src; }
  constexpr bool inside() const { return starts_inside() && ends_inside(); }
  /// Whether a tap that is not zero is outside.
  constexpr bool leaves() const {
    for (Pixel k = first_; k <= last_; ++k) {
      if (inside_of(k) != k && numerator(k) != 0) return true;
    }
    return false;
  }
  /// A pixel of the image, for an output that needs none.
  constexpr Pixel any_pixel() const { return inside_of(first_); }

  /// The sum of the numerators outside that count although no pixel takes them (11).
  constexpr std::int64_t before() const { return keeps_outside() ? sum(first_, std::min<Pixel>(last_, -1)) : 0; }
  constexpr std::int64_t after() const { return keeps_outside() ? sum(std::max<Pixel>(first_, axis_.src), last_) : 0; }

  /// Pixels of the image that follow each other; the others have no numerator.
  struct Range {
    Pixel first, last;
    constexpr Pixel count() const { return last - first + 1; }
  };
  constexpr Range range() const {
    const Pixel last = axis_.src - 1;
    if (reflects()) {  // what is beyond one end only comes back from there
      return {starts_inside() ? std::clamp<Pixel>(2 * last - last_, 0, first_) : 0,
              ends_inside() ? std::clamp<Pixel>(std::max(last_, -first_), 0, last) : last};
    }
    if (extrapolates()) {
      return {std::clamp<Pixel>(first_, 0, last - 1), std::clamp<Pixel>(last_, 1, last)};
    }
    return {inside_of(first_), inside_of(last_)};
  }

  /// The numerator of a pixel of the range, borders folded in (11).
  constexpr std::int64_t at(Pixel pixel) const {
    if (reflects()) return reflected(pixel);
    if (extrapolates()) return extrapolated(pixel);
    // The edge pixels stand for what is beyond them.
    const bool drops = axis_.rules.border == Border::renormalize || keeps_outside();
    const bool from_outside = pixel == 0 && !drops, to_outside = pixel == axis_.src - 1 && !drops;
    return sum(from_outside ? first_ : std::max(pixel, first_), to_outside ? last_ : std::min(pixel, last_));
  }

  /// How many pixels there are between the first and the last whose numerator is not zero; at least 1. For an output
  /// whose taps are all inside.
  constexpr Pixel taps_inside() const {
    Pixel first = first_, last = last_;
    while (first < last && numerator(first) == 0) ++first;
    while (last > first && numerator(last) == 0) --last;
    return last - first + 1;
  }

 private:
  constexpr bool reflects() const {
    return has_borders && axis_.rules.border == Border::reflect && axis_.src > 1 && !inside();
  }
  constexpr bool extrapolates() const { return has_borders && axis_.rules.border == Border::extrapolate && !inside(); }
  constexpr bool keeps_outside() const { return has_borders && axis_.rules.border == Border::constant; }
  constexpr Pixel inside_of(Pixel k) const { return std::clamp<Pixel>(k, 0, axis_.src - 1); }
  constexpr std::int64_t sum(Pixel first, Pixel last) const {
    std::int64_t total = 0;
    for (Pixel k = first; k <= last; ++k) total += numerator(k);
    return total;
  }

  /// The image mirrored at the centres of its edge pixels: k and p are the same modulo two lengths, forward or back.
  constexpr std::int64_t reflected(Pixel pixel) const {
    const Pixel period = 2 * (axis_.src - 1);
    std::int64_t total = 0;
    const auto add_from = [&](Pixel image) {
      // The first k >= first_ that is the same as `image` modulo the period.
      const Pixel start = image + static_cast<Pixel>(ceil_divide(first_ - image, period)) * period;
      for (Pixel k = start; k <= last_; k += period) total += numerator(k);
    };
    add_from(pixel);
    if (pixel != 0 && pixel != axis_.src - 1) add_from(-pixel);
    return total;
  }

  /// The line through the last two pixels goes on: p[-j] = p[0] + j (p[0] - p[1]).
  constexpr std::int64_t extrapolated(Pixel pixel) const {
    const Pixel last = axis_.src - 1;
    std::int64_t total = sum(std::max(pixel, first_), std::min(pixel, last_));
    const auto add = [&](Pixel k, Pixel beyond, Pixel edge, Pixel neighbour) {
      if (pixel == edge) total += (1 + beyond) * numerator(k);
      if (pixel == neighbour) total -= beyond * numerator(k);
    };
    for (Pixel k = first_; k <= last_ && k < 0; ++k) add(k, -k, 0, 1);
    for (Pixel k = std::max(first_, last + 1); k <= last_; ++k) add(k, k - last, last, last - 1);
    return total;
  }

  constexpr std::int64_t numerator(Pixel k) const {
    if (axis_.rules.filter == Filter::nearest) return 1;
    if (weight_ == nullptr) return overlap(axis_.grid, k, d_);  // (10)
    const std::int64_t u = magnitude(distance(axis_.grid, k, d_));
    const std::int64_t t = (u * (2 * one_distance) + unit_) / (2 * unit_);  // (4) round half up
    if (t >= end_) return 0;
    return shift_down(weight_(t) + 8, 4);  // (9) Q28 to Q24
  }

  const AxisSpec& axis_;
  std::int32_t d_;
  Pixel first_ = 0, last_ = 0;
  std::int64_t unit_ = 1, end_ = 0;
  WeightFunction weight_ = nullptr;
};

}  // namespace ISOPEL_BUILD
}  // namespace isopel

#endif  // ISOPEL_TABLES_NUMERATORS_HPP_
