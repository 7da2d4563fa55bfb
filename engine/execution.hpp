// One execution of a plan for one plane of its image: where rows come from and go to, its kernels and its scratch
// memory.
#ifndef ISOPEL_ENGINE_EXECUTION_HPP_
#define ISOPEL_ENGINE_EXECUTION_HPP_

#include <algorithm>
#include <cstring>
#include <type_traits>

#include "arch/scalar/scalar.hpp"
#include "engine/kernels.hpp"
#include "isopel/isopel.hpp"
#include "isopel/stream.hpp"
#include "isopel/tables/finish.hpp"

namespace isopel {

using sizes::Passes;
using sizes::Work;

template <class Sample>
Rows<const Sample> read_only(Rows<Sample> rows) {
  return {rows.data, rows.stride};
}

/// What the row loops share. Rows and columns of the output are those of the whole resize, `dst` of the Spec; the loops
/// compute those of `part`, which lies in the Spec's crop.
class Execution {
 public:
  const Plan& plan;
  ConstImage src;
  Image dst;
  Crop part;
  std::int32_t first, last;  ///< the rows of the part
  Plan::Columns columns;     ///< of the source that are read
  std::int32_t plane;        ///< of a planar source; else 0
  std::byte* scratch;        ///< aligned

  Execution(const Plan& of_plan, const ConstImage& from, const Image& to, const Crop& what, std::int32_t of_plane,
            std::byte* memory)
      : plan(of_plan),
        src(from),
        dst(to),
        part(what),
        first(what.top),
        last(what.top + what.height),
        columns(columns_for(of_plan, what)),
        plane(of_plane),
        scratch(memory) {
    const Format format = spec().format;
    src_pixels_ = static_cast<const std::byte*>(src.data) + plane_offset(src, plane) +
                  static_cast<std::ptrdiff_t>(columns.first * sizes::bytes_per_pixel(format));
    // The pad is around the crop.
    const Crop crop = sizes::crop_of(spec());
    dst_left_ = spec().pad.left - crop.left;
    dst_top_ = spec().pad.top - crop.top;
    // The address of a row that is not there is not formed: the stride of a single row may be anything.
    const std::int32_t row = part.height > 0 ? dst_top_ + part.top : 0;
    const std::int64_t left = (dst_left_ + part.left) * sizes::bytes_per_pixel(output());
    dst_pixels_ = view_row(row, 0) + static_cast<std::ptrdiff_t>(left);
  }

  const Spec& spec() const { return plan.spec(); }
  Format output() const { return output_format(spec()); }
  std::int32_t channels() const { return sizes::samples_per_pixel(spec()); }

  /// Whether rows are computed in full although only the part is stored: where their ends are special.
  bool fills_rows() const { return sizes::is_nested(sizes::passes(spec())); }
  /// Pixels of a computed row, and the first of them that is stored.
  std::int32_t row_pixels() const { return fills_rows() ? spec().dst.width : part.width; }
  std::int32_t row_left() const { return fills_rows() ? part.left : 0; }
  std::int32_t dst_samples() const { return row_pixels() * channels(); }
  std::int32_t src_samples() const { return columns.count * channels(); }

  const std::byte* src_row(std::int32_t row) const { return src_pixels_ + row * src.stride; }
  /// The source's rows from `row` on as kernels can read them without conversion.
  template <class Sample>
  Rows<const Sample> src_rows(std::int32_t row) const {
    return {reinterpret_cast<const Sample*>(src_row(row)), src.stride};
  }
  /// Where the part's first pixel of a row goes; of a planar image, into the plane of `channel`.
  std::byte* dst_row(std::int32_t row, std::int32_t channel) const {
    return dst_pixels_ + channel_offset(channel) + (row - first) * dst.stride;
  }
  /// The destination's rows from `row` on where kernels may write them themselves.
  template <class Sample>
  Rows<Sample> dst_rows(std::int32_t row) const {
    return {reinterpret_cast<Sample*>(dst_row(row, plane)), dst.stride};
  }
  /// A row of the view, its pad included.
  std::byte* view_row(std::int32_t row, std::int32_t channel) const {
    return static_cast<std::byte*>(dst.data) + channel_offset(channel) + row * dst.stride;
  }
  /// Where the whole resize lies in the view.
  std::int32_t dst_left() const { return dst_left_; }
  std::int32_t dst_top() const { return dst_top_; }

