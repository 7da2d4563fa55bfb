// The weights of one output as plain numbers, whether they are 16 bits wide or come in two parts.
#ifndef ISOPEL_ARCH_SCALAR_WEIGHTS_HPP_
#define ISOPEL_ARCH_SCALAR_WEIGHTS_HPP_

#include "engine/kernels.hpp"

namespace isopel::scalar {

struct Narrow {
  const std::int16_t* weights;
  Narrow(const Taps& taps, std::int32_t output) : weights(taps.weights(output)) {}
  std::int32_t operator[](std::int32_t k) const { return weights[k]; }
};
struct Wide {
  const std::int16_t *high, *low;
  Wide(const Taps& taps, std::int32_t output) : high(taps.weights(output)), low(taps.low_weights(output)) {}
  std::int32_t operator[](std::int32_t k) const { return wide_weight(high[k], low[k]); }
};

}  // namespace isopel::scalar

#endif  // ISOPEL_ARCH_SCALAR_WEIGHTS_HPP_
