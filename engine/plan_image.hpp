// A plan as bytes: a header, what outside taps lost (11), the records of both axes, the table of i8 results, and as
// many bytes as a vector load may read behind them. All in the byte order of the processor that made them.
#ifndef ISOPEL_ENGINE_PLAN_IMAGE_HPP_
#define ISOPEL_ENGINE_PLAN_IMAGE_HPP_

#include <cstddef>
#include <cstdint>

#include "isopel/isopel.hpp"

namespace isopel {

struct ImageAxis {
  std::int32_t taps, record_bytes, bias, shift;
};

struct ImageHeader {
  std::uint32_t magic;     ///< of a 32-bit word as this processor reads it
  std::uint16_t order[2];  ///< of 16-bit words likewise: 1, 2
  std::uint32_t version;   ///< of this form, and of all tables
  std::uint32_t contract;
  std::uint64_t spec;      ///< its hash
  std::uint64_t bytes;     ///< of the whole image
  std::uint64_t scratch;   ///< of an execution
  std::uint32_t checksum;  ///< of all words but this
  std::int32_t method;
  std::int32_t first_column, columns;
  ImageAxis x, y;
};
static_assert(sizeof(ImageHeader) == 88);

inline constexpr std::uint32_t image_magic = 0x4c505349;  // "ISPL" where the low byte comes first
inline constexpr std::uint32_t image_version = 1;
/// From the image's start to the tables.
inline constexpr std::int64_t image_header_bytes = 96;

/// Of every field of a Spec; specs that are equal have the same.
std::uint64_t hash_of(const Spec& spec) noexcept;
/// Of the words of an image, of which the checksum itself counts as 0. Every changed word changes it.
std::uint32_t checksum_of(const std::byte* image, std::uint64_t bytes) noexcept;

/// How many bytes each table has.
struct ImageTables {
  std::int64_t outside, x, y, lookup;  ///< `outside` of both axes

  ImageTables(const Spec& spec, std::int32_t x_record_bytes, std::int32_t y_record_bytes);
  std::uint64_t image_bytes() const;
};

/// What keeps the plan from reading and writing inside the views and the scratch memory only; null if nothing does. The
/// spec is a good one; the tables have the lengths that the plan's numbers say.
const char* fault_of(const Plan& plan) noexcept;

}  // namespace isopel

#endif  // ISOPEL_ENGINE_PLAN_IMAGE_HPP_
