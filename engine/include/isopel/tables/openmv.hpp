// The tables of OpenMV's image.scale (engine/PRESETS.md): positions in 16 + 16 bits, the pass along y first.
#ifndef ISOPEL_TABLES_OPENMV_HPP_
#define ISOPEL_TABLES_OPENMV_HPP_

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "isopel/tables/layout.hpp"

namespace isopel {
inline namespace ISOPEL_BUILD {
namespace openmv {

inline constexpr std::int32_t one = 65536;

constexpr sizes::OpenmvAxis region_of(const AxisTable& axis) { return sizes::OpenmvAxis(axis.line); }

/// Where output d is, in 1/65536 of a pixel; interpolation looks half a pixel to the left.
constexpr std::int32_t position_of(const sizes::OpenmvAxis& region, std::int32_t d) {
  return region.start + d * region.step;
}
constexpr std::int32_t pixel_of(std::int32_t position) { return shift_down(position, 16); }

constexpr bool is_packed(const AxisTable& axis) { return axis.spec.packed; }

/// (M3) Two neighbours inside the region; 8 bits of the fraction, or 5 for packed pixels.
constexpr Rounding write_bilinear(const AxisTable& table, std::byte* records) {
  const int bits = is_packed(table) ? 5 : 8;
  const sizes::OpenmvAxis region = region_of(table);
  for (std::int32_t d = 0; d < table.spec.dst; ++d, records += table.record_bytes) {
    const std::int32_t position = position_of(region, d) - one / 2;
    const std::int32_t whole = 1 << bits, fraction = shift_down(position, 16 - bits) & (whole - 1);
    const std::int32_t pixel = pixel_of(position);
    const std::int32_t left = std::clamp(pixel, region.first, region.last);
    const std::int32_t right = std::clamp(pixel + 1, region.first, region.last);
    const std::int32_t offset = std::min<std::int32_t>(left, table.spec.src - 2);
    std::int16_t weights[2] = {};
    weights[left - offset] = static_cast<std::int16_t>(weights[left - offset] + whole - fraction);
    weights[right - offset] = static_cast<std::int16_t>(weights[right - offset] + fraction);
    put_offset(records, std::int64_t{offset} * table.offset_scale);
    for (int k = 0; k < 2; ++k) put(records + offset_bytes + 2 * k, weights[k]);
  }
  return single_pass(bits);
}

/// (M4) Catmull-Rom's polynomials with a fraction of 15 bits whose powers are cut to 15 bits, too. At the ends of the
/// region OpenMV takes other pixels, and along y of gray images it looks at rows above the region.
constexpr Rounding write_bicubic(const AxisTable& table, std::byte* records, bool looks_above) {
  const sizes::OpenmvAxis region = region_of(table);
  const std::int64_t padded = sizes::round_up(table.taps, 2);
  for (std::int32_t d = 0; d < table.spec.dst; ++d, records += table.record_bytes) {
    const std::int32_t position = position_of(region, d) - one / 2, pixel = pixel_of(position);
    const std::int32_t t = shift_down(position, 1) & 32767;
    const std::int32_t t2 = shift_down(t * t, 15), t3 = shift_down(t2 * t, 15);
    const std::int32_t weights[4] = {-t + 2 * t2 - t3, one - 5 * t2 + 3 * t3, t + 4 * t2 - 3 * t3, t3 - t2};
    const auto tap = [&](std::int32_t k) {
      if (looks_above && pixel >= 0 && pixel < region.first) return std::max<std::int32_t>(pixel - 1 + k, 0);
      if (pixel < region.first) return k == 3 ? region.first + 1 : region.first;
      return std::clamp(pixel - 1 + k, region.first, region.last);
    };
    const std::int32_t offset = std::min<std::int32_t>(tap(0), table.spec.src - table.taps);
    std::int32_t sums[4] = {};
    for (std::int32_t k = 0; k < 4; ++k) sums[tap(k) - offset] += weights[k];
    put_offset(records, std::int64_t{offset} * table.offset_scale);
    for (std::int64_t k = 0; k < 4; ++k) {
      const WideWeight parts = split_weight(sums[k]);
      put(records + offset_bytes + 2 * k, parts.high);
      put(records + offset_bytes + 2 * (padded + k), parts.low);
    }
  }
  return single_pass(16);
}
constexpr Rounding write_bicubic_x(const AxisTable& table, std::byte* records) {
  return write_bicubic(table, records, false);
}
constexpr Rounding write_bicubic_y(const AxisTable& table, std::byte* records) {
  return write_bicubic(table, records, !is_packed(table));
}

/// (M6) How an area's edges weigh: `one` is a whole pixel, and `shift` bits of a position do not count.
struct EdgeRules {
  std::int32_t one, shift;
  bool old;
};
constexpr EdgeRules edge_rules_of(const AxisTable& axis) {
  const bool old = axis.spec.rules.arithmetic == Arithmetic::openmv_4_3;
  if (!is_packed(axis)) return {256, 8, old};
  return old ? EdgeRules{128, 9, old} : EdgeRules{64, 10, old};
}

struct Edges {
  std::int32_t first, last, first_weight, last_weight;
};
constexpr Edges edges_of(const sizes::OpenmvAxis& region, std::int32_t position, const EdgeRules& rules) {
  const std::int32_t mask = rules.one - 1;
  const std::int32_t up = rules.old ? 0 : mask;  // later versions round the weights up
  Edges edges{};
  edges.first = pixel_of(position);
  edges.last = edges.first + pixel_of(region.step + one - 1) - 1;
  edges.first_weight = rules.one - (shift_down(position + up, rules.shift) & mask);
  edges.last_weight = shift_down(position + region.step + up, rules.shift) & mask;
  const std::int32_t wanted = rules.one + (shift_down(region.step, rules.shift) & mask);
  if (edges.last_weight == 0 && (rules.old || edges.first_weight < wanted)) edges.last_weight = rules.one;
  if (edges.last > region.last) {
    edges.last = region.last;
    edges.last_weight = edges.last == edges.first ? 0 : rules.one;
  }
  if (rules.old) return edges;
  const std::int32_t half = rules.one / 2;
  if (edges.first_weight + edges.last_weight < wanted) {
    edges.first_weight += half;
    edges.last_weight += half;
  }
  if (edges.first_weight + edges.last_weight > wanted) edges.last_weight -= 1;
  return edges;
}

constexpr Rounding write_edges(const AxisTable& table, std::byte* records) {
  const sizes::OpenmvAxis region = region_of(table);
  for (std::int32_t d = 0; d < table.spec.dst; ++d, records += table.record_bytes) {
    const Edges edges = edges_of(region, position_of(region, d), edge_rules_of(table));
    const std::int16_t values[sizes::weighted_box_values] = {static_cast<std::int16_t>(edges.last - edges.first),
                                                             static_cast<std::int16_t>(edges.first_weight),
                                                             static_cast<std::int16_t>(edges.last_weight), 0};
    put_offset(records, std::int64_t{edges.first} * table.offset_scale);
    for (int k = 0; k < sizes::weighted_box_values; ++k) put(records + offset_bytes + 2 * k, values[k]);
  }
  return {};
}

constexpr Rounding write_nearest(const AxisTable& table, std::byte* records) {
  const sizes::OpenmvAxis region = region_of(table);
  for (std::int32_t d = 0; d < table.spec.dst; ++d, records += table.record_bytes) {
    const std::int32_t pixel = std::clamp<std::int32_t>(pixel_of(position_of(region, d)), 0, table.spec.src - 1);
    put_offset(records, std::int64_t{pixel} * table.offset_scale);
  }
  return {};
}

constexpr PlanLayout layout(const Spec& spec) {
  PlanLayout layout = bare_layout(spec, Plan::Method::vertical_first);
  AxisTable &x = layout.x, &y = layout.y;
  x.spec.packed = y.spec.packed = spec.format.element == Element::rgb565;
  const Filter filter = needs_passes ? sizes::openmv_filter(spec) : Filter::nearest;
  if (spec.src == spec.dst && spec.scale == Scale{} && spec.box == Box{}) {
    layout.method = Plan::Method::copy;
  } else if (filter == Filter::nearest) {
    give_gather(layout, spec, write_nearest);
  } else if (filter == Filter::area) {
    layout.method = sizes::openmv_boxes(spec) ? Plan::Method::box : Plan::Method::weighted_box;
    if (layout.method == Plan::Method::weighted_box) {
      give_table(x, 1, sizes::record_bytes(sizes::weighted_box_values), write_edges);
      give_table(y, 1, sizes::record_bytes(sizes::weighted_box_values), write_edges);
    }
  } else {
    const bool cubic = filter == Filter::catmull_rom;
    const std::int64_t taps = cubic ? 4 : 2, bytes = sizes::x_record_bytes(sizes::passes(spec), taps);
    give_table(x, taps, bytes, cubic ? write_bicubic_x : write_bilinear);
    give_table(y, taps, bytes, cubic ? write_bicubic_y : write_bilinear);
  }
  return layout;
}

}  // namespace openmv
}  // namespace ISOPEL_BUILD
}  // namespace isopel

#endif  // ISOPEL_TABLES_OPENMV_HPP_
