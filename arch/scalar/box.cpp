// Means of boxes: contract 1, formula (19), and the ones of presets, in plain C++.
// Assumes nothing about alignment; src and dst do not overlap.
// Tail: none, one sample at a time.
#include "arch/scalar/scalar.hpp"

namespace isopel::scalar {
namespace {

/// The sum of a row has 32 bits, and that of a box as many as Sum has.
template <class Sum, class Mean>
void box(Rows<const std::uint8_t> src, std::uint8_t* dst, std::int32_t count, std::int32_t channels,
         std::int32_t box_width, std::int32_t box_height, Mean mean) {
  const Sum area = static_cast<Sum>(box_width) * static_cast<Sum>(box_height);
  for (std::int32_t x = 0; x < count; ++x) {
    for (std::int32_t c = 0; c < channels; ++c) {
      Sum sum = 0;
      for (std::int32_t j = 0; j < box_height; ++j) {
        const std::uint8_t* in = src.row(j) + static_cast<std::ptrdiff_t>(x) * box_width * channels + c;
        std::uint32_t row = 0;
        for (std::int32_t i = 0; i < box_width; ++i) row += in[static_cast<std::ptrdiff_t>(i) * channels];
        sum += static_cast<Sum>(row);
      }
      *dst++ = mean(sum, area);
    }
  }
}

}  // namespace

void box_u8(Rows<const std::uint8_t> src, std::uint8_t* dst, std::int32_t count, std::int32_t channels,
            std::int32_t box_width, std::int32_t box_height) {
  box<std::uint64_t>(src, dst, count, channels, box_width, box_height, box_mean);
}

void box_u8_even(Rows<const std::uint8_t> src, std::uint8_t* dst, std::int32_t count, std::int32_t channels,
                 std::int32_t box_width, std::int32_t box_height) {
  box<std::int32_t>(src, dst, count, channels, box_width, box_height, mean_to_even);
}

void box_u8_cut(Rows<const std::uint8_t> src, std::uint8_t* dst, std::int32_t count, std::int32_t channels,
                std::int32_t box_width, std::int32_t box_height) {
  box<std::int32_t>(src, dst, count, channels, box_width, box_height, mean_of_cut_box);
}

void box_u8_reciprocal(Rows<const std::uint8_t> src, std::uint8_t* dst, std::int32_t count, std::int32_t channels,
                       std::int32_t box_width, std::int32_t box_height) {
  box<std::uint32_t>(src, dst, count, channels, box_width, box_height, mean_by_reciprocal);
}

void weighted_box_u8(Rows<const std::uint8_t> src, std::uint8_t* dst, std::int32_t channels, const Taps& x,
                     const Taps& y, const WeightedBoxRules& rules) {
  const auto edge = [](const Taps& taps, std::int32_t output) -> WeightedEdge {
    const std::int16_t* values = taps.weights(output);
    return {static_cast<std::uint32_t>(values[0]), static_cast<std::uint32_t>(values[1]),
            static_cast<std::uint32_t>(values[2])};
  };
  const WeightedEdge rows = edge(y, 0);
  const std::int32_t first_row = y.offset(0), last_row = first_row + static_cast<std::int32_t>(rows.last);
  for (std::int32_t i = 0; i < x.count; ++i) {
    const WeightedEdge columns = edge(x, i);
    for (std::int32_t c = 0; c < channels; ++c) {
      // One column's sample: weighted in the first and last row, or the plain sum of the rows between.
      const auto weighted = [&](std::uint32_t column) {
        const std::ptrdiff_t at = x.offset(i) + static_cast<std::ptrdiff_t>(column) * channels + c;
        return src.row(first_row)[at] * rows.first_weight + src.row(last_row)[at] * rows.last_weight;
      };
      const auto between = [&](std::uint32_t column) {
        const std::ptrdiff_t at = x.offset(i) + static_cast<std::ptrdiff_t>(column) * channels + c;
        std::uint32_t sum = 0;
        for (std::int32_t row = first_row + 1; row < last_row; ++row) sum += src.row(row)[at];
        return sum;
      };
      WeightedSums sums{};
      sums.corners = weighted(0) * columns.first_weight + weighted(columns.last) * columns.last_weight;
      sums.edges = between(0) * columns.first_weight + between(columns.last) * columns.last_weight;
      for (std::uint32_t column = 1; column < columns.last; ++column) {
        sums.edges += weighted(column);
        sums.inside += between(column);
      }
      *dst++ = weighted_mean(sums, columns, rows, rules);
    }
  }
}

}  // namespace isopel::scalar
