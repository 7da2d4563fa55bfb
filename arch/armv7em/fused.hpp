// What fused passes of two taps have in common: the two source rows of one output row, and their weights.
#ifndef ISOPEL_ARCH_ARMV7EM_FUSED_HPP_
#define ISOPEL_ARCH_ARMV7EM_FUSED_HPP_

#include "arch/armv7em/dsp.hpp"

#if ISOPEL_HAVE_ARMV7EM

namespace isopel::armv7em {

struct FusedRow {
  const std::uint8_t *upper, *lower;  ///< where offset 0 is
  Word weights;                       ///< of both

  /// Of output row r, whose taps are `first` and `second` rows below its offset. Offsets along x count from `origin`
  /// bytes on.
  FusedRow(Rows<const std::uint8_t> src, const Taps& y, std::int32_t r, std::int32_t first, std::int32_t second,
           std::int32_t origin)
      : upper(src.row(y.offset(r) + first) - origin),
        lower(src.row(y.offset(r) + second) - origin),
        weights(weight_pair(y.weights(r))) {}
};

inline constexpr std::ptrdiff_t two_taps_record_bytes = sizeof(std::int32_t) + 2 * sizeof(std::int16_t);

/// The two source rows of an output row whose weights are 0 .. 2^14 and sum to 2^14.
struct NearAndFar {
  const std::uint8_t *near, *far;  ///< where offset 0 is; the near row has the larger weight
  std::int32_t far_weight;         ///< times -4, which fits 16 bits

  /// `src` is where offset 0 of both axes is.
  NearAndFar(Rows<const std::uint8_t> src, const std::byte* record) {
    const std::int32_t upper = weights_at(record)[0], lower = weights_at(record)[1];
    const std::ptrdiff_t below = upper < lower ? src.stride : 0;
    const std::uint8_t* const first = src.row(offset_at(record));
    near = first + below;
    far = first + (src.stride - below);
    far_weight = -4 * (upper < lower ? upper : lower);
  }
};

/// The sum of both taps that one pass of such weights starts from: half a unit, and half a unit of the next pass.
inline constexpr std::int32_t two_taps_bias = 64 + 64 * 128;

/// The definition of what the kernels of such taps compute, for one sample: a first pass without the centring, which
/// the second one would undo, then the second one as
///     near + (far - near) * far weight
/// with the halves of both roundings added early. SMLAWB multiplies by a half and keeps the upper 32 bits of 48.
inline std::uint8_t between(std::int32_t near_sum, std::int32_t far_sum, std::int32_t far_weight) {
  const std::int32_t near = shift_down(near_sum, 7), far = shift_down(far_sum, 7);
  return static_cast<std::uint8_t>(shift_down(__smlawb(near - far, far_weight, near), 7));
}

/// `end - out` is a multiple of the pixels that one turn makes, and not 0.
using TwoTapsTurns = void(const std::uint8_t* near, const std::uint8_t* far, const std::byte* records,
                          std::uint8_t* out, const std::uint8_t* end, std::int32_t far_weight);
/// Pixels one by one; end > out.
using TwoTapsRest = TwoTapsTurns;

/// All rows: `step` pixels of `pixel_bytes` bytes each turn. Offset 0 is `origin` bytes before the rows' begin.
template <int step, int pixel_bytes>
[[gnu::always_inline]] inline void two_taps_rows(Rows<const std::uint8_t> src, Rows<std::uint8_t> dst, const Taps& x,
                                                 const Taps& y, std::int32_t origin, TwoTapsTurns* turns,
                                                 TwoTapsRest* rest) {
  const std::byte* const records = x.records;
  const std::int32_t turned = x.count & ~(step - 1), left = x.count & (step - 1), row_count = y.count;
  const std::byte* record = y.records;
  const Rows<const std::uint8_t> from{src.row(-y.origin) - origin, src.stride};
  for (std::int32_t r = 0; r < row_count; ++r, record += two_taps_record_bytes) {
    const NearAndFar rows(from, record);
    std::uint8_t *const out = dst.row(r), *const end = out + turned * pixel_bytes;
    if (turned != 0) turns(rows.near, rows.far, records, out, end, rows.far_weight);
    if (left != 0) {
      rest(rows.near, rows.far, records + turned * two_taps_record_bytes, end, end + left * pixel_bytes,
           rows.far_weight);
    }
  }
}

/// body() n times, without a loop.
template <int n, class Body>
[[gnu::always_inline]] inline void repeat(Body body) {
  if constexpr (n > 0) {
    body();
    repeat<n - 1>(body);
  }
}

}  // namespace isopel::armv7em

#endif  // ISOPEL_HAVE_ARMV7EM
#endif  // ISOPEL_ARCH_ARMV7EM_FUSED_HPP_
