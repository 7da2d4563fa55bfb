// Counts instructions for the rows of goals.hpp, or cycles on silicon, and compares the bytes of this arch with those
// of the scalar kernels.
//
// Prints JSON: see json.hpp.
#include "bench/board/goals.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <span>
#include <string_view>
#include <utility>

#include "bench/board/count.hpp"
#include "bench/board/json.hpp"
#include "bench/board/room.hpp"
#include "instructions.h"
#include "isopel/static_plan.hpp"
#include "tools/hash.hpp"

namespace isopel::bench {
namespace {

/// The most that any of the rows needs, of those that the library has.
template <class Need>
constexpr std::size_t most_of(std::span<const Goal> goals, Need need) {
  std::size_t bytes = 1;
  for (const Goal& goal : goals) {
    if (is_in_library(goal.spec)) bytes = std::max(bytes, static_cast<std::size_t>(need(goal.spec)));
  }
  return bytes;
}
/// The same of all rows.
template <class Need>
constexpr std::size_t most_of(Need need) {
  return std::max(most_of(static_goals, need), most_of(run_time_goals, need));
}

ISOPEL_BENCH_IN_DTCM std::byte
    tables[most_of(run_time_goals, [](const Spec& spec) { return isopel::memory_size(spec); })];
ISOPEL_BENCH_IN_DTCM std::byte scratch[most_of([](const Spec& spec) { return isopel::scratch_size(spec); })];

void check(const Goal& goal, Status status, const Message& why) {
  if (status == Status::ok) return;
  std::fprintf(stderr, "isopel-goals: %s: %s\n", goal.name, why.text);
  std::exit(EXIT_FAILURE);
}

const Arch& best_arch_here() { return *archs().front(); }
const Arch& scalar_arch() { return *archs().back(); }

/// Goals are instructions.
double limit_of(const Goal& goal) {
  if (std::string_view(isopel_board_count_unit()) != "instructions") return 0;
  return std::string_view(name(best_arch_here())) == "mve" ? goal.helium : goal.instructions;
}

/// The rows of one run.
class Run {
 public:
  explicit Run(Room& room) : room_(room) {}

  void print_context(const char* program) const {
    bench::print_context(program, room_.size());
    int left_out = 0;
    const auto print = [&](const Goal& goal) {
      if (!room_.has(goal.spec)) print_left_out(goal.name, Room::missed(goal.spec), left_out++);
    };
    for (const Goal& goal : static_goals) print(goal);
    for (const Goal& goal : run_time_goals) print(goal);
    print_context_end(left_out);
  }

  template <std::size_t... i>
  void run_all_static(std::index_sequence<i...>) {
    (run_static<i>(), ...);
  }

  void run_at_run_time(const Goal& goal) {
    if (!room_.has(goal.spec)) return;
    Message why;
    Plan plan;
    check(goal, Plan::make(goal.spec, tables, plan, &scalar_arch(), &why), why);
    const std::uint32_t expected = hash_of(goal, plan);
    check(goal, Plan::make(goal.spec, tables, plan, nullptr, &why), why);
    const Images images = room_.images(goal.spec);
    const Count count = count_of([&] { return plan.execute(images.from, images.to, scratch, &why); });
    check(goal, count.status, why);
    report(goal, static_cast<std::size_t>(plan.scratch_size()), count, images, expected);
  }

 private:
  // What the library lacks is not even compiled: its tables would take memory.
  template <std::size_t i>
  void run_static() {
    constexpr const Goal& goal = static_goals[i];
    if constexpr (is_in_library(goal.spec)) {
      if (!room_.has(goal.spec)) return;
      constexpr auto& plan = static_plan<goal.spec>;
      static_assert(plan.scratch_size() <= sizeof scratch);
      Message why;
      const std::uint32_t expected = hash_of(goal, plan.plan(scalar_arch()));
      const Images images = room_.images(goal.spec);
      const Count count = count_of([&] { return plan.execute(images.from, images.to, scratch, &why); });
      check(goal, count.status, why);
      report(goal, plan.scratch_size(), count, images, expected);
    }
  }

  std::uint32_t hash_of(const Goal& goal, const Plan& plan) {
    Message why;
    const Images images = room_.images(goal.spec);
    check(goal, plan.execute(images.from, images.to, scratch, &why), why);
    return tools::fnv1a(images.written);
  }

  void report(const Goal& goal, std::size_t scratch_bytes, const Count& count, const Images& images,
              std::uint32_t expected) {
    const std::uint32_t hash = tools::fnv1a(images.written);
    if (hash != expected) {
      std::fprintf(stderr, "isopel-goals: %s: the bytes are not those of the scalar kernels\n", goal.name);
      std::exit(EXIT_FAILURE);
    }
    print_counted({.name = goal.name,
                   .arch = name(best_arch_here()),
                   .count = count,
                   .pixels = static_cast<std::uint32_t>(goal.spec.dst.width * goal.spec.dst.height),
                   .scratch_bytes = scratch_bytes,
                   .hash = hash,
                   .goal = limit_of(goal)},
                  index_++, 0);
  }

  Room& room_;
  int index_ = 0;
};

}  // namespace
}  // namespace isopel::bench

int main(int argc, char** argv) {
  using namespace isopel::bench;
  if (!isopel_board_count_is_exact()) {
    std::fprintf(
        stderr,
        "isopel-goals: the counter is not exact, or stands still; under QEMU, set ISOPEL_ICOUNT=1 for run-qemu\n");
    return EXIT_FAILURE;
  }
  Room room(most_of(Room::needed));
  Run run(room);
  run.print_context(argc > 0 ? argv[0] : "isopel-goals");
  run.run_all_static(std::make_index_sequence<std::size(static_goals)>());
  for (const Goal& goal : run_time_goals) run.run_at_run_time(goal);
  print_end();
  return EXIT_SUCCESS;
}
