// The C interface of half_scale.hpp.
#include <cstring>

#include "engine/c_convert.hpp"
#include "engine/message.hpp"
#include "isopel/half_scale.hpp"

namespace isopel {
namespace {

HalfScale to_cpp(const isopel_half_scale_spec& spec) {
  HalfScale out{isopel::to_cpp(spec.src), isopel::to_cpp(spec.format), spec.kernel_size,
                static_cast<Border>(spec.border)};
  std::memcpy(out.fill, spec.fill, sizeof out.fill);
  return out;
}

}  // namespace
}  // namespace isopel

using namespace isopel;

isopel_size isopel_half_size(isopel_size size) {
  const Size half = half_size(to_cpp(size));
  return {half.width, half.height};
}

int32_t isopel_pyramid_levels(isopel_size size) { return pyramid_levels(to_cpp(size)); }

uint64_t isopel_half_scale_scratch_size(const isopel_half_scale_spec* spec) {
  return spec == nullptr ? 0 : scratch_size(to_cpp(*spec));
}

isopel_status isopel_half_scale(const isopel_half_scale_spec* spec, isopel_const_image src, isopel_image dst,
                                void* scratch, size_t scratch_size, isopel_message* message) {
  if (spec == nullptr) {
    Sentence(message) << "the argument spec is null";
    return ISOPEL_NULL_POINTER;
  }
  return to_c(
      half_scale(to_cpp(*spec), to_cpp(src), to_cpp(dst), {static_cast<std::byte*>(scratch), scratch_size}, message));
}
