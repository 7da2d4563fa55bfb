// The coverage matrix: which kernels an arch brings of its own.
#include "engine/kernels.hpp"
#include "isopel/isopel.hpp"

namespace isopel {
namespace {

/// In the order of KernelTable's members.
constexpr const char* names[] = {
    "vertical_u8_i16",   "vertical_i16_u8",  "vertical_u8_u8",      "horizontal_u8_i16",
    "horizontal_i16_u8", "horizontal_u8_u8", "vertical_u8_u8_wide", "horizontal_u8_u8_wide",
    "blend_i16_u8",      "box_u8",           "gather_u8",
};
static_assert(sizeof(KernelTable) == sizeof(names) / sizeof(names[0]) * sizeof(void (*)()));

}  // namespace

std::span<const char* const> kernel_names() noexcept { return names; }

bool has_kernel(const Arch& arch, std::size_t kernel) noexcept {
  const KernelTable& table = *arch.kernels;
  const bool own[] = {
      table.vertical_u8_i16 != nullptr,     table.vertical_i16_u8 != nullptr,
      table.vertical_u8_u8 != nullptr,      table.horizontal_u8_i16 != nullptr,
      table.horizontal_i16_u8 != nullptr,   table.horizontal_u8_u8 != nullptr,
      table.vertical_u8_u8_wide != nullptr, table.horizontal_u8_u8_wide != nullptr,
      table.blend_i16_u8 != nullptr,        table.box_u8 != nullptr,
      table.gather_u8 != nullptr,
  };
  return kernel < sizeof(own) && own[kernel];
}

}  // namespace isopel
