// Kernels that a program can name, because it is a firmware with one arch, for passes whose channels and taps the
// compiler knows. Each is a function of its own, so the linker takes those that are used and no others. They do what
// the kernels of those types in engine/kernels.hpp do, which says what the arguments are.
#ifndef ISOPEL_KNOWN_KERNELS_HPP_
#define ISOPEL_KNOWN_KERNELS_HPP_

#include <array>
#include <cstdint>
#include <tuple>
#include <utility>

namespace isopel {

/// Hosts choose an arch when they run. A firmware has one, so its kernels can be named before.
#if defined(__unix__) || defined(__APPLE__) || defined(_WIN32)
inline constexpr bool is_firmware = false;
#else
inline constexpr bool is_firmware = true;
#endif

/// Taps between two samples, of which fused_two_taps_u8 and its like know no others: two weights on each axis, of so
/// many fraction bits, not negative, that sum to one.
inline constexpr int two_taps_precision = 14;

template <class Sample>
struct Rows;
struct Taps;

namespace known {

/// Larger numbers of taps are 0, which stands for any number.
inline constexpr int most_taps = 8, most_channels = 4;
constexpr int taps(std::int32_t count) { return count <= most_taps ? static_cast<int>(count) : 0; }

/// Narrow weights: u8 to i16, i16 to u8, u8 to u8.
template <class From, class To, int channels, int taps>
void horizontal(Rows<const From> src, Rows<To> dst, std::int32_t rows, std::int32_t, std::int32_t readable,
                const Taps& x);
template <class From, class To, int taps>
void vertical(Rows<const From> src, Rows<To> dst, std::int32_t samples, const Taps& y);

/// Wide weights: u8 to u8, and by way of i16. For any number of channels and taps.
template <class From, class To>
void horizontal_wide(Rows<const From> src, Rows<To> dst, std::int32_t rows, std::int32_t channels,
                     std::int32_t readable, const Taps& x);
template <class From, class To>
void vertical_wide(Rows<const From> src, Rows<To> dst, std::int32_t samples, const Taps& y);

template <class From, class To, int... shape>
constexpr auto horizontals(std::integer_sequence<int, shape...>) {
  return std::array{horizontal<From, To, 1 + shape % most_channels, shape / most_channels>...};
}
template <class From, class To, int... taps>
constexpr auto verticals(std::integer_sequence<int, taps...>) {
  return std::array{vertical<From, To, taps>...};
}
/// The addresses of all narrow ones: who defines them takes these, and so has them compiled.
template <class U8 = std::uint8_t, class I16 = std::int16_t>
constexpr auto every_horizontal() {
  constexpr auto shapes = std::make_integer_sequence<int, most_channels*(most_taps + 1)>();
  return std::tuple(horizontals<U8, I16>(shapes), horizontals<I16, U8>(shapes), horizontals<U8, U8>(shapes));
}
template <class U8 = std::uint8_t, class I16 = std::int16_t>
constexpr auto every_vertical() {
  constexpr auto taps = std::make_integer_sequence<int, most_taps + 1>();
  return std::tuple(verticals<U8, I16>(taps), verticals<I16, U8>(taps), verticals<U8, U8>(taps));
}

}  // namespace known
}  // namespace isopel

#endif  // ISOPEL_KNOWN_KERNELS_HPP_
