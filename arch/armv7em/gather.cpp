// Contract 1, formulas (3) and (20): pixel copies, a whole pixel per load.
// Assumes nothing about the alignment of samples; src and dst do not overlap.
// Tail: 32 pixels of one or two bytes at a time, four larger ones, the last ones one by one; reads exactly the pixels.
#include "arch/armv7em/armv7em.hpp"

#if ISOPEL_HAVE_ARMV7EM

#include "arch/armv7em/dsp.hpp"
#include "arch/gather_rows.hpp"

namespace isopel::armv7em {
namespace {

/// `src` is where offset 0 is. What gather() does, for pixels of one byte and of two. A pixel is stored while the next
/// one but one is loaded; all of a turn but one are stored without moving r1, which the next store would have to wait
/// for.
using GatherRow = void(const std::uint8_t* src, std::uint8_t* dst, const std::byte* records, std::int32_t count);

[[gnu::naked, gnu::noinline]] void gather_bytes(const std::uint8_t* /*src*/, std::uint8_t* /*dst*/,
                                                const std::byte* /*records*/, std::int32_t /*count*/) {
  __asm__(R"(
        push    {r4-r11, lr}
        subs    r3, #32
        blt     2f
    1:
    .irp at, 0, 8, 16, 24
        ldm     r2!, {r4-r11}           @ eight offsets
        ldrb    r4, [r0, r4]
        ldrb    r5, [r0, r5]
    .if \at == 0
        strb    r4, [r1], #32          @ the only one that moves r1
    .else
        strb    r4, [r1, #\at - 32]
    .endif
        ldrb    r6, [r0, r6]
        strb    r5, [r1, #\at - 31]
        ldrb    r7, [r0, r7]
        strb    r6, [r1, #\at - 30]
        ldrb    r8, [r0, r8]
        strb    r7, [r1, #\at - 29]
        ldrb    r9, [r0, r9]
        strb    r8, [r1, #\at - 28]
        ldrb    r10, [r0, r10]
        strb    r9, [r1, #\at - 27]
        ldrb    r11, [r0, r11]
        strb    r10, [r1, #\at - 26]
        strb    r11, [r1, #\at - 25]
    .endr
        subs    r3, #32
        bge     1b
    2:
        adds    r3, #32
        beq     4f
    3:
        ldr     r4, [r2], #4            @ the last ones
        ldrb    r4, [r0, r4]
        strb    r4, [r1], #1
        subs    r3, #1
        bne     3b
    4:
        pop     {r4-r11, pc}
  )");
}

[[gnu::naked, gnu::noinline]] void gather_halves(const std::uint8_t* /*src*/, std::uint8_t* /*dst*/,
                                                 const std::byte* /*records*/, std::int32_t /*count*/) {
  __asm__(R"(
        push    {r4-r11, lr}
        subs    r3, #32
        blt     2f
    1:
    .irp at, 0, 16, 32, 48
        ldm     r2!, {r4-r11}           @ eight offsets
        ldrh    r4, [r0, r4]
        ldrh    r5, [r0, r5]
    .if \at == 0
        strh    r4, [r1], #64          @ the only one that moves r1
    .else
        strh    r4, [r1, #\at - 64]
    .endif
        ldrh    r6, [r0, r6]
        strh    r5, [r1, #\at - 62]
        ldrh    r7, [r0, r7]
        strh    r6, [r1, #\at - 60]
        ldrh    r8, [r0, r8]
        strh    r7, [r1, #\at - 58]
        ldrh    r9, [r0, r9]
        strh    r8, [r1, #\at - 56]
        ldrh    r10, [r0, r10]
        strh    r9, [r1, #\at - 54]
        ldrh    r11, [r0, r11]
        strh    r10, [r1, #\at - 52]
        strh    r11, [r1, #\at - 50]
    .endr
        subs    r3, #32
        bge     1b
    2:
        adds    r3, #32
        beq     4f
    3:
        ldr     r4, [r2], #4            @ the last ones
        ldrh    r4, [r0, r4]
        strh    r4, [r1], #2
        subs    r3, #1
        bne     3b
    4:
        pop     {r4-r11, pc}
  )");
}

/// Four offsets are loaded before the first pixel is stored. Small programs do without, for pixels of any size.
template <int channels>
void gather_row(const std::uint8_t* src, std::uint8_t* dst, const std::byte* record, std::int32_t count) {
  const auto copy = [&](std::int32_t offset) {
    __builtin_memcpy(dst, src + offset, channels);
    dst += channels;
  };
  for (; !is_small && count >= 4; count -= 4) {
    const std::int32_t first = offset_at(record), second = offset_at(record + 4);
    const std::int32_t third = offset_at(record + 8), fourth = offset_at(record + 12);
    copy(first);
    copy(second);
    copy(third);
    copy(fourth);
    record += 16;
  }
  for (; count > 0; --count) {
    copy(offset_at(record));
    record += 4;
  }
}

}  // namespace

void gather_u8(Rows<const std::uint8_t> src, Rows<std::uint8_t> dst, std::int32_t channels, const Taps& x,
               const Taps& y) {
  GatherRow* const gather = channels == 1   ? (is_small ? gather_row<1> : gather_bytes)
                            : channels == 2 ? (is_small ? gather_row<2> : gather_halves)
                            : channels == 3 ? gather_row<3>
                                            : gather_row<4>;
  gather_rows(src, dst, channels, x, y,
              [&](const std::uint8_t* from, std::uint8_t* to) { gather(from, to, x.records, x.count); });
}

}  // namespace isopel::armv7em

#endif  // ISOPEL_HAVE_ARMV7EM
