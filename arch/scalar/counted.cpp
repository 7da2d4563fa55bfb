// Contract 1, formula (25): passes in floats with counted weights, in plain C++: every operation is rounded once, in
// the order that is written here. Assumes 4-byte aligned samples; src and dst do not overlap. Tail: none, one sample at
// a time; reads exactly the samples of its taps.
#include "arch/scalar/scalar.hpp"

namespace isopel::scalar {

void vertical_f32_f32(Rows<const float> src, Rows<float> dst, std::int32_t samples, const Taps& taps) {
  for (std::int32_t r = 0; r < taps.count; ++r) {
    const float* const weights = taps.counted_weights(r);
    const std::int32_t count = taps.count_of(r);
    float* const out = dst.row(r);
    for (std::int32_t x = 0; x < samples; ++x) {
      float sum = weights[0] * src.row(taps.offset(r))[x];
      for (std::int32_t k = 1; k < count; ++k) sum = sum + weights[k] * src.row(taps.offset(r) + k)[x];
      out[x] = sum;
    }
  }
}

void horizontal_f32_f32(Rows<const float> src, Rows<float> dst, std::int32_t rows, std::int32_t channels,
                        std::int32_t /*readable*/, const Taps& taps) {
  for (std::int32_t r = 0; r < rows; ++r) {
    float* out = dst.row(r);
    for (std::int32_t x = 0; x < taps.count; ++x) {
      const float* const weights = taps.counted_weights(x);
      const std::int32_t count = taps.count_of(x);
      for (std::int32_t c = 0; c < channels; ++c) {
        const float* const in = src.row(r) + taps.offset(x) + c;
        float sums[4] = {};
        for (std::int32_t k = 0; k < count; ++k) {
          sums[k % 4] = sums[k % 4] + weights[k] * in[static_cast<std::ptrdiff_t>(k) * channels];
        }
        *out++ = (sums[0] + sums[2]) + (sums[1] + sums[3]);
      }
    }
  }
}

}  // namespace isopel::scalar
