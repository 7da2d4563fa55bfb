// Contract 1, formula (24): pixels of 16 bits from and to three samples of 8 bits, sixteen at a time; and planes picked
// from interleaved pixels, a block of samples at a time.
// Assumes nothing about the alignment of bytes, and that floats are 4-byte aligned; src and dst do not overlap.
// Tail: the last pixels are done again, overlapping the ones before; fewer than one step has are scalar, and so are
// planes of more than four channels.
#ifndef ISOPEL_ARCH_SIMD_PACKED_INL_HPP_
#define ISOPEL_ARCH_SIMD_PACKED_INL_HPP_

#include <algorithm>

#include "arch/scalar/scalar.hpp"
#include "arch/simd/blocks-inl.hpp"

ISOPEL_SIMD_BEGIN

// --- (24)

using EightWords = Vec<std::uint16_t, block_bytes>;
constexpr Tag<std::uint16_t, block_bytes> eight_words;
constexpr std::int32_t packed_step = 16;

HWY_INLINE EightWords swap_bytes(EightWords pixels) {
  return hn::Or(hn::ShiftLeft<8>(pixels), hn::ShiftRight<8>(pixels));
}

/// Words below 256.
HWY_INLINE Block to_bytes(EightWords lower, EightWords upper) {
  const Tag<std::int16_t, block_bytes> d;
  return clamp_to_u8(hn::BitCast(d, lower), hn::BitCast(d, upper));
}

struct EightPixels {
  EightWords red, green, blue;
};

template <bool swapped>
HWY_INLINE EightPixels widen(const std::uint8_t* from) {
  auto pixels = hn::BitCast(eight_words, load_block<block_bytes>(from));
  if constexpr (swapped) pixels = swap_bytes(pixels);
  const auto red = hn::ShiftRight<11>(pixels);
  const auto green = hn::And(hn::ShiftRight<5>(pixels), hn::Set(eight_words, 63));
  const auto blue = hn::And(pixels, hn::Set(eight_words, 31));
  return {hn::Or(hn::ShiftLeft<3>(red), hn::ShiftRight<2>(red)),
          hn::Or(hn::ShiftLeft<2>(green), hn::ShiftRight<4>(green)),
          hn::Or(hn::ShiftLeft<3>(blue), hn::ShiftRight<2>(blue))};
}

template <bool swapped>
void widen_pixels(const std::uint8_t* src, std::uint8_t* dst, std::int32_t pixels) {
  for (std::int32_t i = 0; i < pixels; i += packed_step) {
    const std::ptrdiff_t at = std::min(i, pixels - packed_step);
    const EightPixels first = widen<swapped>(src + 2 * at), second = widen<swapped>(src + 2 * at + 16);
    hn::StoreInterleaved3(to_bytes(first.red, second.red), to_bytes(first.green, second.green),
                          to_bytes(first.blue, second.blue), Tag<std::uint8_t, block_bytes>(), dst + 3 * at);
  }
}

void rgb565_to_u8(const std::uint8_t* src, std::uint8_t* dst, std::int32_t pixels, bool swapped) {
  if (pixels < packed_step) return scalar::rgb565_to_u8(src, dst, pixels, swapped);
  auto* const widen_all = swapped ? widen_pixels<true> : widen_pixels<false>;
  widen_all(src, dst, pixels);
}

/// (largest * v + 127) / 255, where a division of x by 255 is (x + 1 + x / 256) / 256.
template <int largest>
HWY_INLINE EightWords narrowed(EightWords samples) {
  const auto x = hn::Add(hn::Mul(samples, hn::Set(eight_words, largest)), hn::Set(eight_words, 127));
  return hn::ShiftRight<8>(hn::Add(hn::Add(x, hn::Set(eight_words, 1)), hn::ShiftRight<8>(x)));
}

template <bool swapped>
HWY_INLINE EightWords join(EightWords red, EightWords green, EightWords blue) {
  const auto pixels =
      hn::Or(hn::Or(hn::ShiftLeft<11>(narrowed<31>(red)), hn::ShiftLeft<5>(narrowed<63>(green))), narrowed<31>(blue));
  return swapped ? swap_bytes(pixels) : pixels;
}

