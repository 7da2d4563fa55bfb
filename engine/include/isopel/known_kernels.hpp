// Kernels that a program can name, because it is a firmware with one arch, for passes whose channels and taps the
// compiler knows. Each is a function of its own, so the linker takes those that are used and no others. They do what
// the kernels of those types in engine/kernels.hpp do, which says what the arguments are.
#ifndef ISOPEL_KNOWN_KERNELS_HPP_
#define ISOPEL_KNOWN_KERNELS_HPP_

#include <array>
#include <cstddef>
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

/// The shifts of first_pass() and second_pass() for weights of 14 bits, as enlarging has, and for the most bits that
/// reducing has: 16 along y, 15 along x. Others are 0, which stands for any shift.
inline constexpr int first_shifts[] = {7, 9}, second_shifts[] = {21, 22};
constexpr int shift_in(const int (&shifts)[2], std::int32_t shift) {
  return shift == shifts[0] ? shifts[0] : shift == shifts[1] ? shifts[1] : 0;
}

/// So many samples at least has a row that vertical() makes; static plans of narrower ones are not plain.
inline constexpr std::int32_t fewest_samples = 4;

/// Narrow weights: u8 to i16, i16 to u8, u8 to u8. The shift is 0 but for u8 to i16 along y and i16 to u8 along x.
template <class From, class To, int channels, int taps, int shift = 0>
void horizontal(Rows<const From> src, Rows<To> dst, std::int32_t rows, std::int32_t, std::int32_t readable,
                const Taps& x);
template <class From, class To, int taps, int shift = 0>
void vertical(Rows<const From> src, Rows<To> dst, std::int32_t samples, const Taps& y);

/// Wide weights: u8 to u8, and by way of i16. For any number of channels and taps.
template <class From, class To>
void horizontal_wide(Rows<const From> src, Rows<To> dst, std::int32_t rows, std::int32_t channels,
                     std::int32_t readable, const Taps& x);
template <class From, class To>
void vertical_wide(Rows<const From> src, Rows<To> dst, std::int32_t samples, const Taps& y);

/// What a pass along y keeps of its source rows from one output row to the next: the rows 2 p and 2 p + 1 are pair p,
/// of which those from `first` to before `end` are in the memory, in whatever form the arch likes.
struct KeptPairs {
  std::byte* memory;  ///< kept_bytes() of it, aligned as rows are
  std::int32_t first = 0, end = 0;
};
/// So many pairs touch one output row's taps at most.
constexpr int kept_pairs(std::int32_t taps) { return static_cast<int>(taps / 2) + 1; }
/// A pair takes four bytes for each sample of a row, in whole steps of four columns.
constexpr std::int64_t kept_bytes(std::int64_t samples, std::int64_t pairs) { return (samples + 3) / 4 * 16 * pairs; }
inline constexpr int least_kept = 4, most_kept = 16;

/// One output row of a pass from u8 to i16 as above, for rows whose pairs may be kept; `pairs` is kept_pairs(). The
/// rows 0 .. src_rows - 1 of src may be read, and up to three samples be written behind the row.
template <int pairs>
void vertical_kept(Rows<const std::uint8_t> src, std::int32_t src_rows, Rows<std::int16_t> dst, std::int32_t samples,
                   const Taps& y, KeptPairs& kept);

/// A pass of one channel from i16 to u8, for records of so many pairs of taps that begin with a sample of an even
/// index, counted from the row's first one, and a shift of 22. Samples that weigh nothing are read, up to two behind
/// the row.
template <int pairs>
void horizontal_even(Rows<const std::int16_t> src, Rows<std::uint8_t> dst, std::int32_t rows, std::int32_t,
                     std::int32_t readable, const Taps& x);
inline constexpr int least_even = 3, most_even = 16;

/// A pass of one channel from u8 to u8 with wide weights that are not in parts: a record is
///     int32 offset, int32 weight[taps]
/// `taps` 0 stands for any number.
template <int taps>
void horizontal_words(Rows<const std::uint8_t> src, Rows<std::uint8_t> dst, std::int32_t rows, std::int32_t,
                      std::int32_t readable, const Taps& x);
inline constexpr int most_words = 16;

template <class From, class To, int shift = 0, int... shape>
constexpr auto horizontals(std::integer_sequence<int, shape...>) {
  return std::array{horizontal<From, To, 1 + shape % most_channels, shape / most_channels, shift>...};
}
template <class From, class To, int shift = 0, int... taps>
constexpr auto verticals(std::integer_sequence<int, taps...>) {
  return std::array{vertical<From, To, taps, shift>...};
}
/// The addresses of all narrow ones: who defines them takes these, and so has them compiled.
template <class U8 = std::uint8_t, class I16 = std::int16_t>
constexpr auto every_horizontal() {
  constexpr auto shapes = std::make_integer_sequence<int, most_channels*(most_taps + 1)>();
  return std::tuple(horizontals<U8, I16>(shapes), horizontals<I16, U8>(shapes), horizontals<U8, U8>(shapes),
                    horizontals<I16, U8, second_shifts[0]>(shapes), horizontals<I16, U8, second_shifts[1]>(shapes));
}
template <class U8 = std::uint8_t, class I16 = std::int16_t>
constexpr auto every_vertical() {
  constexpr auto taps = std::make_integer_sequence<int, most_taps + 1>();
  return std::tuple(verticals<U8, I16>(taps), verticals<I16, U8>(taps), verticals<U8, U8>(taps),
                    verticals<U8, I16, first_shifts[0]>(taps), verticals<U8, I16, first_shifts[1]>(taps));
}

/// Likewise.
template <int least, int... more>
constexpr auto kept_from(std::integer_sequence<int, more...>) {
  return std::array{vertical_kept<least + more>...};
}
template <int least, int... more>
constexpr auto even_from(std::integer_sequence<int, more...>) {
  return std::array{horizontal_even<least + more>...};
}
template <int... taps>
constexpr auto words_of(std::integer_sequence<int, taps...>) {
  return std::array{horizontal_words<taps>...};
}
template <int least = least_kept>
constexpr auto every_kept() {
  return kept_from<least>(std::make_integer_sequence<int, most_kept - least + 1>());
}
template <int least = least_even>
constexpr auto every_even() {
  return even_from<least>(std::make_integer_sequence<int, most_even - least + 1>());
}
template <int most = most_words>
constexpr auto every_words() {
  return words_of(std::make_integer_sequence<int, most + 1>());
}

}  // namespace known
}  // namespace isopel

#endif  // ISOPEL_KNOWN_KERNELS_HPP_
