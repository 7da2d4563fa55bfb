// Firmware: a camera frame of 320x240 gray becomes the 96x96 input of a neural network.
//
// The compiler knows all sizes, so every buffer is in .bss and the linker says whether they fit: no heap, no
// exceptions, nothing before main. The same program runs on a host and prints the same line, which is how a model
// trained on a desktop gets the very bytes that it will see on the board.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <span>

#include "../fnv1a.h"
#include "isopel/isopel.hpp"

namespace {

constexpr isopel::Size frame_size{320, 240}, input_size{96, 96};

constexpr isopel::Spec spec_of(isopel::Filter filter) {
  return {.src = frame_size, .dst = input_size, .format = isopel::gray8, .rules = {.filter = filter}, .block_rows = 1};
}
constexpr isopel::Spec bilinear = spec_of(isopel::Filter::bilinear);  // four pixels around each sample point: cheap
constexpr isopel::Spec area = spec_of(isopel::Filter::area);          // averages all pixels: no aliasing

// A plan points into its tables, so they live as long as it does.
std::byte bilinear_tables[isopel::memory_size(bilinear)], area_tables[isopel::memory_size(area)];
constinit isopel::Plan bilinear_plan, area_plan;

// Executions that do not run at the same time share one scratch memory.
std::byte scratch[std::max(isopel::scratch_size(bilinear), isopel::scratch_size(area))];

std::uint8_t frame[frame_size.height][frame_size.width];
std::uint8_t input[input_size.height][input_size.width];

// Stands for the camera: rings around the centre that get thinner outwards.
void take_picture() {
  for (std::int32_t y = 0; y < frame_size.height; ++y) {
    for (std::int32_t x = 0; x < frame_size.width; ++x) {
      const std::int32_t dx = x - frame_size.width / 2, dy = y - frame_size.height / 2;
      frame[y][x] = static_cast<std::uint8_t>((dx * dx + dy * dy) / 32);
    }
  }
}

bool succeeded(isopel::Status status, const isopel::Message& why) {
  if (status == isopel::Status::ok) return true;
  std::fprintf(stderr, "firmware: %s\n", why.text);
  return false;
}

bool make(const isopel::Spec& spec, std::span<std::byte> tables, isopel::Plan& plan) {
  isopel::Message why;
  return succeeded(isopel::Plan::make(spec, tables, plan, nullptr, &why), why);
}

bool resize(const char* name, const isopel::Plan& plan) {
  const isopel::ConstImage src{frame, frame_size, frame_size.width, isopel::gray8};
  const isopel::Image dst{input, input_size, input_size.width, isopel::gray8};
  isopel::Message why;
  if (!succeeded(plan.execute(src, dst, scratch, &why), why)) return false;
  std::printf("%s %08lx\n", name, static_cast<unsigned long>(fnv1a(&input[0][0], sizeof input)));
  return true;
}

}  // namespace

int main() {
  // Once, when the firmware starts.
  if (!make(bilinear, bilinear_tables, bilinear_plan) || !make(area, area_tables, area_plan)) return 1;

  // For every frame.
  take_picture();
  if (!resize("bilinear", bilinear_plan) || !resize("area", area_plan)) return 1;

  std::printf("static bytes: tables %u and %u, scratch %u\n", unsigned{sizeof bilinear_tables},
              unsigned{sizeof area_tables}, unsigned{sizeof scratch});
  return 0;
}
