// Any bytes as placements, points, boxes, random crops, reducing gaps and names: a status and a sentence, or a result
// that keeps what isopel/fit.hpp promises. The C interface gives the same.
#include <cstring>
#include <string>
#include <string_view>

#include "fuzzer.hpp"
#include "isopel/fit.hpp"
#include "isopel/random_crop.hpp"
#include "spec_from_bytes.hpp"

namespace isopel::fuzz {
namespace {

std::int64_t any_coordinate(Input& input) {
  return input.one_in(4) ? static_cast<std::int64_t>(input.bits(8)) : std::int64_t{any_side(input)} * 65536;
}

Fit any_fit(Input& input) {
  Fit fit;
  fit.mode = static_cast<FitMode>(any_id(input, ISOPEL_FIT_CROP_OR_PAD));
  fit.size = any_size(input);
  fit.rule = static_cast<SizeRule>(any_id(input, ISOPEL_SIZE_YOLO));
  if (input.one_in(2)) fit.anchor = {input.in(-70000, 70000), input.one_in(2) ? input.any_number() : 0};
  if (input.one_in(3)) fit.part = {any_side(input), any_side(input), any_side(input), any_side(input)};
  if (fit.mode == FitMode::short_side || input.one_in(8)) fit.side = any_side(input);
  if (fit.mode == FitMode::short_side && input.one_in(2)) fit.limit = any_side(input);
  fit.shrink_only = input.one_in(4);
  if (input.one_in(4)) fit.multiple = any_side(input);
  return fit;
}

/// Not what place() makes, but what a caller may have written.
Placement any_placement(Input& input) {
  const auto edge = [&](std::int32_t side) { return any_edge(input, side); };
  Placement out{.src = any_size(input)};
  out.box = {edge(out.src.width), edge(out.src.height), edge(out.src.width), edge(out.src.height)};
  out.resized = any_size(input);
  out.crop = {any_side(input), any_side(input), any_side(input), any_side(input)};
  out.pad = {any_side(input), any_side(input), any_side(input), any_side(input)};
  out.dst = any_size(input);
  return out;
}

isopel_placement to_c(const Placement& p) {
  return {{p.src.width, p.src.height},
          {p.box.left, p.box.top, p.box.right, p.box.bottom},
          {p.resized.width, p.resized.height},
          {p.crop.left, p.crop.top, p.crop.width, p.crop.height},
          {p.pad.left, p.pad.top, p.pad.right, p.pad.bottom},
          {p.dst.width, p.dst.height}};
}

void expect_sentence(Status status, const Message& message) {
  expect((status == Status::ok) == (message.text[0] == '\0'), "a refusal without a sentence");
}

void try_points(Input& input, const Placement& placement) {
  const Rect rect{any_coordinate(input), any_coordinate(input), any_coordinate(input), any_coordinate(input)};
  const isopel_placement c = to_c(placement);
  const isopel_rect c_rect{rect.left, rect.top, rect.right, rect.bottom};
  const isopel_rect c_to_source = isopel_rect_to_source(&c, c_rect), c_back = isopel_rect_to_destination(&c, c_rect);
  expect(to_source(placement, rect) == Rect{c_to_source.left, c_to_source.top, c_to_source.right, c_to_source.bottom},
         "C and C++ go to different sources");
  expect(to_destination(placement, rect) == Rect{c_back.left, c_back.top, c_back.right, c_back.bottom},
         "C and C++ go to different destinations");
  const isopel_point point = isopel_point_to_source(&c, {rect.left, rect.top});
  expect(point.x == c_to_source.left && point.y == c_to_source.top, "a corner goes elsewhere than its rectangle");
  const Box box{any_edge(input, 9), any_edge(input, 9), any_edge(input, 9), any_edge(input, 9)};
  const isopel_box c_box{box.left, box.top, box.right, box.bottom};
  static_cast<void>(isopel_box_to_source(&c, c_box));
  static_cast<void>(isopel_box_to_destination(&c, c_box));
  const Size size{input.in(1, ISOPEL_MAX_SIDE), input.in(1, ISOPEL_MAX_SIDE)};
  const isopel_box clipped = isopel_box_clip(c_box, {size.width, size.height});
  expect(clipped.left >= 0 && clipped.right <= size.width && clipped.top >= 0 && clipped.bottom <= size.height,
         "a clipped box leaves the image");
}

void try_fit(Input& input) {
  const Size src = any_size(input);
  const Fit fit = any_fit(input);
  Placement placement{.dst = {77, 77}};
  Message why{};
  const Status status = place(src, fit, placement, &why);
  expect_sentence(status, why);
  expect(status == check(src, fit), "place() and check() disagree");
  if (status != Status::ok) {
    expect(placement == Placement{.dst = {77, 77}}, "a refused placement was written");
    return;
  }
  const Spec spec = apply(placement, {.format = gray8, .rules = {.filter = Filter::nearest}});
  Message spec_why{};
  expect(check(spec, &spec_why) == Status::ok, std::string("a placement whose spec is refused: ") + spec_why.text);
  expect(output_size(spec) == placement.dst, "the placement's size is not its output's");
  if (fit.size != Size{} && fit.mode != FitMode::fit && fit.multiple == 0) {
    expect(placement.dst == fit.size, "the destination is not what was wanted");
  }
  try_points(input, placement);
}

void try_random_crop(Input& input) {
  const Size src = any_size(input);
  CropRanges ranges;
  if (input.one_in(2)) {
    const auto number = [&] { return input.one_in(2) ? any_side(input) : input.in(1, 1 << 26); };
    ranges = {number(), number(), number(), number()};
  }
  const std::uint64_t seed = input.bits(8), index = input.bits(8);
  RandomCrop crop, again;
  Message why{};
  const Status status = random_resized_crop(src, seed, index, ranges, crop, &why);
  expect_sentence(status, why);
  if (status != Status::ok) return expect(crop == RandomCrop{}, "a refused crop was written");
  const Crop& c = crop.crop;
  expect(c.left >= 0 && c.top >= 0 && c.width >= 1 && c.height >= 1 && c.width <= src.width - c.left &&
             c.height <= src.height - c.top,
         "a random crop leaves its source");
  expect(random_resized_crop(src, seed, index, ranges, again) == Status::ok && again == crop,
         "a random crop is another one the second time");
}

void try_gap(Input& input) {
  Spec spec = input.one_in(2) ? spec_from(input, 400) : any_spec(input);
  if (input.one_in(2))
    spec = {.src = spec.src, .dst = spec.dst, .format = rgb8, .rules = find_preset("pillow/lanczos")->rules};
  const double gap = input.one_in(2) ? input.any_double() : input.in(1, 4000) / 1000.0;
  ReducingGap out;
  Message why{};
  const Status status = reducing_gap(spec, gap, out, &why);
  expect_sentence(status, why);
  if (status != Status::ok) return expect(!out.reduces && out.resize == Spec{}, "a refused reducing gap was written");
  expect(check(out.resize) == Status::ok, "the second resize of a reducing gap is refused");
  expect(!out.reduces || check(out.reduce) == Status::ok, "the first resize of a reducing gap is refused");
}

void try_names(Input& input) {
  char name[12] = {};
  for (std::size_t i = 0; i + 1 < sizeof name; ++i) name[i] = static_cast<char>(input.bits(1));
  Message why{};
  const Preset* preset = find_preset(name, &why);
  expect((preset != nullptr) == (why.text[0] == '\0'), "an unknown preset without a sentence");
  isopel_rules rules;
  expect((isopel_preset_rules(name, &rules, nullptr) == ISOPEL_OK) == (preset != nullptr), "C and C++ know others");
  static_cast<void>(find_preset(std::string_view(name, sizeof name)));
  static_cast<void>(isopel_arch_by_name(name));
  const std::int32_t number = any_side(input);
  expect(isopel_status_text(number) != nullptr, "a status without a sentence");
  expect((isopel_preset_name(number) != nullptr) == (number >= 0 && number < isopel_preset_count()), "a wrong preset");
  expect((isopel_preset_about(number) != nullptr) == (isopel_preset_name(number) != nullptr), "a preset about nothing");
  expect((isopel_arch_at(number) != nullptr) == (number >= 0 && number < isopel_arch_count()), "a wrong arch");
  expect((isopel_kernel_name(number) != nullptr) == (number >= 0 && number < isopel_kernel_count()), "a wrong kernel");
  static_cast<void>(isopel_arch_has_kernel(isopel_arch_at(0), number));
}

}  // namespace

void try_bytes(std::span<const std::uint8_t> bytes) {
  Input input(bytes);
  switch (input.below(6)) {
    case 2:
      return try_points(input, any_placement(input));
    case 3:
      return try_random_crop(input);
    case 4:
      return try_gap(input);
    case 5:
      return try_names(input);
    default:
      return try_fit(input);
  }
}

}  // namespace isopel::fuzz
