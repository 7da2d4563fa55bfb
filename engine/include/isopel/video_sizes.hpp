// How much memory a video plan and its execution need, and the plans that it is made of: compile-time functions of the
// VideoSpec alone. Included by video.hpp.
#include "isopel/video.hpp"  // before the guard: it is what includes this file

#ifndef ISOPEL_VIDEO_SIZES_HPP_
#define ISOPEL_VIDEO_SIZES_HPP_

#include <algorithm>
#include <cstdint>

namespace isopel {
inline namespace ISOPEL_BUILD {
namespace sizes {

constexpr bool is_packed(YuvLayout layout) { return layout == YuvLayout::yuyv || layout == YuvLayout::uyvy; }
/// Whether chroma has half the rows, too.
constexpr bool halves_rows(YuvLayout layout) { return layout != YuvLayout::none && !is_packed(layout); }
constexpr bool has_pairs(YuvLayout layout) { return layout == YuvLayout::nv12 || layout == YuvLayout::nv21; }
constexpr bool is_full_range(YuvMatrix matrix) {
  return matrix == YuvMatrix::bt601_full || matrix == YuvMatrix::bt709_full || matrix == YuvMatrix::bt2020_full;
}
constexpr bool sides_suit(YuvLayout layout, Size size) {
  return layout == YuvLayout::none || (size.width % 2 == 0 && (is_packed(layout) || size.height % 2 == 0));
}
constexpr Size chroma_size(YuvLayout layout, Size size) {
  if (layout == YuvLayout::none) return size;
  return {size.width / 2, halves_rows(layout) ? size.height / 2 : size.height};
}
/// Packed layouts have a chroma sample in every row: it cannot sit between two.
constexpr Siting siting_in(YuvLayout layout, Siting siting) {
  if (layout == YuvLayout::none) return Siting::centre;
  return is_packed(layout) && siting == Siting::top_left ? Siting::left : siting;
}
constexpr bool converts_first(const VideoSpec& spec) {
  return spec.dst_layout == YuvLayout::none && spec.order == Order::convert_then_resize;
}
/// Whether the chroma plan works on pairs of samples; else on one plane, twice.
constexpr bool resizes_pairs(const VideoSpec& spec) { return spec.layout != YuvLayout::i420; }
/// Whether resized chroma is the destination's as it is.
constexpr bool chroma_fits(const VideoSpec& spec) {
  if (!resizes_pairs(spec)) return spec.dst_layout == YuvLayout::i420;
  return spec.dst_layout == (spec.layout == YuvLayout::nv21 ? YuvLayout::nv21 : YuvLayout::nv12);
}

constexpr Spec luma_spec(const VideoSpec& spec) {
  Spec plane{.src = spec.src, .dst = spec.dst, .format = gray8, .rules = spec.rules, .block_rows = spec.block_rows};
  plane.fill[0] = is_full_range(spec.matrix) ? 0 : 16;
  return plane;
}
constexpr Spec chroma_spec(const VideoSpec& spec) {
  Spec plane{.src = chroma_size(spec.layout, spec.src),
             .dst = chroma_size(spec.dst_layout, spec.dst),
             .format = resizes_pairs(spec) ? gray_alpha8 : gray8,
             .rules = spec.rules,
             .block_rows = spec.block_rows};
  plane.fill[0] = plane.fill[1] = 128;
  plane.src_siting = siting_in(spec.layout, spec.siting);
  plane.dst_siting = siting_in(spec.dst_layout, spec.siting);
  return plane;
}
constexpr Spec rgb_spec(const VideoSpec& spec) {
  return {.src = spec.src, .dst = spec.dst, .format = rgb8, .rules = spec.rules, .block_rows = spec.block_rows};
}

/// Rows of u8 samples in the scratch.
struct ScratchRows {
  std::int64_t rows = 0, samples = 0;
  constexpr std::int64_t bytes() const { return rows * row_bytes(samples, 1); }
};

/// The parts of an execution's scratch, in their order; behind them is that of the plans.
struct VideoScratch {
  ScratchRows first_source;            ///< source rows that are made: of RGB pixels, or luma out of packed pixels
  ScratchRows chroma_source;           ///< chroma out of packed pixels
  ScratchRows luma_band, chroma_band;  ///< resized rows that become RGB or another layout
  ScratchRows single;                  ///< a row of each kind of sample, one for each pixel

  explicit constexpr VideoScratch(const VideoSpec& spec) {
    const std::int64_t ahead = 4 * std::int64_t{spec.block_rows};
    const auto source_rows = [&](const Spec& plane) {
      return std::min<std::int64_t>(plane.src.height, most_y_taps(plane) + ahead);
    };
    if (converts_first(spec)) {
      first_source = {source_rows(rgb_spec(spec)), 3 * std::int64_t{spec.src.width}};
      single = {3, spec.src.width};
      return;
    }
    if (is_packed(spec.layout)) {
      first_source = {source_rows(luma_spec(spec)), spec.src.width};
      chroma_source = {source_rows(chroma_spec(spec)), spec.src.width};
    }
    const Size chroma = chroma_size(spec.dst_layout, spec.dst);
    const bool pairs = resizes_pairs(spec);
    if (!halves_rows(spec.dst_layout)) luma_band = {std::min<std::int64_t>(ahead, spec.dst.height), spec.dst.width};
    if (!chroma_fits(spec)) {
      const std::int64_t rows = std::min<std::int64_t>(ahead, chroma.height);
      chroma_band = {pairs ? rows : 2 * rows, pairs ? 2 * std::int64_t{chroma.width} : chroma.width};
    }
    if (spec.dst_layout == YuvLayout::none && pairs) single = {2, spec.dst.width};
  }
  constexpr std::int64_t bytes() const {
    return first_source.bytes() + chroma_source.bytes() + luma_band.bytes() + chroma_band.bytes() + single.bytes();
  }
};

constexpr bool video_rules_are_known(const VideoSpec& spec) {
  const Rules& rules = spec.rules;
  return (spec.order == Order::convert_then_resize || spec.order == Order::resize_then_convert) &&
         rules.arithmetic == Arithmetic::contract_1 && rules.alpha == Alpha::none && rules.grid == Grid::half_pixel &&
         (rules.light == Light::encoded || converts_first(spec));
}
/// What is wrong with a spec beside its plans.
constexpr Status video_status(const VideoSpec& spec) {
  const bool formats_exist = spec.layout >= YuvLayout::nv12 && spec.layout <= YuvLayout::uyvy &&
                             spec.dst_layout >= YuvLayout::none && spec.dst_layout <= YuvLayout::uyvy &&
                             spec.siting >= Siting::centre && spec.siting <= Siting::top_left &&
                             spec.matrix >= YuvMatrix::bt601_limited_8bit && spec.matrix <= YuvMatrix::bt2020_full;
  if (!formats_exist) return Status::bad_format;
  if (!video_rules_are_known(spec)) return Status::bad_rules;
  if (spec.rules.border == Border::undefined) return Status::bad_border;
  return sides_suit(spec.layout, spec.src) && sides_suit(spec.dst_layout, spec.dst) ? Status::ok : Status::bad_size;
}

}  // namespace sizes

/// check(spec, message) for the compiler.
constexpr Status check(const VideoSpec& spec) {
  Status status = sizes::video_status(spec);
  if (status != Status::ok) return status;
  if (sizes::converts_first(spec)) return check(sizes::rgb_spec(spec));
  status = check(sizes::luma_spec(spec));
  return status == Status::ok ? check(sizes::chroma_spec(spec)) : status;
}

/// Bytes that suffice for the tables of a video plan, at any alignment; 0 for a spec that check() refuses.
constexpr std::uint64_t memory_size(const VideoSpec& spec) {
  if (check(spec) != Status::ok) return 0;
  if (sizes::converts_first(spec)) return memory_size(sizes::rgb_spec(spec));
  return memory_size(sizes::luma_spec(spec)) + memory_size(sizes::chroma_spec(spec));
}

/// Bytes of scratch memory that suffice for one execution, at any alignment; 0 for a spec that check() refuses.
constexpr std::uint64_t scratch_size(const VideoSpec& spec) {
  if (check(spec) != Status::ok) return 0;
  const std::uint64_t plans = sizes::converts_first(spec) ? scratch_size(sizes::rgb_spec(spec))
                                                          : std::max(scratch_size(sizes::luma_spec(spec)),
                                                                     scratch_size(sizes::chroma_spec(spec)));
  const std::int64_t rows = sizes::VideoScratch(spec).bytes();
  return plans + static_cast<std::uint64_t>(rows == 0 ? 0 : rows + sizes::row_alignment - 1);
}

}  // namespace ISOPEL_BUILD
}  // namespace isopel

#endif  // ISOPEL_VIDEO_SIZES_HPP_
