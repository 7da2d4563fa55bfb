// What every fuzzer is: a function of bytes that returns, or ends the process.
#ifndef ISOPEL_TESTS_FUZZ_FUZZER_HPP_
#define ISOPEL_TESTS_FUZZ_FUZZER_HPP_

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <span>
#include <string>

namespace isopel::fuzz {

/// Of the one fuzzer in this program.
void try_bytes(std::span<const std::uint8_t> bytes);

/// Ends the process with the sentence; an empty one means that all is well.
inline void expect(const std::string& problem) {
  if (problem.empty()) return;
  std::fprintf(stderr, "%s\n", problem.c_str());
  std::abort();
}
inline void expect(bool good, const std::string& problem) {
  if (!good) expect(problem);
}

}  // namespace isopel::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  isopel::fuzz::try_bytes({data, size});
  return 0;
}

#endif  // ISOPEL_TESTS_FUZZ_FUZZER_HPP_
