// The sums of one box, four bytes at a time (gray) or in pairs of 16-bit halves (colour), and the loop over boxes that
// have nothing special; the formula of the mean comes from outside.
// Assumes nothing about alignment, but that the sums fit: u32 for gray, u16 for colour.
// Tail: none, box by box; reads exactly the boxes' samples.
#ifndef ISOPEL_ARCH_ARMV7EM_BOX_SUMS_HPP_
#define ISOPEL_ARCH_ARMV7EM_BOX_SUMS_HPP_

#include "arch/armv7em/dsp.hpp"

#if ISOPEL_HAVE_ARMV7EM

namespace isopel::armv7em {

inline constexpr std::int64_t largest_colour_area = 257;  // 255 * area fits u16

/// The sums of one box. add_row adds `width` pixels; put stores the mean pixel, for which `mean` rounds.
template <int channels>
struct BoxSums;

template <>
struct BoxSums<1> {
  Word gray = 0;

  void add_row(const std::uint8_t* in, std::int32_t width) {
    for (const std::uint8_t* const words_end = in + (width - width % 4); in != words_end; in += 4) {
      gray = add_all_bytes(gray, load<Word>(in));
    }
    if (width & 2) {
      gray = add_all_bytes(gray, load<std::uint16_t>(in));
      in += 2;
    }
    if (width & 1) gray += *in;
  }
  template <class Mean>
  void put(std::uint8_t* out, const Mean& mean) const {
    *out = mean(gray);
  }
};

inline Word low_half(Word halves) { return halves & 0xFFFF; }
inline Word high_half(Word halves) { return shift_down(halves, 16); }

template <>
struct BoxSums<2> {
  Word reds = 0, greens = 0;  // pixels with an even index in the low halves, the others in the high ones

  void add_row(const std::uint8_t* in, std::int32_t width) {
    for (const std::uint8_t* const words_end = in + 2 * (width - width % 2); in != words_end; in += 4) {
      add(load<Word>(in));
    }
    if (width & 1) add(load<std::uint16_t>(in));
  }
  template <class Mean>
  void put(std::uint8_t* out, const Mean& mean) const {
    out[0] = mean(low_half(reds) + high_half(reds));
    out[1] = mean(low_half(greens) + high_half(greens));
  }

 private:
  void add(Word pixels) {  // r g r' g'
    reds = add_bytes(reds, pixels);
    greens = add_bytes<8>(greens, pixels);
  }
};

template <>
struct BoxSums<3> {
  Word reds_blues = 0, greens = 0;  // the high half of greens is never used

  /// Needs at least two pixels: the word of the last one starts a byte early, to end where the row ends.
  void add_row(const std::uint8_t* in, std::int32_t width) {
    for (const std::uint8_t* const last = in + 3 * (width - 1); in != last; in += 3) {
      const Word pixel = load<Word>(in);  // r g b .
      reds_blues = add_bytes(reds_blues, pixel);
      greens = add_bytes<8>(greens, pixel);
    }
    const Word pixel = load<Word>(in - 1);  // . r g b
    reds_blues = add_bytes<8>(reds_blues, pixel);
    greens = add_bytes<16>(greens, pixel);
  }
  template <class Mean>
  void put(std::uint8_t* out, const Mean& mean) const {
    out[0] = mean(low_half(reds_blues));
    out[1] = mean(low_half(greens));
    out[2] = mean(high_half(reds_blues));
  }
};

template <>
struct BoxSums<4> {
  Word reds_blues = 0, greens_alphas = 0;

  void add_row(const std::uint8_t* in, std::int32_t width) {
    for (const std::uint8_t* const end = in + 4 * width; in != end; in += 4) {
      const Word pixel = load<Word>(in);
      reds_blues = add_bytes(reds_blues, pixel);
      greens_alphas = add_bytes<8>(greens_alphas, pixel);
    }
  }
  template <class Mean>
  void put(std::uint8_t* out, const Mean& mean) const {
    out[0] = mean(low_half(reds_blues));
    out[1] = mean(low_half(greens_alphas));
    out[2] = mean(high_half(reds_blues));
    out[3] = mean(high_half(greens_alphas));
  }
};

/// Always inlined, so that a call with plain numbers as sizes is unrolled.
template <int channels, class Mean>
[[gnu::always_inline]] inline void boxes(Rows<const std::uint8_t> src, std::uint8_t* dst, std::int32_t count,
                                         std::int32_t width, std::int32_t height, const Mean& mean) {
  const std::uint8_t* in = src.data;
  for (const std::uint8_t* const end = dst + count * channels; dst != end; dst += channels) {
    BoxSums<channels> sums;
    const std::uint8_t* row = in;
#pragma GCC unroll 4
    for (std::int32_t j = 0; j < height; ++j) {
      sums.add_row(row, width);
      row += src.stride;
    }
    sums.put(dst, mean);
    in += width * channels;
  }
}

}  // namespace isopel::armv7em

#endif  // ISOPEL_HAVE_ARMV7EM
#endif  // ISOPEL_ARCH_ARMV7EM_BOX_SUMS_HPP_
