// The C interface gives what the C++ one gives; null arguments are refused.
#include "support.hpp"

#pragma GCC diagnostic ignored "-Wmissing-field-initializers"  // C programs leave fields out

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

/// A spec of both interfaces with the rules of a preset.
struct Pair {
  Spec cpp;
  isopel_spec c{};

  Pair(const char* preset, Size src, Size dst, Format format, Box box, Scale scale)
      : cpp{.src = src, .dst = dst, .format = format, .rules = find_preset(preset)->rules, .box = box, .scale = scale} {
    c.src = {src.width, src.height};
    c.dst = {dst.width, dst.height};
    c.format = {static_cast<isopel_element>(format.element), format.channels};
    EXPECT_EQ(isopel_preset_rules(preset, &c.rules, nullptr), ISOPEL_OK);
    c.box = {box.left, box.top, box.right, box.bottom};
    c.scale = {scale.x, scale.y};
  }
};

void expect_same(const isopel_spec& c, const Spec& cpp) {
  EXPECT_EQ((Size{c.src.width, c.src.height}), cpp.src);
  EXPECT_EQ((Size{c.dst.width, c.dst.height}), cpp.dst);
  EXPECT_EQ((Format{static_cast<Element>(c.format.element), c.format.channels}), cpp.format);
  EXPECT_EQ(c.rules.filter, static_cast<isopel_filter>(cpp.rules.filter));
  EXPECT_EQ(c.rules.border, static_cast<isopel_border>(cpp.rules.border));
  EXPECT_EQ(c.rules.antialias, cpp.rules.antialias);
  EXPECT_EQ(c.rules.arithmetic, static_cast<isopel_arithmetic>(cpp.rules.arithmetic));
  EXPECT_EQ(c.rules.alpha, static_cast<isopel_alpha>(cpp.rules.alpha));
  EXPECT_EQ(c.block_rows, cpp.block_rows);
  EXPECT_EQ((Box{c.box.left, c.box.top, c.box.right, c.box.bottom}), cpp.box);
  EXPECT_EQ((Scale{c.scale.x, c.scale.y}), cpp.scale);
}

TEST(CApi, KnowsBoxesScalesAndAlphaAsTheCppApiDoes) {
  const Pair pairs[] = {
      {"pillow/lanczos", {31, 17}, {12, 9}, rgba8, {2.5, 1.25, 28, 16}, {}},
      {"pillow/reduce", {31, 17}, {9, 5}, gray_alpha8, {4, 2, 31, 17}, {1.0 / 3, 1.0 / 3}},
      {"opencv-4/linear", {31, 17}, {9, 5}, rgb8, {}, {0.29, 0.31}},
      {"openmv/bilinear", {31, 17}, {13, 7}, rgb565, {3, 1, 29, 15}, {0.5, 0.5}},
  };
  for (const Pair& pair : pairs) {
    for (const bool weighted : {true, false}) {
      Pair both = pair;
      if (!weighted) {
        both.cpp.rules.alpha = Alpha::none;
        both.c.rules.alpha = ISOPEL_ALPHA_NONE;
      }
      isopel_message why{};
      ASSERT_EQ(isopel_spec_check(&both.c, &why), ISOPEL_OK) << describe(both.cpp) << ": " << why.text;
      ASSERT_EQ(isopel_memory_size(&both.c), memory_size(both.cpp));
      ASSERT_EQ(isopel_scratch_size(&both.c), scratch_size(both.cpp));
      std::vector<std::byte> memory(static_cast<std::size_t>(isopel_memory_size(&both.c)));
      std::vector<std::byte> scratch(static_cast<std::size_t>(isopel_scratch_size(&both.c)));
      const auto pixel = static_cast<std::ptrdiff_t>(sizes::bytes_per_pixel(both.cpp.format));
      const std::vector<std::uint8_t> src = Sequence().bytes(static_cast<std::size_t>(31 * 17 * pixel));
      const std::ptrdiff_t stride = both.c.dst.width * pixel;
      std::vector<std::uint8_t> dst(static_cast<std::size_t>(stride * both.c.dst.height));
      isopel_plan plan;
      ASSERT_EQ(isopel_plan_make(&both.c, memory.data(), memory.size(), nullptr, &plan, nullptr), ISOPEL_OK);
      ASSERT_EQ(
          isopel_plan_execute(&plan, {src.data(), both.c.src, 31 * pixel, both.c.format},
                              {dst.data(), both.c.dst, stride, both.c.format}, scratch.data(), scratch.size(), nullptr),
          ISOPEL_OK);
      EXPECT_EQ(dst, run(both.cpp, src, *best_arch()).bytes) << describe(both.cpp);
    }
  }
}

