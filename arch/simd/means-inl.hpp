// From four sums of boxes to their means, for box-inl.hpp. Three roundings with the same members:
//     exact            whether they are formula (19)
//     halves_up        whether 2x2 boxes are (sum + 2) / 4
//     store(sums, out) the means of four sums; stores 4 bytes
#ifndef ISOPEL_ARCH_SIMD_MEANS_INL_HPP_
#define ISOPEL_ARCH_SIMD_MEANS_INL_HPP_

#include <bit>

#include "arch/simd/blocks-inl.hpp"

ISOPEL_SIMD_BEGIN

/// Stores the lowest byte of each lane.
template <class V>
HWY_INLINE void store_lowest_bytes(V v, std::uint8_t* out) {
  static constexpr Positions lowest_bytes{{0, 4, 8, 12}};
  store_block<4>(shuffle<block_bytes>(hn::BitCast(Tag<std::uint8_t, block_bytes>(), v), lowest_bytes), out);
}

/// box_round, without a division. With d = 2 area, 2^b <= d < 2^(b+1) and m = floor(2^(b+31) / d) + 1, the quotient
/// floor(n / d) is (n m) >> (b+31) while n d < 2^(b+31). Here n <= 511 area: so up to area = 2^20.
struct ExactMeans {
  std::uint32_t area, multiplier;
  int shift;

  static constexpr bool exact = true, halves_up = true;

  explicit ExactMeans(std::uint32_t box_area)
      : area(box_area), shift(static_cast<int>(std::bit_width(2 * box_area)) + 30) {
    multiplier = static_cast<std::uint32_t>(power_of_two(shift) / (2 * std::int64_t{area}) + 1);
  }

  HWY_INLINE void store(Vec<std::uint32_t, block_bytes> sums, std::uint8_t* out) const {
    const Tag<std::uint32_t, block_bytes> d;
    const Tag<std::uint64_t, block_bytes> d64;
    const auto factor = hn::Set(d, multiplier);
    const auto dividends = hn::Add(hn::Add(sums, sums), hn::Set(d, area));
    const auto odd_dividends = hn::BitCast(d, hn::ShiftRight<32>(hn::BitCast(d64, dividends)));
    const auto even = hn::ShiftRightSame(hn::MulEven(dividends, factor), shift);
    const auto odd = hn::ShiftRightSame(hn::MulEven(odd_dividends, factor), shift);
    store_lowest_bytes(hn::Or(even, hn::ShiftLeft<32>(odd)), out);
  }
};

/// mean_to_even. What is rounded is never above 255.5, so that nothing has to be clamped; see round_to_even_u8.
struct EvenMeans {
  float reciprocal;

  static constexpr bool exact = false, halves_up = false;

  explicit EvenMeans(std::uint32_t area) : reciprocal(1.0f / static_cast<float>(static_cast<std::int32_t>(area))) {}

  HWY_INLINE void store(Vec<std::uint32_t, block_bytes> sums, std::uint8_t* out) const {
    const Tag<float, block_bytes> d;
    const auto signed_sums = hn::BitCast(Tag<std::int32_t, block_bytes>(), sums);
    const auto means = hn::Mul(hn::ConvertTo(d, signed_sums), hn::Set(d, reciprocal));
    store_lowest_bytes(hn::Add(means, hn::Set(d, 12582912.0f)), out);  // 1.5 * 2^23, whose lowest byte is 0
  }
};

/// mean_by_reciprocal.
struct ReciprocalMeans {
  std::uint32_t half, reciprocal;

  static constexpr bool exact = false, halves_up = true;

  explicit ReciprocalMeans(std::uint32_t area) : half(area / 2), reciprocal(reciprocal_of(area)) {}

  HWY_INLINE void store(Vec<std::uint32_t, block_bytes> sums, std::uint8_t* out) const {
    const Tag<std::uint32_t, block_bytes> d;
    const auto products = hn::Mul(hn::Add(sums, hn::Set(d, half)), hn::Set(d, reciprocal));
    store_lowest_bytes(hn::ShiftRight<24>(products), out);
  }
};

ISOPEL_SIMD_END

#endif  // ISOPEL_ARCH_SIMD_MEANS_INL_HPP_
