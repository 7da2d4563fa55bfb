// Contract 1, formulas (16) to (18): passes along y over several neighbouring output rows at once, whose windows share
// most of their source rows. Two of those are loaded and paired once for all outputs that have them.
// Assumes nothing about alignment; src and dst do not overlap.
// Tail: the last columns are done again, overlapping the ones before.
// Reads exactly the rows of the windows: an odd last row is its own partner, with weight zero.
#ifndef ISOPEL_ARCH_SIMD_VERTICAL_GROUP_INL_HPP_
#define ISOPEL_ARCH_SIMD_VERTICAL_GROUP_INL_HPP_

#include <algorithm>

#include "arch/simd/column_sums-inl.hpp"

ISOPEL_SIMD_BEGIN

/// As many as have sums in registers.
constexpr std::int32_t group_rows = few_registers ? 2 : 4;
/// With fewer taps, two rows gain less by sharing than short loops cost.
constexpr std::int32_t fewest_group_taps = few_registers ? 9 : 3;

/// The windows of some output rows in pairs of source rows, counted from the first row of all.
class RowGroup {
 public:
  static constexpr std::int32_t most_pairs = 96;
  /// The pairs [begin, end) belong to the outputs first .. last.
  struct Segment {
    std::int32_t first, last, begin, end;
  };

  /// Of the outputs from `output` on. False if they share too little.
  bool prepare(const Taps& taps, std::int32_t output) {
    std::int32_t low = taps.offset(output), high = low;
    for (std::int32_t i = 1; i < group_rows; ++i) {
      low = std::min(low, taps.offset(output + i));
      high = std::max(high, taps.offset(output + i));
    }
    first_row_ = low;
    ahead_ = (high - low) * group_rows / (group_rows - 1);
    rows_ = high - low + taps.taps;
    pairs_ = (rows_ + 1) / 2;
    const std::int32_t alone = group_rows * ((taps.taps + 1) / 2);  // pairs without a group
    if (pairs_ > most_pairs || 3 * pairs_ > 2 * alone) return false;
    std::fill_n(&weights_[0][0][0], pairs_ * group_rows * 2, std::int16_t{0});
    std::int32_t begin[group_rows], end[group_rows];
    for (std::int32_t i = 0; i < group_rows; ++i) {
      const std::int32_t row = taps.offset(output + i) - low;
      const std::int16_t* const weights = taps.weights(output + i);
      for (std::int32_t k = 0; k < taps.taps; ++k) weights_[(row + k) / 2][i][(row + k) % 2] = weights[k];
      begin[i] = row / 2;
      end[i] = (row + taps.taps + 1) / 2;
    }
    for (std::int32_t i = 1; i < group_rows; ++i) {  // windows may step back a little: then some weights are zero
      begin[group_rows - 1 - i] = std::min(begin[group_rows - 1 - i], begin[group_rows - i]);
      end[i] = std::max(end[i], end[i - 1]);
    }
    find_segments(begin, end);
    return true;
  }

  std::int32_t first_row() const { return first_row_; }
  std::int32_t rows() const { return rows_; }
  std::int32_t ahead() const { return ahead_; }  ///< rows that the next group will need besides these
  std::int32_t count() const { return count_; }
  const Segment& segment(std::int32_t i) const { return segments_[i]; }
  const std::int16_t* weights(std::int32_t pair, std::int32_t output) const { return weights_[pair][output]; }

 private:
  void find_segments(const std::int32_t (&begin)[group_rows], const std::int32_t (&end)[group_rows]) {
    count_ = 0;
    std::int32_t first = 0, last = 0;
    for (std::int32_t k = 0; k < pairs_; ++k) {
      while (end[first] <= k) ++first;
      while (last + 1 < group_rows && begin[last + 1] <= k) ++last;
      if (first > last) continue;  // a row between two windows
      const bool same = count_ != 0 && segments_[count_ - 1].first == first && segments_[count_ - 1].last == last;
      if (same && segments_[count_ - 1].end == k) {
        ++segments_[count_ - 1].end;
      } else {
        segments_[count_++] = {first, last, k, k + 1};
      }
    }
  }

  std::int16_t weights_[most_pairs][group_rows][2];
  Segment segments_[4 * group_rows];
  std::int32_t count_, first_row_, rows_, pairs_, ahead_;
};

/// The sums of the columns of all outputs: of vectors as the compiler knows them, which it keeps in registers, whereas
/// it moves structures around.
template <std::size_t bytes>
struct GroupSums {
  using Vector = Vec<std::int32_t, bytes>;
  decltype(Vector::raw) of[group_rows][4];
};

/// Rows of that many bytes belong to images of tens of megabytes, which come from memory: what the next group needs is
/// fetched ahead, column by column. Those rows may not exist; to fetch is not to read.
constexpr std::int32_t far_row_bytes = 10000;
/// Every row is a stream of its own, too many for what processors foresee: the columns so many bytes behind are fetched
/// ahead as well, also of images that lie in a cache.
constexpr std::ptrdiff_t columns_ahead = 128, far_columns_ahead = 256;

