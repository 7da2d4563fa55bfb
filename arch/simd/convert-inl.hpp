// Pixels converted one by one: formulas premultiply, unpremultiply and rgb565_of in engine/arithmetic.hpp, and their
// inverses.
// Assumes nothing about alignment; src and dst do not overlap, but may be the same where pixels keep their size.
// Tail: the last vector overlaps the ones before; it is computed first, for dst may be src, and stored last. Fewer
// pixels than a vector has are scalar.
#ifndef ISOPEL_ARCH_SIMD_CONVERT_INL_HPP_
#define ISOPEL_ARCH_SIMD_CONVERT_INL_HPP_

#include "arch/scalar/scalar.hpp"
#include "arch/simd/verbs-inl.hpp"

ISOPEL_SIMD_BEGIN

/// Every vector of src through Pixels::convert, or the scalar kernel. Pixels says how many bytes a vector of them has
/// on either side, and how many one pixel has.
template <class Pixels>
void convert_pixels(const std::uint8_t* src, std::uint8_t* dst, std::int32_t pixels, std::int32_t channels,
                    ConvertKernel* scalar_kernel) {
  constexpr std::int32_t step = Pixels::vector_from / Pixels::pixel_from;
  if (pixels < step) return scalar_kernel(src, dst, pixels, channels);
  const std::ptrdiff_t last = pixels - step;
  const Tag<std::uint8_t, Pixels::vector_from> from;
  const Tag<std::uint8_t, Pixels::vector_to> to;
  const auto last_vector = Pixels::convert(hn::LoadU(from, src + last * Pixels::pixel_from));
  for (std::ptrdiff_t i = 0; i < last; i += step) {
    hn::StoreU(Pixels::convert(hn::LoadU(from, src + i * Pixels::pixel_from)), to, dst + i * Pixels::pixel_to);
  }
  hn::StoreU(last_vector, to, dst + last * Pixels::pixel_to);
}

using Bytes = Vec<std::uint8_t, widest>;
using Words = Vec<std::uint16_t, widest>;
using Pixels32 = Vec<std::uint32_t, widest>;
constexpr Tag<std::uint8_t, widest> bytes_tag;
constexpr Tag<std::uint16_t, widest> words_tag;
constexpr Tag<std::uint32_t, widest> pixels_tag;

// --- Packed pixels.

struct Unpack565 {
  static constexpr std::int32_t pixel_from = 2, pixel_to = 4;
  static constexpr std::size_t vector_from = widest / 2, vector_to = widest;

  HWY_INLINE static Bytes convert(Vec<std::uint8_t, vector_from> packed) {
    const auto pixels = hn::PromoteTo(pixels_tag, hn::BitCast(Tag<std::uint16_t, vector_from>(), packed));
    const auto red = hn::ShiftRight<11>(pixels);
    const auto green = hn::And(hn::ShiftLeft<3>(pixels), hn::Set(pixels_tag, 63 << 8));
    const auto blue = hn::ShiftLeft<16>(hn::And(pixels, hn::Set(pixels_tag, 31)));
    return hn::BitCast(bytes_tag, hn::Or(red, hn::Or(green, blue)));
  }
};

struct Pack565 {
  static constexpr std::int32_t pixel_from = 4, pixel_to = 2;
  static constexpr std::size_t vector_from = widest, vector_to = widest / 2;

  HWY_INLINE static Vec<std::uint8_t, vector_to> convert(Bytes samples) {
    const auto largest = hn::BitCast(bytes_tag, hn::Set(pixels_tag, 31 << 16 | 63 << 8 | 31));
    const auto pixels = hn::BitCast(pixels_tag, hn::Min(samples, largest));
    const auto red = hn::And(hn::ShiftLeft<11>(pixels), hn::Set(pixels_tag, 31 << 11));
    const auto green = hn::And(hn::ShiftRight<3>(pixels), hn::Set(pixels_tag, 63 << 5));
    const auto packed = hn::Or(hn::Or(red, green), hn::ShiftRight<16>(pixels));
    return hn::BitCast(Tag<std::uint8_t, vector_to>(), hn::TruncateTo(Tag<std::uint16_t, vector_to>(), packed));
  }
};

// --- Colours times alpha.

template <int channels>
struct Premultiply {
  static constexpr std::int32_t pixel_from = channels, pixel_to = channels;
  static constexpr std::size_t vector_from = widest, vector_to = widest;

  HWY_INLINE static Bytes convert(Bytes samples) {
    static constexpr Positions first = factor_positions(0), second = factor_positions(8);
    const auto zero = hn::Zero(bytes_tag);
    const auto lower = products(hn::InterleaveLower(bytes_tag, samples, zero), shuffle<widest>(samples, first));
    const auto upper = products(hn::InterleaveUpper(bytes_tag, samples, zero), shuffle<widest>(samples, second));
    const Tag<std::int16_t, widest> d16;
    return clamp_to_u8(hn::BitCast(d16, lower), hn::BitCast(d16, upper));
  }

 private:
  /// Every sample's alpha as a word; but alpha itself is multiplied by 255, which leaves it as it is.
  static constexpr Positions factor_positions(int first_sample) {
    Positions positions{};
    for (int lane = 0; lane < 8; ++lane) {
      const bool is_alpha = lane % channels == channels - 1;
      const int alpha = first_sample + lane / channels * channels + channels - 1;
      positions.at[2 * lane] = is_alpha ? nothing : static_cast<std::uint8_t>(alpha);
      positions.at[2 * lane + 1] = nothing;
    }
    return positions;
  }

