// The kernels that a firmware runs, by name: of the arch that is a property of the build, not of the processor that the
// program finds itself on. What is named, the linker takes, and nothing else of the arch. Hosts choose: dispatch.cpp.
#ifndef ISOPEL_ARCH_BOARD_HPP_
#define ISOPEL_ARCH_BOARD_HPP_

#include "arch/armv7em/armv7em.hpp"
#include "arch/mve/mve.hpp"
#include "arch/scalar/scalar.hpp"

namespace isopel {

#if ISOPEL_HAVE_MVE
inline constexpr const Arch& board_arch = mve::arch;
#elif ISOPEL_HAVE_ARMV7EM
inline constexpr const Arch& board_arch = armv7em::arch;
#else
inline constexpr const Arch& board_arch = scalar::arch;
#endif

/// Its kernel; null if the build lacks it.
template <auto entry>
inline constexpr auto board_kernel = board_arch.kernels->*entry;

}  // namespace isopel

#endif  // ISOPEL_ARCH_BOARD_HPP_
