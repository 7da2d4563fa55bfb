// The instructions of this arch as functions, and the two multiply-add steps that both passes are made of.
// A Word is 4 u8 or 2 i16 samples in memory order: the first one is in the low bits.
#ifndef ISOPEL_ARCH_ARMV7EM_DSP_HPP_
#define ISOPEL_ARCH_ARMV7EM_DSP_HPP_

#include "arch/armv7em/armv7em.hpp"

#if ISOPEL_HAVE_ARMV7EM

#include <arm_acle.h>

namespace isopel::armv7em {

/// A number of taps, or of channels, that only the plan knows, not the compiler.
inline constexpr int unknown = -1;
constexpr std::int32_t known_or(int known, std::int32_t told) { return known == unknown ? told : known; }

using Word = std::uint32_t;

/// A build without optimization keeps registers for itself, and so does one for a processor with Helium, whose loops
/// count in one: the longest pieces of assembly do not fit.
#if defined(__OPTIMIZE__) && !defined(__ARM_FEATURE_MVE)
inline constexpr bool has_all_registers = true;
#else
inline constexpr bool has_all_registers = false;
#endif

// --- Memory. Copies of a known size become one LDR, LDRH or STR, at any address; the compiler never merges them into
// --- LDRD or LDM, which fault there.

template <class T>
T load(const void* from) {
  T value;
  __builtin_memcpy(&value, from, sizeof value);
  return value;
}

template <class T>
void store(void* to, T value) {
  __builtin_memcpy(to, &value, sizeof value);
}

/// Two weights, the first of which has an even index. Records are 4-byte aligned, so LDRD and LDM are welcome here.
inline Word weight_pair(const std::int16_t* weights) { return load<Word>(__builtin_assume_aligned(weights, 4)); }

/// The offset of the record of a Taps.
inline std::int32_t offset_at(const std::byte* record) {
  return load<std::int32_t>(__builtin_assume_aligned(record, 4));
}

/// The weights of the record of a Taps.
inline const std::int16_t* weights_at(const std::byte* record) {
  return reinterpret_cast<const std::int16_t*>(record + sizeof(std::int32_t));
}

// --- Rearranging. The compiler never forms these from C++, and arm_acle.h lacks them or types them differently.

/// The low halves of a and b.
inline Word low_halves(Word a, Word b) {
  Word pair;
  __asm__("pkhbt %0, %1, %2, lsl #16" : "=r"(pair) : "r"(a), "r"(b));
  return pair;
}

/// The high halves of a and b.
inline Word high_halves(Word a, Word b) {
  Word pair;
  __asm__("pkhtb %0, %1, %2, asr #16" : "=r"(pair) : "r"(b), "r"(a));
  return pair;
}

/// The low half of a, the high half of b shifted up by `shift` bits.
template <int shift = 0>
Word low_and_high(Word a, Word b) {
  Word pair;
  __asm__("pkhbt %0, %1, %2, lsl %3" : "=r"(pair) : "r"(a), "r"(b), "I"(shift));
  return pair;
}

/// The top byte of b (above it, copies of its top bit), then the high half of a.
inline Word top_byte_and_high(Word b, Word a) {
  Word pair;
  __asm__("pkhtb %0, %1, %2, asr #24" : "=r"(pair) : "r"(a), "r"(b));
  return pair;
}

/// Bytes 0 and 2 as two halves.
inline Word even_bytes(Word word) {
  Word pair;
  __asm__("uxtb16 %0, %1" : "=r"(pair) : "r"(word));
  return pair;
}

/// Bytes 1 and 3 as two halves.
inline Word odd_bytes(Word word) {
  Word pair;
  __asm__("uxtb16 %0, %1, ror #8" : "=r"(pair) : "r"(word));
  return pair;
}

/// Adds bytes 0 and 2 of a word to the halves of `sums`, after rotating it right by `rotation` bits: 0, 8, 16 or 24.
template <int rotation = 0>
Word add_bytes(Word sums, Word word) {
  Word result;
  __asm__("uxtab16 %0, %1, %2, ror %3" : "=r"(result) : "r"(sums), "r"(word), "I"(rotation));
  return result;
}

/// Adds all four bytes of a word to `sum`.
inline Word add_all_bytes(Word sum, Word word) { return __usada8(static_cast<uint8x4_t>(word), 0, sum); }

/// A constant that stays in a register, where using it costs no instruction and leaves its operand a free shift.
inline Word in_register(Word constant) {
  __asm__("" : "+r"(constant));
  return constant;
}

// --- Multiplying. All of these wrap.

/// sum + low * low + high * high.
inline std::int32_t add_pair(std::int32_t sum, Word samples, Word weights) {
  return __smlad(static_cast<int16x2_t>(samples), static_cast<int16x2_t>(weights), sum);
}

/// low * low + high * high.
inline std::int32_t multiply_pair(Word samples, Word weights) {
  return __smuad(static_cast<int16x2_t>(samples), static_cast<int16x2_t>(weights));
}

/// sum + low * high weight + high * low weight.
inline std::int32_t add_swapped_pair(std::int32_t sum, Word samples, Word weights) {
  return __smladx(static_cast<int16x2_t>(samples), static_cast<int16x2_t>(weights), sum);
}

/// sum + low * the low weight.
inline std::int32_t add_low(std::int32_t sum, Word samples, Word weights) {
  return __smlabb(static_cast<std::int32_t>(samples), static_cast<std::int32_t>(weights), sum);
}

/// sum + high * the low weight.
inline std::int32_t add_high(std::int32_t sum, Word samples, Word weights) {
  return __smlatb(static_cast<std::int32_t>(samples), static_cast<std::int32_t>(weights), sum);
}

/// low + 2048 * high: of the two parts of wide weights.
inline std::int32_t join(std::int32_t low, std::int32_t high) {
  return static_cast<std::int32_t>(static_cast<Word>(low) + shift_up(static_cast<Word>(high), wide_weight_bits));
}

// --- Four sums at once: four columns of a row, or the four channels of a pixel.

struct FourSums {
  std::int32_t s0, s1, s2, s3;
};

/// Adds four samples at p times the low weight and four samples at q times the high weight.
[[gnu::always_inline]] inline void add_two_taps(FourSums& sums, const std::uint8_t* p, const std::uint8_t* q,
                                                Word weights) {
  const Word a = load<Word>(p), b = load<Word>(q);
  const Word first = low_halves(a, b), last = high_halves(a, b);
  sums.s0 = add_pair(sums.s0, even_bytes(first), weights);
  sums.s1 = add_pair(sums.s1, odd_bytes(first), weights);
  sums.s2 = add_pair(sums.s2, even_bytes(last), weights);
  sums.s3 = add_pair(sums.s3, odd_bytes(last), weights);
}

[[gnu::always_inline]] inline void add_two_taps(FourSums& sums, const std::int16_t* p, const std::int16_t* q,
                                                Word weights) {
  const Word a = load<Word>(p), b = load<Word>(q);
  sums.s0 = add_pair(sums.s0, low_halves(a, b), weights);
  sums.s1 = add_pair(sums.s1, high_halves(a, b), weights);
  const Word c = load<Word>(p + 2), d = load<Word>(q + 2);
  sums.s2 = add_pair(sums.s2, low_halves(c, d), weights);
  sums.s3 = add_pair(sums.s3, high_halves(c, d), weights);
}

/// Adds four samples at p times the low weight.
[[gnu::always_inline]] inline void add_tap(FourSums& sums, const std::uint8_t* p, Word weights) {
  const Word a = load<Word>(p);
  const Word even = even_bytes(a), odd = odd_bytes(a);
  sums.s0 = add_low(sums.s0, even, weights);
  sums.s1 = add_low(sums.s1, odd, weights);
  sums.s2 = add_high(sums.s2, even, weights);
  sums.s3 = add_high(sums.s3, odd, weights);
}

[[gnu::always_inline]] inline void add_tap(FourSums& sums, const std::int16_t* p, Word weights) {
  const Word a = load<Word>(p), b = load<Word>(p + 2);
  sums.s0 = add_low(sums.s0, a, weights);
  sums.s1 = add_high(sums.s1, a, weights);
  sums.s2 = add_low(sums.s2, b, weights);
  sums.s3 = add_high(sums.s3, b, weights);
}

// --- From sums to output samples.

template <class Sample>
inline void put(Sample* out, std::int32_t sum, std::int32_t shift) {
  *out = finish<Sample>(sum, shift);
}

/// Two finished sums as two halves. Finished and shifted sums fit i16 in every pass (CONTRACT.md, ranges).
inline Word round_pair(std::int32_t low, std::int32_t high, std::int32_t shift) {
  return low_halves(static_cast<Word>(shift_down(low, shift)), static_cast<Word>(shift_down(high, shift)));
}

[[gnu::always_inline]] inline void put(std::int16_t* out, const FourSums& sums, std::int32_t shift) {
  store(out, round_pair(sums.s0, sums.s1, shift));
  store(out + 2, round_pair(sums.s2, sums.s3, shift));
}

inline void put(std::int32_t* out, const FourSums& sums, std::int32_t shift) {
  out[0] = shift_down(sums.s0, shift);
  out[1] = shift_down(sums.s1, shift);
  out[2] = shift_down(sums.s2, shift);
  out[3] = shift_down(sums.s3, shift);
}

/// Two halves, each clamped to 0 .. 255.
inline Word clamp_halves(Word pair) { return static_cast<Word>(__usat16(static_cast<int16x2_t>(pair), 8)); }

[[gnu::always_inline]] inline void put(std::uint8_t* out, const FourSums& sums, std::int32_t shift) {
  const Word even = clamp_halves(round_pair(sums.s0, sums.s2, shift));
  const Word odd = clamp_halves(round_pair(sums.s1, sums.s3, shift));
  store(out, even | shift_up(odd, 8));
}

}  // namespace isopel::armv7em

#endif  // ISOPEL_HAVE_ARMV7EM
#endif  // ISOPEL_ARCH_ARMV7EM_DSP_HPP_
