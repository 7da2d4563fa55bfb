// Contract 1, formulas (16) to (18): passes along y, four columns at a time, two rows per multiply. Those with wide
// weights are in vertical_wide.cpp, the most frequent ones, in assembly, in vertical_few.cpp, vertical_more.cpp and
// vertical_any.cpp.
//
// Assumes nothing about alignment; src and dst do not overlap.
// Tail: the last four columns are done again, overlapping the ones before; narrower rows are scalar. Reads exactly the
// named rows: an odd last row is added alone.
#include "arch/armv7em/armv7em.hpp"

#if ISOPEL_HAVE_ARMV7EM

#include "arch/armv7em/enlarge_few.hpp"
#include "arch/armv7em/small_passes.hpp"
#include "arch/armv7em/vertical_asm.hpp"
#include "arch/armv7em/vertical_rows.hpp"
#include "arch/mve/mve.hpp"
#include "arch/scalar/scalar.hpp"

namespace isopel::armv7em {
namespace {

/// The same column one row further down.
template <class Sample>
const Sample* below(const Sample* in, std::ptrdiff_t stride) {
  return Rows<const Sample>{in, stride}.row(1);
}

/// `steps` times four columns of one output row, for a known number of rows: the weights stay in registers.
template <int taps, class From, class To>
void few_rows(const From* in, const std::int16_t* weights, To* out, std::int32_t steps, const Pass& pass) {
  const auto [stride, _, rounding] = pass;
  Word pairs[(taps + 1) / 2];
#pragma GCC unroll 8
  for (int k = 0; k < taps; k += 2) pairs[k / 2] = weight_pair(weights + k);
  for (; steps > 0; --steps) {
    FourSums sums{rounding.bias, rounding.bias, rounding.bias, rounding.bias};
    const From* row = in;
#pragma GCC unroll 8
    for (int k = 0; k + 2 <= taps; k += 2) {
      const From* next = below(row, stride);
      add_two_taps(sums, row, next, pairs[k / 2]);
      row = below(next, stride);
    }
    if (taps % 2 != 0) add_tap(sums, row, pairs[taps / 2]);
    put(out, sums, rounding.shift);
    in += step;
    out += step;
  }
}

/// The same for any number of rows.
template <class From, class To>
void any_rows(const From* in, const std::int16_t* weights, To* out, std::int32_t steps, const Pass& pass) {
  const auto [stride, taps, rounding] = pass;
  const bool odd = taps % 2 != 0;
  const std::int16_t* const pairs_end = weights + (taps - odd);
  for (; steps > 0; --steps) {
    FourSums sums{rounding.bias, rounding.bias, rounding.bias, rounding.bias};
    const From* row = in;
    const std::int16_t* weight = weights;
    for (; weight != pairs_end; weight += 2) {
      const From* next = below(row, stride);
      add_two_taps(sums, row, next, weight_pair(weight));
      row = below(next, stride);
    }
    if (odd) add_tap(sums, row, weight_pair(weight));
    put(out, sums, rounding.shift);
    in += step;
    out += step;
  }
}

template <int known, class From, class To>
constexpr RowFunction<From, To>* row_function(std::int32_t taps) {
  switch (taps) {
    case 2:
      return few_rows<2, From, To>;
    case 3:
      return few_rows<3, From, To>;
    case 4:
      return few_rows<4, From, To>;
    case 5:
      return few_rows<5, From, To>;
    default:
      return any_rows<From, To>;
  }
}

/// The columns from `first` on of one row.
template <class From, class To>
[[gnu::noinline]] void vertical_rest(RowFunction<From, To>* row, const From* in, To* out, std::int32_t first,
                                     std::int32_t samples, std::ptrdiff_t stride, const Taps& taps) {
  const Pass pass{stride, taps.taps, taps.rounding};
  const auto columns = [&](std::int32_t from, std::int32_t steps) {
    row(in + from, taps.weights(0), out + from, steps, pass);
  };
  if (samples - first >= step) columns(first, (samples - first) / step);
  if (samples % step != 0) columns(samples - step, 1);
}

using FirstRow = RowFunction<std::uint8_t, std::int16_t>;

[[gnu::noinline]] void vertical_few(FewRowsAsm* row, FirstRow* rest, Rows<const std::uint8_t> src,
                                    Rows<std::int16_t> dst, std::int32_t samples, const Taps& taps) {
  const std::int32_t eights = samples & ~7;
  for (std::int32_t r = 0; r < taps.count; ++r) {
    const std::uint8_t* const in = src.row(taps.offset(r));
    std::int16_t* const out = dst.row(r);
    if (eights != 0) row(in, src.stride, out, out + eights, taps.weights(r), taps.rounding.bias);
    if (samples != eights) vertical_rest(rest, in, out, eights, samples, src.stride, taps.slice(r, 1));
  }
}

[[gnu::noinline]] void vertical_many(ManyRowsAsm* row, FirstRow* rest, Rows<const std::uint8_t> src,
                                     Rows<std::int16_t> dst, std::int32_t samples, const Taps& taps) {
  const std::int32_t fours = samples & ~3;
  for (std::int32_t r = 0; r < taps.count; ++r) {
    const std::uint8_t* const in = src.row(taps.offset(r));
    std::int16_t* const out = dst.row(r);
    row(in, src.stride, out, out + fours, taps.weights(r), taps.rounding.bias, taps.rounding.shift, taps.taps);
    if (samples != fours) vertical_rest(rest, in, out, fours, samples, src.stride, taps.slice(r, 1));
  }
}

/// Passes from u8 to i16, from i16 to u8 and from u8 to u8, of `step` samples at least; `known` is the number of taps,
/// or 0 for many.
template <int known, int known_shift = 0>
[[gnu::always_inline]] inline void vertical(Rows<const std::uint8_t> src, Rows<std::int16_t> dst, std::int32_t samples,
                                            const Taps& taps) {
  const std::int32_t count = known_or(known, taps.taps);
  FewRowsAsm* const few = few_rows_asm(count, known_shift == 0 ? taps.rounding.shift : known_shift);
  if (few != nullptr && taps.count == 1 && (samples & 7) == 0) {  // what a board does most, without detours
    return few(src.row(taps.offset(0)), src.stride, dst.data, dst.data + samples, taps.weights(0), taps.rounding.bias);
  }
  FirstRow* const row = row_function<known, std::uint8_t, std::int16_t>(count);
  if (few != nullptr) return vertical_few(few, row, src, dst, samples, taps);
  if (is_small || (count > 0 && count <= 4)) return rows_by<step>(row, src, dst, samples, taps);
  vertical_many(many_rows_asm(count), row, src, dst, samples, taps);
}
template <int known, int /*shift*/ = 0>
[[gnu::always_inline]] inline void vertical(Rows<const std::int16_t> src, Rows<std::uint8_t> dst, std::int32_t samples,
                                            const Taps& taps) {
  const std::int32_t count = known_or(known, taps.taps);
  const auto row = row_function<known, std::int16_t, std::uint8_t>(count);
  const std::int32_t by_asm = samples & -enlarge_step;
  const bool suits = needs_four_taps && !is_small && count == 4 && taps.rounding.shift == enlarge_second_shift;
  if (!suits || by_asm == 0) {
    return rows_by<step>(row, src, dst, samples, taps);
  }
  for (std::int32_t r = 0; r < taps.count; ++r) {
    const std::int16_t* const in = src.row(taps.offset(r));
    std::uint8_t* const out = dst.row(r);
    four_rows_to_u8(in, src.stride, out, out + by_asm, taps.weights(r), taps.rounding.bias);
    if (by_asm != samples) vertical_rest(row, in, out, by_asm, samples, src.stride, taps.slice(r, 1));
  }
}
template <int known, int /*shift*/ = 0>
[[gnu::always_inline]] inline void vertical(Rows<const std::uint8_t> src, Rows<std::uint8_t> dst, std::int32_t samples,
                                            const Taps& taps) {
  const auto row = row_function<known, std::uint8_t, std::uint8_t>(known_or(known, taps.taps));
  rows_by<step>(row, src, dst, samples, taps);
}

}  // namespace

void vertical_u8_i16(Rows<const std::uint8_t> src, Rows<std::int16_t> dst, std::int32_t samples, const Taps& taps) {
  if constexpr (is_small) {
    small_vertical(src, dst, samples, taps);
  } else if (samples < step) {
    scalar::vertical_u8_i16(src, dst, samples, taps);
  } else {
    vertical<unknown>(src, dst, samples, taps);
  }
}

void vertical_i16_u8(Rows<const std::int16_t> src, Rows<std::uint8_t> dst, std::int32_t samples, const Taps& taps) {
  if constexpr (is_small) {
    small_vertical(src, dst, samples, taps);
  } else if (samples < step) {
    scalar::vertical_i16_u8(src, dst, samples, taps);
  } else {
    vertical<unknown>(src, dst, samples, taps);
  }
}

void vertical_u8_u8(Rows<const std::uint8_t> src, Rows<std::uint8_t> dst, std::int32_t samples, const Taps& taps) {
  if constexpr (is_small) {
    small_vertical(src, dst, samples, taps);
  } else if (samples < step) {
    scalar::vertical_u8_u8(src, dst, samples, taps);
  } else {
    vertical<unknown>(src, dst, samples, taps);
  }
}

void vertical_i16_i16(Rows<const std::int16_t> src, Rows<std::int16_t> dst, std::int32_t samples, const Taps& taps) {
  if (samples < step) return scalar::vertical_i16_i16(src, dst, samples, taps);
  rows_by<step>(any_rows<std::int16_t, std::int16_t>, src, dst, samples, taps);
}

void vertical_i16_i32(Rows<const std::int16_t> src, Rows<std::int32_t> dst, std::int32_t samples, const Taps& taps) {
  if (samples < step) return scalar::vertical_i16_i32(src, dst, samples, taps);
  rows_by<step>(any_rows<std::int16_t, std::int32_t>, src, dst, samples, taps);
}

}  // namespace isopel::armv7em

#if !ISOPEL_HAVE_MVE  // which has its own

namespace isopel {

template <class From, class To, int taps, int shift>
void known::vertical(Rows<const From> src, Rows<To> dst, std::int32_t samples, const Taps& y) {
  static_assert(fewest_samples >= armv7em::step);
  armv7em::vertical<taps, shift>(src, dst, samples, y);
}
[[gnu::used]] static constexpr auto known_kernels = known::every_vertical();

}  // namespace isopel

#endif

#endif  // ISOPEL_HAVE_ARMV7EM
