// The C interface of video plans: thin, field by field.
#include <new>
#include <type_traits>

#include "engine/c_convert.hpp"
#include "engine/message.hpp"
#include "isopel/video.hpp"

namespace isopel {
namespace {

static_assert(sizeof(VideoPlan) <= sizeof(isopel_video_plan) && alignof(VideoPlan) <= alignof(isopel_video_plan));
static_assert(std::is_trivially_copyable_v<VideoPlan>);

std::span<std::byte> video_bytes(void* data, size_t size) { return {static_cast<std::byte*>(data), size}; }

}  // namespace

// Beside the other to_cpp(), which an unnamed namespace would hide.
static VideoSpec to_cpp(const isopel_video_spec& spec) {
  return {.src = to_cpp(spec.src),
          .dst = to_cpp(spec.dst),
          .layout = static_cast<YuvLayout>(spec.layout),
          .siting = static_cast<Siting>(spec.siting),
          .dst_layout = static_cast<YuvLayout>(spec.dst_layout),
          .matrix = static_cast<YuvMatrix>(spec.matrix),
          .order = static_cast<Order>(spec.order),
          .rules = to_cpp(spec.rules),
          .block_rows = spec.block_rows == 0 ? default_block_rows : spec.block_rows};
}

static ConstYuvImage to_cpp(const isopel_const_yuv_image& image) {
  return {{image.planes[0], image.planes[1], image.planes[2]},
          {image.strides[0], image.strides[1], image.strides[2]},
          to_cpp(image.size),
          static_cast<YuvLayout>(image.layout)};
}

static YuvImage to_cpp(const isopel_yuv_image& image) {
  return {{image.planes[0], image.planes[1], image.planes[2]},
          {image.strides[0], image.strides[1], image.strides[2]},
          to_cpp(image.size),
          static_cast<YuvLayout>(image.layout)};
}

static const VideoPlan& to_cpp(const isopel_video_plan* plan) {
  return *std::launder(reinterpret_cast<const VideoPlan*>(plan));
}

}  // namespace isopel

using namespace isopel;

uint64_t isopel_video_memory_size(const isopel_video_spec* spec) {
  return spec == nullptr ? 0 : memory_size(to_cpp(*spec));
}

uint64_t isopel_video_scratch_size(const isopel_video_spec* spec) {
  return spec == nullptr ? 0 : scratch_size(to_cpp(*spec));
}

isopel_status isopel_video_check(const isopel_video_spec* spec, isopel_message* message) {
  if (spec == nullptr) return refuse_null("spec", message);
  return to_c(check(to_cpp(*spec), message));
}

isopel_status isopel_video_plan_make(const isopel_video_spec* spec, void* memory, size_t memory_size,
                                     const isopel_arch* arch, isopel_video_plan* plan, isopel_message* message) {
  if (spec == nullptr) return refuse_null("spec", message);
  if (plan == nullptr) return refuse_null("plan", message);
  VideoPlan made;
  const Status status = VideoPlan::make(to_cpp(*spec), video_bytes(memory, memory_size), made,
                                        reinterpret_cast<const Arch*>(arch), message);
  new (plan) VideoPlan(made);  // an empty one after a failure
  return to_c(status);
}

uint64_t isopel_video_plan_memory_size(const isopel_video_plan* plan) {
  return plan == nullptr ? 0 : to_cpp(plan).memory_size();
}

uint64_t isopel_video_plan_scratch_size(const isopel_video_plan* plan) {
  return plan == nullptr ? 0 : to_cpp(plan).scratch_size();
}

const isopel_arch* isopel_video_plan_arch(const isopel_video_plan* plan) {
  return plan == nullptr ? nullptr : reinterpret_cast<const isopel_arch*>(to_cpp(plan).arch());
}

isopel_status isopel_video_plan_execute_rgb(const isopel_video_plan* plan, isopel_const_yuv_image src, isopel_image dst,
                                            int32_t first, int32_t last, void* scratch, size_t scratch_size,
                                            isopel_message* message) {
  if (plan == nullptr) return refuse_null("plan", message);
  return to_c(
      to_cpp(plan).execute_rows(to_cpp(src), to_cpp(dst), first, last, video_bytes(scratch, scratch_size), message));
}

isopel_status isopel_video_plan_execute_yuv(const isopel_video_plan* plan, isopel_const_yuv_image src,
                                            isopel_yuv_image dst, int32_t first, int32_t last, void* scratch,
                                            size_t scratch_size, isopel_message* message) {
  if (plan == nullptr) return refuse_null("plan", message);
  return to_c(
      to_cpp(plan).execute_rows(to_cpp(src), to_cpp(dst), first, last, video_bytes(scratch, scratch_size), message));
}
