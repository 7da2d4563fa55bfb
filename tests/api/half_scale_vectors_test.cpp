// The vectors of (37), half size.
#include "isopel/half_scale.hpp"
#include "support.hpp"

namespace isopel::test {
namespace {

using enum Border;

void check_half(std::uint32_t want, std::int32_t kernel_size, Border border, std::int32_t channels, std::int32_t width,
                std::int32_t height, std::uint8_t fill) {
  const HalfScale spec{.src = {width, height},
                       .format = {Element::u8, channels},
                       .kernel_size = kernel_size,
                       .border = border,
                       .fill = {fill, fill, fill, fill}};
  const Size size = half_size(spec.src);
  const std::vector<std::uint8_t> src =
      Sequence().bytes(static_cast<std::size_t>(width * channels) * static_cast<std::size_t>(height));
  std::vector<std::uint8_t> dst(static_cast<std::size_t>(size.width * channels) * static_cast<std::size_t>(size.height),
                                guard);
  std::vector<std::byte> scratch(static_cast<std::size_t>(scratch_size(spec)));
  Message why{};
  ASSERT_EQ(half_scale(spec, {src.data(), spec.src, width * channels, spec.format},
                       {dst.data(), size, size.width * channels, spec.format}, scratch, &why),
            Status::ok)
      << why.text;
  EXPECT_EQ(hash(dst), want) << "kernel " << kernel_size << ", border " << static_cast<std::int32_t>(border) << ", "
                             << channels << " channels, " << width << "x" << height;
}

TEST(HalfScale, VectorsHaveTheirHashes) {
#define HALF_VECTOR(...) check_half(__VA_ARGS__);
#include "contract/format_vectors.inc"
#undef HALF_VECTOR
}

}  // namespace
}  // namespace isopel::test
