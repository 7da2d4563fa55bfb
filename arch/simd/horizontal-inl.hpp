// Contract 1, formulas (16) to (18): passes along x, four outputs at a time, in as many rows as a vector has blocks, or
// in twice as many.
// Assumes nothing about alignment; src and dst do not overlap.
// Tail: the last four outputs are done again, overlapping the ones before; fewer than four outputs are scalar, and so
// are four outputs that would read past `readable`. Left-over rows are done in shorter vectors.
#ifndef ISOPEL_ARCH_SIMD_HORIZONTAL_INL_HPP_
#define ISOPEL_ARCH_SIMD_HORIZONTAL_INL_HPP_

#include "arch/scalar/scalar.hpp"
#include "arch/simd/few_taps-inl.hpp"
#include "arch/simd/sums-inl.hpp"

ISOPEL_SIMD_BEGIN

/// Drops the fourth of every four samples of `Sample`.
template <class Sample>
constexpr Positions without_fourth() {
  constexpr int size = sizeof(Sample);
  Positions positions{};
  for (int i = 0; i < 16; ++i) {
    positions.at[i] = i < 12 ? static_cast<std::uint8_t>(i / (3 * size) * 4 * size + i % (3 * size)) : nothing;
  }
  return positions;
}

/// Rounds and stores four outputs, the first of which is sample `at` of its row.
template <int channels, std::size_t bytes>
HWY_INLINE void put_outputs(const Sums<channels, bytes>& sums, const BlockRows<std::uint8_t, bytes>& out,
                            std::ptrdiff_t at, std::int32_t shift) {
  constexpr int last = Sums<channels, bytes>::count - 1;
  const auto lower = round_to_i16(sums.of[0], sums.of[channels == 1 ? 0 : 1], shift);
  const auto upper = channels <= 2 ? lower : round_to_i16(sums.of[last - 1], sums.of[last], shift);
  const auto samples = clamp_to_u8(lower, upper);
  static constexpr Positions three_channels = without_fourth<std::uint8_t>();
  if constexpr (channels == 3) return store_blocks<12>(shuffle<bytes>(samples, three_channels), out, at);
  store_blocks<4 * channels>(samples, out, at);
}

template <int channels, std::size_t bytes>
HWY_INLINE void put_outputs(const Sums<channels, bytes>& sums, const BlockRows<std::int16_t, bytes>& out,
                            std::ptrdiff_t at, std::int32_t shift) {
  const auto lower = round_to_i16(sums.of[0], sums.of[channels == 1 ? 0 : 1], shift);
  if constexpr (channels <= 2) return store_blocks<8 * channels>(lower, out, at);
  constexpr int last = Sums<channels, bytes>::count - 1;
  const auto upper = round_to_i16(sums.of[last - 1], sums.of[last], shift);
  if constexpr (channels == 4) {
    store_blocks<16>(lower, out, at);
    store_blocks<16>(upper, out, at + 8);
  }
  if constexpr (channels == 3) {
    static constexpr Positions three_channels = without_fourth<std::int16_t>();
    const Tag<std::uint8_t, bytes> d8;
    store_blocks<12>(shuffle<bytes>(hn::BitCast(d8, lower), three_channels), out, at);
    store_blocks<12>(shuffle<bytes>(hn::BitCast(d8, upper), three_channels), out, at + 6);
  }
}

/// i32 samples are the sums as they are.
template <int channels, std::size_t bytes>
HWY_INLINE void put_outputs(const Sums<channels, bytes>& sums, const BlockRows<std::int32_t, bytes>& out,
                            std::ptrdiff_t at, std::int32_t /*shift*/) {
  constexpr int count = Sums<channels, bytes>::count, last = count - 1, step = 4 * channels / count;
  HWY_UNROLL(3)
  for (int i = 0; i < last; ++i) store_blocks<16>(sums.of[i], out, at + i * step);  // a fourth lane is overwritten
  store_blocks<4 * step>(sums.of[last], out, at + last * step);
}

/// One call's arguments, and the scalar kernel for what vectors cannot do.
template <class From, class To>
struct Pass {
  std::int32_t readable;
  const Taps& taps;
  HorizontalKernel<From, To>* scalar_kernel;
};

