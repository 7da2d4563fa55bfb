// What the video tests share: frames of any layout with guards and fences, a conversion written anew, and the planes
// that plans of single planes make.
#ifndef ISOPEL_TESTS_VIDEO_FRAMES_HPP_
#define ISOPEL_TESTS_VIDEO_FRAMES_HPP_

#include "isopel/video.hpp"
#include "support.hpp"

namespace isopel::test {

using Bytes = std::vector<std::uint8_t>;

/// The samples of a frame, without a layout; `chroma` is the size of u and v.
struct Samples {
  Size size, chroma;
  Bytes y, u, v;

  Samples(YuvLayout layout, Size whole) : size(whole), chroma(sizes::chroma_size(layout, whole)) {
    const auto area = [](Size s) { return static_cast<std::size_t>(s.width) * static_cast<std::size_t>(s.height); };
    y.resize(area(size));
    u.resize(area(chroma));
    v.resize(area(chroma));
  }
  Samples(Random& random, YuvLayout layout, Size whole) : Samples(layout, whole) {
    y = random_image(random, size, 1);
    u = random_image(random, chroma, 1);
    v = random_image(random, chroma, 1);
  }
};

struct PlaneShape {
  std::int32_t rows, bytes;  ///< of a row
};
/// The planes of a frame; of no layout, that of RGB pixels.
inline std::vector<PlaneShape> plane_shapes(YuvLayout layout, Size size) {
  const Size chroma = sizes::chroma_size(layout, size);
  if (layout == YuvLayout::none) return {{size.height, 3 * size.width}};
  if (sizes::is_packed(layout)) return {{size.height, 2 * size.width}};
  if (sizes::has_pairs(layout)) return {{size.height, size.width}, {chroma.height, size.width}};
  return {{size.height, size.width}, {chroma.height, chroma.width}, {chroma.height, chroma.width}};
}

/// Where a frame's planes lie: a plane's rows, each `gap` bytes apart from the next.
class Frame {
 public:
  Frame(YuvLayout layout, Size size, std::size_t gap, bool upside_down) : layout_(layout), size_(size) {
    for (const auto& [rows, bytes] : plane_shapes(layout, size)) {
      planes_.emplace_back(rows, static_cast<std::size_t>(bytes), gap, upside_down);
    }
  }
  Frame(YuvLayout layout, const Samples& samples, std::size_t gap = 0, bool upside_down = false)
      : Frame(layout, samples.size, gap, upside_down) {
    const auto width = static_cast<std::size_t>(size_.width);
    for (std::int32_t r = 0; r < size_.height; ++r) {
      for (std::size_t x = 0; x < width; ++x) *luma(r, x) = samples.y[static_cast<std::size_t>(r) * width + x];
    }
    const auto half = static_cast<std::size_t>(samples.chroma.width);
    for (std::int32_t r = 0; r < samples.chroma.height; ++r) {
      for (std::size_t x = 0; x < half; ++x) {
        *chroma(r, x, 0) = samples.u[static_cast<std::size_t>(r) * half + x];
        *chroma(r, x, 1) = samples.v[static_cast<std::size_t>(r) * half + x];
      }
    }
  }

  YuvImage view() {
    YuvImage image{.size = size_, .layout = layout_};
    for (std::size_t i = 0; i < planes_.size(); ++i) {
      image.planes[i] = planes_[i].row(0);
      image.strides[i] = planes_[i].stride();
    }
    return image;
  }
  Bytes contents() {
    Bytes all;
    for (GuardedRows& plane : planes_) {
      const Bytes bytes = plane.contents();
      all.insert(all.end(), bytes.begin(), bytes.end());
    }
    return all;
  }
  bool intact() const {
    for (const GuardedRows& plane : planes_) {
      if (!plane.intact()) return false;
    }
    return true;
  }

 private:
  std::uint8_t* luma(std::int32_t row, std::size_t x) {
    if (layout_ == YuvLayout::yuyv) return planes_[0].row(row) + 2 * x;
    if (layout_ == YuvLayout::uyvy) return planes_[0].row(row) + 2 * x + 1;
    return planes_[0].row(row) + x;
  }
  std::uint8_t* chroma(std::int32_t row, std::size_t x, std::size_t v) {
    if (layout_ == YuvLayout::yuyv) return planes_[0].row(row) + 4 * x + 1 + 2 * v;
    if (layout_ == YuvLayout::uyvy) return planes_[0].row(row) + 4 * x + 2 * v;
    if (layout_ == YuvLayout::nv12) return planes_[1].row(row) + 2 * x + v;
    if (layout_ == YuvLayout::nv21) return planes_[1].row(row) + 2 * x + 1 - v;
    return planes_[1 + v].row(row) + x;
  }

