// The checks of a video plan's views, with sentences that name the values.
#ifndef ISOPEL_ENGINE_VIDEO_CHECKS_HPP_
#define ISOPEL_ENGINE_VIDEO_CHECKS_HPP_

#include "isopel/video.hpp"

namespace isopel {

/// One execution: its views, of which one destination is there.
struct VideoViews {
  const ConstYuvImage& src;
  const Image* rgb;
  const YuvImage* yuv;
  std::int32_t first, last;
  std::span<std::byte> scratch;
};

/// Whether the views, the rows and the scratch memory fit the plan, and src, dst, scratch and tables share no byte.
Status check_execution(const VideoPlan& plan, const VideoViews& views, Message* message) noexcept;

}  // namespace isopel

#endif  // ISOPEL_ENGINE_VIDEO_CHECKS_HPP_
