// Whether a plan that was not made here reads and writes inside the views and the scratch memory only, whatever its
// tables hold. Wrong weights make wrong bytes; a window outside the source is refused.
#include <algorithm>
#include <cstdint>

#include "engine/plan_image.hpp"
#include "isopel/tables/finish.hpp"

namespace isopel {
namespace {

using Method = Plan::Method;
using sizes::Passes;

constexpr const char* const no_fault = nullptr;

/// Whether the arithmetic may go this way with this spec.
bool is_way(const Spec& spec, Method method) {
  const Arithmetic arithmetic = spec.rules.arithmetic;
  const Box part = sizes::part(spec);
  switch (method) {
    case Method::none:
      return false;
    case Method::copy:
      return static_cast<std::int32_t>(part.left) + spec.dst.width <= spec.src.width &&
             static_cast<std::int32_t>(part.top) + spec.dst.height <= spec.src.height;
    case Method::gather:
      return true;
    case Method::box:
      return sizes::boxes(spec);
    case Method::weighted_box:
      return sizes::is_openmv(arithmetic) && sizes::openmv_filter(spec) == Filter::area;
    default:
      break;
  }
  if (method < Method::none || method > Method::horizontal_first || spec.rules.filter == Filter::nearest) return false;
  if (sizes::is_opencv(arithmetic)) return method == Method::horizontal_first && !sizes::boxes(spec);
  if (sizes::is_openmv(arithmetic)) {
    const bool interpolates = spec.rules.filter != Filter::area && sizes::openmv_filter(spec) != Filter::nearest;
    return method == Method::vertical_first && interpolates;
  }
  return !sizes::is_pillow(arithmetic) || spec.rules.filter != Filter::area;
}

/// What stands in an axis' records.
enum class Form { none, offsets, edges, taps };

struct Forms {
  Form x, y;
};
Forms forms_of(Method method, bool gathers) {
  switch (method) {
    case Method::gather:
      return {Form::offsets, Form::offsets};
    case Method::weighted_box:
      return {Form::edges, Form::edges};
    case Method::horizontal:
      return {Form::taps, Form::offsets};
    case Method::vertical:
      return {gathers ? Form::offsets : Form::none, Form::taps};
    case Method::vertical_first:
    case Method::horizontal_first:
      return {Form::taps, Form::taps};
    default:
      return {Form::none, Form::none};
  }
}

struct Look {
  const Plan::Axis& axis;
  std::int32_t src, dst;
  std::int64_t unit;  ///< of offsets, from a pixel to the next
  std::int64_t most_taps;
  Passes passes;
  bool is_y;

  const std::byte* record(std::int32_t d) const { return axis.records + std::int64_t{d} * axis.record_bytes; }
  std::int16_t half(std::int32_t d, std::int64_t index) const {
    return get<std::int16_t>(record(d) + offset_bytes + 2 * index);
  }

  /// Whether the numbers in front of the records are those of the form.
  bool suits(Form form) const {
    const bool taps = form == Form::taps;
    if (axis.taps < 1 || axis.taps > (taps ? most_taps : 1) || axis.shift < 0 || axis.shift > 31) return false;
    switch (form) {
      case Form::none:
        return axis.record_bytes == 0;
      case Form::offsets:
        return axis.record_bytes == sizes::record_bytes(0);
      case Form::edges:
        return axis.record_bytes == sizes::record_bytes(sizes::weighted_box_values);
      case Form::taps:
        break;
    }
    const std::int64_t bytes =
        is_y ? sizes::y_record_bytes(passes, axis.taps) : sizes::x_record_bytes(passes, axis.taps);
    return axis.record_bytes == bytes;
  }

  /// How many pixels output d reads from `first` on; 0 if that is nothing sensible.
  std::int64_t window(Form form, std::int32_t d, std::int64_t first) const {
    switch (form) {
      case Form::none:
      case Form::offsets:
        return 1;
      case Form::edges: {  // weights of which the areas are neither 0 nor too large
        constexpr std::int32_t most = 512;
        const std::int32_t last = half(d, 0), first_weight = half(d, 1), last_weight = half(d, 2);
        const bool good = last >= 0 && first_weight >= 0 && last_weight >= 0 && first_weight <= most &&
                          last_weight <= most && first_weight + last_weight >= 1;
        return good ? last + 1 : 0;
      }
      case Form::taps:
        break;
    }
    if (sizes::is_counted(passes)) {
      const auto count = get<std::int32_t>(record(d) + offset_bytes);
      return count <= axis.taps ? count : 0;
    }
    if (!is_y || !sizes::names_rows(passes)) return axis.taps;
    const std::int64_t weights = axis.taps + axis.taps % 2, from = sizes::is_float(passes) ? 2 * weights : weights;
    const std::int64_t rows = std::min<std::int64_t>(axis.taps, src - first);
    for (std::int64_t k = 0; k < weights; ++k) {
      if (half(d, from + k) < 0 || half(d, from + k) >= rows) return 0;
    }
    return 1;  // its rows are looked at
  }

  bool stays_inside(Form form) const {
    if (form == Form::none) return true;
    for (std::int32_t d = 0; d < dst; ++d) {
      const std::int64_t offset = offset_of(record(d)), pixel = offset / unit;
      if (offset < 0 || offset % unit != 0 || pixel >= src) return false;
      const std::int64_t count = window(form, d, pixel);
      if (count < 1 || pixel + count > src) return false;
    }
    return true;
  }
};

}  // namespace

const char* fault_of(const Plan& plan) noexcept {
  const Spec& spec = plan.spec();
  const Plan::Axis &x_axis = plan.x_axis(), &y_axis = plan.y_axis();
  const Method method = plan.method();
  if (!is_way(spec, method)) return "its method";
  const bool gathers = x_axis.record_bytes != 0;
  const Forms forms = forms_of(method, gathers);
  const Passes passes = sizes::passes(spec);
  const std::int64_t channels = sizes::samples_per_pixel(spec);
  std::int64_t unit = channels;
  if (method == Method::gather) unit = sizes::bytes_per_pixel(spec.format);
  if (method == Method::vertical) unit = channels * sizes::to_bytes(sizes::work_of(spec));
  const std::int64_t named = sizes::is_nested(passes) ? 4 : 0;
  const Look x{x_axis, spec.src.width, spec.dst.width, unit, sizes::most_x_taps(spec), passes, false};
  const Look y{y_axis, spec.src.height, spec.dst.height, 1, std::max(sizes::most_y_taps(spec), named), passes, true};
  if (!x.suits(forms.x) || !y.suits(forms.y)) return "its taps or its records' length";
  if (!x.stays_inside(forms.x)) return "an output's columns are outside the source";
  if (!y.stays_inside(forms.y)) return "an output's rows are outside the source";
  if (plan.scratch_size() != scratch_bytes(spec, method, gathers, y_axis.taps)) return "its scratch memory";
  const Plan::Columns columns = columns_of(spec, method, x_axis), said = plan.columns();
  if (said.first != columns.first || said.count != columns.count) return "its columns";
  const bool one_to_one = method == Method::vertical && !gathers;
  const bool fits = columns.first >= 0 && columns.first + columns.count <= spec.src.width;
  if (!fits || (one_to_one && columns.count != sizes::crop_of(spec).width)) return "its columns";
  return no_fault;
}

}  // namespace isopel
