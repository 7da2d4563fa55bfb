// The entries of a KernelTable, one by one, and what stands for those that an arch lacks.
#ifndef ISOPEL_ARCH_ENTRIES_HPP_
#define ISOPEL_ARCH_ENTRIES_HPP_

#include "engine/kernels.hpp"

namespace isopel {

/// Calls visit(name, entry) for each of them, in order.
template <class Visit>
constexpr void for_each_entry(Visit visit) {
  visit("vertical_u8_i16", &KernelTable::vertical_u8_i16);
  visit("vertical_i16_u8", &KernelTable::vertical_i16_u8);
  visit("vertical_u8_u8", &KernelTable::vertical_u8_u8);
  visit("horizontal_u8_i16", &KernelTable::horizontal_u8_i16);
  visit("horizontal_i16_u8", &KernelTable::horizontal_i16_u8);
  visit("horizontal_u8_u8", &KernelTable::horizontal_u8_u8);
  visit("vertical_u8_u8_wide", &KernelTable::vertical_u8_u8_wide);
  visit("horizontal_u8_u8_wide", &KernelTable::horizontal_u8_u8_wide);
  visit("vertical_u8_i16_wide", &KernelTable::vertical_u8_i16_wide);
  visit("horizontal_i16_u8_wide", &KernelTable::horizontal_i16_u8_wide);
  visit("blend_i16_u8", &KernelTable::blend_i16_u8);
  visit("horizontal_u8_i32", &KernelTable::horizontal_u8_i32);
  visit("vertical_i32_u8", &KernelTable::vertical_i32_u8);
  visit("nested_i32_u8", &KernelTable::nested_i32_u8);
  visit("nested_i32_u8_fused", &KernelTable::nested_i32_u8_fused);
  visit("horizontal_u8_f32", &KernelTable::horizontal_u8_f32);
  visit("horizontal_u8_f32_fused", &KernelTable::horizontal_u8_f32_fused);
  visit("vertical_f32_u8", &KernelTable::vertical_f32_u8);
  visit("vertical_f32_u8_fused", &KernelTable::vertical_f32_u8_fused);
  visit("box_u8", &KernelTable::box_u8);
  visit("box_u8_even", &KernelTable::box_u8_even);
  visit("box_u8_reciprocal", &KernelTable::box_u8_reciprocal);
  visit("weighted_box_u8", &KernelTable::weighted_box_u8);
  visit("gather_u8", &KernelTable::gather_u8);
  visit("premultiply_u8", &KernelTable::premultiply_u8);
  visit("unpremultiply_u8", &KernelTable::unpremultiply_u8);
  visit("unpack_rgb565", &KernelTable::unpack_rgb565);
  visit("pack_rgb565", &KernelTable::pack_rgb565);
  visit("vertical_i16_i16", &KernelTable::vertical_i16_i16);
  visit("vertical_i16_i32", &KernelTable::vertical_i16_i32);
  visit("horizontal_i16_i16", &KernelTable::horizontal_i16_i16);
  visit("horizontal_i16_i32", &KernelTable::horizontal_i16_i32);
  visit("vertical_f32_f32", &KernelTable::vertical_f32_f32);
  visit("horizontal_f32_f32", &KernelTable::horizontal_f32_f32);
  visit("flip_u8", &KernelTable::flip_u8);
  visit("u16_to_f32", &KernelTable::u16_to_f32);
  visit("f32_to_u16", &KernelTable::f32_to_u16);
  visit("f16_to_f32", &KernelTable::f16_to_f32);
  visit("f32_to_f16", &KernelTable::f32_to_f16);
  visit("normalize_u8", &KernelTable::normalize_u8);
  visit("normalize_f32", &KernelTable::normalize_f32);
  visit("rgb565_to_u8", &KernelTable::rgb565_to_u8);
  visit("u8_to_rgb565", &KernelTable::u8_to_rgb565);
  visit("plane_u8", &KernelTable::plane_u8);
  visit("plane_f32", &KernelTable::plane_f32);
  visit("yuv_to_rgb_u8", &KernelTable::yuv_to_rgb_u8);
  visit("fused_blend_u8", &KernelTable::fused_blend_u8);
  visit("fused_narrow_u8", &KernelTable::fused_narrow_u8);
  visit("fused_narrow_rgb565", &KernelTable::fused_narrow_rgb565);
  visit("fused_f32_u8", &KernelTable::fused_f32_u8);
  visit("fused_two_taps_u8", &KernelTable::fused_two_taps_u8);
  visit("fused_two_taps_rgb8", &KernelTable::fused_two_taps_rgb8);
  visit("fused_two_taps_rgb565", &KernelTable::fused_two_taps_rgb565);
  visit("fused_averages_u8", &KernelTable::fused_averages_u8);
  visit("fused_floats_f32", &KernelTable::fused_floats_f32);
  visit("fused_floats_u16", &KernelTable::fused_floats_u16);
}

/// The table of an arch, with the kernels of `others` where it has none.
constexpr KernelTable completed(KernelTable own, const KernelTable& others) {
  for_each_entry([&](const char*, auto entry) {
    if (own.*entry == nullptr) own.*entry = others.*entry;
  });
  return own;
}

}  // namespace isopel

#endif  // ISOPEL_ARCH_ENTRIES_HPP_
