// Choices out of bytes: a fuzzer's, or those of a seed.
#ifndef ISOPEL_TESTS_FUZZ_INPUT_HPP_
#define ISOPEL_TESTS_FUZZ_INPUT_HPP_

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>

#include "random.hpp"

namespace isopel::fuzz {

/// Takes numbers from bytes; when these are used up, every number is zero and nothing is rare.
class Input {
 public:
  explicit Input(std::span<const std::uint8_t> bytes) : rest_(bytes) {}

  std::uint64_t bits(int bytes) {
    std::uint64_t value = 0;
    for (; bytes > 0; --bytes) {
      value = value << 8 | (rest_.empty() ? 0 : rest_.front());
      if (!rest_.empty()) rest_ = rest_.subspan(1);
    }
    return value;
  }
  /// A whole number in [0, count), out of as few bytes as hold one.
  std::int32_t below(std::int32_t count) {
    const int bytes = count <= 1 << 8 ? 1 : count <= 1 << 16 ? 2 : 4;
    return static_cast<std::int32_t>(bits(bytes) % static_cast<std::uint64_t>(count));
  }
  /// A whole number in [low, high].
  std::int32_t in(std::int32_t low, std::int32_t high) { return low + below(high - low + 1); }
  bool one_in(std::int32_t n) { return below(n) == n - 1; }
  /// One of an enumeration's values from 0 to `last`.
  template <class Id>
  Id id(std::int32_t last) {
    return static_cast<Id>(below(last + 1));
  }

  // What nobody would write on purpose.
  std::int32_t any_number() { return static_cast<std::int32_t>(bits(4)); }
  float any_float() { return std::bit_cast<float>(any_number()); }
  double any_double() { return std::bit_cast<double>(bits(8)); }

 private:
  std::span<const std::uint8_t> rest_;
};

/// More bytes than any case takes.
using SeedBytes = std::array<std::uint8_t, 256>;

/// Those of one case of a seed.
inline SeedBytes bytes_of(std::uint64_t seed, std::uint64_t number) {
  test::Random sequence(test::Random(seed).next() + number * 0xd1342543de82ef95u);
  SeedBytes out;
  for (std::uint8_t& byte : out) byte = static_cast<std::uint8_t>(sequence.next() >> 56);
  return out;
}

}  // namespace isopel::fuzz

#endif  // ISOPEL_TESTS_FUZZ_INPUT_HPP_
