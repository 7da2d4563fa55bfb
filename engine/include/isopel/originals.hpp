// What the originals of the presets decide from the sizes alone: which way they go, and how many pixels they read.
// Compile-time functions, because memory needs depend on them. Formulas (O..) and (M..) are those of
// engine/PRESETS.md. Included by sizes.hpp.
#include "isopel/isopel.hpp"  // before the guard: it is what includes this file

#ifndef ISOPEL_ORIGINALS_HPP_
#define ISOPEL_ORIGINALS_HPP_

#include <cstdint>
#include <type_traits>

// A library that leaves filters, arithmetics or formats out (engine/build.hpp) is smaller if these functions do so,
// too. They are other functions then, so they get another name: programs that include this header keep theirs.
#if defined(ISOPEL_FILTERS) || defined(ISOPEL_ARITHMETICS) || defined(ISOPEL_FORMATS) || defined(ISOPEL_MANY_CHANNELS)
#define ISOPEL_BUILD of_this_build
#else
#define ISOPEL_BUILD of_every_build
#endif
#ifdef ISOPEL_ARITHMETICS
#define ISOPEL_BUILD_HAS(arithmetic) ((ISOPEL_ARITHMETICS >> static_cast<int>(arithmetic) & 1) != 0)
#else
#define ISOPEL_BUILD_HAS(arithmetic) true
#endif
#ifdef ISOPEL_FORMATS
#define ISOPEL_BUILD_HAS_FORMAT(bit) ((ISOPEL_FORMATS >> (bit) & 1) != 0)
#else
#define ISOPEL_BUILD_HAS_FORMAT(bit) true
#endif
#ifdef ISOPEL_MANY_CHANNELS
#define ISOPEL_BUILD_HAS_MANY_CHANNELS (ISOPEL_MANY_CHANNELS != 0)
#else
#define ISOPEL_BUILD_HAS_MANY_CHANNELS true
#endif

