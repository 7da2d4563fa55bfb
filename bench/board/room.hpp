// What a board has room for: the rows that its library can make and whose images fit into its memory. The others are
// left out, and named in the JSON.
#ifndef ISOPEL_BENCH_BOARD_ROOM_HPP_
#define ISOPEL_BENCH_BOARD_ROOM_HPP_

#include <cstddef>
#include <cstdint>
#include <span>

#include "isopel/static_plan.hpp"

// Behind a variable: it lies where reading and writing take a cycle. Other machines have no such memory.
#ifdef ISOPEL_BENCH_CHIP
#define ISOPEL_BENCH_IN_DTCM __attribute__((section(".dtcm_bss")))
#else
#define ISOPEL_BENCH_IN_DTCM
#endif

namespace isopel::bench {

/// What the library was built with, as CMake tells.
inline constexpr LibraryParts library = {ISOPEL_BENCH_FILTERS, ISOPEL_BENCH_ARITHMETICS, ISOPEL_BENCH_FORMATS};

constexpr bool is_in_library(const Spec& spec) {
  const LibraryParts needed = needed_parts(spec);
  return (needed.filters & ~library.filters) == 0 && (needed.arithmetics & ~library.arithmetics) == 0 &&
         (needed.formats & ~library.formats) == 0;
}

constexpr std::size_t stride_of(const Spec& spec, Size size) {
  return static_cast<std::size_t>(size.width * sizes::bytes_per_pixel(spec.format));
}
constexpr std::size_t bytes_of(const Spec& spec, Size size) {
  return stride_of(spec, size) * static_cast<std::size_t>(size.height);
}

/// The images of one row.
struct Images {
  ConstImage from;
  Image to;
  std::span<std::uint8_t> written;  ///< what `to` shows
};

/// A piece of the heap where the images of one row after the other are: the source is noise at the beginning, the
/// destination lies at the end. So the largest row decides, and not the largest source and the largest destination.
class Room {
 public:
  /// What the images of a row take.
  static constexpr std::size_t needed(const Spec& spec) { return whole(spec, spec.src) + whole(spec, spec.dst); }

  /// So much, or what the heap has.
  explicit Room(std::size_t wanted);

  std::size_t size() const { return bytes_.size(); }
  /// Whether the row is measured.
  bool has(const Spec& spec) const { return is_in_library(spec) && needed(spec) <= size(); }
  /// For print_left_out().
  static constexpr std::size_t missed(const Spec& spec) { return is_in_library(spec) ? needed(spec) : 0; }
  /// The destination is filled with one value.
  Images images(const Spec& spec);

 private:
  static constexpr std::size_t line = 32;  ///< of a cache: it never holds bytes of both
  static constexpr std::size_t whole(const Spec& spec, Size size) {
    return (bytes_of(spec, size) + line - 1) / line * line;
  }

  std::span<std::uint8_t> bytes_;
  std::size_t noise_ = 0;  ///< up to here nobody has written
};

}  // namespace isopel::bench

#endif  // ISOPEL_BENCH_BOARD_ROOM_HPP_
