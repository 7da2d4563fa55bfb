// Passes along x of two to four taps: four output pixels to a vector, whose samples are gathered in pairs of taps.
#ifndef ISOPEL_ARCH_MVE_FEW_TAPS_HPP_
#define ISOPEL_ARCH_MVE_FEW_TAPS_HPP_

#include "arch/mve/helium.hpp"

#if ISOPEL_HAVE_MVE

namespace isopel::mve {

/// Offsets of samples are gathered by 16 bits. (Rows of more than 65536 samples are rare where this arch is.)
inline bool offsets_fit(const Taps& taps, std::int32_t readable) {
  return taps.origin >= 0 && std::int64_t{taps.origin} + readable <= 65536;
}

/// The same where `readable` is not told: offsets rise, or nearly.
inline bool offsets_fit(const Taps& taps) {
  return taps.count == 0 || taps.offset(taps.count - 1) + taps.origin < 65536 - 64;
}

/// The records of four pixels: the offsets of the samples of the first two taps, and the weights in pairs.
template <int pairs>
struct FourRecords {
  uint16x8_t offsets;
  int16x8_t weights[pairs];
};

/// Reads the records of a row, four at a time, by their addresses. Of fewer than four that are left, it reads less than
/// 64 bytes past the last.
template <int pairs>
class Records {
 public:
  Records(const std::byte* first, std::int32_t channels)
      : next_tap_(vdupq_n_u32(static_cast<std::uint32_t>(channels) << 16)) {
    const auto before = reinterpret_cast<std::uintptr_t>(first) - 4 * bytes;
    at_ = vaddq_n_u32(vmulq_n_u32(vidupq_n_u32(0, 1), bytes), before);
  }

  FourRecords<pairs> next() {
    FourRecords<pairs> four;
    const uint32x4_t first = next_offsets();
    if constexpr (pairs >= 1) four.weights[0] = vreinterpretq_s16_u32(vldrwq_gather_base_u32(at_, 4));
    if constexpr (pairs >= 2) four.weights[1] = vreinterpretq_s16_u32(vldrwq_gather_base_u32(at_, 8));
    four.offsets = vreinterpretq_u16_u32(vaddq_u32(vsliq_n_u32(first, first, 16), next_tap_));
    return four;
  }

 private:
  static constexpr int bytes = sizeof(std::int32_t) * (1 + pairs);

  /// vldrwq_gather_base_wb_u32, for which the compiler loads twice.
  uint32x4_t next_offsets() {
    uint32x4_t offsets, at = at_;
    __asm__("vldrw.u32 %q[offsets], [%q[at], %[step]]!"
            : [offsets] "=&w"(offsets), [at] "+w"(at)
            : [step] "i"(4 * bytes)
            : "memory");
    at_ = at;
    return offsets;
  }

  uint32x4_t at_, next_tap_;
};

/// The first of two taps. The compiler takes a constant predicate for all lanes if it is not zero, so this is none to
/// it.
inline mve_pred16_t first_taps() {
  std::uint32_t lanes = 0x3333;
  __asm__("" : "+r"(lanes));
  return static_cast<mve_pred16_t>(lanes);
}
inline Some first_tap_of(Full) { return {first_taps()}; }
inline Some first_tap_of(Some some) { return {static_cast<mve_pred16_t>(some.lanes & first_taps())}; }

inline int32x4_t add_tap(int32x4_t sums, int16x8_t samples, int16x8_t weights) {
  return vaddq_s32(sums, vmullbq_int_s16(samples, weights));
}
/// Two taps of four pixels: two halves of each lane.
inline int32x4_t add_two_taps(int32x4_t sums, int16x8_t samples, int16x8_t weights) {
  return vaddq_s32(add_tap(sums, samples, weights), vmulltq_int_s16(samples, weights));
}

/// The sums of one channel of four pixels, whose offset 0 is `in`, or `next` for the third tap. An odd last tap has no
/// second one: its lanes are not read.
template <int taps_count, class From, class Lanes, int pairs>
int32x4_t sums_of(const From* in, const From* next, const FourRecords<pairs>& four, int32x4_t bias, Lanes lanes) {
  int32x4_t sums = add_two_taps(bias, gather_eight(in, four.offsets, lanes), four.weights[0]);
  if constexpr (taps_count == 3)
    sums = add_tap(sums, gather_eight(next, four.offsets, first_tap_of(lanes)), four.weights[1]);
  if constexpr (taps_count == 4) sums = add_two_taps(sums, gather_eight(next, four.offsets, lanes), four.weights[1]);
  return sums;
}

/// One output row of gray; `in` is where offset 0 is.
template <int taps_count, class From, class To>
void few_gray_taps(const From* in, To* out, std::int32_t /*channels*/, const Taps& taps) {
  const int32x4_t bias = vdupq_n_s32(taps.rounding.bias);
  const std::int32_t shift = taps.rounding.shift;
  Records<(taps_count + 1) / 2> records(taps.records, 1);
  for (std::int32_t steps = taps.count / 4; steps > 0; --steps) {
    put_four(out, sums_of<taps_count>(in, in + 2, records.next(), bias, Full{}), shift, Full{});
    out += 4;
  }
  if (taps.count % 4 != 0) {
    const Some rest = first_of_four(taps.count % 4);
    put_four(out, sums_of<taps_count>(in, in + 2, records.next(), bias, rest), shift, rest);
  }
}

/// One output row of more channels; their samples are stored one channel after the other.
template <int taps_count, class From, class To>
void few_colour_taps(const From* in, To* out, std::int32_t channels, const Taps& taps) {
  const int32x4_t bias = vdupq_n_s32(taps.rounding.bias);
  const std::int32_t shift = taps.rounding.shift;
  const uint32x4_t pixels = vmulq_n_u32(vidupq_n_u32(0, 1), static_cast<std::uint32_t>(channels));
  Records<(taps_count + 1) / 2> records(taps.records, channels);
  const auto put_channels = [=](const auto& four, To* to, auto lanes) {
    const From *channel = in, *next = in + 2 * channels;
    for (std::int32_t left = channels; left > 0; --left) {
      const int32x4_t sums = sums_of<taps_count>(channel++, next++, four, bias, lanes);
      scatter_low_parts(to++, pixels, narrowed<To>(vshlq_r_s32(sums, -shift)), lanes);
    }
  };
  for (std::int32_t steps = taps.count / 4; steps > 0; --steps) {
    put_channels(records.next(), out, Full{});
    out += 4 * channels;
  }
  if (taps.count % 4 != 0) put_channels(records.next(), out, first_of_four(taps.count % 4));
}

}  // namespace isopel::mve

#endif  // ISOPEL_HAVE_MVE
#endif  // ISOPEL_ARCH_MVE_FEW_TAPS_HPP_
