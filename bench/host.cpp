// Host benchmarks: isopel beside other libraries, one thread, CPU time, plans made outside the timed loop.
//
//     isopel-bench [option...] [Google Benchmark's flags]
//
// --help lists the options. Before anything is timed, outputs are compared with the exact answer, and each peer gets a
// class; bench/classes.hpp has the limits.
#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "bench/bands.hpp"
#include "bench/cases.hpp"
#include "bench/exchange.hpp"
#include "bench/options.hpp"
#include "bench/peer_list.hpp"
#include "bench/plans.hpp"
#include "bench/recorder.hpp"
#include "bench/trial.hpp"

namespace isopel::bench {
namespace {

std::vector<Case> host_cases(const std::string& pattern) {
  std::vector<Case> list;
  for (const Side side : {Side::host, Side::sweep}) {
    for_each_case(side, [&](const Case& one) {
      if (matches(name_of(one).text, pattern)) list.push_back(one);
    });
  }
  return list;
}

std::string hex(std::uint32_t hash) {
  char text[9];
  std::snprintf(text, sizeof text, "%08x", static_cast<unsigned>(hash));
  return text;
}

/// Ends the program unless all archs give the same bytes in the small cases.
void check_archs(const Peers& all, const Options& options) {
  std::size_t count = 0, archs = 0;
  for (const Case& one : host_cases(options.cases)) {
    if (one.dst_pixels() > 320'000 || one.src_bytes() > 2'000'000) continue;
    const Buffer src = source_of(one, Content::noise);
    Bytes expected;
    archs = 0;
    for (const isopel_bench_peer* peer : all) {
      if (!is_rung(*peer)) continue;
      Trial trial(*peer, one, src.bytes());
      trial.run();
      const Bytes output = trial.output();
      if (archs++ == 0) expected = output;
      if (output != expected) fail("%s: %s gives other bytes than the best arch", name_of(one).text, peer->name);
    }
    ++count;
  }
  std::printf("%zu cases, %zu archs: all bytes equal\n", count, archs);
}

/// A contender of a case that has been looked at.
struct Entry {
  const isopel_bench_peer* peer;
  Verdict verdict;
  std::unique_ptr<Trial> trial;
};

void print_row(const Case& one, const Entry& entry) {
  const Verdict& v = entry.verdict;
  std::printf("%-48s %-18s %s %-15s largest %8.3f psnr %6.2f | calm inside: largest %8.3f bias %+7.3f psnr %6.2f\n",
              name_of(one).text, entry.peer->name, hex(v.hash).c_str(), name(v.which), v.noise.all.largest,
              v.noise.all.psnr, v.calm.inside.largest, v.calm.inside.bias, v.calm.inside.psnr);
}

void set_counters(benchmark::State& state, const Case& one, const Entry& entry) {
  using benchmark::Counter;
  const Verdict& verdict = entry.verdict;
  // An inverted rate: seconds of CPU time for one output pixel, which the console shows as ns.
  state.counters["seconds_per_px"] = Counter(one.dst_pixels(), Counter::kIsIterationInvariantRate | Counter::kInvert);
  state.counters["largest"] = verdict.noise.all.largest;
  state.counters["psnr"] = verdict.noise.all.psnr;
  state.counters["calm_largest"] = verdict.calm.inside.largest;
  state.counters["calm_bias"] = verdict.calm.inside.bias;
  state.counters["calm_psnr"] = verdict.calm.inside.psnr;
  state.SetLabel(std::string(entry.peer->name) + " " + hex(verdict.hash) + " " + name(verdict.which));
}

/// Registers the benchmark of an entry, with its plan inside or outside.
void add(const Case& one, const Entry& entry, bool with_plan) {
  const std::string title = std::string(name_of(one).text) + (with_plan ? "+plan/" : "/") + entry.peer->name;
  const auto body = [with_plan, &entry, &one](benchmark::State& state) {
    Trial& trial = *entry.trial;
    with_plan ? trial.run_with_plan() : trial.run();  // caches and branch predictors have seen it before
    for ([[maybe_unused]] auto unused : state) {
      with_plan ? trial.run_with_plan() : trial.run();
      benchmark::ClobberMemory();
    }
    set_counters(state, one, entry);
  };
  benchmark::RegisterBenchmark(title.c_str(), body)->Unit(benchmark::kMicrosecond)->MeasureProcessCPUTime();
}

void measure(const Case& one, const Options& options, const Peers& peers, Recorder& recorder) {
  Judge judge(one, options.rows);
  std::vector<Entry> entries;
  for (const isopel_bench_peer* peer : peers) {
    entries.push_back({peer, judge.verdict(*peer), nullptr});
    const Entry& entry = entries.back();
    if (options.judge_only) print_row(one, entry);
    if (entry.verdict.which >= Class::coarse) recorder.refuse(name_of(one).text, peer->name, entry.verdict);
  }
  if (options.judge_only) return;
  std::vector<Recorder::Output> outputs;
  for (const Entry& entry : entries) {
    if (!is_rung(*entry.peer)) outputs.push_back({entry.peer->name, &entry.verdict.output});
  }
  recorder.add_distances(one, outputs);

  benchmark::ClearRegisteredBenchmarks();
  const bool with_plan = matches(name_of(one).text, options.with_plan);
  for (Entry& entry : entries) {
    entry.trial = std::make_unique<Trial>(*entry.peer, one, judge.noise());
    add(one, entry, false);
    if (with_plan) add(one, entry, true);
  }
  if (matches(name_of(one).text, options.threads) && !one.pixels.nv12) register_bands(one, judge.noise());
  // One case at a time, so that those who are compared are measured within the same second.
  benchmark::RunSpecifiedBenchmarks(&recorder);
}

std::string processor() {
  std::ifstream file("/proc/cpuinfo");
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("model name")) return line.substr(line.find(':') + 2);
  }
  return "unknown";
}

/// The limits of classes in words, for the page.
std::string limits_text() {
  const Limits u8 = limits_of(Element::u8), other = limits_of(Element::u16);
  char text[300];
  std::snprintf(
      text, sizeof text,
      "like-for-like: largest error at most %.1f and mean error within %.2f levels (u8), %.0f and %.0f steps of "
      "1/65535 (u16, f32); coarse: largest error at most %.0f levels and at least %.0f dB; else other semantics",
      u8.alike_largest, u8.alike_bias, other.alike_largest, other.alike_bias, u8.coarse_largest, u8.coarse_psnr);
  return text;
}

void describe_run(const Peers& peers, const Options& options) {
  using benchmark::AddCustomContext;
  AddCustomContext("isopel_version", ISOPEL_VERSION);
  AddCustomContext("isopel_contract", std::to_string(ISOPEL_CONTRACT));
  AddCustomContext("cpu", processor());
  AddCustomContext("compiler", ISOPEL_BENCH_COMPILER);
  AddCustomContext("flags", ISOPEL_BENCH_FLAGS);
  AddCustomContext("unit", "ns/px");
  AddCustomContext("measured", "CPU time of one thread; plans are made outside");
  AddCustomContext("arch_limit", options.arch.empty() ? "none" : options.arch);
  const Arch* const best = best_arch();
  AddCustomContext("arch", best == nullptr ? "none" : name(*best));
  AddCustomContext("class_limits", limits_text());
  AddCustomContext("error_rows", std::to_string(options.rows));
  AddCustomContext("note",
                   "Debian's Google Benchmark is a debug build; that costs some ns for each execution, "
                   "isopel itself is built with the flags above");
  for (const isopel_bench_peer* peer : peers) {
    if (is_rung(*peer)) continue;
    AddCustomContext(std::string("peer_") + peer->name,
                     std::string(peer->version) + (peer->note == nullptr ? "" : std::string("; ") + peer->note));
  }
}

void print_list(const Peers& peers) {
  for (const isopel_bench_peer* peer : peers) {
    std::printf("%-18s %s%s%s\n", peer->name, peer->version, peer->note == nullptr ? "" : "; ",
                peer->note == nullptr ? "" : peer->note);
  }
}

int run(const Options& options) {
  const Peers all = all_peers(options);
  if (options.list) {
    print_list(all);
    return EXIT_SUCCESS;
  }
  if (options.check) {
    check_archs(all, options);
    return EXIT_SUCCESS;
  }
  const std::vector<Case> chosen = host_cases(options.cases);
  if (chosen.empty()) fail("no case matches %s", options.cases.c_str());
  if (options.list_cases) {
    for (const Case& one : chosen) std::puts(name_of(one).text);
    return EXIT_SUCCESS;
  }
  if (!options.write_sources.empty() || !options.judge_files.empty()) {
    if (!options.write_sources.empty()) write_sources(chosen, options.write_sources);
    if (!options.judge_files.empty()) judge_files(chosen, options.judge_files, options.rows);
    return EXIT_SUCCESS;
  }
  describe_run(all, options);
  if (options.limits) measure_limits();
  Recorder recorder(options.out);
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    if (!options.judge_only) std::fprintf(stderr, "[%zu/%zu] %s\n", i + 1, chosen.size(), name_of(chosen[i]).text);
    measure(chosen[i], options, contenders(all, chosen[i], options), recorder);
  }
  if (options.plans) {
    benchmark::ClearRegisteredBenchmarks();
    register_plans();
    benchmark::RunSpecifiedBenchmarks(&recorder);
  }
  recorder.finish(options.judge_only);
  return EXIT_SUCCESS;
}

}  // namespace
}  // namespace isopel::bench

int main(int argc, char** argv) {
  using namespace isopel::bench;
  const Options options = read_options(argc, argv);
  // Repetitions of all peers in random order: a slow spell of the machine then hits them all alike. Flags of the user
  // come later and win.
  std::vector<std::string> arguments{argv[0], "--benchmark_enable_random_interleaving=true",
                                     "--benchmark_repetitions=7", "--benchmark_min_time=0.01"};
  arguments.insert(arguments.end(), options.rest.begin(), options.rest.end());
  std::vector<char*> pointers;
  for (std::string& argument : arguments) pointers.push_back(argument.data());
  int count = static_cast<int>(pointers.size());
  benchmark::Initialize(&count, pointers.data());
  if (benchmark::ReportUnrecognizedArguments(count, pointers.data())) return EXIT_FAILURE;
  const int result = run(options);
  benchmark::Shutdown();
  return result;
}
