// Both narrow passes at once for gray images and two taps on each axis: formula of FusedKernel in engine/kernels.hpp.
//
// Assumes the weights of one output sum up to 2^8. Nothing about alignment; src and dst do not overlap.
// Tail: eight pixels at a time, the last ones in pairs, of which the last one overlaps the one before if the width is
// odd. Reads exactly the samples of the taps.
//
// The steps are written in assembly, because the compiler loads the samples of several pixels first, for which it lacks
// registers.
#include "arch/armv7em/armv7em.hpp"

#if ISOPEL_HAVE_ARMV7EM

#include "arch/armv7em/dsp.hpp"
#include "arch/armv7em/fused.hpp"

namespace isopel::armv7em {
namespace {

constexpr std::ptrdiff_t narrow_record_bytes = sizeof(std::int32_t) + 2 * sizeof(std::int16_t);

/// The next two pixels of narrow passes. The samples a and b of both rows, at the tap 0 or 1, are one pair of halves;
/// the results v of the pass along y, which are in bits 8 to 15 of their sums, another.
[[gnu::always_inline]] inline void narrow_pixels(const std::uint8_t* upper, const std::uint8_t* lower, Word rows,
                                                 const std::byte*& record, std::uint8_t*& out) {
  Word a, b, c, d, weights, next_weights;
  __asm__ volatile(
      "ldrd %[a], %[weights], [%[record]], #8\n\t"
      "ldrd %[c], %[next], [%[record]], #8\n\t"
      "ldrh %[b], [%[upper], %[a]]\n\t"
      "ldrh %[a], [%[lower], %[a]]\n\t"
      "ldrh %[d], [%[upper], %[c]]\n\t"
      "ldrh %[c], [%[lower], %[c]]\n\t"
      "pkhbt %[a], %[b], %[a], lsl #16\n\t"  // a0 a1 b0 b1
      "pkhbt %[c], %[d], %[c], lsl #16\n\t"
      "uxtb16 %[b], %[a], ror #8\n\t"  // a1 . b1 .
      "uxtb16 %[a], %[a]\n\t"          // a0 . b0 .
      "smlad %[b], %[b], %[rows], %[half]\n\t"
      "uxtb16 %[d], %[c], ror #8\n\t"
      "smlad %[a], %[a], %[rows], %[half]\n\t"
      "uxtb16 %[c], %[c]\n\t"
      "smlad %[d], %[d], %[rows], %[half]\n\t"
      "pkhbt %[a], %[a], %[b], lsl #16\n\t"  // . v0 . v1
      "smlad %[c], %[c], %[rows], %[half]\n\t"
      "uxtb16 %[a], %[a], ror #8\n\t"
      "pkhbt %[c], %[c], %[d], lsl #16\n\t"
      "smlad %[a], %[a], %[weights], %[half]\n\t"
      "uxtb16 %[c], %[c], ror #8\n\t"
      "smlad %[c], %[c], %[next], %[half]\n\t"
      "and %[c], %[c], #0xFF00\n\t"
      "orr %[c], %[c], %[a], lsr #8\n\t"
      "strh %[c], [%[out]], #2"
      : [record] "+r"(record), [out] "+r"(out), [a] "=&r"(a), [b] "=&r"(b), [c] "=&r"(c), [d] "=&r"(d),
        [weights] "=&r"(weights), [next] "=&r"(next_weights)
      : [upper] "r"(upper), [lower] "r"(lower), [rows] "r"(rows), [half] "r"(128)
      : "memory");
}

/// A single pixel of narrow passes, where a row has no second one.
inline std::uint8_t narrow_pixel(const FusedRow& row, const std::byte* record) {
  const std::int32_t x = offset_at(record);
  const auto mean = [](std::int32_t a, std::int32_t b, Word weights) {
    return shift_down(128 + multiply_pair(low_halves(static_cast<Word>(a), static_cast<Word>(b)), weights), 8);
  };
  return static_cast<std::uint8_t>(mean(mean(row.upper[x], row.lower[x], row.weights),
                                        mean(row.upper[x + 1], row.lower[x + 1], row.weights),
                                        weight_pair(weights_at(record))));
}

// Rows are given by plain values: what is in a struct, the compiler would load again for every pixel.

[[gnu::noinline]] void narrow_row(const std::uint8_t* upper, const std::uint8_t* lower, Word rows,
                                  const std::byte* record, std::uint8_t* out, std::int32_t count) {
  const auto pixels = [&] { narrow_pixels(upper, lower, rows, record, out); };
  for (const std::uint8_t* const end = out + (count & ~7); out != end;) repeat<4>(pixels);
  for (count &= 7; count > 0; count -= 2) {
    if (count == 1) {
      record -= narrow_record_bytes;
      --out;
    }
    pixels();
  }
}

}  // namespace

void fused_narrow_u8(Rows<const std::uint8_t> src, Rows<std::uint8_t> dst, const Taps& x, const Taps& y) {
  for (std::int32_t r = 0; r < y.count; ++r) {
    const FusedRow row(src, y, r, 0, 1, x.origin);
    if (x.count == 1) {
      *dst.row(r) = narrow_pixel(row, x.records);
    } else {
      narrow_row(row.upper, row.lower, row.weights, x.records, dst.row(r), x.count);
    }
  }
}

}  // namespace isopel::armv7em

#endif  // ISOPEL_HAVE_ARMV7EM
