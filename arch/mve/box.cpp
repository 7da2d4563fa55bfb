// Contract 1, formula (19): box means of gray images. Boxes of 2 x 2 and 4 x 4 pixels go eight or four at a time; of
// others each row is added up across a vector's lanes. Assumes nothing about alignment; src and dst do not overlap.
// Tail: the last, partial vector has a predicate. Reads exactly the boxes' samples. Narrow boxes, those of colour, and
// those whose sums might not fit are armv7em's.
#include "arch/mve/helium.hpp"

#if ISOPEL_HAVE_MVE

namespace isopel::mve {
namespace {

constexpr std::int32_t step = 16;  // bytes

/// The first `count` of sixteen bytes.
inline mve_pred16_t first_bytes(std::int32_t count) { return vctp8q(static_cast<std::uint32_t>(count)); }

inline uint8x16_t load_bytes(const std::uint8_t* from, Full) { return vldrbq_u8(from); }
inline uint8x16_t load_bytes(const std::uint8_t* from, Some some) { return vldrbq_z_u8(from, some.lanes); }

/// The sums of neighbouring bytes.
inline uint16x8_t add_neighbours(uint8x16_t bytes) { return vaddq_u16(vmovlbq_u8(bytes), vmovltq_u8(bytes)); }
inline uint32x4_t add_neighbours(uint16x8_t halves) { return vaddq_u32(vmovlbq_u16(halves), vmovltq_u16(halves)); }

/// The sums of the boxes that begin in the same sixteen bytes; the areas are powers of two.
template <int side>
struct Boxes {
  Rows<const std::uint8_t> src;

  template <class Lanes>
  uint16x8_t pairs(Lanes lanes) const {
    uint16x8_t sums = add_neighbours(load_bytes(src.data, lanes));
#pragma GCC unroll 4
    for (int j = 1; j < side; ++j) sums = vaddq_u16(sums, add_neighbours(load_bytes(src.row(j), lanes)));
    return sums;
  }
  template <class Lanes>
  void put(std::uint8_t* out, Lanes bytes, Lanes outputs) const;
};

inline void store_bytes(std::uint8_t* to, uint16x8_t values, Full) { vstrbq_u16(to, values); }
inline void store_bytes(std::uint8_t* to, uint16x8_t values, Some some) { vstrbq_p_u16(to, values, some.lanes); }

template <>
template <class Lanes>
void Boxes<2>::put(std::uint8_t* out, Lanes bytes, Lanes outputs) const {
  store_bytes(out, vrshrq_n_u16(pairs(bytes), 2), outputs);
}
template <>
template <class Lanes>
void Boxes<4>::put(std::uint8_t* out, Lanes bytes, Lanes outputs) const {
  const uint32x4_t means = vrshrq_n_u32(add_neighbours(pairs(bytes)), 4);
  store_low_parts(out, vreinterpretq_s32_u32(means), outputs);
}

template <int side>
void square_boxes(Rows<const std::uint8_t> src, std::uint8_t* out, std::int32_t count) {
  constexpr std::int32_t outputs = step / side;
  for (std::int32_t steps = count / outputs; steps > 0; --steps) {
    Boxes<side>{src}.put(out, Full{}, Full{});
    src.data += step;
    out += outputs;
  }
  const std::int32_t rest = count % outputs;
  if (rest == 0) return;
  const Some bytes{first_bytes(rest * side)};
  Boxes<side>{src}.put(out, bytes, outputs == 8 ? first_of_eight(rest) : first_of_four(rest));
}

/// The sum of one box.
std::uint32_t sum_of(Rows<const std::uint8_t> src, std::int32_t width, std::int32_t height) {
  const mve_pred16_t rest = first_bytes(width % step);
  std::uint32_t sum = 0;
  for (; height > 0; --height, src.data = src.row(1)) {
    const std::uint8_t* in = src.data;
    for (std::int32_t steps = width / step; steps > 0; --steps, in += step) sum = vaddvaq_u8(sum, vldrbq_u8(in));
    if (width % step != 0) sum = vaddvaq_u8(sum, vldrbq_z_u8(in, rest));
  }
  return sum;
}

void any_boxes(Rows<const std::uint8_t> src, std::uint8_t* out, std::int32_t count, std::int32_t width,
               std::int32_t height) {
  const std::uint32_t area = static_cast<std::uint32_t>(width) * static_cast<std::uint32_t>(height);
  for (; count > 0; --count, src.data += width) *out++ = box_round(sum_of(src, width, height), area);
}

}  // namespace

void box_u8(Rows<const std::uint8_t> src, std::uint8_t* dst, std::int32_t count, std::int32_t channels,
            std::int32_t box_width, std::int32_t box_height) {
  if (channels == 1 && box_width == 2 && box_height == 2) return square_boxes<2>(src, dst, count);
  if (channels == 1 && box_width == 4 && box_height == 4) return square_boxes<4>(src, dst, count);
  constexpr std::int32_t narrow = 8;
  const bool fits = static_cast<std::int64_t>(box_width) * box_height <= largest_u32_box;
  if (channels == 1 && box_width > narrow && fits) return any_boxes(src, dst, count, box_width, box_height);
  armv7em::box_u8(src, dst, count, channels, box_width, box_height);
}

}  // namespace isopel::mve

#endif  // ISOPEL_HAVE_MVE
