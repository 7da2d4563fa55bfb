// Where a source goes in its destination: crop, cover, fit, letterbox and pad as one plan of whole numbers, and the way
// of points and boxes there and back.
//
//     constexpr isopel::Placement placement = isopel::place({640, 480}, isopel::yolo_letterbox({640, 640}));
//     constexpr isopel::Spec spec = isopel::apply(placement, {.format = isopel::rgb8, .rules = ...});
//     ... the model finds `found` in the output ...
//     isopel::Box in_source = isopel::clip(isopel::to_source(placement, found), placement.src);
//
// All of it is constexpr; the version of place() with a sentence about errors is in the library. docs/fit.md has the
// recipes.
#ifndef ISOPEL_FIT_HPP_
#define ISOPEL_FIT_HPP_

#include <algorithm>
#include <cstdint>

#include "isopel/isopel.hpp"
#include "isopel/size_rule.hpp"  // IWYU pragma: export

namespace isopel {

/// What is done with the source, or with a part of it, to get the destination.
enum class FitMode : std::int32_t {
  /// Resized to the size, whatever becomes of its aspect ratio.
  stretch = ISOPEL_FIT_STRETCH,
  /// Resized as large as fits inside the size; the destination is as large as the result.
  fit = ISOPEL_FIT_INSIDE,
  /// The same, and padded to the size.
  letterbox = ISOPEL_FIT_LETTERBOX,
  /// Resized as small as fills the size; what juts out is cut off.
  cover = ISOPEL_FIT_COVER,
  /// Resized so that the shorter side is `side`, then cut or padded to the size.
  short_side = ISOPEL_FIT_SHORT_SIDE,
  /// Not resized: cut to the size.
  crop = ISOPEL_FIT_CROP,
  /// Not resized: padded to the size.
  pad = ISOPEL_FIT_PAD,
  /// Not resized: cut on one axis and padded on the other where it has to be.
  crop_or_pad = ISOPEL_FIT_CROP_OR_PAD,
};

/// Where the image sits in the room that is left, or the crop in the image, in 1/65536: -65536 left or top, 0 in the
/// middle, 65536 right or bottom. Half pixels go left and up; those of a crop with SizeRule::torchvision to the even
/// pixel, as in its CenterCrop.
struct Anchor {
  std::int32_t x = 0, y = 0;
  bool operator==(const Anchor&) const = default;
};

/// What is wanted. `size` is the destination's, sides 1..ISOPEL_MAX_SIDE.
struct Fit {
  FitMode mode = FitMode::stretch;
  Size size = {};
  SizeRule rule = SizeRule::round;
  Anchor anchor = {};
  Crop part = {};          ///< whole pixels of the source that are taken for all of it; all zero: the whole
  std::int32_t side = 0;   ///< short_side only: what the shorter side becomes; `size` may be zero, then nothing is cut
  std::int32_t limit = 0;  ///< short_side only: the most that the longer side becomes, more than `side`; 0: no limit
  bool shrink_only = false;   ///< fit and letterbox only: what is smaller keeps its size (YOLO's scaleup=False)
  std::int32_t multiple = 0;  ///< letterbox only: no more pad than makes `size` less a multiple of this (YOLO's auto)
  bool operator==(const Fit&) const = default;
};

/// The plan: the box of the source is resized to `resized`, of that the crop is kept, and the pad is put around it.
/// Box and crop are all zero where they are the whole. A placement made by hand is good if apply() makes a good Spec.
struct Placement {
  Size src = {};
  Box box = {};
  Size resized = {};
  Crop crop = {};
  Pad pad = {};
  Size dst = {};
  bool operator==(const Placement&) const = default;
};

namespace fits {

/// The first thing that is wrong.
enum class Trouble { none, src, part, mode, rule, size, side, limit, anchor, option, too_large, too_small, resized };

/// Both sides times numerator / denominator.
constexpr Size scaled(Size size, std::int64_t numerator, std::int64_t denominator, SizeRule rule) {
  return {scaled_side(size.width, numerator, denominator, rule),
          scaled_side(size.height, numerator, denominator, rule)};
}

/// The largest size inside the target, or the smallest around it.
constexpr Size proportional(Size from, Size target, bool around, const Fit& fit) {
  const bool is_flatter = std::int64_t{target.width} * from.height <= std::int64_t{target.height} * from.width;
  std::int64_t numerator = target.width, denominator = from.width;  // as x says
  if (is_flatter == around) {
    numerator = target.height;
    denominator = from.height;
  }
  if (fit.shrink_only && numerator >= denominator) return from;
  return scaled(from, numerator, denominator, fit.rule);
}

constexpr Size by_short_side(Size from, const Fit& fit) {
  const bool is_upright = from.width <= from.height;
  const std::int32_t short_from = is_upright ? from.width : from.height,
                     long_from = is_upright ? from.height : from.width;
  std::int32_t short_side = fit.side, long_side = scaled_side(long_from, fit.side, short_from, fit.rule);
  if (fit.limit != 0 && long_side > fit.limit) {
    // torchvision goes on with the side that is cut to whole pixels already; it is exact in 64 bits as above.
    short_side = fit.rule == SizeRule::torchvision
                     ? scaled_side(short_side, fit.limit, std::int64_t{long_from} * fit.side / short_from, fit.rule)
                     : scaled_side(short_from, fit.limit, long_from, fit.rule);
    long_side = fit.limit;
  }
  return is_upright ? Size{short_side, long_side} : Size{long_side, short_side};
}

constexpr Size part_size(Size src, const Fit& fit) {
  return fit.part == Crop{} ? src : Size{fit.part.width, fit.part.height};
}

constexpr Size resized(Size from, const Fit& fit) {
  switch (fit.mode) {
    case FitMode::stretch:
      return fit.size;
    case FitMode::fit:
    case FitMode::letterbox:
      return proportional(from, fit.size, false, fit);
    case FitMode::cover:
      return proportional(from, fit.size, true, fit);
    case FitMode::short_side:
      return by_short_side(from, fit);
    case FitMode::crop:
    case FitMode::pad:
    case FitMode::crop_or_pad:
      break;
  }
  return from;
}

constexpr Trouble find_trouble(Size src, const Fit& fit) {
  if (!is_size(src)) return Trouble::src;
  const Crop& part = fit.part;
  if (part != Crop{} && !(part.left >= 0 && part.top >= 0 && part.width >= 1 && part.height >= 1 &&
                          part.width <= src.width - part.left && part.height <= src.height - part.top)) {
    return Trouble::part;
  }
  if (fit.mode < FitMode::stretch || fit.mode > FitMode::crop_or_pad) return Trouble::mode;
  if (fit.rule < SizeRule::round || fit.rule > SizeRule::yolo) return Trouble::rule;
  const bool by_side = fit.mode == FitMode::short_side, boxed = fit.mode == FitMode::letterbox;
  if (!is_size(fit.size) && !(by_side && fit.size == Size{})) return Trouble::size;
  if (by_side ? !is_side(fit.side) : fit.side != 0) return Trouble::side;
  if (fit.limit != 0 && !(by_side && fit.limit > fit.side && is_side(fit.limit))) return Trouble::limit;
  const auto is_anchor = [](std::int32_t at) { return at >= -65536 && at <= 65536; };
  if (!is_anchor(fit.anchor.x) || !is_anchor(fit.anchor.y)) return Trouble::anchor;
  if (fit.shrink_only && !boxed && fit.mode != FitMode::fit) return Trouble::option;
  if (fit.multiple != 0 && !(boxed && is_side(fit.multiple))) return Trouble::option;
  const Size from = part_size(src, fit);
  if (fit.mode == FitMode::crop && (fit.size.width > from.width || fit.size.height > from.height)) {
    return Trouble::too_large;
  }
  if (fit.mode == FitMode::pad && (fit.size.width < from.width || fit.size.height < from.height)) {
    return Trouble::too_small;
  }
  return is_size(resized(from, fit)) ? Trouble::none : Trouble::resized;
}

constexpr Status status_of(Trouble trouble) {
  switch (trouble) {
    case Trouble::none:
      return Status::ok;
    case Trouble::part:
      return Status::bad_box;
    case Trouble::mode:
    case Trouble::rule:
    case Trouble::option:
      return Status::bad_rules;
    case Trouble::anchor:
    case Trouble::too_large:
    case Trouble::too_small:
      return Status::bad_crop;
    case Trouble::src:
    case Trouble::size:
    case Trouble::side:
    case Trouble::limit:
    case Trouble::resized:
      break;
  }
  return Status::bad_size;
}

/// One axis of crop and pad.
struct Frame {
  std::int32_t crop = 0, kept = 0, before = 0, after = 0;

