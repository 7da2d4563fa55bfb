// The tables of Pillow's resize for 8-bit images (engine/PRESETS.md): doubles in Pillow's own order of operations, each
// rounded once, then weights of 22 fraction bits. The passes run along x, then y, with u8 in between.
#ifndef ISOPEL_TABLES_PILLOW_HPP_
#define ISOPEL_TABLES_PILLOW_HPP_

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "isopel/tables/exact_double.hpp"
#include "isopel/tables/layout.hpp"

namespace isopel {
inline namespace ISOPEL_BUILD {
namespace pillow {

inline constexpr int weight_bits = 22;

constexpr double box(double x) { return x > -0.5 && x <= 0.5 ? 1.0 : 0.0; }

constexpr double triangle(double x) {
  if (x < 0.0) x = -x;
  return x < 1.0 ? 1.0 - x : 0.0;
}

constexpr double hamming(double x) {
  if (x < 0.0) x = -x;
  if (x == 0.0) return 1.0;
  if (x >= 1.0) return 0.0;
  x *= pi;
  // Pillow's constants are floats.
  return exact::sin(x) / x * (double{0.54f} + double{0.46f} * exact::cos(x));
}

constexpr double cubic(double x) {
  constexpr double a = -0.5;
  if (x < 0.0) x = -x;
  if (x < 1.0) return ((a + 2.0) * x - (a + 3.0)) * x * x + 1;
  if (x < 2.0) return (((x - 5) * x + 8) * x - 4) * a;
  return 0.0;
}

constexpr double sinc(double x) {
  if (x == 0.0) return 1.0;
  x *= pi;
  const double magnitude = x < 0.0 ? -x : x;
  return exact::sin(magnitude) / magnitude;
}

constexpr double lanczos(double x) { return x >= -3.0 && x < 3.0 ? sinc(x) * sinc(x / 3) : 0.0; }

struct WindowFilter {
  double (*weight)(double);
  double support;
};

constexpr WindowFilter filter_of(Filter filter) {
  switch (filter) {
    case Filter::box:
      return {box, 0.5};
    case Filter::bilinear:
      return {triangle, 1.0};
    case Filter::hamming:
      return {hamming, 1.0};
    case Filter::catmull_rom:
      return {cubic, 2.0};
    default:
      return {lanczos, 3.0};
  }
}

/// (P1) The box's edges and its length are floats.
constexpr double scale_of(const AxisTable& axis) {
  return static_cast<double>(static_cast<float>(axis.line.end) - static_cast<float>(axis.line.first)) / axis.spec.dst;
}

/// The window of one output: which pixels, and each one's weight before normalisation.
class Window {
 public:
  constexpr Window(const AxisTable& axis, std::int32_t d) : filter_(filter_of(axis.spec.rules.filter)) {
    const double scale = scale_of(axis), filter_scale = std::max(scale, 1.0);
    const double support = filter_.support * filter_scale;
    centre_ = sizes::pillow_edge(axis.line.first) + (d + 0.5) * scale;
    per_pixel_ = 1.0 / filter_scale;
    first_ = std::max<std::int32_t>(static_cast<std::int32_t>(centre_ - support + 0.5), 0);
    end_ = std::min(static_cast<std::int32_t>(centre_ + support + 0.5), axis.spec.src);
  }

  constexpr std::int32_t first() const { return first_; }
  constexpr std::int32_t count() const { return end_ - first_; }

  /// The weights in 22 fraction bits, halves rounded away from zero. Their sum is not corrected.
  template <class Visit>
  constexpr void for_each(Visit visit) const {
    constexpr std::int32_t kept = 128;  // a weight is costly; those beyond are computed twice
    double first_ones[kept], sum = 0.0;
    for (std::int32_t k = 0; k < count(); ++k) {
      const double value = weight(k);
      if (k < kept) first_ones[k] = value;
      sum += value;
    }
    for (std::int32_t k = 0; k < count(); ++k) {
      const double value = k < kept ? first_ones[k] : weight(k);
      const double scaled = (sum != 0.0 ? value / sum : value) * (1 << weight_bits);
      visit(k, static_cast<std::int32_t>(scaled < 0.0 ? scaled - 0.5 : scaled + 0.5));
    }
  }

 private:
  constexpr double weight(std::int32_t k) const { return filter_.weight((k + first_ - centre_ + 0.5) * per_pixel_); }

  WindowFilter filter_;
  double centre_, per_pixel_;
  std::int32_t first_, end_;
};

constexpr Rounding write_weights(const AxisTable& table, std::byte* records) {
  const std::int64_t padded = sizes::round_up(table.taps, 2);
  for (std::int32_t d = 0; d < table.spec.dst; ++d, records += table.record_bytes) {
    const Window window(table, d);
    const std::int32_t offset = std::min(window.first(), table.spec.src - table.taps);
    clear_bytes(records, table.record_bytes);
    put_offset(records, std::int64_t{offset} * table.offset_scale);
    window.for_each([&](std::int32_t k, std::int32_t weight) {
      const std::int64_t at = window.first() - offset + k;
      const WideWeight parts = split_weight(weight);
      put(records + offset_bytes + 2 * at, parts.high);
      put(records + offset_bytes + 2 * (padded + at), parts.low);
    });
  }
  return single_pass(weight_bits);
}

constexpr Rounding write_identity(const AxisTable& table, std::byte* records) {
  for (std::int32_t d = 0; d < table.spec.dst; ++d, records += table.record_bytes) {
    put_offset(records, std::int64_t{d} * table.offset_scale);
  }
  return {};
}

constexpr void give_weights(AxisTable& table) {
  const std::int32_t taps = most_taps<Window>(table);
  give_table(table, taps, sizes::wide_record_bytes(taps), write_weights);
}

/// (P5) A pass is left out where the length stays, even for filters that would change the bytes there.
constexpr bool stays(const AxisTable& axis) {
  return axis.spec.src == axis.spec.dst && sizes::pillow_edge(axis.line.first) == 0 &&
         sizes::pillow_edge(axis.line.end) == axis.spec.dst;
}

/// Whether a reduction takes more than one pixel, even if there is no more than one.
constexpr bool divides(const AxisTable& axis) {
  return axis.spec.rules.filter == Filter::area && sizes::reduce_factor(axis.line) != 1;
}

constexpr bool is_crop(const AxisTable& axis) {
  const double first = sizes::pillow_edge(axis.line.first);
  return sizes::is_whole(first) && sizes::pillow_edge(axis.line.end) - first == axis.spec.dst;
}

/// (P6), which OpenCV 5.0 has, too. A running sum of doubles, whose rounding errors add up as the originals' do. A
/// caller's scale says nothing.
constexpr Rounding write_running_nearest(const AxisTable& table, std::byte* records) {
  const double scale = scale_of(table);
  double position = sizes::pillow_edge(table.line.first) + scale * 0.5;
  for (std::int32_t d = 0; d < table.spec.dst; ++d, records += table.record_bytes) {
    const std::int32_t pixel = std::min(static_cast<std::int32_t>(position), table.spec.src - 1);
    put_offset(records, std::int64_t{pixel} * table.offset_scale);
    position += scale;
  }
  return {};
}

constexpr PlanLayout layout(const Spec& spec) {
  PlanLayout layout = bare_layout(spec, Plan::Method::copy);
  AxisTable &x = layout.x, &y = layout.y;
  const bool reduces = sizes::boxes(spec);
  const bool by_one = reduces && !divides(x) && !divides(y);
  if (spec.src == spec.dst && sizes::takes_whole(spec) && (!reduces || by_one)) return layout;
  if (reduces && by_one && spec.rules.arithmetic == Arithmetic::pillow_13) return layout;  // a crop, also of alpha
  if (reduces) {
    layout.method = Plan::Method::box;
  } else if (is_crop(x) && is_crop(y)) {
    // A copy.
  } else if (spec.rules.filter == Filter::nearest || !needs_passes) {
    give_gather(layout, spec, write_running_nearest);
  } else if (stays(y)) {
    layout.method = Plan::Method::horizontal;
    give_weights(x);
    give_table(y, 1, sizes::record_bytes(0), write_identity);
  } else if (stays(x)) {
    layout.method = Plan::Method::vertical;
    give_weights(y);
  } else {
    layout.method = sizes::pillow_vertical_first(spec) ? Plan::Method::vertical_first : Plan::Method::horizontal_first;
    give_weights(x);
    give_weights(y);
  }
  return layout;
}

}  // namespace pillow
}  // namespace ISOPEL_BUILD
}  // namespace isopel

#endif  // ISOPEL_TABLES_PILLOW_HPP_
