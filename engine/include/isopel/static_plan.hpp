// A plan for a spec that the compiler knows: it makes the tables, and they are constants, in flash.
//
//     constexpr isopel::Spec spec{.src = {320, 240}, .dst = {96, 96}, .format = isopel::gray8, .block_rows = 1};
//     constexpr auto& plan = isopel::static_plan<spec>;
//     std::byte scratch[plan.scratch_size()];
//     plan.execute(src, dst, scratch);
//
// The tables and the bytes are those of Plan::make, which is not needed then. For contract 1, Pillow's arithmetic and
// OpenMV's; OpenCV's tables, and those that are too much work for a compiler, come from `isopel plan --emit-c`:
// docs/static-plan.md.
#ifndef ISOPEL_STATIC_PLAN_HPP_
#define ISOPEL_STATIC_PLAN_HPP_

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "isopel/isopel.hpp"
#include "isopel/plain_plan.hpp"
#include "isopel/tables/contract_layout.hpp"
#include "isopel/tables/finish.hpp"
#include "isopel/tables/openmv.hpp"
#include "isopel/tables/pillow.hpp"

namespace isopel {

/// What a library needs to execute a plan for the spec.
constexpr LibraryParts needed_parts(const Spec& spec) {
  const Rules& rules = spec.rules;
  int formats = 1 << static_cast<int>(spec.format.element) | 1 << static_cast<int>(output_format(spec).element);
  const auto need = [&](int bit, bool is_needed) { formats |= is_needed ? 1 << bit : 0; };
  need(7, spec.format.layout == Layout::planar || output_format(spec).layout == Layout::planar);
  need(8, rules.arithmetic == Arithmetic::contract_1 && rules.alpha != Alpha::none);
  need(9, rules.light != Light::encoded);
  need(10, rules.border != Border::replicate && rules.border != Border::renormalize);
  need(12, spec.box != Box{} || spec.scale != Scale{} || spec.crop != Crop{} || spec.pad != Pad{} ||
               spec.src_siting != Siting::centre || spec.dst_siting != Siting::centre);
  need(many_channels_bit, spec.format.channels > 4);
  return {1 << static_cast<int>(rules.filter), 1 << static_cast<int>(rules.arithmetic), formats};
}
/// check_library() with a sentence.
Status check_library(const LibraryParts& needed, Message* message) noexcept;

/// One axis' table as constants.
template <std::int64_t bytes, std::int32_t outputs>
struct StaticTable {
  // Behind the records, what a vector load may read.
  alignas(sizes::table_alignment) std::byte records[static_cast<std::size_t>(bytes + sizes::slack)];
  std::int32_t outside[static_cast<std::size_t>(std::max<std::int32_t>(outputs, 1))];
  Rounding rounding;
};

template <Spec spec>
struct StaticPlan {
  static_assert(check(spec) == Status::ok, "isopel::check(spec) says what is wrong with the spec");
  static_assert(!sizes::is_opencv(spec.rules.arithmetic), "OpenCV's tables come from `isopel plan --emit-c`");

  /// Bytes of scratch memory that each execution needs.
  static constexpr std::size_t scratch_size() { return static_cast<std::size_t>(constant.scratch_size_); }
  /// Bytes of the tables.
  static constexpr std::size_t table_size() {
    return static_cast<std::size_t>(layout.x.bytes() + layout.y.bytes() + outside_bytes + lookup_bytes);
  }

  /// As those of Plan, on best_arch(). Without a message, a firmware for plain images has neither sentences nor what
  /// makes them.
  static Status execute(ConstImage src, Image dst, std::span<std::byte> scratch) noexcept {
    return execute_rows(src, dst, 0, output_size(spec).height, scratch);
  }
  static Status execute(ConstImage src, Image dst, std::span<std::byte> scratch, Message* message) noexcept {
    return execute_rows(src, dst, 0, output_size(spec).height, scratch, message);
  }
  static Status execute_rows(ConstImage src, Image dst, std::int32_t first, std::int32_t last,
                             std::span<std::byte> scratch) noexcept {
    if constexpr (runs_plain) {
      return execute_plain(plain, src, dst, first, last, scratch);
    } else {
      return execute_whole(src, dst, first, last, scratch, nullptr);
    }
  }
  static Status execute_rows(ConstImage src, Image dst, std::int32_t first, std::int32_t last,
                             std::span<std::byte> scratch, Message* message) noexcept {
    if constexpr (runs_plain) {
      const Status status = execute_plain(plain, src, dst, first, last, scratch);
      if (status != Status::ok) explain_execution(explained, plain.needed, src, dst, first, last, scratch, message);
      return status;
    } else {
      return execute_whole(src, dst, first, last, scratch, message);
    }
  }

  /// The plan itself, whose tables are the constants; for an arch that this processor can run. Empty if the library
  /// lacks something.
  static Plan plan(const Arch& arch) noexcept {
    return check_library(needed_parts(spec)) == Status::ok ? constant_for(arch) : Plan{};
  }
  /// What of it a firmware executes; without a loop if its images are not plain.
  static constexpr const PlainPlan& plain_plan() { return plain; }
  /// Whether a firmware keeps pairs of source rows in the scratch memory, for which block_rows has to be large enough:
  /// docs/cortex-m.md.
  static constexpr bool keeps_pairs() { return is_plain(spec) && isopel::keeps_pairs(spec, layout); }

