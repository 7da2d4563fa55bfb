// Board benchmarks: instructions under QEMU, cycles on silicon (toolchains/board/instructions.h says how).
//
// Prints Google Benchmark's JSON, so that its compare.py and our report.py read it; "times" are counts, one count
// written as one nanosecond. A deterministic count needs no repetition.
#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <string>

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

struct Result {
  std::uint32_t count;
  std::uint32_t hash;
};

Result run(const Case& one, const Arch& arch) {
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
  return {count, tools::fnv1a({dst, one.dst_bytes()})};
}

void print_context(const char* program) {
  std::printf("{\n  \"context\": {\n    \"executable\": \"%s\",\n    \"num_cpus\": 1,\n", program);
  std::printf("    \"library_build_type\": \"release\",\n");
  std::printf("    \"isopel_version\": \"%s\",\n    \"isopel_contract\": \"%d\",\n", ISOPEL_VERSION, ISOPEL_CONTRACT);
  std::printf("    \"cpu\": \"%s\",\n", ISOPEL_BENCH_BOARD);
  std::printf("    \"compiler\": \"%s\",\n    \"flags\": \"%s\",\n", ISOPEL_BENCH_COMPILER, ISOPEL_BENCH_FLAGS);
  const char* unit = isopel_board_count_unit();
  std::printf("    \"unit\": \"%s/px\",\n", unit);
  std::printf("    \"measured\": \"%s; the plan is made outside; one %.*s is written as one ns\"\n", unit,
              static_cast<int>(std::char_traits<char>::length(unit)) - 1, unit);
  std::printf("  },\n  \"benchmarks\": [");
}

void print_result(const Case& one, const Arch& arch, Result result, int index, int arch_index) {
  const char* arch_name = name(arch);
  const Name case_name = name_of(one);
  const auto count = static_cast<unsigned long>(result.count);
  std::printf("%s\n    {\n", index + arch_index == 0 ? "" : ",");
  std::printf("      \"name\": \"%s/%s\",\n", case_name.text, arch_name);
  std::printf("      \"family_index\": %d,\n      \"per_family_instance_index\": %d,\n", index, arch_index);
  std::printf("      \"run_name\": \"%s/%s\",\n", case_name.text, arch_name);
  std::printf("      \"run_type\": \"iteration\",\n      \"repetitions\": 1,\n      \"repetition_index\": 0,\n");
  std::printf("      \"threads\": 1,\n      \"iterations\": 1,\n");
  std::printf("      \"real_time\": %lu,\n      \"cpu_time\": %lu,\n      \"time_unit\": \"ns\",\n", count, count);
  std::printf("      \"%s_per_px\": %.4f,\n", isopel_board_count_unit(), result.count / one.dst_pixels());
  std::printf("      \"label\": \"%s %08lx\"\n    }", arch_name, static_cast<unsigned long>(result.hash));
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
    int arch_index = 0;
    std::uint32_t expected = 0;
    for (const isopel::Arch* arch : isopel::archs()) {
      const Result result = run(one, *arch);
      if (arch_index == 0) expected = result.hash;
      if (result.hash != expected) {
        std::fprintf(stderr, "isopel-bench: %s: %s and %s give different bytes\n", name_of(one).text,
                     isopel::name(*isopel::archs()[0]), isopel::name(*arch));
        return EXIT_FAILURE;
      }
      print_result(one, *arch, result, index, arch_index++);
    }
    ++index;
  }
  std::printf("\n  ]\n}\n");
  return EXIT_SUCCESS;
}
