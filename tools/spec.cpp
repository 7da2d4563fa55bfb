#include "spec.hpp"

#include <algorithm>
#include <cstdio>

#include "rules.hpp"

namespace isopel::tools {
namespace {

/// What the scale makes of a length, in the way of OpenCV and, but for its rounding, of all others.
std::int32_t scaled(std::int32_t length, double scale) {
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
  return {scaled(spec.src.width, spec.scale.x), scaled(spec.src.height, spec.scale.y)};
}

std::string number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.7g", value);
  return text;
}

}  // namespace

Problem make_spec(const SpecOptions& options, Size src, std::int32_t channels, Spec& out) {
  out = {.src = src,
         .dst = {},
         .format = {Element::u8, channels},
         .rules = options.rules,
         .block_rows = options.block_rows,
         .box = options.box,
         .scale = options.scale};
  if (options.alpha) out.rules.alpha = *options.alpha;
  if (!options.geometry) {
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
  if (box != Box{}) {
    text += ", box " + number(box.left) + "," + number(box.top) + "," + number(box.right) + "," + number(box.bottom);
  }
  if (spec.scale != Scale{}) text += ", scale " + number(spec.scale.x) + "," + number(spec.scale.y);
  return text;
}

}  // namespace isopel::tools
