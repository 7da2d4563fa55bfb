// How a side that keeps the aspect ratio becomes a whole number. Included by fit.hpp.
#ifndef ISOPEL_SIZE_RULE_HPP_
#define ISOPEL_SIZE_RULE_HPP_

#include <algorithm>
#include <cstdint>

#include "isopel/isopel.hpp"

namespace isopel {

/// The rule. None makes a side 0.
enum class SizeRule : std::int32_t {
  /// To nearest, halves up; exact.
  round = ISOPEL_SIZE_ROUND,
  /// Down.
  floor = ISOPEL_SIZE_FLOOR,
  /// Up.
  ceil = ISOPEL_SIZE_CEIL,
  /// int(size * long / short), which is a floor; limits and the middle of crops are torchvision's, too.
  torchvision = ISOPEL_SIZE_TORCHVISION,
  /// round(side * r) with r in doubles, halves to even.
  yolo = ISOPEL_SIZE_YOLO,
};

namespace fits {

constexpr bool is_side(std::int64_t side) { return side >= 1 && side <= ISOPEL_MAX_SIDE; }
constexpr bool is_size(Size size) { return is_side(size.width) && is_side(size.height); }

/// Python's round(). Only compares with the half: where a compiler may fuse products and sums, there is no sum.
constexpr std::int32_t round_half_even(double value) {
  const auto below = static_cast<std::int32_t>(value);
  const double half = below + 0.5;
  return value > half || (value == half && below % 2 != 0) ? below + 1 : below;
}

/// side * numerator / denominator by the rule, at least 1; ISOPEL_MAX_SIDE + 1 for all that is longer.
///
/// torchvision's int(size * long / short) is a floor: Python rounds the quotient q = a / b to the nearest double, and
/// as a < 2^41, the next whole number is 1 / b or more away, but half a unit in the last place of q below 2^-12 / b.
/// YOLO's round(side * r) is computed as there, with r = numerator / denominator in doubles: a half may have become
/// less or more than one.
constexpr std::int32_t scaled_side(std::int32_t side, std::int64_t numerator, std::int64_t denominator, SizeRule rule) {
  const std::int64_t product = side * numerator, whole = product / denominator;
  if (whole > ISOPEL_MAX_SIDE) return ISOPEL_MAX_SIDE + 1;
  const std::int64_t rest = product % denominator;
  auto result = static_cast<std::int32_t>(whole);
  switch (rule) {
    case SizeRule::floor:
    case SizeRule::torchvision:
      break;
    case SizeRule::ceil:
      result += rest > 0 ? 1 : 0;
      break;
    case SizeRule::round:
      result += 2 * rest >= denominator ? 1 : 0;
      break;
    case SizeRule::yolo: {
      const double scale = static_cast<double>(static_cast<std::int32_t>(numerator)) /
                           static_cast<double>(static_cast<std::int32_t>(denominator));
      result = round_half_even(side * scale);
      break;
    }
  }
  return std::max<std::int32_t>(result, 1);
}

}  // namespace fits
}  // namespace isopel

#endif  // ISOPEL_SIZE_RULE_HPP_
