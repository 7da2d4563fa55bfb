// The table of one axis: for every output the first tap and the weights, rounded once. Constant expressions, so that a
// table is made by the processor or, for a StaticPlan, by the compiler.
#ifndef ISOPEL_TABLES_TAPS_HPP_
#define ISOPEL_TABLES_TAPS_HPP_

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "isopel/tables/records.hpp"
#include "isopel/tables/weights.hpp"

namespace isopel {
inline namespace ISOPEL_BUILD {

/// What all outputs of an axis have in common.
struct AxisShape {
  std::int32_t taps = 1;  ///< the largest number of taps after trimming (12)
  bool leaves = false;    ///< whether a tap is outside and does not count as one inside: constant border (11)
};

/// What a pass needs of its weights: an antialiased axis takes as many bits as they leave room for, up to a cap that
/// keeps the sums of the pass in 32 bits (13); and how the sums are rounded.
struct PassRules {
  int cap;
  Rounding (*rounding)(int precision);
};
inline constexpr PassRules the_first_pass{22, first_pass}, the_second_pass{15, second_pass},
    the_only_pass{22, single_pass}, the_weighted_pass{15, weighted_pass};

constexpr AxisShape measure_axis(const AxisSpec& axis) {
  AxisShape shape;
  const bool keeps_outside = sizes::has_border(axis.rules, Border::constant);
  const auto measure_border = [&](std::int32_t d) {
    const Numerators numerators(axis, d);
    if (numerators.range().count() > shape.taps) shape.taps = std::max(shape.taps, Trimmed(numerators).taps());
    if (keeps_outside && !shape.leaves) shape.leaves = numerators.leaves();
  };
  // Outputs at the borders have seldom more taps than those inside; only then their numerators are needed.
  const Phases phases(axis);
  for (std::int32_t d = phases.first; d < phases.end_of_distinct(); ++d) {
    shape.taps = std::max(shape.taps, static_cast<std::int32_t>(Numerators(axis, d).taps_inside()));
  }
  for (std::int32_t d = 0; d < phases.first; ++d) measure_border(d);
  for (std::int32_t d = phases.end; d < axis.dst; ++d) measure_border(d);
  return shape;
}

inline constexpr int peak_bits = 22;
/// (13) Weights up to here are 256 h + l with h and l both signed bytes, the form that byte dot products want.
inline constexpr std::int64_t largest_weight = 127 * 256 + 127;

/// (13) The number of fraction bits of the weights, of which `peak` is the largest in Q22, rounded up.
constexpr int weight_precision(const AxisSpec& axis, std::int64_t peak, int cap) {
  constexpr int point_sampled = 14;
  int precision = is_widened(axis) ? cap : point_sampled;
  while (shift_down(peak, peak_bits - precision) + 2 > largest_weight) --precision;
  return precision;
}
/// About what the largest weight will be. It decides nothing but how often weights are rounded.
constexpr std::int64_t likely_peak(const AxisSpec& axis) {
  const std::int64_t one = power_of_two(peak_bits);
  return is_widened(axis) ? ceil_divide(one * axis.grid.unit, axis.grid.step) : one;
}

/// The form of records: {int32 offset, int16 weights[taps rounded up to even]}, or counted float weights (25).
struct RecordForm {
  std::int32_t taps;
  int precision;
  bool counted = false;

  constexpr bool is_counted() const { return needs_counted_floats && counted; }
  constexpr std::int64_t bytes() const {
    return is_counted() ? sizes::counted_record_bytes(taps) : sizes::record_bytes(taps);
  }
  /// Writes one output's record, with the window that begins at `offset`; returns the weight of the taps outside.
  constexpr std::int32_t write(const Trimmed& trimmed, Pixel offset, std::int32_t offset_scale,
                               std::byte* record) const {
    clear_bytes(record, bytes());
    put_offset(record, offset * offset_scale);
    std::byte* const weights = record + offset_bytes;
    if (is_counted()) {
      put(weights, trimmed.taps());
      return make_weights(trimmed, precision, [&](Pixel pixel, std::int64_t weight) {
        put(weights + 4 * (1 + pixel - offset), counted_weight(static_cast<std::int32_t>(weight)));
      });
    }
    return make_weights(trimmed, precision, [&](Pixel pixel, std::int64_t weight) {
      put(weights + 2 * (pixel - offset), static_cast<std::int16_t>(weight));
    });
  }
};

/// Writes axis.dst records; offsets are multiplied by `offset_scale` (the channels on the x axis). The weights that
/// outside taps lost go to `outside` (11), if it is there. Returns the largest |weight| in Q22, rounded up (13).
constexpr std::int64_t write_taps(const AxisSpec& axis, const RecordForm& form, std::int32_t offset_scale,
                                  std::byte* records, std::int32_t* outside = nullptr) {
  const std::int64_t record_bytes = form.bytes();
  const Phases phases(axis);
  // Offsets rise with d wherever the trimmed taps allow it, so that a ring of rows loses none too early.
  Pixel offset = 0;
  std::int64_t peak = 0;
  for (std::int32_t d = 0; d < axis.dst; ++d) {
    std::byte* const record = records + d * record_bytes;
    if (outside != nullptr) outside[d] = 0;
    if (phases.repeats(d)) {
      const std::byte* const earlier = record - phases.outputs * record_bytes;
      const Pixel shifted = offset_of(earlier) / offset_scale + phases.pixels;
      if (form.is_counted() || shifted + form.taps <= axis.src) {
        offset = shifted;
        copy_bytes(record + offset_bytes, earlier + offset_bytes, record_bytes - offset_bytes);
        put_offset(record, offset * offset_scale);
        continue;
      }
    }
    const Numerators numerators(axis, d);
    const Trimmed trimmed(numerators);
    peak = std::max(peak, ceil_divide(trimmed.peak * power_of_two(peak_bits), trimmed.sum));
    offset =
        std::min(form.is_counted() ? trimmed.first : std::max(offset, trimmed.last - form.taps + 1), trimmed.first);
    const std::int32_t lost = form.write(trimmed, offset, offset_scale, record);
    if (outside != nullptr) outside[d] = lost;
  }
  return peak;
}

/// Writes axis.dst records of {int32 offset} for an axis whose outputs have one tap each. Nearest pixels outside are
/// marked in `outside`, if it is there.
constexpr void write_offsets(const AxisSpec& axis, std::int32_t offset_scale, std::byte* records,
                             std::int32_t* outside = nullptr) {
  for (std::int32_t d = 0; d < axis.dst; ++d, records += offset_bytes) {
    if (axis.rules.filter == Filter::nearest) {  // a pixel inside needs no border
      const std::int64_t pixel = nearest_pixel(axis.grid, axis.rules.grid, d);
      if (pixel >= 0 && pixel < axis.src) {
        put_offset(records, pixel * offset_scale);
        if (outside != nullptr) outside[d] = 0;
        continue;
      }
    }
    const Numerators numerators(axis, d);
    const bool lost = sizes::has_border(axis.rules, Border::constant) && numerators.leaves();
    put_offset(records, (lost ? numerators.any_pixel() : Trimmed(numerators).first) * offset_scale);
    if (outside != nullptr) outside[d] = lost ? 1 : 0;
  }
}

/// (11) Marks the outputs with taps outside.
constexpr void mark_outside(const AxisSpec& axis, std::int32_t* outside) {
  for (std::int32_t d = 0; d < axis.dst; ++d) outside[d] = Numerators(axis, d).leaves() ? 1 : 0;
}

}  // namespace ISOPEL_BUILD
}  // namespace isopel

#endif  // ISOPEL_TABLES_TAPS_HPP_
