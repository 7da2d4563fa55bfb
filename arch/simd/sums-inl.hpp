// The sums of four outputs of a pass along x, for one row per block of a vector. Three ways (AnyTaps here, TwoTaps and
// FourTaps in few_taps-inl.hpp) with the same members:
//     is_short                whether the offsets and weights cost much of the time, so that rows should share them
//     has_many_taps           whether scalar sums would take long
//     extent(taps)            how many samples from an output's offset on are read
//     start(bias)             what the lanes of a block start at
//     sums<bytes>(in, four, taps, start)   the finished sums, not yet rounded
#ifndef ISOPEL_ARCH_SIMD_SUMS_INL_HPP_
#define ISOPEL_ARCH_SIMD_SUMS_INL_HPP_

#include "arch/simd/blocks-inl.hpp"
#include "arch/simd/parts-inl.hpp"

ISOPEL_SIMD_BEGIN

/// Four neighbouring outputs.
struct FourOutputs {
  std::ptrdiff_t offset[4];
  const std::int16_t* weights[4];

  FourOutputs(const Taps& taps, std::int32_t first)
      : offset{taps.offset(first), taps.offset(first + 1), taps.offset(first + 2), taps.offset(first + 3)},
        weights{taps.weights(first), taps.weights(first + 1), taps.weights(first + 2), taps.weights(first + 3)} {}

  std::ptrdiff_t largest_offset() const {
    return std::max(std::max(offset[0], offset[1]), std::max(offset[2], offset[3]));
  }
  std::ptrdiff_t smallest_offset() const {
    return std::min(std::min(offset[0], offset[1]), std::min(offset[2], offset[3]));
  }
};

/// Their sums. The lanes of a block are the four outputs (1 channel), two outputs each (2), or one output each (3, 4).
template <int channels, std::size_t bytes>
struct Sums {
  static constexpr int count = channels == 1 ? 1 : channels == 2 ? 2 : 4;
  Vec<std::int32_t, bytes> of[count];
};

/// What the four lanes of a block start at.
struct alignas(block_bytes) Start {
  std::int32_t lane[4];
};

// --- Loading for load_blocks.

/// The first 4 bytes of each of the outputs a, b, c and d.
template <int a, int b, int c, int d>
struct LoadWords {
  const FourOutputs& four;
  template <class From>
  HWY_INLINE Block operator()(const From* row) const {
    return load_block(row + four.offset[a], row + four.offset[b], row + four.offset[c], row + four.offset[d]);
  }
};

/// The first 8 bytes of the outputs a and b.
template <int a, int b>
struct LoadHalves {
  const FourOutputs& four;
  template <class From>
  HWY_INLINE Block operator()(const From* row) const {
    return load_block(row + four.offset[a], row + four.offset[b]);
  }
};

template <std::size_t bytes>
HWY_INLINE Vec<std::int16_t, bytes> as_i16(Vec<std::uint8_t, bytes> v) {
  return hn::BitCast(Tag<std::int16_t, bytes>(), v);
}

/// Puts sample `sample` of a block, as an i16, at one place of `pairs`.
template <class From>
constexpr void put_position(Positions& pairs, int place, int sample) {
  const int byte = sample * static_cast<int>(sizeof(From));
  pairs.at[2 * place] = static_cast<std::uint8_t>(byte);
  pairs.at[2 * place + 1] = sizeof(From) == 2 ? static_cast<std::uint8_t>(byte + 1) : nothing;
}

// --- Any number of taps and channels.

/// A step is one multiplication: 2 taps of 3 or 4 channels, 4 taps of 2, or 8 taps of 1. u8 steps are loaded two at
/// once. `fixed_taps` is the number of taps, or 0 if it is known only at run time.
template <int parts, class From, int channels, int fixed_taps>
struct AnyTaps {
  static constexpr int step = channels == 1 ? 8 : channels == 2 ? 4 : 2;
  static constexpr bool two_steps_at_once = sizeof(From) == 1;
  static constexpr bool is_short = parts == narrow && fixed_taps != 0 && fixed_taps <= (channels == 1 ? 8 : 4);
  static constexpr bool has_many_taps = fixed_taps == 0;

  static std::int32_t extent(std::int32_t taps) {
    const std::int32_t steps = (taps + step - 1) / step;
    const std::int32_t pad = channels == 3 ? 2 : 0;  // three channels leave a quarter of what is loaded unused
    return steps * step * channels + (two_steps_at_once && steps % 2 == 0 ? 2 * pad : pad);
  }

  static constexpr Start start(std::int32_t bias) {
    return {{bias, channels >= 2 ? bias : 0, channels >= 3 ? bias : 0, channels >= 3 ? bias : 0}};
  }

  template <std::size_t bytes>
  HWY_INLINE static Sums<channels, bytes> sums(const BlockRows<const From, bytes>& in, const FourOutputs& four,
                                               std::int32_t taps, const Start& start) {
    const auto from = hn::LoadDup128(Tag<std::int32_t, bytes>(), start.lane);
    if (fixed_taps != 0) taps = fixed_taps;
    const auto mask = last_mask<bytes>(taps);
    const auto a = output<bytes>(in, four.offset[0], four.weights[0], taps, mask, from);
    const auto b = output<bytes>(in, four.offset[1], four.weights[1], taps, mask, from);
    const auto c = output<bytes>(in, four.offset[2], four.weights[2], taps, mask, from);
    const auto d = output<bytes>(in, four.offset[3], four.weights[3], taps, mask, from);
    if constexpr (channels == 1) {
      return {{add_half_blocks(add_halves(a, b), add_halves(c, d))}};
    } else if constexpr (channels == 2) {
      return {{add_half_blocks(a, b), add_half_blocks(c, d)}};
    } else {
      return {{a, b, c, d}};
    }
  }

