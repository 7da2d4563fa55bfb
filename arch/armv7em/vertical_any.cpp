// Contract 1, formula (16): a first pass along y over any number of rows, in assembly, four columns and four rows at a
// time. any_rows in vertical.cpp is the definition.
//
// Assumes that `out` is 4-byte aligned; nothing about src, which does not overlap.
// Tail: two rows and one row are added alone; the caller does the last columns. The order of instructions is
// llvm-mca's: see docs/cortex-m.md.
#include "arch/armv7em/vertical_asm.hpp"

#if ISOPEL_HAVE_ARMV7EM

namespace isopel::armv7em {

[[gnu::naked]] void any_rows_asm(const std::uint8_t*, std::ptrdiff_t, std::int16_t*, std::int16_t*, const std::int16_t*,
                                 std::int32_t, std::int32_t, std::int32_t) {
  __asm__(R"(
    .macro add_two_rows weights
        pkhbt   r3, r12, lr, lsl #16    @ columns 0 1 of both rows
        pkhtb   r12, lr, r12, asr #16   @ columns 2 3 of both rows
        uxtb16  lr, r3                  @ column 0
        uxtb16  r3, r3, ror #8          @ column 1
        smlad   r8, lr, \weights, r8
        smlad   r9, r3, \weights, r9
        uxtb16  lr, r12                 @ column 2
        uxtb16  r12, r12, ror #8        @ column 3
        smlad   r10, lr, \weights, r10
        smlad   r11, r12, \weights, r11
    .endm
        push    {r4-r11, lr}
        ldrd    r4, r5, [sp, #36]       @ weights, bias
        ldrd    r6, r7, [sp, #44]       @ shift, taps
        sub     sp, #36
        strd    r0, r4, [sp]            @ 0: in, 4: weights
        asr     r12, r7, #2
        strd    r12, r5, [sp, #8]       @ 8: fours of rows, 12: bias
        strd    r2, r3, [sp, #16]       @ 16: out, 20: end
        lsl     r7, r7, #30             @ bit 31: two more rows, bit 30: one more
        strd    r6, r7, [sp, #24]       @ 24: shift, 28: the rest
        add     r7, r1, r1, lsl #1      @ three strides
    1:
        ldm     sp, {r0, r2, r4, r8}
        mov     r9, r8
        mov     r10, r8
        mov     r11, r8
    2:
        ldr     r12, [r0]               @ the first two rows
        ldr     lr, [r0, r1]
        ldrd    r5, r6, [r2], #8        @ four weights
        pkhbt   r3, r12, lr, lsl #16    @ add_two_rows, in another order
        pkhtb   r12, lr, r12, asr #16
        uxtb16  lr, r3
        uxtb16  r3, r3, ror #8
        smlad   r8, lr, r5, r8
        uxtb16  lr, r12
        smlad   r9, r3, r5, r9
        uxtb16  r3, r12, ror #8
        smlad   r10, lr, r5, r10
        ldr     lr, [r0, r7]            @ the other two
        ldr     r12, [r0, r1, lsl #1]
        subs    r4, #1
        smlad   r11, r3, r5, r11
        pkhbt   r5, r12, lr, lsl #16
        pkhtb   r12, lr, r12, asr #16
        uxtb16  lr, r5
        add     r0, r0, r1, lsl #2
        uxtb16  r5, r5, ror #8
        smlad   r8, lr, r6, r8
        uxtb16  lr, r12
        smlad   r9, r5, r6, r9
        uxtb16  r12, r12, ror #8
        smlad   r10, lr, r6, r10
        smlad   r11, r12, r6, r11
        bne     2b
        ldrd    r4, r3, [sp, #24]       @ shift, the rest
        lsls    r3, r3, #1              @ carry: two more rows, negative: one more
        bcc     3f
        ldr     r12, [r0]
        ldr     lr, [r0, r1]
        add     r0, r0, r1, lsl #1
        ldr     r5, [r2], #4
        add_two_rows r5
        ldr     r3, [sp, #28]
        lsls    r3, r3, #1
    3:
        bpl     4f
        ldr     r12, [r0]
        ldr     r5, [r2]
        uxtb16  lr, r12                 @ columns 0 2
        uxtb16  r12, r12, ror #8        @ columns 1 3
        smlabb  r8, lr, r5, r8
        smlatb  r10, lr, r5, r10
        smlabb  r9, r12, r5, r9
        smlatb  r11, r12, r5, r11
    4:
        asr     r8, r8, r4
        asr     r10, r10, r4
        asr     r9, r9, r4
        asr     r11, r11, r4
        pkhbt   r8, r8, r9, lsl #16
        pkhbt   r9, r10, r11, lsl #16
        ldrd    r2, r3, [sp, #16]       @ out, end
        ldr     r0, [sp]
        strd    r8, r9, [r2], #8
        adds    r0, #4
        str     r2, [sp, #16]
        str     r0, [sp]
        cmp     r2, r3
        bne     1b
        add     sp, #36
        pop     {r4-r11, pc}
    .purgem add_two_rows
  )");
}

}  // namespace isopel::armv7em

#endif  // ISOPEL_HAVE_ARMV7EM
