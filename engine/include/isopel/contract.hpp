// What contract 1 decides from a Spec alone: where outputs sit, how many pixels they read, which borders are bounded,
// and which formats belong together. Compile-time functions, because memory needs depend on them. Formulas (..) are
// those of engine/CONTRACT.md. Included by sizes.hpp.
#include "isopel/originals.hpp"  // before the guard, as there

#ifndef ISOPEL_CONTRACT_HPP_
#define ISOPEL_CONTRACT_HPP_

#include <algorithm>
#include <cstdint>

namespace isopel {

/// Half the width of a filter in source pixels, before antialiasing widens it; 0 for filters that are not defined by a
/// weight function of contract 1.
constexpr std::int32_t support(Filter filter) {
  switch (filter) {
    case Filter::bilinear:
    case Filter::hamming:
      return 1;
    case Filter::catmull_rom:
    case Filter::cubic:
    case Filter::lanczos2:
      return 2;
    case Filter::lanczos3:
      return 3;
    case Filter::lanczos4:
      return 4;
    case Filter::nearest:
    case Filter::area:
    case Filter::box:
      break;
  }
  return 0;
}

inline namespace ISOPEL_BUILD {
namespace sizes {

// --- what a build can lack (engine/build.hpp): left_out() finds it first, so all else may take it for absent

/// Whether it is one of these, and in this build.
template <Element... some>
constexpr bool is_any_of(Element element) {
  return ((ISOPEL_BUILD_HAS_FORMAT(static_cast<int>(some)) && element == some) || ...);
}
/// Whether all samples are u8.
inline constexpr bool has_only_u8 =
    !(ISOPEL_BUILD_HAS_FORMAT(1) || ISOPEL_BUILD_HAS_FORMAT(2) || ISOPEL_BUILD_HAS_FORMAT(3) ||
      ISOPEL_BUILD_HAS_FORMAT(4) || ISOPEL_BUILD_HAS_FORMAT(5) || ISOPEL_BUILD_HAS_FORMAT(6));
constexpr bool is_planar(const Format& format) { return ISOPEL_BUILD_HAS_FORMAT(7) && format.layout == Layout::planar; }
constexpr bool is_linear(const Rules& rules) { return ISOPEL_BUILD_HAS_FORMAT(9) && rules.light == Light::linear; }
/// Whether it is this border, which is neither replicate nor renormalize.
constexpr bool has_border(const Rules& rules, Border border) {
  return ISOPEL_BUILD_HAS_FORMAT(10) && rules.border == border;
}

/// What a spec wants and the build lacks.
enum class LeftOut : std::int32_t {
  nothing,
  element,  // ISOPEL_BAD_FORMAT up to `channels`
  planar,
  channels,
  alpha,  // ISOPEL_BAD_RULES up to `sitings`
  light,
  border,
  sitings,
  box,
  scale,
  crop,
};
constexpr LeftOut left_out(const Format& format) {
  const auto id = static_cast<std::int32_t>(format.element);
  const bool exists = id > ISOPEL_ELEMENT_U8 && id <= ISOPEL_ELEMENT_RGB565_BE;
  if (exists && !ISOPEL_BUILD_HAS_FORMAT(id)) return LeftOut::element;
  if (format.layout == Layout::planar && !ISOPEL_BUILD_HAS_FORMAT(7)) return LeftOut::planar;
  const bool many = format.channels > 4 && format.channels <= ISOPEL_MAX_CHANNELS;
  return many && !ISOPEL_BUILD_HAS_MANY_CHANNELS ? LeftOut::channels : LeftOut::nothing;
}
constexpr LeftOut left_out(const Spec& spec) {
  const Rules& rules = spec.rules;
  if (const LeftOut lacks = left_out(spec.format); lacks != LeftOut::nothing) return lacks;
  if (const LeftOut lacks = left_out(spec.dst_format); lacks != LeftOut::nothing && spec.dst_format.channels != 0) {
    return lacks;
  }
  const bool alpha = rules.arithmetic == Arithmetic::contract_1 && rules.alpha != Alpha::none;
  if (!ISOPEL_BUILD_HAS_FORMAT(8) && alpha) return LeftOut::alpha;
  if (!ISOPEL_BUILD_HAS_FORMAT(9) && rules.light != Light::encoded) return LeftOut::light;
  const bool border = rules.border != Border::replicate && rules.border != Border::renormalize;
  if (!ISOPEL_BUILD_HAS_FORMAT(10) && border) return LeftOut::border;
  if (has_parts) return LeftOut::nothing;
  if (spec.src_siting != Siting::centre || spec.dst_siting != Siting::centre) return LeftOut::sitings;
  if (spec.box != Box{}) return LeftOut::box;
  if (spec.scale != Scale{}) return LeftOut::scale;
  return spec.crop != Crop{} || spec.pad != Pad{} ? LeftOut::crop : LeftOut::nothing;
}
constexpr Status status_of(LeftOut lacks) {
  if (lacks == LeftOut::nothing) return Status::ok;
  if (lacks <= LeftOut::channels) return Status::bad_format;
  if (lacks <= LeftOut::sitings) return Status::bad_rules;
  return lacks == LeftOut::box ? Status::bad_box : lacks == LeftOut::scale ? Status::bad_scale : Status::bad_crop;
}

// --- where outputs sit

/// Boxes and scales of contract 1 have 16 fraction bits.
inline constexpr std::int32_t fixed_one = 65536;
/// The largest scale of a caller, for which (4) still fits 64 bits.
inline constexpr double largest_scale = 64;

/// In 1/65536, exact for what is_fixed() knows. Two conversions to 32 bits are less code than one to 64.
constexpr std::int64_t to_fixed(double value) {
  const auto whole = static_cast<std::int32_t>(value);
  return std::int64_t{whole} * fixed_one + static_cast<std::int32_t>((value - whole) * fixed_one);
}
/// Whether it is a multiple of 1/65536.
constexpr bool is_fixed(double value) { return is_whole((value - static_cast<std::int32_t>(value)) * fixed_one); }

/// (22) The centre of output d is (start + d * step) / unit source pixels right of the left edge of pixel 0. unit is
/// even.
struct AxisGrid {
  std::int64_t start, step, unit;

  /// Whether outputs are further apart than source pixels.
  constexpr bool shrinks() const { return step > unit; }
  constexpr std::int64_t centre(std::int64_t d) const { return start + d * step; }
};

/// The same for a box, and for a caller's scale: `length` pixels, in 1/65536, become `outputs` ones.
constexpr AxisGrid fixed_grid(Grid grid, std::int64_t first, std::int64_t length, std::int64_t outputs) {
  const std::int64_t half = fixed_one;  // half a pixel in 1/131072, as which `start` counts
  switch (grid) {
    case Grid::align_corners:
      if (outputs == 1) return {2 * first + half, 0, 2 * fixed_one};
      return {(outputs - 1) * (2 * first + half), 2 * (length - fixed_one), 2 * (outputs - 1) * fixed_one};
    case Grid::asymmetric:
      return {outputs * (2 * first + half), 2 * length, 2 * outputs * fixed_one};
    case Grid::half_pixel:
      break;
  }
  return {2 * outputs * first + length, 2 * length, 2 * outputs * fixed_one};
}

constexpr AxisGrid grid_of(Grid grid, const Line& line) {
  if (has_parts && line.scale != 0) {
    const std::int64_t first = line.boxed ? to_fixed(line.first) : 0;
    return fixed_grid(grid, first, std::int64_t{fixed_one} * fixed_one, to_fixed(line.scale));
  }
  if (has_parts && line.boxed) {
    const std::int64_t first = to_fixed(line.first);
    return fixed_grid(grid, first, to_fixed(line.end) - first, line.dst);
  }
  const std::int64_t src = line.src, dst = line.dst;
  switch (grid) {
    case Grid::align_corners:
      return dst == 1 ? AxisGrid{1, 0, 2} : AxisGrid{dst - 1, 2 * (src - 1), 2 * (dst - 1)};
    case Grid::asymmetric:
      return {dst, 2 * src, 2 * dst};
    case Grid::half_pixel:
      break;
  }
  if (!has_parts || (!line.src_sited && !line.dst_sited)) return {src, 2 * src, 2 * dst};
  return {(line.dst_sited ? 1 : 2) * src + (line.src_sited ? dst : 0), 4 * src, 4 * dst};
}

/// Whether an axis is one-to-one: output d is the first output's pixel plus d, without any scale said.
constexpr bool keeps_length(const Line& line) {
  if (!has_parts) return line.src == line.dst;
  return line.scale == 0 && line.src_sited == line.dst_sited && line.length() == line.dst && is_whole(line.first);
}

/// (2), (10) Whether the filter is widened.
constexpr bool is_widened(const Rules& rules, const AxisGrid& grid) {
  return grid.shrinks() && rules.filter != Filter::nearest && (rules.antialias || rules.filter == Filter::area);
}

/// (1) The most taps that one output can have.
constexpr std::int64_t most_contract_taps(const Rules& rules, const Line& line) {
  if (rules.filter == Filter::nearest) return 1;
  const AxisGrid grid = grid_of(rules.grid, line);
  const auto ratio = [&](std::int64_t factor) { return (factor * grid.step + grid.unit - 1) / grid.unit; };
  const std::int64_t width = 2 * (rules.filter == Filter::area ? 1 : support(rules.filter));
  std::int64_t taps = width;
  if (rules.filter == Filter::area && grid.shrinks()) {
    const bool whole = line.scale == 0 && !line.boxed && !line.src_sited && !line.dst_sited;
    taps = whole && line.src % line.dst == 0 ? line.src / line.dst : ratio(1) + 1;
  } else if (is_widened(rules, grid)) {
    taps = ratio(width);
  }
  if (has_parts && line.scale != 0 && taps > ISOPEL_MAX_TAPS) return taps;  // taps outside count, too
  return std::min<std::int64_t>(taps, line.src);
}

/// Whether every output's centre lies in the image; of nearest, every output's pixel.
constexpr bool centres_are_inside(const Rules& rules, const AxisGrid& grid, const Line& line) {
  const std::int64_t end = line.src * grid.unit, last = grid.centre(line.dst - 1);
  if (rules.filter != Filter::nearest) return grid.start >= 0 && last <= end;
  const std::int64_t back = rules.grid == Grid::asymmetric ? grid.unit / 2 : 0;
  return grid.start >= back && last - back < end;
}
/// (13) Whether an axis can see so little of the image that renormalized weights get larger.
constexpr bool is_partial(const Line& line) {
  return has_parts && (line.scale != 0 || line.first != 0 || line.end != line.src);
}

/// (11) Whether the border means something bounded on this axis.
constexpr bool border_is_good(const Rules& rules, const Line& line) {
  const AxisGrid grid = grid_of(rules.grid, line);
  if (rules.border == Border::renormalize) return centres_are_inside(rules, grid, line);
  if (!has_border(rules, Border::extrapolate)) return true;
  const bool bounded = rules.filter == Filter::bilinear || rules.filter == Filter::catmull_rom ||
                       rules.filter == Filter::lanczos2 || rules.filter == Filter::area;
  return bounded && !is_widened(rules, grid) && line.src >= 2 && centres_are_inside(rules, grid, line);
}

// --- formats

constexpr bool is_rgb565(Element element) { return is_any_of<Element::rgb565, Element::rgb565_be>(element); }
constexpr bool is_float(Element element) { return is_any_of<Element::f32, Element::f16>(element); }
/// Whether samples are 8 bits wide, or become so.
constexpr bool is_bytes(Element element) { return !is_any_of<Element::u16, Element::f32, Element::f16>(element); }
/// Bytes that data and strides are multiples of.
constexpr std::int32_t alignment_of(Element element) {
  if (is_bytes(element)) return 1;
  if (element == Element::f32) return 4;
  return 2;
}
constexpr std::int32_t largest_value(const Format& format) { return format.maximum == 0 ? 65535 : format.maximum; }

/// Whether it is a format at all.
constexpr bool is_format(const Format& format) {
  if (format.element < Element::u8 || format.element > Element::rgb565_be) return false;
  if (format.channels < 1 || format.channels > ISOPEL_MAX_CHANNELS) return false;
  if (format.layout != Layout::interleaved && format.layout != Layout::planar) return false;
  if (is_rgb565(format.element) && (format.channels != 1 || format.layout == Layout::planar)) return false;
  return format.element == Element::u16 ? format.maximum >= 0 && format.maximum <= 65535 : format.maximum == 0;
}
/// Colours and alpha.
constexpr std::int32_t channels_of(const Format& format) { return is_rgb565(format.element) ? 3 : format.channels; }

/// (32) Whether results of the one can be stored as the other.
constexpr bool can_store(const Format& from, const Format& to) {
  if (from == to) return true;
  if (channels_of(from) != channels_of(to)) return false;
  if (is_rgb565(to.element)) return is_bytes(from.element) && !is_planar(from);
  if (is_float(to.element)) return true;
  if (is_bytes(from.element)) return is_bytes(to.element);
  return from.element == Element::u16 && to.element == Element::u16 && from.maximum == to.maximum;
}

/// Whether the last channel is alpha, and means something.
constexpr bool has_alpha(const Spec& spec) {
  const bool may = ISOPEL_BUILD_HAS_FORMAT(8) || is_pillow(spec.rules.arithmetic);
  return may && spec.rules.alpha != Alpha::none && spec.format.channels % 2 == 0 && !is_rgb565(spec.format.element);
}

/// What samples are while they are resampled.
enum class Work : std::int32_t {
  bytes,   ///< u8
  words,   ///< (28) i16 with 7 fraction bits, weighted by alpha
  floats,  ///< (25)
};
constexpr Work work_of(const Spec& spec) {
  if (!is_bytes(spec.format.element)) return Work::floats;
  if (spec.rules.filter == Filter::nearest) return Work::bytes;
  if (is_linear(spec.rules)) return Work::floats;
  const bool weighted = ISOPEL_BUILD_HAS_FORMAT(8) && is_contract_1(spec.rules) && spec.rules.alpha == Alpha::weighted;
  return weighted ? Work::words : Work::bytes;
}

// --- storing

constexpr bool has_pad(const Spec& spec) { return has_parts && spec.pad != Pad{}; }

constexpr bool is_fill(double value, double least, double most) {
  return value >= least && value <= most && is_whole(value);
}
/// Whether the fill colour is a sample of the source.
constexpr bool fill_is_good(const Spec& spec) {
  const bool needed = has_border(spec.rules, Border::constant) || has_pad(spec);
  if (!needed) return true;
  for (std::int32_t c = 0; c < std::min<std::int32_t>(channels_of(spec.format), 4); ++c) {
    const double value = spec.fill[c];
    bool good = is_fill(value, 0, 255);
    const Element element = spec.format.element;
    if (is_any_of<Element::i8>(element)) good = is_fill(value, -128, 127);
    if (is_any_of<Element::u16>(element)) good = is_fill(value, 0, largest_value(spec.format));
    if (is_any_of<Element::f32>(element)) good = value - value == 0;
    if (is_any_of<Element::f16>(element)) good = value >= -65504 && value <= 65504;
    if (!good) return false;
  }
  return true;
}

constexpr bool normalizes(const Spec& spec) {
  return is_float(output_format(spec).element) && spec.normalization.divisor != 0;
}
/// Whether i8 results need a table; else they are the u8 ones minus 128.
constexpr bool quantizes(const Spec& spec) {
  const Quantization& q = spec.quantization;
  return ISOPEL_BUILD_HAS_FORMAT(2) && q.denominator != 0 && !(q.zero_point == -128 && q.numerator == q.denominator);
}
/// The largest numerator and denominator.
inline constexpr std::int32_t largest_factor = 1 << 24;

constexpr bool tensor_is_good(const Spec& spec) {
  const Element element = output_format(spec).element;
  const Normalization& n = spec.normalization;
  if (!is_float(element)) {
    if (n != Normalization{}) return false;
  } else {
    const auto is_finite = [](float value) { return value - value == 0; };
    if (!is_finite(n.divisor)) return false;
    for (int c = 0; c < 4; ++c) {
      if (!is_finite(n.mean[c]) || !is_finite(n.deviation[c])) return false;
    }
  }
  const Quantization& q = spec.quantization;
  if (q == Quantization{}) return true;
  const auto is_factor = [](std::int32_t value) { return value >= 1 && value <= largest_factor; };
  return is_any_of<Element::i8>(element) && q.zero_point >= -128 && q.zero_point <= 127 && is_factor(q.numerator) &&
         is_factor(q.denominator);
}

/// The crop, or the whole.
constexpr Crop crop_of(const Spec& spec) {
  return !has_parts || spec.crop == Crop{} ? Crop{0, 0, spec.dst.width, spec.dst.height} : spec.crop;
}
constexpr bool crop_is_good(const Spec& spec) {
  if (!has_parts) return true;
  const auto fits = [](std::int64_t first, std::int64_t length, std::int64_t side, std::int64_t before,
                       std::int64_t after) {
    if (first < 0 || length < 1 || first + length > side || before < 0 || after < 0) return false;
    return before <= ISOPEL_MAX_SIDE && after <= ISOPEL_MAX_SIDE && length + before + after <= ISOPEL_MAX_SIDE;
  };
  const Crop crop = crop_of(spec);
  return fits(crop.left, crop.width, spec.dst.width, spec.pad.left, spec.pad.right) &&
         fits(crop.top, crop.height, spec.dst.height, spec.pad.top, spec.pad.bottom);
}

}  // namespace sizes
}  // namespace ISOPEL_BUILD
}  // namespace isopel

#endif  // ISOPEL_CONTRACT_HPP_
