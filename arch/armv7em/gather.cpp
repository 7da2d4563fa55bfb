// Contract 1, formulas (3) and (20): pixel copies, a whole pixel per load.
// Assumes nothing about the alignment of samples; src and dst do not overlap.
// Tail: four pixels at a time, the last ones one by one; reads exactly the pixels.
#include "arch/armv7em/armv7em.hpp"

#if ISOPEL_HAVE_ARMV7EM

#include "arch/armv7em/dsp.hpp"

namespace isopel::armv7em {
namespace {

/// `src` is where offset 0 is. Four offsets are loaded before the first pixel is stored.
template <int channels>
void gather(const std::uint8_t* src, std::uint8_t* dst, const std::byte* record, std::int32_t count) {
  const auto copy = [&](std::int32_t offset) {
    __builtin_memcpy(dst, src + offset, channels);
    dst += channels;
  };
  for (; count >= 4; count -= 4) {
    const std::int32_t first = offset_at(record), second = offset_at(record + 4);
    const std::int32_t third = offset_at(record + 8), fourth = offset_at(record + 12);
    copy(first);
    copy(second);
    copy(third);
    copy(fourth);
    record += 16;
  }
  for (; count > 0; --count) {
    copy(offset_at(record));
    record += 4;
  }
}

}  // namespace

void gather_u8(const std::uint8_t* src, std::uint8_t* dst, std::int32_t channels, const Taps& offsets) {
  const auto function = channels == 1 ? gather<1> : channels == 2 ? gather<2> : channels == 3 ? gather<3> : gather<4>;
  function(src - offsets.origin, dst, offsets.records, offsets.count);
}

}  // namespace isopel::armv7em

#endif  // ISOPEL_HAVE_ARMV7EM
