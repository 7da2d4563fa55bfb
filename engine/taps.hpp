// The table of one axis: for every output the first tap and the weights, rounded once. Borders end here.
#ifndef ISOPEL_ENGINE_TAPS_HPP_
#define ISOPEL_ENGINE_TAPS_HPP_

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "engine/arithmetic.hpp"
#include "isopel/isopel.hpp"

namespace isopel {

/// One axis of a Spec.
struct AxisSpec {
  std::int32_t src, dst;
  Rules rules;
  bool packed = false;        ///< whether pixels are packed (RGB565)
  sizes::AxisGrid grid = {};  ///< of contract 1
};
inline AxisSpec axis_of(const Rules& rules, const sizes::Line& line) {
  return {line.src, line.dst, rules, false, sizes::grid_of(rules.grid, line)};
}

/// What all outputs of an axis have in common.
struct AxisShape {
  std::int32_t taps;         ///< the largest number of taps after trimming (12)
  std::int64_t peak_weight;  ///< the largest |weight| in Q22, rounded up (13)
  bool leaves = false;       ///< whether a tap is outside and does not count as one inside: constant border (11)
};

/// What a pass needs of its weights: an antialiased axis takes as many bits as they leave room for, up to a cap that
/// keeps the sums of the pass in 32 bits (13); and how the sums are rounded.
struct PassRules {
  int cap;
  Rounding (*rounding)(int precision);
};
inline constexpr PassRules the_first_pass{22, first_pass}, the_second_pass{15, second_pass},
    the_only_pass{22, single_pass}, the_weighted_pass{15, weighted_pass};

/// Writes the first field of a record.
inline void put_offset(std::byte* record, std::int64_t samples) {
  const auto offset = static_cast<std::int32_t>(samples);
  std::memcpy(record, &offset, sizeof offset);
}

AxisShape measure_axis(const AxisSpec& axis) noexcept;

/// (13) The number of fraction bits of the weights.
int weight_precision(const AxisSpec& axis, const AxisShape& shape, int cap) noexcept;

/// Writes axis.dst records of {int32 offset, int16 weights[shape.taps rounded up to even]}; offsets are multiplied by
/// `offset_scale` (the channels on the x axis). The weights that outside taps lost go to `outside` (11), if it is
/// there.
void write_taps(const AxisSpec& axis, const AxisShape& shape, int precision, std::int32_t offset_scale,
                std::byte* records, std::int32_t* outside = nullptr) noexcept;

/// The same with counted float weights (25).
void write_counted_taps(const AxisSpec& axis, const AxisShape& shape, std::int32_t offset_scale, std::byte* records,
                        std::int32_t* outside = nullptr) noexcept;

/// Writes axis.dst records of {int32 offset} for an axis whose outputs have one tap each. Nearest pixels outside are
/// marked in `outside`, if it is there.
void write_offsets(const AxisSpec& axis, std::int32_t offset_scale, std::byte* records,
                   std::int32_t* outside = nullptr) noexcept;

/// (11) Marks the outputs with taps outside.
void mark_outside(const AxisSpec& axis, std::int32_t* outside) noexcept;

}  // namespace isopel

#endif  // ISOPEL_ENGINE_TAPS_HPP_
