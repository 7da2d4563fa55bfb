// Contract 1, formula (17): a second pass along x over gray samples, for records that begin with a sample of an even
// index, so that LDM loads pairs of samples as it loads pairs of weights. few_taps in tap_rows.hpp is the definition.
//
// Assumes that rows are 4-byte aligned, as scratch rows are. Src and dst do not overlap.
// Tail: what is left of four pixels, or two, is done by C++, and all of it in builds without optimization. Reads the
// samples of taps that weigh nothing, too: see known::horizontal_even.
#include "arch/armv7em/tap_rows.hpp"
#include "arch/mve/mve.hpp"

#if ISOPEL_HAVE_ARMV7EM && !ISOPEL_HAVE_MVE

namespace isopel::armv7em {
namespace {

/// Pixels of half a turn; fewer of them where they are long.
template <int pairs>
constexpr std::int32_t half_turn = pairs <= 8 ? 4 : 2;

/// `end - out` is a multiple of half a turn, and not 0; the first turn may be half a one. `in` is where offset 0 is.
template <int pairs>
[[gnu::noinline]] void even_taps(const std::int16_t* in, const std::byte* records, std::uint8_t* out,
                                 const std::uint8_t* end, std::int32_t bias) {
  register const std::int16_t* row __asm__("r0") = in;
  register const std::byte* record __asm__("r1") = records;
  register std::uint8_t* at __asm__("r2") = out;
  register const std::uint8_t* stop __asm__("r3") = end;
  register std::int32_t half __asm__("r12") = bias;
  __asm__ volatile(
      R"(
    .macro pixel
        ldm     r3!, {r8-r11}
        smlad   lr, r8, r4, r12
        smlad   lr, r9, r5, lr
        smlad   lr, r10, r6, lr
        smlad   lr, r11, r7, lr
    .rept %c[pairs] / 4 - 1
        ldm     r3!, {r8-r11}
        ldm     r1!, {r4-r7}
        smlad   lr, r8, r4, lr
        smlad   lr, r9, r5, lr
        smlad   lr, r10, r6, lr
        smlad   lr, r11, r7, lr
    .endr
    .if %c[pairs] %% 4 == 3
        ldm     r3, {r8-r10}
        ldm     r1!, {r4-r6}
        smlad   lr, r8, r4, lr
        smlad   lr, r9, r5, lr
        smlad   lr, r10, r6, lr
    .elseif %c[pairs] %% 4 == 2
        ldm     r3, {r8-r9}
        ldm     r1!, {r4-r5}
        smlad   lr, r8, r4, lr
        smlad   lr, r9, r5, lr
    .elseif %c[pairs] %% 4 == 1
        ldr     r8, [r3]
        ldr     r4, [r1], #4
        smlad   lr, r8, r4, lr
    .endif
        ldm     r1!, {r3-r7}            @ the next ones; the last time those behind the table, which are readable
        usat    lr, #8, lr, asr #22
        add     r3, r0, r3, lsl #1
        strb    lr, [r2], #1
    .endm
        push    {r3, r7}                @ r7 may be the frame's
        sub     r8, r3, r2
        ldm     r1!, {r3-r7}            @ offset, four pairs of weights
        add     r3, r0, r3, lsl #1
        tst     r8, #%c[half_turn]
        bne     2f
    1:
    .rept %c[half_turn]
        pixel
    .endr
    2:
    .rept %c[half_turn]
        pixel
    .endr
        ldr     r8, [sp]                @ end
        cmp     r2, r8
        bne     1b
        pop     {r3, r7}
    .purgem pixel
  )"
      : "+r"(record), "+r"(at), "+r"(stop)
      : "r"(row), "r"(half), [pairs] "i"(pairs), [half_turn] "i"(half_turn<pairs>)
      : "r4", "r5", "r6", "r8", "r9", "r10", "r11", "lr", "cc", "memory");
}

template <int pairs>
void even_row(const std::int16_t* in, std::uint8_t* out, const Taps& taps) {
  const std::int32_t by_asm = has_all_registers ? taps.count & -half_turn<pairs> : 0;
  if constexpr (has_all_registers) {
    if (by_asm != 0) even_taps<pairs>(in, taps.records, out, out + by_asm, taps.rounding.bias);
  }
  if (by_asm == taps.count) return;
  any_taps<1>(in, out + by_asm, taps.slice(by_asm, taps.count - by_asm));
}

}  // namespace
}  // namespace isopel::armv7em

namespace isopel {

template <int pairs>
void known::horizontal_even(Rows<const std::int16_t> src, Rows<std::uint8_t> dst, std::int32_t rows,
                            std::int32_t /*channels*/, std::int32_t /*readable*/, const Taps& x) {
  for (std::int32_t r = 0; r < rows; ++r) armv7em::even_row<pairs>(src.row(r) - x.origin, dst.row(r), x);
}
[[gnu::used]] static constexpr auto known_kernels = known::every_even();

}  // namespace isopel

#endif  // ISOPEL_HAVE_ARMV7EM && !ISOPEL_HAVE_MVE
