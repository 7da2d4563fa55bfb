// Passes along x over one channel of u8 samples with two taps, whose outputs lie near each other: the pairs of four
// outputs are within 16 bytes, so one load and one shuffle bring them. The positions serve all rows of a call. Assumes
// records of 8 bytes. Four outputs that lie apart are left to horizontal-inl.hpp.
#ifndef ISOPEL_ARCH_SIMD_NEAR_PAIRS_INL_HPP_
#define ISOPEL_ARCH_SIMD_NEAR_PAIRS_INL_HPP_

#include <algorithm>

#include "arch/simd/outputs-inl.hpp"

ISOPEL_SIMD_BEGIN

/// The place of a pair's samples in add_products, taken from the lanes of the outputs.
struct PairPlaces {
  Positions lane, distance;  ///< the lane's lowest byte; which tap, or nothing

  constexpr PairPlaces() : lane{}, distance{} {
    for (int output = 0; output < 4; ++output) {
      for (int which = 0; which < 2; ++which) {
        const int byte = 2 * pair_position(output, which);
        lane.at[byte] = static_cast<std::uint8_t>(4 * output);
        distance.at[byte] = static_cast<std::uint8_t>(which);
        lane.at[byte + 1] = distance.at[byte + 1] = nothing;
      }
    }
  }
};

/// Four outputs.
struct NearPairs {
  std::ptrdiff_t base;
  Block positions;
  Vec<std::int16_t, block_bytes> weights;

  /// False if they lie apart.
  HWY_INLINE bool prepare(const Taps& taps, std::int32_t first, std::int32_t readable) {
    static constexpr PairPlaces places;
    const Tag<std::int32_t, block_bytes> d;
    const auto* const records = reinterpret_cast<const std::int32_t*>(taps.records) + 2 * std::ptrdiff_t{first};
    const auto a = hn::LoadU(d, records), b = hn::LoadU(d, records + 4);
    const std::int32_t offset = taps.offset(first), last = readable - static_cast<std::int32_t>(block_bytes);
    const std::int32_t start = offset < last ? offset : last;
    base = start;
    const auto at = hn::Sub(hn::ConcatEven(d, b, a), hn::Set(d, start + taps.origin));
    const auto outside = hn::AndNot(hn::Set(d, 15), hn::Or(at, hn::Add(at, hn::Set(d, 1))));
    const Tag<std::uint8_t, block_bytes> d8;
    positions = hn::Add(shuffle<block_bytes>(hn::BitCast(d8, at), places.lane), hn::LoadU(d8, places.distance.at));
    weights = pairs_of_neighbours<block_bytes>(hn::BitCast(Tag<std::int16_t, block_bytes>(), hn::ConcatOdd(d, b, a)));
    return hn::AllTrue(d, hn::Eq(outside, hn::Zero(d)));
  }
};

/// Those outputs in as many rows as `bytes` has blocks, or fewer.
template <std::size_t bytes, class To>
HWY_INLINE void near_pairs_rows(const NearPairs& pairs, Rows<const std::uint8_t> src, Rows<To> dst, std::int32_t rows,
                                Rounding rounding) {
  const BlockRows<const std::uint8_t, bytes> in(src, rows);
  const BlockRows<To, bytes> out(dst, rows);
  const auto window = load_blocks<bytes>(in, LoadAt<block_bytes>{pairs.base});
  const auto samples = as_i16<bytes>(hn::TableLookupBytesOr0(window, repeat_block<bytes>(pairs.positions)));
  const Block weight_bytes = hn::BitCast(Tag<std::uint8_t, block_bytes>(), pairs.weights);
  const auto weights = as_i16<bytes>(repeat_block<bytes>(weight_bytes));
  const auto start = hn::Set(Tag<std::int32_t, bytes>(), rounding.bias);
  put_outputs<std::uint8_t, 1, bytes>({{add_products(start, samples, weights)}}, out, 0, rounding.shift);
}

/// Whether four outputs lie within 16 bytes on an average.
inline bool near_pairs_serve(std::int32_t readable, const Taps& taps) {
  if (taps.taps > 2 || taps.count < 4 || taps.record_bytes != 8 || readable < 16) return false;
  return (std::int64_t{taps.offset(taps.count - 1)} - taps.offset(0)) * 3 <= std::int64_t{taps.count - 1} * 14;
}

/// `rest` serves the others.
template <class To, HorizontalKernel<std::uint8_t, To>* rest>
void near_pairs_pass(Rows<const std::uint8_t> src, Rows<To> dst, std::int32_t rows, std::int32_t readable, Taps taps) {
  constexpr std::int32_t most = widest / block_bytes;
  for (std::int32_t x = 0; x < taps.count; x += 4) {
    const std::int32_t first = x < taps.count - 4 ? x : taps.count - 4;
    Rows<const std::uint8_t> in = src;
    Rows<To> out{dst.data + first, dst.stride};
    NearPairs pairs;
    if (!pairs.prepare(taps, first, readable)) {
      rest(in, out, rows, 1, readable, taps.slice(first, 4));
      continue;
    }
    for (std::int32_t left = rows; left > 0;) {
      std::int32_t count = left < most ? left : most;
      if (most >= 4 && count > 2) {
        near_pairs_rows<widest>(pairs, in, out, count, taps.rounding);
      } else if (most >= 2 && count == 2) {
        near_pairs_rows < widest<32 ? widest : 32>(pairs, in, out, count, taps.rounding);
      } else {
        count = 1;
        near_pairs_rows<block_bytes>(pairs, in, out, count, taps.rounding);
      }
      in.data = in.row(count);
      out.data = out.row(count);
      left -= count;
    }
  }
}

ISOPEL_SIMD_END

#endif  // ISOPEL_ARCH_SIMD_NEAR_PAIRS_INL_HPP_
