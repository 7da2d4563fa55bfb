// The checks of Spec and views, with sentences that name the values.
#ifndef ISOPEL_ENGINE_CHECKS_HPP_
#define ISOPEL_ENGINE_CHECKS_HPP_

#include "engine/message.hpp"
#include "isopel/isopel.hpp"

namespace isopel {

/// Whether the views, the rows and the scratch memory fit the plan, and share no byte.
Status check_execution(const Plan& plan, const ConstImage& src, const Image& dst, std::int32_t first, std::int32_t last,
                       std::span<const std::byte> scratch, Message* message) noexcept;

/// Appends a number of the caller; hundredths are enough to see what is wrong.
void say_number(double value, Sentence& sentence) noexcept;

}  // namespace isopel

#endif  // ISOPEL_ENGINE_CHECKS_HPP_
