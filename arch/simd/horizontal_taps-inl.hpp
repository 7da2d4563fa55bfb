// Formulas (16) to (18) of contract 1 on Arm: passes along x over one channel, four outputs in four rows at a time. The
// lanes are neighbouring taps; the rows share the weights, and become the lanes when the sums are added up.
// Assumes nothing about alignment; src and dst do not overlap.
// Tail: the last four outputs are done again, overlapping the ones before. Outputs that would read past `readable` are
// done from copies of the rows' ends, followed by zeros. Of fewer than four rows the last one is done several times.
#ifndef ISOPEL_ARCH_SIMD_HORIZONTAL_TAPS_INL_HPP_
#define ISOPEL_ARCH_SIMD_HORIZONTAL_TAPS_INL_HPP_

#include "arch/simd/horizontal_lanes-inl.hpp"

#if ISOPEL_SIMD_NEON

ISOPEL_SIMD_BEGIN

HWY_INLINE int16x8_t eight_samples(const std::int16_t* at) { return vld1q_s16(at); }
HWY_INLINE int16x8_t eight_samples(const std::uint8_t* at) { return vreinterpretq_s16_u16(vmovl_u8(vld1_u8(at))); }
HWY_INLINE int16x4_t four_samples(const std::int16_t* at) { return vld1_s16(at); }
HWY_INLINE int16x4_t four_samples(const std::uint8_t* at) {
  std::uint32_t all;
  __builtin_memcpy(&all, at, sizeof all);
  return vget_low_s16(vreinterpretq_s16_u16(vmovl_u8(vcreate_u8(all))));
}

/// The lanes of a, b, c and d added up.
HWY_INLINE int32x4_t sums_of_lanes(int32x4_t a, int32x4_t b, int32x4_t c, int32x4_t d) {
#if HWY_ARCH_ARM_A64
  return vpaddq_s32(vpaddq_s32(a, b), vpaddq_s32(c, d));
#else
  const int32x2_t ab =
      vpadd_s32(vadd_s32(vget_low_s32(a), vget_high_s32(a)), vadd_s32(vget_low_s32(b), vget_high_s32(b)));
  const int32x2_t cd =
      vpadd_s32(vadd_s32(vget_low_s32(c), vget_high_s32(c)), vadd_s32(vget_low_s32(d), vget_high_s32(d)));
  return vcombine_s32(ab, cd);
#endif
}

/// Four outputs in four rows: the lanes of sums[j] are output j's rows.
HWY_INLINE void put_four(const int32x4_t (&sums)[4], std::uint8_t* const (&out)[4], std::ptrdiff_t at) {
  static constexpr Positions by_row{{0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15}};
  const int16x8_t lower = vcombine_s16(vqmovn_s32(sums[0]), vqmovn_s32(sums[1]));
  const int16x8_t upper = vcombine_s16(vqmovn_s32(sums[2]), vqmovn_s32(sums[3]));
  const auto bytes = clamp_to_u8(Vec<std::int16_t, 16>(lower), Vec<std::int16_t, 16>(upper));
  const uint32x4_t words = vreinterpretq_u32_u8(shuffle<16>(bytes, by_row).raw);
  const std::uint32_t word[4] = {vgetq_lane_u32(words, 0), vgetq_lane_u32(words, 1), vgetq_lane_u32(words, 2),
                                 vgetq_lane_u32(words, 3)};
  HWY_UNROLL(4)
  for (int r = 0; r < 4; ++r) __builtin_memcpy(out[r] + at, &word[r], 4);
}

HWY_INLINE void transpose_lanes(int32x4_t (&v)[4]) {
  const int32x4x2_t ab = vtrnq_s32(v[0], v[1]), cd = vtrnq_s32(v[2], v[3]);
  v[0] = vcombine_s32(vget_low_s32(ab.val[0]), vget_low_s32(cd.val[0]));
  v[1] = vcombine_s32(vget_low_s32(ab.val[1]), vget_low_s32(cd.val[1]));
  v[2] = vcombine_s32(vget_high_s32(ab.val[0]), vget_high_s32(cd.val[0]));
  v[3] = vcombine_s32(vget_high_s32(ab.val[1]), vget_high_s32(cd.val[1]));
}

