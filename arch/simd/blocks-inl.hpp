// Vectors whose blocks belong to different rows: how the passes along x and the boxes load, add up and store them.
#ifndef ISOPEL_ARCH_SIMD_BLOCKS_INL_HPP_
#define ISOPEL_ARCH_SIMD_BLOCKS_INL_HPP_

#include <algorithm>

#include "arch/simd/verbs-inl.hpp"

ISOPEL_SIMD_BEGIN

using Block = Vec<std::uint8_t, block_bytes>;

// --- One block.

/// `size` bytes, 8 or 16; the rest is zero.
template <std::size_t size>
HWY_INLINE Block load_block(const void* from) {
  const auto* bytes = static_cast<const std::uint8_t*>(from);
  if constexpr (size == block_bytes) {
    return hn::LoadU(Tag<std::uint8_t, block_bytes>(), bytes);
  } else {
    return hn::ZeroExtendVector(Tag<std::uint8_t, block_bytes>(), hn::LoadU(Tag<std::uint8_t, size>(), bytes));
  }
}

/// Four times 4 bytes.
HWY_INLINE Block load_block(const void* a, const void* b, const void* c, const void* d) {
  std::int32_t word[4];
  __builtin_memcpy(&word[0], a, 4);
  __builtin_memcpy(&word[1], b, 4);
  __builtin_memcpy(&word[2], c, 4);
  __builtin_memcpy(&word[3], d, 4);
#if ISOPEL_SIMD_NEON
  const int32x2_t lower = vset_lane_s32(word[1], vdup_n_s32(word[0]), 1);
  const int32x2_t upper = vset_lane_s32(word[3], vdup_n_s32(word[2]), 1);
  return Block(vreinterpretq_u8_s32(vcombine_s32(lower, upper)));
#else
  const __m128i lower = _mm_unpacklo_epi32(_mm_cvtsi32_si128(word[0]), _mm_cvtsi32_si128(word[1]));
  const __m128i upper = _mm_unpacklo_epi32(_mm_cvtsi32_si128(word[2]), _mm_cvtsi32_si128(word[3]));
  return Block{_mm_unpacklo_epi64(lower, upper)};
#endif
}

/// Two times 8 bytes.
HWY_INLINE Block load_block(const void* a, const void* b) {
  const Tag<std::uint8_t, 8> half;
  return hn::Combine(Tag<std::uint8_t, block_bytes>(), hn::LoadU(half, static_cast<const std::uint8_t*>(b)),
                     hn::LoadU(half, static_cast<const std::uint8_t*>(a)));
}

/// The first `size` bytes: 4, 8, 12 or 16. Nothing else is written.
template <std::size_t size>
HWY_INLINE void store_block(Block v, void* to) {
  auto* bytes = static_cast<std::uint8_t*>(to);
  const Tag<std::uint8_t, 8> eight;
  const Tag<std::uint8_t, 4> four;
  if constexpr (size == 16) hn::StoreU(v, Tag<std::uint8_t, 16>(), bytes);
  if constexpr (size == 8 || size == 12) hn::StoreU(hn::LowerHalf(eight, v), eight, bytes);
  if constexpr (size == 12) hn::StoreU(hn::LowerHalf(four, hn::UpperHalf(eight, v)), four, bytes + 8);
  if constexpr (size == 4) hn::StoreU(hn::LowerHalf(four, hn::LowerHalf(eight, v)), four, bytes);
}

// --- One block per row.

/// The rows of a vector of `bytes` bytes.
template <class Sample, std::size_t bytes>
struct BlockRows {
  static constexpr std::size_t count = bytes / block_bytes;
  Sample* row[count];

  /// The next `available` rows; missing ones are the last one again.
  BlockRows(Rows<Sample> rows, std::int32_t available) {
    HWY_UNROLL(4)
    for (std::size_t r = 0; r < count; ++r) {
      row[r] = rows.row(std::min(static_cast<std::int32_t>(r), available - 1));
    }
  }
};

template <std::size_t bytes>
HWY_INLINE Vec<std::uint8_t, bytes> repeat_block(Block block) {
  if constexpr (bytes == block_bytes) {
    return block;
  } else {
    const auto half = repeat_block<bytes / 2>(block);
    return hn::Combine(Tag<std::uint8_t, bytes>(), half, half);
  }
}

/// Every block is load(row) for its row.
template <std::size_t bytes, std::size_t first = 0, class Sample, std::size_t all, class Load>
HWY_INLINE Vec<std::uint8_t, bytes> load_blocks(const BlockRows<Sample, all>& rows, const Load& load) {
  if constexpr (bytes == block_bytes) {
    return load(rows.row[first]);
  } else {
    constexpr std::size_t half = bytes / 2, middle = first + half / block_bytes;
    return hn::Combine(Tag<std::uint8_t, bytes>(), load_blocks<half, middle>(rows, load),
                       load_blocks<half, first>(rows, load));
  }
}

/// For load_blocks, a structure and no lambda (see target-inl.hpp): `size` bytes at row + offset.
template <std::size_t size>
struct LoadAt {
  std::ptrdiff_t offset;
  template <class From>
  HWY_INLINE Block operator()(const From* row) const {
    return load_block<size>(row + offset);
  }
};

/// `size` bytes of every block, at rows.row[block] + at.
template <std::size_t size, std::size_t first = 0, class V, class Sample, std::size_t all>
HWY_INLINE void store_blocks(V v, const BlockRows<Sample, all>& rows, std::ptrdiff_t at) {
  constexpr std::size_t bytes = sizeof(v.raw);
  if constexpr (bytes == block_bytes) {
    store_block<size>(hn::BitCast(Tag<std::uint8_t, block_bytes>(), v), rows.row[first] + at);
  } else {
    const hn::Half<hn::DFromV<V>> half;
    store_blocks<size, first>(hn::LowerHalf(half, v), rows, at);
    store_blocks<size, first + bytes / 2 / block_bytes>(hn::UpperHalf(half, v), rows, at);
  }
}

// --- Adding lanes of 32 bits up inside blocks.

/// Lanes a0+a2 b0+b2 a1+a3 b1+b3.
template <class V>
HWY_INLINE V add_halves(V a, V b) {
  const hn::DFromV<V> d;
  return hn::Add(hn::InterleaveLower(d, a, b), hn::InterleaveUpper(d, a, b));
}

/// Lanes a0+a2 a1+a3 b0+b2 b1+b3.
template <class V>
HWY_INLINE V add_half_blocks(V a, V b) {
  const hn::DFromV<V> d;
  const hn::Repartition<std::int64_t, decltype(d)> d64;
  const auto wide_a = hn::BitCast(d64, a), wide_b = hn::BitCast(d64, b);
  return hn::Add(hn::BitCast(d, hn::InterleaveLower(d64, wide_a, wide_b)),
                 hn::BitCast(d, hn::InterleaveUpper(d64, wide_a, wide_b)));
}

ISOPEL_SIMD_END

#endif  // ISOPEL_ARCH_SIMD_BLOCKS_INL_HPP_
