// Contract 1, formula (19): means of 2x2 and 4x4 gray boxes, in assembly, which loads four words at once. shrink_gray
// in box.cpp is the definition.
//
// Assumes that source rows are 4-byte aligned; nothing about dst, which does not overlap them.
// Tail: none, see BoxGrayAsm; the caller does the last boxes. Reads exactly the boxes' samples.
#include "arch/armv7em/box_gray.hpp"

#if ISOPEL_HAVE_ARMV7EM

namespace isopel::armv7em {

/// Sums of four bytes are two halves of a word, from a half on.
[[gnu::naked]] void boxes_of_2(const std::uint8_t*, std::ptrdiff_t, std::uint8_t*, std::uint8_t*) {
  __asm__(R"(
        push    {r3-r11, lr}
        adds    r1, r0, r1              @ the second row
        mov     lr, #0x00FF00FF
        mov     r12, #0x00020002
    1:
    .rept 2
        ldm     r0!, {r4-r7}
        uxtab16 r3, r12, r4
        uxtab16 r4, r3, r4, ror #8
        ldm     r1!, {r8-r11}
        uxtab16 r4, r4, r8
        uxtab16 r3, r12, r5
        uxtab16 r5, r3, r5, ror #8
        uxtab16 r3, r12, r6
        uxtab16 r6, r3, r6, ror #8
        uxtab16 r6, r6, r10
        uxtab16 r3, r12, r7
        uxtab16 r6, r6, r10, ror #8
        uxtab16 r7, r3, r7, ror #8
        uxtab16 r7, r7, r11
        uxtab16 r7, r7, r11, ror #8
        uxtab16 r4, r4, r8, ror #8
        and     r4, lr, r4, lsr #2      @ means: bytes 0 and 2
        uxtab16 r5, r5, r9
        uxtab16 r5, r5, r9, ror #8
        and     r5, lr, r5, lsr #2
        and     r6, lr, r6, lsr #2
        and     r7, lr, r7, lsr #2
        orr     r4, r4, r4, lsr #8      @ bytes 0 and 1
        orr     r5, r5, r5, lsr #8
        orr     r7, r7, r7, lsr #8
        pkhbt   r4, r4, r5, lsl #16
        str     r4, [r2], #4
        orr     r6, r6, r6, lsr #8
        pkhbt   r6, r6, r7, lsl #16
        str     r6, [r2], #4
    .endr
        ldr     r3, [sp]                @ the end
        cmp     r2, r3
        bne     1b
        pop     {r3-r11, pc}
  )");
}

[[gnu::naked]] void boxes_of_4(const std::uint8_t*, std::ptrdiff_t, std::uint8_t*, std::uint8_t*) {
  __asm__(R"(
        push    {r3-r11, lr}
        mov     lr, r2
        adds    r2, r0, r1, lsl #1      @ the third row
        adds    r3, r2, r1              @ the fourth row
        adds    r1, r0, r1              @ the second row
        movs    r12, #0
    1:
    .rept 4
        ldm     r0!, {r4-r7}
        usad8   r9, r5, r12
        usad8   r11, r7, r12
        usad8   r10, r6, r12
        usad8   r8, r4, r12
        ldm     r1!, {r4-r7}            @ the second row
        usada8  r9, r5, r12, r9
        usada8  r11, r7, r12, r11
        usada8  r8, r4, r12, r8
        usada8  r10, r6, r12, r10
        ldm     r2!, {r4-r7}            @ the third row
        usada8  r10, r6, r12, r10
        usada8  r11, r7, r12, r11
        usada8  r8, r4, r12, r8
        usada8  r9, r5, r12, r9
        ldm     r3!, {r4-r7}            @ the fourth row
        usada8  r8, r4, r12, r8
        usada8  r10, r6, r12, r10
        usada8  r11, r7, r12, r11
        usada8  r9, r5, r12, r9
        pkhbt   r8, r8, r10, lsl #16
        pkhbt   r9, r9, r11, lsl #16
        add     r9, r9, #0x00080008
        mov     r4, #0x00FF00FF
        and     r9, r4, r9, lsr #4      @ means 1 and 3
        add     r8, r8, #0x00080008     @ half of each
        and     r8, r4, r8, lsr #4      @ means 0 and 2
        orr     r8, r8, r9, lsl #8
        str     r8, [lr], #4
    .endr
        ldr     r4, [sp]                @ the end
        cmp     lr, r4
        bne     1b
        pop     {r3-r11, pc}
  )");
}

}  // namespace isopel::armv7em

#endif  // ISOPEL_HAVE_ARMV7EM
