// The exact answer of a case in doubles, by the sampling rule of contract 1 (formulas (2)-(11), real numbers in place
// of its integers), and how far an output is from it. Written for the benchmark alone: it shares no code with the
// library.
#ifndef ISOPEL_BENCH_EXACT_HPP_
#define ISOPEL_BENCH_EXACT_HPP_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "bench/cases.hpp"

namespace isopel::bench {

/// Differences to the exact answer: in levels of u8, in steps of u16; floats in 1/65535.
struct Error {
  double largest = 0, bias = 0, psnr = 0;
};

/// Everywhere, and of the outputs whose taps are all inside the image, where borders do not matter.
struct Errors {
  Error all, inside;
};

/// The weights of one axis.
struct ExactAxis {
  /// `widened`: antialias or area, and the axis shrinks. `keys` is the parameter of Catmull-Rom, -1/2 of itself.
  ExactAxis(Filter filter, bool antialias, double keys, std::int32_t src, std::int32_t dst);

  struct Output {
    std::int32_t first = 0;
    std::vector<double> weights;  ///< sum 1, nothing outside the image
    bool inside = true;           ///< whether that was so before taps outside moved to the edge
  };
  std::vector<Output> outputs;
};

/// An image whose exact resize is known row by row. The source must outlive it.
class Exact {
 public:
  /// Looks at `rows` rows of the output, evenly spread, first and last among them; at all if `rows` is 0.
  Exact(const Case& one, double keys, std::span<const std::uint8_t> src, int rows);

  /// `dst` is packed like the source.
  Errors errors(std::span<const std::uint8_t> dst) const;

 private:
  struct Plane {
    Filter filter;
    ExactAxis x, y;
    std::size_t src_offset, dst_offset, channels;
    std::vector<std::int32_t> rows;
    std::vector<double> exact;      ///< of those rows; not of nearest
    std::vector<std::uint8_t> src;  ///< nearest only
    Size src_size, dst_size;
  };
  void add(const Case& one, double keys, std::span<const std::uint8_t> src, Size from, Size to, std::size_t channels,
           std::size_t src_offset, std::size_t dst_offset, int rows);

  std::size_t sample_;
  std::vector<Plane> planes_;
};

/// The difference between two packed outputs.
Errors errors_between(const Case& one, std::span<const std::uint8_t> found, std::span<const std::uint8_t> reference);

}  // namespace isopel::bench

#endif  // ISOPEL_BENCH_EXACT_HPP_
