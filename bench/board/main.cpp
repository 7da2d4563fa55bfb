// Board benchmarks: instructions under QEMU, cycles on silicon (toolchains/board/instructions.h says how).
//
// Prints JSON: see json.hpp.
#include <cstddef>
#include <cstdio>
#include <cstdlib>

#include "bench/board/count.hpp"
#include "bench/board/json.hpp"
#include "bench/board/room.hpp"
#include "bench/cases.hpp"
#include "instructions.h"
#include "tools/hash.hpp"

namespace isopel::bench {
namespace {

constexpr Side side = Side::board;

/// The most that any case needs of what the library has.
template <class Need>
constexpr std::size_t most_of(Need need) {
  return most<side>([&](const Case& one) { return is_in_library(one.spec()) ? need(one.spec()) : 1; });
}

// The compiler knows the cases, so these are static.
ISOPEL_BENCH_IN_DTCM std::byte tables[most_of([](const Spec& spec) { return isopel::memory_size(spec); })];
ISOPEL_BENCH_IN_DTCM std::byte scratch[most_of([](const Spec& spec) { return isopel::scratch_size(spec); })];

void check(Status status, const Message& why) {
  if (status == Status::ok) return;
  std::fprintf(stderr, "isopel-bench: %s\n", why.text);
  std::exit(EXIT_FAILURE);
}

Counted run(Room& room, const Case& one, const Name& case_name, const Arch& arch) {
  Message why;
  Plan plan;
  check(Plan::make(one.spec(), tables, plan, &arch, &why), why);
  const Images images = room.images(one.spec());

  const Count count = count_of([&] { return plan.execute(images.from, images.to, scratch, &why); });
  check(count.status, why);
  return {.name = case_name.text,
          .arch = name(arch),
          .count = count,
          .pixels = static_cast<std::uint32_t>(one.geometry.dst.width * one.geometry.dst.height),
          .scratch_bytes = static_cast<std::size_t>(plan.scratch_size()),
          .hash = tools::fnv1a(images.written),
          .goal = {}};
}

void print_context_of(const Room& room, const char* program) {
  print_context(program, room.size());
  int left_out = 0;
  for (const Case& one : cases<side>) {
    if (!room.has(one.spec())) print_left_out(name_of(one).text, Room::missed(one.spec()), left_out++);
  }
  print_context_end(left_out);
}

}  // namespace
}  // namespace isopel::bench

int main(int argc, char** argv) {
  using namespace isopel::bench;
  if (!isopel_board_count_is_exact()) {
    std::fprintf(
        stderr,
        "isopel-bench: the counter is not exact, or stands still; under QEMU, set ISOPEL_ICOUNT=1 for run-qemu\n");
    return EXIT_FAILURE;
  }
  Room room(most_of(Room::needed));
  print_context_of(room, argc > 0 ? argv[0] : "isopel-bench");
  int index = 0;
  for (const Case& one : cases<side>) {
    if (!room.has(one.spec())) continue;
    const Name case_name = name_of(one);
    int arch_index = 0;
    std::uint32_t expected = 0;
    for (const isopel::Arch* arch : isopel::archs()) {
      const Counted result = run(room, one, case_name, *arch);
      if (arch_index == 0) expected = result.hash;
      if (result.hash != expected) {
        std::fprintf(stderr, "isopel-bench: %s: %s and %s give different bytes\n", case_name.text,
                     isopel::name(*isopel::archs()[0]), isopel::name(*arch));
        return EXIT_FAILURE;
      }
      print_counted(result, index, arch_index++);
    }
    ++index;
  }
  print_end();
  return EXIT_SUCCESS;
}
