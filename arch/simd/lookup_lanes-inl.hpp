// Lanes that are neighbouring samples of an output row, sixteen outputs at a time: for lookup-inl.hpp and
// counted_lookup-inl.hpp.
#ifndef ISOPEL_ARCH_SIMD_LOOKUP_LANES_INL_HPP_
#define ISOPEL_ARCH_SIMD_LOOKUP_LANES_INL_HPP_

#include "arch/simd/verbs-inl.hpp"

ISOPEL_SIMD_BEGIN

constexpr std::int32_t lookup_outputs = 16;  ///< as many as a vector has lanes

/// Which output, and which channel of it, each lane of the `channels` vectors is.
template <int channels>
struct alignas(64) LaneTable {
  std::int32_t output[channels][lookup_outputs], channel[channels][lookup_outputs];

  constexpr LaneTable() : output{}, channel{} {
    for (int v = 0; v < channels; ++v) {
      for (int lane = 0; lane < lookup_outputs; ++lane) {
        output[v][lane] = (lookup_outputs * v + lane) / channels;
        channel[v][lane] = (lookup_outputs * v + lane) % channels;
      }
    }
  }
};

ISOPEL_SIMD_END

#endif  // ISOPEL_ARCH_SIMD_LOOKUP_LANES_INL_HPP_
