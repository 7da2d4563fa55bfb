// Spec -> Plan: checks the spec, measures both axes, chooses the passes and writes the tables.
#include <algorithm>
#include <cstring>

#include "engine/build.hpp"
#include "engine/layout.hpp"
#include "engine/memory.hpp"
#include "engine/message.hpp"
#include "engine/taps.hpp"
#include "isopel/isopel.hpp"

namespace isopel {
namespace {

/// (15) What counts as the source's length: all pixels, or those that the box touches.
std::int64_t touched(const sizes::Line& line) {
  if (!line.boxed) return line.src;
  const auto first = static_cast<std::int32_t>(line.first), end = static_cast<std::int32_t>(line.end);
  return end - first + (sizes::is_whole(line.end) ? 0 : 1);
}

/// (15) Whether the pass along y comes first: where its multiplications are not more than the other order's, those
/// along x counted double.
bool vertical_comes_first(const Spec& spec, std::int64_t x_taps, std::int64_t y_taps) {
  const std::int64_t src_width = touched(sizes::x_line(spec)), src_height = touched(sizes::y_line(spec));
  const std::int64_t dst_width = spec.dst.width, dst_height = spec.dst.height;
  const std::int64_t rows_read = std::min(src_height, dst_height * y_taps);
  const std::int64_t vertical_first = dst_height * (src_width * y_taps + 2 * dst_width * x_taps);
  const std::int64_t horizontal_first = dst_width * (2 * rows_read * x_taps + dst_height * y_taps);
  return vertical_first <= horizontal_first;
}

Rounding write_contract_taps(const AxisTable& table, std::byte* records) {
  const bool large = table.spec.rules.filter == Filter::lanczos4 && sizes::is_partial(table.line) &&
                     table.spec.rules.border == Border::renormalize;
  const int cap = table.pass == &the_second_pass && large ? the_second_pass.cap - 1 : table.pass->cap;
  const int precision = weight_precision(table.spec, table.shape, cap);
  write_taps(table.spec, table.shape, precision, table.offset_scale, records, table.outside);
  return table.pass->rounding(precision);
}

Rounding write_floats(const AxisTable& table, std::byte* records) {
  write_counted_taps(table.spec, table.shape, table.offset_scale, records, table.outside);
  return {};
}

Rounding write_contract_offsets(const AxisTable& table, std::byte* records) {
  write_offsets(table.spec, table.offset_scale, records, table.outside);
  return {};
}

void give_offsets(AxisTable& table) { give_table(table, 1, sizes::record_bytes(0), write_contract_offsets); }

void give_taps(AxisTable& table, const PassRules& pass, sizes::Passes passes) {
  table.pass = passes == sizes::Passes::words ? &the_weighted_pass : &pass;
  if (needs_counted_floats && passes == sizes::Passes::counted) {
    give_table(table, table.taps, sizes::counted_record_bytes(table.taps), write_floats);
  } else {
    give_table(table, table.taps, sizes::record_bytes(table.taps), write_contract_taps);
  }
}

/// Whether an axis' outputs are source pixels.
bool moves_pixels(const AxisTable& table) { return table.taps == 1 && !table.shape.leaves; }

void measure(AxisTable& table) {
  table.shape = measure_axis(table.spec);
  table.taps = table.shape.taps;
}

PlanLayout layout_of(const Spec& spec) {
  if constexpr (has_pillow) {
    if (sizes::is_pillow(spec.rules.arithmetic)) return pillow_layout(spec);
  }
  if constexpr (has_opencv) {
    if (sizes::is_opencv(spec.rules.arithmetic)) return opencv_layout(spec);
  }
  if constexpr (has_openmv) {
    if (sizes::is_openmv(spec.rules.arithmetic)) return openmv_layout(spec);
  }
  if constexpr (has_contract_1) return contract_layout(spec);
  return bare_layout(spec, Plan::Method::none);  // not reached: check() refuses what the build lacks
}

}  // namespace

PlanLayout contract_layout(const Spec& spec) noexcept {
  if (sizes::is_copy(spec)) return bare_layout(spec, Plan::Method::copy);  // (20) every filter is the identity at 1:1
  const sizes::Scratch scratch{spec};
  if (needs_box && sizes::is_box(spec)) {
    PlanLayout layout = bare_layout(spec, Plan::Method::box);
    layout.scratch = scratch.boxes(sizes::most_y_taps(spec));
    return layout;
  }

  PlanLayout layout = bare_layout(spec, Plan::Method::gather);
  AxisTable &x = layout.x, &y = layout.y;
  x.spec = axis_of(spec.rules, x.line);
  y.spec = axis_of(spec.rules, y.line);
  const bool nearest = !needs_passes || spec.rules.filter == Filter::nearest;
  if (!nearest) {
    measure(x);
    measure(y);
  }
  if (moves_pixels(x) && moves_pixels(y)) {
    give_gather(layout, spec, write_contract_offsets);
    return layout;
  }
  if constexpr (needs_passes) {
    const sizes::Passes passes = sizes::passes(spec);
    if (moves_pixels(y)) {
      layout.method = Plan::Method::horizontal;
      give_taps(x, the_only_pass, passes);
      give_offsets(y);
      layout.scratch = scratch.horizontal();
    } else if (moves_pixels(x)) {
      layout.method = Plan::Method::vertical;
      give_taps(y, the_only_pass, passes);
      const bool gathers = !sizes::keeps_length(x.line);
      if (gathers) {
        x.offset_scale *= static_cast<std::int32_t>(scratch.to);  // finished samples are picked as bytes
        give_offsets(x);
      }
      if (gathers || sizes::converts(spec)) layout.scratch = scratch.vertical(y.taps);
    } else if (vertical_comes_first(spec, x.taps, y.taps)) {
      layout.method = Plan::Method::vertical_first;
      give_taps(y, the_first_pass, passes);
      give_taps(x, the_second_pass, passes);
      layout.scratch = scratch.vertical_first(y.taps);
    } else {
      layout.method = Plan::Method::horizontal_first;
      give_taps(x, the_first_pass, passes);
      give_taps(y, the_second_pass, passes);
      layout.scratch = scratch.horizontal_first(y.taps);
    }
    layout.scratch += scratch.edge();
  }
  return layout;
}

/// The pixels of a row that the crop's outputs read.
void Plan::find_columns(const Crop& crop) noexcept {
  const sizes::Line line = sizes::x_line(spec_);
  columns_ = {0, spec_.src.width};
  if (!sizes::has_parts) return;
  if (method_ == Method::vertical && x_.records == nullptr) {
    columns_ = {static_cast<std::int32_t>(line.first) + crop.left, crop.width};
    return;
  }
  const bool passes =
      method_ == Method::horizontal || method_ == Method::vertical_first || method_ == Method::horizontal_first;
  const bool whole = crop.width == spec_.dst.width && !sizes::is_partial(line);
  if (whole || !passes || sizes::is_nested(sizes::passes(spec_))) return;
  const std::int32_t channels = sizes::samples_per_pixel(spec_);
  std::int32_t first = spec_.src.width, end = 0;
  for (std::int32_t x = crop.left; x < crop.left + crop.width; ++x) {
    std::int32_t offset;
    std::memcpy(&offset, x_.records + static_cast<std::ptrdiff_t>(x) * x_.record_bytes, sizeof offset);
    first = std::min(first, offset / channels);
    end = std::max(end, offset / channels + x_.taps);
  }
  columns_ = {first, std::min(end, spec_.src.width) - first};
}

Status Plan::make(const Spec& spec, std::span<std::byte> memory, Plan& out, const Arch* arch,
                  Message* message) noexcept {
  if (const Status status = check(spec, message); status != Status::ok) return status;
  if (arch == nullptr) {
    arch = best_arch(0, message);
    if (arch == nullptr) return Status::arch_unavailable;
  } else if (!is_available(*arch)) {
    Sentence(message) << "this processor cannot run the arch " << name(*arch);
    return Status::arch_unavailable;
  }

  PlanLayout layout = layout_of(spec);
  const std::int64_t tables =
      layout.x.bytes() + layout.y.bytes() + sizes::outside_bytes(spec) + sizes::lookup_bytes(spec);
  Plan plan;
  plan.spec_ = spec;
  plan.arch_ = arch;
  plan.method_ = layout.method;
  plan.memory_size_ = tables == 0 ? 0 : static_cast<std::uint64_t>(tables + sizes::slack + sizes::table_alignment - 1);
  const bool moves = layout.method == Method::copy || layout.method == Method::gather;
  const sizes::Scratch parts{spec};
  const std::int64_t scratch = layout.scratch + parts.stored() + (moves ? parts.moved() : 0);
  plan.scratch_size_ = scratch == 0 ? 0 : static_cast<std::uint64_t>(scratch + sizes::row_alignment - 1);
  if (memory.size() < plan.memory_size_) {
    Sentence(message) << "the plan's tables need " << static_cast<std::int64_t>(plan.memory_size_)
                      << " bytes of memory, but only " << static_cast<std::int64_t>(memory.size()) << " are given";
    return Status::memory_too_small;
  }
  if (tables != 0 && memory.data() == nullptr) {
    Sentence(message) << "the memory for the plan's tables is null";
    return Status::null_pointer;
  }

  std::byte* records = tables == 0 ? nullptr : align_up(memory.data(), sizes::table_alignment);
  const auto write = [&](const AxisTable& table) -> Axis {
    if (table.record_bytes == 0) return {.taps = table.taps, .outside = table.outside};
    const Rounding rounding = table.write(table, records);
    const Axis axis{records,        static_cast<std::int32_t>(table.record_bytes),
                    table.taps,     rounding.bias,
                    rounding.shift, table.outside};
    records += table.bytes();
    return axis;
  };
  if (has_borders && sizes::outside_bytes(spec) != 0) {
    for (AxisTable* const table : {&layout.x, &layout.y}) {
      table->outside = reinterpret_cast<std::int32_t*>(records);
      records += std::int64_t{table->spec.dst} * 4;
      std::memset(table->outside, 0, static_cast<std::size_t>(table->spec.dst) * 4);
    }
  }
  plan.x_ = write(layout.x);
  plan.y_ = write(layout.y);
  if (has_borders && spec.rules.border == Border::undefined) {
    mark_outside(axis_of(spec.rules, layout.x.line), layout.x.outside);
    mark_outside(axis_of(spec.rules, layout.y.line), layout.y.outside);
  }
  if (has_i8 && sizes::lookup_bytes(spec) != 0) {
    plan.lookup_ = reinterpret_cast<const std::uint8_t*>(records);
    for (int v = 0; v < 256; ++v) {
      const Quantization& q = spec.quantization;
      records[v] = static_cast<std::byte>(quantize(v, q.zero_point, q.numerator, q.denominator));
    }
  }
  plan.find_columns(sizes::crop_of(spec));
  out = plan;
  return Status::ok;
}

}  // namespace isopel
