// Rows on their way through a video plan: source rows that are made out of a frame and kept while a plan may read them,
// and chroma samples however they lie.
#ifndef ISOPEL_ENGINE_VIDEO_ROWS_HPP_
#define ISOPEL_ENGINE_VIDEO_ROWS_HPP_

#include <algorithm>
#include <cstring>

#include "engine/execution.hpp"
#include "engine/memory.hpp"
#include "engine/rows_read.hpp"
#include "isopel/video.hpp"

namespace isopel {

/// A view that has only some rows: the one at `rows` is row `first` of the whole.
inline Image view_from(Rows<std::uint8_t> rows, std::int32_t first, Size size, Format format) {
  const auto row_0 = reinterpret_cast<std::uintptr_t>(rows.data) - static_cast<std::uintptr_t>(first * rows.stride);
  return {reinterpret_cast<void*>(row_0), size, rows.stride, format};
}

/// Rows of scratch memory, taken from the front.
class VideoMemory {
 public:
  explicit VideoMemory(std::byte* scratch) : at_(align_up(scratch, sizes::row_alignment)) {}

  Rows<std::uint8_t> take(const sizes::ScratchRows& part) {
    const Rows<std::uint8_t> rows{reinterpret_cast<std::uint8_t*>(at_),
                                  static_cast<std::ptrdiff_t>(sizes::row_bytes(part.samples, 1))};
    at_ += part.bytes();
    return rows;
  }
  std::byte* rest() const { return at_; }

 private:
  std::byte* at_;
};

/// Source rows of a plan that are made from those of a frame, each once as long as outputs come in ascending order.
class MadeRows {
 public:
  MadeRows(const Plan& plan, VideoMemory& memory, const sizes::ScratchRows& part)
      : plan_(plan), rows_(memory.take(part)), capacity_(static_cast<std::int32_t>(part.rows)) {}

  /// How far the outputs from `first` on can go, at most to `last`, until they need more rows than there is room for.
  std::int32_t reach(std::int32_t first, std::int32_t last) const {
    RowsRead all(plan_, first);
    for (std::int32_t row = first + 1; row < last; ++row) {
      all += RowsRead(plan_, row);
      if (all.end - all.begin > capacity_) return row;
    }
    return last;
  }

  /// A view with what the outputs [first, last) read; make(row, to) makes what is missing.
  template <class Make>
  ConstImage view(std::int32_t first, std::int32_t last, Make make) {
    RowsRead all(plan_, first);
    for (std::int32_t row = first + 1; row < last; ++row) all += RowsRead(plan_, row);
    const auto [begin, end] = all;
    if (begin < begin_ || begin > end_) begin_ = end_ = begin;
    if (end - begin_ > capacity_) {
      std::memmove(rows_.data, rows_.row(begin - begin_), static_cast<std::size_t>((end_ - begin) * rows_.stride));
      begin_ = begin;
    }
    for (; end_ < end; ++end_) make(end_, rows_.row(end_ - begin_));
    return view_from(rows_, begin_, plan_.spec().src, plan_.spec().format);
  }

 private:
  const Plan& plan_;
  Rows<std::uint8_t> rows_;
  std::int32_t capacity_, begin_ = 0, end_ = 0;
};

/// A row of chroma: sample i of either kind is `i * step` bytes further.
struct ChromaRow {
  const std::uint8_t *u, *v;
  std::int32_t step;
};

inline const std::uint8_t* row_of(const ConstYuvImage& image, int plane, std::int32_t row) {
  return static_cast<const std::uint8_t*>(image.planes[plane]) + row * image.strides[plane];
}
inline std::uint8_t* row_of(const YuvImage& image, int plane, std::int32_t row) {
  return static_cast<std::uint8_t*>(image.planes[plane]) + row * image.strides[plane];
}

/// Of packed pixels of two samples, which one is luma.
constexpr std::int32_t luma_channel(YuvLayout layout) { return layout == YuvLayout::uyvy ? 1 : 0; }

/// Row `row` of the chroma samples of a frame.
inline ChromaRow chroma_of(const ConstYuvImage& image, std::int32_t row) {
  switch (image.layout) {
    case YuvLayout::nv12:
      return {row_of(image, 1, row), row_of(image, 1, row) + 1, 2};
    case YuvLayout::nv21:
      return {row_of(image, 1, row) + 1, row_of(image, 1, row), 2};
    case YuvLayout::i420:
      return {row_of(image, 1, row), row_of(image, 2, row), 1};
    default:
      break;
  }
  const std::uint8_t* const u = row_of(image, 0, row) + 1 - luma_channel(image.layout);
  return {u, u + 2, 4};
}

/// Every sample twice: one for each of `pixels` pixels.
inline void spread(const std::uint8_t* samples, std::int32_t step, std::uint8_t* to, std::int32_t pixels) {
  for (std::int32_t i = 0; i < pixels; i += 2, samples += step) to[i] = to[i + 1] = *samples;
}

/// Puts a row of chroma samples into row `row` of a frame's, which are not packed.
inline void put_chroma(const YuvImage& image, std::int32_t row, const ChromaRow& from, std::int32_t samples) {
  if (image.layout == YuvLayout::i420) {
    std::uint8_t *const u = row_of(image, 1, row), *const v = row_of(image, 2, row);
    for (std::int32_t i = 0; i < samples; ++i) {
      u[i] = from.u[i * from.step];
      v[i] = from.v[i * from.step];
    }
    return;
  }
  std::uint8_t* const pairs = row_of(image, 1, row);
  const std::int32_t u = image.layout == YuvLayout::nv21 ? 1 : 0;
  for (std::int32_t i = 0; i < samples; ++i) {
    pairs[2 * i + u] = from.u[i * from.step];
    pairs[2 * i + 1 - u] = from.v[i * from.step];
  }
}

/// Puts a row of luma and chroma samples into row `row` of a packed frame.
inline void put_packed(const YuvImage& image, std::int32_t row, const std::uint8_t* luma, const ChromaRow& from) {
  const std::int32_t y = luma_channel(image.layout), c = 1 - y;
  std::uint8_t* to = row_of(image, 0, row);
  for (std::int32_t i = 0; i < image.size.width / 2; ++i, to += 4) {
    to[y] = luma[2 * i];
    to[c] = from.u[i * from.step];
    to[y + 2] = luma[2 * i + 1];
    to[c + 2] = from.v[i * from.step];
  }
}

}  // namespace isopel

#endif  // ISOPEL_ENGINE_VIDEO_ROWS_HPP_
