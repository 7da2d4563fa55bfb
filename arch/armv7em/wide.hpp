// Wide weights, 2048 * high + low. One output of a pass along x multiplies its two parts in turn; where several outputs
// share a weight, it is put together once.
#ifndef ISOPEL_ARCH_ARMV7EM_WIDE_HPP_
#define ISOPEL_ARCH_ARMV7EM_WIDE_HPP_

#include "arch/armv7em/dsp.hpp"

#if ISOPEL_HAVE_ARMV7EM

namespace isopel::armv7em {

/// The only shift that the wide kernels know, so that one USAT shifts and clamps. Others are left to the scalar
/// kernels.
inline constexpr std::int32_t wide_shift = 22;
/// The same where samples of 16 bits are between the passes.
inline constexpr std::int32_t wide_middle_shift = 16;

/// sum + a * b. Left alone, the compiler would add up in another order, which costs an addition.
inline std::int32_t multiply_add(std::int32_t sum, std::int32_t a, std::int32_t b) {
  std::int32_t result;
  __asm__("mla %0, %1, %2, %3" : "=r"(result) : "r"(a), "r"(b), "r"(sum));
  return result;
}

/// sum + in[p << p_shift] * p_weight + in[q << q_shift] * q_weight. Left alone, the compiler would load all bytes of a
/// sum first, for which it lacks registers.
template <int p_shift, int q_shift>
std::int32_t add_two_bytes(std::int32_t sum, const std::uint8_t* in, std::ptrdiff_t p, std::int32_t p_weight,
                           std::ptrdiff_t q, std::int32_t q_weight) {
  std::int32_t result, a, b;
  __asm__("ldrb %1, [%3, %4, lsl %5]\n\tldrb %2, [%3, %6, lsl %7]\n\tmla %1, %8, %1, %10\n\tmla %0, %9, %2, %1"
          : "=r"(result), "=&r"(a), "=&r"(b)
          : "r"(in), "r"(p), "I"(p_shift), "r"(q), "I"(q_shift), "r"(p_weight), "r"(q_weight), "r"(sum),
            "m"(*reinterpret_cast<const std::uint8_t (*)[]>(in)));
  return result;
}

/// Reads `count` words, 4-byte aligned, and steps over them by LDM, which the compiler forms only by chance. Happens
/// after `before` was computed, so that the same registers can serve again.
template <int count>
[[gnu::always_inline]] inline void load_words(const std::byte*& from, Word (&words)[count], std::int32_t& before) {
  static_assert(count >= 2 && count <= 6);
  const auto& memory = *reinterpret_cast<const std::byte(*)[count * sizeof(Word)]>(from);
  register Word a __asm__("r0");
  register Word b __asm__("r1");
  register Word c __asm__("r2");
  register Word d __asm__("r3");
  register Word e __asm__("r4");
  if constexpr (count == 2) {
    __asm__("ldm %0!, {%2-%3}" : "+r"(from), "+r"(before), "=r"(a), "=r"(b) : "m"(memory));
  } else if constexpr (count == 3) {
    __asm__("ldm %0!, {%2-%4}" : "+r"(from), "+r"(before), "=r"(a), "=r"(b), "=r"(c) : "m"(memory));
  } else if constexpr (count == 4) {
    __asm__("ldm %0!, {%2-%5}" : "+r"(from), "+r"(before), "=r"(a), "=r"(b), "=r"(c), "=r"(d) : "m"(memory));
  } else {
    __asm__("ldm %0!, {%2-%6}" : "+r"(from), "+r"(before), "=r"(a), "=r"(b), "=r"(c), "=r"(d), "=r"(e) : "m"(memory));
  }
  words[0] = a;
  words[1] = b;
  if constexpr (count > 2) words[2] = c;
  if constexpr (count > 3) words[3] = d;
  if constexpr (count > 4) words[4] = e;
  if constexpr (count > 5) {  // one more register is too much for a build without optimization
    words[5] = load<Word>(from);
    from += sizeof(Word);
  }
}

}  // namespace isopel::armv7em

#endif  // ISOPEL_HAVE_ARMV7EM
#endif  // ISOPEL_ARCH_ARMV7EM_WIDE_HPP_
