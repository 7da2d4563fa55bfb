// Specs as C++ that can be pasted into a test.
#ifndef ISOPEL_TESTS_FUZZ_SPEC_TEXT_HPP_
#define ISOPEL_TESTS_FUZZ_SPEC_TEXT_HPP_

#include <cstdio>
#include <string>
#include <type_traits>

#include "isopel/half_scale.hpp"
#include "isopel/video.hpp"

namespace isopel::fuzz {

/// "{1, 2.5}": numbers exactly, enumerators by number.
class Braces {
 public:
  template <class... Values>
  explicit Braces(const Values&... values) {
    (add(values), ...);
  }
  std::string text() const { return "{" + text_ + "}"; }

 private:
  template <class Value>
  void add(const Value& value) {
    if (!text_.empty()) text_ += ", ";
    char number[64];
    if constexpr (std::is_floating_point_v<Value>) {
      std::snprintf(number, sizeof number, std::is_same_v<Value, float> ? "%.9g" : "%.17g", double{value});
      text_ += number;
    } else if constexpr (std::is_enum_v<Value>) {
      std::snprintf(number, sizeof number, "(%d)", static_cast<int>(value));
      text_ += name_of(value) + std::string(number);
    } else if constexpr (std::is_same_v<Value, bool>) {
      text_ += value ? "true" : "false";
    } else if constexpr (std::is_integral_v<Value>) {
      text_ += std::to_string(value);
    } else if constexpr (std::is_array_v<Value>) {
      text_ += Braces(value[0], value[1], value[2], value[3]).text();
    } else {
      text_ += text_of(value);
    }
  }
  static const char* name_of(Element) { return "Element"; }
  static const char* name_of(Layout) { return "Layout"; }
  static const char* name_of(Filter) { return "Filter"; }
  static const char* name_of(Border) { return "Border"; }
  static const char* name_of(Arithmetic) { return "Arithmetic"; }
  static const char* name_of(Alpha) { return "Alpha"; }
  static const char* name_of(Grid) { return "Grid"; }
  static const char* name_of(Light) { return "Light"; }
  static const char* name_of(Siting) { return "Siting"; }
  static const char* name_of(YuvLayout) { return "YuvLayout"; }
  static const char* name_of(YuvMatrix) { return "YuvMatrix"; }
  static const char* name_of(Order) { return "Order"; }

  static std::string text_of(Size s) { return Braces(s.width, s.height).text(); }
  static std::string text_of(const Format& f) { return Braces(f.element, f.channels, f.layout, f.maximum).text(); }
  static std::string text_of(const Rules& r) {
    return Braces(r.filter, r.border, r.antialias, r.arithmetic, r.alpha, r.grid, r.light).text();
  }
  static std::string text_of(const Box& b) { return Braces(b.left, b.top, b.right, b.bottom).text(); }
  static std::string text_of(const Scale& s) { return Braces(s.x, s.y).text(); }
  static std::string text_of(const Crop& c) { return Braces(c.left, c.top, c.width, c.height).text(); }
  static std::string text_of(const Pad& p) { return Braces(p.left, p.top, p.right, p.bottom).text(); }
  static std::string text_of(const Normalization& n) { return Braces(n.divisor, n.mean, n.deviation).text(); }
  static std::string text_of(const Quantization& q) { return Braces(q.zero_point, q.numerator, q.denominator).text(); }

  std::string text_;
};

inline std::string text_of(const Spec& s) {
  return "Spec" + Braces(s.src, s.dst, s.format, s.rules, s.block_rows, s.box, s.scale, s.dst_format, s.crop, s.pad,
                         s.fill, s.normalization, s.quantization, s.src_siting, s.dst_siting)
                      .text();
}
inline std::string text_of(const VideoSpec& s) {
  return "VideoSpec" +
         Braces(s.src, s.dst, s.layout, s.siting, s.dst_layout, s.matrix, s.order, s.rules, s.block_rows).text();
}
inline std::string text_of(const HalfScale& s) {
  return "HalfScale" + Braces(s.src, s.format, s.kernel_size, s.border, s.fill).text();
}

}  // namespace isopel::fuzz

#endif  // ISOPEL_TESTS_FUZZ_SPEC_TEXT_HPP_
