// Host benchmarks: one thread, CPU time, the plan made outside the timed loop; and how long plans take.
//
//     isopel-bench [--check] [Google Benchmark's flags]
//
// Before anything is timed, all archs must give the same bytes in every case; --check stops after that.
#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "bench/cases.hpp"
#include "tools/hash.hpp"

namespace isopel::bench {
namespace {

constexpr auto& host_cases = cases<Side::host>;

using Bytes = std::vector<std::uint8_t>;

/// One resize, ready to be repeated: it reads and writes the same buffers each time.
using Work = std::function<void()>;

/// Whom we time. A peer is one more of these; its bytes differ from ours, so it has its own `ours` = false.
struct Contender {
  std::string name;
  bool ours = true;
  std::function<Work(const Case&, const Bytes& src, Bytes& dst)> prepare;
};

[[noreturn]] void fail(const std::string& sentence) {
  std::fprintf(stderr, "isopel-bench: %s\n", sentence.c_str());
  std::exit(EXIT_FAILURE);
}

void check(Status status, const Message& why) {
  if (status != Status::ok) fail(why.text);
}

/// A plan together with the memory that it needs.
struct Resizer {
  Resizer(const Spec& spec, const Arch& arch) : tables(static_cast<std::size_t>(isopel::memory_size(spec))) {
    Message why;
    check(Plan::make(spec, tables, plan, &arch, &why), why);
    scratch.resize(static_cast<std::size_t>(plan.scratch_size()));
  }

  std::vector<std::byte> tables, scratch;
  Plan plan;
};

Contender contender(const Arch& arch) {
  const auto prepare = [&arch](const Case& one, const Bytes& src, Bytes& dst) -> Work {
    const auto resizer = std::make_shared<Resizer>(one.spec(), arch);
    return [resizer, from = one.src(src), to = one.dst(dst)] {
      Message why;
      check(resizer->plan.execute(from, to, resizer->scratch, &why), why);
    };
  };
  return {name(arch), true, prepare};
}

std::vector<Contender> contenders() {
  std::vector<Contender> list;
  for (const Arch* arch : archs()) {
    if (is_available(*arch)) list.push_back(contender(*arch));
  }
  return list;
}

Bytes source_of(const Case& one) {
  Bytes src(one.src_bytes());
  fill(src);
  return src;
}

/// What a contender writes.
Bytes output_of(const Contender& who, const Case& one, const Bytes& src) {
  Bytes dst(one.dst_bytes());
  who.prepare(one, src, dst)();
  return dst;
}

std::string hex(std::uint32_t hash) {
  char text[9];
  std::snprintf(text, sizeof text, "%08x", static_cast<unsigned>(hash));
  return text;
}

/// Ends the program unless all archs give the same bytes.
void compare(const std::vector<Contender>& list) {
  for (const Case& one : host_cases) {
    const Bytes src = source_of(one);
    const Contender* first = nullptr;
    Bytes expected;
    for (const Contender& who : list) {
      if (!who.ours) continue;
      const Bytes output = output_of(who, one, src);
      if (first == nullptr) {
        first = &who;
        expected = output;
      } else if (output != expected) {
        fail(std::string(name_of(one).text) + ": " + first->name + " and " + who.name + " give different bytes, " +
             hex(tools::fnv1a(expected)) + " and " + hex(tools::fnv1a(output)));
      }
    }
  }
}

void run(benchmark::State& state, const Contender& who, const Case& one) {
  const Bytes src = source_of(one);
  Bytes dst(one.dst_bytes());
  const Work work = who.prepare(one, src, dst);
  for ([[maybe_unused]] auto unused : state) {
    work();
    benchmark::ClobberMemory();
  }
  // An inverted rate: seconds of CPU time for one output pixel, which the console shows as ns.
  state.counters["seconds_per_px"] =
      benchmark::Counter(one.dst_pixels(), benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
  state.SetLabel(who.name + " " + hex(tools::fnv1a(dst)));
}

/// Plans of which the time is measured.
struct PlanCase {
  const char* name;
  Spec spec;
};
constexpr Rules lanczos3{.filter = Filter::lanczos3, .antialias = true};
constexpr Rules pillow{
    .filter = Filter::bilinear, .border = Border::renormalize, .antialias = true, .arithmetic = Arithmetic::pillow};
constexpr PlanCase plan_cases[] = {
    {"plan/lanczos3-aa/gray/640x480-to-96x96", {{640, 480}, {96, 96}, gray8, lanczos3}},
    {"plan/lanczos3-aa/rgb/1920x1080-to-224x224", {{1920, 1080}, {224, 224}, rgb8, lanczos3}},
    {"plan/lanczos3-aa/rgb/1280x720-to-427x240", {{1280, 720}, {427, 240}, rgb8, lanczos3}},  // no weights repeat
    {"plan/bilinear/gray/320x240-to-96x96", {{320, 240}, {96, 96}, gray8}},
    {"plan/catmull-rom/rgb/1920x1080-to-1280x720", {{1920, 1080}, {1280, 720}, rgb8, {Filter::catmull_rom}}},
    {"plan/pillow-bilinear/rgb/640x480-to-224x224", {{640, 480}, {224, 224}, rgb8, pillow}},
    {"plan/opencv-4-linear/rgb/640x480-to-224x224", {{640, 480}, {224, 224}, rgb8, {.arithmetic = Arithmetic::opencv}}},
};

void time_plan(benchmark::State& state, const Spec& spec) {
  std::vector<std::byte> tables(static_cast<std::size_t>(isopel::memory_size(spec)));
  for ([[maybe_unused]] auto unused : state) {
    Message why;
    Plan plan;
    check(Plan::make(spec, tables, plan, nullptr, &why), why);
    benchmark::ClobberMemory();
  }
}

std::string processor() {
  std::ifstream file("/proc/cpuinfo");
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("model name")) return line.substr(line.find(':') + 2);
  }
  return "unknown";
}

void describe() {
  benchmark::AddCustomContext("isopel_version", ISOPEL_VERSION);
  benchmark::AddCustomContext("isopel_contract", std::to_string(ISOPEL_CONTRACT));
  benchmark::AddCustomContext("cpu", processor());
  benchmark::AddCustomContext("compiler", ISOPEL_BENCH_COMPILER);
  benchmark::AddCustomContext("flags", ISOPEL_BENCH_FLAGS);
  benchmark::AddCustomContext("unit", "ns/px");
  benchmark::AddCustomContext("measured", "CPU time of one thread; the plan is made outside");
  benchmark::AddCustomContext("note",
                              "Debian's Google Benchmark is a debug build; that costs some ns for each execution, "
                              "isopel itself is built with the flags above");
}

}  // namespace
}  // namespace isopel::bench

