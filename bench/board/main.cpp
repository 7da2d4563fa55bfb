// Board benchmarks: instructions under QEMU, cycles on silicon (toolchains/board/instructions.h says how).
//
// Prints JSON: see json.hpp.
#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <cstdlib>

#include "bench/board/json.hpp"
#include "bench/cases.hpp"
#include "instructions.h"
#include "tools/hash.hpp"

namespace isopel::bench {
namespace {

constexpr Side side = Side::board;

// All memory is static: the compiler knows the cases.
std::uint8_t src[most<side>([](const Case& one) { return one.src_bytes(); })];
std::uint8_t dst[most<side>([](const Case& one) { return one.dst_bytes(); })];
std::byte tables[most<side>([](const Case& one) { return isopel::memory_size(one.spec()); })];
std::byte scratch[most<side>([](const Case& one) { return isopel::scratch_size(one.spec()); })];

void check(Status status, const Message& why) {
  if (status == Status::ok) return;
  std::fprintf(stderr, "isopel-bench: %s\n", why.text);
  std::exit(EXIT_FAILURE);
}

Counted run(const Case& one, const Name& case_name, const Arch& arch) {
  Message why;
  Plan plan;
  check(Plan::make(one.spec(), tables, plan, &arch, &why), why);
  const ConstImage from = one.src(src);
  const Image to = one.dst(dst);
  std::fill(std::begin(dst), std::end(dst), std::uint8_t{0});

  isopel_board_count_start();
  const Status status = plan.execute(from, to, scratch, &why);
  const std::uint32_t count = isopel_board_count();
  check(status, why);
  return {.name = case_name.text,
          .arch = name(arch),
          .count = count,
          .pixels = one.dst_pixels(),
          .scratch_bytes = static_cast<std::size_t>(plan.scratch_size()),
          .hash = tools::fnv1a({dst, one.dst_bytes()}),
          .goal = {}};
}

}  // namespace
}  // namespace isopel::bench

int main(int, char** argv) {
  using namespace isopel::bench;
  if (!isopel_board_count_is_exact()) {
    std::fprintf(stderr, "isopel-bench: the counter is not exact; under QEMU, set ISOPEL_ICOUNT=1 for run-qemu\n");
    return EXIT_FAILURE;
  }
  fill(src);
  print_context(argv[0]);
  int index = 0;
  for (const Case& one : cases<side>) {
    const Name case_name = name_of(one);
    int arch_index = 0;
    std::uint32_t expected = 0;
    for (const isopel::Arch* arch : isopel::archs()) {
      const Counted result = run(one, case_name, *arch);
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
