// Floats of this arch: the instructions that the compiler does not form by itself.
//
// A u8 sample becomes a float as a number of half precision whose bits are the sample: its value is the sample times
// 2^-24. Two of them are in one word, which saves taking them apart. The power of two changes no rounding.
#ifndef ISOPEL_ARCH_ARMV7EM_FLOAT_DSP_HPP_
#define ISOPEL_ARCH_ARMV7EM_FLOAT_DSP_HPP_

#include "arch/armv7em/dsp.hpp"

#if ISOPEL_HAVE_ARMV7EM_FLOATS

#include <bit>

namespace isopel::armv7em {

/// sum + a * b in one instruction, which rounds the product, then the sum.
struct Separate {
  static float add(float sum, float a, float b) {
    __asm__("vmla.f32 %0, %1, %2" : "+t"(sum) : "t"(a), "t"(b));
    return sum;
  }
};
/// The same, rounded once.
struct Fused {
  static float add(float sum, float a, float b) {
    __asm__("vfma.f32 %0, %1, %2" : "+t"(sum) : "t"(a), "t"(b));
    return sum;
  }
};

/// The nearest integer, halves to even, clamped.
inline std::uint8_t round_and_clamp(float value) {
  __asm__("vcvtr.s32.f32 %0, %0" : "+t"(value));
  return clamp_u8(std::bit_cast<std::int32_t>(value));
}

inline constexpr float halves_scale = 16777216.0f;  // 2^24

/// The halves of two words in two registers of floats, which the compiler takes for a double.
inline double halves_of(Word even, Word odd) {
  double halves;
  __asm__("vmov %P0, %1, %2" : "=w"(halves) : "r"(even), "r"(odd));
  return halves;
}

/// Half k as a float: 0 and 2 of the first word, 1 and 3 of the second.
template <int k>
inline float half(double halves) {
  float value;
  if constexpr (k == 0) __asm__("vcvtb.f32.f16 %0, %1" : "=t"(value) : "w"(halves));
  if constexpr (k == 1) __asm__("vcvtb.f32.f16 %0, %p1" : "=t"(value) : "w"(halves));
  if constexpr (k == 2) __asm__("vcvtt.f32.f16 %0, %1" : "=t"(value) : "w"(halves));
  if constexpr (k == 3) __asm__("vcvtt.f32.f16 %0, %p1" : "=t"(value) : "w"(halves));
  return value;
}

/// From the taps before, adds `count` taps; the first product of all needs no sum.
template <class Sum, int count, bool first>
[[gnu::always_inline]] inline float add_taps(float sum, const std::uint8_t* in, const float* weights) {
  constexpr int now = count < 4 ? count : 4;
  if constexpr (now == 0) {
    return sum;
  } else {
    Word even = in[0], odd = 0;
    if constexpr (now == 2) odd = in[1];
    if constexpr (now == 3) {
      const Word pair = load<std::uint16_t>(in);
      even = even_bytes(low_halves(pair, in[2]));
      odd = shift_down(pair, 8);
    }
    if constexpr (now == 4) {
      const Word word = load<Word>(in);
      even = even_bytes(word);
      odd = odd_bytes(word);
    }
    const double halves = halves_of(even, odd);
    sum = first ? weights[0] * half<0>(halves) : Sum::add(sum, weights[0], half<0>(halves));
    if constexpr (now > 1) sum = Sum::add(sum, weights[1], half<1>(halves));
    if constexpr (now > 2) sum = Sum::add(sum, weights[2], half<2>(halves));
    if constexpr (now > 3) sum = Sum::add(sum, weights[3], half<3>(halves));
    return add_taps<Sum, count - now, false>(sum, in + now, weights + now);
  }
}

}  // namespace isopel::armv7em

#endif  // ISOPEL_HAVE_ARMV7EM_FLOATS
#endif  // ISOPEL_ARCH_ARMV7EM_FLOAT_DSP_HPP_
