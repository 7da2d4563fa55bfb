// Spec -> Plan: checks the spec, measures both axes, chooses the passes and writes the tables.
#include <algorithm>

#include "engine/build.hpp"
#include "engine/layout.hpp"
#include "engine/memory.hpp"
#include "engine/message.hpp"
#include "engine/taps.hpp"
#include "isopel/isopel.hpp"

namespace isopel {
namespace {

/// (15) Whether the pass along y comes first: where its multiplications are not more than the other order's, those
/// along x counted double.
bool vertical_comes_first(const Spec& spec, std::int64_t x_taps, std::int64_t y_taps) {
  const std::int64_t src_width = spec.src.width, src_height = spec.src.height;
  const std::int64_t dst_width = spec.dst.width, dst_height = spec.dst.height;
  const std::int64_t rows_read = std::min(src_height, dst_height * y_taps);
  const std::int64_t vertical_first = dst_height * (src_width * y_taps + 2 * dst_width * x_taps);
  const std::int64_t horizontal_first = dst_width * (2 * rows_read * x_taps + dst_height * y_taps);
  return vertical_first <= horizontal_first;
}

Rounding write_contract_taps(const AxisTable& table, std::byte* records) {
  const int precision = weight_precision(table.spec, table.shape, table.pass->cap);
  write_taps(table.spec, table.shape, precision, table.offset_scale, records);
  return table.pass->rounding(precision);
}

Rounding write_contract_offsets(const AxisTable& table, std::byte* records) {
  write_offsets(table.spec, table.offset_scale, records);
  return {};
}

void give_offsets(AxisTable& table) {
  table.record_bytes = sizes::record_bytes(0);
  table.write = write_contract_offsets;
}

void give_taps(AxisTable& table, const PassRules& pass) {
  table.pass = &pass;
  table.record_bytes = sizes::record_bytes(table.taps);
  table.write = write_contract_taps;
}

void measure(AxisTable& table) {
  table.shape = measure_axis(table.spec);
  table.taps = table.shape.taps;
}

Layout layout_of(const Spec& spec) {
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

Layout contract_layout(const Spec& spec) noexcept {
  if (spec.src == spec.dst) return bare_layout(spec, Plan::Method::copy);  // (20) every filter is the identity at 1:1
  if (needs_box && sizes::is_box(spec)) return bare_layout(spec, Plan::Method::box);

  Layout layout = bare_layout(spec, Plan::Method::gather);
  AxisTable &x = layout.x, &y = layout.y;
  const bool nearest = !needs_passes || spec.rules.filter == Filter::nearest;
  if (!nearest) {
    measure(x);
    measure(y);
  }
  if (x.taps == 1 && y.taps == 1) {
    give_offsets(x);
    give_offsets(y);
  } else if (!needs_passes) {
    // Not reached: nearest has one tap.
  } else if (y.taps == 1) {
    layout.method = Plan::Method::horizontal;
    give_taps(x, the_only_pass);
    give_offsets(y);
  } else if (x.taps == 1) {
    layout.method = Plan::Method::vertical;
    give_taps(y, the_only_pass);
    if (spec.src.width != spec.dst.width) {
      give_offsets(x);
      layout.scratch = sizes::Scratch{spec}.vertical(y.taps);
    }
  } else if (vertical_comes_first(spec, x.taps, y.taps)) {
    layout.method = Plan::Method::vertical_first;
    give_taps(y, the_first_pass);
    give_taps(x, the_second_pass);
    layout.scratch = sizes::Scratch{spec}.vertical_first(y.taps);
  } else {
    layout.method = Plan::Method::horizontal_first;
    give_taps(x, the_first_pass);
    give_taps(y, the_second_pass);
    layout.scratch = sizes::Scratch{spec}.horizontal_first(y.taps);
  }
  return layout;
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

  const Layout layout = layout_of(spec);
  const std::int64_t tables = layout.x.bytes() + layout.y.bytes();
  Plan plan;
  plan.spec_ = spec;
  plan.arch_ = arch;
  plan.method_ = layout.method;
  plan.memory_size_ = tables == 0 ? 0 : static_cast<std::uint64_t>(tables + sizes::slack + sizes::table_alignment - 1);
  plan.scratch_size_ = layout.scratch == 0 ? 0 : static_cast<std::uint64_t>(layout.scratch + sizes::row_alignment - 1);
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
    if (table.record_bytes == 0) return {.taps = table.taps};
    const Rounding rounding = table.write(table, records);
    const Axis axis{records, static_cast<std::int32_t>(table.record_bytes), table.taps, rounding.bias, rounding.shift};
    records += table.bytes();
    return axis;
  };
  plan.x_ = write(layout.x);
  plan.y_ = write(layout.y);
  out = plan;
  return Status::ok;
}

}  // namespace isopel
