// Two passes of two taps in 16 bits (two_by_two-inl.hpp), the lanes being neighbouring samples of an output row: the
// samples that eight of them need (or 4, 2, or a whole vector's, where bytes can be looked up in vectors of 64) lie in
// one window, which one load brings. Where from, and by what to multiply, is prepared once for a strip of columns, for
// all rows. If the pass along x is the first, a strip keeps its last two rows: enlarging uses them again.
// Assumes nothing about alignment; src and dst do not overlap.
// Tail: the last samples are done again, overlapping the ones before; fewer than 16 are left to the passes, and so are
// samples that lie too far apart.
#ifndef ISOPEL_ARCH_SIMD_NEAR_SAMPLES_INL_HPP_
#define ISOPEL_ARCH_SIMD_NEAR_SAMPLES_INL_HPP_

#include "arch/simd/two_by_two-inl.hpp"

ISOPEL_SIMD_BEGIN

/// For `windows`, which else counts those of a lane: one for the whole vector instead, of 64 or of 128 bytes.
constexpr int one_window = 0, one_long_window = -1;

/// One vector's samples.
template <std::size_t bytes, int windows>
struct NearVector {
  static constexpr bool whole = windows <= one_window;
  static constexpr std::int32_t samples = bytes / 2, window_bytes = whole ? 64 - 64 * windows : 16;
  static constexpr std::int32_t masks = whole ? 1 : windows;
  static constexpr std::int32_t sharing = whole ? samples : 8 / masks;  ///< samples in a window
  alignas(64) std::uint8_t first[masks][bytes];  ///< places of the taps, in the high bytes of words
  std::uint8_t second[masks][bytes];
  std::int16_t factor[samples];
  std::int32_t at[samples / sharing];

  /// From sample `start` on. False if the windows do not suffice.
  bool prepare(const Taps& x, std::int32_t channels, std::int32_t readable, std::int32_t start, bool y_is_first) {
    std::fill_n(first[0], sizeof first, nothing);
    std::fill_n(second[0], sizeof second, nothing);
    std::int32_t outside = 0, output = start / channels, channel = start % channels;
    for (std::int32_t s = 0; s < samples; s += sharing) {
      std::int32_t lowest = readable - window_bytes, offsets[sharing], swapped[sharing];
      for (std::int32_t i = 0; i < sharing; ++i) {
        const TwoWeights weights(x.weights(output));
        factor[s + i] =
            static_cast<std::int16_t>(y_is_first ? second_factor * weights.other : first_factor * weights.second);
        swapped[i] = y_is_first && weights.swapped ? channels : 0;
        offsets[i] = x.offset(output) + channel;
        lowest = std::min(lowest, offsets[i]);
        if (++channel == channels) {
          channel = 0;
          ++output;
        }
      }
      at[s / sharing] = lowest;
      const std::int32_t window = whole ? 0 : s % 8 / sharing;
      for (std::int32_t i = 0; i < sharing; ++i) {
        const std::int32_t place = offsets[i] - lowest;
        outside |= window_bytes - 1 - place - channels;
        first[window][2 * (s + i) + 1] = static_cast<std::uint8_t>(place + swapped[i]);
        second[window][2 * (s + i) + 1] = static_cast<std::uint8_t>(place + channels - swapped[i]);
      }
    }
    return outside >= 0;
  }

  template <std::size_t size>
  HWY_INLINE static Vec<std::uint8_t, size> load(const std::uint8_t* row, const std::int32_t* from) {
    if constexpr (size == block_bytes) {
      return load_block<16>(row + *from);
    } else {
      return hn::Combine(Tag<std::uint8_t, size>(), load<size / 2>(row, from + static_cast<int>(size / 32) * masks),
                         load<size / 2>(row, from));
    }
  }

