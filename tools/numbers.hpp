// Numbers and lists of numbers as people write them.
#ifndef ISOPEL_TOOLS_NUMBERS_HPP_
#define ISOPEL_TOOLS_NUMBERS_HPP_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "isopel/fit.hpp"
#include "picture.hpp"

namespace isopel::tools {

/// Takes a character from the front of `text`, if it is there.
bool take(std::string_view& text, char expected);
/// Takes digits from the front of `text`; false when there are none or the number is outside 1..most.
bool take_number(std::string_view& text, std::int32_t most, std::int32_t& out);

/// Reads a whole number in 1..most.
[[nodiscard]] Problem parse_count(std::string_view text, std::int32_t most, std::int32_t& out);

/// Reads `least` to `most` finite numbers with a separator between them.
[[nodiscard]] Problem parse_list(std::string_view text, std::size_t least, std::size_t most, std::vector<double>& out,
                                 char separator = ',');
/// Reads as many as `out` has room for.
[[nodiscard]] Problem parse_numbers(std::string_view text, std::span<double> out);
/// The same for whole numbers.
[[nodiscard]] Problem parse_wholes(std::string_view text, std::span<std::int32_t> out, char separator = ',');

/// Reads "N,N,N": one number for each channel, or one for all.
[[nodiscard]] Problem parse_samples(std::string_view text, std::vector<double>& out);
/// The same without zeros.
[[nodiscard]] Problem parse_divisors(std::string_view text, std::vector<double>& out);

/// Reads one number that is not 0.
[[nodiscard]] Problem parse_divisor(std::string_view text, double& out);

/// Reads "LEFT,TOP,RIGHT,BOTTOM".
[[nodiscard]] Problem parse_box(std::string_view text, Box& out);
/// Reads "X,Y".
[[nodiscard]] Problem parse_scale(std::string_view text, Scale& out);
/// Reads "LEFT,TOP,WIDTH,HEIGHT".
[[nodiscard]] Problem parse_crop(std::string_view text, Crop& out);
/// Reads "LEFT,TOP,RIGHT,BOTTOM".
[[nodiscard]] Problem parse_pad(std::string_view text, Pad& out);
/// Reads "X,Y", from -1, left or top, to 1.
[[nodiscard]] Problem parse_anchor(std::string_view text, Anchor& out);
/// Reads "NUMERATOR/DENOMINATOR"; the zero point stays.
[[nodiscard]] Problem parse_quantization(std::string_view text, Quantization& out);

/// "8.25,3.5,60,50.75".
[[nodiscard]] std::string listed(const std::vector<double>& numbers);

}  // namespace isopel::tools

#endif  // ISOPEL_TOOLS_NUMBERS_HPP_
