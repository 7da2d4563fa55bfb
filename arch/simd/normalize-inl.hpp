// Contract 1, formula (32): float results as they are stored; each of three operations is rounded once.
// Assumes 4-byte aligned floats; src and dst do not overlap, but may be the same where both are floats.
// Tail: the last three vectors overlap the ones before; they are computed first, for dst may be src, and stored last.
// Fewer samples than they have are done in shorter ones, and fewer than those, or more than four channels, are scalar.
#ifndef ISOPEL_ARCH_SIMD_NORMALIZE_INL_HPP_
#define ISOPEL_ARCH_SIMD_NORMALIZE_INL_HPP_

#include "arch/scalar/scalar.hpp"
#include "arch/simd/verbs-inl.hpp"

/// Whether divisions are rounded correctly.
#define ISOPEL_SIMD_DIVIDES (!ISOPEL_SIMD_NEON || HWY_ARCH_ARM_A64)

ISOPEL_SIMD_BEGIN

#if ISOPEL_SIMD_DIVIDES

template <std::size_t bytes>
HWY_INLINE Vec<float, bytes> load_as_floats(const float* from) {
  return hn::LoadU(Tag<float, bytes>(), from);
}
template <std::size_t bytes>
HWY_INLINE Vec<float, bytes> load_as_floats(const std::uint8_t* from) {
  const auto samples = hn::LoadU(Tag<std::uint8_t, bytes / 4>(), from);
  return hn::ConvertTo(Tag<float, bytes>(), hn::PromoteTo(Tag<std::int32_t, bytes>(), samples));
}

/// Three vectors begin with the first channel, whether there are one, two, three or four.
template <std::size_t bytes>
class Normalize {
  static constexpr Tag<float, bytes> d{};
  static constexpr std::int32_t lanes = bytes / sizeof(float);
  using Vector = Vec<float, bytes>;
  struct Three {
    Vector a, b, c;
  };

 public:
  static constexpr std::int32_t step = 3 * lanes;

  HWY_INLINE Normalize(const NormalizeValues& values, std::int32_t channels) : divisor_(hn::Set(d, values.divisor)) {
    alignas(64) float means[step], deviations[step];
    for (std::int32_t i = 0; i < step; ++i) {
      means[i] = values.mean[i % channels];
      deviations[i] = values.deviation[i % channels];
    }
    mean_ = {hn::Load(d, means), hn::Load(d, means + lanes), hn::Load(d, means + 2 * lanes)};
    deviation_ = {hn::Load(d, deviations), hn::Load(d, deviations + lanes), hn::Load(d, deviations + 2 * lanes)};
  }

  template <class From>
  HWY_INLINE void all(const From* src, float* dst, std::int32_t samples) const {
    const std::ptrdiff_t last = samples - step;
    const Three last_three = three(src + last);
    for (std::ptrdiff_t i = 0; i < last; i += step) store(three(src + i), dst + i);
    store(last_three, dst + last);
  }

 private:
  HWY_INLINE Vector one(Vector value, Vector mean, Vector deviation) const {
    return hn::Div(hn::Sub(hn::Div(value, divisor_), mean), deviation);
  }
  template <class From>
  HWY_INLINE Three three(const From* from) const {
    return {one(load_as_floats<bytes>(from), mean_.a, deviation_.a),
            one(load_as_floats<bytes>(from + lanes), mean_.b, deviation_.b),
            one(load_as_floats<bytes>(from + 2 * lanes), mean_.c, deviation_.c)};
  }
  HWY_INLINE static void store(const Three& three, float* to) {
    hn::StoreU(three.a, d, to);
    hn::StoreU(three.b, d, to + lanes);
    hn::StoreU(three.c, d, to + 2 * lanes);
  }

  Vector divisor_;
  Three mean_, deviation_;
};

/// Returns whether there are enough samples, of at most four channels.
template <class From>
bool normalize_samples(const From* src, float* dst, std::int32_t pixels, std::int32_t channels,
                       const NormalizeValues& values) {
  const std::int32_t samples = pixels * channels;
  if (channels > 4 || samples < Normalize<block_bytes>::step) return false;
  if (samples >= Normalize<widest>::step) {
    Normalize<widest>(values, channels).all(src, dst, samples);
  } else {
    Normalize<block_bytes>(values, channels).all(src, dst, samples);
  }
  return true;
}

void normalize_u8(const std::uint8_t* src, float* dst, std::int32_t pixels, std::int32_t channels,
                  const NormalizeValues& values) {
  if (!normalize_samples(src, dst, pixels, channels, values)) {
    scalar::normalize_u8(src, dst, pixels, channels, values);
  }
}

void normalize_f32(const float* src, float* dst, std::int32_t pixels, std::int32_t channels,
                   const NormalizeValues& values) {
  if (!normalize_samples(src, dst, pixels, channels, values)) {
    scalar::normalize_f32(src, dst, pixels, channels, values);
  }
}

#else
constexpr NormalizeKernel<std::uint8_t>* normalize_u8 = nullptr;
constexpr NormalizeKernel<float>* normalize_f32 = nullptr;
#endif

ISOPEL_SIMD_END

#endif  // ISOPEL_ARCH_SIMD_NORMALIZE_INL_HPP_
