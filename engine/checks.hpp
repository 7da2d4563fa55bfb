// The checks of Spec and views, with sentences that name the values.
#ifndef ISOPEL_ENGINE_CHECKS_HPP_
#define ISOPEL_ENGINE_CHECKS_HPP_

#include <cstdint>

#include "engine/extent.hpp"
#include "engine/message.hpp"
#include "isopel/isopel.hpp"

namespace isopel {

/// Whether the view has this size and format and fits the address space; `extent` is what it may touch. `which` is
/// "source" or "destination".
Status check_view(const char* which, const ConstImage& image, Size size, Format format, Extent& extent,
                  Message* message) noexcept;
/// Whether there is as much scratch memory as needed; `extent` is what is used of it.
Status check_scratch(std::span<const std::byte> scratch, std::uint64_t needed, Extent& extent,
                     Message* message) noexcept;
/// Which two of them share a byte; null if none do.
const char* overlapping_pair(const Extent& src, const Extent& dst, const Extent& scratch) noexcept;
/// Status::overlap with its sentence.
Status refuse_overlap(const char* pair, const ConstImage& src, const Image& dst, Message* message) noexcept;
Status refuse_overlap(const char* pair, const ConstImage& view, Message* message) noexcept;
/// Whether bytes of the plan's tables are among them.
bool reaches_tables(const Plan& plan, const Extent& extent) noexcept;

/// Whether the views and the scratch memory fit the plan, and share no byte.
Status check_execution(const Plan& plan, const ConstImage& src, const Image& dst, std::span<const std::byte> scratch,
                       Message* message) noexcept;
/// Whether the rows, or the tile, are inside a destination of that size.
Status check_rows(Size size, std::int32_t first, std::int32_t last, Message* message) noexcept;
Status check_tile(Size size, const Crop& tile, Message* message) noexcept;

/// Appends what a format is.
void say_format(const Format& format, Sentence& sentence) noexcept;
/// Appends a number of the caller; hundredths are enough to see what is wrong.
void say_number(double value, Sentence& sentence) noexcept;

}  // namespace isopel

#endif  // ISOPEL_ENGINE_CHECKS_HPP_
