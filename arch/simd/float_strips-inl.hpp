// Contract 1, formula (25), the pass along x first, for axes that grow or hardly shrink: the lanes are neighbouring
// samples of an output row, and the samples that they need lie in one vector of the source or in two, in which they are
// looked up. Where they lie and what they are multiplied by is prepared once for a strip of columns, for all rows; the
// strip keeps the rows that the pass along y needs, so they stay in the first cache.
// Assumes samples that are aligned to their size; src and dst do not overlap.
// Tail: the last vector of a row overlaps the one before. Source rows that a vector would run past are copied first.
// Lanes that lack a tap are masked, for their sample may be infinite; u16 never is. Axes of more than eight taps, short
// rows and samples that lie too far apart are left to the passes.
#ifndef ISOPEL_ARCH_SIMD_FLOAT_STRIPS_INL_HPP_
#define ISOPEL_ARCH_SIMD_FLOAT_STRIPS_INL_HPP_

#include <algorithm>
#include <cstring>

#include "arch/simd/strip_vector-inl.hpp"

#if HWY_CAP_GE256

ISOPEL_SIMD_BEGIN

/// Some neighbouring columns of all rows.
template <class Sample>
class FloatStrip {
  static constexpr bool is_float = std::is_same_v<Sample, float>;
  static constexpr std::int32_t slots = most_strip_taps;  ///< row r is in slot r % slots
  static constexpr std::int32_t ahead = 2;                ///< rows
  static constexpr std::int32_t most_staged = 1024;

 public:
  static constexpr std::int32_t most = 24;

  FloatStrip(Rows<const Sample> src, Rows<Sample> dst, std::int32_t channels, std::int32_t readable,
             const FloatSamples<Sample>& samples)
      : src_(src), dst_(dst), channels_(channels), readable_(readable), samples_(samples) {
    std::fill_n(staged_, most_staged, 0.0f);
  }

  /// From sample `first` on, as many vectors as fit. False if samples lie too far apart.
  bool prepare(const Taps& x, std::int32_t first) {
    const std::int32_t samples = x.count * channels_;
    taps_ = x.taps + x.taps % 2;
    count_ = 0;
    begin_ = readable_;
    std::int32_t end = 0;
    for (std::int32_t s = first; s < samples && count_ < most; s += float_lanes, ++count_) {
      StripVector& vector = vectors_[count_];
      if (!vector.prepare(x, channels_, taps_, std::min(s, samples - float_lanes))) return false;
      begin_ = std::min(begin_, vector.at);
      end = std::max(end, vector.end(channels_, taps_));
    }
    stages_ = !is_float || end > readable_;
    first_sample_ = begin_;
    staged_count_ = std::min(end, readable_) - begin_;
    if (!stages_) begin_ = 0;
    return !stages_ || end - begin_ <= most_staged;
  }

  void run(const Taps& y) {
    for (std::int32_t& row : held_) row = -1;
    end_row_ = 0;
    for (std::int32_t r = 0; r < y.count; ++r) end_row_ = std::max(end_row_, y.offset(r) + y.count_of(r));
    using MakeRow = void (FloatStrip::*)(const float*, float*) const;
    const MakeRow make = taps_ == 2   ? &FloatStrip::make_row<2>
                         : taps_ == 4 ? &FloatStrip::make_row<4>
                         : taps_ == 6 ? &FloatStrip::make_row<6>
                                      : &FloatStrip::make_row<8>;
    for (std::int32_t r = 0; r < y.count; ++r) {
      const std::int32_t first = y.offset(r), count = y.count_of(r);
      const float* rows[slots];
      for (std::int32_t k = 0; k < count; ++k) {
        const std::int32_t row = first + k, slot = row % slots;
        if (held_[slot] != row) (this->*make)(stage(row), middle_[slot]);
        held_[slot] = row;
        rows[k] = middle_[slot];
      }
      sum_rows(rows, y.counted_weights(r), count, dst_.row(r));
    }
  }

 private:
  /// The samples of a source row as floats, from begin_ on.
  HWY_INLINE const float* stage(std::int32_t row) {
    if (row + ahead < end_row_) prefetch(src_.row(row + ahead));
    const Sample* const from = src_.row(row) + begin_;
    if constexpr (is_float) {
      if (!stages_) return from;
      std::memcpy(staged_, from, static_cast<std::size_t>(staged_count_) * sizeof(float));
    } else {
      u16_to_f32(from, staged_, staged_count_);
    }
    return staged_;
  }

