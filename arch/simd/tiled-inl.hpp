// Contract 1, formula (17): passes along x over several i16 rows of three or four channels, tile by tile (see
// pair_tile-inl.hpp). Assumes nothing about alignment; src and dst do not overlap.
// Tail: the last four outputs are done again, overlapping the ones before; windows wider than a tile are left to
// horizontal-inl.hpp, and so are single rows. Of fewer rows than a vector has blocks, the last one is done several
// times.
#ifndef ISOPEL_ARCH_SIMD_TILED_INL_HPP_
#define ISOPEL_ARCH_SIMD_TILED_INL_HPP_

#include "arch/simd/pair_tile-inl.hpp"

ISOPEL_SIMD_BEGIN

constexpr std::int32_t most_tiled_taps = PairedWeights<4>::most_taps - 8;

/// Four outputs from `i` on.
template <std::size_t bytes, int channels, int groups>
HWY_INLINE void tiled_outputs(const PairTile<bytes, channels, groups>& tile, const PairedWeights<channels>& weights,
                              std::int32_t i, const BlockRows<std::uint8_t, bytes> (&out)[groups], std::ptrdiff_t at,
                              Rounding rounding) {
  using Vector = Vec<std::int32_t, bytes>;
  const Tag<std::int16_t, bytes> d;
  const std::int16_t *w[4], *entry[4];
  decltype(Vector::raw) sums[groups][4];  // not Vec: compilers keep these in registers without moves
  HWY_UNROLL(4)
  for (int j = 0; j < 4; ++j) {
    w[j] = weights.weights(i + j);
    entry[j] = tile.entry(weights.first_pair(i + j));
    HWY_UNROLL(2)
    for (int g = 0; g < groups; ++g) sums[g][j] = hn::Set(Tag<std::int32_t, bytes>(), rounding.bias).raw;
  }
  const std::ptrdiff_t end = 2 * std::ptrdiff_t{weights.pairs()};
  constexpr std::ptrdiff_t step = static_cast<std::ptrdiff_t>(bytes / 2 * groups / 2);
  for (std::ptrdiff_t k = 0; k < end; k += 2) {
    HWY_UNROLL(4)
    for (int j = 0; j < 4; ++j) {
      const auto weight = weight_pair<bytes>(w[j] + k);
      HWY_UNROLL(2)
      for (int g = 0; g < groups; ++g) {
        const auto samples = hn::Load(d, entry[j] + k * step + g * static_cast<int>(bytes / 2));
        sums[g][j] = add_products(Vector{sums[g][j]}, samples, weight).raw;
      }
    }
  }
  HWY_UNROLL(2)
  for (int g = 0; g < groups; ++g) {
    const Sums<channels, bytes> four{{Vector{sums[g][0]}, Vector{sums[g][1]}, Vector{sums[g][2]}, Vector{sums[g][3]}}};
    put_outputs<std::int16_t, channels>(four, out[g], at, rounding.shift);
  }
}

/// At most `groups` times as many rows as `bytes` has blocks, in one tile.
template <std::size_t bytes, int channels, int groups>
HWY_NOINLINE void tiled_rows(Rows<const std::int16_t> src, Rows<std::uint8_t> dst, std::int32_t rows,
                             std::int32_t readable, const PairedWeights<channels>& weights, std::int32_t output,
                             std::int32_t count, Rounding rounding) {
  using Tile = PairTile<bytes, channels, groups>;
  Tile tile;
  tile.fill(src, rows, readable, weights.origin(), weights.end() + 1);  // an entry more, for weights that are zero
  if constexpr (groups == 2) {
    const BlockRows<std::uint8_t, bytes> out[2] = {{dst, rows}, {{dst.row(Tile::rows), dst.stride}, rows - Tile::rows}};
    for (std::int32_t i = 0; i < count; i += 4) {
      tiled_outputs<bytes, channels, 2>(tile, weights, i, out, std::ptrdiff_t{output + i} * channels, rounding);
    }
  } else {
    const BlockRows<std::uint8_t, bytes> out[1] = {{dst, rows}};
    for (std::int32_t i = 0; i < count; i += 4) {
      tiled_outputs<bytes, channels, 1>(tile, weights, i, out, std::ptrdiff_t{output + i} * channels, rounding);
    }
  }
}

/// Whether rows and windows suit: a tile is worth its making if many outputs use it.
inline bool tiles_serve(std::int32_t rows, std::int32_t readable, const Taps& taps) {
  return rows >= 2 && taps.taps > 8 && taps.count >= 4 && taps.taps <= most_tiled_taps && readable >= 8;
}

/// `rest` serves what does not fit into a tile.
template <int channels, HorizontalKernel<std::int16_t, std::uint8_t>* rest>
void tiled_pass(Rows<const std::int16_t> src, Rows<std::uint8_t> dst, std::int32_t rows, std::int32_t readable,
                const Taps& taps) {
  constexpr std::int32_t most = widest / block_bytes, both = 2 * most;
  constexpr std::int32_t reach = PairTile<widest, channels, 2>::pixels - 2;
  PairedWeights<channels> weights(taps.taps);
  for (std::int32_t x = 0; x < taps.count;) {
    const std::int32_t output = std::min(x, taps.count - 4);
    const std::int32_t count = weights.prepare(taps, output, reach);
    if (count == 0) {
      rest(src, {dst.data + std::ptrdiff_t{output} * channels, dst.stride}, rows, channels, readable,
           taps.slice(output, 4));
      x = output + 4;
      continue;
    }
    for (std::int32_t r = 0; r < rows; r += both) {
      const Rows<const std::int16_t> in{src.row(r), src.stride};
      const Rows<std::uint8_t> out{dst.row(r), dst.stride};
      const std::int32_t here = std::min(both, rows - r);
      auto* const tile = here > most ? tiled_rows<widest, channels, 2> : tiled_rows<widest, channels, 1>;
      tile(in, out, here, readable, weights, output, count, taps.rounding);
    }
    x = output + count;
  }
}

ISOPEL_SIMD_END

#endif  // ISOPEL_ARCH_SIMD_TILED_INL_HPP_
