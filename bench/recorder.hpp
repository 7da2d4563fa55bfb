// Writes Google Benchmark's JSON of many short runs as one file, prints a line for each row, and keeps what was
// refused.
#ifndef ISOPEL_BENCH_RECORDER_HPP_
#define ISOPEL_BENCH_RECORDER_HPP_

#include <benchmark/benchmark.h>

#include <fstream>
#include <string>
#include <vector>

#include "bench/trial.hpp"

namespace isopel::bench {

class Recorder : public benchmark::BenchmarkReporter {
 public:
  /// To a file, or nowhere if the name is empty.
  explicit Recorder(const std::string& path);

  bool ReportContext(const Context& context) override;
  void ReportRuns(const std::vector<Run>& runs) override;
  void Finalize() override {}

  /// A row that is not ranked.
  void refuse(const char* case_name, const char* peer, const Verdict& verdict);

  struct Output {
    const char* name;
    const Bytes* bytes;
  };
  /// How far the outputs of one case are apart, each from each. Presets have no such matrix.
  void add_distances(const Case& one, const std::vector<Output>& outputs);

  /// Ends the file, and says what was refused.
  void finish(bool nothing_timed);

 private:
  std::string path_;
  std::ofstream file_;
  benchmark::JSONReporter json_;
  bool began_ = false;
  std::vector<std::string> refused_, distances_;
};

}  // namespace isopel::bench

#endif  // ISOPEL_BENCH_RECORDER_HPP_
