// Contract 1, formula (25): passes in floats with counted weights. Along y, vectors of columns; along x, four taps of
// one output at a time, in two rows. Every product and every sum is rounded once, in the order of the formula.
// Assumes 4-byte aligned samples; src and dst do not overlap.
// Tail: along y, the last columns are done again, overlapping the ones before; rows shorter than a block are scalar.
// On AVX-512, along x: counted_lookup-inl.hpp; what does not fit there is done here.
// Along x, the samples behind the last tap are masked, and where they are not readable, the taps are copied; outputs
// that do not fill a vector are copied from one. More than four channels are scalar.
#ifndef ISOPEL_ARCH_SIMD_COUNTED_INL_HPP_
#define ISOPEL_ARCH_SIMD_COUNTED_INL_HPP_

#include <algorithm>

#include "arch/scalar/scalar.hpp"
#include "arch/simd/counted_lookup-inl.hpp"
#include "arch/simd/tap_group-inl.hpp"

ISOPEL_SIMD_BEGIN

// --- Along y.

/// `vectors` vectors of columns from `count` rows.
template <std::size_t bytes, int vectors>
HWY_INLINE void weigh_columns(Rows<const float> in, const float* weights, std::int32_t count, float* out) {
  const Tag<float, bytes> d;
  constexpr std::int32_t lanes = bytes / sizeof(float);
  Vec<float, bytes> sums[vectors];
  const auto first = hn::Set(d, weights[0]);
  HWY_UNROLL(4)
  for (int i = 0; i < vectors; ++i) sums[i] = hn::Mul(first, hn::LoadU(d, in.data + i * lanes));
  for (std::int32_t k = 1; k < count; ++k) {
    const auto weight = hn::Set(d, weights[k]);
    in.data = in.row(1);
    HWY_UNROLL(4)
    for (int i = 0; i < vectors; ++i) sums[i] = Separate::add(sums[i], weight, hn::LoadU(d, in.data + i * lanes));
  }
  HWY_UNROLL(4)
  for (int i = 0; i < vectors; ++i) hn::StoreU(sums[i], d, out + i * lanes);
}

/// One output row of at least so many columns. `fixed_count` is the number of rows, or 0 if it is known only at run
/// time.
template <std::size_t bytes, int vectors, int fixed_count>
void weigh_rows(Rows<const float> in, const float* weights, std::int32_t count, float* out, std::int32_t samples) {
  constexpr std::int32_t step = vectors * bytes / sizeof(float);
  float copies[fixed_count == 0 ? 1 : fixed_count];  // which stores to `out` cannot change
  if constexpr (fixed_count != 0) {
    for (int k = 0; k < fixed_count; ++k) copies[k] = weights[k];
    weights = copies;
    count = fixed_count;
  }
  for (std::int32_t x = 0; x < samples; x += step) {
    const std::int32_t at = std::min(x, samples - step);
    weigh_columns<bytes, vectors>({in.data + at, in.stride}, weights, count, out + at);
  }
}

void vertical_f32_f32(Rows<const float> src, Rows<float> dst, std::int32_t samples, const Taps& taps) {
  constexpr std::int32_t block = block_bytes / sizeof(float), vector = widest / sizeof(float), step = 4 * vector;
  if (samples < block) return scalar::vertical_f32_f32(src, dst, samples, taps);
  for (std::int32_t r = 0; r < taps.count; ++r) {
    const std::int32_t count = taps.count_of(r);
    auto* const row = samples < vector ? weigh_rows<block_bytes, 1, 0>
                      : samples < step ? weigh_rows<widest, 1, 0>
                      : count == 2     ? weigh_rows<widest, 4, 2>
                      : count == 4     ? weigh_rows<widest, 4, 4>
                                       : weigh_rows<widest, 4, 0>;
    row({src.row(taps.offset(r)), src.stride}, taps.counted_weights(r), count, dst.row(r), samples);
  }
}

// --- Along x.

