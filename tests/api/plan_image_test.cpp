// A plan's image gives the plan back, for its own spec only, and only if it is as it was.
#include "engine/plan_image.hpp"

#include <algorithm>
#include <functional>
#include <initializer_list>

#include "support.hpp"

#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#include "examples/static_plan/input_plan.h"
#endif

namespace isopel::test {
namespace {

/// An image whose last byte is followed by a fence.
FencedBytes image_of(const Spec& spec) {
  std::vector<std::byte> memory(static_cast<std::size_t>(memory_size(spec)));
  Message why{};
  Plan plan;
  EXPECT_EQ(Plan::make(spec, memory, plan, nullptr, &why), Status::ok) << why.text;
  FencedBytes image(static_cast<std::size_t>(plan.image_size()));
  EXPECT_EQ(plan.save(image.span(), &why), Status::ok) << why.text;
  return image;
}

Status open(const Spec& spec, std::span<const std::byte> image, Message* why = nullptr) {
  Plan plan;
  Message own{};
  if (why == nullptr) why = &own;
  const Status status = Plan::open(spec, image, plan, nullptr, why);
  EXPECT_EQ(why->text[0] == '\0', status == Status::ok) << "a sentence if it is refused, and only then";
  EXPECT_EQ(plan.method() == Plan::Method::none, status != Status::ok);
  return status;
}

/// Executes a plan on fenced views and scratch memory.
std::vector<std::uint8_t> execute(const Plan& plan, std::span<const std::uint8_t> src) {
  const Spec& spec = plan.spec();
  const Format to = output_format(spec);
  const Size size = output_size(spec);
  const auto stride = [](Size view, const Format& format) {
    return static_cast<std::ptrdiff_t>(view.width * sizes::bytes_per_pixel(format));
  };
  FencedBytes from(src.size()), scratch(static_cast<std::size_t>(plan.scratch_size()));
  std::memcpy(from.data(), src.data(), src.size());
  if (scratch.size() != 0) std::memset(scratch.data(), 0x77, scratch.size());
  FencedBytes out(static_cast<std::size_t>(stride(size, to) * size.height * sizes::planes(to)));
  std::memset(out.data(), guard, out.size());
  Message why{};
  EXPECT_EQ(plan.execute({from.data(), spec.src, stride(spec.src, spec.format), spec.format},
                         {out.data(), size, stride(size, to), to}, scratch.span(), &why),
            Status::ok)
      << why.text;
  return {out.u8(), out.u8() + out.size()};
}

constexpr Rules smooth{.filter = Filter::catmull_rom, .antialias = true};

/// One of each method and each form of tables, small enough to try every bit of.
std::vector<Spec> small_specs() {
  const auto of = [](Size src, Size dst, const Rules& rules, Format format = gray8) {
    return Spec{.src = src, .dst = dst, .format = format, .rules = rules, .block_rows = 1};
  };
  std::vector<Spec> specs{
      of({5, 4}, {5, 4}, smooth),
      of({5, 4}, {3, 2}, {}, rgb8),
      of({6, 4}, {3, 2}, {.filter = Filter::area}),
      of({5, 4}, {2, 3}, {.filter = Filter::nearest}, rgb8),
      of({7, 4}, {3, 4}, smooth),
      of({4, 7}, {4, 3}, smooth, rgb8),
      of({4, 4}, {7, 6}, smooth),
      of({7, 5}, {3, 3}, smooth, {Element::f32, 1}),
      of({7, 5}, {3, 3}, {.filter = Filter::bilinear, .border = Border::constant}),
      of({7, 5}, {3, 3}, {.filter = Filter::bilinear, .border = Border::undefined}),
  };
  Spec quantized = of({5, 4}, {3, 2}, {}, {Element::i8, 1});
  quantized.quantization = {3, 2, 3};
  specs.push_back(quantized);
  for (const char* preset : {"pillow/bicubic", "opencv-4/linear", "opencv-4/area/x86", "opencv-4/cubic/x86",
                             "opencv-4/lanczos4", "openmv/bilinear", "openmv/area", "openmv/bicubic"}) {
    specs.push_back(of({9, 8}, {4, 3}, find_preset(preset)->rules));
  }
  return specs;
}

TEST(PlanImages, GiveThePlanBack) {
  Random random(2026);
  std::vector<Spec> specs = small_specs();
  for (int i = 0; i < repetitions(300, 20); ++i) specs.push_back(random_format_spec(random, 40));
  for (const Preset& preset : presets()) {
    for (int i = 0; i < repetitions(20, 1); ++i) specs.push_back(random_preset_spec(random, 40, preset));
  }
  for (const Spec& spec : specs) {
    FencedBytes memory(static_cast<std::size_t>(memory_size(spec)));
    Plan made, opened;
    ASSERT_EQ(Plan::make(spec, memory.span(), made), Status::ok) << describe(spec);
    FencedBytes image(static_cast<std::size_t>(made.image_size())), again(image.size());
    ASSERT_EQ(made.save(image.span()), Status::ok);
    Message why{};
    ASSERT_EQ(Plan::open(spec, image.span(), opened, nullptr, &why), Status::ok) << describe(spec) << ": " << why.text;
    ASSERT_EQ(opened.scratch_size(), made.scratch_size());
    ASSERT_EQ(opened.memory_size(), made.memory_size());
    ASSERT_EQ(opened.arch(), made.arch());
    ASSERT_EQ(opened.image_size(), made.image_size());
    ASSERT_EQ(opened.save(again.span()), Status::ok);
    ASSERT_EQ(std::memcmp(again.data(), image.data(), image.size()), 0) << describe(spec);
    const std::vector<std::uint8_t> src = random_source(random, spec);
    ASSERT_EQ(execute(opened, src), execute(made, src)) << describe(spec);
  }
}

TEST(PlanImages, UseTheTablesWhereTheyAre) {
  const Spec spec{.src = {9, 9}, .dst = {5, 5}, .format = gray8, .rules = smooth};
  FencedBytes image = image_of(spec);
  Plan plan;
  ASSERT_EQ(Plan::open(spec, image.span(), plan), Status::ok);
  for (const Plan::Axis* axis : {&plan.x_axis(), &plan.y_axis()}) {
    EXPECT_GE(axis->records, image.data());
    EXPECT_LT(axis->records, image.data() + image.size());
  }
}

TEST(PlanImages, AreRefusedWithAnyBitFlipped) {
  for (const Spec& spec : small_specs()) {
    FencedBytes image = image_of(spec);
    for (std::size_t bit = 0; bit < image.size() * 8; bit += static_cast<std::size_t>(repetitions(1, 7))) {
      image.data()[bit / 8] ^= std::byte{1} << (bit % 8);
      ASSERT_EQ(open(spec, image.span()), Status::bad_plan) << describe(spec) << ", bit " << bit;
      image.data()[bit / 8] ^= std::byte{1} << (bit % 8);
    }
    EXPECT_EQ(open(spec, image.span()), Status::ok);
  }
}

TEST(PlanImages, AreRefusedCutShort) {
  for (const Spec& spec : small_specs()) {
    FencedBytes image = image_of(spec);
    for (std::size_t size = 0; size < image.size(); ++size) {
      FencedBytes part((size + 3) / 4 * 4);  // aligned
      std::memcpy(part.data(), image.data(), size);
      ASSERT_EQ(open(spec, part.span().first(size)), Status::bad_plan) << describe(spec) << ", " << size << " bytes";
    }
  }
}

TEST(PlanImages, MayBeFollowedByOtherBytes) {
  const Spec spec{.src = {9, 9}, .dst = {5, 5}, .format = gray8, .rules = smooth};
  FencedBytes image = image_of(spec);
  std::vector<std::byte> sector(image.size() + 100, std::byte{0xff});
  std::memcpy(sector.data(), image.data(), image.size());
  EXPECT_EQ(open(spec, sector), Status::ok);
}

TEST(PlanImages, AreForTheirOwnSpecOnly) {
  Spec spec{.src = {20, 16},
            .dst = {10, 8},
            .format = {Element::f32, 4},
            .rules = smooth,
            .block_rows = 2,
            .box = {1, 1, 18, 15},
            .crop = {1, 1, 6, 5},
            .pad = {1, 2, 3, 4},
            .normalization = {255, {1, 2, 3, 4}, {1, 2, 3, 4}}};
  FencedBytes image = image_of(spec);
  ASSERT_EQ(open(spec, image.span()), Status::ok);
  const std::vector<std::function<void(Spec&)>> changes{
      [](Spec& s) { s.src.width = 21; },
      [](Spec& s) { s.src.height = 17; },
      [](Spec& s) { s.dst.width = 11; },
      [](Spec& s) { s.dst.height = 9; },
      [](Spec& s) { s.format.element = Element::f16; },
      [](Spec& s) { s.format.channels = 3; },
      [](Spec& s) { s.format.layout = Layout::planar; },
      [](Spec& s) { s.rules.filter = Filter::bilinear; },
      [](Spec& s) { s.rules.border = Border::reflect; },
      [](Spec& s) { s.rules.antialias = false; },
      [](Spec& s) { s.rules.alpha = Alpha::premultiplied; },
      [](Spec& s) { s.rules.grid = Grid::asymmetric; },
      [](Spec& s) { s.block_rows = 3; },
      [](Spec& s) { s.box.left = 0; },
      [](Spec& s) { s.box.top = 0.5; },
      [](Spec& s) { s.box.right = 19; },
      [](Spec& s) { s.box.bottom = 15.25; },
      [](Spec& s) { s.scale.x = 0.5; },
      [](Spec& s) { s.scale.y = 0.5; },
      [](Spec& s) { s.dst_format = {Element::f16, 4}; },
      [](Spec& s) { s.dst_format = {Element::f32, 4, Layout::planar}; },
      [](Spec& s) { s.crop.left = 0; },
      [](Spec& s) { s.crop.top = 0; },
      [](Spec& s) { s.crop.width = 5; },
      [](Spec& s) { s.crop.height = 4; },
      [](Spec& s) { s.pad.left = 0; },
      [](Spec& s) { s.pad.top = 0; },
      [](Spec& s) { s.pad.right = 0; },
      [](Spec& s) { s.pad.bottom = 0; },
      [](Spec& s) { s.fill[0] = 1; },
      [](Spec& s) { s.fill[3] = 1; },
      [](Spec& s) { s.normalization.divisor = 128; },
      [](Spec& s) { s.normalization.mean[3] = 0; },
      [](Spec& s) { s.normalization.deviation[0] = 3; },
  };
  const auto expect_refused = [](const Spec& good, std::span<const std::byte> bytes, std::size_t number,
                                 const std::function<void(Spec&)>& change) {
    Spec other = good;
    change(other);
    ASSERT_EQ(check(other), Status::ok) << "change " << number;
    Message why{};
    EXPECT_EQ(open(other, bytes, &why), Status::bad_plan) << "change " << number;
    EXPECT_NE(std::strstr(why.text, "another spec"), nullptr) << why.text;
  };
  for (std::size_t i = 0; i < changes.size(); ++i) expect_refused(spec, image.span(), i, changes[i]);

  const Spec bytes{
      .src = {20, 16}, .dst = {10, 8}, .format = rgb8, .dst_format = {Element::i8, 3}, .quantization = {1, 2, 3}};
  FencedBytes bytes_image = image_of(bytes);
  const std::vector<std::function<void(Spec&)>> others{
      [](Spec& s) { s.quantization.zero_point = 2; },   [](Spec& s) { s.quantization.numerator = 1; },
      [](Spec& s) { s.quantization.denominator = 4; },  [](Spec& s) { s.src_siting = Siting::left; },
      [](Spec& s) { s.dst_siting = Siting::top_left; }, [](Spec& s) { s.rules.light = Light::linear; },
  };
  for (std::size_t i = 0; i < others.size(); ++i) expect_refused(bytes, bytes_image.span(), i, others[i]);

  const Spec deep{.src = {20, 16}, .dst = {10, 8}, .format = {Element::u16, 3, Layout::interleaved, 1023}};
  FencedBytes deep_image = image_of(deep);
  expect_refused(deep, deep_image.span(), 0, [](Spec& s) { s.format.maximum = 4095; });
  const Spec preset{.src = {20, 16}, .dst = {10, 8}, .format = rgb8, .rules = find_preset("pillow/bicubic")->rules};
  FencedBytes preset_image = image_of(preset);
  expect_refused(preset, preset_image.span(), 0, [](Spec& s) { s.rules.arithmetic = Arithmetic::pillow_13; });
}

TEST(PlanImages, AreTheSameForEqualSpecs) {
  Spec spec{.src = {20, 16}, .dst = {10, 8}, .format = rgb8};
  FencedBytes image = image_of(spec);
  spec.fill[1] = -0.0f;
  spec.box.left = -0.0;
  EXPECT_EQ(open(spec, image.span()), Status::ok);
}

/// A copy of an image that can be changed and still has a right checksum.
struct Forgery {
  FencedBytes bytes;

