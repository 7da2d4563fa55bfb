// Means of boxes: contract 1, formula (19), and the ones of presets (mean_to_even and mean_by_reciprocal in
// engine/arithmetic.hpp).
// Assumes nothing about alignment; src and dst do not overlap.
// 2x2 boxes: halving-inl.hpp.
// Exact boxes three or four pixels wide: narrow_box-inl.hpp; what it leaves is done as other boxes.
// Other boxes: the columns are added up in vectors, as many as 4 KB of stack hold, then each box. Tail: the last
// columns are done again, overlapping the ones before; fewer than 8 columns, and boxes too large for us, are scalar.
#ifndef ISOPEL_ARCH_SIMD_BOX_INL_HPP_
#define ISOPEL_ARCH_SIMD_BOX_INL_HPP_

#include <cstring>

#include "arch/scalar/scalar.hpp"
#include "arch/simd/halving-inl.hpp"
#include "arch/simd/means-inl.hpp"
#include "arch/simd/narrow_box-inl.hpp"

ISOPEL_SIMD_BEGIN

// --- Any size.

constexpr std::int32_t chunk_columns = 800;    ///< columns that are added up before their boxes are
constexpr std::int64_t largest_box = 1 << 20;  ///< in samples: see ExactMeans
constexpr std::int32_t fewest_columns = 8;     ///< for a vector
constexpr std::int32_t rows_in_u16 = 257;      ///< 257 * 255 = 65535
constexpr std::int32_t padding = 4;            ///< at the end of a chunk: it is read and written 4 lanes at a time

/// sums[x] = the sum of column x; at least `bytes / 2` columns.
template <std::size_t bytes>
void add_columns(Rows<const std::uint8_t> src, std::int32_t height, std::int32_t columns, std::uint32_t* sums) {
  constexpr std::int32_t step = bytes / 2;
  const Tag<std::uint8_t, bytes / 2> d8;
  const Tag<std::uint16_t, bytes> d16;
  const Tag<std::uint32_t, bytes> d32;
  const Tag<std::uint16_t, bytes / 2> half;
  for (std::int32_t x = 0; x < columns; x += step) {
    const std::int32_t at = std::min(x, columns - step);
    auto left = hn::Zero(d32), right = hn::Zero(d32);
    for (std::int32_t row = 0; row < height;) {
      auto few = hn::Zero(d16);
      for (const std::int32_t end = std::min(height, row + rows_in_u16); row < end; ++row) {
        few = hn::Add(few, hn::PromoteTo(d16, hn::LoadU(d8, src.row(row) + at)));
      }
      left = hn::Add(left, hn::PromoteTo(d32, hn::LowerHalf(half, few)));
      right = hn::Add(right, hn::PromoteTo(d32, hn::UpperHalf(half, few)));
    }
    hn::StoreU(left, d32, sums + at);
    hn::StoreU(right, d32, sums + at + step / 2);
  }
}

/// The boxes of one chunk.
template <int channels>
struct Chunk {
  const std::uint32_t* columns;
  std::int32_t boxes, box_width;

  static constexpr std::int32_t boxes_at_once = channels == 1 ? 4 : channels == 2 ? 2 : 1;

  /// The sums of box i, or of the last one: one pixel of 3 or 4 channels, two of 2 channels and four of 1 channel that
  /// are still to be added.
  HWY_INLINE Vec<std::uint32_t, block_bytes> add(std::int32_t i) const {
    constexpr std::int32_t pixels = boxes_at_once;  // in a vector
    const Tag<std::uint32_t, block_bytes> d;
    const std::uint32_t* const box = columns + std::min(i, boxes - 1) * box_width * channels;
    auto sum = hn::Zero(d);
    std::int32_t x = 0;
    for (; x + pixels <= box_width; x += pixels) sum = hn::Add(sum, hn::LoadU(d, box + x * channels));
    if (pixels > 1 && x < box_width) {
      static constexpr std::uint32_t masks[8] = {~0u, ~0u, ~0u, ~0u};
      const auto mask = hn::LoadU(d, masks + 4 - (box_width - x) * channels);
      sum = hn::Add(sum, hn::And(hn::LoadU(d, box + x * channels), mask));
    }
    return sum;
  }