HWY_INLINE void put_four(int32x4_t (&sums)[4], std::int16_t* const (&out)[4], std::ptrdiff_t at) {
  transpose_lanes(sums);
  HWY_UNROLL(4)
  for (int r = 0; r < 4; ++r) vst1_s16(out[r] + at, vmovn_s32(sums[r]));
}

HWY_INLINE void put_four(int32x4_t (&sums)[4], std::int32_t* const (&out)[4], std::ptrdiff_t at) {
  transpose_lanes(sums);
  HWY_UNROLL(4)
  for (int r = 0; r < 4; ++r) vst1q_s32(out[r] + at, sums[r]);
}

/// How many samples from an output's offset on are read: eight at a time, and four if no more are left.
constexpr std::int32_t tap_lanes_extent(std::int32_t taps) { return (taps + 3) / 4 * 4; }

/// How the taps of one call fall into steps of eight and a last one of four.
struct TapSteps {
  std::int32_t taps, padded, eights;
  bool has_four;
  int16x8_t keep;       ///< of the last eight weights; what follows them in the table is another output's
  int16x4_t keep_four;  ///< of the last four
  int32x4_t start;      ///< the bias in one lane, since lanes will be added up

  explicit TapSteps(const Taps& all)
      : taps(all.taps), padded(weight_count(taps)), eights(tap_lanes_extent(taps) / 8), has_four(taps > 8 * eights) {
    static constexpr std::int16_t ones_then_zeros[16] = {-1, -1, -1, -1, -1, -1, -1, -1};
    keep = vld1q_s16(ones_then_zeros + std::max(8 * eights - taps, 0));
    keep_four = vld1_s16(ones_then_zeros + 8 - std::max(taps - 8 * eights, 0));
    start = vsetq_lane_s32(all.rounding.bias, vdupq_n_s32(0), 0);
  }
};

/// The sums of one output in four rows. Most outputs have one step of eight taps.
template <int parts, bool one_step, class From>
HWY_INLINE int32x4_t sums_by_taps(const From* const (&in)[4], const std::int16_t* weights, std::ptrdiff_t offset,
                                  const TapSteps& steps) {
  int32x4_t sums[parts][4];
  HWY_UNROLL(4)
  for (int r = 0; r < 4; ++r) {
    sums[0][r] = vdupq_n_s32(0);
    sums[parts - 1][r] = steps.start;
  }
  for (std::int32_t i = one_step ? 1 : steps.eights; i > 0; --i, offset += 8, weights += 8) {
    int16x8_t weight[parts];
    HWY_UNROLL(2)
    for (int p = 0; p < parts; ++p) {
      weight[p] = vld1q_s16(weights + p * steps.padded);
      if (i == 1) weight[p] = vandq_s16(weight[p], steps.keep);
    }
    HWY_UNROLL(4)
    for (int r = 0; r < 4; ++r) {
      const int16x8_t samples = eight_samples(in[r] + offset);
      HWY_UNROLL(2)
      for (int p = 0; p < parts; ++p) {
        sums[p][r] = vmlal_s16(sums[p][r], vget_low_s16(samples), vget_low_s16(weight[p]));
        sums[p][r] = vmlal_s16(sums[p][r], vget_high_s16(samples), vget_high_s16(weight[p]));
      }
    }
  }
  if (!one_step && steps.has_four) {
    int16x4_t weight[parts];
    HWY_UNROLL(2)
    for (int p = 0; p < parts; ++p) weight[p] = vand_s16(vld1_s16(weights + p * steps.padded), steps.keep_four);
    HWY_UNROLL(4)
    for (int r = 0; r < 4; ++r) {
      const int16x4_t samples = four_samples(in[r] + offset);
      HWY_UNROLL(2)
      for (int p = 0; p < parts; ++p) sums[p][r] = vmlal_s16(sums[p][r], samples, weight[p]);
    }
  }
  const int32x4_t total = sums_of_lanes(sums[parts - 1][0], sums[parts - 1][1], sums[parts - 1][2], sums[parts - 1][3]);
  if constexpr (parts == narrow) return total;
  const int32x4_t high = sums_of_lanes(sums[0][0], sums[0][1], sums[0][2], sums[0][3]);
  return vaddq_s32(vshlq_n_s32(high, wide_weight_bits), total);
}

