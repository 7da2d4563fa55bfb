// Contract 1, formulas (16) to (18): passes along y, in plain C++.
// Assumes nothing about alignment; src and dst do not overlap.
// Tail: none, one sample at a time.
#include "arch/scalar/scalar.hpp"
#include "arch/scalar/weights.hpp"

namespace isopel::scalar {
namespace {

template <class Weights, class From, class To>
void vertical(Rows<const From> src, Rows<To> dst, std::int32_t samples, const Taps& taps) {
  for (std::int32_t r = 0; r < taps.count; ++r) {
    const Weights weights(taps, r);
    To* out = dst.row(r);
    for (std::int32_t x = 0; x < samples; ++x) {
      std::int32_t sum = taps.rounding.bias;
      for (std::int32_t k = 0; k < taps.taps; ++k) sum = add_product(sum, weights[k], src.row(taps.offset(r) + k)[x]);
      out[x] = finish<To>(sum, taps.rounding.shift);
    }
  }
}

}  // namespace

void vertical_u8_i16(Rows<const std::uint8_t> src, Rows<std::int16_t> dst, std::int32_t samples, const Taps& taps) {
  vertical<Narrow>(src, dst, samples, taps);
}

void vertical_i16_u8(Rows<const std::int16_t> src, Rows<std::uint8_t> dst, std::int32_t samples, const Taps& taps) {
  vertical<Narrow>(src, dst, samples, taps);
}

void vertical_u8_u8(Rows<const std::uint8_t> src, Rows<std::uint8_t> dst, std::int32_t samples, const Taps& taps) {
  vertical<Narrow>(src, dst, samples, taps);
}

void vertical_u8_u8_wide(Rows<const std::uint8_t> src, Rows<std::uint8_t> dst, std::int32_t samples, const Taps& taps) {
  vertical<Wide>(src, dst, samples, taps);
}

void vertical_u8_i16_wide(Rows<const std::uint8_t> src, Rows<std::int16_t> dst, std::int32_t samples,
                          const Taps& taps) {
  vertical<Wide>(src, dst, samples, taps);
}

void vertical_i32_u8(Rows<const std::int32_t> src, Rows<std::uint8_t> dst, std::int32_t samples, const Taps& taps) {
  vertical<Narrow>(src, dst, samples, taps);
}

void vertical_i16_i16(Rows<const std::int16_t> src, Rows<std::int16_t> dst, std::int32_t samples, const Taps& taps) {
  vertical<Narrow>(src, dst, samples, taps);
}

void vertical_i16_i32(Rows<const std::int16_t> src, Rows<std::int32_t> dst, std::int32_t samples, const Taps& taps) {
  vertical<Narrow>(src, dst, samples, taps);
}

void blend_i16_u8(Rows<const std::int16_t> src, Rows<std::uint8_t> dst, std::int32_t samples, const Taps& taps) {
  for (std::int32_t r = 0; r < taps.count; ++r) {
    const std::int16_t *weights = taps.weights(r), *rows = taps.rows(r);
    const std::int16_t *a = src.row(taps.offset(r) + rows[0]), *b = src.row(taps.offset(r) + rows[1]);
    std::uint8_t* out = dst.row(r);
    for (std::int32_t x = 0; x < samples; ++x) out[x] = blend(a[x], weights[0], b[x], weights[1]);
  }
}

}  // namespace isopel::scalar
