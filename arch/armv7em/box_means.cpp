// Means of boxes that round otherwise than formula (19) of contract 1: mean_to_even and mean_by_reciprocal in
// engine/arithmetic.hpp.
// Assumes nothing about alignment; src and dst do not overlap.
// Tail: none, one output at a time; reads exactly the boxes' samples. Colour boxes of one column, or whose sums might
// not fit, are scalar.
#include "arch/armv7em/armv7em.hpp"

#if ISOPEL_HAVE_ARMV7EM

#include "arch/armv7em/box_sums.hpp"
#include "arch/armv7em/float_dsp.hpp"
#include "arch/scalar/scalar.hpp"

namespace isopel::armv7em {
namespace {

/// Returns whether it could.
template <class Mean>
bool any_boxes(Rows<const std::uint8_t> src, std::uint8_t* dst, std::int32_t count, std::int32_t channels,
               std::int32_t width, std::int32_t height, const Mean& mean) {
  if (channels == 1) {
    if (width == 4 && height == 4) {
      boxes<1>(src, dst, count, 4, 4, mean);
    } else {
      boxes<1>(src, dst, count, width, height, mean);
    }
    return true;
  }
  if (width < 2 || static_cast<std::int64_t>(width) * height > largest_colour_area) return false;
  if (channels == 2) boxes<2>(src, dst, count, width, height, mean);
  if (channels == 3) boxes<3>(src, dst, count, width, height, mean);
  if (channels == 4) boxes<4>(src, dst, count, width, height, mean);
  return true;
}

struct ByReciprocal {
  Word half, reciprocal;
  std::uint8_t operator()(Word sum) const {
    return static_cast<std::uint8_t>(shift_down((sum + half) * reciprocal, 24));
  }
};

}  // namespace

void box_u8_reciprocal(Rows<const std::uint8_t> src, std::uint8_t* dst, std::int32_t count, std::int32_t channels,
                       std::int32_t box_width, std::int32_t box_height) {
  const Word area = static_cast<Word>(box_width) * static_cast<Word>(box_height);
  const ByReciprocal mean{area / 2, reciprocal_of(area)};
  if (any_boxes(src, dst, count, channels, box_width, box_height, mean)) return;
  scalar::box_u8_reciprocal(src, dst, count, channels, box_width, box_height);
}

#if ISOPEL_HAVE_ARMV7EM_FLOATS

namespace {

struct HalfToEven {
  float reciprocal;
  std::uint8_t operator()(Word sum) const {
    return round_and_clamp(static_cast<float>(static_cast<std::int32_t>(sum)) * reciprocal);
  }
};

}  // namespace

void box_u8_even(Rows<const std::uint8_t> src, std::uint8_t* dst, std::int32_t count, std::int32_t channels,
                 std::int32_t box_width, std::int32_t box_height) {
  const HalfToEven mean{1.0f / static_cast<float>(box_width * box_height)};
  if (any_boxes(src, dst, count, channels, box_width, box_height, mean)) return;
  scalar::box_u8_even(src, dst, count, channels, box_width, box_height);
}

#endif  // ISOPEL_HAVE_ARMV7EM_FLOATS

}  // namespace isopel::armv7em

#endif  // ISOPEL_HAVE_ARMV7EM