template <int first, int last, std::size_t bytes, class From>
HWY_INLINE void add_segment(GroupSums<bytes>& sums, Rows<const From> columns, const RowGroup& group,
                            const RowGroup::Segment& segment, std::ptrdiff_t ahead) {
  if constexpr (last < group_rows) {
    using Vector = Vec<std::int32_t, bytes>;
    const From* row = columns.row(2 * segment.begin);
    for (std::int32_t k = segment.begin; k < segment.end; ++k) {
      const From* const next = 2 * k + 1 < group.rows() ? Rows<const From>{row, columns.stride}.row(1) : row;
      if constexpr (sizeof(From) == 1 && bytes == 64) {  // shorter vectors take longer over a line than it to come
        __builtin_prefetch(row + ahead);
        __builtin_prefetch(next + ahead);
      }
      const FourPairs<bytes> pairs(row, next);
      HWY_UNROLL(4)
      for (int i = first; i <= last; ++i) {
        const auto weight = weight_pair<bytes>(group.weights(k, i));
        sums.of[i][0] = add_products(Vector{sums.of[i][0]}, pairs.p0, weight).raw;
        sums.of[i][1] = add_products(Vector{sums.of[i][1]}, pairs.p1, weight).raw;
        sums.of[i][2] = add_products(Vector{sums.of[i][2]}, pairs.p2, weight).raw;
        sums.of[i][3] = add_products(Vector{sums.of[i][3]}, pairs.p3, weight).raw;
      }
      row = Rows<const From>{row, columns.stride}.row(2);
    }
  }
}

template <std::size_t bytes, class From>
HWY_INLINE void add_any_segment(GroupSums<bytes>& sums, Rows<const From> columns, const RowGroup& group,
                                const RowGroup::Segment& segment, std::ptrdiff_t ahead) {
  switch (segment.first * 4 + segment.last) {
    case 0:
      return add_segment<0, 0>(sums, columns, group, segment, ahead);
    case 1:
      return add_segment<0, 1>(sums, columns, group, segment, ahead);
    case 2:
      return add_segment<0, 2>(sums, columns, group, segment, ahead);
    case 3:
      return add_segment<0, 3>(sums, columns, group, segment, ahead);
    case 5:
      return add_segment<1, 1>(sums, columns, group, segment, ahead);
    case 6:
      return add_segment<1, 2>(sums, columns, group, segment, ahead);
    case 7:
      return add_segment<1, 3>(sums, columns, group, segment, ahead);
    case 10:
      return add_segment<2, 2>(sums, columns, group, segment, ahead);
    case 11:
      return add_segment<2, 3>(sums, columns, group, segment, ahead);
    default:
      return add_segment<3, 3>(sums, columns, group, segment, ahead);
  }
}

template <class From>
HWY_INLINE void fetch_ahead(Rows<const From> columns, const RowGroup& group) {
  const From* row = columns.row(group.rows());
  for (std::int32_t i = 0; i < group.ahead(); ++i) {
    __builtin_prefetch(row);
    row = Rows<const From>{row, columns.stride}.row(1);
  }
}

/// Rows of at least `bytes` samples.
template <std::size_t bytes, class From, class To>
void group_of_rows(Rows<const From> src, Rows<To> dst, std::int32_t samples, const RowGroup& group, Rounding rounding) {
  using Vector = Vec<std::int32_t, bytes>;
  constexpr std::int32_t step = bytes;
  const From* const first = src.row(group.first_row());
  const bool is_far = sizeof(From) == 1 && samples >= far_row_bytes;
  const std::ptrdiff_t ahead = is_far ? far_columns_ahead : columns_ahead;
  for (std::int32_t x = 0; x < samples; x += step) {
    const std::int32_t at = std::min(x, samples - step);
    if (is_far) fetch_ahead(Rows<const From>{first + at, src.stride}, group);
    GroupSums<bytes> sums;
    HWY_UNROLL(4)
    for (std::int32_t i = 0; i < group_rows; ++i) {
      HWY_UNROLL(4)
      for (int j = 0; j < 4; ++j) sums.of[i][j] = hn::Set(Tag<std::int32_t, bytes>(), rounding.bias).raw;
    }
    for (std::int32_t i = 0; i < group.count(); ++i) {
      add_any_segment<bytes>(sums, Rows<const From>{first + at, src.stride}, group, group.segment(i), ahead);
    }
    HWY_UNROLL(4)
    for (std::int32_t i = 0; i < group_rows; ++i) {
      FourSums<narrow, bytes> four;
      four.s0.of[0] = Vector{sums.of[i][0]};
      four.s1.of[0] = Vector{sums.of[i][1]};
      four.s2.of[0] = Vector{sums.of[i][2]};
      four.s3.of[0] = Vector{sums.of[i][3]};
      put_columns<From>(four, dst.row(i) + at, rounding.shift);
    }
  }
}

ISOPEL_SIMD_END

#endif  // ISOPEL_ARCH_SIMD_VERTICAL_GROUP_INL_HPP_
