// What the two programs share: a picture, a plan for it, and the bands that threads divide among them.
#ifndef ISOPEL_EXAMPLES_THREADS_BANDS_HPP_
#define ISOPEL_EXAMPLES_THREADS_BANDS_HPP_

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <utility>
#include <vector>

#include "../fnv1a.h"
#include "../pnm.hpp"
#include "isopel/isopel.hpp"

/// Neighbouring rows read the same source rows, so bands should not be small; too few of them leave threads idle.
constexpr std::int32_t rows_per_band = 64;

inline void check(isopel::Status status, const isopel::Message& why) {
  if (status == isopel::Status::ok) return;
  std::fprintf(stderr, "threads: %s\n", why.text);
  std::exit(EXIT_FAILURE);
}

/// One resize, ready to be divided. Nothing here changes while threads work but the pixels of `dst`.
struct Job {
  Picture src, dst;
  std::vector<std::byte> tables;
  isopel::Plan plan;

  Job(Picture picture, isopel::Size size) : src(std::move(picture)), dst(size, src.format) {
    const isopel::Spec spec{src.size, dst.size, src.format, {.filter = isopel::Filter::lanczos3, .antialias = true}};
    isopel::Message why;
    check(isopel::check(spec, &why), why);
    tables.resize(static_cast<std::size_t>(isopel::memory_size(spec)));
    check(isopel::Plan::make(spec, tables, plan, nullptr, &why), why);
  }

  std::int32_t bands() const { return (dst.size.height + rows_per_band - 1) / rows_per_band; }
  /// What each thread needs for itself.
  std::vector<std::byte> scratch() const {
    return std::vector<std::byte>(static_cast<std::size_t>(plan.scratch_size()));
  }
  void run_band(std::int32_t band, std::vector<std::byte>& scratch) {
    const std::int32_t first = band * rows_per_band, last = std::min(first + rows_per_band, dst.size.height);
    isopel::Message why;
    check(plan.execute_rows(src.view(), dst.view(), first, last, scratch, &why), why);
  }
};

/// The output's fingerprint: the same for any number of threads.
inline void report(const Job& job) {
  std::printf("lanczos3 %08lx\n", static_cast<unsigned long>(fnv1a(job.dst.pixels.data(), job.dst.pixels.size())));
}

#endif  // ISOPEL_EXAMPLES_THREADS_BANDS_HPP_
