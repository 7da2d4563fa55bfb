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
