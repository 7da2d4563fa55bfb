// From the words of the command line, and the source, to a Spec.
#ifndef ISOPEL_TOOLS_SPEC_HPP_
#define ISOPEL_TOOLS_SPEC_HPP_

#include <optional>
#include <string>

#include "geometry.hpp"

namespace isopel::tools {

/// What the command line says about a resize.
struct SpecOptions {
  std::optional<Geometry> geometry;  ///< without one the scale says how large the result is
  Rules rules;
  std::optional<Alpha> alpha;  ///< instead of what the rules say
  Box box;
  Scale scale;
  std::int32_t block_rows = Spec{}.block_rows;
};

/// The spec for a source, checked by the engine.
[[nodiscard]] Problem make_spec(const SpecOptions& options, Size src, std::int32_t channels, Spec& out);

/// "pillow/bilinear, box 8.25,3.5,60,50.75".
[[nodiscard]] std::string describe(const Spec& spec);

}  // namespace isopel::tools

#endif  // ISOPEL_TOOLS_SPEC_HPP_
