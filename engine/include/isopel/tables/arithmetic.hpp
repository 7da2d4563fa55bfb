// What tables need of the arithmetic: shifts and divisions of whole numbers, how passes round, and the forms of
// weights. engine/arithmetic.hpp has the rest; no shift of contract 1 stands outside these two and exact_math.hpp.
#ifndef ISOPEL_TABLES_ARITHMETIC_HPP_
#define ISOPEL_TABLES_ARITHMETIC_HPP_

#include <cstdint>

namespace isopel {

/// floor(value / 2^bits), also for negative values.
template <class T>
constexpr T shift_down(T value, int bits) {
  return static_cast<T>(value >> bits);
}

/// value * 2^bits.
template <class T>
constexpr T shift_up(T value, int bits) {
  return static_cast<T>(value * (T{1} << bits));
}

/// 2^bits.
constexpr std::int64_t power_of_two(int bits) { return std::int64_t{1} << bits; }

/// floor(a / b) for b > 0.
constexpr std::int64_t floor_divide(std::int64_t a, std::int64_t b) {
  const std::int64_t quotient = a / b;
  return a % b < 0 ? quotient - 1 : quotient;
}

/// ceil(a / b) for b > 0.
constexpr std::int64_t ceil_divide(std::int64_t a, std::int64_t b) { return -floor_divide(-a, b); }

/// The greatest common divisor of a and b, both >= 0. (std::gcd is faster and much larger.)
constexpr std::int64_t common_divisor(std::int64_t a, std::int64_t b) {
  while (b != 0) {
    const std::int64_t rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

// Intermediate samples are i16 with 7 fraction bits, centred: (p - 128) * 2^7.
inline constexpr int intermediate_fraction_bits = 7;

/// How a pass makes a sample of its weighted sum: (bias + sum) >> shift, clamped where samples are u8. Rounding to
/// nearest, and every change of offset, is part of the bias.
struct Rounding {
  std::int32_t bias, shift;
};

/// (16) First pass: rounds, and centres. P is the weights' precision.
constexpr Rounding first_pass(int P) {
  return {static_cast<std::int32_t>(-power_of_two(P + 7) + power_of_two(P - 8)), P - intermediate_fraction_bits};
}

/// (17) Second pass: rounds, and undoes the centring.
constexpr Rounding second_pass(int P) {
  return {static_cast<std::int32_t>(power_of_two(P + 14) + power_of_two(P + 6)), P + intermediate_fraction_bits};
}

/// (18) The only pass: rounds.
constexpr Rounding single_pass(int P) { return {static_cast<std::int32_t>(power_of_two(P - 1)), P}; }

/// (28) Of both passes over colours weighted by their alpha.
constexpr Rounding weighted_pass(int P) { return {static_cast<std::int32_t>(power_of_two(P - 1)), P}; }

/// Wide weights are 2^11 * high + low.
inline constexpr int wide_weight_bits = 11;
struct WideWeight {
  std::int16_t high, low;
};
constexpr WideWeight split_weight(std::int32_t weight) {
  constexpr std::int32_t half = 1 << (wide_weight_bits - 1);
  const std::int32_t high = shift_down(weight + half, wide_weight_bits);
  return {static_cast<std::int16_t>(high), static_cast<std::int16_t>(weight - high * 2 * half)};
}
constexpr std::int32_t wide_weight(std::int16_t high, std::int16_t low) {
  return static_cast<std::int32_t>(high * power_of_two(wide_weight_bits) + low);
}

/// (25) Float weights are integers of so many fraction bits, which a float holds exactly.
inline constexpr int counted_precision = 23;
constexpr float counted_weight(std::int32_t weight) {
  return static_cast<float>(weight) * (1.0f / static_cast<float>(1 << counted_precision));
}

/// (32) zero_point + sample * numerator / denominator, rounded half up, clamped; as the byte of an i8.
constexpr std::uint8_t quantize(std::int32_t sample, std::int32_t zero_point, std::int32_t numerator,
                                std::int32_t denominator) {
  const std::int64_t scaled =
      floor_divide(2 * std::int64_t{sample} * numerator + denominator, 2 * std::int64_t{denominator});
  const std::int64_t value = zero_point + scaled;
  return static_cast<std::uint8_t>(value < -128 ? -128 : value > 127 ? 127 : value);
}

}  // namespace isopel

#endif  // ISOPEL_TABLES_ARITHMETIC_HPP_
