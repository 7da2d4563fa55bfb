// Passes in floats, one by one: formulas of FloatHorizontalKernel and FloatVerticalKernel in engine/kernels.hpp.
//
// Assumes that float rows are aligned scratch rows; nothing about the alignment of u8 samples; src and dst do not
// overlap; the processor rounds to nearest, halves to even.
// Tail: along x none; along y eight columns at a time, the last ones one by one. Reads exactly the samples of the taps:
// the word of the last pixel of three channels begins a sample early, and such pixels of one tap are scalar.
#include "arch/armv7em/armv7em.hpp"

#if ISOPEL_HAVE_ARMV7EM_FLOATS

#include "arch/armv7em/float_dsp.hpp"
#include "arch/scalar/scalar.hpp"

namespace isopel::armv7em {
namespace {

/// The tap that begins at `in`.
template <class Sum, int channels>
[[gnu::always_inline]] inline void add_pixel(float (&sums)[channels], Word pixel, float weight) {
  const double halves = halves_of(even_bytes(pixel), odd_bytes(pixel));
  sums[0] = Sum::add(sums[0], weight, half<0>(halves));
  sums[1] = Sum::add(sums[1], weight, half<1>(halves));
  if constexpr (channels > 2) sums[2] = Sum::add(sums[2], weight, half<2>(halves));
  if constexpr (channels > 3) sums[3] = Sum::add(sums[3], weight, half<3>(halves));
}

template <class Sum, int channels>
void colour_row(const std::uint8_t* in, float* out, const Taps& taps) {
  for (std::int32_t x = 0; x < taps.count; ++x, out += channels) {
    const std::uint8_t* pixel = in + taps.offset(x);
    const float* weight = taps.float_weights(x);
    float sums[channels] = {};
    for (const float* const last = weight + taps.taps - 1; weight != last; ++weight, pixel += channels) {
      add_pixel<Sum>(sums, channels == 2 ? load<std::uint16_t>(pixel) : load<Word>(pixel), *weight);
    }
    const Word last_pixel = channels == 2   ? load<std::uint16_t>(pixel)
                            : channels == 3 ? shift_down(load<Word>(pixel - 1), 8)
                                            : load<Word>(pixel);
    add_pixel<Sum>(sums, last_pixel, *weight);
#pragma GCC unroll 4
    for (int c = 0; c < channels; ++c) out[c] = sums[c] * halves_scale;
  }
}

template <class Sum>
void gray_row(const std::uint8_t* in, float* out, const Taps& taps) {
  for (std::int32_t x = 0; x < taps.count; ++x) {
    const std::uint8_t* sample = in + taps.offset(x);
    const float* weights = taps.float_weights(x);
    float sum = 0;
    for (const float* const fours_end = weights + (taps.taps & ~3); weights != fours_end; weights += 4) {
      sum = add_taps<Sum, 4>(sum, sample, weights);
      sample += 4;
    }
    for (std::int32_t left = taps.taps & 3; left > 0; --left) {
      sum = add_taps<Sum, 1>(sum, sample++, weights++);
    }
    *out++ = sum * halves_scale;
  }
}

/// Returns whether it could.
template <class Sum>
bool horizontal(Rows<const std::uint8_t> src, Rows<float> dst, std::int32_t rows, std::int32_t channels,
                const Taps& taps) {
  if (channels == 3 && taps.taps == 1) return false;
  const auto row = channels == 1   ? gray_row<Sum>
                   : channels == 2 ? colour_row<Sum, 2>
                   : channels == 3 ? colour_row<Sum, 3>
                                   : colour_row<Sum, 4>;
  for (std::int32_t r = 0; r < rows; ++r) row(src.row(r), dst.row(r), taps);
  return true;
}

constexpr std::int32_t step = 8;

/// Eight columns of a row, times its weight. The compiler forms no VLDM.
#define ISOPEL_ADD_EIGHT(add)                                                                                      \
  __asm__("vldmia %[row], {s0-s7}\n\t" add ".f32 %[a], s0, %[weight]\n\t" add ".f32 %[b], s1, %[weight]\n\t" add   \
          ".f32 %[c], s2, %[weight]\n\t" add ".f32 %[d], s3, %[weight]\n\t" add ".f32 %[e], s4, %[weight]\n\t" add \
          ".f32 %[f], s5, %[weight]\n\t" add ".f32 %[g], s6, %[weight]\n\t" add ".f32 %[h], s7, %[weight]"         \
          : [a] "+t"(a), [b] "+t"(b), [c] "+t"(c), [d] "+t"(d), [e] "+t"(e), [f] "+t"(f), [g] "+t"(g), [h] "+t"(h) \
          : [row] "r"(row), [weight] "t"(weights[k]), "m"(*reinterpret_cast<const float (*)[step]>(row))           \
          : "s0", "s1", "s2", "s3", "s4", "s5", "s6", "s7")

template <bool fused>
void vertical(Rows<const float> src, Rows<std::uint8_t> dst, std::int32_t samples, const Taps& taps) {
  using Sum = std::conditional_t<fused, Fused, Separate>;
  for (std::int32_t r = 0; r < taps.count; ++r) {
    const float* const weights = taps.float_weights(r);
    const std::int16_t* const named = taps.rows_behind_floats(r);
    const float* in = src.row(taps.offset(r));
    std::uint8_t* out = dst.row(r);
    for (std::int32_t left = samples / step; left > 0; --left) {
      float a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0;
      for (std::int32_t k = 0; k < taps.taps; ++k) {
        const float* const row = Rows<const float>{in, src.stride}.row(named[k]);
        if constexpr (fused) {
          ISOPEL_ADD_EIGHT("vfma");
        } else {
          ISOPEL_ADD_EIGHT("vmla");
        }
      }
      const float sums[step] = {a, b, c, d, e, f, g, h};
#pragma GCC unroll 8
      for (int i = 0; i < step; ++i) out[i] = round_and_clamp(sums[i]);
      in += step;
      out += step;
    }
    for (std::int32_t left = samples % step; left > 0; --left) {
      float sum = 0;
      for (std::int32_t k = 0; k < taps.taps; ++k) {
        sum = Sum::add(sum, weights[k], *Rows<const float>{in, src.stride}.row(named[k]));
      }
      *out++ = round_and_clamp(sum);
      ++in;
    }
  }
}

#undef ISOPEL_ADD_EIGHT

}  // namespace

void horizontal_u8_f32(Rows<const std::uint8_t> src, Rows<float> dst, std::int32_t rows, std::int32_t channels,
                       std::int32_t readable, const Taps& taps) {
  if (!horizontal<Separate>(src, dst, rows, channels, taps)) {
    scalar::horizontal_u8_f32(src, dst, rows, channels, readable, taps);
  }
}

void horizontal_u8_f32_fused(Rows<const std::uint8_t> src, Rows<float> dst, std::int32_t rows, std::int32_t channels,
                             std::int32_t readable, const Taps& taps) {
  if (!horizontal<Fused>(src, dst, rows, channels, taps)) {
    scalar::horizontal_u8_f32_fused(src, dst, rows, channels, readable, taps);
  }
}

void vertical_f32_u8(Rows<const float> src, Rows<std::uint8_t> dst, std::int32_t samples, const Taps& taps) {
  vertical<false>(src, dst, samples, taps);
}

void vertical_f32_u8_fused(Rows<const float> src, Rows<std::uint8_t> dst, std::int32_t samples, const Taps& taps) {
  vertical<true>(src, dst, samples, taps);
}

}  // namespace isopel::armv7em

#endif  // ISOPEL_HAVE_ARMV7EM_FLOATS
