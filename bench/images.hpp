// Images of the host benchmarks: what they show, and how peers want them laid out.
#ifndef ISOPEL_BENCH_IMAGES_HPP_
#define ISOPEL_BENCH_IMAGES_HPP_

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <span>
#include <vector>

#include "bench/cases.hpp"
#include "bench/peer.h"

namespace isopel::bench {

using Bytes = std::vector<std::uint8_t>;

/// Bytes that begin on a multiple of 64, with some to spare at the end: vector code of peers may read past it.
class Buffer {
 public:
  Buffer() = default;
  explicit Buffer(std::size_t size)
      : data_(static_cast<std::uint8_t*>(std::aligned_alloc(64, (size + 255) / 64 * 64)), std::free), size_(size) {
    if (data_ == nullptr) std::abort();
    std::memset(data_.get(), 0, (size + 255) / 64 * 64);
  }
  std::uint8_t* data() const { return data_.get(); }
  std::size_t size() const { return size_; }
  std::span<std::uint8_t> bytes() const { return {data(), size_}; }

 private:
  std::unique_ptr<std::uint8_t, decltype(&std::free)> data_{nullptr, std::free};
  std::size_t size_ = 0;
};

/// The rows of a packed image as a peer wants them: how many samples of how many bytes, in how many planes.
struct Shape {
  Shape(const Case& one, Size size, const isopel_bench_peer& peer);

  std::size_t rows, pixels, channels, sample;
  bool planar;
  std::ptrdiff_t stride;  ///< of the peer
  std::size_t packed() const { return rows * pixels * channels * sample; }
  std::size_t needed() const { return static_cast<std::size_t>(stride) * rows * (planar ? channels : 1); }
};

/// From packed, interleaved samples to the peer's layout and back.
void arrange(const Shape& shape, std::span<const std::uint8_t> packed, std::uint8_t* peers);
Bytes collect(const Shape& shape, const std::uint8_t* peers);

/// What images show.
enum class Content {
  noise,  ///< every sample is random, from the least to the largest
  /// Tiles of 64x64 pixels, each with random blocks of 1, 2, 4, 8, 16 or 32 pixels, so that something is left of it at
  /// any scale. The contrast is as large as leaves the first pass of the case's filter within the range of the samples:
  /// what libraries lose by clamping there does not show.
  calm,
};
Buffer source_of(const Case& one, Content content);

/// Bytes of a sample, and channels of a pixel, where frames are rows of gray.
std::size_t sample_bytes(const Case& one);
/// The interface's description of a case, for a peer.
isopel_bench_case describe(const Case& one);

}  // namespace isopel::bench

#endif  // ISOPEL_BENCH_IMAGES_HPP_
