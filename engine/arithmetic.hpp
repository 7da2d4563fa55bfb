// The Q formats and roundings of contract 1. Together with exact_math.hpp the only place with shifts.
#ifndef ISOPEL_ENGINE_ARITHMETIC_HPP_
#define ISOPEL_ENGINE_ARITHMETIC_HPP_

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

constexpr std::uint8_t clamp_u8(std::int32_t value) {
  return static_cast<std::uint8_t>(value < 0 ? 0 : value > 255 ? 255 : value);
}

// Intermediate samples are i16 with 7 fraction bits, centred: (p - 128) * 2^7.
inline constexpr int intermediate_fraction_bits = 7;

/// (16) The sum of the first pass starts here: rounding and centring in one constant. P is the weights' precision.
constexpr std::int32_t first_pass_bias(int P) {
  return static_cast<std::int32_t>(-power_of_two(P + 7) + power_of_two(P - 8));
}
/// (16) From the finished sum to the intermediate sample. Never saturates (CONTRACT.md, ranges).
constexpr std::int16_t first_pass_round(std::int32_t sum, int P) {
  return static_cast<std::int16_t>(shift_down(sum, P - intermediate_fraction_bits));
}
constexpr int first_pass_shift(int P) { return P - intermediate_fraction_bits; }

/// (17) The sum of the second pass starts here: rounding, and the centring undone.
constexpr std::int32_t second_pass_bias(int P) {
  return static_cast<std::int32_t>(power_of_two(P + 14) + power_of_two(P + 6));
}
/// (17) From the finished sum to the output sample.
constexpr std::uint8_t second_pass_round(std::int32_t sum, int P) {
  return clamp_u8(shift_down(sum, P + intermediate_fraction_bits));
}
constexpr int second_pass_shift(int P) { return P + intermediate_fraction_bits; }

/// (18) The sum of a single pass starts here.
constexpr std::int32_t single_pass_bias(int P) { return static_cast<std::int32_t>(power_of_two(P - 1)); }
/// (18) From the finished sum to the output sample.
constexpr std::uint8_t single_pass_round(std::int32_t sum, int P) { return clamp_u8(shift_down(sum, P)); }

/// (19) The exact mean of `area` samples, rounded half up.
template <class Unsigned>
constexpr std::uint8_t box_round(Unsigned sum, Unsigned area) {
  return static_cast<std::uint8_t>((2 * sum + area) / (2 * area));
}

/// Sums wrap modulo 2^32 on the way, harmlessly: the finished sum fits (CONTRACT.md, ranges).
constexpr std::int32_t add_product(std::int32_t sum, std::int32_t weight, std::int32_t sample) {
  return static_cast<std::int32_t>(static_cast<std::uint32_t>(sum) + static_cast<std::uint32_t>(weight * sample));
}

}  // namespace isopel

#endif  // ISOPEL_ENGINE_ARITHMETIC_HPP_
