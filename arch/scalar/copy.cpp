// Contract 1, formulas (3) and (20): pixel copies; and pixels converted one by one, in plain C++.
// Assumes nothing about alignment; src and dst do not overlap, but may be the same where pixels keep their size.
// Tail: none, one sample at a time.
#include "arch/gather_rows.hpp"
#include "arch/scalar/scalar.hpp"

namespace isopel::scalar {
namespace {

/// `src` is where offset 0 is. The number of channels is a constant here so that a pixel is one or two loads. Without
/// weights a record is one offset. Four of them are read before the first pixel is stored, because for all that a
/// compiler knows the pixels may lie upon the table.
template <int channels>
void gather_row(const std::uint8_t* src, std::uint8_t* dst, const Taps& offsets) {
  const auto* offset = reinterpret_cast<const std::int32_t*>(offsets.records);
  const std::int32_t count = offsets.count;
  std::int32_t x = 0;
  for (; x + 4 <= count; x += 4, offset += 4, dst += 4 * channels) {
    const std::int32_t first = offset[0], second = offset[1], third = offset[2], fourth = offset[3];
    __builtin_memcpy(dst, src + first, channels);
    __builtin_memcpy(dst + channels, src + second, channels);
    __builtin_memcpy(dst + 2 * channels, src + third, channels);
    __builtin_memcpy(dst + 3 * channels, src + fourth, channels);
  }
  for (; x < count; ++x, ++offset, dst += channels) __builtin_memcpy(dst, src + *offset, channels);
}

template <int channels>
void gather(Rows<const std::uint8_t> src, Rows<std::uint8_t> dst, const Taps& x, const Taps& y) {
  gather_rows(src, dst, channels, x, y,
              [&](const std::uint8_t* from, std::uint8_t* to) { gather_row<channels>(from, to, x); });
}

}  // namespace

void gather_u8(Rows<const std::uint8_t> src, Rows<std::uint8_t> dst, std::int32_t channels, const Taps& x,
               const Taps& y) {
  switch (channels) {
    case 1:
      return gather<1>(src, dst, x, y);
    case 2:
      return gather<2>(src, dst, x, y);
    case 3:
      return gather<3>(src, dst, x, y);
    default:
      return gather<4>(src, dst, x, y);
  }
}

void premultiply_u8(const std::uint8_t* src, std::uint8_t* dst, std::int32_t pixels, std::int32_t channels) {
  for (std::int32_t i = 0; i < pixels; ++i, src += channels, dst += channels) {
    const std::uint8_t alpha = src[channels - 1];
    for (std::int32_t c = 0; c + 1 < channels; ++c) dst[c] = premultiply(src[c], alpha);
    dst[channels - 1] = alpha;
  }
}

void unpremultiply_u8(const std::uint8_t* src, std::uint8_t* dst, std::int32_t pixels, std::int32_t channels) {
  for (std::int32_t i = 0; i < pixels; ++i, src += channels, dst += channels) {
    const std::uint8_t alpha = src[channels - 1];
    for (std::int32_t c = 0; c + 1 < channels; ++c) dst[c] = unpremultiply(src[c], alpha);
    dst[channels - 1] = alpha;
  }
}

void unpack_rgb565(const std::uint8_t* src, std::uint8_t* dst, std::int32_t pixels, std::int32_t /*channels*/) {
  for (std::int32_t i = 0; i < pixels; ++i, src += 2, dst += 4) {
    const std::uint32_t pixel = word_of(src[0], src[1]);
    dst[0] = red_of(pixel);
    dst[1] = green_of(pixel);
    dst[2] = blue_of(pixel);
    dst[3] = 0;
  }
}

void pack_rgb565(const std::uint8_t* src, std::uint8_t* dst, std::int32_t pixels, std::int32_t /*channels*/) {
  for (std::int32_t i = 0; i < pixels; ++i, src += 4, dst += 2) {
    const std::uint32_t pixel = rgb565_of(src[0], src[1], src[2]);
    dst[0] = low_byte(pixel);
    dst[1] = high_byte(pixel);
  }
}

}  // namespace isopel::scalar
