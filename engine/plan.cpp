// Spec -> Plan: checks the spec, measures both axes, chooses the passes and writes the tables.
#include <algorithm>

#include "engine/build.hpp"
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

/// What one axis contributes to the plan.
struct AxisChoice {
  AxisSpec spec;
  AxisShape shape;
  const PassRules* pass = nullptr;  ///< null for a table of offsets only
  std::int32_t offset_scale;        ///< samples per source pixel
  bool has_table = true;

  std::int64_t record_bytes() const {
    return !has_table ? 0 : pass == nullptr ? sizes::record_bytes(0) : sizes::record_bytes(shape.taps);
  }
  std::int64_t table_bytes() const { return spec.dst * record_bytes(); }

  Plan::Axis write(std::byte* records) const {
    if (!has_table) return {nullptr, 0, shape.taps};
    if (!needs_passes || pass == nullptr) {
      write_offsets(spec, offset_scale, records);
      return {records, static_cast<std::int32_t>(record_bytes()), 1};
    }
    const int precision = weight_precision(spec, shape, pass->cap);
    write_taps(spec, shape, precision, offset_scale, records);
    const Rounding rounding = pass->rounding(precision);
    return {records, static_cast<std::int32_t>(record_bytes()), shape.taps, rounding.bias, rounding.shift};
  }
};

}  // namespace

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

  Plan plan;
  plan.spec_ = spec;
  plan.arch_ = arch;
  AxisChoice x{
      .spec = {spec.src.width, spec.dst.width, spec.rules}, .shape = {1, 0}, .offset_scale = spec.format.channels};
  AxisChoice y{.spec = {spec.src.height, spec.dst.height, spec.rules}, .shape = {1, 0}, .offset_scale = 1};
  std::int64_t scratch = 0;

  if (spec.src == spec.dst) {  // (20) every filter is the identity at 1:1
    plan.method_ = Method::copy;
    x.has_table = y.has_table = false;
  } else if (needs_box && sizes::is_box(spec)) {
    plan.method_ = Method::box;
    x.has_table = y.has_table = false;
  } else if (!needs_passes || spec.rules.filter == Filter::nearest) {
    plan.method_ = Method::gather;
  } else {
    x.shape = measure_axis(x.spec);
    y.shape = measure_axis(y.spec);
    if (x.shape.taps == 1 && y.shape.taps == 1) {
      plan.method_ = Method::gather;
    } else if (y.shape.taps == 1) {
      plan.method_ = Method::horizontal;
      x.pass = &the_only_pass;
    } else if (x.shape.taps == 1) {
      plan.method_ = Method::vertical;
      y.pass = &the_only_pass;
      x.has_table = spec.src.width != spec.dst.width;
      scratch = x.has_table ? sizes::vertical(spec) : 0;
    } else if (vertical_comes_first(spec, x.shape.taps, y.shape.taps)) {
      plan.method_ = Method::vertical_first;
      y.pass = &the_first_pass;
      x.pass = &the_second_pass;
      scratch = sizes::vertical_first(spec);
    } else {
      plan.method_ = Method::horizontal_first;
      x.pass = &the_first_pass;
      y.pass = &the_second_pass;
      scratch = sizes::horizontal_first(spec, y.shape.taps);
    }
  }

  const std::int64_t tables = x.table_bytes() + y.table_bytes();
  plan.memory_size_ = tables == 0 ? 0 : static_cast<std::uint64_t>(tables + sizes::slack + sizes::table_alignment - 1);
  plan.scratch_size_ = scratch == 0 ? 0 : static_cast<std::uint64_t>(scratch + sizes::row_alignment - 1);
  if (memory.size() < plan.memory_size_) {
    Sentence(message) << "the plan's tables need " << static_cast<std::int64_t>(plan.memory_size_)
                      << " bytes of memory, but only " << static_cast<std::int64_t>(memory.size()) << " are given";
    return Status::memory_too_small;
  }
  if (tables != 0) {
    if (memory.data() == nullptr) {
      Sentence(message) << "the memory for the plan's tables is null";
      return Status::null_pointer;
    }
    std::byte* base = align_up(memory.data(), sizes::table_alignment);
    plan.x_ = x.write(base);
    plan.y_ = y.write(base + x.table_bytes());
  }
  out = plan;
  return Status::ok;
}

}  // namespace isopel
