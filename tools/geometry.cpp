#include "geometry.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace isopel::tools {
namespace {

/// Takes digits from the front of `text`; false when there are none or the number is outside 1..most.
bool take_number(std::string_view& text, std::int32_t most, std::int32_t& out) {
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, out);
  if (error != std::errc() || out < 1 || out > most) return false;
  text.remove_prefix(static_cast<std::size_t>(rest - text.data()));
  return true;
}

bool take(std::string_view& text, char expected) {
  if (text.empty() || text.front() != expected) return false;
  text.remove_prefix(1);
  return true;
}

std::string bad(std::string_view text, const char* forms) {
  return "\"" + std::string(text) + "\" is not " + forms + " with sides of 1.." + std::to_string(ISOPEL_MAX_SIDE);
}

/// The other side, scaled like `from` -> `to` and rounded to nearest; at most 10^15, which is too long in any case.
std::int64_t keep_aspect(double side, double from, std::int32_t to) {
  return static_cast<std::int64_t>(std::clamp(std::floor(side * to / from + 0.5), 1.0, 1e15));
}

}  // namespace

Problem parse_count(std::string_view text, std::int32_t most, std::int32_t& out) {
  std::string_view rest = text;
  std::int32_t count = 0;
  if (!take_number(rest, most, count) || !rest.empty()) {
    return "\"" + std::string(text) + "\" is not a whole number in 1.." + std::to_string(most);
  }
  out = count;
  return {};
}

Problem parse_numbers(std::string_view text, std::span<double> out) {
  std::string_view rest = text;
  for (double& number : out) {
    const bool starts_well = &number == out.data() || take(rest, ',');
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
    if (!starts_well || error != std::errc() || !std::isfinite(number)) {
      return "\"" + std::string(text) + "\" is not " +
             (out.size() == 1 ? "a finite number"
                              : std::to_string(out.size()) + " finite numbers with commas between them");
    }
    rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
  }
  if (!rest.empty()) return "\"" + std::string(text) + "\" ends with \"" + std::string(rest) + "\"";
  return {};
}

Problem parse_box(std::string_view text, Box& out) {
  double edges[4];
  if (Problem problem = parse_numbers(text, edges)) return problem;
  out = {edges[0], edges[1], edges[2], edges[3]};
  // To the engine this would be the whole source.
  if (out == Box{}) return "\"" + std::string(text) + "\" is an empty box";
  return {};
}

Problem parse_scale(std::string_view text, Scale& out) {
  double factors[2];
  if (Problem problem = parse_numbers(text, factors)) return problem;
  // To the engine 0 would be what the sizes say.
  if (!(factors[0] > 0 && factors[1] > 0)) return "\"" + std::string(text) + "\" is not a scale above 0";
  out = {factors[0], factors[1]};
  return {};
}

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
      !take_number(rest, ISOPEL_MAX_CHANNELS, count) || !rest.empty()) {
    return "\"" + std::string(text) + "\" is not WxHxC with sides of 1.." + std::to_string(ISOPEL_MAX_SIDE) +
           " and 1.." + std::to_string(ISOPEL_MAX_CHANNELS) + " channels";
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
