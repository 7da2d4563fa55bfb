// Contract 1, formulas (3) and (20): pixel copies. Gray pixels are gathered, four offsets to a vector; pixels of more
// channels are copied one by one, by armv7em: a gather of halves or words needs their alignment.
// Assumes nothing about the alignment of samples; src and dst do not overlap.
// Tail: the last, partial vector has a predicate; reads exactly the pixels.
#include "arch/gather_rows.hpp"
#include "arch/mve/helium.hpp"

#if ISOPEL_HAVE_MVE

namespace isopel::mve {
namespace {

constexpr std::int32_t step = 4;

/// `src` is where offset 0 is.
void gather_gray(const std::uint8_t* src, std::uint8_t* dst, const std::uint32_t* offsets, std::int32_t count) {
  for (std::int32_t steps = count / step; steps > 0; --steps) {
    vstrbq_u32(dst, vldrbq_gather_offset_u32(src, vldrwq_u32(offsets)));
    offsets += step;
    dst += step;
  }
  if (count % step != 0) {
    const mve_pred16_t rest = first_of_four(count % step).lanes;
    vstrbq_p_u32(dst, vldrbq_gather_offset_z_u32(src, vldrwq_z_u32(offsets, rest), rest), rest);
  }
}

}  // namespace

void gather_u8(Rows<const std::uint8_t> src, Rows<std::uint8_t> dst, std::int32_t channels, const Taps& x,
               const Taps& y) {
  if (channels != 1) return armv7em::gather_u8(src, dst, channels, x, y);
  gather_rows(src, dst, channels, x, y, [&](const std::uint8_t* from, std::uint8_t* to) {
    gather_gray(from, to, reinterpret_cast<const std::uint32_t*>(x.records), x.count);
  });
}

}  // namespace isopel::mve

#endif  // ISOPEL_HAVE_MVE
