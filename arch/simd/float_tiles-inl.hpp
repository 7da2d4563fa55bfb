// Contract 1, formula (25), the pass along y first: as many output rows at once as a vector has lanes. Some columns at
// a time, each of these rows is summed up along y and then all are turned, so that a vector is a column of them; along
// x, every product has one weight for the whole vector, and each output adds its own taps and no others, in order. What
// is turned follows the outputs and stays in the first cache; u16 is converted once for all rows that need it.
// Assumes samples that are aligned to their size; src and dst do not overlap.
// Tail: the last columns of a source row are summed up again, overlapping the ones before; the last outputs, and rows
// that do not fill a vector, are turned with the others and not stored.
#ifndef ISOPEL_ARCH_SIMD_FLOAT_TILES_INL_HPP_
#define ISOPEL_ARCH_SIMD_FLOAT_TILES_INL_HPP_

#include <algorithm>

#include "arch/simd/float_vectors-inl.hpp"

#if HWY_CAP_GE256

ISOPEL_SIMD_BEGIN

// --- Along y, to columns.

/// `vectors` vectors of one output row.
template <int vectors, class Sample>
HWY_INLINE void sum_along_rows(Rows<const Sample> in, const float* weights, std::int32_t count, float* out) {
  using Samples = FloatSamples<Sample>;
  const FloatsTag d;
  Floats sums[vectors];
  const auto first = hn::Set(d, weights[0]);
  HWY_UNROLL(4)
  for (int i = 0; i < vectors; ++i) sums[i] = hn::Mul(first, Samples::load(in.data + i * float_lanes));
  for (std::int32_t k = 1; k < count; ++k) {
    const auto weight = hn::Set(d, weights[k]);
    in.data = in.row(1);
    HWY_UNROLL(4)
    for (int i = 0; i < vectors; ++i) {
      sums[i] = Separate::add(sums[i], weight, Samples::load(in.data + i * float_lanes));
    }
  }
  HWY_UNROLL(4)
  for (int i = 0; i < vectors; ++i) hn::Store(sums[i], d, out + i * float_lanes);
}

/// Columns of some output rows after the pass along y.
template <class Sample>
class TurnedRows {
  static constexpr bool is_float = std::is_same_v<Sample, float>;
  static constexpr std::int32_t most_converted = is_float ? float_lanes : 8192;  ///< floats
  static constexpr std::int32_t kept = 16;  ///< in front of an output, for the next one may begin a little before it

 public:
  static constexpr std::int32_t capacity = 32768 / widest;
  /// The most samples between an output's first and its last.
  static constexpr std::int32_t longest = capacity - kept - 8 * float_lanes;

  /// For all the rows that y names.
  TurnedRows(Rows<const Sample> src, std::int32_t readable, const Taps& y)
      : src_(src), readable_(readable), prefetches_(reads(readable, y) > second_cache) {}

  /// For the rows of y, which are no more than a vector has lanes.
  void start(const Taps& y) {
    y_ = y;
    begin_ = end_ = 0;
    first_row_ = y.offset(0);
    end_row_ = 0;
    std::int32_t products = 0;
    for (std::int32_t r = 0; r < y.count; ++r) {
      first_row_ = std::min(first_row_, y.offset(r));
      end_row_ = std::max(end_row_, y.offset(r) + y.count_of(r));
      products += y.count_of(r);
    }
    vectors_ = readable_ >= 4 * float_lanes ? 4 : readable_ >= 2 * float_lanes ? 2 : 1;
    const std::int32_t rows = end_row_ - first_row_;
    converts_ = !is_float && 2 * products > 3 * rows && rows * float_lanes <= most_converted;
    while (converts_ && rows * vectors_ * float_lanes > most_converted) vectors_ /= 2;
  }

  /// Columns [begin, end), each of them a vector.
  HWY_INLINE const float* columns(std::int32_t begin, std::int32_t end) {
    if (begin < begin_ || begin > end_) begin_ = end_ = std::min(begin, readable_ - step());
    while (end_ < end) extend(begin);
    return columns_ + (begin - begin_) * float_lanes;
  }

