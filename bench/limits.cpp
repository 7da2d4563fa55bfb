// What this processor can do at most: bytes from and to memory, multiplications. Upper bounds for the page, no
// promises.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <string>
#include <vector>

#include "bench/plans.hpp"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace isopel::bench {

#if defined(__x86_64__)

namespace {

double seconds() {
  std::timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// The best of five: `work(times)` done so often that it takes a while, for one time.
template <class Work>
double best_seconds(Work work) {
  int times = 1;
  for (;; times *= 2) {
    const double start = seconds();
    work(times);
    if (seconds() - start > 0.01) break;
  }
  double best = 1e9;
  for (int i = 0; i < 5; ++i) {
    const double start = seconds();
    work(times);
    best = std::min(best, (seconds() - start) / times);
  }
  return best;
}

__attribute__((target("avx2"))) void read(const std::vector<std::uint8_t>& bytes, int times) {
  __m256i sums[4] = {};
  for (int i = 0; i < times; ++i) {
    for (std::size_t at = 0; at + 128 <= bytes.size(); at += 128) {
      for (std::size_t j = 0; j < 4; ++j) {
        const auto* from = reinterpret_cast<const __m256i*>(bytes.data() + at + 32 * j);
        sums[j] = _mm256_or_si256(sums[j], _mm256_loadu_si256(from));
      }
    }
    benchmark::DoNotOptimize(sums);
  }
}

__attribute__((target("avx2"))) void write(std::vector<std::uint8_t>& bytes, int times) {
  for (int i = 0; i < times; ++i) {
    const __m256i value = _mm256_set1_epi8(static_cast<char>(i));
    for (std::size_t at = 0; at + 32 <= bytes.size(); at += 32) {
      _mm256_storeu_si256(reinterpret_cast<__m256i*>(bytes.data() + at), value);
    }
    benchmark::ClobberMemory();
  }
}

constexpr int chains = 10, rounds = 1000;  // enough independent sums to hide the latency

/// 16 multiplications in each of 10 x 1000 instructions. The empty asm keeps the compiler from seeing through.
__attribute__((target("avx2"))) void multiply_words(int times) {
  __m256i sums[chains] = {}, factors[chains];
  for (int c = 0; c < chains; ++c) factors[c] = _mm256_set1_epi16(static_cast<short>(c + 1));
  for (int i = 0; i < times * rounds; ++i) {
    for (int c = 0; c < chains; ++c) {
      __asm__("" : "+x"(factors[c]));
      sums[c] = _mm256_add_epi32(sums[c], _mm256_madd_epi16(factors[c], factors[c]));
    }
  }
  benchmark::DoNotOptimize(sums);
}

__attribute__((target("avx512bw"))) void multiply_words_512(int times) {
  __m512i sums[chains] = {}, factors[chains];
  for (int c = 0; c < chains; ++c) factors[c] = _mm512_set1_epi16(static_cast<short>(c + 1));
  for (int i = 0; i < times * rounds; ++i) {
    for (int c = 0; c < chains; ++c) {
      __asm__("" : "+v"(factors[c]));
      sums[c] = _mm512_add_epi32(sums[c], _mm512_madd_epi16(factors[c], factors[c]));
    }
  }
  benchmark::DoNotOptimize(sums);
}

__attribute__((target("avx2,fma"))) void multiply_floats(int times) {
  __m256 sums[chains] = {}, factors[chains];
  for (int c = 0; c < chains; ++c) factors[c] = _mm256_set1_ps(1e-3f);
  for (int i = 0; i < times * rounds; ++i) {
    for (int c = 0; c < chains; ++c) {
      __asm__("" : "+x"(factors[c]));
      sums[c] = _mm256_fmadd_ps(factors[c], factors[c], sums[c]);
    }
  }
  benchmark::DoNotOptimize(sums);
}

__attribute__((target("avx512f"))) void multiply_floats_512(int times) {
  __m512 sums[chains] = {}, factors[chains];
  for (int c = 0; c < chains; ++c) factors[c] = _mm512_set1_ps(1e-3f);
  for (int i = 0; i < times * rounds; ++i) {
    for (int c = 0; c < chains; ++c) {
      __asm__("" : "+v"(factors[c]));
      sums[c] = _mm512_fmadd_ps(factors[c], factors[c], sums[c]);
    }
  }
  benchmark::DoNotOptimize(sums);
}

void add(const std::string& name, double value) {
  char text[40];
  std::snprintf(text, sizeof text, "%.1f", value);
  benchmark::AddCustomContext("limit_" + name, text);
}

}  // namespace

void measure_limits() {
  if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma")) return;
  for (const std::size_t size : {std::size_t{16}, std::size_t{64}, std::size_t{512}, std::size_t{2048},
                                 std::size_t{8192}, std::size_t{32768}, std::size_t{131072}}) {
    std::vector<std::uint8_t> bytes(size * 1024, 1);
    const auto gigabytes = static_cast<double>(bytes.size()) * 1e-9;
    const std::string name = std::to_string(size) + "_KiB";
    add("read_" + name, gigabytes / best_seconds([&](int times) { read(bytes, times); }));
    add("write_" + name, gigabytes / best_seconds([&](int times) { write(bytes, times); }));
  }
  const bool wide = __builtin_cpu_supports("avx512bw") != 0;
  const auto rate = [](void (*work)(int), int lanes) { return lanes * chains * rounds * 1e-9 / best_seconds(work); };
  add("words", std::max(rate(multiply_words, 16), wide ? rate(multiply_words_512, 32) : 0));
  add("floats", std::max(rate(multiply_floats, 8), wide ? rate(multiply_floats_512, 16) : 0));
}

#else

void measure_limits() {}

#endif

}  // namespace isopel::bench
