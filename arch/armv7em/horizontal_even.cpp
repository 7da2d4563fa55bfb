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
/// A pixel's weights are loaded with the next one's offset, and it is stored between the products of the next one.
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
    .macro last_weights             @ and the next offset
    .if %c[last] == 4
        ldm     r1!, {r3-r7}
    .elseif %c[last] == 3
        ldm     r1!, {r3-r5, r7}
    .elseif %c[last] == 2
        ldm     r1!, {r3-r4, r7}
    .else
        ldm     r1!, {r3, r7}
    .endif
    .endm
    .macro last_samples address
    .if %c[last] == 4
        ldm     \address, {r8-r11}
    .elseif %c[last] == 3
        ldm     \address, {r8-r10}
    .elseif %c[last] == 2
        ldm     \address, {r8-r9}
    .else
        ldr     r8, [\address]
    .endif
    .endm
    .macro load_four
        ldm     r1!, {r3-r6}
        ldm     r7!, {r8-r11}
    .endm
    .macro add_four
        smlad   lr, r8, r3, lr
        smlad   lr, r9, r4, lr
        smlad   lr, r10, r5, lr
        smlad   lr, r11, r6, lr
    .endm
    .macro add_last
    .if %c[last] > 1
        smlad   lr, r8, r3, lr
        next_address
        smlad   lr, r9, r4, lr
    .else
        next_address
        smlad   lr, r8, r3, lr
    .endif
    .if %c[last] > 2
        smlad   lr, r10, r5, lr
    .endif
    .if %c[last] > 3
        smlad   lr, r11, r6, lr
    .endif
    .endm
    .macro next_address
    .if %c[pairs] == 3
        add     r11, r0, r7, lsl #1
    .elseif %c[pairs] == 4
        add     r8, r0, r7, lsl #1
    .else
        add     r7, r0, r7, lsl #1
    .endif
    .endm
    .macro store_before number
    .if \number == 1
        strb    lr, [r2], #%c[half_turn]        @ the only one that moves r2
    .elseif \number > 1
        strb    lr, [r2, #\number - 1 - %c[half_turn]]
    .endif
    .endm
    .macro pixel number
    .if %c[pairs] == 3
        last_weights
        last_samples r11
        next_address
    .elseif %c[pairs] == 4
        last_weights
        last_samples r8
    .else
        load_four
    .endif
        smlad   r8, r8, r3, r12
    .if \number
        usat    lr, #8, lr, asr #22     @ the pixel before
    .endif
        smlad   r9, r9, r4, r8
        store_before \number
    .if %c[pairs] == 3
        smlad   lr, r10, r5, r9
    .else
        smlad   r10, r10, r5, r9
    .if %c[pairs] == 4
        next_address
    .endif
        smlad   lr, r11, r6, r10
    .endif
    .rept (%c[pairs] - 5) / 4
        load_four
        add_four
    .endr
    .if %c[pairs] > 4
        last_samples r7
        last_weights
        add_last
    .endif
    .endm
    .macro pixels
    .irp number, 0, 1, 2, 3
    .if \number < %c[half_turn]
        pixel   \number
    .endif
    .endr
        usat    lr, #8, lr, asr #22
        strb    lr, [r2, #-1]
    .endm
        push    {r3, r7}                @ r7 may be the frame's
        sub     r8, r3, r2
        tst     r8, #%c[half_turn]
        ldr     r7, [r1], #4            @ the first offset
        next_address
        bne     2f
    1:
        pixels
    2:
        pixels
        ldr     r3, [sp]                @ end
        cmp     r2, r3
        bne     1b
        pop     {r3, r7}
    .purgem pixels
    .purgem pixel
    .purgem store_before
    .purgem next_address
    .purgem add_last
    .purgem add_four
    .purgem load_four
    .purgem last_samples
    .purgem last_weights
  )"
      : "+r"(record), "+r"(at), "+r"(stop)
      : "r"(row), "r"(half), [pairs] "i"(pairs), [last] "i"((pairs - 1) % 4 + 1), [half_turn] "i"(half_turn<pairs>)
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
