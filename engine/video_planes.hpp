// The planes of a frame on their way through a video plan, by bands of rows.
#ifndef ISOPEL_ENGINE_VIDEO_PLANES_HPP_
#define ISOPEL_ENGINE_VIDEO_PLANES_HPP_

#include <algorithm>

#include "engine/video_checks.hpp"
#include "engine/video_rows.hpp"

namespace isopel {

/// What the routes of an execution share.
struct VideoRun {
  const VideoPlan& plan;
  const ConstYuvImage& src;
  std::int32_t first, last;
  VideoMemory memory;
  const sizes::VideoScratch parts;

  VideoRun(const VideoPlan& video, const VideoViews& views)
      : plan(video),
        src(views.src),
        first(views.first),
        last(views.last),
        memory(views.scratch.data()),
        parts(video.spec()) {}

  const VideoSpec& spec() const { return plan.spec(); }
  template <class Kernel>
  Kernel* kernel(Kernel* KernelTable::* entry) const {
    return plan.arch()->kernels->*entry;
  }
  /// Picks one of the two samples of packed pixels, or of pairs.
  PlaneKernel<std::uint8_t>* pick() const { return kernel(&KernelTable::plane_u8); }
};

/// What a plan of one plane reads: the plane itself, or one of the samples of packed pixels.
class Plane {
 public:
  Plane(VideoRun& run, const Plan& plan, int plane, std::int32_t channel, const sizes::ScratchRows& part)
      : plan_(plan),
        image_{run.src.planes[plane], plan.spec().src, run.src.strides[plane], plan.spec().format},
        packed_(sizes::is_packed(run.spec().layout)),
        channel_(channel),
        pixels_(run.spec().src.width),
        pick_(run.pick()),
        made_(plan, run.memory, part) {}

  std::int32_t reach(std::int32_t first, std::int32_t last) const { return packed_ ? made_.reach(first, last) : last; }
  void resize(const Image& dst, std::int32_t first, std::int32_t last, std::byte* scratch) {
    const auto make = [&](std::int32_t row, std::uint8_t* to) {
      const auto* const from = static_cast<const std::uint8_t*>(image_.data) + row * image_.stride;
      pick_(from, to, pixels_, 2, channel_);
    };
    execute_checked(plan_, packed_ ? made_.view(first, last, make) : image_, dst, band(plan_, first, last), scratch);
  }

 private:
  const Plan& plan_;
  ConstImage image_;
  bool packed_;
  std::int32_t channel_, pixels_;
  PlaneKernel<std::uint8_t>* pick_;
  MadeRows made_;
};

/// The planes of a frame, and where their resized rows wait for what becomes of them.
class Planes {
 public:
  explicit Planes(VideoRun& run)
      : run_(run),
        luma_(run, run.plan.first(), 0, luma_channel(run.spec().layout), run.parts.first_source),
        chroma_(run, run.plan.chroma(), packed() ? 0 : 1, 1 - luma_channel(run.spec().layout), run.parts.chroma_source),
        other_chroma_(run, run.plan.chroma(), pairs() ? 0 : 2, 0, {}),
        luma_band_(run.memory.take(run.parts.luma_band)),
        chroma_band_(run.memory.take(run.parts.chroma_band)),
        band_rows_(static_cast<std::int32_t>(run.parts.chroma_band.rows / (pairs() ? 1 : 2))) {}

  /// Luma straight to a plane.
  void resize_luma(const Image& dst, std::int32_t first, std::int32_t last) {
    for (std::int32_t row = first; row < last;) {
      const std::int32_t end = luma_.reach(row, last);
      luma_.resize(dst, row, end, run_.memory.rest());
      row = end;
    }
  }
  /// Chroma straight to its planes, in one or two of which it lies.
  void resize_chroma(const Image& dst, const Image& other_dst, std::int32_t first, std::int32_t last) {
    for (std::int32_t row = first; row < last;) {
      const std::int32_t end = chroma_.reach(row, last);
      chroma_.resize(dst, row, end, run_.memory.rest());
      if (!pairs()) other_chroma_.resize(other_dst, row, end, run_.memory.rest());
      row = end;
    }
  }
  /// Chroma by bands; put(row, chroma) gets every row.
  template <class Put>
  void chroma_rows(std::int32_t first, std::int32_t last, Put put) {
    for (std::int32_t row = first; row < last;) {
      const std::int32_t end = chroma_.reach(row, std::min(row + band_rows_, last));
      chroma_to_band(row, end);
      for (std::int32_t r = row; r < end; ++r) put(r, chroma_row(r - row));
      row = end;
    }
  }
  /// Both by bands; put(row, luma, chroma) gets every row.
  template <class Put>
  void rows(std::int32_t first, std::int32_t last, Put put) {
    const Spec& spec = run_.plan.first().spec();
    for (std::int32_t row = first; row < last;) {
      const std::int32_t end = chroma_.reach(row, luma_.reach(row, std::min(row + band_rows_, last)));
      luma_.resize(view_from(luma_band_, row, spec.dst, gray8), row, end, run_.memory.rest());
      chroma_to_band(row, end);
      for (std::int32_t r = row; r < end; ++r) put(r, luma_band_.row(r - row), chroma_row(r - row));
      row = end;
    }
  }

 private:
  bool packed() const { return sizes::is_packed(run_.spec().layout); }
  bool pairs() const { return sizes::resizes_pairs(run_.spec()); }
  const std::uint8_t* other_row(std::int32_t r) const { return chroma_band_.row(band_rows_ + r); }

  void chroma_to_band(std::int32_t first, std::int32_t last) {
    const Spec& spec = run_.plan.chroma().spec();
    chroma_.resize(view_from(chroma_band_, first, spec.dst, spec.format), first, last, run_.memory.rest());
    if (pairs()) return;
    const Rows<std::uint8_t> other{chroma_band_.row(band_rows_), chroma_band_.stride};
    other_chroma_.resize(view_from(other, first, spec.dst, spec.format), first, last, run_.memory.rest());
  }
  ChromaRow chroma_row(std::int32_t r) const {
    const std::uint8_t* const row = chroma_band_.row(r);
    if (!pairs()) return {row, other_row(r), 1};
    const std::int32_t u = run_.spec().layout == YuvLayout::nv21 ? 1 : 0;
    return {row + u, row + 1 - u, 2};
  }

  VideoRun& run_;
  Plane luma_, chroma_, other_chroma_;  ///< the other one: V, where U and V are planes
  Rows<std::uint8_t> luma_band_, chroma_band_;
  std::int32_t band_rows_;
};

}  // namespace isopel

#endif  // ISOPEL_ENGINE_VIDEO_PLANES_HPP_
