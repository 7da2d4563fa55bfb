// The check of a Spec, with sentences that name the values.
#include "engine/checks.hpp"

#include <algorithm>
#include <cstdint>

#include "engine/build.hpp"
#include "engine/message.hpp"
#include "engine/names.hpp"
#include "isopel/tables/filter.hpp"

namespace isopel {
namespace {

void say_taps(const Spec& spec, const char* side, const sizes::Line& line, Sentence& sentence) {
  sentence << "the " << side << " " << line.src << " to " << line.dst << " needs up to " << sizes::most_taps(spec, line)
           << " taps, more than " << std::int64_t{ISOPEL_MAX_TAPS};
}

/// An id with its name, if it has one.
template <class Id>
void say_id(const char* what, Id id, std::span<const char* const> names, Sentence& sentence) {
  const auto number = static_cast<std::int32_t>(id);
  sentence << what << " " << number;
  const auto index = static_cast<std::size_t>(number);
  if (index < names.size()) sentence << " (" << names[index] << ")";
}
constexpr const char* border_names[] = {"replicate", "renormalize", "constant", "reflect", "extrapolate", "undefined"};
constexpr const char* grid_names[] = {"half-pixel", "align-corners", "asymmetric"};
constexpr const char* alpha_names[] = {"none", "weighted", "premultiplied"};
constexpr const char* light_names[] = {"encoded", "linear"};
/// Of sizes::LeftOut.
constexpr const char* left_out_names[] = {"nothing", "an element",   "planar images", "more than four channels",
                                          "alpha",   "linear light", "the border",    "sitings",
                                          "boxes",   "scales",       "crops and pads"};

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
  if (spec.rules.arithmetic != Arithmetic::contract_1) return;
  sentence << ": edges are multiples of 1/65536 pixel, with align-corners at least one pixel apart, without sitings";
}

void say_border(const Spec& spec, Sentence& sentence) {
  const bool x = !sizes::border_is_good(spec.rules, sizes::x_line(spec));
  const sizes::Line line = x ? sizes::x_line(spec) : sizes::y_line(spec);
  const bool extrapolates = spec.rules.border == Border::extrapolate;
  sentence << "the border " << (extrapolates ? "extrapolate" : "renormalize") << " on the "
           << (x ? "width " : "height ") << line.src << " to " << line.dst << " with the filter "
           << row(spec.rules.filter).name;
  const sizes::AxisGrid grid = sizes::grid_of(spec.rules.grid, line);
  if (!sizes::centres_are_inside(spec.rules, grid, line)) {
    sentence << ": the grid, box or scale puts an output's centre outside the image";
  } else if (sizes::is_widened(spec.rules, grid)) {
    sentence << ": antialiasing widens the filter, which makes it unbounded";
  } else if (line.src < 2) {
    sentence << ": a line needs two pixels";
  } else {
    sentence << ": only bilinear, Catmull-Rom and Lanczos2 stay bounded";
  }
}

void say_crop(const Spec& spec, Sentence& sentence) {
  const Crop& crop = spec.crop;
  const Pad& pad = spec.pad;
  sentence << "the crop " << crop.width << "x" << crop.height << " at " << crop.left << ", " << crop.top << " of "
           << spec.dst << " with a pad of " << pad.left << ", " << pad.top << ", " << pad.right << ", " << pad.bottom
           << " is empty, leaves the image, or makes a side outside 1.." << std::int64_t{ISOPEL_MAX_SIDE};
}

void say_fill(const Spec& spec, Sentence& sentence) {
  sentence << "the fill colour";
  for (std::int32_t c = 0; c < std::min<std::int32_t>(sizes::channels_of(spec.format), 4); ++c) {
    sentence << (c == 0 ? " " : ", ");
    say_number(spec.fill[c], sentence);
  }
  sentence << " is not one of ";
  say_format(spec.format, sentence);
}

void say_tensor(const Spec& spec, Sentence& sentence) {
  const Quantization& q = spec.quantization;
  sentence
      << "normalization is for f32 and f16 results and takes finite numbers; quantization is for i8, with a zero_point "
         "of -128..127 and factors of 1.."
      << std::int64_t{sizes::largest_factor} << ": here the result is " << name_of(output_format(spec).element)
      << ", zero_point " << q.zero_point << ", " << q.numerator << " / " << q.denominator;
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
  } else if (spec.rules.arithmetic == Arithmetic::contract_1) {
    sentence << ": multiples of 1/65536 up to 64, not with align-corners or sitings";
  } else if (!sizes::is_opencv(spec.rules.arithmetic) && !reduces) {
    sentence << ", which knows none";
  }
}

}  // namespace

void say_format(const Format& format, Sentence& sentence) noexcept {
  const auto id = static_cast<std::int32_t>(format.element);
  sentence << format.channels << " channels of ";
  if (id < 0 || id > ISOPEL_ELEMENT_RGB565_BE) sentence << "element type " << id << ", ";
  sentence << name_of(format.element) << (format.layout == Layout::planar ? ", planar" : "");
  if (format.maximum != 0) sentence << ", up to " << format.maximum;
}