  /// The processor would not foresee where a strip goes on.
  HWY_INLINE void prefetch(const Sample* row) const {
    constexpr std::int32_t line = 64 / sizeof(Sample);
    for (std::int32_t i = 0; i < staged_count_; i += line) __builtin_prefetch(row + first_sample_ + i);
  }

  template <int taps>
  void make_row(const float* from, float* out) const {
    const FloatsTag d;
    for (std::int32_t i = 0; i < count_; ++i, out += float_lanes) {
      const StripVector& vector = vectors_[i];
      const float* const in = from + (vector.at - begin_);
      Floats sum;
      if (!is_float || vector.whole) {
        sum = vector.one_window ? vector.template sum<taps, true, false>(in, channels_)
                                : vector.template sum<taps, false, false>(in, channels_);
      } else {
        sum = vector.one_window ? vector.template sum<taps, true, true>(in, channels_)
                                : vector.template sum<taps, false, true>(in, channels_);
      }
      hn::Store(sum, d, out);
    }
  }

  template <int count>
  HWY_INLINE void sum_some_rows(const float* const* rows, const float* weights, Sample* out) const {
    const FloatsTag d;
    Floats factors[count];
    HWY_UNROLL(8)
    for (int k = 0; k < count; ++k) factors[k] = hn::Set(d, weights[k]);
    for (std::int32_t i = 0; i < count_; ++i) {
      const std::int32_t at = i * float_lanes;
      auto sum = hn::Mul(factors[0], hn::Load(d, rows[0] + at));
      HWY_UNROLL(8)
      for (int k = 1; k < count; ++k) sum = Separate::add(sum, factors[k], hn::Load(d, rows[k] + at));
      samples_.store(sum, out + vectors_[i].start);
    }
  }

  void sum_rows(const float* const* rows, const float* weights, std::int32_t count, Sample* out) const {
    switch (count) {
      case 1:
        return sum_some_rows<1>(rows, weights, out);
      case 2:
        return sum_some_rows<2>(rows, weights, out);
      case 3:
        return sum_some_rows<3>(rows, weights, out);
      case 4:
        return sum_some_rows<4>(rows, weights, out);
      case 5:
        return sum_some_rows<5>(rows, weights, out);
      case 6:
        return sum_some_rows<6>(rows, weights, out);
      case 7:
        return sum_some_rows<7>(rows, weights, out);
      default:
        return sum_some_rows<8>(rows, weights, out);
    }
  }

  Rows<const Sample> src_;
  Rows<Sample> dst_;
  std::int32_t channels_, readable_, taps_ = 0, count_ = 0;
  std::int32_t begin_ = 0, first_sample_ = 0, staged_count_ = 0, end_row_ = 0;  ///< samples of the source's rows
  bool stages_ = false;
  FloatSamples<Sample> samples_;
  std::int32_t held_[slots];
  alignas(64) float middle_[slots][most * float_lanes];
  alignas(64) float staged_[most_staged];
  StripVector vectors_[most];
};

/// Of images of floats that do not stay in the second cache, whole rows are written faster than strips.
constexpr std::int64_t most_strip_bytes = 8 << 20;

/// False, and dst undefined, if samples lie too far apart or there are too many taps or too few samples.
template <class Sample>
bool float_strips(Rows<const Sample> src, Rows<Sample> dst, std::int32_t channels, std::int32_t readable, const Taps& x,
                  const Taps& y, const FloatSamples<Sample>& samples) {
  if (x.taps > most_strip_taps || y.taps > most_strip_taps || x.count * channels < float_lanes) return false;
  const std::int64_t bytes = std::int64_t{x.count} * channels * y.count * std::int64_t{sizeof(Sample)};
  if (std::is_same_v<Sample, float> && bytes > most_strip_bytes) return false;
  FloatStrip<Sample> strip(src, dst, channels, readable, samples);
  for (std::int32_t first = 0; first < x.count * channels; first += FloatStrip<Sample>::most * float_lanes) {
    if (!strip.prepare(x, first)) return false;
    strip.run(y);
  }
  return true;
}

ISOPEL_SIMD_END

#endif  // HWY_CAP_GE256

#endif  // ISOPEL_ARCH_SIMD_FLOAT_STRIPS_INL_HPP_
