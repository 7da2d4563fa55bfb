// The vectors of (35), YUV to RGB, through the plan of a frame; on every arch, in rows that have vectors and a tail.
#include "isopel/video.hpp"
#include "support.hpp"

namespace isopel::test {
namespace {

using enum YuvMatrix;

class VideoVectors : public ::testing::TestWithParam<const Arch*> {};
INSTANTIATE_TEST_SUITE_P(Archs, VideoVectors, ::testing::ValuesIn(available_archs()), name_of);

void check_pixel(const Arch& arch, YuvMatrix matrix, std::uint8_t y, std::uint8_t u, std::uint8_t v,
                 const std::vector<std::uint8_t>& rgb) {
  constexpr std::int32_t width = 70;
  const VideoSpec spec{.src = {width, 1}, .dst = {width, 1}, .layout = YuvLayout::yuyv, .matrix = matrix};
  std::vector<std::uint8_t> frame, dst(3 * width), want;
  for (std::int32_t i = 0; i < width / 2; ++i) frame.insert(frame.end(), {y, u, y, v});
  for (std::int32_t i = 0; i < width; ++i) want.insert(want.end(), rgb.begin(), rgb.end());
  std::vector<std::byte> tables(static_cast<std::size_t>(memory_size(spec)));
  std::vector<std::byte> scratch(static_cast<std::size_t>(scratch_size(spec)));
  VideoPlan plan;
  Message why{};
  ASSERT_EQ(VideoPlan::make(spec, tables, plan, &arch, &why), Status::ok) << why.text;
  const ConstYuvImage src{{frame.data()}, {2 * width}, spec.src, spec.layout};
  ASSERT_EQ(plan.execute(src, Image{dst.data(), spec.dst, 3 * width, rgb8}, scratch, &why), Status::ok) << why.text;
  EXPECT_EQ(dst, want) << "matrix " << static_cast<std::int32_t>(matrix) << ", y " << +y << ", u " << +u << ", v "
                       << +v;
}

TEST_P(VideoVectors, HaveTheirColours) {
#define YUV_VECTOR(matrix, y, u, v, red, green, blue) check_pixel(*GetParam(), matrix, y, u, v, {red, green, blue});
#include "contract/format_vectors.inc"
#undef YUV_VECTOR
}

}  // namespace
}  // namespace isopel::test