/// As many rows as `bytes` has blocks, or fewer; and with `groups` = 2 as many again.
template <class Way, int channels, std::size_t bytes, int groups, class From, class To>
void block_rows(Rows<const From> src, Rows<To> dst, std::int32_t rows, const Pass<From, To>& pass) {
  constexpr std::int32_t last = (groups - 1) * (bytes / block_bytes);
  const BlockRows<const From, bytes> in(src, rows), more_in({src.row(last), src.stride}, rows - last);
  const BlockRows<To, bytes> out(dst, rows), more_out({dst.row(last), dst.stride}, rows - last);
  const Taps taps = pass.taps;  // a copy, which the stores cannot change
  const Start start = Way::start(taps.rounding.bias);
  const std::ptrdiff_t limit = pass.readable - Way::extent(taps.taps);
  for (std::int32_t x = 0; x < taps.count; x += 4) {
    const std::int32_t first = std::min(x, taps.count - 4);
    const std::ptrdiff_t at = std::ptrdiff_t{first} * channels;
    const FourOutputs four(taps, first);
    if (four.largest_offset() > limit) {
      pass.scalar_kernel(src, {dst.data + at, dst.stride}, rows, channels, pass.readable, taps.slice(first, 4));
      continue;
    }
    const auto sums = Way::template sums<bytes>(in, four, taps.taps, start);
    if constexpr (groups == 2) {  // before anything is stored, so that the weights are loaded once
      const auto more = Way::template sums<bytes>(more_in, four, taps.taps, start);
      put_outputs<channels>(more, more_out, at, taps.rounding.shift);
    }
    put_outputs<channels>(sums, out, at, taps.rounding.shift);
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

template <int parts, class From, class To>
void horizontal(Rows<const From> src, Rows<To> dst, std::int32_t rows, std::int32_t channels, std::int32_t readable,
                const Taps& taps, HorizontalKernel<From, To>* scalar_kernel) {
  if (taps.count < 4) return scalar_kernel(src, dst, rows, channels, readable, taps);
  all_rows_of<parts, From, To>(channels, taps.taps)(src, dst, rows, {readable, taps, scalar_kernel});
}

void horizontal_u8_i16(Rows<const std::uint8_t> src, Rows<std::int16_t> dst, std::int32_t rows, std::int32_t channels,
                       std::int32_t readable, const Taps& taps) {
  horizontal<narrow>(src, dst, rows, channels, readable, taps, scalar::horizontal_u8_i16);
}

void horizontal_i16_u8(Rows<const std::int16_t> src, Rows<std::uint8_t> dst, std::int32_t rows, std::int32_t channels,
                       std::int32_t readable, const Taps& taps) {
  horizontal<narrow>(src, dst, rows, channels, readable, taps, scalar::horizontal_i16_u8);
}

void horizontal_u8_u8(Rows<const std::uint8_t> src, Rows<std::uint8_t> dst, std::int32_t rows, std::int32_t channels,
                      std::int32_t readable, const Taps& taps) {
  horizontal<narrow>(src, dst, rows, channels, readable, taps, scalar::horizontal_u8_u8);
}

void horizontal_u8_u8_wide(Rows<const std::uint8_t> src, Rows<std::uint8_t> dst, std::int32_t rows,
                           std::int32_t channels, std::int32_t readable, const Taps& taps) {
  horizontal<wide>(src, dst, rows, channels, readable, taps, scalar::horizontal_u8_u8_wide);
}

void horizontal_i16_u8_wide(Rows<const std::int16_t> src, Rows<std::uint8_t> dst, std::int32_t rows,
                            std::int32_t channels, std::int32_t readable, const Taps& taps) {
  horizontal<wide>(src, dst, rows, channels, readable, taps, scalar::horizontal_i16_u8_wide);
}

void horizontal_u8_i32(Rows<const std::uint8_t> src, Rows<std::int32_t> dst, std::int32_t rows, std::int32_t channels,
                       std::int32_t readable, const Taps& taps) {
  horizontal<narrow>(src, dst, rows, channels, readable, taps, scalar::horizontal_u8_i32);
}

ISOPEL_SIMD_END

#endif  // ISOPEL_ARCH_SIMD_HORIZONTAL_INL_HPP_
