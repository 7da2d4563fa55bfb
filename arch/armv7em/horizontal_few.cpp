// Contract 1, formula (17): second passes along x over gray samples, in assembly, which loads whole records. few_taps
// and any_taps in horizontal.cpp are the definition.
//
// Assumes nothing about the alignment of samples. Src and dst do not overlap.
// Tail: none, see FewTapsAsm; the caller does the last pixels. Reads the samples of padding taps, too, times zero, and
// up to 24 bytes behind the table, where 64 are readable.
//
// The shifts are those of axes that are not widened (21) and of those that are (22).
#include "arch/armv7em/horizontal_asm.hpp"

#if ISOPEL_HAVE_ARMV7EM

// clang-format off
// Pieces of assembly, which no template can make. The order is llvm-mca's: see docs/cortex-m.md.

// Four pixels of four taps; the records of the first two are in r4 to r9. r0 and r12 are where the first and the third tap
// of offset 0 are.
#define ISOPEL_FOUR_OF_FOUR_TAPS(shift)                                               \
  "ldr     r10, [r0, r4, lsl #1]\n"            /* taps 0 1 */                         \
  "ldr     r4, [r12, r4, lsl #1]\n"            /* taps 2 3 */                         \
  "ldr     r11, [r0, r7, lsl #1]\n"            /* the second pixel */                 \
  "smlad   r10, r10, r5, lr\n"                                                        \
  "ldr     r7, [r12, r7, lsl #1]\n"                                                   \
  "smlad   r10, r4, r6, r10\n"                                                        \
  "smlad   r11, r11, r8, lr\n"                                                        \
  "usat    r10, #8, r10, asr #" shift "\n"                                            \
  "smlad   r11, r7, r9, r11\n"                                                        \
  "ldm     r1!, {r4-r9}\n"                     /* two records: the next ones */       \
  "strb    r10, [r2], #4\n"                    /* the only one that moves r2 */       \
  "usat    r11, #8, r11, asr #" shift "\n"                                            \
  "ldr     r10, [r0, r4, lsl #1]\n"            /* the third pixel */                  \
  "ldr     r4, [r12, r4, lsl #1]\n"                                                   \
  "strb    r11, [r2, #-3]\n"                                                          \
  "smlad   r10, r10, r5, lr\n"                                                        \
  "ldr     r11, [r0, r7, lsl #1]\n"            /* the fourth pixel */                 \
  "smlad   r10, r4, r6, r10\n"                                                        \
  "ldr     r7, [r12, r7, lsl #1]\n"                                                   \
  "smlad   r11, r11, r8, lr\n"                                                        \
  "usat    r10, #8, r10, asr #" shift "\n"                                            \
  "smlad   r11, r7, r9, r11\n"                                                        \
  "ldm     r1!, {r4-r9}\n"                                                            \
  "usat    r11, #8, r11, asr #" shift "\n"                                            \
  "strb    r10, [r2, #-2]\n"                                                          \
  "strb    r11, [r2, #-1]\n"

// The records of the next pixels are loaded early; the last time those behind the table, which are readable.
#define ISOPEL_FOUR_TAPS(shift)                                                       \
  "push    {r4-r11, lr}\n"                                                            \
  "ldr     lr, [sp, #36]\n"                     /* bias */                            \
  "adds    r12, r0, #4\n"                                                             \
  "ldm     r1!, {r4-r9}\n"                                                            \
  "1:\n"                                                                              \
  ISOPEL_FOUR_OF_FOUR_TAPS(shift)                                                     \
  ISOPEL_FOUR_OF_FOUR_TAPS(shift)                                                     \
  "cmp     r2, r3\n"                                                                  \
  "bne     1b\n"                                                                      \
  "pop     {r4-r11, pc}\n"

// One pixel of three channels and four taps; r0 is where offset 0 is. Two pixels are three words: r g, b r', g' b'.
#define ISOPEL_RGB_OF_FOUR_TAPS(shift)                                                \
  "ldm     r1!, {r3-r5}\n"                     /* offset, four weights */             \
  "add     r3, r0, r3, lsl #1\n"                                                      \
  "ldr     r6, [r3]\n"                                                                \
  "ldr     r10, [r3, #4]\n"                                                           \
  "ldr     r8, [r3, #8]\n"                                                            \
  "pkhbt   r9, r6, r10\n"                      /* r r' */                             \
  "ldr     r7, [r3, #16]\n"                                                           \
  "pkhbt   r11, r8, r6\n"                      /* g' g */                             \
  "smlad   r9, r9, r4, r12\n"                                                         \
  "pkhbt   r10, r10, r8\n"                     /* b b' */                             \
  "smladx  r11, r11, r4, r12\n"                                                       \
  "ldr     r6, [r3, #12]\n"                                                           \
  "smlad   r10, r10, r4, r12\n"                                                       \
  "pkhbt   r4, r6, r7\n"                       /* the other two taps, likewise */     \
  "ldr     r8, [r3, #20]\n"                                                           \
  "pkhbt   r3, r8, r6\n"                                                              \
  "smlad   r9, r4, r5, r9\n"                                                          \
  "pkhbt   r4, r7, r8\n"                                                              \
  "smladx  r11, r3, r5, r11\n"                                                        \
  "usat    r9, #8, r9, asr #" shift "\n"                                              \
  "smlad   r10, r4, r5, r10\n"                                                        \
  "strb    r9, [r2], #3\n"                     /* the only one that moves r2 */       \
  "usat    r10, #8, r10, asr #" shift "\n"                                            \
  "usat    r11, #8, r11, asr #" shift "\n"                                            \
  "strb    r11, [r2, #-2]\n"                                                          \
  "strb    r10, [r2, #-1]\n"

