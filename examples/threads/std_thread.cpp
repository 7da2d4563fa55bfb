// One picture resized by several threads of the standard library.
//
//     threads_std IN.ppm [THREADS]
#include <atomic>
#include <thread>

#include "bands.hpp"

int main(int argc, char** argv) {
  if (argc < 2) return std::fprintf(stderr, "usage: threads_std IN.ppm [THREADS]\n"), EXIT_FAILURE;
  const unsigned threads = argc > 2 ? static_cast<unsigned>(std::atoi(argv[2])) : std::thread::hardware_concurrency();
  Job job(read_pnm(argv[1]), {640, 480});

  std::atomic<std::int32_t> next = 0;
  const auto work = [&] {
    std::vector<std::byte> scratch = job.scratch();
    for (std::int32_t band = next++; band < job.bands(); band = next++) job.run_band(band, scratch);
  };
  {
    std::vector<std::jthread> helpers;
    for (unsigned i = 1; i < threads; ++i) helpers.emplace_back(work);
    work();  // this thread is one of them
  }  // and waits for the others
  report(job);
  return EXIT_SUCCESS;
}