  YuvLayout layout_;
  Size size_;
  std::vector<GuardedRows> planes_;
};

/// The integer nearest to numerator / denominator.
inline std::int64_t nearest(std::int64_t numerator, std::int64_t denominator) {
  const std::int64_t half = numerator < 0 ? -denominator / 2 : denominator / 2;
  return (numerator + half) / denominator;
}

/// (35), from the standards' numbers.
class Conversion {
 public:
  explicit Conversion(YuvMatrix matrix) {
    if (matrix == YuvMatrix::bt601_limited_8bit) return;
    shift_ = 16;
    const bool full = sizes::is_full_range(matrix);
    const auto [kr, kb] = shares(matrix);
    const std::int64_t one = std::int64_t{1} << 16, kg = 10000 - kr - kb, gain = full ? 1 : 255, range = full ? 1 : 224;
    offset_ = full ? 0 : 16;
    y_ = nearest(one * gain, full ? 1 : 219);
    rv_ = nearest(one * gain * 2 * (10000 - kr), range * 10000);
    gu_ = nearest(-one * gain * 2 * (10000 - kb) * kb, range * kg * 10000);
    gv_ = nearest(-one * gain * 2 * (10000 - kr) * kr, range * kg * 10000);
    bu_ = nearest(one * gain * 2 * (10000 - kb), range * 10000);
  }
  void operator()(std::int64_t y, std::int64_t u, std::int64_t v, std::uint8_t* rgb) const {
    const std::int64_t c = y_ * (y - offset_) + (std::int64_t{1} << (shift_ - 1)), d = u - 128, e = v - 128;
    rgb[0] = clamped(c + rv_ * e);
    rgb[1] = clamped(c + gu_ * d + gv_ * e);
    rgb[2] = clamped(c + bu_ * d);
  }
  /// Of a frame in which every pixel has chroma of its own.
  Bytes operator()(const Bytes& y, const Bytes& u, const Bytes& v) const {
    Bytes rgb(3 * y.size());
    for (std::size_t i = 0; i < y.size(); ++i) (*this)(y[i], u[i], v[i], rgb.data() + 3 * i);
    return rgb;
  }
  /// (36) Of a frame whose pixels share it.
  Bytes operator()(const Samples& s) const {
    Bytes rgb(3 * s.y.size());
    const auto width = static_cast<std::size_t>(s.size.width), half = static_cast<std::size_t>(s.chroma.width);
    const std::size_t rows = s.chroma.height == s.size.height ? 1 : 2;
    for (std::size_t i = 0; i < s.y.size(); ++i) {
      const std::size_t at = i / width / rows * half + i % width / 2;
      (*this)(s.y[i], s.u[at], s.v[at], rgb.data() + 3 * i);
    }
    return rgb;
  }

 private:
  struct Shares {
    std::int64_t red, blue;
  };
  static Shares shares(YuvMatrix matrix) {
    if (matrix <= YuvMatrix::bt601_full) return {2990, 1140};
    return matrix <= YuvMatrix::bt709_full ? Shares{2126, 722} : Shares{2627, 593};
  }
  std::uint8_t clamped(std::int64_t sum) const {
    const std::int64_t value = sum >> shift_;
    return static_cast<std::uint8_t>(value < 0 ? 0 : value > 255 ? 255 : value);
  }
  std::int64_t offset_ = 16, y_ = 298, rv_ = 409, gu_ = -100, gv_ = -208, bu_ = 516;  // of the shader
  int shift_ = 8;
};

inline std::string describe(const VideoSpec& spec) {
  return "layout " + std::to_string(static_cast<int>(spec.layout)) + " to " +
         std::to_string(static_cast<int>(spec.dst_layout)) + ", siting " +
         std::to_string(static_cast<int>(spec.siting)) + ", matrix " + std::to_string(static_cast<int>(spec.matrix)) +
         ", order " + std::to_string(static_cast<int>(spec.order)) + ", " +
         test::describe(Spec{
             .src = spec.src, .dst = spec.dst, .format = rgb8, .rules = spec.rules, .block_rows = spec.block_rows});
}

/// A plan of one plane.
inline Bytes resized(const VideoSpec& spec, const Bytes& plane, Size src, Size dst, Siting from, Siting to, float fill,
                     const Arch& arch) {
  Spec one{.src = src, .dst = dst, .format = gray8, .rules = spec.rules, .block_rows = 3};
  one.src_siting = from;
  one.dst_siting = to;
  one.fill[0] = fill;
  return run(one, plane, arch).bytes;
}

}  // namespace isopel::test

#endif  // ISOPEL_TESTS_VIDEO_FRAMES_HPP_
