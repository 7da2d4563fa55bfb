#include "bench/board/json.hpp"

#include <cstdio>
#include <string>

#include "instructions.h"
#include "isopel/isopel.hpp"

namespace isopel::bench {

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

void print_counted(const Counted& one, int index, int arch_index) {
  const auto number = [](auto value) { return static_cast<unsigned long>(value); };
  std::printf("%s\n    {\n", index + arch_index == 0 ? "" : ",");
  std::printf("      \"name\": \"%s/%s\",\n", one.name, one.arch);
  std::printf("      \"family_index\": %d,\n      \"per_family_instance_index\": %d,\n", index, arch_index);
  std::printf("      \"run_name\": \"%s/%s\",\n", one.name, one.arch);
  std::printf("      \"run_type\": \"iteration\",\n      \"repetitions\": 1,\n      \"repetition_index\": 0,\n");
  std::printf("      \"threads\": 1,\n      \"iterations\": 1,\n");
  std::printf("      \"real_time\": %lu,\n      \"cpu_time\": %lu,\n      \"time_unit\": \"ns\",\n", number(one.count),
              number(one.count));
  std::printf("      \"%s_per_px\": %.4f,\n", isopel_board_count_unit(), one.count / one.pixels);
  std::printf("      \"output_pixels\": %lu,\n      \"scratch_bytes\": %lu,\n", number(one.pixels),
              number(one.scratch_bytes));
  if (one.goal) std::printf("      \"goal\": %.1f,\n", *one.goal);
  std::printf("      \"label\": \"%s %08lx\"\n    }", one.arch, number(one.hash));
}

void print_end() { std::printf("\n  ]\n}\n"); }

}  // namespace isopel::bench
