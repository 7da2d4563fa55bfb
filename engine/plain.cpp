// Plans for plain images, by loops that know their kernels' names. They have nothing that such images do not need, and
// the bytes of the loops in passes.cpp, moves.cpp and boxes.cpp.
#include <algorithm>
#include <cstring>

#include "arch/board.hpp"
#include "arch/gather_rows.hpp"
#include "engine/extent.hpp"
#include "engine/memory.hpp"
#include "isopel/plain_plan.hpp"

namespace isopel {
namespace {

using U8 = std::uint8_t;

Taps taps_of(const Plan::Axis& axis, std::int32_t count, std::int32_t origin) {
  return {axis.records, axis.record_bytes, count, axis.taps, {axis.bias, axis.shift}, origin};
}
Taps x_taps(const PlainPlan& plan) { return taps_of(plan.x, plan.dst.width, plan.columns.first * plan.channels); }
Taps y_taps(const PlainPlan& plan) { return taps_of(plan.y, plan.dst.height, 0); }
/// Those of the rows that are written.
Taps band(const PlainPlan& plan, const PlainRows& rows) {
  return y_taps(plan).slice(rows.first, rows.last - rows.first);
}
std::int32_t src_samples(const PlainPlan& plan) { return plan.columns.count * plan.channels; }
std::int32_t dst_samples(const PlainPlan& plan) { return plan.dst.width * plan.channels; }

Rows<const U8> src_rows(const PlainRows& rows, std::int32_t row) {
  return {reinterpret_cast<const U8*>(rows.src + row * rows.src_stride), rows.src_stride};
}
Rows<U8> dst_rows(const PlainRows& rows, std::int32_t row) {
  return {reinterpret_cast<U8*>(rows.dst + row * rows.dst_stride), rows.dst_stride};
}

/// Whether the board's arch has such a kernel for both passes at once.
template <auto entry>
constexpr bool has = board_kernel<entry> != nullptr;
template <auto entry>
void fused(const PlainPlan& plan, const PlainRows& rows) {
  board_kernel<entry>(src_rows(rows, 0), dst_rows(rows, rows.first), x_taps(plan), band(plan, rows));
}

/// Rows between two passes, at the front of the scratch memory.
template <class Middle>
Rows<Middle> middle_rows(const PlainRows& rows, std::int32_t samples) {
  return {reinterpret_cast<Middle*>(rows.scratch),
          static_cast<std::ptrdiff_t>(sizes::row_bytes(samples, sizeof(Middle)))};
}

template <class Middle>
void y_then_x(const PlainPlan& plan, const PlainRows& rows, VerticalKernel<U8, Middle>* first,
              HorizontalKernel<Middle, U8>* second) {
  const Taps x = x_taps(plan), y = y_taps(plan);
  const std::int32_t samples = src_samples(plan);
  const Rows<Middle> middle = middle_rows<Middle>(rows, samples);
  for (std::int32_t row = rows.first; row < rows.last; ++row) {
    first(src_rows(rows, 0), middle, samples, y.slice(row, 1));
    second({middle.data, middle.stride}, dst_rows(rows, row), 1, plan.channels, samples, x);
  }
}

/// The record of an output whose rows are in a ring of as many rows as it has taps, row r in slot r % taps: its weights
/// turned alike, each part of them if they have two.
void turn(const Taps& y, std::int32_t row, std::byte* record) {
  const std::int16_t* from = y.weights(row);
  const std::int16_t* const end = from + (y.record_bytes - std::int32_t{sizeof(std::int32_t)}) / 2;
  auto* to = reinterpret_cast<std::int16_t*>(record + sizeof(std::int32_t));
  for (; from != end; from += y.padded(), to += y.padded()) {
    std::int32_t slot = y.offset(row) % y.taps;
    for (std::int32_t k = 0; k < y.taps; ++k) {
      to[slot] = from[k];
      slot = slot + 1 < y.taps ? slot + 1 : 0;
    }
    if (y.padded() != y.taps) to[y.taps] = 0;
  }
}

template <class Middle>
void x_then_y(const PlainPlan& plan, const PlainRows& rows, HorizontalKernel<U8, Middle>* first,
              VerticalKernel<Middle, U8>* second) {
  const Taps x = x_taps(plan), y = y_taps(plan);
  const std::int32_t samples = dst_samples(plan);
  const Rows<Middle> ring = middle_rows<Middle>(rows, samples);
  Taps turned = y.slice(0, 1);
  std::byte* const record = rows.scratch + y.taps * ring.stride;
  turned.records = record;
  *reinterpret_cast<std::int32_t*>(record) = 0;  // its offset
  std::int32_t begin = 0, end = 0;               // the rows in the ring
  for (std::int32_t row = rows.first; row < rows.last; ++row) {
    const std::int32_t from = y.offset(row), to = std::min(from + y.taps, plan.src.height);
    if (from < begin || from > end) begin = end = from;
    for (; end < to; ++end) {
      first(src_rows(rows, end), {ring.row(end % y.taps), ring.stride}, 1, plan.channels, src_samples(plan), x);
    }
    begin = std::max(begin, end - y.taps);
    turn(y, row, record);
    second({ring.data, ring.stride}, dst_rows(rows, row), samples, turned);
  }
}

/// The view's extent, if the view is one of this size and of u8.
Status check(const ConstImage& image, Size size, std::int32_t channels, Extent& extent) {
  if (image.size != size) return Status::size_mismatch;
  if (image.format != Format{Element::u8, channels}) return Status::format_mismatch;
  if (image.data == nullptr) return Status::null_pointer;
  const std::int32_t row = size.width * channels;
  if (image.stride < row && image.stride > -row) return Status::bad_stride;
  return find_extent(image.data, size.height, row, image.stride, extent) ? Status::ok : Status::bad_stride;
}

Extent table_of(const Plan::Axis& axis, std::int32_t count) {
  return Extent::of(axis.records, static_cast<std::uint32_t>(axis.record_bytes * count));
}

void run(const PlainPlan& plan, const ConstImage& src, const Image& dst, std::int32_t first, std::int32_t last,
         std::byte* scratch) {
  if (first == last) return;  // the address of a row that is not there is not formed
  const auto* const pixels = static_cast<const std::byte*>(src.data) + plan.columns.first * plan.channels;
  plan.loop(plan, {pixels, src.stride, static_cast<std::byte*>(dst.data), dst.stride, first, last,
                   align_up(scratch, sizes::row_alignment)});
}

}  // namespace

template <>
void known::horizontal_wide(Rows<const U8> src, Rows<U8> dst, std::int32_t rows, std::int32_t channels,
                            std::int32_t readable, const Taps& x) {
  if constexpr (needs_wide_weights) {
    board_kernel<&KernelTable::horizontal_u8_u8_wide>(src, dst, rows, channels, readable, x);
  }
}
template <>
void known::horizontal_wide(Rows<const std::int16_t> src, Rows<U8> dst, std::int32_t rows, std::int32_t channels,
                            std::int32_t readable, const Taps& x) {
  if constexpr (needs_wide_middle) {
    board_kernel<&KernelTable::horizontal_i16_u8_wide>(src, dst, rows, channels, readable, x);
  }
}
template <>
void known::vertical_wide(Rows<const U8> src, Rows<U8> dst, std::int32_t samples, const Taps& y) {
  if constexpr (needs_wide_weights) board_kernel<&KernelTable::vertical_u8_u8_wide>(src, dst, samples, y);
}
template <>
void known::vertical_wide(Rows<const U8> src, Rows<std::int16_t> dst, std::int32_t samples, const Taps& y) {
  if constexpr (needs_wide_middle) board_kernel<&KernelTable::vertical_u8_i16_wide>(src, dst, samples, y);
}

// What a build lacks has no kernel; execute_plain() has refused such a plan.

void plain::copy(const PlainPlan& plan, const PlainRows& rows) {
  for (std::int32_t row = rows.first; row < rows.last; ++row) {
    std::memcpy(dst_rows(rows, row).data, src_rows(rows, row).data, static_cast<std::size_t>(dst_samples(plan)));
  }
}

void plain::gather(const PlainPlan& plan, const PlainRows& rows) {
  board_kernel<&KernelTable::gather_u8>(src_rows(rows, 0), dst_rows(rows, rows.first), plan.channels, x_taps(plan),
                                        band(plan, rows));
}

void plain::box(const PlainPlan& plan, const PlainRows& rows) {
  const std::int32_t width = plan.src.width / plan.dst.width, height = plan.src.height / plan.dst.height;
  if constexpr (needs_box) {
    for (std::int32_t row = rows.first; row < rows.last; ++row) {
      board_kernel<&KernelTable::box_u8>(src_rows(rows, row * height), dst_rows(rows, row).data, plan.dst.width,
                                         plan.channels, width, height);
    }
  }
}

void plain::horizontal(const PlainPlan& plan, const PlainRows& rows) {
  const Taps x = x_taps(plan), y = y_taps(plan);
  for (std::int32_t row = rows.first; row < rows.last; ++row) {
    plan.kernels.horizontal_u8_u8(src_rows(rows, y.offset(row)), dst_rows(rows, row), 1, plan.channels,
                                  src_samples(plan), x);
  }
}

void plain::vertical(const PlainPlan& plan, const PlainRows& rows) {
  const std::int32_t samples = src_samples(plan);
  if (plan.x.records == nullptr) {
    plan.kernels.vertical_u8_u8(src_rows(rows, 0), dst_rows(rows, rows.first), samples, band(plan, rows));
    return;
  }
  const Taps x = x_taps(plan), y = y_taps(plan);  // columns are picked from finished rows
  const Rows<U8> full = middle_rows<U8>(rows, samples);
  for (std::int32_t row = rows.first; row < rows.last; ++row) {
    plan.kernels.vertical_u8_u8(src_rows(rows, 0), full, samples, y.slice(row, 1));
    board_kernel<&KernelTable::gather_u8>({full.data, 0}, dst_rows(rows, row), plan.channels, x, only_row());
  }
}

void plain::vertical_first(const PlainPlan& plan, const PlainRows& rows) {
  y_then_x(plan, rows, plan.kernels.vertical_u8_i16, plan.kernels.horizontal_i16_u8);
}
void plain::vertical_first_kept(const PlainPlan& plan, const PlainRows& rows) {
  const Taps x = x_taps(plan), y = y_taps(plan);
  const std::int32_t samples = src_samples(plan);
  const Rows<std::int16_t> middle = middle_rows<std::int16_t>(rows, samples);
  known::KeptPairs kept{rows.scratch + middle.stride};
  for (std::int32_t row = rows.first; row < rows.last; ++row) {
    plan.kernels.vertical_kept(src_rows(rows, 0), plan.src.height, middle, samples, y.slice(row, 1), kept);
    plan.kernels.horizontal_i16_u8({middle.data, middle.stride}, dst_rows(rows, row), 1, plan.channels, samples, x);
  }
}
void plain::vertical_first_u8(const PlainPlan& plan, const PlainRows& rows) {
  y_then_x(plan, rows, plan.kernels.vertical_u8_u8, plan.kernels.horizontal_u8_u8);
}
void plain::horizontal_first(const PlainPlan& plan, const PlainRows& rows) {
  x_then_y(plan, rows, plan.kernels.horizontal_u8_i16, plan.kernels.vertical_i16_u8);
}
void plain::horizontal_first_u8(const PlainPlan& plan, const PlainRows& rows) {
  x_then_y(plan, rows, plan.kernels.horizontal_u8_u8, plan.kernels.vertical_u8_u8);
}

void plain::two_taps_u8(const PlainPlan& plan, const PlainRows& rows) {
  if constexpr (has<&KernelTable::fused_narrow_u8>) {
    fused<&KernelTable::fused_narrow_u8>(plan, rows);
  } else {
    y_then_x(plan, rows, known::vertical<U8, U8, 2>, known::horizontal<U8, U8, 1, 2>);
  }
}

void plain::between_gray(const PlainPlan& plan, const PlainRows& rows) {
  if constexpr (has<&KernelTable::fused_two_taps_u8>) {
    fused<&KernelTable::fused_two_taps_u8>(plan, rows);
  } else {
    x_then_y(plan, rows, known::horizontal<U8, std::int16_t, 1, 2>, known::vertical<std::int16_t, U8, 2>);
  }
}
void plain::between_rgb(const PlainPlan& plan, const PlainRows& rows) {
  if constexpr (has<&KernelTable::fused_two_taps_rgb8>) {
    fused<&KernelTable::fused_two_taps_rgb8>(plan, rows);
  } else {
    x_then_y(plan, rows, known::horizontal<U8, std::int16_t, 3, 2>, known::vertical<std::int16_t, U8, 2>);
  }
}

Status execute_plain(const PlainPlan& plan, const ConstImage& src, const Image& dst, std::int32_t first,
                     std::int32_t last, std::span<std::byte> scratch) noexcept {
  Extent read, written;
  Status status = check_library(plan.needed);
  if (status == Status::ok) status = check(src, plan.src, plan.channels, read);
  if (status == Status::ok) status = check(dst, plan.dst, plan.channels, written);
  if (status != Status::ok) return status;
  if (scratch.size() < plan.scratch_size) return Status::scratch_too_small;
  if (plan.scratch_size != 0 && scratch.data() == nullptr) return Status::null_pointer;
  const Extent used = Extent::of(scratch.data(), plan.scratch_size);
  const Extent x = table_of(plan.x, plan.dst.width), y = table_of(plan.y, plan.dst.height);
  if (read.overlaps(written) || used.overlaps(read) || used.overlaps(written)) return Status::overlap;
  for (const Extent& extent : {used, written}) {
    if (extent.overlaps(x) || extent.overlaps(y)) return Status::overlap;
  }
  if (first < 0 || first > last || last > plan.dst.height) return Status::bad_rows;
  run(plan, src, dst, first, last, scratch.data());
  return Status::ok;
}

void run_plain(const Plan& plan, const ConstImage& src, const Image& dst, std::int32_t first, std::int32_t last,
               std::byte* scratch) noexcept {
  const Spec& spec = plan.spec();
  const KernelTable& kernels = *plan.arch()->kernels;
  PlainPlan plain{.needed = {},
                  .src = spec.src,
                  .dst = spec.dst,
                  .channels = spec.format.channels,
                  .scratch_size = 0,
                  .x = plan.x_axis(),
                  .y = plan.y_axis(),
                  .columns = plan.columns(),
                  .loop = plain::copy,
                  .kernels = {kernels.horizontal_u8_u8, kernels.horizontal_u8_i16, kernels.horizontal_i16_u8,
                              kernels.vertical_u8_u8, kernels.vertical_u8_i16, kernels.vertical_i16_u8}};
  switch (plan.method()) {
    case Plan::Method::gather:
      plain.loop = plain::gather;
      break;
    case Plan::Method::box:
      plain.loop = plain::box;
      break;
    case Plan::Method::horizontal:
      plain.loop = plain::horizontal;
      break;
    case Plan::Method::vertical:
      plain.loop = plain::vertical;
      break;
    case Plan::Method::vertical_first:
      plain.loop = plain::vertical_first;
      break;
    case Plan::Method::horizontal_first:
      plain.loop = needs_two_taps ? between_loop(spec, plan.method(), plain.x, plain.y) : nullptr;
      if (plain.loop == nullptr) plain.loop = plain::horizontal_first;
      break;
    default:
      break;
  }
  run(plain, src, dst, first, last, scratch);
}

}  // namespace isopel
