// reducing_gap() makes the two resizes that Pillow makes, and both together give Pillow's bytes.
#include <limits>

#include "support.hpp"

namespace isopel::test {
namespace {

Spec spec_of(const char* preset, Size src, Size dst, Format format = gray8) {
  return {.src = src, .dst = dst, .format = format, .rules = find_preset(preset)->rules};
}

const Spec photo = spec_of("pillow/bilinear", {640, 480}, {96, 96});

/// The two resizes; the test fails if there are none.
ReducingGap split(const Spec& spec, double gap) {
  ReducingGap both;
  Message message{};
  EXPECT_EQ(reducing_gap(spec, gap, both, &message), Status::ok) << message.text;
  EXPECT_EQ(message.text[0], '\0');
  return both;
}

void expect_refused(const Spec& spec, double gap, Status status, const char* words) {
  const Spec marked{.src = {1, 2}};
  ReducingGap both{true, marked, marked};
  Message message{};
  EXPECT_EQ(reducing_gap(spec, gap, both, &message), status) << gap;
  EXPECT_NE(std::string(message.text).find(words), std::string::npos) << "'" << words << "' in: " << message.text;
  EXPECT_EQ(reducing_gap(spec, gap, both), status) << "the message is optional";
  EXPECT_TRUE(both.reduces && both.reduce == marked && both.resize == marked) << "nothing may be written";
}

TEST(ReducingGap, IsForPillowsResizeOnly) {
  for (const char* preset : {"opencv-4/linear", "openmv/bilinear", "openmv-4.3/area", "pillow/reduce"}) {
    expect_refused(spec_of(preset, {640, 480}, {160, 120}), 2, Status::bad_rules, "Pillow's resize only");
  }
  expect_refused({.src = {640, 480}, .dst = {160, 120}, .format = gray8}, 2, Status::bad_rules, "isopel's own");
}

TEST(ReducingGap, BelowOneIsRefused) {
  const double nan = std::numeric_limits<double>::quiet_NaN(), infinity = std::numeric_limits<double>::infinity();
  expect_refused(photo, 0.75, Status::bad_rules, "0.75");
  expect_refused(photo, 0, Status::bad_rules, "0.00");
  expect_refused(photo, -2, Status::bad_rules, "-2.00");
  expect_refused(photo, nan, Status::bad_rules, "not a number");
  expect_refused(photo, -infinity, Status::bad_rules, "beyond");
  EXPECT_FALSE(split(photo, infinity).reduces);
  EXPECT_FALSE(split(photo, 1e300).reduces);
  EXPECT_TRUE(split(photo, 1).reduces);
}

TEST(ReducingGap, OfABadSpecIsRefused) {
  Spec spec = photo;
  spec.dst.width = 0;
  expect_refused(spec, 2, Status::bad_size, "0x96");
  spec = photo;
  spec.box = {0, 0, 641, 480};
  expect_refused(spec, 2, Status::bad_box, "641.00");
}

TEST(ReducingGap, WhoseMeansHaveTooManyPixelsIsRefused) {
  const Spec large = spec_of("pillow/bilinear", {30000, 30000}, {8, 8});
  ASSERT_EQ(check(large), Status::ok);
  expect_refused(large, 1, Status::too_many_taps, "3750x3750");
}

TEST(ReducingGap, LeavesAResizeAloneThatShrinksTooLittle) {
  const Spec kept[] = {
      spec_of("pillow/bilinear", {640, 480}, {400, 300}),      // 1.6 / 2 is less than 2
      spec_of("pillow/bilinear", {640, 480}, {161, 121}),      // 3.98 / 2 and 3.97 / 2
      spec_of("pillow/lanczos", {64, 48}, {640, 480}),         // it grows
      spec_of("pillow/nearest", {640, 480}, {10, 10}),         // nothing to gain
      spec_of("pillow/bilinear", {640, 480}, {96, 96}, rgba8)  // Pillow forgets the gap where there is alpha
  };
  for (const Spec& spec : kept) {
    const ReducingGap both = split(spec, 2);
    EXPECT_FALSE(both.reduces) << describe(spec);
    EXPECT_EQ(both.resize, spec) << describe(spec);
  }
  Spec plain = kept[4];
  plain.rules.alpha = Alpha::none;
  EXPECT_TRUE(split(plain, 2).reduces) << "four channels without alpha are four channels";
  EXPECT_TRUE(split(spec_of("pillow/bilinear", {640, 480}, {160, 120}), 2).reduces) << "both factors are exactly 2";
}

TEST(ReducingGap, OfPillow13WithAlphaIsRefusedWhereItWouldReduce) {
  expect_refused(spec_of("pillow-13/bilinear", {640, 480}, {96, 96}, rgba8), 2, Status::bad_rules, "alpha");
  EXPECT_FALSE(split(spec_of("pillow-13/bilinear", {640, 480}, {400, 300}, rgba8), 2).reduces);
  EXPECT_TRUE(split(spec_of("pillow-13/bilinear", {640, 480}, {96, 96}, rgb8), 2).reduces);
}

TEST(ReducingGap, HasTheSizesAndBoxesOfPillow) {
  ReducingGap both = split(photo, 2);
  ASSERT_TRUE(both.reduces);
  // 640 / 96 / 2 = 3.33, 480 / 96 / 2 = 2.5: boxes of 3x2 pixels, of which the last column has fewer.
  Spec reduce = photo, resize = photo;
  reduce.rules.filter = Filter::area;
  reduce.dst = {214, 240};
  reduce.box = {0, 0, 640, 480};
  reduce.scale = {1.0 / 3, 0.5};
  resize.src = reduce.dst;
  resize.box = {0, 0, 640.0 / 3, 240};
  EXPECT_EQ(both.reduce, reduce) << describe(both.reduce);
  EXPECT_EQ(both.resize, resize) << describe(both.resize);

  // A box: the part that bilinear can read reaches half an output pixel further, 2.91 and 2.24 pixels; whole pixels of
  // it are reduced.
  Spec part = photo;
  part.box = {40.5, 30.25, 600, 460};
  both = split(part, 2);
  ASSERT_TRUE(both.reduces);
  reduce.dst = {283, 218};
  reduce.box = {37, 28, 603, 463};
  reduce.scale = {0.5, 0.5};
  resize.src = reduce.dst;
  resize.box = {1.75, 1.125, 281.5, 216};
  EXPECT_EQ(both.reduce, reduce) << describe(both.reduce);
  EXPECT_EQ(both.resize, resize) << describe(both.resize);

  both = split(spec_of("pillow/bilinear", {640, 480}, {96, 400}), 2);
  EXPECT_TRUE(both.reduces) << "along x";
  EXPECT_EQ(both.reduce.dst, (Size{214, 480}));
}

TEST(ReducingGap, GivesTheBytesOfPillow) {
  struct Golden {
    const char* preset;
    Size src, dst;
    Format format;
    Box box;
    double gap;
    std::uint32_t hash;
  };
  // Image.resize(..., box=box, reducing_gap=gap) of Pillow 9.4.0, 12.3.0 and 13.0.0, which agree.
  const Golden goldens[] = {
      {"pillow/bilinear", {160, 120}, {24, 24}, gray8, {}, 2, 0x33b543c1},
      {"pillow/lanczos", {97, 61}, {12, 7}, rgb8, {8.25, 3.5, 60, 50.75}, 1.5, 0xe4f87c0b},
      {"pillow/bicubic", {97, 61}, {12, 7}, rgb8, {}, 2, 0xd39634fd},
  };
  for (const Golden& golden : goldens) {
    Spec spec = spec_of(golden.preset, golden.src, golden.dst, golden.format);
    spec.box = golden.box;
    const ReducingGap both = split(spec, golden.gap);
    ASSERT_TRUE(both.reduces);
    const auto samples = static_cast<std::size_t>(golden.src.width * golden.src.height * golden.format.channels);
    const std::vector<std::uint8_t> src = Sequence().bytes(samples);
    for (const Arch* arch : available_archs()) {
      const std::vector<std::uint8_t> reduced = run(both.reduce, src, *arch).bytes;
      EXPECT_EQ(hash(run(both.resize, reduced, *arch).bytes), golden.hash) << golden.preset << ", " << name(*arch);
    }
  }
}

}  // namespace
}  // namespace isopel::test
