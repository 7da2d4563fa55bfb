// Contract 1, formulas (16) and (17), of passes that enlarge by four taps: the first one along x, the second one along
// y, in assembly. few_taps in horizontal.cpp and few_rows in vertical.cpp are the definition.
//
// Assumes that i16 rows are 4-byte aligned; nothing about the alignment of others. Src and dst do not overlap.
// Tail: none, the callers do the last pixels. Reads up to 24 bytes behind the table along x, where 64 are readable.
#include "arch/armv7em/enlarge_few.hpp"

#if ISOPEL_HAVE_ARMV7EM

namespace isopel::armv7em {

[[gnu::naked]] void four_taps_to_i16(const std::uint8_t*, const std::byte*, std::int16_t*, std::int16_t*,
                                     std::int32_t) {
  __asm__(R"(
        push    {r4-r11, lr}
        ldr     lr, [sp, #36]           @ bias
        ldm     r1!, {r4-r9}            @ the records of two pixels
    1:
    .rept 4
        ldr     r7, [r0, r7]
        ldr     r4, [r0, r4]            @ four samples
        uxtb16  r10, r4                 @ 0 2
        uxtb16  r4, r4, ror #8          @ 1 3
        uxtb16  r11, r7
        pkhbt   r12, r10, r4, lsl #16   @ 0 1
        uxtb16  r7, r7, ror #8
        pkhtb   r4, r4, r10, asr #16    @ 2 3
        smlad   r12, r12, r5, lr
        pkhbt   r10, r11, r7, lsl #16
        smlad   r12, r4, r6, r12
        pkhtb   r7, r7, r11, asr #16
        smlad   r10, r10, r8, lr
        smlad   r10, r7, r9, r10
        asr     r12, r12, #7
        ldm     r1!, {r4-r9}            @ the next ones; the last time those behind the table, which are readable
        pkhbt   r12, r12, r10, lsl #9
        str     r12, [r2], #4
    .endr
        cmp     r2, r3
        bne     1b
        pop     {r4-r11, pc}
  )");
}

[[gnu::naked]] void four_rows_to_u8(const std::int16_t*, std::ptrdiff_t, std::uint8_t*, std::uint8_t*,
                                    const std::int16_t*, std::int32_t) {
  __asm__(R"(
        push    {r4-r11, lr}
        ldr     r12, [sp, #36]          @ weights
        ldr     r7, [sp, #40]           @ bias
        ldrd    r5, r6, [r12]
        add     r4, r1, r1, lsl #1      @ three strides
    1:
    .rept 2                             @ four columns
        ldr     r9, [r0, r1]            @ two columns of all rows
        ldr     r11, [r0, r4]
        ldr     r10, [r0, r1, lsl #1]
        ldr     r8, [r0], #4
        pkhbt   r12, r8, r9, lsl #16    @ column 0 of the rows 0 and 1
        pkhtb   r9, r9, r8, asr #16     @ column 1
        smlad   r12, r12, r5, r7
        pkhbt   r8, r10, r11, lsl #16   @ column 0 of the rows 2 and 3
        smlad   r8, r8, r6, r12
        pkhtb   r11, r11, r10, asr #16
        smlad   r9, r9, r5, r7
        usat    r8, #8, r8, asr #21
        smlad   r12, r11, r6, r9
        ldr     r10, [r0, r1, lsl #1]   @ the next two columns
        strb    r8, [r2], #4            @ the only one that moves r2
        usat    r12, #8, r12, asr #21
        ldr     r11, [r0, r4]
        ldr     r9, [r0, r1]
        ldr     r8, [r0], #4
        strb    r12, [r2, #-3]
        pkhbt   r12, r8, r9, lsl #16
        pkhtb   r9, r9, r8, asr #16
        smlad   r12, r12, r5, r7
        pkhbt   r8, r10, r11, lsl #16
        smlad   r9, r9, r5, r7
        pkhtb   r11, r11, r10, asr #16
        smlad   r8, r8, r6, r12
        smlad   r9, r11, r6, r9
        usat    r8, #8, r8, asr #21
        usat    r9, #8, r9, asr #21
        strb    r8, [r2, #-2]
        strb    r9, [r2, #-1]
    .endr
        cmp     r2, r3
        bne     1b
        pop     {r4-r11, pc}
  )");
}

}  // namespace isopel::armv7em

#endif  // ISOPEL_HAVE_ARMV7EM
