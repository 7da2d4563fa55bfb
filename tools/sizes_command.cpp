#include <cinttypes>
#include <cstdio>

#include "commands.hpp"
#include "rules.hpp"

namespace isopel::tools {

Problem sizes_command(const SizesOptions& options) {
  Spec spec{.src = options.src,
            .dst = {},
            .format = {Element::u8, options.channels},
            .rules = options.rules,
            .block_rows = options.block_rows};
  if (Problem problem = resolve(options.dst, spec.src, spec.dst)) return problem;
  Message message{};
  if (Problem problem = to_problem(check(spec, &message), message)) return problem;
  Bytes tables;
  if (Problem problem = allocate("the plan", memory_size(spec), tables)) return problem;
  Plan plan;
  const Status status = Plan::make(spec, std::as_writable_bytes(tables.span()), plan, nullptr, &message);
  if (Problem problem = to_problem(status, message)) return problem;

  std::printf("%dx%d -> %dx%d %s, %s, block rows %d\n", spec.src.width, spec.src.height, spec.dst.width,
              spec.dst.height, format_name(options.channels), describe(spec.rules).c_str(), spec.block_rows);
  std::printf("method   %s, %d x %d taps\n", method_name(plan.method()), plan.x_axis().taps, plan.y_axis().taps);
  std::printf("bytes    at most   this plan\n");
  std::printf("tables  %8" PRIu64 "    %8" PRIu64 "\n", memory_size(spec), plan.memory_size());
  std::printf("scratch %8" PRIu64 "    %8" PRIu64 "\n", scratch_size(spec), plan.scratch_size());
  return {};
}

}  // namespace isopel::tools