  /// The sums of the boxes_at_once boxes from i on.
  HWY_INLINE Vec<std::uint32_t, block_bytes> sums(std::int32_t i) const {
    if constexpr (channels == 1)
      return add_half_blocks(add_halves(add(i), add(i + 1)), add_halves(add(i + 2), add(i + 3)));
    if constexpr (channels == 2) return add_half_blocks(add(i), add(i + 1));
    return add(i);
  }
};

template <int channels, class Means>
void boxes(Rows<const std::uint8_t> src, std::uint8_t* dst, std::int32_t count, std::int32_t width,
           std::int32_t height) {
  const Means means(static_cast<std::uint32_t>(width * height));
  const std::int32_t box_columns = width * channels;
  const std::int32_t at_once = chunk_columns / box_columns;
  const std::int32_t at_least = (fewest_columns + box_columns - 1) / box_columns;
  std::uint32_t columns[chunk_columns + padding];
  std::uint8_t out[chunk_columns + padding];
  for (std::int32_t x = 0; x < count; x += at_once) {
    const std::int32_t first = std::min(x, count - at_least), boxes_here = std::min(at_once, count - first);
    const Rows<const std::uint8_t> in{src.data + std::ptrdiff_t{first} * box_columns, src.stride};
    const std::int32_t columns_here = boxes_here * box_columns;
    constexpr std::int32_t longest_step = widest / 2;
    (columns_here >= longest_step ? add_columns<widest> : add_columns<block_bytes>)(in, height, columns_here, columns);
    const Chunk<channels> chunk{columns, boxes_here, width};
    for (std::int32_t i = 0; i < boxes_here; i += chunk.boxes_at_once) means.store(chunk.sums(i), out + i * channels);
    std::memcpy(dst + std::ptrdiff_t{first} * channels, out, static_cast<std::size_t>(boxes_here * channels));
  }
}

template <int channels, class Means>
void box(Rows<const std::uint8_t> src, std::uint8_t* dst, std::int32_t count, std::int32_t width, std::int32_t height,
         BoxKernel* scalar_kernel) {
  if (Means::halves_up && width == 2 && height == 2) return halve<channels>(src, dst, count);
  if constexpr (Means::exact) {
    const std::int32_t done = narrow_boxes<channels>(src, dst, count, width, height);
    src.data += std::ptrdiff_t{done} * width * channels;
    dst += std::ptrdiff_t{done} * channels;
    count -= done;
    if (count == 0) return;
  }
  const std::int64_t box_columns = std::int64_t{width} * channels;
  if (box_columns > chunk_columns || std::int64_t{width} * height > largest_box ||
      count * box_columns < fewest_columns) {
    return scalar_kernel(src, dst, count, channels, width, height);
  }
  boxes<channels, Means>(src, dst, count, width, height);
}

template <class Means>
void box(Rows<const std::uint8_t> src, std::uint8_t* dst, std::int32_t count, std::int32_t channels, std::int32_t width,
         std::int32_t height, BoxKernel* scalar_kernel) {
  switch (channels) {
    case 1:
      return box<1, Means>(src, dst, count, width, height, scalar_kernel);
    case 2:
      return box<2, Means>(src, dst, count, width, height, scalar_kernel);
    case 3:
      return box<3, Means>(src, dst, count, width, height, scalar_kernel);
    default:
      return box<4, Means>(src, dst, count, width, height, scalar_kernel);
  }
}

void box_u8(Rows<const std::uint8_t> src, std::uint8_t* dst, std::int32_t count, std::int32_t channels,
            std::int32_t box_width, std::int32_t box_height) {
  box<ExactMeans>(src, dst, count, channels, box_width, box_height, scalar::box_u8);
}

void box_u8_even(Rows<const std::uint8_t> src, std::uint8_t* dst, std::int32_t count, std::int32_t channels,
                 std::int32_t box_width, std::int32_t box_height) {
  box<EvenMeans>(src, dst, count, channels, box_width, box_height, scalar::box_u8_even);
}

void box_u8_reciprocal(Rows<const std::uint8_t> src, std::uint8_t* dst, std::int32_t count, std::int32_t channels,
                       std::int32_t box_width, std::int32_t box_height) {
  box<ReciprocalMeans>(src, dst, count, channels, box_width, box_height, scalar::box_u8_reciprocal);
}

ISOPEL_SIMD_END

#endif  // ISOPEL_ARCH_SIMD_BOX_INL_HPP_
