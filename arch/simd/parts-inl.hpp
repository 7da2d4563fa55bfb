// Weights that come in parts: one part of 16 bits, or two if they are wide, weight = 2048 * high + low. The parts of an
// output follow each other in its record, `weight_count` weights each. Every part has sums of its own over the same
// samples. The kernels say `parts` and nothing else about it.
#ifndef ISOPEL_ARCH_SIMD_PARTS_INL_HPP_
#define ISOPEL_ARCH_SIMD_PARTS_INL_HPP_

#include "arch/simd/verbs-inl.hpp"

ISOPEL_SIMD_BEGIN

constexpr int narrow = 1, wide = 2;  ///< values of `parts`

/// Weights of each part: those of one output, all padded to even.
constexpr std::int32_t weight_count(std::int32_t taps) { return taps + taps % 2; }

/// The sums of one vector. The last part (the low one) starts at the bias, the high one at zero.
template <int parts, std::size_t bytes>
struct PartSums {
  Vec<std::int32_t, bytes> of[parts];

  PartSums() = default;
  HWY_INLINE explicit PartSums(Vec<std::int32_t, bytes> start) {
    if constexpr (parts == wide) of[0] = hn::Zero(Tag<std::int32_t, bytes>());
    of[parts - 1] = start;
  }

  HWY_INLINE void add(int part, Vec<std::int16_t, bytes> pairs, Vec<std::int16_t, bytes> weights) {
    of[part] = add_products(of[part], pairs, weights);
  }

  /// May wrap on the way, as scalar sums do.
  HWY_INLINE Vec<std::int32_t, bytes> total() const {
    if constexpr (parts == narrow) return of[0];
    return hn::Add(hn::ShiftLeft<wide_weight_bits>(of[0]), of[parts - 1]);
  }
};

ISOPEL_SIMD_END

#endif  // ISOPEL_ARCH_SIMD_PARTS_INL_HPP_
