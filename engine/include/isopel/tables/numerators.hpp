// The taps of one output of contract 1 and the numerators of their weights, formulas (2) to (11). Borders end here.
#ifndef ISOPEL_TABLES_NUMERATORS_HPP_
#define ISOPEL_TABLES_NUMERATORS_HPP_

#include <algorithm>
#include <cstdint>

#include "isopel/tables/filter.hpp"
#include "isopel/tables/grid.hpp"

namespace isopel {
inline namespace ISOPEL_BUILD {

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
  constexpr Numerators(const AxisSpec& axis, std::int64_t d) : axis_(axis), d_(d) {
    const AxisGrid& grid = axis.grid;
    if (axis.rules.filter == Filter::nearest) {
      first_ = last_ = nearest_pixel(grid, axis.rules.grid, d);
      return;
    }
    if (averages(axis)) {
      first_ = share_first(grid, d);
      last_ = share_last(grid, d);
      return;
    }
    const bool area = axis.rules.filter == Filter::area;
    weight_ = area ? triangle_weight : row(axis.rules.filter).weight;
    unit_ = is_widened(axis) ? grid.step : grid.unit;
    const std::int64_t half_width = support(area ? Filter::bilinear : axis.rules.filter);
    end_ = half_width * one_pixel;
    first_ = first_within(grid, half_width * unit_, d);
    last_ = last_within(grid, half_width * unit_, d);
  }

  constexpr bool starts_inside() const { return first_ >= 0; }
  constexpr bool ends_inside() const { return last_ < axis_.src; }
  constexpr bool inside() const { return starts_inside() && ends_inside(); }
  /// Whether a tap that is not zero is outside.
  constexpr bool leaves() const {
    for (std::int64_t k = first_; k <= last_; ++k) {
      if (inside_of(k) != k && numerator(k) != 0) return true;
    }
    return false;
  }
  /// A pixel of the image, for an output that needs none.
  constexpr std::int64_t any_pixel() const { return inside_of(first_); }

  /// The sum of the numerators outside that count although no pixel takes them (11).
  constexpr std::int64_t before() const { return keeps_outside() ? sum(first_, std::min<std::int64_t>(last_, -1)) : 0; }
  constexpr std::int64_t after() const {
    return keeps_outside() ? sum(std::max<std::int64_t>(first_, axis_.src), last_) : 0;
  }

  /// Pixels of the image, of which for_each() visits no other.
  struct Range {
    std::int64_t first, last;
    constexpr std::int64_t count() const { return last - first + 1; }
  };
  constexpr Range range() const {
    const std::int64_t last = axis_.src - 1;
    if (reflects()) {  // what is beyond one end only comes back from there
      return {starts_inside() ? std::clamp<std::int64_t>(2 * last - last_, 0, first_) : 0,
              ends_inside() ? std::clamp<std::int64_t>(std::max(last_, -first_), 0, last) : last};
    }
    if (extrapolates()) {
      return {std::clamp<std::int64_t>(first_, 0, last - 1), std::clamp<std::int64_t>(last_, 1, last)};
    }
    return {inside_of(first_), inside_of(last_)};
  }

  /// Calls visit(pixel, numerator) for pixels of the image that follow each other, borders folded in (11).
  template <class Visit>
  constexpr void for_each(Visit visit) const {
    if (reflects()) return reflect(visit);
    if (extrapolates()) return extrapolate(visit);
    const bool drops = axis_.rules.border == Border::renormalize || keeps_outside();
    std::int64_t pixel = -1, total = 0;
    for (std::int64_t k = first_; k <= last_; ++k) {
      const std::int64_t clamped = inside_of(k);
      if (clamped != k && drops) continue;
      if (clamped != pixel) {
        if (pixel >= 0) visit(pixel, total);
        pixel = clamped;
        total = 0;
      }
      total += numerator(k);
    }
    if (pixel >= 0) visit(pixel, total);
  }

  /// How many pixels there are between the first and the last whose numerator is not zero; at least 1. For an output
  /// whose taps are all inside.
  constexpr std::int64_t taps_inside() const {
    std::int64_t first = first_, last = last_;
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
  constexpr std::int64_t inside_of(std::int64_t k) const { return std::clamp<std::int64_t>(k, 0, axis_.src - 1); }
  constexpr std::int64_t sum(std::int64_t first, std::int64_t last) const {
    std::int64_t total = 0;
    for (std::int64_t k = first; k <= last; ++k) total += numerator(k);
    return total;
  }

  /// The image mirrored at the centres of its edge pixels: k and p are the same modulo two lengths, forward or back.
  template <class Visit>
  constexpr void reflect(Visit visit) const {
    const std::int64_t period = 2 * (axis_.src - 1);
    const Range pixels = range();
    for (std::int64_t pixel = pixels.first; pixel <= pixels.last; ++pixel) {
      std::int64_t total = 0;
      const auto add_from = [&](std::int64_t image) {
        // The first k >= first_ that is the same as `image` modulo the period.
        const std::int64_t start = image + ceil_divide(first_ - image, period) * period;
        for (std::int64_t k = start; k <= last_; k += period) total += numerator(k);
      };
      add_from(pixel);
      if (pixel != 0 && pixel != axis_.src - 1) add_from(-pixel);
      visit(pixel, total);
    }
  }

  /// The line through the last two pixels goes on: p[-j] = p[0] + j (p[0] - p[1]).
  template <class Visit>
  constexpr void extrapolate(Visit visit) const {
    struct End {
      std::int64_t edge = 0, neighbour = 0;  // what the taps outside add to the last pixel and to the one before it
    } left, right;
    const std::int64_t last = axis_.src - 1;
    for (std::int64_t k = first_; k <= last_; ++k) {
      if (k >= 0 && k <= last) continue;
      End& end = k < 0 ? left : right;
      const std::int64_t beyond = k < 0 ? -k : k - last;
      end.edge += (1 + beyond) * numerator(k);
      end.neighbour -= beyond * numerator(k);
    }
    const Range pixels = range();
    for (std::int64_t pixel = pixels.first; pixel <= pixels.last; ++pixel) {
      std::int64_t total = pixel >= first_ && pixel <= last_ ? numerator(pixel) : 0;
      if (pixel == 0) total += left.edge;
      if (pixel == 1) total += left.neighbour;
      if (pixel == last) total += right.edge;
      if (pixel == last - 1) total += right.neighbour;
      visit(pixel, total);
    }
  }

  constexpr std::int64_t numerator(std::int64_t k) const {
    if (axis_.rules.filter == Filter::nearest) return 1;
    if (weight_ == nullptr) return overlap(axis_.grid, k, d_);  // (10)
    const std::int64_t u = magnitude(distance(axis_.grid, k, d_));
    const std::int64_t t = (u * (2 * one_pixel) + unit_) / (2 * unit_);  // (4) round half up
    if (t >= end_) return 0;
    return shift_down(weight_(t) + 8, 4);  // (9) Q28 to Q24
  }

  const AxisSpec& axis_;
  std::int64_t d_, first_ = 0, last_ = 0, unit_ = 1, end_ = 0;
  WeightFunction weight_ = nullptr;
};

}  // namespace ISOPEL_BUILD
}  // namespace isopel

#endif  // ISOPEL_TABLES_NUMERATORS_HPP_
