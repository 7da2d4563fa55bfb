// A peer with its plan and its images, ready to be run again and again, and what its output is worth.
#ifndef ISOPEL_BENCH_TRIAL_HPP_
#define ISOPEL_BENCH_TRIAL_HPP_

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "bench/classes.hpp"
#include "bench/exact.hpp"
#include "bench/images.hpp"
#include "bench/peer.h"

namespace isopel::bench {

/// Ends the program.
[[noreturn]] void fail(const char* format, ...) __attribute__((format(printf, 1, 2)));

class Trial {
 public:
  /// `src` is packed, and copied.
  Trial(const isopel_bench_peer& peer, const Case& one, std::span<const std::uint8_t> src);
  Trial(const Trial&) = delete;
  Trial& operator=(const Trial&) = delete;
  ~Trial() { peer_.release(plan_); }

  void run() {
    if (!peer_.run(plan_, from_.data(), src_.stride, to_.data(), dst_.stride)) fail_run();
  }
  /// The same with a plan of its own.
  void run_with_plan();
  /// The packed output.
  Bytes output() const { return collect(dst_, to_.data()); }

 private:
  [[noreturn]] void fail_run() const;

  const isopel_bench_peer& peer_;
  isopel_bench_case case_;
  Shape src_, dst_;
  Buffer from_, to_;
  void* plan_;
};

/// The output on noise, and what class it is of.
struct Verdict {
  std::uint32_t hash = 0;
  Class which = Class::other;
  Errors noise, calm;
  Bytes output;
};

/// Judges outputs of one case. Of a preset, the reference is isopel's own output, and only equal bytes are alike.
class Judge {
 public:
  /// Looks at that many rows, at all if 0.
  Judge(const Case& one, int rows);

  std::span<const std::uint8_t> noise() const { return noise_.bytes(); }
  Verdict verdict(const isopel_bench_peer& peer);
  /// Of packed outputs for the two images, from wherever.
  Verdict verdict(bool keys_75, Bytes noise, const Bytes& calm);

 private:
  struct References {
    Exact noise, calm;
  };
  const References& references(bool keys_75);

  const Case& case_;
  int rows_;
  Buffer noise_, calm_;
  std::optional<References> own_, keys_75_;
  Bytes preset_;
};

}  // namespace isopel::bench

#endif  // ISOPEL_BENCH_TRIAL_HPP_
