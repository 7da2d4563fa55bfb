// Memory and scratch sizes are compile-time functions of the Spec, the same on every processor.
#include <array>

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

}  // namespace
}  // namespace isopel::test
