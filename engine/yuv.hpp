// (35) The integers of the conversions from luma and chroma to red, green and blue.
#ifndef ISOPEL_ENGINE_YUV_HPP_
#define ISOPEL_ENGINE_YUV_HPP_

#include <cstdint>

#include "engine/arithmetic.hpp"
#include "isopel/video.hpp"

namespace isopel {

/// In the order of the ids: offset, luma, red_v, green_u, green_v, blue_u, shift.
inline constexpr YuvCoefficients yuv_coefficients[] = {
    {16, 298, 409, -100, -208, 516, 8},               // bt601_limited_8bit
    {16, 76309, 104597, -25675, -53279, 132201, 16},  // bt601_limited
    {0, 65536, 91881, -22553, -46802, 116130, 16},    // bt601_full
    {16, 76309, 117489, -13975, -34925, 138438, 16},  // bt709_limited
    {0, 65536, 103206, -12276, -30679, 121609, 16},   // bt709_full
    {16, 76309, 110014, -12277, -42626, 140363, 16},  // bt2020_limited
    {0, 65536, 96639, -10784, -37444, 123299, 16},    // bt2020_full
};
constexpr const YuvCoefficients& coefficients_of(YuvMatrix matrix) {
  return yuv_coefficients[static_cast<std::int32_t>(matrix)];
}

namespace yuv_is_exact {

/// Whether `value` is the integer nearest to 2^16 numerator / denominator.
constexpr bool rounds(std::int64_t value, std::int64_t numerator, std::int64_t denominator) {
  const std::int64_t twice = 2 * (value * denominator - power_of_two(16) * numerator);
  return -denominator < twice && twice < denominator;
}

/// Whether they follow from red's and blue's share of luma, in 1/10000.
constexpr bool are(YuvMatrix matrix, std::int64_t red, std::int64_t blue, bool limited) {
  const YuvCoefficients& c = coefficients_of(matrix);
  const std::int64_t whole = 10000, green = whole - red - blue, gain = limited ? 255 : 1, range = limited ? 224 : 1;
  return c.shift == 16 && c.offset == (limited ? 16 : 0) && rounds(c.luma, gain, limited ? 219 : 1) &&
         rounds(c.red_v, gain * 2 * (whole - red), range * whole) &&
         rounds(c.green_u, -gain * 2 * (whole - blue) * blue, range * green * whole) &&
         rounds(c.green_v, -gain * 2 * (whole - red) * red, range * green * whole) &&
         rounds(c.blue_u, gain * 2 * (whole - blue), range * whole);
}
static_assert(are(YuvMatrix::bt601_limited, 2990, 1140, true) && are(YuvMatrix::bt601_full, 2990, 1140, false));
static_assert(are(YuvMatrix::bt709_limited, 2126, 722, true) && are(YuvMatrix::bt709_full, 2126, 722, false));
static_assert(are(YuvMatrix::bt2020_limited, 2627, 593, true) && are(YuvMatrix::bt2020_full, 2627, 593, false));

}  // namespace yuv_is_exact
}  // namespace isopel

#endif  // ISOPEL_ENGINE_YUV_HPP_
