// The addresses that a view of rows may touch.
#ifndef ISOPEL_ENGINE_EXTENT_HPP_
#define ISOPEL_ENGINE_EXTENT_HPP_

#include <cstddef>
#include <cstdint>

namespace isopel {

/// Bytes in [begin, end).
struct ByteRange {
  std::uintptr_t begin = 0, end = 0;

  static ByteRange of(const void* data, std::uint64_t bytes) {
    const auto begin = reinterpret_cast<std::uintptr_t>(data);
    return {begin, begin + static_cast<std::uintptr_t>(bytes)};
  }
  bool overlaps(const ByteRange& other) const {
    return begin < end && other.begin < other.end && begin < other.end && other.begin < end;
  }
};

/// Those of `rows` rows; false when they do not fit the address space.
inline bool find_range(const void* data, std::int64_t rows, std::int64_t row_bytes, std::ptrdiff_t stride,
                       ByteRange& range) {
  std::int64_t span = 0;  // from the first row's start to the last row's
  if (__builtin_mul_overflow(std::int64_t{stride}, rows - 1, &span)) return false;
  const auto start = reinterpret_cast<std::uintptr_t>(data);
  const auto largest = static_cast<std::int64_t>(PTRDIFF_MAX);
  if (span > largest - row_bytes || span < -largest) return false;
  const auto before = static_cast<std::uintptr_t>(span < 0 ? -span : 0);
  const auto after = static_cast<std::uintptr_t>((span > 0 ? span : 0) + row_bytes);
  if (start < before || start > UINTPTR_MAX - after) return false;
  range = {start - before, start + after};
  return true;
}

}  // namespace isopel

#endif  // ISOPEL_ENGINE_EXTENT_HPP_
