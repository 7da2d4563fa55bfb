// A pass along y over sums of 32 bits: formula (18) of contract 1 for eight rows.
//
// Assumes that src rows are aligned scratch rows; nothing about the alignment of dst.
// Tail: four columns at a time; the last four are done again, overlapping the ones before. Other numbers of rows, and
// fewer than four columns, are scalar.
#include "arch/armv7em/armv7em.hpp"

#if ISOPEL_HAVE_ARMV7EM

#include "arch/armv7em/wide.hpp"
#include "arch/scalar/scalar.hpp"

namespace isopel::armv7em {
namespace {

constexpr std::int32_t step = 4, known_rows = 8;

/// Adds four columns of row k, and goes one row down. The compiler would keep more at hand than there are registers.
template <int k>
[[gnu::always_inline]] inline void add_row(const std::byte*& row, std::ptrdiff_t stride, const std::int16_t* weights,
                                           std::int32_t& s0, std::int32_t& s1, std::int32_t& s2, std::int32_t& s3) {
  std::int32_t weight;
  __asm__ volatile(
      "ldm %[row], {r0-r3}\n\t"
      "ldrsh %[weight], [%[weights], %[at]]\n\t"
      "add %[row], %[row], %[stride]\n\t"
      "mla %[s0], %[weight], r0, %[s0]\n\t"
      "mla %[s1], %[weight], r1, %[s1]\n\t"
      "mla %[s2], %[weight], r2, %[s2]\n\t"
      "mla %[s3], %[weight], r3, %[s3]"
      : [row] "+r"(row), [s0] "+r"(s0), [s1] "+r"(s1), [s2] "+r"(s2), [s3] "+r"(s3), [weight] "=&r"(weight)
      : [stride] "r"(stride), [weights] "r"(weights), [at] "I"(k * sizeof(std::int16_t))
      : "r0", "r1", "r2", "r3", "memory");
}

/// `steps` times four columns of one output row.
inline void eight_rows_of_sums(const std::byte* in, std::ptrdiff_t stride, const std::int16_t* weights,
                               std::uint8_t* out, std::int32_t steps) {
  for (const std::uint8_t* const end = out + steps * step; out != end; out += step) {
    std::int32_t s0 = sums_pass.bias, s1 = s0, s2 = s0, s3 = s0;
    const std::byte* row = in;
    add_row<0>(row, stride, weights, s0, s1, s2, s3);
    add_row<1>(row, stride, weights, s0, s1, s2, s3);
    add_row<2>(row, stride, weights, s0, s1, s2, s3);
    add_row<3>(row, stride, weights, s0, s1, s2, s3);
    add_row<4>(row, stride, weights, s0, s1, s2, s3);
    add_row<5>(row, stride, weights, s0, s1, s2, s3);
    add_row<6>(row, stride, weights, s0, s1, s2, s3);
    add_row<7>(row, stride, weights, s0, s1, s2, s3);
    put(out, s0, sums_pass.shift);
    put(out + 1, s1, sums_pass.shift);
    put(out + 2, s2, sums_pass.shift);
    put(out + 3, s3, sums_pass.shift);
    in += step * sizeof(Word);
  }
}

inline void eight_rows_of_sums(Rows<const std::int32_t> src, Rows<std::uint8_t> dst, std::int32_t samples,
                               const Taps& taps) {
  for (std::int32_t r = 0; r < taps.count; ++r) {
    const auto* const in = reinterpret_cast<const std::byte*>(src.row(taps.offset(r)));
    eight_rows_of_sums(in, src.stride, taps.weights(r), dst.row(r), samples / step);
    if (samples % step == 0) continue;
    const std::ptrdiff_t last = samples - step;
    eight_rows_of_sums(in + last * static_cast<std::ptrdiff_t>(sizeof(Word)), src.stride, taps.weights(r),
                       dst.row(r) + last, 1);
  }
}

}  // namespace

void vertical_i32_u8(Rows<const std::int32_t> src, Rows<std::uint8_t> dst, std::int32_t samples, const Taps& taps) {
  const bool known = taps.rounding.bias == sums_pass.bias && taps.rounding.shift == sums_pass.shift;
  if constexpr (has_all_registers) {
    if (taps.taps == known_rows && samples >= step && known) return eight_rows_of_sums(src, dst, samples, taps);
  }
  scalar::vertical_i32_u8(src, dst, samples, taps);
}

}  // namespace isopel::armv7em

#endif  // ISOPEL_HAVE_ARMV7EM