void say_number(double value, Sentence& sentence) noexcept {
  if (!(value > -1e9 && value < 1e9)) {
    sentence << (value == value ? "something beyond 1000000000" : "not a number");
    return;
  }
  const double magnitude = value < 0 ? -value : value;
  auto whole = static_cast<std::int32_t>(magnitude);
  auto millionths = static_cast<std::int32_t>((magnitude - whole) * 1000000 + 0.5);
  if (millionths == 1000000) {
    ++whole;
    millionths = 0;
  }
  if (value < 0) sentence << "-";
  sentence << whole << ".";
  std::int32_t digits = 2, unit = 100000;  // two digits, and more where there are more
  for (std::int32_t rest = millionths % 10000; rest != 0; rest = rest * 10 % 10000) ++digits;
  for (; digits > 0; --digits, unit /= 10) sentence << millionths / unit % 10;
}

namespace {

/// What is wrong with a spec of which check() has said so.
void say_wrong(const Spec& spec, Status status, Sentence& sentence) {
  if (const sizes::LeftOut lacks = sizes::left_out(spec); lacks != sizes::LeftOut::nothing) {
    sentence << "left out of this build: ";
    if (lacks == sizes::LeftOut::element) {
      sentence << name_of(spec.format.element) << " or " << name_of(output_format(spec).element);
    } else {
      sentence << left_out_names[static_cast<std::int32_t>(lacks)];
    }
    return;
  }
  switch (status) {
    case Status::bad_size:
      sentence << "source " << spec.src << ", destination " << spec.dst << ": a side is outside 1.."
               << sizes::longest_side(spec.rules);
      return;
    case Status::bad_format:
      say_format(spec.format, sentence);
      sentence << " to ";
      say_format(output_format(spec), sentence);
      sentence << " in " << name_of(spec.rules.arithmetic) << " arithmetic, ";
      say_id("alpha", spec.rules.alpha, alpha_names, sentence);
      say_id(", light", spec.rules.light, light_names, sentence);
      sentence << ", is not supported: channels are 1.." << std::int64_t{ISOPEL_MAX_CHANNELS}
               << ", see docs/formats.md";
      return;
    case Status::bad_rules:
      sentence << "filter " << static_cast<std::int32_t>(spec.rules.filter);
      if (spec.rules.filter >= Filter::nearest && spec.rules.filter <= Filter::cubic) {
        sentence << " (" << row(spec.rules.filter).name << ")";
      }
      say_id(", border", spec.rules.border, border_names, sentence);
      say_id(", grid", spec.rules.grid, grid_names, sentence);
      sentence << (spec.rules.antialias ? ", with" : ", without") << " antialiasing";
      say_id(", alpha", spec.rules.alpha, alpha_names, sentence);
      say_id(", light", spec.rules.light, light_names, sentence);
      sentence << ", sitings " << static_cast<std::int32_t>(spec.src_siting) << " and "
               << static_cast<std::int32_t>(spec.dst_siting) << " do not exist together in "
               << name_of(spec.rules.arithmetic) << " arithmetic (" << static_cast<std::int32_t>(spec.rules.arithmetic)
               << ")";
      return;
    case Status::bad_block_rows:
      sentence << "block_rows is " << spec.block_rows << ", outside 1.." << std::int64_t{ISOPEL_MAX_BLOCK_ROWS};
      return;
    case Status::bad_box:
      if constexpr (sizes::has_parts) say_box(spec, sentence);
      return;
    case Status::bad_scale:
      if constexpr (sizes::has_parts) say_scale(spec, sentence);
      return;
    case Status::bad_border:
      say_border(spec, sentence);
      return;
    case Status::bad_crop:
      if constexpr (sizes::has_parts) say_crop(spec, sentence);
      return;
    case Status::bad_fill:
      say_fill(spec, sentence);
      return;
    case Status::bad_tensor:
      say_tensor(spec, sentence);
      return;
    case Status::too_many_taps:
      if (sizes::most_x_taps(spec) > ISOPEL_MAX_TAPS) {
        say_taps(spec, "width", sizes::x_line(spec), sentence);
      } else if (sizes::most_y_taps(spec) > ISOPEL_MAX_TAPS) {
        say_taps(spec, "height", sizes::y_line(spec), sentence);
      } else {
        sentence << spec.src << " to " << spec.dst << ": a mean of up to " << sizes::most_x_taps(spec) << "x"
                 << sizes::most_y_taps(spec) << " pixels is too large, more than " << sizes::largest_preset_box;
      }
      return;
    default:
      sentence << isopel::message(status);
      return;
  }
}

}  // namespace

Status check(const Spec& spec, Message* message) noexcept {
  const Status status = check(spec);
  Sentence sentence(message);
  if (status != Status::ok) {
    if (has_messages) say_wrong(spec, status, sentence);
    return status;
  }
  if (!is_in_build(spec.rules.filter)) {
    sentence << "the filter " << row(spec.rules.filter).name << " was left out of this build";
    return Status::bad_rules;
  }
  if (!has_arithmetic(spec.rules.arithmetic)) {
    sentence << name_of(spec.rules.arithmetic) << " arithmetic was left out of this build";
    return Status::bad_rules;
  }
  return Status::ok;
}

}  // namespace isopel
