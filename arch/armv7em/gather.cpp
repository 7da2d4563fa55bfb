// Contract 1, formulas (3) and (20): pixel copies, a whole pixel per load.
// Assumes nothing about the alignment of samples; src and dst do not overlap.
// Tail: 32 pixels of one or two bytes at a time, four larger ones, the last ones one by one; reads exactly the pixels.
#include "arch/armv7em/armv7em.hpp"

#if ISOPEL_HAVE_ARMV7EM

#include "arch/armv7em/dsp.hpp"
#include "arch/gather_rows.hpp"

namespace isopel::armv7em {
namespace {

/// `src` is where offset 0 is. What gather() does, for pixels of one byte and of two.
using GatherRow = void(const std::uint8_t* src, std::uint8_t* dst, const std::byte* records, std::int32_t count);

[[gnu::naked, gnu::noinline]] void gather_bytes(const std::uint8_t* /*src*/, std::uint8_t* /*dst*/,
                                                const std::byte* /*records*/, std::int32_t /*count*/) {
  __asm__(R"(
        push    {r4-r11, lr}
        subs    r3, #32
        blt     2f
    1:
    .rept 4
        ldm     r2!, {r4-r11}           @ eight offsets
    .irp pixel, r4, r5, r6, r7, r8, r9, r10, r11
        ldrb    \pixel, [r0, \pixel]
    .endr
    .irp pixel, r4, r5, r6, r7, r8, r9, r10, r11
        strb    \pixel, [r1], #1
    .endr
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
    .rept 4
        ldm     r2!, {r4-r11}           @ eight offsets
    .irp pixel, r4, r5, r6, r7, r8, r9, r10, r11
        ldrh    \pixel, [r0, \pixel]
    .endr
    .irp pixel, r4, r5, r6, r7, r8, r9, r10, r11
        strh    \pixel, [r1], #2
    .endr
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

/// Four offsets are loaded before the first pixel is stored.
template <int channels>
void gather_row(const std::uint8_t* src, std::uint8_t* dst, const std::byte* record, std::int32_t count) {
  const auto copy = [&](std::int32_t offset) {
    __builtin_memcpy(dst, src + offset, channels);
    dst += channels;
  };
  for (; count >= 4; count -= 4) {
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
  GatherRow* const gather = channels == 1   ? gather_bytes
                            : channels == 2 ? gather_halves
                            : channels == 3 ? gather_row<3>
                                            : gather_row<4>;
  gather_rows(src, dst, channels, x, y,
              [&](const std::uint8_t* from, std::uint8_t* to) { gather(from, to, x.records, x.count); });
}

}  // namespace isopel::armv7em

#endif  // ISOPEL_HAVE_ARMV7EM
