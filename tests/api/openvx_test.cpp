// ScaleImage of OpenVX: its sample positions, x_src = (x_dst + 1/2) width_src / width_dst - 1/2 and y_src alike, and
// its figure of 7x3 pixels that become 3x1. Numbers are worked out by hand from "Image Resizing Kernel" in the OpenVX
// specification (revision dba1aa3).
#include <algorithm>
#include <cstdlib>

#include "support.hpp"

namespace isopel::test {
namespace {

std::vector<std::uint8_t> scale_image(std::span<const std::uint8_t> src, Size from, Size to, Filter filter) {
  const Spec spec{.src = from, .dst = to, .format = gray8, .rules = {.filter = filter}};
  std::vector<std::uint8_t> out;
  for (const Arch* arch : available_archs()) {
    const std::vector<std::uint8_t> got = run(spec, src, *arch).bytes;
    if (out.empty()) out = got;
    EXPECT_EQ(got, out) << name(*arch);
  }
  return out;
}

// The figure's middle pixels are white, its outermost ones green; the text does not say whether all of them, or those
// on the left and right only, so here are both. Green is 150 and white 255.
//     x_src = (x_dst + 1/2) 7/3 - 1/2 = 2/3, 3, 16/3;  y_src = 1
constexpr std::uint8_t columns[] = {150, 255, 255, 255, 255, 255, 150,   //
                                    150, 255, 255, 255, 255, 255, 150,   //
                                    150, 255, 255, 255, 255, 255, 150};  //
constexpr std::uint8_t frame[] = {150, 150, 150, 150, 150, 150, 150,     //
                                  150, 255, 255, 255, 255, 255, 150,     //
                                  150, 150, 150, 150, 150, 150, 150};    //
constexpr Size figure{7, 3}, scaled{3, 1};
using Bytes = std::vector<std::uint8_t>;

TEST(OpenVx, FigureByNearest) {
  // "As the pixel centre closest to the sample position is white in all cases, the resulting 3x1 image is white": the
  // pixels 1, 3 and 5 of row 1.
  EXPECT_EQ(scale_image(columns, figure, scaled, Filter::nearest), (Bytes{255, 255, 255}));
  EXPECT_EQ(scale_image(frame, figure, scaled, Filter::nearest), (Bytes{255, 255, 255}));
}

TEST(OpenVx, FigureByBilinear) {
  // "The outer destination pixels partly sample from the outermost green pixels": x_src = 2/3 is 1/3 of pixel 0 and 2/3
  // of pixel 1, (150 + 2 * 255) / 3 = 220; x_src = 3 is a white pixel; x_src = 16/3 is 2/3 of pixel 5 and 1/3 of
  // pixel 6.
  EXPECT_EQ(scale_image(columns, figure, scaled, Filter::bilinear), (Bytes{220, 255, 220}));
  EXPECT_EQ(scale_image(frame, figure, scaled, Filter::bilinear), (Bytes{220, 255, 220}));
}

TEST(OpenVx, FigureByArea) {
  // "The example shown here weights the contribution of each source pixel by the amount of that pixel's area contained
  // within the black rectangle", which is 7/3 by 3 pixels. In each row with green at its ends, the outer rectangles
  // hold 1 green and 4/3 white pixels: (3 * 150 + 4 * 255) / 7 = 210.
  EXPECT_EQ(scale_image(columns, figure, scaled, Filter::area), (Bytes{210, 255, 210}));
  // With two green rows: (150 + 210 + 150) / 3 = 170, and (150 + 255 + 150) / 3 = 185 in the middle.
  EXPECT_EQ(scale_image(frame, figure, scaled, Filter::area), (Bytes{170, 185, 170}));
}

// Positions in whole numbers: 2 dst (x_src + 1/2) = (2 x_dst + 1) src.

std::int64_t floor_of(std::int64_t a, std::int64_t b) { return a >= 0 ? a / b : -((b - 1 - a) / b); }

/// The pixel whose centre is closest; of two, the right one.
std::int32_t closest(std::int32_t x, std::int32_t src, std::int32_t dst) {
  return static_cast<std::int32_t>(floor_of((2 * std::int64_t{x} + 1) * src, 2 * std::int64_t{dst}));
}

/// The weight of pixel `column` in output x, of a total of 2 dst; pixels outside count for those at the edge.
std::int64_t bilinear_weight(std::int32_t column, std::int32_t x, std::int32_t src, std::int32_t dst) {
  const std::int64_t unit = 2 * std::int64_t{dst}, position = (2 * std::int64_t{x} + 1) * src - dst;
  const std::int64_t lower = floor_of(position, unit), right = position - lower * unit;
  const auto inside = [&](std::int64_t pixel) { return std::clamp<std::int64_t>(pixel, 0, src - 1); };
  return (inside(lower) == column ? unit - right : 0) + (inside(lower + 1) == column ? right : 0);
}

/// The length of pixel `column` inside output x, of a total of src.
std::int64_t area_weight(std::int32_t column, std::int32_t x, std::int32_t src, std::int32_t dst) {
  const std::int64_t left = std::int64_t{x} * src, first = std::int64_t{column} * dst;
  return std::max<std::int64_t>(0, std::min(left + src, first + dst) - std::max(left, first));
}

template <class Weight>
void expect_close(const Bytes& src, Size from, Size to, Filter filter, Weight weight) {
  const Bytes out = scale_image(src, from, to, filter);
  for (std::int32_t y = 0; y < to.height; ++y) {
    for (std::int32_t x = 0; x < to.width; ++x) {
      std::int64_t sum = 0, weights = 0;
      for (std::int32_t row = 0; row < from.height; ++row) {
        for (std::int32_t column = 0; column < from.width; ++column) {
          const std::int64_t w = weight(column, x, from.width, to.width) * weight(row, y, from.height, to.height);
          sum += w * src[static_cast<std::size_t>(row * from.width + column)];
          weights += w;
        }
      }
      // Off by one half by its own rounding, and a little more by that of the weights.
      const std::int64_t sample = out[static_cast<std::size_t>(y * to.width + x)];
      ASSERT_LE(std::abs(100 * (sample * weights - sum)), 75 * weights)
          << from.width << "x" << from.height << " to " << to.width << "x" << to.height << " at " << x << ", " << y;
    }
  }
}

TEST(OpenVx, Positions) {
  Random random(2);
  for (int i = 0; i < repetitions(150, 6); ++i) {
    const Size from{random.in(1, 24), random.in(1, 24)}, to{random.in(1, 24), random.in(1, 24)};
    const Bytes src = random_image(random, from, 1);
    const Bytes nearest = scale_image(src, from, to, Filter::nearest);
    for (std::int32_t y = 0; y < to.height; ++y) {
      for (std::int32_t x = 0; x < to.width; ++x) {
        const std::int32_t row = closest(y, from.height, to.height), column = closest(x, from.width, to.width);
        ASSERT_EQ(nearest[static_cast<std::size_t>(y * to.width + x)],
                  src[static_cast<std::size_t>(row * from.width + column)]);
      }
    }
    expect_close(src, from, to, Filter::bilinear, bilinear_weight);
    const Size smaller{random.in(1, from.width), random.in(1, from.height)};
    expect_close(src, from, smaller, Filter::area, area_weight);
  }
}

}  // namespace
}  // namespace isopel::test
