// Specs out of bytes. `spec_from` and its like make specs that check() accepts and that reach every feature; `any_spec`
// and its like make whatever fits the fields.
#ifndef ISOPEL_TESTS_FUZZ_SPEC_FROM_BYTES_HPP_
#define ISOPEL_TESTS_FUZZ_SPEC_FROM_BYTES_HPP_

#include <algorithm>
#include <cstring>
#include <vector>

#include "input.hpp"
#include "isopel/half_scale.hpp"
#include "isopel/video.hpp"

namespace isopel::fuzz {

// --- what is accepted

/// Small sides are more likely: most that can go wrong does so in a few pixels.
inline std::int32_t side_from(Input& input, std::int32_t longest) {
  return 1 + input.below(input.one_in(4) ? longest : std::min<std::int32_t>(longest, 40));
}

/// Two sides, with the ratios at which something special happens.
inline void choose_sides(Input& input, std::int32_t longest, std::int32_t& src, std::int32_t& dst) {
  src = side_from(input, longest);
  dst = side_from(input, longest);
  switch (input.below(12)) {
    case 8:
      dst = src;
      break;
    case 9:
      src = std::min(longest, dst * input.in(2, 8));
      break;
    case 10:
      dst = std::min(longest, src * 2);
      break;
    case 11:
      dst = 1 + input.below(2);
      break;
    default:
      break;
  }
}

inline Format format_from(Input& input, std::int32_t channels) {
  Format format{input.id<Element>(ISOPEL_ELEMENT_RGB565_BE), channels,
                input.one_in(3) ? Layout::planar : Layout::interleaved};
  if (sizes::is_rgb565(format.element)) format = {format.element, 1};
  if (format.element == Element::u16 && input.one_in(2)) format.maximum = input.one_in(2) ? 1023 : input.in(1, 65535);
  return format;
}

/// Whole pixels or 1/65536 of them, inside [0, end].
inline double edge_from(Input& input, std::int32_t end, bool whole) {
  return whole ? input.in(0, end) : input.in(0, end * 65536) / 65536.0;
}

inline Box box_from(Input& input, Size size) {
  const bool whole = input.one_in(2);
  Box box{edge_from(input, size.width, whole), edge_from(input, size.height, whole),
          edge_from(input, size.width, whole), edge_from(input, size.height, whole)};
  if (box.left > box.right) std::swap(box.left, box.right);
  if (box.top > box.bottom) std::swap(box.top, box.bottom);
  return box;
}

inline Rules contract_rules_from(Input& input) {
  Rules rules;
  rules.filter = input.id<Filter>(ISOPEL_FILTER_LANCZOS4);
  rules.border = input.id<Border>(ISOPEL_BORDER_UNDEFINED);
  rules.antialias = input.one_in(2);
  if (input.one_in(3)) rules.grid = input.id<Grid>(ISOPEL_GRID_ASYMMETRIC);
  if (input.one_in(4)) rules.alpha = input.id<Alpha>(ISOPEL_ALPHA_PREMULTIPLIED);
  if (input.one_in(5)) rules.light = Light::linear;
  if (rules.filter == Filter::area) rules.grid = Grid::half_pixel;
  return rules;
}

/// Formats, boxes, scales and sitings of contract 1.
inline void choose_contract(Input& input, Spec& spec) {
  Rules& rules = spec.rules;
  rules = contract_rules_from(input);
  if (input.one_in(2)) spec.format = format_from(input, spec.format.channels);
  if (rules.alpha != Alpha::none) {
    if (sizes::is_rgb565(spec.format.element)) spec.format.element = Element::u8;
    spec.format.channels = input.one_in(2) ? 2 : 4;
    spec.format.layout = Layout::interleaved;
    if (rules.alpha == Alpha::premultiplied) rules.light = Light::encoded;
  }
  if (rules.light == Light::linear && spec.format.element != Element::i8) {
    spec.format = {Element::u8, spec.format.channels, spec.format.layout};
  }
  if (input.one_in(4)) spec.box = box_from(input, spec.src);
  if (input.one_in(6)) spec.scale = {input.in(1000, 300000) / 65536.0, input.in(1000, 300000) / 65536.0};
  const bool plain = rules.grid == Grid::half_pixel && spec.box == Box{} && spec.scale == Scale{};
  if (plain && input.one_in(5)) {
    spec.src_siting = input.id<Siting>(ISOPEL_SITING_TOP_LEFT);
    spec.dst_siting = input.id<Siting>(ISOPEL_SITING_TOP_LEFT);
  }
}

/// A preset, with the boxes, factors and formats that its original takes.
inline void choose_preset(Input& input, Spec& spec) {
  const std::span<const Preset> all = presets();
  spec.rules = all[static_cast<std::size_t>(input.below(static_cast<std::int32_t>(all.size())))].rules;
  const Arithmetic arithmetic = spec.rules.arithmetic;
  const bool pillow = sizes::is_pillow(arithmetic), openmv = sizes::is_openmv(arithmetic);
  if (openmv) spec.format = input.one_in(2) ? gray8 : rgb565;
  if (pillow && input.one_in(4)) spec.rules.alpha = Alpha::none;
  const bool alpha = spec.rules.alpha != Alpha::none && spec.format.channels % 2 == 0;
  if (!openmv && !alpha && input.one_in(5)) spec.format.layout = Layout::planar;
  if ((pillow || arithmetic == Arithmetic::openmv) && input.one_in(3)) {
    spec.box = box_from(input, spec.src);
    if (openmv || spec.rules.filter == Filter::area) {
      for (double* edge : {&spec.box.left, &spec.box.top, &spec.box.right, &spec.box.bottom}) {
        *edge = static_cast<std::int32_t>(*edge);
      }
    }
    if (!sizes::box_is_good(spec)) spec.box = {};
  }
  const Box part = sizes::part(spec);
  if (pillow && spec.rules.filter == Filter::area) {
    const auto reduced = [&](double length, double& scale) {
      const std::int32_t factor = input.in(1, 9);
      scale = 1.0 / factor;
      return (static_cast<std::int32_t>(length) + factor - 1) / factor;
    };
    spec.dst = {reduced(part.right - part.left, spec.scale.x), reduced(part.bottom - part.top, spec.scale.y)};
  } else if (!pillow && input.one_in(4)) {
    const auto factor = [&] { return input.one_in(3) ? 1.0 / input.in(1, 6) : input.in(100, 3000) / 1000.0; };
    spec.scale = {factor(), factor()};
    if (sizes::is_opencv(arithmetic)) {
      const Size scaled{sizes::round_half_even(spec.src.width * spec.scale.x),
                        sizes::round_half_even(spec.src.height * spec.scale.y)};
      if (scaled.width > 0 && scaled.height > 0) {
        spec.dst = scaled;
      } else {
        spec.scale = {};
      }
    }
  }
}

/// Crops, pads, and what results are stored as.
inline void choose_storing(Input& input, Spec& spec) {
  if (input.one_in(3)) {
    Crop& crop = spec.crop;
    crop = {input.below(spec.dst.width), input.below(spec.dst.height), 0, 0};
    crop.width = input.in(1, spec.dst.width - crop.left);
    crop.height = input.in(1, spec.dst.height - crop.top);
  }
  if (input.one_in(4)) spec.pad = {input.below(6), input.below(6), input.below(6), input.below(6)};
  for (float& value : spec.fill) value = static_cast<float>(input.below(128));
  if (input.one_in(2) && !sizes::is_openmv(spec.rules.arithmetic)) {
    spec.dst_format = format_from(input, sizes::channels_of(spec.format));
    if (spec.dst_format.element == Element::u16) spec.dst_format.maximum = spec.format.maximum;
  }
  const Element element = output_format(spec).element;
  const auto fraction = [&](std::int32_t most) { return static_cast<float>(input.in(-most, most)) / 256; };
  if (sizes::is_float(element) && input.one_in(2)) {
    Normalization& n = spec.normalization;
    n.divisor = input.one_in(2) ? 255 : fraction(2000);
    for (float& value : n.mean) value = fraction(200);
    for (float& value : n.deviation) value = fraction(200);
  }
  if (element == Element::i8 && input.one_in(2)) {
    spec.quantization = {input.in(-128, 127), input.in(1, 300), input.in(1, 300)};
  }
}

/// Takes out what check() refuses, one thing after the other, so that hardly any input is wasted.
inline Spec mended(Spec spec) {
  for (bool again = false;; again = true) {
    if (sizes::is_openmv(spec.rules.arithmetic) && sizes::box_is_good(spec)) {
      spec.dst = {sizes::openmv_x(spec).dst, sizes::openmv_y(spec).dst};
    }
    switch (check(spec)) {
      case Status::ok:
        return spec;
      case Status::bad_box:
        spec.box = {};
        break;
      case Status::bad_border:
        spec.rules.border = Border::replicate;
        break;
      case Status::bad_crop:
        spec.crop = {};
        spec.pad = {};
        break;
      case Status::bad_fill:
        for (float& value : spec.fill) value = 0;
        break;
      case Status::bad_tensor:
        spec.normalization = {};
        spec.quantization = {};
        break;
      case Status::bad_format:
        if (spec.dst_format == Format{}) return {.src = spec.src, .dst = spec.src, .format = gray8};
        spec.dst_format = {};
        break;
      default:
        if (again) return {.src = {2, 3}, .dst = {3, 2}, .format = gray8};
        spec.scale = {};
        spec.dst = spec.src;
        break;
    }
  }
}

/// A good spec with sides of at most `longest`; a caller's scale may lead further in an original's way.
inline Spec spec_from(Input& input, std::int32_t longest) {
  Spec spec;
  choose_sides(input, longest, spec.src.width, spec.dst.width);
  choose_sides(input, longest, spec.src.height, spec.dst.height);
  spec.format = {Element::u8, input.in(1, 4)};
  spec.block_rows = input.one_in(8) ? input.in(1, ISOPEL_MAX_BLOCK_ROWS) : input.in(1, 9);
  if (input.one_in(3)) {
    choose_preset(input, spec);
  } else {
    if (input.one_in(12)) spec.format.channels = input.in(5, 20);
    choose_contract(input, spec);
  }
  if (input.one_in(2)) choose_storing(input, spec);
  return mended(spec);
}

/// A good spec of a frame.
inline VideoSpec video_spec_from(Input& input, std::int32_t longest) {
  VideoSpec spec;
  choose_sides(input, longest / 2, spec.src.width, spec.dst.width);
  choose_sides(input, longest / 2, spec.src.height, spec.dst.height);
  spec.src = {2 * spec.src.width, 2 * spec.src.height};
  spec.layout = static_cast<YuvLayout>(input.in(ISOPEL_YUV_NV12, ISOPEL_YUV_UYVY));
  spec.siting = input.id<Siting>(ISOPEL_SITING_TOP_LEFT);
  if (input.one_in(3)) spec.dst_layout = input.id<YuvLayout>(ISOPEL_YUV_UYVY);
  if (spec.dst_layout != YuvLayout::none) spec.dst = {2 * spec.dst.width, 2 * spec.dst.height};
  spec.matrix = input.id<YuvMatrix>(ISOPEL_MATRIX_BT2020_FULL);
  spec.order = input.id<Order>(ISOPEL_ORDER_RESIZE_THEN_CONVERT);
  spec.rules = contract_rules_from(input);
  spec.rules.alpha = Alpha::none;
  spec.rules.grid = Grid::half_pixel;
  if (!sizes::converts_first(spec)) spec.rules.light = Light::encoded;
  spec.block_rows = input.in(1, 9);
  if (check(spec) != Status::ok) spec.rules.border = Border::replicate;
  if (check(spec) != Status::ok) spec.dst = spec.src;
  return spec;
}

/// A good halving.
inline HalfScale half_scale_from(Input& input, std::int32_t longest) {
  static constexpr std::int32_t kernel_sizes[] = {5, 3, 1};
  HalfScale spec;
  spec.src = {side_from(input, longest), side_from(input, longest)};
  spec.format = {Element::u8, input.one_in(8) ? input.in(5, 20) : input.in(1, 4)};
  spec.kernel_size = kernel_sizes[input.below(3)];
  spec.border = input.id<Border>(ISOPEL_BORDER_UNDEFINED);
  if (spec.border == Border::extrapolate) spec.border = Border::replicate;
  for (std::uint8_t& value : spec.fill) value = static_cast<std::uint8_t>(input.below(256));
  return spec;
}

/// Samples of an image, `count` of them. Floats are finite, moderate and not subnormal: what else there is, is not
/// promised to be equal everywhere.
inline std::vector<std::uint8_t> samples_from(Input& input, const Format& format, std::int64_t count) {
  const auto bytes = static_cast<std::size_t>(sizes::bytes_per_sample(format.element));
  std::vector<std::uint8_t> out(static_cast<std::size_t>(count) * bytes);
  const std::int32_t pattern = input.below(6);
  const auto maximum = static_cast<std::uint32_t>(sizes::largest_value(format));
  test::Random sequence(input.bits(2));
  for (std::size_t at = 0; at < out.size(); at += bytes) {
    auto random = static_cast<std::uint32_t>(sequence.next() >> 32);
    if (pattern == 4) random = random >> 31 != 0 ? 0xffffffffu : 0;  // the largest overshoots
    if (pattern == 5) random = at == 0 ? random : 0xffffffffu;       // a constant, nearly
    if (format.element == Element::f32) {
      const float value = static_cast<float>(static_cast<std::int32_t>(random) >> 11) / 4096;
      std::memcpy(&out[at], &value, sizeof value);
    } else if (bytes == 2) {
      std::uint32_t value = random >> 16;
      if (format.element == Element::u16) value %= maximum + 1;
      if (format.element == Element::f16) value &= 0xbfff;  // below 2
      const auto sample = static_cast<std::uint16_t>(value);
      std::memcpy(&out[at], &sample, sizeof sample);
    } else {
      out[at] = static_cast<std::uint8_t>(random >> 24);
    }
  }
  return out;
}

// --- whatever fits the fields

/// Mostly what exists, sometimes what lies beside it, sometimes anything.
inline std::int32_t any_id(Input& input, std::int32_t last) {
  const std::int32_t kind = input.below(16);
  if (kind == 15) return input.any_number();
  return kind == 14 ? input.in(-2, last + 3) : input.below(last + 1);
}
inline std::int32_t any_side(Input& input) {
  switch (input.below(8)) {
    case 5:
      return ISOPEL_MAX_SIDE - 2 + input.below(4);
    case 6:
      return input.any_number();
    case 7:
      return input.in(-2, 70000);
    default:
      return input.in(0, 40);
  }
}
inline Size any_size(Input& input) { return {any_side(input), any_side(input)}; }
inline double any_edge(Input& input, std::int32_t end) {
  switch (input.below(4)) {
    case 0:
      return input.any_double();
    case 1:
      return input.any_number() / 65536.0;
    case 2:
      return end;
    default:
      return input.below(64);
  }
}
inline float any_sample(Input& input) {
  return input.one_in(2) ? input.any_float() : static_cast<float>(input.in(-130, 260));
}
inline Format any_format(Input& input) {
  Format format{static_cast<Element>(any_id(input, ISOPEL_ELEMENT_RGB565_BE)),
                input.one_in(8) ? any_side(input) : input.in(0, 5),
                static_cast<Layout>(any_id(input, ISOPEL_LAYOUT_PLANAR))};
  if (input.one_in(4)) format.maximum = any_side(input);
  return format;
}
inline Rules any_rules(Input& input) {
  const std::span<const Preset> all = presets();
  if (input.one_in(3)) return all[static_cast<std::size_t>(input.bits(1)) % all.size()].rules;
  Rules rules;
  rules.filter = static_cast<Filter>(any_id(input, ISOPEL_FILTER_CUBIC));
  rules.border = static_cast<Border>(any_id(input, ISOPEL_BORDER_UNDEFINED));
  rules.antialias = input.one_in(2);
  rules.grid = static_cast<Grid>(any_id(input, ISOPEL_GRID_ASYMMETRIC));
  if (input.one_in(3)) rules.arithmetic = static_cast<Arithmetic>(any_id(input, ISOPEL_ARITHMETIC_OPENCV_EXACT_5_0));
  if (input.one_in(3)) rules.alpha = static_cast<Alpha>(any_id(input, ISOPEL_ALPHA_PREMULTIPLIED));
  if (input.one_in(3)) rules.light = static_cast<Light>(any_id(input, ISOPEL_LIGHT_LINEAR));
  return rules;
}

/// Any Spec at all. Zero bytes leave a field as it is, so small inputs spoil few of them.
inline Spec any_spec(Input& input) {
  Spec spec;
  spec.src = any_size(input);
  spec.dst = any_size(input);
  spec.format = any_format(input);
  spec.rules = any_rules(input);
  if (input.one_in(8)) spec.block_rows = any_side(input);
  if (input.one_in(3)) {
    spec.box = {any_edge(input, spec.src.width), any_edge(input, spec.src.height), any_edge(input, spec.src.width),
                any_edge(input, spec.src.height)};
  }
  if (input.one_in(3)) spec.scale = {any_edge(input, 1), any_edge(input, 1)};
  if (input.one_in(2)) spec.dst_format = any_format(input);
  if (input.one_in(3)) spec.crop = {any_side(input), any_side(input), any_side(input), any_side(input)};
  if (input.one_in(3)) spec.pad = {any_side(input), any_side(input), any_side(input), any_side(input)};
  if (input.one_in(2)) {
    for (float& value : spec.fill) value = any_sample(input);
  }
  if (input.one_in(4)) {
    spec.normalization.divisor = any_sample(input);
    for (float& value : spec.normalization.mean) value = any_sample(input);
    for (float& value : spec.normalization.deviation) value = any_sample(input);
  }
  if (input.one_in(4)) spec.quantization = {any_side(input), any_side(input), any_side(input)};
  if (input.one_in(4)) {
    spec.src_siting = static_cast<Siting>(any_id(input, ISOPEL_SITING_TOP_LEFT));
    spec.dst_siting = static_cast<Siting>(any_id(input, ISOPEL_SITING_TOP_LEFT));
  }
  return spec;
}

inline VideoSpec any_video_spec(Input& input) {
  VideoSpec spec;
  spec.src = any_size(input);
  spec.dst = any_size(input);
  spec.layout = static_cast<YuvLayout>(any_id(input, ISOPEL_YUV_UYVY));
  spec.siting = static_cast<Siting>(any_id(input, ISOPEL_SITING_TOP_LEFT));
  spec.dst_layout = static_cast<YuvLayout>(any_id(input, ISOPEL_YUV_UYVY));
  spec.matrix = static_cast<YuvMatrix>(any_id(input, ISOPEL_MATRIX_BT2020_FULL));
  spec.order = static_cast<Order>(any_id(input, ISOPEL_ORDER_RESIZE_THEN_CONVERT));
  spec.rules = any_rules(input);
  if (input.one_in(8)) spec.block_rows = any_side(input);
  return spec;
}

inline HalfScale any_half_scale(Input& input) {
  HalfScale spec;
  spec.src = any_size(input);
  spec.format = input.one_in(2) ? any_format(input) : rgb8;
  spec.kernel_size = any_id(input, 6);
  spec.border = static_cast<Border>(any_id(input, ISOPEL_BORDER_UNDEFINED));
  return spec;
}

}  // namespace isopel::fuzz

#endif  // ISOPEL_TESTS_FUZZ_SPEC_FROM_BYTES_HPP_
