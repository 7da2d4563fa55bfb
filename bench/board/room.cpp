#include "bench/board/room.hpp"

#include <algorithm>
#include <cstdlib>

#include "bench/cases.hpp"

namespace isopel::bench {

Room::Room(std::size_t wanted) {
  constexpr std::size_t step = 512, kept = 2048;
  void* const of_printf = std::malloc(kept);  // so that it finds memory for its buffers
  std::size_t bytes = wanted + line;
  void* memory = std::malloc(bytes);
  while (memory == nullptr && bytes > step) memory = std::malloc(bytes -= step);
  std::free(of_printf);
  if (memory == nullptr) return;

  const std::size_t past = reinterpret_cast<std::uintptr_t>(memory) % line;
  bytes_ = {static_cast<std::uint8_t*>(memory) + (line - past), (bytes - line) / line * line};
}

Images Room::images(const Spec& spec) {
  const std::size_t src_bytes = bytes_of(spec, spec.src), dst_first = size() - whole(spec, spec.dst);
  if (noise_ < src_bytes) {
    fill(bytes_);
    noise_ = size();
  }
  noise_ = std::min(noise_, dst_first);
  const std::span<std::uint8_t> written = bytes_.subspan(dst_first, bytes_of(spec, spec.dst));
  std::fill(written.begin(), written.end(), std::uint8_t{0xA5});
  return {{bytes_.data(), spec.src, static_cast<std::ptrdiff_t>(stride_of(spec, spec.src)), spec.format},
          {written.data(), spec.dst, static_cast<std::ptrdiff_t>(stride_of(spec, spec.dst)), spec.format},
          written};
}

}  // namespace isopel::bench
