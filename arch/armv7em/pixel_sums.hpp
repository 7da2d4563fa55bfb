// The sums of one output pixel of a horizontal pass: one per channel, two taps per multiply.
// PixelSums<From, channels> has
//     add_two_taps(in, weights)  the pixels at in and in + channels, times the low and the high weight
//     add_tap(in, weights)       the pixel at in, times the low weight
//     put(out, shift)            rounds and stores one pixel
//     join(high)                 adds 2048 times other sums: of i16 and one or four channels
// and reads exactly the samples of those pixels. The comments show samples in memory order: r g b r' g' b'.
#ifndef ISOPEL_ARCH_ARMV7EM_PIXEL_SUMS_HPP_
#define ISOPEL_ARCH_ARMV7EM_PIXEL_SUMS_HPP_

#include "arch/armv7em/dsp.hpp"

#if ISOPEL_HAVE_ARMV7EM

namespace isopel::armv7em {

template <class From, int channels>
struct PixelSums;

template <>
struct PixelSums<std::uint8_t, 1> {
  std::int32_t gray;

  explicit PixelSums(std::int32_t bias) : gray(bias) {}
  void add_two_taps(const std::uint8_t* in, Word weights) {
    const Word pair = load<std::uint16_t>(in);                                // g g' 0 0
    gray = add_pair(gray, even_bytes(low_and_high<8>(pair, pair)), weights);  // g g' g' 0
  }
  void add_tap(const std::uint8_t* in, Word weights) { gray = add_low(gray, *in, weights); }
  template <class To>
  void put(To* out, std::int32_t shift) const {
    armv7em::put(out, gray, shift);
  }
};

template <>
struct PixelSums<std::int16_t, 1> {
  std::int32_t gray;

  explicit PixelSums(std::int32_t bias) : gray(bias) {}
  void add_two_taps(const std::int16_t* in, Word weights) { gray = add_pair(gray, load<Word>(in), weights); }
  void add_tap(const std::int16_t* in, Word weights) { gray = add_low(gray, load<std::uint16_t>(in), weights); }
  void join(const PixelSums& high) { gray = armv7em::join(gray, high.gray); }
  template <class To>
  void put(To* out, std::int32_t shift) const {
    armv7em::put(out, gray, shift);
  }
};

struct TwoSums {
  std::int32_t r, g;

  explicit TwoSums(std::int32_t bias) : r(bias), g(bias) {}
  template <class To>
  void put(To* out, std::int32_t shift) const {
    armv7em::put(out, r, shift);
    armv7em::put(out + 1, g, shift);
  }
};

template <>
struct PixelSums<std::uint8_t, 2> : TwoSums {
  using TwoSums::TwoSums;
  void add_two_taps(const std::uint8_t* in, Word weights) {
    const Word pixels = load<Word>(in);  // r g r' g'
    r = add_pair(r, even_bytes(pixels), weights);
    g = add_pair(g, odd_bytes(pixels), weights);
  }
  void add_tap(const std::uint8_t* in, Word weights) {
    r = add_low(r, in[0], weights);
    g = add_low(g, in[1], weights);
  }
};

template <>
struct PixelSums<std::int16_t, 2> : TwoSums {
  using TwoSums::TwoSums;
  void add_two_taps(const std::int16_t* in, Word weights) {
    const Word pixel = load<Word>(in), next = load<Word>(in + 2);
    r = add_pair(r, low_halves(pixel, next), weights);
    g = add_pair(g, high_halves(pixel, next), weights);
  }
  void add_tap(const std::int16_t* in, Word weights) {
    const Word pixel = load<Word>(in);
    r = add_low(r, pixel, weights);
    g = add_high(g, pixel, weights);
  }
};

struct ThreeSums {
  std::int32_t r, g, b;

  explicit ThreeSums(std::int32_t bias) : r(bias), g(bias), b(bias) {}
  template <class To>
  void put(To* out, std::int32_t shift) const {
    armv7em::put(out, r, shift);
    armv7em::put(out + 1, g, shift);
    armv7em::put(out + 2, b, shift);
  }
};

template <>
struct PixelSums<std::uint8_t, 3> : ThreeSums {
  using ThreeSums::ThreeSums;
  void add_two_taps(const std::uint8_t* in, Word weights) {
    const Word first = load<Word>(in);                      // r g b r'
    const Word last = load<Word>(in + 2);                   // b r' g' b'
    const Word reds_greens = low_and_high<8>(first, last);  // r g r' g'
    r = add_pair(r, even_bytes(reds_greens), weights);
    g = add_pair(g, odd_bytes(reds_greens), weights);
    b = add_swapped_pair(b, even_bytes(top_byte_and_high(last, first)), weights);  // b' . b .
  }
  void add_tap(const std::uint8_t* in, Word weights) {
    r = add_low(r, in[0], weights);
    g = add_low(g, in[1], weights);
    b = add_low(b, in[2], weights);
  }
};

template <>
struct PixelSums<std::int16_t, 3> : ThreeSums {
  using ThreeSums::ThreeSums;
  void add_two_taps(const std::int16_t* in, Word weights) {
    const Word first = load<Word>(in), middle = load<Word>(in + 2), last = load<Word>(in + 4);  // r g, b r', g' b'
    r = add_pair(r, low_and_high(first, middle), weights);                                      // r r'
    g = add_swapped_pair(g, low_and_high(last, first), weights);                                // g' g
    b = add_pair(b, low_and_high(middle, last), weights);                                       // b b'
  }
  void add_tap(const std::int16_t* in, Word weights) {
    const Word first = load<Word>(in);
    r = add_low(r, first, weights);
    g = add_high(g, first, weights);
    b = add_low(b, load<std::uint16_t>(in + 2), weights);
  }
};

template <class From>
struct PixelSums<From, 4> {
  FourSums sums;

  explicit PixelSums(std::int32_t bias) : sums{bias, bias, bias, bias} {}
  void add_two_taps(const From* in, Word weights) { armv7em::add_two_taps(sums, in, in + 4, weights); }
  void add_tap(const From* in, Word weights) { armv7em::add_tap(sums, in, weights); }
  void join(const PixelSums& high) {
    sums = {armv7em::join(sums.s0, high.sums.s0), armv7em::join(sums.s1, high.sums.s1),
            armv7em::join(sums.s2, high.sums.s2), armv7em::join(sums.s3, high.sums.s3)};
  }
  template <class To>
  void put(To* out, std::int32_t shift) const {
    armv7em::put(out, sums, shift);
  }
};

/// Adds the taps from `in` on: their number is known, so there is no loop.
template <int count, class From, int channels>
void add_taps(PixelSums<From, channels>& sums, const From* in, const std::int16_t* weights) {
  if constexpr (count >= 2) {
    sums.add_two_taps(in, weight_pair(weights));
    add_taps<count - 2>(sums, in + 2 * channels, weights + 2);
  } else if constexpr (count == 1) {
    sums.add_tap(in, weight_pair(weights));
  }
}

}  // namespace isopel::armv7em

#endif  // ISOPEL_HAVE_ARMV7EM
#endif  // ISOPEL_ARCH_ARMV7EM_PIXEL_SUMS_HPP_
