// Contract 1, formulas (16) and (17), with two taps each whose weights are averages: both passes in lanes of 16 bits.
// With w0 + w1 = 2^14, neither negative, they are exactly
//     t + 2^14 = e = 128 p0 + floor(1/2 - w1 (128 p0 - 128 p1) / 2^14)
//     o = (e_b + 64 + floor(-w_o (e_b - e_o) / 2^14)) >> 7      b is the tap that weighs more, o the other
// where e is 0 .. 32640 and o is 0 .. 255, so nothing needs more bits or a clamp.
// This file: the arithmetic, and what tables must be like.
#ifndef ISOPEL_ARCH_SIMD_TWO_BY_TWO_INL_HPP_
#define ISOPEL_ARCH_SIMD_TWO_BY_TWO_INL_HPP_

#include <algorithm>

#include "arch/simd/blocks-inl.hpp"

ISOPEL_SIMD_BEGIN

constexpr std::int32_t whole_weight = 1 << 14;
/// Of the weight of a pass' second tap, or of the other tap.
constexpr std::int32_t first_factor = -2, second_factor = ISOPEL_SIMD_NEON ? -2 : -4;

template <std::size_t bytes>
using Shorts = Vec<std::int16_t, bytes>;

/// e, from samples times 128.
template <std::size_t bytes>
HWY_INLINE Shorts<bytes> first_average(Shorts<bytes> p0, Shorts<bytes> p1, Shorts<bytes> factor) {
  return hn::Add(p0, hn::MulFixedPoint15(factor, hn::Sub(p0, p1)));
}

/// o, from e_b and e_o.
template <std::size_t bytes>
HWY_INLINE Shorts<bytes> second_average(Shorts<bytes> base, Shorts<bytes> other, Shorts<bytes> factor) {
  const Tag<std::int16_t, bytes> d;
  const Tag<std::uint16_t, bytes> bits;
  const auto difference = hn::Sub(base, other);
#if ISOPEL_SIMD_NEON
  const Shorts<bytes> moved(vqdmulhq_s16(factor.raw, difference.raw));
#else
  const auto moved = hn::MulHigh(factor, difference);
#endif
  const auto sum = hn::Add(hn::Add(base, hn::Set(d, 64)), moved);
  return hn::BitCast(d, hn::ShiftRight<7>(hn::BitCast(bits, sum)));
}

/// Samples that are the high bytes of words, times 128.
template <std::size_t bytes>
HWY_INLINE Shorts<bytes> times_128(Vec<std::uint8_t, bytes> high_bytes) {
  const Tag<std::uint16_t, bytes> bits;
  return hn::BitCast(Tag<std::int16_t, bytes>(), hn::ShiftRight<1>(hn::BitCast(bits, high_bytes)));
}

/// The other tap's weight and the place of the one that weighs more.
struct TwoWeights {
  std::int32_t second, other;
  bool swapped;  ///< the second tap weighs more

  explicit TwoWeights(const std::int16_t* weights)
      : second(weights[1]), other(std::min(weights[0], weights[1])), swapped(weights[1] > weights[0]) {}
};

/// One output row's pass along y: its two source rows and the factor. `along_y_first` decides which pass it is.
template <class Sample>
struct TwoRows {
  const Sample *base, *other;
  std::int16_t factor;
};
inline TwoRows<std::uint8_t> two_rows(Rows<const std::uint8_t> src, const Taps& y, std::int32_t r, bool y_is_first) {
  const TwoWeights weights(y.weights(r));
  const std::uint8_t *const a = src.row(y.offset(r)), *const b = src.row(y.offset(r) + 1);
  if (y_is_first) return {a, b, static_cast<std::int16_t>(first_factor * weights.second)};
  const auto factor = static_cast<std::int16_t>(second_factor * weights.other);
  return weights.swapped ? TwoRows<std::uint8_t>{b, a, factor} : TwoRows<std::uint8_t>{a, b, factor};
}

/// Whether all weights are averages.
inline bool averages(const Taps& taps) {
  std::int32_t wrong = 0;
  for (std::int32_t i = 0; i < taps.count; ++i) {
    const std::int32_t w0 = taps.weights(i)[0], w1 = taps.weights(i)[1];
    wrong |= w0 | w1 | (w0 + w1 - whole_weight) | (whole_weight - w0 - w1);
  }
  return wrong >= 0;
}

/// Whether outputs are means of two taps each, the windows without gaps.
inline bool halves(const Taps& taps, std::int32_t pixel) {
  std::int32_t wrong = 0;
  for (std::int32_t i = 0; i < taps.count; ++i) {
    wrong |= (taps.weights(i)[0] - whole_weight / 2) | (taps.offset(i) - taps.offset(0) - 2 * pixel * i);
  }
  return wrong == 0;
}

ISOPEL_SIMD_END

#endif  // ISOPEL_ARCH_SIMD_TWO_BY_TWO_INL_HPP_
