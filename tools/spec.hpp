// From the words of the command line, and the source, to a Spec.
#ifndef ISOPEL_TOOLS_SPEC_HPP_
#define ISOPEL_TOOLS_SPEC_HPP_

#include <optional>
#include <string>
#include <vector>

#include "geometry.hpp"
#include "isopel/fit.hpp"

namespace isopel::tools {

/// What the command line says about the place of the source in the result.
struct FitOptions {
  std::optional<FitMode> mode;  ///< none: box, crop and pad say it
  Fit fit;                      ///< but for its mode, its size and its part
};

/// What the command line says about a resize.
struct SpecOptions {
  std::optional<Geometry> geometry;  ///< without one the scale or the short side says how large the result is
  Spec spec;                         ///< what does not depend on the source
  std::optional<Alpha> alpha;        ///< instead of what the rules say
  FitOptions fit;
  std::optional<Element> store;               ///< instead of the source's
  std::optional<Layout> layout;               ///< instead of the source's
  std::vector<double> fill, mean, deviation;  ///< one for each channel, or one for all
  std::optional<double> divisor;
  std::optional<std::int32_t> zero_point;
  Quantization ratio;
};

/// The placement of a source, or of a box of whole pixels.
[[nodiscard]] Problem find_placement(const FitOptions& options, const std::optional<Geometry>& geometry, Size src,
                                     const Box& box, Placement& out);

/// The spec for a source, checked by the engine.
[[nodiscard]] Problem make_spec(const SpecOptions& options, Size src, const Format& format, Spec& out);

/// "pillow/bilinear, box 8.25,3.5,60,50.75".
[[nodiscard]] std::string describe(const Spec& spec);

}  // namespace isopel::tools

#endif  // ISOPEL_TOOLS_SPEC_HPP_
