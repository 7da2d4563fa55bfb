// Contract 1, formulas (16) and (17), along x and then along y: both passes at once for three channels and two taps on
// each axis. See fused_two_taps_rgb8 in engine/kernels.hpp.
//
// Assumes weights of 0 .. 2^14 that sum to 2^14. Nothing about alignment; src and dst do not overlap.
// Tail: two pixels at a time, the last one alone. Reads exactly the samples of the taps.
#include "arch/armv7em/armv7em.hpp"

#if ISOPEL_HAVE_ARMV7EM

#include "arch/armv7em/fused.hpp"

namespace isopel::armv7em {
namespace {

/// A TwoTapsTurns of two pixels. The six samples of a row are two words that overlap by two.
[[gnu::naked, gnu::noinline]] void rgb_by_two(const std::uint8_t* /*near*/, const std::uint8_t* /*far*/,
                                              const std::byte* /*records*/, std::uint8_t* /*out*/,
                                              const std::uint8_t* /*end*/, std::int32_t /*far_weight*/) {
  __asm__(R"(
        push    {r4-r11, lr}
        ldrd    r4, r6, [sp, #36]       @ the end, the far row's weight
        movw    r7, #8256               @ two_taps_bias
    1:
    .rept 2
        ldrd    r5, r8, [r2], #8        @ offset, weights
        ldr     r9, [r0, r5]            @ near: r g b r'
        ldr     r12, [r1, r5]           @ far, likewise
        adds    r5, #2
        ldr     r10, [r0, r5]           @ near: b r' g' b'
        ldr     lr, [r1, r5]            @ far, likewise
        pkhbt   r11, r9, r10, lsl #8    @ near: r g r' g'
        pkhtb   r9, r9, r10, asr #24    @ near: b' . b r'
        pkhbt   r5, r12, lr, lsl #8     @ far, likewise
        uxtb16  r10, r11                @ r r'
        uxtb16  r11, r11, ror #8        @ g g'
        uxtb16  r9, r9                  @ b' b
        smlad   r11, r11, r8, r7
        pkhtb   r12, r12, lr, asr #24
        smlad   r10, r10, r8, r7
        uxtb16  lr, r5
        smladx  r9, r9, r8, r7
        uxtb16  r5, r5, ror #8
        asr     r10, r10, #7            @ near means
        uxtb16  r12, r12
        smlad   lr, lr, r8, r7
        asr     r9, r9, #7
        smlad   r5, r5, r8, r7
        asr     r11, r11, #7
        smladx  r12, r12, r8, r7
        sub     lr, r10, lr, asr #7     @ near means - far means
        sub     r5, r11, r5, asr #7
        smlawb  r10, lr, r6, r10        @ means of both
        sub     r12, r9, r12, asr #7
        smlawb  r11, r5, r6, r11
        lsr     r10, r10, #7
        strb    r10, [r3], #3
        smlawb  r9, r12, r6, r9
        lsr     r11, r11, #7
        strb    r11, [r3, #-2]
        lsr     r9, r9, #7
        strb    r9, [r3, #-1]
    .endr
        cmp     r3, r4
        bne     1b
        pop     {r4-r11, pc}
  )");
}

[[gnu::noinline]] void rgb_one_by_one(const std::uint8_t* near, const std::uint8_t* far, const std::byte* record,
                                      std::uint8_t* out, const std::uint8_t* end, std::int32_t far_weight) {
  for (; out != end; record += two_taps_record_bytes) {
    const Word weights = weight_pair(weights_at(record));
    const auto sum = [&](const std::uint8_t* in) { return add_pair(two_taps_bias, low_halves(in[0], in[3]), weights); };
    const std::uint8_t *a = near + offset_at(record), *b = far + offset_at(record);
    for (int c = 0; c < 3; ++c) *out++ = between(sum(a++), sum(b++), far_weight);
  }
}

}  // namespace

void fused_two_taps_rgb8(Rows<const std::uint8_t> src, Rows<std::uint8_t> dst, const Taps& x, const Taps& y) {
  two_taps_rows<2, 3>(src, dst, x, y, x.origin, rgb_by_two, rgb_one_by_one);
}

}  // namespace isopel::armv7em

#endif  // ISOPEL_HAVE_ARMV7EM
