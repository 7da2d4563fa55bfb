// The list of archs. A new arch is a folder of kernels and one line in dispatch.cpp.
#ifndef ISOPEL_ARCH_DISPATCH_HPP_
#define ISOPEL_ARCH_DISPATCH_HPP_

#include <span>

#include "engine/kernels.hpp"

namespace isopel {

/// Every arch in this build, best first; the scalar one is always the last.
std::span<const Arch* const> arch_list() noexcept;

}  // namespace isopel

#endif  // ISOPEL_ARCH_DISPATCH_HPP_
