// swscale, as fast as it goes and with its flags for accuracy. It widens filters when shrinking, always; RGB goes
// through YUV inside.
extern "C" {
#include <libavutil/cpu.h>
#include <libavutil/log.h>
#include <libavutil/pixfmt.h>
#include <libswscale/swscale.h>
}

#include <string>
#include <string_view>

#include "bench/peers/registry.hpp"

namespace isopel::bench {
namespace {

struct Work {
  SwsContext* context;
  int32_t src_height, dst_height;
};

AVPixelFormat format_of(const isopel_bench_case& one) {
  const bool u8 = one.element == ISOPEL_ELEMENT_U8, u16 = one.element == ISOPEL_ELEMENT_U16;
  switch (one.channels) {
    case 1:
      return u8 ? AV_PIX_FMT_GRAY8 : u16 ? AV_PIX_FMT_GRAY16LE : AV_PIX_FMT_GRAYF32LE;
    case 3:
      return u8 ? AV_PIX_FMT_RGB24 : u16 ? AV_PIX_FMT_RGB48LE : AV_PIX_FMT_NONE;
    case 4:
      return u8 ? AV_PIX_FMT_RGBA : u16 ? AV_PIX_FMT_RGBA64LE : AV_PIX_FMT_NONE;
    case ISOPEL_BENCH_NV12:
      return AV_PIX_FMT_NV12;
    default:
      return AV_PIX_FMT_NONE;
  }
}

/// The flag of a filter, 0 for none; Catmull-Rom and Lanczos have parameters.
int filter_of(const isopel_bench_case& one, double* parameters) {
  switch (one.filter) {
    case ISOPEL_FILTER_NEAREST:
      return SWS_POINT;
    case ISOPEL_FILTER_BILINEAR:
      return SWS_BILINEAR;
    case ISOPEL_FILTER_AREA:
      return one.src_width > one.dst_width ? SWS_AREA : 0;
    case ISOPEL_FILTER_CATMULL_ROM:
      parameters[0] = 0;
      parameters[1] = 0.5;
      return SWS_BICUBIC;
    case ISOPEL_FILTER_LANCZOS2:
    case ISOPEL_FILTER_LANCZOS3:
    case ISOPEL_FILTER_LANCZOS4:
      parameters[0] = one.filter - ISOPEL_FILTER_LANCZOS2 + 2;
      return SWS_LANCZOS;
    default:
      return 0;
  }
}

int32_t supports(const isopel_bench_peer*, const isopel_bench_case* one) {
  double parameters[2];
  const bool widens = one->antialias || one->filter == ISOPEL_FILTER_NEAREST || one->filter == ISOPEL_FILTER_AREA ||
                      one->src_width < one->dst_width;
  return one->preset == nullptr && widens && format_of(*one) != AV_PIX_FMT_NONE && filter_of(*one, parameters) != 0;
}

void* plan(const isopel_bench_peer* self, const isopel_bench_case* one) {
  double parameters[2] = {SWS_PARAM_DEFAULT, SWS_PARAM_DEFAULT};
  const bool accurate = self->context != nullptr;
  const int more = accurate ? SWS_ACCURATE_RND | SWS_BITEXACT | SWS_FULL_CHR_H_INP | SWS_FULL_CHR_H_INT : 0;
  const int flags = filter_of(*one, parameters) | more;
  const AVPixelFormat format = format_of(*one);
  SwsContext* context = sws_getContext(one->src_width, one->src_height, format, one->dst_width, one->dst_height, format,
                                       flags, nullptr, nullptr, parameters);
  return context == nullptr ? nullptr : new Work{context, one->src_height, one->dst_height};
}

int32_t run(void* plan, const void* src, ptrdiff_t src_stride, void* dst, ptrdiff_t dst_stride) {
  const Work& work = *static_cast<Work*>(plan);
  const auto* from = static_cast<const uint8_t*>(src);
  auto* to = static_cast<uint8_t*>(dst);
  const uint8_t* const from_planes[4] = {from, from + src_stride * work.src_height};
  uint8_t* const to_planes[4] = {to, to + dst_stride * work.dst_height};
  const int from_strides[4] = {static_cast<int>(src_stride), static_cast<int>(src_stride)};
  const int to_strides[4] = {static_cast<int>(dst_stride), static_cast<int>(dst_stride)};
  return sws_scale(work.context, from_planes, from_strides, 0, work.src_height, to_planes, to_strides) ==
         work.dst_height;
}

void release(void* plan) {
  auto* work = static_cast<Work*>(plan);
  sws_freeContext(work->context);
  delete work;
}

void limit(const char* arch) {
  if (std::string_view(arch) == "avx2")
    av_force_cpu_flags(av_get_cpu_flags() & ~(AV_CPU_FLAG_AVX512 | AV_CPU_FLAG_AVX512ICL));
}

constexpr char accurate_marker = 0;

const isopel_bench_peer* peer_at(int32_t index) {
  static const std::string version = [] {
    av_log_set_level(AV_LOG_ERROR);
    const unsigned number = swscale_version();
    return std::to_string(number >> 16) + "." + std::to_string(number >> 8 & 255) + "." + std::to_string(number & 255);
  }();
  static const auto make = [](const char* name, const char* note, const void* context) {
    return isopel_bench_peer{.interface = ISOPEL_BENCH_INTERFACE,
                             .name = name,
                             .version = version.c_str(),
                             .note = note,
                             .planar = 0,
                             .row_alignment = 64,
                             .context = context,
                             .supports = supports,
                             .plan = plan,
                             .run = run,
                             .release = release,
                             .limit = limit};
  };
  static const isopel_bench_peer peers[] = {
      make("swscale", "only the flag of the filter", nullptr),
      make("swscale-accurate", "SWS_ACCURATE_RND, BITEXACT, FULL_CHR_H_INP, FULL_CHR_H_INT", &accurate_marker),
  };
  return at_or_null(peers, index);
}

const Registration registration{peer_at};

}  // namespace
}  // namespace isopel::bench
