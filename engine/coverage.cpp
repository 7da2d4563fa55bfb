// The coverage matrix: which kernels an arch brings of its own.
#include "engine/kernels.hpp"
#include "isopel/isopel.hpp"

namespace isopel {
namespace {

/// In the order of KernelTable's members.
constexpr const char* names[] = {
    "vertical_u8_i16",
    "vertical_i16_u8",
    "vertical_u8_u8",
    "horizontal_u8_i16",
    "horizontal_i16_u8",
    "horizontal_u8_u8",
    "vertical_u8_u8_wide",
    "horizontal_u8_u8_wide",
    "vertical_u8_i16_wide",
    "horizontal_i16_u8_wide",
    "blend_i16_u8",
    "horizontal_u8_i32",
    "vertical_i32_u8",
    "nested_i32_u8",
    "nested_i32_u8_fused",
    "horizontal_u8_f32",
    "horizontal_u8_f32_fused",
    "vertical_f32_u8",
    "vertical_f32_u8_fused",
    "box_u8",
    "box_u8_even",
    "box_u8_reciprocal",
    "weighted_box_u8",
    "gather_u8",
    "premultiply_u8",
    "unpremultiply_u8",
    "unpack_rgb565",
    "pack_rgb565",
    "vertical_i16_i16",
    "vertical_i16_i32",
    "horizontal_i16_i16",
    "horizontal_i16_i32",
    "vertical_f32_f32",
    "horizontal_f32_f32",
    "flip_u8",
    "u16_to_f32",
    "f32_to_u16",
    "f16_to_f32",
    "f32_to_f16",
    "normalize_u8",
    "normalize_f32",
    "rgb565_to_u8",
    "u8_to_rgb565",
    "plane_u8",
    "plane_f32",
    "yuv_to_rgb_u8",
    "fused_blend_u8",
    "fused_narrow_u8",
    "fused_narrow_rgb565",
    "fused_f32_u8",
};
static_assert(sizeof(KernelTable) == sizeof(names) / sizeof(names[0]) * sizeof(void (*)()));

}  // namespace

std::span<const char* const> kernel_names() noexcept { return names; }

bool has_kernel(const Arch& arch, std::size_t kernel) noexcept {
  const KernelTable& table = *arch.kernels;
  const bool own[] = {
      table.vertical_u8_i16 != nullptr,
      table.vertical_i16_u8 != nullptr,
      table.vertical_u8_u8 != nullptr,
      table.horizontal_u8_i16 != nullptr,
      table.horizontal_i16_u8 != nullptr,
      table.horizontal_u8_u8 != nullptr,
      table.vertical_u8_u8_wide != nullptr,
      table.horizontal_u8_u8_wide != nullptr,
      table.vertical_u8_i16_wide != nullptr,
      table.horizontal_i16_u8_wide != nullptr,
      table.blend_i16_u8 != nullptr,
      table.horizontal_u8_i32 != nullptr,
      table.vertical_i32_u8 != nullptr,
      table.nested_i32_u8 != nullptr,
      table.nested_i32_u8_fused != nullptr,
      table.horizontal_u8_f32 != nullptr,
      table.horizontal_u8_f32_fused != nullptr,
      table.vertical_f32_u8 != nullptr,
      table.vertical_f32_u8_fused != nullptr,
      table.box_u8 != nullptr,
      table.box_u8_even != nullptr,
      table.box_u8_reciprocal != nullptr,
      table.weighted_box_u8 != nullptr,
      table.gather_u8 != nullptr,
      table.premultiply_u8 != nullptr,
      table.unpremultiply_u8 != nullptr,
      table.unpack_rgb565 != nullptr,
      table.pack_rgb565 != nullptr,
      table.vertical_i16_i16 != nullptr,
      table.vertical_i16_i32 != nullptr,
      table.horizontal_i16_i16 != nullptr,
      table.horizontal_i16_i32 != nullptr,
      table.vertical_f32_f32 != nullptr,
      table.horizontal_f32_f32 != nullptr,
      table.flip_u8 != nullptr,
      table.u16_to_f32 != nullptr,
      table.f32_to_u16 != nullptr,
      table.f16_to_f32 != nullptr,
      table.f32_to_f16 != nullptr,
      table.normalize_u8 != nullptr,
      table.normalize_f32 != nullptr,
      table.rgb565_to_u8 != nullptr,
      table.u8_to_rgb565 != nullptr,
      table.plane_u8 != nullptr,
      table.plane_f32 != nullptr,
      table.yuv_to_rgb_u8 != nullptr,
      table.fused_blend_u8 != nullptr,
      table.fused_narrow_u8 != nullptr,
      table.fused_narrow_rgb565 != nullptr,
      table.fused_f32_u8 != nullptr,
  };
  return kernel < sizeof(own) && own[kernel];
}

}  // namespace isopel
