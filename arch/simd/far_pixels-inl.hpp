// Two passes of two taps in 16 bits (two_by_two-inl.hpp) for pixels of three or four channels: each output loads its
// own two pixels, wherever they lie. A lane of 16 bytes is two outputs of four words; of three channels the fourth is
// waste. Assumes records of 8 bytes and at least 8 readable samples; nothing about alignment; src and dst do not
// overlap. Tail: the last outputs are done again, overlapping the ones before; fewer than four are left to the passes.
#ifndef ISOPEL_ARCH_SIMD_FAR_PIXELS_INL_HPP_
#define ISOPEL_ARCH_SIMD_FAR_PIXELS_INL_HPP_

#include "arch/simd/two_by_two-inl.hpp"

ISOPEL_SIMD_BEGIN

/// Where a lane's samples and the parts of its two records are.
template <int channels>
struct FarPlaces {
  Positions first{}, second{};              ///< the pixels of both taps, in the high bytes of words
  Positions weight0{}, weight1{}, moved{};  ///< in every word of an output

  constexpr FarPlaces() {
    for (int i = 0; i < 16; ++i) {
      const int output = i / 8, channel = i / 2 % 4, start = 8 * output;
      const bool there = i % 2 == 1 && channel < channels;
      first.at[i] = there ? static_cast<std::uint8_t>(start + channel) : nothing;
      second.at[i] = there ? static_cast<std::uint8_t>(start + channel + channels) : nothing;
      weight0.at[i] = static_cast<std::uint8_t>(start + 4 + i % 2);
      weight1.at[i] = static_cast<std::uint8_t>(start + 6 + i % 2);
      moved.at[i] = static_cast<std::uint8_t>(start);
    }
  }
};

/// The outputs of one vector: two in every lane.
template <std::size_t bytes, int channels, bool y_is_first, bool at_end>
struct FarVector {
  static constexpr FarPlaces<channels> places{};
  const std::int32_t* record;  ///< of the first output
  std::int32_t limit;          ///< offsets beyond would read too far
  Vec<std::uint8_t, bytes> first, second;
  Shorts<bytes> factor;

  HWY_INLINE FarVector(const Taps& x, std::int32_t output, std::int32_t last) : limit(last) {
    const Tag<std::uint8_t, bytes> d8;
    const Tag<std::int16_t, bytes> d16;
    const Tag<std::int32_t, bytes> d32;
    record = reinterpret_cast<const std::int32_t*>(x.records) + 2 * std::ptrdiff_t{output};
    const auto records = hn::LoadU(d32, record);
    const auto bits = hn::BitCast(d8, records);
    first = hn::LoadDup128(d8, places.first.at);
    second = hn::LoadDup128(d8, places.second.at);
    const auto w1 = hn::BitCast(d16, shuffle<bytes>(bits, places.weight1));
    if constexpr (y_is_first) {
      const auto w0 = hn::BitCast(d16, shuffle<bytes>(bits, places.weight0));
      const auto pixel = hn::Set(d8, channels);
      const auto swapped = hn::BitCast(d8, hn::VecFromMask(d16, hn::Gt(w1, w0)));
      second = hn::Add(first, hn::AndNot(swapped, pixel));
      first = hn::Add(first, hn::And(swapped, pixel));
      const auto other = hn::Min(w0, w1), twice = hn::Add(other, other);
      factor = hn::Sub(hn::Zero(d16), second_factor == -4 ? hn::Add(twice, twice) : twice);
    } else {
      factor = hn::Sub(hn::Zero(d16), hn::Add(w1, w1));
    }
    if constexpr (at_end) {  // what is loaded lies a little to the left there
      const auto past = hn::Max(hn::Sub(records, hn::Set(d32, limit)), hn::Zero(d32));
      const auto moved = shuffle<bytes>(hn::BitCast(d8, past), places.moved);
      first = hn::Add(first, moved);
      second = hn::Add(second, moved);
    }
  }

  template <std::size_t size>
  HWY_INLINE Vec<std::uint8_t, size> load(const std::uint8_t* row, const std::int32_t* at) const {
    if constexpr (size == block_bytes) {
      const std::int32_t a = at_end ? std::min(at[0], limit) : at[0], b = at_end ? std::min(at[2], limit) : at[2];
      return load_block(row + a, row + b);
    } else {
      return hn::Combine(Tag<std::uint8_t, size>(), load<size / 2>(row, at + size / 8), load<size / 2>(row, at));
    }
  }

  HWY_INLINE Shorts<bytes> outputs(const TwoRows<std::uint8_t>& rows, Shorts<bytes> y_factor) const {
    const auto base = load<bytes>(rows.base, record), other = load<bytes>(rows.other, record);
    const auto base_first = times_128<bytes>(hn::TableLookupBytesOr0(base, first));
    const auto base_second = times_128<bytes>(hn::TableLookupBytesOr0(base, second));
    const auto other_first = times_128<bytes>(hn::TableLookupBytesOr0(other, first));
    const auto other_second = times_128<bytes>(hn::TableLookupBytesOr0(other, second));
    if constexpr (y_is_first) {
      return second_average<bytes>(first_average<bytes>(base_first, other_first, y_factor),
                                   first_average<bytes>(base_second, other_second, y_factor), factor);
    }
    return second_average<bytes>(first_average<bytes>(base_first, base_second, factor),
                                 first_average<bytes>(other_first, other_second, factor), y_factor);
  }
};

