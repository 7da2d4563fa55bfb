#include <cstdio>

#include "commands.hpp"

namespace isopel::tools {

Problem place_command(const PlaceOptions& options) {
  Placement placement;
  if (Problem problem = find_placement(options.fit, options.geometry, options.src, options.box, placement)) {
    return problem;
  }
  const Size src = placement.src, resized = placement.resized, dst = placement.dst;
  const Box box = placement.box == Box{} ? Box{0, 0, 1.0 * src.width, 1.0 * src.height} : placement.box;
  const Crop crop = placement.crop == Crop{} ? Crop{0, 0, resized.width, resized.height} : placement.crop;
  const Pad& pad = placement.pad;
  std::printf("source   %dx%d\n", src.width, src.height);
  std::printf("box      %.0f,%.0f,%.0f,%.0f\n", box.left, box.top, box.right, box.bottom);
  std::printf("resized  %dx%d\n", resized.width, resized.height);
  std::printf("crop     %d,%d,%d,%d\n", crop.left, crop.top, crop.width, crop.height);
  std::printf("pad      %d,%d,%d,%d\n", pad.left, pad.top, pad.right, pad.bottom);
  std::printf("result   %dx%d\n", dst.width, dst.height);
  if (options.point) {
    const auto [x, y] = *options.point;
    const Point at = to_source(placement, Point{to_units(x), to_units(y)});
    std::printf("point    %.10g,%.10g -> %.10g,%.10g of the source\n", x, y, to_pixels(at.x), to_pixels(at.y));
  }
  return {};
}

}  // namespace isopel::tools