  Taps x_taps() const {
    Taps x = taps(plan.x_axis(), spec().dst.width);
    if (!fills_rows()) x = x.slice(part.left, part.width);
    x.origin = columns.first * channels();
    return x;
  }
  Taps y_taps() const { return taps(plan.y_axis(), spec().dst.height); }

  static Taps taps(const Plan::Axis& axis, std::int32_t count) {
    return {axis.records, axis.record_bytes, count, axis.taps, {axis.bias, axis.shift}};
  }

  /// The kernel of the plan's arch; in its table are the scalar ones where the arch has none.
  template <class Kernel>
  Kernel* kernel(Kernel* KernelTable::* entry) const {
    return plan.arch()->kernels->*entry;
  }
  /// The same for kernels that know pixels: archs know those of 1 to 4 samples.
  template <class Kernel>
  Kernel* pixel_kernel(Kernel* KernelTable::* entry) const {
    return !has_many_channels || channels() <= 4 ? kernel(entry) : scalar::pixel_kernels.*entry;
  }

 private:
  static Plan::Columns columns_for(const Plan& plan, const Crop& part) {
    const Crop crop = sizes::crop_of(plan.spec());
    if (part.left == crop.left && part.width == crop.width) return plan.columns();
    return columns_of(plan.spec(), plan.method(), plan.x_axis(), part);
  }
  template <class View>
  static std::ptrdiff_t plane_offset(const View& view, std::int32_t channel) {
    if (channel == 0) return 0;
    if (view.plane_stride != 0) return channel * view.plane_stride;
    const std::ptrdiff_t plane = view.stride * view.size.height;
    return channel * (plane < 0 ? -plane : plane);
  }
  std::ptrdiff_t channel_offset(std::int32_t channel) const {
    if (channel == 0) return 0;
    if (sizes::is_planar(output())) return plane_offset(dst, channel);
    return std::ptrdiff_t{channel} * sizes::bytes_per_sample(output().element);
  }

  const std::byte* src_pixels_;
  std::byte* dst_pixels_;
  std::int32_t dst_left_, dst_top_;
};

/// One of a stream, whose source rows arrive one by one. Row loops know it by its type: without streams the linker
/// finds nothing of them.
class StreamExecution : public Execution {
 public:
  KeptRows& kept;
  std::int32_t arrived;  ///< the source row that has, or -1

  StreamExecution(const Plan& of_plan, const ConstImage& from, const Image& to, const Crop& what, std::int32_t of_plane,
                  std::byte* memory, KeptRows& rows, std::int32_t row)
      : Execution(of_plan, from, to, what, of_plane, memory), kept(rows), arrived(row) {}
};
template <class Run>
inline constexpr bool is_stream = std::is_same_v<Run, StreamExecution>;

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

/// The rows [first, last) of a plan's output as a tile.
inline Crop band(const Plan& plan, std::int32_t first, std::int32_t last) {
  return {0, first, output_size(plan.spec()).width, last - first};
}

/// What of the whole resize a tile of the view shows.
Crop part_of(const Spec& spec, const Crop& tile) noexcept;  ///< engine/execute.cpp

/// Runs the plan's row loop; engine/execute.cpp.
void run_method(const Execution& run);

/// The same, if the part has a pixel, and fills what of the tile lies in the pad; engine/execute.cpp.
void run_tile(const Execution& run, const Crop& tile) noexcept;
/// The latter alone.
void fill_pad(const Execution& run, const Crop& tile) noexcept;

/// What Plan::execute_tile does after its checks. Of src and dst only the rows that the tile reads and writes need be
/// memory: `data` may be where row 0 would be. engine/execute.cpp.
void execute_checked(const Plan& plan, const ConstImage& src, const Image& dst, const Crop& tile,
                     std::byte* scratch) noexcept;

}  // namespace isopel

#endif  // ISOPEL_ENGINE_EXECUTION_HPP_
