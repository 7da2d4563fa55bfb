// What a StaticPlan asks the library: whether it has what the compiler took for granted.
#include "isopel/static_plan.hpp"

#include "engine/message.hpp"

namespace isopel {

Status check_library(const LibraryParts& needed, Message* message) noexcept {
  constexpr int boxes = formats_in_build >> 11 & 1;  // come with video, too
  constexpr int formats = formats_in_build | boxes << 12;
  const auto lacks = [](int wanted, int have) { return (wanted & ~have) != 0; };
  const bool format = lacks(needed.formats, formats);
  if (!format && !lacks(needed.filters, filters_in_build) && !lacks(needed.arithmetics, arithmetics_in_build)) {
    return Status::ok;
  }
  Sentence(message) << "left out of this build: " << (format ? "a format" : "the filter or the arithmetic")
                    << " of the static plan";
  return format ? Status::bad_format : Status::bad_rules;
}

}  // namespace isopel
