// Both passes of float weights at once, for gray images: formulas of FloatHorizontalKernel and FloatVerticalKernel in
// engine/kernels.hpp. Each output sample is made from the source alone, so that no row is kept between the passes.
//
// Samples become floats as in float_dsp.hpp; the weights of the pass along y, times 2^24, undo the power of two.
//
// Assumes samples of any alignment; src and dst do not overlap; the processor rounds to nearest, halves to even.
// Tail: none, one sample at a time; reads exactly the samples of the taps.
#include "arch/armv7em/armv7em.hpp"

#if ISOPEL_HAVE_ARMV7EM_FLOATS

#include "arch/armv7em/dsp.hpp"
#include "arch/armv7em/float_dsp.hpp"

namespace isopel::armv7em {
namespace {

/// The source rows of one output row, in the order in which they are added up.
struct NamedRows {
  Rows<const std::uint8_t> src;  ///< row 0 is the first tap, sample 0 is where offset 0 is
  const float* weights;
  const std::int16_t* rows;
  std::int32_t count;
};

using RowFunction = void(const NamedRows& rows, std::uint8_t* out, const Taps& x);

/// A known number of taps on each axis: row pointers and weights stay in registers.
template <int x_taps, int y_taps>
void few_taps(const NamedRows& rows, std::uint8_t* out, const Taps& x) {
  constexpr std::ptrdiff_t record_bytes = sizeof(std::int32_t) + (x_taps + x_taps % 2) * sizeof(float);
  const std::uint8_t* in[y_taps];
  float y_weights[y_taps];
#pragma GCC unroll 8
  for (int k = 0; k < y_taps; ++k) {
    in[k] = rows.src.row(rows.rows[k]);
    y_weights[k] = rows.weights[k] * halves_scale;
  }
  const std::byte* record = x.records;
  for (const std::uint8_t* const end = out + x.count; out != end; ++out) {
    const std::int32_t offset = offset_at(record);
    float weights[x_taps];
#pragma GCC unroll 8
    for (int k = 0; k < x_taps; ++k) weights[k] = reinterpret_cast<const float*>(record)[1 + k];
    float sum = 0;
#pragma GCC unroll 8
    for (int k = 0; k < y_taps; ++k) {
      const float row = add_taps<Separate, x_taps, true>(0, in[k] + offset, weights);
      sum = k == 0 ? y_weights[0] * row : Separate::add(sum, y_weights[k], row);
    }
    *out = round_and_clamp(sum);
    record += record_bytes;
  }
}

/// Any number of taps.
void any_taps(const NamedRows& rows, std::uint8_t* out, const Taps& x) {
  const std::byte* record = x.records;
  for (const std::uint8_t* const end = out + x.count; out != end; ++out) {
    float sum = 0;
    for (std::int32_t k = 0; k < rows.count; ++k) {
      const std::uint8_t* in = rows.src.row(rows.rows[k]) + offset_at(record);
      const auto* weights = reinterpret_cast<const float*>(record) + 1;
      float row = 0;
      for (const float* const fours_end = weights + (x.taps & ~3); weights != fours_end; weights += 4) {
        row = add_taps<Separate, 4, false>(row, in, weights);
        in += 4;
      }
      for (std::int32_t left = x.taps & 3; left > 0; --left) row = add_taps<Separate, 1, false>(row, in++, weights++);
      sum = Separate::add(sum, rows.weights[k], row);
    }
    *out = round_and_clamp(sum * halves_scale);
    record += x.record_bytes;
  }
}

template <int x_taps>
RowFunction* row_function(std::int32_t y_taps) {
  return y_taps == 3 ? few_taps<x_taps, 3> : y_taps == 4 ? few_taps<x_taps, 4> : any_taps;
}

}  // namespace

void fused_f32_u8(Rows<const std::uint8_t> src, Rows<std::uint8_t> dst, const Taps& x, const Taps& y) {
  RowFunction* const row = x.taps == 3   ? row_function<3>(y.taps)
                           : x.taps == 4 ? row_function<4>(y.taps)
                           : x.taps == 5 ? row_function<5>(y.taps)
                                         : any_taps;
  for (std::int32_t r = 0; r < y.count; ++r) {
    const Rows<const std::uint8_t> from{src.row(y.offset(r)) - x.origin, src.stride};
    row({from, y.float_weights(r), y.rows_behind_floats(r), y.taps}, dst.row(r), x);
  }
}

}  // namespace isopel::armv7em

#endif  // ISOPEL_HAVE_ARMV7EM_FLOATS
