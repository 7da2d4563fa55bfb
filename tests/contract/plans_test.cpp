// Whole resizes: every arch gives the scalar bytes, bands give those of the whole, and the properties that CONTRACT.md
// promises hold.
#include <algorithm>
#include <set>

#include "support.hpp"

namespace isopel::test {
namespace {

const Arch& scalar() { return *archs().back(); }

class Plans : public ::testing::TestWithParam<const Arch*> {};
INSTANTIATE_TEST_SUITE_P(Archs, Plans, ::testing::ValuesIn(available_archs()), name_of);

TEST_P(Plans, GiveTheBytesOfTheScalarArch) {
  Random random(20261124);
  std::set<Plan::Method> methods;
  for (int i = 0; i < repetitions(3000, 250); ++i) {
    const Spec spec = random_spec(random, i % 16 == 0 ? repetitions(700, 150) : 130);
    const std::vector<std::uint8_t> src = random_image(random, spec.src, spec.format.channels);
    const Output want = run(spec, src, scalar());
    const Output got = run(spec, src, *GetParam());
    methods.insert(want.method);
    ASSERT_EQ(got.bytes, want.bytes) << describe(spec) << ": " << difference(got.bytes, want.bytes);
  }
  EXPECT_EQ(methods.size(), 7u) << "the random specs must reach every method";
}

TEST_P(Plans, GiveTheSameBytesForEveryBlockSizeAndForBands) {
  Random random(7);
  for (int i = 0; i < repetitions(300, 40); ++i) {
    Spec spec = random_spec(random, 90);
    const std::vector<std::uint8_t> src = random_image(random, spec.src, spec.format.channels);
    spec.block_rows = 1;
    const Output whole = run(spec, src, *GetParam());
    spec.block_rows = random.in(2, ISOPEL_MAX_BLOCK_ROWS);
    ASSERT_EQ(run(spec, src, *GetParam()).bytes, whole.bytes) << describe(spec);
    const std::int32_t first = random.in(0, spec.dst.height), last = random.in(first, spec.dst.height);
    const std::vector<std::uint8_t> band = run(spec, src, *GetParam(), first, last).bytes;
    const std::size_t row = band.size() / static_cast<std::size_t>(spec.dst.height);
    for (std::size_t at = 0; at < band.size(); ++at) {
      const auto y = static_cast<std::int32_t>(at / row);
      ASSERT_EQ(band[at], y >= first && y < last ? whole.bytes[at] : guard)
          << describe(spec) << ", rows [" << first << ", " << last << "), byte " << at;
    }
  }
}

TEST_P(Plans, KeepAConstantImageConstant) {
  Random random(11);
  for (int i = 0; i < repetitions(300, 40); ++i) {
    const Spec spec = random_spec(random, 90);
    std::vector<std::uint8_t> src = random_image(random, spec.src, spec.format.channels);
    const auto value = static_cast<std::uint8_t>(random.one_in(4) ? 255 * random.in(0, 1) : random.in(0, 255));
    std::ranges::fill(src, value);
    const std::vector<std::uint8_t> got = run(spec, src, *GetParam()).bytes;
    ASSERT_TRUE(std::ranges::all_of(got, [&](std::uint8_t byte) { return byte == value; })) << describe(spec);
  }
}

TEST_P(Plans, AreTheIdentityAtTheSameSize) {
  Random random(13);
  for (int i = 0; i < repetitions(100, 20); ++i) {
    Spec spec = random_spec(random, 60);
    spec.dst = spec.src;
    const std::vector<std::uint8_t> src = random_image(random, spec.src, spec.format.channels);
    ASSERT_EQ(run(spec, src, *GetParam()).bytes, src) << describe(spec);
  }
}

/// Turns an image by 180 degrees.
std::vector<std::uint8_t> turned(std::vector<std::uint8_t> image, std::int32_t channels) {
  std::ranges::reverse(image);
  for (std::size_t at = 0; at < image.size(); at += static_cast<std::size_t>(channels)) {
    std::reverse(image.begin() + static_cast<std::ptrdiff_t>(at),
                 image.begin() + static_cast<std::ptrdiff_t>(at) + channels);
  }
  return image;
}

TEST_P(Plans, CommuteWithARotationBy180Degrees) {
  Random random(17);
  for (int i = 0; i < repetitions(400, 40); ++i) {
    const Spec spec = random_spec(random, 90);
    // A centre exactly between two pixels goes to the right one: nearest alone has a direction.
    if (spec.rules.filter == Filter::nearest) continue;
    const std::int32_t channels = spec.format.channels;
    const std::vector<std::uint8_t> src = random_image(random, spec.src, channels);
    ASSERT_EQ(run(spec, turned(src, channels), *GetParam()).bytes, turned(run(spec, src, *GetParam()).bytes, channels))
        << describe(spec);
  }
}

TEST_P(Plans, ReadUpsideDownAndPaddedViewsAsTheyAre) {
  Random random(19);
  for (int i = 0; i < repetitions(200, 30); ++i) {
    const Spec spec = random_spec(random, 70);
    const std::int32_t channels = spec.format.channels;
    const std::vector<std::uint8_t> src = random_image(random, spec.src, channels);
    const Output want = run(spec, src, *GetParam());
    const auto row = static_cast<std::size_t>(spec.src.width) * static_cast<std::size_t>(channels);
    GuardedRows from(spec.src.height, row, static_cast<std::size_t>(random.in(0, 9)), random.one_in(2));
    for (std::int32_t y = 0; y < spec.src.height; ++y) {
      std::memcpy(from.row(y), src.data() + static_cast<std::size_t>(y) * row, row);
    }
    GuardedRows to(spec.dst.height, static_cast<std::size_t>(spec.dst.width) * static_cast<std::size_t>(channels),
                   static_cast<std::size_t>(random.in(0, 9)), random.one_in(2));
    FencedBytes memory(static_cast<std::size_t>(memory_size(spec)));
    Plan plan;
    ASSERT_EQ(Plan::make(spec, memory.span(), plan, GetParam()), Status::ok);
    FencedBytes scratch(static_cast<std::size_t>(plan.scratch_size()));
    ASSERT_EQ(plan.execute({from.row(0), spec.src, from.stride(), spec.format},
                           {to.row(0), spec.dst, to.stride(), spec.format}, scratch.span()),
              Status::ok);
    ASSERT_EQ(to.contents(), want.bytes) << describe(spec);
    ASSERT_TRUE(to.intact() && from.intact()) << describe(spec);
  }
}

}  // namespace
}  // namespace isopel::test
