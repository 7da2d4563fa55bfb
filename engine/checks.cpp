// The checks of Spec and views, with sentences that name the values.
#include "engine/checks.hpp"

#include <cstdint>

#include "engine/filter.hpp"
#include "engine/message.hpp"

namespace isopel {
namespace {

/// The bytes that a view may touch: [begin, end).
struct Extent {
  std::uintptr_t begin = 0, end = 0;

  bool overlaps(const Extent& other) const {
    return begin < end && other.begin < other.end && begin < other.end && other.begin < end;
  }
};

Extent extent(const void* data, std::uint64_t bytes) {
  const auto begin = reinterpret_cast<std::uintptr_t>(data);
  return {begin, begin + static_cast<std::uintptr_t>(bytes)};
}

Extent table_extent(const Plan::Axis& axis, std::int32_t count) {
  return extent(axis.records, static_cast<std::uint64_t>(axis.record_bytes) * static_cast<std::uint64_t>(count));
}

std::int64_t row_bytes(const ConstImage& image) { return image.size.width * sizes::bytes_per_pixel(image.format); }

/// The view's extent; false when it does not fit the address space.
bool find_extent(const ConstImage& image, Extent& extent) {
  std::int64_t span = 0;  // from the first row's start to the last row's
  if (__builtin_mul_overflow(std::int64_t{image.stride}, std::int64_t{image.size.height} - 1, &span)) return false;
  const auto data = reinterpret_cast<std::uintptr_t>(image.data);
  const auto largest = static_cast<std::int64_t>(PTRDIFF_MAX);
  const std::int64_t row = row_bytes(image);
  if (span > largest - row || span < -largest) return false;
  const auto before = static_cast<std::uintptr_t>(span < 0 ? -span : 0);
  const auto after = static_cast<std::uintptr_t>((span > 0 ? span : 0) + row);
  if (data < before || data > UINTPTR_MAX - after) return false;
  extent = {data - before, data + after};
  return true;
}

Status check_view(const char* which, const ConstImage& image, Size size, Format format, Extent& extent,
                  Message* message) {
  if (image.size != size) {
    Sentence(message) << "the " << which << " is " << image.size << ", but the plan was made for " << size;
    return Status::size_mismatch;
  }
  if (image.format != format) {
    Sentence(message) << "the " << which << " has " << image.format.channels << " channels of element type "
                      << static_cast<std::int32_t>(image.format.element) << ", but the plan was made for "
                      << format.channels << " of type " << static_cast<std::int32_t>(format.element);
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
  return Status::ok;
}

void say_taps(const Spec& spec, const char* side, const sizes::Line& line, Sentence& sentence) {
  sentence << "the " << side << " " << line.src << " to " << line.dst << " needs up to " << sizes::most_taps(spec, line)
           << " taps, more than " << std::int64_t{ISOPEL_MAX_TAPS};
}

void say_box(const Spec& spec, Sentence& sentence) {
  sentence << "the box from ";
  say_number(spec.box.left, sentence);
  sentence << ", ";
  say_number(spec.box.top, sentence);
  sentence << " to ";
  say_number(spec.box.right, sentence);
  sentence << ", ";
  say_number(spec.box.bottom, sentence);
  sentence << " is empty, leaves the source of " << spec.src << " or is none that " << name_of(spec.rules.arithmetic)
           << " arithmetic knows";
}

void say_openmv_size(const Spec& spec, Sentence& sentence) {
  const auto is_good = [](double scale) { return scale == 0 || sizes::scale_is_sane(scale); };
  if (!is_good(spec.scale.x) || !is_good(spec.scale.y)) return;
  const Size size{sizes::openmv_x(spec).dst, sizes::openmv_y(spec).dst};
  if (size.width == 0 || size.height == 0) {
    sentence << ": that is less than a pixel, or beyond the 16 bits in which OpenMV counts";
  } else {
    sentence << ": OpenMV would make " << size << " of it";
  }
}

void say_scale(const Spec& spec, Sentence& sentence) {
  sentence << "the scale ";
  say_number(spec.scale.x, sentence);
  sentence << " by ";
  say_number(spec.scale.y, sentence);
  sentence << " does not lead from " << spec.src << " to " << spec.dst << " in " << name_of(spec.rules.arithmetic)
           << " arithmetic";
  const bool reduces = sizes::is_pillow(spec.rules.arithmetic) && spec.rules.filter == Filter::area;
  if (sizes::is_openmv(spec.rules.arithmetic)) {
    say_openmv_size(spec, sentence);
  } else if (!sizes::is_opencv(spec.rules.arithmetic) && !reduces) {
    sentence << ", which knows none";
  }
}

}  // namespace

void say_number(double value, Sentence& sentence) noexcept {
  if (!(value > -1e9 && value < 1e9)) {
    sentence << (value == value ? "something beyond 1000000000" : "not a number");
    return;
  }
  const double magnitude = value < 0 ? -value : value;
  auto whole = static_cast<std::int32_t>(magnitude);
  auto hundredths = static_cast<std::int32_t>((magnitude - whole) * 100 + 0.5);
  if (hundredths == 100) {
    ++whole;
    hundredths = 0;
  }
  if (value < 0) sentence << "-";
  sentence << whole << "." << hundredths / 10 << hundredths % 10;
}

Status check(const Spec& spec, Message* message) noexcept {
  const Status status = check(spec);
  Sentence sentence(message);
  switch (status) {
    case Status::ok:
      break;
    case Status::bad_size:
      sentence << "source " << spec.src << ", destination " << spec.dst << ": a side is outside 1.."
               << sizes::longest_side(spec.rules);
      return status;
    case Status::bad_format:
      sentence << "element type " << static_cast<std::int32_t>(spec.format.element) << " with " << spec.format.channels
               << " channels in " << name_of(spec.rules.arithmetic) << " arithmetic"
               << ": only u8 (0) with 1.." << std::int64_t{ISOPEL_MAX_CHANNELS}
               << " is supported, and OpenMV's arithmetic with 1 channel of u8 (0) or RGB565 (1)";
      return status;
    case Status::bad_rules:
      sentence << "filter " << static_cast<std::int32_t>(spec.rules.filter) << " or border "
               << static_cast<std::int32_t>(spec.rules.border) << " does not exist in "
               << name_of(spec.rules.arithmetic) << " arithmetic (" << static_cast<std::int32_t>(spec.rules.arithmetic)
               << ")" << (spec.rules.antialias ? " with antialiasing" : " without antialiasing") << " and alpha "
               << static_cast<std::int32_t>(spec.rules.alpha);
      return status;
    case Status::bad_block_rows:
      sentence << "block_rows is " << spec.block_rows << ", outside 1.." << std::int64_t{ISOPEL_MAX_BLOCK_ROWS};
      return status;
    case Status::bad_box:
      say_box(spec, sentence);
      return status;
    case Status::bad_scale:
      say_scale(spec, sentence);
      return status;
    case Status::too_many_taps:
      if (sizes::most_x_taps(spec) > ISOPEL_MAX_TAPS) {
        say_taps(spec, "width", sizes::x_line(spec), sentence);
      } else if (sizes::most_y_taps(spec) > ISOPEL_MAX_TAPS) {
        say_taps(spec, "height", sizes::y_line(spec), sentence);
      } else {
        sentence << spec.src << " to " << spec.dst << ": a mean of up to " << sizes::most_x_taps(spec) << "x"
                 << sizes::most_y_taps(spec) << " pixels is too large, more than " << sizes::largest_preset_box;
      }
      return status;
    default:
      sentence << isopel::message(status);
      return status;
  }
  if (!is_in_build(spec.rules.filter)) {
    sentence << "the filter " << row(spec.rules.filter).name << " was left out of this build";
    return Status::bad_rules;
  }
  if (!has_arithmetic(static_cast<isopel_arithmetic>(spec.rules.arithmetic))) {
    sentence << name_of(spec.rules.arithmetic) << " arithmetic was left out of this build";
    return Status::bad_rules;
  }
  return Status::ok;
}

Status check_execution(const Plan& plan, const ConstImage& src, const Image& dst, std::int32_t first, std::int32_t last,
                       std::span<const std::byte> scratch, Message* message) noexcept {
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
  if (const Status status = check_view("destination", dst, spec.dst, spec.format, dst_extent, message);
      status != Status::ok) {
    return status;
  }
  if (first < 0 || last < first || last > spec.dst.height) {
    Sentence(message) << "the rows [" << first << ", " << last << ") are not inside the destination's "
                      << spec.dst.height << " rows";
    return Status::bad_rows;
  }
  if (scratch.size() < plan.scratch_size()) {
    Sentence(message) << "the execution needs " << static_cast<std::int64_t>(plan.scratch_size())
                      << " bytes of scratch memory, but only " << static_cast<std::int64_t>(scratch.size())
                      << " are given";
    return Status::scratch_too_small;
  }
  if (plan.scratch_size() != 0 && scratch.data() == nullptr) {
    Sentence(message) << "the scratch memory is null";
    return Status::null_pointer;
  }
  const Extent scratch_extent = extent(scratch.data(), plan.scratch_size());
  const Extent x_table = table_extent(plan.x_axis(), spec.dst.width),
               y_table = table_extent(plan.y_axis(), spec.dst.height);
  const auto hits_table = [&](const Extent& written) { return written.overlaps(x_table) || written.overlaps(y_table); };
  const char* pair = src_extent.overlaps(dst_extent)       ? "the source and the destination"
                     : scratch_extent.overlaps(src_extent) ? "the scratch memory and the source"
                     : scratch_extent.overlaps(dst_extent) ? "the scratch memory and the destination"
                     : hits_table(scratch_extent)          ? "the scratch memory and the plan's tables"
                     : hits_table(dst_extent)              ? "the destination and the plan's tables"
                                                           : nullptr;
  if (pair != nullptr) {
    Sentence(message) << pair << " overlap: source " << spec.src << " with stride " << std::int64_t{src.stride}
                      << ", destination " << spec.dst << " with stride " << std::int64_t{dst.stride};
    return Status::overlap;
  }
  return Status::ok;
}

}  // namespace isopel
