// Contract 1, formula (35): luma and chroma to red, green and blue, four pixels at a time.
// Assumes nothing about alignment; the output overlaps no input.
// Tail: the last, partial vector has a predicate. Reads exactly the samples.
#include "arch/mve/helium.hpp"

#if ISOPEL_HAVE_MVE

namespace isopel::mve {

void yuv_to_rgb_u8(const std::uint8_t* y, const std::uint8_t* u, const std::uint8_t* v, std::uint8_t* rgb,
                   std::int32_t pixels, const YuvCoefficients& coefficients) {
  const YuvCoefficients c = coefficients;
  // What is subtracted from the samples is a part of the sums' first terms.
  const std::int32_t luma = static_cast<std::int32_t>(power_of_two(c.shift - 1)) - c.luma * c.offset;
  const int32x4_t red_bias = vdupq_n_s32(luma - 128 * c.red_v);
  const int32x4_t green_bias = vdupq_n_s32(luma - 128 * (c.green_u + c.green_v));
  const int32x4_t blue_bias = vdupq_n_s32(luma - 128 * c.blue_u);
  const uint32x4_t columns = vmulq_n_u32(vidupq_n_u32(0, 1), 3);
  const auto four = [&](auto lanes) {
    const int32x4_t bright = load_four(y, lanes), blueness = load_four(u, lanes), redness = load_four(v, lanes);
    const auto put = [&](int channel, int32x4_t sums) {
      scatter_low_parts(rgb + channel, columns, narrowed<std::uint8_t>(vshlq_r_s32(sums, -c.shift)), lanes);
    };
    put(0, vmlaq_n_s32(vmlaq_n_s32(red_bias, bright, c.luma), redness, c.red_v));
    put(1, vmlaq_n_s32(vmlaq_n_s32(vmlaq_n_s32(green_bias, bright, c.luma), blueness, c.green_u), redness, c.green_v));
    put(2, vmlaq_n_s32(vmlaq_n_s32(blue_bias, bright, c.luma), blueness, c.blue_u));
  };
  for (std::int32_t steps = pixels / 4; steps > 0; --steps) {
    four(Full{});
    y += 4;
    u += 4;
    v += 4;
    rgb += 12;
  }
  if (pixels % 4 != 0) four(first_of_four(pixels % 4));
}

}  // namespace isopel::mve

#endif  // ISOPEL_HAVE_MVE
