// Pixels converted one by one: formulas premultiply, unpremultiply, red_of, green_of, blue_of and rgb565_of in
// engine/arithmetic.hpp. Assumes nothing about alignment; src may be dst where pixels keep their size. Tail: packed
// pixels go in pairs, of which an odd last one is scalar; others one by one. Reads exactly the pixels.
#include "arch/armv7em/armv7em.hpp"

#if ISOPEL_HAVE_ARMV7EM

#include "arch/armv7em/dsp.hpp"
#include "arch/scalar/scalar.hpp"

namespace isopel::armv7em {
namespace {

constexpr Word halves = 0x00800080;

/// Of bytes times alpha plus a half, in two halves: times 1 / 255, in the upper bytes of the halves.
inline Word divide_by_255(Word products) { return add_bytes<8>(products, products); }

/// Four samples, the last of which is alpha.
inline Word premultiplied(Word pixel) {
  const Word alpha = shift_down(pixel, 24);
  const Word reds_blues = divide_by_255(even_bytes(pixel) * alpha + halves);
  const Word greens = divide_by_255((shift_down(pixel, 8) & 255) * alpha + 128);
  return odd_bytes(reds_blues) | (greens & 0xFF00) | shift_up(alpha, 24);
}

/// 255 * colour / alpha, rounded down, at most 255.
inline Word divided(Word colour, Word alpha) { return __usat(static_cast<std::int32_t>(255 * colour / alpha), 8); }

}  // namespace

void premultiply_u8(const std::uint8_t* src, std::uint8_t* dst, std::int32_t pixels, std::int32_t channels) {
  if (channels != 4) return scalar::premultiply_u8(src, dst, pixels, channels);
  for (const std::uint8_t* const end = dst + 4 * pixels; dst != end; dst += 4) {
    store(dst, premultiplied(load<Word>(src)));
    src += 4;
  }
}

void unpremultiply_u8(const std::uint8_t* src, std::uint8_t* dst, std::int32_t pixels, std::int32_t channels) {
  if (channels != 4) return scalar::unpremultiply_u8(src, dst, pixels, channels);
  for (const std::uint8_t* const end = dst + 4 * pixels; dst != end; dst += 4) {
    const Word pixel = load<Word>(src), alpha = shift_down(pixel, 24);
    Word colours = pixel & 0xFFFFFF;
    if (alpha != 0 && alpha != 255) {
      colours = divided(colours & 255, alpha) | shift_up(divided(shift_down(colours, 8) & 255, alpha), 8) |
                shift_up(divided(shift_down(colours, 16), alpha), 16);
    }
    store(dst, colours | shift_up(alpha, 24));
    src += 4;
  }
}

void unpack_rgb565(const std::uint8_t* src, std::uint8_t* dst, std::int32_t pixels, std::int32_t channels) {
  const Word five_bits = in_register(0x001F001F), six_bits = in_register(0x003F003F);
  for (const std::uint8_t* const end = dst + 8 * (pixels / 2); dst != end; dst += 8) {
    const Word two = load<Word>(src);
    const Word reds = shift_down(two, 11) & five_bits, greens = shift_down(two, 5) & six_bits, blues = two & five_bits;
    const Word reds_greens = reds | shift_up(greens, 8);
    store(dst, low_halves(reds_greens, blues));
    store(dst + 4, high_halves(reds_greens, blues));
    src += 4;
  }
  if (pixels % 2 != 0) scalar::unpack_rgb565(src, dst, 1, channels);
}

void pack_rgb565(const std::uint8_t* src, std::uint8_t* dst, std::int32_t pixels, std::int32_t channels) {
  const Word room = in_register(0xFFE0C0E0), greens = in_register(0x3F003F00), reds = in_register(0x001F001F);
  // Up to the largest byte and back again: what is too large for its bits becomes their largest, the fourth sample 0.
  const auto clamped = [&](Word pixel) {
    const auto up = __uqadd8(static_cast<uint8x4_t>(pixel), static_cast<uint8x4_t>(room));
    return static_cast<Word>(__uqsub8(up, static_cast<uint8x4_t>(room)));
  };
  for (const std::uint8_t* const end = dst + 4 * (pixels / 2); dst != end; dst += 4) {
    const Word first = clamped(load<Word>(src)), second = clamped(load<Word>(src + 4));
    const Word pairs = low_halves(first, second), blues = high_halves(first, second);
    store(dst, blues | shift_down(pairs & greens, 3) | shift_up(pairs & reds, 11));
    src += 8;
  }
  if (pixels % 2 != 0) scalar::pack_rgb565(src, dst, 1, channels);
}

}  // namespace isopel::armv7em

#endif  // ISOPEL_HAVE_ARMV7EM
