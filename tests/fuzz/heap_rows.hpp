// Images in heap blocks of exactly their size, so that the address sanitizer sees every step outside.
#ifndef ISOPEL_TESTS_FUZZ_HEAP_ROWS_HPP_
#define ISOPEL_TESTS_FUZZ_HEAP_ROWS_HPP_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <vector>

namespace isopel::fuzz {

inline constexpr std::uint8_t guard = 0xa5;

/// Memory whose last byte is the last of its heap block; `front` bytes before it choose its alignment.
class Block {
 public:
  explicit Block(std::uint64_t size, std::size_t front = 0, std::uint8_t value = guard)
      : size_(static_cast<std::size_t>(size)), front_(front), bytes_(new std::uint8_t[front_ + size_]) {
    std::memset(bytes_.get(), value, front_ + size_);
  }
  std::uint8_t* data() const { return bytes_.get() + front_; }
  std::size_t size() const { return size_; }
  std::span<std::byte> span() const { return {reinterpret_cast<std::byte*>(data()), size_}; }

 private:
  std::size_t size_, front_;
  std::unique_ptr<std::uint8_t[]> bytes_;
};

/// How a view lies in memory.
struct Placement {
  std::int64_t gap = 0;   ///< bytes between rows
  std::size_t front = 0;  ///< bytes before the image
  bool upside_down = false, planes_backwards = false;
};

/// The rows of one or more planes. No gap follows the last one.
class HeapRows {
 public:
  HeapRows(std::int32_t planes, std::int32_t height, std::int64_t row_bytes, const Placement& placement)
      : planes_(planes),
        height_(height),
        row_bytes_(row_bytes),
        placement_(placement),
        block_(static_cast<std::uint64_t>(pitch() * (std::int64_t{planes} * height - 1) + row_bytes), placement.front) {
  }

  std::uint8_t* row(std::int32_t plane, std::int32_t y) const {
    const std::int64_t p = placement_.planes_backwards ? planes_ - 1 - plane : plane;
    return block_.data() + pitch() * (p * height_ + (placement_.upside_down ? height_ - 1 - y : y));
  }
  std::uint8_t* data() const { return row(0, 0); }
  std::ptrdiff_t stride() const { return static_cast<std::ptrdiff_t>(placement_.upside_down ? -pitch() : pitch()); }
  std::ptrdiff_t plane_stride() const {
    return placement_.planes_backwards ? -static_cast<std::ptrdiff_t>(pitch() * height_) : 0;
  }

  void fill(std::span<const std::uint8_t> rows) {
    for (std::int32_t i = 0; i < planes_ * height_; ++i) {
      std::memcpy(row(i / height_, i % height_), rows.data() + i * row_bytes_, static_cast<std::size_t>(row_bytes_));
    }
  }
  std::vector<std::uint8_t> contents() const {
    std::vector<std::uint8_t> out;
    out.reserve(static_cast<std::size_t>(row_bytes_ * height_ * planes_));
    for (std::int32_t i = 0; i < planes_ * height_; ++i) {
      const std::uint8_t* start = row(i / height_, i % height_);
      out.insert(out.end(), start, start + row_bytes_);
    }
    return out;
  }
  /// Whether the bytes between rows are as they were.
  bool gaps_are_intact() const {
    for (std::int64_t i = 0; i + 1 < std::int64_t{planes_} * height_; ++i) {
      const std::uint8_t* gap = block_.data() + i * pitch() + row_bytes_;
      if (std::any_of(gap, gap + placement_.gap, [](std::uint8_t byte) { return byte != guard; })) return false;
    }
    return true;
  }

 private:
  std::int64_t pitch() const { return row_bytes_ + placement_.gap; }

  std::int32_t planes_, height_;
  std::int64_t row_bytes_;
  Placement placement_;
  Block block_;
};

}  // namespace isopel::fuzz

#endif  // ISOPEL_TESTS_FUZZ_HEAP_ROWS_HPP_
