// Which arch a plan runs on.
#ifndef ISOPEL_ENGINE_CHOOSE_ARCH_HPP_
#define ISOPEL_ENGINE_CHOOSE_ARCH_HPP_

#include "isopel/isopel.hpp"

namespace isopel {

/// The best arch for none; Status::arch_unavailable if the processor cannot run the one that was asked for.
Status choose_arch(const Arch*& arch, Message* message) noexcept;

}  // namespace isopel

#endif  // ISOPEL_ENGINE_CHOOSE_ARCH_HPP_
