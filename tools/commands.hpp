// The subcommands. main.cpp fills the options from the command line; every function says what went wrong, if anything.
#ifndef ISOPEL_TOOLS_COMMANDS_HPP_
#define ISOPEL_TOOLS_COMMANDS_HPP_

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "image_file.hpp"
#include "isopel/video.hpp"
#include "picture.hpp"
#include "spec.hpp"

namespace isopel::tools {

struct ResizeOptions {
  std::string in, out;
  SpecOptions spec;
  std::optional<double> gap;   ///< Pillow's reducing_gap
  const Arch* arch = nullptr;  ///< null: the best one
  std::optional<FileType> format;
  std::int32_t quality = 90;
  std::int32_t repeat = 0;  ///< measured runs; 0 measures nothing
  bool verbose = false;
};
[[nodiscard]] Problem resize_command(const ResizeOptions& options);

struct FrameOptions {
  std::string in, out;
  Geometry geometry;
  VideoSpec spec{.layout = YuvLayout::nv12};  ///< but for the destination's size
  std::optional<FileType> format;
  std::int32_t quality = 90;
};
[[nodiscard]] Problem frame_command(const FrameOptions& options);
[[nodiscard]] Problem parse_yuv_layout(std::string_view name, YuvLayout& out);
[[nodiscard]] Problem parse_matrix(std::string_view name, YuvMatrix& out);
[[nodiscard]] Problem parse_order(std::string_view name, Order& out);

struct HashOptions {
  std::vector<std::string> files;
  Size raw_size;
  std::int32_t raw_channels = 0;  ///< 0: the files are pictures
};
/// Goes on after a file that cannot be read; returns how many could not.
[[nodiscard]] int hash_command(const HashOptions& options);

[[nodiscard]] Problem archs_command();
void presets_command();

/// A resize of a source that is not there.
struct SizesOptions {
  Size src;
  Format format;                         ///< of the source, but for its channels
  std::optional<std::int32_t> channels;  ///< 3, or of rgb565 1
  SpecOptions spec;
};
[[nodiscard]] Problem make_spec(const SizesOptions& options, Spec& out);
[[nodiscard]] Problem sizes_command(const SizesOptions& options);

struct PlanOptions {
  SizesOptions source;
  std::string emit_c;         ///< the header's file; empty: the plan is printed
  std::string name = "plan";  ///< what the header's names begin with
};
[[nodiscard]] Problem plan_command(const PlanOptions& options);

struct PlaceOptions {
  using Point = std::array<double, 2>;
  Size src;
  std::optional<Geometry> geometry;
  Box box;
  FitOptions fit;
  std::optional<Point> point;
};
[[nodiscard]] Problem place_command(const PlaceOptions& options);

struct SheetOptions {
  std::string out;
  std::vector<std::string> files;
  std::optional<FileType> format;
  std::int32_t columns = 4, scale = 1, quality = 90;
};
[[nodiscard]] Problem sheet_command(const SheetOptions& options);

}  // namespace isopel::tools

#endif  // ISOPEL_TOOLS_COMMANDS_HPP_
