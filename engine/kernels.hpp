// THE SEAM: the kernel function types and the table that an arch fills. The only engine header that arch/ includes.
//
// A kernel sees taps and rows, never a filter, a border or a grid. For every output it computes
//     (bias + sum over k of weight[k] * sample[k]) >> shift
// exactly (i32 arithmetic that may wrap on the way; the finished sum fits, and shifted it fits i16) and clamps it if
// samples of the output are u8. So an arch may add in any order and block rows and columns as it likes. The scalar
// kernels (arch/scalar) are the definition; every other arch must give their bytes.
//
// A kernel never reads outside the rows and samples that the call names, and never writes outside dst.
#ifndef ISOPEL_ENGINE_KERNELS_HPP_
#define ISOPEL_ENGINE_KERNELS_HPP_

#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "engine/arithmetic.hpp"
#include "engine/build.hpp"

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
  const std::int16_t* low_weights(std::ptrdiff_t i) const { return weights(i) + taps + taps % 2; }
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

/// A pass along y over two rows, with the two products rounded one by one. The record of output row r is
///     int32 offset;  int16 weight[2], row[2]
/// and its samples are ((weight[0] * a >> 16) + (weight[1] * b >> 16) + 2) >> 2, where a and b are samples of the src
/// rows offset + row[0] and offset + row[1]; weights are 0 .. 2048 and samples 0 .. 32640. taps.taps and taps.rounding
/// say nothing here.
using BlendKernel = VerticalKernel<std::int16_t, std::uint8_t>;

/// Exact means of boxes: output pixel x < count, channel c, is the mean of the box_width * box_height src pixels from
/// pixel x * box_width on, in rows 0 .. box_height - 1.
using BoxKernel = void(Rows<const std::uint8_t> src, std::uint8_t* dst, std::int32_t count, std::int32_t channels,
                       std::int32_t box_width, std::int32_t box_height);

/// Copies pixels: output pixel x < offsets.count is the `channels` samples at offset(x).
using GatherKernel = void(const std::uint8_t* src, std::uint8_t* dst, std::int32_t channels, const Taps& offsets);

/// What an arch can do. A missing entry (null) means that the scalar kernel is used.
struct KernelTable {
  VerticalKernel<std::uint8_t, std::int16_t>* vertical_u8_i16;          ///< first pass
  VerticalKernel<std::int16_t, std::uint8_t>* vertical_i16_u8;          ///< second pass
  VerticalKernel<std::uint8_t, std::uint8_t>* vertical_u8_u8;           ///< single pass
  HorizontalKernel<std::uint8_t, std::int16_t>* horizontal_u8_i16;      ///< first pass
  HorizontalKernel<std::int16_t, std::uint8_t>* horizontal_i16_u8;      ///< second pass
  HorizontalKernel<std::uint8_t, std::uint8_t>* horizontal_u8_u8;       ///< single pass
  VerticalKernel<std::uint8_t, std::uint8_t>* vertical_u8_u8_wide;      ///< a pass with wide weights
  HorizontalKernel<std::uint8_t, std::uint8_t>* horizontal_u8_u8_wide;  ///< a pass with wide weights
  BlendKernel* blend_i16_u8;  ///< a pass over two rows with products rounded one by one
  BoxKernel* box_u8;          ///< formula (19)
  GatherKernel* gather_u8;    ///< formulas (3) and (20)
};

/// The part of a table that this build can need: what is left out here, the linker drops.
constexpr KernelTable in_this_build(KernelTable table) {
  if (!needs_narrow_weights) {
    table.vertical_u8_i16 = nullptr;
    table.vertical_i16_u8 = nullptr;
    table.vertical_u8_u8 = nullptr;
    table.horizontal_u8_i16 = nullptr;
    table.horizontal_i16_u8 = nullptr;
    table.horizontal_u8_u8 = nullptr;
  }
  if (!needs_wide_weights) {
    table.vertical_u8_u8_wide = nullptr;
    table.horizontal_u8_u8_wide = nullptr;
  }
  if (!needs_blend) table.blend_i16_u8 = nullptr;
  if (!needs_box) table.box_u8 = nullptr;
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
