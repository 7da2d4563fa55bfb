// How often a row is executed, and which count is the row's.
#ifndef ISOPEL_BENCH_BOARD_COUNT_HPP_
#define ISOPEL_BENCH_BOARD_COUNT_HPP_

#include <algorithm>
#include <array>
#include <cstdint>

#include "instructions.h"
#include "isopel/isopel.hpp"

namespace isopel::bench {

/// Under QEMU an execution takes the same instructions every time, so that one tells all. On a chip the first one finds
/// in the caches what came before it; the median of the others is the row's count. QEMU with a chip's layout
/// (`emulated`) does as chips do, for the sake of a test.
#ifdef ISOPEL_BENCH_CHIP
inline constexpr int executions = 6;
#else
inline constexpr int executions = 1;
#endif

struct Count {
  Status status;
  std::uint32_t usual, first;
};

template <class Execute>
Count count_of(Execute execute) {
  std::array<std::uint32_t, executions> counts{};
  for (std::uint32_t& count : counts) {
    isopel_board_count_start();
    const Status status = execute();
    count = isopel_board_count();
    if (status != Status::ok) return {status, 0, 0};
  }
  const std::uint32_t first = counts.front();
  const auto others = counts.begin() + (executions > 1 ? 1 : 0), middle = others + (counts.end() - others) / 2;
  std::nth_element(others, middle, counts.end());
  return {Status::ok, *middle, first};
}

}  // namespace isopel::bench

#endif  // ISOPEL_BENCH_BOARD_COUNT_HPP_
