// Contract 1, formulas (16), (17) and (24), along x and then along y: both passes at once for packed pixels and two
// taps on each axis. See fused_two_taps_rgb565 in engine/kernels.hpp.
//
// One load holds both taps of a row, one in each half, so that one SMLAD is a whole pass along x of a channel. To 5 and
// 6 bits a sample v goes as (249 v + 1014) >> 11 and (506 v + 1014) >> 11, which is (24) for all 256 of them.
//
// Assumes weights of 0 .. 2^14 that sum to 2^14. Nothing about alignment; src and dst do not overlap.
// Tail: two pixels at a time, the last one alone. Reads exactly the pixels of the taps.
#include "arch/armv7em/armv7em.hpp"

#if ISOPEL_HAVE_ARMV7EM

#include "arch/armv7em/fused.hpp"

namespace isopel::armv7em {
namespace {

/// A TwoTapsTurns of two pixels. Offsets count three samples a pixel; the upper half of the product with 2^32 / 3 is
/// the pixel.
[[gnu::naked, gnu::noinline]] void packed_by_two(const std::uint8_t* /*near*/, const std::uint8_t* /*far*/,
                                                 const std::byte* /*records*/, std::uint8_t* /*out*/,
                                                 const std::uint8_t* /*end*/, std::int32_t /*far_weight*/) {
  __asm__(R"(
        push    {r4-r11, lr}
        ldr     r4, [sp, #40]           @ the far row's weight
        mov     r5, #0x00FF00FF         @ constants for which no register is left
        movw    r6, #249
        movt    r6, #506
        movw    r7, #1014
        push    {r4-r7}                 @ the first one only for the alignment
        movw    r5, #8256               @ two_taps_bias
        mov     r6, #0x00FC00FC
        movw    r7, #0x5556             @ 2^32 / 3
        movt    r7, #0x5555
    1:
    .irp pixel, "[r3], #4", "[r3, #-2]"
        ldrd    r11, r10, [r2], #8      @ offset, weights
        smmul   r11, r11, r7            @ the pixel
        ldr     r8, [r0, r11, lsl #1]   @ near, both taps
        ldr     r9, [r1, r11, lsl #1]   @ far, both taps
        and     r12, r9, #0xF800F800
        and     r11, r8, #0xF800F800    @ red of both: bits 11 to 15, and copied to 6 to 10
        orr     r11, r11, r11, lsr #5
        uxtb16  r11, r11, ror #8
        orr     r12, r12, r12, lsr #5
        uxtb16  r12, r12, ror #8
        smlad   r11, r11, r10, r5
        and     lr, r6, r9, lsr #3
        smlad   r12, r12, r10, r5
        and     r9, r9, #0x001F001F
        asr     r11, r11, #7            @ near mean
        sub     r12, r11, r12, asr #7   @ near mean - far mean
        smlawb  r11, r12, r4, r11       @ mean of both
        and     r12, r6, r8, lsr #3     @ green of both: bits 2 to 7, and copied to 0 and 1
        orr     lr, lr, lr, lsr #6
        uxtb16  lr, lr
        orr     r12, r12, r12, lsr #6
        uxtb16  r12, r12
        smlad   lr, lr, r10, r5
        smlad   r12, r12, r10, r5
        asr     r12, r12, #7
        sub     lr, r12, lr, asr #7
        and     r8, r8, #0x001F001F     @ blue of both: twice, then without the two lowest bits
        orr     r9, r9, r9, lsl #5
        smlawb  r12, lr, r4, r12
        orr     r8, r8, r8, lsl #5
        ldr     lr, [sp, #4]
        and     r8, lr, r8, lsr #2
        and     r9, lr, r9, lsr #2
        smlad   r8, r8, r10, r5
        lsr     r11, r11, #7
        smlad   r9, r9, r10, r5
        asr     r8, r8, #7
        lsr     r12, r12, #7
        sub     r9, r8, r9, asr #7
        smlawb  r8, r9, r4, r8
        ldrd    r9, r10, [sp, #8]       @ 249 and 506, 1014
        lsr     r8, r8, #7
        smlabt  r12, r12, r9, r10
        smlabb  r8, r8, r9, r10
        lsr     r12, r12, #11
        smlabb  r11, r11, r9, r10       @ red of 5 bits, where it belongs
        lsr     r8, r8, #11
        bfi     r11, r12, #5, #6
        bfi     r11, r8, #0, #5
        strh    r11, \pixel
    .endr
        ldr     r12, [sp, #52]          @ the end
        cmp     r3, r12
        bne     1b
        add     sp, #16
        pop     {r4-r11, pc}
  )");
}

[[gnu::noinline]] void packed_one_by_one(const std::uint8_t* near, const std::uint8_t* far, const std::byte* record,
                                         std::uint8_t* out, const std::uint8_t* end, std::int32_t far_weight) {
  for (; out != end; record += two_taps_record_bytes, out += 2) {
    const std::int32_t pixel = offset_at(record) / 3;
    const Word weights = weight_pair(weights_at(record)), a = load<Word>(near + 2 * pixel),
               b = load<Word>(far + 2 * pixel);
    const auto channel = [&](auto of) {
      const auto sum = [&](Word pixels) {
        return add_pair(two_taps_bias, low_halves(of(pixels & 0xFFFF), of(shift_down(pixels, 16))), weights);
      };
      return between(sum(a), sum(b), far_weight);
    };
    const Word red = channel([](Word value) { return widen5(red_of(value)); });
    const Word green = channel([](Word value) { return widen6(green_of(value)); });
    const Word blue = channel([](Word value) { return widen5(blue_of(value)); });
    store(out, static_cast<std::uint16_t>(rgb565_of(narrow5(red), narrow6(green), narrow5(blue))));
  }
}

}  // namespace

void fused_two_taps_rgb565(Rows<const std::uint8_t> src, Rows<std::uint8_t> dst, const Taps& x, const Taps& y) {
  two_taps_rows<2, 2>(src, dst, x, y, x.origin / 3 * 2, packed_by_two, packed_one_by_one);
}

}  // namespace isopel::armv7em

#endif  // ISOPEL_HAVE_ARMV7EM
