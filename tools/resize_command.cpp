#include <algorithm>
#include <cstdio>
#include <ctime>

#include "commands.hpp"
#include "hash.hpp"
#include "rules.hpp"

namespace isopel::tools {
namespace {

std::span<std::byte> as_bytes(const Bytes& bytes) { return std::as_writable_bytes(bytes.span()); }

/// One resize: a plan with the memory that it needs, and its output.
struct Step {
  Plan plan;
  Bytes tables, scratch;
  Picture dst;
};

Problem make_step(const Spec& spec, const Arch* arch, Step& out) {
  Message message{};
  if (arch != nullptr && !is_available(*arch)) {
    return std::string("the arch ") + name(*arch) + " is in this build, but this processor cannot run it";
  }
  const Size size = output_size(spec);
  if (Problem problem = make_picture(static_cast<std::uint64_t>(size.width), static_cast<std::uint64_t>(size.height),
                                     output_format(spec), out.dst)) {
    return problem;
  }
  if (spec.rules.border == Border::undefined) std::ranges::fill(out.dst.pixels.span(), std::uint8_t{0});
  if (Problem problem = allocate("the plan", memory_size(spec), out.tables)) return problem;
  const Status status = Plan::make(spec, as_bytes(out.tables), out.plan, arch, &message);
  if (Problem problem = to_problem(status, message)) return problem;
  return allocate("the scratch memory", out.plan.scratch_size(), out.scratch);
}

/// The specs that the options ask for: one, or Pillow's two.
Problem make_specs(const ResizeOptions& options, const Picture& src, std::vector<Spec>& out) {
  Spec spec;
  if (Problem problem = make_spec(options.spec, src.size, src.format, spec)) return problem;
  out = {spec};
  if (!options.gap) return {};
  Message message{};
  ReducingGap both;
  const Status status = reducing_gap(spec, *options.gap, both, &message);
  if (both.reduces) out = {both.reduce, both.resize};
  return to_problem(status, message);
}

/// Each step takes the output of the one before it.
Status run(const std::vector<Step>& steps, const Picture& src, Message* message = nullptr) {
  const Picture* from = &src;
  for (const Step& step : steps) {
    const Status status = step.plan.execute(from->view(), step.dst.view(), as_bytes(step.scratch), message);
    if (status != Status::ok) return status;
    from = &step.dst;
  }
  return Status::ok;
}

/// Runs the steps `repeat` times and prints the median time per output pixel. Short runs are measured several at a
/// time.
Problem measure(const std::vector<Step>& steps, const Picture& src, int repeat) {
  constexpr double shortest = 0.005;  // seconds; the clock ticks every microsecond
  Status status = Status::ok;
  const auto seconds = [&](int runs) {
    const std::clock_t start = std::clock();
    for (int i = 0; i < runs && status == Status::ok; ++i) status = run(steps, src);
    return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  };
  int runs = 1;
  while (seconds(runs) < shortest && runs < (1 << 24)) runs *= 2;
  std::vector<double> times;
  for (int i = 0; i < repeat; ++i) times.push_back(seconds(runs) / runs);
  if (status != Status::ok) return message(status);
  std::sort(times.begin(), times.end());
  const Size size = steps.back().dst.size;
  const double pixels = static_cast<double>(size.width) * size.height;
  const auto per_pixel = [&](double time) { return time * 1e9 / pixels; };
  std::fprintf(stderr, "%.3f ns per output pixel (CPU time, one thread; median of %d, best %.3f)\n",
               per_pixel(times[times.size() / 2]), repeat, per_pixel(times.front()));
  return {};
}

}  // namespace

Problem resize_command(const ResizeOptions& options) {
  Picture src;
  FileType type{};
  // What can be wrong with the output's name is found before any work.
  std::optional<FileType> out_type = options.format;
  if (!out_type && options.out != "-") {
    if (Problem problem = file_type_of(options.out, out_type.emplace())) return problem;
  }
  if (Problem problem = read_picture(options.in, src, type)) return problem;
  if (!out_type) out_type = type;

  std::vector<Spec> specs;
  if (Problem problem = make_specs(options, src, specs)) return problem;
  if (Problem problem = check_file_type(*out_type, output_format(specs.back()))) return options.out + ": " + *problem;
  std::vector<Step> steps(specs.size());
  for (std::size_t i = 0; i < specs.size(); ++i) {
    if (Problem problem = make_step(specs[i], options.arch, steps[i])) return problem;
  }
  Message message{};
  if (Problem problem = to_problem(run(steps, src, &message), message)) return problem;
  const Picture& dst = steps.back().dst;

  if (options.verbose) {
    std::fprintf(stderr, "in    %s  %s\n", options.in.c_str(), describe(src).c_str());
    for (const Step& step : steps) {
      std::fprintf(stderr, "rules %s\nplan  arch %s; %s\n", describe(step.plan.spec()).c_str(), name(*step.plan.arch()),
                   describe(step.plan).c_str());
    }
    std::fprintf(stderr, "out   %s  %s  hash %08x\n", options.out.c_str(), describe(dst).c_str(),
                 fnv1a(dst.pixels.span()));
  }
  if (options.repeat > 0) {
    if (Problem problem = measure(steps, src, options.repeat)) return problem;
  }
  return write_picture(options.out, *out_type, dst, options.quality);
}

}  // namespace isopel::tools
