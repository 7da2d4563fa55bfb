// The addresses that a view may touch.
#ifndef ISOPEL_ENGINE_EXTENT_HPP_
#define ISOPEL_ENGINE_EXTENT_HPP_

#include <cstddef>
#include <cstdint>

namespace isopel {

/// Bytes in [begin, end).
struct Extent {
  std::uintptr_t begin = 0, end = 0;

  static Extent of(const void* data, std::uint64_t bytes) {
    const auto begin = reinterpret_cast<std::uintptr_t>(data);
    return {begin, begin + static_cast<std::uintptr_t>(bytes)};
  }
  bool overlaps(const Extent& other) const {
    return begin < end && other.begin < other.end && begin < other.end && other.begin < end;
  }
};

/// Adds `step` times `count` to the bytes before or after the first one; false when that leaves 64 bits.
inline bool reach(std::int64_t step, std::int64_t count, std::int64_t& before, std::int64_t& after) {
  std::int64_t span = 0;
  if (__builtin_mul_overflow(step, count, &span)) return false;
  return span < 0 ? !__builtin_sub_overflow(before, span, &before) : !__builtin_add_overflow(after, span, &after);
}

/// Those of `rows` rows, in each of `planes` planes; false when they do not fit the address space.
inline bool find_extent(const void* data, std::int64_t rows, std::int64_t row_bytes, std::ptrdiff_t stride,
                        Extent& extent, std::int64_t planes = 1, std::int64_t plane_stride = 0) {
  std::int64_t before = 0, after = row_bytes;
  if (!reach(stride, rows - 1, before, after) || !reach(plane_stride, planes - 1, before, after)) return false;
  if (before > static_cast<std::int64_t>(PTRDIFF_MAX) - after) return false;
  const auto start = reinterpret_cast<std::uintptr_t>(data);
  const auto below = static_cast<std::uintptr_t>(before), above = static_cast<std::uintptr_t>(after);
  if (start < below || start > UINTPTR_MAX - above) return false;
  extent = {start - below, start + above};
  return true;
}

}  // namespace isopel

#endif  // ISOPEL_ENGINE_EXTENT_HPP_
