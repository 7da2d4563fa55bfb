#include "bench/recorder.hpp"

#include <cstdio>

namespace isopel::bench {
namespace {

/// Without "/process_time" behind its name, which is the same for all.
benchmark::BenchmarkReporter::Run plain(benchmark::BenchmarkReporter::Run run) {
  run.run_name.time_type.clear();
  return run;
}

}  // namespace

Recorder::Recorder(const std::string& path) : path_(path) {
  if (path.empty()) return;
  file_.open(path);
  if (!file_) fail("cannot write %s", path.c_str());
  json_.SetOutputStream(&file_);
  json_.SetErrorStream(&file_);
}

bool Recorder::ReportContext(const Context& context) {
  if (!began_ && file_.is_open()) json_.ReportContext(context);
  began_ = true;
  return true;
}

void Recorder::ReportRuns(const std::vector<Run>& runs) {
  for (const Run& run : runs) {
    if (run.error_occurred) fail("%s: %s", run.benchmark_name().c_str(), run.error_message.c_str());
    if (run.run_type != Run::RT_Aggregate || run.aggregate_name != "median") continue;
    // Of several threads, only real time tells anything.
    const bool real = run.run_name.time_type == "real_time";
    std::printf("%-66s %10.2f us  %s\n", plain(run).run_name.str().c_str(),
                real ? run.GetAdjustedRealTime() : run.GetAdjustedCPUTime(), run.report_label.c_str());
  }
  std::fflush(stdout);
  if (!file_.is_open()) return;
  // Every repetition, no aggregates: medians are for whoever reads.
  std::vector<Run> repetitions;
  for (const Run& run : runs) {
    if (run.run_type != Run::RT_Aggregate) repetitions.push_back(plain(run));
  }
  if (!repetitions.empty()) json_.ReportRuns(repetitions);
}

void Recorder::refuse(const char* case_name, const char* peer, const Verdict& verdict) {
  char text[200];
  std::snprintf(text, sizeof text, "%s %s: %s, off by %.1f, %.1f dB", case_name, peer, name(verdict.which),
                verdict.calm.inside.largest, verdict.calm.inside.psnr);
  refused_.emplace_back(text);
}

void Recorder::add_distances(const Case& one, const std::vector<Output>& outputs) {
  if (one.method.preset != nullptr) return;
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    for (std::size_t j = i + 1; j < outputs.size(); ++j) {
      const Output &left = outputs[i], &right = outputs[j];
      const Error error = errors_between(one, *left.bytes, *right.bytes).all;
      char text[300];
      std::snprintf(text, sizeof text,
                    R"(    {"case": "%s", "one": "%s", "other": "%s", "equal": %s, "largest": %.4f, "psnr": %.2f})",
                    name_of(one).text, left.name, right.name, *left.bytes == *right.bytes ? "true" : "false",
                    error.largest, error.psnr);
      distances_.emplace_back(text);
    }
  }
}

void Recorder::finish(bool nothing_timed) {
  if (file_.is_open() && !nothing_timed) {
    if (!began_) fail("nothing was measured; %s stays empty", path_.c_str());
    file_ << "\n  ],\n  \"distances\": [";
    for (std::size_t i = 0; i < distances_.size(); ++i) file_ << (i == 0 ? "\n" : ",\n") << distances_[i];
    file_ << "\n  ]\n}\n";
    file_.close();
    if (!file_) fail("cannot write %s", path_.c_str());
  }
  std::fprintf(stderr, "%zu rows are not ranked%s\n", refused_.size(), refused_.empty() ? "" : ":");
  for (const std::string& row : refused_) std::fprintf(stderr, "  %s\n", row.c_str());
}

}  // namespace isopel::bench
