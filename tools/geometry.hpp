// Sizes as people write them: 320x240, 320x, x240.
#ifndef ISOPEL_TOOLS_GEOMETRY_HPP_
#define ISOPEL_TOOLS_GEOMETRY_HPP_

#include <cstdint>
#include <string_view>

#include "picture.hpp"

namespace isopel::tools {

/// A size whose missing side, 0, keeps the aspect ratio.
struct Geometry {
  std::int32_t width = 0, height = 0;
};

/// Reads "WxH", "Wx" or "xH".
[[nodiscard]] Problem parse_geometry(std::string_view text, Geometry& out);

/// Reads "WxH".
[[nodiscard]] Problem parse_size(std::string_view text, Size& out);

/// Reads "WxHxC", the sides and channels of a raw file.
[[nodiscard]] Problem parse_raw(std::string_view text, Size& size, std::int32_t& channels);

/// The size that a geometry means for a part of the source. A missing side is rounded to the nearest pixel, and is at
/// least 1.
[[nodiscard]] Problem resolve(const Geometry& geometry, const Box& part, Size& out);

}  // namespace isopel::tools

#endif  // ISOPEL_TOOLS_GEOMETRY_HPP_