  HWY_INLINE static Words products(Bytes samples, Bytes factors) {
    const auto at_alpha =
        hn::Set(Tag<std::uint64_t, widest>(), channels == 2 ? 0x00FF000000FF0000 : 0x00FF000000000000);
    const auto factor = hn::Or(hn::BitCast(words_tag, factors), hn::BitCast(words_tag, at_alpha));
    const auto product = hn::Add(hn::Mul(hn::BitCast(words_tag, samples), factor), hn::Set(words_tag, 128));
    return hn::ShiftRight<8>(hn::Add(product, hn::ShiftRight<8>(product)));
  }
};

// --- Colours through alpha: floor(colour * (255 / alpha)) in floats. Adding 1.5 * 2^15 rounds a quotient to a multiple
// of
// --- 1 / 256. Exact ones are multiples of 1 / alpha, alpha < 255: their fractions round to 255 / 256 at most, and
// errors
// --- as small as ours, also where the division is not rounded correctly (Armv7), change none. So the bits above the
// --- fraction are what is wanted. Alphas of 0 are treated as 255, which leaves colours as they are.

template <int channels>
struct Unpremultiply {
  static constexpr std::int32_t pixel_from = channels, pixel_to = channels;
  static constexpr std::size_t vector_from = widest, vector_to = widest;

  HWY_INLINE static Bytes convert(Bytes samples) {
    const auto pixels = hn::BitCast(pixels_tag, samples);
    const auto last = factor(hn::ShiftRight<24>(pixels));
    if constexpr (channels == 4) {
      const auto colours = hn::Or(hn::Or(put<0>(pixels, last), put<8>(pixels, last)), put<16>(pixels, last));
      return hn::BitCast(bytes_tag, hn::Or(colours, hn::AndNot(hn::Set(pixels_tag, 0x00FFFFFF), pixels)));
    } else {
      const auto colours = hn::Or(put<0>(pixels, factor(sample<8>(pixels))), put<16>(pixels, last));
      return hn::BitCast(bytes_tag, hn::Or(colours, hn::AndNot(hn::Set(pixels_tag, 0x00FF00FF), pixels)));
    }
  }

 private:
  static constexpr Tag<float, widest> floats_tag{};
  static constexpr Tag<std::int32_t, widest> signed_tag{};
  using Floats = Vec<float, widest>;

  template <int bit>
  HWY_INLINE static Pixels32 sample(Pixels32 pixels) {
    const auto all = bit == 0 ? pixels : hn::ShiftRight<bit>(pixels);
    return hn::And(all, hn::Set(pixels_tag, 255));
  }

  HWY_INLINE static Floats to_float(Pixels32 samples) {
    return hn::ConvertTo(floats_tag, hn::BitCast(signed_tag, samples));
  }

  HWY_INLINE static Floats factor(Pixels32 alpha) {
    const auto most = hn::Set(floats_tag, 255.0f), as_float = to_float(alpha);
    return hn::Div(most, hn::IfThenElse(hn::Eq(as_float, hn::Zero(floats_tag)), most, as_float));
  }

  /// The colour at `bit`, multiplied.
  template <int bit>
  HWY_INLINE static Pixels32 put(Pixels32 pixels, Floats factor) {
    const auto quotient = hn::Min(hn::Mul(to_float(sample<bit>(pixels)), factor), hn::Set(floats_tag, 255.0f));
    const auto bits = hn::BitCast(pixels_tag, hn::Add(quotient, hn::Set(floats_tag, 49152.0f)));
    if constexpr (bit == 0) return hn::And(hn::ShiftRight<8>(bits), hn::Set(pixels_tag, 255));
    return hn::And(bit == 8 ? bits : hn::ShiftLeft<8>(bits), hn::Set(pixels_tag, 255 << bit));
  }
};

void unpack_rgb565(const std::uint8_t* src, std::uint8_t* dst, std::int32_t pixels, std::int32_t channels) {
  convert_pixels<Unpack565>(src, dst, pixels, channels, scalar::unpack_rgb565);
}

void pack_rgb565(const std::uint8_t* src, std::uint8_t* dst, std::int32_t pixels, std::int32_t channels) {
  convert_pixels<Pack565>(src, dst, pixels, channels, scalar::pack_rgb565);
}

void premultiply_u8(const std::uint8_t* src, std::uint8_t* dst, std::int32_t pixels, std::int32_t channels) {
  auto* const convert = channels == 2 ? convert_pixels<Premultiply<2>> : convert_pixels<Premultiply<4>>;
  convert(src, dst, pixels, channels, scalar::premultiply_u8);
}

void unpremultiply_u8(const std::uint8_t* src, std::uint8_t* dst, std::int32_t pixels, std::int32_t channels) {
  auto* const convert = channels == 2 ? convert_pixels<Unpremultiply<2>> : convert_pixels<Unpremultiply<4>>;
  convert(src, dst, pixels, channels, scalar::unpremultiply_u8);
}

ISOPEL_SIMD_END

#endif  // ISOPEL_ARCH_SIMD_CONVERT_INL_HPP_
