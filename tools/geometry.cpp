#include "geometry.hpp"

#include <algorithm>
#include <cmath>

#include "numbers.hpp"

namespace isopel::tools {
namespace {

std::string bad(std::string_view text, const char* forms) {
  return "\"" + std::string(text) + "\" is not " + forms + " with sides of 1.." + std::to_string(ISOPEL_MAX_SIDE);
}

/// The other side, scaled like `from` -> `to` and rounded to nearest; at most 10^15, which is too long in any case.
std::int64_t keep_aspect(double side, double from, std::int32_t to) {
  return static_cast<std::int64_t>(std::clamp(std::floor(side * to / from + 0.5), 1.0, 1e15));
}

}  // namespace

Problem parse_geometry(std::string_view text, Geometry& out) {
  std::string_view rest = text;
  Geometry geometry;
  const bool starts_well = rest.starts_with('x') || take_number(rest, ISOPEL_MAX_SIDE, geometry.width);
  if (!starts_well || !take(rest, 'x')) return bad(text, "WxH, Wx or xH");
  if (!rest.empty() && !take_number(rest, ISOPEL_MAX_SIDE, geometry.height)) return bad(text, "WxH, Wx or xH");
  if (!rest.empty() || (geometry.width == 0 && geometry.height == 0)) return bad(text, "WxH, Wx or xH");
  out = geometry;
  return {};
}

Problem parse_size(std::string_view text, Size& out) {
  Geometry geometry;
  if (parse_geometry(text, geometry) || geometry.width == 0 || geometry.height == 0) return bad(text, "WxH");
  out = {geometry.width, geometry.height};
  return {};
}

Problem parse_raw(std::string_view text, Size& size, std::int32_t& channels) {
  std::string_view rest = text;
  Size sides;
  std::int32_t count = 0;
  if (!take_number(rest, ISOPEL_MAX_SIDE, sides.width) || !take(rest, 'x') ||
      !take_number(rest, ISOPEL_MAX_SIDE, sides.height) || !take(rest, 'x') ||
      !take_number(rest, picture_channels, count) || !rest.empty()) {
    return "\"" + std::string(text) + "\" is not WxHxC with sides of 1.." + std::to_string(ISOPEL_MAX_SIDE) +
           " and 1.." + std::to_string(picture_channels) + " channels";
  }
  size = sides;
  channels = count;
  return {};
}

Problem resolve(const Geometry& geometry, const Box& part, Size& out) {
  const double part_width = part.right - part.left, part_height = part.bottom - part.top;
  std::int64_t width = geometry.width, height = geometry.height;
  if (width == 0) width = keep_aspect(part_width, part_height, geometry.height);
  if (height == 0) height = keep_aspect(part_height, part_width, geometry.width);
  if (width > ISOPEL_MAX_SIDE || height > ISOPEL_MAX_SIDE) {
    return "the result would have " + std::to_string(width) + "x" + std::to_string(height) +
           " pixels; a side has at most " + std::to_string(ISOPEL_MAX_SIDE);
  }
  out = {static_cast<std::int32_t>(width), static_cast<std::int32_t>(height)};
  return {};
}

}  // namespace isopel::tools
