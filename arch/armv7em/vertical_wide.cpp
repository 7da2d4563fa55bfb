// Contract 1, formulas (16) to (18), with wide weights: passes along y, one column and row per multiply.
//
// Assumes nothing about alignment; src and dst do not overlap.
// Tail: the last columns are done again, overlapping the ones before: four, or eight of many weights; narrower rows are
// scalar. Reads exactly the named rows.
#include "arch/armv7em/armv7em.hpp"

#if ISOPEL_HAVE_ARMV7EM

#include "arch/armv7em/vertical_rows.hpp"
#include "arch/armv7em/wide.hpp"
#include "arch/scalar/scalar.hpp"

namespace isopel::armv7em {
namespace {

/// The shift of the pass with wide weights to each type of samples.
template <class To>
inline constexpr std::int32_t shift_to = sizeof(To) == 1 ? wide_shift : wide_middle_shift;

/// The same with wide weights, which are put together once for the whole row; one column and row at a time.
template <int taps, class To>
void few_wide_rows(const std::uint8_t* in, const std::int16_t* high, To* out, std::int32_t steps, const Pass& pass) {
  const std::int16_t* const low = high + taps + taps % 2;
  std::int32_t weights[taps];
#pragma GCC unroll 8
  for (int k = 0; k < taps; ++k) weights[k] = wide_weight(high[k], low[k]);
  const std::ptrdiff_t stride = pass.stride, three_rows = 3 * stride;
  const std::int32_t bias = pass.rounding.bias;
  register const std::uint8_t* at __asm__("r8") = in;  // else every step below copies it
  for (const To* const end = out + steps * step; out != end; out += step) {
    std::int32_t before = 0;
#pragma GCC unroll 4
    for (int i = 0; i < step; ++i) {
      std::int32_t sum = bias;
      if constexpr (taps >= 3) sum = add_two_bytes<0, 1>(sum, at, stride, weights[1], stride, weights[2]);
      if constexpr (taps == 5) sum = add_two_bytes<0, 2>(sum, at, three_rows, weights[3], stride, weights[4]);
      if constexpr (taps == 4) sum = multiply_add(sum, weights[3], at[three_rows]);
      if constexpr (taps == 2) sum = multiply_add(sum, weights[1], at[stride]);
      std::int32_t sample;
      __asm__("ldrb %0, [%1], #1" : "=r"(sample), "+r"(at) : "r"(sum), "m"(*at));
      sum = multiply_add(sum, weights[0], sample);
      if constexpr (sizeof(To) == 1) {
        put(out + i, sum, shift_to<To>);
      } else {  // samples are the upper halves of their sums
        if (i % 2 != 0) store(out + i - 1, high_halves(static_cast<Word>(before), static_cast<Word>(sum)));
        before = sum;
      }
    }
  }
}

/// The samples of rows 1 and 2, now. A function would copy `at`.
#define ISOPEL_LOAD_TWO_ROWS(first, second)                         \
  __asm__ volatile("ldrb %0, [%2, %3]\n\tldrb %1, [%2, %3, lsl #1]" \
                   : "=&r"(first), "=r"(second)                     \
                   : "r"(at), "r"(stride)                           \
                   : "memory")

/// Five rows to u8. The first two samples of a column are loaded while the column before is finished: an LDRB that
/// moves its pointer waits for all that was begun before it, so it stands where least is.
inline void five_wide_rows(const std::uint8_t* in, const std::int16_t* high, std::uint8_t* out, std::int32_t steps,
                           const Pass& pass) {
  constexpr int taps = 5;
  std::int32_t weights[taps];
#pragma GCC unroll 8
  for (int k = 0; k < taps; ++k) weights[k] = wide_weight(high[k], high[taps + 1 + k]);
  const std::ptrdiff_t stride = pass.stride, three_rows = 3 * stride;
  const std::int32_t bias = pass.rounding.bias;
  register const std::uint8_t* at __asm__("r8") = in;  // else every step below copies it
  for (const std::uint8_t* const end = out + steps * step; out != end; out += step) {
    std::int32_t sum, second, third;
    ISOPEL_LOAD_TWO_ROWS(sum, second);
#pragma GCC unroll 4
    for (int i = 0; i < step; ++i) {
      __asm__ volatile(
          "ldrb %[third], [%[at], %[stride], lsl #2]\n\t"
          "mla %[sum], %[w1], %[sum], %[bias]\n\t"
          "mla %[sum], %[w2], %[second], %[sum]\n\t"
          "ldrb %[second], [%[at], %[three_rows]]\n\t"
          "mla %[sum], %[w4], %[third], %[sum]\n\t"
          "ldrb %[third], [%[at]], #1\n\t"
          "mla %[sum], %[w3], %[second], %[sum]\n\t"
          "mla %[sum], %[w0], %[third], %[sum]"
          : [sum] "+r"(sum), [second] "+r"(second), [third] "=&r"(third), [at] "+r"(at)
          : [stride] "r"(stride), [three_rows] "r"(three_rows), [bias] "r"(bias), [w0] "r"(weights[0]),
            [w1] "r"(weights[1]), [w2] "r"(weights[2]), [w3] "r"(weights[3]), [w4] "r"(weights[4])
          : "memory");
      const std::int32_t whole = sum;
      if (i + 1 < step) ISOPEL_LOAD_TWO_ROWS(sum, second);
      put(out + i, whole, wide_shift);
    }
  }
}

#undef ISOPEL_LOAD_TWO_ROWS

constexpr std::int32_t wide_step = 8;

/// Any number of wide weights: eight columns at a time.
void any_wide_rows(const std::uint8_t* in, const std::int16_t* weights, std::uint8_t* out, std::int32_t steps,
                   const Pass& pass) {
  const auto [stride, taps, rounding] = pass;
  const std::int32_t low = taps + taps % 2;
  for (; steps > 0; --steps) {
    std::int32_t sums[wide_step];
#pragma GCC unroll 8
    for (std::int32_t& sum : sums) sum = rounding.bias;
    const std::uint8_t* row = in;
    const std::int16_t* weight = weights;
    for (const std::int16_t* const end = weights + taps; weight != end; ++weight) {
      const std::int32_t w = wide_weight(weight[0], weight[low]);
#pragma GCC unroll 8
      for (int i = 0; i < wide_step; ++i) sums[i] = add_product(sums[i], w, row[i]);
      row += stride;
    }
#pragma GCC unroll 8
    for (int i = 0; i < wide_step; ++i) put(out + i, sums[i], wide_shift);
    in += wide_step;
    out += wide_step;
  }
}

RowFunction<std::uint8_t, std::uint8_t>* few_wide_rows_function(std::int32_t taps) {
  switch (taps) {
    case 2:
      return few_wide_rows<2, std::uint8_t>;
    case 3:
      return few_wide_rows<3, std::uint8_t>;
    case 4:
      return few_wide_rows<4, std::uint8_t>;
    case 5:
      if constexpr (has_all_registers) return five_wide_rows;
      return few_wide_rows<5, std::uint8_t>;
    default:
      return nullptr;
  }
}

}  // namespace

void vertical_u8_u8_wide(Rows<const std::uint8_t> src, Rows<std::uint8_t> dst, std::int32_t samples, const Taps& taps) {
  const auto few = few_wide_rows_function(taps.taps);
  if (taps.rounding.shift != wide_shift || samples < (few != nullptr ? step : wide_step)) {
    return scalar::vertical_u8_u8_wide(src, dst, samples, taps);
  }
  if (few != nullptr) {
    rows_by<step>(few, src, dst, samples, taps);
  } else {
    rows_by<wide_step>(any_wide_rows, src, dst, samples, taps);
  }
}

void vertical_u8_i16_wide(Rows<const std::uint8_t> src, Rows<std::int16_t> dst, std::int32_t samples,
                          const Taps& taps) {
  if (taps.taps != 4 || taps.rounding.shift != wide_middle_shift || samples < step) {
    return scalar::vertical_u8_i16_wide(src, dst, samples, taps);
  }
  rows_by<step>(few_wide_rows<4, std::int16_t>, src, dst, samples, taps);
}

}  // namespace isopel::armv7em

#endif  // ISOPEL_HAVE_ARMV7EM
