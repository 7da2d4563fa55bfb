// The rules and the arch by the names that users write.
#ifndef ISOPEL_TOOLS_RULES_HPP_
#define ISOPEL_TOOLS_RULES_HPP_

#include <string>
#include <string_view>

#include "isopel/fit.hpp"
#include "picture.hpp"

namespace isopel::tools {

[[nodiscard]] Problem parse_filter(std::string_view name, Filter& out);
[[nodiscard]] Problem parse_border(std::string_view name, Border& out);
/// "on" or "off".
[[nodiscard]] Problem parse_switch(std::string_view name, bool& out);
/// The rules of a preset: "pillow/bilinear".
[[nodiscard]] Problem parse_preset(std::string_view name, Rules& out);
[[nodiscard]] Problem parse_grid(std::string_view name, Grid& out);
[[nodiscard]] Problem parse_light(std::string_view name, Light& out);
[[nodiscard]] Problem parse_alpha(std::string_view name, Alpha& out);
[[nodiscard]] Problem parse_siting(std::string_view name, Siting& out);
[[nodiscard]] Problem parse_fit_mode(std::string_view name, FitMode& out);
[[nodiscard]] Problem parse_size_rule(std::string_view name, SizeRule& out);
/// Any arch of this build, available or not.
[[nodiscard]] Problem parse_arch(std::string_view name, const Arch*& out);

/// "bilinear, antialias off, border replicate", or "pillow/bilinear".
[[nodiscard]] std::string describe(const Rules& rules);
[[nodiscard]] const char* siting_name(Siting siting);
[[nodiscard]] const char* method_name(Plan::Method method);

/// "vertical_first; 2 x 3 taps; tables 1234 bytes, scratch 5678 bytes".
[[nodiscard]] std::string describe(const Plan& plan);

/// The engine's sentence for a status that is not ok.
[[nodiscard]] Problem to_problem(Status status, const Message& text);

}  // namespace isopel::tools

#endif  // ISOPEL_TOOLS_RULES_HPP_
