// What passes along x over i16 rows share when several rows are done at once: a tile of source pixels in pairs, and the
// weights of the outputs whose windows lie in it, in pairs that begin at even pixels. With both, an output's sums need
// no shuffle: entry k of the tile times pair k of the weights, for all rows and channels at once.
#ifndef ISOPEL_ARCH_SIMD_PAIR_TILE_INL_HPP_
#define ISOPEL_ARCH_SIMD_PAIR_TILE_INL_HPP_

#include <algorithm>

#include "arch/simd/outputs-inl.hpp"

ISOPEL_SIMD_BEGIN

/// The weights of some outputs in pairs of pixels, counted from `origin`, which is even.
template <int channels>
class PairedWeights {
 public:
  static constexpr std::int32_t capacity = 2048, most_outputs = 256, most_taps = 200;

  /// For passes of that many taps.
  explicit PairedWeights(std::int32_t taps) : pairs_(taps / 2 + 1) {
    for (std::int32_t odd = 0; odd < 2; ++odd) {
      for (std::int32_t k = 0; k < most_taps + 8; ++k) {
        masks_[odd][k] = static_cast<std::int16_t>(k >= odd && k < odd + taps ? -1 : 0);
      }
    }
  }

  /// Of outputs from `output` on, four by four, whose windows lie within `reach` pixels from the first one's. How many
  /// outputs those are.
  std::int32_t prepare(const Taps& taps, std::int32_t output, std::int32_t reach) {
    const std::int32_t most = std::min({most_outputs, capacity / pairs_, taps.count - output}) / 4 * 4;
    const std::int32_t last = reach - taps.taps;  // where windows may begin
    std::int32_t count = 0;
    for (; count < most; count += 4) {
      std::int32_t low = pixel(taps, output + count), high = low;
      if (count == 0) origin_ = std::max(low - low % 2 - 2, 0);  // the next ones may step back a little
      for (std::int32_t i = count; i < count + 4; ++i) {
        const std::int32_t first = pixel(taps, output + i) - origin_;
        low = std::min(low, first);
        high = i == count ? first : std::max(high, first);
        put(taps.weights(output + i), first, i);
      }
      if (low < 0 || high > last) break;
      end_ = count == 0 ? high : std::max(end_, high);
    }
    end_ += origin_ + taps.taps;
    return count;
  }

  std::int32_t origin() const { return origin_; }  ///< the first pixel
  std::int32_t end() const { return end_; }        ///< and the one behind the last window
  std::int32_t pairs() const { return pairs_; }
  std::int32_t first_pair(std::int32_t i) const { return first_[i]; }
  const std::int16_t* weights(std::int32_t i) const { return weights_ + 2 * std::ptrdiff_t{i} * pairs_; }

 private:
  static std::int32_t pixel(const Taps& taps, std::int32_t output) { return taps.offset(output) / channels; }

  /// A vector at a time: what is written too much, the next output overwrites.
  HWY_INLINE void put(const std::int16_t* weights, std::int32_t first, std::int32_t i) {
    const Tag<std::int16_t, block_bytes> d;
    const std::int32_t odd = first & 1, size = 2 * pairs_;
    const std::int16_t *const from = weights - odd, *const mask = masks_[odd];
    std::int16_t* const to = weights_ + i * size;
    for (std::int32_t k = 0; k < size; k += 8) {
      hn::StoreU(hn::And(hn::LoadU(d, from + k), hn::LoadU(d, mask + k)), d, to + k);
    }
    first_[i] = first >> 1;
  }

  std::int32_t pairs_, origin_ = 0, end_ = 0;
  std::int32_t first_[most_outputs];
  std::int16_t masks_[2][most_taps + 8];
  std::int16_t weights_[2 * capacity + 8];
};

/// A tile of three or four channels: block r of an entry is row r, lane c of the block channel c. Of `groups` times as
/// many rows as `bytes` has blocks.
template <std::size_t bytes, int channels, int groups>
class PairTile {
 public:
  static constexpr std::int32_t pixels = 2 * 16384 / static_cast<std::int32_t>(bytes * groups), rows = bytes / 16;
  using Input = BlockRows<const std::int16_t, bytes>;

  /// The pixels from `first` to `end`.
  void fill(Rows<const std::int16_t> src, std::int32_t count, std::int32_t readable, std::int32_t first,
            std::int32_t end) {
    for (std::int32_t g = 0; g < groups; ++g) {
      const Input in({src.row(g * rows), src.stride}, count - g * rows);
      fill_group(in, g, readable, first, end);
    }
  }

  HWY_INLINE const std::int16_t* entry(std::int32_t pair) const {
    return entries_ + static_cast<std::ptrdiff_t>(bytes / 2 * groups) * pair;
  }

 private:
  static constexpr Positions positions() {
    Positions places{};
    for (int lane = 0; lane < 4; ++lane) {
      for (int which = 0; which < 2; ++which) {
        const int place = pair_position(lane, which);
        put_position<std::int16_t>(places, place, which * channels + lane);
        if (channels == 3 && lane == 3) places.at[2 * place] = places.at[2 * place + 1] = nothing;
      }
    }
    return places;
  }

  HWY_INLINE void fill_group(const Input& in, std::int32_t g, std::int32_t readable, std::int32_t first,
                             std::int32_t end) {
    static constexpr Positions places = positions();
    const Tag<std::int16_t, bytes> d;
    std::int16_t* out = entries_ + static_cast<std::ptrdiff_t>(bytes / 2) * g;
    constexpr std::ptrdiff_t step = bytes / 2 * groups;
    for (std::int32_t pixel = first; pixel < end; pixel += 2, out += step) {
      const std::ptrdiff_t at = std::ptrdiff_t{pixel} * channels;
      const auto pair =
          HWY_LIKELY(at + 8 <= readable) ? load_blocks<bytes>(in, LoadAt<16>{at}) : at_the_end(in, at, readable);
      hn::Store(as_i16<bytes>(shuffle<bytes>(pair, places)), d, out);
    }
  }

  HWY_NOINLINE static Vec<std::uint8_t, bytes> at_the_end(const Input& in, std::ptrdiff_t at, std::int32_t readable) {
    alignas(64) std::int16_t copy[bytes / 2] = {};
    for (std::int32_t r = 0; r < rows; ++r) {
      for (std::int32_t i = 0; i < 8 && at + i < readable; ++i) copy[8 * r + i] = in.row[r][at + i];
    }
    return hn::BitCast(Tag<std::uint8_t, bytes>(), hn::Load(Tag<std::int16_t, bytes>(), copy));
  }

  alignas(64) std::int16_t entries_[pixels / 2 * static_cast<std::int32_t>(bytes / 2) * groups];
};

ISOPEL_SIMD_END

#endif  // ISOPEL_ARCH_SIMD_PAIR_TILE_INL_HPP_
