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

/// From the finished sum, which began at the bias, to the sample. What becomes i16 always fits (CONTRACT.md, ranges).
template <class Sample>
constexpr Sample finish(std::int32_t sum, std::int32_t shift) {
  const std::int32_t value = shift_down(sum, shift);
  if constexpr (sizeof(Sample) == 1) return clamp_u8(value);
  return static_cast<Sample>(value);
}

/// Boxes of at most this many samples keep 2 * sum + area, in (19), below 2^32.
inline constexpr std::int64_t largest_u32_box = 8388608;

/// (19) The exact mean of `area` samples, rounded half up.
template <class Unsigned>
constexpr std::uint8_t box_round(Unsigned sum, Unsigned area) {
  return static_cast<std::uint8_t>((2 * sum + area) / (2 * area));
}

/// Wide weights are 2^11 * high + low.
inline constexpr int wide_weight_bits = 11;
constexpr std::int32_t wide_weight(std::int16_t high, std::int16_t low) {
  return static_cast<std::int32_t>(high * power_of_two(wide_weight_bits) + low);
}

struct WideWeight {
  std::int16_t high, low;
};
constexpr WideWeight split_weight(std::int32_t weight) {
  constexpr std::int32_t half = 1 << (wide_weight_bits - 1);
  const std::int32_t high = shift_down(weight + half, wide_weight_bits);
  return {static_cast<std::int16_t>(high), static_cast<std::int16_t>(weight - high * 2 * half)};
}

/// One sample of a blend (engine/kernels.hpp): OpenCV's INTER_LINEAR along y, for which samples have 7 fraction bits
/// and weights 11; 16 bits go with each product, 2 with the sum.
constexpr std::uint8_t blend(std::int32_t a, std::int32_t weight_a, std::int32_t b, std::int32_t weight_b) {
  return clamp_u8(shift_down(shift_down(a * weight_a, 16) + shift_down(b * weight_b, 16) + 2, 2));
}

/// Sums wrap modulo 2^32 on the way, harmlessly: the finished sum fits (CONTRACT.md, ranges).
constexpr std::int32_t add_product(std::int32_t sum, std::int32_t weight, std::int32_t sample) {
  return static_cast<std::int32_t>(static_cast<std::uint32_t>(sum) +
                                   static_cast<std::uint32_t>(weight) * static_cast<std::uint32_t>(sample));
}

}  // namespace isopel

#endif  // ISOPEL_ENGINE_ARITHMETIC_HPP_
