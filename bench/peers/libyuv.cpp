// libyuv: gray of 8 and 16 bits, four interleaved channels, NV12. It makes no tables.
#include <libyuv.h>

#include <string>
#include <string_view>

#include "bench/peers/registry.hpp"

namespace isopel::bench {
namespace {

int32_t supports(const isopel_bench_peer*, const isopel_bench_case* one) {
  const bool filter = one->filter == ISOPEL_FILTER_NEAREST || one->filter == ISOPEL_FILTER_AREA ||
                      (one->filter == ISOPEL_FILTER_BILINEAR && !one->antialias);
  const bool u8 = one->element == ISOPEL_ELEMENT_U8, u16 = one->element == ISOPEL_ELEMENT_U16;
  const bool format = (u8 && one->channels != 3) || (u16 && one->channels == 1);
  return one->preset == nullptr && filter && format;
}

void* plan(const isopel_bench_peer*, const isopel_bench_case* one) { return new isopel_bench_case(*one); }

libyuv::FilterMode mode_of(int32_t filter) {
  if (filter == ISOPEL_FILTER_NEAREST) return libyuv::kFilterNone;
  return filter == ISOPEL_FILTER_AREA ? libyuv::kFilterBox : libyuv::kFilterBilinear;
}

int32_t run(void* plan, const void* src, ptrdiff_t src_stride, void* dst, ptrdiff_t dst_stride) {
  const auto& one = *static_cast<const isopel_bench_case*>(plan);
  const auto* from = static_cast<const uint8_t*>(src);
  auto* to = static_cast<uint8_t*>(dst);
  const int from_stride = static_cast<int>(src_stride), to_stride = static_cast<int>(dst_stride);
  const libyuv::FilterMode mode = mode_of(one.filter);
  if (one.channels == ISOPEL_BENCH_NV12) {
    return libyuv::NV12Scale(from, from_stride, from + src_stride * one.src_height, from_stride, one.src_width,
                             one.src_height, to, to_stride, to + dst_stride * one.dst_height, to_stride, one.dst_width,
                             one.dst_height, mode) == 0;
  }
  if (one.channels == 4) {
    return libyuv::ARGBScale(from, from_stride, one.src_width, one.src_height, to, to_stride, one.dst_width,
                             one.dst_height, mode) == 0;
  }
  if (one.element == ISOPEL_ELEMENT_U16) {
    libyuv::ScalePlane_16(static_cast<const uint16_t*>(src), from_stride / 2, one.src_width, one.src_height,
                          static_cast<uint16_t*>(dst), to_stride / 2, one.dst_width, one.dst_height, mode);
    return 1;
  }
  libyuv::ScalePlane(from, from_stride, one.src_width, one.src_height, to, to_stride, one.dst_width, one.dst_height,
                     mode);
  return 1;
}

void release(void* plan) { delete static_cast<isopel_bench_case*>(plan); }

void limit(const char* arch) {
  constexpr int avx512 = libyuv::kCpuHasAVX512BW | libyuv::kCpuHasAVX512VL | libyuv::kCpuHasAVX512VNNI |
                         libyuv::kCpuHasAVX512VBMI | libyuv::kCpuHasAVX512VBMI2 | libyuv::kCpuHasAVX512VBITALG |
                         libyuv::kCpuHasAVX512VPOPCNTDQ;
  if (std::string_view(arch) == "avx2") libyuv::MaskCpuFlags(~avx512);
}

const isopel_bench_peer* peer_at(int32_t index) {
  static const std::string version = std::to_string(LIBYUV_VERSION);
  static const isopel_bench_peer peers[] = {{.interface = ISOPEL_BENCH_INTERFACE,
                                             .name = "libyuv",
                                             .version = version.c_str(),
                                             .note = "ScalePlane, ScalePlane_16, ARGBScale, NV12Scale with none, "
                                                     "bilinear and box",
                                             .planar = 0,
                                             .row_alignment = 1,
                                             .context = nullptr,
                                             .supports = supports,
                                             .plan = plan,
                                             .run = run,
                                             .release = release,
                                             .limit = limit}};
  return at_or_null(peers, index);
}

const Registration registration{peer_at};

}  // namespace
}  // namespace isopel::bench
