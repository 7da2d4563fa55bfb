// How the passes along x round and store the sums of four outputs.
#ifndef ISOPEL_ARCH_SIMD_OUTPUTS_INL_HPP_
#define ISOPEL_ARCH_SIMD_OUTPUTS_INL_HPP_

#include "arch/simd/sums-inl.hpp"

ISOPEL_SIMD_BEGIN

/// Drops the fourth of every four samples of `Sample`.
template <class Sample>
constexpr Positions without_fourth() {
  constexpr int size = sizeof(Sample);
  Positions positions{};
  for (int i = 0; i < 16; ++i) {
    positions.at[i] = i < 12 ? static_cast<std::uint8_t>(i / (3 * size) * 4 * size + i % (3 * size)) : nothing;
  }
  return positions;
}

/// Rounds and stores four outputs, the first of which is sample `at` of its row.
template <class From, int channels, std::size_t bytes>
HWY_INLINE void put_outputs(const Sums<channels, bytes>& sums, const BlockRows<std::uint8_t, bytes>& out,
                            std::ptrdiff_t at, std::int32_t shift) {
  constexpr int last = Sums<channels, bytes>::count - 1;
  const auto lower = round_to_i16(sums.of[0], sums.of[channels == 1 ? 0 : 1], shift);
  const auto upper = channels <= 2 ? lower : round_to_i16(sums.of[last - 1], sums.of[last], shift);
  const auto samples = clamp_to_u8(lower, upper);
  static constexpr Positions three_channels = without_fourth<std::uint8_t>();
  if constexpr (channels == 3) return store_blocks<12>(shuffle<bytes>(samples, three_channels), out, at);
  store_blocks<4 * channels>(samples, out, at);
}

template <class From, int channels, std::size_t bytes>
HWY_INLINE void put_outputs(const Sums<channels, bytes>& sums, const BlockRows<std::int16_t, bytes>& out,
                            std::ptrdiff_t at, std::int32_t shift) {
  const auto lower = round_to_i16(sums.of[0], sums.of[channels == 1 ? 0 : 1], shift);
  if constexpr (channels <= 2) return store_blocks<8 * channels>(lower, out, at);
  constexpr int last = Sums<channels, bytes>::count - 1;
  const auto upper = round_to_i16(sums.of[last - 1], sums.of[last], shift);
  if constexpr (channels == 4) {
    store_blocks<16>(lower, out, at);
    store_blocks<16>(upper, out, at + 8);
  }
  if constexpr (channels == 3) {
    static constexpr Positions three_channels = without_fourth<std::int16_t>();
    const Tag<std::uint8_t, bytes> d8;
    store_blocks<12>(shuffle<bytes>(hn::BitCast(d8, lower), three_channels), out, at);
    store_blocks<12>(shuffle<bytes>(hn::BitCast(d8, upper), three_channels), out, at + 6);
  }
}

/// i32 samples of u8 are the sums as they are.
template <class From, int channels, std::size_t bytes>
HWY_INLINE void put_outputs(const Sums<channels, bytes>& sums, const BlockRows<std::int32_t, bytes>& out,
                            std::ptrdiff_t at, std::int32_t shift) {
  constexpr int count = Sums<channels, bytes>::count, last = count - 1, step = 4 * channels / count;
  Sums<channels, bytes> samples = sums;
  if constexpr (sizeof(From) != 1) {
    HWY_UNROLL(4)
    for (int i = 0; i < count; ++i) samples.of[i] = hn::ShiftRightSame(sums.of[i], shift);
  }
  HWY_UNROLL(3)
  for (int i = 0; i < last; ++i) store_blocks<16>(samples.of[i], out, at + i * step);  // a fourth lane is overwritten
  store_blocks<4 * step>(samples.of[last], out, at + last * step);
}

ISOPEL_SIMD_END

#endif  // ISOPEL_ARCH_SIMD_OUTPUTS_INL_HPP_
