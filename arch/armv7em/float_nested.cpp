// A pass along y over four rows of sums, in floats: formula of NestedKernel in engine/kernels.hpp.
//
// Assumes that src rows are aligned scratch rows; nothing about the alignment of dst; the processor rounds to nearest,
// halves to even.
// Tail: four columns at a time; the last samples % 8 samples are integers by definition.
#include "arch/armv7em/armv7em.hpp"

#if ISOPEL_HAVE_ARMV7EM_FLOATS

#include "arch/armv7em/float_dsp.hpp"
#include "arch/armv7em/wide.hpp"

namespace isopel::armv7em {
namespace {

constexpr std::int32_t step = 4;

/// Four columns of a row, times its weight: added up by one instruction, or the first product.
#define ISOPEL_CONVERT(row) \
  "vldmia " row             \
  "!, {s0-s3}\n\tvcvt.f32.s32 s0, s0\n\tvcvt.f32.s32 s1, s1\n\tvcvt.f32.s32 s2, s2\n\tvcvt.f32.s32 s3, s3\n\t"
#define ISOPEL_MULTIPLY(instruction, weight)                                                      \
  instruction ".f32 s4, s0, " weight "\n\t" instruction ".f32 s5, s1, " weight "\n\t" instruction \
              ".f32 s6, s2, " weight "\n\t" instruction ".f32 s7, s3, " weight "\n\t"
#define ISOPEL_NESTED_STEP(add)                                                                                        \
  __asm__ volatile(ISOPEL_CONVERT("%[row3]") ISOPEL_MULTIPLY("vmul", "%[weight3]") ISOPEL_CONVERT("%[row2]")           \
                       ISOPEL_MULTIPLY(add, "%[weight2]") ISOPEL_CONVERT("%[row1]") ISOPEL_MULTIPLY(add, "%[weight1]") \
                           ISOPEL_CONVERT("%[row0]") ISOPEL_MULTIPLY(add, "%[weight0]")                                \
                   : [row0] "+r"(row0), [row1] "+r"(row1), [row2] "+r"(row2), [row3] "+r"(row3), "=&t"(a), "=&t"(b),   \
                     "=&t"(c), "=&t"(d)                                                                                \
                   : [weight0] "t"(weight0), [weight1] "t"(weight1), [weight2] "t"(weight2), [weight3] "t"(weight3)    \
                   : "s0", "s1", "s2", "s3", "memory")

/// Columns in floats, a multiple of four. All of a step is one block, because the compiler forms no VLDM.
template <bool fused>
void nested_row(const std::int32_t* const (&rows)[4], const float (&weights)[4], std::uint8_t* out,
                std::int32_t columns) {
  const std::int32_t *row0 = rows[0], *row1 = rows[1], *row2 = rows[2], *row3 = rows[3];
  const float weight0 = weights[0], weight1 = weights[1], weight2 = weights[2], weight3 = weights[3];
  for (const std::uint8_t* const end = out + columns; out != end; out += step) {
    register float a __asm__("s4");
    register float b __asm__("s5");
    register float c __asm__("s6");
    register float d __asm__("s7");
    if constexpr (fused) {
      ISOPEL_NESTED_STEP("vfma");
    } else {
      ISOPEL_NESTED_STEP("vmla");
    }
    const float sums[step] = {a, b, c, d};  // at once, before a call might use the registers
#pragma GCC unroll 4
    for (int i = 0; i < step; ++i) out[i] = round_and_clamp(sums[i]);
  }
}

#undef ISOPEL_NESTED_STEP
#undef ISOPEL_MULTIPLY
#undef ISOPEL_CONVERT

template <bool fused>
void nested(Rows<const std::int32_t> src, Rows<std::uint8_t> dst, std::int32_t samples, const Taps& taps) {
  const std::int32_t in_floats = samples - samples % nested_group;
  for (std::int32_t r = 0; r < taps.count; ++r) {
    const std::int16_t *const weights = taps.weights(r), *const named = taps.rows(r);
    const std::int32_t* rows[4];
    float in_floats_weights[4];
#pragma GCC unroll 4
    for (int k = 0; k < 4; ++k) {
      rows[k] = src.row(taps.offset(r) + named[k]);
      in_floats_weights[k] = nested_weight(weights[k]);
    }
    std::uint8_t* const out = dst.row(r);
    nested_row<fused>(rows, in_floats_weights, out, in_floats);
    for (std::int32_t x = in_floats; x < samples; ++x) {
      std::int32_t sum = sums_pass.bias;
#pragma GCC unroll 4
      for (int k = 0; k < 4; ++k) sum = multiply_add(sum, weights[k], rows[k][x]);
      put(out + x, sum, sums_pass.shift);
    }
  }
}

}  // namespace

void nested_i32_u8(Rows<const std::int32_t> src, Rows<std::uint8_t> dst, std::int32_t samples, const Taps& taps) {
  nested<false>(src, dst, samples, taps);
}

void nested_i32_u8_fused(Rows<const std::int32_t> src, Rows<std::uint8_t> dst, std::int32_t samples, const Taps& taps) {
  nested<true>(src, dst, samples, taps);
}

}  // namespace isopel::armv7em

#endif  // ISOPEL_HAVE_ARMV7EM_FLOATS
