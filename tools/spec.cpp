#include "spec.hpp"

#include <algorithm>
#include <cmath>

#include "numbers.hpp"
#include "rules.hpp"

namespace isopel::tools {
namespace {

/// What the scale makes of a length, in the way of OpenCV and, but for its rounding, of all others.
std::int32_t scaled(double length, double scale) {
  return static_cast<std::int32_t>(sizes::round_half_even(std::min(length * scale, ISOPEL_MAX_SIDE + 1.0)));
}

/// The length that Pillow's reduce gives a part of the source.
std::int32_t reduced(const sizes::Line& line) {
  const std::int32_t factor = std::max<std::int32_t>(sizes::reduce_factor(line), 1);
  return (static_cast<std::int32_t>(line.length()) + factor - 1) / factor;
}

/// The size that the spec's scale makes of its box. A box or a scale that is none gets the source's size, and its
/// sentence from the engine.
Size scaled_size(const Spec& spec) {
  if (!sizes::box_is_good(spec) || !sizes::scale_is_sane(spec.scale.x) || !sizes::scale_is_sane(spec.scale.y)) {
    return spec.src;
  }
  if (sizes::is_openmv(spec.rules.arithmetic)) return {sizes::openmv_x(spec).dst, sizes::openmv_y(spec).dst};
  if (sizes::is_pillow(spec.rules.arithmetic) && spec.rules.filter == Filter::area) {
    return {reduced(sizes::x_line(spec)), reduced(sizes::y_line(spec))};
  }
  const Box part = sizes::part(spec);
  return {scaled(part.right - part.left, spec.scale.x), scaled(part.bottom - part.top, spec.scale.y)};
}

/// Numbers for the channels of a picture; none leaves `out` as it is.
Problem spread(const char* option, const std::vector<double>& numbers, const Format& format, float (&out)[4]) {
  if (numbers.empty()) return {};
  const std::size_t channels = static_cast<std::size_t>(std::min(sizes::channels_of(format), picture_channels));
  if (numbers.size() != 1 && numbers.size() != channels) {
    return std::string(option) + " has " + std::to_string(numbers.size()) + " numbers, but there are " +
           std::to_string(sizes::channels_of(format)) + " channels; one number is for all";
  }
  for (std::size_t c = 0; c < std::size(out); ++c)
    out[c] = static_cast<float>(numbers[std::min(c, numbers.size() - 1)]);
  return {};
}

/// What is said about the result's samples.
Problem set_storing(const SpecOptions& options, Spec& out) {
  const Format& from = out.format;
  if (options.store || options.layout) {
    const Element element = options.store.value_or(from.element);
    out.dst_format = {element, sizes::is_rgb565(element) ? 1 : sizes::channels_of(from),
                      options.layout.value_or(from.layout), element == Element::u16 ? from.maximum : 0};
  }
  if (Problem problem = spread("--fill", options.fill, from, out.fill)) return problem;
  Normalization& normalization = out.normalization;
  if (options.divisor || !options.mean.empty() || !options.deviation.empty()) {
    normalization = {static_cast<float>(options.divisor.value_or(1)), {}, {1, 1, 1, 1}};
  }
  if (Problem problem = spread("--mean", options.mean, from, normalization.mean)) return problem;
  if (Problem problem = spread("--std", options.deviation, from, normalization.deviation)) return problem;
  if (options.zero_point || options.ratio.denominator != 0) {
    const bool ratio = options.ratio.denominator != 0;
    out.quantization = {options.zero_point.value_or(-128), ratio ? options.ratio.numerator : 1,
                        ratio ? options.ratio.denominator : 1};
  }
  return {};
}

std::string list_channels(const float (&numbers)[4], std::int32_t channels) {
  std::vector<double> list(std::begin(numbers), std::end(numbers));
  list.resize(static_cast<std::size_t>(std::clamp(channels, 1, 4)));
  return listed(list);
}

std::string describe_storing(const Spec& spec) {
  std::string text;
  const std::int32_t channels = sizes::channels_of(spec.format);
  if (spec.rules.border == Border::constant || spec.pad != Pad{})
    text += ", fill " + list_channels(spec.fill, channels);
  const Normalization& n = spec.normalization;
  if (sizes::normalizes(spec)) {
    text += ", divisor " + listed({n.divisor}) + ", mean " + list_channels(n.mean, channels) + ", std " +
            list_channels(n.deviation, channels);
  }
  const Quantization& q = spec.quantization;
  if (q.denominator != 0) {
    text += ", zero point " + std::to_string(q.zero_point) + ", quantize " + std::to_string(q.numerator) + "/" +
            std::to_string(q.denominator);
  }
  return text;
}

}  // namespace

Problem find_placement(const FitOptions& options, const std::optional<Geometry>& geometry, Size src, const Box& box,
                       Placement& out) {
  Fit fit = options.fit;
  fit.mode = options.mode.value_or(FitMode::stretch);
  if (geometry) {
    if (geometry->width == 0 || geometry->height == 0) return "--fit needs both sides of the size, as in 224x224";
    fit.size = {geometry->width, geometry->height};
  }
  if (box != Box{}) {
    for (const double edge : {box.left, box.top, box.right, box.bottom}) {
      if (edge != std::trunc(edge) || !(std::abs(edge) <= ISOPEL_MAX_SIDE)) {
        return "--fit takes a box of whole pixels inside " + std::to_string(src.width) + "x" +
               std::to_string(src.height) + ", not " + listed({box.left, box.top, box.right, box.bottom});
      }
    }
    fit.part = {static_cast<std::int32_t>(box.left), static_cast<std::int32_t>(box.top),
                static_cast<std::int32_t>(box.right - box.left), static_cast<std::int32_t>(box.bottom - box.top)};
  }
  Message message{};
  return to_problem(place(src, fit, out, &message), message);
}

Problem make_spec(const SpecOptions& options, Size src, const Format& format, Spec& out) {
  out = options.spec;
  out.src = src;
  out.format = format;
  if (options.alpha) out.rules.alpha = *options.alpha;
  if (Problem problem = set_storing(options, out)) return problem;
  if (options.fit.mode) {
    Placement placement;
    if (Problem problem = find_placement(options.fit, options.geometry, src, out.box, placement)) return problem;
    out = apply(placement, out);
  } else if (!options.geometry) {
    out.dst = scaled_size(out);
  } else if (Problem problem = resolve(*options.geometry, sizes::part(out), out.dst)) {
    return problem;
  }
  Message message{};
  return to_problem(check(out, &message), message);
}

std::string describe(const Spec& spec) {
  std::string text = describe(spec.rules);
  const Box& box = spec.box;
  if (box != Box{}) text += ", box " + listed({box.left, box.top, box.right, box.bottom});
  if (spec.scale != Scale{}) text += ", scale " + listed({spec.scale.x, spec.scale.y});
  if (spec.src_siting != Siting::centre || spec.dst_siting != Siting::centre) {
    text += std::string(", sitings ") + siting_name(spec.src_siting) + " and " + siting_name(spec.dst_siting);
  }
  const Crop& crop = spec.crop;
  const auto wide = [](std::int32_t value) { return static_cast<double>(value); };
  if (crop != Crop{}) {
    text += ", crop " + listed({wide(crop.left), wide(crop.top), wide(crop.width), wide(crop.height)}) + " of " +
            std::to_string(spec.dst.width) + "x" + std::to_string(spec.dst.height);
  }
  const Pad& pad = spec.pad;
  if (pad != Pad{}) text += ", pad " + listed({wide(pad.left), wide(pad.top), wide(pad.right), wide(pad.bottom)});
  return text + describe_storing(spec);
}

}  // namespace isopel::tools
