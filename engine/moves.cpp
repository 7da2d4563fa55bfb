// Pixels that are moved, not computed: copies and nearest ones, (3) and (20), converted on their way where the formats
// differ.
#include "engine/load.hpp"
#include "engine/loops.hpp"
#include "engine/store.hpp"

namespace isopel {

/// Copies the pixels that `x` names. Offsets in rows of 2^20 pixels of 1024 floats need all 32 bits.
void gather_row(const Execution& run, const std::byte* src, std::byte* dst, std::int32_t pixel, const Taps& x) {
  if (pixel <= 4) {
    return run.kernel(&KernelTable::gather_u8)(reinterpret_cast<const std::uint8_t*>(src),
                                               reinterpret_cast<std::uint8_t*>(dst), pixel, x);
  }
  for (std::int32_t i = 0; i < x.count; ++i, dst += pixel) {
    std::memcpy(dst, src + static_cast<std::uint32_t>(x.offset(i)), static_cast<std::size_t>(pixel));
  }
}

namespace {

/// Whether moved pixels are the same bytes in the source and in the destination.
bool moves_bytes(const Execution& run) {
  const Spec& spec = run.spec();
  if constexpr (sizes::has_only_u8 && !has_planar && !has_borders) return true;
  const bool same = spec.format == run.output() && !sizes::normalizes(spec) && run.plan.lookup() == nullptr;
  return same && spec.rules.border != Border::undefined;
}

/// Stores moved pixels in another format.
template <class Sample>
class MovedRows {
 public:
  MovedRows(const Execution& run, ScratchMemory& memory)
      : run_(run),
        plain_(memory.rows<Sample>(1, run.dst_samples())),
        steps_(run, memory),
        raw_(reinterpret_cast<std::byte*>(memory.rows<float>(1, run.dst_samples()).data)) {}

  /// Room for a row's pixels as they are in the source.
  std::byte* raw() const { return raw_; }
  void store(const std::byte* from, std::int32_t row, bool there_and_back = false) const {
    if (sizeof(Sample) == 1 && there_and_back) {
      load_row(run_, from, plain_.data, run_.part.width);
      unpremultiply_row(run_, reinterpret_cast<std::uint8_t*>(plain_.data));
    } else {
      decode(run_, from, plain_.data, run_.part.width);
    }
    store_plain(run_, steps_, plain_.data, row);
  }

 private:
  const Execution& run_;
  Rows<Sample> plain_;
  StoreRows steps_;
  std::byte* raw_;
};

template <class Sample>
void copy_converted(const Execution& run, std::int32_t top, std::ptrdiff_t left, bool there_and_back) {
  ScratchMemory memory(run);
  const MovedRows<Sample> rows(run, memory);
  for (std::int32_t y = run.first; y < run.last; ++y) rows.store(run.src_row(top + y) + left, y, there_and_back);
}

/// (11) Nearest pixels outside the image have the fill colour, where the border is constant.
void fill_outside(const Execution& run, std::int32_t row) {
  const std::int32_t *const x = run.plan.x_axis().outside, *const y = run.plan.y_axis().outside;
  if (!has_borders || x == nullptr || run.spec().rules.border != Border::constant) return;
  for (std::int32_t i = run.part.left; i < run.part.left + run.part.width; ++i) {
    if (y[row] != 0 || x[i] != 0) fill_pixels(run, run.dst_top() + row, run.dst_left() + i, 1);
  }
}

/// All rows by one kernel. They are so cheap that anything more in this loop would show.
void gather_rows(GatherKernel* kernel, Rows<const std::uint8_t> src, Rows<std::uint8_t> dst, std::int32_t pixel,
                 const Taps& x, const Taps& y, std::size_t row_bytes) {
  std::int32_t last = -1;
  for (std::int32_t row = 0; row < y.count; ++row) {
    const std::int32_t offset = y.offset(row);
    if (offset == last) {
      std::memcpy(dst.row(row), dst.row(row - 1), row_bytes);
    } else {
      kernel(src.row(offset), dst.row(row), pixel, x);
    }
    last = offset;
  }
}

template <class Sample>
void gather_converted(const Execution& run, std::int32_t pixel) {
  const Taps x = run.x_taps(), y = run.y_taps();
  ScratchMemory memory(run);
  const MovedRows<Sample> rows(run, memory);
  for (std::int32_t row = run.first; row < run.last; ++row) {
    gather_row(run, run.src_row(y.offset(row)), rows.raw(), pixel, x);
    rows.store(rows.raw(), row);
    fill_outside(run, row);
  }
}

}  // namespace

void copy(const Execution& run) {
  const Box part = sizes::part(run.spec());
  const std::int64_t pixel = sizes::bytes_per_pixel(run.spec().format);
  const auto left = static_cast<std::ptrdiff_t>((static_cast<std::int32_t>(part.left) + run.part.left) * pixel);
  const auto top = static_cast<std::int32_t>(part.top);
  // Pillow takes a part of an image with alpha there and back.
  const bool whole = run.spec().src == run.spec().dst && sizes::takes_whole(run.spec());
  const bool there_and_back = needs_alpha && !whole && sizes::weighs_alpha(run.spec());
  if (!moves_bytes(run)) {
    if (!sizes::is_bytes(run.spec().format.element)) return copy_converted<float>(run, top, left, false);
    return copy_converted<std::uint8_t>(run, top, left, there_and_back);
  }
  for (std::int32_t y = run.first; y < run.last; ++y) {
    std::byte* const out = run.dst_row(y, run.plane);
    std::memcpy(out, run.src_row(top + y) + left, static_cast<std::size_t>(run.part.width * pixel));
    if (!there_and_back) continue;
    auto* const bytes = reinterpret_cast<std::uint8_t*>(out);
    load_row(run, out, bytes, run.part.width);
    unpremultiply_row(run, bytes);
  }
}

void gather(const Execution& run) {
  const auto pixel = static_cast<std::int32_t>(sizes::bytes_per_pixel(run.spec().format));
  if (!moves_bytes(run)) {
    if (!sizes::is_bytes(run.spec().format.element)) return gather_converted<float>(run, pixel);
    return gather_converted<std::uint8_t>(run, pixel);
  }
  const Taps x = run.x_taps(), y = run.y_taps();
  const auto row_bytes = static_cast<std::size_t>(run.part.width) * static_cast<std::size_t>(pixel);
  const bool may_repeat = run.plan.y_axis().outside == nullptr;
  const auto dst = run.dst_rows<std::uint8_t>(run.first);
  if (may_repeat && pixel <= 4) {
    gather_rows(run.kernel(&KernelTable::gather_u8), run.src_rows<std::uint8_t>(0), dst, pixel, x,
                y.slice(run.first, run.last - run.first), row_bytes);
    return;
  }
  for (std::int32_t i = 0; i < run.last - run.first; ++i) {
    const std::int32_t row = run.first + i;
    if (may_repeat && i > 0 && y.offset(row) == y.offset(row - 1)) {
      std::memcpy(dst.row(i), dst.row(i - 1), row_bytes);
      continue;
    }
    gather_row(run, run.src_row(y.offset(row)), reinterpret_cast<std::byte*>(dst.row(i)), pixel, x);
    fill_outside(run, row);
  }
}

}  // namespace isopel
