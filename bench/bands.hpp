// isopel on several threads: the output in bands, each with its own scratch.
#ifndef ISOPEL_BENCH_BANDS_HPP_
#define ISOPEL_BENCH_BANDS_HPP_

#include <cstdint>
#include <span>

#include "bench/cases.hpp"

namespace isopel::bench {

/// Registers the case on all processors; wall-clock time, with the threads waiting outside of it. "isopel-threads-2".
void register_bands(const Case& one, std::span<const std::uint8_t> src);

}  // namespace isopel::bench

#endif  // ISOPEL_BENCH_BANDS_HPP_
