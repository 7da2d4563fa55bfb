// From the C structs to the C++ ones, field by field.
#ifndef ISOPEL_ENGINE_C_CONVERT_HPP_
#define ISOPEL_ENGINE_C_CONVERT_HPP_

#include <new>

#include "isopel/isopel.hpp"

namespace isopel {

inline constexpr std::int32_t default_block_rows = Spec{}.block_rows;

inline Size to_cpp(isopel_size size) { return {size.width, size.height}; }
inline Format to_cpp(isopel_format format) {
  return {static_cast<Element>(format.element), format.channels, static_cast<Layout>(format.layout), format.maximum};
}
inline Rules to_cpp(isopel_rules rules) {
  return {static_cast<Filter>(rules.filter),
          static_cast<Border>(rules.border),
          rules.antialias,
          static_cast<Arithmetic>(rules.arithmetic),
          static_cast<Alpha>(rules.alpha),
          static_cast<Grid>(rules.grid),
          static_cast<Light>(rules.light)};
}
inline Crop to_cpp(isopel_crop crop) { return {crop.left, crop.top, crop.width, crop.height}; }
inline Spec to_cpp(const isopel_spec& spec) {
  Spec out{.src = to_cpp(spec.src),
           .dst = to_cpp(spec.dst),
           .format = to_cpp(spec.format),
           .rules = to_cpp(spec.rules),
           .block_rows = spec.block_rows == 0 ? default_block_rows : spec.block_rows,
           .box = {spec.box.left, spec.box.top, spec.box.right, spec.box.bottom},
           .scale = {spec.scale.x, spec.scale.y},
           .dst_format = to_cpp(spec.dst_format),
           .crop = to_cpp(spec.crop),
           .pad = {spec.pad.left, spec.pad.top, spec.pad.right, spec.pad.bottom},
           .normalization = {.divisor = spec.normalization.divisor},
           .quantization = {spec.quantization.zero_point, spec.quantization.numerator, spec.quantization.denominator},
           .src_siting = static_cast<Siting>(spec.src_siting),
           .dst_siting = static_cast<Siting>(spec.dst_siting)};
  for (int c = 0; c < 4; ++c) {
    out.fill[c] = spec.fill[c];
    out.normalization.mean[c] = spec.normalization.mean[c];
    out.normalization.deviation[c] = spec.normalization.deviation[c];
  }
  return out;
}
inline ConstImage to_cpp(isopel_const_image image) {
  return {image.data, to_cpp(image.size), image.stride, to_cpp(image.format), image.plane_stride};
}
inline Image to_cpp(isopel_image image) {
  return {image.data, to_cpp(image.size), image.stride, to_cpp(image.format), image.plane_stride};
}

inline isopel_format to_c(const Format& format) {
  return {static_cast<isopel_element>(format.element), format.channels, static_cast<isopel_layout>(format.layout),
          format.maximum};
}
inline isopel_rules to_c(const Rules& rules) {
  return {static_cast<isopel_filter>(rules.filter),
          static_cast<isopel_border>(rules.border),
          rules.antialias,
          static_cast<isopel_arithmetic>(rules.arithmetic),
          static_cast<isopel_alpha>(rules.alpha),
          static_cast<isopel_grid>(rules.grid),
          static_cast<isopel_light>(rules.light)};
}
inline isopel_spec to_c(const Spec& spec) {
  isopel_spec out{};
  out.src = {spec.src.width, spec.src.height};
  out.dst = {spec.dst.width, spec.dst.height};
  out.format = to_c(spec.format);
  out.rules = to_c(spec.rules);
  out.block_rows = spec.block_rows;
  out.box = {spec.box.left, spec.box.top, spec.box.right, spec.box.bottom};
  out.scale = {spec.scale.x, spec.scale.y};
  out.dst_format = to_c(spec.dst_format);
  out.crop = {spec.crop.left, spec.crop.top, spec.crop.width, spec.crop.height};
  out.pad = {spec.pad.left, spec.pad.top, spec.pad.right, spec.pad.bottom};
  out.normalization.divisor = spec.normalization.divisor;
  out.quantization = {spec.quantization.zero_point, spec.quantization.numerator, spec.quantization.denominator};
  out.src_siting = static_cast<isopel_siting>(spec.src_siting);
  out.dst_siting = static_cast<isopel_siting>(spec.dst_siting);
  for (int c = 0; c < 4; ++c) {
    out.fill[c] = spec.fill[c];
    out.normalization.mean[c] = spec.normalization.mean[c];
    out.normalization.deviation[c] = spec.normalization.deviation[c];
  }
  return out;
}
inline const Plan& to_cpp(const isopel_plan* plan) { return *std::launder(reinterpret_cast<const Plan*>(plan)); }

inline isopel_status to_c(Status status) { return static_cast<isopel_status>(status); }

}  // namespace isopel

#endif  // ISOPEL_ENGINE_C_CONVERT_HPP_