#define ISOPEL_RGB_TWO_OF_FOUR_TAPS(shift) ISOPEL_RGB_OF_FOUR_TAPS(shift) ISOPEL_RGB_OF_FOUR_TAPS(shift)

// Four pixels a turn, the first time maybe two.
#define ISOPEL_RGB_FOUR_TAPS(shift)                                                   \
  "push    {r4-r11, lr}\n"                                                            \
  "mov     lr, r3\n"                            /* the end */                         \
  "ldr     r12, [sp, #36]\n"                    /* bias */                            \
  "subs    r3, r3, r2\n"                                                              \
  "tst     r3, #2\n"                            /* bytes of an odd number of twos */  \
  "bne     2f\n"                                                                      \
  "1:\n"                                                                              \
  ISOPEL_RGB_TWO_OF_FOUR_TAPS(shift)                                                  \
  "2:\n"                                                                              \
  ISOPEL_RGB_TWO_OF_FOUR_TAPS(shift)                                                  \
  "cmp     r2, lr\n"                                                                  \
  "bne     1b\n"                                                                      \
  "pop     {r4-r11, pc}\n"
// clang-format on

namespace isopel::armv7em {

[[gnu::naked]] void rgb_four_taps_shift_21(const std::int16_t*, const std::byte*, std::uint8_t*, std::uint8_t*,
                                           std::int32_t) {
  __asm__(ISOPEL_RGB_FOUR_TAPS("21"));
}

[[gnu::naked]] void rgb_four_taps_shift_22(const std::int16_t*, const std::byte*, std::uint8_t*, std::uint8_t*,
                                           std::int32_t) {
  __asm__(ISOPEL_RGB_FOUR_TAPS("22"));
}

[[gnu::naked]] void four_taps_shift_21(const std::int16_t*, const std::byte*, std::uint8_t*, std::uint8_t*,
                                       std::int32_t) {
  __asm__(ISOPEL_FOUR_TAPS("21"));
}

[[gnu::naked]] void four_taps_shift_22(const std::int16_t*, const std::byte*, std::uint8_t*, std::uint8_t*,
                                       std::int32_t) {
  __asm__(ISOPEL_FOUR_TAPS("22"));
}

[[gnu::naked]] void eight_taps_shift_22(const std::int16_t*, const std::byte*, std::uint8_t*, std::uint8_t*,
                                        std::int32_t) {
  __asm__(R"(
        push    {r3-r11, lr}
        ldr     r3, [sp, #40]           @ bias
        add     r9, r0, #4              @ where the taps 2, 4 and 6 of offset 0 are
        add     r10, r0, #8
        add     r11, r0, #12
        ldm     r1!, {r4-r8}            @ offset, eight weights
    1:
    .rept 2                             @ four pixels
        ldr     lr, [r9, r4, lsl #1]
        ldr     r12, [r0, r4, lsl #1]
        smlad   r12, r12, r5, r3
        ldr     r5, [r10, r4, lsl #1]
        smlad   r6, lr, r6, r12
        ldr     r12, [r11, r4, lsl #1]
        smlad   r5, r5, r7, r6
        smlad   lr, r12, r8, r5
        ldm     r1!, {r4-r8}            @ the next record; the last time the one behind the table, which is readable
        usat    lr, #8, lr, asr #22
        ldr     r12, [r0, r4, lsl #1]   @ the second pixel
        strb    lr, [r2], #4            @ the only one that moves r2
        ldr     lr, [r9, r4, lsl #1]
        smlad   r12, r12, r5, r3
        ldr     r5, [r10, r4, lsl #1]
        smlad   r12, lr, r6, r12
        ldr     lr, [r11, r4, lsl #1]
        smlad   r12, r5, r7, r12
        smlad   r12, lr, r8, r12
        ldm     r1!, {r4-r8}
        usat    lr, #8, r12, asr #22
        ldr     r12, [r0, r4, lsl #1]   @ the third pixel
        strb    lr, [r2, #-3]
        ldr     lr, [r9, r4, lsl #1]
        smlad   r12, r12, r5, r3
        ldr     r5, [r10, r4, lsl #1]
        smlad   r12, lr, r6, r12
        ldr     lr, [r11, r4, lsl #1]
        smlad   r12, r5, r7, r12
        smlad   r12, lr, r8, r12
        ldm     r1!, {r4-r8}
        usat    lr, #8, r12, asr #22
        ldr     r12, [r0, r4, lsl #1]   @ the fourth pixel
        strb    lr, [r2, #-2]
        ldr     lr, [r9, r4, lsl #1]
        smlad   r12, r12, r5, r3
        ldr     r5, [r10, r4, lsl #1]
        smlad   r12, lr, r6, r12
        ldr     r4, [r11, r4, lsl #1]
        smlad   r12, r5, r7, r12
        smlad   r12, r4, r8, r12
        ldm     r1!, {r4-r8}
        usat    lr, #8, r12, asr #22
        strb    lr, [r2, #-1]
    .endr
        ldr     r12, [sp]               @ the end
        cmp     r2, r12
        bne     1b
        pop     {r3-r11, pc}
  )");
}

}  // namespace isopel::armv7em

#endif  // ISOPEL_HAVE_ARMV7EM
