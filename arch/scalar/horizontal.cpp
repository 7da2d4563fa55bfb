// Contract 1, formulas (16) to (18): passes along x, in plain C++.
// Assumes nothing about alignment; src and dst do not overlap.
// Tail: none, one sample at a time; reads exactly the samples of its taps.
#include "arch/scalar/scalar.hpp"
#include "arch/scalar/weights.hpp"

namespace isopel::scalar {
namespace {

template <class Weights, class From, class To>
void horizontal(Rows<const From> src, Rows<To> dst, std::int32_t rows, std::int32_t channels, const Taps& taps) {
  for (std::int32_t r = 0; r < rows; ++r) {
    To* out = dst.row(r);
    for (std::int32_t x = 0; x < taps.count; ++x) {
      const Weights weights(taps, x);
      const From* in = src.row(r) + taps.offset(x);
      for (std::int32_t c = 0; c < channels; ++c) {
        std::int32_t sum = taps.rounding.bias;
        for (std::int32_t k = 0; k < taps.taps; ++k) {
          sum = add_product(sum, weights[k], in[static_cast<std::ptrdiff_t>(k) * channels + c]);
        }
        *out++ = finish<To>(sum, taps.rounding.shift);
      }
    }
  }
}

}  // namespace

void horizontal_u8_i16(Rows<const std::uint8_t> src, Rows<std::int16_t> dst, std::int32_t rows, std::int32_t channels,
                       std::int32_t /*readable*/, const Taps& taps) {
  horizontal<Narrow>(src, dst, rows, channels, taps);
}

void horizontal_i16_u8(Rows<const std::int16_t> src, Rows<std::uint8_t> dst, std::int32_t rows, std::int32_t channels,
                       std::int32_t /*readable*/, const Taps& taps) {
  horizontal<Narrow>(src, dst, rows, channels, taps);
}

void horizontal_u8_u8(Rows<const std::uint8_t> src, Rows<std::uint8_t> dst, std::int32_t rows, std::int32_t channels,
                      std::int32_t /*readable*/, const Taps& taps) {
  horizontal<Narrow>(src, dst, rows, channels, taps);
}

void horizontal_u8_u8_wide(Rows<const std::uint8_t> src, Rows<std::uint8_t> dst, std::int32_t rows,
                           std::int32_t channels, std::int32_t /*readable*/, const Taps& taps) {
  horizontal<Wide>(src, dst, rows, channels, taps);
}

void horizontal_i16_u8_wide(Rows<const std::int16_t> src, Rows<std::uint8_t> dst, std::int32_t rows,
                            std::int32_t channels, std::int32_t /*readable*/, const Taps& taps) {
  horizontal<Wide>(src, dst, rows, channels, taps);
}

void horizontal_i16_i16(Rows<const std::int16_t> src, Rows<std::int16_t> dst, std::int32_t rows, std::int32_t channels,
                        std::int32_t /*readable*/, const Taps& taps) {
  horizontal<Narrow>(src, dst, rows, channels, taps);
}

void horizontal_i16_i32(Rows<const std::int16_t> src, Rows<std::int32_t> dst, std::int32_t rows, std::int32_t channels,
                        std::int32_t /*readable*/, const Taps& taps) {
  horizontal<Narrow>(src, dst, rows, channels, taps);
}

void horizontal_u8_i32(Rows<const std::uint8_t> src, Rows<std::int32_t> dst, std::int32_t rows, std::int32_t channels,
                       std::int32_t /*readable*/, const Taps& taps) {
  horizontal<Narrow>(src, dst, rows, channels, taps);
}

}  // namespace isopel::scalar