/// Four bytes of every output to `channels` bytes.
template <int channels, std::size_t bytes>
HWY_INLINE void store_outputs(Vec<std::uint8_t, bytes> v, std::uint8_t* out) {
  if constexpr (channels == 4) {
    hn::StoreU(v, Tag<std::uint8_t, bytes>(), out);
  } else {
    static constexpr Positions dense{{0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, nothing, nothing, nothing, nothing}};
    v = shuffle<bytes>(v, dense);
    if constexpr (bytes == block_bytes) store_block<12>(v, out);
#if HWY_CAP_GE256
    if constexpr (bytes == 32) {
      v.raw = _mm256_permutevar8x32_epi32(v.raw, _mm256_setr_epi32(0, 1, 2, 4, 5, 6, 3, 7));
      store_block<16>(hn::LowerHalf(v), out);
      store_block<8>(hn::UpperHalf(Tag<std::uint8_t, 16>(), v), out + 16);
    }
#endif
#if HWY_CAP_GE512
    if constexpr (bytes == 64) {
      v.raw = _mm512_permutexvar_epi32(_mm512_setr_epi32(0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 3, 7, 11, 15), v.raw);
      hn::StoreU(hn::LowerHalf(v), Tag<std::uint8_t, 32>(), out);
      store_block<16>(hn::LowerHalf(hn::UpperHalf(Tag<std::uint8_t, 32>(), v)), out + 32);
    }
#endif
  }
}

/// As many outputs as two vectors have, from `output` on.
template <std::size_t bytes, int channels, bool y_is_first, bool at_end>
HWY_INLINE void far_outputs(const TwoRows<std::uint8_t>& rows, std::uint8_t* out, std::int32_t output,
                            std::int32_t limit, const Taps& x) {
  constexpr std::int32_t half = bytes / 8;
  using Vector = FarVector<bytes, channels, y_is_first, at_end>;
  const auto y_factor = hn::Set(Tag<std::int16_t, bytes>(), rows.factor);
  const auto a = Vector(x, output, limit).outputs(rows, y_factor);
  const auto b = Vector(x, output + half, limit).outputs(rows, y_factor);
  store_outputs<channels, bytes>(even_then_odd<bytes>(clamp_to_u8(a, b)), out + std::ptrdiff_t{output} * channels);
}

constexpr std::int32_t far_image_bytes = 2 << 20;

/// Fetches what the next output row will load for the outputs from `output` on.
template <std::int32_t step>
HWY_INLINE void fetch_outputs(const TwoRows<std::uint8_t>& rows, std::int32_t output, const Taps& x) {
  const auto* const record = reinterpret_cast<const std::int32_t*>(x.records) + 2 * std::ptrdiff_t{output};
  HWY_UNROLL(4)
  for (int i = 0; i < step; i += 4) {
    __builtin_prefetch(rows.base + record[2 * i]);
    __builtin_prefetch(rows.other + record[2 * i]);
  }
}

template <std::size_t bytes, int channels, bool y_is_first>
void far_pixels(Rows<const std::uint8_t> src, Rows<std::uint8_t> dst, std::int32_t readable, Taps x, const Taps& y) {
  constexpr std::int32_t step = bytes / 4;
  const std::int32_t limit = readable - 8 + x.origin;
  std::int32_t near_end = 0;  // where outputs begin that would read too far
  while (near_end < x.count && x.offset(near_end) + x.origin <= limit) ++near_end;
  // A large image comes from memory or from far caches.
  const std::int64_t rows_apart = std::int64_t{y.offset(y.count - 1)} - y.offset(0);
  const bool is_far = rows_apart * readable > far_image_bytes;
  src.data -= x.origin;
  for (std::int32_t r = 0; r < y.count; ++r) {
    const auto rows = two_rows(src, y, r, y_is_first);
    const auto next = two_rows(src, y, std::min(r + 1, y.count - 1), y_is_first);
    std::uint8_t* const out = dst.row(r);
    for (std::int32_t i = 0; i < x.count; i += step) {
      const std::int32_t output = std::min(i, x.count - step);
      if (is_far) fetch_outputs<step>(next, output, x);
      if (output + step <= near_end) {
        far_outputs<bytes, channels, y_is_first, false>(rows, out, output, limit, x);
      } else {
        far_outputs<bytes, channels, y_is_first, true>(rows, out, output, limit, x);
      }
    }
  }
}

/// False, and nothing done, if there are too few pixels.
template <int channels, bool y_is_first>
bool far_pixels(Rows<const std::uint8_t> src, Rows<std::uint8_t> dst, std::int32_t readable, const Taps& x,
                const Taps& y) {
  constexpr std::int32_t longest = widest / 4, shortest = block_bytes / 4;
  if (x.count < shortest || readable < 8) return false;
  auto* const pixels =
      x.count >= longest ? far_pixels<widest, channels, y_is_first> : far_pixels<block_bytes, channels, y_is_first>;
  pixels(src, dst, readable, x, y);
  return true;
}

ISOPEL_SIMD_END

#endif  // ISOPEL_ARCH_SIMD_FAR_PIXELS_INL_HPP_
