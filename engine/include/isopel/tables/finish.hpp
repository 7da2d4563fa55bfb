// What follows from a plan's method and tables: the columns that it reads, its scratch memory, the table of i8 results.
#ifndef ISOPEL_TABLES_FINISH_HPP_
#define ISOPEL_TABLES_FINISH_HPP_

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "isopel/tables/arithmetic.hpp"
#include "isopel/tables/build.hpp"
#include "isopel/tables/records.hpp"

namespace isopel {
inline namespace ISOPEL_BUILD {

constexpr bool is_two_passes(Plan::Method method) {
  return method == Plan::Method::vertical_first || method == Plan::Method::horizontal_first;
}

/// Bytes of memory for tables of so many bytes, at any alignment.
constexpr std::uint64_t memory_bytes(std::int64_t tables) {
  return tables == 0 ? 0 : static_cast<std::uint64_t>(tables + sizes::slack + sizes::table_alignment - 1);
}

/// Bytes of scratch that an execution needs, alignment included; `gathers` is whether a pass along y is followed by a
/// choice of columns.
constexpr std::uint64_t scratch_bytes(const Spec& spec, Plan::Method method, bool gathers, std::int64_t y_taps) {
  const sizes::Scratch parts{spec};
  std::int64_t bytes = parts.stored();
  switch (method) {
    case Plan::Method::none:
      break;
    case Plan::Method::copy:
    case Plan::Method::gather:
      bytes += parts.moved();
      break;
    case Plan::Method::box:
    case Plan::Method::weighted_box:
      bytes += parts.boxes(sizes::most_y_taps(spec));
      break;
    case Plan::Method::horizontal:
      bytes += parts.horizontal() + parts.edge();
      break;
    case Plan::Method::vertical:
      bytes += parts.edge() + (gathers || sizes::converts(spec) ? parts.vertical(y_taps) : 0);
      break;
    case Plan::Method::vertical_first:
      bytes += parts.vertical_first(y_taps) + parts.edge();
      break;
    case Plan::Method::horizontal_first:
      bytes += parts.horizontal_first(y_taps) + parts.edge();
      break;
  }
  return bytes == 0 ? 0 : static_cast<std::uint64_t>(bytes + sizes::row_alignment - 1);
}

/// The pixels of a row that outputs of the part read. Nearest pixels and boxes are read wherever they are.
constexpr Plan::Columns columns_of(const Spec& spec, Plan::Method method, const Plan::Axis& x, const Crop& part) {
  const Plan::Columns all{0, spec.src.width};
  const sizes::Line line = sizes::x_line(spec);
  if (method == Plan::Method::vertical && x.records == nullptr) {
    return {static_cast<std::int32_t>(line.first) + part.left, part.width};
  }
  const bool whole = part.width == spec.dst.width && !sizes::is_partial(line);
  const bool passes = method == Plan::Method::horizontal || is_two_passes(method);
  if (whole || !passes || sizes::is_nested(sizes::passes(spec))) return all;
  const std::int32_t channels = sizes::samples_per_pixel(spec);
  std::int32_t first = spec.src.width, end = 0;
  for (std::int32_t i = part.left; i < part.left + part.width; ++i) {
    const std::int32_t pixel = offset_of(x.records + std::int64_t{i} * x.record_bytes) / channels;
    first = std::min(first, pixel);
    end = std::max(end, pixel + x.taps);
  }
  return {first, std::min(end, spec.src.width) - first};
}

/// The same for all that the plan computes.
constexpr Plan::Columns columns_of(const Spec& spec, Plan::Method method, const Plan::Axis& x) {
  if (!sizes::has_parts) return {0, spec.src.width};
  return columns_of(spec, method, x, sizes::crop_of(spec));
}

/// (32) What every u8 result is as i8.
constexpr void write_lookup(const Quantization& q, std::uint8_t* lookup) {
  for (int v = 0; v < 256; ++v) lookup[v] = quantize(v, q.zero_point, q.numerator, q.denominator);
}

}  // namespace ISOPEL_BUILD
}  // namespace isopel

#endif  // ISOPEL_TABLES_FINISH_HPP_
