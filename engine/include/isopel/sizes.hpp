// How much memory a plan and its execution need: compile-time functions of the Spec alone, so firmware can write
//     static std::byte tables[isopel::memory_size(spec)];
// and a host can compute a board's buffers. Included by isopel.hpp.
#ifndef ISOPEL_SIZES_HPP_
#define ISOPEL_SIZES_HPP_

#include <algorithm>
#include <cstdint>

#include "isopel/isopel.hpp"

namespace isopel {

/// Half the width of a filter in source pixels, before antialiasing widens it; 0 for filters that are not defined by a
/// weight function of contract 1.
constexpr std::int32_t support(Filter filter) {
  switch (filter) {
    case Filter::bilinear:
      return 1;
    case Filter::catmull_rom:
      return 2;
    case Filter::lanczos2:
      return 2;
    case Filter::lanczos3:
      return 3;
    case Filter::lanczos4:
      return 4;
    case Filter::hamming:
      return 1;
    case Filter::nearest:
    case Filter::area:
    case Filter::box:
      break;
  }
  return 0;
}

namespace sizes {

constexpr std::int64_t round_up(std::int64_t value, std::int64_t multiple) {
  return (value + multiple - 1) / multiple * multiple;
}

/// Tables begin on this boundary inside the caller's memory, intermediate rows inside the scratch.
inline constexpr std::int64_t table_alignment = 16, row_alignment = 64;
/// Bytes after the last table and after every intermediate row that a vector load may read.
inline constexpr std::int64_t slack = 64;

/// Whether the arithmetic knows the rules; what it does not know is refused, never replaced.
constexpr bool is_known(const Rules& rules) {
  switch (rules.arithmetic) {
    case Arithmetic::contract_1:
      return rules.filter >= Filter::nearest && rules.filter <= Filter::lanczos4 && rules.border >= Border::replicate &&
             rules.border <= Border::renormalize;
    case Arithmetic::pillow:
      return rules.border == Border::renormalize && rules.antialias &&
             (rules.filter == Filter::nearest || rules.filter == Filter::box || rules.filter == Filter::bilinear ||
              rules.filter == Filter::hamming || rules.filter == Filter::catmull_rom ||
              rules.filter == Filter::lanczos3);
    case Arithmetic::opencv:
    case Arithmetic::opencv_exact:
      return rules.border == Border::replicate && !rules.antialias &&
             (rules.filter == Filter::nearest || rules.filter == Filter::bilinear);
  }
  return false;
}

/// Half the size, for which OpenCV's linear resize is a mean of 2x2 pixels. Only the exact one with two channels is
/// not.
constexpr bool is_half(const Spec& spec) {
  const bool opencv = spec.rules.arithmetic == Arithmetic::opencv || spec.rules.arithmetic == Arithmetic::opencv_exact;
  const bool exact_pairs = spec.rules.arithmetic == Arithmetic::opencv_exact && spec.format.channels == 2;
  return opencv && spec.rules.filter == Filter::bilinear && !exact_pairs && spec.src.width == 2 * spec.dst.width &&
         spec.src.height == 2 * spec.dst.height;
}

/// Whether the arithmetic can give the original's bytes. Pillow multiplies colour by alpha first where there is one,
/// and OpenCV rounds two channels at half size differently: neither is here yet, and other bytes will not go under the
/// name.
constexpr bool has_format(const Spec& spec) {
  if (spec.rules.arithmetic == Arithmetic::pillow && spec.rules.filter != Filter::nearest) {
    return spec.format.channels % 2 == 1;
  }
  return spec.format.channels != 2 || !is_half(spec);
}

/// Whether weights come in two parts.
constexpr bool has_wide_weights(const Rules& rules) { return rules.arithmetic == Arithmetic::pillow; }

/// Pillow's window is rounded to pixels in floating point: at most 2 support scale + 2 taps.
constexpr std::int64_t most_pillow_taps(Filter filter, std::int64_t src, std::int64_t dst) {
  if (filter == Filter::nearest) return 1;
  const std::int64_t width = filter == Filter::box ? 1 : 2 * support(filter);
  return std::min(src, (src > dst ? width * src / dst : width) + 2);
}

/// The most taps that one output can have on an axis; the true number is often one or two less. Formula (2) of
/// CONTRACT.md says which taps there are.
constexpr std::int64_t most_taps(const Rules& rules, std::int64_t src, std::int64_t dst) {
  if (rules.arithmetic == Arithmetic::pillow) return most_pillow_taps(rules.filter, src, dst);
  const bool shrinks = src > dst;
  const auto ratio = [&](std::int64_t factor) { return (factor * src + dst - 1) / dst; };
  std::int64_t taps = 1;
  if (rules.filter == Filter::area && shrinks) {
    taps = src % dst == 0 ? src / dst : ratio(1) + 1;
  } else if (rules.filter != Filter::nearest) {
    const std::int64_t width = 2 * (rules.filter == Filter::area ? support(Filter::bilinear) : support(rules.filter));
    taps = rules.antialias && shrinks ? ratio(width) : width;
  }
  return std::min(taps, src);
}

/// One output's record: its offset, and its weights padded to an even number. See Taps in engine/kernels.hpp.
constexpr std::int64_t record_bytes(std::int64_t taps) { return 4 + 2 * round_up(taps, 2); }

/// The same with wide weights, which come in two parts.
constexpr std::int64_t wide_record_bytes(std::int64_t taps) { return 4 + 4 * round_up(taps, 2); }
/// What a blend's record holds besides the offset: two weights and two rows.
inline constexpr std::int64_t blend_values = 4;
constexpr bool blends(const Rules& rules) {
  return rules.arithmetic == Arithmetic::opencv && rules.filter == Filter::bilinear;
}
constexpr std::int64_t record_bytes(const Rules& rules, std::int64_t taps) {
  if (blends(rules)) return record_bytes(blend_values);
  return has_wide_weights(rules) ? wide_record_bytes(taps) : record_bytes(taps);
}

/// One intermediate row of i16 samples, or of u8 ones.
constexpr std::int64_t row_bytes(std::int64_t samples, std::int64_t sample_bytes) {
  return round_up(samples * sample_bytes + slack, row_alignment);
}

/// Whether the resize is the exact area case, formula (19).
constexpr bool is_box(const Spec& spec) {
  return spec.rules.filter == Filter::area && spec.src.width % spec.dst.width == 0 &&
         spec.src.height % spec.dst.height == 0;
}

/// Scratch of each way to make two passes. With wide weights the rows between the passes are u8.
constexpr std::int64_t vertical_first(const Spec& spec) {
  const std::int64_t rows = std::min(spec.block_rows, spec.dst.height);
  return rows * row_bytes(std::int64_t{spec.src.width} * spec.format.channels, 2);
}
/// Rows of the ring: one output's taps, and the rows that are filled ahead as one block.
constexpr std::int64_t ring_rows(const Spec& spec, std::int64_t y_taps) {
  return std::min<std::int64_t>(y_taps + spec.block_rows - 1, spec.src.height);
}
constexpr std::int64_t horizontal_first(const Spec& spec, std::int64_t y_taps) {
  const std::int64_t rows = ring_rows(spec, y_taps);
  const std::int64_t sample_bytes = has_wide_weights(spec.rules) ? 1 : 2;
  return rows * row_bytes(std::int64_t{spec.dst.width} * spec.format.channels, sample_bytes) +
         record_bytes(spec.rules, rows) + slack;
}
/// Scratch of a single pass along y whose columns are gathered afterwards.
constexpr std::int64_t vertical(const Spec& spec) {
  const std::int64_t rows = std::min(spec.block_rows, spec.dst.height);
  return rows * row_bytes(std::int64_t{spec.src.width} * spec.format.channels, 1);
}

}  // namespace sizes

/// check(spec, message) for the compiler; it knows all filters, also those that a build leaves out.
constexpr Status check(const Spec& spec) {
  const auto side_ok = [](std::int32_t side) { return side >= 1 && side <= ISOPEL_MAX_SIDE; };
  if (!side_ok(spec.src.width) || !side_ok(spec.src.height)) return Status::bad_size;
  if (!side_ok(spec.dst.width) || !side_ok(spec.dst.height)) return Status::bad_size;
  if (spec.format.element != Element::u8) return Status::bad_format;
  if (spec.format.channels < 1 || spec.format.channels > ISOPEL_MAX_CHANNELS) return Status::bad_format;
  if (!sizes::is_known(spec.rules)) return Status::bad_rules;
  if (!sizes::has_format(spec)) return Status::bad_format;
  if (spec.block_rows < 1 || spec.block_rows > ISOPEL_MAX_BLOCK_ROWS) return Status::bad_block_rows;
  if (!sizes::is_box(spec) && (sizes::most_taps(spec.rules, spec.src.width, spec.dst.width) > ISOPEL_MAX_TAPS ||
                               sizes::most_taps(spec.rules, spec.src.height, spec.dst.height) > ISOPEL_MAX_TAPS)) {
    return Status::too_many_taps;
  }
  return Status::ok;
}

/// Bytes of memory that suffice for the tables of a plan, at any alignment; 0 for a spec that check() refuses.
/// The same on every processor. Plan::memory_size() tells what a finished plan really uses.
constexpr std::uint64_t memory_size(const Spec& spec) {
  if (check(spec) != Status::ok) return 0;
  if (spec.src == spec.dst || sizes::is_box(spec)) return 0;
  const bool offsets_only = spec.rules.filter == Filter::nearest;
  const auto table = [&](std::int64_t src, std::int64_t dst) {
    return dst * (offsets_only ? sizes::record_bytes(0)
                               : sizes::record_bytes(spec.rules, sizes::most_taps(spec.rules, src, dst)));
  };
  return static_cast<std::uint64_t>(table(spec.src.width, spec.dst.width) + table(spec.src.height, spec.dst.height) +
                                    sizes::slack + sizes::table_alignment - 1);
}

/// Bytes of scratch memory that suffice for one execution, at any alignment; 0 when none is needed and for a spec that
/// check() refuses. The same on every processor. Plan::scratch_size() tells what a finished plan really uses.
constexpr std::uint64_t scratch_size(const Spec& spec) {
  if (check(spec) != Status::ok) return 0;
  if (spec.src == spec.dst || sizes::is_box(spec) || spec.rules.filter == Filter::nearest) return 0;
  const std::int64_t y_taps = sizes::most_taps(spec.rules, spec.src.height, spec.dst.height);
  const std::int64_t most =
      std::max({sizes::vertical_first(spec), sizes::horizontal_first(spec, y_taps), sizes::vertical(spec)});
  return static_cast<std::uint64_t>(most + sizes::row_alignment - 1);
}

}  // namespace isopel

#endif  // ISOPEL_SIZES_HPP_
