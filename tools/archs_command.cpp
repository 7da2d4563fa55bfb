#include <algorithm>
#include <cstdio>
#include <cstring>

#include "commands.hpp"

namespace isopel::tools {

Problem archs_command() {
  Message message{};
  const Arch* best = best_arch(0, &message);

  std::printf("arch      this processor\n");
  for (const Arch* arch : archs()) {
    const char* state = arch == best ? "available, chosen" : is_available(*arch) ? "available" : "cannot run it";
    std::printf("%-8s  %s\n", name(*arch), state);
  }

  const std::span<const char* const> kernels = kernel_names();
  int longest = 0;
  for (const char* kernel : kernels) longest = std::max(longest, static_cast<int>(std::strlen(kernel)));
  std::printf("\n%-*s", longest, "kernel");
  for (const Arch* arch : archs()) std::printf("  %-6s", name(*arch));
  std::printf("\n");
  for (std::size_t kernel = 0; kernel < kernels.size(); ++kernel) {
    std::printf("%-*s", longest, kernels[kernel]);
    // A fused kernel has no scalar form: without one, its passes run one by one.
    const char* other = has_kernel(*archs().back(), kernel) ? "scalar" : "passes";
    for (const Arch* arch : archs()) {
      const int width = std::max(6, static_cast<int>(std::strlen(name(*arch))));
      std::printf("  %-*s", arch == archs().back() ? 0 : width, has_kernel(*arch, kernel) ? "own" : other);
    }
    std::printf("\n");
  }
  if (best == nullptr) return message.text;
  return {};
}

}  // namespace isopel::tools
