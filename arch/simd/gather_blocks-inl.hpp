// Contract 1, formulas (3) and (20): pixel copies for processors that look bytes up in blocks of 16. Sixteen bytes of
// an output row come from a few neighbouring blocks of the source row. Where they lie is looked up once and serves all
// rows.
// Assumes nothing about alignment; src and dst do not overlap. Reads between the least and the largest offset.
// Tail: the last sixteen bytes of a row overlap the ones before. Shorter rows, rows whose pixels lie far apart, and
// pixels of four bytes are left to the scalar kernel.
#ifndef ISOPEL_ARCH_SIMD_GATHER_BLOCKS_INL_HPP_
#define ISOPEL_ARCH_SIMD_GATHER_BLOCKS_INL_HPP_

#include <algorithm>

#include "arch/scalar/scalar.hpp"
#include "arch/simd/blocks-inl.hpp"

#if !ISOPEL_SIMD_VNNI

ISOPEL_SIMD_BEGIN

constexpr std::int32_t most_gather_lookups = 512;  ///< that are prepared at once
constexpr bool looks_far = HWY_ARCH_ARM_A64;       ///< one lookup reaches four windows, and goes on in the next four

/// Where the bytes of some blocks lie: in `windows` blocks of the source row from `base` on.
template <int channels>
class BlockPlaces {
 public:
  /// Looking at more blocks than that takes longer than to copy the pixels one by one.
  static constexpr std::int32_t most_windows = looks_far || channels == 1 ? 8 : channels == 2 ? 4 : 3;

  Positions positions[most_gather_lookups];
  std::int32_t base[most_gather_lookups];
  std::int32_t blocks = 0, windows = 1;

  explicit BlockPlaces(const Taps& x) : x_(x), row_(span(0, x.count - 1)) {}

  std::int32_t row_bytes() const { return x_.count * channels; }
  /// Positions of a block.
  std::int32_t lookups() const { return looks_far ? 1 : windows; }
  /// The first byte of a block of the output row.
  std::int32_t start(std::int32_t block) const { return std::min(16 * block, row_bytes() - 16); }

  /// False if some pixels are too far apart, or the source row is too short.
  bool are_near() {
    for (std::int32_t b = 0; 16 * b < row_bytes(); ++b) {
      const Span span = span_of(b);
      windows = std::max(windows, (span.end - span.begin + 15) / 16);
    }
    if (looks_far && windows > 2 && windows < most_windows) windows = windows <= 4 ? 4 : most_windows;
    return windows <= most_windows && row_.end - row_.begin >= 16 * windows;
  }

  /// Prepares as many blocks from `first` on as there is room for.
  void prepare(std::int32_t first) {
    const std::int32_t left = (row_bytes() + 15) / 16 - first;
    blocks = std::min(left, most_gather_lookups / lookups());
    for (std::int32_t b = 0; b < blocks; ++b) look_up(b, first + b);
  }

 private:
  struct Span {
    std::int32_t begin, end;
  };

  /// Of the bytes of a source row between those of two pixels and the pixels between.
  Span span(std::int32_t first, std::int32_t last) const {
    std::int32_t least = x_.offset(first), largest = least;
    for (std::int32_t i = first + 1; i <= last; ++i) {
      least = std::min(least, x_.offset(i));
      largest = std::max(largest, x_.offset(i));
    }
    return {least, largest + channels};
  }
  Span span_of(std::int32_t block) const {
    const std::int32_t byte = start(block);
    return span(byte / channels, (byte + 15) / channels);
  }

  void look_up(std::int32_t b, std::int32_t block) {
    const std::int32_t byte = start(block);
    base[b] = std::max(row_.begin, std::min(span_of(block).begin, row_.end - 16 * windows));
    Positions* const of = positions + b * lookups();
    __builtin_memset(of, nothing, sizeof(Positions) * static_cast<std::size_t>(lookups()));
    for (std::int32_t i = 0; i < 16; ++i) {
      const std::int32_t distance = x_.offset((byte + i) / channels) + (byte + i) % channels - base[b];
      of[looks_far ? 0 : distance / 16].at[i] = static_cast<std::uint8_t>(looks_far ? distance : distance % 16);
    }
  }

  Taps x_;
  Span row_;
};

#if HWY_ARCH_ARM_A64

