// libvips: vips_reduce, without its worker threads and its cache. It makes its tables and its result in each call; the
// result is copied to where the benchmark wants it, which is inside the figures.
#include <vips/vips.h>

#include <cstring>
#include <string>

#include "bench/peers/registry.hpp"

namespace isopel::bench {
namespace {

/// VIPS_KERNEL_LAST for none.
VipsKernel kernel_of(int32_t filter) {
  switch (filter) {
    case ISOPEL_FILTER_NEAREST:
      return VIPS_KERNEL_NEAREST;
    case ISOPEL_FILTER_BILINEAR:
      return VIPS_KERNEL_LINEAR;
    case ISOPEL_FILTER_CATMULL_ROM:
      return VIPS_KERNEL_CUBIC;
    case ISOPEL_FILTER_LANCZOS2:
      return VIPS_KERNEL_LANCZOS2;
    case ISOPEL_FILTER_LANCZOS3:
      return VIPS_KERNEL_LANCZOS3;
    default:
      return VIPS_KERNEL_LAST;
  }
}

int32_t supports(const isopel_bench_peer*, const isopel_bench_case* one) {
  const bool widens = one->antialias || one->filter == ISOPEL_FILTER_NEAREST;
  return one->preset == nullptr && one->channels <= 4 && widens && one->src_width > one->dst_width &&
         kernel_of(one->filter) != VIPS_KERNEL_LAST;
}

void* plan(const isopel_bench_peer*, const isopel_bench_case* one) { return new isopel_bench_case(*one); }

int32_t run(void* plan, const void* src, ptrdiff_t src_stride, void* dst, ptrdiff_t dst_stride) {
  const auto& one = *static_cast<const isopel_bench_case*>(plan);
  const VipsBandFormat format = one.element == ISOPEL_ELEMENT_U8    ? VIPS_FORMAT_UCHAR
                                : one.element == ISOPEL_ELEMENT_U16 ? VIPS_FORMAT_USHORT
                                                                    : VIPS_FORMAT_FLOAT;
  VipsImage* from = vips_image_new_from_memory(src, static_cast<std::size_t>(src_stride * one.src_height),
                                               one.src_width, one.src_height, one.channels, format);
  if (from == nullptr) return 0;
  VipsImage* to = nullptr;
  const int failed =
      vips_reduce(from, &to, static_cast<double>(one.src_width) / one.dst_width,
                  static_cast<double>(one.src_height) / one.dst_height, "kernel", kernel_of(one.filter), nullptr);
  g_object_unref(from);
  if (failed != 0) return 0;
  std::size_t size = 0;
  void* result = vips_image_write_to_memory(to, &size);
  g_object_unref(to);
  const bool fits = result != nullptr && size == static_cast<std::size_t>(dst_stride * one.dst_height);
  if (fits) std::memcpy(dst, result, size);
  g_free(result);
  return fits;
}

void release(void* plan) { delete static_cast<isopel_bench_case*>(plan); }

const isopel_bench_peer* peer_at(int32_t index) {
  static const bool good = [] {
    if (VIPS_INIT("isopel-bench") != 0) return false;
    vips_concurrency_set(1);
    vips_cache_set_max(0);
    return true;
  }();
  if (!good) return nullptr;
  static const std::string version = vips_version_string();
  static const isopel_bench_peer peers[] = {{.interface = ISOPEL_BENCH_INTERFACE,
                                             .name = "vips",
                                             .version = version.c_str(),
                                             .note = "vips_reduce, concurrency 1, no cache; tables and result are made "
                                                     "in each call",
                                             .planar = 0,
                                             .row_alignment = 1,
                                             .context = nullptr,
                                             .supports = supports,
                                             .plan = plan,
                                             .run = run,
                                             .release = release,
                                             .limit = nullptr}};
  return at_or_null(peers, index);
}

const Registration registration{peer_at};

}  // namespace
}  // namespace isopel::bench
