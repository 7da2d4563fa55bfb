// The first frame on a board: 320x240 gray becomes 96x96, bilinear, with tables that the compiler made. Prints the hash
// of the result, which is the same everywhere, and what it cost: cycles on silicon, instructions under QEMU.
#include <cstddef>
#include <cstdint>
#include <cstdio>

#include "../fnv1a.h"
#include "isopel/static_plan.hpp"
#if defined(ISOPEL_BOARD)
#include "instructions.h"
#endif

namespace {

constexpr isopel::Spec spec{.src = {320, 240}, .dst = {96, 96}, .format = isopel::gray8, .block_rows = 1};
constexpr auto& plan = isopel::static_plan<spec>;

std::byte scratch[plan.scratch_size()];
std::uint8_t frame[240][320], input[96][96];

}  // namespace

int main() {
  for (int y = 0; y < 240; ++y) {  // stands for the camera
    for (int x = 0; x < 320; ++x) frame[y][x] = static_cast<std::uint8_t>(x * x + y * y);
  }

  isopel::Message why;
#if defined(ISOPEL_BOARD)
  isopel_board_count_start();
#endif
  const isopel::Status status =
      plan.execute({frame, spec.src, 320, spec.format}, {input, spec.dst, 96, spec.format}, scratch, &why);
#if defined(ISOPEL_BOARD)
  const std::uint32_t count = isopel_board_count();
#endif
  if (status != isopel::Status::ok) return std::puts(why.text), 1;

  std::printf("320x240 to 96x96: %08lx\n", static_cast<unsigned long>(fnv1a(&input[0][0], sizeof input)));
#if defined(ISOPEL_BOARD)
  std::printf("%lu %s\n", static_cast<unsigned long>(count), isopel_board_count_unit());
#endif
  return 0;
}