 private:
  /// What the second cache of many processors holds: from there, columns come as fast as they are needed.
  static constexpr std::int64_t second_cache = 5 << 18;

  static std::int64_t reads(std::int32_t readable, const Taps& y) {
    const std::int32_t rows = y.offset(y.count - 1) - y.offset(0) + y.taps;
    return std::int64_t{rows} * readable * std::int64_t{sizeof(Sample)};
  }

  std::int32_t step() const { return vectors_ * float_lanes; }

  HWY_NOINLINE void extend(std::int32_t needed) {
    if (end_ - begin_ + step() > capacity) {
      const std::int32_t begin = std::max(begin_, std::min(needed - kept, readable_ - step()));
      std::copy(columns_ + (begin - begin_) * float_lanes, columns_ + (end_ - begin_) * float_lanes, columns_);
      begin_ = begin;
    }
    const std::int32_t from = std::min(end_, readable_ - step());
    if (vectors_ == 4) {
      make<4>(from);
    } else if (vectors_ == 2) {
      make<2>(from);
    } else {
      make<1>(from);
    }
    end_ = from + step();
  }

  template <int vectors>
  HWY_INLINE void make(std::int32_t from) {
    constexpr std::int32_t width = vectors * float_lanes;
    alignas(64) float sums[float_lanes][width];
    prefetch(from + width, width);
    if (converts_) {
      convert<vectors>(from);
      for (std::int32_t r = 0; r < y_.count; ++r) {
        const Rows<const float> in{converted_ + (y_.offset(r) - first_row_) * width, width * sizeof(float)};
        sum_along_rows<vectors>(in, y_.counted_weights(r), y_.count_of(r), sums[r]);
      }
    } else {
      for (std::int32_t r = 0; r < y_.count; ++r) {
        const Rows<const Sample> in{src_.row(y_.offset(r)) + from, src_.stride};
        sum_along_rows<vectors>(in, y_.counted_weights(r), y_.count_of(r), sums[r]);
      }
    }
    for (std::int32_t r = y_.count; r < float_lanes; ++r) std::copy_n(sums[0], width, sums[r]);
    float* to = columns_ + (from - begin_) * float_lanes;
    for (std::int32_t i = 0; i < width; i += 4, to += 4 * float_lanes) {
      const FourColumns four(&sums[0][i], width);
      HWY_UNROLL(4)
      for (int c = 0; c < 4; ++c) hn::Store(four.of[c], FloatsTag(), to + c * float_lanes);
    }
  }

  template <int vectors>
  HWY_INLINE void convert(std::int32_t from) {
    constexpr std::int32_t width = vectors * float_lanes;
    const Sample* in = src_.row(first_row_) + from;
    float* to = converted_;
    for (std::int32_t r = first_row_; r < end_row_; ++r, to += width) {
      HWY_UNROLL(4)
      for (int i = 0; i < vectors; ++i) {
        hn::Store(FloatSamples<Sample>::load(in + i * float_lanes), FloatsTag(), to + i * float_lanes);
      }
      in = Rows<const Sample>{in, src_.stride}.row(1);
    }
  }

  /// The columns that come next.
  HWY_INLINE void prefetch(std::int32_t from, std::int32_t samples) const {
    constexpr std::int32_t line = 64 / sizeof(Sample);
    if (!prefetches_ || from >= readable_) return;
    const Sample* row = src_.row(first_row_) + from;
    for (std::int32_t r = first_row_; r < end_row_; ++r) {
      for (std::int32_t i = 0; i < samples; i += line) __builtin_prefetch(row + i);
      row = Rows<const Sample>{row, src_.stride}.row(1);
    }
  }

