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
  std::int64_t first = -1, last = -1, sum = 0, peak = 0;

  constexpr explicit Trimmed(const Numerators& numerators) : numerators_(numerators) {
    numerators.for_each([&](std::int64_t pixel, std::int64_t g) {
      if (count_ == 0) from_ = pixel;
      if (count_ < kept_) numerator_[count_] = g;
      ++count_;
      if (g == 0) return;
      if (first < 0) first = pixel;
      last = pixel;
      sum += g;
      peak = std::max(peak, magnitude(g));
    });
    if (first < 0) first = last = numerators.any_pixel();
    sum += numerators.before() + numerators.after();
  }
  constexpr std::int32_t taps() const { return static_cast<std::int32_t>(last - first + 1); }
  constexpr const Numerators& numerators() const { return numerators_; }

  /// Calls visit(pixel, numerator) for the pixels that are left.
  template <class Visit>
  constexpr void for_each(Visit visit) const {
    const auto visit_rest = [&](std::int64_t pixel, std::int64_t g) {
      if (pixel >= first && pixel <= last) visit(pixel, g);
    };
    if (count_ > kept_) return numerators_.for_each(visit_rest);
    for (std::int64_t i = 0; i < count_; ++i) visit_rest(from_ + i, numerator_[i]);
  }

 private:
  static constexpr std::int64_t kept_ = 128;  // numerators are costly; of outputs with more they are computed twice
  const Numerators& numerators_;
  std::int64_t from_ = 0, count_ = 0, numerator_[kept_];
};

/// Outputs [first, end) have all their taps inside the image. They repeat their weights after `outputs` outputs,
/// `pixels` further right.
struct Phases {
  std::int64_t outputs, pixels, first = 0, end;

  constexpr explicit Phases(const AxisSpec& axis) : end(axis.dst) {
    const std::int64_t divisor = common_divisor(axis.grid.step, axis.grid.unit);
    outputs = axis.grid.unit / divisor;
    pixels = axis.grid.step / divisor;
    while (first < end && !Numerators(axis, first).starts_inside()) ++first;
    while (end > first && !Numerators(axis, end - 1).ends_inside()) --end;
  }
  /// Whether output d has the weights of the output one period before it.
  constexpr bool repeats(std::int64_t d) const { return d >= first + outputs && d < end; }
  /// The end of the outputs inside that repeat no other's weights.
  constexpr std::int64_t end_of_distinct() const { return std::min(end, first + outputs); }
};

/// (14) A running sum of numerators as a running sum of weights.
constexpr std::int64_t rounded_sum(std::int64_t sum, std::int64_t whole, int precision) {
  std::int64_t rounded, rest;
  if (magnitude(sum) < power_of_two(62 - precision)) {
    rounded = floor_divide(sum * power_of_two(precision), whole);
    rest = sum * power_of_two(precision) - rounded * whole;
  } else {  // sum * 2^P can need 64 bits and more, so the quotient comes in two parts
    const int low = precision / 2, high = precision - low;
    const std::int64_t quotient = floor_divide(sum * power_of_two(high), whole);
    rest = (sum * power_of_two(high) - quotient * whole) * power_of_two(low);
    rounded = quotient * power_of_two(low) + rest / whole;
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
  trimmed.for_each([&](std::int64_t pixel, std::int64_t g) {
    sum += g;
    const std::int64_t rounded = rounded_sum(sum, trimmed.sum, precision);
    put(pixel, rounded - previous);
    kept += rounded - previous;
    previous = rounded;
  });
  return static_cast<std::int32_t>(power_of_two(precision) - kept);
}

}  // namespace ISOPEL_BUILD
}  // namespace isopel

#endif  // ISOPEL_TABLES_WEIGHTS_HPP_