int main(int argc, char** argv) {
  using namespace isopel::bench;
  // Repetitions of all benchmarks in random order: a slow spell of the machine then hits them all alike. Flags of the
  // user come later and win.
  std::vector<std::string> arguments{argv[0], "--benchmark_enable_random_interleaving=true",
                                     "--benchmark_repetitions=5", "--benchmark_min_time=0.02",
                                     "--benchmark_display_aggregates_only=true"};
  bool check_only = false;
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "--check") == 0) {
      check_only = true;
    } else {
      arguments.emplace_back(argv[i]);
    }
  }

  const std::vector<Contender> list = contenders();
  compare(list);
  if (check_only) {
    std::printf("%zu cases, %zu archs: all bytes equal\n", host_cases.size(), list.size());
    return EXIT_SUCCESS;
  }

  std::vector<char*> pointers;
  for (std::string& argument : arguments) pointers.push_back(argument.data());
  int count = static_cast<int>(pointers.size());
  benchmark::Initialize(&count, pointers.data());
  if (benchmark::ReportUnrecognizedArguments(count, pointers.data())) return EXIT_FAILURE;
  describe();
  for (const Case& one : host_cases) {
    for (const Contender& who : list) {
      const std::string name = std::string(name_of(one).text) + "/" + who.name;
      benchmark::RegisterBenchmark(name.c_str(), [&who, &one](benchmark::State& state) {
        run(state, who, one);
      })->Unit(benchmark::kMicrosecond);
    }
  }
  for (const PlanCase& one : plan_cases) {
    benchmark::RegisterBenchmark(one.name, [&one](benchmark::State& state) {
      time_plan(state, one.spec);
    })->Unit(benchmark::kMicrosecond);
  }
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return EXIT_SUCCESS;
}
