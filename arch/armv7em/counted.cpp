// Contract 1, formula (25): passes in floats with counted weights. Products and sums are rounded one by one, as VMLA
// does.
//
// Assumes 4-byte aligned samples; src and dst do not overlap; the processor rounds to nearest, halves to even.
// Tail: along y eight columns at a time, the last ones one by one; along x none, but taps go in fours, and those that
// are left one by one. More than four channels are scalar. Reads exactly the samples of the taps.
#include "arch/armv7em/armv7em.hpp"

#if ISOPEL_HAVE_ARMV7EM_FLOATS

#include "arch/armv7em/float_dsp.hpp"
#include "arch/scalar/scalar.hpp"

namespace isopel::armv7em {
namespace {

constexpr std::int32_t step = 8;

/// Eight columns of a row, times its weight. The compiler forms no VLDM.
#define ISOPEL_EIGHT_COLUMNS(multiply, out)                                                                          \
  __asm__("vldmia %[row], {s0-s7}\n\t" multiply ".f32 %[a], s0, %[weight]\n\t" multiply                              \
          ".f32 %[b], s1, %[weight]\n\t" multiply ".f32 %[c], s2, %[weight]\n\t" multiply                            \
          ".f32 %[d], s3, %[weight]\n\t" multiply ".f32 %[e], s4, %[weight]\n\t" multiply                            \
          ".f32 %[f], s5, %[weight]\n\t" multiply ".f32 %[g], s6, %[weight]\n\t" multiply ".f32 %[h], s7, %[weight]" \
          : [a] out(a), [b] out(b), [c] out(c), [d] out(d), [e] out(e), [f] out(f), [g] out(g), [h] out(h)           \
          : [row] "r"(row), [weight] "t"(*weight), "m"(*reinterpret_cast<const float (*)[step]>(row))                \
          : "s0", "s1", "s2", "s3", "s4", "s5", "s6", "s7")

/// The row after it.
inline const float* next(const float* row, std::ptrdiff_t stride) { return Rows<const float>{row, stride}.row(1); }

/// A tap of two, three or four channels. Those that start a sum are products alone.
#define ISOPEL_PIXEL_2(multiply, out)                                                                    \
  __asm__("vldmia %[in]!, {s0-s1}\n\t" multiply ".f32 %[a], s0, %[w]\n\t" multiply ".f32 %[b], s1, %[w]" \
          : [in] "+r"(pixel), [a] out(sums[0]), [b] out(sums[1])                                         \
          : [w] "t"(weight), "m"(*reinterpret_cast<const float (*)[2]>(pixel))                           \
          : "s0", "s1")
#define ISOPEL_PIXEL_3(multiply, out)                                                                                 \
  __asm__("vldmia %[in]!, {s0-s2}\n\t" multiply ".f32 %[a], s0, %[w]\n\t" multiply ".f32 %[b], s1, %[w]\n\t" multiply \
          ".f32 %[c], s2, %[w]"                                                                                       \
          : [in] "+r"(pixel), [a] out(sums[0]), [b] out(sums[1]), [c] out(sums[2])                                    \
          : [w] "t"(weight), "m"(*reinterpret_cast<const float (*)[3]>(pixel))                                        \
          : "s0", "s1", "s2")
#define ISOPEL_PIXEL_4(multiply, out)                                                                                 \
  __asm__("vldmia %[in]!, {s0-s3}\n\t" multiply ".f32 %[a], s0, %[w]\n\t" multiply ".f32 %[b], s1, %[w]\n\t" multiply \
          ".f32 %[c], s2, %[w]\n\t" multiply ".f32 %[d], s3, %[w]"                                                    \
          : [in] "+r"(pixel), [a] out(sums[0]), [b] out(sums[1]), [c] out(sums[2]), [d] out(sums[3])                  \
          : [w] "t"(weight), "m"(*reinterpret_cast<const float (*)[4]>(pixel))                                        \
          : "s0", "s1", "s2", "s3")

template <int channels>
[[gnu::always_inline]] inline void start_tap(float (&sums)[channels], float weight, const float*& pixel) {
  if constexpr (channels == 1) sums[0] = weight * *pixel++;
  if constexpr (channels == 2) ISOPEL_PIXEL_2("vmul", "=&t");
  if constexpr (channels == 3) ISOPEL_PIXEL_3("vmul", "=&t");
  if constexpr (channels == 4) ISOPEL_PIXEL_4("vmul", "=&t");
}
template <int channels>
[[gnu::always_inline]] inline void add_tap(float (&sums)[channels], float weight, const float*& pixel) {
  if constexpr (channels == 1) sums[0] = Separate::add(sums[0], weight, *pixel++);
  if constexpr (channels == 2) ISOPEL_PIXEL_2("vmla", "+t");
  if constexpr (channels == 3) ISOPEL_PIXEL_3("vmla", "+t");
  if constexpr (channels == 4) ISOPEL_PIXEL_4("vmla", "+t");
}

#undef ISOPEL_PIXEL_2
#undef ISOPEL_PIXEL_3
#undef ISOPEL_PIXEL_4

/// Four taps of one channel.
#define ISOPEL_FOUR_TAPS(multiply, out)                                                                           \
  __asm__("vldmia %[in]!, {s0-s3}\n\tvldmia %[w]!, {s4-s7}\n\t" multiply ".f32 %[a], s0, s4\n\t" multiply         \
          ".f32 %[b], s1, s5\n\t" multiply ".f32 %[c], s2, s6\n\t" multiply ".f32 %[d], s3, s7"                   \
          : [in] "+r"(pixel), [w] "+r"(weight), [a] out(a[0]), [b] out(b[0]), [c] out(c[0]), [d] out(d[0])        \
          : "m"(*reinterpret_cast<const float (*)[4]>(pixel)), "m"(*reinterpret_cast<const float (*)[4]>(weight)) \
          : "s0", "s1", "s2", "s3", "s4", "s5", "s6", "s7")

/// The four sums of every channel. Those that began with a product instead of zero may be -0 where it is not; a last
/// sum with zero makes up for it.
template <int channels>
struct Sums {
  float a[channels], b[channels], c[channels], d[channels];

