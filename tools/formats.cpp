#include "formats.hpp"

#include "named.hpp"

namespace isopel::tools {
namespace {

constexpr Named<Element> elements[] = {
    {"u8", Element::u8},
    {"i8", Element::i8},
    {"u16", Element::u16},
    {"f32", Element::f32},
    {"f16", Element::f16},
    {"rgb565", Element::rgb565},
    {"rgb565-be", Element::rgb565_be},
};
constexpr Named<Layout> layouts[] = {{"hwc", Layout::interleaved}, {"chw", Layout::planar}};
constexpr const char* colours[picture_channels] = {"gray", "gray_alpha", "rgb", "rgba"};

}  // namespace

Problem parse_element(std::string_view name, Element& out) { return parse(elements, name, out); }
Problem parse_layout(std::string_view name, Layout& out) { return parse(layouts, name, out); }

std::string format_name(const Format& format) {
  const std::string element = find_name(elements, format.element);
  if (sizes::is_rgb565(format.element)) return element;
  std::string text;
  if (format.channels > picture_channels || format.channels < 1) {
    text = std::to_string(format.channels) + " channels of " + element;
  } else {
    const bool bits = format.element == Element::u8 || format.element == Element::u16;
    text = colours[format.channels - 1] + (bits ? element.substr(1) : "_" + element);
  }
  if (format.maximum != 0) text += " up to " + std::to_string(format.maximum);
  return text + (format.layout == Layout::planar ? " chw" : "");
}

}  // namespace isopel::tools