  /// The samples of both taps, times 128.
  HWY_INLINE void look_up(const std::uint8_t* row, Shorts<bytes>& p0, Shorts<bytes>& p1) const {
    const Tag<std::uint8_t, bytes> d8;
#if ISOPEL_SIMD_VNNI
    if constexpr (whole) {
      constexpr __mmask64 high = 0xaaaaaaaaaaaaaaaa;
      const __m512i window = _mm512_loadu_si512(row + at[0]), i = _mm512_load_si512(first[0]);
      const __m512i j = _mm512_loadu_si512(second[0]);
      if constexpr (windows == one_window) {
        p0 = times_128<bytes>({_mm512_maskz_permutexvar_epi8(high, i, window)});
        p1 = times_128<bytes>({_mm512_maskz_permutexvar_epi8(high, j, window)});
      } else {
        const __m512i more = _mm512_loadu_si512(row + at[0] + 64);
        p0 = times_128<bytes>({_mm512_maskz_permutex2var_epi8(high, window, i, more)});
        p1 = times_128<bytes>({_mm512_maskz_permutex2var_epi8(high, window, j, more)});
      }
      return;
    }
#endif
    auto all0 = hn::Zero(d8), all1 = all0;
    HWY_UNROLL(4)
    for (int w = 0; w < windows; ++w) {
      const auto window = load<bytes>(row, at + w);
      all0 = hn::Or(all0, hn::TableLookupBytesOr0(window, hn::LoadU(d8, first[w])));
      all1 = hn::Or(all1, hn::TableLookupBytesOr0(window, hn::LoadU(d8, second[w])));
    }
    p0 = times_128<bytes>(all0);
    p1 = times_128<bytes>(all1);
  }

  HWY_INLINE Shorts<bytes> factors() const { return hn::LoadU(Tag<std::int16_t, bytes>(), factor); }
};

/// Some neighbouring columns, as vectors in twos, which make a vector of output.
template <std::size_t bytes, int windows>
class Strip {
 public:
  using Vector = NearVector<bytes, windows>;
  static constexpr std::int32_t step = bytes, most = (windows <= 1 ? 1536 : 384) / step;

  /// Up to `most` steps from sample `from` on. False if windows do not suffice.
  bool prepare(const Taps& x, std::int32_t channels, std::int32_t readable, std::int32_t from, bool y_is_first) {
    const std::int32_t samples = x.count * channels;
    count_ = 0;
    for (std::int32_t s = from; s < samples && count_ < most; s += step, ++count_) {
      start_[count_] = std::min(s, samples - step);
      for (std::int32_t half = 0; half < 2; ++half) {
        Vector& vector = vectors_[2 * count_ + half];
        if (!vector.prepare(x, channels, readable, start_[count_] + half * step / 2, y_is_first)) return false;
      }
    }
    return true;
  }

  void y_first(Rows<const std::uint8_t> src, Rows<std::uint8_t> dst, const Taps& y) const {
    for (std::int32_t r = 0; r < y.count; ++r) {
      const auto rows = two_rows(src, y, r, true);
      const auto y_factor = hn::Set(Tag<std::int16_t, bytes>(), rows.factor);
      std::uint8_t* const out = dst.row(r);
      for (std::int32_t i = 0; i < count_; ++i) {
        store(both_passes(vectors_[2 * i], rows, y_factor), both_passes(vectors_[2 * i + 1], rows, y_factor),
              out + start_[i]);
      }
    }
  }

  void x_first(Rows<const std::uint8_t> src, Rows<std::uint8_t> dst, const Taps& y) {
    std::int32_t held[2] = {-1, -1};  // row r is in slot r % 2
    for (std::int32_t r = 0; r < y.count; ++r) {
      const std::int32_t above = y.offset(r);
      for (std::int32_t row = above; row < above + 2; ++row) {
        if (held[row % 2] != row) make_row(src.row(row), middle_[row % 2]);
        held[row % 2] = row;
      }
      const TwoWeights weights(y.weights(r));
      const auto factor = static_cast<std::int16_t>(second_factor * weights.other);
      const std::int32_t base = (above + weights.swapped) % 2;
      blend(middle_[base], middle_[1 - base], factor, dst.row(r));
    }
  }

