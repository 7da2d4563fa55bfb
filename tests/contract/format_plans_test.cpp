// Whole resizes with every grid, border, format and way of storing: every arch gives the scalar bytes, bands, blocks
// and crops those of the whole.
#include <algorithm>

#include "support.hpp"

namespace isopel::test {
namespace {

const Arch& scalar() { return *archs().back(); }

class FormatPlans : public ::testing::TestWithParam<const Arch*> {};
INSTANTIATE_TEST_SUITE_P(Archs, FormatPlans, ::testing::ValuesIn(available_archs()), name_of);

Placement random_placement(Random& random) {
  return {static_cast<std::size_t>(random.in(0, 9)), static_cast<std::size_t>(random.in(0, 9)), random.one_in(3),
          random.one_in(3)};
}

TEST_P(FormatPlans, GiveTheBytesOfTheScalarArch) {
  Random random(20261129);
  for (int i = 0; i < repetitions(4000, 300); ++i) {
    const Spec spec = random_format_spec(random, i % 16 == 0 ? repetitions(300, 90) : 60);
    const std::vector<std::uint8_t> src = random_source(random, spec);
    const Placement placement = random_placement(random);
    const Output want = run(spec, src, scalar());
    const Output got = run(spec, src, *GetParam(), 0, -1, placement);
    ASSERT_EQ(got.bytes, want.bytes) << describe(spec) << ": " << difference(got.bytes, want.bytes);
  }
}

/// Zero as a float, and something that is not a number.
TEST_P(FormatPlans, DoNotDependOnWhatTheScratchMemoryHolds) {
  Random random(53);
  for (int i = 0; i < repetitions(800, 80); ++i) {
    const Spec spec = i % 4 == 0
                          ? random_preset_spec(random, 60, presets()[static_cast<std::size_t>(i) % presets().size()])
                          : random_format_spec(random, 60);
    const std::vector<std::uint8_t> src = random_source(random, spec);
    const Output zero = run(spec, src, *GetParam(), 0, -1, {.scratch = 0});
    const Output ones = run(spec, src, *GetParam(), 0, -1, {.scratch = 0xff});
    ASSERT_EQ(zero.bytes, ones.bytes) << describe(spec) << ": " << difference(zero.bytes, ones.bytes);
  }
}

TEST_P(FormatPlans, GiveTheSameBytesForEveryBlockSizeAndForBands) {
  Random random(31);
  for (int i = 0; i < repetitions(600, 60); ++i) {
    Spec spec = random_format_spec(random, 60);
    const std::vector<std::uint8_t> src = random_source(random, spec);
    spec.block_rows = 1;
    const Output whole = run(spec, src, *GetParam());
    spec.block_rows = random.in(2, ISOPEL_MAX_BLOCK_ROWS);
    ASSERT_EQ(run(spec, src, *GetParam()).bytes, whole.bytes) << describe(spec);
    const Size size = output_size(spec);
    const std::int32_t first = random.in(0, size.height), last = random.in(first, size.height);
    const std::vector<std::uint8_t> band = run(spec, src, *GetParam(), first, last).bytes;
    const std::size_t rows =
        static_cast<std::size_t>(size.height) * static_cast<std::size_t>(sizes::planes(output_format(spec)));
    const std::size_t row = band.size() / rows;
    for (std::size_t at = 0; at < band.size(); ++at) {
      const auto y = static_cast<std::int32_t>(at / row) % size.height;
      ASSERT_EQ(band[at], y >= first && y < last ? whole.bytes[at] : guard)
          << describe(spec) << ", rows [" << first << ", " << last << "), byte " << at;
    }
  }
}

/// Output rows that lie upon source rows leave some out; converted rows do so, too.
TEST_P(FormatPlans, RowsThatLeaveSomeOutAreTheSameForEveryBlockSize) {
  Random random(33);
  for (const Format& format : {rgb8, rgb565, Format{Element::i8, 2}, Format{Element::u16, 1}}) {
    for (std::int32_t step = 1; step <= 7; ++step) {
      Spec spec{.src = {13, 9 * step},
                .dst = {17, 9},
                .format = format,
                .rules = {.filter = Filter::catmull_rom, .grid = Grid::asymmetric},
                .block_rows = 1};
      const std::vector<std::uint8_t> src = random_source(random, spec);
      const Output want = run(spec, src, *GetParam());
      ASSERT_EQ(want.method, Plan::Method::horizontal);
      for (spec.block_rows = 2; spec.block_rows <= 10; ++spec.block_rows) {
        ASSERT_EQ(run(spec, src, *GetParam()).bytes, want.bytes) << describe(spec);
      }
    }
  }
}

/// The bytes of one row of a crop, of interleaved pixels or of one plane.
void expect_crop(const Spec& spec, std::span<const std::uint8_t> whole, std::span<const std::uint8_t> part) {
  const Format to = output_format(spec);
  const auto pixel = static_cast<std::size_t>(sizes::bytes_per_pixel(to));
  const Crop crop = sizes::crop_of(spec);
  for (std::int32_t plane = 0; plane < sizes::planes(to); ++plane) {
    for (std::int32_t y = 0; y < crop.height; ++y) {
      const auto row = static_cast<std::size_t>(plane * spec.dst.height + crop.top + y);
      const std::size_t from =
          (row * static_cast<std::size_t>(spec.dst.width) + static_cast<std::size_t>(crop.left)) * pixel;
      const std::size_t length = static_cast<std::size_t>(crop.width) * pixel;
      const std::size_t at = static_cast<std::size_t>(plane * crop.height + y) * length;
      ASSERT_TRUE(std::ranges::equal(whole.subspan(from, length), part.subspan(at, length)))
          << describe(spec) << ", plane " << plane << ", row " << y;
    }
  }
}

TEST_P(FormatPlans, CropsHaveTheBytesOfTheWhole) {
  Random random(37);
  for (int i = 0; i < repetitions(600, 60);) {
    Spec spec = random_format_spec(random, 60);
    if (spec.crop == Crop{}) continue;
    ++i;
    spec.pad = {};
    const std::vector<std::uint8_t> src = random_source(random, spec);
    const std::vector<std::uint8_t> part = run(spec, src, *GetParam()).bytes;
    Spec all = spec;
    all.crop = {};
    expect_crop(spec, run(all, src, *GetParam()).bytes, part);
  }
}

TEST_P(FormatPlans, CropsOfPresetsHaveTheBytesOfTheWhole) {
  Random random(41);
  for (const Preset& preset : presets()) {
    for (int i = 0; i < repetitions(30, 3); ++i) {
      Spec spec = random_preset_spec(random, 60, preset);
      const std::vector<std::uint8_t> src = random_source(random, spec);
      const std::vector<std::uint8_t> whole = run(spec, src, *GetParam()).bytes;
      spec.crop = {random.in(0, spec.dst.width - 1), random.in(0, spec.dst.height - 1), 0, 0};
      spec.crop.width = random.in(1, spec.dst.width - spec.crop.left);
      spec.crop.height = random.in(1, spec.dst.height - spec.crop.top);
      expect_crop(spec, whole, run(spec, src, *GetParam()).bytes);
    }
  }
}

TEST_P(FormatPlans, PresetsAreStoredAsTensorsOfTheirBytes) {
  Random random(43);
  for (const Preset& preset : presets()) {
    for (int i = 0; i < repetitions(12, 2); ++i) {
      Spec spec = random_preset_spec(random, 50, preset);
      if (spec.format.element != Element::u8) continue;
      const std::vector<std::uint8_t> src = random_source(random, spec);
      const std::vector<std::uint8_t> plain = run(spec, src, *GetParam()).bytes;
      const std::int32_t channels = spec.format.channels;
      spec.dst_format = {Element::f32, channels, Layout::planar};
      spec.normalization = {255, {0.5f, 0.25f, 0.125f, 0}, {0.5f, 0.25f, 0, 2}};
      const std::vector<std::uint8_t> tensor = run(spec, src, *GetParam()).bytes;
      const std::size_t pixels = plain.size() / static_cast<std::size_t>(channels);
      for (std::size_t at = 0; at < plain.size(); ++at) {
        const std::size_t c = at % static_cast<std::size_t>(channels), x = at / static_cast<std::size_t>(channels);
        const float deviation = spec.normalization.deviation[c];
        const float want = ((static_cast<float>(plain[at]) / 255.0f) - spec.normalization.mean[c]) /
                           (deviation == 0 ? 1.0f : deviation);
        float got;
        std::memcpy(&got, tensor.data() + (c * pixels + x) * sizeof got, sizeof got);
        ASSERT_EQ(got, want) << describe(spec) << ", sample " << at;
      }
    }
  }
}

/// A view without a plane_stride: the planes follow each other in memory, whichever way their rows go.
TEST(PlanarViews, FollowEachOtherUpsideDownToo) {
  Random random(59);
  const Spec spec{.src = {9, 7}, .dst = {5, 11}, .format = {Element::u8, 3, Layout::planar}};
  const std::vector<std::uint8_t> src = random_source(random, spec);
  const std::vector<std::uint8_t> want = run(spec, src, *archs().back()).bytes;
  const auto turned = [](std::vector<std::uint8_t> planes, Size size) {  // the rows of each plane
    const std::ptrdiff_t row = size.width, plane = row * size.height;
    for (auto first = planes.begin(); first != planes.end(); first += plane) {
      for (std::ptrdiff_t y = 0; y < size.height / 2; ++y) {
        std::swap_ranges(first + y * row, first + (y + 1) * row, first + plane - (y + 1) * row);
      }
    }
    return planes;
  };
  const std::vector<std::uint8_t> from = turned(src, spec.src);
  std::vector<std::uint8_t> to(want.size());
  std::vector<std::byte> memory(static_cast<std::size_t>(memory_size(spec)));
  Plan plan;
  ASSERT_EQ(Plan::make(spec, memory, plan), Status::ok);
  std::vector<std::byte> scratch(static_cast<std::size_t>(plan.scratch_size()));
  ASSERT_EQ(plan.execute({from.data() + 9 * 6, spec.src, -9, spec.format},
                         {to.data() + 5 * 10, spec.dst, -5, spec.format}, scratch),
            Status::ok);
  EXPECT_EQ(turned(to, spec.dst), want);
}

}  // namespace
}  // namespace isopel::test
