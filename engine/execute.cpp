// Plan -> bytes: the row loops. Every branch ends in kernels of the plan's arch.
#include <algorithm>
#include <cstring>

#include "engine/cells.hpp"
#include "engine/checks.hpp"
#include "engine/execution.hpp"
#include "engine/memory.hpp"
#include "engine/ring.hpp"
#include "isopel/isopel.hpp"

namespace isopel {
namespace {

// [[maybe_unused]]: a build that leaves filters out leaves their loops out.

void copy(const Execution& run) {
  const Box part = sizes::part(run.spec());
  const std::int64_t pixel = sizes::bytes_per_pixel(run.spec().format);
  const auto left = static_cast<std::ptrdiff_t>(static_cast<std::int32_t>(part.left) * pixel);
  const auto top = static_cast<std::int32_t>(part.top);
  const bool whole = run.spec().src == run.spec().dst && sizes::takes_whole(run.spec());
  ConvertKernel *const load = whole ? nullptr : run.load(), *const store = whole ? nullptr : run.store();
  for (std::int32_t y = run.first; y < run.last; ++y) {
    std::uint8_t* const out = run.dst.row(y);
    std::memcpy(out, run.src.row(top + y) + left, static_cast<std::size_t>(run.spec().dst.width * pixel));
    if (load == nullptr) continue;  // a part of an image with alpha goes there and back
    load(out, out, run.spec().dst.width, run.channels());
    store(out, out, run.spec().dst.width, run.channels());
  }
}

void gather(const Execution& run) {
  const Taps x = run.x_taps(), y = run.y_taps();
  const auto gather_row = run.kernel(&KernelTable::gather_u8);
  const auto bytes = static_cast<std::int32_t>(sizes::bytes_per_pixel(run.spec().format));
  const auto row_bytes = static_cast<std::size_t>(run.spec().dst.width) * static_cast<std::size_t>(bytes);
  for (std::int32_t row = run.first; row < run.last; ++row) {
    if (row > run.first && y.offset(row) == y.offset(row - 1)) {
      std::memcpy(run.dst.row(row), run.dst.row(row - 1), row_bytes);
      continue;
    }
    gather_row(run.src.row(y.offset(row)), run.dst.row(row), bytes, x);
  }
}

/// The kernels for whole boxes, and for those that the image's end cuts.
struct BoxKernels {
  BoxKernel *whole, *cut;

