// The operations that differ per ISA or that Highway 1.0.3 lacks. The rest of the kernels is plain Highway.
//
// Words used by all kernels:
//   block  128 bits. A vector has 1, 2 or 4 blocks, and shuffles work inside them.
//   pairs  i16 lanes as add_products wants them: two for each i32 lane of the sum, at pair_position(lane, 0 or 1).
#ifndef ISOPEL_ARCH_SIMD_VERBS_INL_HPP_
#define ISOPEL_ARCH_SIMD_VERBS_INL_HPP_

#include <cstddef>
#include <cstdint>

#include "arch/simd/target-inl.hpp"
#include "engine/kernels.hpp"

ISOPEL_SIMD_BEGIN

namespace hn = hwy::HWY_NAMESPACE;

constexpr std::size_t block_bytes = 16;
constexpr std::size_t widest = HWY_LANES(std::uint8_t);              ///< bytes of this arch's longest vector
constexpr bool few_registers = !HWY_CAP_GE512 && !HWY_ARCH_ARM_A64;  ///< 16 and not 32

template <class T, std::size_t bytes>
using Tag = hn::FixedTag<T, bytes / sizeof(T)>;
template <class T, std::size_t bytes>
using Vec = hn::Vec<Tag<T, bytes>>;

/// Sixteen byte positions in a block, for `shuffle`; `nothing` gives a zero byte.
struct alignas(block_bytes) Positions {
  std::uint8_t at[block_bytes];
};
constexpr std::uint8_t nothing = 0x80;

template <std::size_t bytes>
HWY_INLINE Vec<std::uint8_t, bytes> shuffle(Vec<std::uint8_t, bytes> v, const Positions& positions) {
  return hn::TableLookupBytesOr0(v, hn::LoadDup128(Tag<std::uint8_t, bytes>(), positions.at));
}

// --- Pairs and their products. x86 multiplies neighbours and adds the two products; Arm multiplies and adds the lower
// --- and then the upper half of a block.

constexpr int pair_position(int lane, int which) { return ISOPEL_SIMD_NEON ? 4 * which + lane : 2 * lane + which; }

#if ISOPEL_SIMD_NEON

/// To every i32 lane of `sum` adds the products of its two samples and weights.
HWY_INLINE Vec<std::int32_t, 16> add_products(Vec<std::int32_t, 16> sum, Vec<std::int16_t, 16> samples,
                                              Vec<std::int16_t, 16> weights) {
  const int32x4_t first = vmlal_s16(sum.raw, vget_low_s16(samples.raw), vget_low_s16(weights.raw));
  return Vec<std::int32_t, 16>(vmlal_s16(first, vget_high_s16(samples.raw), vget_high_s16(weights.raw)));
}

/// The weights w[0] and w[1] as the pair of every lane.
template <std::size_t bytes>
HWY_INLINE Vec<std::int16_t, bytes> weight_pair(const std::int16_t* w) {
  return Vec<std::int16_t, bytes>(vcombine_s16(vdup_n_s16(w[0]), vdup_n_s16(w[1])));
}

/// Pairs from lanes 0 1, 2 3, ... of v.
template <std::size_t bytes>
HWY_INLINE Vec<std::int16_t, bytes> pairs_of_neighbours(Vec<std::int16_t, bytes> v) {
  const Tag<std::int16_t, bytes> d;
  return hn::ConcatLowerLower(d, hn::ConcatOdd(d, v, v), hn::ConcatEven(d, v, v));
}

#else

