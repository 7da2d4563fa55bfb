// Exact means of boxes three or four pixels wide, contract 1, formula (19): lanes of 32 bits are neighbouring samples
// of the output, and a shuffle brings the samples of a box's row into its lane, where they are added up. Assumes
// nothing about alignment; src and dst do not overlap. Tail: shorter vectors; the last boxes, fewer than 16, are left
// to the caller.
#ifndef ISOPEL_ARCH_SIMD_NARROW_BOX_INL_HPP_
#define ISOPEL_ARCH_SIMD_NARROW_BOX_INL_HPP_

#include <bit>

#include "arch/simd/blocks-inl.hpp"

ISOPEL_SIMD_BEGIN

constexpr std::int32_t largest_narrow_box = 128;  ///< in samples

/// box_round in lanes of 32 bits, by a multiplication of 16 bits. It rounds halves up, so it is floor(n / area) with
/// n = sum + floor(area / 2). With 2^b <= area < 2^(b+1), m = ceil(2^(b+16) / area) and e = m area - 2^(b+16) < area
/// the quotient is (n m) >> (b+16) while n e < 2^(b+16); here n < 256 area < 2^(b+9) and e < 128.
struct NarrowMeans {
  std::uint32_t half, multiplier;
  int shift;

  explicit NarrowMeans(std::uint32_t area) : half(area / 2), shift(static_cast<int>(std::bit_width(area)) - 1) {
    if (std::has_single_bit(area)) --shift;  // else the multiplier would have 17 bits
    multiplier = ((std::uint32_t{1} << (16 + shift)) + area - 1) / area;
  }

  template <std::size_t bytes>
  HWY_INLINE Vec<std::int32_t, bytes> of(Vec<std::uint32_t, bytes> sums) const {
    const Tag<std::uint32_t, bytes> d;
    const Tag<std::uint16_t, bytes> d16;
    const auto n = hn::BitCast(d16, hn::Add(sums, hn::Set(d, half)));
    const auto products = hn::MulHigh(n, hn::BitCast(d16, hn::Set(d, multiplier)));
    return hn::BitCast(Tag<std::int32_t, bytes>(), hn::ShiftRightSame(hn::BitCast(d, products), shift));
  }
};

/// Where the samples of the vectors of one step are. A step is four vectors of outputs, or three of three channels.
template <int channels, int width, std::size_t bytes>
struct NarrowBoxes {
  static constexpr int vectors = channels == 3 ? 3 : 4;
  static constexpr int samples = vectors * static_cast<int>(bytes) / 4;  ///< of dst
  static constexpr bool looks_up = ISOPEL_SIMD_VNNI && bytes == 64;      ///< anywhere in a vector, not in blocks
  static constexpr int group = looks_up ? 16 : 4;                        ///< outputs whose samples one load finds

  /// The first sample of an output's box.
  static constexpr int start(int output) { return output / channels * width * channels + output % channels; }
  static constexpr int read = start(samples - group) + (looks_up ? 64 : 16);  ///< bytes of every row

  struct alignas(bytes) Table {
    std::uint8_t at[vectors][bytes];
    constexpr Table() : at{} {
      for (int i = 0; i < vectors * static_cast<int>(bytes); ++i) {
        const int output = i / 4, base = start(output / group * group);
        const int position = start(output) - base + i % 4 * channels;
        at[i / static_cast<int>(bytes)][i % static_cast<int>(bytes)] =
            i % 4 < width ? static_cast<std::uint8_t>(position) : nothing;
      }
    }
  };
  static constexpr Table table{};

  /// The samples for the outputs from `output` on, `size` bytes.
  template <int output, std::size_t size>
  HWY_INLINE static Vec<std::uint8_t, size> load(const std::uint8_t* row) {
    if constexpr (size == block_bytes) {
      return hn::LoadU(Tag<std::uint8_t, block_bytes>(), row + start(output));
    } else {
      return hn::Combine(Tag<std::uint8_t, size>(), load<output + static_cast<int>(size) / 8, size / 2>(row),
                         load<output, size / 2>(row));
    }
  }

