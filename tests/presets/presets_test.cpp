// Every preset gives the bytes of the library that it names, on every arch.
#include <cstring>
#include <limits>

#include "support.hpp"

namespace isopel::test {
namespace {

/// Instead of a number of channels: pixels of 16 bits.
constexpr std::int32_t packed = 0;

struct Vector {
  const char* preset;
  std::int32_t channels, src_width, src_height, dst_width, dst_height;
  bool binary;
  std::uint32_t hash;
  Box box = {};
  Scale scale = {};
};

constexpr Vector vectors[] = {
#define PRESET_VECTOR(...) {__VA_ARGS__},
#include "vectors.inc"
#undef PRESET_VECTOR
};

class Presets : public ::testing::TestWithParam<const Arch*> {};
INSTANTIATE_TEST_SUITE_P(Archs, Presets, ::testing::ValuesIn(available_archs()), name_of);

TEST_P(Presets, HaveTheHashesOfTheirLibraries) {
  for (const Vector& vector : vectors) {
    const Preset* preset = find_preset(vector.preset);
    ASSERT_NE(preset, nullptr) << vector.preset;
    const Spec spec{.src = {vector.src_width, vector.src_height},
                    .dst = {vector.dst_width, vector.dst_height},
                    .format = vector.channels == packed ? rgb565 : Format{Element::u8, vector.channels},
                    .rules = preset->rules,
                    .box = vector.box,
                    .scale = vector.scale};
    const auto samples = static_cast<std::size_t>(vector.src_width) * static_cast<std::size_t>(vector.src_height) *
                         static_cast<std::size_t>(sizes::bytes_per_pixel(spec.format));
    const std::vector<std::uint8_t> src = vector.binary ? Sequence().binary(samples) : Sequence().bytes(samples);
    EXPECT_EQ(hash(run(spec, src, *GetParam()).bytes), vector.hash) << vector.preset << " " << describe(spec);
  }
}

TEST_P(Presets, GiveTheScalarBytesForEveryBlockSizeAndForBands) {
  Random random(29);
  for (int i = 0; i < repetitions(1500, 150); ++i) {
    Spec spec = random_preset_spec(random, 120, presets()[static_cast<std::size_t>(i) % presets().size()]);
    const std::vector<std::uint8_t> src = random_image(random, spec.src, sizes::bytes_per_pixel(spec.format));
    const Output want = run(spec, src, *archs().back());
    spec.block_rows = random.in(1, ISOPEL_MAX_BLOCK_ROWS);
    ASSERT_EQ(run(spec, src, *GetParam()).bytes, want.bytes) << describe(spec);
    const std::int32_t middle = random.in(0, spec.dst.height);
    const std::vector<std::uint8_t> upper = run(spec, src, *GetParam(), 0, middle).bytes;
    const std::vector<std::uint8_t> lower = run(spec, src, *GetParam(), middle, spec.dst.height).bytes;
    const std::size_t split =
        want.bytes.size() / static_cast<std::size_t>(spec.dst.height) * static_cast<std::size_t>(middle);
    ASSERT_EQ(std::memcmp(upper.data(), want.bytes.data(), split), 0) << describe(spec) << ", rows to " << middle;
    ASSERT_EQ(std::memcmp(lower.data() + split, want.bytes.data() + split, want.bytes.size() - split), 0)
        << describe(spec) << ", rows from " << middle;
  }
}

TEST_P(Presets, GiveTheSameBytesUpsideDownAndWithOddGaps) {
  Random random(31);
  for (int i = 0; i < repetitions(1500, 150); ++i) {
    Spec spec = random_preset_spec(random, 60, presets()[static_cast<std::size_t>(i) % presets().size()]);
    spec.block_rows = random.in(1, ISOPEL_MAX_BLOCK_ROWS);
    const std::vector<std::uint8_t> src = random_image(random, spec.src, sizes::bytes_per_pixel(spec.format));
    const Output want = run(spec, src, *GetParam());
    const auto gap = [&] { return static_cast<std::size_t>(2 * random.in(0, 40) + 1); };
    const std::pair<bool, bool> flips[] = {{true, false}, {false, true}, {true, true}};
    for (const auto& [src_flip, dst_flip] : flips) {
      const Placement placement{gap(), gap(), src_flip, dst_flip};
      ASSERT_EQ(run(spec, src, *GetParam(), 0, -1, placement).bytes, want.bytes)
          << describe(spec) << ", upside down: " << src_flip << " " << dst_flip;
    }
  }
}

/// The arrays of an article about interpolation, which prints them to show what OpenCV's filters do.
TEST_P(Presets, GiveTheArraysOfAnArticleAboutInterpolation) {
  const auto resize = [&](const char* preset, std::int32_t from, std::int32_t to) {
    std::vector<std::uint8_t> src(static_cast<std::size_t>(from * from));
    for (std::size_t i = 0; i < src.size(); ++i) src[i] = static_cast<std::uint8_t>(i);
    const Spec spec{.src = {from, from}, .dst = {to, to}, .format = gray8, .rules = find_preset(preset)->rules};
    return run(spec, src, *GetParam()).bytes;
  };
  using Bytes = std::vector<std::uint8_t>;

  // Printed as the result of cv.resize(b, (8, 8), cv.INTER_NEAREST). The third argument is dst: linear ran.
  EXPECT_EQ(resize("opencv-4/linear", 4, 8), (Bytes{0,  0,  1,  1,  2,  2,  3,  3,   //
                                                    1,  1,  2,  2,  3,  3,  4,  4,   //
                                                    3,  3,  4,  4,  5,  5,  6,  6,   //
                                                    5,  5,  6,  6,  7,  7,  8,  8,   //
                                                    7,  7,  8,  8,  9,  9,  10, 10,  //
                                                    9,  9,  10, 10, 11, 11, 12, 12,  //
                                                    11, 11, 12, 12, 13, 13, 14, 14,  //
                                                    12, 12, 13, 13, 14, 14, 15, 15}));
  const Bytes nearest = resize("opencv-4/nearest", 4, 8);
  ASSERT_EQ(nearest.size(), std::size_t{64});
  for (std::size_t i = 0; i < nearest.size(); ++i) {
    EXPECT_EQ(nearest[i], i / 16 * 4 + i % 8 / 2) << "each pixel becomes 2x2, at " << i;
  }

  // In floats 4.5, 7, 17, 19.5 and 4.8, 7.2, 16.8, 19.2; OpenCV 4.6.0 and 4.10.0 make these bytes of them.
  EXPECT_EQ(resize("opencv-4/linear", 5, 2), (Bytes{4, 7, 17, 19}));
  EXPECT_EQ(resize("opencv-4/area/x86", 5, 2), (Bytes{5, 7, 17, 19}));
  EXPECT_EQ(resize("opencv-4/area/arm64", 5, 2), (Bytes{5, 7, 17, 19}));
}

TEST(PresetNames, AreFoundAndTheClosestOnesAreOffered) {
  for (const Preset& preset : presets()) {
    EXPECT_EQ(find_preset(preset.name), &preset);
    EXPECT_NE(preset.about[0], '\0');
    EXPECT_EQ(check({.src = {12, 12}, .dst = {4, 4}, .format = gray8, .rules = preset.rules}), Status::ok)
        << preset.name;
  }
  Message message{};
  EXPECT_EQ(find_preset("pilow/bilinaer", &message), nullptr);
  EXPECT_NE(std::string(message.text).find("pillow/bilinear"), std::string::npos) << message.text;
  EXPECT_EQ(find_preset("opencv-4/area", &message), nullptr);
  EXPECT_NE(std::string(message.text).find("opencv-4/area/x86"), std::string::npos) << message.text;
  EXPECT_EQ(find_preset(std::string(10000, 'x')), nullptr);
  EXPECT_EQ(find_preset(""), nullptr);
  isopel_rules rules{};
  EXPECT_EQ(isopel_preset_rules("pillow/lanczos", &rules, nullptr), ISOPEL_OK);
  EXPECT_EQ(rules.filter, ISOPEL_FILTER_LANCZOS3);
  EXPECT_EQ(rules.arithmetic, ISOPEL_ARITHMETIC_PILLOW);
  EXPECT_EQ(isopel_preset_rules("nothing", &rules, nullptr), ISOPEL_NO_PRESET);
  EXPECT_EQ(isopel_preset_rules(nullptr, &rules, nullptr), ISOPEL_NULL_POINTER);
  EXPECT_EQ(isopel_preset_name(-1), nullptr);
  EXPECT_EQ(isopel_preset_about(isopel_preset_count()), nullptr);
}

/// What check() says, and that the sentence has the value that is wrong.
Status check_says(const Spec& spec, const char* value) {
  Message message{};
  const Status status = check(spec, &message);
  EXPECT_NE(std::string(message.text).find(value), std::string::npos) << message.text;
  EXPECT_EQ(check(spec), status);
  EXPECT_EQ(memory_size(spec), 0u);
  return status;
}

Spec spec_of(const char* preset) {
  return {.src = {40, 30}, .dst = {20, 10}, .format = gray8, .rules = find_preset(preset)->rules};
}

TEST(PresetRules, ThatTheirArithmeticLacksAreRefused) {
  Spec spec = spec_of("pillow/bilinear");
  spec.rules.filter = Filter::lanczos4;
  EXPECT_EQ(check_says(spec, "6"), Status::bad_rules);
  spec = spec_of("pillow/bilinear");
  spec.rules.antialias = false;
  EXPECT_EQ(check_says(spec, "without antialiasing"), Status::bad_rules);
  spec = spec_of("opencv-4/linear");
  spec.rules.alpha = Alpha::weighted;
  EXPECT_EQ(check_says(spec, "alpha 1"), Status::bad_rules);
  spec.rules = {.filter = Filter::hamming};
  EXPECT_EQ(check_says(spec, "8"), Status::bad_rules) << "contract 1 has no Hamming window";
  spec = spec_of("openmv/bilinear");
  spec.format = rgb8;
  EXPECT_EQ(check_says(spec, "3 channels"), Status::bad_format);
  spec = spec_of("opencv-4/linear");
  spec.format = rgb565;
  EXPECT_EQ(check_says(spec, "RGB565"), Status::bad_format);
}

TEST(PresetBoxes, OutsideTheSourceOrUnknownAreRefused) {
  const double nan = std::numeric_limits<double>::quiet_NaN(), infinity = std::numeric_limits<double>::infinity();
  const Box bad[] = {{-0.5, 0, 40, 30},    {0, 0, 40.25, 30},
                     {5, 5, 5, 9},         {5, 9, 6, 8},
                     {nan, 0, 40, 30},     {0, 0, 40, nan},
                     {0, 0, infinity, 30}, {0, -infinity, 40, 30},
                     {0, 0, 0, 30},        {39.9999999999, 0, 39.99999999995, 30}};
  for (const Box& box : bad) {
    Spec spec = spec_of("pillow/bilinear");
    spec.box = box;
    EXPECT_EQ(check_says(spec, "40x30"), Status::bad_box) << box.left << " " << box.right;
  }
  for (const char* preset : {"openmv-4.3/area", "opencv-4/linear"}) {
    Spec spec = spec_of(preset);
    spec.box = {1, 1, 21, 11};
    EXPECT_EQ(check_says(spec, "1.00"), Status::bad_box) << preset << " knows no box";
  }
  for (const char* preset : {"openmv/area", "pillow/reduce"}) {
    Spec spec = spec_of(preset);
    spec.box = {1.5, 1, 21, 11};
    EXPECT_EQ(check_says(spec, "1.50"), Status::bad_box) << preset << " knows whole pixels";
  }
}

TEST(PresetScales, ThatLeadElsewhereOrAreUnknownAreRefused) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const double scale : {0.6, -0.5, -1e9, -1e30, 1e300, 1e-300, nan}) {
    for (const char* preset : {"opencv-4/linear", "openmv/bilinear"}) {
      Spec spec = spec_of(preset);
      spec.scale = {scale, 1.0 / 3};
      EXPECT_EQ(check_says(spec, "40x30 to 20x10"), Status::bad_scale) << preset << " " << scale;
    }
  }
  Spec spec = spec_of("pillow/bilinear");
  spec.scale = {0.5, 0};
  EXPECT_EQ(check_says(spec, "0.50"), Status::bad_scale);
  spec = spec_of("pillow/reduce");
  spec.dst = {21, 10};
  EXPECT_EQ(check_says(spec, "21x10"), Status::bad_scale) << "no whole factor makes 21 of 40";
  spec = spec_of("openmv/bilinear");
  spec.src = {31, 7};
  spec.dst = {1, 31};
  EXPECT_EQ(check_says(spec, "1x30"), Status::bad_scale) << "floats make 30 rows of 7 for a scale of 31 / 7";
  spec = spec_of("openmv/bilinear");
  spec.src.width = 40000;
  EXPECT_EQ(check_says(spec, "32767"), Status::bad_size);
}

