// Half-scale Gaussian: what is refused, with which words; and the C interface.
#include <limits>

#include "isopel/half_scale.hpp"
#include "support.hpp"

namespace isopel::test {
namespace {

constexpr std::int32_t lowest = std::numeric_limits<std::int32_t>::min();
constexpr std::int32_t huge = std::numeric_limits<std::int32_t>::max();
const HalfScale good{{20, 11}, rgb8};

struct Halving {
  HalfScale spec = good;
  std::vector<std::uint8_t> pixels = std::vector<std::uint8_t>(20 * 11 * 3, 9);
  std::vector<std::uint8_t> out = std::vector<std::uint8_t>(10 * 6 * 3, guard);
  std::vector<std::byte> memory = std::vector<std::byte>(4096);
  ConstImage src{pixels.data(), good.src, 20 * 3, rgb8};
  Image dst{out.data(), {10, 6}, 10 * 3, rgb8};
  std::span<std::byte> scratch = memory;

  void expect(Status status, std::initializer_list<const char*> words) {
    Message message{};
    EXPECT_EQ(half_scale(spec, src, dst, scratch, &message), status) << message.text;
    for (const char* word : words) {
      EXPECT_NE(std::string(message.text).find(word), std::string::npos) << "'" << word << "' in: " << message.text;
    }
    EXPECT_EQ(half_scale(spec, src, dst, scratch), status) << "the message is optional";
    EXPECT_EQ(out, std::vector<std::uint8_t>(10 * 6 * 3, guard)) << "nothing may be written";
  }
};

void expect_refused(const HalfScale& spec, Status status, std::initializer_list<const char*> words) {
  Halving halving;
  halving.spec = spec;
  halving.expect(status, words);
  EXPECT_EQ(check(spec), status);
  EXPECT_EQ(scratch_size(spec), 0u);
}

TEST(BadHalfScale, Specs) {
  const std::int32_t sides[] = {0, -1, lowest, ISOPEL_MAX_SIDE + 1, huge};
  for (const std::int32_t side : sides) {
    const std::string value = std::to_string(side);
    expect_refused({{side, 11}, rgb8}, Status::bad_size, {value.c_str(), "1048576"});
    expect_refused({{20, side}, rgb8}, Status::bad_size, {value.c_str(), "1048576"});
  }
  for (const std::int32_t channels : {0, -3, ISOPEL_MAX_CHANNELS + 1}) {
    const std::string value = std::to_string(channels);
    expect_refused({good.src, {Element::u8, channels}}, Status::bad_format, {value.c_str(), "1..1024"});
  }
  expect_refused({good.src, {Element::f32, 3}}, Status::bad_format, {"element type 4"});
  expect_refused({good.src, {Element::u8, 3, Layout::planar}}, Status::bad_format, {"layout 1"});
  expect_refused({good.src, {Element::u8, 3, Layout::interleaved, 17}}, Status::bad_format, {"maximum 17"});
  for (const std::int32_t kernel_size : {0, 2, 4, 7, -1}) {
    const std::string value = "kernel size is " + std::to_string(kernel_size);
    expect_refused({good.src, rgb8, kernel_size}, Status::bad_rules, {value.c_str(), "1, 3 and 5"});
  }
  expect_refused({good.src, rgb8, 5, Border::extrapolate}, Status::bad_border, {"extrapolate"});
  expect_refused({good.src, rgb8, 5, static_cast<Border>(6)}, Status::bad_rules, {"border 6"});
  expect_refused({good.src, rgb8, 5, static_cast<Border>(-1)}, Status::bad_rules, {"border -1"});
}

TEST(BadHalfScale, Views) {
  Halving a;
  a.src.size.width = 21;
  a.expect(Status::size_mismatch, {"source", "21x11", "20x11"});
  Halving b;
  b.dst.size = {10, 5};
  b.expect(Status::size_mismatch, {"destination", "10x5", "10x6"});
  Halving c;
  c.dst.format = rgba8;
  c.expect(Status::format_mismatch, {"destination", "4 channels", "3"});
  Halving d;
  d.src.data = nullptr;
  d.expect(Status::null_pointer, {"source"});
  Halving e;
  e.dst.stride = -29;
  e.expect(Status::bad_stride, {"destination", "-29", "30"});
  Halving f;
  f.src.stride = PTRDIFF_MAX;
  f.expect(Status::bad_stride, {"source", "address space"});
}

TEST(BadHalfScale, Scratch) {
  Halving a;
  a.scratch = a.scratch.first(static_cast<std::size_t>(scratch_size(good)) - 1);
  a.expect(Status::scratch_too_small, {std::to_string(scratch_size(good)).c_str(), "scratch"});
  Halving b;
  b.scratch = {static_cast<std::byte*>(nullptr), b.scratch.size()};
  b.expect(Status::null_pointer, {"scratch"});
}

TEST(BadHalfScale, Overlaps) {
  Halving a;
  a.src.data = a.out.data() - 20 * 10 * 3;
  a.expect(Status::overlap, {"source and the destination"});
  Halving b;
  b.src.data = b.memory.data();
  b.expect(Status::overlap, {"scratch memory and the source", "20x11"});
  Halving c;
  c.dst.data = c.memory.data() + 1;
  c.expect(Status::overlap, {"scratch memory and the destination"});
}

TEST(HalfScale, OfCGivesTheBytesOfCpp) {
  Random random(42);
  const std::vector<std::uint8_t> src = random_image(random, good.src, 3);
  for (const std::int32_t kernel_size : {1, 3, 5}) {
    for (std::int32_t border = 0; border <= ISOPEL_BORDER_UNDEFINED; ++border) {
      HalfScale spec{good.src, rgb8, kernel_size, static_cast<Border>(border), {1, 200, 30, 4}};
      isopel_half_scale_spec c{};
      c.src = {20, 11};
      c.format.channels = 3;
      c.kernel_size = kernel_size;
      c.border = border;
      std::memcpy(c.fill, spec.fill, sizeof c.fill);
      isopel_const_image c_src{};
      c_src.data = src.data();
      c_src.size = c.src;
      c_src.stride = 20 * 3;
      c_src.format = c.format;
      std::vector<std::uint8_t> expected(10 * 6 * 3, guard), got = expected;
      isopel_image c_dst{};
      c_dst.data = got.data();
      c_dst.size = isopel_half_size(c.src);
      c_dst.stride = 10 * 3;
      c_dst.format = c.format;
      EXPECT_EQ(isopel_half_scale_scratch_size(&c), scratch_size(spec));
      std::vector<std::byte> scratch(static_cast<std::size_t>(scratch_size(spec)));
      Message message{}, c_message{};
      const Status status = half_scale(spec, {src.data(), spec.src, 20 * 3, rgb8},
                                       {expected.data(), {10, 6}, 10 * 3, rgb8}, scratch, &message);
      EXPECT_EQ(isopel_half_scale(&c, c_src, c_dst, scratch.data(), scratch.size(), &c_message),
                static_cast<isopel_status>(status));
      EXPECT_STREQ(c_message.text, message.text);
      EXPECT_EQ(status, spec.border == Border::extrapolate ? Status::bad_border : Status::ok);
      EXPECT_EQ(got, expected);
    }
  }
  EXPECT_EQ(isopel_half_scale_scratch_size(nullptr), 0u);
  EXPECT_EQ(isopel_pyramid_levels({640, 480}), 11);
  Message message{};
  EXPECT_EQ(isopel_half_scale(nullptr, {}, {}, nullptr, 0, &message), ISOPEL_NULL_POINTER);
  EXPECT_NE(std::string(message.text).find("spec"), std::string::npos);
}

}  // namespace
}  // namespace isopel::test
