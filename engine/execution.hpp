// One execution of a plan: its views, its kernels, its scratch memory, and the way of rows in and out.
#ifndef ISOPEL_ENGINE_EXECUTION_HPP_
#define ISOPEL_ENGINE_EXECUTION_HPP_

#include <algorithm>
#include <cstring>

#include "arch/scalar/scalar.hpp"
#include "engine/kernels.hpp"
#include "isopel/isopel.hpp"

namespace isopel {

using U8Rows = Rows<const std::uint8_t>;
using sizes::Passes;

/// What the row loops below share.
struct Execution {
  const Plan& plan;
  U8Rows src;
  Rows<std::uint8_t> dst;
  std::int32_t first, last;  ///< the rows of dst to write
  std::byte* scratch;

  const Spec& spec() const { return plan.spec(); }
  std::int32_t channels() const { return sizes::samples_per_pixel(spec().format); }
  std::int32_t src_samples() const { return spec().src.width * channels(); }
  std::int32_t dst_samples() const { return spec().dst.width * channels(); }
  Rows<std::uint8_t> dst_from(std::int32_t row) const { return {dst.row(row), dst.stride}; }

  Taps x_taps() const { return taps(plan.x_axis(), spec().dst.width); }
  Taps y_taps() const { return taps(plan.y_axis(), spec().dst.height); }

  /// The kernel of the plan's arch, or the scalar one where the arch has none.
  template <class Kernel>
  Kernel* kernel(Kernel* KernelTable::* entry) const {
    Kernel* own = plan.arch()->kernels->*entry;
    return own != nullptr ? own : scalar::kernels.*entry;
  }

  bool is_packed() const { return spec().format.element == Element::rgb565; }
  /// From the samples of the source to those that kernels read, and from theirs to those of the destination; null where
  /// they are the same.
  ConvertKernel* load() const {
    if (needs_openmv_passes && is_packed()) return kernel(&KernelTable::unpack_rgb565);
    return needs_alpha && sizes::weighs_alpha(spec()) ? kernel(&KernelTable::premultiply_u8) : nullptr;
  }
  ConvertKernel* store() const {
    if (needs_openmv_passes && is_packed()) return kernel(&KernelTable::pack_rgb565);
    return needs_alpha && sizes::weighs_alpha(spec()) ? kernel(&KernelTable::unpremultiply_u8) : nullptr;
  }

  static Taps taps(const Plan::Axis& axis, std::int32_t count) {
    return {axis.records, axis.record_bytes, count, axis.taps, {axis.bias, axis.shift}};
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

template <class Sample>
Rows<const Sample> read_only(Rows<Sample> rows) {
  return {rows.data, rows.stride};
}

/// Where kernels write output rows: into the destination, or into scratch rows that are packed afterwards.
class Output {
 public:
  Output(const Execution& run, ScratchMemory& memory)
      : run_(run),
        store_(run.store()),
        packed_(run.is_packed()),
        unpacked_(packed_ ? memory.rows<std::uint8_t>(std::min(run.spec().block_rows, run.spec().dst.height),
                                                      run.dst_samples())
                          : Rows<std::uint8_t>{}) {}

  /// Room for the rows from `row` on, as many as a block has.
  Rows<std::uint8_t> rows(std::int32_t row) const { return packed_ ? unpacked_ : run_.dst_from(row); }
  /// Those rows are there now.
  void finish(std::int32_t row, std::int32_t count) const {
    if (store_ == nullptr) return;
    const Rows<std::uint8_t> from = rows(row);
    for (std::int32_t r = 0; r < count; ++r) {
      store_(from.row(r), run_.dst.row(row + r), run_.spec().dst.width, run_.channels());
    }
  }

 private:
  const Execution& run_;
  ConvertKernel* store_;
  bool packed_;
  Rows<std::uint8_t> unpacked_;
};

/// The source rows of one output row as kernels read them: the image's own, or converted ones.
class LoadedRows {
 public:
  LoadedRows(const Execution& run, ScratchMemory& memory, std::int64_t most)
      : run_(run),
        load_(run.load()),
        loaded_(load_ != nullptr ? memory.rows<std::uint8_t>(most, run.src_samples()) : Rows<std::uint8_t>{}) {}

  bool are_converted() const { return load_ != nullptr; }
  /// The rows [first, end).
  U8Rows rows(std::int32_t first, std::int32_t end) const {
    if (load_ == nullptr) return {run_.src.row(first), run_.src.stride};
    for (std::int32_t r = first; r < end; ++r) {
      load_(run_.src.row(r), loaded_.row(r - first), run_.spec().src.width, run_.channels());
    }
    return read_only(loaded_);
  }

 private:
  const Execution& run_;
  ConvertKernel* load_;
  Rows<std::uint8_t> loaded_;
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

}  // namespace isopel

#endif  // ISOPEL_ENGINE_EXECUTION_HPP_