 private:
  /// Keeps the weights of an output's last step and clears what follows them. Three and four channels have no need.
  template <std::size_t bytes>
  HWY_INLINE static Vec<std::int16_t, bytes> last_mask(std::int32_t taps) {
    static constexpr std::int16_t masks[16] = {-1, -1, -1, -1, -1, -1, -1, -1};
    return hn::LoadDup128(Tag<std::int16_t, bytes>(), masks + 7 - (weight_count(taps) - 1) % step);
  }

  template <std::size_t bytes>
  HWY_INLINE static Vec<std::int32_t, bytes> output(const BlockRows<const From, bytes>& in, std::ptrdiff_t offset,
                                                    const std::int16_t* weights, std::int32_t taps,
                                                    Vec<std::int16_t, bytes> mask, Vec<std::int32_t, bytes> start) {
    PartSums<parts, bytes> sum(start);
    const std::int32_t count = weight_count(taps);
    std::int32_t k = 0;
    if constexpr (two_steps_at_once) {
      for (; k + 2 * step < count; k += 2 * step, offset += 2 * step * channels) {
        const auto samples = load_blocks<bytes>(in, LoadAt<16>{offset});
        add_step<bytes>(sum, pairs<0, bytes>(samples), weights + k, count);
        add_step<bytes>(sum, pairs<1, bytes>(samples), weights + k + step, count);
      }
      if (k + step < count) {
        const auto samples = load_blocks<bytes>(in, LoadAt<16>{offset});
        add_step<bytes>(sum, pairs<0, bytes>(samples), weights + k, count);
        add_step<bytes>(sum, pairs<1, bytes>(samples), weights + k + step, count, mask);
        return sum.total();
      }
    }
    constexpr std::size_t size = two_steps_at_once ? 8 : 16;
    for (; k + step < count; k += step, offset += step * channels) {
      const auto samples = load_blocks<bytes>(in, LoadAt<size>{offset});
      add_step<bytes>(sum, pairs<0, bytes>(samples), weights + k, count);
    }
    const auto samples = load_blocks<bytes>(in, LoadAt<size>{offset});
    add_step<bytes>(sum, pairs<0, bytes>(samples), weights + k, count, mask);
    return sum.total();
  }

  template <std::size_t bytes, class... Mask>
  HWY_INLINE static void add_step(PartSums<parts, bytes>& sum, Vec<std::int16_t, bytes> samples,
                                  const std::int16_t* weights, std::int32_t count, Mask... mask) {
    HWY_UNROLL(2)
    for (int part = 0; part < parts; ++part) {
      sum.add(part, samples, step_weights<bytes>(weights + part * count, mask...));
    }
  }

  /// Channel and taps of the two products that lane `lane` adds. The lanes of one channel need no order at all.
  static constexpr int sample_of(int lane, int which) {
    if (channels == 1) return pair_position(lane, which);
    if (channels == 2) return (2 * (lane / 2) + which) * 2 + lane % 2;
    return which * channels + lane;
  }

  static constexpr Positions pair_positions(int first_sample) {
    Positions positions{};
    for (int lane = 0; lane < 4; ++lane) {
      for (int which = 0; which < 2; ++which) {
        const int place = pair_position(lane, which);
        put_position<From>(positions, place, first_sample + sample_of(lane, which));
        if (channels == 3 && lane == 3) positions.at[2 * place] = positions.at[2 * place + 1] = nothing;
      }
    }
    return positions;
  }

  /// The pairs of the first or second step in a loaded block.
  template <int which_step, std::size_t bytes>
  HWY_INLINE static Vec<std::int16_t, bytes> pairs(Vec<std::uint8_t, bytes> samples) {
    static constexpr Positions positions = pair_positions(which_step * step * channels);
    if constexpr (channels == 1 && sizeof(From) == 2) return as_i16<bytes>(samples);
    return as_i16<bytes>(shuffle<bytes>(samples, positions));
  }

  /// A step's weights; of the last step, those that the mask keeps.
  template <std::size_t bytes, class... Mask>
  HWY_INLINE static Vec<std::int16_t, bytes> step_weights(const std::int16_t* weights, Mask... mask) {
    if constexpr (channels >= 3) {
      return weight_pair<bytes>(weights);
    } else {
      auto wanted = hn::LoadDup128(Tag<std::int16_t, bytes>(), weights);
      if constexpr (sizeof...(mask) != 0) wanted = hn::And(wanted, mask...);
      if constexpr (channels == 1) return wanted;
      static constexpr Positions positions = two_channel_weights();
      return as_i16<bytes>(shuffle<bytes>(hn::BitCast(Tag<std::uint8_t, bytes>(), wanted), positions));
    }
  }

  static constexpr Positions two_channel_weights() {
    Positions positions{};
    for (int lane = 0; lane < 4; ++lane) {
      for (int which = 0; which < 2; ++which) {
        put_position<std::int16_t>(positions, pair_position(lane, which), 2 * (lane / 2) + which);
      }
    }
    return positions;
  }
};

ISOPEL_SIMD_END

#endif  // ISOPEL_ARCH_SIMD_SUMS_INL_HPP_
