// Passes in floats: formulas of FloatHorizontalKernel and FloatVerticalKernel in engine/kernels.hpp. Every output's
// products are added one by one in the order of its taps, so the lanes are different rows or columns.
// Assumes nothing about the alignment of u8 rows; src and dst do not overlap.
// Tail: along x, the last outputs are turned sample by sample, and missing rows are the last row again; rows of fewer
// than 16 samples are scalar. Along y, the last columns are done again, overlapping the ones before; rows shorter than
// a block are scalar.
#ifndef ISOPEL_ARCH_SIMD_FLOATS_INL_HPP_
#define ISOPEL_ARCH_SIMD_FLOATS_INL_HPP_

#include <algorithm>

#include "arch/scalar/scalar.hpp"
#include "arch/simd/columns-inl.hpp"
#include "arch/simd/rounding-inl.hpp"

ISOPEL_SIMD_BEGIN

// --- Along x.

/// The sums of one output's channels, over eight rows.
template <class Step, int channels>
struct PixelSums {
  static constexpr std::int32_t vectors = channels * column_vectors, lanes = column_vector / sizeof(float);
  Vec<float, column_vector> of[vectors];

  HWY_INLINE PixelSums() {
    HWY_UNROLL(8)
    for (std::int32_t i = 0; i < vectors; ++i) of[i] = hn::Zero(Tag<float, column_vector>());
  }

  /// `count` taps.
  HWY_INLINE void add(const float* columns, const float* weights, std::int32_t count) {
    constexpr std::int32_t several = channels == 1 ? 4 : 1, pixel = channels * column_rows;
    for (; count >= several; count -= several, columns += several * pixel, weights += several) {
      HWY_UNROLL(4)
      for (std::int32_t k = 0; k < several; ++k) add_tap(columns + k * pixel, weights[k]);
    }
    for (; count > 0; --count, columns += pixel) add_tap(columns, *weights++);
  }

  HWY_INLINE void store(float* columns) const {
    HWY_UNROLL(8)
    for (std::int32_t i = 0; i < vectors; ++i) hn::Store(of[i], Tag<float, column_vector>(), columns + i * lanes);
  }

 private:
  HWY_INLINE void add_tap(const float* columns, float weight) {
    const Tag<float, column_vector> d;
    HWY_UNROLL(8)
    for (std::int32_t i = 0; i < vectors; ++i) {
      of[i] = Step::add(of[i], hn::Set(d, weight), hn::Load(d, columns + i * lanes));
    }
  }
};

/// One output whose taps the window cannot hold all at once.
template <class Step, int channels>
HWY_NOINLINE void sum_in_parts(Window& window, std::int32_t at, const float* weights, std::int32_t taps, float* out) {
  PixelSums<Step, channels> sums;
  for (std::int32_t left = taps; left > 0;) {
    if (!window.holds(at, channels)) window.move(at);
    const std::int32_t count = std::min(left, window.samples_from(at) / channels);
    sums.add(window.column(at), weights, count);
    at += count * channels;
    weights += count;
    left -= count;
  }
  sums.store(out);
}

/// Eight rows.
template <class Step, int channels>
void sum_rows(const EightRows& in, const EightOutputRows& out, std::int32_t readable, const Taps& taps) {
  constexpr std::int32_t group = 8, pixel = channels * column_rows;
  alignas(64) float columns[group * pixel];
  Window window(in, readable);
  const std::int32_t count = taps.taps, extent = count * channels;
  std::int32_t begin = 0;
  std::uint32_t places = 0;  // from `begin` on, at which the window holds all taps of an output
  for (std::int32_t x = 0; x < taps.count; x += group) {
    const std::int32_t outputs = std::min(group, taps.count - x);
    float* to = columns;
    for (std::int32_t i = x; i < x + outputs; ++i, to += pixel) {
      const std::int32_t at = taps.offset(i);
      if (static_cast<std::uint32_t>(at - begin) >= places) {
        if (extent > Window::capacity) {
          sum_in_parts<Step, channels>(window, at, taps.float_weights(i), count, to);
          continue;
        }
        window.move(at);
        begin = window.begin();
        places = window.places(extent);
      }
      PixelSums<Step, channels> sums;
      sums.add(window.columns() + (at - begin) * column_rows, taps.float_weights(i), count);
      sums.store(to);
    }
    store_rows(columns, outputs * channels, out, static_cast<std::ptrdiff_t>(x) * channels);
  }
}

