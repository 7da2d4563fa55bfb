// A pass along y over two rows with the products rounded one by one: formula of BlendKernel in engine/kernels.hpp.
// Assumes nothing about the alignment of dst.
// Tail: eight columns at a time; the last, partial vector has a predicate.
#include "arch/mve/helium.hpp"

#if ISOPEL_HAVE_MVE

namespace isopel::mve {
namespace {

constexpr std::int32_t step = 8;

/// (weight_a * a >> 16) + (weight_b * b >> 16), then 2 is added and two bits go: a rounding shift.
inline uint16x8_t blend_eight(int16x8_t a, int16x8_t weight_a, int16x8_t b, int16x8_t weight_b) {
  const int16x8_t sum = vaddq_s16(vmulhq_s16(a, weight_a), vmulhq_s16(b, weight_b));
  return vreinterpretq_u16_s16(vrshrq_n_s16(sum, 2));
}

void blend_row(const std::int16_t* a, const std::int16_t* b, const std::int16_t* weights, std::uint8_t* out,
               std::int32_t samples) {
  const int16x8_t weight_a = vdupq_n_s16(weights[0]), weight_b = vdupq_n_s16(weights[1]);
  for (std::int32_t steps = samples / step; steps > 0; --steps) {
    vstrbq_u16(out, blend_eight(load_eight(a, Full{}), weight_a, load_eight(b, Full{}), weight_b));
    a += step;
    b += step;
    out += step;
  }
  if (samples % step != 0) {
    const Some rest = first_of_eight(samples % step);
    vstrbq_p_u16(out, blend_eight(load_eight(a, rest), weight_a, load_eight(b, rest), weight_b), rest.lanes);
  }
}

}  // namespace

void blend_i16_u8(Rows<const std::int16_t> src, Rows<std::uint8_t> dst, std::int32_t samples, const Taps& taps) {
  for (std::int32_t r = 0; r < taps.count; ++r) {
    const std::int16_t *const weights = taps.weights(r), *const rows = taps.rows(r);
    blend_row(src.row(taps.offset(r) + rows[0]), src.row(taps.offset(r) + rows[1]), weights, dst.row(r), samples);
  }
}

}  // namespace isopel::mve

#endif  // ISOPEL_HAVE_MVE
