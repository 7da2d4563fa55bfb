// Contract 1, formula (16): first passes along y over five to eight rows, in assembly, which keeps the sums of four
// columns and most weights in registers. any_rows in vertical.cpp is the definition.
//
// Assumes that `out` is 4-byte aligned; nothing about src, which does not overlap.
// Tail: none, see ManyRowsAsm; the caller does the last columns. Reads exactly the named rows.
#include "arch/armv7em/vertical_asm.hpp"

#if ISOPEL_HAVE_ARMV7EM

// clang-format off
// Pieces of assembly, which no template can make: four columns, whose sums are r9 to r12. r0 = in, r1 = stride, r2 = out,
// r4 = five strides, r5 to r7 = the weights of the rows 0 to 5, [sp, #36] = those of the rows 6 and 7, and behind them the
// bias, the shift and the end. Each piece ends with loading the rows of the next one to r3 and lr. The order is
// llvm-mca's: see docs/cortex-m.md.

#define ISOPEL_ROW_0 "ldr     r3, [r0], #4\n"
#define ISOPEL_ROW_1 "ldr     lr, [r0, r1]\n"
#define ISOPEL_ROW_2 "ldr     r3, [r0, r1, lsl #1]\n"
#define ISOPEL_ROW_3 "add     lr, r0, r1\n"  "ldr     lr, [lr, r1, lsl #1]\n"
#define ISOPEL_ROW_4 "ldr     r3, [r0, r1, lsl #2]\n"
#define ISOPEL_ROW_5 "ldr     lr, [r0, r4]\n"

// The bias, and one row.
#define ISOPEL_BEGIN_WITH_ROW_4                                                       \
  ISOPEL_ROW_4                                                                        \
  "ldr     r8, [sp, #40]\n"                                                           \
  "uxtb16  r9, r3\n"                   /* columns 0 2 */                              \
  "uxtb16  r10, r3, ror #8\n"          /* columns 1 3 */                              \
  "smlatb  r11, r9, r7, r8\n"                                                         \
  ISOPEL_ROW_3                                                                        \
  "smlabb  r9, r9, r7, r8\n"                                                          \
  ISOPEL_ROW_2                                                                        \
  "smlatb  r12, r10, r7, r8\n"                                                        \
  "smlabb  r10, r10, r7, r8\n"
#define ISOPEL_BEGIN_WITH_ROW_6                                                       \
  "add     r3, r0, r1, lsl #1\n"                                                      \
  "ldrd    lr, r8, [sp, #36]\n"                                                       \
  "ldr     r3, [r3, r1, lsl #2]\n"                                                    \
  "uxtb16  r9, r3\n"                                                                  \
  "uxtb16  r10, r3, ror #8\n"                                                         \
  "smlatb  r11, r9, lr, r8\n"                                                         \
  "smlabb  r9, r9, lr, r8\n"                                                          \
  ISOPEL_ROW_4                                                                        \
  "smlatb  r12, r10, lr, r8\n"                                                        \
  "smlabb  r10, r10, lr, r8\n"                                                        \
  ISOPEL_ROW_5

// The bias, and two rows.
#define ISOPEL_BEGIN_WITH_ROWS_4_5                                                    \
  ISOPEL_ROW_4                                                                        \
  ISOPEL_ROW_5                                                                        \
  "pkhbt   r8, r3, lr, lsl #16\n"      /* columns 0 1 of both rows */                 \
  "uxtb16  r9, r8\n"                                                                  \
  "uxtb16  r10, r8, ror #8\n"                                                         \
  "ldr     r8, [sp, #40]\n"                                                           \
  "pkhtb   r3, lr, r3, asr #16\n"      /* columns 2 3 of both rows */                 \
  "uxtb16  r11, r3\n"                                                                 \
  "smlad   r10, r10, r7, r8\n"                                                        \
  "uxtb16  r3, r3, ror #8\n"                                                          \
  "smlad   r11, r11, r7, r8\n"                                                        \
  ISOPEL_ROW_3                                                                        \
  "smlad   r12, r3, r7, r8\n"                                                         \
  ISOPEL_ROW_2                                                                        \
  "smlad   r9, r9, r7, r8\n"
#define ISOPEL_BEGIN_WITH_ROWS_6_7                                                    \
  "add     lr, r0, r1, lsl #1\n"                                                      \
  "ldr     r3, [lr, r1, lsl #2]\n"                                                    \
  "ldr     lr, [lr, r4]\n"                                                            \
  "pkhbt   r8, r3, lr, lsl #16\n"                                                     \
  "uxtb16  r9, r8\n"                                                                  \
  "uxtb16  r10, r8, ror #8\n"                                                         \
  "pkhtb   r3, lr, r3, asr #16\n"                                                     \
  "ldrd    lr, r8, [sp, #36]\n"                                                       \
  "uxtb16  r11, r3\n"                                                                 \
  "smlad   r9, r9, lr, r8\n"                                                          \
  "uxtb16  r3, r3, ror #8\n"                                                          \
  "smlad   r10, r10, lr, r8\n"                                                        \
  "smlad   r11, r11, lr, r8\n"                                                        \
  "smlad   r12, r3, lr, r8\n"                                                         \
  ISOPEL_ROW_5                                                                        \
  ISOPEL_ROW_4

