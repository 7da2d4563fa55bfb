// One picture resized by oneTBB's pool.
//
//     threads_tbb IN.ppm [THREADS]
#include <tbb/enumerable_thread_specific.h>
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>

#include <optional>

#include "bands.hpp"

int main(int argc, char** argv) {
  if (argc < 2) return std::fprintf(stderr, "usage: threads_tbb IN.ppm [THREADS]\n"), EXIT_FAILURE;
  std::optional<tbb::global_control> limit;
  if (argc > 2) {
    limit.emplace(tbb::global_control::max_allowed_parallelism,
                  static_cast<std::size_t>(std::max(1, std::atoi(argv[2]))));
  }
  Job job(read_pnm(argv[1]), {640, 480});

  tbb::enumerable_thread_specific<std::vector<std::byte>> scratches([&] { return job.scratch(); });
  tbb::parallel_for(0, job.bands(), [&](std::int32_t band) { job.run_band(band, scratches.local()); });
  report(job);
  return EXIT_SUCCESS;
}
