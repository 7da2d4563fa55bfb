// Rows of more than 65536 samples: kernels that keep offsets in 16 bits must know when they do not fit.
#include "support.hpp"

namespace isopel::test {
namespace {

class WideRows : public ::testing::TestWithParam<const Arch*> {};
INSTANTIATE_TEST_SUITE_P(Archs, WideRows, ::testing::ValuesIn(available_archs()), name_of);

TEST_P(WideRows, GiveTheBytesOfTheScalarArch) {
  Random random(20261130);
  for (const Format& format : {gray8, rgb8}) {
    for (const std::int32_t width : {65536, 70001}) {
      const std::vector<std::uint8_t> src = random_image(random, {width, 3}, format.channels);
      for (const Filter filter : {Filter::nearest, Filter::bilinear, Filter::catmull_rom, Filter::lanczos3}) {
        const Spec spec{.src = {width, 3}, .dst = {101, 2}, .format = format, .rules = {.filter = filter}};
        const Output want = run(spec, src, *archs().back()), got = run(spec, src, *GetParam());
        ASSERT_EQ(got.bytes, want.bytes) << describe(spec) << ": " << difference(got.bytes, want.bytes);
      }
    }
  }
}

}  // namespace
}  // namespace isopel::test
