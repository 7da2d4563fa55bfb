// Spec -> Plan: checks the spec, measures both axes, chooses the passes and writes the tables.
#include <algorithm>
#include <cstring>

#include "engine/build.hpp"
#include "engine/choose_arch.hpp"
#include "engine/memory.hpp"
#include "engine/message.hpp"
#include "engine/opencv.hpp"
#include "isopel/isopel.hpp"
#include "isopel/tables/contract_layout.hpp"
#include "isopel/tables/finish.hpp"
#include "isopel/tables/openmv.hpp"
#include "isopel/tables/pillow.hpp"

namespace isopel {
namespace {

PlanLayout layout_of(const Spec& spec) {
  if constexpr (has_pillow) {
    if (sizes::is_pillow(spec.rules.arithmetic)) return pillow::layout(spec);
  }
  if constexpr (has_opencv) {
    if (sizes::is_opencv(spec.rules.arithmetic)) return opencv_layout(spec);
  }
  if constexpr (has_openmv) {
    if (sizes::is_openmv(spec.rules.arithmetic)) return openmv::layout(spec);
  }
  if constexpr (has_contract_1) return contract::layout(spec);
  return bare_layout(spec, Plan::Method::none);  // not reached: check() refuses what the build lacks
}

}  // namespace

Status Plan::make(const Spec& spec, std::span<std::byte> memory, Plan& out, const Arch* arch,
                  Message* message) noexcept {
  if (const Status status = check(spec, message); status != Status::ok) return status;
  if (const Status status = choose_arch(arch, message); status != Status::ok) return status;

  PlanLayout layout = layout_of(spec);
  const std::int64_t tables =
      layout.x.bytes() + layout.y.bytes() + sizes::outside_bytes(spec) + sizes::lookup_bytes(spec);
  Plan plan;
  plan.spec_ = spec;
  plan.arch_ = arch;
  plan.method_ = layout.method;
  plan.memory_size_ = memory_bytes(tables);
  plan.scratch_size_ = scratch_bytes(spec, layout.method, layout.x.record_bytes != 0, layout.y.taps);
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
    auto* const lookup = reinterpret_cast<std::uint8_t*>(records);
    write_lookup(spec.quantization, lookup);
    plan.lookup_ = lookup;
  }
  plan.columns_ = columns_of(spec, plan.method_, plan.x_);
  out = plan;
  return Status::ok;
}

}  // namespace isopel
