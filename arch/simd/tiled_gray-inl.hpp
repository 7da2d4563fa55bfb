// Contract 1, formula (17): passes along x over several i16 rows of one channel, tile by tile. Lane r of a tile's entry
// is the pair of pixels in row r. Otherwise as tiled-inl.hpp.
// Assumes nothing about alignment; src and dst do not overlap.
// Tail: the last four outputs are done again, overlapping the ones before; windows wider than a tile are left to
// horizontal-inl.hpp. Of fewer rows than an entry has lanes, the last one is done several times.
#ifndef ISOPEL_ARCH_SIMD_TILED_GRAY_INL_HPP_
#define ISOPEL_ARCH_SIMD_TILED_GRAY_INL_HPP_

#include "arch/simd/record_words-inl.hpp"
#include "arch/simd/tiled-inl.hpp"

ISOPEL_SIMD_BEGIN

/// A tile of one channel.
class GrayTile {
 public:
  static constexpr std::size_t bytes = std::min<std::size_t>(widest, 32);
  static constexpr std::int32_t rows = bytes / 4, pixels = 2 * 16384 / bytes, step = bytes / 2;
  using Input = BlockRows<const std::int16_t, rows * block_bytes>;

  /// The pixels from `first` to `end`, and up to step - 1 more.
  void fill(const Input& in, std::int32_t readable, std::int32_t first, std::int32_t end) {
    std::int16_t* out = entries_;
    for (std::int32_t pixel = first; pixel < end; pixel += step, out += step * rows) {
      if (HWY_LIKELY(pixel + step <= readable)) {
        fill_step(in, pixel, out);
      } else {
        alignas(64) std::int16_t copy[rows][step] = {};
        for (std::int32_t r = 0; r < rows; ++r) {
          for (std::int32_t i = 0; i < readable - pixel; ++i) copy[r][i] = in.row[r][pixel + i];
        }
        fill_step(Input({copy[0], step * sizeof(std::int16_t)}, rows), 0, out);
      }
    }
  }

  HWY_INLINE const std::int16_t* entry(std::int32_t pair) const { return entries_ + std::ptrdiff_t{2 * rows} * pair; }

 private:
  HWY_INLINE static void fill_step(const Input& in, std::ptrdiff_t at, std::int16_t* out) {
    const Tag<std::int16_t, bytes> d;
    const Tag<std::int32_t, bytes> d32;
    Vec<std::int32_t, bytes> lanes[rows / 4][4];
    HWY_UNROLL(8)
    for (int r = 0; r < rows; ++r) {
      const auto row = hn::LoadU(d, in.row[r] + at);
      lanes[r / 4][r % 4] = hn::BitCast(d32, row);
    }
    transpose_lanes<bytes>(lanes[0]);
    if constexpr (rows == 8) transpose_lanes<bytes>(lanes[rows / 8]);
    HWY_UNROLL(4)
    for (int i = 0; i < 4; ++i) {
      if constexpr (rows == 4) {
        hn::Store(pairs_of_neighbours<bytes>(hn::BitCast(d, lanes[0][i])), d, out + i * 2 * rows);
      } else {
        const auto lower = hn::ConcatLowerLower(d32, lanes[rows / 8][i], lanes[0][i]);
        const auto upper = hn::ConcatUpperUpper(d32, lanes[rows / 8][i], lanes[0][i]);
        hn::Store(hn::BitCast(d, lower), d, out + i * 2 * rows);
        hn::Store(hn::BitCast(d, upper), d, out + (i + 4) * 2 * rows);
      }
    }
  }

  alignas(64) std::int16_t entries_[pixels / 2 * 2 * rows + step * rows];
};

using GrayOutputs = BlockRows<std::uint8_t, GrayTile::rows * block_bytes>;

/// The samples of four outputs, each lane of 32 bits of a block one row's.
HWY_INLINE Vec<std::uint8_t, GrayTile::bytes> gray_samples(const Vec<std::int32_t, GrayTile::bytes>* sums, int shift) {
  static constexpr Positions by_row{{0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15}};
  const auto lower = round_to_i16(sums[0], sums[1], shift), upper = round_to_i16(sums[2], sums[3], shift);
  return shuffle<GrayTile::bytes>(clamp_to_u8(lower, upper), by_row);
}

/// Two rows' eight samples each.
HWY_INLINE void put_two_rows(Block samples, std::uint8_t* first, std::uint8_t* second) {
  const Tag<std::uint8_t, 8> half;
  hn::StoreU(hn::LowerHalf(half, samples), half, first);
  hn::StoreU(hn::UpperHalf(half, samples), half, second);
}

