// Means of boxes of 2x2 that round halves up: contract 1, formula (19), and the one of a preset (mean_by_reciprocal in
// engine/arithmetic.hpp). Assumes nothing about alignment; src and dst do not overlap. A vector at a time, of three
// channels what three quarters of one make. Tail: shorter vectors, then the scalar kernel.
#ifndef ISOPEL_ARCH_SIMD_HALVING_INL_HPP_
#define ISOPEL_ARCH_SIMD_HALVING_INL_HPP_

#include "arch/scalar/scalar.hpp"
#include "arch/simd/blocks-inl.hpp"

ISOPEL_SIMD_BEGIN

template <int channels>
struct Halving {
  static constexpr int block_samples = channels == 3 ? 12 : 16;  ///< of a row that make half as many of dst

  /// The samples that belong together as neighbours: r r' g g' b b' of three channels.
  static constexpr Positions neighbours() {
    Positions positions{};
    for (int i = 0; i < 16; ++i) {
      const int sample = i / (2 * channels) * (2 * channels) + i % 2 * channels + i / 2 % channels;
      positions.at[i] = i < block_samples ? static_cast<std::uint8_t>(sample) : nothing;
    }
    return positions;
  }

  /// Two half blocks without the gap that three channels leave between them.
  static constexpr Positions without_gap() {
    Positions positions{};
    for (int i = 0; i < 16; ++i) {
      constexpr int half = block_samples / 2;
      positions.at[i] = i < block_samples ? static_cast<std::uint8_t>(i / half * 8 + i % half) : nothing;
    }
    return positions;
  }

  /// Every sample plus its right neighbour.
  template <std::size_t bytes>
  HWY_INLINE static Vec<std::uint16_t, bytes> add_neighbours(Vec<std::uint8_t, bytes> samples) {
    static constexpr Positions positions = neighbours();
    const Tag<std::uint16_t, bytes> d16;
    const auto both = hn::BitCast(d16, channels == 1 ? samples : shuffle<bytes>(samples, positions));
    return hn::Add(hn::And(both, hn::Set(d16, 255)), hn::ShiftRight<8>(both));
  }

  /// The means of vectors of two rows.
  template <std::size_t bytes>
  HWY_INLINE static Vec<std::int16_t, bytes> means(Vec<std::uint8_t, bytes> top, Vec<std::uint8_t, bytes> bottom) {
    const auto two = hn::Set(Tag<std::uint16_t, bytes>(), 2);
    const auto sums = hn::Add(add_neighbours<bytes>(top), add_neighbours<bytes>(bottom));
    return hn::BitCast(Tag<std::int16_t, bytes>(), hn::ShiftRight<2>(hn::Add(sums, two)));
  }

  /// Makes the samples from 0 on, `bytes` of them or, of three channels, three quarters of that.
  template <std::size_t bytes>
  HWY_INLINE static void step(const std::uint8_t* top, const std::uint8_t* bottom, std::uint8_t* dst) {
    if constexpr (channels == 3) {
      static constexpr Positions positions = without_gap();
      constexpr std::int32_t blocks = bytes / block_bytes;
      constexpr LoadAt<block_bytes> first{0}, second{block_samples};
      const BlockRows<const std::uint8_t, bytes> above({top, 2 * block_samples}, blocks);
      const BlockRows<const std::uint8_t, bytes> below({bottom, 2 * block_samples}, blocks);
      const auto a = means<bytes>(load_blocks<bytes>(above, first), load_blocks<bytes>(below, first));
      const auto b = means<bytes>(load_blocks<bytes>(above, second), load_blocks<bytes>(below, second));
      const BlockRows<std::uint8_t, bytes> out({dst, block_samples}, blocks);
      store_blocks<block_samples>(shuffle<bytes>(clamp_to_u8(a, b), positions), out, 0);
    } else {
      const Tag<std::uint8_t, bytes> d;
      const auto a = means<bytes>(hn::LoadU(d, top), hn::LoadU(d, bottom));
      const auto b = means<bytes>(hn::LoadU(d, top + bytes), hn::LoadU(d, bottom + bytes));
      hn::StoreU(even_then_odd<bytes>(clamp_to_u8(a, b)), d, dst);
    }
  }

