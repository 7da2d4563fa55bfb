// One pass or two, in the plan's order. Every branch ends in kernels of the plan's arch.
#include <algorithm>
#include <cstring>

#include "engine/edges.hpp"
#include "engine/load.hpp"
#include "engine/loops.hpp"
#include "engine/ring.hpp"
#include "engine/store.hpp"
#include "isopel/plain_plan.hpp"

namespace isopel {
namespace {

template <class From, class To>
void horizontal(const Execution& run, HorizontalKernel<From, To>* KernelTable::* entry) {
  const Taps y = run.y_taps();
  ScratchMemory memory(run);
  const Output<To> output(run, memory);
  const HorizontalPass<From, To> pass(run, entry, edge_row(run, memory));
  const LoadedRows<From> source(run, memory, std::min(run.spec().block_rows, run.spec().src.height));
  for_each_block(run, [&](std::int32_t block, std::int32_t count) {
    for (std::int32_t row = block; row < block + count;) {  // as many evenly spaced source rows at once as there are
      std::int32_t rows = 1;
      const std::int32_t step = row + 1 < block + count ? y.offset(row + 1) - y.offset(row) : 0;
      const bool together = step == 1 || !source.are_converted();
      while (together && row + rows < block + count && y.offset(row + rows) - y.offset(row + rows - 1) == step) ++rows;
      Rows<const From> from = source.rows(y.offset(row), y.offset(row) + rows);
      if (!source.are_converted()) from.stride *= step;
      pass(from, output.rows(row), rows, run.src_samples());
      output.finish(row, rows);
      row += rows;
    }
  });
}

/// Whether source rows go through a ring although the pass along y comes first.
template <class Run>
bool needs_ring(const Run& run) {
  return is_stream<Run> || sizes::converts(run.spec());
}

template <class From, class To, class Run>
void vertical(const Run& run, VerticalKernel<From, To>* KernelTable::* entry) {
  const Taps y = run.y_taps();
  ScratchMemory memory(run);
  const Output<To> output(run, memory);
  const VerticalPass<From, To> pass(run, entry, edge_row(run, memory));
  const bool gathers = run.plan.x_axis().records != nullptr;
  const std::int32_t samples = run.src_samples();
  const auto full =
      gathers ? memory.rows<To>(std::min(run.spec().block_rows, run.spec().dst.height), samples) : Rows<To>{};
  // Columns are picked from finished rows.
  const auto finish = [&](std::int32_t row, std::int32_t count) {
    if (gathers) {
      const auto pixel = static_cast<std::int32_t>(run.channels() * static_cast<std::int32_t>(sizeof(To)));
      const Taps x = run.x_taps();
      for (std::int32_t r = 0; r < count; ++r) {
        gather_row(run, reinterpret_cast<const std::byte*>(full.row(r)),
                   reinterpret_cast<std::byte*>(output.rows(row).row(r)), pixel, x);
      }
    }
    output.finish(row, count);
  };
  if (needs_ring(run)) {
    Ring<From, From, Run> ring(run, memory, y.taps, nullptr);
    ring.take_arrived();
    for (std::int32_t row = run.first; row < run.last; ++row) {
      ring.need(y, row, 1);
      pass(ring.rows(), gathers ? full : output.rows(row), samples, ring.taps(y, row, 1), row);
      finish(row, 1);
    }
    return;
  }
  const Rows<const From> src = run.template src_rows<From>(0);
  if (!gathers && output.is_direct() && !sizes::weighs_alpha(run.spec())) {
    pass(src, output.rows(run.first), samples, y.slice(run.first, run.last - run.first), run.first);
    return;
  }
  for_each_block(run, [&](std::int32_t row, std::int32_t count) {
    pass(src, gathers ? full : output.rows(row), samples, y.slice(row, count), row);
    finish(row, count);
  });
}

template <class From, class Middle, class To, class Run>
void vertical_first(const Run& run, VerticalKernel<From, Middle>* KernelTable::* first_entry,
                    HorizontalKernel<Middle, To>* KernelTable::* second_entry) {
  const Taps y = run.y_taps();
  const std::int32_t samples = run.src_samples();
  const std::int32_t block_rows = std::min(run.spec().block_rows, run.spec().dst.height);
  ScratchMemory memory(run);
  const Output<To> output(run, memory);
  void* const edge = edge_row(run, memory);
  const VerticalPass<From, Middle> first_pass(run, first_entry, edge);
  const HorizontalPass<Middle, To> second_pass(run, second_entry, edge);
  const auto middle = memory.rows<Middle>(block_rows, samples);
  const auto readable = static_cast<std::int32_t>(middle.stride / static_cast<std::ptrdiff_t>(sizeof(Middle)));
  for (std::int32_t r = 0; r < std::min(block_rows, run.last - run.first); ++r) {  // the padding, too, times zero
    std::memset(middle.row(r) + samples, 0, static_cast<std::size_t>(readable - samples) * sizeof(Middle));
  }
  const auto second = [&](std::int32_t row, std::int32_t count) {
    second_pass(read_only(middle), output.rows(row), count, readable);
    output.finish(row, count);
  };
  if (!needs_ring(run)) {
    const Rows<const From> src = run.template src_rows<From>(0);
    Taps block = y;
    for (std::int32_t row = run.first; row < run.last; row += block.count) {
      block.records = y.slice(row, 0).records;
      block.count = std::min(block_rows, run.last - row);
      first_pass(src, middle, samples, block, row);
      second_pass(read_only(middle), output.rows(row), block.count, readable);
      output.finish(row, block.count);
    }
    return;
  }
  Ring<From, From, Run> ring(run, memory, y.taps, nullptr);
  ring.take_arrived();
  for_each_block(run, [&](std::int32_t row, std::int32_t count) {
    for (std::int32_t r = 0; r < count; ++r) {
      ring.need(y, row + r, 1);
      first_pass(ring.rows(), {middle.row(r), middle.stride}, samples, ring.taps(y, row + r, 1), row + r);
    }
    second(row, count);
  });
}

template <class From, class Middle, class To, class Run>
void horizontal_first(const Run& run, HorizontalKernel<From, Middle>* KernelTable::* first_entry,
                      VerticalKernel<Middle, To>* KernelTable::* second_entry) {
  const Taps y = run.y_taps();
  ScratchMemory memory(run);
  const Output<To> output(run, memory);
  void* const edge = edge_row(run, memory);
  const HorizontalPass<From, Middle> first_pass(run, first_entry, edge);
  const VerticalPass<Middle, To> second_pass(run, second_entry, edge);
  Ring<From, Middle, Run> ring(run, memory, y.taps, &first_pass);
  ring.take_arrived();
  for (std::int32_t row = run.first; row < run.last;) {
    const std::int32_t count = ring.together(y, row, std::min(run.spec().block_rows, run.last - row));
    ring.need(y, row, count);
    second_pass(ring.rows(), output.rows(row), run.dst_samples(), ring.taps(y, row, count), row);
    output.finish(row, count);
    row += count;
  }
}

/// The kernel for plans that mix between two samples.
FusedKernel* two_taps_kernel(const Execution& run, bool enlarges) {
  const KernelTable& own = *run.plan.arch()->kernels;
  const Spec& spec = run.spec();
  const Plan& plan = run.plan;
  if (!lies_between(spec.rules, plan.method(), plan.x_axis(), plan.y_axis())) return nullptr;
  if (has_rgb565 && spec.format.element == Element::rgb565) {
    return spec.format == run.output() && spec.rules.border != Border::undefined ? own.fused_two_taps_rgb565 : nullptr;
  }
  if (sizes::converts(spec) || enlarges) return nullptr;
  return run.channels() == 1 ? own.fused_two_taps_u8 : run.channels() == 3 ? own.fused_two_taps_rgb8 : nullptr;
}

/// The arch's kernel for both passes at once, if it has one and the plan's pixels suit it.
FusedKernel* fused_kernel(const Execution& run, Passes passes, bool packed) {
  const KernelTable& own = *run.plan.arch()->kernels;
  const bool two_taps = run.plan.x_axis().taps == 2 && run.plan.y_axis().taps == 2;
  const bool enlarges = run.spec().dst.height > run.spec().src.height;  // there a ring uses its rows several times
  if (needs_two_taps && passes == Passes::narrow) return two_taps ? two_taps_kernel(run, enlarges) : nullptr;
  if (run.channels() != 1 && !packed) return nullptr;
  if (passes == Passes::blend && two_taps && !enlarges) return own.fused_blend_u8;
  if (passes == Passes::narrow_u8 && two_taps) return packed ? own.fused_narrow_rgb565 : own.fused_narrow_u8;
  return passes == Passes::floats ? own.fused_f32_u8 : nullptr;
}

bool run_fused(const Execution& run, Passes passes) {
  const bool in_one = passes == Passes::narrow_u8 || passes == Passes::narrow;
  const bool packed = in_one && sizes::is_rgb565(run.spec().format.element);
  FusedKernel* const fused = fused_kernel(run, passes, packed);
  if (fused == nullptr) return false;
  const Taps x = run.x_taps(), y = run.y_taps();
  const auto src = run.src_rows<std::uint8_t>(0);
  ScratchMemory memory(run);
  const Output<std::uint8_t> output(run, memory);
  if (packed || output.is_direct()) {
    fused(src, run.dst_rows<std::uint8_t>(run.first), x, y.slice(run.first, run.last - run.first));
    return true;
  }
  for_each_block(run, [&](std::int32_t row, std::int32_t count) {
    fused(src, output.rows(row), x, y.slice(row, count));
    output.finish(row, count);
  });
  return true;
}

/// Two taps on both axes, in an arch that has a kernel for both passes of them: for images whose rows it may write, and
/// not for a few of them, because it prepares tables.
bool run_averages(const Execution& run, Passes passes) {
  constexpr std::int32_t fewest_rows = 8;
  const Plan::Axis &x = run.plan.x_axis(), &y = run.plan.y_axis();
  AveragesKernel* const fused = run.plan.arch()->kernels->fused_averages_u8;
  const bool suits = fused != nullptr && passes == Passes::narrow && run.channels() <= 4 && x.taps == 2 && y.taps == 2;
  if (!suits || x.shift + y.shift != 2 * two_taps_precision || x.shift == y.shift) return false;
  const bool whole = !sizes::converts(run.spec()) && run.last - run.first >= fewest_rows;
  if (!whole || run.spec().rules.border == Border::constant || sizes::stores(run.spec())) return false;
  const auto src = run.src_rows<std::uint8_t>(0);
  return fused(src, run.dst_rows<std::uint8_t>(run.first), run.channels(), run.src_samples(), run.x_taps(),
               run.y_taps().slice(run.first, run.last - run.first));
}

/// Floats whose samples stay what they are, in an arch that has a kernel for both passes of them: for rows of the image
/// itself, and not for a few of them, because it prepares tables.
template <class Sample>
bool run_floats(const Execution& run, FusedFloatsKernel<Sample>* KernelTable::* entry) {
  constexpr std::int32_t fewest_rows = 8;
  const Spec& spec = run.spec();
  FusedFloatsKernel<Sample>* const fused = run.plan.arch()->kernels->*entry;
  if (fused == nullptr || run.channels() > 4 || run.last - run.first < fewest_rows) return false;
  if (sizes::has_alpha(spec) || sizes::normalizes(spec)) return false;
  if (spec.rules.border == Border::constant || spec.rules.border == Border::undefined) return false;
  const bool y_is_first = run.plan.method() == Plan::Method::vertical_first;
  return fused(run.src_rows<Sample>(0), run.dst_rows<Sample>(run.first), run.channels(), run.src_samples(),
               run.x_taps(), run.y_taps().slice(run.first, run.last - run.first),
               {y_is_first, sizes::largest_value(run.output())});
}

bool run_floats(const Execution& run, Passes passes) {
  const Format from = run.spec().format, to = run.output();
  const bool stays = from.element == to.element && sizes::is_planar(from) == sizes::is_planar(to);
  if (!needs_counted_floats || passes != Passes::counted || !stays) return false;
  if (has_f32 && from.element == Element::f32) return run_floats<float>(run, &KernelTable::fused_floats_f32);
  if (has_u16 && from.element == Element::u16) return run_floats<std::uint16_t>(run, &KernelTable::fused_floats_u16);
  return false;
}

/// Both orders of one set of kernels.
template <class From, class Middle, class To, class Run>
void either_first(const Run& run, VerticalKernel<From, Middle>* KernelTable::* vertical_first_pass,
                  HorizontalKernel<Middle, To>* KernelTable::* horizontal_second_pass,
                  HorizontalKernel<From, Middle>* KernelTable::* horizontal_first_pass,
                  VerticalKernel<Middle, To>* KernelTable::* vertical_second_pass) {
  if (run.plan.method() == Plan::Method::vertical_first) {
    vertical_first<From, Middle, To>(run, vertical_first_pass, horizontal_second_pass);
  } else {
    horizontal_first<From, Middle, To>(run, horizontal_first_pass, vertical_second_pass);
  }
}

/// A pass along the one axis that has taps.
template <class From, class To, class Run>
void either(const Run& run, VerticalKernel<From, To>* KernelTable::* vertical_pass,
            HorizontalKernel<From, To>* KernelTable::* horizontal_pass) {
  if (is_stream<Run> || run.plan.method() == Plan::Method::vertical) {  // else a stream keeps rows as they came
    vertical<From, To>(run, vertical_pass);
  } else {
    horizontal<From, To>(run, horizontal_pass);
  }
}

}  // namespace

template <class Run>
void one_pass(const Run& run) {
  using Table = KernelTable;
  const Passes passes = sizes::passes(run.spec());
  if (needs_words && passes == Passes::words) return either(run, &Table::vertical_i16_i32, &Table::horizontal_i16_i32);
  if (needs_counted_floats && passes == Passes::counted) {
    return either(run, &Table::vertical_f32_f32, &Table::horizontal_f32_f32);
  }
  if (needs_wide_weights && sizes::is_wide(passes)) {
    return either(run, &Table::vertical_u8_u8_wide, &Table::horizontal_u8_u8_wide);
  }
  if constexpr (needs_narrow_weights) either(run, &Table::vertical_u8_u8, &Table::horizontal_u8_u8);
}

template <class Run>
void two_passes(const Run& run) {
  using Table = KernelTable;
  using U8 = std::uint8_t;
  const Passes passes = sizes::passes(run.spec());
  if constexpr (!is_stream<Run>) {
    if (run_fused(run, passes)) return;
    if constexpr (needs_narrow_weights) {
      if (run_averages(run, passes)) return;
    }
    if (run_floats(run, passes)) return;
  }
  switch (passes) {
    case Passes::narrow:
      if constexpr (needs_narrow_weights) {
        either_first(run, &Table::vertical_u8_i16, &Table::horizontal_i16_u8, &Table::horizontal_u8_i16,
                     &Table::vertical_i16_u8);
      }
      break;
    case Passes::narrow_u8:
      if constexpr (needs_openmv_passes) {
        vertical_first<U8, U8, U8>(run, &Table::vertical_u8_u8, &Table::horizontal_u8_u8);
      }
      break;
    case Passes::wide:
      if constexpr (needs_wide_weights) {
        either_first(run, &Table::vertical_u8_u8_wide, &Table::horizontal_u8_u8_wide, &Table::horizontal_u8_u8_wide,
                     &Table::vertical_u8_u8_wide);
      }
      break;
    case Passes::wide_i16:
      if constexpr (needs_wide_middle) {
        vertical_first<U8, std::int16_t, U8>(run, &Table::vertical_u8_i16_wide, &Table::horizontal_i16_u8_wide);
      }
      break;
    case Passes::blend:
      if constexpr (needs_blend) {
        horizontal_first<U8, std::int16_t, U8>(run, &Table::horizontal_u8_i16, &Table::blend_i16_u8);
      }
      break;
    case Passes::sums:
      if constexpr (needs_sums) {
        horizontal_first<U8, std::int32_t, U8>(run, &Table::horizontal_u8_i32, &Table::vertical_i32_u8);
      }
      break;
    case Passes::nested:
      if constexpr (needs_sums) {
        horizontal_first<U8, std::int32_t, U8>(run, &Table::horizontal_u8_i32, &Table::nested_i32_u8);
      }
      break;
    case Passes::nested_fused:
      if constexpr (needs_sums) {
        horizontal_first<U8, std::int32_t, U8>(run, &Table::horizontal_u8_i32, &Table::nested_i32_u8_fused);
      }
      break;
    case Passes::floats:
      if constexpr (needs_floats) {
        horizontal_first<U8, float, U8>(run, &Table::horizontal_u8_f32, &Table::vertical_f32_u8);
      }
      break;
    case Passes::floats_fused:
      if constexpr (needs_floats) {
        horizontal_first<U8, float, U8>(run, &Table::horizontal_u8_f32_fused, &Table::vertical_f32_u8_fused);
      }
      break;
    case Passes::words:
      if constexpr (needs_words) {
        either_first(run, &Table::vertical_i16_i16, &Table::horizontal_i16_i32, &Table::horizontal_i16_i16,
                     &Table::vertical_i16_i32);
      }
      break;
    case Passes::counted:
      if constexpr (needs_counted_floats) {
        either_first(run, &Table::vertical_f32_f32, &Table::horizontal_f32_f32, &Table::horizontal_f32_f32,
                     &Table::vertical_f32_f32);
      }
      break;
  }
}

template void one_pass(const Execution& run);
template void one_pass(const StreamExecution& run);
template void two_passes(const Execution& run);
template void two_passes(const StreamExecution& run);

}  // namespace isopel
