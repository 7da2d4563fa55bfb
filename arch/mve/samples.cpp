// Contract 1, formulas (23) and (24): samples of 8 bits with their sign flipped, and pixels of 16 bits from and to
// three samples of 8 bits, eight at a time; and one channel of interleaved pixels.
//
// Assumes nothing about alignment; flip_u8's src may be its dst.
// Tail: the last, partial vector has a predicate. Reads exactly the samples.
#include "arch/mve/helium.hpp"

#if ISOPEL_HAVE_MVE

namespace isopel::mve {
namespace {

constexpr std::int32_t step = 8;

/// Calls body(lanes of 16 bits, the same of 8 bits) for eight at a time of `count`.
template <class Body>
void by_eight(std::int32_t count, Body body) {
  std::int32_t done = 0;
  for (; done + step <= count; done += step) body(Full{}, Full{});
  const std::int32_t rest = count - done;
  if (rest > 0) body(first_of_eight(rest), Some{vctp8q(static_cast<std::uint32_t>(2 * rest))});
}

/// 0, 1, ... 7 times a number.
inline uint16x8_t multiples(std::int32_t of) { return vmulq_n_u16(vidupq_n_u16(0, 1), static_cast<std::uint16_t>(of)); }

inline uint8x16_t load_bytes(const std::uint8_t* from, Full) { return vldrbq_u8(from); }
inline uint8x16_t load_bytes(const std::uint8_t* from, Some some) { return vldrbq_z_u8(from, some.lanes); }
inline void store_bytes(std::uint8_t* to, uint8x16_t bytes, Full) { vstrbq_u8(to, bytes); }
inline void store_bytes(std::uint8_t* to, uint8x16_t bytes, Some some) { vstrbq_p_u8(to, bytes, some.lanes); }

inline void store_eight(std::uint8_t* to, uint16x8_t values, Full) { vstrbq_u16(to, values); }
inline void store_eight(std::uint8_t* to, uint16x8_t values, Some some) { vstrbq_p_u16(to, values, some.lanes); }
inline void scatter_eight(std::uint8_t* to, uint16x8_t offsets, uint16x8_t values, Full) {
  vstrbq_scatter_offset_u16(to, offsets, values);
}
inline void scatter_eight(std::uint8_t* to, uint16x8_t offsets, uint16x8_t values, Some some) {
  vstrbq_scatter_offset_p_u16(to, offsets, values, some.lanes);
}

/// A sample whose upper bits stand in the low bytes, `missing` bits too short: they are repeated below themselves. What
/// is there before, and in the high bytes, does not matter.
template <int missing>
uint16x8_t repeated(uint16x8_t values) {
  const uint8x16_t bytes = vreinterpretq_u8_u16(values);
  return vreinterpretq_u16_u8(vsriq_n_u8(bytes, bytes, 8 - missing));
}

template <bool swapped>
void widen(const std::uint8_t* src, std::uint8_t* dst, std::int32_t pixels) {
  const uint16x8_t red = multiples(3), green = vaddq_n_u16(red, 1), blue = vaddq_n_u16(red, 2);
  by_eight(pixels, [&](auto lanes, auto bytes) {
    uint8x16_t loaded = load_bytes(src, bytes);
    if constexpr (swapped) loaded = vrev16q_u8(loaded);
    const uint16x8_t pixel = vreinterpretq_u16_u8(loaded);
    scatter_eight(dst, red, repeated<3>(vshrq_n_u16(pixel, 8)), lanes);
    scatter_eight(dst, green, repeated<2>(vshrq_n_u16(pixel, 3)), lanes);
    scatter_eight(dst, blue, repeated<3>(vshlq_n_u16(pixel, 3)), lanes);
    src += 2 * step;
    dst += 3 * step;
  });
}

/// (factor * v + addend) >> 11 and >> 10 are narrow5(v) and narrow6(v), in the upper bits of 16.
struct Narrowing {
  std::uint16_t factor, addend;
  constexpr std::uint32_t operator()(std::uint32_t v) const { return factor * v + addend; }
};
constexpr Narrowing to_five{249, 1014}, to_six{253, 505};
constexpr bool narrowings_are_right() {
  for (std::uint32_t v = 0; v < 256; ++v) {
    if (shift_down(to_five(v), 11) != narrow5(v) || shift_down(to_six(v), 10) != narrow6(v)) return false;
    if (to_five(v) > 65535 || to_six(v) > 65535) return false;
  }
  return true;
}
static_assert(narrowings_are_right());

template <bool swapped>
void narrow(const std::uint8_t* src, std::uint8_t* dst, std::int32_t pixels) {
  const uint16x8_t red = multiples(3), green = vaddq_n_u16(red, 1), blue = vaddq_n_u16(red, 2);
  const uint16x8_t five = vdupq_n_u16(to_five.factor), six = vdupq_n_u16(to_six.factor);
  by_eight(pixels, [&](auto lanes, auto bytes) {
    const auto channel = [&](uint16x8_t offsets, uint16x8_t factor, const Narrowing& narrowing) {
      return vmlasq_n_u16(vreinterpretq_u16_s16(gather_eight(src, offsets, lanes)), factor, narrowing.addend);
    };
    uint16x8_t pixel = channel(red, five, to_five);
    pixel = vsriq_n_u16(pixel, channel(green, six, to_six), 5);
    pixel = vsriq_n_u16(pixel, channel(blue, five, to_five), 11);
    const uint8x16_t in_bytes = vreinterpretq_u8_u16(pixel);
    store_bytes(dst, swapped ? vrev16q_u8(in_bytes) : in_bytes, bytes);
    src += 3 * step;
    dst += 2 * step;
  });
}

}  // namespace

void flip_u8(const std::uint8_t* src, std::uint8_t* dst, std::int32_t samples) {
  constexpr std::int32_t bytes = 16;
  const uint8x16_t signs = vdupq_n_u8(0x80);
  for (std::int32_t steps = samples / bytes; steps > 0; --steps) {
    vstrbq_u8(dst, veorq_u8(vldrbq_u8(src), signs));
    src += bytes;
    dst += bytes;
  }
  if (samples % bytes != 0) {
    const Some rest{vctp8q(static_cast<std::uint32_t>(samples % bytes))};
    store_bytes(dst, veorq_u8(load_bytes(src, rest), signs), rest);
  }
}

void rgb565_to_u8(const std::uint8_t* src, std::uint8_t* dst, std::int32_t pixels, bool swapped) {
  (swapped ? widen<true> : widen<false>)(src, dst, pixels);
}

void u8_to_rgb565(const std::uint8_t* src, std::uint8_t* dst, std::int32_t pixels, bool swapped) {
  (swapped ? narrow<true> : narrow<false>)(src, dst, pixels);
}

void plane_u8(const std::uint8_t* src, std::uint8_t* dst, std::int32_t pixels, std::int32_t channels,
              std::int32_t channel) {
  const uint16x8_t offsets = multiples(channels);
  src += channel;
  by_eight(pixels, [&](auto lanes, auto) {
    store_eight(dst, vreinterpretq_u16_s16(gather_eight(src, offsets, lanes)), lanes);
    src += step * channels;
    dst += step;
  });
}

}  // namespace isopel::mve

#endif  // ISOPEL_HAVE_MVE
