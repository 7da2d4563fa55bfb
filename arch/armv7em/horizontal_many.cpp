// Contract 1, formula (17): second passes along x over gray samples with nine taps or more, in assembly. any_taps in
// horizontal.cpp is the definition.
//
// Assumes nothing about the alignment of samples. Src and dst do not overlap.
// Tail: none, any number of pixels. Reads the sample of a padding tap, too, times zero.
#include "arch/armv7em/horizontal_asm.hpp"

#if ISOPEL_HAVE_ARMV7EM

namespace isopel::armv7em {

/// Pairs of taps come in groups of four, of which there are up to four. The rest comes first; then a jump leads to the
/// code for as many groups as there are.
[[gnu::naked]] void many_taps_shift_22(const std::int16_t*, const std::byte*, std::uint8_t*, std::uint8_t*,
                                       std::int32_t, std::int32_t) {
  __asm__(R"(
        push    {r4-r11, lr}
        ldrd    r11, r4, [sp, #36]      @ bias, pairs
        and     r5, r4, #3
        lsrs    r4, r4, #2
        adr.w   r10, 6f                 @ the code for r5 pairs
        ldr     r10, [r10, r5, lsl #2]
        adr.w   r9, 6f
        add     r10, r10, r9
        adr.w   r9, 5f                  @ the code for r4 groups
        rsb     r4, r4, #4
        mov     r5, #34                 @ bytes of one group
        mul     r4, r4, r5
        add     r9, r9, r4
        orr     r9, r9, #1
    1:
        ldr     r12, [r1], #4           @ offset
        mov     lr, r11
        add     r12, r0, r12, lsl #1
        bx      r10
    2:
        ldm     r1!, {r4-r6}            @ three pairs
        ldr     r7, [r12], #12
        smlad   lr, r7, r4, lr
        ldr     r8, [r12, #-8]
        ldr     r7, [r12, #-4]
        smlad   lr, r8, r5, lr
        smlad   lr, r7, r6, lr
        bx      r9
    3:
        ldm     r1!, {r4-r5}            @ two pairs
        ldr     r7, [r12], #8
        ldr     r8, [r12, #-4]
        smlad   lr, r7, r4, lr
        smlad   lr, r8, r5, lr
        bx      r9
    4:
        ldr     r4, [r1], #4            @ one pair
        ldr     r7, [r12], #4
        smlad   lr, r7, r4, lr
    7:
        bx      r9                      @ no pair
        .balign 4
    6:
        .word   7b - 6b + 1, 4b - 6b + 1, 3b - 6b + 1, 2b - 6b + 1
    5:
    .rept 4
        ldm     r1!, {r4-r7}            @ a group of four pairs
        ldr.w   r8, [r12], #16          @ the only one that moves r12
        smlad   lr, r8, r4, lr
        ldr.w   r4, [r12, #-8]
        ldr.w   r8, [r12, #-12]
        smlad   lr, r8, r5, lr
        ldr.w   r8, [r12, #-4]
        smlad   lr, r4, r6, lr
        smlad   lr, r8, r7, lr
    .endr
    8:
    .if 8b - 5b - 4 * 34
    .error "a group has another size"
    .endif
        usat    lr, #8, lr, asr #22
        strb    lr, [r2], #1
        cmp     r2, r3
        bne     1b
        pop     {r4-r11, pc}
  )");
}

}  // namespace isopel::armv7em

#endif  // ISOPEL_HAVE_ARMV7EM
