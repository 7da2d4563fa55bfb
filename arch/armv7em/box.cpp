// Contract 1, formula (19): box means, added up four bytes at a time (gray) or in pairs of 16-bit halves (colour).
// Assumes nothing about alignment; src and dst do not overlap.
// Tail: 2:1 and 4:1 gray, which go by sixteens in assembly where rows are aligned, do their last four outputs again,
// overlapping the ones before; the others go output by output. Reads exactly the boxes' samples. Boxes whose sums might
// not fit, and colour boxes of one column, are scalar; in small programs also those of two and of four channels.
#include "arch/armv7em/armv7em.hpp"

#if ISOPEL_HAVE_ARMV7EM

#include "arch/armv7em/box_gray.hpp"
#include "arch/armv7em/box_sums.hpp"
#include "arch/scalar/scalar.hpp"

namespace isopel::armv7em {
namespace {

/// The exact mean, rounded half up.
struct HalfUp {
  Word area;
  std::uint8_t operator()(Word sum) const { return box_round(sum, area); }
};

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

bool is_aligned(Rows<const std::uint8_t> rows) {
  return ((reinterpret_cast<std::uintptr_t>(rows.data) | static_cast<std::uintptr_t>(rows.stride)) & 3) == 0;
}

/// All outputs of gray 2:1 or 4:1; there are at least four.
template <int side>
void shrink_gray_row(Rows<const std::uint8_t> src, std::uint8_t* dst, std::int32_t count) {
  std::int32_t done = 0;
  if (is_aligned(src) && count >= box_gray_step) {
    done = count & -box_gray_step;
    (side == 2 ? boxes_of_2 : boxes_of_4)(src.data, src.stride, dst, dst + done);
    if (done == count) return;
  }
  shrink_gray<side>({src.data + side * done, src.stride}, dst + done, (count - done) / step);
  const std::int32_t last = count - step;
  if (count % step != 0) shrink_gray<side>({src.data + side * last, src.stride}, dst + last, 1);
}

void box_gray(Rows<const std::uint8_t> src, std::uint8_t* dst, std::int32_t count, std::int32_t width,
              std::int32_t height) {
  const HalfUp mean{static_cast<Word>(width) * static_cast<Word>(height)};
  if (!is_small) {
    if (width == 2 && height == 2 && count >= step) return shrink_gray_row<2>(src, dst, count);
    if (width == 4 && height == 4 && count >= step) return shrink_gray_row<4>(src, dst, count);
    if (width == 3 && height == 3) return boxes<1>(src, dst, count, 3, 3, mean);
    // Rows of a known width have no loop.
    if (width == 5) return boxes<1>(src, dst, count, 5, height, mean);
    if (width == 6) return boxes<1>(src, dst, count, 6, height, mean);
    if (width == 8) return boxes<1>(src, dst, count, 8, height, mean);
  }
  boxes<1>(src, dst, count, width, height, mean);
}

template <int channels>
void box_colour(Rows<const std::uint8_t> src, std::uint8_t* dst, std::int32_t count, std::int32_t width,
                std::int32_t height) {
  const HalfUp mean{static_cast<Word>(width) * static_cast<Word>(height)};
  if (!is_small && width == 2 && height == 2) {
    boxes<channels>(src, dst, count, 2, 2, mean);
  } else {
    boxes<channels>(src, dst, count, width, height, mean);
  }
}

[[gnu::noinline]] void box_any(Rows<const std::uint8_t> src, std::uint8_t* dst, std::int32_t count,
                               std::int32_t channels, std::int32_t box_width, std::int32_t box_height) {
  const std::int64_t area = static_cast<std::int64_t>(box_width) * box_height;
  if (channels == 1 && area <= largest_u32_box) return box_gray(src, dst, count, box_width, box_height);
  if (box_width >= 2 && area <= largest_colour_area) {
    if (!is_small && channels == 2) return box_colour<2>(src, dst, count, box_width, box_height);
    if (channels == 3) return box_colour<3>(src, dst, count, box_width, box_height);
    if (!is_small && channels == 4) return box_colour<4>(src, dst, count, box_width, box_height);
  }
  scalar::box_u8(src, dst, count, channels, box_width, box_height);
}

}  // namespace

void box_u8(Rows<const std::uint8_t> src, std::uint8_t* dst, std::int32_t count, std::int32_t channels,
            std::int32_t box_width, std::int32_t box_height) {
  // What a board does most, without detours; count is not 0.
  const std::int32_t unfit = (channels ^ 1) | (box_width ^ box_height) | (count & (box_gray_step - 1));
  if (unfit == 0 && is_aligned(src)) {
    if (box_width == 2) return boxes_of_2(src.data, src.stride, dst, dst + count);
    if (!is_small && box_width == 4) return boxes_of_4(src.data, src.stride, dst, dst + count);
  }
  box_any(src, dst, count, channels, box_width, box_height);
}

}  // namespace isopel::armv7em

#endif  // ISOPEL_HAVE_ARMV7EM
