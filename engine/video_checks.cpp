// The checks of VideoSpec and of a video plan's views, with sentences that name the values.
#include "engine/video_checks.hpp"

#include "engine/build.hpp"
#include "engine/extent.hpp"
#include "engine/message.hpp"

namespace isopel {
namespace {

constexpr const char* layout_names[] = {"rgb", "nv12", "nv21", "i420", "yuyv", "uyvy"};
const char* name_of(YuvLayout layout) {
  const auto id = static_cast<std::int32_t>(layout);
  return id >= 0 && id <= static_cast<std::int32_t>(YuvLayout::uyvy) ? layout_names[id] : "unknown";
}

/// The planes of a view, and what they touch.
struct Planes {
  Extent of[3];

  bool overlap(const Extent& other) const {
    return of[0].overlaps(other) || of[1].overlaps(other) || of[2].overlaps(other);
  }
  bool overlap(const Planes& other) const {
    return overlap(other.of[0]) || overlap(other.of[1]) || overlap(other.of[2]);
  }
};

struct PlaneShape {
  std::int32_t height;
  std::int64_t row_bytes;
};
/// Of plane 0, 1 or 2; without rows where the layout has no such plane.
PlaneShape shape_of(YuvLayout layout, Size size, int plane) {
  const Size chroma = sizes::chroma_size(layout, size);
  if (plane == 0) return {size.height, std::int64_t{size.width} * (sizes::is_packed(layout) ? 2 : 1)};
  if (sizes::has_pairs(layout)) return {plane == 1 ? chroma.height : 0, 2 * std::int64_t{chroma.width}};
  return {layout == YuvLayout::i420 ? chroma.height : 0, chroma.width};
}

Status check_plane(const char* which, int plane, const void* data, std::ptrdiff_t stride, const PlaneShape& shape,
                   Extent& range, Message* message) {
  Sentence sentence(message);
  if (data == nullptr) {
    sentence << "plane " << plane << " of the " << which << " is null";
    return Status::null_pointer;
  }
  if (stride < shape.row_bytes && stride > -shape.row_bytes) {
    sentence << "the stride of plane " << plane << " of the " << which << " is " << std::int64_t{stride}
             << " bytes, but a row takes " << shape.row_bytes;
    return Status::bad_stride;
  }
  if (!find_extent(data, shape.height, shape.row_bytes, stride, range)) {
    sentence << "plane " << plane << " of the " << which << " does not fit the address space: stride "
             << std::int64_t{stride} << " times " << shape.height << " rows";
    return Status::bad_stride;
  }
  return Status::ok;
}

Status check_size(const char* which, Size is, Size expected, Message* message) {
  if (is == expected) return Status::ok;
  Sentence(message) << "the " << which << " is " << is << ", but the plan was made for " << expected;
  return Status::size_mismatch;
}

Status check_view(const char* which, const ConstYuvImage& image, Size size, YuvLayout layout, Planes& planes,
                  Message* message) {
  if (const Status status = check_size(which, image.size, size, message); status != Status::ok) return status;
  if (image.layout != layout) {
    Sentence(message) << "the " << which << " is " << name_of(image.layout) << " ("
                      << static_cast<std::int32_t>(image.layout) << "), but the plan was made for " << name_of(layout);
    return Status::format_mismatch;
  }
  for (int plane = 0; plane < 3; ++plane) {
    const PlaneShape shape = shape_of(layout, size, plane);
    if (shape.height == 0) continue;
    const Status status =
        check_plane(which, plane, image.planes[plane], image.strides[plane], shape, planes.of[plane], message);
    if (status != Status::ok) return status;
  }
  return Status::ok;
}

Status check_rgb(const Image& image, Size size, Planes& planes, Message* message) {
  if (const Status status = check_size("destination", image.size, size, message); status != Status::ok) return status;
  if (image.format != rgb8) {
    Sentence(message) << "the destination has " << image.format.channels << " channels of element type "
                      << static_cast<std::int32_t>(image.format.element) << ", but the plan makes rgb8";
    return Status::format_mismatch;
  }
  const PlaneShape shape{size.height, 3 * std::int64_t{size.width}};
  return check_plane("destination", 0, image.data, image.stride, shape, planes.of[0], message);
}

Status check_destination(const VideoPlan& plan, const VideoViews& views, Planes& planes, Message* message) {
  const VideoSpec& spec = plan.spec();
  const bool to_rgb = spec.dst_layout == YuvLayout::none;
  if (to_rgb != (views.rgb != nullptr)) {
    Sentence(message) << "the destination is " << (to_rgb ? "a YUV image" : "an RGB image")
                      << ", but the plan was made for " << name_of(spec.dst_layout);
    return Status::format_mismatch;
  }
  if (to_rgb) return check_rgb(*views.rgb, spec.dst, planes, message);
  return check_view("destination", *views.yuv, spec.dst, spec.dst_layout, planes, message);
}

Status check_rows(const VideoSpec& spec, std::int32_t first, std::int32_t last, Message* message) {
  Sentence sentence(message);
  if (first < 0 || last < first || last > spec.dst.height) {
    sentence << "the rows [" << first << ", " << last << ") are not inside the destination's " << spec.dst.height
             << " rows";
    return Status::bad_rows;
  }
  if (sizes::halves_rows(spec.dst_layout) && (first % 2 != 0 || last % 2 != 0)) {
    sentence << "the rows [" << first << ", " << last << ") cut a pair of rows, which share their chroma in "
             << name_of(spec.dst_layout);
    return Status::bad_rows;
  }
  return Status::ok;
}

Status check_scratch(const VideoPlan& plan, std::span<std::byte> scratch, Message* message) {
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
  return Status::ok;
}

/// What the plan's tables touch.
struct Tables {
  Extent of[4];

