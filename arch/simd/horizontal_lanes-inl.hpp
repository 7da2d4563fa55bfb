// Formulas (16) to (18) of contract 1 on Arm, which multiplies a vector by one lane of another: passes along x over
// three or four channels, one output at a time, whose channels are the lanes; four rows (or two) for each load of
// weights.
// Assumes nothing about alignment; src and dst do not overlap.
// Tail: outputs that would read past `readable` are done from copies of the rows' ends, followed by zeros.
#ifndef ISOPEL_ARCH_SIMD_HORIZONTAL_LANES_INL_HPP_
#define ISOPEL_ARCH_SIMD_HORIZONTAL_LANES_INL_HPP_

#include <algorithm>

#include "arch/simd/vertical_lanes-inl.hpp"

#if ISOPEL_SIMD_NEON

ISOPEL_SIMD_BEGIN

/// The pixels of two neighbouring taps: lanes 0 .. 3 of each; of three channels, lane 3 is anything.
template <int channels>
struct TwoPixels {
  int16x8_t first, second;

  HWY_INLINE explicit TwoPixels(const std::uint8_t* at) {
    first = vreinterpretq_s16_u16(vmovl_u8(vld1_u8(at)));
    second = vextq_s16(first, first, channels);
  }
  HWY_INLINE explicit TwoPixels(const std::int16_t* at) {
    first = vcombine_s16(vld1_s16(at), vdup_n_s16(0));
    second = vcombine_s16(vld1_s16(at + channels), vdup_n_s16(0));
  }
  static constexpr std::int32_t extent = 8;  ///< samples that are read at most
};

template <int first_lane, int parts, int channels>
HWY_INLINE void add_two(PartSums<parts, 16>& sums, const TwoPixels<channels>& pixels,
                        const int16x4_t (&weights)[parts]) {
  HWY_UNROLL(2)
  for (int p = 0; p < parts; ++p) {
    sums.of[p] = add_lower<first_lane>(sums.of[p], pixels.first, weights[p]);
    sums.of[p] = add_lower<first_lane + 1>(sums.of[p], pixels.second, weights[p]);
  }
}

/// How many samples from an output's offset on are read: taps in twos, of which the last read brings a little more. The
/// weight of a tap too many is zero.
template <int channels>
constexpr std::int32_t lane_extent(std::int32_t taps) {
  return (weight_count(taps) - 2) * channels + TwoPixels<channels>::extent;
}

/// How many outputs, counted from the first one, read nothing past `readable` if each reads `extent` samples.
inline std::int32_t outputs_inside(const Taps& taps, std::int32_t extent, std::int32_t readable) {
  std::int32_t inside = 0;
  while (inside < taps.count && taps.offset(inside) + extent <= readable) ++inside;
  return inside;
}

/// The least offset; `readable` if there is no output.
inline std::int32_t least_offset(const Taps& taps, std::int32_t readable) {
  std::int32_t least = readable;
  for (std::int32_t i = 0; i < taps.count; ++i) least = std::min(least, taps.offset(i));
  return least;
}

/// The samples from `start` on to `readable`, and `extent` zeros.
template <class Sample>
void copy_row_end(const Sample* row, std::int32_t start, std::int32_t readable, std::int32_t extent, Sample* to) {
  std::fill_n(std::copy_n(row + start, readable - start, to), extent, Sample{0});
}

/// The samples of one output, in lanes 0 .. 3.
template <class From, class To, int parts>
HWY_INLINE void put_pixel(const PartSums<parts, 16>& sums, To* out, int channels, bool is_last, std::int32_t shift) {
  const auto total = sums.total();
  To samples[4];
  if constexpr (sizeof(To) == 4) {
    vst1q_s32(samples, total.raw);
  } else {
    const int16x4_t words = vqmovn_s32(hn::ShiftRightSame(total, shift).raw);
    if constexpr (sizeof(To) == 2) {
      vst1_s16(samples, words);
    } else {
      const std::uint32_t all = vget_lane_u32(vreinterpret_u32_u8(vqmovun_s16(vcombine_s16(words, words))), 0);
      __builtin_memcpy(samples, &all, 4);
    }
  }
  // A fourth sample is overwritten by the next output.
  if (channels == 4 || !is_last) {
    __builtin_memcpy(out, samples, sizeof samples);
  } else {
    __builtin_memcpy(out, samples, 3 * sizeof(To));
  }
}

