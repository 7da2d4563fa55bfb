// What the programs of the boards print: Google Benchmark's JSON, so that its compare.py and our scripts read it.
// "Times" are counts, one count written as one nanosecond. A deterministic count needs no repetition.
#ifndef ISOPEL_BENCH_BOARD_JSON_HPP_
#define ISOPEL_BENCH_BOARD_JSON_HPP_

#include <cstddef>
#include <cstdint>
#include <optional>

namespace isopel::bench {

/// One execution.
struct Counted {
  const char* name;  ///< of what is executed
  const char* arch;
  std::uint32_t count;
  double pixels;  ///< of the output
  std::size_t scratch_bytes;
  std::uint32_t hash;          ///< of the output
  std::optional<double> goal;  ///< counts per output pixel, for rows that may have one; 0 if there is none
};

/// What comes before the first row.
void print_context(const char* program);
/// `index` counts the names, `arch_index` the archs of one.
void print_counted(const Counted& one, int index, int arch_index);
/// What comes behind the last row.
void print_end();

}  // namespace isopel::bench

#endif  // ISOPEL_BENCH_BOARD_JSON_HPP_
