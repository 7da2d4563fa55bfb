// Contract 1, formula (19): means of 2x2 and 4x4 gray boxes, in assembly, which loads four words at once. shrink_gray
// in box.cpp is the definition.
//
// Assumes that source rows are 4-byte aligned; nothing about dst, which does not overlap them.
// Tail: none, see BoxGrayAsm; the caller does the last boxes. Reads exactly the boxes' samples.
#include "arch/armv7em/box_gray.hpp"

#if ISOPEL_HAVE_ARMV7EM

namespace isopel::armv7em {

/// Sums of four bytes are two halves of a word, from a half on. A product with 2^14 + 2^6 moves their upper eight of
/// ten bits into the two upper bytes, which leaves the shifter to the sums: 2^14 times the first one and 2^22 times the
/// second one, whose two lowest bits must not get into the first mean.
[[gnu::naked]] void boxes_of_2(const std::uint8_t*, std::ptrdiff_t, std::uint8_t*, std::uint8_t*) {
  __asm__(R"(
        push    {r3-r11, lr}
        adds    r1, r0, r1              @ the second row
        movw    lr, #0x4040             @ 2^14 + 2^6
        mov     r12, #0x00020002
    1:
    .rept 2
        ldm     r0!, {r4-r7}
        uxtab16 r10, r12, r4
        uxtab16 r4, r10, r4, ror #8
        ldm     r1!, {r8-r11}           @ the second row
        uxtab16 r3, r12, r5
        uxtab16 r5, r3, r5, ror #8
        uxtab16 r3, r12, r6
        uxtab16 r6, r3, r6, ror #8
        uxtab16 r3, r4, r8
        uxtab16 r4, r3, r8, ror #8
        uxtab16 r3, r12, r7
        uxtab16 r5, r5, r9
        uxtab16 r7, r3, r7, ror #8
        uxtab16 r5, r5, r9, ror #8
        bic     r4, r4, #0x00030003
        uxtab16 r6, r6, r10
        bic     r5, r5, #0x00030003
        uxtab16 r7, r7, r11
        mul     r4, r4, lr              @ means 0 and 1 in the upper half
        uxtab16 r6, r6, r10, ror #8
        mul     r5, r5, lr              @ means 2 and 3, likewise
        uxtab16 r7, r7, r11, ror #8
        bic     r6, r6, #0x00030003
        bic     r7, r7, #0x00030003
        mul     r6, r6, lr
        mul     r7, r7, lr
        pkhtb   r4, r5, r4, asr #16
        str     r4, [r2], #8
        pkhtb   r6, r7, r6, asr #16
        str     r6, [r2, #-4]
    .endr
        ldr     r3, [sp]                @ the end
        cmp     r2, r3
        bne     1b
        pop     {r3-r11, pc}
  )");
}

/// The means 0 and 2 get to their bytes by a shift down, 1 and 3 by a shift up, and SEL takes them: GE says from which.
[[gnu::naked]] void boxes_of_4(const std::uint8_t*, std::ptrdiff_t, std::uint8_t*, std::uint8_t*) {
  __asm__(R"(
        push    {r3-r11, lr}
        mov     lr, r2
        adds    r2, r0, r1, lsl #1      @ the third row
        adds    r3, r2, r1              @ the fourth row
        adds    r1, r0, r1              @ the second row
        mov     r4, #0x00FF00FF
        uadd8   r4, r4, r4              @ GE: the bytes 0 and 2
        movs    r12, #0
    1:
    .irp box, 1, 2, 3, 4
        ldm     r0!, {r4-r7}
        usad8   r8, r4, r12
        usad8   r9, r5, r12
        usad8   r10, r6, r12
        usad8   r11, r7, r12
        ldm     r1!, {r4-r7}            @ the second row
        usada8  r8, r4, r12, r8
        usada8  r9, r5, r12, r9
        usada8  r10, r6, r12, r10
        usada8  r11, r7, r12, r11
        ldm     r2!, {r4-r7}            @ the third row
        usada8  r8, r4, r12, r8
        usada8  r9, r5, r12, r9
        usada8  r10, r6, r12, r10
        usada8  r11, r7, r12, r11
        ldm     r3!, {r4-r7}            @ the fourth row
        usada8  r8, r4, r12, r8
        usada8  r10, r6, r12, r10
        usada8  r11, r7, r12, r11
        usada8  r9, r5, r12, r9
        pkhbt   r8, r8, r10, lsl #16
        pkhbt   r9, r9, r11, lsl #16
        add     r8, r8, #0x00080008     @ half of each
        add     r9, r9, #0x00080008
        lsr     r8, r8, #4              @ means 0 and 2
        lsl     r9, r9, #4              @ means 1 and 3
    .if \box == 1
        sel     r8, r8, r9
        str     r8, [lr], #16           @ the only one that moves lr
    .elseif \box < 4
        sel     r8, r8, r9
        str     r8, [lr, #4 * \box - 20]
    .endif
    .endr
        ldr     r4, [sp]                @ the end
        sel     r8, r8, r9
        cmp     lr, r4
        str     r8, [lr, #-4]
        bne     1b
        pop     {r3-r11, pc}
  )");
}

}  // namespace isopel::armv7em

#endif  // ISOPEL_HAVE_ARMV7EM
