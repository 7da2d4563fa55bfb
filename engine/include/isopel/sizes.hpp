// How much memory a plan and its execution need: compile-time functions of the Spec alone, so firmware can write
//     static std::byte tables[isopel::memory_size(spec)];
// and a host can compute a board's buffers. Included by isopel.hpp.
#ifndef ISOPEL_SIZES_HPP_
#define ISOPEL_SIZES_HPP_

#include <algorithm>
#include <cstdint>

#include "isopel/contract.hpp"
#include "isopel/isopel.hpp"
#include "isopel/originals.hpp"

namespace isopel {
inline namespace ISOPEL_BUILD {

namespace sizes {

constexpr std::int64_t round_up(std::int64_t value, std::int64_t multiple) {
  return (value + multiple - 1) / multiple * multiple;
}

/// Tables begin on this boundary inside the caller's memory, intermediate rows inside the scratch.
inline constexpr std::int64_t table_alignment = 16, row_alignment = 64;
/// Bytes after the last table and after every intermediate row that a vector load may read.
inline constexpr std::int64_t slack = 64;

constexpr bool is_known_to_contract(const Rules& rules) {
  const bool exists = rules.filter >= Filter::nearest && rules.filter <= Filter::lanczos4 &&
                      rules.border >= Border::replicate && rules.border <= Border::undefined &&
                      rules.grid >= Grid::half_pixel && rules.grid <= Grid::asymmetric && rules.alpha >= Alpha::none &&
                      rules.alpha <= Alpha::premultiplied && rules.light >= Light::encoded &&
                      rules.light <= Light::linear;
  // (10) is about pixels with edges, (30) about colours that were not multiplied yet.
  return exists && !(rules.filter == Filter::area && rules.grid != Grid::half_pixel) &&
         !(rules.light == Light::linear && rules.alpha == Alpha::premultiplied);
}

/// Whether the arithmetic knows the rules; what it does not know is refused, never replaced.
constexpr bool is_known(const Rules& rules) {
  if (!has_originals) return rules.arithmetic == Arithmetic::contract_1 && is_known_to_contract(rules);
  const bool plain = rules.grid == Grid::half_pixel && rules.light == Light::encoded;
  const auto is_one_of = [&](auto... filters) { return ((rules.filter == filters) || ...); };
  const bool as_it_is = plain && rules.border == Border::replicate && !rules.antialias && rules.alpha == Alpha::none;
  switch (rules.arithmetic) {
    case Arithmetic::contract_1:
      return is_known_to_contract(rules);
    case Arithmetic::pillow:
    case Arithmetic::pillow_12_2:
    case Arithmetic::pillow_13:
      return plain && rules.border == Border::renormalize && rules.antialias &&
             (rules.alpha == Alpha::none || rules.alpha == Alpha::weighted) &&
             is_one_of(Filter::nearest, Filter::box, Filter::bilinear, Filter::hamming, Filter::catmull_rom,
                       Filter::lanczos3, Filter::area);
    case Arithmetic::opencv:
      return as_it_is && is_one_of(Filter::nearest, Filter::bilinear, Filter::area, Filter::cubic, Filter::lanczos4);
    case Arithmetic::opencv_exact:
      return as_it_is && is_one_of(Filter::nearest, Filter::bilinear);
    case Arithmetic::opencv_exact_4_8:
    case Arithmetic::opencv_exact_5_0:
      return as_it_is && rules.filter == Filter::nearest;
    case Arithmetic::opencv_arm64:
      return as_it_is && is_one_of(Filter::area, Filter::cubic);
    case Arithmetic::openmv:
    case Arithmetic::openmv_4_3:
      return as_it_is && is_one_of(Filter::nearest, Filter::bilinear, Filter::catmull_rom, Filter::area);
  }
  return false;
}

/// Samples of a pixel, as kernels see it. The planes of a planar image are images of one channel.
constexpr std::int32_t samples_per_pixel(const Spec& spec) {
  if (is_rgb565(spec.format.element)) return is_openmv(spec.rules.arithmetic) ? 4 : 3;  // a fourth that is nothing
  return is_planar(spec.format) ? 1 : spec.format.channels;
}
constexpr std::int32_t bytes_per_sample(Element element) { return is_rgb565(element) ? 2 : alignment_of(element); }
/// From a pixel to the next one of its row.
constexpr std::int64_t bytes_per_pixel(const Format& format) {
  const std::int64_t samples = is_planar(format) ? 1 : format.channels;
  return samples * bytes_per_sample(format.element);
}
/// Images that are resampled one by one.
constexpr std::int32_t planes(const Format& format) { return is_planar(format) ? format.channels : 1; }

/// Whether colour has to be multiplied by alpha first, in Pillow's way.
constexpr bool weighs_alpha(const Spec& spec) {
  if (!is_pillow(spec.rules.arithmetic) || !has_alpha(spec)) return false;
  if (spec.rules.filter == Filter::nearest) return false;
  const bool crops = spec.rules.filter == Filter::area && spec.rules.arithmetic == Arithmetic::pillow_13 &&
                     reduce_factor(x_line(spec)) == 1 && reduce_factor(y_line(spec)) == 1;
  return !crops;
}
/// Whether colours are limited to alpha afterwards (29).
constexpr bool limits_to_alpha(const Spec& spec) {
  return spec.rules.alpha == Alpha::premultiplied && has_alpha(spec) && spec.rules.filter != Filter::nearest;
}
/// Whether source rows are converted before kernels read them.
constexpr bool converts(const Spec& spec) {
  const Element element = spec.format.element;
  if (weighs_alpha(spec) || work_of(spec) == Work::words) return true;
  if (is_any_of<Element::f32>(element)) {
    return has_alpha(spec) && spec.rules.alpha == Alpha::weighted && spec.rules.filter != Filter::nearest;
  }
  return (!has_only_u8 && element != Element::u8) || work_of(spec) == Work::floats;
}
/// Bytes of a sample before the first pass and after the last.
constexpr std::int64_t from_bytes(Work work) { return work == Work::bytes ? 1 : work == Work::words ? 2 : 4; }
constexpr std::int64_t to_bytes(Work work) { return work == Work::bytes ? 1 : 4; }

/// Which kernels the passes use, and with them the form of the tables and of the rows between the passes.
enum class Passes : std::int32_t {
  narrow,        ///< weights of 16 bits, i16 between the passes
  narrow_u8,     ///< weights of 16 bits, u8 between the passes
  wide,          ///< weights in two parts, u8 between the passes
  wide_i16,      ///< weights in two parts, i16 between the passes
  blend,         ///< two rows, products rounded one by one
  sums,          ///< i32 between the passes
  nested,        ///< the same, and floats along y
  nested_fused,  ///< with fused products
  floats,        ///< floats
  floats_fused,  ///< with fused products
  words,         ///< (28) weights of 16 bits, i16 before and between the passes, i32 after them
  counted,       ///< (25) floats all the way
};
constexpr Passes passes(const Spec& spec) {
  const Rules& rules = spec.rules;
  if (work_of(spec) == Work::words) return Passes::words;
  if (work_of(spec) == Work::floats) return Passes::counted;
  if (is_pillow(rules.arithmetic)) return Passes::wide;
  if (is_openmv(rules.arithmetic)) {
    return openmv_filter(spec) == Filter::catmull_rom ? Passes::wide_i16 : Passes::narrow_u8;
  }
  const bool fused = is_any_of<Arithmetic::opencv_arm64>(rules.arithmetic);
  if (!fused && !is_any_of<Arithmetic::opencv>(rules.arithmetic)) return Passes::narrow;
  if (rules.filter == Filter::lanczos4) return Passes::sums;
  if (rules.filter == Filter::cubic) return fused ? Passes::nested_fused : Passes::nested;
  if (rules.filter == Filter::area && opencv_averages(spec)) return fused ? Passes::floats_fused : Passes::floats;
  return Passes::blend;
}
/// Whether they are one of these, which are those of presets.
template <Passes... some>
constexpr bool is_any_of(Passes passes) {
  return has_originals && ((passes == some) || ...);
}
constexpr bool is_wide(Passes passes) { return is_any_of<Passes::wide, Passes::wide_i16>(passes); }
constexpr bool is_nested(Passes passes) { return is_any_of<Passes::nested, Passes::nested_fused>(passes); }
constexpr bool is_float(Passes passes) { return is_any_of<Passes::floats, Passes::floats_fused>(passes); }
constexpr bool is_counted(Passes passes) {
  const bool may = ISOPEL_BUILD_HAS_FORMAT(3) || ISOPEL_BUILD_HAS_FORMAT(4) || ISOPEL_BUILD_HAS_FORMAT(5);
  return (may || ISOPEL_BUILD_HAS_FORMAT(9)) && passes == Passes::counted;
}
/// Whether the pass along y names its rows.
constexpr bool names_rows(Passes passes) {
  return is_any_of<Passes::blend>(passes) || is_nested(passes) || is_float(passes);
}
/// Bytes of a sample between the passes.
constexpr std::int64_t middle_bytes(Passes passes) {
  if (is_any_of<Passes::wide, Passes::narrow_u8>(passes)) return 1;
  return is_any_of<Passes::sums>(passes) || is_counted(passes) || is_nested(passes) || is_float(passes) ? 4 : 2;
}
/// Whether results are copied into the destination, converted or not.
constexpr bool stores(const Spec& spec) {
  const Element element = spec.format.element;
  const Format to = output_format(spec);
  if ((!has_only_u8 && element != to.element) || is_planar(spec.format) != is_planar(to)) return true;
  const bool plain = has_only_u8 || element == Element::u8 || is_any_of<Element::f32>(element);
  if (!plain || work_of(spec) == Work::words || limits_to_alpha(spec)) return true;
  if (is_bytes(element) && work_of(spec) == Work::floats) return true;
  if (is_any_of<Element::f32>(element) && has_alpha(spec)) return true;
  if (normalizes(spec) || has_border(spec.rules, Border::undefined)) return true;
  return is_nested(passes(spec)) && crop_of(spec).width != spec.dst.width;  // its rows have ends of their own
}

/// Pillow's window is rounded to pixels in floating point: at most 2 support scale + 2 taps.
constexpr std::int64_t most_pillow_taps(Filter filter, const Line& line) {
  const std::int32_t width = filter == Filter::box ? 1 : 2 * support(filter);
  const double scale = line.length() / line.dst;
  return std::min<std::int64_t>(line.src, static_cast<std::int32_t>(scale > 1 ? width * scale : width) + 3);
}

/// The most taps that one output can have on an axis; the true number is often one or two less.
constexpr std::int64_t most_taps(const Spec& spec, const Line& line) {
  if (spec.rules.filter == Filter::nearest) return 1;
  const auto at_most = [&](std::int64_t taps) { return std::min<std::int64_t>(taps, line.src); };
  const Filter filter = spec.rules.filter;
  if (is_pillow(spec.rules.arithmetic)) {
    if (filter == Filter::area) return at_most(reduce_factor(line));
    return most_pillow_taps(filter, line);
  }
  if (is_opencv(spec.rules.arithmetic)) {
    if (filter == Filter::lanczos4) return at_most(8);
    if (filter == Filter::cubic) return at_most(4);
    if (filter != Filter::area || !opencv_averages(spec)) return at_most(2);
    const double scale = OpencvScale(line).scale;
    return scale < line.src ? at_most(static_cast<std::int32_t>(scale) + 3) : line.src;
  }
  if (is_openmv(spec.rules.arithmetic)) {
    if (openmv_filter(spec) == Filter::nearest) return 1;
    if (filter == Filter::area) return at_most(OpenmvAxis(line).step / 65536 + 3);
    return at_most(openmv_filter(spec) == Filter::catmull_rom ? 4 : 2);
  }
  return most_contract_taps(spec.rules, line);
}
constexpr std::int64_t most_x_taps(const Spec& spec) { return most_taps(spec, x_line(spec)); }
constexpr std::int64_t most_y_taps(const Spec& spec) { return most_taps(spec, y_line(spec)); }

/// One output's record: its offset, and its weights padded to an even number. See Taps in engine/kernels.hpp.
constexpr std::int64_t record_bytes(std::int64_t taps) { return 4 + 2 * round_up(taps, 2); }
/// The same with weights in two parts, or with float weights.
constexpr std::int64_t wide_record_bytes(std::int64_t taps) { return 4 + 4 * round_up(taps, 2); }
/// What a weighted box has instead of weights: its last pixel, two weights and nothing.
inline constexpr std::int64_t weighted_box_values = 4;
/// With counted float weights.
constexpr std::int64_t counted_record_bytes(std::int64_t taps) { return 8 + 4 * round_up(taps, 4); }
constexpr std::int64_t x_record_bytes(Passes passes, std::int64_t taps) {
  if (is_counted(passes)) return counted_record_bytes(taps);
  return is_wide(passes) || is_float(passes) ? wide_record_bytes(taps) : record_bytes(taps);
}
constexpr std::int64_t y_record_bytes(Passes passes, std::int64_t taps) {
  if (!names_rows(passes)) return x_record_bytes(passes, taps);
  const std::int64_t named = is_nested(passes) ? 4 : round_up(taps, 2);
  return 4 + named * (is_float(passes) ? 4 : 2) + named * 2;
}

/// (11) What one axis of contract 1 keeps of its outside taps: their weight, or that there are some; for every output.
constexpr std::int64_t outside_bytes(const Spec& spec) {
  const bool keeps = has_border(spec.rules, Border::constant) || has_border(spec.rules, Border::undefined);
  return keeps ? 4 * (std::int64_t{spec.dst.width} + spec.dst.height) : 0;
}
/// The table of i8 results.
constexpr std::int64_t lookup_bytes(const Spec& spec) {
  return is_any_of<Element::i8>(output_format(spec).element) && quantizes(spec) ? 256 : 0;
}

/// One intermediate row.
constexpr std::int64_t row_bytes(std::int64_t samples, std::int64_t sample_bytes) {
  return round_up(samples * sample_bytes + slack, row_alignment);
}

/// Whether outputs are whole pixels' means along an axis.
constexpr bool is_whole_ratio(const Line& line) {
  if (!has_parts) return line.src % line.dst == 0;
  if (line.scale != 0 || line.src_sited || line.dst_sited || !is_whole(line.first) || !is_whole(line.end)) return false;
  return static_cast<std::int32_t>(line.length()) % line.dst == 0;
}
/// Whether the resize is the exact area case of contract 1, formula (19).
constexpr bool is_box(const Spec& spec) {
  return is_contract_1(spec.rules) && spec.rules.filter == Filter::area && work_of(spec) == Work::bytes &&
         is_whole_ratio(x_line(spec)) && is_whole_ratio(y_line(spec));
}
/// Whether the output is made of means of boxes, which need no taps.
constexpr bool boxes(const Spec& spec) {
  if (is_pillow(spec.rules.arithmetic)) return spec.rules.filter == Filter::area;
  if (is_opencv(spec.rules.arithmetic)) return opencv_boxes(spec);
  if (is_openmv(spec.rules.arithmetic)) return openmv_filter(spec) == Filter::area && openmv_boxes(spec);
  return is_box(spec);
}

/// Scratch of an execution by its parts. Every part begins on a row's boundary.
struct Scratch {
  const Spec& spec;
  Passes form = passes(spec);
  std::int64_t from = from_bytes(work_of(spec)), to = to_bytes(work_of(spec));
  std::int64_t block = std::min(spec.block_rows, spec.dst.height);
  std::int64_t src_samples = std::int64_t{spec.src.width} * samples_per_pixel(spec);
  std::int64_t dst_samples = std::int64_t{spec.dst.width} * samples_per_pixel(spec);

  /// Rows of a ring: one output's taps, and the rows that are filled ahead as one block; so many that the ring's end
  /// cuts no block. Twice the taps where rows are moved to the front instead, so that this is seldom.
  constexpr std::int64_t ring_rows(std::int64_t y_taps) const {
    const std::int64_t taps = is_counted(form) ? 2 * y_taps : y_taps;
    return std::min<std::int64_t>(round_up(taps + spec.block_rows - 1, spec.block_rows), spec.src.height);
  }
  /// A ring and, behind it, room for one output's record with its weights or rows turned as the ring's rows are.
  constexpr std::int64_t ring(std::int64_t y_taps, std::int64_t samples, std::int64_t sample_bytes) const {
    const std::int64_t rows = ring_rows(y_taps);
    return rows * row_bytes(samples, sample_bytes) + y_record_bytes(form, std::max(rows, y_taps)) + slack;
  }
  /// Converted source rows.
  constexpr std::int64_t loaded() const {
    return converts(spec) ? std::min(spec.block_rows, spec.src.height) * row_bytes(src_samples, from) : 0;
  }
  /// Output rows before they are stored, and a row of each step of storing: as u8, as f32, of one channel.
  constexpr std::int64_t stored() const {
    if (!stores(spec)) return is_nested(form) ? block * row_bytes(dst_samples, to) : 0;  // the rows of a tile
    return block * row_bytes(dst_samples, to) + row_bytes(dst_samples, 1) + row_bytes(dst_samples, 4) +
           row_bytes(spec.dst.width, 4);
  }
  /// (11) A row for outputs with taps outside, computed for one channel's colour.
  constexpr std::int64_t edge() const {
    if (!has_border(spec.rules, Border::constant)) return 0;
    return row_bytes(std::max(src_samples, dst_samples), 4);
  }
  /// Pixels that are moved and then converted.
  constexpr std::int64_t moved() const { return stores(spec) ? row_bytes(dst_samples, 4) : 0; }

  constexpr std::int64_t horizontal() const { return loaded(); }
  /// A single pass along y whose columns are gathered afterwards, or whose source rows are converted.
  constexpr std::int64_t vertical(std::int64_t y_taps) const {
    return (converts(spec) ? ring(y_taps, src_samples, from) : 0) + block * row_bytes(src_samples, to);
  }
  constexpr std::int64_t vertical_first(std::int64_t y_taps) const {
    return block * row_bytes(src_samples, middle_bytes(form)) + (converts(spec) ? ring(y_taps, src_samples, from) : 0);
  }
  constexpr std::int64_t horizontal_first(std::int64_t y_taps) const {
    return ring(y_taps, dst_samples, middle_bytes(form)) + loaded();
  }
  constexpr std::int64_t boxes(std::int64_t y_taps) const {
    return converts(spec) ? y_taps * row_bytes(src_samples, 1) : 0;
  }

  /// For any method that the arithmetic may choose.
  constexpr std::int64_t most() const {
    const std::int64_t y_taps = most_y_taps(spec);
    if (is_pillow(spec.rules.arithmetic)) {
      const std::int64_t alone = converts(spec) ? std::max(horizontal(), vertical(y_taps)) : 0;
      return std::max(alone, pillow_vertical_first(spec) ? vertical_first(y_taps) : horizontal_first(y_taps));
    }
    if (is_opencv(spec.rules.arithmetic)) return horizontal_first(y_taps);
    if (is_openmv(spec.rules.arithmetic)) {
      return spec.rules.filter == Filter::area ? boxes(y_taps) : vertical_first(y_taps);
    }
    return std::max({vertical_first(y_taps), horizontal_first(y_taps), vertical(y_taps), horizontal()});
  }
};

/// Scratch of a stream, whose execution alone takes `execution` bytes, some of them for the alignment.
struct StreamScratch {
  const Spec& spec;
  std::int64_t execution;

  constexpr StreamScratch(const Spec& of_spec, std::int64_t execution_bytes)
      : spec(of_spec),
        execution(execution_bytes == 0 ? 0 : round_up(execution_bytes - (row_alignment - 1), row_alignment)) {}

  /// A source row as it comes.
  constexpr std::int64_t raw_row() const { return row_bytes(spec.src.width * bytes_per_pixel(spec.format), 1); }
  /// How many rows an output may go back behind those above it: where first taps weigh nothing they are left out, and
  /// the next output may need their rows. (A border that reflects shows rows from below.)
  constexpr std::int64_t most_rows_back() const {
    // OpenMV's bicubic looks above a region, but not for its first rows.
    if (is_openmv(spec.rules.arithmetic)) return spec.rules.filter == Filter::catmull_rom && spec.box != Box{} ? 2 : 0;
    if (!is_contract_1(spec.rules)) return 0;
    if (spec.rules.filter == Filter::nearest) return has_border(spec.rules, Border::reflect) ? 1 : 0;
    return spec.rules.filter == Filter::area ? 1 : support(spec.rules.filter);
  }
  /// An execution of its own for each plane; passes along y read from a ring, as converted rows always do.
  constexpr std::int64_t ring_plane(std::int64_t y_taps, std::int64_t rows_back, bool vertical) const {
    const Scratch parts{spec};
    const bool adds_ring = vertical && !converts(spec);
    const std::int64_t samples = vertical ? parts.src_samples : parts.dst_samples;
    const std::int64_t bytes = vertical ? parts.from : middle_bytes(parts.form);
    const std::int64_t more = parts.ring(y_taps + rows_back, samples, bytes) - parts.ring(y_taps, samples, bytes);
    return execution + round_up((adds_ring ? parts.ring(y_taps, samples, bytes) : 0) + more, row_alignment);
  }

  constexpr std::uint64_t raw(std::int64_t rows) const {
    return static_cast<std::uint64_t>(planes(spec.format) * rows * raw_row() + execution + row_alignment - 1);
  }
  constexpr std::uint64_t ring(std::int64_t y_taps, std::int64_t rows_back, bool vertical) const {
    return static_cast<std::uint64_t>(planes(spec.format) * ring_plane(y_taps, rows_back, vertical) + row_alignment -
                                      1);
  }
};

/// Whether the source, or in contract 1 a box of whole pixels, is asked for at its own size, which is a copy in every
/// arithmetic.
constexpr bool is_copy(const Spec& spec) {
  if (is_contract_1(spec.rules)) return keeps_length(x_line(spec)) && keeps_length(y_line(spec));
  return spec.src == spec.dst && spec.box == Box{} && spec.scale == Scale{};
}

/// Whether the box is one, lies in the source and suits the arithmetic.
constexpr bool box_is_good(const Spec& spec) {
  const Box& box = spec.box;
  if (!has_parts || box == Box{}) return true;
  if (!(box.left >= 0 && box.top >= 0 && box.left < box.right && box.top < box.bottom && box.right <= spec.src.width &&
        box.bottom <= spec.src.height)) {
    return false;
  }
  const bool whole = is_whole(box.left) && is_whole(box.top) && is_whole(box.right) && is_whole(box.bottom);
  if (spec.rules.arithmetic == Arithmetic::openmv) return whole;
  if (is_contract_1(spec.rules)) {
    const bool fixed = is_fixed(box.left) && is_fixed(box.top) && is_fixed(box.right) && is_fixed(box.bottom);
    const bool corners = spec.rules.grid != Grid::align_corners ||
                         (box.right - box.left >= 1 && box.bottom - box.top >= 1);  // their centres have to be inside
    return fixed && corners && spec.src_siting == Siting::centre && spec.dst_siting == Siting::centre;
  }
  if (!is_pillow(spec.rules.arithmetic)) return false;
  if (spec.rules.filter == Filter::area) return whole;
  return pillow_edge(box.left) < pillow_edge(box.right) && pillow_edge(box.top) < pillow_edge(box.bottom);
}

/// Whether the scale is one and leads from the source's length to the destination's.
constexpr bool scale_is_good(const Spec& spec, const Line& line) {
  const bool is_there = has_parts && line.scale != 0;
  if (is_there && !scale_is_sane(line.scale)) return false;
  if (is_there && is_contract_1(spec.rules)) {
    const bool sited = line.src_sited || line.dst_sited;
    return is_fixed(line.scale) && line.scale <= largest_scale && spec.rules.grid != Grid::align_corners && !sited;
  }
  if (is_openmv(spec.rules.arithmetic)) return OpenmvAxis(line).dst == line.dst;
  if (is_opencv(spec.rules.arithmetic)) {
    const double exact_dst = line.src * line.scale;
    return !is_there || (exact_dst < ISOPEL_MAX_SIDE + 1.0 && round_half_even(exact_dst) == line.dst);
  }
  if (!is_pillow(spec.rules.arithmetic) || spec.rules.filter != Filter::area) return !is_there;
  const std::int32_t factor = reduce_factor(line);
  return factor >= 1 && (static_cast<std::int32_t>(line.length()) + factor - 1) / factor == line.dst;
}
constexpr bool scale_is_good(const Spec& spec) {
  return scale_is_good(spec, x_line(spec)) && scale_is_good(spec, y_line(spec));
}

/// Whether the arithmetic knows both formats, and alpha and light as the rules want them.
constexpr bool format_is_good(const Spec& spec) {
  const Format &format = spec.format, to = output_format(spec);
  if (!is_format(format) || !is_format(to) || !can_store(format, to)) return false;
  if (is_openmv(spec.rules.arithmetic)) {
    if (is_any_of<Element::rgb565>(format.element)) return to == format;
    return format.element == Element::u8 && format.channels == 1;
  }
  const bool planar = is_planar(format);
  if (!is_contract_1(spec.rules)) {
    return format.element == Element::u8 && format.channels <= 4 && !(planar && has_alpha(spec));
  }
  if (is_linear(spec.rules) && format.element != Element::u8 && format.element != Element::i8) return false;
  if (spec.rules.alpha == Alpha::none) return true;
  return !planar && (format.channels == 2 || format.channels == 4);
}

constexpr bool sitings_are_good(const Spec& spec) {
  const auto exists = [](Siting siting) { return siting >= Siting::centre && siting <= Siting::top_left; };
  if (!has_parts || (spec.src_siting == Siting::centre && spec.dst_siting == Siting::centre)) return true;
  return exists(spec.src_siting) && exists(spec.dst_siting) && is_contract_1(spec.rules) &&
         spec.rules.grid == Grid::half_pixel;
}

/// OpenMV's positions, and those of OpenCV's INTER_NEAREST_EXACT before 5.0, have 16 + 16 bits; beyond, there are no
/// bytes to give.
constexpr std::int32_t longest_side(const Rules& rules) {
  const bool nearest_exact = rules.filter == Filter::nearest &&
                             is_any_of<Arithmetic::opencv_exact, Arithmetic::opencv_exact_4_8>(rules.arithmetic);
  return is_openmv(rules.arithmetic) || nearest_exact ? sixteen_bit_side : ISOPEL_MAX_SIDE;
}

/// Pixels of the largest box of OpenCV, Pillow or OpenMV: their sums have 31 bits.
inline constexpr std::int64_t largest_preset_box = 1 << 23;
constexpr bool taps_are_few(const Spec& spec) {
  if (is_box(spec)) return true;
  const std::int64_t x = most_x_taps(spec), y = most_y_taps(spec);
  if (spec.rules.filter == Filter::area && !is_contract_1(spec.rules) &&
      (boxes(spec) || is_openmv(spec.rules.arithmetic))) {
    return x * y <= largest_preset_box;
  }
  return x <= ISOPEL_MAX_TAPS && y <= ISOPEL_MAX_TAPS;
}

}  // namespace sizes

/// check(spec, message) for the compiler; it knows all filters, also those that a build leaves out.
constexpr Status check(const Spec& spec) {
  if (const Status status = sizes::status_of(sizes::left_out(spec)); status != Status::ok) return status;
  const auto side_ok = [&](std::int32_t side) { return side >= 1 && side <= sizes::longest_side(spec.rules); };
  if (!side_ok(spec.src.width) || !side_ok(spec.src.height)) return Status::bad_size;
  if (!side_ok(spec.dst.width) || !side_ok(spec.dst.height)) return Status::bad_size;
  if (!sizes::is_format(spec.format) || !sizes::is_format(output_format(spec))) return Status::bad_format;
  if (!sizes::is_known(spec.rules)) return Status::bad_rules;
  if (!sizes::sitings_are_good(spec)) return Status::bad_rules;
  if (!sizes::format_is_good(spec)) return Status::bad_format;
  if (spec.block_rows < 1 || spec.block_rows > ISOPEL_MAX_BLOCK_ROWS) return Status::bad_block_rows;
  if (!sizes::box_is_good(spec)) return Status::bad_box;
  if (!sizes::scale_is_good(spec)) return Status::bad_scale;
  if (!sizes::taps_are_few(spec)) return Status::too_many_taps;
  if (sizes::is_contract_1(spec.rules)) {
    const bool good = sizes::border_is_good(spec.rules, sizes::x_line(spec)) &&
                      sizes::border_is_good(spec.rules, sizes::y_line(spec));
    if (!good) return Status::bad_border;
  }
  if (!sizes::crop_is_good(spec)) return Status::bad_crop;
  if (!sizes::fill_is_good(spec)) return Status::bad_fill;
  if (!sizes::tensor_is_good(spec)) return Status::bad_tensor;
  return Status::ok;
}

/// Bytes of memory that suffice for the tables of a plan, at any alignment; 0 for a spec that check() refuses.
/// The same on every processor. Plan::memory_size() tells what a finished plan really uses.
constexpr std::uint64_t memory_size(const Spec& spec) {
  if (check(spec) != Status::ok) return 0;
  std::int64_t x = sizes::record_bytes(0), y = x;
  if (sizes::is_copy(spec) || sizes::boxes(spec)) {
    x = y = 0;
  } else if (sizes::is_openmv(spec.rules.arithmetic) && spec.rules.filter == Filter::area) {
    x = y = sizes::record_bytes(sizes::weighted_box_values);
  } else if (spec.rules.filter != Filter::nearest) {
    x = sizes::x_record_bytes(sizes::passes(spec), sizes::most_x_taps(spec));
    y = sizes::y_record_bytes(sizes::passes(spec), sizes::most_y_taps(spec));
  }
  const std::int64_t tables =
      spec.dst.width * x + spec.dst.height * y + sizes::outside_bytes(spec) + sizes::lookup_bytes(spec);
  return tables == 0 ? 0 : static_cast<std::uint64_t>(tables + sizes::slack + sizes::table_alignment - 1);
}

/// Bytes of scratch memory that suffice for one execution, at any alignment; 0 when none is needed and for a spec that
/// check() refuses. The same on every processor. Plan::scratch_size() tells what a finished plan really uses.
constexpr std::uint64_t scratch_size(const Spec& spec) {
  if (check(spec) != Status::ok) return 0;
  const sizes::Scratch scratch{spec};
  std::int64_t bytes = scratch.stored();
  if (spec.rules.filter == Filter::nearest || sizes::is_copy(spec)) {
    bytes += scratch.moved();
  } else if (sizes::boxes(spec)) {
    bytes += std::max(scratch.boxes(sizes::most_y_taps(spec)), scratch.moved());
  } else {
    bytes += std::max(scratch.most() + scratch.edge(), scratch.moved());
  }
  return bytes == 0 ? 0 : static_cast<std::uint64_t>(bytes + sizes::row_alignment - 1);
}

}  // namespace ISOPEL_BUILD
}  // namespace isopel

#undef ISOPEL_BUILD_HAS
#undef ISOPEL_BUILD_HAS_FORMAT
#undef ISOPEL_BUILD_HAS_MANY_CHANNELS

#endif  // ISOPEL_SIZES_HPP_
