// The checks of views, with sentences that name the values.
#ifndef ISOPEL_ENGINE_CHECKS_HPP_
#define ISOPEL_ENGINE_CHECKS_HPP_

#include "isopel/isopel.hpp"

namespace isopel {

/// Whether the views, the rows and the scratch memory fit the plan, and share no byte.
Status check_execution(const Plan& plan, const ConstImage& src, const Image& dst, std::int32_t first, std::int32_t last,
                       std::span<const std::byte> scratch, Message* message) noexcept;

}  // namespace isopel

#endif  // ISOPEL_ENGINE_CHECKS_HPP_
