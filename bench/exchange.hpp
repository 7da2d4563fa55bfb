// Files that let other programs take part: sources of cases, and outputs to be judged. bench/peers.py uses them.
#ifndef ISOPEL_BENCH_EXCHANGE_HPP_
#define ISOPEL_BENCH_EXCHANGE_HPP_

#include <string>
#include <vector>

#include "bench/cases.hpp"

namespace isopel::bench {

/// Writes both images of each case to the folder, packed, and prints a line for each: the case, the bytes of a sample,
/// channels, and the two files.
void write_sources(const std::vector<Case>& cases, const std::string& folder);

/// Reads lines of the file, which are: a case, the name of a peer, 1 if its kernel is Keys' with -3/4 else 0, and the
/// files of its outputs for the two images. Prints a line of JSON for each: hash, class, errors in `rows` rows.
void judge_files(const std::vector<Case>& cases, const std::string& path, int rows);

}  // namespace isopel::bench

#endif  // ISOPEL_BENCH_EXCHANGE_HPP_
