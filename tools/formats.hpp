// Formats of pixels by the names that users write and read.
#ifndef ISOPEL_TOOLS_FORMATS_HPP_
#define ISOPEL_TOOLS_FORMATS_HPP_

#include <string>
#include <string_view>

#include "picture.hpp"

namespace isopel::tools {

/// "u8", "rgb565-be" and so on.
[[nodiscard]] Problem parse_element(std::string_view name, Element& out);
/// "hwc" or "chw".
[[nodiscard]] Problem parse_layout(std::string_view name, Layout& out);

/// "gray8", "rgba16", "rgb16 up to 1023", "rgb_f32 chw", "rgb565", "16 channels of i8".
[[nodiscard]] std::string format_name(const Format& format);

}  // namespace isopel::tools

#endif  // ISOPEL_TOOLS_FORMATS_HPP_