template <bool swapped>
void narrow_pixels(const std::uint8_t* src, std::uint8_t* dst, std::int32_t pixels) {
  const Tag<std::uint8_t, block_bytes> d;
  const auto zero = hn::Zero(d);
  for (std::int32_t i = 0; i < pixels; i += packed_step) {
    const std::ptrdiff_t at = std::min(i, pixels - packed_step);
    Block red, green, blue;
    hn::LoadInterleaved3(d, src + 3 * at, red, green, blue);
    const auto lower = join<swapped>(hn::BitCast(eight_words, hn::InterleaveLower(d, red, zero)),
                                     hn::BitCast(eight_words, hn::InterleaveLower(d, green, zero)),
                                     hn::BitCast(eight_words, hn::InterleaveLower(d, blue, zero)));
    const auto upper = join<swapped>(hn::BitCast(eight_words, hn::InterleaveUpper(d, red, zero)),
                                     hn::BitCast(eight_words, hn::InterleaveUpper(d, green, zero)),
                                     hn::BitCast(eight_words, hn::InterleaveUpper(d, blue, zero)));
    hn::StoreU(hn::BitCast(d, lower), d, dst + 2 * at);
    hn::StoreU(hn::BitCast(d, upper), d, dst + 2 * at + 16);
  }
}

void u8_to_rgb565(const std::uint8_t* src, std::uint8_t* dst, std::int32_t pixels, bool swapped) {
  if (pixels < packed_step) return scalar::u8_to_rgb565(src, dst, pixels, swapped);
  auto* const narrow_all = swapped ? narrow_pixels<true> : narrow_pixels<false>;
  narrow_all(src, dst, pixels);
}

// --- Planes: a block of them is gathered from as many blocks as there are channels.

template <int channels, class Sample>
void pick_plane(const Sample* src, Sample* dst, std::int32_t pixels, std::int32_t channel) {
  constexpr int size = sizeof(Sample), step = block_bytes / size;
  Positions positions[channels];
  for (int i = 0; i < channels * 16; ++i) {
    const int from = (i % 16 / size * channels + channel) * size + i % size - i / 16 * 16;
    positions[i / 16].at[i % 16] = from >= 0 && from < 16 ? static_cast<std::uint8_t>(from) : nothing;
  }
  for (std::int32_t i = 0; i < pixels; i += step) {
    const std::ptrdiff_t at = std::min(i, pixels - step);
    const Sample* const from = src + at * channels;
    Block plane = shuffle<block_bytes>(load_block<block_bytes>(from), positions[0]);
    HWY_UNROLL(4)
    for (int k = 1; k < channels; ++k) {
      plane = hn::Or(plane, shuffle<block_bytes>(load_block<block_bytes>(from + k * step), positions[k]));
    }
    store_block<block_bytes>(plane, dst + at);
  }
}

/// Returns whether it could.
template <class Sample>
bool plane(const Sample* src, Sample* dst, std::int32_t pixels, std::int32_t channels, std::int32_t channel) {
  constexpr std::int32_t step = block_bytes / sizeof(Sample);
  if (pixels < step || channels < 2 || channels > 4) return false;
  auto* const pick = channels == 2   ? pick_plane<2, Sample>
                     : channels == 3 ? pick_plane<3, Sample>
                                     : pick_plane<4, Sample>;
  pick(src, dst, pixels, channel);
  return true;
}

void plane_u8(const std::uint8_t* src, std::uint8_t* dst, std::int32_t pixels, std::int32_t channels,
              std::int32_t channel) {
  if (!plane(src, dst, pixels, channels, channel)) scalar::plane_u8(src, dst, pixels, channels, channel);
}

void plane_f32(const float* src, float* dst, std::int32_t pixels, std::int32_t channels, std::int32_t channel) {
  if (!plane(src, dst, pixels, channels, channel)) scalar::plane_f32(src, dst, pixels, channels, channel);
}

ISOPEL_SIMD_END

#endif  // ISOPEL_ARCH_SIMD_PACKED_INL_HPP_
