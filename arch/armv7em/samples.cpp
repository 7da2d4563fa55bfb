// Contract 1, formulas (23) and (24): samples of 8 bits with their sign flipped, and pixels of 16 bits from and to
// three samples of 8 bits.
//
// Two pixels' reds are two halves of a word, their greens and blues likewise. A division of x - 1 by 255 is
// (x + x / 256) / 256 here.
//
// Assumes nothing about alignment; flip_u8's src may be its dst.
// Tail: samples in words of four, the last ones one by one; pixels four at a time, the last ones scalar. Reads exactly
// the samples.
#include "arch/armv7em/armv7em.hpp"

#if ISOPEL_HAVE_ARMV7EM

#include "arch/armv7em/dsp.hpp"
#include "arch/scalar/scalar.hpp"

namespace isopel::armv7em {
namespace {

/// The bytes of both halves change places.
inline Word swap_bytes(Word pair) {
  Word swapped;
  __asm__("rev16 %0, %1" : "=r"(swapped) : "r"(pair));
  return swapped;
}

/// Of two pixels of 16 bits the six bytes, of which `first` has r0 g0 in its low half, `middle` has b0 r1, and `last`
/// has g1 b1.
struct SixBytes {
  Word first, middle, last;
};

inline SixBytes widened(Word pixels, Word five, Word six) {
  Word red = shift_down(pixels, 11) & five, green = shift_down(pixels, 5) & six, blue = pixels & five;
  const Word three = 0x00070007, two = 0x00030003;
  red = shift_up(red, 3) | (shift_down(red, 2) & three);
  green = shift_up(green, 2) | (shift_down(green, 4) & two);
  blue = shift_up(blue, 3) | (shift_down(blue, 2) & three);
  return {red | shift_up(green, 8), blue | shift_down(red, 8), shift_down(green, 16) | shift_down(blue, 8)};
}

template <bool swapped>
void widen_fours(const std::uint8_t* src, std::uint8_t* dst, std::int32_t fours) {
  const Word five = in_register(0x001F001F), six = in_register(0x003F003F);
  for (const std::uint8_t* const end = dst + 12 * fours; dst != end; dst += 12) {
    Word a = load<Word>(src), b = load<Word>(src + 4);
    if constexpr (swapped) {
      a = swap_bytes(a);
      b = swap_bytes(b);
    }
    const SixBytes left = widened(a, five, six), right = widened(b, five, six);
    store(dst, low_halves(left.first, left.middle));
    store(dst + 4, low_halves(left.last, right.first));
    store(dst + 8, low_halves(right.middle, right.last));
    src += 8;
  }
}

struct Factors {
  Word half = in_register(0x00800080), five = in_register(31), six = in_register(63);
};

/// Two pixels from halves.
inline Word narrowed(Word red, Word green, Word blue, const Factors& factors) {
  red = red * factors.five + factors.half;
  green = green * factors.six + factors.half;
  blue = blue * factors.five + factors.half;
  return (shift_up(add_bytes<8>(red, red), 3) & 0xF800F800) | (shift_down(add_bytes<8>(green, green), 3) & 0x07E007E0) |
         (shift_down(add_bytes<8>(blue, blue), 8) & 0x001F001F);
}

template <bool swapped>
void narrow_fours(const std::uint8_t* src, std::uint8_t* dst, std::int32_t fours) {
  const Factors factors;
  for (const std::uint8_t* const end = dst + 8 * fours; dst != end; dst += 8) {
    const Word a = load<Word>(src), b = load<Word>(src + 4), c = load<Word>(src + 8);
    const Word r0_b0 = even_bytes(a), g0_r1 = odd_bytes(a), g1_r2 = even_bytes(b);
    const Word b1_g2 = odd_bytes(b), b2_g3 = even_bytes(c), r3_b3 = odd_bytes(c);
    Word left = narrowed(low_and_high(r0_b0, g0_r1), low_halves(g0_r1, g1_r2), low_halves(shift_down(r0_b0, 16), b1_g2),
                         factors);
    Word right = narrowed(low_halves(shift_down(g1_r2, 16), r3_b3), high_halves(b1_g2, b2_g3),
                          low_and_high(b2_g3, r3_b3), factors);
    if constexpr (swapped) {
      left = swap_bytes(left);
      right = swap_bytes(right);
    }
    store(dst, left);
    store(dst + 4, right);
    src += 12;
  }
}

}  // namespace

void flip_u8(const std::uint8_t* src, std::uint8_t* dst, std::int32_t samples) {
  const std::uint8_t* const end = dst + samples;
  const Word signs = in_register(0x80808080);
  for (const std::uint8_t* const words_end = dst + (samples & ~3); dst != words_end; dst += 4) {
    store(dst, load<Word>(src) ^ signs);
    src += 4;
  }
  while (dst != end) *dst++ = flip_sign(*src++);
}

void rgb565_to_u8(const std::uint8_t* src, std::uint8_t* dst, std::int32_t pixels, bool swapped) {
  const auto widen = swapped ? widen_fours<true> : widen_fours<false>;
  widen(src, dst, pixels / 4);
  const std::int32_t done = pixels & ~3;
  scalar::rgb565_to_u8(src + 2 * done, dst + 3 * done, pixels - done, swapped);
}

void u8_to_rgb565(const std::uint8_t* src, std::uint8_t* dst, std::int32_t pixels, bool swapped) {
  const auto narrow = swapped ? narrow_fours<true> : narrow_fours<false>;
  narrow(src, dst, pixels / 4);
  const std::int32_t done = pixels & ~3;
  scalar::u8_to_rgb565(src + 3 * done, dst + 2 * done, pixels - done, swapped);
}

}  // namespace isopel::armv7em

#endif  // ISOPEL_HAVE_ARMV7EM