#if ISOPEL_SIMD_VNNI
HWY_INLINE Vec<std::int32_t, 16> add_products(Vec<std::int32_t, 16> sum, Vec<std::int16_t, 16> samples,
                                              Vec<std::int16_t, 16> weights) {
  return Vec<std::int32_t, 16>{_mm_dpwssd_epi32(sum.raw, samples.raw, weights.raw)};
}
HWY_INLINE Vec<std::int32_t, 32> add_products(Vec<std::int32_t, 32> sum, Vec<std::int16_t, 32> samples,
                                              Vec<std::int16_t, 32> weights) {
  return Vec<std::int32_t, 32>{_mm256_dpwssd_epi32(sum.raw, samples.raw, weights.raw)};
}
HWY_INLINE Vec<std::int32_t, 64> add_products(Vec<std::int32_t, 64> sum, Vec<std::int16_t, 64> samples,
                                              Vec<std::int16_t, 64> weights) {
  return Vec<std::int32_t, 64>{_mm512_dpwssd_epi32(sum.raw, samples.raw, weights.raw)};
}
#else
template <class Sum, class Samples>
HWY_INLINE Sum add_products(Sum sum, Samples samples, Samples weights) {
  Sum unused = sum;  // x86 puts all products into the first sum
  return hn::ReorderWidenMulAccumulate(hn::DFromV<Sum>(), samples, weights, sum, unused);
}
#endif

template <std::size_t bytes>
HWY_INLINE Vec<std::int16_t, bytes> weight_pair(const std::int16_t* w) {
  std::int32_t both;
  __builtin_memcpy(&both, w, sizeof both);
  return hn::BitCast(Tag<std::int16_t, bytes>(), hn::Set(Tag<std::int32_t, bytes>(), both));
}

template <std::size_t bytes>
HWY_INLINE Vec<std::int16_t, bytes> pairs_of_neighbours(Vec<std::int16_t, bytes> v) {
  return v;
}

#endif

// --- Four vectors of pairs for `bytes` neighbouring columns: a pair is two rows. Blocks of a vector stay apart, so
// --- vector i, block b has the columns 16 b + 4 i ... of u8 rows; of i16 rows, vectors 0 and 1 have the first vector
// of
// --- columns, 2 and 3 the second.

template <std::size_t bytes>
struct FourPairs {
  Vec<std::int16_t, bytes> p0, p1, p2, p3;

  HWY_INLINE FourPairs(const std::uint8_t* a, const std::uint8_t* b) {
    const Tag<std::uint8_t, bytes> d8;
    const Tag<std::int16_t, bytes> d16;
    const auto row_a = hn::LoadU(d8, a), row_b = hn::LoadU(d8, b);
#if ISOPEL_SIMD_NEON
    const Tag<std::uint8_t, bytes / 2> half;
    put(hn::PromoteTo(d16, hn::LowerHalf(half, row_a)), hn::PromoteTo(d16, hn::LowerHalf(half, row_b)), p0, p1);
    put(hn::PromoteTo(d16, hn::UpperHalf(half, row_a)), hn::PromoteTo(d16, hn::UpperHalf(half, row_b)), p2, p3);
#else
    const auto zero = hn::Zero(d8);
    const auto lower = hn::InterleaveLower(d8, row_a, row_b), upper = hn::InterleaveUpper(d8, row_a, row_b);
    p0 = hn::BitCast(d16, hn::InterleaveLower(d8, lower, zero));
    p1 = hn::BitCast(d16, hn::InterleaveUpper(d8, lower, zero));
    p2 = hn::BitCast(d16, hn::InterleaveLower(d8, upper, zero));
    p3 = hn::BitCast(d16, hn::InterleaveUpper(d8, upper, zero));
#endif
  }

  HWY_INLINE FourPairs(const std::int16_t* a, const std::int16_t* b) {
    const Tag<std::int16_t, bytes> d16;
    constexpr std::size_t lanes = bytes / sizeof(std::int16_t);
    put(hn::LoadU(d16, a), hn::LoadU(d16, b), p0, p1);
    put(hn::LoadU(d16, a + lanes), hn::LoadU(d16, b + lanes), p2, p3);
  }

 private:
  HWY_INLINE static void put(Vec<std::int16_t, bytes> a, Vec<std::int16_t, bytes> b, Vec<std::int16_t, bytes>& lower,
                             Vec<std::int16_t, bytes>& upper) {
    const Tag<std::int16_t, bytes> d16;
#if ISOPEL_SIMD_NEON
    lower = hn::ConcatLowerLower(d16, b, a);
    upper = hn::ConcatUpperUpper(d16, b, a);
#else
    lower = hn::InterleaveLower(d16, a, b);
    upper = hn::InterleaveUpper(d16, a, b);
#endif
  }
};

