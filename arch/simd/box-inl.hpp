// Means of boxes: contract 1, formula (19), and the ones of presets (mean_to_even and mean_by_reciprocal in
// engine/arithmetic.hpp).
// Assumes nothing about alignment; src and dst do not overlap.
// 2x2 boxes: a block makes 4 to 16 samples. Tail: shorter vectors, then the scalar kernel.
// Exact boxes three or four pixels wide: narrow_box-inl.hpp; what it leaves is done as other boxes.
// Other boxes: the columns are added up in vectors, as many as 4 KB of stack hold, then each box. Tail: the last
// columns are done again, overlapping the ones before; fewer than 8 columns, and boxes too large for us, are scalar.
#ifndef ISOPEL_ARCH_SIMD_BOX_INL_HPP_
#define ISOPEL_ARCH_SIMD_BOX_INL_HPP_

#include <cstring>

#include "arch/scalar/scalar.hpp"
#include "arch/simd/means-inl.hpp"
#include "arch/simd/narrow_box-inl.hpp"

ISOPEL_SIMD_BEGIN

// --- 2x2.

template <int channels>
struct Halving {
  static constexpr int block_samples = channels == 3 ? 12 : 16;  ///< of a row that make half as many of dst

  /// The samples that belong together as neighbours: r r' g g' b b' of three channels.
  static constexpr Positions neighbours() {
    Positions positions{};
    for (int i = 0; i < 16; ++i) {
      const int sample = i / (2 * channels) * (2 * channels) + i % 2 * channels + i / 2 % channels;
      positions.at[i] = i < block_samples ? static_cast<std::uint8_t>(sample) : nothing;
    }
    return positions;
  }

  /// Two half blocks without the gap that three channels leave between them.
  static constexpr Positions without_gap() {
    Positions positions{};
    for (int i = 0; i < 16; ++i) {
      constexpr int half = block_samples / 2;
      positions.at[i] = i < block_samples ? static_cast<std::uint8_t>(i / half * 8 + i % half) : nothing;
    }
    return positions;
  }

  /// Every sample plus its right neighbour.
  template <std::size_t bytes>
  HWY_INLINE static Vec<std::uint16_t, bytes> add_neighbours(Vec<std::uint8_t, bytes> samples) {
    static constexpr Positions positions = neighbours();
    const Tag<std::uint16_t, bytes> d16;
    const auto both = hn::BitCast(d16, channels == 1 ? samples : shuffle<bytes>(samples, positions));
    return hn::Add(hn::And(both, hn::Set(d16, 255)), hn::ShiftRight<8>(both));
  }

  /// The means of the blocks `at` bytes after the given ones.
  template <std::size_t bytes>
  HWY_INLINE static Vec<std::int16_t, bytes> means(const BlockRows<const std::uint8_t, bytes>& top,
                                                   const BlockRows<const std::uint8_t, bytes>& bottom,
                                                   std::ptrdiff_t at) {
    const auto above = add_neighbours<bytes>(load_blocks<bytes>(top, LoadAt<block_bytes>{at}));
    const auto below = add_neighbours<bytes>(load_blocks<bytes>(bottom, LoadAt<block_bytes>{at}));
    const auto two = hn::Set(Tag<std::uint16_t, bytes>(), 2);
    return hn::BitCast(Tag<std::int16_t, bytes>(), hn::ShiftRight<2>(hn::Add(hn::Add(above, below), two)));
  }

  /// Makes samples from `first` on, as many as are possible in whole vectors, and returns where it stopped.
  template <std::size_t bytes>
  static std::int32_t run(Rows<const std::uint8_t> src, std::uint8_t* dst, std::int32_t first, std::int32_t samples) {
    constexpr std::int32_t blocks = bytes / block_bytes, step = blocks * block_samples;
    constexpr std::int32_t read_beyond = block_bytes - block_samples;
    static constexpr Positions positions = without_gap();
    for (; 2 * (first + step) + read_beyond <= 2 * samples; first += step) {
      const Rows<const std::uint8_t> top{src.data + 2 * first, 2 * block_samples},
          bottom{src.row(1) + 2 * first, top.stride};
      const BlockRows<const std::uint8_t, bytes> above(top, blocks), below(bottom, blocks);
      auto both = clamp_to_u8(means<bytes>(above, below, 0), means<bytes>(above, below, block_samples));
      if constexpr (channels == 3) both = shuffle<bytes>(both, positions);
      const BlockRows<std::uint8_t, bytes> out({dst + first, block_samples}, blocks);
      store_blocks<block_samples>(both, out, 0);
    }
    return first;
  }
};

/// Rounds halves up.
template <int channels>
void halve(Rows<const std::uint8_t> src, std::uint8_t* dst, std::int32_t count) {
  std::int32_t done = Halving<channels>::template run<widest>(src, dst, 0, count * channels);
  done = Halving<channels>::template run<block_bytes>(src, dst, done, count * channels);
  scalar::box_u8({src.data + 2 * done, src.stride}, dst + done, count - done / channels, channels, 2, 2);
}

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
