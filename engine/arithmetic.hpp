// The number formats and roundings of contract 1 and of the presets; those of tables stand in isopel/tables.
#ifndef ISOPEL_ENGINE_ARITHMETIC_HPP_
#define ISOPEL_ENGINE_ARITHMETIC_HPP_

#include <bit>
#include <cstdint>

#include "isopel/tables/arithmetic.hpp"

namespace isopel {

constexpr std::uint8_t clamp_u8(std::int32_t value) {
  return static_cast<std::uint8_t>(value < 0 ? 0 : value > 255 ? 255 : value);
}

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

/// The same for boxes of any size.
constexpr std::uint8_t box_mean(std::uint64_t sum, std::uint64_t area) {
  if (area > largest_u32_box) return box_round(sum, area);
  return box_round(static_cast<std::uint32_t>(sum), static_cast<std::uint32_t>(area));
}

/// One sample of a blend (engine/kernels.hpp): OpenCV's INTER_LINEAR along y, for which samples have 7 fraction bits
/// and weights 11; 16 bits go with each product, 2 with the sum.
constexpr std::uint8_t blend(std::int32_t a, std::int32_t weight_a, std::int32_t b, std::int32_t weight_b) {
  return clamp_u8(shift_down(shift_down(a * weight_a, 16) + shift_down(b * weight_b, 16) + 2, 2));
}

/// Weights of OpenCV's passes have 11 bits, so that a sum over both axes has 22.
inline constexpr int sums_bits = 22;
inline constexpr Rounding sums_pass{1 << (sums_bits - 1), sums_bits};
/// A nested pass (engine/kernels.hpp) takes this many samples at once in floats; what is left over, in integers.
inline constexpr std::int32_t nested_group = 8;
constexpr float nested_weight(std::int32_t weight) {
  return static_cast<float>(weight) * (1.0f / static_cast<float>(1 << sums_bits));
}

/// The nearest integer, halves to even, clamped, of |value| < 2^22: the addition rounds away all that is below 1.
constexpr std::uint8_t round_to_even_u8(float value) {
  constexpr float ones = 12582912.0f;  // 1.5 * 2^23
  const auto bits = std::bit_cast<std::int32_t>(value + ones);
  return clamp_u8(bits - std::bit_cast<std::int32_t>(ones));
}

/// a * b + c, rounded once. A processor that cannot does it in doubles: the product is exact there, and a sum that is
/// not gets an odd last bit, so that rounding it once more errs nowhere.
inline float fused_multiply_add(float a, float b, float c) {
#ifdef __FP_FAST_FMAF
  return __builtin_fmaf(a, b, c);
#else
  const double product = static_cast<double>(a) * b, addend = c;
  const double sum = product + addend;
  const double from_addend = sum - product;
  const double error = (product - (sum - from_addend)) + (addend - from_addend);
  auto bits = std::bit_cast<std::int64_t>(sum);
  if (error != 0 && bits % 2 == 0) bits += (error > 0) == (sum > 0) ? 1 : -1;
  return static_cast<float>(std::bit_cast<double>(bits));
#endif
}

/// OpenCV's mean of a box: the sum as a float times the float 1 / area.
constexpr std::uint8_t mean_to_even(std::int32_t sum, std::int32_t area) {
  return round_to_even_u8(static_cast<float>(sum) * (1.0f / static_cast<float>(area)));
}
/// Where the image's end cuts a box, OpenCV divides instead.
constexpr std::uint8_t mean_of_cut_box(std::int32_t sum, std::int32_t area) {
  return round_to_even_u8(static_cast<float>(sum) / static_cast<float>(area));
}

/// Pillow's mean of a box: times a reciprocal of 24 fraction bits, modulo 2^32.
constexpr std::uint32_t reciprocal_of(std::uint32_t area) {
  const float reciprocal = 4294967296.0f / static_cast<float>(256 * area);
  return static_cast<std::uint32_t>(reciprocal);
}
constexpr std::uint8_t mean_by_reciprocal(std::uint32_t sum, std::uint32_t area) {
  return static_cast<std::uint8_t>((sum + area / 2) * reciprocal_of(area) >> 24);
}

/// Pillow's colour times alpha: c * alpha / 255, rounded.
constexpr std::uint8_t premultiply(std::uint32_t colour, std::uint32_t alpha) {
  const std::uint32_t product = colour * alpha + 128;
  return static_cast<std::uint8_t>(((product >> 8) + product) >> 8);
}
/// And back: rounded down, at most 255; as it is where alpha is 0 or 255.
constexpr std::uint8_t unpremultiply(std::uint32_t colour, std::uint32_t alpha) {
  if (alpha == 0 || alpha == 255) return static_cast<std::uint8_t>(colour);
  const std::uint32_t quotient = 255 * colour / alpha;
  return static_cast<std::uint8_t>(quotient > 255 ? 255 : quotient);
}

/// Pixels of 16 bits.
constexpr std::uint8_t red_of(std::uint32_t pixel) { return static_cast<std::uint8_t>(pixel >> 11); }
constexpr std::uint8_t green_of(std::uint32_t pixel) { return static_cast<std::uint8_t>(pixel >> 5 & 63); }
constexpr std::uint8_t blue_of(std::uint32_t pixel) { return static_cast<std::uint8_t>(pixel & 31); }
constexpr std::uint32_t rgb565_of(std::uint32_t red, std::uint32_t green, std::uint32_t blue) {
  return (red < 31 ? red : 31) << 11 | (green < 63 ? green : 63) << 5 | (blue < 31 ? blue : 31);
}

constexpr std::uint32_t word_of(std::uint32_t low, std::uint32_t high) { return high << 8 | low; }
constexpr std::uint8_t low_byte(std::uint32_t word) { return static_cast<std::uint8_t>(word & 255); }
constexpr std::uint8_t high_byte(std::uint32_t word) { return static_cast<std::uint8_t>(word >> 8); }

/// How OpenMV rounds the means of weighted boxes. Sums lose `shift` bits after `half` was added, areas after `up`.
struct WeightedBoxRules {
  std::uint32_t half, up;
  int shift;
  bool saturates;  ///< whether the two halves of the corners' area are at most 32767
};

constexpr WeightedBoxRules weighted_box_rules(bool packed, bool old) {
  if (!packed) return {128, 255, 8, false};
  return old ? WeightedBoxRules{64, 127, 7, true} : WeightedBoxRules{63, 63, 6, false};
}

/// OpenMV's mean of a weighted box: of its corners, then with its edges, then with its inside; each step rounds. The
/// caller gives the weighted sums; areas follow from the weights.
struct WeightedSums {
  std::uint32_t corners, edges, inside;
};
struct WeightedEdge {
  std::uint32_t last, first_weight, last_weight;  ///< of one axis; pixels between the first and the last weigh 1