  explicit Forgery(FencedBytes& image) : bytes(image.size()) { std::memcpy(bytes.data(), image.data(), image.size()); }
  ImageHeader header() {
    ImageHeader out;
    std::memcpy(&out, bytes.data(), sizeof out);
    return out;
  }
  void set(const ImageHeader& header) { std::memcpy(bytes.data(), &header, sizeof header); }
  void repair() {
    ImageHeader fixed = header();
    fixed.checksum = checksum_of(bytes.data(), bytes.size());
    set(fixed);
  }
};

TEST(PlanImages, ForgedWindowsAreRefused) {
  for (const Spec& spec : small_specs()) {
    FencedBytes image = image_of(spec);
    Plan plan;
    ASSERT_EQ(Plan::open(spec, image.span(), plan), Status::ok);
    for (const bool y : {false, true}) {
      const Plan::Axis& axis = y ? plan.y_axis() : plan.x_axis();
      if (axis.records == nullptr) continue;
      const std::int32_t outputs = y ? spec.dst.height : spec.dst.width;
      for (std::int32_t d = 0; d < outputs; ++d) {
        const std::ptrdiff_t at = axis.records - image.data() + std::ptrdiff_t{d} * axis.record_bytes;
        for (const std::int32_t offset :
             std::initializer_list<std::int32_t>{-1, -1000000, 1000, INT32_MIN, INT32_MAX}) {
          Forgery forged(image);
          std::memcpy(forged.bytes.data() + at, &offset, sizeof offset);
          forged.repair();
          ASSERT_EQ(open(spec, forged.bytes.span()), Status::bad_plan) << describe(spec) << ", offset " << offset;
        }
      }
    }
  }
}

TEST(PlanImages, ForgedNumbersAreRefused) {
  for (const Spec& spec : small_specs()) {
    FencedBytes image = image_of(spec);
    Plan plan;
    ASSERT_EQ(Plan::open(spec, image.span(), plan), Status::ok);
    const std::vector<std::function<void(ImageHeader&)>> changes{
        [](ImageHeader& h) { h.method = 0; },          [](ImageHeader& h) { h.method = 9; },
        [](ImageHeader& h) { h.method = -1; },         [](ImageHeader& h) { h.scratch -= 1; },
        [](ImageHeader& h) { h.scratch += 64; },       [](ImageHeader& h) { h.first_column -= 1; },
        [](ImageHeader& h) { h.columns += 1; },        [](ImageHeader& h) { h.bytes -= 4; },
        [](ImageHeader& h) { h.x.taps += 1; },         [](ImageHeader& h) { h.y.taps = 0; },
        [](ImageHeader& h) { h.y.taps = 30000; },      [](ImageHeader& h) { h.x.record_bytes += 4; },
        [](ImageHeader& h) { h.y.record_bytes = -4; }, [](ImageHeader& h) { h.x.shift = 32; },
        [](ImageHeader& h) { h.y.shift = -1; },
    };
    for (std::size_t i = 0; i < changes.size(); ++i) {
      Forgery forged(image);
      ImageHeader header = forged.header();
      changes[i](header);
      forged.set(header);
      forged.repair();
      ASSERT_EQ(open(spec, forged.bytes.span()), Status::bad_plan) << describe(spec) << ", change " << i;
    }
  }
}

/// A word of the header, of a record's offset or of what follows it; or any word. Not any word with sanitizers: wrong
/// weights and biases make sums overflow, which is no access to memory.
std::ptrdiff_t word_to_forge(Random& random, const Plan& plan, FencedBytes& image) {
#ifdef __SANITIZE_ADDRESS__
  constexpr bool any = false;
#else
  constexpr bool any = true;
#endif
  if (any && random.one_in(3)) return random.in(11, static_cast<std::int32_t>(image.size() / 4) - 1);
  const bool y = random.one_in(2);
  const Plan::Axis& axis = y ? plan.y_axis() : plan.x_axis();
  if (axis.records == nullptr || random.one_in(4)) return random.in(11, 15);
  const std::int32_t d = random.in(0, (y ? plan.spec().dst.height : plan.spec().dst.width) - 1);
  const std::ptrdiff_t record = (axis.records - image.data()) / 4 + std::ptrdiff_t{d} * (axis.record_bytes / 4);
  const sizes::Passes passes = sizes::passes(plan.spec());
  if (plan.method() == Plan::Method::gather || axis.record_bytes == 4 || random.one_in(2)) return record;
  if (sizes::is_counted(passes) || plan.method() == Plan::Method::weighted_box) return record + 1;
  if (y && sizes::names_rows(passes)) return record + axis.record_bytes / 4 - 1;  // its last rows
  return record;
}

// Whatever the tables hold: what is opened reads and writes inside the views and the scratch memory, on every arch.
TEST(PlanImages, ForgedTablesStayInsideTheViews) {
  Random random(77);
  int opened = 0;
  std::vector<Spec> specs = small_specs();
  for (int i = 0; i < repetitions(60, 4); ++i) specs.push_back(random_format_spec(random, 24));
  for (const Preset& preset : presets()) specs.push_back(random_preset_spec(random, 24, preset));
  for (const Spec& spec : specs) {
    FencedBytes image = image_of(spec);
    Plan genuine;
    ASSERT_EQ(Plan::open(spec, image.span(), genuine), Status::ok);
    const std::vector<std::uint8_t> src = random_source(random, spec);
    for (int i = 0; i < repetitions(200, 10); ++i) {
      Forgery forged(image);
      for (int changes = random.in(1, 6); changes > 0; --changes) {
        const std::int32_t value = random.one_in(3) ? static_cast<std::int32_t>(random.next()) : random.in(-2, 30);
        std::memcpy(forged.bytes.data() + 4 * word_to_forge(random, genuine, image), &value, sizeof value);
      }
      forged.repair();
      for (const Arch* arch : available_archs()) {
        Plan plan;
        if (Plan::open(spec, forged.bytes.span(), plan, arch) != Status::ok) break;
        ++opened;
        execute(plan, src);
      }
    }
  }
  EXPECT_GT(opened, repetitions(1000, 10)) << "too few forgeries were good enough to be executed";
}

TEST(PlanImages, SayWhatIsWrong) {
  const Spec spec{.src = {9, 9}, .dst = {5, 5}, .format = gray8, .rules = smooth};
  FencedBytes image = image_of(spec);
  Message why{};
  const auto says = [&](const char* words) { return std::strstr(why.text, words) != nullptr; };

  EXPECT_EQ(open(spec, {}, &why), Status::null_pointer) << why.text;
  EXPECT_EQ(open(spec, image.span().subspan(1), &why), Status::bad_alignment);
  EXPECT_TRUE(says("1 bytes behind a multiple of 4") || says("3 bytes behind a multiple of 4")) << why.text;
  EXPECT_EQ(open(spec, image.span().first(40), &why), Status::bad_plan);
  EXPECT_TRUE(says("40 bytes")) << why.text;
  Spec bad = spec;
  bad.block_rows = 0;
  EXPECT_EQ(open(bad, image.span(), &why), Status::bad_block_rows);

  Forgery other(image);
  ImageHeader header = other.header();
  header.version += 1;
  other.set(header);
  other.repair();
  EXPECT_EQ(open(spec, other.bytes.span(), &why), Status::bad_plan);
  EXPECT_TRUE(says("version 2")) << why.text;

  Forgery swapped(image);
  for (std::size_t at = 0; at + 4 <= swapped.bytes.size(); at += 4) {
    std::reverse(swapped.bytes.data() + at, swapped.bytes.data() + at + 4);
  }
  EXPECT_EQ(open(spec, swapped.bytes.span(), &why), Status::bad_plan);
  EXPECT_TRUE(says("the other byte order")) << why.text;

  std::vector<std::byte> memory(static_cast<std::size_t>(memory_size(spec)));
  Plan plan, empty;
  EXPECT_EQ(empty.image_size(), 0u);
  EXPECT_EQ(empty.save(memory, &why), Status::no_plan);
  ASSERT_EQ(Plan::make(spec, memory, plan), Status::ok);
  EXPECT_EQ(plan.save(image.span().first(50), &why), Status::memory_too_small);
  EXPECT_TRUE(says("only 50")) << why.text;
  EXPECT_EQ(plan.save({static_cast<std::byte*>(nullptr), image.size()}, &why), Status::null_pointer);
}

#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__  // the header is of that order
TEST(PlanImages, InHeadersAreThoseOfTheirSpec) {
  std::vector<std::byte> memory(static_cast<std::size_t>(isopel_memory_size(&input_spec)));
  isopel_plan made, opened;
  isopel_message why{};
  ASSERT_EQ(isopel_plan_make(&input_spec, memory.data(), memory.size(), nullptr, &made, &why), ISOPEL_OK) << why.text;
  ASSERT_EQ(isopel_plan_image_size(&made), sizeof input_image);
  std::vector<std::byte> image(sizeof input_image);
  ASSERT_EQ(isopel_plan_save(&made, image.data(), image.size(), &why), ISOPEL_OK) << why.text;
  EXPECT_EQ(std::memcmp(image.data(), input_image, image.size()), 0);
  ASSERT_EQ(isopel_plan_open(&input_spec, input_image, sizeof input_image, nullptr, &opened, &why), ISOPEL_OK)
      << why.text;
  EXPECT_EQ(isopel_plan_scratch_size(&opened), std::uint64_t{input_scratch_size});
}
#endif

TEST(PlanImages, OpenFromC) {
  const Spec spec{.src = {9, 9}, .dst = {5, 5}, .format = gray8, .rules = smooth};
  isopel_spec c_spec{};
  c_spec.src = {9, 9};
  c_spec.dst = {5, 5};
  c_spec.format.channels = 1;
  c_spec.rules.filter = ISOPEL_FILTER_CATMULL_ROM;
  c_spec.rules.antialias = true;
  FencedBytes image = image_of(spec);
  isopel_plan plan;
  isopel_message why{};
  ASSERT_EQ(isopel_plan_open(&c_spec, image.data(), image.size(), nullptr, &plan, &why), ISOPEL_OK) << why.text;
  EXPECT_EQ(isopel_plan_image_size(&plan), image.size());
  std::vector<std::byte> again(image.size());
  EXPECT_EQ(isopel_plan_save(&plan, again.data(), again.size(), &why), ISOPEL_OK);
  EXPECT_EQ(std::memcmp(again.data(), image.data(), image.size()), 0);
  EXPECT_EQ(isopel_plan_open(&c_spec, image.data(), 4, nullptr, &plan, &why), ISOPEL_BAD_PLAN);
  EXPECT_EQ(isopel_plan_image_size(&plan), 0u) << "after a failure the plan is empty";
  EXPECT_EQ(isopel_plan_open(nullptr, image.data(), image.size(), nullptr, &plan, &why), ISOPEL_NULL_POINTER);
  EXPECT_EQ(isopel_plan_open(&c_spec, image.data(), image.size(), nullptr, nullptr, &why), ISOPEL_NULL_POINTER);
  EXPECT_EQ(isopel_plan_save(nullptr, again.data(), again.size(), &why), ISOPEL_NULL_POINTER);
  EXPECT_EQ(isopel_plan_image_size(nullptr), 0u);
}

}  // namespace
}  // namespace isopel::test
