#include "engine/taps.hpp"

#include <algorithm>
#include <cstring>

#include "engine/arithmetic.hpp"
#include "engine/weights.hpp"

namespace isopel {
namespace {

constexpr int peak_bits = 22;
/// (13) Weights up to here are 256 h + l with h and l both signed bytes, the form that byte dot products want.
constexpr std::int64_t largest_weight = 127 * 256 + 127;

}  // namespace

AxisShape measure_axis(const AxisSpec& axis) noexcept {
  AxisShape shape{.taps = 1, .peak_weight = 0};
  const Period period(axis);
  for (std::int64_t d = 0; d < axis.dst; ++d) {
    const Numerators numerators(axis, d);
    if (period.repeats(axis, numerators, d)) continue;
    const Trimmed trimmed(numerators);
    shape.taps = std::max(shape.taps, trimmed.taps());
    shape.peak_weight = std::max(shape.peak_weight, ceil_divide(trimmed.peak * power_of_two(peak_bits), trimmed.sum));
    if (sizes::has_border(axis.rules, Border::constant) && numerators.leaves()) shape.leaves = true;
  }
  return shape;
}

int weight_precision(const AxisSpec& axis, const AxisShape& shape, int cap) noexcept {
  constexpr int point_sampled = 14;
  int precision = is_widened(axis) ? cap : point_sampled;
  while (shift_down(shape.peak_weight, peak_bits - precision) + 2 > largest_weight) --precision;
  return precision;
}

void write_taps(const AxisSpec& axis, const AxisShape& shape, int precision, std::int32_t offset_scale,
                std::byte* records, std::int32_t* outside) noexcept {
  const auto record_bytes = static_cast<std::size_t>(sizes::record_bytes(shape.taps));
  const auto weight_bytes = record_bytes - sizeof(std::int32_t);
  const Period period(axis);
  // Offsets rise with d wherever the trimmed taps allow it, so that a ring of rows loses none too early.
  std::int64_t offset = 0;
  for (std::int64_t d = 0; d < axis.dst; ++d) {
    std::byte* const record = records + static_cast<std::size_t>(d) * record_bytes;
    if (outside != nullptr) outside[d] = 0;
    const Numerators numerators(axis, d);
    if (period.repeats(axis, numerators, d)) {
      const std::byte* const earlier = record - static_cast<std::size_t>(period.outputs) * record_bytes;
      std::int32_t earlier_offset;
      std::memcpy(&earlier_offset, earlier, sizeof earlier_offset);
      const std::int64_t shifted = earlier_offset / offset_scale + period.pixels;
      if (shifted + shape.taps <= axis.src) {
        offset = shifted;
        put_offset(record, offset * offset_scale);
        std::memcpy(weights_of(record), earlier + sizeof(std::int32_t), weight_bytes);
        continue;
      }
    }
    const Trimmed trimmed(numerators);
    offset = std::min(std::max(offset, trimmed.last - shape.taps + 1), trimmed.first);
    put_offset(record, offset * offset_scale);
    std::memset(weights_of(record), 0, weight_bytes);
    auto* const weights = reinterpret_cast<std::int16_t*>(weights_of(record));
    const std::int32_t lost = make_weights(
        numerators, trimmed, precision,
        [&](std::int64_t pixel, std::int64_t weight) { weights[pixel - offset] = static_cast<std::int16_t>(weight); });
    if (outside != nullptr) outside[d] = lost;
  }
}

void write_offsets(const AxisSpec& axis, std::int32_t offset_scale, std::byte* records,
                   std::int32_t* outside) noexcept {
  for (std::int64_t d = 0; d < axis.dst; ++d, records += sizeof(std::int32_t)) {
    const Numerators numerators(axis, d);
    const bool lost = sizes::has_border(axis.rules, Border::constant) && numerators.leaves();
    put_offset(records, (lost ? numerators.any_pixel() : Trimmed(numerators).first) * offset_scale);
    if (outside != nullptr) outside[d] = lost ? 1 : 0;
  }
}

void mark_outside(const AxisSpec& axis, std::int32_t* outside) noexcept {
  for (std::int32_t d = 0; d < axis.dst; ++d) outside[d] = Numerators(axis, d).leaves() ? 1 : 0;
}

}  // namespace isopel
