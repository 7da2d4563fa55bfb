// A pass along y over two rows with the products rounded one by one: formula of BlendKernel in engine/kernels.hpp.
// Assumes nothing about the alignment of dst; src rows are scratch rows, which end after the last sample or later.
// Tail: four columns at a time, the last ones one by one.
#include "arch/armv7em/armv7em.hpp"

#if ISOPEL_HAVE_ARMV7EM

#include <arm_acle.h>

#include "arch/armv7em/dsp.hpp"

namespace isopel::armv7em {
namespace {

/// SMLAWB and SMLAWT multiply by one half and keep the upper 32 bits of 48: a product and its rounding in one.
inline std::int32_t blend_low(Word a, std::int32_t weight_a, Word b, std::int32_t weight_b) {
  const std::int32_t sum = __smlawb(weight_a, static_cast<std::int32_t>(a), 2);
  return shift_down(__smlawb(weight_b, static_cast<std::int32_t>(b), sum), 2);
}
inline std::int32_t blend_high(Word a, std::int32_t weight_a, Word b, std::int32_t weight_b) {
  const std::int32_t sum = __smlawt(weight_a, static_cast<std::int32_t>(a), 2);
  return shift_down(__smlawt(weight_b, static_cast<std::int32_t>(b), sum), 2);
}

}  // namespace

void blend_i16_u8(Rows<const std::int16_t> src, Rows<std::uint8_t> dst, std::int32_t samples, const Taps& taps) {
  for (std::int32_t r = 0; r < taps.count; ++r) {
    const std::int16_t* const weights = taps.weights(r);
    const std::int32_t weight_a = weights[0], weight_b = weights[1];
    const std::int16_t *a = src.row(taps.offset(r) + weights[2]), *b = src.row(taps.offset(r) + weights[3]);
    std::uint8_t* out = dst.row(r);
    std::int32_t x = 0;
    for (; x + 4 <= samples; x += 4, a += 4, b += 4, out += 4) {
      const Word a0 = load<Word>(a), b0 = load<Word>(b), a1 = load<Word>(a + 2), b1 = load<Word>(b + 2);
      out[0] = static_cast<std::uint8_t>(blend_low(a0, weight_a, b0, weight_b));
      out[1] = static_cast<std::uint8_t>(blend_high(a0, weight_a, b0, weight_b));
      out[2] = static_cast<std::uint8_t>(blend_low(a1, weight_a, b1, weight_b));
      out[3] = static_cast<std::uint8_t>(blend_high(a1, weight_a, b1, weight_b));
    }
    for (; x < samples; ++x, ++a, ++b) *out++ = blend(*a, weight_a, *b, weight_b);
  }
}

}  // namespace isopel::armv7em

#endif  // ISOPEL_HAVE_ARMV7EM