/// Outputs none of which reads past the rows, in `count` neighbouring rows.
template <int parts, int channels, int count, class From, class To>
void outputs_by_lanes(Rows<const From> src, Rows<To> dst, const Taps& taps) {
  const auto start = hn::Set(Tag<std::int32_t, 16>(), taps.rounding.bias);
  const std::int32_t padded = weight_count(taps.taps), shift = taps.rounding.shift;
  for (std::int32_t x = 0; x < taps.count; ++x) {
    const std::int16_t* const weights = taps.weights(x);
    const std::ptrdiff_t offset = taps.offset(x);
    PartSums<parts, 16> sums[count];
    const From* in[count];
    HWY_UNROLL(4)
    for (int r = 0; r < count; ++r) {
      sums[r] = PartSums<parts, 16>(start);
      in[r] = src.row(r) + offset;
    }
    std::int32_t k = 0;
    for (; k + 4 <= padded; k += 4) {
      int16x4_t four[parts];
      HWY_UNROLL(2)
      for (int p = 0; p < parts; ++p) four[p] = vld1_s16(weights + p * padded + k);
      HWY_UNROLL(4)
      for (int r = 0; r < count; ++r) {
        add_two<0>(sums[r], TwoPixels<channels>(in[r] + k * channels), four);
        add_two<2>(sums[r], TwoPixels<channels>(in[r] + (k + 2) * channels), four);
      }
    }
    if (k < padded) {
      int16x4_t two[parts];
      HWY_UNROLL(2)
      for (int p = 0; p < parts; ++p) two[p] = vld1_s16(weights + p * padded + k);
      HWY_UNROLL(4)
      for (int r = 0; r < count; ++r) add_two<0>(sums[r], TwoPixels<channels>(in[r] + k * channels), two);
    }
    HWY_UNROLL(4)
    for (int r = 0; r < count; ++r) {
      put_pixel<From>(sums[r], dst.row(r) + std::ptrdiff_t{x} * channels, channels, x + 1 == taps.count, shift);
    }
  }
}

template <int parts, int channels, class From, class To>
void all_rows_by_lanes(Rows<const From> src, Rows<To> dst, std::int32_t rows, const Taps& taps) {
  std::int32_t r = 0;
  for (; r + 4 <= rows; r += 4) {
    outputs_by_lanes<parts, channels, 4>(Rows<const From>{src.row(r), src.stride}, Rows<To>{dst.row(r), dst.stride},
                                         taps);
  }
  for (; r + 2 <= rows; r += 2) {
    outputs_by_lanes<parts, channels, 2>(Rows<const From>{src.row(r), src.stride}, Rows<To>{dst.row(r), dst.stride},
                                         taps);
  }
  if (r < rows) {
    outputs_by_lanes<parts, channels, 1>(Rows<const From>{src.row(r), src.stride}, Rows<To>{dst.row(r), dst.stride},
                                         taps);
  }
}

/// `scalar_kernel` serves what reads so many samples at the rows' ends that they are not copied.
template <int parts, int channels, class From, class To, HorizontalKernel<From, To>* scalar_kernel>
void horizontal_by_lanes(Rows<const From> src, Rows<To> dst, std::int32_t rows, std::int32_t readable,
                         const Taps& taps) {
  constexpr std::int32_t room = 1024;
  const std::int32_t extent = lane_extent<channels>(taps.taps);
  const std::int32_t inside = outputs_inside(taps, extent, readable);
  all_rows_by_lanes<parts, channels>(src, dst, rows, taps.slice(0, inside));
  if (inside == taps.count) return;
  Taps rest = taps.slice(inside, taps.count - inside);
  const std::int32_t start = least_offset(rest, readable);
  const Rows<To> out{dst.data + std::ptrdiff_t{inside} * channels, dst.stride};
  if (readable - start + extent > room) return scalar_kernel(src, out, rows, channels, readable, rest);
  rest.origin += start;
  From end[room];
  for (std::int32_t r = 0; r < rows; ++r) {
    copy_row_end(src.row(r), start, readable, extent, end);
    outputs_by_lanes<parts, channels, 1>(Rows<const From>{end, 0}, Rows<To>{out.row(r), out.stride}, rest);
  }
}

ISOPEL_SIMD_END

#endif  // ISOPEL_SIMD_NEON

#endif  // ISOPEL_ARCH_SIMD_HORIZONTAL_LANES_INL_HPP_
