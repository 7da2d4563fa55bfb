// Random plans, frames and halvings of one seed: every arch gives the scalar bytes, and all targets the same.
#include <gtest/gtest.h>

#include <bit>
#include <cstdlib>

#include "fuzz/same_bytes.hpp"

namespace isopel::test {
namespace {

constexpr std::uint64_t seed = 20261130;
/// Of the scalar bytes of the first cases. What changes the cases, as a new preset or id does, changes it everywhere
/// alike.
constexpr std::uint64_t hash_on_every_target = 0x3c7384aabe6358fbu;
constexpr int on_every_target = 250, on_hosts = 5000;
constexpr fuzz::Limits limits{.longest = 48, .most_pixels = 3000};

int how_many() {
#if defined(__linux__)
  if (std::getenv("ISOPEL_FEW_REPETITIONS") == nullptr) return on_hosts;
#endif
  return on_every_target;
}

TEST(RandomPlans, GiveTheSameBytesOnEveryArchAndEveryTarget) {
  std::uint64_t all = 0;
  int executed = 0;
  for (int number = 0; number < how_many(); ++number) {
    const fuzz::SeedBytes bytes = fuzz::bytes_of(seed, static_cast<std::uint64_t>(number));
    fuzz::Input input(bytes);
    const fuzz::Outcome outcome = fuzz::compare(input, limits);
    ASSERT_EQ(outcome.problem, "") << "case " << number;
    if (number >= on_every_target) continue;
    executed += outcome.executed ? 1 : 0;
    all = (all ^ outcome.hash) * 0x100000001b3u;
  }
  EXPECT_EQ(executed, on_every_target) << "a case was larger than the limits";
  // Where the high byte comes first, the same bytes are other samples of 16 and 32 bits.
  if constexpr (std::endian::native == std::endian::little) {
    EXPECT_EQ(all, hash_on_every_target) << "the bytes of this target are not those of the others";
  }
}

/// Regions of OpenMV's bicubic, whose streams were refused: outputs look further up than those above them.
TEST(RandomPlans, WhatTheSoakFound) {
  for (const std::uint64_t number : {150416u, 327206u, 707369u, 818193u}) {
    const fuzz::SeedBytes bytes = fuzz::bytes_of(1, number);
    fuzz::Input input(bytes);
    EXPECT_EQ(fuzz::compare(input, {.longest = 160, .most_pixels = 20000}).problem, "") << "case " << number;
  }
}

}  // namespace
}  // namespace isopel::test
