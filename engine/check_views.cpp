// The checks of views, scratch memory and rows before an execution, with sentences that name the values.
#include <cstdint>

#include "engine/build.hpp"
#include "engine/checks.hpp"

namespace isopel {
namespace {

Extent table_extent(const Plan::Axis& axis, std::int32_t count) {
  return Extent::of(axis.records, static_cast<std::uint64_t>(axis.record_bytes) * static_cast<std::uint64_t>(count));
}

std::int64_t row_bytes(const ConstImage& image) { return image.size.width * sizes::bytes_per_pixel(image.format); }

/// The view's extent; false when it does not fit the address space.
bool find_extent(const ConstImage& image, Extent& extent) {
  const std::int64_t stride = image.stride, height = image.size.height;
  std::int64_t planes = 1, plane = image.plane_stride;
  if constexpr (has_planar) planes = sizes::planes(image.format);
  if (planes > 1 && plane == 0) {
    if (__builtin_mul_overflow(stride, height, &plane)) return false;
    if (plane < 0 && __builtin_sub_overflow(std::int64_t{0}, plane, &plane)) return false;
  }
  return find_extent(image.data, height, row_bytes(image), image.stride, extent, planes, plane);
}

}  // namespace

Status check_view(const char* which, const ConstImage& image, Size size, Format format, Extent& extent,
                  Message* message) noexcept {
  if (image.size != size) {
    Sentence(message) << "the " << which << " is " << image.size << " instead of " << size;
    return Status::size_mismatch;
  }
  if (image.format != format) {
    Sentence sentence(message);
    sentence << "the " << which << " has ";
    say_format(image.format, sentence);
    sentence << " instead of ";
    say_format(format, sentence);
    return Status::format_mismatch;
  }
  if (image.data == nullptr) {
    Sentence(message) << "the data of the " << which << " is null";
    return Status::null_pointer;
  }
  const std::int64_t row = row_bytes(image);
  if (image.stride < row && image.stride > -row) {
    Sentence(message) << "the stride of the " << which << " is " << std::int64_t{image.stride}
                      << " bytes, but a row of " << size.width << " pixels takes " << row;
    return Status::bad_stride;
  }
  if (!find_extent(image, extent)) {
    Sentence(message) << "the " << which << " does not fit the address space: stride " << std::int64_t{image.stride}
                      << " times " << size.height << " rows";
    return Status::bad_stride;
  }
  if (sizes::is_planar(format) && image.plane_stride != 0) {
    // find_extent() has shown that the product and its negation fit.
    const std::int64_t last_row = (std::int64_t{size.height} - 1) * image.stride;
    const std::int64_t least = row + (last_row < 0 ? -last_row : last_row);
    if (image.plane_stride < least && image.plane_stride > -least) {
      Sentence(message) << "the plane_stride of the " << which << " is " << std::int64_t{image.plane_stride}
                        << " bytes, but a plane takes " << least;
      return Status::bad_stride;
    }
  }
  const std::int32_t alignment = sizes::alignment_of(format.element);
  const auto is_aligned = [&](std::int64_t bytes) { return bytes % alignment == 0; };
  if (alignment == 1) return Status::ok;
  if (!is_aligned(static_cast<std::int64_t>(reinterpret_cast<std::uintptr_t>(image.data) % 8)) ||
      !is_aligned(image.stride) || !is_aligned(image.plane_stride)) {
    Sentence(message) << "the data, the stride " << std::int64_t{image.stride} << " or the plane_stride "
                      << std::int64_t{image.plane_stride} << " of the " << which << " is not a multiple of the "
                      << alignment << " bytes of a sample";
    return Status::bad_alignment;
  }
  return Status::ok;
}

Status check_scratch(std::span<const std::byte> scratch, std::uint64_t needed, Extent& extent,
                     Message* message) noexcept {
  if (scratch.size() < needed) {
    Sentence(message) << "the execution needs " << static_cast<std::int64_t>(needed)
                      << " bytes of scratch memory, but only " << static_cast<std::int64_t>(scratch.size())
                      << " are given";
    return Status::scratch_too_small;
  }
  if (needed != 0 && scratch.data() == nullptr) {
    Sentence(message) << "the scratch memory is null";
    return Status::null_pointer;
  }
  extent = Extent::of(scratch.data(), needed);
  return Status::ok;
}

const char* overlapping_pair(const Extent& src, const Extent& dst, const Extent& scratch) noexcept {
  return src.overlaps(dst)       ? "the source and the destination"
         : scratch.overlaps(src) ? "the scratch memory and the source"
         : scratch.overlaps(dst) ? "the scratch memory and the destination"
                                 : nullptr;
}

Status refuse_overlap(const char* pair, const ConstImage& src, const Image& dst, Message* message) noexcept {
  Sentence(message) << pair << " overlap: source " << src.size << " with stride " << std::int64_t{src.stride}
                    << ", destination " << dst.size << " with stride " << std::int64_t{dst.stride};
  return Status::overlap;
}

Status refuse_overlap(const char* pair, const ConstImage& view, Message* message) noexcept {
  Sentence(message) << pair << " overlap: " << view.size << " pixels with stride " << std::int64_t{view.stride};
  return Status::overlap;
}

bool reaches_tables(const Plan& plan, const Extent& extent) noexcept {
  return extent.overlaps(table_extent(plan.x_axis(), plan.spec().dst.width)) ||
         extent.overlaps(table_extent(plan.y_axis(), plan.spec().dst.height));
}

Status check_rows(Size size, std::int32_t first, std::int32_t last, Message* message) noexcept {
  if (first >= 0 && first <= last && last <= size.height) return Status::ok;
  Sentence(message) << "the rows [" << first << ", " << last << ") are not inside the destination's " << size.height
                    << " rows";
  return Status::bad_rows;
}

Status check_tile(Size size, const Crop& tile, Message* message) noexcept {
  const auto is_inside = [](std::int32_t first, std::int32_t count, std::int32_t length) {
    return first >= 0 && count >= 0 && first <= length && count <= length - first;
  };
  if (is_inside(tile.left, tile.width, size.width) && is_inside(tile.top, tile.height, size.height)) return Status::ok;
  Sentence(message) << "the tile of " << Size{tile.width, tile.height} << " pixels at " << tile.left << ", " << tile.top
                    << " is not inside the destination of " << size;
  return Status::bad_crop;
}

Status check_execution(const Plan& plan, const ConstImage& src, const Image& dst, std::span<const std::byte> scratch,
                       Message* message) noexcept {
  if (plan.method() == Plan::Method::none) {
    Sentence(message) << "the plan is empty: Plan::make was not called or did not succeed";
    return Status::no_plan;
  }
  const Spec& spec = plan.spec();
  Extent src_extent, dst_extent;
  if (const Status status = check_view("source", src, spec.src, spec.format, src_extent, message);
      status != Status::ok) {
    return status;
  }
  if (const Status status = check_view("destination", dst, output_size(spec), output_format(spec), dst_extent, message);
      status != Status::ok) {
    return status;
  }
  Extent scratch_extent;
  if (const Status status = check_scratch(scratch, plan.scratch_size(), scratch_extent, message);
      status != Status::ok) {
    return status;
  }
  const char* pair = overlapping_pair(src_extent, dst_extent, scratch_extent);
  if (pair == nullptr && reaches_tables(plan, scratch_extent)) pair = "the scratch memory and the plan's tables";
  if (pair == nullptr && reaches_tables(plan, dst_extent)) pair = "the destination and the plan's tables";
  return pair == nullptr ? Status::ok : refuse_overlap(pair, src, dst, message);
}

}  // namespace isopel