TEST(CApi, GivesTilesAndRowsOfTheWhole) {
  const Pair pair("pillow/bilinear", {31, 17}, {12, 9}, rgb8, {}, {});
  const std::vector<std::uint8_t> src = Sequence().bytes(31 * 17 * 3), whole = run(pair.cpp, src, *best_arch()).bytes;
  std::vector<std::byte> memory(static_cast<std::size_t>(isopel_memory_size(&pair.c)));
  std::vector<std::byte> scratch(static_cast<std::size_t>(isopel_stream_scratch_size(&pair.c)));
  isopel_plan plan;
  ASSERT_EQ(isopel_plan_make(&pair.c, memory.data(), memory.size(), nullptr, &plan, nullptr), ISOPEL_OK);

  std::vector<std::uint8_t> dst(whole.size());
  for (const isopel_crop tile : {isopel_crop{5, 0, 7, 9}, isopel_crop{0, 0, 5, 4}, isopel_crop{0, 4, 5, 5}}) {
    ASSERT_EQ(isopel_plan_execute_tile(&plan, {src.data(), pair.c.src, 93, pair.c.format},
                                       {dst.data(), pair.c.dst, 36, pair.c.format}, tile, scratch.data(),
                                       scratch.size(), nullptr),
              ISOPEL_OK);
  }
  EXPECT_EQ(dst, whole);

  std::fill(dst.begin(), dst.end(), guard);
  isopel_stream stream;
  isopel_message why{};
  EXPECT_LE(isopel_plan_stream_scratch_size(&plan), scratch.size());
  EXPECT_EQ(isopel_stream_start(&plan, scratch.data(), 1, &stream, &why), ISOPEL_SCRATCH_TOO_SMALL);
  EXPECT_EQ(isopel_stream_push(&stream, {src.data(), {31, 1}, 93, pair.c.format}, nullptr), ISOPEL_NO_PLAN);
  ASSERT_EQ(isopel_stream_start(&plan, scratch.data(), scratch.size(), &stream, &why), ISOPEL_OK) << why.text;
  for (int image = 0; image < 2; ++image) {
    EXPECT_EQ(isopel_stream_pull(&stream, {dst.data(), {12, 1}, 36, pair.c.format}, &why), ISOPEL_BAD_ROWS);
    for (int y = 0; y < 17; ++y) {
      ASSERT_EQ(isopel_stream_push(&stream, {src.data() + y * 93, {31, 1}, 93, pair.c.format}, &why), ISOPEL_OK);
      while (isopel_stream_has_row(&stream)) {
        std::uint8_t* const row = dst.data() + isopel_stream_pulled(&stream) * 36;
        ASSERT_EQ(isopel_stream_pull(&stream, {row, {12, 1}, 36, pair.c.format}, &why), ISOPEL_OK) << why.text;
      }
    }
    EXPECT_EQ(isopel_stream_pushed(&stream), 17);
    EXPECT_EQ(isopel_stream_pulled(&stream), 9);
    EXPECT_EQ(dst, whole);
    isopel_stream_restart(&stream);
  }
  EXPECT_EQ(isopel_stream_push(nullptr, {}, &why), ISOPEL_NULL_POINTER);
  EXPECT_EQ(isopel_stream_pull(nullptr, {}, &why), ISOPEL_NULL_POINTER);
  EXPECT_EQ(isopel_stream_start(nullptr, scratch.data(), scratch.size(), &stream, &why), ISOPEL_NULL_POINTER);
}

TEST(CApi, RefusesBoxesAndScalesAsTheCppApiDoes) {
  isopel_message why{};
  Pair box("pillow/lanczos", {31, 17}, {12, 9}, rgb8, {2, 1, 31.5, 16}, {});
  EXPECT_EQ(isopel_spec_check(&box.c, &why), ISOPEL_BAD_BOX);
  EXPECT_NE(std::string(why.text).find("31.50"), std::string::npos) << why.text;
  EXPECT_EQ(isopel_memory_size(&box.c), 0u);
  Pair scale("opencv-4/linear", {31, 17}, {9, 5}, rgb8, {}, {0.29, 0.5});
  EXPECT_EQ(isopel_spec_check(&scale.c, &why), ISOPEL_BAD_SCALE);
  EXPECT_NE(std::string(why.text).find("0.50"), std::string::npos) << why.text;
}

