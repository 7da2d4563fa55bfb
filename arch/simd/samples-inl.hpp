// Contract 1, formulas (23), (26) and (27): samples converted one by one.
// Assumes that samples are aligned to their size; src and dst do not overlap, but may be the same where samples keep
// their size.
// Tail: the last vectors overlap the ones before; they are computed first, for dst may be src, and stored last. Fewer
// samples than a vector has are done in shorter ones, and fewer than those are scalar.
#ifndef ISOPEL_ARCH_SIMD_SAMPLES_INL_HPP_
#define ISOPEL_ARCH_SIMD_SAMPLES_INL_HPP_

#include <algorithm>

#include "arch/scalar/scalar.hpp"
#include "arch/simd/verbs-inl.hpp"

/// Whether the conversions from and to halves are instructions of this arch. Those of Armv7 lose the sign of NaN.
#define ISOPEL_SIMD_HALVES (HWY_CAP_GE256 || HWY_ARCH_ARM_A64)

ISOPEL_SIMD_BEGIN

/// At least as many samples as a vector of `bytes` bytes has lanes of 32 bits, or for bytes of 8, by `convert`, which
/// makes a vector of them at a time.
template <class Convert, std::size_t bytes, class From, class To>
HWY_INLINE void convert_vectors(const From* src, To* dst, std::int32_t samples, const Convert& convert) {
  constexpr std::int32_t step = bytes / std::max(sizeof(From), sizeof(To));
  const std::ptrdiff_t last = samples - step;
  const Tag<To, step * sizeof(To)> to;
  const auto last_vector = convert.template vector<bytes>(src + last);
  for (std::ptrdiff_t i = 0; i < last; i += step) hn::StoreU(convert.template vector<bytes>(src + i), to, dst + i);
  hn::StoreU(last_vector, to, dst + last);
}

/// Returns whether there are enough.
template <class Convert, class From, class To>
HWY_INLINE bool convert_samples(const From* src, To* dst, std::int32_t samples, const Convert& convert) {
  constexpr std::int32_t size = std::max(sizeof(From), sizeof(To)), most = widest / size, least = block_bytes / size;
  if (samples < least) return false;
  if (samples >= most) {
    convert_vectors<Convert, widest>(src, dst, samples, convert);
  } else {
    convert_vectors<Convert, block_bytes>(src, dst, samples, convert);
  }
  return true;
}

// --- (23)

struct FlipSign {
  template <std::size_t bytes>
  HWY_INLINE Vec<std::uint8_t, bytes> vector(const std::uint8_t* from) const {
    const Tag<std::uint8_t, bytes> d;
    return hn::Xor(hn::LoadU(d, from), hn::Set(d, 0x80));
  }
};

void flip_u8(const std::uint8_t* src, std::uint8_t* dst, std::int32_t samples) {
  if (!convert_samples(src, dst, samples, FlipSign{})) scalar::flip_u8(src, dst, samples);
}

// --- (26)

struct WordToFloat {
  template <std::size_t bytes>
  HWY_INLINE Vec<float, bytes> vector(const std::uint16_t* from) const {
    const auto words = hn::LoadU(Tag<std::uint16_t, bytes / 2>(), from);
    return hn::ConvertTo(Tag<float, bytes>(), hn::PromoteTo(Tag<std::int32_t, bytes>(), words));
  }
};

void u16_to_f32(const std::uint16_t* src, float* dst, std::int32_t samples) {
  if (!convert_samples(src, dst, samples, WordToFloat{})) scalar::u16_to_f32(src, dst, samples);
}

/// The addition leaves the nearest integer in the last bits. NaN is not above zero.
struct FloatToWord {
  float maximum;
  template <std::size_t bytes>
  HWY_INLINE Vec<std::uint16_t, bytes / 2> vector(const float* from) const {
    return words<bytes>(hn::LoadU(Tag<float, bytes>(), from));
  }
  template <std::size_t bytes>
  HWY_INLINE Vec<std::uint16_t, bytes / 2> words(Vec<float, bytes> value) const {
    const Tag<float, bytes> d;
    const Tag<std::uint32_t, bytes> bits;
    const auto ones = hn::Set(d, 8388608.0f);  // 2^23
    const auto positive = hn::IfThenElseZero(hn::Gt(value, hn::Zero(d)), value);
    const auto sum = hn::Add(hn::Min(positive, hn::Set(d, maximum)), ones);
    return hn::TruncateTo(Tag<std::uint16_t, bytes / 2>(), hn::BitCast(bits, sum));
  }
};

