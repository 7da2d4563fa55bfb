// Contract 1, formula (17): passes along x over several i16 rows of one channel for processors with vectors of 64 bytes
// (AVX-512). The lanes are sixteen neighbouring outputs of a row; a step looks their next two samples up in 128 bytes
// of the row and multiplies. Where to look and what to multiply by is prepared once for some rows. Pairs begin an even
// distance behind the first output's window, so that they are words of 32 bits; windows at odd distances have a weight
// of zero in front.
// Assumes nothing about alignment; src and dst do not overlap.
// Tail: the last sixteen outputs are done again, overlapping the ones before; loads past `readable` are masked. Outputs
// that lie too far apart are left to the caller's other ways. Of fewer rows than four, the last one is done several
// times.
#ifndef ISOPEL_ARCH_SIMD_PAIR_LOOKUP_INL_HPP_
#define ISOPEL_ARCH_SIMD_PAIR_LOOKUP_INL_HPP_

#include <algorithm>

#include "arch/simd/record_words-inl.hpp"
#include "arch/simd/rounding-inl.hpp"

#if HWY_CAP_GE512

ISOPEL_SIMD_BEGIN

/// Sixteen outputs.
class PairLookup {
 public:
  static constexpr std::int32_t outputs = 16, most_taps = 62;

  /// False if they lie too far apart.
  HWY_INLINE bool prepare(const Taps& taps, std::int32_t first, std::int32_t readable) {
    const std::byte* const records = taps.records + std::ptrdiff_t{first} * taps.record_bytes;
    __m512i words[4];
    load_record_words<4>(records, taps.record_bytes, words);
    base_ = taps.offset(first);
    const __m512i distances = _mm512_sub_epi32(words[0], _mm512_set1_epi32(taps.offset(first) + taps.origin));
    positions_ = _mm512_srli_epi32(distances, 1);  // of a negative distance, far away
    const std::uint32_t farthest = _mm512_reduce_max_epu32(positions_);
    if (farthest >= window_pairs) return false;
    const __mmask16 odd = _mm512_test_epi32_mask(distances, _mm512_set1_epi32(1));
    const std::int32_t pairs = (taps.taps + 1) / 2;
    steps_ = odd == 0 ? pairs : taps.taps / 2 + 1;
    steps_at_once_ = std::min(steps_, window_pairs - static_cast<std::int32_t>(farthest));
    __m512i before = _mm512_setzero_si512();
    for (std::int32_t step = -1;;) {
      HWY_UNROLL(4)
      for (int i = 0; i < 4; ++i, ++step) {
        if (step >= 0) before = put_weights(step, before, words[i], odd);
      }
      if (step >= steps_) break;
      load_record_words<4>(records + 4 * (step + 1), taps.record_bytes, words);
    }
    if (steps_ > pairs) {  // of an even number of taps only the last one was moved there
      const __m512i last = _mm512_load_si512(weights_[pairs]);
      _mm512_store_si512(weights_[pairs], _mm512_maskz_and_epi32(odd, last, _mm512_set1_epi32(65535)));
    }
    reads_inside_ = base_ + 2 * (steps_ - 1) + 2 * window_pairs <= readable;
    return true;
  }

  /// The outputs in four rows.
  HWY_INLINE void run(const BlockRows<const std::int16_t, 64>& in, const BlockRows<std::uint8_t, 64>& out,
                      std::ptrdiff_t at, std::int32_t readable, Rounding rounding) const {
    if (HWY_LIKELY(reads_inside_)) {
      run_steps<true>(in, out, at, readable, rounding);
    } else {
      run_steps<false>(in, out, at, readable, rounding);
    }
  }

 private:
  static constexpr std::int32_t window_pairs = 32, most_steps = most_taps / 2 + 1;

  /// A step's weights, those of `odd` moved back by one; returns them as they were.
  HWY_INLINE __m512i put_weights(std::int32_t step, __m512i before, __m512i weights, __mmask16 odd) {
    const __m512i moved = _mm512_or_si512(_mm512_srli_epi32(before, 16), _mm512_slli_epi32(weights, 16));
    _mm512_store_si512(weights_[step], _mm512_mask_mov_epi32(weights, odd, moved));
    return weights;
  }

  template <bool inside>
  HWY_INLINE static __m512i load_samples(const std::int16_t* from, std::ptrdiff_t left) {
    if (inside || left >= 32) return _mm512_loadu_si512(from);
    if (left <= 0) return _mm512_setzero_si512();
    return _mm512_maskz_loadu_epi16(~std::uint32_t{0} >> (32 - left), from);
  }