template <int windows>
HWY_INLINE uint8x16_t look_far(const std::uint8_t* from, uint8x16_t positions) {
  if constexpr (windows == 1) return vqtbl1q_u8(vld1q_u8(from), positions);
  if constexpr (windows == 2) return vqtbl2q_u8(vld1q_u8_x2(from), positions);
  if constexpr (windows == 4) return vqtbl4q_u8(vld1q_u8_x4(from), positions);
  const uint8x16_t next = vsubq_u8(positions, vdupq_n_u8(64));  // those of the first four wrap, and look up nothing
  return vqtbx4q_u8(vqtbl4q_u8(vld1q_u8_x4(from), positions), vld1q_u8_x4(from + 64), next);
}

/// `fixed_windows` is 1, 2 or 4, or 0 for eight.
template <int channels, int fixed_windows>
void gather_blocks_of_row(const BlockPlaces<channels>& places, std::int32_t first, const std::uint8_t* src,
                          std::uint8_t* dst) {
  const std::int32_t count = places.blocks;
  for (std::int32_t b = 0; b < count; ++b) {
    const uint8x16_t positions = vld1q_u8(places.positions[b].at);
    vst1q_u8(dst + places.start(first + b), look_far<fixed_windows>(src + places.base[b], positions));
  }
}

#else

/// `fixed_windows` is 0 if their number is known only at run time.
template <int channels, int fixed_windows>
HWY_INLINE void gather_blocks_of_row(const BlockPlaces<channels>& places, std::int32_t first, const std::uint8_t* src,
                                     std::uint8_t* dst) {
  const Tag<std::uint8_t, block_bytes> d;
  const std::int32_t windows = fixed_windows > 0 ? fixed_windows : places.windows;
  const Positions* positions = places.positions;
  for (std::int32_t b = 0; b < places.blocks; ++b, positions += windows) {
    const std::uint8_t* const from = src + places.base[b];
    auto found = hn::TableLookupBytesOr0(hn::LoadU(d, from), hn::Load(d, positions[0].at));
    HWY_UNROLL(4)
    for (std::int32_t w = 1; w < windows; ++w) {
      found = hn::Or(found, hn::TableLookupBytesOr0(hn::LoadU(d, from + 16 * w), hn::Load(d, positions[w].at)));
    }
    hn::StoreU(found, d, dst + places.start(first + b));
  }
}

#endif

template <int channels>
void gather_pixels(Rows<const std::uint8_t> src, Rows<std::uint8_t> dst, const Taps& x, const Taps& y) {
  BlockPlaces<channels> places(x);
  if (!places.are_near()) return scalar::gather_u8(src, dst, channels, x, y);
  const std::int32_t all = (places.row_bytes() + 15) / 16;
  for (std::int32_t first = 0; first < all; first += places.blocks) {
    places.prepare(first);
    const std::int32_t begin = places.start(first), end = places.start(first + places.blocks - 1) + 16;
    const auto gather = places.windows == 1   ? gather_blocks_of_row<channels, 1>
                        : places.windows == 2 ? gather_blocks_of_row<channels, 2>
                        : places.windows == 4 ? gather_blocks_of_row<channels, 4>
                                              : gather_blocks_of_row<channels, 0>;
    for (std::int32_t r = 0; r < y.count; ++r) {
      if (r > 0 && y.offset(r) == y.offset(r - 1)) {
        __builtin_memcpy(dst.row(r) + begin, dst.row(r - 1) + begin, static_cast<std::size_t>(end - begin));
      } else {
        gather(places, first, src.row(y.offset(r)), dst.row(r));
      }
    }
  }
}

void gather_u8(Rows<const std::uint8_t> src, Rows<std::uint8_t> dst, std::int32_t channels, const Taps& x,
               const Taps& y) {
  // Four bytes are as quickly copied one by one.
  if (channels > 3 || x.count * channels < 16) return scalar::gather_u8(src, dst, channels, x, y);
  const auto pixels = channels == 1 ? gather_pixels<1> : channels == 2 ? gather_pixels<2> : gather_pixels<3>;
  pixels(src, dst, x, y);
}

ISOPEL_SIMD_END

#endif  // !ISOPEL_SIMD_VNNI

#endif  // ISOPEL_ARCH_SIMD_GATHER_BLOCKS_INL_HPP_
