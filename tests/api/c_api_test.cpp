// The C interface gives what the C++ one gives; null arguments are refused.
#include "support.hpp"

namespace isopel::test {
namespace {

const isopel_spec spec{
    {31, 17},
    {12, 25},
    {ISOPEL_ELEMENT_U8, 3},
    {ISOPEL_FILTER_LANCZOS3, ISOPEL_BORDER_REPLICATE, true, ISOPEL_ARITHMETIC_CONTRACT_1, ISOPEL_ALPHA_NONE},
    0,
    {},
    {}};
const Spec cpp_spec{
    .src = {31, 17}, .dst = {12, 25}, .format = rgb8, .rules = {.filter = Filter::lanczos3, .antialias = true}};

TEST(CApi, GivesTheBytesOfTheCppApi) {
  const std::vector<std::uint8_t> src = Sequence().bytes(31 * 17 * 3);
  EXPECT_EQ(isopel_memory_size(&spec), memory_size(cpp_spec));
  EXPECT_EQ(isopel_scratch_size(&spec), scratch_size(cpp_spec));
  EXPECT_EQ(isopel_spec_check(&spec, nullptr), ISOPEL_OK);
  std::vector<std::byte> memory(static_cast<std::size_t>(isopel_memory_size(&spec)));
  isopel_plan plan;
  ASSERT_EQ(isopel_plan_make(&spec, memory.data(), memory.size(), nullptr, &plan, nullptr), ISOPEL_OK);
  std::vector<std::byte> scratch(static_cast<std::size_t>(isopel_plan_scratch_size(&plan)));
  std::vector<std::uint8_t> dst(12 * 25 * 3), bands(12 * 25 * 3);
  const isopel_const_image from{src.data(), spec.src, 31 * 3, spec.format};
  const isopel_image to{dst.data(), spec.dst, 12 * 3, spec.format},
      band_to{bands.data(), spec.dst, 12 * 3, spec.format};
  ASSERT_EQ(isopel_plan_execute(&plan, from, to, scratch.data(), scratch.size(), nullptr), ISOPEL_OK);
  ASSERT_EQ(isopel_plan_execute_rows(&plan, from, band_to, 11, 25, scratch.data(), scratch.size(), nullptr), ISOPEL_OK);
  ASSERT_EQ(isopel_plan_execute_rows(&plan, from, band_to, 0, 11, scratch.data(), scratch.size(), nullptr), ISOPEL_OK);
  EXPECT_EQ(dst, run(cpp_spec, src, *best_arch()).bytes);
  EXPECT_EQ(bands, dst);
  EXPECT_STREQ(isopel_arch_name(isopel_plan_arch(&plan)), name(*best_arch()));
}

TEST(CApi, RefusesNull) {
  isopel_plan plan{};
  EXPECT_EQ(isopel_plan_make(nullptr, nullptr, 0, nullptr, &plan, nullptr), ISOPEL_NULL_POINTER);
  EXPECT_EQ(isopel_plan_make(&spec, nullptr, 0, nullptr, nullptr, nullptr), ISOPEL_NULL_POINTER);
  EXPECT_EQ(isopel_plan_make(&spec, nullptr, 1 << 20, nullptr, &plan, nullptr), ISOPEL_NULL_POINTER);
  EXPECT_EQ(isopel_plan_execute(nullptr, {}, {}, nullptr, 0, nullptr), ISOPEL_NULL_POINTER);
  EXPECT_EQ(isopel_plan_execute(&plan, {}, {}, nullptr, 0, nullptr), ISOPEL_NO_PLAN) << "a plan of zeros is empty";
  EXPECT_EQ(isopel_spec_check(nullptr, nullptr), ISOPEL_NULL_POINTER);
  EXPECT_EQ(isopel_memory_size(nullptr), 0u);
  EXPECT_EQ(isopel_scratch_size(nullptr), 0u);
  EXPECT_EQ(isopel_plan_scratch_size(nullptr), 0u);
  EXPECT_EQ(isopel_plan_memory_size(nullptr), 0u);
  EXPECT_EQ(isopel_plan_arch(nullptr), nullptr);
  EXPECT_EQ(isopel_arch_by_name(nullptr), nullptr);
  EXPECT_STREQ(isopel_arch_name(nullptr), "");
  EXPECT_FALSE(isopel_arch_available(nullptr));
  EXPECT_FALSE(isopel_arch_has_kernel(nullptr, 0));
}

TEST(CApi, LeavesAnEmptyPlanBehindAFailure) {
  isopel_plan plan;
  std::memset(&plan, 0x5a, sizeof plan);
  EXPECT_EQ(isopel_plan_make(&spec, nullptr, 0, nullptr, &plan, nullptr), ISOPEL_MEMORY_TOO_SMALL);
  EXPECT_EQ(isopel_plan_execute(&plan, {}, {}, nullptr, 0, nullptr), ISOPEL_NO_PLAN);
}

TEST(CApi, ListsArchsAndKernels) {
  ASSERT_EQ(isopel_arch_count(), static_cast<std::int32_t>(archs().size()));
  for (std::int32_t i = 0; i < isopel_arch_count(); ++i) {
    const isopel_arch* arch = isopel_arch_at(i);
    EXPECT_EQ(isopel_arch_by_name(isopel_arch_name(arch)), arch);
    for (std::int32_t kernel = 0; kernel < isopel_kernel_count(); ++kernel) {
      EXPECT_EQ(isopel_arch_has_kernel(arch, kernel),
                has_kernel(*archs()[static_cast<std::size_t>(i)], static_cast<std::size_t>(kernel)));
    }
    EXPECT_FALSE(isopel_arch_has_kernel(arch, -1));
  }
  EXPECT_EQ(isopel_arch_at(-1), nullptr);
  EXPECT_EQ(isopel_arch_at(isopel_arch_count()), nullptr);
  EXPECT_EQ(isopel_kernel_name(-1), nullptr);
  EXPECT_EQ(isopel_kernel_name(isopel_kernel_count()), nullptr);
  EXPECT_STREQ(isopel_arch_name(isopel_best_arch(0, nullptr)), name(*best_arch()));
  EXPECT_STREQ(isopel_status_text(ISOPEL_OVERLAP), message(Status::overlap));
}

#if defined(__linux__)
TEST(Resize, IsPlanAndExecuteInOneCall) {
  const std::vector<std::uint8_t> src = Sequence().bytes(31 * 17 * 3);
  std::vector<std::uint8_t> dst(12 * 25 * 3), c_dst(12 * 25 * 3);
  ASSERT_EQ(resize({src.data(), {31, 17}, 31 * 3, rgb8}, {dst.data(), {12, 25}, 12 * 3, rgb8}, cpp_spec.rules),
            Status::ok);
  EXPECT_EQ(dst, run(cpp_spec, src, *best_arch()).bytes);
  ASSERT_EQ(isopel_resize({src.data(), spec.src, 31 * 3, spec.format}, {c_dst.data(), spec.dst, 12 * 3, spec.format},
                          spec.rules, nullptr),
            ISOPEL_OK);
  EXPECT_EQ(c_dst, dst);
}

TEST(Resize, ReportsWhatIsWrong) {
  std::uint8_t pixel[3] = {};
  Message message{};
  EXPECT_EQ(resize({pixel, {0, 1}, 3, rgb8}, {pixel, {1, 1}, 3, rgb8}, {}, &message), Status::bad_size);
  EXPECT_NE(std::string(message.text).find("0x1"), std::string::npos) << message.text;
  EXPECT_EQ(resize({pixel, {1, 1}, 3, rgb8}, {pixel, {1, 1}, 3, rgb8}, {}, &message), Status::overlap);
  EXPECT_EQ(resize({pixel, {1, 1}, 3, rgb8}, {pixel, {1, 1}, 3, gray8}, {}, &message), Status::format_mismatch);
}
#endif

}  // namespace
}  // namespace isopel::test
