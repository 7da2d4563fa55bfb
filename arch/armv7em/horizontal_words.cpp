// Contract 1, formula (18): a pass along x over gray samples, with wide weights of one word. any_words is the
// definition; up to thirteen taps are done in assembly, which loads whole records.
//
// Assumes nothing about the alignment of samples; src and dst do not overlap.
// Tail: what is left of four pixels, or two, is done by C++. Reads exactly the samples of the taps, and up to 32 bytes
// behind the table, where 64 are readable.
#include "arch/armv7em/wide.hpp"

#if ISOPEL_HAVE_ARMV7EM

namespace isopel::armv7em {
namespace {

/// Adds four products, the weights of which are one LDM.
[[gnu::always_inline]] inline std::int32_t add_four(std::int32_t sum, const std::byte*& weights,
                                                    const std::uint8_t* samples) {
  Word four[4];
  load_words(weights, four, sum);
#pragma GCC unroll 4
  for (int k = 0; k < 4; ++k) sum = multiply_add(sum, static_cast<std::int32_t>(four[k]), samples[k]);
  return sum;
}

/// A known number of taps, or 0. `in` is where offset 0 is.
template <int known>
void any_words(const std::uint8_t* in, std::uint8_t* out, const Taps& taps) {
  const std::int32_t taps_count = known == 0 ? taps.taps : known, rest = taps_count & 3;
  const std::int32_t bias = taps.rounding.bias, shift = taps.rounding.shift;
  const std::byte* record = taps.records;
  for (const std::uint8_t* const end = out + taps.count; out != end; ++out) {
    const std::uint8_t* sample = in + offset_at(record);
    record += sizeof(std::int32_t);
    std::int32_t sum = bias;
#pragma GCC unroll 4
    for (const std::uint8_t* const fours_end = sample + (taps_count - rest); sample != fours_end; sample += 4) {
      sum = add_four(sum, record, sample);
    }
#pragma GCC unroll 3
    for (std::int32_t k = 0; k < rest; ++k, record += sizeof(std::int32_t)) {
      sum = multiply_add(sum, static_cast<std::int32_t>(load<Word>(record)), sample[k]);
    }
    put(out, sum, shift);
  }
}

constexpr int fewest = 3, most = 13;
/// Pixels of half a turn; fewer of them where they are long.
template <int taps>
constexpr std::int32_t half_turn = taps <= 7 ? 4 : 2;

/// `end - out` is a multiple of half a turn, and not 0; the first turn may be half a one. `in` is where offset 0 is.
template <int taps>
[[gnu::noinline]] void few_words(const std::uint8_t* in, const std::byte* records, std::uint8_t* out,
                                 const std::uint8_t* end, std::int32_t bias) {
  register const std::uint8_t* row __asm__("r0") = in;
  register const std::byte* record __asm__("r1") = records;
  register std::uint8_t* at __asm__("r2") = out;
  register std::int32_t half __asm__("r3") = bias;
  register const std::uint8_t* stop __asm__("r4") = end;
  __asm__ volatile(
      R"(
    .macro record
    .if %c[taps] == 3
        ldm     r1!, {r4-r7}            @ offset, up to seven weights
    .elseif %c[taps] == 4
        ldm     r1!, {r4-r8}
    .elseif %c[taps] == 5
        ldm     r1!, {r4-r9}
    .elseif %c[taps] == 6
        ldm     r1!, {r4-r10}
    .else
        ldm     r1!, {r4-r11}
    .endif
    .endm
    .macro more_weights
    .if %c[taps] == 8
        ldr     r6, [r1], #4
    .elseif %c[taps] == 9
        ldm     r1!, {r6-r7}
    .elseif %c[taps] == 10
        ldm     r1!, {r6-r8}
    .elseif %c[taps] == 11
        ldm     r1!, {r6-r9}
    .elseif %c[taps] == 12
        ldm     r1!, {r6-r10}
    .elseif %c[taps] == 13
        ldm     r1!, {r6-r11}
    .endif
    .endm
    .macro sample tap, to
    .if %c[taps] > \tap
        ldrb    \to, [r4, #\tap]
    .endif
    .endm
    .macro product tap, weight, of
    .if %c[taps] > \tap
        mla     r12, \weight, \of, r12
    .endif
    .endm
    .macro pixel
        ldrb    r12, [r4]
        ldrb    lr, [r4, #1]
        mla     r5, r5, r12, r3
        ldrb    r12, [r4, #2]
        mla     r5, r6, lr, r5
        sample  3, lr
        mla     r12, r7, r12, r5
        sample  4, r5
        product 3, r8, lr
        sample  5, lr
        product 4, r9, r5
        sample  6, r5
        product 5, r10, lr
        sample  7, lr
        product 6, r11, r5
        more_weights
        sample  8, r5
        product 7, r6, lr
        sample  9, lr
        product 8, r7, r5
        sample  10, r5
        product 9, r8, lr
        sample  11, lr
        product 10, r9, r5
        sample  12, r5
        product 11, r10, lr
        product 12, r11, r5
        record                          @ the next one; the last time what is behind the table, which is readable
        usat    r12, #8, r12, asr #22
        add     r4, r0, r4
        strb    r12, [r2], #1
    .endm
        push    {r4, r7}                @ r7 may be the frame's
        sub     r12, r4, r2
        record
        add     r4, r0, r4
        tst     r12, #%c[half_turn]
        bne     2f
    1:
    .rept %c[half_turn]
        pixel
    .endr
    2:
    .rept %c[half_turn]
        pixel
    .endr
        ldr     r12, [sp]               @ end
        cmp     r2, r12
        bne     1b
        pop     {r4, r7}
    .purgem pixel
    .purgem product
    .purgem sample
    .purgem more_weights
    .purgem record
  )"
      : "+r"(record), "+r"(at), "+r"(stop)
      : "r"(row), "r"(half), [taps] "i"(taps), [half_turn] "i"(half_turn<taps>)
      : "r5", "r6", "r8", "r9", "r10", "r11", "r12", "lr", "cc", "memory");
}

template <int taps_count>
void words_row(const std::uint8_t* in, std::uint8_t* out, const Taps& taps) {
  constexpr bool few = taps_count >= fewest && taps_count <= most;
  const std::int32_t by_asm = few && taps.rounding.shift == wide_shift ? taps.count & -half_turn<taps_count> : 0;
  if constexpr (few) {
    if (by_asm != 0) few_words<taps_count>(in, taps.records, out, out + by_asm, taps.rounding.bias);
  }
  if (by_asm != taps.count) any_words<taps_count>(in, out + by_asm, taps.slice(by_asm, taps.count - by_asm));
}

}  // namespace
}  // namespace isopel::armv7em

namespace isopel {

template <int taps>
void known::horizontal_words(Rows<const std::uint8_t> src, Rows<std::uint8_t> dst, std::int32_t rows,
                             std::int32_t /*channels*/, std::int32_t /*readable*/, const Taps& x) {
  if constexpr (needs_wide_weights) {
    for (std::int32_t r = 0; r < rows; ++r) armv7em::words_row<taps>(src.row(r) - x.origin, dst.row(r), x);
  }
}
[[gnu::used]] static constexpr auto known_kernels = known::every_words();

}  // namespace isopel

#endif  // ISOPEL_HAVE_ARMV7EM