// --- From sums to samples. Everything saturates, and every block keeps its place: first a's lanes, then b's.

template <class V32>
HWY_INLINE auto round_to_i16(V32 a, V32 b, std::int32_t shift) {
  const V32 lower = hn::ShiftRightSame(a, shift), upper = hn::ShiftRightSame(b, shift);
#if ISOPEL_SIMD_NEON
  return Vec<std::int16_t, 16>(
      vcombine_s16(vqmovn_s32(lower.raw), vqmovn_s32(upper.raw)));  // Highway: b first on Armv7
#else
  return hn::ReorderDemote2To(hn::Repartition<std::int16_t, hn::DFromV<V32>>(), lower, upper);
#endif
}

#if ISOPEL_SIMD_NEON
HWY_INLINE Vec<std::uint8_t, 16> clamp_to_u8(Vec<std::int16_t, 16> a, Vec<std::int16_t, 16> b) {
  return Vec<std::uint8_t, 16>(vcombine_u8(vqmovun_s16(a.raw), vqmovun_s16(b.raw)));
}
#else
HWY_INLINE Vec<std::uint8_t, 16> clamp_to_u8(Vec<std::int16_t, 16> a, Vec<std::int16_t, 16> b) {
  return Vec<std::uint8_t, 16>{_mm_packus_epi16(a.raw, b.raw)};
}
#endif
#if HWY_CAP_GE256
HWY_INLINE Vec<std::uint8_t, 32> clamp_to_u8(Vec<std::int16_t, 32> a, Vec<std::int16_t, 32> b) {
  return Vec<std::uint8_t, 32>{_mm256_packus_epi16(a.raw, b.raw)};
}
#endif
#if HWY_CAP_GE512
HWY_INLINE Vec<std::uint8_t, 64> clamp_to_u8(Vec<std::int16_t, 64> a, Vec<std::int16_t, 64> b) {
  return Vec<std::uint8_t, 64>{_mm512_packus_epi16(a.raw, b.raw)};
}
#endif

// --- Blocks of two vectors brought into the order of memory.

/// Stores the blocks a0 b0 a1 b1 ...
template <std::size_t bytes, class Sample>
HWY_INLINE void store_alternating(Vec<Sample, bytes> a, Vec<Sample, bytes> b, Sample* out) {
  const Tag<Sample, bytes> d;
  auto first = a, second = b;
  if constexpr (bytes == 32) {
    first = hn::ConcatLowerLower(d, b, a);
    second = hn::ConcatUpperUpper(d, b, a);
  }
#if HWY_CAP_GE512
  if constexpr (bytes == 64) {
    first.raw = _mm512_permutex2var_epi64(a.raw, _mm512_setr_epi64(0, 1, 8, 9, 2, 3, 10, 11), b.raw);
    second.raw = _mm512_permutex2var_epi64(a.raw, _mm512_setr_epi64(4, 5, 12, 13, 6, 7, 14, 15), b.raw);
  }
#endif
  hn::StoreU(first, d, out);
  hn::StoreU(second, d, out + bytes / sizeof(Sample));
}

/// The even 64-bit lanes, then the odd ones: undoes what clamp_to_u8 does to two vectors of neighbouring columns.
template <std::size_t bytes>
HWY_INLINE Vec<std::uint8_t, bytes> even_then_odd(Vec<std::uint8_t, bytes> v) {
#if HWY_CAP_GE256
  if constexpr (bytes == 32) v.raw = _mm256_permute4x64_epi64(v.raw, _MM_SHUFFLE(3, 1, 2, 0));
#endif
#if HWY_CAP_GE512
  if constexpr (bytes == 64) v.raw = _mm512_permutexvar_epi64(_mm512_setr_epi64(0, 2, 4, 6, 1, 3, 5, 7), v.raw);
#endif
  return v;
}

ISOPEL_SIMD_END

#endif  // ISOPEL_ARCH_SIMD_VERBS_INL_HPP_
