// How long plans take, and what a processor can do at most: beside the cases, for the page.
#ifndef ISOPEL_BENCH_PLANS_HPP_
#define ISOPEL_BENCH_PLANS_HPP_

namespace isopel::bench {

/// Registers a benchmark for each of some typical plans: "plan/lanczos3-aa/gray/640x480-to-96x96".
void register_plans();

/// Adds to the context, for bounds: GB/s of reading and writing memory of several sizes ("limit_read_2048_KiB"), and
/// 10^9 multiply-adds a second of 16-bit integers and of floats. Only on x86 with AVX2.
void measure_limits();

}  // namespace isopel::bench

#endif  // ISOPEL_BENCH_PLANS_HPP_
