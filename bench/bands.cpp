#include "bench/bands.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <atomic>
#include <barrier>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "bench/trial.hpp"

namespace isopel::bench {
namespace {

/// Threads that wait for a start, execute one band each, and wait again.
class Bands {
 public:
  Bands(const Case& one, std::span<const std::uint8_t> src, std::int32_t count)
      : case_(one),
        src_(src.begin(), src.end()),
        dst_(one.dst_bytes()),
        tables_(static_cast<std::size_t>(memory_size(one.spec()))),
        start_(count + 1),
        end_(count + 1) {
    Message why;
    if (Plan::make(one.spec(), tables_, plan_, nullptr, &why) != Status::ok) fail("%s", why.text);
    for (std::int32_t i = 0; i < count; ++i) threads_.emplace_back([this, i, count] { work(i, count); });
  }
  ~Bands() {
    stop_ = true;
    start_.arrive_and_wait();
    for (std::thread& thread : threads_) thread.join();
  }
  void run() {
    start_.arrive_and_wait();
    end_.arrive_and_wait();
  }

 private:
  void work(std::int32_t band, std::int32_t count) {
    std::vector<std::byte> scratch(static_cast<std::size_t>(plan_.scratch_size()));
    const std::int64_t rows = case_.geometry.dst.height;
    const auto first = static_cast<std::int32_t>(rows * band / count);
    const auto last = static_cast<std::int32_t>(rows * (band + 1) / count);
    for (;;) {
      start_.arrive_and_wait();
      if (stop_) return;
      Message why;
      if (first < last &&
          plan_.execute_rows(case_.src(src_), case_.dst(dst_), first, last, scratch, &why) != Status::ok) {
        fail("%s", why.text);
      }
      end_.arrive_and_wait();
    }
  }

  const Case& case_;
  Bytes src_, dst_;
  std::vector<std::byte> tables_;
  Plan plan_;
  std::atomic<bool> stop_ = false;
  std::barrier<> start_, end_;
  std::vector<std::thread> threads_;
};

}  // namespace

void register_bands(const Case& one, std::span<const std::uint8_t> src) {
  const auto count = static_cast<std::int32_t>(std::max(1u, std::thread::hardware_concurrency()));
  const auto title = std::string(name_of(one).text) + "/isopel-threads-" + std::to_string(count);
  const auto bands = std::make_shared<Bands>(one, src, count);
  benchmark::RegisterBenchmark(title.c_str(),
                               [bands, count](benchmark::State& state) {
                                 bands->run();
                                 for ([[maybe_unused]] auto unused : state) bands->run();
                                 state.SetLabel("isopel-threads-" + std::to_string(count) + " - like-for-like");
                               })
      ->Unit(benchmark::kMicrosecond)
      ->UseRealTime();
}

}  // namespace isopel::bench
