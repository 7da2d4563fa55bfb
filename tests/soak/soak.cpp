// Random plans on all archs of this processor, many of them:  isopel-soak PLANS [SEED [FIRST]].  Case i of a seed is
// always the same, so `isopel-soak 1 SEED i` repeats it.
#include <atomic>
#include <chrono>
#include <cinttypes>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <thread>

#include "fuzz/same_bytes.hpp"

namespace isopel::fuzz {
namespace {

constexpr Limits limits{.longest = 160, .most_pixels = 20000};
constexpr int most_shown = 20;

struct Tally {
  std::atomic<std::uint64_t> tried = 0, executed = 0, pixels = 0, differences = 0;
};

class Soak {
 public:
  Soak(std::uint64_t plans, std::uint64_t seed, std::uint64_t first) : plans_(plans), seed_(seed), next_(first) {}

  void run() {
    std::vector<std::thread> threads;
    for (unsigned i = 0; i < std::max(1u, std::thread::hardware_concurrency()); ++i) {
      threads.emplace_back([this] { work(); });
    }
    for (std::thread& thread : threads) thread.join();
    std::printf("\r%-78s\r", "");
    std::printf("seed         %" PRIu64 "\narchs       ", seed_);
    for (const Arch* arch : archs()) {
      if (is_available(*arch)) std::printf(" %s", name(*arch));
    }
    const std::uint64_t executed = tally_.executed;
    std::printf("\ntried        %" PRIu64 "\ntoo large    %" PRIu64 "\nexecuted     %" PRIu64 "\npixels       %" PRIu64
                "\ndifferences  %" PRIu64 "\nseconds      %.0f\n",
                tally_.tried.load(), tally_.tried - executed, executed, tally_.pixels.load(), tally_.differences.load(),
                seconds());
  }
  bool is_good() const { return tally_.differences == 0 && tally_.executed >= plans_; }

 private:
  double seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count(); }

  void work() {
    while (tally_.executed < plans_ && tally_.differences < most_shown) {
      const std::uint64_t number = next_++;
      const SeedBytes bytes = bytes_of(seed_, number);
      Input input(bytes);
      const Outcome outcome = compare(input, limits);
      const std::uint64_t tried = ++tally_.tried;
      if (outcome.executed) ++tally_.executed;
      tally_.pixels += static_cast<std::uint64_t>(outcome.pixels);
      if (!outcome.problem.empty()) {
        ++tally_.differences;
        const std::lock_guard lock(output_);
        std::printf("\ncase %" PRIu64 " of seed %" PRIu64 ": %s\n", number, seed_, outcome.problem.c_str());
        std::fflush(stdout);
      }
      if (tried % 4096 == 0) {
        const std::lock_guard lock(output_);
        std::printf("\r%" PRIu64 " plans, %" PRIu64 " differences, %.0f s", tally_.executed.load(),
                    tally_.differences.load(), seconds());
        std::fflush(stdout);
      }
    }
  }

  std::uint64_t plans_, seed_;
  std::atomic<std::uint64_t> next_;
  Tally tally_;
  std::mutex output_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

std::uint64_t number_of(int count, char** words, int index, std::uint64_t otherwise) {
  if (index >= count) return otherwise;
  char* end = nullptr;
  const std::uint64_t number = std::strtoull(words[index], &end, 10);
  if (*words[index] < '0' || *words[index] > '9' || *end != '\0') {
    std::fprintf(stderr, "isopel-soak: '%s' is no number; isopel-soak PLANS [SEED [FIRST]]\n", words[index]);
    std::exit(2);
  }
  return number;
}

}  // namespace
}  // namespace isopel::fuzz

int main(int count, char** words) {
  using namespace isopel::fuzz;
  const auto now = static_cast<std::uint64_t>(std::chrono::system_clock::now().time_since_epoch().count());
  const std::uint64_t plans = number_of(count, words, 1, 1000000), seed = number_of(count, words, 2, now);
  std::printf("seed %" PRIu64 "\n", seed);
  Soak soak(plans, seed, number_of(count, words, 3, 0));
  soak.run();
  return soak.is_good() ? 0 : 1;
}
