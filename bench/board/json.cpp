#include "bench/board/json.hpp"

#include <cstdio>
#include <string_view>

#include "instructions.h"
#include "isopel/isopel.hpp"

#ifdef ISOPEL_BENCH_CHIP
extern "C" char itcm_start[], itcm_end[], flash_kernels_start[], flash_kernels_end[];  // toolchains/boards/silicon.ld
#endif

namespace isopel::bench {
namespace {

template <class Value>
unsigned long number(Value value) {
  return static_cast<unsigned long>(value);
}

/// "instruction"
std::string_view one_unit() {
  const std::string_view unit = isopel_board_count_unit();
  return unit.substr(0, unit.size() - 1);
}

void print_how_it_is_measured() {
  const std::string_view one = one_unit();
  std::printf("    \"measured\": \"%s; the plan is made outside; ", isopel_board_count_unit());
  if (executions > 1) {
    std::printf(
        "the median of %d executions behind a first one, which finds in caches what came before it and is in "
        "first_%s; ",
        executions - 1, isopel_board_count_unit());
  }
  std::printf("one %.*s is written as one ns\"", static_cast<int>(one.size()), one.data());
}

}  // namespace

void print_context(const char* program, [[maybe_unused]] std::size_t image_bytes) {
  std::printf("{\n  \"context\": {\n    \"executable\": \"%s\",\n    \"num_cpus\": 1,\n", program);
  std::printf("    \"library_build_type\": \"release\",\n");
  std::printf("    \"isopel_version\": \"%s\",\n    \"isopel_contract\": \"%d\",\n", ISOPEL_VERSION, ISOPEL_CONTRACT);
  std::printf("    \"cpu\": \"%s\",\n", ISOPEL_BENCH_BOARD);
  std::printf("    \"compiler\": \"%s\",\n    \"flags\": \"%s\",\n", ISOPEL_BENCH_COMPILER, ISOPEL_BENCH_FLAGS);
#ifdef ISOPEL_BENCH_CHIP
  std::printf("    \"memory\": \"of the arch's kernels %lu bytes in ITCM and %lu in flash; ",
              number(itcm_end - itcm_start), number(flash_kernels_end - flash_kernels_start));
  std::printf("tables and scratch in DTCM, images in %lu bytes of RAM, all else in flash\",\n", number(image_bytes));
#endif
  std::printf("    \"unit\": \"%s/px\",\n", isopel_board_count_unit());
  print_how_it_is_measured();
}

void print_left_out(const char* name, std::size_t needed_bytes, int index) {
  std::printf("%s\n      \"%s: ", index == 0 ? ",\n    \"left_out\": [" : ",", name);
  if (needed_bytes == 0) {
    std::printf("not in the library\"");
  } else {
    std::printf("its images take %lu bytes\"", number(needed_bytes));
  }
}

void print_context_end(int left_out) { std::printf("%s\n  },\n  \"benchmarks\": [", left_out == 0 ? "" : "\n    ]"); }

void print_counted(const Counted& one, int index, int arch_index) {
  const char* const unit = isopel_board_count_unit();
  const std::uint32_t count = one.count.usual;
  std::printf("%s\n    {\n", index + arch_index == 0 ? "" : ",");
  std::printf("      \"name\": \"%s/%s\",\n", one.name, one.arch);
  std::printf("      \"family_index\": %d,\n      \"per_family_instance_index\": %d,\n", index, arch_index);
  std::printf("      \"run_name\": \"%s/%s\",\n", one.name, one.arch);
  std::printf("      \"run_type\": \"iteration\",\n      \"repetitions\": 1,\n      \"repetition_index\": 0,\n");
  std::printf("      \"threads\": 1,\n      \"iterations\": 1,\n");
  std::printf("      \"real_time\": %lu,\n      \"cpu_time\": %lu,\n      \"time_unit\": \"ns\",\n", number(count),
              number(count));
  if (executions > 1) std::printf("      \"first_%s\": %lu,\n", unit, number(one.count.first));
  const auto per_px = (std::uint64_t{count} * 10000 + one.pixels / 2) / one.pixels;
  std::printf("      \"%s_per_px\": %lu.%04lu,\n", unit, number(per_px / 10000), number(per_px % 10000));
  std::printf("      \"output_pixels\": %lu,\n      \"scratch_bytes\": %lu,\n", number(one.pixels),
              number(one.scratch_bytes));
  if (one.goal) {
    const auto tenths = static_cast<std::uint32_t>(*one.goal * 10 + 0.5);
    std::printf("      \"goal\": %lu.%lu,\n", number(tenths / 10), number(tenths % 10));
  }
  std::printf("      \"label\": \"%s %08lx\"\n    }", one.arch, number(one.hash));
}

void print_end() { std::printf("\n  ]\n}\n"); }

}  // namespace isopel::bench
