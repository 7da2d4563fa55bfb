// Contract 1, formulas (3), (19) and (20): box means and pixel copies, in plain C++.
// Assumes nothing about alignment; src and dst do not overlap.
// Tail: none, one sample at a time.
#include "arch/scalar/scalar.hpp"

namespace isopel::scalar {
namespace {

template <class Sum>
void box(Rows<const std::uint8_t> src, std::uint8_t* dst, std::int32_t count, std::int32_t channels,
         std::int32_t box_width, std::int32_t box_height) {
  const Sum area = static_cast<Sum>(box_width) * static_cast<Sum>(box_height);
  for (std::int32_t x = 0; x < count; ++x) {
    for (std::int32_t c = 0; c < channels; ++c) {
      Sum sum = 0;
      for (std::int32_t j = 0; j < box_height; ++j) {
        const std::uint8_t* in = src.row(j) + static_cast<std::ptrdiff_t>(x) * box_width * channels + c;
        for (std::int32_t i = 0; i < box_width; ++i) sum += in[static_cast<std::ptrdiff_t>(i) * channels];
      }
      *dst++ = box_round(sum, area);
    }
  }
}

/// The number of channels is a constant here so that a pixel is one or two loads.
template <int channels>
void gather(const std::uint8_t* src, std::uint8_t* dst, const Taps& offsets) {
  for (std::int32_t x = 0; x < offsets.count; ++x, dst += channels) {
    __builtin_memcpy(dst, src + offsets.offset(x), channels);
  }
}

}  // namespace

void box_u8(Rows<const std::uint8_t> src, std::uint8_t* dst, std::int32_t count, std::int32_t channels,
            std::int32_t box_width, std::int32_t box_height) {
  const bool small = static_cast<std::int64_t>(box_width) * box_height <= largest_u32_box;
  (small ? box<std::uint32_t> : box<std::uint64_t>)(src, dst, count, channels, box_width, box_height);
}

void gather_u8(const std::uint8_t* src, std::uint8_t* dst, std::int32_t channels, const Taps& offsets) {
  switch (channels) {
    case 1:
      return gather<1>(src, dst, offsets);
    case 2:
      return gather<2>(src, dst, offsets);
    case 3:
      return gather<3>(src, dst, offsets);
    default:
      return gather<4>(src, dst, offsets);
  }
}

}  // namespace isopel::scalar
