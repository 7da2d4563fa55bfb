// What an execution costs: nanoseconds of CPU time on hosts, instructions or cycles on boards.
#ifndef ISOPEL_EXAMPLES_PHOTOGRAPH_STOPWATCH_HPP_
#define ISOPEL_EXAMPLES_PHOTOGRAPH_STOPWATCH_HPP_

#if defined(ISOPEL_BOARD)
#include <cstring>

#include "instructions.h"
#else
#include <algorithm>
#include <array>
#include <ctime>
#endif

struct Cost {
  double value = 0;  ///< of one execution
  const char* unit = "-";
};

#if defined(ISOPEL_BOARD)

/// Counts one execution; without a unit when the counter cannot be trusted (QEMU without ISOPEL_ICOUNT=1).
template <class Work>
Cost measure(Work execute) {
  if (!isopel_board_count_is_exact()) return {};
  isopel_board_count_start();
  execute();
  const double count = isopel_board_count();
  return {count, std::strcmp(isopel_board_count_unit(), "cycles") == 0 ? "cycles/px" : "insn/px"};
}

#else

/// The median of nine samples; each sample repeats the execution for at least 5 ms, because the clock is coarse.
template <class Work>
Cost measure(Work execute) {
  const auto repeat = [&](long times) {
    const std::clock_t start = std::clock();
    for (long i = 0; i < times; ++i) execute();
    return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  };
  long times = 1;
  while (repeat(times) < 5e-3) times *= 2;
  std::array<double, 9> seconds{};
  for (double& sample : seconds) sample = repeat(times);
  std::ranges::nth_element(seconds, seconds.begin() + seconds.size() / 2);
  return {seconds[seconds.size() / 2] / static_cast<double>(times) * 1e9, "ns/px"};
}

#endif

#endif  // ISOPEL_EXAMPLES_PHOTOGRAPH_STOPWATCH_HPP_