  template <bool inside>
  HWY_INLINE void run_steps(const BlockRows<const std::int16_t, 64>& in, const BlockRows<std::uint8_t, 64>& out,
                            std::ptrdiff_t at, std::int32_t readable, Rounding rounding) const {
    using Vector = Vec<std::int32_t, 64>;
    __m512i sum[4];
    HWY_UNROLL(4)
    for (int r = 0; r < 4; ++r) sum[r] = _mm512_set1_epi32(rounding.bias);
    std::ptrdiff_t from = base_;
    for (std::int32_t s = 0; s < steps_; from += 2 * steps_at_once_) {
      __m512i near[4], far[4], positions = positions_;
      HWY_UNROLL(4)
      for (int r = 0; r < 4; ++r) {
        near[r] = load_samples<inside>(in.row[r] + from, readable - from);
        far[r] = load_samples<inside>(in.row[r] + from + 32, readable - from - 32);
      }
      for (const std::int32_t end = std::min(s + steps_at_once_, steps_); s < end; ++s) {
        const Vec<std::int16_t, 64> weights{_mm512_load_si512(weights_[s])};
        HWY_UNROLL(4)
        for (int r = 0; r < 4; ++r) {
          const Vec<std::int16_t, 64> pairs{_mm512_permutex2var_epi32(near[r], positions, far[r])};
          sum[r] = add_products(Vector{sum[r]}, pairs, weights).raw;
        }
        positions = _mm512_add_epi32(positions, _mm512_set1_epi32(1));
      }
    }
    const auto lower = round_to_i16(Vector{sum[0]}, Vector{sum[1]}, rounding.shift);
    const auto upper = round_to_i16(Vector{sum[2]}, Vector{sum[3]}, rounding.shift);
    store_blocks<16>(words_in_order<64>(clamp_to_u8(lower, upper)), out, at);
  }

  bool reads_inside_;
  std::int32_t steps_, steps_at_once_;
  std::ptrdiff_t base_;
  __m512i positions_;                                          ///< of the first pairs
  alignas(64) std::int32_t weights_[most_steps + 4][outputs];  ///< and what is loaded behind them
};

/// Whether sixteen outputs lie near enough on an average.
inline bool pair_lookup_serves(std::int32_t rows, const Taps& taps) {
  if (rows < 3 || taps.count < PairLookup::outputs || taps.taps > PairLookup::most_taps) return false;
  constexpr std::int64_t reach = 63;  // samples between the first and the last window's begin
  const std::int64_t all = std::int64_t{taps.offset(taps.count - 1)} - taps.offset(0);
  return all * (PairLookup::outputs - 1) <= (std::int64_t{taps.count} - 1) * reach;
}

/// Up to eight rows. `rest` serves outputs that lie apart.
template <HorizontalKernel<std::int16_t, std::uint8_t>* rest>
void pair_lookup_rows(Rows<const std::int16_t> src, Rows<std::uint8_t> dst, std::int32_t rows, std::int32_t readable,
                      Taps taps) {
  const BlockRows<const std::int16_t, 64> in(src, rows), more_in({src.row(4), src.stride}, rows - 4);
  const BlockRows<std::uint8_t, 64> out(dst, rows), more_out({dst.row(4), dst.stride}, rows - 4);
  for (std::int32_t x = 0; x < taps.count; x += PairLookup::outputs) {
    const std::int32_t first = std::min(x, taps.count - PairLookup::outputs);
    PairLookup lookup;
    if (!lookup.prepare(taps, first, readable)) {
      rest(src, {dst.data + first, dst.stride}, rows, 1, readable, taps.slice(first, PairLookup::outputs));
      continue;
    }
    lookup.run(in, out, first, readable, taps.rounding);
    if (rows > 4) lookup.run(more_in, more_out, first, readable, taps.rounding);
  }
}

template <HorizontalKernel<std::int16_t, std::uint8_t>* rest>
void pair_lookup_pass(Rows<const std::int16_t> src, Rows<std::uint8_t> dst, std::int32_t rows, std::int32_t readable,
                      const Taps& taps) {
  for (std::int32_t r = 0; r < rows; r += 8) {
    pair_lookup_rows<rest>({src.row(r), src.stride}, {dst.row(r), dst.stride}, std::min(8, rows - r), readable, taps);
  }
}

ISOPEL_SIMD_END

#endif  // HWY_CAP_GE512

#endif  // ISOPEL_ARCH_SIMD_PAIR_LOOKUP_INL_HPP_