  /// Makes samples from `first` on, as many as are possible in whole vectors, and returns where it stopped.
  template <std::size_t bytes>
  static std::int32_t run(Rows<const std::uint8_t> src, std::uint8_t* dst, std::int32_t first, std::int32_t samples) {
    constexpr std::int32_t made = bytes / block_bytes * block_samples, read_beyond = block_bytes - block_samples;
    const std::uint8_t *const top = src.data, *const bottom = src.row(1);
    for (; 2 * (first + made) + read_beyond <= 2 * samples; first += made) {
      step<bytes>(top + 2 * first, bottom + 2 * first, dst + first);
    }
    return first;
  }
};

#if ISOPEL_SIMD_VNNI

/// The same of three channels where bytes are looked up anywhere in a vector: 48 samples at a time.
struct HalvingRgb {
  static constexpr int made = 48, half = 24;

  struct alignas(64) Tables {
    std::uint8_t neighbours[64] = {}, in_order[64] = {};
    constexpr Tables() {
      for (int i = 0; i < 2 * half; ++i) {
        neighbours[i] = static_cast<std::uint8_t>(i / 6 * 6 + i % 2 * 3 + i / 2 % 3);  // r r' g g' b b'
      }
      for (int i = 0; i < made; ++i) {  // blocks of two vectors of words, packed, alternate
        const int word = i % half;
        in_order[i] = static_cast<std::uint8_t>(word / 8 * 16 + i / half * 8 + word % 8);
      }
    }
  };

  HWY_INLINE static __m512i means(const std::uint8_t* top, const std::uint8_t* bottom, __m512i neighbours) {
    const __m512i ones = _mm512_set1_epi8(1), two = _mm512_set1_epi16(2);
    const __m512i above = _mm512_permutexvar_epi8(neighbours, _mm512_loadu_si512(top));
    const __m512i below = _mm512_permutexvar_epi8(neighbours, _mm512_loadu_si512(bottom));
    const __m512i sums = _mm512_add_epi16(_mm512_maddubs_epi16(above, ones), _mm512_maddubs_epi16(below, ones));
    return _mm512_srli_epi16(_mm512_add_epi16(sums, two), 2);
  }

  static std::int32_t run(Rows<const std::uint8_t> src, std::uint8_t* dst, std::int32_t samples) {
    static constexpr Tables tables{};
    const __m512i neighbours = _mm512_load_si512(tables.neighbours), in_order = _mm512_load_si512(tables.in_order);
    const std::uint8_t *top = src.data, *bottom = src.row(1);
    constexpr std::int32_t read_beyond = 64 - made;
    std::int32_t first = 0;
    for (; 2 * (first + made) + read_beyond <= 2 * samples; first += made, top += 2 * made, bottom += 2 * made) {
      const __m512i a = means(top, bottom, neighbours), b = means(top + made, bottom + made, neighbours);
      const __m512i packed = _mm512_permutexvar_epi8(in_order, _mm512_packus_epi16(a, b));
      _mm512_mask_storeu_epi8(dst + first, (std::uint64_t{1} << made) - 1, packed);
    }
    return first;
  }
};

#endif

/// Rounds halves up.
template <int channels>
void halve(Rows<const std::uint8_t> src, std::uint8_t* dst, std::int32_t count) {
  std::int32_t done = 0;
#if ISOPEL_SIMD_VNNI
  if constexpr (channels == 3) done = HalvingRgb::run(src, dst, count * channels);
#endif
  done = Halving<channels>::template run<widest>(src, dst, done, count * channels);
  done = Halving<channels>::template run<block_bytes>(src, dst, done, count * channels);
  scalar::box_u8({src.data + 2 * done, src.stride}, dst + done, count - done / channels, channels, 2, 2);
}

ISOPEL_SIMD_END

#endif  // ISOPEL_ARCH_SIMD_HALVING_INL_HPP_
