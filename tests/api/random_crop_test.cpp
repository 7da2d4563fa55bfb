// The random resized crop is in its ranges, and the same everywhere.
#include "isopel/random_crop.hpp"

#include "engine/exact_log.hpp"
#include "engine/philox.hpp"
#include "isopel/fit.hpp"
#include "support.hpp"

namespace isopel::test {
namespace {

TEST(RandomCrop, DrawsFromPhilox) {  // the known answers of Random123
  const auto same = [](const Words& a, const Words& b) { return std::equal(a.word, a.word + 4, b.word); };
  EXPECT_TRUE(same(philox({{0, 0, 0, 0}}, 0), {{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}}));
  EXPECT_TRUE(same(philox({{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}}, 0xffffffffffffffff),
                   {{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}}));
  EXPECT_TRUE(same(philox({{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}}, 0x299f31d0a4093822),
                   {{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}}));
}

TEST(RandomCrop, HasLogarithms) {
  for (int bit = 0; bit < 63; ++bit) EXPECT_EQ(log2_q32(std::uint64_t{1} << bit), std::int64_t{bit} << 32);
  EXPECT_NEAR(static_cast<double>(log2_q32(3)), 6807362106.26, 8);
  for (int bit = 0; bit < 26; ++bit) EXPECT_EQ(exp2_rounded(std::int64_t{bit} << 32), std::int64_t{1} << bit);
  EXPECT_EQ(exp2_rounded(-power_of_two(32)), 1);  // 1/2
  EXPECT_EQ(exp2_rounded(-power_of_two(32) - 8), 0);
  Random random(5);
  for (int i = 0; i < 200; ++i) {
    const std::int32_t side = random.in(1, ISOPEL_MAX_SIDE);
    EXPECT_EQ(exp2_rounded(log2_q32(static_cast<std::uint64_t>(side))), side);
  }
}

TEST(RandomCrop, HasGoldenBoxes) {
#define TORCHVISION_VECTOR(...)
#define CENTER_CROP_VECTOR(...)
#define YOLO_VECTOR(...)
#define CROP_VECTOR(w, h, seed, index, ...) expect_crop({w, h}, seed, index, __VA_ARGS__);
  const auto expect_crop = [](Size src, std::uint64_t seed, std::uint64_t index, const CropRanges& ranges,
                              std::int32_t left, std::int32_t top, std::int32_t width, std::int32_t height,
                              bool mirrored) {
    RandomCrop got;
    ASSERT_EQ(random_resized_crop(src, seed, index, ranges, got), Status::ok);
    EXPECT_EQ(got, (RandomCrop{{left, top, width, height}, mirrored}))
        << src.width << "x" << src.height << " index " << index << ": " << got.crop.left << " " << got.crop.top << " "
        << got.crop.width << " " << got.crop.height;
  };
#include "fit_vectors.inc"
#undef TORCHVISION_VECTOR
#undef CENTER_CROP_VECTOR
#undef YOLO_VECTOR
#undef CROP_VECTOR
}

TEST(RandomCrop, KeepsToItsRanges) {
  const Size src{640, 480};
  const CropRanges ranges;
  const int count = repetitions(20000, 2000);
  double area_sum = 0, wide = 0, mirrored = 0, middle_sum = 0;
  for (int i = 0; i < count; ++i) {
    RandomCrop got;
    ASSERT_EQ(random_resized_crop(src, 1, static_cast<std::uint64_t>(i), ranges, got), Status::ok);
    const Crop& crop = got.crop;
    const Fit fit{.size = {224, 224}, .part = crop};
    ASSERT_EQ(check(src, fit), Status::ok);
    const double width = crop.width, height = crop.height, area = width * height / (640.0 * 480.0);
    // Half a pixel of rounding on each side.
    ASSERT_TRUE((width + .5) * (height + .5) >= .08 * 640 * 480 - 1 && area <= 1);
    ASSERT_TRUE((width + .5) / (height - .5) >= .7499 && (width - .5) / (height + .5) <= 1.3334);
    area_sum += area;
    wide += width > height ? 1 : 0;
    mirrored += got.mirrored ? 1 : 0;
    middle_sum += crop.left + width / 2;
  }
  // What 200000 crops of torchvision's get_params have on average; large and upright ones do not always fit.
  EXPECT_NEAR(area_sum / count, 0.4325, 0.015);
  EXPECT_NEAR(wide / count, 0.576, 0.03);
  EXPECT_NEAR(middle_sum / count, 320, 6);
  EXPECT_NEAR(mirrored / count, 0.5, 0.03);
}

TEST(RandomCrop, RefusesWithASentence) {
  const struct {
    Size src;
    CropRanges ranges;
    Status status;
    const char* words;
  } cases[] = {
      {{0, 4}, {}, Status::bad_size, "the source is 0x4"},
      {{4, 4}, {0, 9, 65536, 65536}, Status::bad_crop, "area goes from 0 to 9"},
      {{4, 4}, {9, 65537, 65536, 65536}, Status::bad_crop, "area goes from 9 to 65537"},
      {{4, 4}, {9, 8, 65536, 65536}, Status::bad_crop, "area goes from 9 to 8"},
      {{4, 4}, {8, 9, 63, 65536}, Status::bad_crop, "aspect ratio goes from 63 to 65536"},
      {{4, 4}, {8, 9, 64, 67108865}, Status::bad_crop, "aspect ratio goes from 64 to 67108865"},
  };
  for (const auto& [src, ranges, status, words] : cases) {
    Message why{};
    const RandomCrop before{{1, 2, 3, 4}, true};
    RandomCrop got = before;
    EXPECT_EQ(random_resized_crop(src, 0, 0, ranges, got, &why), status);
    EXPECT_NE(std::string(why.text).find(words), std::string::npos) << why.text;
    EXPECT_EQ(got, before);
  }
  RandomCrop got;  // the ends of the ranges are there
  for (std::uint64_t i = 0; i < 50; ++i) {
    EXPECT_EQ(random_resized_crop({ISOPEL_MAX_SIDE, 1}, i, i, {1, 65536, 64, 67108864}, got), Status::ok);
    EXPECT_EQ(check({ISOPEL_MAX_SIDE, 1}, {.size = {1, 1}, .part = got.crop}), Status::ok);
    EXPECT_EQ(random_resized_crop({1, ISOPEL_MAX_SIDE}, i, i, {1, 1, 64, 64}, got), Status::ok);
    EXPECT_EQ(check({1, ISOPEL_MAX_SIDE}, {.size = {1, 1}, .part = got.crop}), Status::ok);
  }
}

TEST(RandomCrop, IsThereInC) {
  RandomCrop want;
  isopel_crop crop{};
  bool mirrored = false;
  const isopel_crop_ranges zero{}, large{60000, 65536, 60000, 70000};
  for (const auto& [c, cpp] : {std::pair{&zero, CropRanges{}}, {&large, CropRanges{60000, 65536, 60000, 70000}}}) {
    for (std::uint64_t i = 0; i < 20; ++i) {
      ASSERT_EQ(random_resized_crop({90, 60}, 3, i, cpp, want), Status::ok);
      ASSERT_EQ(isopel_random_resized_crop({90, 60}, 3, i, c, &crop, &mirrored, nullptr), ISOPEL_OK);
      ASSERT_EQ((RandomCrop{{crop.left, crop.top, crop.width, crop.height}, mirrored}), want);
    }
  }
  ASSERT_EQ(random_resized_crop({90, 60}, 3, 4, {}, want), Status::ok);
  EXPECT_EQ(isopel_random_resized_crop({90, 60}, 3, 4, nullptr, &crop, nullptr, nullptr), ISOPEL_OK);
  EXPECT_EQ(crop.left, want.crop.left);
  isopel_message why;
  EXPECT_EQ(isopel_random_resized_crop({90, 60}, 3, 4, nullptr, nullptr, nullptr, &why), ISOPEL_NULL_POINTER);
  EXPECT_STREQ(why.text, "the argument crop is null");
  const isopel_crop_ranges bad{1, 2, 3, 0};
  EXPECT_EQ(isopel_random_resized_crop({90, 60}, 3, 4, &bad, &crop, nullptr, nullptr), ISOPEL_BAD_CROP);
}

}  // namespace
}  // namespace isopel::test
