// Columns of samples from eight rows, as floats: row r is lane r. Passes along x in floats work on these, because there
// the lanes must be different rows: the order in which one output's products are added up is part of its definition.
#ifndef ISOPEL_ARCH_SIMD_COLUMNS_INL_HPP_
#define ISOPEL_ARCH_SIMD_COLUMNS_INL_HPP_

#include <algorithm>

#include "arch/simd/blocks-inl.hpp"

ISOPEL_SIMD_BEGIN

constexpr std::int32_t column_rows = 8;
constexpr std::size_t column_bytes = column_rows * sizeof(float);
constexpr std::size_t column_vector = std::min(widest, column_bytes);  ///< bytes of a vector of a column's samples
constexpr std::int32_t column_vectors = column_bytes / column_vector;
using EightRows = BlockRows<const std::uint8_t, column_rows * block_bytes>;
using EightOutputRows = BlockRows<float, column_rows * block_bytes>;

// --- From rows of u8.

struct TwoBlocks {
  Block lower, upper;
};

/// Bytes a0 b0 a1 b1 ...
HWY_INLINE TwoBlocks interleave(Block a, Block b) {
  const Tag<std::uint8_t, block_bytes> d;
  return {hn::InterleaveLower(d, a, b), hn::InterleaveUpper(d, a, b)};
}

/// Sixteen samples.
template <std::size_t bytes = block_bytes>
HWY_INLINE void store_as_floats(Vec<std::uint8_t, bytes> samples, float* out) {
  constexpr std::size_t wide = bytes * sizeof(float);
  if constexpr (widest == block_bytes) {
    const Tag<std::uint16_t, block_bytes> d16;
    const Tag<std::int32_t, block_bytes> d32;
    const Tag<float, block_bytes> df;
    const auto zero = hn::Zero(d16);
    const auto words = interleave(samples, hn::Zero(Tag<std::uint8_t, block_bytes>()));
    const auto lower = hn::BitCast(d16, words.lower), upper = hn::BitCast(d16, words.upper);
    hn::StoreU(hn::ConvertTo(df, hn::BitCast(d32, hn::InterleaveLower(d16, lower, zero))), df, out);
    hn::StoreU(hn::ConvertTo(df, hn::BitCast(d32, hn::InterleaveUpper(d16, lower, zero))), df, out + 4);
    hn::StoreU(hn::ConvertTo(df, hn::BitCast(d32, hn::InterleaveLower(d16, upper, zero))), df, out + 8);
    hn::StoreU(hn::ConvertTo(df, hn::BitCast(d32, hn::InterleaveUpper(d16, upper, zero))), df, out + 12);
  } else if constexpr (wide > widest) {
    const Tag<std::uint8_t, bytes / 2> half;
    store_as_floats<bytes / 2>(hn::LowerHalf(half, samples), out);
    store_as_floats<bytes / 2>(hn::UpperHalf(half, samples), out + bytes / 2);
  } else {
    const Tag<float, wide> df;
    hn::StoreU(hn::ConvertTo(df, hn::PromoteTo(Tag<std::int32_t, wide>(), samples)), df, out);
  }
}

/// Eight columns from the samples of rows 0 and 4, 1 and 5, 2 and 6, 3 and 7.
HWY_INLINE void store_eight_columns(Block rows04, Block rows15, Block rows26, Block rows37, float* columns) {
  const TwoBlocks even = interleave(rows04, rows26), odd = interleave(rows15, rows37);
  const TwoBlocks left = interleave(even.lower, odd.lower), right = interleave(even.upper, odd.upper);
  store_as_floats(left.lower, columns);
  store_as_floats(left.upper, columns + 2 * column_rows);
  store_as_floats(right.lower, columns + 4 * column_rows);
  store_as_floats(right.upper, columns + 6 * column_rows);
}

/// The 16 columns from `at` on.
HWY_INLINE void store_columns(const EightRows& in, std::ptrdiff_t at, float* columns) {
  const TwoBlocks rows04 = interleave(load_block<16>(in.row[0] + at), load_block<16>(in.row[4] + at));
  const TwoBlocks rows15 = interleave(load_block<16>(in.row[1] + at), load_block<16>(in.row[5] + at));
  const TwoBlocks rows26 = interleave(load_block<16>(in.row[2] + at), load_block<16>(in.row[6] + at));
  const TwoBlocks rows37 = interleave(load_block<16>(in.row[3] + at), load_block<16>(in.row[7] + at));
  store_eight_columns(rows04.lower, rows15.lower, rows26.lower, rows37.lower, columns);
  store_eight_columns(rows04.upper, rows15.upper, rows26.upper, rows37.upper, columns + 8 * column_rows);
}

