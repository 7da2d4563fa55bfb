// The passes and tables of contract 1.
#ifndef ISOPEL_TABLES_CONTRACT_LAYOUT_HPP_
#define ISOPEL_TABLES_CONTRACT_LAYOUT_HPP_

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "isopel/tables/layout.hpp"

namespace isopel {
inline namespace ISOPEL_BUILD {
namespace contract {

/// (15) What counts as the source's length: all pixels, or those that the box touches.
constexpr std::int64_t touched(const sizes::Line& line) {
  if (!line.boxed) return line.src;
  const auto first = static_cast<std::int32_t>(line.first), end = static_cast<std::int32_t>(line.end);
  return end - first + (sizes::is_whole(line.end) ? 0 : 1);
}

/// (15) Whether the pass along y comes first: where its multiplications are not more than the other order's, those
/// along x counted double.
constexpr bool vertical_comes_first(const Spec& spec, std::int64_t x_taps, std::int64_t y_taps) {
  const std::int64_t src_width = touched(sizes::x_line(spec)), src_height = touched(sizes::y_line(spec));
  const std::int64_t dst_width = spec.dst.width, dst_height = spec.dst.height;
  const std::int64_t rows_read = std::min(src_height, dst_height * y_taps);
  const std::int64_t vertical_first = dst_height * (src_width * y_taps + 2 * dst_width * x_taps);
  const std::int64_t horizontal_first = dst_width * (2 * rows_read * x_taps + dst_height * y_taps);
  return vertical_first <= horizontal_first;
}

constexpr Rounding write_weights(const AxisTable& table, std::byte* records) {
  const bool large = table.spec.rules.filter == Filter::lanczos4 && sizes::is_partial(table.line) &&
                     table.spec.rules.border == Border::renormalize;
  const int cap = table.pass == &the_second_pass && large ? the_second_pass.cap - 1 : table.pass->cap;
  // The largest weight is known when all are there; seldom it is not the likely one, and they are rounded once more.
  std::int64_t peak = likely_peak(table.spec);
  for (;;) {
    const int precision = weight_precision(table.spec, peak, cap);
    peak = write_taps(table.spec, {table.taps, precision}, table.offset_scale, records, table.outside);
    if (weight_precision(table.spec, peak, cap) == precision) return table.pass->rounding(precision);
  }
}

constexpr Rounding write_counted(const AxisTable& table, std::byte* records) {
  write_taps(table.spec, {table.taps, counted_precision, true}, table.offset_scale, records, table.outside);
  return {};
}

constexpr Rounding write_pixels(const AxisTable& table, std::byte* records) {
  write_offsets(table.spec, table.offset_scale, records, table.outside);
  return {};
}

constexpr void give_offsets(AxisTable& table) { give_table(table, 1, sizes::record_bytes(0), write_pixels); }

constexpr void give_taps(AxisTable& table, const PassRules& pass, sizes::Passes passes) {
  table.pass = passes == sizes::Passes::words ? &the_weighted_pass : &pass;
  if (needs_counted_floats && passes == sizes::Passes::counted) {
    give_table(table, table.taps, sizes::counted_record_bytes(table.taps), write_counted);
  } else {
    give_table(table, table.taps, sizes::record_bytes(table.taps), write_weights);
  }
}

/// Whether an axis' outputs are source pixels.
constexpr bool moves_pixels(const AxisTable& table) { return table.taps == 1 && !table.leaves; }

constexpr void measure(AxisTable& table) {
  const AxisShape shape = measure_axis(table.spec);
  table.taps = shape.taps;
  table.leaves = shape.leaves;
}

constexpr PlanLayout layout(const Spec& spec) {
  if (sizes::is_copy(spec)) return bare_layout(spec, Plan::Method::copy);  // (20) every filter is the identity at 1:1
  if (has_area && sizes::is_box(spec)) return bare_layout(spec, Plan::Method::box);

  PlanLayout layout = bare_layout(spec, Plan::Method::gather);
  AxisTable &x = layout.x, &y = layout.y;
  x.spec.grid = sizes::grid_of(spec.rules.grid, x.line);
  y.spec.grid = sizes::grid_of(spec.rules.grid, y.line);
  const bool nearest = !needs_passes || spec.rules.filter == Filter::nearest;
  if (!nearest) {
    measure(x);
    measure(y);
  }
  if (moves_pixels(x) && moves_pixels(y)) {
    give_gather(layout, spec, write_pixels);
    return layout;
  }
  if constexpr (needs_passes) {
    const sizes::Passes passes = sizes::passes(spec);
    if (moves_pixels(y)) {
      layout.method = Plan::Method::horizontal;
      give_taps(x, the_only_pass, passes);
      give_offsets(y);
    } else if (moves_pixels(x)) {
      layout.method = Plan::Method::vertical;
      give_taps(y, the_only_pass, passes);
      if (!sizes::keeps_length(x.line)) {
        x.offset_scale *= static_cast<std::int32_t>(sizes::to_bytes(sizes::work_of(spec)));  // picked as bytes
        give_offsets(x);
      }
    } else if (vertical_comes_first(spec, x.taps, y.taps)) {
      layout.method = Plan::Method::vertical_first;
      give_taps(y, the_first_pass, passes);
      give_taps(x, the_second_pass, passes);
    } else {
      layout.method = Plan::Method::horizontal_first;
      give_taps(x, the_first_pass, passes);
      give_taps(y, the_second_pass, passes);
    }
  }
  return layout;
}

}  // namespace contract
}  // namespace ISOPEL_BUILD
}  // namespace isopel

#endif  // ISOPEL_TABLES_CONTRACT_LAYOUT_HPP_
