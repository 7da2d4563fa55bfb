// Plan -> bytes: checks the views, and runs the plan's row loop for each plane.
#include <algorithm>

#include "engine/checks.hpp"
#include "engine/loops.hpp"
#include "engine/memory.hpp"
#include "engine/store.hpp"
#include "isopel/plain_plan.hpp"

namespace isopel {
void fill_pad(const Execution& run, const Crop& tile) noexcept {
  const Pad& pad = run.spec().pad;
  if (!sizes::has_pad(run.spec())) return;
  const Size size = output_size(run.spec());
  const auto fill = [&](std::int32_t row, std::int32_t left, std::int32_t right) {
    left = std::max(left, tile.left);
    right = std::min(right, tile.left + tile.width);
    if (left < right) fill_pixels(run, row, left, right - left);
  };
  for (std::int32_t row = tile.top; row < tile.top + tile.height; ++row) {
    if (row < pad.top || row >= size.height - pad.bottom) {
      fill(row, 0, size.width);
    } else {
      fill(row, 0, pad.left);
      fill(row, size.width - pad.right, size.width);
    }
  }
}

void run_method(const Execution& run) {
  switch (run.plan.method()) {
    case Plan::Method::none:
      break;
    case Plan::Method::copy:
      copy(run);
      break;
    case Plan::Method::gather:
      gather(run);
      break;
    case Plan::Method::box:
      if constexpr (needs_box || needs_reciprocal_box) box(run);
      break;
    case Plan::Method::weighted_box:
      if constexpr (needs_weighted_box) weighted_box(run);
      break;
    case Plan::Method::horizontal:
    case Plan::Method::vertical:
      if constexpr (needs_passes) one_pass(run);
      break;
    case Plan::Method::vertical_first:
    case Plan::Method::horizontal_first:
      if constexpr (needs_passes) two_passes(run);
      break;
  }
}

Crop part_of(const Spec& spec, const Crop& tile) noexcept {
  const Crop crop = sizes::crop_of(spec);
  const auto column = [&](std::int32_t x) { return std::clamp<std::int32_t>(x - spec.pad.left, 0, crop.width); };
  const auto row = [&](std::int32_t y) { return std::clamp<std::int32_t>(y - spec.pad.top, 0, crop.height); };
  const std::int32_t left = column(tile.left), top = row(tile.top);
  return {crop.left + left, crop.top + top, column(tile.left + tile.width) - left, row(tile.top + tile.height) - top};
}

void run_tile(const Execution& run, const Crop& tile) noexcept {
  fill_pad(run, tile);
  if (run.part.width > 0 && run.part.height > 0) run_method(run);
}

void execute_checked(const Plan& plan, const ConstImage& src, const Image& dst, const Crop& tile,
                     std::byte* scratch) noexcept {
  const Crop part = part_of(plan.spec(), tile);
  std::byte* const aligned = align_up(scratch, sizes::row_alignment);
  for (std::int32_t plane = 0; plane < sizes::planes(plan.spec().format); ++plane) {
    run_tile(Execution(plan, src, dst, part, plane, aligned), tile);
  }
}

Status Plan::execute_tile(ConstImage src, Image dst, Crop tile, std::span<std::byte> scratch,
                          Message* message) const noexcept {
  Status status = check_execution(*this, src, dst, scratch, message);
  if (status == Status::ok) status = check_tile(output_size(spec_), tile, message);
  if (status == Status::ok) execute_checked(*this, src, dst, tile, scratch.data());
  return status;
}

Status Plan::execute_rows(ConstImage src, Image dst, std::int32_t first, std::int32_t last,
                          std::span<std::byte> scratch, Message* message) const noexcept {
  Status status = check_execution(*this, src, dst, scratch, message);
  if (status == Status::ok) status = check_rows(output_size(spec_), first, last, message);
  if (status != Status::ok) return status;
  if constexpr (is_firmware && is_small && has_only_plain) {
    run_plain(*this, src, dst, first, last, scratch.data());
  } else {
    execute_checked(*this, src, dst, band(*this, first, last), scratch.data());
  }
  return status;
}

Status Plan::execute(ConstImage src, Image dst, std::span<std::byte> scratch, Message* message) const noexcept {
  return execute_rows(src, dst, 0, output_size(spec_).height, scratch, message);
}

}  // namespace isopel
