// Half-scale Gaussian against a model that is two loops around one pixel, its border in words.
#include "isopel/half_scale.hpp"

#include "support.hpp"

namespace isopel::test {
namespace {

constexpr Border borders[] = {Border::replicate, Border::reflect, Border::renormalize, Border::constant,
                              Border::undefined};

std::string describe(const HalfScale& spec) {
  const auto n = [](std::int32_t value) { return std::to_string(value); };
  return n(spec.src.width) + "x" + n(spec.src.height) + ", " + n(spec.format.channels) + " channels, kernel " +
         n(spec.kernel_size) + ", border " + n(static_cast<std::int32_t>(spec.border));
}

/// Walks from the image to the pixel and turns round at the edge pixels; -1 for a pixel outside that has no other.
std::int32_t find_pixel(std::int32_t pixel, std::int32_t side, Border border) {
  if (pixel >= 0 && pixel < side) return pixel;
  if (border == Border::replicate || (border == Border::reflect && side == 1)) return pixel < 0 ? 0 : side - 1;
  if (border != Border::reflect) return -1;
  std::int32_t at = 0, step = pixel < 0 ? -1 : 1;
  for (std::int32_t k = 0; k != pixel; k += pixel < 0 ? -1 : 1) {
    if (at + step < 0 || at + step >= side) step = -step;
    at += step;
  }
  return at;
}

/// One sample of the output; -1 where the border leaves it undefined.
std::int32_t model(const HalfScale& spec, std::span<const std::uint8_t> src, std::int32_t x, std::int32_t y,
                   std::int32_t c) {
  constexpr std::int32_t all_weights[3][5] = {{0, 0, 1, 0, 0}, {0, 1, 2, 1, 0}, {1, 4, 6, 4, 1}};
  const std::int32_t* weights = all_weights[spec.kernel_size / 2];
  const std::int32_t centre_x = spec.src.width % 2 == 0 ? 2 * x + 1 : 2 * x;
  const std::int32_t centre_y = spec.src.height % 2 == 0 ? 2 * y + 1 : 2 * y;
  std::int32_t sum = 0, inside = 0, all = 0;
  for (std::int32_t j = 0; j < 5; ++j) {
    for (std::int32_t i = 0; i < 5; ++i) {
      const std::int32_t weight = weights[i] * weights[j];
      if (weight == 0) continue;
      all += weight;
      const std::int32_t column = find_pixel(centre_x + i - 2, spec.src.width, spec.border);
      const std::int32_t row = find_pixel(centre_y + j - 2, spec.src.height, spec.border);
      if (column >= 0 && row >= 0) {
        inside += weight;
        sum += weight * src[static_cast<std::size_t>((row * spec.src.width + column) * spec.format.channels + c)];
      } else if (spec.border == Border::undefined) {
        return -1;
      } else if (spec.border == Border::constant) {
        sum += weight * spec.fill[c < 4 ? c : 3];
      }
    }
  }
  const std::int32_t divisor = spec.border == Border::renormalize ? inside : all;
  return (2 * sum + divisor) / (2 * divisor);
}

std::vector<std::uint8_t> model(const HalfScale& spec, std::span<const std::uint8_t> src) {
  std::vector<std::uint8_t> out;
  const Size half = half_size(spec.src);
  for (std::int32_t y = 0; y < half.height; ++y) {
    for (std::int32_t x = 0; x < half.width; ++x) {
      for (std::int32_t c = 0; c < spec.format.channels; ++c) {
        const std::int32_t sample = model(spec, src, x, y, c);
        out.push_back(sample < 0 ? guard : static_cast<std::uint8_t>(sample));
      }
    }
  }
  return out;
}

std::vector<std::uint8_t> halve(const HalfScale& spec, std::span<const std::uint8_t> src,
                                const Placement& placement = {}) {
  const auto pixel = static_cast<std::size_t>(spec.format.channels);
  const std::size_t row = static_cast<std::size_t>(spec.src.width) * pixel;
  const Size half = half_size(spec.src);
  GuardedRows from(spec.src.height, row, placement.src_gap, placement.src_upside_down);
  for (std::int32_t y = 0; y < spec.src.height; ++y) {
    std::memcpy(from.row(y), src.data() + static_cast<std::size_t>(y) * row, row);
  }
  GuardedRows to(half.height, static_cast<std::size_t>(half.width) * pixel, placement.dst_gap,
                 placement.dst_upside_down);
  FencedBytes scratch(static_cast<std::size_t>(scratch_size(spec)));
  if (scratch.size() != 0) std::memset(scratch.data(), 0x77, scratch.size());
  Message message{};
  EXPECT_EQ(half_scale(spec, {from.row(0), spec.src, from.stride(), spec.format},
                       {to.row(0), half, to.stride(), spec.format}, scratch.span(), &message),
            Status::ok)
      << message.text;
  EXPECT_STREQ(message.text, "");
  EXPECT_TRUE(to.intact()) << "a byte outside the destination was written";
  EXPECT_EQ(from.contents(), std::vector(src.begin(), src.end())) << "the source was changed";
  return to.contents();
}

void expect_model(const HalfScale& spec, Random& random) {
  const std::vector<std::uint8_t> src = random_image(random, spec.src, spec.format.channels);
  const Placement placement{static_cast<std::size_t>(random.in(0, 9)), static_cast<std::size_t>(random.in(0, 9)),
                            random.one_in(2), random.one_in(2)};
  const std::vector<std::uint8_t> expected = model(spec, src), got = halve(spec, src, placement);
  ASSERT_EQ(got, expected) << describe(spec) << ": " << difference(got, expected);
}

HalfScale random_half_scale(Random& random, Size src, Border border, std::int32_t kernel_size) {
  HalfScale spec{src, {Element::u8, random.in(1, 4)}, kernel_size, border};
  for (std::uint8_t& sample : spec.fill) sample = static_cast<std::uint8_t>(random.in(0, 255));
  return spec;
}

TEST(HalfScale, IsTheModelForEverySmallSize) {
  Random random(37);
  const std::int32_t longest = repetitions(9, 6);
  for (std::int32_t width = 1; width <= longest; ++width) {
    for (std::int32_t height = 1; height <= longest; ++height) {
      for (const Border border : borders) {
        for (const std::int32_t kernel_size : {1, 3, 5}) {
          expect_model(random_half_scale(random, {width, height}, border, kernel_size), random);
        }
      }
    }
  }
}

TEST(HalfScale, IsTheModelForRandomSizes) {
  Random random(38);
  for (int i = 0; i < repetitions(400, 25); ++i) {
    for (const Border border : borders) {
      const Size size{random.in(1, 40), random.in(1, 40)};
      expect_model(random_half_scale(random, size, border, 2 * random.in(0, 2) + 1), random);
    }
  }
}

TEST(HalfScale, TakesAnyNumberOfChannels) {
  Random random(39);
  for (const std::int32_t channels : {5, 8, 13}) {
    for (const Border border : borders) {
      for (const std::int32_t kernel_size : {1, 3, 5}) {
        HalfScale spec = random_half_scale(random, {11, 8}, border, kernel_size);
        spec.format.channels = channels;
        expect_model(spec, random);
      }
    }
  }
}

TEST(HalfScale, IsCentredOnOddPixelsOfEvenSidesAndEvenPixelsOfOddOnes) {
  const std::uint8_t ramp[] = {10, 20, 30, 40, 50, 60, 70};
  HalfScale spec{{6, 1}, gray8, 1};
  EXPECT_EQ(halve(spec, std::span(ramp, 6)), (std::vector<std::uint8_t>{20, 40, 60}));
  spec.src = {7, 1};
  EXPECT_EQ(halve(spec, ramp), (std::vector<std::uint8_t>{10, 30, 50, 70}));
  spec.src = {1, 6};
  EXPECT_EQ(halve(spec, std::span(ramp, 6)), (std::vector<std::uint8_t>{20, 40, 60}));
}

TEST(HalfScale, OfOneKernelPixelIsNearest) {
  Random random(40);
  for (int i = 0; i < repetitions(60, 10); ++i) {
    const HalfScale spec{{random.in(1, 40), random.in(1, 40)}, {Element::u8, random.in(1, 4)}, 1};
    const std::vector<std::uint8_t> src = random_image(random, spec.src, spec.format.channels);
    const Spec nearest{
        .src = spec.src, .dst = half_size(spec.src), .format = spec.format, .rules = {.filter = Filter::nearest}};
    EXPECT_EQ(halve(spec, src), run(nearest, src, *best_arch()).bytes) << describe(spec);
  }
}

TEST(HalfScale, HasTheValuesThatOneWorksOutByHand) {
  // Along x and y 1-2-1 around the last pixel; below it and to its right is the border.
  const std::uint8_t src[] = {16, 32, 64, 128};
  HalfScale spec{{2, 2}, gray8, 3, Border::constant, {8}};
  // 16 + 2*32 + 8 + 2 (64 + 2*128 + 8) + 8 + 2*8 + 8 = 776, 48.5 * 16
  EXPECT_EQ(halve(spec, src)[0], 49);
  spec.border = Border::replicate;  // 16 + 3*32 + 3 (64 + 3*128) = 91 * 16
  EXPECT_EQ(halve(spec, src)[0], 91);
  spec.border = Border::reflect;  // both rows and both columns twice: 4 (16 + 32 + 64 + 128) = 60 * 16
  EXPECT_EQ(halve(spec, src)[0], 60);
  spec.border = Border::renormalize;  // 16 + 2*32 + 2 (64 + 2*128) = 80 * 9
  EXPECT_EQ(halve(spec, src)[0], 80);
  spec.border = Border::undefined;
  EXPECT_EQ(halve(spec, src)[0], guard);
}

TEST(HalfScale, OfWhiteIsWhite) {
  const std::vector<std::uint8_t> white(33 * 18, 255);
  for (const Border border : {Border::replicate, Border::reflect, Border::renormalize, Border::constant}) {
    for (const std::int32_t kernel_size : {1, 3, 5}) {
      const HalfScale spec{{33, 18}, gray8, kernel_size, border, {255}};
      EXPECT_EQ(halve(spec, white), std::vector<std::uint8_t>(17 * 9, 255)) << describe(spec);
    }
  }
}

TEST(HalfScale, GivesTheBytesOfPyrDownWhereBothSidesAreOdd) {
  struct Golden {
    Size src;
    std::int32_t channels;
    Border border;
    std::uint32_t hash;
  };
  // cv2.pyrDown(..., borderType=BORDER_REFLECT_101 or BORDER_REPLICATE) of OpenCV 4.10.0 on x86-64.
  const Golden goldens[] = {
      {{97, 61}, 1, Border::reflect, 0x11ced3af}, {{97, 61}, 1, Border::replicate, 0xdd157410},
      {{97, 61}, 3, Border::reflect, 0x82b90876}, {{97, 61}, 3, Border::replicate, 0x968ecd92},
      {{33, 1}, 4, Border::reflect, 0x03ae20e9},  {{33, 1}, 4, Border::replicate, 0xad9233f7},
  };
  for (const Golden& golden : goldens) {
    const HalfScale spec{golden.src, {Element::u8, golden.channels}, 5, golden.border};
    const auto samples = static_cast<std::size_t>(golden.src.width * golden.src.height * golden.channels);
    EXPECT_EQ(hash(halve(spec, Sequence().bytes(samples))), golden.hash) << describe(spec);
  }
}

TEST(HalfScale, MakesPyramidsInOneScratchMemory) {
  EXPECT_EQ(pyramid_levels({1, 1}), 1);
  EXPECT_EQ(pyramid_levels({2, 1}), 2);
  EXPECT_EQ(pyramid_levels({640, 480}), 11);
  EXPECT_EQ(pyramid_levels({ISOPEL_MAX_SIDE, 1}), 21);
  EXPECT_EQ(pyramid_levels({0, 5}), 0);
  Random random(41);
  HalfScale spec{{100, 37}, rgb8};
  const std::vector<std::uint8_t> first = random_image(random, spec.src, 3);
  std::vector<std::byte> scratch(static_cast<std::size_t>(scratch_size(spec)));
  std::vector<std::uint8_t> level = first, expected = first;
  for (std::int32_t n = pyramid_levels(spec.src); n > 1; --n) {
    const Size half = half_size(spec.src);
    std::vector<std::uint8_t> next(static_cast<std::size_t>(half.width * half.height * 3));
    ASSERT_EQ(half_scale(spec, {level.data(), spec.src, spec.src.width * 3, rgb8},
                         {next.data(), half, half.width * 3, rgb8}, scratch),
              Status::ok);
    expected = model(spec, expected);
    ASSERT_EQ(next, expected) << describe(spec);
    level = next;
    spec.src = half;
  }
  EXPECT_EQ(spec.src, (Size{1, 1}));
}

constexpr HalfScale a_constant{{64, 48}, gray8, 5, Border::reflect};
static_assert(scratch_size(a_constant) > 0 && half_size({7, 8}) == Size{4, 4}, "sizes are known at compile time");

}  // namespace
}  // namespace isopel::test
