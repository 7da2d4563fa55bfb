// Contract 1, formula (35): luma and chroma to red, green and blue, in plain C++.
// Assumes nothing about alignment; the output overlaps no input.
// Tail: none, one pixel at a time.
#include "arch/scalar/scalar.hpp"

namespace isopel::scalar {
namespace {

/// The shift is a constant here, so that a processor which can shift and clamp at once does so.
template <int shift>
void convert(const std::uint8_t* y, const std::uint8_t* u, const std::uint8_t* v, std::uint8_t* rgb,
             std::int32_t pixels, YuvCoefficients c) {
  c.shift = shift;
  for (std::int32_t i = 0; i < pixels; ++i, rgb += 3) {
    const Rgb pixel = yuv_to_rgb(y[i], u[i], v[i], c);
    rgb[0] = pixel.red;
    rgb[1] = pixel.green;
    rgb[2] = pixel.blue;
  }
}

}  // namespace

void yuv_to_rgb_u8(const std::uint8_t* y, const std::uint8_t* u, const std::uint8_t* v, std::uint8_t* rgb,
                   std::int32_t pixels, const YuvCoefficients& coefficients) {
  (coefficients.shift == 8 ? convert<8> : convert<16>)(y, u, v, rgb, pixels, coefficients);
}

}  // namespace isopel::scalar
