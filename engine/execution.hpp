// One execution of a plan for one plane of its image: where rows come from and go to, its kernels and its scratch
// memory.
#ifndef ISOPEL_ENGINE_EXECUTION_HPP_
#define ISOPEL_ENGINE_EXECUTION_HPP_

#include <algorithm>
#include <cstring>

#include "arch/scalar/scalar.hpp"
#include "engine/kernels.hpp"
#include "isopel/isopel.hpp"

namespace isopel {

using sizes::Passes;
using sizes::Work;

template <class Sample>
Rows<const Sample> read_only(Rows<Sample> rows) {
  return {rows.data, rows.stride};
}

/// What the row loops share. Rows and columns of the output are those of the whole resize, `dst`; the crop says which
/// of them there are.
struct Execution {
  const Plan& plan;
  ConstImage src;
  Image dst;
  std::int32_t first, last;  ///< the rows to write
  std::int32_t plane;        ///< of a planar source; else 0
  std::byte* scratch;

  const Spec& spec() const { return plan.spec(); }
  Crop crop() const { return sizes::crop_of(spec()); }
  Format output() const { return output_format(spec()); }
  std::int32_t channels() const { return sizes::samples_per_pixel(spec()); }

  /// Whether rows are computed in full although only the crop is stored: where their ends are special.
  bool fills_rows() const { return sizes::is_nested(sizes::passes(spec())); }
  /// Pixels of a computed row, and the first of them that is stored.
  std::int32_t row_pixels() const { return fills_rows() ? spec().dst.width : crop().width; }
  std::int32_t row_left() const { return fills_rows() ? crop().left : 0; }
  std::int32_t dst_samples() const { return row_pixels() * channels(); }
  /// Of the columns of the source that are read.
  std::int32_t src_pixels() const { return plan.columns().count; }
  std::int32_t src_samples() const { return src_pixels() * channels(); }

  const std::byte* src_row(std::int32_t row) const {
    const auto skipped = static_cast<std::ptrdiff_t>(plan.columns().first * sizes::bytes_per_pixel(spec().format));
    return static_cast<const std::byte*>(src.data) + plane_offset(src, plane) + row * src.stride + skipped;
  }
  /// The source's rows from `row` on as kernels can read them without conversion.
  template <class Sample>
  Rows<const Sample> src_rows(std::int32_t row) const {
    return {reinterpret_cast<const Sample*>(src_row(row)), src.stride};
  }
  /// Where the crop's first pixel of a row goes; of a planar image, into the plane of `channel`.
  std::byte* dst_row(std::int32_t row, std::int32_t channel) const {
    const Pad& pad = spec().pad;
    return view_row(row - crop().top + pad.top, channel) +
           static_cast<std::ptrdiff_t>(pad.left * sizes::bytes_per_pixel(output()));
  }
  /// The same for a row of the view, its pad included.
  std::byte* view_row(std::int32_t row, std::int32_t channel) const {
    const bool planar = sizes::is_planar(output());
    const std::ptrdiff_t offset =
        planar ? plane_offset(dst, channel) : std::ptrdiff_t{channel} * sizes::bytes_per_sample(output().element);
    return static_cast<std::byte*>(dst.data) + offset + row * dst.stride;
  }
  /// The destination's rows from `row` on where kernels may write them themselves.
  template <class Sample>
  Rows<Sample> dst_rows(std::int32_t row) const {
    return {reinterpret_cast<Sample*>(dst_row(row, plane)), dst.stride};
  }

  Taps x_taps() const {
    Taps x = taps(plan.x_axis(), spec().dst.width);
    if (!fills_rows()) x = x.slice(crop().left, crop().width);
    x.origin = plan.columns().first * channels();
    return x;
  }
  Taps y_taps() const { return taps(plan.y_axis(), spec().dst.height); }

  static Taps taps(const Plan::Axis& axis, std::int32_t count) {
    return {axis.records, axis.record_bytes, count, axis.taps, {axis.bias, axis.shift}};
  }

  /// The kernel of the plan's arch, or the scalar one where the arch has none.
  template <class Kernel>
  Kernel* kernel(Kernel* KernelTable::* entry) const {
    Kernel* own = plan.arch()->kernels->*entry;
    return own != nullptr ? own : scalar::kernels.*entry;
  }
  /// The same for kernels that know pixels: archs know those of 1 to 4 samples.
  template <class Kernel>
  Kernel* pixel_kernel(Kernel* KernelTable::* entry) const {
    return channels() <= 4 ? kernel(entry) : scalar::kernels.*entry;
  }

 private:
  template <class View>
  static std::ptrdiff_t plane_offset(const View& view, std::int32_t channel) {
    if (channel == 0) return 0;
    if (view.plane_stride != 0) return channel * view.plane_stride;
    const std::ptrdiff_t plane = view.stride * view.size.height;
    return channel * (plane < 0 ? -plane : plane);
  }
};

/// Scratch memory, taken row by row from the front.
class ScratchMemory {
 public:
  explicit ScratchMemory(const Execution& run) : at_(run.scratch) {}

  template <class Sample>
  Rows<Sample> rows(std::int64_t count, std::int64_t samples) {
    const std::int64_t stride = sizes::row_bytes(samples, sizeof(Sample));
    const Rows<Sample> rows{reinterpret_cast<Sample*>(at_), static_cast<std::ptrdiff_t>(stride)};
    at_ += count * stride;
    return rows;
  }
  std::byte* rest() const { return at_; }

 private:
  std::byte* at_;
};

/// Calls body(row, count) for blocks of at most block_rows rows.
template <class Body>
void for_each_block(const Execution& run, Body body) {
  for (std::int32_t row = run.first; row < run.last;) {
    const std::int32_t count = std::min(run.spec().block_rows, run.last - row);
    body(row, count);
    row += count;
  }
}

/// What Plan::execute_rows does after its checks. Of src and dst only the rows that the outputs [first, last) read and
/// write need be memory: `data` may be where row 0 would be. engine/execute.cpp.
void execute_checked(const Plan& plan, const ConstImage& src, const Image& dst, std::int32_t first, std::int32_t last,
                     std::byte* scratch) noexcept;

}  // namespace isopel

#endif  // ISOPEL_ENGINE_EXECUTION_HPP_
