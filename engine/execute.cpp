// Plan -> bytes: checks the views, and runs the plan's row loop for each plane.
#include <algorithm>

#include "engine/checks.hpp"
#include "engine/loops.hpp"
#include "engine/memory.hpp"
#include "engine/store.hpp"
#include "isopel/isopel.hpp"

namespace isopel {
namespace {

/// The rows [first, last) of the view: those of the pad, and what is left and right of the crop.
void fill_pad(const Execution& run, std::int32_t first, std::int32_t last) {
  const Pad& pad = run.spec().pad;
  if (!sizes::has_pad(run.spec())) return;
  const Size size = output_size(run.spec());
  for (std::int32_t row = first; row < last; ++row) {
    if (row < pad.top || row >= size.height - pad.bottom) {
      fill_pixels(run, row, 0, size.width);
    } else {
      fill_pixels(run, row, 0, pad.left);
      fill_pixels(run, row, size.width - pad.right, pad.right);
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

}  // namespace

void execute_checked(const Plan& plan, const ConstImage& src, const Image& dst, std::int32_t first, std::int32_t last,
                     std::byte* scratch) noexcept {
  const Spec& spec = plan.spec();
  const Crop crop = sizes::crop_of(spec);
  const auto row_of_crop = [&](std::int32_t row) {
    return crop.top + std::clamp<std::int32_t>(row - spec.pad.top, 0, crop.height);
  };
  std::byte* const aligned = align_up(scratch, sizes::row_alignment);
  for (std::int32_t plane = 0; plane < sizes::planes(spec.format); ++plane) {
    const Execution run{plan, src, dst, row_of_crop(first), row_of_crop(last), plane, aligned};
    fill_pad(run, first, last);
    if (run.first < run.last) run_method(run);
  }
}

Status Plan::execute_rows(ConstImage src, Image dst, std::int32_t first, std::int32_t last,
                          std::span<std::byte> scratch, Message* message) const noexcept {
  const Status status = check_execution(*this, src, dst, first, last, scratch, message);
  if (status == Status::ok) execute_checked(*this, src, dst, first, last, scratch.data());
  return status;
}

Status Plan::execute(ConstImage src, Image dst, std::span<std::byte> scratch, Message* message) const noexcept {
  return execute_rows(src, dst, 0, output_size(spec_).height, scratch, message);
}

}  // namespace isopel
