// Logarithms and powers of two in integers: the same value from every compiler, without libm.
#ifndef ISOPEL_ENGINE_EXACT_LOG_HPP_
#define ISOPEL_ENGINE_EXACT_LOG_HPP_

#include <bit>
#include <cstdint>

#include "engine/arithmetic.hpp"

namespace isopel {

/// The binary logarithm of a value >= 1 in Q32, at most 2^-29 too small: each squaring of the mantissa gives one bit.
constexpr std::int64_t log2_q32(std::uint64_t value) {
  const int exponent = static_cast<int>(std::bit_width(value)) - 1;
  // in Q31: 1 <= mantissa < 2
  std::uint64_t mantissa = exponent >= 31 ? shift_down(value, exponent - 31) : shift_up(value, 31 - exponent);
  std::int64_t result = exponent;
  for (int bit = 0; bit < 32; ++bit) {
    mantissa = shift_down(mantissa * mantissa, 31);
    const bool is_two = mantissa >= shift_up(std::uint64_t{1}, 32);
    if (is_two) mantissa = shift_down(mantissa, 1);
    result = 2 * result + (is_two ? 1 : 0);
  }
  return result;
}

/// 2^x for x in Q32, rounded to a whole number; x < 30. The fraction's power is a Taylor series of e^y in Q30.
constexpr std::int64_t exp2_rounded(std::int64_t x) {
  constexpr std::int64_t ln_2 = 2977044472;  // Q32
  const auto exponent = static_cast<int>(shift_down(x, 32));
  if (exponent < -1) return 0;
  const std::int64_t fraction = x - shift_up(std::int64_t{exponent}, 32);
  const auto y = static_cast<std::int64_t>(
      shift_down(static_cast<std::uint64_t>(fraction) * static_cast<std::uint64_t>(ln_2), 32));
  constexpr std::int64_t one = power_of_two(30);
  std::int64_t power = one;
  for (int n = 12; n >= 1; --n) power = one + shift_down(power * y, 32) / n;
  return shift_down(power + power_of_two(29 - exponent), 30 - exponent);
}

}  // namespace isopel

#endif  // ISOPEL_ENGINE_EXACT_LOG_HPP_
