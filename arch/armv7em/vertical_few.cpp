// Contract 1, formula (16): first passes along y over three, four and five rows, in assembly, which keeps the sums of
// four columns, the weights and the bias in registers. few_rows in vertical.cpp is the definition.
//
// Assumes that `out` is 4-byte aligned; nothing about src, which does not overlap.
// Tail: none, see FewRowsAsm; the caller does the last columns.
//
// The shifts are those of axes that are not widened (7), and of those that shrink to a half or a quarter (9): constants
// cost nothing in an instruction, and registers are scarce.
#include "arch/armv7em/vertical_asm.hpp"

#if ISOPEL_HAVE_ARMV7EM

// clang-format off
// Pieces of assembly, which no template can make: four columns, whose sums are r8 to r11. Rows are taken in pairs: a
// pair of halves for each column, times the two weights of r5 or r6. A single row, times the one in r6 or r7, comes
// first, with the bias. The order is llvm-mca's: see docs/cortex-m.md.

#define ISOPEL_FOUR_OF_THREE_ROWS(shift, up)                                          \
  "ldr     r12, [r0, r1, lsl #1]\n"    /* the third row */                            \
  "uxtb16  lr, r12\n"                                                                 \
  "uxtb16  r12, r12, ror #8\n"                                                        \
  "smlatb  r10, lr, r6, r7\n"                                                         \
  "smlabb  r8, lr, r6, r7\n"                                                          \
  "smlatb  r11, r12, r6, r7\n"                                                        \
  "ldr     lr, [r0, r1]\n"             /* the second row */                           \
  "smlabb  r9, r12, r6, r7\n"                                                         \
  "ldr     r12, [r0], #4\n"            /* the first row */                            \
  "pkhbt   r3, r12, lr, lsl #16\n"     /* columns 0 1 of both rows */                 \
  "pkhtb   r12, lr, r12, asr #16\n"    /* columns 2 3 of both rows */                 \
  "uxtb16  lr, r3\n"                                                                  \
  "uxtb16  r3, r3, ror #8\n"                                                          \
  "smlad   r8, lr, r5, r8\n"                                                          \
  "uxtb16  lr, r12\n"                                                                 \
  "smlad   r9, r3, r5, r9\n"                                                          \
  "uxtb16  r12, r12, ror #8\n"                                                        \
  "smlad   r10, lr, r5, r10\n"                                                        \
  "asr     r8, r8, #" shift "\n"                                                      \
  "smlad   r11, r12, r5, r11\n"                                                       \
  "asr     r10, r10, #" shift "\n"                                                    \
  "pkhbt   r8, r8, r9, lsl #" up "\n"  /* rounded, and packed */                      \
  "pkhbt   r9, r10, r11, lsl #" up "\n" /* rounded, and packed */                     \
  "strd    r8, r9, [r2], #8\n"

#define ISOPEL_FOUR_OF_FOUR_ROWS(shift, up)                                           \
  "ldr     lr, [r0, r4]\n"             /* the fourth row */                           \
  "ldr     r12, [r0, r1, lsl #1]\n"    /* the third row */                            \
  "pkhtb   r10, lr, r12, asr #16\n"    /* columns 2 3 of both rows */                 \
  "pkhbt   r8, r12, lr, lsl #16\n"     /* columns 0 1 of both rows */                 \
  "uxtb16  r9, r8, ror #8\n"                                                          \
  "ldr     lr, [r0, r1]\n"             /* the second row */                           \
  "uxtb16  r11, r10, ror #8\n"                                                        \
  "uxtb16  r10, r10\n"                                                                \
  "ldr     r12, [r0], #4\n"            /* the first row */                            \
  "smlad   r9, r9, r6, r7\n"                                                          \
  "uxtb16  r8, r8\n"                                                                  \
  "smlad   r11, r11, r6, r7\n"                                                        \
  "pkhbt   r3, r12, lr, lsl #16\n"     /* columns 0 1 of both rows */                 \
  "smlad   r10, r10, r6, r7\n"                                                        \
  "pkhtb   r12, lr, r12, asr #16\n"    /* columns 2 3 of both rows */                 \
  "uxtb16  lr, r3\n"                                                                  \
  "smlad   r8, r8, r6, r7\n"                                                          \
  "uxtb16  r3, r3, ror #8\n"                                                          \
  "smlad   r8, lr, r5, r8\n"                                                          \
  "uxtb16  lr, r12\n"                                                                 \
  "smlad   r9, r3, r5, r9\n"                                                          \
  "uxtb16  r12, r12, ror #8\n"                                                        \
  "smlad   r10, lr, r5, r10\n"                                                        \
  "asr     r8, r8, #" shift "\n"                                                      \
  "smlad   r11, r12, r5, r11\n"                                                       \
  "asr     r10, r10, #" shift "\n"                                                    \
  "pkhbt   r8, r8, r9, lsl #" up "\n"  /* rounded, and packed */                      \
  "pkhbt   r9, r10, r11, lsl #" up "\n" /* rounded, and packed */                     \
  "strd    r8, r9, [r2], #8\n"

