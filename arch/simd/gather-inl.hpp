// Contract 1, formulas (3) and (20): pixel copies for processors that look bytes up in vectors of 64 (AVX512-VBMI). A
// block is as many whole pixels of an output row as 64 bytes hold. Where its samples lie is looked up once and serves
// all rows: a distance from the block's base, in pairs of vectors. Equal rows are stored together.
// Assumes nothing about alignment; src and dst do not overlap. Reads between the least and the largest offset.
// Tail: the last store of a row is masked; so are loads where a row is shorter than what a block looks at. Rows whose
// pixels lie far apart are left to the scalar kernel.
#ifndef ISOPEL_ARCH_SIMD_GATHER_INL_HPP_
#define ISOPEL_ARCH_SIMD_GATHER_INL_HPP_

#include <algorithm>

#include "arch/scalar/scalar.hpp"
#include "arch/simd/lookup_weights-inl.hpp"

#if ISOPEL_SIMD_VNNI

ISOPEL_SIMD_BEGIN

constexpr std::int32_t most_gather_blocks = 128;  ///< whose places are prepared at once
constexpr std::int32_t most_gather_masks = 512;

/// The bytes of a row that may be read: those between the pixels that `x` names, counted from offset 0.
struct ReadableSpan {
  std::int32_t begin, end;

  ReadableSpan(const Taps& x, std::int32_t channels) {
    const auto* const offset = reinterpret_cast<const std::int32_t*>(x.records);
    __m512i least = _mm512_set1_epi32(offset[0]), largest = least;
    for (std::int32_t i = 0; i < x.count; i += 16) {
      const __mmask16 there = static_cast<__mmask16>(x.count - i >= 16 ? 0xffff : (1 << (x.count - i)) - 1);
      const __m512i some = _mm512_maskz_loadu_epi32(there, offset + i);
      least = _mm512_mask_min_epi32(least, there, least, some);
      largest = _mm512_mask_max_epi32(largest, there, largest, some);
    }
    begin = _mm512_reduce_min_epi32(least) - x.origin;
    end = _mm512_reduce_max_epi32(largest) - x.origin + channels;
  }
};

/// Where the samples of some blocks lie: at base + distance, of which `low` has 7 bits. The rest of a distance says in
/// which pair of vectors, and `mask` which samples are in each pair.
template <int channels>
class GatherPlaces {
 public:
  static constexpr std::int32_t pixels = 64 / channels;  ///< of a block
  /// Looking at more vectors than that takes longer than to copy the pixels one by one.
  static constexpr std::int32_t most_pairs = channels == 1 ? 16 : channels == 2 ? 8 : channels == 3 ? 5 : 3;

  alignas(64) std::uint8_t low[most_gather_blocks][64];
  std::uint64_t mask[most_gather_masks];
  std::int32_t base[most_gather_blocks];
  std::int32_t blocks = 0, pairs = 0;
  bool one_vector = false;  ///< suffices for every block
  bool short_row = false;   ///< shorter than the vectors that every block looks at

  GatherPlaces(const Taps& x, const std::uint8_t* src)
      : x_(x), row_(x, channels), src_(reinterpret_cast<std::uintptr_t>(src)) {}

  std::int32_t row_end() const { return row_.end; }
  std::int32_t all_blocks() const { return (x_.count + pixels - 1) / pixels; }

  /// False if some pixels are too far apart.
  bool are_near() {
    std::int32_t vectors = 1;
    for (std::int32_t b = 0; b < all_blocks(); ++b) {
      const ReadableSpan span(block(b), channels);
      vectors = std::max(vectors, (span.end - span.begin + 63) / 64);
    }
    pairs = (vectors + 1) / 2;
    one_vector = vectors == 1;
    looked_at_ = one_vector ? 64 : 128 * pairs;
    short_row = row_.end - row_.begin < looked_at_;
    return pairs <= most_pairs;
  }

  /// Prepares as many blocks from `first` on as there is room for.
  void prepare(std::int32_t first) {
    blocks = std::min({all_blocks() - first, most_gather_blocks, most_gather_masks / pairs});
    for (std::int32_t b = 0; b < blocks; ++b) look_up(b, block(first + b));
  }
  /// The bytes of the block `b` of those.
  std::int32_t bytes(std::int32_t first, std::int32_t b) const { return block(first + b).count * channels; }

 private:
  Taps block(std::int32_t b) const { return x_.slice(b * pixels, std::min(pixels, x_.count - b * pixels)); }

  void look_up(std::int32_t b, const Taps& x) {
    const ReadableSpan span(x, channels);
    base[b] = std::max(row_.begin, std::min(span.begin, row_.end - looked_at_));
    // On the boundary of a vector if that costs nothing: where one row lies so, all may.
    const auto past = static_cast<std::int32_t>((src_ + static_cast<std::uintptr_t>(base[b])) % 64);
    if (base[b] - past >= row_.begin && span.end - (base[b] - past) <= looked_at_) base[b] -= past;
    alignas(64) std::uint16_t distance[64] = {};
    for (std::int32_t i = 0; i < x.count; ++i) {
      const std::int32_t at = x.offset(i) - base[b];
      for (int c = 0; c < channels; ++c) distance[i * channels + c] = static_cast<std::uint16_t>(at + c);
    }
    const __m512i lower = _mm512_load_si512(distance), upper = _mm512_load_si512(distance + 32);
    const __m512i order = _mm512_setr_epi64(0, 2, 4, 6, 1, 3, 5, 7);
    const __m512i seven = _mm512_set1_epi16(127);
    const __m512i lows = _mm512_packus_epi16(_mm512_and_si512(lower, seven), _mm512_and_si512(upper, seven));
    const __m512i highs = _mm512_packus_epi16(_mm512_srli_epi16(lower, 7), _mm512_srli_epi16(upper, 7));
    _mm512_store_si512(low[b], _mm512_permutexvar_epi64(order, lows));
    const __m512i pair = _mm512_permutexvar_epi64(order, highs);
    for (std::int32_t p = 0; p < pairs; ++p) {
      mask[b * pairs + p] = _mm512_cmpeq_epi8_mask(pair, _mm512_set1_epi8(static_cast<char>(p)));
    }
  }