TEST(CApi, GivesTheReducingGapOfTheCppApi) {
  for (const double gap : {1.0, 2.0, 100.0}) {
    const Pair pair("pillow/bicubic", {640, 480}, {96, 70}, rgb8, {40.5, 30.25, 600, 460}, {});
    ReducingGap want;
    ASSERT_EQ(reducing_gap(pair.cpp, gap, want), Status::ok);
    EXPECT_EQ(want.reduces, gap < 100);
    bool reduces = !want.reduces;
    isopel_spec reduce{}, resize{};
    ASSERT_EQ(isopel_reducing_gap(&pair.c, gap, &reduces, &reduce, &resize, nullptr), ISOPEL_OK);
    EXPECT_EQ(reduces, want.reduces);
    expect_same(reduce, want.reduce);
    expect_same(resize, want.resize);
  }
}

TEST(CApi, RefusesAReducingGapAndWritesNothing) {
  const Pair pair("pillow/bicubic", {640, 480}, {96, 70}, rgb8, {}, {});
  bool reduces = true;
  isopel_spec reduce, resize, marked;
  std::memset(&marked, guard, sizeof marked);
  std::memcpy(&reduce, &marked, sizeof marked);
  std::memcpy(&resize, &marked, sizeof marked);
  isopel_message why{};
  EXPECT_EQ(isopel_reducing_gap(&pair.c, 0.5, &reduces, &reduce, &resize, &why), ISOPEL_BAD_RULES);
  EXPECT_NE(std::string(why.text).find("0.50"), std::string::npos) << why.text;
  EXPECT_EQ(isopel_reducing_gap(nullptr, 2, &reduces, &reduce, &resize, &why), ISOPEL_NULL_POINTER);
  EXPECT_NE(why.text[0], '\0');
  EXPECT_EQ(isopel_reducing_gap(&pair.c, 2, nullptr, &reduce, &resize, nullptr), ISOPEL_NULL_POINTER);
  EXPECT_EQ(isopel_reducing_gap(&pair.c, 2, &reduces, nullptr, &resize, nullptr), ISOPEL_NULL_POINTER);
  EXPECT_EQ(isopel_reducing_gap(&pair.c, 2, &reduces, &reduce, nullptr, nullptr), ISOPEL_NULL_POINTER);
  EXPECT_TRUE(reduces);
  EXPECT_EQ(std::memcmp(&reduce, &marked, sizeof marked), 0);
  EXPECT_EQ(std::memcmp(&resize, &marked, sizeof marked), 0);
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

TEST(CApi, GivesNoOutputSizeOfPadsThatAreTooLarge) {
  isopel_spec padded{};
  padded.src = padded.dst = {4, 3};
  padded.format.channels = 1;
  padded.pad = {1, 2, 3, 4};
  EXPECT_EQ(isopel_output_size(&padded).width, 8);
  EXPECT_EQ(isopel_output_size(&padded).height, 9);
  padded.pad = {0x7fffffff, 0, 0x7fffffff, 0};
  EXPECT_EQ(isopel_output_size(&padded).width, 0);
  EXPECT_EQ(isopel_output_size(&padded).height, 0);
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

TEST(Resize, StoresWhatTheDestinationIs) {
  const std::vector<std::uint8_t> src = Sequence().bytes(31 * 17 * 3);
  Spec tensor = cpp_spec;
  tensor.dst_format = {Element::f32, 3, Layout::planar};
  std::vector<float> dst(12 * 25 * 3);
  ASSERT_EQ(
      resize({src.data(), {31, 17}, 31 * 3, rgb8}, {dst.data(), {12, 25}, 12 * 4, tensor.dst_format}, tensor.rules),
      Status::ok);
  const std::vector<std::uint8_t> want = run(tensor, src, *best_arch()).bytes;
  EXPECT_EQ(std::memcmp(dst.data(), want.data(), want.size()), 0);
}

TEST(Resize, ReportsWhatIsWrong) {
  std::uint8_t pixel[3] = {};
  Message message{};
  EXPECT_EQ(resize({pixel, {0, 1}, 3, rgb8}, {pixel, {1, 1}, 3, rgb8}, {}, &message), Status::bad_size);
  EXPECT_NE(std::string(message.text).find("0x1"), std::string::npos) << message.text;
  EXPECT_EQ(resize({pixel, {1, 1}, 3, rgb8}, {pixel, {1, 1}, 3, rgb8}, {}, &message), Status::overlap);
  EXPECT_EQ(resize({pixel, {1, 1}, 3, rgb8}, {pixel, {1, 1}, 3, gray8}, {}, &message), Status::bad_format);
}
#endif

}  // namespace
}  // namespace isopel::test
