// From the numerators of one output to its weights, formulas (12) and (14), and where weights repeat.
#ifndef ISOPEL_ENGINE_WEIGHTS_HPP_
#define ISOPEL_ENGINE_WEIGHTS_HPP_

#include <algorithm>
#include <cstring>
#include <numeric>

#include "engine/arithmetic.hpp"
#include "engine/numerators.hpp"

namespace isopel {

/// (12) What is left of one output's taps when the zeros at both ends are gone; `sum` is that of all taps.
struct Trimmed {
  std::int64_t first = -1, last = -1, sum = 0, peak = 0;

  explicit Trimmed(const Numerators& numerators) {
    numerators.for_each([&](std::int64_t pixel, std::int64_t g) {
      if (g == 0) return;
      if (first < 0) first = pixel;
      last = pixel;
      sum += g;
      peak = std::max(peak, magnitude(g));
    });
    if (first < 0) first = last = numerators.any_pixel();
    sum += numerators.before() + numerators.after();
  }
  std::int32_t taps() const { return static_cast<std::int32_t>(last - first + 1); }
};

/// Outputs repeat their weights after `outputs`, `pixels` further right, wherever no border is near.
struct Period {
  std::int64_t outputs, pixels;

  explicit Period(const AxisSpec& axis) {
    const std::int64_t divisor = std::gcd(axis.grid.step, axis.grid.unit);
    outputs = axis.grid.unit / divisor;
    pixels = axis.grid.step / divisor;
  }

  /// Whether output d has the weights of the output one period before it.
  bool repeats(const AxisSpec& axis, const Numerators& numerators, std::int64_t d) const {
    return d >= outputs && numerators.inside() && Numerators(axis, d - outputs).inside();
  }
};

/// (14) A running sum of numerators as a running sum of weights.
inline std::int64_t rounded_sum(std::int64_t sum, std::int64_t whole, int precision) {
  // sum * 2^P can need 64 bits and more, so the quotient comes in two parts.
  const int low = precision / 2, high = precision - low;
  const std::int64_t quotient = floor_divide(sum * power_of_two(high), whole);
  const std::int64_t rest = (sum * power_of_two(high) - quotient * whole) * power_of_two(low);
  std::int64_t rounded = quotient * power_of_two(low) + rest / whole;
  const std::int64_t twice_rest = 2 * (rest % whole);
  const bool tie_up = rounded < power_of_two(precision - 1);  // ties go to the middle: the table stays symmetric
  if (twice_rest > whole || (twice_rest == whole && tie_up)) ++rounded;
  return rounded;
}

/// (14) Weights whose running sums are the rounded running sums of the numerators, so that all of them sum to 2^P.
/// Calls put(pixel, weight) and returns the weight of the taps outside.
template <class Put>
std::int32_t make_weights(const Numerators& numerators, const Trimmed& trimmed, int precision, Put put) {
  std::int64_t sum = numerators.before();
  std::int64_t previous = rounded_sum(sum, trimmed.sum, precision), kept = 0;
  numerators.for_each([&](std::int64_t pixel, std::int64_t g) {
    if (pixel < trimmed.first || pixel > trimmed.last) return;
    sum += g;
    const std::int64_t rounded = rounded_sum(sum, trimmed.sum, precision);
    put(pixel, rounded - previous);
    kept += rounded - previous;
    previous = rounded;
  });
  return static_cast<std::int32_t>(power_of_two(precision) - kept);
}

inline std::byte* weights_of(std::byte* record) { return record + sizeof(std::int32_t); }

}  // namespace isopel

#endif  // ISOPEL_ENGINE_WEIGHTS_HPP_
