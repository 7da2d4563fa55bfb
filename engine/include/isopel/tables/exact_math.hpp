// Elementary functions in integers: the same value from every compiler, without libm.
#ifndef ISOPEL_TABLES_EXACT_MATH_HPP_
#define ISOPEL_TABLES_EXACT_MATH_HPP_

#include <cstdint>

#include "isopel/tables/arithmetic.hpp"

namespace isopel {

/// (8) sin(pi z) in Q30 for z >= 0 in Q31 half turns: an odd polynomial of degree 13 on the first quarter turn,
/// its coefficients in Q27 of sin(pi z) / z.
constexpr std::int64_t sin_pi(std::int64_t z) {
  constexpr std::int64_t coefficients[] = {421657428, -693598668, 342277223, -80431924, 11025434, -989242, 62586};
  constexpr std::int64_t half_turn = power_of_two(31), quarter_turn = power_of_two(30);
  const bool negative = (z / half_turn) % 2 != 0;
  z %= half_turn;
  if (z > quarter_turn) z = half_turn - z;
  const std::int64_t z_squared = shift_down(z * z, 32);
  std::int64_t sum = coefficients[6];
  for (int i = 5; i >= 0; --i) sum = coefficients[i] + shift_down(sum * z_squared, 30);
  const std::int64_t sine = shift_down(sum * z, 28);
  return negative ? -sine : sine;
}

}  // namespace isopel

#endif  // ISOPEL_TABLES_EXACT_MATH_HPP_
