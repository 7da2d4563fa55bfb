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

// Volatile assembly stays in its written order, in which results do not wait for each other: the compiler knows no
// times of it.

/// sum + a * b in one instruction, which rounds the product, then the sum.
struct Separate {
  static float add(float sum, float a, float b) {
    __asm__ volatile("vmla.f32 %0, %1, %2" : "+t"(sum) : "t"(a), "t"(b));
    return sum;
  }
};
/// The same, rounded once.
struct Fused {
  static float add(float sum, float a, float b) {
    __asm__ volatile("vfma.f32 %0, %1, %2" : "+t"(sum) : "t"(a), "t"(b));
    return sum;
  }
};

/// a * b, where it stands.
inline float product(float a, float b) {
  float value;
  __asm__ volatile("vmul.f32 %0, %1, %2" : "=t"(value) : "t"(a), "t"(b));
  return value;
}

/// The nearest integer, halves to even, clamped.
inline std::uint8_t round_and_clamp(float value) {
  __asm__("vcvtr.s32.f32 %0, %0" : "+t"(value));
  return clamp_u8(std::bit_cast<std::int32_t>(value));
}

/// The same of two samples side by side.
inline void round_and_clamp(float a, float b, std::uint8_t* out) {
  std::int32_t whole_a, whole_b;
  __asm__("vcvtr.s32.f32 %2, %2\n\tvcvtr.s32.f32 %3, %3\n\tvmov %0, %2\n\tvmov %1, %3"
          : "=&r"(whole_a), "=r"(whole_b), "+t"(a), "+t"(b));
  out[0] = clamp_u8(whole_a);
  out[1] = clamp_u8(whole_b);
}

inline constexpr float halves_scale = 16777216.0f;  // 2^24

/// The halves of two words in two registers of floats, which the compiler takes for a double.
inline double halves_of(Word even, Word odd) {
  double halves;
  __asm__ volatile("vmov %P0, %1, %2" : "=w"(halves) : "r"(even), "r"(odd));
  return halves;
}

/// Half k as a float: 0 and 2 of the first word, 1 and 3 of the second.
template <int k>
inline float half(double halves) {
  float value;
  if constexpr (k == 0) __asm__ volatile("vcvtb.f32.f16 %0, %1" : "=t"(value) : "w"(halves));
  if constexpr (k == 1) __asm__ volatile("vcvtb.f32.f16 %0, %p1" : "=t"(value) : "w"(halves));
  if constexpr (k == 2) __asm__ volatile("vcvtt.f32.f16 %0, %1" : "=t"(value) : "w"(halves));
  if constexpr (k == 3) __asm__ volatile("vcvtt.f32.f16 %0, %p1" : "=t"(value) : "w"(halves));
  return value;
}

/// One to five samples in the halves of words.
template <int count>
struct Bytes {
  Word even = 0, odd = 0, fifth = 0;

  Bytes() = default;
  explicit Bytes(const std::uint8_t* in) : even(in[0]) {
    static_assert(count >= 1 && count <= 5);
    if constexpr (count == 2) odd = in[1];
    if constexpr (count == 3) {
      const Word pair = load<std::uint16_t>(in);
      even = even_bytes(low_halves(pair, in[2]));
      odd = shift_down(pair, 8);
    }
    if constexpr (count >= 4) {
      const Word word = load<Word>(in);
      even = even_bytes(word);
      odd = odd_bytes(word);
    }
    if constexpr (count == 5) fifth = in[4];
  }
  void to_halves(double* halves) const {
    halves[0] = halves_of(even, odd);
    if constexpr (count == 5) halves[1] = halves_of(fifth, 0);
  }
};

/// One to five samples as floats, times 2^-24.
template <int count>
[[gnu::always_inline]] inline void to_floats(const double* halves, float* samples) {
  samples[0] = half<0>(halves[0]);
  if constexpr (count > 1) samples[1] = half<1>(halves[0]);
  if constexpr (count > 2) samples[2] = half<2>(halves[0]);
  if constexpr (count > 3) samples[3] = half<3>(halves[0]);
  if constexpr (count > 4) samples[4] = half<0>(halves[1]);
}

/// Adds one to four taps.
template <class Sum, int count>
[[gnu::always_inline]] inline float add_taps(float sum, const std::uint8_t* in, const float* weights) {
  static_assert(count >= 1 && count <= 4);
  float samples[count];
  double halves[1];
  Bytes<count>(in).to_halves(halves);
  to_floats<count>(halves, samples);
#pragma GCC unroll 4
  for (int k = 0; k < count; ++k) sum = Sum::add(sum, weights[k], samples[k]);
  return sum;
}

}  // namespace isopel::armv7em

#endif  // ISOPEL_HAVE_ARMV7EM_FLOATS
#endif  // ISOPEL_ARCH_ARMV7EM_FLOAT_DSP_HPP_
