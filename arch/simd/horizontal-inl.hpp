// Contract 1, formulas (16) to (18): passes along x, four outputs at a time, in as many rows as a vector has blocks, or
// in twice as many.
// Assumes nothing about alignment; src and dst do not overlap.
// Tail: the last four outputs are done again, overlapping the ones before; fewer than four outputs are scalar, and so
// are four outputs that would read past `readable`. Left-over rows are done in shorter vectors.
#ifndef ISOPEL_ARCH_SIMD_HORIZONTAL_INL_HPP_
#define ISOPEL_ARCH_SIMD_HORIZONTAL_INL_HPP_

#include "arch/scalar/scalar.hpp"
#include "arch/simd/few_taps-inl.hpp"
#include "arch/simd/horizontal_lanes-inl.hpp"
#include "arch/simd/horizontal_taps-inl.hpp"
#include "arch/simd/lookup-inl.hpp"
#include "arch/simd/near_lookup-inl.hpp"
#include "arch/simd/near_pairs-inl.hpp"
#include "arch/simd/outputs-inl.hpp"
#include "arch/simd/pair_lookup-inl.hpp"
#include "arch/simd/sums-inl.hpp"
#include "arch/simd/tiled-inl.hpp"
#include "arch/simd/tiled_gray-inl.hpp"

ISOPEL_SIMD_BEGIN

/// One call's arguments, and the scalar kernel for what vectors cannot do.
template <class From, class To>
struct Pass {
  std::int32_t readable;
  const Taps& taps;
  HorizontalKernel<From, To>* scalar_kernel;
};

/// Four outputs from `first` on that would read past `readable`: row by row, from copies of the rows' ends, followed by
/// zeros. False if those are long. Nothing of its caller's has an address here, so that it may stay in registers there.
template <class Way, int channels, class From, class To>
HWY_NOINLINE bool four_at_the_end(Rows<const From> src, Rows<To> dst, std::int32_t rows, std::int32_t readable,
                                  Taps taps, std::int32_t first) {
  constexpr std::ptrdiff_t room = 512;
  FourOutputs four(taps, first);
  const std::ptrdiff_t start = four.smallest_offset(), samples = readable - start;
  if (samples > room || four.largest_offset() - start + Way::extent(taps.taps) > room) return false;
  alignas(64) From end[room] = {};
  for (std::ptrdiff_t& offset : four.offset) offset -= start;
  const BlockRows<const From, block_bytes> in({end, 0}, 1);
  for (std::int32_t r = 0; r < rows; ++r) {
    __builtin_memcpy(end, src.row(r) + start, static_cast<std::size_t>(samples) * sizeof(From));
    const BlockRows<To, block_bytes> out({dst.row(r), dst.stride}, 1);
    put_outputs<From, channels>(Way::template sums<block_bytes>(in, four, taps.taps, Way::start(taps.rounding.bias)),
                                out, std::ptrdiff_t{first} * channels, taps.rounding.shift);
  }
  return true;
}

/// As many rows as `bytes` has blocks, or fewer; and with `groups` = 2 as many again. The table is a copy that stores
/// into rows cannot change.
template <class Way, int channels, std::size_t bytes, int groups, class From, class To>
void block_rows(Rows<const From> src, Rows<To> dst, std::int32_t rows, const Pass<From, To>& pass) {
  constexpr std::int32_t last = (groups - 1) * (bytes / block_bytes);
  const BlockRows<const From, bytes> in(src, rows), more_in({src.row(last), src.stride}, rows - last);
  const BlockRows<To, bytes> out(dst, rows), more_out({dst.row(last), dst.stride}, rows - last);
  const Taps taps = pass.taps;
  const Start start = Way::start(taps.rounding.bias);
  const std::ptrdiff_t limit = pass.readable - Way::extent(taps.taps);
  for (std::int32_t x = 0; x < taps.count; x += 4) {
    const std::int32_t first = x < taps.count - 4 ? x : taps.count - 4;
    const std::ptrdiff_t at = std::ptrdiff_t{first} * channels;
    const FourOutputs four(taps, first);
    if (four.largest_offset() <= limit) {
      const auto sums = Way::template sums<bytes>(in, four, taps.taps, start);
      if constexpr (groups == 2) {  // before anything is stored, so that the weights are loaded once
        const auto more = Way::template sums<bytes>(more_in, four, taps.taps, start);
        put_outputs<From, channels>(more, more_out, at, taps.rounding.shift);
      }
      put_outputs<From, channels>(sums, out, at, taps.rounding.shift);
      continue;
    }
    if constexpr (Way::has_many_taps) {
      if (four_at_the_end<Way, channels>(src, dst, rows, pass.readable, taps, first)) continue;
    }
    pass.scalar_kernel(src, {dst.data + at, dst.stride}, rows, channels, pass.readable, taps.slice(first, 4));
  }
}

