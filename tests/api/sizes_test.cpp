// Memory and scratch sizes are compile-time functions of the Spec, the same on every processor.
#include <array>
#include <cstdio>

#include "isopel/stream.hpp"
#include "support.hpp"

namespace isopel::test {
namespace {

constexpr Spec camera{
    .src = {320, 240}, .dst = {96, 96}, .format = gray8, .rules = {.filter = Filter::bilinear}, .block_rows = 1};

/// `camera` with other rules.
constexpr Spec with(Filter filter, bool antialias) {
  Spec spec = camera;
  spec.rules.filter = filter;
  spec.rules.antialias = antialias;
  return spec;
}

// Firmware depends on these numbers: they may not differ between a host and a board.
static_assert(memory_size(camera) == 1615 && scratch_size(camera) == 767);
static_assert(memory_size(with(Filter::lanczos3, true)) == 7759 && scratch_size(with(Filter::lanczos3, true)) == 4003);
static_assert(memory_size(with(Filter::nearest, false)) == 847 && scratch_size(with(Filter::nearest, false)) == 0);

TEST(Sizes, MakeStaticBuffersPossible) {
  static std::array<std::byte, memory_size(camera)> memory;
  static std::array<std::byte, scratch_size(camera)> scratch;
  Plan plan;
  ASSERT_EQ(Plan::make(camera, memory, plan), Status::ok);
  EXPECT_LE(plan.scratch_size(), scratch.size());
}

TEST(Sizes, WorkAtEveryAlignment) {
  const std::vector<std::uint8_t> src = Sequence().bytes(320 * 240);
  const std::vector<std::uint8_t> want = run(camera, src, *best_arch()).bytes;
  std::vector<std::byte> memory(static_cast<std::size_t>(memory_size(camera)) + 64);
  std::vector<std::byte> scratch(static_cast<std::size_t>(scratch_size(camera)) + 64);
  for (std::size_t shift = 0; shift < 64; shift += 7) {
    Plan plan;
    ASSERT_EQ(Plan::make(camera, std::span(memory).subspan(shift, static_cast<std::size_t>(memory_size(camera))), plan),
              Status::ok);
    std::vector<std::uint8_t> dst(96 * 96);
    ASSERT_EQ(plan.execute({src.data(), camera.src, 320, gray8}, {dst.data(), camera.dst, 96, gray8},
                           std::span(scratch).subspan(shift, static_cast<std::size_t>(plan.scratch_size()))),
              Status::ok);
    ASSERT_EQ(dst, want) << "shift " << shift;
  }
}

TEST(Sizes, LeaveRoomForLargestSides) {
  const Spec spec{.src = {ISOPEL_MAX_SIDE, ISOPEL_MAX_SIDE},
                  .dst = {ISOPEL_MAX_SIDE, ISOPEL_MAX_SIDE - 1},
                  .format = rgba8,
                  .rules = {.filter = Filter::lanczos4},
                  .block_rows = ISOPEL_MAX_BLOCK_ROWS};
  EXPECT_EQ(memory_size(spec), 20u * (2u * ISOPEL_MAX_SIDE - 1) + 64 + 15);
  EXPECT_GT(scratch_size(spec), std::uint64_t{8} * ISOPEL_MAX_SIDE * ISOPEL_MAX_BLOCK_ROWS);
}

/// Of a spec, on every processor: bytes of the tables, of scratch, and of a stream's scratch.
std::string bytes_of(const Spec& spec) {
  std::vector<std::byte> memory(static_cast<std::size_t>(memory_size(spec)));
  Plan plan;
  EXPECT_EQ(Plan::make(spec, memory, plan), Status::ok) << describe(spec);
  EXPECT_LE(plan.memory_size(), memory_size(spec));
  EXPECT_LE(plan.scratch_size(), scratch_size(spec));
  EXPECT_LE(stream_scratch_size(plan), stream_scratch_size(spec));
  return std::to_string(memory_size(spec)) + " / " + std::to_string(scratch_size(spec)) + " / " +
         std::to_string(stream_scratch_size(spec));
}

/// The table in docs/rows-and-tiles.md: one row for each way to resize, one column for each pair of sizes.
std::string memory_table(const Format& format) {
  struct Column {
    Size src, dst;
  };
  static constexpr Column columns[] = {{{320, 240}, {96, 96}}, {{320, 240}, {160, 120}}, {{320, 240}, {640, 480}},
                                       {{640, 480}, {96, 96}}, {{640, 480}, {160, 120}}, {{1280, 720}, {224, 224}}};
  struct Row {
    const char* name;
    Rules rules;
  };
  std::vector<Row> rows = {{"nearest", {Filter::nearest}},
                           {"bilinear", {Filter::bilinear}},
                           {"bilinear, antialiased", {.filter = Filter::bilinear, .antialias = true}},
                           {"Catmull-Rom", {Filter::catmull_rom}},
                           {"Catmull-Rom, antialiased", {.filter = Filter::catmull_rom, .antialias = true}},
                           {"area", {Filter::area}},
                           {"Lanczos3", {Filter::lanczos3}},
                           {"Lanczos3, antialiased", {.filter = Filter::lanczos3, .antialias = true}}};
  for (const char* preset : {"pillow/bilinear", "pillow/bicubic", "pillow/lanczos", "opencv-4/linear",
                             "opencv-4/cubic/x86", "opencv-4/area/x86", "opencv-4/lanczos4"}) {
    rows.push_back({preset, find_preset(preset)->rules});
  }
  std::string text = std::string("| ") + (format == gray8 ? "gray" : "RGB");
  const auto sides = [](Size size) { return std::to_string(size.width) + "x" + std::to_string(size.height); };
  for (const Column& column : columns) text += " | " + sides(column.src) + " to " + sides(column.dst);
  text += " |\n|---|---|---|---|---|---|---|\n";
  for (const Row& row : rows) {
    text += std::string("| ") + row.name;
    for (const Column& column : columns) {
      const Spec spec{.src = column.src, .dst = column.dst, .format = format, .rules = row.rules, .block_rows = 1};
      text += " | " + bytes_of(spec);
    }
    text += " |\n";
  }
  return text;
}

TEST(Sizes, Table) {
  const std::string text = memory_table(gray8) + "\n" + memory_table(rgb8);
  EXPECT_NE(text.find("| bilinear | 1615 / 767 / "), std::string::npos) << text;  // as in the static_assert above
  if (std::getenv("ISOPEL_PRINT_TABLE") != nullptr) std::printf("%s", text.c_str());
}

}  // namespace
}  // namespace isopel::test
