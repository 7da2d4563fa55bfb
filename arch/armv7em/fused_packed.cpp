// Both passes at once for packed pixels and two taps on each axis: formula of FusedKernel in engine/kernels.hpp.
//
// All three channels of a pixel are multiplied at once: green moves 16 bits up, and then each has room above it for a
// weight of 5 bits (0 .. 32) and for the half unit that rounds. Nothing ever carries from one into the next:
//     bits 0 .. 9    blue * weights, at most 31 * 32 + 16
//     bits 11 .. 20  red, likewise
//     bits 21 .. 31  green * weights, at most 63 * 32 + 16
//
// Assumes that the weights of one output sum up to 32. Nothing about alignment; src and dst do not overlap.
// Tail: four pixels at a time, the last ones one by one. Reads exactly the pixels of the taps.
#include "arch/armv7em/armv7em.hpp"

#if ISOPEL_HAVE_ARMV7EM

#include "arch/armv7em/fused.hpp"

namespace isopel::armv7em {
namespace {

constexpr Word channels_mask = 0x07E0F81F;
constexpr Word halves = 16 | 16 << 11 | 16 << 21;

/// The next pixel. One load holds both taps of a row, and one mask takes green of the one and red and blue of the
/// other; they change partners between the passes.
[[gnu::always_inline]] inline std::uint16_t packed_pixel(const std::uint8_t* upper, const std::uint8_t* lower,
                                                         Word upper_weight, Word lower_weight,
                                                         const std::byte*& record) {
  Word a, b, c, d, weights;
  __asm__ volatile(
      "ldrd %[b], %[weights], [%[record]], #8\n\t"
      "lsr %[b], %[b], #1\n\t"  // from samples, four a pixel, to bytes
      "ldr %[a], [%[upper], %[b]]\n\t"
      "and %[c], %[mask], %[a], ror #16\n\t"  // red and blue of the right tap, green of the left one
      "ldr %[b], [%[lower], %[b]]\n\t"
      "and %[d], %[mask], %[b], ror #16\n\t"
      "mla %[c], %[c], %[upper_weight], %[halves]\n\t"
      "and %[a], %[mask], %[a]\n\t"  // red and blue of the left tap, green of the right one
      "mla %[c], %[d], %[lower_weight], %[c]\n\t"
      "and %[b], %[mask], %[b]\n\t"
      "mla %[a], %[a], %[upper_weight], %[halves]\n\t"
      "and %[c], %[mask], %[c], lsr #5\n\t"
      "mla %[a], %[b], %[lower_weight], %[a]\n\t"
      "uxth %[d], %[weights]\n\t"
      "lsr %[weights], %[weights], #16\n\t"
      "and %[a], %[mask], %[a], lsr #5\n\t"
      "pkhbt %[b], %[a], %[c]\n\t"  // the left tap
      "pkhbt %[c], %[c], %[a]\n\t"  // the right tap
      "mla %[b], %[b], %[d], %[halves]\n\t"
      "mla %[b], %[c], %[weights], %[b]\n\t"
      "and %[b], %[mask], %[b], lsr #5\n\t"
      "orr %[b], %[b], %[b], lsr #16"
      : [record] "+r"(record), [a] "=&r"(a), [b] "=&r"(b), [c] "=&r"(c), [d] "=&r"(d), [weights] "=&r"(weights)
      : [upper] "r"(upper), [lower] "r"(lower), [upper_weight] "r"(upper_weight), [lower_weight] "r"(lower_weight),
        [mask] "r"(channels_mask), [halves] "r"(halves)
      : "memory");
  return static_cast<std::uint16_t>(b);
}

[[gnu::noinline]] void packed_row(const std::uint8_t* upper, const std::uint8_t* lower, Word rows,
                                  const std::byte* record, std::uint8_t* out, std::int32_t count) {
  const Word upper_weight = rows & 0xFFFF, lower_weight = shift_down(rows, 16);
  const auto pixel = [&] {
    store(out, packed_pixel(upper, lower, upper_weight, lower_weight, record));
    out += 2;
  };
  for (const std::uint8_t* const end = out + 2 * (count & ~3); out != end;) repeat<4>(pixel);
  for (count &= 3; count > 0; --count) pixel();
}

}  // namespace

void fused_narrow_rgb565(Rows<const std::uint8_t> src, Rows<std::uint8_t> dst, const Taps& x, const Taps& y) {
  for (std::int32_t r = 0; r < y.count; ++r) {
    const FusedRow row(src, y, r, 0, 1, x.origin / 2);
    packed_row(row.upper, row.lower, row.weights, x.records, dst.row(r), x.count);
  }
}

}  // namespace isopel::armv7em

#endif  // ISOPEL_HAVE_ARMV7EM
