// Both passes at once for gray images and two taps on each axis: formulas of FusedKernel in engine/kernels.hpp, those
// of presets. Four pixels to a vector, each with its two taps in the halves of a lane; see Records.
//
// Assumes the weights of one output sum up to a whole: at most 2049 for a blend, 2^8 for the narrow passes. Nothing
// about alignment; src and dst do not overlap.
// Tail: the last, partial vector has a predicate. Reads exactly the samples of the taps. Rows whose offsets do not fit
// 16 bits are armv7em's.
#include "arch/mve/few_taps.hpp"

#if ISOPEL_HAVE_MVE

namespace isopel::mve {
namespace {

/// The two source rows of an output row, where offset 0 is, and their weights.
struct TwoRows {
  const std::uint8_t *upper, *lower;
  std::int16_t upper_weight, lower_weight;

  /// Of output row r, whose taps are `first` and `second` rows below its offset.
  TwoRows(Rows<const std::uint8_t> src, const Taps& y, std::int32_t r, std::int32_t first, std::int32_t second,
          std::int32_t origin)
      : upper(src.row(y.offset(r) + first) - origin),
        lower(src.row(y.offset(r) + second) - origin),
        upper_weight(y.weights(r)[0]),
        lower_weight(y.weights(r)[1]) {}
};

inline int32x4_t sum_of_two_taps(int16x8_t samples, int16x8_t weights) {
  return vaddq_s32(vmullbq_int_s16(samples, weights), vmulltq_int_s16(samples, weights));
}

/// With t = (w0 p0 + w1 p1) >> 4 of both rows: ((v0 ta >> 16) + (v1 tb >> 16) + 2) >> 2. t fits the lower half of its
/// lane.
template <class Lanes>
int32x4_t blend_four(const TwoRows& rows, const FourRecords<1>& four, Lanes lanes) {
  const auto product = [&](const std::uint8_t* row, std::int16_t weight) {
    const int32x4_t sums = sum_of_two_taps(gather_eight(row, four.offsets, lanes), four.weights[0]);
    return vmulhq_s16(vreinterpretq_s16_s32(vshrq_n_s32(sums, 4)), vdupq_n_s16(weight));
  };
  const int16x8_t both = vaddq_s16(product(rows.upper, rows.upper_weight), product(rows.lower, rows.lower_weight));
  return vreinterpretq_s32_s16(vrshrq_n_s16(both, 2));
}

/// Along y first: both columns of four pixels are halves, and so are the means.
template <class Lanes>
int32x4_t narrow_four(const TwoRows& rows, const FourRecords<1>& four, Lanes lanes) {
  const int16x8_t upper = gather_eight(rows.upper, four.offsets, lanes);
  const int16x8_t lower = gather_eight(rows.lower, four.offsets, lanes);
  const int16x8_t sums = vmlaq_n_s16(vmulq_n_s16(upper, rows.upper_weight), lower, rows.lower_weight);
  const uint16x8_t means = vrshrq_n_u16(vreinterpretq_u16_s16(sums), 8);
  return vrshrq_n_s32(sum_of_two_taps(vreinterpretq_s16_u16(means), four.weights[0]), 8);
}

/// One output row; `four_pixels` is one of the above.
template <class FourPixels>
void fused_row(const Taps& x, std::uint8_t* out, FourPixels four_pixels) {
  Records<1> records(x.records, 1);
  for (std::int32_t steps = x.count / 4; steps > 0; --steps) {
    store_low_parts(out, four_pixels(records.next(), Full{}), Full{});
    out += 4;
  }
  if (x.count % 4 != 0) {
    const Some rest = first_of_four(x.count % 4);
    store_low_parts(out, four_pixels(records.next(), rest), rest);
  }
}

}  // namespace

void fused_blend_u8(Rows<const std::uint8_t> src, Rows<std::uint8_t> dst, const Taps& x, const Taps& y) {
  if (!offsets_fit(x)) return armv7em::fused_blend_u8(src, dst, x, y);
  for (std::int32_t r = 0; r < y.count; ++r) {
    const TwoRows rows(src, y, r, y.rows(r)[0], y.rows(r)[1], x.origin);
    fused_row(x, dst.row(r), [=](const auto& four, auto lanes) { return blend_four(rows, four, lanes); });
  }
}

void fused_narrow_u8(Rows<const std::uint8_t> src, Rows<std::uint8_t> dst, const Taps& x, const Taps& y) {
  if (!offsets_fit(x)) return armv7em::fused_narrow_u8(src, dst, x, y);
  for (std::int32_t r = 0; r < y.count; ++r) {
    const TwoRows rows(src, y, r, 0, 1, x.origin);
    fused_row(x, dst.row(r), [=](const auto& four, auto lanes) { return narrow_four(rows, four, lanes); });
  }
}

}  // namespace isopel::mve

#endif  // ISOPEL_HAVE_MVE
