// Passes along x over one channel with few taps: a block has room for the taps of several outputs. The members are
// those of AnyTaps in sums-inl.hpp.
#ifndef ISOPEL_ARCH_SIMD_FEW_TAPS_INL_HPP_
#define ISOPEL_ARCH_SIMD_FEW_TAPS_INL_HPP_

#include "arch/simd/sums-inl.hpp"

ISOPEL_SIMD_BEGIN

/// Up to two taps: the lanes are the outputs.
template <int parts, class From>
struct TwoTaps {
  static constexpr bool is_short = true;
  static constexpr bool has_many_taps = false;
  static std::int32_t extent(std::int32_t) { return 4 / sizeof(From); }
  static constexpr Start start(std::int32_t bias) { return {{bias, bias, bias, bias}}; }

  template <std::size_t bytes>
  HWY_INLINE static Sums<1, bytes> sums(const BlockRows<const From, bytes>& in, const FourOutputs& four, std::int32_t,
                                        const Start& start) {
    PartSums<parts, bytes> sum(hn::LoadDup128(Tag<std::int32_t, bytes>(), start.lane));
    const auto samples = pairs<bytes>(load_blocks<bytes>(in, LoadWords<0, 1, 2, 3>{four}));
    HWY_UNROLL(2)
    for (int part = 0; part < parts; ++part) sum.add(part, samples, weights<bytes>(four, 2 * part));
    return {{sum.total()}};
  }

 private:
  static constexpr Positions pair_positions() {
    Positions positions{};
    for (int lane = 0; lane < 4; ++lane) {
      for (int which = 0; which < 2; ++which) {
        put_position<From>(positions, pair_position(lane, which), lane * extent_in_word + which);
      }
    }
    return positions;
  }
  static constexpr int extent_in_word = 4 / sizeof(From);

  template <std::size_t bytes>
  HWY_INLINE static Vec<std::int16_t, bytes> pairs(Vec<std::uint8_t, bytes> samples) {
    if constexpr (sizeof(From) == 2) return pairs_of_neighbours<bytes>(as_i16<bytes>(samples));
    static constexpr Positions positions = pair_positions();
    return as_i16<bytes>(shuffle<bytes>(samples, positions));
  }

  template <std::size_t bytes>
  HWY_INLINE static Vec<std::int16_t, bytes> weights(const FourOutputs& four, int at) {
    const auto all = load_block(four.weights[0] + at, four.weights[1] + at, four.weights[2] + at, four.weights[3] + at);
    return pairs_of_neighbours<bytes>(as_i16<bytes>(repeat_block<bytes>(all)));
  }
};

/// Up to four taps: two lanes for each output.
template <int parts, class From>
struct FourTaps {
  static constexpr bool is_short = true;
  static constexpr bool has_many_taps = false;
  static std::int32_t extent(std::int32_t) { return 4; }
  static constexpr Start start(std::int32_t bias) { return {{bias, 0, bias, 0}}; }

  template <std::size_t bytes>
  HWY_INLINE static Sums<1, bytes> sums(const BlockRows<const From, bytes>& in, const FourOutputs& four, std::int32_t,
                                        const Start& start) {
    const auto from = hn::LoadDup128(Tag<std::int32_t, bytes>(), start.lane);
    Vec<std::int16_t, bytes> even, odd;  // the outputs 0 and 2, 1 and 3
    if constexpr (sizeof(From) == 2) {
      even = pairs_of_neighbours<bytes>(as_i16<bytes>(load_blocks<bytes>(in, LoadHalves<0, 2>{four})));
      odd = pairs_of_neighbours<bytes>(as_i16<bytes>(load_blocks<bytes>(in, LoadHalves<1, 3>{four})));
    } else {
      const auto samples = load_blocks<bytes>(in, LoadWords<0, 2, 1, 3>{four});
      static constexpr Positions first = pair_positions(0), last = pair_positions(8);
      even = as_i16<bytes>(shuffle<bytes>(samples, first));
      odd = as_i16<bytes>(shuffle<bytes>(samples, last));
    }
    PartSums<parts, bytes> even_sum(from), odd_sum(from);
    HWY_UNROLL(2)
    for (int part = 0; part < parts; ++part) {
      even_sum.add(part, even, weights<bytes>(four, 0, 2, 4 * part));
      odd_sum.add(part, odd, weights<bytes>(four, 1, 3, 4 * part));
    }
    // Lanes e0 o0 e0' o0' and e2 o2 e2' o2', the two primed and unprimed lanes of an output still to be added.
    const Tag<std::int32_t, bytes> d;
    const auto a = even_sum.total(), b = odd_sum.total();
    return {{add_half_blocks(hn::InterleaveLower(d, a, b), hn::InterleaveUpper(d, a, b))}};
  }

 private:
  static constexpr Positions pair_positions(int first_sample) {
    Positions positions{};
    for (int lane = 0; lane < 4; ++lane) {
      for (int which = 0; which < 2; ++which) {
        put_position<std::uint8_t>(positions, pair_position(lane, which), first_sample + 2 * lane + which);
      }
    }
    return positions;
  }

  template <std::size_t bytes>
  HWY_INLINE static Vec<std::int16_t, bytes> weights(const FourOutputs& four, int a, int b, int at) {
    const auto both = load_block(four.weights[a] + at, four.weights[b] + at);
    return pairs_of_neighbours<bytes>(as_i16<bytes>(repeat_block<bytes>(both)));
  }
};

ISOPEL_SIMD_END

#endif  // ISOPEL_ARCH_SIMD_FEW_TAPS_INL_HPP_