  constexpr Frame(std::int32_t have, std::int32_t want, std::int32_t anchor, const Fit& fit)
      : kept(std::min(have, want)) {
    const bool cuts = have > want;
    const std::int32_t room = cuts ? have - want : want - have;
    const std::int64_t twice = std::int64_t{room} * (65536 + anchor);  // in 1/131072
    auto start = static_cast<std::int32_t>(twice / 131072);
    if (!cuts) {
      before = start;
      after = room - start;
      return;
    }
    const std::int64_t rest = twice % 131072;
    if (fit.rule == SizeRule::torchvision && (rest > 65536 || (rest == 65536 && start % 2 != 0))) ++start;
    crop = start;
  }
};

}  // namespace fits

/// Whether there is such a placement: bad_size (a side of the source, of the target or of the resized image outside
/// 1..ISOPEL_MAX_SIDE), bad_box (the part), bad_rules (mode, rule or an option that the mode does not have) or bad_crop
/// (the anchor, a crop that is larger or a pad that is smaller than the source).
constexpr Status check(Size src, const Fit& fit) { return fits::status_of(fits::find_trouble(src, fit)); }

/// The placement; all zero for what check() refuses.
constexpr Placement place(Size src, const Fit& fit) {
  if (check(src, fit) != Status::ok) return {};
  const Size from = fits::part_size(src, fit);
  Placement out{.src = src, .resized = fits::resized(from, fit)};
  if (from != src) {
    out.box = {static_cast<double>(fit.part.left), static_cast<double>(fit.part.top),
               static_cast<double>(fit.part.left + fit.part.width),
               static_cast<double>(fit.part.top + fit.part.height)};
  }
  Size want = fit.mode == FitMode::fit || fit.size == Size{} ? out.resized : fit.size;
  if (fit.multiple != 0) {
    want = {out.resized.width + (want.width - out.resized.width) % fit.multiple,
            out.resized.height + (want.height - out.resized.height) % fit.multiple};
  }
  const fits::Frame x(out.resized.width, want.width, fit.anchor.x, fit);
  const fits::Frame y(out.resized.height, want.height, fit.anchor.y, fit);
  if (Size{x.kept, y.kept} != out.resized) out.crop = {x.crop, y.crop, x.kept, y.kept};
  out.pad = {x.before, y.before, x.after, y.after};
  out.dst = want;
  return out;
}

/// The same with a status, and a sentence that names the values. `out` is unchanged unless the status is ok.
Status place(Size src, const Fit& fit, Placement& out, Message* message = nullptr) noexcept;

/// The spec with the sizes, the box, the crop and the pad of the placement, and no scale; its output_size() is
/// `placement.dst`.
constexpr Spec apply(const Placement& placement, Spec spec) {
  spec.src = placement.src;
  spec.dst = placement.resized;
  spec.box = placement.box;
  spec.scale = {};
  spec.crop = placement.crop;
  spec.pad = placement.pad;
  return spec;
}

// --- recipes

/// torchvision's Resize(side) and CenterCrop(crop).
constexpr Fit resize_center_crop(std::int32_t side, std::int32_t crop) {
  return {.mode = FitMode::short_side, .size = {crop, crop}, .rule = SizeRule::torchvision, .side = side};
}
/// What is usual when testing at `size` a model that was trained with random resized crops: Resize(int(256 / 224 *
/// size)), CenterCrop(size). FixRes (Touvron et al., 2019) tests at a larger size than it trains at: give that one.
/// 1..ISOPEL_MAX_SIDE; Python's doubles give 8 size / 7, rounded down, for all of these.
constexpr Fit test_time(std::int32_t size) {
  return resize_center_crop(fits::is_side(size) ? static_cast<std::int32_t>(std::int64_t{8} * size / 7) : 0, size);
}
/// yolov5's letterbox and ultralytics' LetterBox, auto=False. Its pad is gray: Spec::fill = {114, 114, 114}.
constexpr Fit yolo_letterbox(Size size) { return {.mode = FitMode::letterbox, .size = size, .rule = SizeRule::yolo}; }

}  // namespace isopel

#include "isopel/placement.hpp"  // IWYU pragma: export

#endif  // ISOPEL_FIT_HPP_
