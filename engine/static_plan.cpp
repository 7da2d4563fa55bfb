// What a StaticPlan asks the library: whether it has what the compiler took for granted, and what to say if not.
#include "isopel/static_plan.hpp"

#include "engine/checks.hpp"

namespace isopel {
namespace {

bool lacks_format(const LibraryParts& needed) {
  constexpr int parts = has_video ? 1 << 12 : 0;  // come with it
  constexpr int formats = formats_in_build | parts | (has_many_channels ? 1 << many_channels_bit : 0);
  return (needed.formats & ~formats) != 0;
}

}  // namespace

Status check_library(const LibraryParts& needed) noexcept {
  if (lacks_format(needed)) return Status::bad_format;
  const bool lacks = (needed.filters & ~filters_in_build) != 0 || (needed.arithmetics & ~arithmetics_in_build) != 0;
  return lacks ? Status::bad_rules : Status::ok;
}

Status check_library(const LibraryParts& needed, Message* message) noexcept {
  const Status status = check_library(needed);
  if (status == Status::ok) return status;
  Sentence(message) << "left out of this build: "
                    << (status == Status::bad_format ? "a format" : "the filter or the arithmetic")
                    << " of the static plan";
  return status;
}

void explain_execution(const Plan& whole, const LibraryParts& needed, const ConstImage& src, const Image& dst,
                       std::int32_t first, std::int32_t last, std::span<std::byte> scratch, Message* message) noexcept {
  Status status = check_library(needed, message);
  if (status == Status::ok) status = check_execution(whole, src, dst, scratch, message);
  if (status == Status::ok) status = check_rows(output_size(whole.spec()), first, last, message);
}

}  // namespace isopel
