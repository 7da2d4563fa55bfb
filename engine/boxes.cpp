// Means of boxes, (19) and those of the presets, row by row.
#include <algorithm>

#include "engine/cells.hpp"
#include "engine/load.hpp"
#include "engine/loops.hpp"
#include "engine/store.hpp"

namespace isopel {
namespace {

/// The kernels for whole boxes, and for those that the image's end cuts.
struct BoxKernels {
  BoxKernel *whole, *cut;

  explicit BoxKernels(const Execution& run) : whole(nullptr) {
    const Spec& spec = run.spec();
    if constexpr (needs_box) whole = run.pixel_kernel(&KernelTable::box_u8);
    if constexpr (needs_reciprocal_box) {
      if (sizes::is_pillow(spec.rules.arithmetic)) whole = run.kernel(&KernelTable::box_u8_reciprocal);
    }
    cut = whole;
    if constexpr (needs_even_box) {
      // OpenCV has a loop of its own for 2x2 pixels, which rounds halves up; not for two channels.
      if (!sizes::is_opencv(spec.rules.arithmetic)) return;
      if (!sizes::is_half(spec) || spec.format.channels == 2) whole = run.kernel(&KernelTable::box_u8_even);
      cut = scalar::box_u8_cut;
    }
  }
};

}  // namespace

void box(const Execution& run) {
  const Spec& spec = run.spec();
  const Cells x = cells_of(spec, sizes::x_line(spec)), y = cells_of(spec, sizes::y_line(spec));
  const std::int32_t channels = run.channels(), left = run.part.left, end = left + run.part.width;
  const std::int32_t regular = std::clamp(x.regular(spec.dst.width), left, end);
  const BoxKernels kernels(run);
  ScratchMemory memory(run);
  const Output<std::uint8_t> output(run, memory);
  const LoadedRows<std::uint8_t> source(run, memory, sizes::most_y_taps(spec));
  std::int32_t whole_end = run.first;
  // Rows of whole boxes and nothing else, which take little: as quick as can be.
  if (regular == end && !source.are_converted() && output.is_finished()) {
    whole_end = std::clamp(y.regular(spec.dst.height), run.first, run.last);
    const auto src = run.src_rows<std::uint8_t>(0);
    const auto dst = run.dst_rows<std::uint8_t>(run.first);
    const std::uint8_t* const begin = src.row(y.at(run.first).first) + std::ptrdiff_t{x.at(left).first} * channels;
    for (std::int32_t i = 0; i < whole_end - run.first; ++i) {
      kernels.whole({begin + i * y.length * src.stride, src.stride}, dst.row(i), end - left, channels, x.length,
                    y.length);
    }
  }
  for (std::int32_t row = whole_end; row < run.last; ++row) {
    const Cell rows = y.at(row);
    const auto from = source.rows(rows.first, rows.end);
    std::uint8_t* const out = output.rows(row).data;
    const auto means = [&](std::int32_t first, std::int32_t count, const Cell& cell) {
      const bool whole = cell.length() == x.length && rows.length() == y.length;
      const Rows<const std::uint8_t> boxes{from.data + std::ptrdiff_t{cell.first} * channels, from.stride};
      (whole ? kernels.whole : kernels.cut)(boxes, out + std::ptrdiff_t{first - left} * channels, count, channels,
                                            cell.length(), rows.length());
    };
    if (regular > left) means(left, regular - left, x.at(left));
    for (std::int32_t i = regular; i < end; ++i) means(i, 1, x.at(i));
    output.finish(row, 1);
  }
}

void weighted_box(const Execution& run) {
  const Taps x = run.x_taps(), y = run.y_taps();
  const auto kernel = run.kernel(&KernelTable::weighted_box_u8);
  const bool old = run.spec().rules.arithmetic == Arithmetic::openmv_4_3;
  const WeightedBoxRules rules = weighted_box_rules(sizes::is_rgb565(run.spec().format.element), old);
  ScratchMemory memory(run);
  const Output<std::uint8_t> output(run, memory);
  const LoadedRows<std::uint8_t> source(run, memory, sizes::most_y_taps(run.spec()));
  for (std::int32_t row = run.first; row < run.last; ++row) {
    Taps one = y.slice(row, 1);
    const std::int32_t first = one.offset(0);
    one.origin = first;
    kernel(source.rows(first, first + one.weights(0)[0] + 1), output.rows(row).data, run.channels(), x, one, rules);
    output.finish(row, 1);
  }
}

}  // namespace isopel
