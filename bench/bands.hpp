// isopel on several threads: the output in bands, each with its own scratch.
#ifndef ISOPEL_BENCH_BANDS_HPP_
#define ISOPEL_BENCH_BANDS_HPP_

#include "bench/cases.hpp"
#include "bench/images.hpp"

namespace isopel::bench {

/// Registers the case on all processors; wall-clock time, with the threads waiting outside of it. "isopel-threads-2".
void register_bands(const Case& one, const Bytes& src);

}  // namespace isopel::bench

#endif  // ISOPEL_BENCH_BANDS_HPP_