/// Four or eight outputs from `i` on.
template <int outputs>
HWY_INLINE void gray_outputs(const GrayTile& tile, const PairedWeights<1>& weights, std::int32_t i,
                             const GrayOutputs& out, std::ptrdiff_t at, Rounding rounding) {
  constexpr std::size_t bytes = GrayTile::bytes;
  using Vector = Vec<std::int32_t, bytes>;
  const Tag<std::int16_t, bytes> d;
  const Tag<std::uint8_t, block_bytes> block;
  const std::int16_t *const w = weights.weights(i), *entry[outputs];
  Vector sums[outputs];
  HWY_UNROLL(8)
  for (int j = 0; j < outputs; ++j) {
    entry[j] = tile.entry(weights.first_pair(i + j));
    sums[j] = hn::Set(Tag<std::int32_t, bytes>(), rounding.bias);
  }
  const std::ptrdiff_t size = 2 * std::ptrdiff_t{weights.pairs()};
  for (std::ptrdiff_t k = 0; k < size; k += 2) {
    HWY_UNROLL(8)
    for (int j = 0; j < outputs; ++j) {
      const auto samples = hn::Load(d, entry[j] + k * GrayTile::rows);
      sums[j] = add_products(sums[j], samples, weight_pair<bytes>(w + j * size + k));
    }
  }
  const auto first = gray_samples(sums, rounding.shift);
  if constexpr (outputs == 4) {
    alignas(64) std::uint8_t samples[bytes];
    hn::Store(first, Tag<std::uint8_t, bytes>(), samples);
    HWY_UNROLL(8)
    for (int r = 0; r < GrayTile::rows; ++r) __builtin_memcpy(out.row[r] + at, samples + 4 * r, 4);
  } else {
    const Tag<std::int32_t, bytes> d32;
    const auto a = hn::BitCast(d32, first), b = hn::BitCast(d32, gray_samples(sums + 4, rounding.shift));
    const auto rows01 = hn::InterleaveLower(d32, a, b), rows23 = hn::InterleaveUpper(d32, a, b);
    if constexpr (bytes == block_bytes) {
      put_two_rows(hn::BitCast(block, rows01), out.row[0] + at, out.row[1] + at);
      put_two_rows(hn::BitCast(block, rows23), out.row[2] + at, out.row[3] + at);
    } else {
      const Tag<std::int32_t, block_bytes> half;
      constexpr int second = GrayTile::rows / 2;
      put_two_rows(hn::BitCast(block, hn::LowerHalf(half, rows01)), out.row[0] + at, out.row[1] + at);
      put_two_rows(hn::BitCast(block, hn::LowerHalf(half, rows23)), out.row[2] + at, out.row[3] + at);
      put_two_rows(hn::BitCast(block, hn::UpperHalf(half, rows01)), out.row[second] + at, out.row[second + 1] + at);
      put_two_rows(hn::BitCast(block, hn::UpperHalf(half, rows23)), out.row[GrayTile::rows - 2] + at,
                   out.row[GrayTile::rows - 1] + at);
    }
  }
}

inline bool gray_tiles_serve(std::int32_t rows, const Taps& taps) {
  return 2 * rows > GrayTile::rows && taps.taps > 8 && taps.count >= 4 && taps.taps <= most_tiled_taps;
}

/// `rest` serves what does not fit into a tile.
template <HorizontalKernel<std::int16_t, std::uint8_t>* rest>
void gray_tiled_pass(Rows<const std::int16_t> src, Rows<std::uint8_t> dst, std::int32_t rows, std::int32_t readable,
                     const Taps& taps) {
  PairedWeights<1> weights(taps.taps);
  GrayTile tile;
  for (std::int32_t x = 0; x < taps.count;) {
    const std::int32_t output = std::min(x, taps.count - 4);
    const std::int32_t count = weights.prepare(taps, output, GrayTile::pixels - 2);
    if (count == 0) {
      rest(src, {dst.data + output, dst.stride}, rows, 1, readable, taps.slice(output, 4));
      x = output + 4;
      continue;
    }
    for (std::int32_t r = 0; r < rows; r += GrayTile::rows) {
      const std::int32_t here = std::min(GrayTile::rows, rows - r);
      tile.fill({{src.row(r), src.stride}, here}, readable, weights.origin(), weights.end());
      const GrayOutputs out({dst.row(r), dst.stride}, here);
      std::int32_t i = 0;
      for (; i + 8 <= count; i += 8) gray_outputs<8>(tile, weights, i, out, output + i, taps.rounding);
      if (i < count) gray_outputs<4>(tile, weights, i, out, output + i, taps.rounding);
    }
    x = output + count;
  }
}

ISOPEL_SIMD_END

#endif  // ISOPEL_ARCH_SIMD_TILED_GRAY_INL_HPP_