#define ISOPEL_FOUR_OF_FIVE_ROWS(shift, up)                                           \
  "ldr     r12, [r0, r1, lsl #2]\n"    /* the fifth row */                            \
  "uxtb16  lr, r12\n"                                                                 \
  "ldr     r3, [sp, #44]\n"            /* the bias, for which no register is left */  \
  "uxtb16  r12, r12, ror #8\n"                                                        \
  "smlabb  r8, lr, r7, r3\n"                                                          \
  "smlatb  r10, lr, r7, r3\n"                                                         \
  "ldr     lr, [r0, r4]\n"             /* the fourth row */                           \
  "smlabb  r9, r12, r7, r3\n"                                                         \
  "smlatb  r11, r12, r7, r3\n"                                                        \
  "ldr     r12, [r0, r1, lsl #1]\n"    /* the third row */                            \
  "pkhbt   r3, r12, lr, lsl #16\n"     /* columns 0 1 of both rows */                 \
  "pkhtb   r12, lr, r12, asr #16\n"    /* columns 2 3 of both rows */                 \
  "uxtb16  lr, r3\n"                                                                  \
  "uxtb16  r3, r3, ror #8\n"                                                          \
  "smlad   r8, lr, r6, r8\n"                                                          \
  "uxtb16  lr, r12\n"                                                                 \
  "uxtb16  r12, r12, ror #8\n"                                                        \
  "smlad   r10, lr, r6, r10\n"                                                        \
  "smlad   r11, r12, r6, r11\n"                                                       \
  "ldr     lr, [r0, r1]\n"             /* the second row */                           \
  "ldr     r12, [r0], #4\n"            /* the first row */                            \
  "smlad   r9, r3, r6, r9\n"                                                          \
  "pkhbt   r3, r12, lr, lsl #16\n"     /* columns 0 1 of both rows */                 \
  "pkhtb   r12, lr, r12, asr #16\n"    /* columns 2 3 of both rows */                 \
  "uxtb16  lr, r3\n"                                                                  \
  "uxtb16  r3, r3, ror #8\n"                                                          \
  "smlad   r8, lr, r5, r8\n"                                                          \
  "uxtb16  lr, r12\n"                                                                 \
  "smlad   r9, r3, r5, r9\n"                                                          \
  "uxtb16  r12, r12, ror #8\n"                                                        \
  "smlad   r10, lr, r5, r10\n"                                                        \
  "asr     r8, r8, #" shift "\n"                                                      \
  "smlad   r11, r12, r5, r11\n"                                                       \
  "asr     r10, r10, #" shift "\n"                                                    \
  "pkhbt   r8, r8, r9, lsl #" up "\n"  /* rounded, and packed */                      \
  "pkhbt   r9, r10, r11, lsl #" up "\n" /* rounded, and packed */                     \
  "strd    r8, r9, [r2], #8\n"

// Afterwards: r0 = in, r1 = stride, r2 = out, [sp] = end, r4 = three strides, r5 to r7 = the weights.
#define ISOPEL_BEGIN                                                                  \
  "push    {r3-r11, lr}\n"                                                            \
  "ldr     r12, [sp, #40]\n"           /* weights */                                  \
  "add     r4, r1, r1, lsl #1\n"                                                      \
  "ldm     r12, {r5-r7}\n"                                                            \
  "ldr     r3, [sp, #44]\n"            /* bias */

#define ISOPEL_END                                                                    \
  "ldr     r12, [sp]\n"                                                               \
  "cmp     r2, r12\n"                                                                 \
  "bne     1b\n"                                                                      \
  "pop     {r3-r11, pc}\n"
// clang-format on

namespace isopel::armv7em {

[[gnu::naked]] void three_rows_shift_9(const std::uint8_t*, std::ptrdiff_t, std::int16_t*, std::int16_t*,
                                       const std::int16_t*, std::int32_t) {
  __asm__(ISOPEL_BEGIN
          "mov     r7, r3\n"
          "ldr     r4, [sp]\n"   // the end
          "sub     r12, r4, r2\n"  // sixteen columns a turn, the first one maybe eight
          "tst     r12, #16\n"
          "bne     2f\n"
          "1:\n"  //
          ISOPEL_FOUR_OF_THREE_ROWS("9", "7") ISOPEL_FOUR_OF_THREE_ROWS("9", "7")
          "2:\n"  //
          ISOPEL_FOUR_OF_THREE_ROWS("9", "7") ISOPEL_FOUR_OF_THREE_ROWS("9", "7")
          "cmp     r2, r4\n"
          "bne     1b\n"
          "pop     {r3-r11, pc}\n");
}

[[gnu::naked]] void four_rows_shift_7(const std::uint8_t*, std::ptrdiff_t, std::int16_t*, std::int16_t*,
                                      const std::int16_t*, std::int32_t) {
  __asm__(ISOPEL_BEGIN
          "mov     r7, r3\n"
          "1:\n"  //
          ISOPEL_FOUR_OF_FOUR_ROWS("7", "9") ISOPEL_FOUR_OF_FOUR_ROWS("7", "9") ISOPEL_END);
}

[[gnu::naked]] void four_rows_shift_9(const std::uint8_t*, std::ptrdiff_t, std::int16_t*, std::int16_t*,
                                      const std::int16_t*, std::int32_t) {
  __asm__(ISOPEL_BEGIN
          "mov     r7, r3\n"
          "1:\n"  //
          ISOPEL_FOUR_OF_FOUR_ROWS("9", "7") ISOPEL_FOUR_OF_FOUR_ROWS("9", "7") ISOPEL_END);
}

[[gnu::naked]] void five_rows_shift_9(const std::uint8_t*, std::ptrdiff_t, std::int16_t*, std::int16_t*,
                                      const std::int16_t*, std::int32_t) {
  __asm__(ISOPEL_BEGIN "1:\n"  //
          ISOPEL_FOUR_OF_FIVE_ROWS("9", "7") ISOPEL_FOUR_OF_FIVE_ROWS("9", "7") ISOPEL_END);
}

}  // namespace isopel::armv7em

#endif  // ISOPEL_HAVE_ARMV7EM
