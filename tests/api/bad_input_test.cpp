// Bad input: each mistake has its status and a sentence with the values, and nothing is written.
#include <limits>

#include "support.hpp"

namespace isopel::test {
namespace {

constexpr std::int32_t huge = std::numeric_limits<std::int32_t>::max();
constexpr std::int32_t lowest = std::numeric_limits<std::int32_t>::min();

const Spec good{.src = {20, 10}, .dst = {7, 9}, .format = rgb8, .rules = {.filter = Filter::catmull_rom}};

void expect_words(const Message& message, std::initializer_list<const char*> words) {
  for (const char* word : words) {
    EXPECT_NE(std::string(message.text).find(word), std::string::npos) << "'" << word << "' in: " << message.text;
  }
}

void expect_refused(const Spec& spec, Status status, std::initializer_list<const char*> words) {
  Message message{};
  EXPECT_EQ(check(spec, &message), status);
  expect_words(message, words);
  EXPECT_EQ(memory_size(spec), 0u);
  EXPECT_EQ(scratch_size(spec), 0u);
  std::byte memory[4096];
  std::memset(memory, guard, sizeof memory);
  Plan plan;
  Message again{};
  EXPECT_EQ(Plan::make(spec, memory, plan, nullptr, &again), status);
  EXPECT_STREQ(again.text, message.text);
  EXPECT_EQ(plan.method(), Plan::Method::none) << "the plan must stay as it was";
  for (const std::byte byte : memory) ASSERT_EQ(byte, std::byte{guard});
}

TEST(BadSpec, SizesOutsideTheRange) {
  const std::int32_t sides[] = {0, -1, lowest, ISOPEL_MAX_SIDE + 1, huge};
  for (const std::int32_t side : sides) {
    const std::string value = std::to_string(side);
    Spec spec = good;
    spec.src.width = side;
    expect_refused(spec, Status::bad_size, {value.c_str(), "1048576"});
    spec = good;
    spec.src.height = side;
    expect_refused(spec, Status::bad_size, {value.c_str()});
    spec = good;
    spec.dst.width = side;
    expect_refused(spec, Status::bad_size, {value.c_str()});
    spec = good;
    spec.dst.height = side;
    expect_refused(spec, Status::bad_size, {value.c_str()});
  }
}

TEST(BadSpec, FormatsThatDoNotExist) {
  const std::int32_t counts[] = {0, -3, ISOPEL_MAX_CHANNELS + 1, huge};
  for (const std::int32_t channels : counts) {
    Spec spec = good;
    spec.format.channels = channels;
    expect_refused(spec, Status::bad_format, {std::to_string(channels).c_str(), "1..1024"});
  }
  Spec spec = good;
  spec.format.element = static_cast<Element>(77);
  expect_refused(spec, Status::bad_format, {"77"});
}

TEST(BadSpec, RulesThatDoNotExist) {
  Spec spec = good;
  spec.rules.filter = static_cast<Filter>(9);
  expect_refused(spec, Status::bad_rules, {"filter 9"});
  spec.rules.filter = static_cast<Filter>(-1);
  expect_refused(spec, Status::bad_rules, {"filter -1"});
  spec = good;
  spec.rules.border = static_cast<Border>(6);
  expect_refused(spec, Status::bad_rules, {"border 6"});
}

TEST(BadSpec, BlockRowsOutsideTheRange) {
  for (const std::int32_t rows : {0, -1, ISOPEL_MAX_BLOCK_ROWS + 1}) {
    Spec spec = good;
    spec.block_rows = rows;
    expect_refused(spec, Status::bad_block_rows, {std::to_string(rows).c_str(), "1..64"});
  }
}

TEST(BadSpec, TooManyTaps) {
  const Spec spec{.src = {ISOPEL_MAX_SIDE, 4},
                  .dst = {100, 4},
                  .format = gray8,
                  .rules = {.filter = Filter::lanczos3, .antialias = true}};
  expect_refused(spec, Status::too_many_taps, {"width", "1048576 to 100", "62915", "32768"});
  Spec exact = spec;
  exact.rules.filter = Filter::area;
  exact.dst.width = 1024;
  exact.src.width = 1024 * 1024;
  EXPECT_EQ(check(exact), Status::ok) << "exact boxes have no limit";
}

TEST(BadSpec, BoxesAndScalesInContract1) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  Spec spec = good;
  for (const Box& box : {Box{1, 1, 21, 9}, Box{3, 1, 3, 9}, Box{-1, 0, 5, 5}, Box{0, 0, nan, 5}}) {
    spec.box = box;
    expect_refused(spec, Status::bad_box, {"20x10"});
  }
  spec.box = {1, 1, 19 + 1.0 / 131072, 9};  // finer than 1/65536
  expect_refused(spec, Status::bad_box, {"1.00", "19.00", "9.00", "20x10", "1/65536"});
  spec.box = {1, 1, 19 + 1.0 / 65536, 9};
  EXPECT_EQ(check(spec), Status::ok);
  spec.rules.grid = Grid::align_corners;
  spec.box = {1, 1, 1.5, 9};
  expect_refused(spec, Status::bad_box, {"1.50", "one pixel apart"});
  spec = good;
  spec.scale = {7.0 / 20, 9.0 / 10};  // not multiples of 1/65536
  expect_refused(spec, Status::bad_scale, {"0.35", "0.90", "20x10 to 7x9", "1/65536", "64"});
  spec.scale = {0.5, 65};
  expect_refused(spec, Status::bad_scale, {"65.00"});
  spec.scale = {nan, 0};
  expect_refused(spec, Status::bad_scale, {"not a number"});
  spec.scale = {0.5, 0.5};
  EXPECT_EQ(check(spec), Status::ok);
  spec.rules.grid = Grid::align_corners;
  expect_refused(spec, Status::bad_scale, {"align-corners"});
}

TEST(BadSpec, BordersThatAreUnbounded) {
  Spec spec = good;
  spec.rules = {.filter = Filter::lanczos3, .border = Border::extrapolate};
  expect_refused(spec, Status::bad_border, {"extrapolate", "20", "lanczos3", "Lanczos2"});
  spec.rules = {.filter = Filter::catmull_rom, .border = Border::extrapolate, .antialias = true};
  expect_refused(spec, Status::bad_border, {"width 20 to 7", "antialiasing"});
  spec.rules.antialias = false;
  EXPECT_EQ(check(spec), Status::ok);
  spec.src = {20, 1};
  expect_refused(spec, Status::bad_border, {"height 1 to 9", "two pixels"});
  spec = good;
  spec.rules.border = Border::renormalize;
  spec.scale = {0.25, 0.5};  // 7 outputs need 28 pixels
  expect_refused(spec, Status::bad_border, {"renormalize", "centre outside"});
  spec.rules.border = Border::replicate;
  EXPECT_EQ(check(spec), Status::ok);
}

TEST(BadSpec, RulesAndFormatsThatDoNotGoTogether) {
  Spec spec = good;
  spec.rules = {.filter = Filter::area, .grid = Grid::asymmetric};
  expect_refused(spec, Status::bad_rules, {"filter 3", "grid 2"});
  spec.rules = {.alpha = Alpha::premultiplied, .light = Light::linear};
  expect_refused(spec, Status::bad_rules, {"alpha 2", "light 1"});
  spec = good;
  spec.rules.grid = Grid::align_corners;
  spec.src_siting = Siting::left;
  expect_refused(spec, Status::bad_rules, {"grid 1", "sitings 1 and 0"});
  spec = good;  // three channels
  spec.rules.alpha = Alpha::weighted;
  expect_refused(spec, Status::bad_format, {"3 channels of u8", "alpha 1"});
  spec = good;
  spec.format = {Element::f32, 3};
  spec.rules.light = Light::linear;
  expect_refused(spec, Status::bad_format, {"3 channels of f32", "light 1"});
  spec = good;
  spec.format = {Element::u16, 3, Layout::interleaved, 65536};
  expect_refused(spec, Status::bad_format, {"u16", "65536"});
  spec = good;
  spec.dst_format = {Element::u16, 3};
  expect_refused(spec, Status::bad_format, {"u8 to 3 channels of u16"});
  spec.dst_format = gray8;
  expect_refused(spec, Status::bad_format, {"3 channels of u8 to 1 channels of u8"});
}

TEST(BadSpec, CropsPadsFillsAndTensors) {
  Spec spec = good;  // to 7x9
  for (const Crop& crop :
       {Crop{0, 0, 8, 9}, Crop{-1, 0, 3, 3}, Crop{3, 3, 0, 2}, Crop{6, 0, 2, 1}, Crop{1, 1, huge, 1}}) {
    spec.crop = crop;
    expect_refused(spec, Status::bad_crop, {"7x9"});
  }
  spec = good;
  spec.pad = {0, -1, 0, 0};
  expect_refused(spec, Status::bad_crop, {"0, -1, 0, 0"});
  spec.pad = {ISOPEL_MAX_SIDE, 0, 0, 0};
  expect_refused(spec, Status::bad_crop, {"1048576"});
  spec.pad = {1, 1, 1, 1};
  for (const float bad : {-1.0f, 255.5f, 256.0f, std::numeric_limits<float>::quiet_NaN()}) {
    spec.fill[1] = bad;
    expect_refused(spec, Status::bad_fill, {"3 channels of u8"});
  }
  spec = good;
  spec.normalization.divisor = 255;
  expect_refused(spec, Status::bad_tensor, {"u8"});
  spec.dst_format = {Element::f32, 3};
  EXPECT_EQ(check(spec), Status::ok);
  spec.normalization.mean[0] = std::numeric_limits<float>::infinity();
  expect_refused(spec, Status::bad_tensor, {"finite"});
  spec = good;
  spec.dst_format = {Element::i8, 3};
  spec.quantization = {-129, 1, 1};
  expect_refused(spec, Status::bad_tensor, {"zero_point -129", "1 / 1"});
  spec.quantization = {0, 1, 0};
  expect_refused(spec, Status::bad_tensor, {"1 / 0"});
}

TEST(BadSpec, MemoryTooSmall) {
  std::vector<std::byte> memory(static_cast<std::size_t>(memory_size(good)));
  Plan plan;
  ASSERT_EQ(Plan::make(good, memory, plan), Status::ok);
  const auto needed = static_cast<std::size_t>(plan.memory_size());
  Plan other;
  Message message{};
  EXPECT_EQ(Plan::make(good, std::span(memory).first(needed), other), Status::ok);
  Plan empty;
  EXPECT_EQ(Plan::make(good, std::span(memory).first(needed - 1), empty, nullptr, &message), Status::memory_too_small);
  expect_words(message, {std::to_string(needed).c_str(), std::to_string(needed - 1).c_str()});
  EXPECT_EQ(empty.method(), Plan::Method::none);
}

/// A good execution whose parts a test can spoil.
struct Execution {
  std::vector<std::byte> memory;
  std::vector<std::uint8_t> src, dst;
  Plan plan;
  std::vector<std::byte> scratch;
  ConstImage from;
  Image to;
  std::int32_t first = 0, last = 9;

