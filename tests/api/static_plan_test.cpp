// A plan that the compiler made is the plan that Plan::make makes: the same tables, the same bytes, on every arch.
#include "isopel/static_plan.hpp"

#include <array>
#include <cstdint>
#include <set>
#include <utility>

#include "support.hpp"

namespace isopel::test {
namespace {

constexpr Spec of(Size src, Size dst, const Rules& rules, Format format = gray8) {
  return {.src = src, .dst = dst, .format = format, .rules = rules, .block_rows = 2};
}
constexpr Rules smooth{.filter = Filter::catmull_rom, .antialias = true};

/// Every filter, antialiased or not, on axes that shrink and grow.
constexpr auto filters = [] {
  std::array<Spec, 28> specs{};
  std::size_t count = 0;
  for (int filter = 0; filter <= ISOPEL_FILTER_LANCZOS4; ++filter) {
    for (const bool antialias : {false, true}) {
      const Rules rules{.filter = static_cast<Filter>(filter), .antialias = antialias};
      specs[count++] = of({23, 17}, {7, 9}, rules, rgb8);
      specs[count++] = of({7, 9}, {23, 17}, rules);
    }
  }
  return specs;
}();

/// Every border on every grid, with int16 weights and with counted floats.
constexpr auto borders = [] {
  std::array<Spec, 36> specs{};
  std::size_t count = 0;
  for (int border = 0; border <= ISOPEL_BORDER_UNDEFINED; ++border) {
    for (int grid = 0; grid <= ISOPEL_GRID_ASYMMETRIC; ++grid) {
      const bool widens = static_cast<Border>(border) != Border::extrapolate;
      const Rules rules{.filter = Filter::catmull_rom,
                        .border = static_cast<Border>(border),
                        .antialias = widens,
                        .grid = static_cast<Grid>(grid)};
      for (const Element element : {Element::u8, Element::f32}) {
        specs[count] = of({17, 13}, {7, 9}, rules, {element, 2});
        for (float& value : specs[count].fill) value = 100;
        ++count;
      }
    }
  }
  return specs;
}();

constexpr auto formats = [] {
  std::array<Spec, 14> specs{
      of({17, 13}, {7, 9}, smooth, {Element::i8, 3}),
      of({17, 13}, {7, 9}, smooth, {Element::u16, 3, Layout::interleaved, 1023}),
      of({17, 13}, {7, 9}, smooth, {Element::f16, 1}),
      of({17, 13}, {7, 9}, smooth, rgb565),
      of({17, 13}, {7, 9}, smooth, {Element::u8, 3, Layout::planar}),
      of({17, 13}, {7, 9}, {.filter = Filter::bilinear, .antialias = true, .alpha = Alpha::weighted}, rgba8),
      of({17, 13}, {7, 9}, {.filter = Filter::bilinear, .alpha = Alpha::premultiplied}, gray_alpha8),
      of({17, 13}, {7, 9}, {.filter = Filter::bilinear, .light = Light::linear}, rgb8),
      of({17, 13}, {7, 9}, {.filter = Filter::nearest, .border = Border::constant}, {Element::f32, 2}),
      of({17, 13}, {7, 9}, smooth, rgb8),
      of({17, 13}, {7, 9}, smooth, rgb8),
      of({17, 13}, {7, 9}, smooth, {Element::u8, 5}),
      of({17, 13}, {17, 9}, {.filter = Filter::area}, {Element::f32, 1}),
      of({150, 5}, {2, 9}, {.filter = Filter::lanczos3, .antialias = true}),  // more taps than are kept
  };
  specs[9].dst_format = {Element::i8, 3};
  specs[9].quantization = {3, 2, 5};
  specs[10].dst_format = {Element::f32, 3, Layout::planar};
  specs[10].normalization = {255, {0.5f, 0.25f, 0.125f, 0}, {0.5f, 0.25f, 2, 1}};
  return specs;
}();

/// Boxes, scales, crops, pads, sitings, and every method.
constexpr auto parts = [] {
  std::array<Spec, 13> specs{};
  for (std::size_t i = 0; i < 8; ++i) specs[i] = of({33, 25}, {11, 10}, smooth, rgb8);
  specs[0].box = {1.5, 2, 30.25, 21};
  specs[1].scale = {0.25, 0.375};
  specs[2].crop = {3, 2, 5, 6};
  specs[3].crop = {0, 4, 9, 2};
  specs[3].pad = {1, 2, 3, 4};
  specs[4].src_siting = Siting::left;
  specs[5].src_siting = specs[5].dst_siting = Siting::top_left;
  specs[6].box = {4, 4, 15, 14};
  specs[7].rules = {.filter = Filter::lanczos4, .border = Border::renormalize, .antialias = true};
  specs[7].box = {9, 5, 20, 15};
  specs[8] = of({12, 9}, {12, 9}, smooth);
  specs[9] = of({12, 9}, {4, 3}, {.filter = Filter::area});
  specs[10] = of({12, 9}, {5, 9}, smooth);
  specs[11] = of({12, 9}, {12, 4}, smooth);
  specs[12] = of({10, 9}, {5, 4}, {.filter = Filter::bilinear, .grid = Grid::asymmetric}, rgb8);
  return specs;
}();

/// OpenMV finds its size itself.
constexpr Spec openmv(Filter filter, Format format, Scale scale, Arithmetic arithmetic = Arithmetic::openmv) {
  Spec spec = of({23, 17}, {1, 1}, {.filter = filter, .arithmetic = arithmetic}, format);
  spec.scale = scale;
  spec.dst = {sizes::openmv_x(spec).dst, sizes::openmv_y(spec).dst};
  return spec;
}

/// Pillow's filters, and OpenMV's.
constexpr auto originals = [] {
  std::array<Spec, 24> specs{};
  std::size_t count = 0;
  for (const Filter filter :
       {Filter::nearest, Filter::box, Filter::bilinear, Filter::hamming, Filter::catmull_rom, Filter::lanczos3}) {
    const Rules rules{
        .filter = filter, .border = Border::renormalize, .antialias = true, .arithmetic = Arithmetic::pillow};
    specs[count++] = of({23, 17}, {7, 29}, rules, rgb8);
    specs[count++] = of({53, 31}, {18, 13}, rules);
  }
  const Rules pillow{.filter = Filter::bilinear,
                     .border = Border::renormalize,
                     .antialias = true,
                     .arithmetic = Arithmetic::pillow_13};
  specs[count] = of({23, 17}, {7, 5}, pillow, rgba8);
  specs[count].rules.alpha = Alpha::weighted;
  specs[count++].box = {0.37, 1, 20, 16.25};
  specs[count++] = of({23, 40}, {20, 5}, pillow);
  specs[count++] = of({23, 17}, {23, 5}, pillow);
  specs[count++] = of({33, 25}, {11, 25}, pillow);
  specs[count++] = of({11, 9}, {33, 25}, pillow);
  specs[count] = of({33, 25}, {9, 5}, pillow);
  specs[count++].box = {3, 1, 30.5, 23};
  for (const Filter filter : {Filter::nearest, Filter::bilinear, Filter::catmull_rom, Filter::area}) {
    specs[count++] = openmv(filter, gray8, {0.3, 0.45});
  }
  specs[count++] = openmv(Filter::area, rgb565, {0.3, 0.45}, Arithmetic::openmv_4_3);
  specs[count++] = openmv(Filter::bilinear, rgb565, {1.7, 2.1});
  return specs;
}();

/// Plain images: every loop and set of kernels, one to four channels, more taps than kernels know, odd numbers.
constexpr auto plain_ones = [] {
  std::array<Spec, 26> specs{};
  std::size_t count = 0;
  for (int channels = 1; channels <= 4; ++channels) {
    const Format format{Element::u8, channels};
    for (const Filter filter : {Filter::bilinear, Filter::lanczos3}) {
      specs[count++] = of({33, 25}, {11, 10}, {.filter = filter, .antialias = true}, format);
    }
    specs[count++] = of({7, 25}, {23, 9}, smooth, format);
    specs[count++] = of({5, 7}, {13, 11}, {.filter = Filter::catmull_rom, .border = Border::reflect}, format);
  }
  specs[count++] = of({150, 5}, {2, 9}, {.filter = Filter::lanczos3, .antialias = true}, rgba8);
  specs[count++] = of({2, 9}, {3, 5}, {.filter = Filter::bilinear, .antialias = true});  // fewer samples than a step
  specs[count++] = of({12, 9}, {5, 9}, smooth, rgb8);
  specs[count++] = of({12, 9}, {12, 4}, smooth, rgb8);
  specs[count++] = of({12, 9}, {4, 3}, {.filter = Filter::area}, rgb8);
  specs[count++] = of({12, 9}, {5, 11}, {.filter = Filter::nearest}, rgba8);
  specs[count++] = of({12, 9}, {12, 9}, smooth, rgb8);
  specs[count++] = of({15, 9}, {5, 4}, {.filter = Filter::bilinear}, rgb8);  // whose columns are picked
  specs[count++] = of({9, 15}, {4, 5}, {.filter = Filter::bilinear}, rgb8);  // or rows
  specs[count] = of({33, 25}, {11, 10}, smooth, rgb8);
  specs[count++].box = {4, 4, 15.5, 14};
  return specs;
}();

/// Plain gray images of about five to eight taps on each axis, with whole rows of columns and others; first samples are
/// even ones, odd ones or both.
constexpr auto reduced_ones = [] {
  constexpr Rules area{.filter = Filter::area};
  return std::array{
      of({48, 32}, {9, 6}, area),
      of({47, 41}, {11, 9}, area),
      of({67, 31}, {15, 5}, area),
      of({45, 21}, {7, 5}, area),
      of({60, 61}, {10, 8}, area),
      of({31, 60}, {4, 9}, area),
      of({37, 38}, {15, 15}, smooth),
      of({61, 54}, {21, 19}, smooth),
      of({85, 53}, {26, 16}, smooth),
      of({64, 48}, {16, 12}, smooth),
      of({41, 33}, {20, 16}, {.filter = Filter::catmull_rom, .antialias = true}),
  };
}();

/// Plain images whose pairs of source rows are kept: gray ones and others, odd sizes, more and less taps, several
/// shifts, and rows that begin in the middle of the source's.
constexpr auto kept_ones = [] {
  constexpr Rules lanczos3{.filter = Filter::lanczos3, .antialias = true};
  std::array specs{
      of({33, 81}, {11, 24}, lanczos3),
      of({19, 83}, {7, 25}, lanczos3, rgb8),
      of({50, 101}, {17, 31}, smooth),
      of({21, 77}, {20, 37}, smooth, rgba8),
      of({60, 150}, {11, 25}, smooth),
      of({40, 52}, {30, 40}, lanczos3),
      of({64, 96}, {21, 32}, {.filter = Filter::lanczos3, .border = Border::reflect, .antialias = true}),
      of({40, 70}, {13, 30}, {.filter = Filter::lanczos4, .border = Border::renormalize, .antialias = true}),
      of({45, 91}, {11, 24}, lanczos3),
  };
  specs.back().box = {5, 3, 38, 90};
  for (Spec& spec : specs) spec.block_rows = 24;
  return specs;
}();

std::vector<std::byte> image_of(const Plan& plan) {
  std::vector<std::byte> image(static_cast<std::size_t>(plan.image_size()));
  EXPECT_EQ(plan.save(image), Status::ok);
  return image;
}

/// A StaticPlan by its functions.
struct Constant {
  const Spec& spec;
  const PlainPlan& plain;
  std::size_t scratch_size;
  Plan (*plan)(const Arch& arch) noexcept;
  Status (*execute)(ConstImage src, Image dst, std::span<std::byte> scratch, Message* message) noexcept;
};

void expect_equal(const Constant& constant) {
  const Spec& spec = constant.spec;
  Random random(5);
  std::vector<std::byte> memory(static_cast<std::size_t>(memory_size(spec)));
  Plan made;
  ASSERT_EQ(Plan::make(spec, memory, made), Status::ok);
  ASSERT_EQ(constant.scratch_size, made.scratch_size()) << describe(spec);
  const std::vector<std::uint8_t> src = random_source(random, spec);
  const Size size = output_size(spec);
  const Format to = output_format(spec);
  const auto stride = [](Size view, const Format& format) {
    return static_cast<std::ptrdiff_t>(view.width * sizes::bytes_per_pixel(format));
  };
  const ConstImage from{src.data(), spec.src, stride(spec.src, spec.format), spec.format};
  FencedBytes scratch(constant.scratch_size);
  std::vector<std::uint8_t> out(static_cast<std::size_t>(stride(size, to) * size.height * sizes::planes(to)));
  const Image into{out.data(), size, stride(size, to), to};
  if (constant.plain.loop != nullptr) {
    ASSERT_EQ(execute_plain(constant.plain, from, into, 0, size.height, scratch.span()), Status::ok);
    const std::vector<std::uint8_t> want = run(spec, src, *find_arch("scalar")).bytes;
    ASSERT_EQ(out, want) << describe(spec) << ", plain";
    const std::int32_t middle = random.in(0, size.height);  // the lower band first
    std::ranges::fill(out, guard);
    ASSERT_EQ(execute_plain(constant.plain, from, into, middle, size.height, scratch.span()), Status::ok);
    ASSERT_EQ(execute_plain(constant.plain, from, into, 0, middle, scratch.span()), Status::ok);
    ASSERT_EQ(out, want) << describe(spec) << ", plain, cut at row " << middle;
  }
  for (const Arch* arch : available_archs()) {
    const Plan plan = constant.plan(*arch);
    ASSERT_EQ(plan.arch(), arch);
    ASSERT_EQ(plan.memory_size(), made.memory_size()) << describe(spec);
    ASSERT_EQ(image_of(plan), image_of(made)) << describe(spec);
    const std::vector<std::uint8_t> want = run(spec, src, *arch).bytes;
    std::ranges::fill(out, guard);
    ASSERT_EQ(plan.execute(from, into, scratch.span()), Status::ok);
    ASSERT_EQ(out, want) << describe(spec) << " on " << name(*arch);
    if (constant.plain.loop != nullptr && spec.rules.arithmetic == Arithmetic::contract_1) {
      std::ranges::fill(out, guard);
      run_plain(plan, from, into, 0, size.height, scratch.span().data());
      ASSERT_EQ(out, want) << describe(spec) << " on " << name(*arch) << ", plain";
    }
    std::ranges::fill(out, guard);
    ASSERT_EQ(constant.execute(from, into, scratch.span(), nullptr), Status::ok);
    ASSERT_EQ(out, want) << describe(spec);
  }
}

template <const auto& specs>
void expect_all_equal() {
  []<std::size_t... index>(std::index_sequence<index...>) {
    (expect_equal({specs[index], static_plan<specs[index]>.plain_plan(), static_plan<specs[index]>.scratch_size(),
                   StaticPlan<specs[index]>::plan, StaticPlan<specs[index]>::execute}),
     ...);
  }(std::make_index_sequence<specs.size()>{});
}

TEST(StaticPlans, HaveTheTablesAndBytesOfEveryFilter) { expect_all_equal<filters>(); }
TEST(StaticPlans, HaveTheTablesAndBytesOfEveryBorderAndGrid) { expect_all_equal<borders>(); }
TEST(StaticPlans, HaveTheTablesAndBytesOfEveryFormat) { expect_all_equal<formats>(); }
TEST(StaticPlans, HaveTheTablesAndBytesOfBoxesScalesAndCrops) { expect_all_equal<parts>(); }
TEST(StaticPlans, HaveTheTablesAndBytesOfPillowAndOpenMV) { expect_all_equal<originals>(); }

TEST(StaticPlans, HaveTheBytesOfPlainImages) { expect_all_equal<plain_ones>(); }
TEST(StaticPlans, HaveTheBytesOfFiveToEightTaps) { expect_all_equal<reduced_ones>(); }
TEST(StaticPlans, HaveTheBytesOfPairsThatAreKept) { expect_all_equal<kept_ones>(); }

/// Passes along y make four samples at a time; rows that have fewer are for the kernels of any plan.
constexpr Spec three_wide = of({6, 9}, {3, 5}, smooth), four_wide = of({6, 9}, {4, 5}, smooth);
static_assert(static_plan<three_wide>.plain_plan().loop == nullptr);
static_assert(static_plan<four_wide>.plain_plan().loop != nullptr);
static_assert(static_plan<of({9, 9}, {3, 3}, {.filter = Filter::area})>.plain_plan().loop == plain::box);

/// Pairs are kept where block_rows asks for as much scratch memory as they take, and where they pay.
constexpr bool keeps(Rules rules, std::int32_t block_rows) {
  const Spec spec{.src = {320, 240}, .dst = {96, 96}, .format = gray8, .rules = rules, .block_rows = block_rows};
  return keeps_pairs(spec, contract::layout(spec));
}
static_assert(keeps({.filter = Filter::lanczos3, .antialias = true}, 16));
static_assert(!keeps({.filter = Filter::lanczos3, .antialias = true}, 15));
static_assert(!keeps({.filter = Filter::bilinear, .antialias = true}, ISOPEL_MAX_BLOCK_ROWS));
static_assert(static_plan<kept_ones[0]>.keeps_pairs() && !static_plan<plain_ones[1]>.keeps_pairs());

template <const auto& specs>
void expect_plain_loops(std::set<PlainLoop*> loops) {
  []<std::size_t... index>(std::index_sequence<index...>, std::set<PlainLoop*>& left) {
    (left.erase(static_plan<specs[index]>.plain_plan().loop), ...);
  }(std::make_index_sequence<specs.size()>{}, loops);
  EXPECT_TRUE(loops.empty()) << loops.size() << " loops have no test";
}

TEST(StaticPlans, TestEveryLoopOfPlainImages) {
  expect_plain_loops<plain_ones>({plain::copy, plain::gather, plain::box, plain::horizontal, plain::vertical,
                                  plain::vertical_first, plain::horizontal_first});
  expect_plain_loops<originals>({plain::gather, plain::vertical, plain::vertical_first, plain::vertical_first_u8,
                                 plain::horizontal_first_u8, plain::two_taps_u8});
  expect_plain_loops<kept_ones>({plain::vertical_first_kept});
  expect_plain_loops<formats>({nullptr});
  static_assert(static_plan<plain_ones[0]>.plain_plan().loop != nullptr);
  static_assert(static_plan<parts[2]>.plain_plan().loop == nullptr);  // it crops
}

/// What is wrong with an execution gets the same status from a plain plan, from the whole one, and with a sentence.
TEST(StaticPlans, RefuseWhatPlansRefuse) {
  constexpr Spec spec = of({23, 17}, {7, 9}, smooth);
  constexpr auto& constant = static_plan<spec>;
  static_assert(constant.plain_plan().loop != nullptr);
  std::vector<std::uint8_t> pixels(23 * 17 + 7 * 9 + 1, guard);
  std::vector<std::byte> scratch(constant.scratch_size());
  const ConstImage src{pixels.data(), spec.src, 23, gray8};
  const Image dst{pixels.data() + 23 * 17, spec.dst, 7, gray8};
  const auto expect = [&](Status want, const ConstImage& from, const Image& to, std::int32_t first, std::int32_t last,
                          std::span<std::byte> memory) {
    Message why{};
    EXPECT_EQ(constant.plan(*find_arch("scalar")).execute_rows(from, to, first, last, memory), want);
    EXPECT_EQ(execute_plain(constant.plain_plan(), from, to, first, last, memory), want);
    EXPECT_EQ(constant.execute_rows(from, to, first, last, memory), want);
    EXPECT_EQ(constant.execute_rows(from, to, first, last, memory, &why), want);
    EXPECT_EQ(why.text[0] == '\0', want == Status::ok) << why.text;
  };
  const auto expect_src = [&](Status want, auto change) {
    ConstImage changed = src;
    change(changed);
    expect(want, changed, dst, 0, 9, scratch);
  };
  const auto expect_dst = [&](Status want, auto change) {
    Image changed = dst;
    change(changed);
    expect(want, src, changed, 0, 9, scratch);
  };
  const auto on_both = [&](Status want, auto change) {
    expect_src(want, change);
    expect_dst(want, change);
  };
  on_both(Status::size_mismatch, [](auto& view) { view.size.width += 1; });
  on_both(Status::format_mismatch, [](auto& view) { view.format.channels = 3; });
  on_both(Status::format_mismatch, [](auto& view) { view.format.element = Element::i8; });
  on_both(Status::format_mismatch, [](auto& view) { view.format.layout = Layout::planar; });
  on_both(Status::null_pointer, [](auto& view) { view.data = nullptr; });
  on_both(Status::bad_stride, [](auto& view) { view.stride = 6; });
  on_both(Status::bad_stride, [](auto& view) { view.stride = -6; });
  on_both(Status::bad_stride, [](auto& view) { view.stride = PTRDIFF_MAX; });
  on_both(Status::bad_stride, [](auto& view) { view.stride = PTRDIFF_MIN; });
  expect_dst(Status::overlap, [&](Image& view) { view.data = pixels.data() + 23 * 17 - 1; });
  expect_dst(Status::overlap, [&](Image& view) { view.data = scratch.data() + scratch.size() - 1; });
  // Along x a plain plan may have records of its own.
  const PlainPlan& plain = constant.plain_plan();
  const Plan whole = constant.plan(*find_arch("scalar"));
  const auto over = [&](const Plan::Axis& axis) {
    Image view = dst;
    view.data = const_cast<std::byte*>(axis.records);
    return view;
  };
  expect(Status::overlap, src, over(plain.y), 0, 9, scratch);
  EXPECT_EQ(execute_plain(plain, src, over(plain.x), 0, 9, scratch), Status::overlap);
  EXPECT_EQ(whole.execute(src, over(whole.x_axis()), scratch), Status::overlap);
  Message why{};
  const Plan::Axis& own = is_firmware ? plain.x : whole.x_axis();
  EXPECT_EQ(constant.execute(src, over(own), scratch), Status::overlap);
  EXPECT_EQ(constant.execute(src, over(own), scratch, &why), Status::overlap);
  EXPECT_NE(why.text[0], '\0');
  expect(Status::scratch_too_small, src, dst, 0, 9, std::span(scratch).subspan(1));
  expect(Status::null_pointer, src, dst, 0, 9, {static_cast<std::byte*>(nullptr), scratch.size()});
  expect(Status::bad_rows, src, dst, -1, 9, scratch);
  expect(Status::bad_rows, src, dst, 4, 3, scratch);
  expect(Status::bad_rows, src, dst, 0, 10, scratch);
  EXPECT_EQ(pixels, std::vector<std::uint8_t>(pixels.size(), guard));
  expect(Status::ok, src, dst, 3, 3, scratch);
  EXPECT_EQ(pixels, std::vector<std::uint8_t>(pixels.size(), guard));
  expect(Status::ok, src, dst, 0, 9, scratch);
}

TEST(StaticPlans, AreMadeWithinTheLimitsOfCompilers) {
  constexpr Rules sharp{.filter = Filter::lanczos3, .antialias = true};
  const auto expect_tables = []<Spec spec>() {
    std::vector<std::byte> memory(static_cast<std::size_t>(memory_size(spec)));
    Plan made;
    ASSERT_EQ(Plan::make(spec, memory, made), Status::ok);
    EXPECT_EQ(image_of(static_plan<spec>.plan(*made.arch())), image_of(made)) << describe(spec);
  };
  expect_tables.operator()<of({640, 480}, {96, 96}, sharp)>();
  expect_tables.operator()<of({320, 240}, {96, 96}, sharp)>();
  expect_tables.operator()<of({1920, 1080}, {224, 224}, sharp, rgb8)>();
}

TEST(StaticPlans, WriteBands) {
  constexpr Spec spec = of({23, 17}, {7, 9}, smooth);
  const std::vector<std::uint8_t> src = Sequence().bytes(23 * 17);
  std::vector<std::uint8_t> whole(7 * 9), banded(7 * 9);
  std::vector<std::byte> scratch(static_plan<spec>.scratch_size());
  const ConstImage from{src.data(), spec.src, 23, gray8};
  ASSERT_EQ(static_plan<spec>.execute(from, {whole.data(), spec.dst, 7, gray8}, scratch), Status::ok);
  ASSERT_EQ(static_plan<spec>.execute_rows(from, {banded.data(), spec.dst, 7, gray8}, 4, 9, scratch), Status::ok);
  ASSERT_EQ(static_plan<spec>.execute_rows(from, {banded.data(), spec.dst, 7, gray8}, 0, 4, scratch), Status::ok);
  EXPECT_EQ(banded, whole);
  std::ranges::fill(banded, guard);
  constexpr auto& plain = static_plan<spec>.plain_plan();
  for (const auto& [first, last] : {std::pair{4, 9}, {0, 1}, {1, 4}}) {
    ASSERT_EQ(execute_plain(plain, from, {banded.data(), spec.dst, 7, gray8}, first, last, scratch), Status::ok);
  }
  EXPECT_EQ(banded, whole);
  Message why{};
  EXPECT_EQ(static_plan<spec>.execute(from, {whole.data(), spec.dst, 7, gray8}, {}, &why), Status::scratch_too_small);
}

}  // namespace
}  // namespace isopel::test
