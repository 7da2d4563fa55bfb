// From the numerators of one output to its weights, formulas (12) and (14), and where weights repeat.
#ifndef ISOPEL_TABLES_WEIGHTS_HPP_
#define ISOPEL_TABLES_WEIGHTS_HPP_

#include <algorithm>
#include <cstdint>

#include "isopel/tables/numerators.hpp"

namespace isopel {
inline namespace ISOPEL_BUILD {

/// (12) What is left of one output's taps when the zeros at both ends are gone; `sum` is that of all taps.
class Trimmed {
 public:
  Pixel first = -1, last = -1;
  std::int64_t sum = 0, peak = 0;

  constexpr explicit Trimmed(const Numerators& numerators) : numerators_(numerators), range_(numerators.range()) {
    for (Pixel pixel = range_.first; pixel <= range_.last; ++pixel) {
      const std::int64_t g = numerators.at(pixel);
      if (is_kept(pixel)) kept_[pixel - range_.first] = g;
      if (g == 0) continue;
      if (first < 0) first = pixel;
      last = pixel;
      sum += g;
      peak = std::max(peak, magnitude(g));
    }
    if (first < 0) first = last = numerators.any_pixel();
    sum += numerators.before() + numerators.after();
  }
  constexpr std::int32_t taps() const { return static_cast<std::int32_t>(last - first + 1); }
  constexpr const Numerators& numerators() const { return numerators_; }
  /// The numerator of one of the taps that are left.
  constexpr std::int64_t numerator(Pixel pixel) const {
    return is_kept(pixel) ? kept_[pixel - range_.first] : numerators_.at(pixel);
  }

 private:
  static constexpr Pixel most_kept = 128;  // numerators are costly; those of later taps are computed twice
  constexpr bool is_kept(Pixel pixel) const { return pixel - range_.first < most_kept; }
  const Numerators& numerators_;
  Numerators::Range range_;
  std::int64_t kept_[most_kept];
};

/// Outputs [first, end) have all their taps inside the image. They repeat their weights after `outputs` outputs,
/// `pixels` further right.
struct Phases {
  Pixel outputs, pixels;
  std::int32_t first = 0, end;

  constexpr explicit Phases(const AxisSpec& axis) : end(axis.dst) {
    const std::int64_t divisor = common_divisor(axis.grid.step, axis.grid.unit);
    outputs = static_cast<Pixel>(axis.grid.unit / divisor);
    pixels = static_cast<Pixel>(axis.grid.step / divisor);
    while (first < end && !Numerators(axis, first).starts_inside()) ++first;
    while (end > first && !Numerators(axis, end - 1).ends_inside()) --end;
  }
  /// Whether output d has the weights of the output one period before it.
  constexpr bool repeats(std::int32_t d) const { return d >= first + outputs && d < end; }
  /// The end of the outputs inside that repeat no other's weights.
  constexpr std::int32_t end_of_distinct() const {
    return end - first < outputs ? end : first + static_cast<std::int32_t>(outputs);
  }
};

/// (14) A running sum of numerators as a running sum of weights.
constexpr std::int64_t rounded_sum(std::int64_t sum, std::int64_t whole, int precision) {
  // sum * 2^P can need 64 bits and more; then the quotient comes in two parts.
  const int low = magnitude(sum) < power_of_two(62 - precision) ? 0 : precision / 2;
  const std::int64_t scaled = sum * power_of_two(precision - low);
  std::int64_t rounded = floor_divide(scaled, whole), rest = scaled - rounded * whole;
  if (low != 0) {
    rest *= power_of_two(low);
    rounded = rounded * power_of_two(low) + rest / whole;
    rest %= whole;
  }
  const bool tie_up = rounded < power_of_two(precision - 1);  // ties go to the middle: the table stays symmetric
  if (2 * rest > whole || (2 * rest == whole && tie_up)) ++rounded;
  return rounded;
}

/// (14) Weights whose running sums are the rounded running sums of the numerators, so that all of them sum to 2^P.
/// Calls put(pixel, weight) and returns the weight of the taps outside.
template <class Put>
constexpr std::int32_t make_weights(const Trimmed& trimmed, int precision, Put put) {
  std::int64_t sum = trimmed.numerators().before();
  std::int64_t previous = rounded_sum(sum, trimmed.sum, precision), kept = 0;
  for (Pixel pixel = trimmed.first; pixel <= trimmed.last; ++pixel) {
    sum += trimmed.numerator(pixel);
    const std::int64_t rounded = rounded_sum(sum, trimmed.sum, precision);
    put(pixel, rounded - previous);
    kept += rounded - previous;
    previous = rounded;
  }
  return static_cast<std::int32_t>(power_of_two(precision) - kept);
}

}  // namespace ISOPEL_BUILD
}  // namespace isopel

#endif  // ISOPEL_TABLES_WEIGHTS_HPP_
