// Pixels that are moved, not computed: copies and nearest ones, (3) and (20), converted on their way where the formats
// differ.
#include "arch/gather_rows.hpp"
#include "engine/load.hpp"
#include "engine/loops.hpp"
#include "engine/store.hpp"

namespace isopel {

namespace {

/// A pixel that no kernel knows. Offsets in rows of 2^20 pixels of 1024 floats need all 32 bits.
void gather_large_pixels(const std::byte* src, std::byte* dst, std::int32_t pixel, const Taps& x) {
  for (std::int32_t i = 0; i < x.count; ++i, dst += pixel) {
    std::memcpy(dst, src + static_cast<std::uint32_t>(x.offset(i)), static_cast<std::size_t>(pixel));
  }
}

/// Copies the pixels that `x` names from the rows that `y` names.
void gather_rows(const Execution& run, Rows<const std::uint8_t> src, Rows<std::uint8_t> dst, std::int32_t pixel,
                 const Taps& x, const Taps& y) {
  if ((sizes::has_only_u8 && !has_many_channels) || pixel <= 4) {
    return run.kernel(&KernelTable::gather_u8)(src, dst, pixel, x, y);
  }
  const std::size_t row_bytes = static_cast<std::size_t>(x.count) * static_cast<std::size_t>(pixel);
  for (std::int32_t r = 0; r < y.count; ++r) {
    if (r > 0 && y.offset(r) == y.offset(r - 1)) {
      std::memcpy(dst.row(r), dst.row(r - 1), row_bytes);
    } else {
      gather_large_pixels(reinterpret_cast<const std::byte*>(src.row(y.offset(r))),
                          reinterpret_cast<std::byte*>(dst.row(r)), pixel, x);
    }
  }
}

}  // namespace

void gather_row(const Execution& run, const std::byte* src, std::byte* dst, std::int32_t pixel, const Taps& x) {
  gather_rows(run, {reinterpret_cast<const std::uint8_t*>(src), 0}, {reinterpret_cast<std::uint8_t*>(dst), 0}, pixel, x,
              only_row());
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
  const Taps y = run.y_taps().slice(run.first, run.last - run.first);
  gather_rows(run, run.src_rows<std::uint8_t>(0), run.dst_rows<std::uint8_t>(run.first), pixel, run.x_taps(), y);
  for (std::int32_t row = run.first; row < run.last; ++row) fill_outside(run, row);
}

}  // namespace isopel
