// The C interface of placements and random crops: thin, field by field.
#include "engine/c_convert.hpp"
#include "engine/message.hpp"
#include "isopel/fit.hpp"
#include "isopel/random_crop.hpp"

namespace isopel {
namespace {

using isopel::to_c;
using isopel::to_cpp;

Box to_cpp(isopel_box box) { return {box.left, box.top, box.right, box.bottom}; }
Point to_cpp(isopel_point point) { return {point.x, point.y}; }
Rect to_cpp(isopel_rect rect) { return {rect.left, rect.top, rect.right, rect.bottom}; }
Fit to_cpp(const isopel_fit& fit) {
  return {.mode = static_cast<FitMode>(fit.mode),
          .size = to_cpp(fit.size),
          .rule = static_cast<SizeRule>(fit.rule),
          .anchor = {fit.anchor.x, fit.anchor.y},
          .part = to_cpp(fit.part),
          .side = fit.side,
          .limit = fit.limit,
          .shrink_only = fit.shrink_only,
          .multiple = fit.multiple};
}
Placement to_cpp(const isopel_placement& placement) {
  return {.src = to_cpp(placement.src),
          .box = to_cpp(placement.box),
          .resized = to_cpp(placement.resized),
          .crop = to_cpp(placement.crop),
          .pad = {placement.pad.left, placement.pad.top, placement.pad.right, placement.pad.bottom},
          .dst = to_cpp(placement.dst)};
}

isopel_size to_c(Size size) { return {size.width, size.height}; }
isopel_crop to_c(const Crop& crop) { return {crop.left, crop.top, crop.width, crop.height}; }
isopel_box to_c(const Box& box) { return {box.left, box.top, box.right, box.bottom}; }
isopel_point to_c(Point point) { return {point.x, point.y}; }
isopel_rect to_c(const Rect& rect) { return {rect.left, rect.top, rect.right, rect.bottom}; }
isopel_pad to_c(const Pad& pad) { return {pad.left, pad.top, pad.right, pad.bottom}; }

}  // namespace
}  // namespace isopel

using namespace isopel;

isopel_status isopel_place(isopel_size src, const isopel_fit* fit, isopel_placement* placement,
                           isopel_message* message) {
  if (fit == nullptr) return refuse_null("fit", message);
  if (placement == nullptr) return refuse_null("placement", message);
  Placement made;
  const Status status = place(to_cpp(src), to_cpp(*fit), made, message);
  if (status != Status::ok) return to_c(status);
  *placement = {to_c(made.src), to_c(made.box), to_c(made.resized), to_c(made.crop), to_c(made.pad), to_c(made.dst)};
  return ISOPEL_OK;
}

isopel_status isopel_placement_apply(const isopel_placement* placement, isopel_spec* spec, isopel_message* message) {
  if (placement == nullptr) return refuse_null("placement", message);
  if (spec == nullptr) return refuse_null("spec", message);
  spec->src = placement->src;
  spec->dst = placement->resized;
  spec->box = placement->box;
  spec->scale = {};
  spec->crop = placement->crop;
  spec->pad = placement->pad;
  return ISOPEL_OK;
}

isopel_point isopel_point_to_source(const isopel_placement* placement, isopel_point point) {
  if (placement == nullptr) return {};
  return to_c(to_source(to_cpp(*placement), to_cpp(point)));
}

isopel_point isopel_point_to_destination(const isopel_placement* placement, isopel_point point) {
  if (placement == nullptr) return {};
  return to_c(to_destination(to_cpp(*placement), to_cpp(point)));
}

isopel_rect isopel_rect_to_source(const isopel_placement* placement, isopel_rect rect) {
  if (placement == nullptr) return {};
  return to_c(to_source(to_cpp(*placement), to_cpp(rect)));
}

isopel_rect isopel_rect_to_destination(const isopel_placement* placement, isopel_rect rect) {
  if (placement == nullptr) return {};
  return to_c(to_destination(to_cpp(*placement), to_cpp(rect)));
}

isopel_box isopel_box_to_source(const isopel_placement* placement, isopel_box box) {
  if (placement == nullptr) return {};
  return to_c(to_source(to_cpp(*placement), to_cpp(box)));
}

isopel_box isopel_box_to_destination(const isopel_placement* placement, isopel_box box) {
  if (placement == nullptr) return {};
  return to_c(to_destination(to_cpp(*placement), to_cpp(box)));
}

isopel_rect isopel_rect_clip(isopel_rect rect, isopel_size size) { return to_c(clip(to_cpp(rect), to_cpp(size))); }

isopel_box isopel_box_clip(isopel_box box, isopel_size size) { return to_c(clip(to_cpp(box), to_cpp(size))); }

isopel_status isopel_random_resized_crop(isopel_size src, uint64_t seed, uint64_t index,
                                         const isopel_crop_ranges* ranges, isopel_crop* crop, bool* mirrored,
                                         isopel_message* message) {
  if (crop == nullptr) return refuse_null("crop", message);
  CropRanges wanted;
  if (ranges != nullptr) {
    const CropRanges given{ranges->least_area, ranges->most_area, ranges->least_aspect, ranges->most_aspect};
    if (given != CropRanges{0, 0, 0, 0}) wanted = given;
  }
  RandomCrop made;
  const Status status = random_resized_crop(to_cpp(src), seed, index, wanted, made, message);
  if (status != Status::ok) return to_c(status);
  *crop = to_c(made.crop);
  if (mirrored != nullptr) *mirrored = made.mirrored;
  return ISOPEL_OK;
}
