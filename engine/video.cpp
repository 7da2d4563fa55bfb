// VideoSpec -> plans -> planes and pixels: which plan reads which rows, and what becomes of those that it makes.
#include "isopel/video.hpp"

#include <algorithm>

#include "engine/build.hpp"
#include "engine/message.hpp"
#include "engine/video_checks.hpp"
#include "engine/video_planes.hpp"
#include "engine/yuv.hpp"

namespace isopel {
namespace {

/// From a row of each to pixels.
class ToRgb {
 public:
  explicit ToRgb(const VideoRun& run)
      : kernel_(run.kernel(&KernelTable::yuv_to_rgb_u8)), coefficients_(coefficients_of(run.spec().matrix)) {}
  void operator()(const std::uint8_t* y, const std::uint8_t* u, const std::uint8_t* v, std::uint8_t* rgb,
                  std::int32_t pixels) const {
    kernel_(y, u, v, rgb, pixels, coefficients_);
  }

 private:
  YuvKernel* kernel_;
  const YuvCoefficients& coefficients_;
};

// [[maybe_unused]]: a build may leave video out.

/// (36) The pixels are converted where the plan needs them.
[[maybe_unused]] void convert_then_resize(VideoRun& run, const Image& dst) {
  const VideoSpec& spec = run.spec();
  const std::int32_t width = spec.src.width, luma = luma_channel(spec.layout);
  const bool packed = sizes::is_packed(spec.layout);
  const Plan& plan = run.plan.first();
  const ToRgb to_rgb(run);
  const auto pick = run.pick();
  MadeRows source(plan, run.memory, run.parts.first_source);
  const Rows<std::uint8_t> single = run.memory.take(run.parts.single);
  std::int32_t spread_row = -1;
  const auto make = [&](std::int32_t row, std::uint8_t* to) {
    const std::int32_t chroma_row = packed ? row : row / 2;
    if (chroma_row != spread_row) {
      const ChromaRow chroma = chroma_of(run.src, chroma_row);
      spread(chroma.u, chroma.step, single.row(0), width);
      spread(chroma.v, chroma.step, single.row(1), width);
      spread_row = chroma_row;
    }
    const std::uint8_t* y = row_of(run.src, 0, row);
    if (packed) {
      pick(y, single.row(2), width, 2, luma);
      y = single.row(2);
    }
    to_rgb(y, single.row(0), single.row(1), to, width);
  };
  for (std::int32_t row = run.first; row < run.last;) {
    const std::int32_t end = source.reach(row, run.last);
    execute_checked(plan, source.view(row, end, make), dst, band(plan, row, end), run.memory.rest());
    row = end;
  }
}

/// (36)
[[maybe_unused]] void resize_then_convert(VideoRun& run, const Image& dst) {
  Planes planes(run);
  const std::int32_t width = run.spec().dst.width;
  const Rows<std::uint8_t> single = run.memory.take(run.parts.single),
                           out{static_cast<std::uint8_t*>(dst.data), dst.stride};
  const ToRgb to_rgb(run);
  const auto pick = run.pick();
  planes.rows(run.first, run.last, [&](std::int32_t row, const std::uint8_t* luma, ChromaRow chroma) {
    if (chroma.step == 2) {
      const std::uint8_t* const pairs = std::min(chroma.u, chroma.v);
      pick(pairs, single.row(0), width, 2, static_cast<std::int32_t>(chroma.u - pairs));
      pick(pairs, single.row(1), width, 2, static_cast<std::int32_t>(chroma.v - pairs));
      chroma = {single.row(0), single.row(1), 1};
    }
    to_rgb(luma, chroma.u, chroma.v, out.row(row), width);
  });
}

/// (36)
[[maybe_unused]] void resize_planes(VideoRun& run, const YuvImage& dst) {
  Planes planes(run);
  if (sizes::is_packed(dst.layout)) {
    planes.rows(run.first, run.last, [&](std::int32_t row, const std::uint8_t* luma, const ChromaRow& chroma) {
      put_packed(dst, row, luma, chroma);
    });
    return;
  }
  const auto plane = [&](int index, Size size, Format format) -> Image {
    return {dst.planes[index], size, dst.strides[index], format};
  };
  planes.resize_luma(plane(0, dst.size, gray8), run.first, run.last);
  const Spec& spec = run.plan.chroma().spec();
  const std::int32_t first = run.first / 2, last = run.last / 2;
  if (sizes::chroma_fits(run.spec())) {
    planes.resize_chroma(plane(1, spec.dst, spec.format), plane(2, spec.dst, spec.format), first, last);
  } else {
    planes.chroma_rows(
        first, last, [&](std::int32_t row, const ChromaRow& chroma) { put_chroma(dst, row, chroma, spec.dst.width); });
  }
}

Status execute_views(const VideoPlan& plan, const VideoViews& views, Message* message) {
  const Status status = check_execution(plan, views, message);
  if (status != Status::ok || views.first == views.last) return status;
  VideoRun run(plan, views);
  if constexpr (has_video) {
    if (views.yuv != nullptr) {
      resize_planes(run, *views.yuv);
    } else if (sizes::converts_first(plan.spec())) {
      convert_then_resize(run, *views.rgb);
    } else {
      resize_then_convert(run, *views.rgb);
    }
  }
  return Status::ok;
}

}  // namespace

Status VideoPlan::make(const VideoSpec& spec, std::span<std::byte> memory, VideoPlan& out, const Arch* arch,
                       Message* message) noexcept {
  Status status = check(spec, message);
  if (status != Status::ok) return status;
  VideoPlan plan;
  plan.spec_ = spec;
  const bool whole = sizes::converts_first(spec);
  status = Plan::make(whole ? sizes::rgb_spec(spec) : sizes::luma_spec(spec), memory, plan.first_, arch, message);
  if (status == Status::ok && !whole) {
    const auto rest = memory.subspan(static_cast<std::size_t>(plan.first_.memory_size()));
    status = Plan::make(sizes::chroma_spec(spec), rest, plan.chroma_, arch, message);
  }
  if (status == Status::memory_too_small) {
    Sentence(message) << "the tables of the video plan need up to "
                      << static_cast<std::int64_t>(isopel::memory_size(spec)) << " bytes of memory, but only "
                      << static_cast<std::int64_t>(memory.size()) << " are given";
  }
  if (status != Status::ok) return status;
  plan.memory_size_ = plan.first_.memory_size() + plan.chroma_.memory_size();
  const std::int64_t rows = sizes::VideoScratch(spec).bytes();
  plan.scratch_size_ = std::max(plan.first_.scratch_size(), plan.chroma_.scratch_size()) +
                       static_cast<std::uint64_t>(rows == 0 ? 0 : rows + sizes::row_alignment - 1);
  out = plan;
  return Status::ok;
}

Status VideoPlan::execute_rows(const ConstYuvImage& src, const Image& dst, std::int32_t first, std::int32_t last,
                               std::span<std::byte> scratch, Message* message) const noexcept {
  return execute_views(*this, {src, &dst, nullptr, first, last, scratch}, message);
}

Status VideoPlan::execute_rows(const ConstYuvImage& src, const YuvImage& dst, std::int32_t first, std::int32_t last,
                               std::span<std::byte> scratch, Message* message) const noexcept {
  return execute_views(*this, {src, nullptr, &dst, first, last, scratch}, message);
}

Status VideoPlan::execute(const ConstYuvImage& src, const Image& dst, std::span<std::byte> scratch,
                          Message* message) const noexcept {
  return execute_rows(src, dst, 0, spec_.dst.height, scratch, message);
}

Status VideoPlan::execute(const ConstYuvImage& src, const YuvImage& dst, std::span<std::byte> scratch,
                          Message* message) const noexcept {
  return execute_rows(src, dst, 0, spec_.dst.height, scratch, message);
}

}  // namespace isopel