template <class Way, int channels, class From, class To>
void all_rows(Rows<const From> src, Rows<To> dst, std::int32_t rows, const Pass<From, To>& pass) {
  constexpr std::int32_t most = widest / block_bytes;
  constexpr bool in_twos = most <= 2 && Way::is_short;  // longer vectors share enough as they are
  while (rows > 0) {
    std::int32_t count = std::min(rows, most);
    if (in_twos && rows >= 2 * most) {
      count = 2 * most;
      block_rows<Way, channels, widest, 2>(src, dst, count, pass);
    } else if (most >= 4 && count > 2) {
      block_rows<Way, channels, widest, 1>(src, dst, count, pass);
    } else if (most >= 2 && count == 2) {
      block_rows<Way, channels, std::min<std::size_t>(widest, 32), 1>(src, dst, count, pass);
    } else {
      count = 1;
      block_rows<Way, channels, block_bytes, 1>(src, dst, count, pass);
    }
    src.data = src.row(count);
    dst.data = dst.row(count);
    rows -= count;
  }
}

template <class From, class To>
using AllRows = void(Rows<const From> src, Rows<To> dst, std::int32_t rows, const Pass<From, To>& pass);

/// The common numbers of taps have their own code.
template <int parts, int channels, class From, class To>
AllRows<From, To>* all_rows_of(std::int32_t taps) {
  if (taps <= 2) return all_rows<AnyTaps<parts, From, channels, 2>, channels, From, To>;
  if (taps == 3 || taps == 4) return all_rows<AnyTaps<parts, From, channels, 4>, channels, From, To>;
  if (parts == narrow && (taps == 7 || taps == 8))
    return all_rows<AnyTaps<parts, From, channels, 8>, channels, From, To>;
  return all_rows<AnyTaps<parts, From, channels, 0>, channels, From, To>;
}

template <int parts, class From, class To>
AllRows<From, To>* all_rows_of(std::int32_t channels, std::int32_t taps) {
  switch (channels) {
    case 1:
      if (taps <= 2) return all_rows<TwoTaps<parts, From>, 1, From, To>;
      if (taps <= 4) return all_rows<FourTaps<parts, From>, 1, From, To>;
      if (parts == narrow && (taps == 7 || taps == 8)) return all_rows<AnyTaps<parts, From, 1, 8>, 1, From, To>;
      return all_rows<AnyTaps<parts, From, 1, 0>, 1, From, To>;
    case 2:
      return all_rows<AnyTaps<parts, From, 2, 0>, 2, From, To>;
    case 3:
      return all_rows_of<parts, 3, From, To>(taps);
    default:
      return all_rows_of<parts, 4, From, To>(taps);
  }
}

/// What no special way serves.
template <int parts, class From, class To, HorizontalKernel<From, To>* scalar_kernel>
void in_blocks(Rows<const From> src, Rows<To> dst, std::int32_t rows, std::int32_t channels, std::int32_t readable,
               const Taps& taps) {
  if (taps.count < 4) return scalar_kernel(src, dst, rows, channels, readable, taps);
  all_rows_of<parts, From, To>(channels, taps.taps)(src, dst, rows, {readable, taps, scalar_kernel});
}

#if ISOPEL_SIMD_VNNI
/// What near_lookup-inl.hpp leaves.
template <class To, HorizontalKernel<std::uint8_t, To>* rest>
void lookup_or_rest(Rows<const std::uint8_t> src, Rows<To> dst, std::int32_t rows, std::int32_t channels,
                    std::int32_t readable, const Taps& taps) {
  if (!lookup_serves<narrow>(taps)) return rest(src, dst, rows, channels, readable, taps);
  lookup_pass<narrow, To, rest>(src, dst, rows, channels, readable, taps);
}
#endif

template <int parts, class From, class To, HorizontalKernel<From, To>* scalar_kernel>
void horizontal(Rows<const From> src, Rows<To> dst, std::int32_t rows, std::int32_t channels, std::int32_t readable,
                const Taps& taps) {
  constexpr auto rest = in_blocks<parts, From, To, scalar_kernel>;
#if ISOPEL_SIMD_NEON
  if (channels == 3) return horizontal_by_lanes<parts, 3, From, To, scalar_kernel>(src, dst, rows, readable, taps);
  if (channels == 4) return horizontal_by_lanes<parts, 4, From, To, scalar_kernel>(src, dst, rows, readable, taps);
  if (channels == 1 && taps.taps > 2 && rows > 1 && taps.count >= 4) {
    return horizontal_by_taps<parts, From, To, scalar_kernel>(src, dst, rows, readable, taps);
  }
#endif
  if constexpr (sizeof(From) == 1) {
#if ISOPEL_SIMD_VNNI
    if constexpr (parts == narrow && sizeof(To) == 2) {
      constexpr auto farther = lookup_or_rest<To, rest>;
      if (channels == 1 && near_lookup_serves(taps)) return near_lookup_pass<farther>(src, dst, rows, readable, taps);
    }
    if (lookup_serves<parts>(taps)) return lookup_pass<parts, To, rest>(src, dst, rows, channels, readable, taps);
#endif
    if (parts == narrow && channels == 1 && near_pairs_serve(readable, taps)) {
      return near_pairs_pass<To, rest>(src, dst, rows, readable, taps);
    }
  }
  rest(src, dst, rows, channels, readable, taps);
}

