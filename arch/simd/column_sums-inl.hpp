// Sums of columns for the passes along y, and how they are rounded and stored.
#ifndef ISOPEL_ARCH_SIMD_COLUMN_SUMS_INL_HPP_
#define ISOPEL_ARCH_SIMD_COLUMN_SUMS_INL_HPP_

#include "arch/simd/parts-inl.hpp"

ISOPEL_SIMD_BEGIN

/// The weights of two rows.
template <int parts, std::size_t bytes>
struct RowWeights {
  Vec<std::int16_t, bytes> part[parts];

  RowWeights() = default;
  /// `weights` is the place of the first part's.
  HWY_INLINE RowWeights(const std::int16_t* weights, std::int32_t taps) {
    HWY_UNROLL(2)
    for (int p = 0; p < parts; ++p) part[p] = weight_pair<bytes>(weights + p * weight_count(taps));
  }
};

/// The sums of the columns in FourPairs.
template <int parts, std::size_t bytes>
struct FourSums {
  PartSums<parts, bytes> s0, s1, s2, s3;

  FourSums() = default;
  HWY_INLINE explicit FourSums(Vec<std::int32_t, bytes> start) : s0(start), s1(start), s2(start), s3(start) {}

  template <class From>
  HWY_INLINE void add_rows(const From* a, const From* b, const RowWeights<parts, bytes>& weights) {
    const FourPairs<bytes> pairs(a, b);
    HWY_UNROLL(2)
    for (int p = 0; p < parts; ++p) {
      s0.add(p, pairs.p0, weights.part[p]);
      s1.add(p, pairs.p1, weights.part[p]);
      s2.add(p, pairs.p2, weights.part[p]);
      s3.add(p, pairs.p3, weights.part[p]);
    }
  }
};

template <class From, int parts, std::size_t bytes>
HWY_INLINE void put_columns(const FourSums<parts, bytes>& sums, std::int32_t* out, std::int32_t shift) {
  const auto a = hn::ShiftRightSame(sums.s0.total(), shift), b = hn::ShiftRightSame(sums.s1.total(), shift);
  const auto c = hn::ShiftRightSame(sums.s2.total(), shift), d = hn::ShiftRightSame(sums.s3.total(), shift);
  store_alternating<bytes>(a, b, out);
  store_alternating<bytes>(c, d, out + bytes / 2);
}

template <class From, int parts, std::size_t bytes, class To>
HWY_INLINE void put_columns(const FourSums<parts, bytes>& sums, To* out, std::int32_t shift) {
  const auto lower = round_to_i16(sums.s0.total(), sums.s1.total(), shift);
  const auto upper = round_to_i16(sums.s2.total(), sums.s3.total(), shift);
  if constexpr (sizeof(From) == 2 && sizeof(To) == 2) {
    hn::StoreU(lower, Tag<std::int16_t, bytes>(), out);
    hn::StoreU(upper, Tag<std::int16_t, bytes>(), out + bytes / 2);
  } else if constexpr (sizeof(To) == 2) {
    store_alternating<bytes>(lower, upper, out);
  } else if constexpr (sizeof(From) == 1) {
    hn::StoreU(clamp_to_u8(lower, upper), Tag<std::uint8_t, bytes>(), out);
  } else {
    hn::StoreU(even_then_odd<bytes>(clamp_to_u8(lower, upper)), Tag<std::uint8_t, bytes>(), out);
  }
}

ISOPEL_SIMD_END

#endif  // ISOPEL_ARCH_SIMD_COLUMN_SUMS_INL_HPP_
