// The coverage matrix: which kernels an arch brings of its own.
#include <array>

#include "arch/entries.hpp"
#include "arch/scalar/scalar.hpp"
#include "isopel/isopel.hpp"

namespace isopel {
namespace {

constexpr std::size_t count = sizeof(KernelTable) / sizeof(void (*)());

constexpr auto names = [] {
  std::array<const char*, count> all{};
  std::size_t next = 0;
  for_each_entry([&](const char* name, auto) { all[next++] = name; });
  return all;
}();
static_assert(names.back() != nullptr, "for_each_entry leaves some out");

}  // namespace

std::span<const char* const> kernel_names() noexcept { return names; }

bool has_kernel(const Arch& arch, std::size_t kernel) noexcept {
  bool has = false;
  std::size_t next = 0;
  for_each_entry([&](const char*, auto entry) {
    if (next++ != kernel) return;
    const auto own = arch.kernels->*entry, definition = scalar::kernels.*entry;
    has = own != nullptr && (own != definition || &arch == &scalar::arch);
  });
  return has;
}

}  // namespace isopel
