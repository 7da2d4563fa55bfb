// A camera's NV12 frame of 620x380 becomes an RGB picture of 700x450, in both orders: converted and then resized, and
// resized plane by plane and then converted. On every target the bytes are the same.
//
//     nv12 photograph.ppm OUT_PREFIX
//
// The frame is made from the photograph: its middle, enlarged to 620x380, with BT.601's 8-bit integers to limited range
// and one chroma pair for every four pixels. Writes OUT_PREFIX-frame.pgm (the frame's bytes, the chroma pairs below the
// luma) and OUT_PREFIX-<filter>-<order>.ppm, and prints one line for each of them:
//
//     bilinear resize-then-convert 9a3c41d2 21 0.42
//
// that is, the filter, the order, the FNV-1a hash of the pixels, and how far they are from those of the other order:
// the largest and the mean absolute difference, in levels of 0..255.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "../fnv1a.h"
#include "../pnm.hpp"
#include "isopel/video.hpp"

namespace {

using isopel::Filter, isopel::Order, isopel::Size, isopel::Spec, isopel::VideoSpec;

constexpr Size photograph_size{320, 240}, frame_size{620, 380}, screen{700, 450};
constexpr std::int32_t top = 22, rows = 196;  // of the photograph: the middle, as wide as a frame is

constexpr struct {
  const char* name;
  Filter filter;
} filters[] = {{"nearest", Filter::nearest}, {"bilinear", Filter::bilinear}, {"lanczos3", Filter::lanczos3}};
constexpr struct {
  const char* name;
  Order order;
} orders[] = {{"convert-then-resize", Order::convert_then_resize}, {"resize-then-convert", Order::resize_then_convert}};

#if defined(ISOPEL_BOARD)
constexpr std::int32_t block_rows = 1;
#else
constexpr std::int32_t block_rows = 8;
#endif

constexpr Spec enlarge{.src = {photograph_size.width, rows},
                       .dst = frame_size,
                       .format = isopel::rgb8,
                       .rules = {Filter::catmull_rom},
                       .block_rows = block_rows};

constexpr VideoSpec spec_of(Filter filter, Order order) {
  return {.src = frame_size,
          .dst = screen,
          .layout = isopel::YuvLayout::nv12,
          .siting = isopel::Siting::centre,  // make_frame() takes the mean of the four pixels
          .matrix = isopel::YuvMatrix::bt601_limited_8bit,
          .order = order,
          .rules = {filter},
          .block_rows = block_rows};
}

// Firmware knows its geometry, so its memory is static and the compiler computes how much: a few rows, no second frame.
constexpr std::uint64_t most(auto size) {
  std::uint64_t bytes = size(enlarge);
  for (const auto& filter : filters) {
    for (const auto& order : orders) bytes = std::max(bytes, size(spec_of(filter.filter, order.order)));
  }
  return bytes;
}
constexpr std::uint64_t tables_size = most([](const auto& spec) { return isopel::memory_size(spec); });
constexpr std::uint64_t scratch_size = most([](const auto& spec) { return isopel::scratch_size(spec); });
std::byte tables[tables_size], scratch[scratch_size];

[[noreturn]] void fail(const char* why) {
  std::fprintf(stderr, "nv12: %s\n", why);
  std::exit(EXIT_FAILURE);
}

void check(isopel::Status status, const isopel::Message& why) {
  if (status != isopel::Status::ok) fail(why.text);
}

Picture enlarged_middle(const Picture& photograph) {
  isopel::Message why;
  isopel::Plan plan;
  check(isopel::Plan::make(enlarge, tables, plan, nullptr, &why), why);
  const std::ptrdiff_t stride = 3 * photograph_size.width;
  Picture middle(frame_size, isopel::rgb8);
  check(plan.execute({photograph.pixels.data() + top * stride, enlarge.src, stride, isopel::rgb8}, middle.view(),
                     scratch, &why),
        why);
  return middle;
}

/// What cameras do: (66 R + 129 G + 25 B) / 256 + 16, and two differences of the mean of four pixels. A picture of one
/// channel that is as high as luma and chroma together.
Picture make_frame(const Picture& rgb) {
  Picture frame({frame_size.width, frame_size.height * 3 / 2}, isopel::gray8);
  const auto width = static_cast<std::size_t>(frame_size.width), height = static_cast<std::size_t>(frame_size.height);
  const auto pixel = [&](std::size_t x, std::size_t y) { return rgb.pixels.data() + 3 * (y * width + x); };
  for (std::size_t y = 0; y < height; ++y) {
    for (std::size_t x = 0; x < width; ++x) {
      const std::uint8_t* p = pixel(x, y);
      frame.pixels[y * width + x] = static_cast<std::uint8_t>((66 * p[0] + 129 * p[1] + 25 * p[2] + 128) / 256 + 16);
    }
  }
  std::uint8_t* pair = frame.pixels.data() + width * height;
  for (std::size_t y = 0; y < height; y += 2) {
    for (std::size_t x = 0; x < width; x += 2, pair += 2) {
      std::int32_t sum[3] = {2, 2, 2};
      for (const std::uint8_t* p : {pixel(x, y), pixel(x + 1, y), pixel(x, y + 1), pixel(x + 1, y + 1)}) {
        for (int c = 0; c < 3; ++c) sum[c] += p[c];
      }
      const std::int32_t red = sum[0] / 4, green = sum[1] / 4, blue = sum[2] / 4;
      // 128 * 256 first, so that no quotient is negative.
      pair[0] = static_cast<std::uint8_t>((32768 + 128 - 38 * red - 74 * green + 112 * blue) / 256);
      pair[1] = static_cast<std::uint8_t>((32768 + 128 + 112 * red - 94 * green - 18 * blue) / 256);
    }
  }
  return frame;
}

Picture show(const Picture& frame, Filter filter, Order order) {
  isopel::Message why;
  isopel::VideoPlan plan;
  check(isopel::VideoPlan::make(spec_of(filter, order), tables, plan, nullptr, &why), why);
  const std::ptrdiff_t stride = frame_size.width;
  const std::uint8_t* const luma = frame.pixels.data();
  const isopel::ConstYuvImage src{
      {luma, luma + stride * frame_size.height}, {stride, stride}, frame_size, isopel::YuvLayout::nv12};
  Picture dst(screen, isopel::rgb8);
  check(plan.execute(src, dst.view(), scratch, &why), why);
  return dst;
}

void print(const char* filter, const char* order, const Picture& picture, const Picture& other) {
  const std::size_t count = picture.pixels.size();
  int largest = 0;
  std::size_t sum = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const int difference = std::abs(picture.pixels[i] - other.pixels[i]);
    largest = std::max(largest, difference);
    sum += static_cast<std::size_t>(difference);
  }
  const auto hundredths = static_cast<unsigned long>((200 * sum + count) / (2 * count));
  std::printf("%s %s %08lx %d %lu.%02lu\n", filter, order,
              static_cast<unsigned long>(fnv1a(picture.pixels.data(), count)), largest, hundredths / 100,
              hundredths % 100);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) fail("usage: nv12 photograph.ppm OUT_PREFIX");
  const std::string prefix = argv[2];
  const Picture photograph = read_pnm(argv[1]);
  if (photograph.format != isopel::rgb8 || photograph.size != photograph_size)
    fail("needs the coloured one of 320x240");

  const Picture frame = make_frame(enlarged_middle(photograph));
  std::printf("frame nv12 %08lx\n", static_cast<unsigned long>(fnv1a(frame.pixels.data(), frame.pixels.size())));
  write_pnm(prefix + "-frame.pgm", frame);
  for (const auto& filter : filters) {
    const Picture pictures[] = {show(frame, filter.filter, orders[0].order),
                                show(frame, filter.filter, orders[1].order)};
    for (std::size_t i = 0; i < 2; ++i) {
      print(filter.name, orders[i].name, pictures[i], pictures[1 - i]);
      write_pnm(prefix + "-" + filter.name + "-" + orders[i].name + ".ppm", pictures[i]);
    }
  }
  std::printf("static bytes: tables %lu, scratch %lu\n", static_cast<unsigned long>(sizeof tables),
              static_cast<unsigned long>(sizeof scratch));
  return EXIT_SUCCESS;
}
