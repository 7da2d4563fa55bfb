// Camera and video frames: planes of luma and chroma, resized plane by plane and converted to RGB. The C++20 interface;
// isopel.h has the same nouns for C. Formulas (35) and (36) of engine/CONTRACT.md; docs/video.md is the guide.
#ifndef ISOPEL_VIDEO_HPP_
#define ISOPEL_VIDEO_HPP_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

#include "isopel/isopel.hpp"

namespace isopel {

/// How luma and chroma samples of 8 bits lie in memory.
enum class YuvLayout : std::int32_t {
  none = ISOPEL_YUV_NONE,  ///< of a destination: RGB
  nv12 = ISOPEL_YUV_NV12,
  nv21 = ISOPEL_YUV_NV21,
  i420 = ISOPEL_YUV_I420,
  yuyv = ISOPEL_YUV_YUYV,
  uyvy = ISOPEL_YUV_UYVY,
};

/// From luma and chroma to RGB: the standard, its range, and the precision of the integers.
enum class YuvMatrix : std::int32_t {
  bt601_limited_8bit = ISOPEL_MATRIX_BT601_LIMITED_8BIT,
  bt601_limited = ISOPEL_MATRIX_BT601_LIMITED,
  bt601_full = ISOPEL_MATRIX_BT601_FULL,
  bt709_limited = ISOPEL_MATRIX_BT709_LIMITED,
  bt709_full = ISOPEL_MATRIX_BT709_FULL,
  bt2020_limited = ISOPEL_MATRIX_BT2020_LIMITED,
  bt2020_full = ISOPEL_MATRIX_BT2020_FULL,
};

/// What comes first on the way to RGB.
enum class Order : std::int32_t {
  convert_then_resize = ISOPEL_ORDER_CONVERT_THEN_RESIZE,
  resize_then_convert = ISOPEL_ORDER_RESIZE_THEN_CONVERT,
};

/// Everything that determines a video plan. Rules are those of contract 1 on the half-pixel grid; the constant border
/// is black. To another YUV layout, `order` and `matrix` decide nothing but that black.
struct VideoSpec {
  Size src = {}, dst = {};
  YuvLayout layout = YuvLayout::none;  ///< of the source
  Siting siting = Siting::centre;      ///< of the chroma samples, in the source and in a YUV destination
  YuvLayout dst_layout = YuvLayout::none;
  YuvMatrix matrix = YuvMatrix::bt601_limited_8bit;
  Order order = Order::convert_then_resize;
  Rules rules = {};
  std::int32_t block_rows = 8;  ///< as Spec::block_rows; four times as many rows are converted at once
  bool operator==(const VideoSpec&) const = default;
};

/// Planes that are read. nv12, nv21: luma, then chroma pairs; i420: Y, U, V; yuyv, uyvy: one. Strides may be negative.
struct ConstYuvImage {
  const void* planes[3] = {};
  std::ptrdiff_t strides[3] = {};
  Size size = {};
  YuvLayout layout = YuvLayout::none;
};

/// Planes that are written; the bytes between rows are never touched.
struct YuvImage {
  void* planes[3] = {};
  std::ptrdiff_t strides[3] = {};
  Size size = {};
  YuvLayout layout = YuvLayout::none;
  operator ConstYuvImage() const noexcept {
    return {{planes[0], planes[1], planes[2]}, {strides[0], strides[1], strides[2]}, size, layout};
  }
};

/// Whether a plan can be made for the spec: the first thing that is wrong with it, or ok.
Status check(const VideoSpec& spec, Message* message) noexcept;

/// The plans of a frame's planes, or of its RGB pixels. As a Plan, it is immutable and points into its table memory.
class VideoPlan {
 public:
  /// Makes a plan in `out` and its tables in `memory` (memory_size(spec) bytes always suffice; any alignment).
  static Status make(const VideoSpec& spec, std::span<std::byte> memory, VideoPlan& out, const Arch* arch = nullptr,
                     Message* message = nullptr) noexcept;

  /// Of a spec without dst_layout: to rgb8.
  Status execute(const ConstYuvImage& src, const Image& dst, std::span<std::byte> scratch,
                 Message* message = nullptr) const noexcept;
  /// Writes only the rows [first, last) of `dst`, which is the view of the whole.
  Status execute_rows(const ConstYuvImage& src, const Image& dst, std::int32_t first, std::int32_t last,
                      std::span<std::byte> scratch, Message* message = nullptr) const noexcept;
  /// Of a spec with dst_layout. Rows of nv12, nv21 and i420 go in pairs: `first` and `last` are even there.
  Status execute(const ConstYuvImage& src, const YuvImage& dst, std::span<std::byte> scratch,
                 Message* message = nullptr) const noexcept;
  Status execute_rows(const ConstYuvImage& src, const YuvImage& dst, std::int32_t first, std::int32_t last,
                      std::span<std::byte> scratch, Message* message = nullptr) const noexcept;

  [[nodiscard]] const VideoSpec& spec() const noexcept { return spec_; }
  [[nodiscard]] const Arch* arch() const noexcept { return first_.arch(); }
  [[nodiscard]] std::uint64_t memory_size() const noexcept { return memory_size_; }
  [[nodiscard]] std::uint64_t scratch_size() const noexcept { return scratch_size_; }
  /// Of luma, or of the RGB pixels where they are converted first; an empty plan before make().
  [[nodiscard]] const Plan& first() const noexcept { return first_; }
  /// Of chroma; empty where there is none.
  [[nodiscard]] const Plan& chroma() const noexcept { return chroma_; }

 private:
  VideoSpec spec_;
  Plan first_, chroma_;
  std::uint64_t memory_size_ = 0, scratch_size_ = 0;
};

}  // namespace isopel

#include "isopel/video_sizes.hpp"  // IWYU pragma: export

#endif  // ISOPEL_VIDEO_HPP_
