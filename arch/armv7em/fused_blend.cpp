// A pass along x and a blend at once for gray images and two taps on each axis: formula of FusedKernel in
// engine/kernels.hpp. With t = (w0 p0 + w1 p1) >> 4 for both rows a pixel is ((v0 ta >> 16) + (v1 tb >> 16) + 2) >> 2.
//
// Assumes the weights of one output sum up to at most 2049. Nothing about alignment; src and dst do not overlap.
// Tail: eight pixels at a time, the last ones one by one. Reads exactly the samples of the taps.
#include "arch/armv7em/armv7em.hpp"

#if ISOPEL_HAVE_ARMV7EM

#include "arch/armv7em/dsp.hpp"
#include "arch/armv7em/fused.hpp"

namespace isopel::armv7em {
namespace {

/// Columns are made in strips whose records fit here. Both samples of a row come as one half, p0 + 256 p1, so that w0
/// times it wants w1 - 256 w0 as the other weight. Weights are 2^12 times as large: t is the upper half of its sum and
/// needs no shift.
constexpr std::int32_t strip = 48;
struct WideRecord {
  std::int32_t offset;
  Word weights[2];
};

inline WideRecord wide_record(std::int32_t offset, const std::int16_t* weights) {
  const auto first = static_cast<Word>(weights[0]), second = static_cast<Word>(weights[1]);
  return {offset, {first << 12, (second - (first << 8)) << 12}};
}

/// `end - out` is a multiple of 8, and not 0. SMLAW multiplies by a half and keeps the upper 32 bits of 48: a product
/// and its rounding in one. The samples of the next pixel are loaded before one is stored; its record is then in other
/// registers. The order is llvm-mca's: see docs/cortex-m.md.
[[gnu::naked, gnu::noinline]] void blend_by_eight(const std::uint8_t* /*upper*/, const std::uint8_t* /*lower*/,
                                                  const WideRecord* /*records*/, std::uint8_t* /*out*/,
                                                  const std::uint8_t* /*end*/, std::int32_t /*upper_weight*/,
                                                  std::int32_t /*lower_weight*/) {
  __asm__(R"(
        push    {r4-r11, lr}
        ldrd    r6, r7, [sp, #40]       @ the rows' weights
        mov     r8, #2                  @ half
        ldm     r2!, {r9-r11}           @ offset and weights
    1:
    .rept 2                             @ four pixels
        ldrh    r12, [r0, r9]           @ upper, both taps
        ldrh    lr, [r1, r9]            @ lower, both taps
        mul     r9, r10, r12
        lsr     r12, r12, #8
        mul     r10, r10, lr
        lsr     lr, lr, #8
        mla     r9, r11, r12, r9        @ t of both rows
        mla     r10, r11, lr, r10
        smlawt  r9, r6, r9, r8
        smlawt  r9, r7, r10, r9
        ldm     r2!, {r4, r5, r11}      @ the second pixel
        ldrh    r12, [r0, r4]
        ldrh    lr, [r1, r4]
        lsr     r9, r9, #2
        strb    r9, [r3], #4            @ the only one that moves r3
        mul     r9, r5, r12
        lsr     r12, r12, #8
        mul     r10, r5, lr
        lsr     lr, lr, #8
        mla     r9, r11, r12, r9
        mla     r10, r11, lr, r10
        smlawt  r4, r6, r9, r8
        smlawt  r4, r7, r10, r4
        ldm     r2!, {r9-r11}           @ the third pixel
        ldrh    r12, [r0, r9]
        ldrh    lr, [r1, r9]
        lsr     r4, r4, #2
        strb    r4, [r3, #-3]
        mul     r9, r10, r12
        lsr     r12, r12, #8
        mul     r10, r10, lr
        lsr     lr, lr, #8
        mla     r9, r11, r12, r9
        mla     r10, r11, lr, r10
        smlawt  r9, r6, r9, r8
        smlawt  r9, r7, r10, r9
        ldm     r2!, {r4, r5, r11}      @ the fourth pixel
        ldrh    r12, [r0, r4]
        ldrh    lr, [r1, r4]
        lsr     r9, r9, #2
        strb    r9, [r3, #-2]
        mul     r9, r5, r12
        lsr     r12, r12, #8
        mul     r10, r5, lr
        lsr     lr, lr, #8
        mla     r9, r11, r12, r9
        mla     r10, r11, lr, r10
        smlawt  r4, r6, r9, r8
        smlawt  r4, r7, r10, r4
        ldm     r2!, {r9-r11}           @ the next ones; the last time the spare one
        lsr     r4, r4, #2
        strb    r4, [r3, #-1]
    .endr
        ldr     r12, [sp, #36]          @ the end
        cmp     r3, r12
        bne     1b
        pop     {r4-r11, pc}
  )");
}

/// The next pixel, by the record as it is.
[[gnu::always_inline]] inline void blend_pixel(const std::uint8_t* upper, const std::uint8_t* upper_next,
                                               const std::uint8_t* lower, const std::uint8_t* lower_next, Word rows,
                                               const std::byte*& record, std::uint8_t*& out) {
  std::int32_t a, b, c, d;
  Word weights;
  __asm__ volatile(
      "ldrd %[d], %[weights], [%[record]], #8\n\t"
      "ldrb %[a], [%[upper], %[d]]\n\t"
      "ldrb %[c], [%[upper_next], %[d]]\n\t"
      "ldrb %[b], [%[lower], %[d]]\n\t"
      "ldrb %[d], [%[lower_next], %[d]]\n\t"
      "smulbb %[a], %[a], %[weights]\n\t"
      "smulbb %[b], %[b], %[weights]\n\t"
      "smlabt %[a], %[c], %[weights], %[a]\n\t"
      "smlabt %[b], %[d], %[weights], %[b]\n\t"
      "lsr %[a], %[a], #4\n\t"
      "lsr %[b], %[b], #4\n\t"
      "smlawb %[a], %[a], %[rows], %[half]\n\t"
      "smlawt %[a], %[b], %[rows], %[a]\n\t"
      "lsr %[a], %[a], #2\n\t"
      "strb %[a], [%[out]], #1"
      : [record] "+r"(record), [out] "+r"(out), [a] "=&r"(a), [b] "=&r"(b), [c] "=&r"(c), [d] "=&r"(d),
        [weights] "=&r"(weights)
      : [upper] "r"(upper), [upper_next] "r"(upper_next), [lower] "r"(lower), [lower_next] "r"(lower_next),
        [rows] "r"(rows), [half] "r"(2)
      : "memory");
}

/// The columns from `first` on of all rows.
[[gnu::noinline]] void blend_by_pixel(Rows<const std::uint8_t> src, Rows<std::uint8_t> dst, const Taps& x,
                                      const Taps& y, std::int32_t first) {
  for (std::int32_t r = 0; r < y.count; ++r) {
    const std::int16_t* const named = y.rows(r);
    const FusedRow row(src, y, r, named[0], named[1], x.origin);
    const std::uint8_t *const upper_next = row.upper + 1, *const lower_next = row.lower + 1;
    const std::byte* record = x.records + first * two_taps_record_bytes;
    std::uint8_t* out = dst.row(r) + first;
    const auto pixel = [&] { blend_pixel(row.upper, upper_next, row.lower, lower_next, row.weights, record, out); };
    std::int32_t count = x.count - first;
    for (; count >= 4; count -= 4) repeat<4>(pixel);
    for (; count > 0; --count) pixel();
  }
}

}  // namespace

void fused_blend_u8(Rows<const std::uint8_t> src, Rows<std::uint8_t> dst, const Taps& x, const Taps& y) {
  constexpr std::int32_t fewest_rows = 4;  // for which other records pay
  if (y.count < fewest_rows) return blend_by_pixel(src, dst, x, y, 0);
  WideRecord records[strip + 1];  // one is loaded early and not used
  const std::int32_t eights = x.count & ~7;
  for (std::int32_t first = 0; first < eights; first += strip) {
    const std::int32_t count = eights - first < strip ? eights - first : strip;
    for (std::int32_t i = 0; i < count; ++i) {
      records[i] = wide_record(x.offset(first + i), x.weights(first + i));
    }
    for (std::int32_t r = 0; r < y.count; ++r) {
      const std::int16_t* const weights = y.weights(r);
      const std::int32_t row = y.offset(r);
      std::uint8_t* const out = dst.row(r) + first;
      blend_by_eight(src.row(row + weights[2]), src.row(row + weights[3]), records, out, out + count, weights[0],
                     weights[1]);
    }
  }
  if (eights != x.count) blend_by_pixel(src, dst, x, y, eights);
}

}  // namespace isopel::armv7em

#endif  // ISOPEL_HAVE_ARMV7EM