template <class Sample>
struct FourRows {
  Sample* row[4];

  /// Of the `available` rows from there on; missing ones are the last one again.
  FourRows(Rows<Sample> rows, std::int32_t available) {
    for (std::int32_t r = 0; r < 4; ++r) row[r] = rows.row(std::min(r, available - 1));
  }
};

/// Four outputs or more, none of which reads past the rows. Copies, that stores into rows cannot change.
template <int parts, bool one_step, class From, class To>
void outputs_by_taps(FourRows<const From> in, FourRows<To> out, Taps taps) {
  const TapSteps steps(taps);
  const int32x4_t shift = vdupq_n_s32(-taps.rounding.shift);
  for (std::int32_t x = 0; x < taps.count; x += 4) {
    const std::int32_t first = std::min(x, taps.count - 4);
    int32x4_t sums[4];
    HWY_UNROLL(4)
    for (int j = 0; j < 4; ++j) {
      const auto total = sums_by_taps<parts, one_step>(in.row, taps.weights(first + j), taps.offset(first + j), steps);
      sums[j] = vshlq_s32(total, shift);
    }
    put_four(sums, out.row, first);
  }
}

/// At least four outputs. `scalar_kernel` serves what reads so many samples at the rows' ends that they are not copied.
template <int parts, class From, class To, HorizontalKernel<From, To>* scalar_kernel>
void horizontal_by_taps(Rows<const From> src, Rows<To> dst, std::int32_t rows, std::int32_t readable,
                        const Taps& taps) {
  constexpr std::int32_t room = 512;
  const std::int32_t extent = tap_lanes_extent(taps.taps);
  auto* const outputs = extent == 8 ? outputs_by_taps<parts, true, From, To> : outputs_by_taps<parts, false, From, To>;
  std::int32_t inside = outputs_inside(taps, extent, readable);
  if (inside < taps.count) inside = inside / 4 * 4;
  // At least four are left, if any are: some are done twice.
  const std::int32_t outside = inside == taps.count ? taps.count : std::min(inside, taps.count - 4);
  Taps rest = taps.slice(outside, taps.count - outside);
  const std::int32_t start = least_offset(rest, readable);
  const bool copies = readable - start + extent <= room;
  if (!copies) scalar_kernel(src, {dst.data + outside, dst.stride}, rows, 1, readable, rest);
  rest.origin += start;
  From end[4][room];
  for (std::int32_t r = 0; r < rows; r += 4) {
    const FourRows<const From> in({src.row(r), src.stride}, rows - r);
    const FourRows<To> out({dst.row(r), dst.stride}, rows - r);
    if (inside != 0) outputs(in, out, taps.slice(0, inside));
    if (rest.count == 0 || !copies) continue;
    for (std::int32_t i = 0; i < 4; ++i) copy_row_end(in.row[i], start, readable, extent, end[i]);
    const FourRows<To> rest_out({dst.row(r) + outside, dst.stride}, rows - r);
    outputs(FourRows<const From>({end[0], sizeof end[0]}, 4), rest_out, rest);
  }
}

ISOPEL_SIMD_END

#endif  // ISOPEL_SIMD_NEON

#endif  // ISOPEL_ARCH_SIMD_HORIZONTAL_TAPS_INL_HPP_