void horizontal_u8_i16(Rows<const std::uint8_t> src, Rows<std::int16_t> dst, std::int32_t rows, std::int32_t channels,
                       std::int32_t readable, const Taps& taps) {
  horizontal<narrow, std::uint8_t, std::int16_t, scalar::horizontal_u8_i16>(src, dst, rows, channels, readable, taps);
}

void horizontal_i16_u8(Rows<const std::int16_t> src, Rows<std::uint8_t> dst, std::int32_t rows, std::int32_t channels,
                       std::int32_t readable, const Taps& taps) {
  constexpr auto rest = horizontal<narrow, std::int16_t, std::uint8_t, scalar::horizontal_i16_u8>;
#if !ISOPEL_SIMD_NEON
  if (channels >= 3 && tiles_serve(rows, readable, taps)) {
    return (channels == 3 ? tiled_pass<3, rest> : tiled_pass<4, rest>)(src, dst, rows, readable, taps);
  }
#if HWY_CAP_GE512
  if (channels == 1 && pair_lookup_serves(rows, taps)) return pair_lookup_pass<rest>(src, dst, rows, readable, taps);
#endif
  if (channels == 1 && gray_tiles_serve(rows, taps)) return gray_tiled_pass<rest>(src, dst, rows, readable, taps);
#endif
  rest(src, dst, rows, channels, readable, taps);
}

void horizontal_u8_u8(Rows<const std::uint8_t> src, Rows<std::uint8_t> dst, std::int32_t rows, std::int32_t channels,
                      std::int32_t readable, const Taps& taps) {
  horizontal<narrow, std::uint8_t, std::uint8_t, scalar::horizontal_u8_u8>(src, dst, rows, channels, readable, taps);
}

void horizontal_u8_u8_wide(Rows<const std::uint8_t> src, Rows<std::uint8_t> dst, std::int32_t rows,
                           std::int32_t channels, std::int32_t readable, const Taps& taps) {
  horizontal<wide, std::uint8_t, std::uint8_t, scalar::horizontal_u8_u8_wide>(src, dst, rows, channels, readable, taps);
}

void horizontal_i16_u8_wide(Rows<const std::int16_t> src, Rows<std::uint8_t> dst, std::int32_t rows,
                            std::int32_t channels, std::int32_t readable, const Taps& taps) {
  horizontal<wide, std::int16_t, std::uint8_t, scalar::horizontal_i16_u8_wide>(src, dst, rows, channels, readable,
                                                                               taps);
}

void horizontal_u8_i32(Rows<const std::uint8_t> src, Rows<std::int32_t> dst, std::int32_t rows, std::int32_t channels,
                       std::int32_t readable, const Taps& taps) {
  horizontal<narrow, std::uint8_t, std::int32_t, scalar::horizontal_u8_i32>(src, dst, rows, channels, readable, taps);
}

/// Of words: 2 and 4 channels, which are all that have alpha.
template <class To, HorizontalKernel<std::int16_t, To>* scalar_kernel>
void horizontal_words(Rows<const std::int16_t> src, Rows<To> dst, std::int32_t rows, std::int32_t channels,
                      std::int32_t readable, const Taps& taps) {
  using From = std::int16_t;
  if (taps.count < 4 || channels % 2 != 0 || channels > 4) {
    return scalar_kernel(src, dst, rows, channels, readable, taps);
  }
  auto* const all = channels == 2                      ? all_rows<AnyTaps<narrow, From, 2, 0>, 2, From, To>
                    : taps.taps == 3 || taps.taps == 4 ? all_rows<AnyTaps<narrow, From, 4, 4>, 4, From, To>
                                                       : all_rows<AnyTaps<narrow, From, 4, 0>, 4, From, To>;
  all(src, dst, rows, {readable, taps, scalar_kernel});
}

void horizontal_i16_i16(Rows<const std::int16_t> src, Rows<std::int16_t> dst, std::int32_t rows, std::int32_t channels,
                        std::int32_t readable, const Taps& taps) {
  horizontal_words<std::int16_t, scalar::horizontal_i16_i16>(src, dst, rows, channels, readable, taps);
}

void horizontal_i16_i32(Rows<const std::int16_t> src, Rows<std::int32_t> dst, std::int32_t rows, std::int32_t channels,
                        std::int32_t readable, const Taps& taps) {
  horizontal_words<std::int32_t, scalar::horizontal_i16_i32>(src, dst, rows, channels, readable, taps);
}

ISOPEL_SIMD_END

#endif  // ISOPEL_ARCH_SIMD_HORIZONTAL_INL_HPP_
