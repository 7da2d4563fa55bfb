// Which columns of the source a part of the output reads.
#include <algorithm>
#include <cstring>

#include "engine/execution.hpp"

namespace isopel {

Plan::Columns columns_of(const Plan& plan, const Crop& part) noexcept {
  const Spec& spec = plan.spec();
  const Crop crop = sizes::crop_of(spec);
  if (part.left == crop.left && part.width == crop.width) return plan.columns();
  if (plan.method() == Plan::Method::vertical && plan.x_axis().records == nullptr) {
    return {static_cast<std::int32_t>(sizes::x_line(spec).first) + part.left, part.width};
  }
  const bool passes = plan.method() == Plan::Method::horizontal || plan.method() == Plan::Method::vertical_first ||
                      plan.method() == Plan::Method::horizontal_first;
  if (!passes || sizes::is_nested(sizes::passes(spec))) return {0, spec.src.width};
  const Taps x = Execution::taps(plan.x_axis(), spec.dst.width);
  const std::int32_t channels = sizes::samples_per_pixel(spec);
  std::int32_t first = spec.src.width, end = 0;
  for (std::int32_t i = part.left; i < part.left + part.width; ++i) {
    first = std::min(first, x.offset(i) / channels);
    end = std::max(end, x.offset(i) / channels + x.taps);
  }
  return {first, std::min(end, spec.src.width) - first};
}

}  // namespace isopel
