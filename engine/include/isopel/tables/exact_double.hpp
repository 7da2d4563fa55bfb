// Elementary functions in doubles: additions and multiplications in a fixed order, so every processor gives the same
// bits. Used for the tables of presets whose original computes in doubles; libm would differ between processors.
#ifndef ISOPEL_TABLES_EXACT_DOUBLE_HPP_
#define ISOPEL_TABLES_EXACT_DOUBLE_HPP_

#include <bit>
#include <cstdint>
#include <initializer_list>

namespace isopel {

inline constexpr double pi = 3.14159265358979323846;

namespace exact {

/// Taylor's series on |x| <= pi / 4; the first omitted term is below 2^-63.
constexpr double sine(double x) {
  const double s = x * x;
  double sum = 1.0 / 355687428096000.0;  // 1 / 17!
  for (const double factorial : {1307674368000.0, 6227020800.0, 39916800.0, 362880.0, 5040.0, 120.0, 6.0}) {
    sum = 1.0 / factorial - s * sum;
  }
  return x - x * (s * sum);
}
constexpr double cosine(double x) {
  const double s = x * x;
  double sum = 1.0 / 6402373705728000.0;  // 1 / 18!
  for (const double factorial : {20922789888000.0, 87178291200.0, 479001600.0, 3628800.0, 40320.0, 720.0, 24.0}) {
    sum = 1.0 / factorial - s * sum;
  }
  return 1.0 - s * (0.5 - s * sum);
}

/// x = quarter_turns * pi / 2 + rest, |rest| <= pi / 4, for 0 <= x < 1000. pi / 2 comes in two parts, the first of
/// which has 33 bits, so that its multiples are exact.
struct Reduced {
  std::int32_t quarter_turns;
  double rest;
};
constexpr Reduced reduce(double x) {
  constexpr double half_pi_high = 1.57079632673412561417, half_pi_low = 6.07710050650619224932e-11;
  const auto quarter_turns = static_cast<std::int32_t>(x * (2.0 / pi) + 0.5);
  return {quarter_turns, (x - quarter_turns * half_pi_high) - quarter_turns * half_pi_low};
}

constexpr double sine_of(const Reduced& r) {
  switch (r.quarter_turns % 4) {
    case 0:
      return sine(r.rest);
    case 1:
      return cosine(r.rest);
    case 2:
      return -sine(r.rest);
    default:
      return -cosine(r.rest);
  }
}

/// sin(x) for 0 <= x < 1000, to within about one unit in the last place.
constexpr double sin(double x) { return sine_of(reduce(x)); }

/// cos(x), likewise: the sine a quarter turn further.
constexpr double cos(double x) {
  const Reduced r = reduce(x);
  return sine_of({r.quarter_turns + 1, r.rest});
}

/// A double as the sum of two, the first of at most 32 bits: products of both with whole numbers below 2^21 are exact.
struct Split {
  double high, low;
};
constexpr Split split(double value) {
  const auto high = std::bit_cast<double>(std::bit_cast<std::int64_t>(value) & ~std::int64_t{0x1fffff});
  return {high, value - high};
}

/// a - count * b, rounded once, for a near count * b.
constexpr double subtract_product(double a, std::int32_t count, double b) {
  const Split parts = split(b);
  return (a - count * parts.high) - count * parts.low;
}

/// halves * b / 2 + c, rounded once, for a c that ends no later than b does.
constexpr double multiply_half_add(std::int32_t halves, double b, double c) {
  const Split parts = split(b);
  return (halves * 0.5 * parts.high + c) + halves * 0.5 * parts.low;
}

}  // namespace exact
}  // namespace isopel

#endif  // ISOPEL_TABLES_EXACT_DOUBLE_HPP_
