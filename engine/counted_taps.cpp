// The table of one axis with counted float weights (25).
#include <cstring>

#include "engine/taps.hpp"
#include "engine/weights.hpp"

namespace isopel {

void write_counted_taps(const AxisSpec& axis, const AxisShape& shape, std::int32_t offset_scale, std::byte* records,
                        std::int32_t* outside) noexcept {
  const auto record_bytes = static_cast<std::size_t>(sizes::counted_record_bytes(shape.taps));
  const Period period(axis);
  for (std::int64_t d = 0; d < axis.dst; ++d) {
    std::byte* const record = records + static_cast<std::size_t>(d) * record_bytes;
    if (outside != nullptr) outside[d] = 0;
    const Numerators numerators(axis, d);
    if (period.repeats(axis, numerators, d)) {
      const std::byte* const earlier = record - static_cast<std::size_t>(period.outputs) * record_bytes;
      std::int32_t earlier_offset;
      std::memcpy(&earlier_offset, earlier, sizeof earlier_offset);
      std::memcpy(record, earlier, record_bytes);
      put_offset(record, earlier_offset + period.pixels * offset_scale);
      continue;
    }
    const Trimmed trimmed(numerators);
    const std::int32_t count = trimmed.taps();
    std::memset(record, 0, record_bytes);
    put_offset(record, trimmed.first * offset_scale);
    put_offset(record + sizeof(std::int32_t), count);
    auto* const weights = reinterpret_cast<float*>(record + 2 * sizeof(std::int32_t));
    const std::int32_t lost =
        make_weights(numerators, trimmed, counted_precision, [&](std::int64_t pixel, std::int64_t weight) {
          weights[pixel - trimmed.first] = counted_weight(static_cast<std::int32_t>(weight));
        });
    if (outside != nullptr) outside[d] = lost;
  }
}

}  // namespace isopel
