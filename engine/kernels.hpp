// THE SEAM: the kernel function types and the table that an arch fills. The only engine header that arch/ includes.
//
// A kernel sees taps and rows, never a filter, a border or a grid. For every output it computes
//     (bias + sum over k of weight[k] * sample[k]) >> shift
// exactly (i32 arithmetic that may wrap on the way; the finished sum fits, and shifted it fits i16) and clamps it if
// samples of the output are u8. So an arch may add in any order and block rows and columns as it likes. The scalar
// kernels (arch/scalar) are the definition; every other arch must give their bytes. Where floats are involved, the
// order of operations is part of the definition, each one is rounded once, to nearest, and no product is fused with a
// sum unless the kernel's name says so.
//
// A kernel never reads outside the rows and samples that the call names, and never writes outside dst.
#ifndef ISOPEL_ENGINE_KERNELS_HPP_
#define ISOPEL_ENGINE_KERNELS_HPP_

#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "engine/arithmetic.hpp"
#include "engine/build.hpp"
#include "isopel/known_kernels.hpp"

namespace isopel {

/// A block of rows: row r starts `r * stride` bytes after `data`. The stride may be negative. u8 rows have any
/// alignment. i16 rows are 64-byte aligned scratch rows.
template <class Sample>
struct Rows {
  Sample* data;
  std::ptrdiff_t stride;

  Sample* row(std::ptrdiff_t r) const {
    using Byte = std::conditional_t<std::is_const_v<Sample>, const std::byte, std::byte>;
    return reinterpret_cast<Sample*>(reinterpret_cast<Byte*>(data) + r * stride);
  }
};

/// One axis' taps, or a slice of them: for each output one record of
///     int32 offset      the first tap: a row for a vertical pass, a sample (pixel * channels) for a horizontal one
///     int16 weight[n]   n = taps rounded up to even; the padding is zero; absent (n = 0) for a gather
/// Wide weights, of up to 27 bits, come in two parts, weight = 2048 * high + low:
///     int32 offset
///     int16 high[n], int16 low[n]     n as above; low is in -1024 .. 1023
/// Float weights, of a pass along x:
///     int32 offset
///     float weight[n]                 n as above; the padding is zero
/// Some passes along y name their rows, in the order in which products are added up:
///     int32 offset
///     int16 weight[n], int16 row[n]   or float weight[n], int16 row[n]: the sample is in row offset + row[k]
/// Counted float weights, of contract 1 in floats:
///     int32 offset, int32 count
///     float weight[n]                 n = taps rounded up to a multiple of 4; those from `count` on are zero, and the
///                                     samples that would belong to them are neither read nor added
/// Records are 4-byte aligned and follow each other without a gap; 64 readable bytes follow the last one, so a vector
/// load of weights may run past a record (into its neighbour's bytes).
struct Taps {
  const std::byte* records;
  std::int32_t record_bytes;
  std::int32_t count;  ///< outputs
  std::int32_t taps;   ///< weights that may be non-zero in any record; a kernel reads exactly this many samples' worth
  Rounding rounding;   ///< from the sum to the sample
  std::int32_t origin = 0;  ///< subtracted from every offset

