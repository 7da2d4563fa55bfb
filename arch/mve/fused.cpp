// Contract 1, formulas (16) and (17), along x and then along y: both passes at once for one channel and two taps on
// each axis. See FusedKernel and fused_two_taps_u8 in engine/kernels.hpp.
//
// Everything fits 16 bits, so that eight pixels are a vector. With rows a (of the larger weight) and b, and the weights
// w1 of the second tap and v of row b, of 14 fraction bits, the centring of (16) cancels out:
//     t = (w0 p0 + w1 p1 + 64) >> 7 = 128 p0 + (((p1 - p0) w1 + 64) >> 7)             of both rows, 0 .. 32640
//     o = (2^14 ta + (tb - ta) v + 2^20) >> 21 = (ta + ((tb - ta) v >> 14) + 64) >> 7
// The products with their shifts are VQRDMULH and VQDMLAH, which double, and keep the upper half of 32 bits.
//
// Assumes weights of 0 .. 2^14 that sum to 2^14. Nothing about alignment; src and dst do not overlap.
// Tail: the last, partial vector has a predicate. Reads exactly the samples of the taps.
#include "arch/mve/few_taps.hpp"

#if ISOPEL_HAVE_MVE

namespace isopel::mve {
namespace {

constexpr std::int32_t step = 8;

/// One record of the table along x.
struct Record {
  std::uint16_t offset, high_offset;
  std::int16_t first_weight, second_weight;
};

/// The two source rows of an output row, where offset 0 is.
struct NearAndFar {
  const std::uint8_t *near, *far;  ///< the near row has the larger weight
  std::int32_t far_weight;         ///< doubled, which fits 16 bits