  explicit Tables(const VideoPlan& plan) {
    int i = 0;
    for (const Plan* part : {&plan.first(), &plan.chroma()}) {
      of[i++] = range(part->x_axis(), part->spec().dst.width);
      of[i++] = range(part->y_axis(), part->spec().dst.height);
    }
  }
  bool overlap(const Extent& other) const {
    for (const Extent& table : of) {
      if (table.overlaps(other)) return true;
    }
    return false;
  }

 private:
  static Extent range(const Plan::Axis& axis, std::int32_t count) {
    return Extent::of(axis.records, static_cast<std::uint64_t>(axis.record_bytes) * static_cast<std::uint64_t>(count));
  }
};

template <class Id>
std::int32_t id_of(Id id) {
  return static_cast<std::int32_t>(id);
}

void say_odd_size(const VideoSpec& spec, Message* message) {
  const bool in_source = !sizes::sides_suit(spec.layout, spec.src);
  const YuvLayout layout = in_source ? spec.layout : spec.dst_layout;
  Sentence(message) << "the " << (in_source ? "source: " : "destination: ") << name_of(layout)
                    << (sizes::is_packed(layout) ? " needs an even width, not " : " needs even sides, not ")
                    << (in_source ? spec.src : spec.dst);
}

void say_rules(const VideoSpec& spec, Message* message) {
  Sentence(message) << "order " << id_of(spec.order) << ", arithmetic " << id_of(spec.rules.arithmetic) << ", alpha "
                    << id_of(spec.rules.alpha) << ", grid " << id_of(spec.rules.grid) << ", light "
                    << id_of(spec.rules.light)
                    << ": video knows orders 0 and 1, and 0 of the others, but linear light (1) after a conversion";
}

}  // namespace

Status check_execution(const VideoPlan& plan, const VideoViews& views, Message* message) noexcept {
  if (plan.first().method() == Plan::Method::none) {
    Sentence(message) << "the plan is empty: VideoPlan::make was not called or did not succeed";
    return Status::no_plan;
  }
  const VideoSpec& spec = plan.spec();
  Planes src, dst;
  Status status = check_view("source", views.src, spec.src, spec.layout, src, message);
  if (status == Status::ok) status = check_destination(plan, views, dst, message);
  if (status == Status::ok) status = check_rows(spec, views.first, views.last, message);
  if (status == Status::ok) status = check_scratch(plan, views.scratch, message);
  if (status != Status::ok) return status;

  const Extent scratch = Extent::of(views.scratch.data(), plan.scratch_size());
  const Tables tables(plan);
  const bool hits_table = tables.overlap(dst.of[0]) || tables.overlap(dst.of[1]) || tables.overlap(dst.of[2]);
  const char* pair = src.overlap(dst)          ? "the source and the destination"
                     : src.overlap(scratch)    ? "the scratch memory and the source"
                     : dst.overlap(scratch)    ? "the scratch memory and the destination"
                     : tables.overlap(scratch) ? "the scratch memory and the plan's tables"
                     : hits_table              ? "the destination and the plan's tables"
                                               : nullptr;
  if (pair == nullptr) return Status::ok;
  Sentence(message) << pair << " overlap: source " << spec.src << " of " << name_of(spec.layout) << ", destination "
                    << spec.dst << " of " << name_of(spec.dst_layout);
  return Status::overlap;
}

Status check(const VideoSpec& spec, Message* message) noexcept {
  if (!has_video) {
    Sentence(message) << "video was left out of this build";
    return Status::bad_format;
  }
  switch (const Status status = sizes::video_status(spec)) {
    case Status::ok:
      break;
    case Status::bad_size:
      say_odd_size(spec, message);
      return status;
    case Status::bad_rules:
      say_rules(spec, message);
      return status;
    case Status::bad_border:
      Sentence(message) << "border " << id_of(spec.rules.border)
                        << " leaves pixels unwritten, which video does not know";
      return status;
    default:
      Sentence(message)
          << "layout " << id_of(spec.layout) << " to " << id_of(spec.dst_layout) << ", siting " << id_of(spec.siting)
          << " or matrix " << id_of(spec.matrix)
          << " does not exist; layouts are nv12 (1), nv21 (2), i420 (3), yuyv (4), uyvy (5), and to rgb (0)";
      return status;
  }
  if (sizes::converts_first(spec)) return check(sizes::rgb_spec(spec), message);
  const Status status = check(sizes::luma_spec(spec), message);
  return status == Status::ok ? check(sizes::chroma_spec(spec), message) : status;
}

}  // namespace isopel