/// All outputs of `rows` rows, as many at once as a block has room for. The table is a copy that stores cannot change.
template <int channels, bool few, int rows>
void sum_rows(Rows<const float> src, Rows<float> dst, std::ptrdiff_t readable, Taps taps) {
  constexpr int together = channels <= 2 ? 4 / channels : 1, samples = together * channels;
  const Tag<float, block_bytes> d;
  float* out[rows];
  for (int r = 0; r < rows; ++r) out[r] = dst.row(r);
  for (std::int32_t x = 0; x < taps.count; x += together) {
    Vec<float, block_bytes> blocks[rows][together];
    HWY_UNROLL(4)
    for (int i = 0; i < together; ++i) {
      const std::int32_t output = together == 1 ? x : std::min(x + i, taps.count - 1), offset = taps.offset(output);
      const float* in[rows];
      HWY_UNROLL(2)
      for (int r = 0; r < rows; ++r) in[r] = src.row(r) + offset;
      TapGroup<channels> sums[rows];
      sum_taps<channels, few>(in, taps.counted_weights(output), taps.count_of(output), readable - offset, sums);
      HWY_UNROLL(2)
      for (int r = 0; r < rows; ++r) blocks[r][i] = sums[r].block();
    }
    const std::int32_t left = (taps.count - x) * channels;
    HWY_UNROLL(2)
    for (int r = 0; r < rows; ++r) {
      auto block = blocks[r][0];
      constexpr int last = together - 1;
      if constexpr (channels == 2) block = add_half_blocks(block, blocks[r][last]);
      if constexpr (channels == 1) {
        block = add_half_blocks(add_halves(block, blocks[r][1]), add_halves(blocks[r][2], blocks[r][last]));
      }
      if constexpr (few) block = hn::Add(block, hn::Zero(d));
      const auto bytes = hn::BitCast(Tag<std::uint8_t, block_bytes>(), block);
      if (together == 1 || left >= samples) {
        store_block<samples * sizeof(float)>(bytes, out[r]);
      } else {
        alignas(block_bytes) float rest[4];
        hn::Store(block, d, rest);
        for (std::int32_t i = 0; i < left; ++i) out[r][i] = rest[i];
      }
      out[r] += samples;
    }
  }
}

template <int channels, bool few>
void sum_all_rows(Rows<const float> src, Rows<float> dst, std::int32_t rows, std::ptrdiff_t readable,
                  const Taps& taps) {
  for (; rows >= 2; rows -= 2) {
    sum_rows<channels, few, 2>(src, dst, readable, taps);
    src.data = src.row(2);
    dst.data = dst.row(2);
  }
  if (rows == 1) sum_rows<channels, few, 1>(src, dst, readable, taps);
}

template <int channels>
void horizontal_floats(Rows<const float> src, Rows<float> dst, std::int32_t rows, std::ptrdiff_t readable,
                       const Taps& taps) {
  auto* const sum = taps.taps <= 4 ? sum_all_rows<channels, true> : sum_all_rows<channels, false>;
  sum(src, dst, rows, readable, taps);
}

void sum_outputs(Rows<const float> src, Rows<float> dst, std::int32_t rows, std::int32_t channels,
                 std::int32_t readable, const Taps& taps) {
  switch (channels) {
    case 1:
      return horizontal_floats<1>(src, dst, rows, readable, taps);
    case 2:
      return horizontal_floats<2>(src, dst, rows, readable, taps);
    case 3:
      return horizontal_floats<3>(src, dst, rows, readable, taps);
    default:
      return horizontal_floats<4>(src, dst, rows, readable, taps);
  }
}

void horizontal_f32_f32(Rows<const float> src, Rows<float> dst, std::int32_t rows, std::int32_t channels,
                        std::int32_t readable, const Taps& taps) {
  if (channels > 4) return scalar::horizontal_f32_f32(src, dst, rows, channels, readable, taps);
#if HWY_CAP_GE512
  if (taps.count >= lookup_outputs) {
    const auto groups = channels == 1   ? counted_groups<1, sum_outputs>
                        : channels == 2 ? counted_groups<2, sum_outputs>
                        : channels == 3 ? counted_groups<3, sum_outputs>
                                        : counted_groups<4, sum_outputs>;
    return groups(src, dst, rows, readable, taps);
  }
#endif
  sum_outputs(src, dst, rows, channels, readable, taps);
}

ISOPEL_SIMD_END

#endif  // ISOPEL_ARCH_SIMD_COUNTED_INL_HPP_