  /// `src` is where offset 0 of both axes is.
  NearAndFar(Rows<const std::uint8_t> src, const std::byte* record) {
    const auto* const weights = reinterpret_cast<const std::int16_t*>(record + sizeof(std::int32_t));
    const std::int32_t upper = weights[0], lower = weights[1];
    near = src.row(*reinterpret_cast<const std::int32_t*>(record));
    far = near + src.stride;
    far_weight = 2 * lower;
    if (upper < lower) {
      const std::uint8_t* const below = far;
      far = near;
      near = below;
      far_weight = 2 * upper;
    }
  }
};

/// t of eight pixels; `second_weights` are times -2, which fits.
template <class Lanes>
int16x8_t first_pass(const std::uint8_t* row, uint16x8_t offsets, int16x8_t second_weights, Lanes lanes) {
  const int16x8_t first = gather_eight(row, offsets, lanes), second = gather_eight(row + 1, offsets, lanes);
  const int16x8_t difference = vshlq_n_s16(vsubq_s16(first, second), 7);
  return vmlaq_n_s16(vqrdmulhq_s16(difference, second_weights), first, 128);
}

/// Where fewer than eight are left, eight records are read all the same: less than 64 bytes past the last.
template <class Lanes>
uint16x8_t eight_pixels(const NearAndFar& rows, const Record* records, Lanes lanes) {
  const uint16x8x4_t columns = vld4q_u16(&records->offset);
  const int16x8_t second_weights = vmulq_n_s16(vreinterpretq_s16_u16(columns.val[3]), -2);
  const int16x8_t a = first_pass(rows.near, columns.val[0], second_weights, lanes);
  const int16x8_t b = first_pass(rows.far, columns.val[0], second_weights, lanes);
  return vreinterpretq_u16_s16(
      vrshrq_n_s16(vqdmlahq_n_s16(a, vsubq_s16(b, a), static_cast<std::int16_t>(rows.far_weight)), 7));
}

/// What eight_pixels() does, `steps` times. In assembly, because the compiler copies the vectors of vld4 through
/// memory. Between two loads stands what needs another pipe: see docs/cortex-m.md.
[[gnu::always_inline]] inline void full_steps(const std::uint8_t* near, const std::uint8_t* far,
                                              std::int32_t far_weight, const Record* records, std::uint8_t* out,
                                              std::int32_t steps) {
  __asm__ volatile(
      "dls lr, %[steps]\n"
      "1:\n\t"
      "vld40.16 {q0, q1, q2, q3}, [%[records]]\n\t"  // low and high offset, weights
      "vld41.16 {q0, q1, q2, q3}, [%[records]]\n\t"
      "vld42.16 {q0, q1, q2, q3}, [%[records]]\n\t"
      "vld43.16 {q0, q1, q2, q3}, [%[records]]!\n\t"
      "vldrb.u16 q1, [%[near], q0]\n\t"
      "vmul.i16 q3, q3, %[minus_two]\n\t"
      "vldrb.u16 q4, [%[near_next], q0]\n\t"
      "vsub.i16 q4, q1, q4\n\t"
      "vldrb.u16 q2, [%[far], q0]\n\t"
      "vshl.i16 q4, q4, #7\n\t"
      "vldrb.u16 q5, [%[far_next], q0]\n\t"
      "vqrdmulh.s16 q4, q4, q3\n\t"
      "vsub.i16 q5, q2, q5\n\t"
      "vmla.s16 q4, q1, %[one]\n\t"
      "vshl.i16 q5, q5, #7\n\t"
      "vqrdmulh.s16 q5, q5, q3\n\t"
      "vmla.s16 q5, q2, %[one]\n\t"
      "vsub.i16 q5, q5, q4\n\t"
      "vqdmlah.s16 q4, q5, %[far_weight]\n\t"
      "vrshr.s16 q4, q4, #7\n\t"
      "vstrb.16 q4, [%[out]], #8\n\t"
      "le lr, 1b"
      : [records] "+r"(records), [out] "+l"(out)
      : [near] "r"(near), [near_next] "r"(near + 1), [far] "r"(far), [far_next] "r"(far + 1),
        [far_weight] "r"(far_weight), [steps] "r"(steps), [minus_two] "r"(-2), [one] "r"(128)
      : "lr", "q0", "q1", "q2", "q3", "q4", "q5", "memory");
}

[[gnu::noinline]] void last_step(const NearAndFar& rows, const Record* records, std::uint8_t* out, std::int32_t rest) {
  const Some lanes = first_of_eight(rest);
  vstrbq_p_u16(out, eight_pixels(rows, records, lanes), lanes.lanes);
}

/// The same pixel by pixel, for rows whose offsets do not fit 16 bits.
[[gnu::noinline]] void long_row(const NearAndFar& rows, const Record* records, std::uint8_t* out, std::int32_t count) {
  for (; count > 0; --count, ++records) {
    const std::int32_t offset = records->high_offset * 65536 + records->offset;
    const auto first = [&](const std::uint8_t* row) {
      return 128 * row[offset] + shift_down((row[offset + 1] - row[offset]) * records->second_weight + 64, 7);
    };
    const std::int32_t near = first(rows.near), far = first(rows.far);
    *out++ = static_cast<std::uint8_t>(shift_down(near + shift_down((far - near) * rows.far_weight, 15) + 64, 7));
  }
}

}  // namespace

void fused_two_taps_u8(Rows<const std::uint8_t> src, Rows<std::uint8_t> dst, const Taps& x, const Taps& y) {
  const bool fits = offsets_fit(x);
  const auto* const records = reinterpret_cast<const Record*>(x.records);
  const std::int32_t steps = fits ? x.count / step : 0, done = steps * step, rest = x.count - done;
  src.data = src.row(-y.origin) - x.origin;
  const std::byte* record = y.records;
  for (std::int32_t left = y.count; left > 0; --left) {
    const NearAndFar rows(src, record);
    if (steps > 0) full_steps(rows.near, rows.far, rows.far_weight, records, dst.data, steps);
    if (rest > 0) (fits ? last_step : long_row)(rows, records + done, dst.data + done, rest);
    record += y.record_bytes;
    dst.data = dst.row(1);
  }
}

}  // namespace isopel::mve

#endif  // ISOPEL_HAVE_MVE
