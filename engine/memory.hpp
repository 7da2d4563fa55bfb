// Alignment inside the memory that callers give.
#ifndef ISOPEL_ENGINE_MEMORY_HPP_
#define ISOPEL_ENGINE_MEMORY_HPP_

#include <cstddef>
#include <cstdint>

namespace isopel {

/// The first address at or after `pointer` that is a multiple of `alignment`, a power of two.
inline std::byte* align_up(std::byte* pointer, std::int64_t alignment) {
  const auto address = reinterpret_cast<std::uintptr_t>(pointer);
  return pointer + ((0 - address) & static_cast<std::uintptr_t>(alignment - 1));
}

}  // namespace isopel

#endif  // ISOPEL_ENGINE_MEMORY_HPP_