TEST(PresetSizes, BeyondSixteenBitsHaveNoNearestExactBytes) {
  Spec spec = spec_of("opencv-4.8/nearest-exact");
  spec.src.width = 32767;
  EXPECT_EQ(check(spec), Status::ok);
  spec.src.width = 32768;
  EXPECT_EQ(check_says(spec, "32767"), Status::bad_size);
  spec.rules = find_preset("opencv-5.0/nearest-exact")->rules;
  EXPECT_EQ(check(spec), Status::ok);
}

/// Valid specs and bad scales of every arithmetic, for the compiler: nothing overflows on the way to a status.
constexpr Rules bilinear_of(Arithmetic arithmetic) {
  return {.filter = Filter::bilinear,
          .border = sizes::is_pillow(arithmetic) ? Border::renormalize : Border::replicate,
          .antialias = sizes::is_pillow(arithmetic),
          .arithmetic = arithmetic};
}
static_assert(memory_size({.src = {366719, 1},
                           .dst = {3, 2},
                           .format = gray8,
                           .rules = bilinear_of(Arithmetic::pillow_12_2),
                           .box = {327356, 0, 357042, 1}}) > 0);
static_assert(check({.src = {40, 30},
                     .dst = {20, 10},
                     .format = gray8,
                     .rules = bilinear_of(Arithmetic::opencv),
                     .scale = {-1e9, 1e300}}) == Status::bad_scale);
static_assert(check({.src = {40, 30},
                     .dst = {20, 10},
                     .format = gray8,
                     .rules = bilinear_of(Arithmetic::openmv),
                     .scale = {-1e30, 0}}) == Status::bad_scale);

TEST(PresetMeans, OfTooManyPixelsAreRefused) {
  for (const char* preset : {"opencv-4/area/x86", "pillow/reduce", "openmv/area"}) {
    Spec spec = spec_of(preset);
    spec.src = {30000, 30000};
    spec.dst = {2, 2};
    EXPECT_EQ(check_says(spec, "too large"), Status::too_many_taps) << preset;
  }
}

}  // namespace
}  // namespace isopel::test
