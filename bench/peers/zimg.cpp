// zimg: planes of one channel, each with the same graph; nobody's interleaving is counted. It widens filters when
// shrinking, always.
#include <zimg.h>

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

#include "bench/peers/registry.hpp"

namespace isopel::bench {
namespace {

zimg_cpu_type_e cpu = ZIMG_CPU_AUTO_64B;  // all of AVX-512; plain "auto" keeps to 32-byte vectors

struct Work {
  zimg_filter_graph* graph = nullptr;
  void* scratch = nullptr;
  int32_t channels = 1, src_height = 0, dst_height = 0;

  ~Work() {
    zimg_filter_graph_free(graph);
    std::free(scratch);
  }
};

/// Tells a filter and its parameters; false if there is none.
bool set_filter(const isopel_bench_case& one, zimg_graph_builder_params& params) {
  switch (one.filter) {
    case ISOPEL_FILTER_NEAREST:
      params.resample_filter = ZIMG_RESIZE_POINT;
      return true;
    case ISOPEL_FILTER_BILINEAR:
      params.resample_filter = ZIMG_RESIZE_BILINEAR;
      return true;
    case ISOPEL_FILTER_CATMULL_ROM:
      params.resample_filter = ZIMG_RESIZE_BICUBIC;
      params.filter_param_a = 0;
      params.filter_param_b = 0.5;
      return true;
    case ISOPEL_FILTER_LANCZOS2:
    case ISOPEL_FILTER_LANCZOS3:
    case ISOPEL_FILTER_LANCZOS4:
      params.resample_filter = ZIMG_RESIZE_LANCZOS;
      params.filter_param_a = one.filter - ISOPEL_FILTER_LANCZOS2 + 2;
      return true;
    default:
      return false;
  }
}

int32_t supports(const isopel_bench_peer*, const isopel_bench_case* one) {
  zimg_graph_builder_params params;
  const bool widens = one->antialias || one->filter == ISOPEL_FILTER_NEAREST || one->src_width < one->dst_width;
  return one->preset == nullptr && one->channels <= 4 && widens && set_filter(*one, params);
}

zimg_image_format format_of(int32_t width, int32_t height, int32_t element) {
  zimg_image_format format;
  zimg_image_format_default(&format, ZIMG_API_VERSION);
  format.width = static_cast<unsigned>(width);
  format.height = static_cast<unsigned>(height);
  format.pixel_type = element == ISOPEL_ELEMENT_U8    ? ZIMG_PIXEL_BYTE
                      : element == ISOPEL_ELEMENT_U16 ? ZIMG_PIXEL_WORD
                                                      : ZIMG_PIXEL_FLOAT;
  format.color_family = ZIMG_COLOR_GREY;
  format.pixel_range = ZIMG_RANGE_FULL;
  return format;
}

void* plan(const isopel_bench_peer*, const isopel_bench_case* one) {
  zimg_graph_builder_params params;
  zimg_graph_builder_params_default(&params, ZIMG_API_VERSION);
  params.cpu_type = cpu;
  if (!set_filter(*one, params)) return nullptr;
  const zimg_image_format src = format_of(one->src_width, one->src_height, one->element);
  const zimg_image_format dst = format_of(one->dst_width, one->dst_height, one->element);
  auto work = std::make_unique<Work>();
  work->graph = zimg_filter_graph_build(&src, &dst, &params);
  std::size_t size = 0;
  if (work->graph == nullptr || zimg_filter_graph_get_tmp_size(work->graph, &size) != ZIMG_ERROR_SUCCESS)
    return nullptr;
  work->scratch = std::aligned_alloc(64, (size + 127) / 64 * 64);
  work->channels = one->channels;
  work->src_height = one->src_height;
  work->dst_height = one->dst_height;
  return work.release();
}

int32_t run(void* plan, const void* src, ptrdiff_t src_stride, void* dst, ptrdiff_t dst_stride) {
  const Work& work = *static_cast<Work*>(plan);
  for (int32_t c = 0; c < work.channels; ++c) {
    zimg_image_buffer_const from{ZIMG_API_VERSION, {}};
    zimg_image_buffer to{ZIMG_API_VERSION, {}};
    from.plane[0] = {static_cast<const char*>(src) + c * work.src_height * src_stride, src_stride, ZIMG_BUFFER_MAX};
    to.plane[0] = {static_cast<char*>(dst) + c * work.dst_height * dst_stride, dst_stride, ZIMG_BUFFER_MAX};
    const zimg_error_code_e error =
        zimg_filter_graph_process(work.graph, &from, &to, work.scratch, nullptr, nullptr, nullptr, nullptr);
    if (error != ZIMG_ERROR_SUCCESS) return 0;
  }
  return 1;
}

void release(void* plan) { delete static_cast<Work*>(plan); }

void limit(const char* arch) {
  if (std::string_view(arch) == "avx2") cpu = ZIMG_CPU_X86_AVX2;
}

const isopel_bench_peer* peer_at(int32_t index) {
  static const std::string version = [] {
    unsigned major = 0, minor = 0, micro = 0;
    zimg_get_version_info(&major, &minor, &micro);
    return std::to_string(major) + "." + std::to_string(minor) + "." + std::to_string(micro);
  }();
  static const isopel_bench_peer peers[] = {{.interface = ISOPEL_BENCH_INTERFACE,
                                             .name = "zimg",
                                             .version = version.c_str(),
                                             .note = "planar, one graph for each plane; 64-byte vectors allowed",
                                             .planar = 1,
                                             .row_alignment = 64,
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