void f32_to_u16(const float* src, std::uint16_t* dst, std::int32_t samples, std::int32_t maximum) {
  const FloatToWord convert{static_cast<float>(maximum)};
  if (!convert_samples(src, dst, samples, convert)) scalar::f32_to_u16(src, dst, samples, maximum);
}

// --- (27)

struct HalfToFloat {
  template <std::size_t bytes>
  HWY_INLINE Vec<float, bytes> vector(const std::uint16_t* from) const {
    const Tag<float, bytes> d;
    const auto halves = hn::LoadU(Tag<std::uint16_t, bytes / 2>(), from);
#if ISOPEL_SIMD_HALVES
    return hn::PromoteTo(d, hn::BitCast(Tag<hwy::float16_t, bytes / 2>(), halves));
#else
    const Tag<std::int32_t, bytes> d32;
    const auto bits = hn::PromoteTo(d32, halves);
    const auto magnitude = hn::And(bits, hn::Set(d32, 0x7fff)), sign = hn::ShiftLeft<16>(hn::Xor(bits, magnitude));
    const auto bias = hn::Set(d32, 112 << 23);
    const auto more = hn::IfThenElseZero(hn::Gt(magnitude, hn::Set(d32, 0x7bff)), bias);  // infinite, or NaN
    const auto normal = hn::Add(hn::Add(hn::ShiftLeft<13>(magnitude), bias), more);
    const auto small = hn::Mul(hn::ConvertTo(d, magnitude), hn::Set(d, 5.9604644775390625e-8f));  // 2^-24
    const auto is_small = hn::Lt(magnitude, hn::Set(d32, 0x400));
    return hn::BitCast(d, hn::Or(hn::IfThenElse(is_small, hn::BitCast(d32, small), normal), sign));
#endif
  }
};

void f16_to_f32(const std::uint16_t* src, float* dst, std::int32_t samples) {
  if (!convert_samples(src, dst, samples, HalfToFloat{})) scalar::f16_to_f32(src, dst, samples);
}

struct FloatToHalf {
  template <std::size_t bytes>
  HWY_INLINE Vec<std::uint16_t, bytes / 2> vector(const float* from) const {
    const Tag<float, bytes> d;
    const Tag<std::int32_t, bytes> d32;
    const Tag<std::uint16_t, bytes / 2> d16;
    const auto value = hn::LoadU(d, from);
#if ISOPEL_SIMD_HALVES
    const auto nan = hn::CopySign(hn::BitCast(d, hn::Set(d32, 0x7fc00000)), value);  // the one that is wanted
    const auto known = hn::IfThenElse(hn::Eq(value, value), value, nan);
    return hn::BitCast(d16, hn::DemoteTo(Tag<hwy::float16_t, bytes / 2>(), known));
#else
    const auto bits = hn::BitCast(d32, value);
    const auto magnitude = hn::And(bits, hn::Set(d32, 0x7fffffff));
    const auto sign = hn::And(hn::ShiftRight<16>(bits), hn::Set(d32, 0x8000));
    const auto most = hn::Min(magnitude, hn::Set(d32, 0x477ff000));  // which rounds to infinity
    const auto odd = hn::And(hn::ShiftRight<13>(most), hn::Set(d32, 1));
    const auto normal = hn::ShiftRight<13>(hn::Add(hn::Add(most, odd), hn::Set(d32, 0xfff - (112 << 23))));
    const auto sum = hn::BitCast(d32, hn::Add(hn::BitCast(d, magnitude), hn::Set(d, 0.5f)));
    const auto is_small = hn::Lt(magnitude, hn::Set(d32, 0x38800000));
    auto half = hn::IfThenElse(is_small, hn::Sub(sum, hn::Set(d32, 0x3f000000)), normal);
    half = hn::IfThenElse(hn::Gt(magnitude, hn::Set(d32, 0x7f800000)), hn::Set(d32, 0x7e00), half);
    return hn::TruncateTo(d16, hn::BitCast(Tag<std::uint32_t, bytes>(), hn::Or(half, sign)));
#endif
  }
};

void f32_to_f16(const float* src, std::uint16_t* dst, std::int32_t samples) {
  if (!convert_samples(src, dst, samples, FloatToHalf{})) scalar::f32_to_f16(src, dst, samples);
}

ISOPEL_SIMD_END

#endif  // ISOPEL_ARCH_SIMD_SAMPLES_INL_HPP_