  Taps x_;
  ReadableSpan row_;
  std::uintptr_t src_;
  std::int32_t looked_at_ = 0;
};

/// 64 bytes; where a row is short, those before `end`.
template <bool short_row>
HWY_INLINE __m512i load_of_row(const std::uint8_t* from, const std::uint8_t* end) {
  if constexpr (short_row) return load_readable(from, end - from);
  return _mm512_loadu_si512(from);
}

/// One block. `fixed_pairs` is 0 for one vector, 1 or 2 for so many pairs, or -1 if the number is known at run time.
template <int channels, int fixed_pairs, bool short_row>
HWY_INLINE __m512i gather_block(const GatherPlaces<channels>& places, std::int32_t b, const std::uint8_t* row,
                                const std::uint8_t* end) {
  const std::uint8_t* const from = row + places.base[b];
  const __m512i low = _mm512_load_si512(places.low[b]);
  const __m512i first = load_of_row<short_row>(from, end);
  if constexpr (fixed_pairs == 0) return _mm512_permutexvar_epi8(low, first);
  __m512i found = _mm512_permutex2var_epi8(first, low, load_of_row<short_row>(from + 64, end));
  if constexpr (fixed_pairs == 1) return found;
  const std::int32_t pairs = fixed_pairs > 0 ? fixed_pairs : places.pairs;
  for (std::int32_t p = 1; p < pairs; ++p) {
    const __m512i even = load_of_row<short_row>(from + 128 * p, end);
    const __m512i odd = load_of_row<short_row>(from + 128 * p + 64, end);
    const __m512i here = _mm512_permutex2var_epi8(even, low, odd);
    found = _mm512_mask_mov_epi8(found, places.mask[b * pairs + p], here);
  }
  return found;
}

/// The blocks of all rows. `last_bytes` are those of the last block.
template <int channels, int fixed_pairs, bool short_row>
void gather_blocks(const GatherPlaces<channels>& places, Rows<const std::uint8_t> src, Rows<std::uint8_t> dst,
                   std::int32_t last_bytes, const Taps& y) {
  constexpr std::int32_t block = GatherPlaces<channels>::pixels * channels;
  const std::int32_t whole = places.blocks - 1;
  const __mmask64 last = ~std::uint64_t{0} >> (64 - last_bytes);
  for (std::int32_t r = 0; r < y.count; ++r) {
    std::uint8_t* const out = dst.row(r);
    if (r > 0 && y.offset(r) == y.offset(r - 1)) {
      __builtin_memcpy(out, dst.row(r - 1), static_cast<std::size_t>(whole * block + last_bytes));
      continue;
    }
    const std::uint8_t* const in = src.row(y.offset(r));
    const std::uint8_t* const end = in + places.row_end();
    // Far rows are seldom in the cache, and too short for the processor to see what comes next.
    const std::ptrdiff_t next = fixed_pairs != 0 && r + 1 < y.count ? src.row(y.offset(r + 1)) - in : 0;
    const std::int32_t lines = fixed_pairs == 0 ? 0 : 2 * places.pairs;
    // What is stored beyond the pixels of a block is stored again.
    for (std::int32_t b = 0; b < whole; ++b) {
      for (std::int32_t line = 0; line < lines; ++line) {
        _mm_prefetch(reinterpret_cast<const char*>(in + next + places.base[b] + 64 * line), _MM_HINT_T0);
      }
      _mm512_storeu_si512(out + b * block, gather_block<channels, fixed_pairs, short_row>(places, b, in, end));
    }
    const __m512i found = gather_block<channels, fixed_pairs, short_row>(places, whole, in, end);
    _mm512_mask_storeu_epi8(out + whole * block, last, found);
  }
}

template <int channels>
void gather_pixels(Rows<const std::uint8_t> src, Rows<std::uint8_t> dst, const Taps& x, const Taps& y) {
  using Places = GatherPlaces<channels>;
  Places places(x, src.data);
  if (!places.are_near()) return scalar::gather_u8(src, dst, channels, x, y);
  const auto blocks = places.short_row    ? gather_blocks<channels, -1, true>
                      : places.one_vector ? gather_blocks<channels, 0, false>
                      : places.pairs == 1 ? gather_blocks<channels, 1, false>
                      : places.pairs == 2 ? gather_blocks<channels, 2, false>
                                          : gather_blocks<channels, -1, false>;
  for (std::int32_t first = 0; first < places.all_blocks(); first += places.blocks) {
    places.prepare(first);
    const Rows<std::uint8_t> out{dst.data + std::ptrdiff_t{first} * Places::pixels * channels, dst.stride};
    blocks(places, src, out, places.bytes(first, places.blocks - 1), y);
  }
}

void gather_u8(Rows<const std::uint8_t> src, Rows<std::uint8_t> dst, std::int32_t channels, const Taps& x,
               const Taps& y) {
  const auto pixels = channels == 1   ? gather_pixels<1>
                      : channels == 2 ? gather_pixels<2>
                      : channels == 3 ? gather_pixels<3>
                                      : gather_pixels<4>;
  pixels(src, dst, x, y);
}

ISOPEL_SIMD_END

#endif  // ISOPEL_SIMD_VNNI

#endif  // ISOPEL_ARCH_SIMD_GATHER_INL_HPP_
