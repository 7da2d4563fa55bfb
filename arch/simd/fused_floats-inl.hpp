// Contract 1, formula (25), both passes at once: FusedFloatsKernel in engine/kernels.hpp. This file chooses the way;
// see float_tiles-inl.hpp and float_strips-inl.hpp for the loops.
#ifndef ISOPEL_ARCH_SIMD_FUSED_FLOATS_INL_HPP_
#define ISOPEL_ARCH_SIMD_FUSED_FLOATS_INL_HPP_

#include "arch/simd/float_strips-inl.hpp"
#include "arch/simd/float_tiles-inl.hpp"

#if HWY_CAP_GE256

ISOPEL_SIMD_BEGIN

template <class Sample, int channels>
bool fused_floats(Rows<const Sample> src, Rows<Sample> dst, std::int32_t readable, const Taps& x, const Taps& y,
                  const FloatPasses& passes) {
  const FloatSamples<Sample> samples(passes.maximum);
  if (readable < float_lanes) return false;
  if (!passes.y_is_first) return float_strips(src, dst, channels, readable, x, y, samples);
  if (x.taps > TurnedRows<Sample>::longest / channels) return false;
  float_tiles<Sample, channels>(src, dst, readable, x, y, samples);
  return true;
}

template <class Sample>
bool fused_floats(Rows<const Sample> src, Rows<Sample> dst, std::int32_t channels, std::int32_t readable, const Taps& x,
                  const Taps& y, const FloatPasses& passes) {
  auto* const fused = channels == 1   ? fused_floats<Sample, 1>
                      : channels == 2 ? fused_floats<Sample, 2>
                      : channels == 3 ? fused_floats<Sample, 3>
                                      : fused_floats<Sample, 4>;
  return fused(src, dst, readable, x, y, passes);
}

bool fused_floats_f32(Rows<const float> src, Rows<float> dst, std::int32_t channels, std::int32_t readable,
                      const Taps& x, const Taps& y, const FloatPasses& passes) {
  return fused_floats(src, dst, channels, readable, x, y, passes);
}
bool fused_floats_u16(Rows<const std::uint16_t> src, Rows<std::uint16_t> dst, std::int32_t channels,
                      std::int32_t readable, const Taps& x, const Taps& y, const FloatPasses& passes) {
  return fused_floats(src, dst, channels, readable, x, y, passes);
}

ISOPEL_SIMD_END

#else

namespace isopel::ISOPEL_SIMD_ARCH {
namespace {
constexpr FusedFloatsKernel<float>* fused_floats_f32 = nullptr;
constexpr FusedFloatsKernel<std::uint16_t>* fused_floats_u16 = nullptr;
}  // namespace
}  // namespace isopel::ISOPEL_SIMD_ARCH

#endif

#endif  // ISOPEL_ARCH_SIMD_FUSED_FLOATS_INL_HPP_