  [[gnu::always_inline]] void start_four(const float*& pixel, const float*& weight) {
    if constexpr (channels == 1) {
      ISOPEL_FOUR_TAPS("vmul", "=&t");
    } else {
      start_tap(a, weight[0], pixel);
      start_tap(b, weight[1], pixel);
      start_tap(c, weight[2], pixel);
      start_tap(d, weight[3], pixel);
      weight += 4;
    }
  }
  [[gnu::always_inline]] void add_four(const float*& pixel, const float*& weight) {
    if constexpr (channels == 1) {
      ISOPEL_FOUR_TAPS("vmla", "+t");
    } else {
      add_tap(a, weight[0], pixel);
      add_tap(b, weight[1], pixel);
      add_tap(c, weight[2], pixel);
      add_tap(d, weight[3], pixel);
      weight += 4;
    }
  }
  [[gnu::always_inline]] void put(float* out) const {
#pragma GCC unroll 4
    for (int i = 0; i < channels; ++i) out[i] = ((a[i] + c[i]) + (b[i] + d[i])) + 0.0f;
  }
};

#undef ISOPEL_FOUR_TAPS

/// Up to three taps, of which each is a sum of its own.
template <int channels>
[[gnu::always_inline]] inline void few_taps(const float* pixel, const float* weight, std::int32_t count, float* out) {
  float sums[channels], second[channels], third[channels];
  start_tap(sums, weight[0], pixel);
  if (count > 1) {
    start_tap(second, weight[1], pixel);
    if (count > 2) {
      start_tap(third, weight[2], pixel);
#pragma GCC unroll 4
      for (int i = 0; i < channels; ++i) sums[i] = sums[i] + third[i];
    }
#pragma GCC unroll 4
    for (int i = 0; i < channels; ++i) sums[i] = sums[i] + second[i];
  }
#pragma GCC unroll 4
  for (int i = 0; i < channels; ++i) out[i] = sums[i] + 0.0f;
}

/// `in` is where offset 0 is.
template <int channels>
void weigh_row(const float* in, float* out, const Taps& taps) {
  const std::byte* record = taps.records;
  const std::int32_t record_bytes = taps.record_bytes;
  for (const float* const end = out + channels * taps.count; out != end; out += channels) {
    const float* pixel = in + offset_at(record);
    std::int32_t count = offset_at(record + sizeof(std::int32_t));
    const float* weight = reinterpret_cast<const float*>(record) + 2;
    record += record_bytes;
    if (count < 4) {
      few_taps<channels>(pixel, weight, count, out);
      continue;
    }
    Sums<channels> sums;
    sums.start_four(pixel, weight);
    for (count -= 4; count >= 4; count -= 4) sums.add_four(pixel, weight);
    if (count > 0) {
      add_tap(sums.a, weight[0], pixel);
      if (count > 1) add_tap(sums.b, weight[1], pixel);
      if (count > 2) add_tap(sums.c, weight[2], pixel);
    }
    sums.put(out);
  }
}

}  // namespace

void vertical_f32_f32(Rows<const float> src, Rows<float> dst, std::int32_t samples, const Taps& taps) {
  for (std::int32_t r = 0; r < taps.count; ++r) {
    const float* const weights = taps.counted_weights(r);
    const float* const weights_end = weights + taps.count_of(r);
    const float* in = src.row(taps.offset(r));
    float* out = dst.row(r);
    for (std::int32_t left = samples / step; left > 0; --left) {
      const float *row = in, *weight = weights;
      float a, b, c, d, e, f, g, h;
      ISOPEL_EIGHT_COLUMNS("vmul", "=&t");
      while (++weight != weights_end) {
        row = next(row, src.stride);
        ISOPEL_EIGHT_COLUMNS("vmla", "+t");
      }
      const float sums[step] = {a, b, c, d, e, f, g, h};
#pragma GCC unroll 8
      for (int i = 0; i < step; ++i) out[i] = sums[i];
      in += step;
      out += step;
    }
    for (std::int32_t left = samples % step; left > 0; --left) {
      const float *row = in++, *weight = weights;
      float sum = *weight * *row;
      while (++weight != weights_end) {
        row = next(row, src.stride);
        sum = Separate::add(sum, *weight, *row);
      }
      *out++ = sum;
    }
  }
}

#undef ISOPEL_EIGHT_COLUMNS

void horizontal_f32_f32(Rows<const float> src, Rows<float> dst, std::int32_t rows, std::int32_t channels,
                        std::int32_t readable, const Taps& taps) {
  if (channels > 4) return scalar::horizontal_f32_f32(src, dst, rows, channels, readable, taps);
  const auto row = channels == 1   ? weigh_row<1>
                   : channels == 2 ? weigh_row<2>
                   : channels == 3 ? weigh_row<3>
                                   : weigh_row<4>;
  for (std::int32_t r = 0; r < rows; ++r) row(src.row(r) - taps.origin, dst.row(r), taps);
}

}  // namespace isopel::armv7em

#endif  // ISOPEL_HAVE_ARMV7EM_FLOATS