template <class Step>
void sum_along_x(Rows<const std::uint8_t> src, Rows<float> dst, std::int32_t rows, std::int32_t channels,
                 std::int32_t readable, const Taps& taps) {
  auto* const sum = channels == 1   ? sum_rows<Step, 1>
                    : channels == 2 ? sum_rows<Step, 2>
                    : channels == 3 ? sum_rows<Step, 3>
                                    : sum_rows<Step, 4>;
  for (std::int32_t r = 0; r < rows; r += column_rows) {
    const EightRows in({src.row(r), src.stride}, rows - r);
    const EightOutputRows out({dst.row(r), dst.stride}, rows - r);
    sum(in, out, readable, taps);
  }
}

void horizontal_u8_f32(Rows<const std::uint8_t> src, Rows<float> dst, std::int32_t rows, std::int32_t channels,
                       std::int32_t readable, const Taps& taps) {
  constexpr std::int32_t shortest = block_bytes;
  if (readable < shortest) return scalar::horizontal_u8_f32(src, dst, rows, channels, readable, taps);
  sum_along_x<Separate>(src, dst, rows, channels, readable, taps);
}

// --- Along y.

/// One output row of at least `bytes` samples.
template <class Step, std::size_t bytes>
void sum_columns(Rows<const float> in, const float* weights, const std::int16_t* rows, std::int32_t taps,
                 std::uint8_t* out, std::int32_t samples) {
  const Tag<float, bytes> d;
  constexpr std::int32_t step = bytes, lanes = bytes / sizeof(float);
  for (std::int32_t x = 0; x < samples; x += step) {
    const std::int32_t at = std::min(x, samples - step);
    auto a = hn::Zero(d), b = a, c = a, e = a;
    for (std::int32_t k = 0; k < taps; ++k) {
      const auto weight = hn::Set(d, weights[k]);
      const float* const row = in.row(rows[k]) + at;
      a = Step::add(a, weight, hn::LoadU(d, row));
      b = Step::add(b, weight, hn::LoadU(d, row + lanes));
      c = Step::add(c, weight, hn::LoadU(d, row + 2 * lanes));
      e = Step::add(e, weight, hn::LoadU(d, row + 3 * lanes));
    }
    const auto lower = round_to_i16(round_to_even<bytes>(a), round_to_even<bytes>(b), 0),
               upper = round_to_i16(round_to_even<bytes>(c), round_to_even<bytes>(e), 0);
    hn::StoreU(words_in_order<bytes>(clamp_to_u8(lower, upper)), Tag<std::uint8_t, bytes>(), out + at);
  }
}

template <class Step>
void sum_along_y(Rows<const float> src, Rows<std::uint8_t> dst, std::int32_t samples, const Taps& taps) {
  constexpr std::int32_t longest = widest;
  auto* const sum = samples >= longest ? sum_columns<Step, widest> : sum_columns<Step, block_bytes>;
  for (std::int32_t r = 0; r < taps.count; ++r) {
    const Rows<const float> in{src.row(taps.offset(r)), src.stride};
    sum(in, taps.float_weights(r), taps.rows_behind_floats(r), taps.taps, dst.row(r), samples);
  }
}

void vertical_f32_u8(Rows<const float> src, Rows<std::uint8_t> dst, std::int32_t samples, const Taps& taps) {
  constexpr std::int32_t shortest = block_bytes;
  if (samples < shortest) return scalar::vertical_f32_u8(src, dst, samples, taps);
  sum_along_y<Separate>(src, dst, samples, taps);
}

// --- With fused products, where the processor has them.

#if ISOPEL_SIMD_FMA
void horizontal_u8_f32_fused(Rows<const std::uint8_t> src, Rows<float> dst, std::int32_t rows, std::int32_t channels,
                             std::int32_t readable, const Taps& taps) {
  constexpr std::int32_t shortest = block_bytes;
  if (readable < shortest) return scalar::horizontal_u8_f32_fused(src, dst, rows, channels, readable, taps);
  sum_along_x<Fused>(src, dst, rows, channels, readable, taps);
}

void vertical_f32_u8_fused(Rows<const float> src, Rows<std::uint8_t> dst, std::int32_t samples, const Taps& taps) {
  constexpr std::int32_t shortest = block_bytes;
  if (samples < shortest) return scalar::vertical_f32_u8_fused(src, dst, samples, taps);
  sum_along_y<Fused>(src, dst, samples, taps);
}
#else
constexpr FloatHorizontalKernel* horizontal_u8_f32_fused = nullptr;
constexpr FloatVerticalKernel* vertical_f32_u8_fused = nullptr;
#endif

ISOPEL_SIMD_END

#endif  // ISOPEL_ARCH_SIMD_FLOATS_INL_HPP_