  /// Adds the samples of a row to vector `v`.
  template <int v>
  HWY_INLINE static Vec<std::uint16_t, bytes> add(Vec<std::uint16_t, bytes> sums, const std::uint8_t* row) {
    const Tag<std::uint8_t, bytes> d8;
    const Tag<std::uint16_t, bytes> d16;
    const auto positions = hn::Load(d8, table.at[v]);
#if ISOPEL_SIMD_VNNI
    if constexpr (looks_up) {
      constexpr __mmask64 there = width == 4 ? ~std::uint64_t{0} : 0x7777777777777777;
      const __m512i window = _mm512_loadu_si512(row + start(v * group));
      const __m512i found = _mm512_maskz_permutexvar_epi8(there, positions.raw, window);
      return Vec<std::uint16_t, bytes>{_mm512_dpbusd_epi32(sums.raw, found, _mm512_set1_epi8(1))};
    }
#endif
    const auto found = hn::TableLookupBytesOr0(load<v* static_cast<int>(bytes) / 4, bytes>(row), positions);
    const auto pairs = hn::BitCast(d16, found);
    return hn::Add(hn::Add(sums, hn::And(pairs, hn::Set(d16, 255))), hn::ShiftRight<8>(pairs));
  }

  /// The sums of two lanes of 16 bits, unless there is one of 32.
  HWY_INLINE static Vec<std::uint32_t, bytes> total(Vec<std::uint16_t, bytes> sums) {
    const Tag<std::uint32_t, bytes> d;
    const auto pairs = hn::BitCast(d, sums);
    if constexpr (looks_up) return pairs;
    return hn::Add(hn::And(pairs, hn::Set(d, 0xffff)), hn::ShiftRight<16>(pairs));
  }

  template <int v>
  HWY_INLINE static void store(Vec<std::uint16_t, bytes> sums, const NarrowMeans& means, std::uint8_t* out) {
    const Tag<std::uint8_t, bytes / 4> d8;
    hn::StoreU(hn::DemoteTo(d8, means.of<bytes>(total(sums))), d8, out + v * static_cast<int>(bytes) / 4);
  }

  /// Makes samples from `first` on, as many as are possible in whole steps, and returns where it stopped.
  static std::int32_t run(Rows<const std::uint8_t> src, std::uint8_t* dst, std::int32_t first, std::int32_t all,
                          std::int32_t height, const NarrowMeans& means) {
    const Tag<std::uint16_t, bytes> d16;
    for (; first + samples <= all && first * width + read <= all * width; first += samples) {
      const std::uint8_t* row = src.data + std::ptrdiff_t{first} * width;
      auto a = hn::Zero(d16), b = a, c = a, d = a;
      for (std::int32_t r = 0; r < height; ++r, row += src.stride) {
        a = add<0>(a, row);
        b = add<1>(b, row);
        c = add<2>(c, row);
        if constexpr (vectors == 4) d = add<vectors - 1>(d, row);
      }
      store<0>(a, means, dst + first);
      store<1>(b, means, dst + first);
      store<2>(c, means, dst + first);
      if constexpr (vectors == 4) store<vectors - 1>(d, means, dst + first);
    }
    return first;
  }
};

/// Makes the first boxes of a row, and returns how many pixels are done.
template <int channels, int width>
std::int32_t narrow_boxes(Rows<const std::uint8_t> src, std::uint8_t* dst, std::int32_t count, std::int32_t height) {
  const NarrowMeans means(static_cast<std::uint32_t>(width * height));
  const std::int32_t all = count * channels;
  std::int32_t done = NarrowBoxes<channels, width, widest>::run(src, dst, 0, all, height, means);
  if constexpr (widest > block_bytes) {
    done = NarrowBoxes<channels, width, block_bytes>::run(src, dst, done, all, height, means);
  }
  return done / channels;
}

/// The same for any width; 0 if it is not ours.
template <int channels>
std::int32_t narrow_boxes(Rows<const std::uint8_t> src, std::uint8_t* dst, std::int32_t count, std::int32_t width,
                          std::int32_t height) {
  if (width > 4 || width * height > largest_narrow_box) return 0;
  if (width == 3) return narrow_boxes<channels, 3>(src, dst, count, height);
  if constexpr (channels != 3) {
    if (width == 4) return narrow_boxes<channels, 4>(src, dst, count, height);
  }
  return 0;
}

ISOPEL_SIMD_END

#endif  // ISOPEL_ARCH_SIMD_NARROW_BOX_INL_HPP_
