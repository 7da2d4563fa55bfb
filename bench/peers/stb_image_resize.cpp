// An example of a wrapper in a shared object: stb_image_resize of Debian's libstb-dev (the first one; stb_image_resize2
// has another interface and is wrapped the same way). Load it with `isopel-bench --peer libisopel-bench-stb.so`.
#define STB_IMAGE_RESIZE_IMPLEMENTATION
#define STB_IMAGE_RESIZE_STATIC
#include <stb/stb_image_resize.h>

#include "bench/peer.h"

namespace {

struct Work {
  isopel_bench_case one;
  stbir_filter filter;
  stbir_datatype type;
};

/// STBIR_FILTER_DEFAULT for what it lacks.
stbir_filter filter_of(const isopel_bench_case& one) {
  const bool shrinks = one.src_width > one.dst_width;
  if (shrinks && !one.antialias && one.filter != ISOPEL_FILTER_AREA) return STBIR_FILTER_DEFAULT;  // it always widens
  if (one.filter == ISOPEL_FILTER_BILINEAR) return STBIR_FILTER_TRIANGLE;
  if (one.filter == ISOPEL_FILTER_AREA && shrinks) return STBIR_FILTER_BOX;
  return one.filter == ISOPEL_FILTER_CATMULL_ROM ? STBIR_FILTER_CATMULLROM : STBIR_FILTER_DEFAULT;
}

int32_t supports(const isopel_bench_peer*, const isopel_bench_case* one) {
  return one->preset == nullptr && one->channels <= 4 && filter_of(*one) != STBIR_FILTER_DEFAULT;
}

void* plan(const isopel_bench_peer*, const isopel_bench_case* one) {
  const stbir_datatype type = one->element == ISOPEL_ELEMENT_U8    ? STBIR_TYPE_UINT8
                              : one->element == ISOPEL_ELEMENT_U16 ? STBIR_TYPE_UINT16
                                                                   : STBIR_TYPE_FLOAT;
  return new Work{*one, filter_of(*one), type};
}

int32_t run(void* plan, const void* src, ptrdiff_t src_stride, void* dst, ptrdiff_t dst_stride) {
  const auto& [one, filter, type] = *static_cast<const Work*>(plan);
  return stbir_resize(src, one.src_width, one.src_height, static_cast<int>(src_stride), dst, one.dst_width,
                      one.dst_height, static_cast<int>(dst_stride), type, one.channels, STBIR_ALPHA_CHANNEL_NONE, 0,
                      STBIR_EDGE_CLAMP, STBIR_EDGE_CLAMP, filter, filter, STBIR_COLORSPACE_LINEAR, nullptr);
}

void release(void* plan) { delete static_cast<Work*>(plan); }

const isopel_bench_peer peer = {.interface = ISOPEL_BENCH_INTERFACE,
                                .name = "stb",
                                .version = "stb_image_resize",
                                .note = "tables and scratch are made in each call",
                                .planar = 0,
                                .row_alignment = 1,
                                .context = nullptr,
                                .supports = supports,
                                .plan = plan,
                                .run = run,
                                .release = release,
                                .limit = nullptr};

}  // namespace

const isopel_bench_peer* isopel_bench_peer_at(int32_t index) { return index == 0 ? &peer : nullptr; }