#define ISOPEL_ADD_TWO_ROWS(weights, next_lr, next_r3)                                \
  "pkhbt   r8, r3, lr, lsl #16\n"                                                     \
  "pkhtb   r3, lr, r3, asr #16\n"                                                     \
  "uxtb16  lr, r8\n"                                                                  \
  "uxtb16  r8, r8, ror #8\n"                                                          \
  "smlad   r9, lr, " weights ", r9\n"                                                 \
  "uxtb16  lr, r3\n"                                                                  \
  "smlad   r10, r8, " weights ", r10\n"                                               \
  "uxtb16  r3, r3, ror #8\n"                                                          \
  "smlad   r11, lr, " weights ", r11\n"                                               \
  next_lr                                                                             \
  "smlad   r12, r3, " weights ", r12\n"                                               \
  next_r3

#define ISOPEL_ADD_ROWS_4_5 ISOPEL_ADD_TWO_ROWS("r7", ISOPEL_ROW_3, ISOPEL_ROW_2)

// The number of taps is known: its place is the end's.
#define ISOPEL_ENTER                                                                  \
  "push    {r4-r11, lr}\n"                                                            \
  "ldr     r12, [sp, #36]\n"           /* weights */                                  \
  "str     r3, [sp, #48]\n"                                                           \
  "add     r4, r1, r1, lsl #2\n"                                                      \
  "ldm     r12!, {r5-r7}\n"
#define ISOPEL_ENTER_WITH_ROW_6                                                       \
  ISOPEL_ENTER                                                                        \
  "ldr     r12, [r12]\n"                                                              \
  "str     r12, [sp, #36]\n"

#define ISOPEL_ROWS(begin)                                                            \
  "1:\n"                                                                              \
  begin                                                                               \
  ISOPEL_ADD_TWO_ROWS("r6", ISOPEL_ROW_1, ISOPEL_ROW_0)                               \
  ISOPEL_ADD_TWO_ROWS("r5", "ldrd    r8, lr, [sp, #44]\n", )                          \
  "asr     r9, r9, r8\n"                                                              \
  "asr     r10, r10, r8\n"                                                            \
  "asr     r12, r12, r8\n"                                                            \
  "asr     r11, r11, r8\n"                                                            \
  "pkhbt   r9, r9, r10, lsl #16\n"                                                    \
  "pkhbt   r11, r11, r12, lsl #16\n"                                                  \
  "strd    r9, r11, [r2], #8\n"                                                       \
  "cmp     r2, lr\n"                                                                  \
  "bne     1b\n"                                                                      \
  "pop     {r4-r11, pc}\n"
// clang-format on

namespace isopel::armv7em {

[[gnu::naked]] void five_rows(const std::uint8_t*, std::ptrdiff_t, std::int16_t*, std::int16_t*, const std::int16_t*,
                              std::int32_t, std::int32_t, std::int32_t) {
  __asm__(ISOPEL_ENTER ISOPEL_ROWS(ISOPEL_BEGIN_WITH_ROW_4));
}

[[gnu::naked]] void six_rows(const std::uint8_t*, std::ptrdiff_t, std::int16_t*, std::int16_t*, const std::int16_t*,
                             std::int32_t, std::int32_t, std::int32_t) {
  __asm__(ISOPEL_ENTER ISOPEL_ROWS(ISOPEL_BEGIN_WITH_ROWS_4_5));
}

[[gnu::naked]] void seven_rows(const std::uint8_t*, std::ptrdiff_t, std::int16_t*, std::int16_t*, const std::int16_t*,
                               std::int32_t, std::int32_t, std::int32_t) {
  __asm__(ISOPEL_ENTER_WITH_ROW_6 ISOPEL_ROWS(ISOPEL_BEGIN_WITH_ROW_6 ISOPEL_ADD_ROWS_4_5));
}

[[gnu::naked]] void eight_rows(const std::uint8_t*, std::ptrdiff_t, std::int16_t*, std::int16_t*, const std::int16_t*,
                               std::int32_t, std::int32_t, std::int32_t) {
  __asm__(ISOPEL_ENTER_WITH_ROW_6 ISOPEL_ROWS(ISOPEL_BEGIN_WITH_ROWS_6_7 ISOPEL_ADD_ROWS_4_5));
}

}  // namespace isopel::armv7em

#endif  // ISOPEL_HAVE_ARMV7EM
