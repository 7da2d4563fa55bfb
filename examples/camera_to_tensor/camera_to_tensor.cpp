// Lines from a camera become the int8 input of a network, and no frame is ever in memory: each line is cut to the
// square in the middle, pushed into a stream, and the finished rows are pulled straight into the tensor.
//
//     camera_to_tensor FRAME.rgb565 FRAME.yuyv
//
// The frames, which record.py makes, stand for the camera; one line at a time is read. RGB565, high byte first, becomes
// 96x96x3; of YUYV the luma alone becomes 96x96x1. The plans are made by the compiler, so their tables are in flash.
// Prints the hash of each tensor, the same on every target, and the RAM that it took; on boards also the stack of all
// of it, and the instructions (cycles on silicon) of one frame, reading the lines left out.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <span>

#include "../fnv1a.h"
#include "isopel/static_plan.hpp"
#include "isopel/stream.hpp"
#if defined(ISOPEL_BOARD)
#include "instructions.h"
#include "memory_use.h"
#endif

namespace {

using isopel::Format, isopel::Size, isopel::Spec;

constexpr Size frame{320, 240}, input{96, 96};
constexpr std::int32_t side = 240, left = (frame.width - side) / 2;  // the square

constexpr Spec spec_of(Format from, Format to) {
  return {.src = {side, side},
          .dst = input,
          .format = from,
          .rules = {.filter = isopel::Filter::bilinear, .antialias = true},
          .block_rows = 1,
          .dst_format = to};
}
constexpr Spec colour = spec_of({isopel::Element::rgb565_be, 1}, {isopel::Element::i8, 3});
constexpr Spec gray = spec_of(isopel::gray8, {isopel::Element::i8, 1});

// All the RAM there is.
std::uint8_t line[2 * frame.width];  // where the camera's DMA would write
std::byte kept_rows[std::max(isopel::stream_scratch_size(colour), isopel::stream_scratch_size(gray))];
std::int8_t tensor[input.height * input.width * 3];

[[noreturn]] void fail(const char* why) {
  std::fprintf(stderr, "camera_to_tensor: %s\n", why);
  std::exit(EXIT_FAILURE);
}

void check(isopel::Status status, const isopel::Message& why) {
  if (status != isopel::Status::ok) fail(why.text);
}

/// Gives a recorded frame line by line.
class Camera {
 public:
  explicit Camera(const char* path) : file_(std::fopen(path, "rb")) {
    if (file_ == nullptr) fail("a frame cannot be opened");
  }
  ~Camera() { std::fclose(file_); }
  Camera(const Camera&) = delete;
  Camera& operator=(const Camera&) = delete;

  void read(std::span<std::uint8_t> into) {
    if (std::fread(into.data(), 1, into.size(), file_) != into.size()) fail("a frame ends too early");
  }

 private:
  std::FILE* file_;
};

/// Counts what the work on all lines of a frame takes; nothing on hosts.
struct Count {
  std::uint64_t sum = 0;

  template <class Work>
  void add(Work work) {
#if defined(ISOPEL_BOARD)
    isopel_board_count_start();
    work();
    sum += isopel_board_count();
#else
    work();
#endif
  }
};

void paint_stack() {
#if defined(ISOPEL_BOARD)
  isopel_board_stack_paint();
#endif
}

/// The pixels of the square, where the line has them.
isopel::ConstImage colours_of_line() { return {line + 2 * left, {side, 1}, 2 * side, colour.format}; }

/// The luma of the square, moved to the front of the line: what it overwrites is not needed any more.
isopel::ConstImage luma_of_line() {
  for (std::int32_t x = 0; x < side; ++x) line[x] = line[2 * (left + x)];
  return {line, {side, 1}, side, gray.format};
}

/// Not inlined, so that its own variables lie on the stack that main() has painted.
template <const Spec& spec>
[[gnu::noinline]] void run(const char* name, const char* path, isopel::ConstImage (*square_of_line)()) {
  constexpr auto& compiled = isopel::static_plan<spec>;
  constexpr std::ptrdiff_t row = input.width * spec.dst_format.channels;
  const isopel::Plan plan = compiled.plan(*isopel::best_arch());
  isopel::Message why;
  isopel::Stream stream;
  check(isopel::Stream::start(plan, kept_rows, stream, &why), why);

  Camera camera(path);
  Count count;
  for (std::int32_t y = 0; y < side; ++y) {
    camera.read(line);
    count.add([&] {
      check(stream.push(square_of_line(), &why), why);
      while (stream.has_row()) {
        check(stream.pull({tensor + stream.pulled() * row, {input.width, 1}, row, spec.dst_format}, &why), why);
      }
    });
  }

#if defined(ISOPEL_BOARD)
  const std::uint32_t stack = isopel_board_stack_used();
#endif

  const auto bytes = static_cast<std::size_t>(input.height * row);
  std::printf("%s, %ldx%ld of %ldx%ld, to %ldx%ldx%ld i8: tensor %08lx\n", name, static_cast<long>(side),
              static_cast<long>(side), static_cast<long>(frame.width), static_cast<long>(frame.height),
              static_cast<long>(input.width), static_cast<long>(input.height),
              static_cast<long>(spec.dst_format.channels),
              static_cast<unsigned long>(fnv1a(reinterpret_cast<const std::uint8_t*>(tensor), bytes)));
  std::printf("  RAM: line %lu, kept rows %lu, tensor %lu; flash: tables %lu\n",
              static_cast<unsigned long>(sizeof line), static_cast<unsigned long>(isopel::stream_scratch_size(plan)),
              static_cast<unsigned long>(bytes), static_cast<unsigned long>(compiled.table_size()));
#if defined(ISOPEL_BOARD)
  std::printf("  stack %lu, %s of the frame ", static_cast<unsigned long>(stack), isopel_board_count_unit());
  if (isopel_board_count_is_exact()) {
    std::printf("%lu\n", static_cast<unsigned long>(count.sum));
  } else {
    std::printf("not counted\n");
  }
#endif
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) fail("usage: camera_to_tensor FRAME.rgb565 FRAME.yuyv");
  paint_stack();
  run<colour>("RGB565", argv[1], colours_of_line);
  paint_stack();
  run<gray>("YUYV", argv[2], luma_of_line);
#if defined(ISOPEL_BOARD)
  std::printf(
      "sections: .data %lu, .bss %lu; %lu of it are the buffers above, the rest is of the C library and board\n",
      static_cast<unsigned long>(isopel_board_data_size()), static_cast<unsigned long>(isopel_board_bss_size()),
      static_cast<unsigned long>(sizeof line + sizeof kept_rows + sizeof tensor));
#endif
  return EXIT_SUCCESS;
}