  std::int32_t offset(std::ptrdiff_t i) const {
    return *reinterpret_cast<const std::int32_t*>(records + i * record_bytes) - origin;
  }
  const std::int16_t* weights(std::ptrdiff_t i) const {
    return reinterpret_cast<const std::int16_t*>(records + i * record_bytes + sizeof(std::int32_t));
  }
  /// Of wide weights, for which weights() are the high parts.
  const std::int16_t* low_weights(std::ptrdiff_t i) const { return weights(i) + padded(); }
  /// Of wide weights that are not in parts.
  const std::int32_t* whole_weights(std::ptrdiff_t i) const {
    return reinterpret_cast<const std::int32_t*>(records + i * record_bytes + sizeof(std::int32_t));
  }
  const float* float_weights(std::ptrdiff_t i) const {
    return reinterpret_cast<const float*>(records + i * record_bytes + sizeof(std::int32_t));
  }
  /// Of a pass that names its rows: behind 16-bit weights, or behind floats.
  const std::int16_t* rows(std::ptrdiff_t i) const { return weights(i) + padded(); }
  const std::int16_t* rows_behind_floats(std::ptrdiff_t i) const { return weights(i) + 2 * padded(); }
  /// Of counted float weights.
  std::int32_t count_of(std::ptrdiff_t i) const {
    return *reinterpret_cast<const std::int32_t*>(records + i * record_bytes + sizeof(std::int32_t));
  }
  const float* counted_weights(std::ptrdiff_t i) const {
    return reinterpret_cast<const float*>(records + i * record_bytes + 2 * sizeof(std::int32_t));
  }
  std::int32_t padded() const { return taps + taps % 2; }
  Taps slice(std::ptrdiff_t first, std::int32_t new_count) const {
    return {records + first * record_bytes, record_bytes, new_count, taps, rounding, origin};
  }
};

/// A pass along y. Output row r (r < taps.count): every sample x < samples is the weighted sum of src rows
/// offset(r) .. offset(r) + taps - 1. Channel-blind.
template <class From, class To>
using VerticalKernel = void(Rows<const From> src, Rows<To> dst, std::int32_t samples, const Taps& taps);

/// A pass along x over `rows` rows. Output pixel x (x < taps.count), channel c: the weighted sum of the src samples
/// offset(x) + k * channels + c, k < taps. `readable` samples of each src row may be read, no more.
template <class From, class To>
using HorizontalKernel = void(Rows<const From> src, Rows<To> dst, std::int32_t rows, std::int32_t channels,
                              std::int32_t readable, const Taps& taps);

/// A pass along y over two named rows, with the two products rounded one by one: the samples of an output row are
/// ((weight[0] * a >> 16) + (weight[1] * b >> 16) + 2) >> 2, where a and b are samples of the two rows; weights are
/// 0 .. 2048 and sum to at most 2049, samples are 0 .. 32655. taps.rounding says nothing here.
using BlendKernel = VerticalKernel<std::int16_t, std::uint8_t>;

/// A pass along x whose sums stay as they are, without bias and shift; below 2^23.
using SumsKernel = HorizontalKernel<std::uint8_t, std::int32_t>;

/// A pass along y over four named rows of such sums, in floats: with w[k] = weight[k] / 2^22 a sample is
///     w[0] s[0] + (w[1] s[1] + (w[2] s[2] + w[3] s[3]))
/// rounded to an integer, halves to even, and clamped. The last samples % 8 samples of a row are integers instead:
/// (2^21 + sum of weight[k] s[k]) >> 22, clamped.
using NestedKernel = VerticalKernel<std::int32_t, std::uint8_t>;

/// A pass along x in floats: sum = 0, then sum = sum + weight[k] * sample[k] for k = 0, 1, ...
using FloatHorizontalKernel = HorizontalKernel<std::uint8_t, float>;
/// The same along y over named rows; the sum is rounded to an integer, halves to even, and clamped.
using FloatVerticalKernel = VerticalKernel<float, std::uint8_t>;

/// (25) A pass along y with counted float weights: sum = weight[0] * sample[0], then sum = sum + weight[k] * sample[k]
/// for k = 1, 2, ...
using CountedVerticalKernel = VerticalKernel<float, float>;
/// (25) The same along x, in four sums: a[j] = 0, then a[j] = a[j] + weight[k] * sample[k] for k = j, j + 4, ...; the
/// sample is (a[0] + a[2]) + (a[1] + a[3]).
using CountedHorizontalKernel = HorizontalKernel<float, float>;

/// Samples converted one by one; see the kernels' names in KernelTable, and engine/arithmetic.hpp. src may be dst where
/// both have the same type.
template <class From, class To>
using SamplesKernel = void(const From* src, To* dst, std::int32_t samples);
/// To u16 samples of at most `maximum`.
using RoundKernel = void(const float* src, std::uint16_t* dst, std::int32_t samples, std::int32_t maximum);
/// Samples of `channels` (1 to 4) interleaved channels; values.mean[c] and values.deviation[c] are those of channel c.
template <class From>
using NormalizeKernel = void(const From* src, float* dst, std::int32_t pixels, std::int32_t channels,
                             const NormalizeValues& values);
/// Pixels of 16 bits, with their high byte first if `swapped`, to or from three samples of 8 bits.
using Rgb565Kernel = void(const std::uint8_t* src, std::uint8_t* dst, std::int32_t pixels, bool swapped);
/// Picks channel `channel` of interleaved pixels of `channels` samples.
template <class Sample>
using PlaneKernel = void(const Sample* src, Sample* dst, std::int32_t pixels, std::int32_t channels,
                         std::int32_t channel);

/// (35) Rows of luma and chroma samples, one of each for every pixel, to pixels of red, green and blue. The
/// coefficients have 8 or 16 fraction bits.
using YuvKernel = void(const std::uint8_t* y, const std::uint8_t* u, const std::uint8_t* v, std::uint8_t* rgb,
                       std::int32_t pixels, const YuvCoefficients& coefficients);

/// Exact means of boxes: output pixel x < count, channel c, is the mean of the box_width * box_height src pixels from
/// pixel x * box_width on, in rows 0 .. box_height - 1.
using BoxKernel = void(Rows<const std::uint8_t> src, std::uint8_t* dst, std::int32_t count, std::int32_t channels,
                       std::int32_t box_width, std::int32_t box_height);

/// Means of boxes with weights for the pixels at their edges. Each pixel's record in `x`, and the one in `y`, is
///     int32 offset;  int16 last, first_weight, last_weight, 0
/// for the pixels offset .. offset + last (times channels, along x). See weighted_mean in engine/arithmetic.hpp.
using WeightedBoxKernel = void(Rows<const std::uint8_t> src, std::uint8_t* dst, std::int32_t channels, const Taps& x,
                               const Taps& y, const WeightedBoxRules& rules);

/// Converts `pixels` pixels of `channels` samples. src may be dst.
using ConvertKernel = void(const std::uint8_t* src, std::uint8_t* dst, std::int32_t pixels, std::int32_t channels);

/// Both passes at once, output by output, for images of one channel (or of packed pixels). A speed choice that an arch
/// may offer: without it the passes run one after the other, with the same bytes. x and y are the tables of the two
/// passes.
using FusedKernel = void(Rows<const std::uint8_t> src, Rows<std::uint8_t> dst, const Taps& x, const Taps& y);

/// Both passes of contract 1 at once, (16) and (17), of two taps each, with 14 fraction bits on both axes: the pass
/// with the smaller shift is the first. `readable` samples of each src row may be read. False, and dst undefined, if
/// these tables or images do not suit; then, and without such a kernel, the passes run one after the other.
using AveragesKernel = bool(Rows<const std::uint8_t> src, Rows<std::uint8_t> dst, std::int32_t channels,
                            std::int32_t readable, const Taps& x, const Taps& y);

/// (25) Both passes at once, CountedVerticalKernel and CountedHorizontalKernel in the order that `passes` says, of
/// images that stay f32, or that stay u16 and are rounded by (26) at the end. `readable` samples of each src row may be
/// read. False, and dst undefined, if these tables or images do not suit; then, and without such a kernel, the passes
/// run one after the other.
struct FloatPasses {
  bool y_is_first;
  std::int32_t maximum;  ///< of u16
};
template <class Sample>
using FusedFloatsKernel = bool(Rows<const Sample> src, Rows<Sample> dst, std::int32_t channels, std::int32_t readable,
                               const Taps& x, const Taps& y, const FloatPasses& passes);

/// Copies pixels: output pixel i of row r is the `channels` samples at x.offset(i) of src row y.offset(r), i < x.count,
/// r < y.count. What lies between the samples of a row that are named may be read, too.
using GatherKernel = void(Rows<const std::uint8_t> src, Rows<std::uint8_t> dst, std::int32_t channels, const Taps& x,
                          const Taps& y);

/// What an arch can do. A missing entry (null) means that the scalar kernel is used; for a fused one, that the passes
/// run one by one.
struct KernelTable {
  VerticalKernel<std::uint8_t, std::int16_t>* vertical_u8_i16 = nullptr;           ///< first pass
  VerticalKernel<std::int16_t, std::uint8_t>* vertical_i16_u8 = nullptr;           ///< second pass
  VerticalKernel<std::uint8_t, std::uint8_t>* vertical_u8_u8 = nullptr;            ///< single pass
  HorizontalKernel<std::uint8_t, std::int16_t>* horizontal_u8_i16 = nullptr;       ///< first pass
  HorizontalKernel<std::int16_t, std::uint8_t>* horizontal_i16_u8 = nullptr;       ///< second pass
  HorizontalKernel<std::uint8_t, std::uint8_t>* horizontal_u8_u8 = nullptr;        ///< single pass
  VerticalKernel<std::uint8_t, std::uint8_t>* vertical_u8_u8_wide = nullptr;       ///< a pass with wide weights
  HorizontalKernel<std::uint8_t, std::uint8_t>* horizontal_u8_u8_wide = nullptr;   ///< a pass with wide weights
  VerticalKernel<std::uint8_t, std::int16_t>* vertical_u8_i16_wide = nullptr;      ///< first pass with wide weights
  HorizontalKernel<std::int16_t, std::uint8_t>* horizontal_i16_u8_wide = nullptr;  ///< second pass with wide weights
  BlendKernel* blend_i16_u8 = nullptr;                                    ///< two rows, products rounded one by one
  SumsKernel* horizontal_u8_i32 = nullptr;                                ///< sums as they are
  VerticalKernel<std::int32_t, std::uint8_t>* vertical_i32_u8 = nullptr;  ///< the second pass over such sums
  NestedKernel* nested_i32_u8 = nullptr;                                  ///< the same in floats
  NestedKernel* nested_i32_u8_fused = nullptr;                            ///< with fused products
  FloatHorizontalKernel* horizontal_u8_f32 = nullptr;                     ///< first pass in floats
  FloatHorizontalKernel* horizontal_u8_f32_fused = nullptr;               ///< with fused products
  FloatVerticalKernel* vertical_f32_u8 = nullptr;                         ///< second pass in floats
  FloatVerticalKernel* vertical_f32_u8_fused = nullptr;                   ///< with fused products
  BoxKernel* box_u8 = nullptr;                                            ///< formula (19)
  BoxKernel* box_u8_even = nullptr;                                       ///< mean_to_even in arithmetic.hpp instead
  BoxKernel* box_u8_reciprocal = nullptr;        ///< mean_by_reciprocal in arithmetic.hpp instead
  WeightedBoxKernel* weighted_box_u8 = nullptr;  ///< means with weights at the edges
  GatherKernel* gather_u8 = nullptr;             ///< formulas (3) and (20)
  ConvertKernel* premultiply_u8 = nullptr;       ///< colour times alpha, the last of 2 or 4 channels
  ConvertKernel* unpremultiply_u8 = nullptr;     ///< colour through alpha
  ConvertKernel* unpack_rgb565 = nullptr;        ///< 16-bit pixels to four samples of 5, 6, 5 bits and 0
  ConvertKernel* pack_rgb565 = nullptr;          ///< and back; samples too large for their bits are clamped
  VerticalKernel<std::int16_t, std::int16_t>* vertical_i16_i16 = nullptr;      ///< (28) first pass
  VerticalKernel<std::int16_t, std::int32_t>* vertical_i16_i32 = nullptr;      ///< (28) last pass
  HorizontalKernel<std::int16_t, std::int16_t>* horizontal_i16_i16 = nullptr;  ///< (28) first pass
  HorizontalKernel<std::int16_t, std::int32_t>* horizontal_i16_i32 = nullptr;  ///< (28) last pass
  CountedVerticalKernel* vertical_f32_f32 = nullptr;                           ///< (25)
  CountedHorizontalKernel* horizontal_f32_f32 = nullptr;                       ///< (25)
  SamplesKernel<std::uint8_t, std::uint8_t>* flip_u8 = nullptr;                ///< (23) flip_sign
  SamplesKernel<std::uint16_t, float>* u16_to_f32 = nullptr;                   ///< exact
  RoundKernel* f32_to_u16 = nullptr;                                           ///< (26) round_to_u16
  SamplesKernel<std::uint16_t, float>* f16_to_f32 = nullptr;                   ///< (27) float_of_half
  SamplesKernel<float, std::uint16_t>* f32_to_f16 = nullptr;                   ///< (27) half_of_float
  NormalizeKernel<std::uint8_t>* normalize_u8 = nullptr;                       ///< (32) normalize
  NormalizeKernel<float>* normalize_f32 = nullptr;                             ///< (32) normalize; src may be dst
  Rgb565Kernel* rgb565_to_u8 = nullptr;                                        ///< (24)
  Rgb565Kernel* u8_to_rgb565 = nullptr;                                        ///< (24)
  PlaneKernel<std::uint8_t>* plane_u8 = nullptr;                               ///< one channel of interleaved pixels
  PlaneKernel<float>* plane_f32 = nullptr;                                     ///< one channel of interleaved pixels
  YuvKernel* yuv_to_rgb_u8 = nullptr;                                          ///< (35) yuv_to_rgb
  FusedKernel* fused_blend_u8 = nullptr;         ///< horizontal_u8_i16 of two taps, then blend_i16_u8
  FusedKernel* fused_narrow_u8 = nullptr;        ///< vertical_u8_u8, then horizontal_u8_u8, of two taps each
  FusedKernel* fused_narrow_rgb565 = nullptr;    ///< the same for packed pixels; offsets count four samples each
  FusedKernel* fused_f32_u8 = nullptr;           ///< horizontal_u8_f32, then vertical_f32_u8
  FusedKernel* fused_two_taps_u8 = nullptr;      ///< horizontal_u8_i16, then vertical_i16_u8, between two samples each
  FusedKernel* fused_two_taps_rgb8 = nullptr;    ///< the same for three channels
  FusedKernel* fused_two_taps_rgb565 = nullptr;  ///< the same for packed pixels (24); offsets count three samples each
  AveragesKernel* fused_averages_u8 = nullptr;   ///< two passes of two taps of contract 1, of up to four channels
  FusedFloatsKernel<float>* fused_floats_f32 = nullptr;          ///< two passes of (25), of up to four channels
  FusedFloatsKernel<std::uint16_t>* fused_floats_u16 = nullptr;  ///< the same with (26) before and after
};

/// The part of a table that this build can need: what is left out here, the linker drops.
constexpr KernelTable in_this_build(KernelTable table) {
  if (!needs_narrow_weights) {
    table.vertical_u8_i16 = nullptr;
    table.vertical_i16_u8 = nullptr;
    table.horizontal_i16_u8 = nullptr;
    table.horizontal_u8_i16 = nullptr;
    table.vertical_u8_u8 = nullptr;
    table.horizontal_u8_u8 = nullptr;
    table.fused_averages_u8 = nullptr;
  }
  if (!needs_wide_weights) {
    table.vertical_u8_u8_wide = nullptr;
    table.horizontal_u8_u8_wide = nullptr;
  }
  if (!needs_wide_middle) {
    table.vertical_u8_i16_wide = nullptr;
    table.horizontal_i16_u8_wide = nullptr;
  }
  if (!needs_blend) {
    table.blend_i16_u8 = nullptr;
    table.fused_blend_u8 = nullptr;
  }
  if (!needs_sums) {
    table.horizontal_u8_i32 = nullptr;
    table.vertical_i32_u8 = nullptr;
    table.nested_i32_u8 = nullptr;
    table.nested_i32_u8_fused = nullptr;
  }
  if (!needs_floats) {
    table.horizontal_u8_f32 = nullptr;
    table.horizontal_u8_f32_fused = nullptr;
    table.vertical_f32_u8 = nullptr;
    table.vertical_f32_u8_fused = nullptr;
    table.fused_f32_u8 = nullptr;
  }
  if (!needs_box) table.box_u8 = nullptr;
  if (!needs_even_box) table.box_u8_even = nullptr;
  if (!needs_reciprocal_box) table.box_u8_reciprocal = nullptr;
  if (!needs_weighted_box) table.weighted_box_u8 = nullptr;
  if (!needs_alpha) {
    table.premultiply_u8 = nullptr;
    table.unpremultiply_u8 = nullptr;
  }
  if (!needs_words) {
    table.vertical_i16_i16 = nullptr;
    table.vertical_i16_i32 = nullptr;
    table.horizontal_i16_i16 = nullptr;
    table.horizontal_i16_i32 = nullptr;
  }
  if (!needs_counted_floats) {
    table.vertical_f32_f32 = nullptr;
    table.horizontal_f32_f32 = nullptr;
  }
  if (!needs_counted_floats || !has_f32) table.fused_floats_f32 = nullptr;
  if (!needs_counted_floats || !has_u16) table.fused_floats_u16 = nullptr;
  if (!has_i8) table.flip_u8 = nullptr;
  if (!has_u16) {
    table.u16_to_f32 = nullptr;
    table.f32_to_u16 = nullptr;
  }
  if (!has_f16) {
    table.f16_to_f32 = nullptr;
    table.f32_to_f16 = nullptr;
  }
  if (!has_f32 && !has_f16) {
    table.normalize_u8 = nullptr;
    table.normalize_f32 = nullptr;
    table.plane_f32 = nullptr;
  }
  if (!has_rgb565 || !has_contract_1) {
    table.rgb565_to_u8 = nullptr;
    table.u8_to_rgb565 = nullptr;
  }
  if (!has_planar && !has_video) table.plane_u8 = nullptr;
  if (!has_planar) table.plane_f32 = nullptr;
  if (!has_video) table.yuv_to_rgb_u8 = nullptr;
  if (!needs_two_taps) {
    table.fused_two_taps_u8 = nullptr;
    table.fused_two_taps_rgb8 = nullptr;
  }
  if (!needs_two_taps || !has_rgb565) table.fused_two_taps_rgb565 = nullptr;
  if (!needs_openmv_passes) {
    table.unpack_rgb565 = nullptr;
    table.pack_rgb565 = nullptr;
    table.fused_narrow_u8 = nullptr;
    table.fused_narrow_rgb565 = nullptr;
  }
  return table;
}

/// One entry of the list in arch/dispatch.cpp.
struct Arch {
  const char* name;            ///< the name users see and force
  const KernelTable* kernels;  ///< in read-only memory; nothing runs before main
  bool (*available)();         ///< whether this processor can run the kernels
};

}  // namespace isopel

#endif  // ISOPEL_ENGINE_KERNELS_HPP_
