// Random numbers without a state: Philox4x32-10 of J. K. Salmon, M. A. Moraes, R. O. Dror and D. E. Shaw, "Parallel
// Random Numbers: As Easy as 1, 2, 3", SC11, 2011. A bijection of the counter for every key; it needs multiplications
// of 32 by 32 bits only, which a Cortex-M has.
#ifndef ISOPEL_ENGINE_PHILOX_HPP_
#define ISOPEL_ENGINE_PHILOX_HPP_

#include <cstdint>

#include "engine/arithmetic.hpp"

namespace isopel {

constexpr std::uint32_t low_word(std::uint64_t value) { return static_cast<std::uint32_t>(value); }
constexpr std::uint32_t high_word(std::uint64_t value) { return static_cast<std::uint32_t>(shift_down(value, 32)); }

/// Four random words.
struct Words {
  std::uint32_t word[4];
};

constexpr Words philox(Words counter, std::uint64_t key) {
  std::uint32_t low_key = low_word(key), high_key = high_word(key);
  auto& [a, b, c, d] = counter.word;
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t first = std::uint64_t{0xd2511f53} * a, second = std::uint64_t{0xcd9e8d57} * c;
    counter = {{high_word(second) ^ b ^ low_key, low_word(second), high_word(first) ^ d ^ high_key, low_word(first)}};
    low_key += 0x9e3779b9;
    high_key += 0xbb67ae85;
  }
  return counter;
}

/// A whole number in [0, count): the word as a fraction of one. All are equally likely but for count / 2^32.
constexpr std::uint32_t below(std::uint32_t count, std::uint32_t word) {
  return high_word(std::uint64_t{count} * word);
}

}  // namespace isopel

#endif  // ISOPEL_ENGINE_PHILOX_HPP_