  explicit BoxKernels(const Execution& run) : whole(nullptr) {
    const Spec& spec = run.spec();
    if constexpr (needs_box) whole = run.kernel(&KernelTable::box_u8);
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

[[maybe_unused]] void box(const Execution& run) {
  const Spec& spec = run.spec();
  const Cells x = cells_of(spec, sizes::x_line(spec)), y = cells_of(spec, sizes::y_line(spec));
  const std::int32_t channels = run.channels(), width = spec.dst.width, regular = x.regular(width);
  const BoxKernels kernels(run);
  ScratchMemory memory(run);
  const Output output(run, memory);
  const LoadedRows source(run, memory, sizes::most_y_taps(spec));
  for (std::int32_t row = run.first; row < run.last; ++row) {
    const Cell rows = y.at(row);
    const U8Rows from = source.rows(rows.first, rows.end);
    std::uint8_t* const out = output.rows(row).data;
    const auto means = [&](std::int32_t first, std::int32_t count, const Cell& cell) {
      const bool whole = cell.length() == x.length && rows.length() == y.length;
      const U8Rows boxes{from.data + std::ptrdiff_t{cell.first} * channels, from.stride};
      (whole ? kernels.whole : kernels.cut)(boxes, out + std::ptrdiff_t{first} * channels, count, channels,
                                            cell.length(), rows.length());
    };
    if (regular > 0) means(0, regular, x.at(0));
    for (std::int32_t i = regular; i < width; ++i) means(i, 1, x.at(i));
    output.finish(row, 1);
  }
}

[[maybe_unused]] void weighted_box(const Execution& run) {
  const Taps x = run.x_taps(), y = run.y_taps();
  const auto kernel = run.kernel(&KernelTable::weighted_box_u8);
  const bool old = run.spec().rules.arithmetic == Arithmetic::openmv_4_3;
  const WeightedBoxRules rules = weighted_box_rules(run.is_packed(), old);
  ScratchMemory memory(run);
  const Output output(run, memory);
  const LoadedRows source(run, memory, sizes::most_y_taps(run.spec()));
  for (std::int32_t row = run.first; row < run.last; ++row) {
    Taps one = y.slice(row, 1);
    const std::int32_t first = one.offset(0);
    one.origin = first;
    kernel(source.rows(first, first + one.weights(0)[0] + 1), output.rows(row).data, run.channels(), x, one, rules);
    output.finish(row, 1);
  }
}

template <class Kernel>
void horizontal(const Execution& run, Kernel* KernelTable::* entry) {
  const Taps x = run.x_taps(), y = run.y_taps();
  const auto pass = run.kernel(entry);
  ScratchMemory memory(run);
  const Output output(run, memory);
  const LoadedRows source(run, memory, std::min(run.spec().block_rows, run.spec().src.height));
  for_each_block(run, [&](std::int32_t block, std::int32_t count) {
    for (std::int32_t row = block; row < block + count;) {  // as many evenly spaced source rows at once as there are
      std::int32_t rows = 1;
      const std::int32_t step = row + 1 < block + count ? y.offset(row + 1) - y.offset(row) : 0;
      while (row + rows < block + count && y.offset(row + rows) - y.offset(row + rows - 1) == step) ++rows;
      U8Rows from{run.src.row(y.offset(row)), run.src.stride * step};
      if (source.are_converted()) from = source.rows(y.offset(row), y.offset(row) + rows);  // there the step is 1
      pass(from, output.rows(row), rows, run.channels(), run.src_samples(), x);
      output.finish(row, rows);
      row += rows;
    }
  });
}

template <class Kernel>
void vertical(const Execution& run, Kernel* KernelTable::* entry) {
  const Taps y = run.y_taps();
  const auto pass = run.kernel(entry);
  ScratchMemory memory(run);
  if (run.load() != nullptr) {
    const Output output(run, memory);
    Ring<std::uint8_t> ring(run, memory, y.taps, nullptr, y);
    for (std::int32_t row = run.first; row < run.last; ++row) {
      ring.need(y, row);
      pass(ring.rows(), output.rows(row), run.dst_samples(), ring.taps(y, row));
      output.finish(row, 1);
    }
    return;
  }
  if (run.plan.x_axis().records == nullptr) {
    pass(run.src, run.dst_from(run.first), run.src_samples(), y.slice(run.first, run.last - run.first));
    return;
  }
  const Taps x = run.x_taps();
  const auto gather_row = run.kernel(&KernelTable::gather_u8);
  const auto full = memory.rows<std::uint8_t>(run.spec().block_rows, run.src_samples());
  for_each_block(run, [&](std::int32_t row, std::int32_t count) {
    pass(run.src, full, run.src_samples(), y.slice(row, count));
    for (std::int32_t r = 0; r < count; ++r) gather_row(full.row(r), run.dst.row(row + r), run.channels(), x);
  });
}

template <class Middle>
void vertical_first(const Execution& run, VerticalKernel<std::uint8_t, Middle>* KernelTable::* first_entry,
                    HorizontalKernel<Middle, std::uint8_t>* KernelTable::* second_entry) {
  const Taps x = run.x_taps(), y = run.y_taps();
  const auto first_pass = run.kernel(first_entry);
  const auto second_pass = run.kernel(second_entry);
  const std::int32_t samples = run.src_samples();
  const std::int32_t block_rows = std::min(run.spec().block_rows, run.spec().dst.height);
  ScratchMemory memory(run);
  const Output output(run, memory);
  const auto middle = memory.rows<Middle>(block_rows, samples);
  const auto readable = static_cast<std::int32_t>(middle.stride / static_cast<std::ptrdiff_t>(sizeof(Middle)));
  for (std::int32_t r = 0; r < std::min(block_rows, run.last - run.first); ++r) {  // the padding, too, times zero
    std::memset(middle.row(r) + samples, 0, static_cast<std::size_t>(readable - samples) * sizeof(Middle));
  }
  const auto second = [&](std::int32_t row, std::int32_t count) {
    second_pass(read_only(middle), output.rows(row), count, run.channels(), readable, x);
    output.finish(row, count);
  };
  if (run.load() == nullptr) {
    for_each_block(run, [&](std::int32_t row, std::int32_t count) {
      first_pass(run.src, middle, samples, y.slice(row, count));
      second(row, count);
    });
    return;
  }
  Ring<std::uint8_t> ring(run, memory, y.taps, nullptr, y);
  for_each_block(run, [&](std::int32_t row, std::int32_t count) {
    for (std::int32_t r = 0; r < count; ++r) {
      ring.need(y, row + r);
      first_pass(ring.rows(), {middle.row(r), middle.stride}, samples, ring.taps(y, row + r));
    }
    second(row, count);
  });
}

template <class Middle>
void horizontal_first(const Execution& run, HorizontalKernel<std::uint8_t, Middle>* KernelTable::* first_entry,
                      VerticalKernel<Middle, std::uint8_t>* KernelTable::* second_entry) {
  const Taps x = run.x_taps(), y = run.y_taps();
  const auto second_pass = run.kernel(second_entry);
  ScratchMemory memory(run);
  const Output output(run, memory);
  Ring<Middle> ring(run, memory, y.taps, run.kernel(first_entry), x);
  for (std::int32_t row = run.first; row < run.last; ++row) {
    ring.need(y, row);
    second_pass(ring.rows(), output.rows(row), run.dst_samples(), ring.taps(y, row));
    output.finish(row, 1);
  }
}

/// The arch's kernel for both passes at once, if it has one and the plan's pixels suit it.
FusedKernel* fused_kernel(const Execution& run, Passes passes) {
  const KernelTable& own = *run.plan.arch()->kernels;
  const bool two_taps = run.plan.x_axis().taps == 2 && run.plan.y_axis().taps == 2;
  const bool enlarges = run.spec().dst.height > run.spec().src.height;  // there a ring uses its rows several times
  if (run.spec().format.channels != 1) return nullptr;
  if (passes == Passes::blend && two_taps && !enlarges) return own.fused_blend_u8;
  if (passes == Passes::narrow_u8 && two_taps) return run.is_packed() ? own.fused_narrow_rgb565 : own.fused_narrow_u8;
  return passes == Passes::floats ? own.fused_f32_u8 : nullptr;
}

/// Two passes, in the plan's order.
void two_passes(const Execution& run) {
  const Passes passes = sizes::passes(run.spec());
  if (FusedKernel* const fused = fused_kernel(run, passes); fused != nullptr) {
    fused(run.src, run.dst_from(run.first), run.x_taps(), run.y_taps().slice(run.first, run.last - run.first));
    return;
  }
  switch (passes) {
    case Passes::narrow:
      if constexpr (needs_narrow_weights) {
        if (run.plan.method() == Plan::Method::vertical_first) {
          vertical_first<std::int16_t>(run, &KernelTable::vertical_u8_i16, &KernelTable::horizontal_i16_u8);
        } else {
          horizontal_first<std::int16_t>(run, &KernelTable::horizontal_u8_i16, &KernelTable::vertical_i16_u8);
        }
      }
      break;
    case Passes::narrow_u8:
      if constexpr (needs_openmv_passes) {
        vertical_first<std::uint8_t>(run, &KernelTable::vertical_u8_u8, &KernelTable::horizontal_u8_u8);
      }
      break;
    case Passes::wide:
      if constexpr (needs_wide_weights) {
        if (run.plan.method() == Plan::Method::vertical_first) {
          vertical_first<std::uint8_t>(run, &KernelTable::vertical_u8_u8_wide, &KernelTable::horizontal_u8_u8_wide);
        } else {
          horizontal_first<std::uint8_t>(run, &KernelTable::horizontal_u8_u8_wide, &KernelTable::vertical_u8_u8_wide);
        }
      }
      break;
    case Passes::wide_i16:
      if constexpr (needs_wide_middle) {
        vertical_first<std::int16_t>(run, &KernelTable::vertical_u8_i16_wide, &KernelTable::horizontal_i16_u8_wide);
      }
      break;
    case Passes::blend:
      if constexpr (needs_blend) {
        horizontal_first<std::int16_t>(run, &KernelTable::horizontal_u8_i16, &KernelTable::blend_i16_u8);
      }
      break;
    case Passes::sums:
      if constexpr (needs_sums) {
        horizontal_first<std::int32_t>(run, &KernelTable::horizontal_u8_i32, &KernelTable::vertical_i32_u8);
      }
      break;
    case Passes::nested:
      if constexpr (needs_sums) {
        horizontal_first<std::int32_t>(run, &KernelTable::horizontal_u8_i32, &KernelTable::nested_i32_u8);
      }
      break;
    case Passes::nested_fused:
      if constexpr (needs_sums) {
        horizontal_first<std::int32_t>(run, &KernelTable::horizontal_u8_i32, &KernelTable::nested_i32_u8_fused);
      }
      break;
    case Passes::floats:
      if constexpr (needs_floats) {
        horizontal_first<float>(run, &KernelTable::horizontal_u8_f32, &KernelTable::vertical_f32_u8);
      }
      break;
    case Passes::floats_fused:
      if constexpr (needs_floats) {
        horizontal_first<float>(run, &KernelTable::horizontal_u8_f32_fused, &KernelTable::vertical_f32_u8_fused);
      }
      break;
  }
}

}  // namespace

Status Plan::execute_rows(ConstImage src, Image dst, std::int32_t first, std::int32_t last,
                          std::span<std::byte> scratch, Message* message) const noexcept {
  if (const Status status = check_execution(*this, src, dst, first, last, scratch, message); status != Status::ok) {
    return status;
  }
  if (first == last) return Status::ok;
  const Execution run{*this,
                      {static_cast<const std::uint8_t*>(src.data), src.stride},
                      {static_cast<std::uint8_t*>(dst.data), dst.stride},
                      first,
                      last,
                      align_up(scratch.data(), sizes::row_alignment)};
  const bool wide = needs_wide_weights && sizes::is_wide(sizes::passes(spec_));
  switch (method_) {
    case Method::none:
      return Status::no_plan;
    case Method::copy:
      copy(run);
      break;
    case Method::gather:
      gather(run);
      break;
    case Method::box:
      if constexpr (needs_box || needs_reciprocal_box) box(run);
      break;
    case Method::weighted_box:
      if constexpr (needs_weighted_box) weighted_box(run);
      break;
    case Method::horizontal:
      if constexpr (needs_passes) {
        horizontal(run, wide ? &KernelTable::horizontal_u8_u8_wide : &KernelTable::horizontal_u8_u8);
      }
      break;
    case Method::vertical:
      if constexpr (needs_passes) {
        vertical(run, wide ? &KernelTable::vertical_u8_u8_wide : &KernelTable::vertical_u8_u8);
      }
      break;
    case Method::vertical_first:
    case Method::horizontal_first:
      if constexpr (needs_passes) two_passes(run);
      break;
  }
  return Status::ok;
}

Status Plan::execute(ConstImage src, Image dst, std::span<std::byte> scratch, Message* message) const noexcept {
  return execute_rows(src, dst, 0, spec_.dst.height, scratch, message);
}

}  // namespace isopel
