// Passes in floats (formulas of the kernel types in engine/kernels.hpp), in plain C++: every operation is rounded once,
// in the order that is written here.
// Assumes nothing about alignment; src and dst do not overlap.
// Tail: the last samples % 8 samples of a nested pass are integers by definition; else none.
#include "arch/scalar/scalar.hpp"

namespace isopel::scalar {
namespace {

struct Separate {
  static float add(float sum, float weight, float sample) { return sum + weight * sample; }
};
struct Fused {
  static float add(float sum, float weight, float sample) { return fused_multiply_add(weight, sample, sum); }
};

template <class Sum>
void horizontal(Rows<const std::uint8_t> src, Rows<float> dst, std::int32_t rows, std::int32_t channels,
                const Taps& taps) {
  for (std::int32_t r = 0; r < rows; ++r) {
    float* out = dst.row(r);
    for (std::int32_t x = 0; x < taps.count; ++x) {
      const float* const weights = taps.float_weights(x);
      const std::uint8_t* in = src.row(r) + taps.offset(x);
      for (std::int32_t c = 0; c < channels; ++c) {
        float sum = 0;
        for (std::int32_t k = 0; k < taps.taps; ++k) {
          sum = Sum::add(sum, weights[k], in[static_cast<std::ptrdiff_t>(k) * channels + c]);
        }
        *out++ = sum;
      }
    }
  }
}

template <class Sum>
void vertical(Rows<const float> src, Rows<std::uint8_t> dst, std::int32_t samples, const Taps& taps) {
  for (std::int32_t r = 0; r < taps.count; ++r) {
    const float* const weights = taps.float_weights(r);
    const std::int16_t* const rows = taps.rows_behind_floats(r);
    std::uint8_t* out = dst.row(r);
    for (std::int32_t x = 0; x < samples; ++x) {
      float sum = 0;
      for (std::int32_t k = 0; k < taps.taps; ++k) {
        sum = Sum::add(sum, weights[k], src.row(taps.offset(r) + rows[k])[x]);
      }
      out[x] = round_to_even_u8(sum);
    }
  }
}

template <class Sum>
void nested(Rows<const std::int32_t> src, Rows<std::uint8_t> dst, std::int32_t samples, const Taps& taps) {
  const std::int32_t in_floats = samples - samples % nested_group;
  for (std::int32_t r = 0; r < taps.count; ++r) {
    const std::int16_t *weights = taps.weights(r), *named = taps.rows(r);
    const std::int32_t* rows[4];
    float w[4];
    for (std::int32_t k = 0; k < 4; ++k) {
      rows[k] = src.row(taps.offset(r) + named[k]);
      w[k] = nested_weight(weights[k]);
    }
    std::uint8_t* out = dst.row(r);
    for (std::int32_t x = 0; x < in_floats; ++x) {
      float sum = static_cast<float>(rows[3][x]) * w[3];
      for (std::int32_t k = 2; k >= 0; --k) sum = Sum::add(sum, w[k], static_cast<float>(rows[k][x]));
      out[x] = round_to_even_u8(sum);
    }
    for (std::int32_t x = in_floats; x < samples; ++x) {
      std::int32_t sum = sums_pass.bias;
      for (std::int32_t k = 0; k < 4; ++k) sum = add_product(sum, weights[k], rows[k][x]);
      out[x] = finish<std::uint8_t>(sum, sums_pass.shift);
    }
  }
}

}  // namespace

void horizontal_u8_f32(Rows<const std::uint8_t> src, Rows<float> dst, std::int32_t rows, std::int32_t channels,
                       std::int32_t /*readable*/, const Taps& taps) {
  horizontal<Separate>(src, dst, rows, channels, taps);
}

void horizontal_u8_f32_fused(Rows<const std::uint8_t> src, Rows<float> dst, std::int32_t rows, std::int32_t channels,
                             std::int32_t /*readable*/, const Taps& taps) {
  horizontal<Fused>(src, dst, rows, channels, taps);
}

void vertical_f32_u8(Rows<const float> src, Rows<std::uint8_t> dst, std::int32_t samples, const Taps& taps) {
  vertical<Separate>(src, dst, samples, taps);
}

void vertical_f32_u8_fused(Rows<const float> src, Rows<std::uint8_t> dst, std::int32_t samples, const Taps& taps) {
  vertical<Fused>(src, dst, samples, taps);
}

void nested_i32_u8(Rows<const std::int32_t> src, Rows<std::uint8_t> dst, std::int32_t samples, const Taps& taps) {
  nested<Separate>(src, dst, samples, taps);
}

void nested_i32_u8_fused(Rows<const std::int32_t> src, Rows<std::uint8_t> dst, std::int32_t samples, const Taps& taps) {
  nested<Fused>(src, dst, samples, taps);
}

}  // namespace isopel::scalar
