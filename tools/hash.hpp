// FNV-1a, 32 bits: the fingerprint of pixels that every isopel program prints.
#ifndef ISOPEL_TOOLS_HASH_HPP_
#define ISOPEL_TOOLS_HASH_HPP_

#include <cstdint>
#include <span>

namespace isopel::tools {

constexpr std::uint32_t fnv1a(std::span<const std::uint8_t> bytes) {
  std::uint32_t hash = 0x811c9dc5;
  for (const std::uint8_t byte : bytes) hash = (hash ^ byte) * 0x01000193;
  return hash;
}

}  // namespace isopel::tools

#endif  // ISOPEL_TOOLS_HASH_HPP_