/// A window that moves along eight rows of at least 16 samples.
class Window {
  static constexpr std::int32_t group = block_bytes;

 public:
  static constexpr std::int32_t capacity = 16 * group;

  Window(const EightRows& in, std::int32_t readable) : in_(in), readable_(readable) {}

  std::int32_t begin() const { return begin_; }
  const float* columns() const { return columns_; }
  /// How many places, from begin() on, have that many samples behind them.
  std::uint32_t places(std::int32_t samples) const {
    return static_cast<std::uint32_t>(std::max(end_ - begin_ - samples + 1, 0));
  }
  bool holds(std::int32_t at, std::int32_t samples) const { return at >= begin_ && at + samples <= end_; }
  std::int32_t samples_from(std::int32_t at) const { return end_ - at; }
  const float* column(std::int32_t at) const { return columns_ + (at - begin_) * column_rows; }

  /// To `at`, or so far to the left of it that 16 samples are there.
  HWY_NOINLINE void move(std::int32_t at) {
    begin_ = std::min(at, readable_ - group);
    end_ = std::min(begin_ + capacity, readable_);
    for (std::int32_t first = begin_; first < end_; first += group) {
      const std::int32_t next = std::min(first, end_ - group);
      store_columns(in_, next, columns_ + (next - begin_) * column_rows);
    }
  }

 private:
  const EightRows& in_;
  std::int32_t readable_, begin_ = 0, end_ = 0;
  alignas(64) float columns_[capacity * column_rows];
};

// --- To rows of floats.

/// Four floats of a column; in a longer vector, and of the fourth one after it.
template <std::size_t bytes>
HWY_INLINE Vec<float, bytes> load_column(const float* columns, std::int32_t column) {
  const Tag<float, block_bytes> d;
  const float* const from = columns + column * column_rows;
  if constexpr (bytes == block_bytes) {
    return hn::Load(d, from);
  } else {
    return hn::Combine(Tag<float, bytes>(), hn::Load(d, from + 4 * column_rows), hn::Load(d, from));
  }
}

/// Columns 0 .. bytes / 4 - 1 to four rows.
template <std::size_t bytes>
HWY_INLINE void store_four_rows(const float* columns, float* row0, float* row1, float* row2, float* row3) {
  const Tag<float, bytes> d;
  const Tag<std::int64_t, bytes> d64;
  const auto a = load_column<bytes>(columns, 0), b = load_column<bytes>(columns, 1);
  const auto c = load_column<bytes>(columns, 2), e = load_column<bytes>(columns, 3);
  const auto ab01 = hn::BitCast(d64, hn::InterleaveLower(d, a, b));
  const auto ab23 = hn::BitCast(d64, hn::InterleaveUpper(d, a, b));
  const auto ce01 = hn::BitCast(d64, hn::InterleaveLower(d, c, e));
  const auto ce23 = hn::BitCast(d64, hn::InterleaveUpper(d, c, e));
  hn::StoreU(hn::BitCast(d, hn::InterleaveLower(d64, ab01, ce01)), d, row0);
  hn::StoreU(hn::BitCast(d, hn::InterleaveUpper(d64, ab01, ce01)), d, row1);
  hn::StoreU(hn::BitCast(d, hn::InterleaveLower(d64, ab23, ce23)), d, row2);
  hn::StoreU(hn::BitCast(d, hn::InterleaveUpper(d64, ab23, ce23)), d, row3);
}

/// `count` columns to samples `at` on of the eight rows. Of rows that are the same, the last is stored last.
HWY_INLINE void store_rows(const float* columns, std::int32_t count, const EightOutputRows& out, std::ptrdiff_t at) {
  constexpr std::int32_t step = column_vector / sizeof(float);
  std::int32_t column = 0;
  for (; column + step <= count; column += step, columns += step * column_rows, at += step) {
    store_four_rows<column_vector>(columns, out.row[0] + at, out.row[1] + at, out.row[2] + at, out.row[3] + at);
    store_four_rows<column_vector>(columns + 4, out.row[4] + at, out.row[5] + at, out.row[6] + at, out.row[7] + at);
  }
  for (; column < count; ++column, columns += column_rows, ++at) {
    for (std::int32_t r = 0; r < column_rows; ++r) out.row[r][at] = columns[r];
  }
}

ISOPEL_SIMD_END

#endif  // ISOPEL_ARCH_SIMD_COLUMNS_INL_HPP_
