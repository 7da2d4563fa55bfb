// Counts instructions for the rows of goals.hpp, and compares the bytes of this arch with those of the scalar kernels.
//
// Prints JSON: see json.hpp.
#include "bench/board/goals.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <string_view>
#include <utility>

#include "bench/board/json.hpp"
#include "bench/cases.hpp"
#include "instructions.h"
#include "isopel/static_plan.hpp"
#include "tools/hash.hpp"

namespace isopel::bench {
namespace {

constexpr std::size_t stride_of(const Spec& spec, Size size) {
  return static_cast<std::size_t>(size.width * sizes::bytes_per_pixel(spec.format));
}
constexpr std::size_t bytes_of(const Spec& spec, Size size) {
  return stride_of(spec, size) * static_cast<std::size_t>(size.height);
}

/// The most that any row needs.
template <class Need>
constexpr std::size_t most_of(Need need) {
  std::size_t bytes = 0;
  for (const Goal& goal : static_goals) bytes = std::max(bytes, static_cast<std::size_t>(need(goal.spec)));
  for (const Goal& goal : run_time_goals) bytes = std::max(bytes, static_cast<std::size_t>(need(goal.spec)));
  return bytes;
}

std::uint8_t src[most_of([](const Spec& spec) { return bytes_of(spec, spec.src); })];
std::uint8_t dst[most_of([](const Spec& spec) { return bytes_of(spec, spec.dst); })];
std::byte tables[most_of([](const Spec& spec) { return isopel::memory_size(spec); })];
std::byte scratch[most_of([](const Spec& spec) { return isopel::scratch_size(spec); })];

void check(const Goal& goal, Status status, const Message& why) {
  if (status == Status::ok) return;
  std::fprintf(stderr, "isopel-goals: %s: %s\n", goal.name, why.text);
  std::exit(EXIT_FAILURE);
}

struct Views {
  ConstImage from;
  Image to;
  explicit Views(const Spec& spec)
      : from{src, spec.src, static_cast<std::ptrdiff_t>(stride_of(spec, spec.src)), spec.format},
        to{dst, spec.dst, static_cast<std::ptrdiff_t>(stride_of(spec, spec.dst)), spec.format} {
    std::fill(std::begin(dst), std::end(dst), std::uint8_t{0xA5});
  }
  std::uint32_t hash(const Spec& spec) const { return tools::fnv1a({dst, bytes_of(spec, spec.dst)}); }
};

/// Of an execution by whatever `execute(views, why)` is.
template <class Execute>
std::uint32_t count_of(const Goal& goal, std::uint32_t& hash, Execute execute) {
  Message why;
  const Views views(goal.spec);
  isopel_board_count_start();
  const Status status = execute(views, why);
  const std::uint32_t count = isopel_board_count();
  check(goal, status, why);
  hash = views.hash(goal.spec);
  return count;
}

const Arch& best_arch_here() { return *archs().front(); }
const Arch& scalar_arch() { return *archs().back(); }

double limit_of(const Goal& goal) {
  return std::string_view(name(best_arch_here())) == "mve" ? goal.helium : goal.instructions;
}

void report(const Goal& goal, int index, std::size_t scratch_bytes, std::uint32_t count, std::uint32_t hash,
            std::uint32_t expected) {
  if (hash != expected) {
    std::fprintf(stderr, "isopel-goals: %s: the bytes are not those of the scalar kernels\n", goal.name);
    std::exit(EXIT_FAILURE);
  }
  const double pixels = static_cast<double>(goal.spec.dst.width) * goal.spec.dst.height;
  print_counted({.name = goal.name,
                 .arch = name(best_arch_here()),
                 .count = count,
                 .pixels = pixels,
                 .scratch_bytes = scratch_bytes,
                 .hash = hash,
                 .goal = limit_of(goal)},
                index, 0);
}

template <std::size_t i>
void run_static() {
  constexpr const Goal& goal = static_goals[i];
  constexpr auto& plan = static_plan<goal.spec>;
  static_assert(plan.scratch_size() <= sizeof scratch);
  std::uint32_t hash = 0, expected = 0;
  const std::uint32_t count = count_of(
      goal, hash, [&](const Views& views, Message& why) { return plan.execute(views.from, views.to, scratch, &why); });
  count_of(goal, expected, [&](const Views& views, Message& why) {
    return plan.plan(scalar_arch()).execute(views.from, views.to, scratch, &why);
  });
  report(goal, static_cast<int>(i), plan.scratch_size(), count, hash, expected);
}

void run_at_run_time(const Goal& goal, int index) {
  std::uint32_t hash = 0, expected = 0, count = 0;
  Plan plan;
  for (const bool by_scalar : {true, false}) {
    Message why;
    check(goal, Plan::make(goal.spec, tables, plan, by_scalar ? &scalar_arch() : nullptr, &why), why);
    count = count_of(goal, by_scalar ? expected : hash, [&](const Views& views, Message& message) {
      return plan.execute(views.from, views.to, scratch, &message);
    });
  }
  report(goal, index, static_cast<std::size_t>(plan.scratch_size()), count, hash, expected);
}

template <std::size_t... i>
void run_all_static(std::index_sequence<i...>) {
  (run_static<i>(), ...);
}

}  // namespace
}  // namespace isopel::bench

int main(int, char** argv) {
  using namespace isopel::bench;
  if (!isopel_board_count_is_exact()) {
    std::fprintf(stderr, "isopel-goals: the counter is not exact; under QEMU, set ISOPEL_ICOUNT=1 for run-qemu\n");
    return EXIT_FAILURE;
  }
  fill(src);
  print_context(argv[0]);
  run_all_static(std::make_index_sequence<std::size(static_goals)>());
  int index = static_cast<int>(std::size(static_goals));
  for (const Goal& goal : run_time_goals) run_at_run_time(goal, index++);
  print_end();
  return EXIT_SUCCESS;
}
