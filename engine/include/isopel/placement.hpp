// Points and boxes from the destination of a Placement to its source, and back. Included by fit.hpp.
//
// Coordinates are edges: pixel 0 goes from 0 to 1, its centre is at 1/2. They are counted in 1/65536 pixel, or given as
// doubles, which are rounded to that.
#include "isopel/fit.hpp"  // before the guard: it is what includes this file

#ifndef ISOPEL_PLACEMENT_HPP_
#define ISOPEL_PLACEMENT_HPP_

#include <algorithm>
#include <cstdint>

namespace isopel {

/// 1 pixel in the units of Point and Rect.
inline constexpr std::int64_t one_pixel = 65536;

/// In 1/65536 pixel from the image's left and top edges. Coordinates beyond 2^24 pixels are taken as those.
struct Point {
  std::int64_t x = 0, y = 0;
  bool operator==(const Point&) const = default;
};

/// A rectangle by its edges, in 1/65536 pixel.
struct Rect {
  std::int64_t left = 0, top = 0, right = 0, bottom = 0;
  bool operator==(const Rect&) const = default;
};

/// One axis of a placement as exact numbers: destination coordinate X is source coordinate
/// first + (X + shift) length / span, all in 1/65536 pixel.
struct AxisMap {
  std::int64_t shift, first, length, span;

  /// Rounded once, halves up.
  [[nodiscard]] constexpr std::int64_t to_source(std::int64_t at) const {
    return first + scaled(limited(at) + shift, length, span);
  }
  /// Rounded once, halves up. What to_source(X) gave, if that is within 2^24 pixels, becomes X again on an axis that is
  /// not enlarged. On one that is, it is off by at most (1 + span / length) / 2, so that whole pixels are found again
  /// by rounding if it is enlarged less than 65535 times.
  [[nodiscard]] constexpr std::int64_t to_destination(std::int64_t at) const {
    return scaled(limited(at) - first, span, length) - shift;
  }

 private:
  static constexpr std::int64_t limited(std::int64_t at) {
    constexpr std::int64_t most = one_pixel << 24;
    return std::clamp(at, -most, most);
  }
  /// value * numerator / denominator, the last two below 2^37: a long division with digits of 16 bits, since the
  /// product may have more than 64. What would leave 64 bits, far outside any image, stays below 2^61.
  static constexpr std::int64_t scaled(std::int64_t value, std::int64_t numerator, std::int64_t denominator) {
    std::int64_t quotient = 0, rest = 0;
    for (const int place : {32, 16, 0}) {
      const std::int64_t digits = value >> place;
      rest = rest * 65536 + (place == 32 ? digits : digits & 0xffff) * numerator;
      std::int64_t digit = rest / denominator;
      if (rest % denominator < 0) --digit;
      rest -= digit * denominator;
      quotient = std::clamp(quotient, -(one_pixel << 28), one_pixel << 28) * 65536 + digit;
    }
    return 2 * rest >= denominator ? quotient + 1 : quotient;
  }
};

/// A coordinate in pixels as 1/65536, rounded, halves up. (The product is exact, so nothing changes if it is fused.)
/// Beyond 2^24 pixels it is those; what is no number is -2^24 pixels.
constexpr std::int64_t to_units(double pixels) {
  constexpr double most = 16777216.0;
  const double units = (pixels > -most ? std::min(pixels, most) : -most) * 65536.0 + 0.5;
  const auto truncated = static_cast<std::int64_t>(units);
  return static_cast<double>(truncated) > units ? truncated - 1 : truncated;
}
/// The pixels that they are, exactly.
constexpr double to_pixels(std::int64_t units) { return static_cast<double>(units) / 65536.0; }

namespace fits {
constexpr AxisMap axis_map(double first, double end, std::int32_t src, std::int32_t resized, std::int32_t crop,
                           std::int32_t pad) {
  const bool whole = !(first < end);
  const std::int64_t from = whole ? 0 : to_units(first), to = whole ? src * one_pixel : to_units(end);
  // No good placement has other lengths; with these, nothing overflows.
  const auto length = [](std::int64_t units) {
    return std::clamp<std::int64_t>(units, 1, ISOPEL_MAX_SIDE * one_pixel);
  };
  return {(std::int64_t{crop} - pad) * one_pixel, from, length(to - from), length(resized * one_pixel)};
}
}  // namespace fits

constexpr AxisMap x_map(const Placement& placement) {
  return fits::axis_map(placement.box.left, placement.box.right, placement.src.width, placement.resized.width,
                        placement.crop.left, placement.pad.left);
}
constexpr AxisMap y_map(const Placement& placement) {
  return fits::axis_map(placement.box.top, placement.box.bottom, placement.src.height, placement.resized.height,
                        placement.crop.top, placement.pad.top);
}

/// From the destination to the source, rounded once. What lies in the pad comes to lie outside the box, or outside the
/// source: see clip().
constexpr Point to_source(const Placement& placement, Point point) {
  return {x_map(placement).to_source(point.x), y_map(placement).to_source(point.y)};
}
constexpr Rect to_source(const Placement& placement, const Rect& rect) {
  const AxisMap x = x_map(placement), y = y_map(placement);
  return {x.to_source(rect.left), y.to_source(rect.top), x.to_source(rect.right), y.to_source(rect.bottom)};
}
/// From the source to the destination, for labels; rounded once.
constexpr Point to_destination(const Placement& placement, Point point) {
  return {x_map(placement).to_destination(point.x), y_map(placement).to_destination(point.y)};
}
constexpr Rect to_destination(const Placement& placement, const Rect& rect) {
  const AxisMap x = x_map(placement), y = y_map(placement);
  return {x.to_destination(rect.left), y.to_destination(rect.top), x.to_destination(rect.right),
          y.to_destination(rect.bottom)};
}

/// The part of a rectangle that lies in an image of that size; one outside becomes empty, at the nearest edge.
constexpr Rect clip(const Rect& rect, Size size) {
  const auto inside = [](std::int64_t at, std::int32_t side) {
    return std::clamp<std::int64_t>(at, 0, side * one_pixel);
  };
  return {inside(rect.left, size.width), inside(rect.top, size.height), inside(rect.right, size.width),
          inside(rect.bottom, size.height)};
}

/// The same for boxes in pixels, as models give them: the edges are rounded to 1/65536 pixel before and after.
constexpr Rect to_rect(const Box& box) {
  return {to_units(box.left), to_units(box.top), to_units(box.right), to_units(box.bottom)};
}
constexpr Box to_box(const Rect& rect) {
  return {to_pixels(rect.left), to_pixels(rect.top), to_pixels(rect.right), to_pixels(rect.bottom)};
}
constexpr Box to_source(const Placement& placement, const Box& box) {
  return to_box(to_source(placement, to_rect(box)));
}
constexpr Box to_destination(const Placement& placement, const Box& box) {
  return to_box(to_destination(placement, to_rect(box)));
}
constexpr Box clip(const Box& box, Size size) { return to_box(clip(to_rect(box), size)); }

}  // namespace isopel

#endif  // ISOPEL_PLACEMENT_HPP_
