// OpenCV: cv::resize on one thread into an image that exists. It makes its tables in each call.
#include <memory>
#include <opencv2/core.hpp>
#include <opencv2/core/utility.hpp>
#include <opencv2/imgproc.hpp>
#include <string_view>

#include "bench/peers/registry.hpp"

namespace isopel::bench {
namespace {

struct Work {
  cv::Size src, dst;
  int type, interpolation;
};

/// The interpolation for a case, -1 for none. The context of the second peer says "exact".
int interpolation_of(const isopel_bench_peer* self, const isopel_bench_case& one) {
  const bool exact = self->context != nullptr, shrinks = one.src_width > one.dst_width;
  if (one.channels == ISOPEL_BENCH_NV12) return -1;
  if (one.preset != nullptr) {
    const std::string_view preset = one.preset;
    if (exact || one.element != ISOPEL_ELEMENT_U8) return -1;
    if (preset == "opencv-4/linear") return cv::INTER_LINEAR;
    if (preset == "opencv-4/area/x86") return cv::INTER_AREA;
    if (preset == "opencv-4/cubic/x86") return cv::INTER_CUBIC;
    return preset == "opencv-4/lanczos4" ? static_cast<int>(cv::INTER_LANCZOS4) : -1;
  }
  if (exact) {
    const bool has_it = one.filter == ISOPEL_FILTER_BILINEAR && !one.antialias && one.element == ISOPEL_ELEMENT_U8;
    return has_it ? static_cast<int>(cv::INTER_LINEAR_EXACT) : -1;
  }
  if (one.filter == ISOPEL_FILTER_NEAREST) return cv::INTER_NEAREST_EXACT;
  if (one.filter == ISOPEL_FILTER_AREA) return shrinks ? static_cast<int>(cv::INTER_AREA) : -1;
  if (one.antialias && shrinks) return -1;
  if (one.filter == ISOPEL_FILTER_BILINEAR) return cv::INTER_LINEAR;
  if (one.filter == ISOPEL_FILTER_CATMULL_ROM) return cv::INTER_CUBIC;
  return one.filter == ISOPEL_FILTER_LANCZOS4 ? static_cast<int>(cv::INTER_LANCZOS4) : -1;
}

int32_t supports(const isopel_bench_peer* self, const isopel_bench_case* one) {
  const int interpolation = interpolation_of(self, *one);
  if (interpolation < 0) return ISOPEL_BENCH_NO;
  // OpenCV's cubic is Keys' with -3/4.
  return interpolation == cv::INTER_CUBIC && one->preset == nullptr ? ISOPEL_BENCH_KEYS_75 : ISOPEL_BENCH_YES;
}

void* plan(const isopel_bench_peer* self, const isopel_bench_case* one) {
  const int depth = one->element == ISOPEL_ELEMENT_U8 ? CV_8U : one->element == ISOPEL_ELEMENT_U16 ? CV_16U : CV_32F;
  return new Work{{one->src_width, one->src_height},
                  {one->dst_width, one->dst_height},
                  CV_MAKETYPE(depth, one->channels),
                  interpolation_of(self, *one)};
}

int32_t run(void* plan, const void* src, ptrdiff_t src_stride, void* dst, ptrdiff_t dst_stride) {
  const Work& work = *static_cast<Work*>(plan);
  const cv::Mat from(work.src, work.type, const_cast<void*>(src), static_cast<std::size_t>(src_stride));
  cv::Mat to(work.dst, work.type, dst, static_cast<std::size_t>(dst_stride));
  cv::resize(from, to, work.dst, 0, 0, work.interpolation);
  return to.data == dst;
}

void release(void* plan) { delete static_cast<Work*>(plan); }

constexpr char exact_marker = 0;

const isopel_bench_peer* peer_at(int32_t index) {
  static const std::string version = [] {
    cv::setNumThreads(1);
    return std::string(CV_VERSION) + ", dispatched: " + cv::getCPUFeaturesLine() +
           (cv::ipp::useIPP() ? ", IPP" : ", no IPP");
  }();
  static const auto make = [](const char* name, const char* note, const void* context) {
    return isopel_bench_peer{.interface = ISOPEL_BENCH_INTERFACE,
                             .name = name,
                             .version = version.c_str(),
                             .note = note,
                             .planar = 0,
                             .row_alignment = 1,
                             .context = context,
                             .supports = supports,
                             .plan = plan,
                             .run = run,
                             .release = release,
                             .limit = nullptr};  // OPENCV_CPU_DISABLE in the environment, read before main()
  };
  static const isopel_bench_peer peers[] = {
      make("opencv", "INTER_NEAREST_EXACT, LINEAR, CUBIC (Keys -3/4), LANCZOS4, AREA; tables are made in each call",
           nullptr),
      make("opencv-exact", "INTER_LINEAR_EXACT", &exact_marker),
  };
  return at_or_null(peers, index);
}

const Registration registration{peer_at};

}  // namespace
}  // namespace isopel::bench
