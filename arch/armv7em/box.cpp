// Contract 1, formula (19): box means, added up four bytes at a time (gray) or in pairs of 16-bit halves (colour).
// Assumes nothing about alignment; src and dst do not overlap.
// Tail: 2:1 and 4:1 gray do their last four outputs again, overlapping the ones before; the others go output by output.
// Reads exactly the boxes' samples. Boxes whose sums might not fit, and colour boxes of one column, are scalar.
#include "arch/armv7em/armv7em.hpp"

#if ISOPEL_HAVE_ARMV7EM

#include "arch/armv7em/dsp.hpp"
#include "arch/scalar/scalar.hpp"

namespace isopel::armv7em {
namespace {

constexpr std::int64_t largest_colour_area = 257;  // 255 * area fits u16

/// The sums of one box. add_row adds `width` pixels; put rounds and stores the mean pixel of `area` ones.
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
  void put(std::uint8_t* out, Word area) const { *out = box_round(gray, area); }
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
  void put(std::uint8_t* out, Word area) const {
    out[0] = box_round(low_half(reds) + high_half(reds), area);
    out[1] = box_round(low_half(greens) + high_half(greens), area);
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
  void put(std::uint8_t* out, Word area) const {
    out[0] = box_round(low_half(reds_blues), area);
    out[1] = box_round(low_half(greens), area);
    out[2] = box_round(high_half(reds_blues), area);
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
  void put(std::uint8_t* out, Word area) const {
    out[0] = box_round(low_half(reds_blues), area);
    out[1] = box_round(low_half(greens_alphas), area);
    out[2] = box_round(high_half(reds_blues), area);
    out[3] = box_round(high_half(greens_alphas), area);
  }
};

/// Always inlined, so that a call with plain numbers as sizes is unrolled.
template <int channels>
[[gnu::always_inline]] inline void boxes(Rows<const std::uint8_t> src, std::uint8_t* dst, std::int32_t count,
                                         std::int32_t width, std::int32_t height) {
  const Word area = static_cast<Word>(width) * static_cast<Word>(height);
  const std::uint8_t* in = src.data;
  for (const std::uint8_t* const end = dst + count * channels; dst != end; dst += channels) {
    BoxSums<channels> sums;
    const std::uint8_t* row = in;
#pragma GCC unroll 4
    for (std::int32_t j = 0; j < height; ++j) {
      sums.add_row(row, width);
      row += src.stride;
    }
    sums.put(dst, area);
    in += width * channels;
  }
}

constexpr std::int32_t step = 4;

/// The sums of four boxes next to each other.
struct FourBoxes {
  Word even, odd;  // of the boxes 0 and 2, 1 and 3
};

/// From `bias` on, the sums of four 2 x 2 boxes.
inline FourBoxes add_four_boxes_of_2(Rows<const std::uint8_t> src, Word bias) {
  Word first = bias | shift_up(bias, 16), last = first;
  for (int j = 0; j < 2; ++j) {
    const Word a = load<Word>(src.row(j)), b = load<Word>(src.row(j) + 4);
    first = add_bytes<8>(add_bytes(first, a), a);
    last = add_bytes<8>(add_bytes(last, b), b);
  }
  return {low_halves(first, last), high_halves(first, last)};
}

/// From `bias` on, the sums of four 4 x 4 boxes.
inline FourBoxes add_four_boxes_of_4(Rows<const std::uint8_t> src, Word bias) {
  Word sums[] = {bias, bias, bias, bias};
#pragma GCC unroll 4
  for (int j = 0; j < 4; ++j) {
#pragma GCC unroll 4
    for (int i = 0; i < 4; ++i) sums[i] = add_all_bytes(sums[i], load<Word>(src.row(j) + 4 * i));
  }
  return {low_halves(sums[0], sums[2]), low_halves(sums[1], sums[3])};
}

/// `steps` times four outputs of gray 2:1 or 4:1. The area is a power of two: rounding is a bias and a shift.
template <int side>
[[gnu::noinline]] void shrink_gray(Rows<const std::uint8_t> src, std::uint8_t* out, std::int32_t steps) {
  constexpr Word bias = side * side / 2;
  constexpr int shift = side;  // side * side == 2^side, for 2 and for 4
  const Word low_bytes = in_register(0x00FF00FF);
  for (; steps > 0; --steps) {
    const auto [even, odd] = side == 2 ? add_four_boxes_of_2(src, bias) : add_four_boxes_of_4(src, bias);
    store(out, (shift_down(even, shift) & low_bytes) | shift_up(shift_down(odd, shift) & low_bytes, 8));
    src.data += step * side;
    out += step;
  }
}

/// All outputs of gray 2:1 or 4:1; there are at least four.
template <int side>
void shrink_gray_row(Rows<const std::uint8_t> src, std::uint8_t* dst, std::int32_t count) {
  shrink_gray<side>(src, dst, count / step);
  const std::int32_t last = count - step;
  if (count % step != 0) shrink_gray<side>({src.data + side * last, src.stride}, dst + last, 1);
}

void box_gray(Rows<const std::uint8_t> src, std::uint8_t* dst, std::int32_t count, std::int32_t width,
              std::int32_t height) {
  if (width == 2 && height == 2 && count >= step) return shrink_gray_row<2>(src, dst, count);
  if (width == 4 && height == 4 && count >= step) return shrink_gray_row<4>(src, dst, count);
  if (width == 3 && height == 3) return boxes<1>(src, dst, count, 3, 3);
  boxes<1>(src, dst, count, width, height);
}

template <int channels>
void box_colour(Rows<const std::uint8_t> src, std::uint8_t* dst, std::int32_t count, std::int32_t width,
                std::int32_t height) {
  if (width == 2 && height == 2) {
    boxes<channels>(src, dst, count, 2, 2);
  } else {
    boxes<channels>(src, dst, count, width, height);
  }
}

}  // namespace

void box_u8(Rows<const std::uint8_t> src, std::uint8_t* dst, std::int32_t count, std::int32_t channels,
            std::int32_t box_width, std::int32_t box_height) {
  const std::int64_t area = static_cast<std::int64_t>(box_width) * box_height;
  if (channels == 1 && area <= largest_u32_box) return box_gray(src, dst, count, box_width, box_height);
  if (box_width >= 2 && area <= largest_colour_area) {
    if (channels == 2) return box_colour<2>(src, dst, count, box_width, box_height);
    if (channels == 3) return box_colour<3>(src, dst, count, box_width, box_height);
    if (channels == 4) return box_colour<4>(src, dst, count, box_width, box_height);
  }
  scalar::box_u8(src, dst, count, channels, box_width, box_height);
}

}  // namespace isopel::armv7em

#endif  // ISOPEL_HAVE_ARMV7EM