  constexpr std::uint32_t both() const { return first_weight + last_weight; }
  constexpr std::uint32_t between() const { return last > 1 ? last - 1 : 0; }
};
constexpr std::uint8_t weighted_mean(const WeightedSums& sums, const WeightedEdge& x, const WeightedEdge& y,
                                     const WeightedBoxRules& rules) {
  std::uint32_t area = x.both() * y.both();
  if (rules.saturates) {
    const auto half = [&](std::uint32_t weight) {
      return weight * y.both() < 32767 ? weight * y.both() : std::uint32_t{32767};
    };
    area = half(x.first_weight) + half(x.last_weight);
  }
  area = ((area + rules.up) >> rules.shift) + x.between() * y.both() + y.between() * x.both();
  std::uint32_t sum = ((sums.corners + rules.half) >> rules.shift) + sums.edges;
  area = ((area + rules.up) >> rules.shift) + x.between() * y.between();
  sum = ((sum + rules.half) >> rules.shift) + sums.inside;
  return static_cast<std::uint8_t>((sum + area / 2) / area);
}

// --- formats of contract 1

/// (23) i8 samples are u8 samples minus 128, and back.
constexpr std::uint8_t flip_sign(std::uint8_t sample) { return sample ^ 0x80; }

/// (24) Bits are repeated on the way in ...
constexpr std::uint8_t widen5(std::uint32_t v) { return static_cast<std::uint8_t>(v << 3 | v >> 2); }
constexpr std::uint8_t widen6(std::uint32_t v) { return static_cast<std::uint8_t>(v << 2 | v >> 4); }
/// ... and values rounded on the way out.
constexpr std::uint32_t narrow5(std::uint32_t v) { return (31 * v + 127) / 255; }
constexpr std::uint32_t narrow6(std::uint32_t v) { return (63 * v + 127) / 255; }

/// (26) The nearest integer in 0..maximum, halves to even; NaN gives 0. The addition rounds away all that is below 1.
constexpr std::uint16_t round_to_u16(float value, std::int32_t maximum) {
  if (!(value > 0.0f)) return 0;
  if (value >= static_cast<float>(maximum)) return static_cast<std::uint16_t>(maximum);
  constexpr float ones = 8388608.0f;  // 2^23
  return static_cast<std::uint16_t>(std::bit_cast<std::int32_t>(value + ones) - std::bit_cast<std::int32_t>(ones));
}

/// (27) Exact.
constexpr float float_of_half(std::uint16_t half) {
  const std::uint32_t sign = static_cast<std::uint32_t>(half & 0x8000) << 16;
  const std::uint32_t exponent = half >> 10 & 31, fraction = half & 1023;
  if (exponent == 31) return std::bit_cast<float>(sign | 0x7f800000u | fraction << 13);
  if (exponent != 0) return std::bit_cast<float>(sign | (exponent + 112) << 23 | fraction << 13);
  const float magnitude = static_cast<float>(fraction) * 5.9604644775390625e-8f;  // 2^-24
  return std::bit_cast<float>(sign | std::bit_cast<std::uint32_t>(magnitude));
}
/// (27) The nearest half, ties to even; too large becomes infinite, and any NaN the one quiet NaN of its sign.
constexpr std::uint16_t half_of_float(float value) {
  const auto bits = std::bit_cast<std::uint32_t>(value);
  const std::uint32_t sign = bits >> 16 & 0x8000, magnitude = bits & 0x7fffffff;
  if (magnitude > 0x7f800000) return static_cast<std::uint16_t>(sign | 0x7e00);
  if (magnitude >= 0x477ff000) return static_cast<std::uint16_t>(sign | 0x7c00);  // rounds to 65536 or more
  if (magnitude < 0x38800000) {  // below 2^-14: multiples of 2^-24, which the addition leaves in the last bits
    const float sum = std::bit_cast<float>(magnitude) + 0.5f;
    return static_cast<std::uint16_t>(sign | (std::bit_cast<std::uint32_t>(sum) - 0x3f000000));
  }
  const std::uint32_t rounded = magnitude + 0xfff + (magnitude >> 13 & 1);
  return static_cast<std::uint16_t>(sign | (rounded - (112u << 23)) >> 13);
}

/// (32) How f32 and f16 results are stored; three operations, each rounded once.
struct NormalizeValues {
  float divisor, mean[4], deviation[4];
};
constexpr float normalize(float sample, const NormalizeValues& values, std::int32_t channel) {
  const std::int32_t c = channel < 4 ? channel : 3;
  return ((sample / values.divisor) - values.mean[c]) / values.deviation[c];
}

/// (28) Colours weighted by their alpha, and alpha, are i16 with 7 fraction bits, centred.
inline constexpr std::int32_t weighted_centre = 16384;
constexpr std::int16_t weigh_colour(std::int32_t colour, std::int32_t alpha) {
  return static_cast<std::int16_t>((256 * colour * alpha + 255) / 510 - weighted_centre);
}
constexpr std::int16_t weigh_alpha(std::int32_t alpha) {
  return static_cast<std::int16_t>(128 * alpha - weighted_centre);
}
constexpr std::uint8_t unweigh_alpha(std::int32_t alpha) {
  return clamp_u8(shift_down(alpha + weighted_centre + 64, 7));
}
constexpr std::uint8_t unweigh_colour(std::int32_t colour, std::int32_t alpha) {
  const std::int32_t c = colour + weighted_centre, a = alpha + weighted_centre;
  if (a <= 0 || c <= 0) return 0;
  const std::int32_t value = (510 * c + a) / (2 * a);
  return clamp_u8(value);
}
/// (35) The integers of a conversion to RGB: luma minus `offset` times `luma`, chroma minus 128 times the others.
struct YuvCoefficients {
  std::int32_t offset, luma, red_v, green_u, green_v, blue_u;
  std::int32_t shift;  ///< fraction bits of all of them
};
struct Rgb {
  std::uint8_t red, green, blue;
};
constexpr Rgb yuv_to_rgb(std::int32_t y, std::int32_t u, std::int32_t v, const YuvCoefficients& c) {
  const std::int32_t luma = c.luma * (y - c.offset) + static_cast<std::int32_t>(power_of_two(c.shift - 1));
  const auto rounded = [&](std::int32_t sum) { return clamp_u8(shift_down(sum, c.shift)); };
  return {rounded(luma + c.red_v * (v - 128)), rounded(luma + c.green_u * (u - 128) + c.green_v * (v - 128)),
          rounded(luma + c.blue_u * (u - 128))};
}

/// Sums wrap modulo 2^32 on the way, harmlessly: the finished sum fits (CONTRACT.md, ranges).
constexpr std::int32_t add_product(std::int32_t sum, std::int32_t weight, std::int32_t sample) {
  return static_cast<std::int32_t>(static_cast<std::uint32_t>(sum) +
                                   static_cast<std::uint32_t>(weight) * static_cast<std::uint32_t>(sample));
}

}  // namespace isopel

#endif  // ISOPEL_ENGINE_ARITHMETIC_HPP_
