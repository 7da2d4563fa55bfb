// Contract 1, formula (16): a first pass along y that keeps its source rows, two by two, from one output row to the
// next. A pair is unpacked once: for four columns it is four words of two samples, one of each row, and the pairs that
// an output row may need lie side by side, so that the words of four columns are one run of memory. Pair p has place p
// % pairs, and each output row has its weights turned alike. add_columns is the definition.
//
// Assumes that the memory and dst are 4-byte aligned, as scratch rows are; nothing about src, which does not overlap.
// Tail: what is left of sixteen columns is unpacked by C++, and columns behind the last one are zero. Where a last pair
// has no second row, the first one stands for it, times zero.
#include "arch/armv7em/dsp.hpp"
#include "arch/mve/mve.hpp"

#if ISOPEL_HAVE_ARMV7EM && !ISOPEL_HAVE_MVE

namespace isopel::armv7em {
namespace {

constexpr std::int32_t columns = 4, run = 16;
constexpr std::int32_t pair_bytes = columns * sizeof(Word);
/// Of the axes that are just so much widened that assembly for them pays.
constexpr std::int32_t usual_shift = 9;

/// `run` columns a turn; end > upper. `kept` is the pair's place in the first step, `step` the bytes to the next one.
[[gnu::naked]] void unpack_runs(const std::uint8_t*, const std::uint8_t*, std::byte*, std::ptrdiff_t,
                                const std::uint8_t*) {
  __asm__(R"(
        push    {r4-r11, lr}
        ldr     r12, [sp, #36]          @ end
    1:
        ldr     r5, [r0], #16           @ the only ones that move r0 and r1
        ldr     r7, [r1], #16
        pkhtb   r6, r7, r5, asr #16     @ columns 2 3 of both rows
        pkhbt   r4, r5, r7, lsl #16     @ columns 0 1 of both rows
        uxtb16  r5, r4, ror #8          @ column 1
        uxtb16  r4, r4                  @ column 0
        uxtb16  r7, r6, ror #8          @ column 3
        ldr     r11, [r1, #-12]
        uxtb16  r6, r6                  @ column 2
        ldr     r9, [r0, #-12]
        stm     r2, {r4-r7}
        pkhtb   r10, r11, r9, asr #16
        add     r2, r2, r3
        pkhbt   r8, r9, r11, lsl #16
        uxtb16  r11, r10, ror #8
        uxtb16  r9, r8, ror #8
        ldr     r5, [r0, #-8]
        uxtb16  r10, r10
        ldr     r7, [r1, #-8]
        uxtb16  r8, r8
        stm     r2, {r8-r11}
        pkhtb   r6, r7, r5, asr #16
        ldr     r11, [r1, #-4]
        pkhbt   r4, r5, r7, lsl #16
        uxtb16  r7, r6, ror #8
        uxtb16  r5, r4, ror #8
        add     r2, r2, r3
        uxtb16  r4, r4
        uxtb16  r6, r6
        ldr     r9, [r0, #-4]
        stm     r2, {r4-r7}
        pkhbt   r8, r9, r11, lsl #16
        add     r2, r2, r3
        pkhtb   r10, r11, r9, asr #16
        uxtb16  r9, r8, ror #8
        uxtb16  r11, r10, ror #8
        uxtb16  r10, r10
        uxtb16  r8, r8
        stm     r2, {r8-r11}
        add     r2, r2, r3
        cmp     r0, r12
        bne     1b
        pop     {r4-r11, pc}
  )");
}

/// The columns that are left.
[[gnu::noinline]] void unpack_rest(const std::uint8_t* upper, const std::uint8_t* lower, std::int32_t left,
                                   std::byte* kept, std::ptrdiff_t step) {
  for (std::int32_t i = 0; i < (left + columns - 1) / columns * columns; ++i) {
    const Word both = i < left ? upper[i] | shift_up(Word{lower[i]}, 16) : 0;
    store(kept + i / columns * step + i % columns * std::int32_t{sizeof both}, both);
  }
}

void unpack(Rows<const std::uint8_t> src, std::int32_t src_rows, std::int32_t pair, std::int32_t samples,
            std::byte* kept, std::ptrdiff_t step) {
  const std::uint8_t* const upper = src.row(2 * pair);
  const std::uint8_t* const lower = 2 * pair + 1 < src_rows ? src.row(2 * pair + 1) : upper;
  const std::int32_t whole = samples & -run;
  if (whole != 0) unpack_runs(upper, lower, kept, step, upper + whole);
  if (whole != samples) {
    unpack_rest(upper + whole, lower + whole, samples - whole, kept + whole / columns * step, step);
  }
}

/// One output row of `steps` times four columns.
template <int pairs>
[[gnu::noinline]] void add_columns(const std::byte* kept, const Word* weights, std::int16_t* out, std::int32_t steps,
                                   Rounding rounding) {
  for (; steps > 0; --steps, out += columns) {
    FourSums sums{rounding.bias, rounding.bias, rounding.bias, rounding.bias};
    for (int p = 0; p < pairs; ++p, kept += pair_bytes) {
      sums.s0 = add_pair(sums.s0, load<Word>(kept), weights[p]);
      sums.s1 = add_pair(sums.s1, load<Word>(kept + 4), weights[p]);
      sums.s2 = add_pair(sums.s2, load<Word>(kept + 8), weights[p]);
      sums.s3 = add_pair(sums.s3, load<Word>(kept + 12), weights[p]);
    }
    put(out, sums, rounding.shift);
  }
}

/// The same; a known shift, or 0. The first turn may be half a one.
template <int pairs, int shift>
[[gnu::noinline]] void add_columns_asm(const std::byte* kept, const Word* weights, std::int16_t* out,
                                       std::int32_t steps, const Rounding& rounding) {
  register const std::byte* from __asm__("r0") = kept;
  register const Word* turned __asm__("r1") = weights;
  register std::int16_t* to __asm__("r2") = out;
  register std::int32_t bias __asm__("r3") = rounding.bias;
  register std::int32_t any_shift __asm__("r4") = rounding.shift;
  register const std::int16_t* end __asm__("r12") = out + steps * columns;
  __asm__ volatile(
      R"(
    .macro add_pair weights
        ldm     r0!, {r4-r7}
        smlad   r8, r4, \weights, r8
        smlad   r9, r5, \weights, r9
        smlad   r10, r6, \weights, r10
        smlad   r11, r7, \weights, r11
    .endm
    .macro last_pair weights
        ldm     r0!, {r4-r7}
        smlad   r8, r4, \weights, r8
        smlad   r10, r6, \weights, r10
    .if %c[shift]
        asr     r4, r8, #%c[shift]
        smlad   r9, r5, \weights, r9
        asr     r6, r10, #%c[shift]
        smlad   r11, r7, \weights, r11
    .else
        smlad   r9, r5, \weights, r9
        smlad   r11, r7, \weights, r11
        ldr     r12, [sp]               @ any shift
        asr     r4, r8, r12
        asr     r9, r9, r12
        asr     r6, r10, r12
        asr     r11, r11, r12
    .endif
        pkhbt   r4, r4, r9, lsl #(16 - %c[shift])
        pkhbt   r5, r6, r11, lsl #(16 - %c[shift])
        strd    r4, r5, [r2], #8
    .endm
    .macro four_columns
        ldrd    r12, lr, [r1]
        ldm     r0!, {r4-r7}
        smlad   r8, r4, r12, r3
        smlad   r9, r5, r12, r3
        smlad   r10, r6, r12, r3
        smlad   r11, r7, r12, r3
        add_pair lr
        .set    at, 8
    .rept (%c[pairs] - 1) / 2 - 1
        ldrd    r12, lr, [r1, #at]
        add_pair r12
        add_pair lr
        .set    at, at + 8
    .endr
    .if %c[pairs] %% 2
        ldr     r12, [r1, #at]
        last_pair r12
    .else
        ldrd    r12, lr, [r1, #at]
        add_pair r12
        last_pair lr
    .endif
    .endm
        push    {r4, r7, r12}           @ r7 may be the frame's
        sub     r12, r12, r2
        tst     r12, #8
        bne     2f
    1:
        four_columns
    2:
        four_columns
        ldr     r12, [sp, #8]           @ end
        cmp     r2, r12
        bne     1b
        pop     {r4, r7, r12}
    .purgem four_columns
    .purgem last_pair
    .purgem add_pair
  )"
      : "+r"(from), "+r"(to), "+r"(any_shift), "+r"(end)
      : "r"(turned), "r"(bias), [pairs] "i"(pairs), [shift] "i"(shift)
      : "r5", "r6", "r8", "r9", "r10", "r11", "lr", "cc", "memory");
}

/// The weights of an output row that begins with pair `first`, in the places of its pairs; where it begins with the
/// second row of a pair, the halves of all words move up by one.
template <int pairs>
void turn(const Taps& y, std::int32_t first, bool second, Word* turned) {
  const std::int16_t* const weights = y.weights(0);
  const std::int32_t words = y.padded() / 2;
  std::int32_t place = first % pairs;
  Word before = 0;
  for (std::int32_t i = 0; i < pairs; ++i) {
    const Word word = i < words ? weight_pair(weights + 2 * i) : 0;
    turned[place] = second ? low_halves(before, word) : word;
    before = shift_down(word, 16);
    place = place + 1 < pairs ? place + 1 : 0;
  }
}

template <int pairs>
void vertical_kept(Rows<const std::uint8_t> src, std::int32_t src_rows, std::int16_t* out, std::int32_t samples,
                   const Taps& y, known::KeptPairs& kept) {
  constexpr std::ptrdiff_t step = pairs * pair_bytes;
  const std::int32_t row = y.offset(0), first = row / 2, last = (row + y.taps - 1) / 2;
  if (first < kept.first || first > kept.end) kept.first = kept.end = first;
  for (; kept.end <= last; ++kept.end) {
    unpack(src, src_rows, kept.end, samples, kept.memory + kept.end % pairs * pair_bytes, step);
  }
  if (kept.first < kept.end - pairs) kept.first = kept.end - pairs;
  alignas(8) Word turned[pairs];
  turn<pairs>(y, first, row % 2 != 0, turned);
  const std::int32_t steps = (samples + columns - 1) / columns;
  if constexpr (has_all_registers) {
    const auto by_asm =
        y.rounding.shift == usual_shift ? add_columns_asm<pairs, usual_shift> : add_columns_asm<pairs, 0>;
    return by_asm(kept.memory, turned, out, steps, y.rounding);
  }
  add_columns<pairs>(kept.memory, turned, out, steps, y.rounding);
}

}  // namespace
}  // namespace isopel::armv7em

namespace isopel {

template <int pairs>
void known::vertical_kept(Rows<const std::uint8_t> src, std::int32_t src_rows, Rows<std::int16_t> dst,
                          std::int32_t samples, const Taps& y, KeptPairs& kept) {
  if constexpr (needs_narrow_weights) {
    armv7em::vertical_kept<pairs>(src, src_rows, dst.data, samples, y, kept);
  }
}
[[gnu::used]] static constexpr auto known_kernels = known::every_kept();

}  // namespace isopel

#endif  // ISOPEL_HAVE_ARMV7EM && !ISOPEL_HAVE_MVE
