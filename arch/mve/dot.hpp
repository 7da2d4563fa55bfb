// Passes along x of any number of taps: one output sample at a time, eight taps to a vector, added up across its lanes.
#ifndef ISOPEL_ARCH_MVE_DOT_HPP_
#define ISOPEL_ARCH_MVE_DOT_HPP_

#include "arch/mve/helium.hpp"

#if ISOPEL_HAVE_MVE

namespace isopel::mve {

inline constexpr std::int32_t dot_step = 8;

/// How the samples of eight pixels, of one channel, are loaded.
struct Gray {
  static constexpr bool is_gray = true;
  explicit Gray(std::int32_t /*channels*/) {}
  template <class From, class Lanes>
  int16x8_t load(const From* from, Lanes lanes) const {
    return load_eight(from, lanes);
  }
};
struct Colour {
  static constexpr bool is_gray = false;
  uint16x8_t pixels;
  explicit Colour(std::int32_t channels)
      : pixels(vmulq_n_u16(vidupq_n_u16(0, 1), static_cast<std::uint16_t>(channels))) {}
  template <class From, class Lanes>
  int16x8_t load(const From* from, Lanes lanes) const {
    return gather_eight(from, pixels, lanes);
  }
};

/// The weighted sum of one output sample, whose weights may be wide: then the high and the low parts have sums of their
/// own. Sums wrap. A load of weights may run past their record; samples that are not there count as zero.
template <bool wide>
struct Dot {
  std::int32_t sum, high = 0;

  void add(int16x8_t samples, const std::int16_t* weights, std::int32_t low) {
    if constexpr (wide) {
      high = vmladavaq_s16(high, samples, vldrhq_s16(weights));
      weights += low;
    }
    sum = vmladavaq_s16(sum, samples, vldrhq_s16(weights));
  }
  std::int32_t value() const { return wide ? add_product(sum, 1 << wide_weight_bits, high) : sum; }
};

/// One output row; `in` is where offset 0 is. The last step of each sample, of one to eight taps, has a predicate; rows
/// of more than eight taps are `longer`.
template <bool wide, bool longer, class Layout, class From, class To>
void dot_row(const From* in, To* out, std::int32_t channels, const Taps& taps) {
  const auto [bias, shift] = taps.rounding;
  const std::int32_t steps = longer ? (taps.taps - 1) / dot_step : 0, low = taps.padded();
  const Some rest = first_of_eight(taps.taps - steps * dot_step);
  const Layout layout(channels);
  const std::byte* record = taps.records;
  const std::int32_t record_bytes = taps.record_bytes;
  for (std::int32_t left = taps.count; left > 0; --left) {
    const From* pixel = in + *reinterpret_cast<const std::int32_t*>(record);
    for (std::int32_t c = Layout::is_gray ? 1 : channels; c > 0; --c) {
      const From* at = pixel++;
      const auto* weights = reinterpret_cast<const std::int16_t*>(record + sizeof(std::int32_t));
      Dot<wide> dot{bias};
      for (std::int32_t step = steps; longer && step > 0; --step) {
        dot.add(layout.load(at, Full{}), weights, low);
        at += dot_step * (Layout::is_gray ? 1 : channels);
        weights += dot_step;
      }
      dot.add(layout.load(at, rest), weights, low);
      *out++ = finish<To>(dot.value(), shift);
    }
    record += record_bytes;
  }
}

}  // namespace isopel::mve

#endif  // ISOPEL_HAVE_MVE
#endif  // ISOPEL_ARCH_MVE_DOT_HPP_