  Rows<const Sample> src_;
  std::int32_t readable_;
  Taps y_{};
  std::int32_t first_row_ = 0, end_row_ = 0;  ///< of the source
  std::int32_t begin_ = 0, end_ = 0;          ///< the columns that are there
  std::int32_t vectors_ = 1;                  ///< that are made at once
  bool prefetches_, converts_ = false;
  alignas(64) float columns_[capacity * float_lanes];
  alignas(64) float converted_[most_converted];
};

// --- Along x.

/// One output of all rows, in four sums for each of `some` of its channels.
template <int channels, int some>
HWY_INLINE void sum_channels(const float* columns, const float* weights, std::int32_t count, float* out) {
  const FloatsTag d;
  Floats sums[4][some];
  HWY_UNROLL(4)
  for (int j = 0; j < 4; ++j) {
    HWY_UNROLL(4)
    for (int c = 0; c < some; ++c) sums[j][c] = hn::Zero(d);
  }
  for (; count >= 4; count -= 4, weights += 4) {
    HWY_UNROLL(4)
    for (int j = 0; j < 4; ++j, columns += channels * float_lanes) {
      const auto weight = hn::Set(d, weights[j]);
      HWY_UNROLL(4)
      for (int c = 0; c < some; ++c) {
        sums[j][c] = Separate::add(sums[j][c], weight, hn::Load(d, columns + c * float_lanes));
      }
    }
  }
  HWY_UNROLL(3)
  for (int j = 0; j < 3; ++j, columns += channels * float_lanes) {
    if (j >= count) break;
    const auto weight = hn::Set(d, weights[j]);
    HWY_UNROLL(4)
    for (int c = 0; c < some; ++c) {
      sums[j][c] = Separate::add(sums[j][c], weight, hn::Load(d, columns + c * float_lanes));
    }
  }
  HWY_UNROLL(4)
  for (int c = 0; c < some; ++c) {
    hn::Store(hn::Add(hn::Add(sums[0][c], sums[2][c]), hn::Add(sums[1][c], sums[3][c])), d, out + c * float_lanes);
  }
}

template <int channels>
HWY_INLINE void sum_pixel(const float* columns, const float* weights, std::int32_t count, float* out) {
  constexpr int some = few_registers ? std::min(channels, 2) : channels;  // whose sums stay in registers
  sum_channels<channels, some>(columns, weights, count, out);
  if constexpr (channels > some) {
    constexpr int done = some * float_lanes;
    sum_channels<channels, channels - some>(columns + done, weights, count, out + done);
  }
}

template <class Sample, int channels>
void float_tiles(Rows<const Sample> src, Rows<Sample> dst, std::int32_t readable, const Taps& x, const Taps& y,
                 const FloatSamples<Sample>& samples) {
  constexpr std::int32_t group = float_lanes;
  TurnedRows<Sample> turned(src, readable, y);
  alignas(64) float columns[channels * group * float_lanes] = {};
  for (std::int32_t row = 0; row < y.count; row += float_lanes) {
    const Taps y_here = y.slice(row, std::min(float_lanes, y.count - row));
    turned.start(y_here);
    for (std::int32_t first = 0; first < x.count; first += group) {
      const std::int32_t outputs = std::min(group, x.count - first);
      for (std::int32_t i = 0; i < outputs; ++i) {
        const std::int32_t at = x.offset(first + i), count = x.count_of(first + i);
        const float* const from = turned.columns(at, at + count * channels);
        sum_pixel<channels>(from, x.counted_weights(first + i), count, columns + i * channels * float_lanes);
      }
      for (std::int32_t c = 0; c < outputs * channels; c += float_lanes) {
        store_columns(samples, columns + c * float_lanes, outputs * channels - c, {dst.row(row), dst.stride},
                      y_here.count, std::ptrdiff_t{first} * channels + c);
      }
    }
  }
}

ISOPEL_SIMD_END

#endif  // HWY_CAP_GE256

#endif  // ISOPEL_ARCH_SIMD_FLOAT_TILES_INL_HPP_
