// Contract 1, formulas (16) and (17), along x and then along y: both passes at once for one channel and two taps on
// each axis. See FusedKernel and fused_two_taps_u8 in engine/kernels.hpp.
//
// Assumes weights of 0 .. 2^14 that sum to 2^14. Nothing about alignment; src and dst do not overlap.
// Tail: eight pixels at a time, the last ones one by one. Reads exactly the samples of the taps, and up to 16 bytes
// behind the table along x, where 64 are readable. The order of instructions is llvm-mca's: see docs/cortex-m.md.
#include "arch/armv7em/armv7em.hpp"

#if ISOPEL_HAVE_ARMV7EM

#include "arch/armv7em/fused.hpp"

namespace isopel::armv7em {
namespace {

/// A TwoTapsTurns of eight pixels, two by two.
[[gnu::naked, gnu::noinline]] void two_taps_by_eight(const std::uint8_t* /*near*/, const std::uint8_t* /*far*/,
                                                     const std::byte* /*record*/, std::uint8_t* /*out*/,
                                                     const std::uint8_t* /*end*/, std::int32_t /*far_weight*/) {
  __asm__(R"(
        push    {r4-r11, lr}
        ldr     r6, [sp, #40]           @ the far row's weight
        adds    r4, r0, #1              @ the second tap of both rows
        adds    r5, r1, #1
        movw    r7, #8256               @ two_taps_bias
        ldm     r2!, {r8-r11}           @ offset and weights of two pixels
    1:
    .rept 4
        ldrb    r12, [r0, r8]           @ the first pixel: near, first tap
        ldrb    lr, [r4, r8]            @ near, second tap
        smlabb  r12, r12, r9, r7
        smlabt  r12, lr, r9, r12        @ 128 (64 + near mean)
        ldrb    lr, [r1, r8]            @ far, first tap
        ldrb    r8, [r5, r8]            @ far, second tap
        smlabb  lr, lr, r9, r7
        smlabt  lr, r8, r9, lr          @ 128 (64 + far mean)
        ldrb    r8, [r0, r10]           @ the second pixel, in the same way
        asr     r12, r12, #7
        ldrb    r9, [r4, r10]
        smlabb  r8, r8, r11, r7
        smlabt  r8, r9, r11, r8         @ 128 (64 + near mean)
        ldrb    r9, [r1, r10]
        sub     lr, r12, lr, asr #7     @ near mean - far mean
        ldrb    r10, [r5, r10]
        smlawb  r12, lr, r6, r12        @ 64 + mean of both
        asr     r8, r8, #7
        smlabb  r9, r9, r11, r7
        lsr     r12, r12, #7
        smlabt  r9, r10, r11, r9        @ 128 (64 + far mean)
        strb    r12, [r3], #2           @ the only one that moves r3
        sub     r10, r8, r9, asr #7     @ near mean - far mean
        smlawb  r12, r10, r6, r8        @ 64 + mean of both
        ldm     r2!, {r8-r11}           @ the next two; the last time those behind the table
        lsr     r12, r12, #7
        strb    r12, [r3, #-1]
    .endr
        ldr     r12, [sp, #36]          @ the end
        cmp     r3, r12
        bne     1b
        pop     {r4-r11, pc}
  )");
}

[[gnu::noinline]] void two_taps_one_by_one(const std::uint8_t* near, const std::uint8_t* far, const std::byte* record,
                                           std::uint8_t* out, const std::uint8_t* end, std::int32_t far_weight) {
  for (; out != end; record += two_taps_record_bytes) {
    const Word weights = weight_pair(weights_at(record));
    const auto sum = [&](const std::uint8_t* in) { return add_pair(two_taps_bias, low_halves(in[0], in[1]), weights); };
    *out++ = between(sum(near + offset_at(record)), sum(far + offset_at(record)), far_weight);
  }
}

}  // namespace

void fused_two_taps_u8(Rows<const std::uint8_t> src, Rows<std::uint8_t> dst, const Taps& x, const Taps& y) {
  two_taps_rows<8, 1>(src, dst, x, y, x.origin, two_taps_by_eight, two_taps_one_by_one);
}

}  // namespace isopel::armv7em

#endif  // ISOPEL_HAVE_ARMV7EM