 private:
  static Status execute_whole(ConstImage src, Image dst, std::int32_t first, std::int32_t last,
                              std::span<std::byte> scratch, Message* message) noexcept {
    if (const Status status = check_library(needed_parts(spec), message); status != Status::ok) return status;
    const Arch* const arch = default_arch(message);
    return arch == nullptr ? Status::arch_unavailable
                           : constant_for(*arch).execute_rows(src, dst, first, last, scratch, message);
  }
  static Plan constant_for(const Arch& arch) noexcept {
    Plan chosen = constant;
    chosen.arch_ = &arch;
    return chosen;
  }

  static constexpr std::int64_t outside_bytes = sizes::outside_bytes(spec), lookup_bytes = sizes::lookup_bytes(spec);

  static constexpr PlanLayout layout = sizes::is_pillow(spec.rules.arithmetic)   ? pillow::layout(spec)
                                       : sizes::is_openmv(spec.rules.arithmetic) ? openmv::layout(spec)
                                                                                 : contract::layout(spec);

  template <std::int64_t bytes, std::int32_t outputs>
  static constexpr StaticTable<bytes, outputs> table_of(AxisTable axis) {
    StaticTable<bytes, outputs> made{};
    if (outputs != 0) axis.outside = made.outside;
    if (axis.record_bytes != 0) made.rounding = axis.write(axis, made.records);
    if (spec.rules.border == Border::undefined) mark_outside(axis_of(spec.rules, axis.line), made.outside);
    return made;
  }
  // Each a constant expression of its own, with the compiler's limits for one.
  static constexpr auto x_table = table_of<layout.x.bytes(), outside_bytes == 0 ? 0 : spec.dst.width>(layout.x);
  static constexpr auto y_table = table_of<layout.y.bytes(), outside_bytes == 0 ? 0 : spec.dst.height>(layout.y);

  struct Lookup {
    std::uint8_t bytes[256];
  };
  static constexpr Lookup lookup = [] {
    Lookup made{};
    if (lookup_bytes != 0) write_lookup(spec.quantization, made.bytes);
    return made;
  }();

  template <class Table>
  static constexpr Plan::Axis axis_with(const AxisTable& axis, const Table& table) {
    return {axis.record_bytes == 0 ? nullptr : table.records,
            static_cast<std::int32_t>(axis.record_bytes),
            axis.taps,
            table.rounding.bias,
            table.rounding.shift,
            outside_bytes == 0 ? nullptr : table.outside};
  }

  /// All of the plan but its arch.
  static constexpr Plan constant = [] {
    Plan made;
    made.spec_ = spec;
    made.method_ = layout.method;
    made.x_ = axis_with(layout.x, x_table);
    made.y_ = axis_with(layout.y, y_table);
    made.columns_ = columns_of(spec, layout.method, made.x_);
    if (lookup_bytes != 0) made.lookup_ = lookup.bytes;
    made.memory_size_ = memory_bytes(layout.x.bytes() + layout.y.bytes() + outside_bytes + lookup_bytes);
    made.scratch_size_ = scratch_bytes(spec, layout.method, layout.x.record_bytes != 0, layout.y.taps);
    return made;
  }();

  // The records along x in the form of a plain plan's kernel.
  static constexpr std::int32_t first_sample = constant.columns_.first * spec.format.channels;
  static constexpr PlainForm x_form =
      is_plain(spec) ? plain_form(spec, layout, x_table.records, x_table.rounding, first_sample) : PlainForm{};
  static constexpr auto plain_x_table = [] {
    StaticTable<spec.dst.width * x_form.record_bytes, 0> made{};
    write_plain(x_form, layout.x, x_table.records, first_sample, made.records);
    made.rounding = x_table.rounding;
    return made;
  }();
  static constexpr Plan::Axis plain_x = [] {
    if constexpr (x_form.kind == PlainForm::planned) {
      return constant.x_;
    } else {
      AxisTable x = layout.x;
      x.record_bytes = x_form.record_bytes;
      x.taps = x_form.taps;
      return axis_with(x, plain_x_table);
    }
  }();
  /// The plan that explains what is wrong with a plain one's execution.
  static constexpr Plan explained = [] {
    Plan made = constant;
    made.x_ = plain_x;
    return made;
  }();

  static constexpr PlainPlan plain = [] {
    PlainPlan made{.needed = needed_parts(spec),
                   .src = spec.src,
                   .dst = spec.dst,
                   .channels = spec.format.channels,
                   .scratch_size = scratch_size(),
                   .x = plain_x,
                   .y = constant.y_,
                   .columns = constant.columns_};
    if constexpr (is_plain(spec)) {
      constexpr PlainShape shape{.channels = spec.format.channels,
                                 .x_taps = known::taps(layout.x.taps),
                                 .y_taps = known::taps(layout.y.taps),
                                 .x_shift = known::shift_in(known::second_shifts, plain_x.shift),
                                 .y_shift = known::shift_in(known::first_shifts, constant.y_.shift),
                                 .x_form = x_form,
                                 .kept = known::kept_pairs(layout.y.taps)};
      give_loop<shape>(made, spec, layout);
    }
    return made;
  }();
  static constexpr bool runs_plain = [] {
    if constexpr (is_firmware) return plain.loop != nullptr;
    return false;
  }();
};

template <Spec spec>
inline constexpr StaticPlan<spec> static_plan{};

}  // namespace isopel

#endif  // ISOPEL_STATIC_PLAN_HPP_