  explicit Execution(const Spec& spec = good) : memory(static_cast<std::size_t>(memory_size(spec))) {
    const auto bytes = [&](std::int32_t pixels) {
      return static_cast<std::ptrdiff_t>(pixels * sizes::bytes_per_pixel(spec.format));
    };
    src = Sequence().bytes(static_cast<std::size_t>(bytes(20 * 10 * sizes::planes(spec.format))));
    dst.assign(static_cast<std::size_t>(bytes(7 * 9 * sizes::planes(spec.format))), guard);
    EXPECT_EQ(Plan::make(spec, memory, plan), Status::ok);
    scratch.resize(static_cast<std::size_t>(plan.scratch_size()));
    from = {src.data(), spec.src, bytes(20), spec.format};
    to = {dst.data(), spec.dst, bytes(7), spec.format};
  }

  Message expect(Status status) {
    Message message{};
    EXPECT_EQ(plan.execute_rows(from, to, first, last, scratch, &message), status);
    EXPECT_EQ(plan.execute_rows(from, to, first, last, scratch), status) << "the message is optional";
    if (status != Status::ok) {
      EXPECT_NE(message.text[0], '\0');
      for (const std::uint8_t byte : dst) EXPECT_EQ(byte, guard) << "nothing may be written";
    }
    return message;
  }
};

TEST(BadExecution, TheGoodOneIsGood) { Execution().expect(Status::ok); }

TEST(BadExecution, EmptyPlan) {
  Execution e;
  e.plan = Plan();
  e.expect(Status::no_plan);
}

TEST(BadExecution, NullData) {
  Execution e;
  e.from.data = nullptr;
  expect_words(e.expect(Status::null_pointer), {"source"});
  Execution f;
  f.to.data = nullptr;
  expect_words(f.expect(Status::null_pointer), {"destination"});
}

TEST(BadExecution, OtherSizes) {
  Execution e;
  e.from.size.width = 21;
  expect_words(e.expect(Status::size_mismatch), {"source", "21x10", "20x10"});
  Execution f;
  f.to.size.height = -9;
  expect_words(f.expect(Status::size_mismatch), {"destination", "7x-9", "7x9"});
}

TEST(BadExecution, OtherFormats) {
  Execution e;
  e.from.format.channels = 4;
  expect_words(e.expect(Status::format_mismatch), {"source", "4", "3"});
  Execution f;
  f.to.format.element = static_cast<Element>(9);
  expect_words(f.expect(Status::format_mismatch), {"destination", "element type 9"});
}

TEST(BadExecution, StridesThatAreTooSmall) {
  for (const std::ptrdiff_t stride : {std::ptrdiff_t{0}, std::ptrdiff_t{59}, std::ptrdiff_t{-59}}) {
    Execution e;
    e.from.stride = stride;
    expect_words(e.expect(Status::bad_stride), {"source", std::to_string(stride).c_str(), "60"});
  }
  Execution e;
  e.to.stride = 20;
  expect_words(e.expect(Status::bad_stride), {"destination", "20", "21"});
}

/// `good` with another library's arithmetic.
Spec spec_of(const char* preset, Format format) {
  return {.src = good.src, .dst = good.dst, .format = format, .rules = find_preset(preset)->rules};
}

TEST(BadExecution, StridesOfPackedPixelsThatAreTooSmall) {
  const Spec spec = spec_of("openmv/bilinear", rgb565);
  for (const std::ptrdiff_t stride : {std::ptrdiff_t{0}, std::ptrdiff_t{20}, std::ptrdiff_t{39}, std::ptrdiff_t{-39}}) {
    Execution e(spec);
    e.from.stride = stride;
    expect_words(e.expect(Status::bad_stride), {"source", std::to_string(stride).c_str(), "20 pixels takes 40"});
  }
  for (const std::ptrdiff_t stride : {std::ptrdiff_t{7}, std::ptrdiff_t{13}, std::ptrdiff_t{-13}}) {
    Execution e(spec);
    e.to.stride = stride;
    expect_words(e.expect(Status::bad_stride), {"destination", std::to_string(stride).c_str(), "7 pixels takes 14"});
  }
  Execution(spec).expect(Status::ok);
}

TEST(BadExecution, PackedPixelsAreNotPairsOfSamples) {
  const Spec packed = spec_of("openmv/bilinear", rgb565);
  for (const Format other : {gray8, gray_alpha8}) {  // the latter has as many bytes
    Execution e(packed);
    e.from.format = other;
    expect_words(e.expect(Status::format_mismatch), {"source", "of u8", "1 channels of RGB565"});
    Execution f(packed);
    f.to.format = other;
    expect_words(f.expect(Status::format_mismatch), {"destination", "of u8", "1 channels of RGB565"});
  }
  Execution e(spec_of("pillow/bilinear", gray_alpha8));
  e.from.format = rgb565;
  expect_words(e.expect(Status::format_mismatch), {"source", "of RGB565", "2 channels of u8"});
  Execution f(spec_of("openmv/bilinear", gray8));
  f.to.format = rgb565;
  f.to.stride = 14;
  expect_words(f.expect(Status::format_mismatch), {"destination", "of RGB565", "1 channels of u8"});
}

TEST(BadExecution, StridesThatLeaveTheAddressSpace) {
  for (const std::ptrdiff_t stride :
       {std::numeric_limits<std::ptrdiff_t>::max(), std::numeric_limits<std::ptrdiff_t>::min(),
        std::numeric_limits<std::ptrdiff_t>::max() / 4, std::numeric_limits<std::ptrdiff_t>::min() / 9}) {
    Execution e;
    e.from.stride = stride;
    e.expect(Status::bad_stride);
    Execution f;
    f.to.stride = stride;
    f.expect(Status::bad_stride);
  }
}

TEST(BadExecution, PlanesThatLeaveTheAddressSpace) {
  const Format planes = {.channels = 3, .layout = Layout::planar};
  for (const std::ptrdiff_t stride :
       {std::numeric_limits<std::ptrdiff_t>::max() / 2, std::numeric_limits<std::ptrdiff_t>::min() / 2,
        std::numeric_limits<std::ptrdiff_t>::min()}) {
    Execution e(Spec{.src = {20, 10}, .dst = {7, 1}, .format = planes, .rules = {Filter::nearest}});
    e.last = 1;
    e.to.stride = stride;  // a single row: only the planes are too far apart
    e.expect(Status::bad_stride);
    e.to.plane_stride = 7;
    e.expect(Status::ok);
  }
}

TEST(BadExecution, TheStrideOfASingleRowMayBeAnything) {
  Execution e(Spec{.src = {20, 10}, .dst = {7, 9}, .format = gray8, .rules = {Filter::bilinear}, .crop = {0, 5, 7, 1}});
  e.last = 1;
  e.to.size.height = 1;
  for (const std::ptrdiff_t stride :
       {std::numeric_limits<std::ptrdiff_t>::max(), std::numeric_limits<std::ptrdiff_t>::min()}) {
    e.to.stride = stride;
    e.expect(Status::ok);
  }
}

TEST(BadExecution, RowsThatEndBehindTheAddressSpace) {
  Execution e;
  e.from.stride = std::numeric_limits<std::ptrdiff_t>::max() / 9;  // the last of the ten rows starts just inside
  e.expect(Status::bad_stride);
}

TEST(BadExecution, OverlappingMemory) {
  Execution e;
  e.from.data = e.dst.data() + 5;  // inside the destination
  expect_words(e.expect(Status::overlap), {"source", "destination"});
  Execution f;
  f.from.data = f.dst.data() - 20 * 3 * 9 - 59;  // its last byte is the destination's first
  f.expect(Status::overlap);
  Execution g;
  g.from.data = g.dst.data() + 20;  // upside down: the row below lies before it
  g.from.stride = -60;
  g.expect(Status::overlap);
  Execution h;
  h.from.data = h.scratch.data();
  expect_words(h.expect(Status::overlap), {"scratch", "source"});
}

TEST(BadExecution, ScratchInsideTheDestination) {
  Execution e;
  std::vector<std::uint8_t> both(4096, guard);
  ASSERT_LE(e.plan.scratch_size(), both.size());
  e.to.data = both.data() + 10;
  Message message{};
  EXPECT_EQ(e.plan.execute(e.from, e.to, std::as_writable_bytes(std::span(both)), &message), Status::overlap);
  expect_words(message, {"scratch", "destination"});
  for (const std::uint8_t byte : both) ASSERT_EQ(byte, guard);
}

TEST(BadExecution, DestinationInsideTheTables) {
  Execution e;
  std::vector<std::uint8_t> tables(4096);
  ASSERT_EQ(Plan::make(good, std::as_writable_bytes(std::span(tables)), e.plan), Status::ok);
  const std::vector<std::uint8_t> before = tables;
  for (const Plan::Axis* axis : {&e.plan.x_axis(), &e.plan.y_axis()}) {
    e.to.data = const_cast<std::byte*>(axis->records);
    Message message{};
    EXPECT_EQ(e.plan.execute(e.from, e.to, e.scratch, &message), Status::overlap);
    expect_words(message, {"destination", "tables"});
  }
  EXPECT_EQ(tables, before);
}

TEST(BadExecution, NullScratch) {
  Execution e;
  Message message{};
  EXPECT_EQ(e.plan.execute(e.from, e.to, {static_cast<std::byte*>(nullptr), e.scratch.size()}, &message),
            Status::null_pointer);
  expect_words(message, {"scratch"});
}

TEST(GoodExecution, ScratchThatIsNotNeededMayLieAnywhere) {
  Spec spec = good;
  spec.rules.filter = Filter::nearest;
  Execution e;
  ASSERT_EQ(Plan::make(spec, e.memory, e.plan), Status::ok);
  ASSERT_EQ(e.plan.scratch_size(), 0u);
  const auto inside = std::as_writable_bytes(std::span(e.src)).subspan(30, 0);
  EXPECT_EQ(e.plan.execute(e.from, e.to, inside), Status::ok);
}

TEST(BadExecution, ScratchOverlappingTheTables) {
  Execution e;
  std::vector<std::byte> both(static_cast<std::size_t>(memory_size(good) + scratch_size(good)));
  ASSERT_EQ(Plan::make(good, both, e.plan), Status::ok);
  Message message{};
  EXPECT_EQ(e.plan.execute(e.from, e.to, both, &message), Status::overlap);
  expect_words(message, {"tables"});
}

TEST(BadExecution, TooLittleScratch) {
  Execution e;
  const std::size_t needed = e.scratch.size();
  e.scratch.resize(needed - 1);
  expect_words(e.expect(Status::scratch_too_small),
               {std::to_string(needed).c_str(), std::to_string(needed - 1).c_str()});
}

TEST(BadExecution, TooLittleScratchForConvertedRows) {
  const Spec converted[] = {spec_of("pillow/lanczos", rgba8),    spec_of("pillow/bilinear", gray_alpha8),
                            spec_of("pillow-13/bicubic", rgba8), spec_of("pillow/reduce", gray_alpha8),
                            spec_of("openmv/bilinear", rgb565),  spec_of("openmv/bicubic", rgb565),
                            spec_of("openmv-4.3/area", rgb565)};
  for (Spec spec : converted) {
    if (spec.rules.filter == Filter::area && sizes::is_pillow(spec.rules.arithmetic)) spec.dst = {7, 5};  // of 3x2
    Execution e(spec);
    const std::size_t needed = e.scratch.size();
    ASSERT_GT(needed, std::size_t{20}) << describe(spec);
    e.last = spec.dst.height;
    e.scratch.resize(needed - 1);
    expect_words(e.expect(Status::scratch_too_small),
                 {std::to_string(needed).c_str(), std::to_string(needed - 1).c_str()});
    e.scratch.clear();
    e.expect(Status::scratch_too_small);
    e.scratch.resize(needed);
    e.expect(Status::ok);
    // Colours alone need less: the difference is what converting takes.
    spec.format = sizes::is_pillow(spec.rules.arithmetic) ? rgb8 : gray8;
    EXPECT_LT(Execution(spec).scratch.size(), needed) << describe(spec);
  }
}

TEST(BadExecution, RowsOutsideTheDestination) {
  const std::int32_t bad[][2] = {{-1, 9}, {0, 10}, {5, 4}, {10, 10}, {lowest, huge}};
  for (const auto& rows : bad) {
    Execution e;
    e.first = rows[0];
    e.last = rows[1];
    expect_words(e.expect(Status::bad_rows), {std::to_string(rows[0]).c_str(), std::to_string(rows[1]).c_str(), "9"});
  }
  Execution e;
  e.first = e.last = 4;
  e.expect(Status::ok);
  for (const std::uint8_t byte : e.dst) EXPECT_EQ(byte, guard) << "an empty band writes nothing";
}

TEST(Messages, AreCutToTheirRoomAndNeverNull) {
  for (std::int32_t id = -1; id <= ISOPEL_BAD_SCALE + 1; ++id) {
    EXPECT_NE(message(static_cast<Status>(id)), nullptr);
    EXPECT_LT(std::strlen(message(static_cast<Status>(id))), std::size_t{ISOPEL_MESSAGE_SIZE});
  }
}

}  // namespace
}  // namespace isopel::test
