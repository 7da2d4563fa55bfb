// Both passes of float weights at once, for gray images: formulas of FloatHorizontalKernel and FloatVerticalKernel in
// engine/kernels.hpp. Each output sample is made from the source alone, so that no row is kept between the passes.
//
// Samples become floats as in float_dsp.hpp; the weights of the pass along y, times 2^24, undo the power of two.
//
// Assumes samples of any alignment; src and dst do not overlap; the processor rounds to nearest, halves to even.
// Tail: of known numbers of taps two samples at a time, the last two again if their number is odd. Reads exactly the
// samples of the taps.
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

/// The sums along x of one output sample, one of each row, in four phases: loads, conversions, products, sums. A VMLA
/// waits for the one before of the same sum, and an instruction that is quicker than the one before waits for its end.
template <int x_taps, int rows>
[[gnu::always_inline]] inline void add_rows(const std::uint8_t* const* in, const std::byte* record, float* sums) {
  const std::int32_t offset = offset_at(record);
  Bytes<x_taps> bytes[rows];
  double halves[rows][2];
  float weights[x_taps], samples[rows][x_taps];
#pragma GCC unroll 8
  for (int k = 0; k < x_taps; ++k) weights[k] = reinterpret_cast<const float*>(record)[1 + k];
#pragma GCC unroll 8
  for (int k = 0; k < rows; ++k) {
    bytes[k] = Bytes<x_taps>(in[k] + offset);
    if constexpr (x_taps <= 4) {                                       // more do not fit
      __asm__ volatile("" : "+r"(bytes[k].even), "+r"(bytes[k].odd));  // now, not in a later phase
    }
  }
#pragma GCC unroll 8
  for (int k = 0; k < rows; ++k) bytes[k].to_halves(halves[k]);
#pragma GCC unroll 8
  for (int k = 0; k < rows; ++k) to_floats<x_taps>(halves[k], samples[k]);
#pragma GCC unroll 8
  for (int k = 0; k < rows; ++k) sums[k] = product(weights[0], samples[k][0]);
#pragma GCC unroll 8
  for (int tap = 1; tap < x_taps; ++tap) {
#pragma GCC unroll 8
    for (int k = 0; k < rows; ++k) sums[k] = Separate::add(sums[k], weights[tap], samples[k][tap]);
  }
}

/// The sums of one sample stay out of the registers that the next one needs: left alone, the compiler copies them.
[[gnu::always_inline]] inline void forget_low_floats() {
  __asm__ volatile("" ::
                       : "s0", "s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8", "s9", "s10", "s11", "s12", "s13", "s14",
                         "s15");
}

/// A known number of taps on each axis: row pointers and weights stay in registers. Two samples
/// at a time.
template <int x_taps, int y_taps>
void few_taps(const NamedRows& rows, std::uint8_t* out, const Taps& x) {
  constexpr std::ptrdiff_t record_bytes = sizeof(std::int32_t) + (x_taps + x_taps % 2) * sizeof(float);
  constexpr int at_once = x_taps * y_taps > 16 ? 2 : y_taps;  // as many rows as the registers hold
  const std::uint8_t* in[y_taps];
  float y_weights[y_taps];
#pragma GCC unroll 8
  for (int k = 0; k < y_taps; ++k) {
    in[k] = rows.src.row(rows.rows[k]);
    y_weights[k] = rows.weights[k] * halves_scale;
  }
  const std::byte* record = x.records;
  for (const std::uint8_t* const end = out + x.count; out != end; out += 2) {
    float a[y_taps], b[y_taps];
#pragma GCC unroll 2
    for (int k = 0; k < y_taps; k += at_once) add_rows<x_taps, at_once>(in + k, record, a + k);
    forget_low_floats();
#pragma GCC unroll 2
    for (int k = 0; k < y_taps; k += at_once) add_rows<x_taps, at_once>(in + k, record + record_bytes, b + k);
    float sum_a = product(y_weights[0], a[0]), sum_b = product(y_weights[0], b[0]);
#pragma GCC unroll 8
    for (int k = 1; k < y_taps; ++k) {
      sum_a = Separate::add(sum_a, y_weights[k], a[k]);
      sum_b = Separate::add(sum_b, y_weights[k], b[k]);
    }
    round_and_clamp(sum_a, sum_b, out);
    record += 2 * record_bytes;
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
        row = add_taps<Separate, 4>(row, in, weights);
        in += 4;
      }
      for (std::int32_t left = x.taps & 3; left > 0; --left) row = add_taps<Separate, 1>(row, in++, weights++);
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
  RowFunction* const row = x.count < 2   ? any_taps
                           : x.taps == 3 ? row_function<3>(y.taps)
                           : x.taps == 4 ? row_function<4>(y.taps)
                           : x.taps == 5 ? row_function<5>(y.taps)
                                         : any_taps;
  const std::int32_t odd = row != any_taps && x.count % 2 != 0 ? 1 : 0;
  for (std::int32_t r = 0; r < y.count; ++r) {
    const Rows<const std::uint8_t> from{src.row(y.offset(r)) - x.origin, src.stride};
    const NamedRows rows{from, y.float_weights(r), y.rows_behind_floats(r), y.taps};
    std::uint8_t* const out = dst.row(r);
    row(rows, out, x.slice(0, x.count - odd));
    if (odd != 0) row(rows, out + x.count - 2, x.slice(x.count - 2, 2));
  }
}

}  // namespace isopel::armv7em

#endif  // ISOPEL_HAVE_ARMV7EM_FLOATS
