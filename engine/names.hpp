// Names for messages, in the order of the ids.
#ifndef ISOPEL_ENGINE_NAMES_HPP_
#define ISOPEL_ENGINE_NAMES_HPP_

#include <cstdint>

#include "isopel/isopel.hpp"

namespace isopel {

inline constexpr const char* element_names[] = {"u8", "RGB565", "i8", "u16", "f32", "f16", "big-endian RGB565"};
static_assert(sizeof(element_names) / sizeof(element_names[0]) == ISOPEL_ELEMENT_RGB565_BE + 1);

constexpr const char* name_of(Element element) {
  const auto id = static_cast<std::int32_t>(element);
  return id >= 0 && id <= ISOPEL_ELEMENT_RGB565_BE ? element_names[id] : "an unknown type";
}

inline constexpr const char* arithmetic_names[] = {
    "isopel's own", "Pillow's",      "OpenCV's",    "OpenCV's exact",     "OpenCV's for arm64", "OpenMV's",
    "OpenMV 4.3's", "Pillow 12.2's", "Pillow 13's", "OpenCV 4.8's exact", "OpenCV 5.0's exact",
};
static_assert(sizeof(arithmetic_names) / sizeof(arithmetic_names[0]) == ISOPEL_ARITHMETIC_OPENCV_EXACT_5_0 + 1);

constexpr const char* name_of(Arithmetic arithmetic) {
  const auto id = static_cast<std::int32_t>(arithmetic);
  return id >= 0 && id <= ISOPEL_ARITHMETIC_OPENCV_EXACT_5_0 ? arithmetic_names[id] : "an unknown";
}

}  // namespace isopel

#endif  // ISOPEL_ENGINE_NAMES_HPP_