namespace isopel {
inline namespace ISOPEL_BUILD {
namespace sizes {

/// Whether it is one of these, and in this build.
template <Arithmetic... some>
constexpr bool is_any_of(Arithmetic arithmetic) {
  return ((ISOPEL_BUILD_HAS(some) && arithmetic == some) || ...);
}

/// Whether the build has any arithmetic but contract 1.
inline constexpr bool has_originals =
    ISOPEL_BUILD_HAS(1) || ISOPEL_BUILD_HAS(2) || ISOPEL_BUILD_HAS(3) || ISOPEL_BUILD_HAS(4) || ISOPEL_BUILD_HAS(5) ||
    ISOPEL_BUILD_HAS(6) || ISOPEL_BUILD_HAS(7) || ISOPEL_BUILD_HAS(8) || ISOPEL_BUILD_HAS(9) || ISOPEL_BUILD_HAS(10);

/// Whether it is contract 1, of what is_known() lets through.
constexpr bool is_contract_1(const Rules& rules) {
  return !has_originals || rules.arithmetic == Arithmetic::contract_1;
}

/// Whether it has boxes, scales, sitings, crops and pads.
inline constexpr bool has_parts = ISOPEL_BUILD_HAS_FORMAT(11) || ISOPEL_BUILD_HAS_FORMAT(12);

/// The whole source, or the box.
constexpr Box part(const Spec& spec) {
  return !has_parts || spec.box == Box{}
             ? Box{0, 0, static_cast<double>(spec.src.width), static_cast<double>(spec.src.height)}
             : spec.box;
}
/// Whether that is the whole, however it is said.
constexpr bool takes_whole(const Spec& spec) {
  return part(spec) == Box{0, 0, static_cast<double>(spec.src.width), static_cast<double>(spec.src.height)};
}

/// One axis of a spec, of which a box may be a part.
struct PartLine {
  std::int32_t src, dst;
  double first, end;                          ///< of the box
  double scale;                               ///< the caller's, or 0
  bool boxed = false;                         ///< whether there is a box
  bool src_sited = false, dst_sited = false;  ///< whether samples sit at the first pixel of their cell

  constexpr double length() const { return end - first; }
};
/// What is left of it where contract 1 takes whole images alone; nobody asks for the end there.
struct WholeLine {
  std::int32_t src, dst;
  static constexpr double first = 0, end = 0, scale = 0;
  static constexpr bool boxed = false, src_sited = false, dst_sited = false;

  constexpr WholeLine(const PartLine& line) : src(line.src), dst(line.dst) {}
  constexpr double length() const { return src; }
};
using Line = std::conditional_t<has_parts || has_originals, PartLine, WholeLine>;

constexpr PartLine whole_line(std::int32_t src, std::int32_t dst) { return {src, dst, 0, static_cast<double>(src), 0}; }
constexpr Line x_line(const Spec& spec) {
  if (!has_parts) return whole_line(spec.src.width, spec.dst.width);
  return PartLine{spec.src.width,
                  spec.dst.width,
                  part(spec).left,
                  part(spec).right,
                  spec.scale.x,
                  spec.box != Box{},
                  spec.src_siting != Siting::centre,
                  spec.dst_siting != Siting::centre};
}
constexpr Line y_line(const Spec& spec) {
  if (!has_parts) return whole_line(spec.src.height, spec.dst.height);
  return PartLine{spec.src.height,
                  spec.dst.height,
                  part(spec).top,
                  part(spec).bottom,
                  spec.scale.y,
                  spec.box != Box{},
                  spec.src_siting == Siting::top_left,
                  spec.dst_siting == Siting::top_left};
}

/// Whether a caller's scale is one that the functions below can count with.
constexpr bool scale_is_sane(double scale) { return scale > 1e-7 && scale < 1e7; }

// Numbers here fit 32 bits: conversions of 64-bit ones would bring kilobytes of code to a microcontroller.

constexpr bool is_whole(double value) { return value == static_cast<std::int32_t>(value); }

/// Halves to even, for 0 <= value < 2^31 - 1.
constexpr std::int32_t round_half_even(double value) {
  const auto below = static_cast<std::int32_t>(value);
  const double rest = value - below;
  return rest > 0.5 || (rest == 0.5 && below % 2 != 0) ? below + 1 : below;
}

// --- OpenCV

constexpr bool is_opencv(Arithmetic arithmetic) {
  return is_any_of<Arithmetic::opencv, Arithmetic::opencv_exact, Arithmetic::opencv_arm64, Arithmetic::opencv_exact_4_8,
                   Arithmetic::opencv_exact_5_0>(arithmetic);
}

/// (O1) One axis: destination pixels per source pixel, and that inverted again, which is not always src / dst.
struct OpencvScale {
  double inverse, scale;

  constexpr explicit OpencvScale(const Line& line)
      : inverse(line.scale != 0 ? line.scale : static_cast<double>(line.dst) / line.src), scale(1.0 / inverse) {}
  /// The whole ratio that it is, or 0.
  constexpr std::int32_t whole() const {
    if (!(scale < ISOPEL_MAX_SIDE + 1.0)) return 0;
    const std::int32_t rounded = round_half_even(scale);
    const double distance = scale - rounded;
    constexpr double epsilon = 2.220446049250313e-16;
    return distance < epsilon && -distance < epsilon ? rounded : 0;
  }
};
constexpr OpencvScale opencv_x(const Spec& spec) { return OpencvScale(x_line(spec)); }
constexpr OpencvScale opencv_y(const Spec& spec) { return OpencvScale(y_line(spec)); }

/// Half the size, for which OpenCV's linear resize is a mean of 2x2 pixels. Only the exact one with two channels is
/// not.
constexpr bool is_half(const Spec& spec) {
  const bool exact_pairs = spec.rules.arithmetic == Arithmetic::opencv_exact && spec.format.channels == 2;
  return is_opencv(spec.rules.arithmetic) && !exact_pairs && opencv_x(spec).whole() == 2 && opencv_y(spec).whole() == 2;
}
/// Whether OpenCV takes means of boxes of whole pixels.
constexpr bool opencv_boxes(const Spec& spec) {
  if (spec.rules.filter == Filter::bilinear) return is_half(spec);
  return spec.rules.filter == Filter::area && opencv_x(spec).whole() >= 1 && opencv_y(spec).whole() >= 1;
}
/// Whether OpenCV's area averages; where an axis grows it interpolates on both.
constexpr bool opencv_averages(const Spec& spec) { return opencv_x(spec).scale >= 1 && opencv_y(spec).scale >= 1; }

// --- OpenMV

constexpr bool is_openmv(Arithmetic arithmetic) {
  return is_any_of<Arithmetic::openmv, Arithmetic::openmv_4_3>(arithmetic);
}
/// The longest side where positions are counted in 16 + 16 bits.
inline constexpr std::int32_t sixteen_bit_side = 32767;

constexpr std::int32_t floor_to_int(double value) {
  const auto truncated = static_cast<std::int32_t>(value);
  return truncated > value ? truncated - 1 : truncated;
}

/// (M1) One axis: the region's first and last pixel, the destination's length, and the first position and the step in
/// 1/65536 of a source pixel. All of it in floats, each operation rounded once.
struct OpenmvAxis {
  std::int32_t first, last, dst, start, step;

  constexpr explicit OpenmvAxis(const Line& line)
      : first(static_cast<std::int32_t>(line.first)),
        last(static_cast<std::int32_t>(line.end) - 1),
        dst(0),
        start(0),
        step(0) {
    const auto length = static_cast<float>(last - first + 1);
    const float scale = line.scale != 0 ? static_cast<float>(line.scale) : static_cast<float>(line.dst) / length;
    const float exact_dst = length * scale, exact_step = 65536.0f / scale;
    if (!(exact_dst < 32768.0f) || !(exact_step < 2147483648.0f)) return;  // beyond what OpenMV can count
    dst = floor_to_int(exact_dst);
    step = floor_to_int(exact_step);
    const float exact_first = static_cast<float>(first) * scale;
    if (!(exact_first < 32768.0f)) {
      dst = 0;
      return;
    }
    start = floor_to_int(static_cast<float>(floor_to_int(exact_first) * 65536) / scale);
  }
  constexpr std::int32_t length() const { return last - first + 1; }
};
constexpr OpenmvAxis openmv_x(const Spec& spec) { return OpenmvAxis(x_line(spec)); }
constexpr OpenmvAxis openmv_y(const Spec& spec) { return OpenmvAxis(y_line(spec)); }

/// (M2) What OpenMV does instead of what it is asked for.
constexpr Filter openmv_filter(const Spec& spec) {
  constexpr std::int32_t one = 65536;
  const OpenmvAxis x = openmv_x(spec), y = openmv_y(spec);
  Filter filter = spec.rules.filter;
  if (x.step == one && y.step == one) return Filter::nearest;
  const auto grows = [](const Line& line) {
    return line.scale != 0 ? static_cast<float>(line.scale) >= 1.0f : line.dst >= line.length();
  };
  if (filter == Filter::area && grows(x_line(spec)) && grows(y_line(spec))) return Filter::nearest;
  if (filter == Filter::catmull_rom && (x.length() <= 3 || y.length() <= 3)) filter = Filter::bilinear;
  if (filter != Filter::catmull_rom && (x.length() <= 1 || y.length() <= 1)) return Filter::nearest;
  return filter;
}
/// (M5) Whether OpenMV's area takes means of whole pixels.
constexpr bool openmv_boxes(const Spec& spec) {
  return openmv_x(spec).step % 65536 == 0 && openmv_y(spec).step % 65536 == 0;
}

// --- Pillow

constexpr bool is_pillow(Arithmetic arithmetic) {
  return is_any_of<Arithmetic::pillow, Arithmetic::pillow_12_2, Arithmetic::pillow_13>(arithmetic);
}

/// (P5) Whether the pass along y comes first. The source is the whole one, also where a box is taken from it.
constexpr bool pillow_vertical_first(const Spec& spec) {
  const std::int32_t lost_rows = spec.src.height - spec.dst.height, lost_columns = spec.src.width - spec.dst.width;
  if (spec.rules.arithmetic == Arithmetic::pillow_12_2)
    return lost_rows > 0 && spec.src.height > std::int64_t{100} * spec.src.width;
  return spec.rules.arithmetic == Arithmetic::pillow_13 && lost_rows > 0 && lost_rows > 2 * lost_columns;
}

/// (P7) The factor of Image.reduce along one axis: the smallest that gives the destination's length, or 1 / scale.
constexpr std::int32_t reduce_factor(const Line& line) {
  if (line.scale > 0) return round_half_even(1.0 / line.scale);
  return (static_cast<std::int32_t>(line.length()) + line.dst - 1) / line.dst;
}

/// Pillow's boxes are floats.
constexpr double pillow_edge(double edge) { return static_cast<float>(edge); }

}  // namespace sizes
}  // namespace ISOPEL_BUILD
}  // namespace isopel

#endif  // ISOPEL_ORIGINALS_HPP_
