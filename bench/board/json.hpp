// What the programs of the boards print: Google Benchmark's JSON, so that its compare.py and our scripts read it.
// "Times" are counts, one count written as one nanosecond. printf of a board's C library may know no floats.
#ifndef ISOPEL_BENCH_BOARD_JSON_HPP_
#define ISOPEL_BENCH_BOARD_JSON_HPP_

#include <cstddef>
#include <cstdint>
#include <optional>

#include "bench/board/count.hpp"

namespace isopel::bench {

/// One row.
struct Counted {
  const char* name;  ///< of what is executed
  const char* arch;
  Count count;
  std::uint32_t pixels;  ///< of the output
  std::size_t scratch_bytes;
  std::uint32_t hash;          ///< of the output
  std::optional<double> goal;  ///< counts per output pixel, for rows that may have one; 0 if there is none
};

/// What comes before the first row: the context; images have so many bytes,
void print_context(const char* program, std::size_t image_bytes);
/// in it what is left out, for which images had to have so many (0: the library lacks it); `index` counts these rows;
void print_left_out(const char* name, std::size_t needed_bytes, int index);
/// and its end. `left_out` is how many there were.
void print_context_end(int left_out);

/// `index` counts the names, `arch_index` the archs of one.
void print_counted(const Counted& one, int index, int arch_index);
/// What comes behind the last row.
void print_end();

}  // namespace isopel::bench

#endif  // ISOPEL_BENCH_BOARD_JSON_HPP_
