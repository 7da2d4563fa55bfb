// The kernels of known shapes where no arch is a property of the build, and where it has none of its own: those of any
// shape. armv7em has its own.
#include "arch/board.hpp"

#if !ISOPEL_HAVE_ARMV7EM

namespace isopel {

template <int taps>
void known::horizontal_words(Rows<const std::uint8_t> src, Rows<std::uint8_t> dst, std::int32_t rows,
                             std::int32_t /*channels*/, std::int32_t /*readable*/, const Taps& x) {
  for (std::int32_t r = 0; r < rows; ++r) {
    std::uint8_t* const out = dst.row(r);
    for (std::int32_t i = 0; i < x.count; ++i) {
      const std::uint8_t* const in = src.row(r) + x.offset(i);
      const std::int32_t* const weights = x.whole_weights(i);
      std::int32_t sum = x.rounding.bias;
      for (std::int32_t k = 0; k < x.taps; ++k) sum = add_product(sum, weights[k], in[k]);
      out[i] = finish<std::uint8_t>(sum, x.rounding.shift);
    }
  }
}

[[gnu::used]] static constexpr auto words = known::every_words();

}  // namespace isopel

#endif

#if !ISOPEL_HAVE_ARMV7EM || ISOPEL_HAVE_MVE

namespace isopel {
namespace {

/// The kernels with narrow weights, by the types of samples.
template <class From, class To>
constexpr HorizontalKernel<From, To>* narrow_horizontal = nullptr;
template <>
constexpr auto* narrow_horizontal<std::uint8_t, std::int16_t> = board_kernel<&KernelTable::horizontal_u8_i16>;
template <>
constexpr auto* narrow_horizontal<std::int16_t, std::uint8_t> = board_kernel<&KernelTable::horizontal_i16_u8>;
template <>
constexpr auto* narrow_horizontal<std::uint8_t, std::uint8_t> = board_kernel<&KernelTable::horizontal_u8_u8>;
template <class From, class To>
constexpr VerticalKernel<From, To>* narrow_vertical = nullptr;
template <>
constexpr auto* narrow_vertical<std::uint8_t, std::int16_t> = board_kernel<&KernelTable::vertical_u8_i16>;
template <>
constexpr auto* narrow_vertical<std::int16_t, std::uint8_t> = board_kernel<&KernelTable::vertical_i16_u8>;
template <>
constexpr auto* narrow_vertical<std::uint8_t, std::uint8_t> = board_kernel<&KernelTable::vertical_u8_u8>;

}  // namespace

// What a build lacks has no kernel; who would call it has refused the plan.
template <class From, class To, int channels, int taps, int shift>
void known::horizontal(Rows<const From> src, Rows<To> dst, std::int32_t rows, std::int32_t /*channels*/,
                       std::int32_t readable, const Taps& x) {
  if constexpr (needs_narrow_weights) narrow_horizontal<From, To>(src, dst, rows, channels, readable, x);
}
template <class From, class To, int taps, int shift>
void known::vertical(Rows<const From> src, Rows<To> dst, std::int32_t samples, const Taps& y) {
  if constexpr (needs_narrow_weights) narrow_vertical<From, To>(src, dst, samples, y);
}
template <int pairs>
void known::horizontal_even(Rows<const std::int16_t> src, Rows<std::uint8_t> dst, std::int32_t rows,
                            std::int32_t /*channels*/, std::int32_t readable, const Taps& x) {
  if constexpr (needs_narrow_weights) narrow_horizontal<std::int16_t, std::uint8_t>(src, dst, rows, 1, readable, x);
}
/// Keeps nothing.
template <int pairs>
void known::vertical_kept(Rows<const std::uint8_t> src, std::int32_t /*src_rows*/, Rows<std::int16_t> dst,
                          std::int32_t samples, const Taps& y, KeptPairs& /*kept*/) {
  if constexpr (needs_narrow_weights) narrow_vertical<std::uint8_t, std::int16_t>(src, dst, samples, y);
}

[[gnu::used]] static constexpr auto horizontals = known::every_horizontal();
[[gnu::used]] static constexpr auto verticals = known::every_vertical();
[[gnu::used]] static constexpr auto even = known::every_even();
[[gnu::used]] static constexpr auto kept = known::every_kept();

}  // namespace isopel

#endif
