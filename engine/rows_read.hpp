// Which rows of the source an output reads.
#ifndef ISOPEL_ENGINE_ROWS_READ_HPP_
#define ISOPEL_ENGINE_ROWS_READ_HPP_

#include <algorithm>

#include "engine/cells.hpp"
#include "engine/execution.hpp"

namespace isopel {

/// The source rows [begin, end) that a plan reads for output `row`, or for several.
struct RowsRead {
  std::int32_t begin, end;

  RowsRead& operator+=(const RowsRead& other) {
    begin = std::min(begin, other.begin);
    end = std::max(end, other.end);
    return *this;
  }
  RowsRead(const Plan& plan, std::int32_t row) {
    const Spec& spec = plan.spec();
    if (plan.method() == Plan::Method::copy) {
      begin = static_cast<std::int32_t>(sizes::part(spec).top) + row;
      end = begin + 1;
      return;
    }
    if (plan.method() == Plan::Method::box) {
      const Cell cell = cells_of(spec, sizes::y_line(spec)).at(row);
      begin = cell.first;
      end = cell.end;
      return;
    }
    const Taps y = Execution::taps(plan.y_axis(), spec.dst.height);
    begin = y.offset(row);
    if (needs_weighted_box && plan.method() == Plan::Method::weighted_box) {
      end = begin + y.weights(row)[0] + 1;
      return;
    }
    end = std::min(begin + y.taps, spec.src.height);
  }
};

}  // namespace isopel

#endif  // ISOPEL_ENGINE_ROWS_READ_HPP_
