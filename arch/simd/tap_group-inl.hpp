// Four taps of one output at a time, for the passes along x with counted weights: formula (25) of contract 1.
#ifndef ISOPEL_ARCH_SIMD_TAP_GROUP_INL_HPP_
#define ISOPEL_ARCH_SIMD_TAP_GROUP_INL_HPP_

#include <algorithm>

#include "arch/simd/blocks-inl.hpp"
#include "arch/simd/rounding-inl.hpp"

ISOPEL_SIMD_BEGIN

/// Four taps: 4 * channels neighbouring samples, or sums, or the weights that belong to them. Sample i is of tap
/// i / channels.
template <int channels>
struct TapGroup {
  static constexpr int samples = 4 * channels;
  static constexpr std::size_t bytes = channels == 3 ? block_bytes : std::min<std::size_t>(widest, 4 * samples);
  static constexpr int lanes = bytes / sizeof(float), vectors = samples / lanes;
  static constexpr Tag<float, bytes> d{};
  using Vector = Vec<float, bytes>;
  Vector of[vectors];

  HWY_INLINE static TapGroup zeros() {
    TapGroup group;
    HWY_UNROLL(4)
    for (int i = 0; i < vectors; ++i) group.of[i] = hn::Zero(d);
    return group;
  }

  HWY_INLINE static TapGroup load(const float* from) {
    TapGroup group;
    HWY_UNROLL(4)
    for (int i = 0; i < vectors; ++i) group.of[i] = hn::LoadU(d, from + i * lanes);
    return group;
  }

  /// Keeps the first `count` samples.
  HWY_INLINE static TapGroup mask(std::int32_t count) {
    static constexpr Tag<std::uint32_t, bytes> bits{};
    static constexpr std::uint32_t masks[32] = {~0u, ~0u, ~0u, ~0u, ~0u, ~0u, ~0u, ~0u,
                                                ~0u, ~0u, ~0u, ~0u, ~0u, ~0u, ~0u, ~0u};
    TapGroup group;
    HWY_UNROLL(4)
    for (int i = 0; i < vectors; ++i) {
      group.of[i] = hn::BitCast(d, hn::LoadU(bits, masks + 16 - count + i * lanes));
    }
    return group;
  }

  /// Each weight once for every channel.
  HWY_INLINE static TapGroup spread(const float* weights) {
    TapGroup group;
    if constexpr (channels == 1) {
      group.of[0] = hn::LoadU(d, weights);
    } else if constexpr (vectors == 4) {
      HWY_UNROLL(4)
      for (int i = 0; i < vectors; ++i) group.of[i] = hn::Set(d, weights[i]);
    } else if constexpr (bytes == block_bytes) {
      static constexpr Spread positions{};
      const auto all = hn::BitCast(Tag<std::uint8_t, bytes>(), hn::LoadU(d, weights));
      HWY_UNROLL(4)
      for (int i = 0; i < vectors; ++i) group.of[i] = hn::BitCast(d, shuffle<bytes>(all, positions.of[i]));
    } else {
      static constexpr TapNumbers taps{};
      const auto all = hn::LoadDup128(d, weights);
      HWY_UNROLL(4)
      for (int i = 0; i < vectors; ++i) {
        group.of[i] = hn::TableLookupLanes(all, hn::SetTableIndices(d, taps.of + i * lanes));
      }
    }
    return group;
  }

  HWY_INLINE void multiply(const TapGroup& weights, const TapGroup& mask, const float* from) {
    HWY_UNROLL(4)
    for (int i = 0; i < vectors; ++i) {
      of[i] = hn::Mul(weights.of[i], hn::And(mask.of[i], hn::LoadU(d, from + i * lanes)));
    }
  }

  HWY_INLINE void add(const TapGroup& other) {
    HWY_UNROLL(4)
    for (int i = 0; i < vectors; ++i) of[i] = hn::Add(of[i], other.of[i]);
  }

  /// Of sums a[0] .. a[3]: themselves for 1 channel, a[0] + a[2] and a[1] + a[3] for 2, the sample for 3 and 4.
  HWY_INLINE Vec<float, block_bytes> block() const {
    if constexpr (channels == 1) {
      return of[0];
    } else if constexpr (channels == 3) {
      const auto second = hn::CombineShiftRightBytes<12>(d, of[1], of[0]);
      const auto third = hn::CombineShiftRightBytes<8>(d, of[2], of[1]);
      const auto fourth = hn::CombineShiftRightBytes<4>(d, of[2], of[2]);
      return hn::Add(hn::Add(of[0], third), hn::Add(second, fourth));
    } else if constexpr (vectors == 4) {
      return hn::Add(hn::Add(of[0], of[2]), hn::Add(of[1], of[3]));
    } else {
      return add_to_block(vectors == 2 ? hn::Add(of[0], of[vectors - 1]) : of[0]);
    }
  }

 private:
  struct TapNumbers {
    alignas(64) std::int32_t of[16] = {};
    constexpr TapNumbers() {
      for (int i = 0; i < samples; ++i) of[i] = i / channels;
    }
  };
  struct Spread {
    Positions of[vectors] = {};
    constexpr Spread() {
      for (int i = 0; i < 4 * samples; ++i) {
        of[i / 16].at[i % 16] = static_cast<std::uint8_t>(i / 4 / channels * 4 + i % 4);
      }
    }
  };

  template <class V>
  HWY_INLINE static Vec<float, block_bytes> add_to_block(V v) {
    if constexpr (sizeof(v.raw) == block_bytes) {
      return v;
    } else {
      const hn::Half<hn::DFromV<V>> half;
      return add_to_block(hn::Add(hn::LowerHalf(half, v), hn::UpperHalf(half, v)));
    }
  }
};

/// One output in `rows` rows, whose first taps are at `in`; `readable` samples may be read from there on. With few
/// taps, up to four, sums that are zero may have the wrong sign.
template <int channels, bool few, int rows>
HWY_INLINE void sum_taps(const float* const (&in)[rows], const float* weights, std::int32_t count,
                         std::ptrdiff_t readable, TapGroup<channels> (&sums)[rows]) {
  using Group = TapGroup<channels>;
  std::ptrdiff_t at = 0;
  if constexpr (!few) {
    HWY_UNROLL(2)
    for (int r = 0; r < rows; ++r) sums[r] = Group::zeros();
    for (; count > 4; count -= 4, weights += 4, at += Group::samples) {
      const Group weight = Group::spread(weights);
      HWY_UNROLL(2)
      for (int r = 0; r < rows; ++r) {
        HWY_UNROLL(4)
        for (int i = 0; i < Group::vectors; ++i) {
          const auto samples = hn::LoadU(Group::d, in[r] + at + i * Group::lanes);
          sums[r].of[i] = Separate::add(sums[r].of[i], weight.of[i], samples);
        }
      }
    }
  }
  const std::int32_t last = count * channels;
  const Group weight = Group::spread(weights), mask = Group::mask(last);
  const bool copies = readable - at < Group::samples;
  HWY_UNROLL(2)
  for (int r = 0; r < rows; ++r) {
    Group products;
    if (HWY_UNLIKELY(copies)) {
      alignas(64) float copy[Group::samples] = {};
      for (std::int32_t i = 0; i < last; ++i) copy[i] = in[r][at + i];
      products.multiply(weight, mask, copy);
    } else {
      products.multiply(weight, mask, in[r] + at);
    }
    if constexpr (few) {
      sums[r] = products;
    } else {
      sums[r].add(products);
    }
  }
}

ISOPEL_SIMD_END

#endif  // ISOPEL_ARCH_SIMD_TAP_GROUP_INL_HPP_
