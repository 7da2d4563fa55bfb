// From the C structs to the C++ ones, field by field.
#ifndef ISOPEL_ENGINE_C_CONVERT_HPP_
#define ISOPEL_ENGINE_C_CONVERT_HPP_

#include "isopel/isopel.hpp"

namespace isopel {

inline constexpr std::int32_t default_block_rows = Spec{}.block_rows;

inline Size to_cpp(isopel_size size) { return {size.width, size.height}; }
inline Format to_cpp(isopel_format format) { return {static_cast<Element>(format.element), format.channels}; }
inline Rules to_cpp(isopel_rules rules) {
  return {static_cast<Filter>(rules.filter), static_cast<Border>(rules.border), rules.antialias,
          static_cast<Arithmetic>(rules.arithmetic), static_cast<Alpha>(rules.alpha)};
}
inline Spec to_cpp(const isopel_spec& spec) {
  return {to_cpp(spec.src),
          to_cpp(spec.dst),
          to_cpp(spec.format),
          to_cpp(spec.rules),
          spec.block_rows == 0 ? default_block_rows : spec.block_rows,
          {spec.box.left, spec.box.top, spec.box.right, spec.box.bottom},
          {spec.scale.x, spec.scale.y}};
}
inline ConstImage to_cpp(isopel_const_image image) {
  return {image.data, to_cpp(image.size), image.stride, to_cpp(image.format)};
}
inline Image to_cpp(isopel_image image) { return {image.data, to_cpp(image.size), image.stride, to_cpp(image.format)}; }

inline isopel_rules to_c(const Rules& rules) {
  return {static_cast<isopel_filter>(rules.filter), static_cast<isopel_border>(rules.border), rules.antialias,
          static_cast<isopel_arithmetic>(rules.arithmetic), static_cast<isopel_alpha>(rules.alpha)};
}
inline isopel_spec to_c(const Spec& spec) {
  return {{spec.src.width, spec.src.height},
          {spec.dst.width, spec.dst.height},
          {static_cast<isopel_element>(spec.format.element), spec.format.channels},
          to_c(spec.rules),
          spec.block_rows,
          {spec.box.left, spec.box.top, spec.box.right, spec.box.bottom},
          {spec.scale.x, spec.scale.y}};
}
inline isopel_status to_c(Status status) { return static_cast<isopel_status>(status); }

}  // namespace isopel

#endif  // ISOPEL_ENGINE_C_CONVERT_HPP_
