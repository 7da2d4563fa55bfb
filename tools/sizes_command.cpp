#include <cinttypes>
#include <cstdio>

#include "commands.hpp"
#include "formats.hpp"
#include "rules.hpp"

namespace isopel::tools {

Problem make_spec(const SizesOptions& options, Spec& out) {
  Format format = options.format;
  format.channels = options.channels.value_or(sizes::is_rgb565(format.element) ? 1 : 3);
  return make_spec(options.spec, options.src, format, out);
}

Problem sizes_command(const SizesOptions& options) {
  Spec spec;
  if (Problem problem = make_spec(options, spec)) return problem;
  Message message{};
  Bytes tables;
  if (Problem problem = allocate("the plan", memory_size(spec), tables)) return problem;
  Plan plan;
  const Status status = Plan::make(spec, std::as_writable_bytes(tables.span()), plan, nullptr, &message);
  if (Problem problem = to_problem(status, message)) return problem;

  const Size size = output_size(spec);
  const std::string from = output_format(spec) == spec.format ? "" : " " + format_name(spec.format);
  std::printf("%dx%d%s -> %dx%d %s, %s, block rows %d\n", spec.src.width, spec.src.height, from.c_str(), size.width,
              size.height, format_name(output_format(spec)).c_str(), describe(spec).c_str(), spec.block_rows);
  std::printf("method   %s, %d x %d taps\n", method_name(plan.method()), plan.x_axis().taps, plan.y_axis().taps);
  std::printf("bytes    at most   this plan\n");
  std::printf("tables  %8" PRIu64 "    %8" PRIu64 "\n", memory_size(spec), plan.memory_size());
  std::printf("scratch %8" PRIu64 "    %8" PRIu64 "\n", scratch_size(spec), plan.scratch_size());
  return {};
}

}  // namespace isopel::tools
