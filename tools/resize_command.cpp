#include <algorithm>
#include <cstdio>
#include <ctime>

#include "commands.hpp"
#include "hash.hpp"
#include "rules.hpp"

namespace isopel::tools {
namespace {

std::span<std::byte> as_bytes(const Bytes& bytes) { return std::as_writable_bytes(bytes.span()); }

/// A plan with the memory that it needs.
struct ReadyPlan {
  Plan plan;
  Bytes tables, scratch;
};

Problem make_plan(const Spec& spec, const Arch* arch, ReadyPlan& out) {
  Message message{};
  if (arch != nullptr && !is_available(*arch)) {
    return std::string("the arch ") + name(*arch) + " is in this build, but this processor cannot run it";
  }
  if (Problem problem = to_problem(check(spec, &message), message)) return problem;
  if (Problem problem = allocate("the plan", memory_size(spec), out.tables)) return problem;
  const Status status = Plan::make(spec, as_bytes(out.tables), out.plan, arch, &message);
  if (Problem problem = to_problem(status, message)) return problem;
  return allocate("the scratch memory", out.plan.scratch_size(), out.scratch);
}

/// Runs the plan `repeat` times and prints the median time per output pixel. Short runs are measured several at a time.
Problem measure(const ReadyPlan& ready, const Picture& src, const Picture& dst, int repeat) {
  constexpr double shortest = 0.005;  // seconds; the clock ticks every microsecond
  Status status = Status::ok;
  const auto seconds = [&](int runs) {
    const std::clock_t start = std::clock();
    for (int i = 0; i < runs && status == Status::ok; ++i) {
      status = ready.plan.execute(src.view(), dst.view(), as_bytes(ready.scratch));
    }
    return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  };
  int runs = 1;
  while (seconds(runs) < shortest && runs < (1 << 24)) runs *= 2;
  std::vector<double> times;
  for (int i = 0; i < repeat; ++i) times.push_back(seconds(runs) / runs);
  if (status != Status::ok) return message(status);
  std::sort(times.begin(), times.end());
  const double pixels = static_cast<double>(dst.size.width) * dst.size.height;
  const auto per_pixel = [&](double time) { return time * 1e9 / pixels; };
  std::fprintf(stderr, "%.3f ns per output pixel (CPU time, one thread; median of %d, best %.3f)\n",
               per_pixel(times[times.size() / 2]), repeat, per_pixel(times.front()));
  return {};
}

}  // namespace

Problem resize_command(const ResizeOptions& options) {
  Picture src, dst;
  FileType type{};
  // What can be wrong with the output's name is found before any work.
  std::optional<FileType> out_type = options.format;
  if (!out_type && options.out != "-") {
    if (Problem problem = file_type_of(options.out, out_type.emplace())) return problem;
  }
  if (Problem problem = read_picture(options.in, src, type)) return problem;
  if (!out_type) out_type = type;
  if (Problem problem = check_file_type(*out_type, src.channels)) return options.out + ": " + *problem;

  Spec spec{
      .src = src.size, .dst = {}, .format = src.format(), .rules = options.rules, .block_rows = options.block_rows};
  if (Problem problem = resolve(options.geometry, src.size, spec.dst)) return problem;
  if (Problem problem = make_picture(static_cast<std::uint64_t>(spec.dst.width),
                                     static_cast<std::uint64_t>(spec.dst.height), src.channels, dst)) {
    return problem;
  }
  ReadyPlan ready;
  if (Problem problem = make_plan(spec, options.arch, ready)) return problem;
  Message message{};
  const Status status = ready.plan.execute(src.view(), dst.view(), as_bytes(ready.scratch), &message);
  if (Problem problem = to_problem(status, message)) return problem;

  if (options.verbose) {
    std::fprintf(stderr, "in    %s  %s\nrules %s\nplan  arch %s; %s\nout   %s  %s  hash %08x\n", options.in.c_str(),
                 describe(src).c_str(), describe(options.rules).c_str(), name(*ready.plan.arch()),
                 describe(ready.plan).c_str(), options.out.c_str(), describe(dst).c_str(), fnv1a(dst.pixels.span()));
  }
  if (options.repeat > 0) {
    if (Problem problem = measure(ready, src, dst, options.repeat)) return problem;
  }
  return write_picture(options.out, *out_type, dst, options.quality);
}

}  // namespace isopel::tools
