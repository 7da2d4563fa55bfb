// The command line of isopel-bench.
#ifndef ISOPEL_BENCH_OPTIONS_HPP_
#define ISOPEL_BENCH_OPTIONS_HPP_

#include <string>
#include <vector>

namespace isopel::bench {

struct Options {
  bool check = false, list = false, list_cases = false, judge_only = false, plans = false, limits = false;
  std::string cases = ".*", peers = ".*", ladder = "", with_plan = "", threads = "";  ///< patterns; empty: none
  std::string arch, out, write_sources, judge_files;
  int rows = 64;
  std::vector<std::string> objects;
  std::vector<std::string> rest;  ///< Google Benchmark's flags
};

/// Ends the program after --help.
Options read_options(int argc, char** argv);

/// Whether the whole name is matched.
bool matches(const std::string& name, const std::string& pattern);

}  // namespace isopel::bench

#endif  // ISOPEL_BENCH_OPTIONS_HPP_
