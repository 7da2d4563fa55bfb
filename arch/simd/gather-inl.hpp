// Contract 1, formulas (3) and (20): pixel copies for processors that look bytes up in vectors of 64 (AVX512-VBMI): up
// to sixteen pixels at a time, as many as lie within 128 bytes. Assumes nothing about alignment; src and dst do not
// overlap. The offset of the last pixel tells how far src may be read; usually it is the largest. Tail: loads and
// stores are masked. Pixels that lie far apart are scalar.
#ifndef ISOPEL_ARCH_SIMD_GATHER_INL_HPP_
#define ISOPEL_ARCH_SIMD_GATHER_INL_HPP_

#include <algorithm>

#include "arch/scalar/scalar.hpp"
#include "arch/simd/lookup_weights-inl.hpp"

#if ISOPEL_SIMD_VNNI

ISOPEL_SIMD_BEGIN

/// For each sample of sixteen pixels: which pixel, and which channel.
template <int channels>
struct alignas(64) SampleTable {
  std::uint8_t pixel[64], channel[64];

  constexpr SampleTable() : pixel{}, channel{} {
    for (int i = 0; i < lookup_outputs * channels; ++i) {
      pixel[i] = static_cast<std::uint8_t>(i / channels);
      channel[i] = static_cast<std::uint8_t>(i % channels);
    }
  }
};

/// Copies the first sixteen or eight of `count` pixels, or fewer if there are fewer. How many those were: 0 if they lie
/// too far apart. The branches are foreseen, so the next pixels need not wait for these.
template <int channels>
HWY_INLINE std::int32_t gather_some(const std::uint8_t* src, std::uint8_t* dst, const std::int32_t* offset,
                                    std::int32_t count, std::int32_t end) {
  static constexpr SampleTable<channels> samples;
  const std::int32_t base = offset[0], limit = std::min(end - base, 128) - channels;
  const __m512i at = _mm512_sub_epi32(_mm512_loadu_si512(offset), _mm512_set1_epi32(base));
  const __mmask16 there = static_cast<__mmask16>(count >= lookup_outputs ? 0xffff : (1 << count) - 1);
  const unsigned past = _mm512_mask_cmpgt_epi32_mask(there, at, _mm512_set1_epi32(limit)) |
                        _mm512_mask_cmplt_epi32_mask(there, at, _mm512_setzero_si512());
  std::int32_t pixels = std::min(count, lookup_outputs);
  if (past != 0) {
    if (limit < 0 || (past & 0xff) != 0) return 0;
    pixels = 8;
  }
  const __m512i pixel_at = _mm512_castsi128_si512(_mm512_cvtepi32_epi8(at));
  const __m512i first_samples = _mm512_permutexvar_epi8(_mm512_load_si512(samples.pixel), pixel_at);
  const __m512i positions = _mm512_add_epi8(first_samples, _mm512_load_si512(samples.channel));
  const __m512i window = load_readable(src + base, end - base);
  __m512i found = _mm512_permutexvar_epi8(positions, window);
  if (_mm512_cmpgt_epi32_mask(at, _mm512_set1_epi32(64 - channels)) != 0) {
    found = _mm512_permutex2var_epi8(window, positions, load_readable(src + base + 64, end - base - 64));
  }
  // What is stored beyond the pixels is stored again.
  if (channels == 1 && count >= lookup_outputs) {
    _mm_storeu_si128(reinterpret_cast<__m128i*>(dst), _mm512_castsi512_si128(found));
  } else if (count * channels >= 64) {
    _mm512_storeu_si512(dst, found);
  } else {
    _mm512_mask_storeu_epi8(dst, ~std::uint64_t{0} >> (64 - pixels * channels), found);
  }
  return pixels;
}

template <int channels>
void gather_pixels(const std::uint8_t* src, std::uint8_t* dst, const Taps& offsets) {
  const auto* const offset = reinterpret_cast<const std::int32_t*>(offsets.records);
  const std::int32_t count = offsets.count, end = offset[count - 1] + channels;
  const std::uint8_t* const from = src - offsets.origin;
  for (std::int32_t x = 0; x < count;) {
    std::uint8_t* const out = dst + std::ptrdiff_t{x} * channels;
    const std::int32_t done = gather_some<channels>(from, out, offset + x, count - x, end);
    if (done == lookup_outputs) {
      x += lookup_outputs;
    } else if (done == 8) {
      x += 8;
    } else if (done != 0) {
      return;  // they were the last ones
    } else {
      const std::int32_t apart = std::min(4 * lookup_outputs, count - x);
      scalar::gather_u8(src, out, channels, offsets.slice(x, apart));
      x += apart;
    }
  }
}

void gather_u8(const std::uint8_t* src, std::uint8_t* dst, std::int32_t channels, const Taps& offsets) {
  const auto pixels = channels == 1   ? gather_pixels<1>
                      : channels == 2 ? gather_pixels<2>
                      : channels == 3 ? gather_pixels<3>
                                      : gather_pixels<4>;
  pixels(src, dst, offsets);
}

ISOPEL_SIMD_END

#endif  // ISOPEL_SIMD_VNNI

#endif  // ISOPEL_ARCH_SIMD_GATHER_INL_HPP_