 private:
  HWY_INLINE static Shorts<bytes> both_passes(const Vector& vector, const TwoRows<std::uint8_t>& rows,
                                              Shorts<bytes> y_factor) {
    Shorts<bytes> a0, a1, b0, b1;
    vector.look_up(rows.base, a0, a1);
    vector.look_up(rows.other, b0, b1);
    return second_average<bytes>(first_average<bytes>(a0, b0, y_factor), first_average<bytes>(a1, b1, y_factor),
                                 vector.factors());
  }

  HWY_INLINE static void store(Shorts<bytes> a, Shorts<bytes> b, std::uint8_t* out) {
    hn::StoreU(even_then_odd<bytes>(clamp_to_u8(a, b)), Tag<std::uint8_t, bytes>(), out);
  }

  void make_row(const std::uint8_t* row, std::int16_t* out) const {
    for (std::int32_t i = 0; i < 2 * count_; ++i, out += step / 2) {
      Shorts<bytes> p0, p1;
      vectors_[i].look_up(row, p0, p1);
      hn::StoreU(first_average<bytes>(p0, p1, vectors_[i].factors()), Tag<std::int16_t, bytes>(), out);
    }
  }

  void blend(const std::int16_t* base, const std::int16_t* other, std::int16_t y_factor, std::uint8_t* out) const {
    const Tag<std::int16_t, bytes> d;
    const auto factor = hn::Set(d, y_factor);
    for (std::int32_t i = 0; i < count_; ++i, base += step, other += step) {
      const auto a = second_average<bytes>(hn::LoadU(d, base), hn::LoadU(d, other), factor);
      const auto b = second_average<bytes>(hn::LoadU(d, base + step / 2), hn::LoadU(d, other + step / 2), factor);
      store(a, b, out + start_[i]);
    }
  }

  Vector vectors_[2 * most];
  std::int32_t start_[most], count_ = 0;
  alignas(64) std::int16_t middle_[2][most * step];
};

/// False, and dst undefined, if the samples of some window lie too far apart.
template <std::size_t bytes, int windows>
bool near_strips(Rows<const std::uint8_t> src, Rows<std::uint8_t> dst, std::int32_t channels, std::int32_t readable,
                 const Taps& x, const Taps& y, bool y_is_first) {
  using Columns = Strip<bytes, windows>;
  Columns strip;
  for (std::int32_t from = 0; from < x.count * channels; from += Columns::most * Columns::step) {
    if (!strip.prepare(x, channels, readable, from, y_is_first)) return false;
    if (y_is_first) {
      strip.y_first(src, dst, y);
    } else {
      strip.x_first(src, dst, y);
    }
  }
  return true;
}

/// The same for rows of any length that is enough for a vector.
template <int windows>
bool near_samples(Rows<const std::uint8_t> src, Rows<std::uint8_t> dst, std::int32_t channels, std::int32_t readable,
                  const Taps& x, const Taps& y, bool y_is_first) {
  constexpr std::int32_t longest = widest, shortest = block_bytes;
  const std::int32_t samples = x.count * channels;
  if (readable < shortest || samples < shortest) return false;
#if ISOPEL_SIMD_VNNI
  constexpr int lookups = windows == 1 ? one_window : one_long_window;
  if (windows <= 2 && readable >= 2 * longest && samples >= longest &&
      near_strips<widest, lookups>(src, dst, channels, readable, x, y, y_is_first)) {
    return true;
  }
#endif
  auto* const strips = samples >= longest ? near_strips<widest, windows> : near_strips<block_bytes, windows>;
  return strips(src, dst, channels, readable, x, y, y_is_first);
}

ISOPEL_SIMD_END

#endif  // ISOPEL_ARCH_SIMD_NEAR_SAMPLES_INL_HPP_
