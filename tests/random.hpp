// Random numbers for tests, fuzzers and the soak.
#ifndef ISOPEL_TESTS_RANDOM_HPP_
#define ISOPEL_TESTS_RANDOM_HPP_

#include <cstdint>

namespace isopel::test {

/// A small generator whose sequence is the same on every target (SplitMix64).
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
  }
  /// A whole number in [low, high].
  std::int32_t in(std::int32_t low, std::int32_t high) {
    return low + static_cast<std::int32_t>(next() % (static_cast<std::uint64_t>(high - low) + 1));
  }
  bool one_in(int n) { return next() % static_cast<std::uint64_t>(n) == 0; }

 private:
  std::uint64_t state_;
};

}  // namespace isopel::test

#endif  // ISOPEL_TESTS_RANDOM_HPP_
