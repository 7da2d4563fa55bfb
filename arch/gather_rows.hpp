// What gathers pixel by pixel, formulas (3) and (20), have in common: a row that is the one before is copied from it,
// which is quicker. Assumes nothing about alignment. Tail: that of the row function.
#ifndef ISOPEL_ARCH_GATHER_ROWS_HPP_
#define ISOPEL_ARCH_GATHER_ROWS_HPP_

#include "engine/kernels.hpp"

namespace isopel {

/// Row 0 and no other.
inline Taps only_row() {
  static constexpr std::int32_t first = 0;
  return {reinterpret_cast<const std::byte*>(&first), sizeof first, 1, 0, {}};
}

/// A GatherKernel whose rows are gathered by row(src, dst), where src is where the row's offset 0 is.
template <class Row>
void gather_rows(Rows<const std::uint8_t> src, Rows<std::uint8_t> dst, std::int32_t channels, const Taps& x,
                 const Taps& y, Row row) {
  std::int32_t before = 0;
  for (std::int32_t r = 0; r < y.count; ++r) {
    const std::int32_t offset = y.offset(r);
    if (r > 0 && offset == before) {
      __builtin_memcpy(dst.row(r), dst.row(r - 1),
                       static_cast<std::size_t>(x.count) * static_cast<std::size_t>(channels));
    } else {
      row(src.row(offset) - x.origin, dst.row(r));
    }
    before = offset;
  }
}

}  // namespace isopel

#endif  // ISOPEL_ARCH_GATHER_ROWS_HPP_
