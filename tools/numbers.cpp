#include "numbers.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>

namespace isopel::tools {
namespace {

std::string quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }

}  // namespace

bool take(std::string_view& text, char expected) {
  if (text.empty() || text.front() != expected) return false;
  text.remove_prefix(1);
  return true;
}

bool take_number(std::string_view& text, std::int32_t most, std::int32_t& out) {
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, out);
  if (error != std::errc() || out < 1 || out > most) return false;
  text.remove_prefix(static_cast<std::size_t>(rest - text.data()));
  return true;
}

Problem parse_count(std::string_view text, std::int32_t most, std::int32_t& out) {
  std::string_view rest = text;
  std::int32_t count = 0;
  if (!take_number(rest, most, count) || !rest.empty()) {
    return quoted(text) + " is not a whole number in 1.." + std::to_string(most);
  }
  out = count;
  return {};
}

Problem parse_list(std::string_view text, std::size_t least, std::size_t most, std::vector<double>& out,
                   char separator) {
  std::string form = std::to_string(most) + " finite numbers with \"" + separator + "\" between them";
  if (least < most) form = std::to_string(least) + " to " + form;
  if (most == 1) form = "a finite number";
  std::vector<double> numbers;
  std::string_view rest = text;
  do {
    double number = 0;
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
    if (error != std::errc() || !std::isfinite(number)) return quoted(text) + " is not " + form;
    rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
    numbers.push_back(number);
  } while (take(rest, separator));
  if (!rest.empty() || numbers.size() < least || numbers.size() > most) return quoted(text) + " is not " + form;
  out = std::move(numbers);
  return {};
}

Problem parse_numbers(std::string_view text, std::span<double> out) {
  std::vector<double> numbers;
  if (Problem problem = parse_list(text, out.size(), out.size(), numbers)) return problem;
  std::ranges::copy(numbers, out.begin());
  return {};
}

Problem parse_wholes(std::string_view text, std::span<std::int32_t> out, char separator) {
  std::vector<double> numbers;
  if (Problem problem = parse_list(text, out.size(), out.size(), numbers, separator)) return problem;
  for (const double number : numbers) {
    if (number != std::trunc(number) || std::abs(number) > INT32_MAX) {
      return quoted(text) + " has a number that is not whole, or beyond " + std::to_string(INT32_MAX);
    }
  }
  std::ranges::transform(numbers, out.begin(), [](double number) { return static_cast<std::int32_t>(number); });
  return {};
}

Problem parse_samples(std::string_view text, std::vector<double>& out) { return parse_list(text, 1, 4, out); }

Problem parse_divisors(std::string_view text, std::vector<double>& out) {
  std::vector<double> numbers;
  if (Problem problem = parse_samples(text, numbers)) return problem;
  // What is 0 as a float divides by 0, too.
  if (std::ranges::any_of(numbers, [](double number) { return static_cast<float>(number) == 0; })) {
    return quoted(text) + " divides by 0";
  }
  out = std::move(numbers);
  return {};
}

Problem parse_divisor(std::string_view text, double& out) {
  std::vector<double> numbers;
  if (Problem problem = parse_numbers(text, {&out, 1})) return problem;
  return parse_divisors(text, numbers);
}

// To the engine, a box, a crop or a scale of zeros would be the whole.

Problem parse_box(std::string_view text, Box& out) {
  double edges[4];
  if (Problem problem = parse_numbers(text, edges)) return problem;
  out = {edges[0], edges[1], edges[2], edges[3]};
  if (out == Box{}) return quoted(text) + " is an empty box";
  return {};
}

Problem parse_scale(std::string_view text, Scale& out) {
  double factors[2];
  if (Problem problem = parse_numbers(text, factors)) return problem;
  if (!(factors[0] > 0 && factors[1] > 0)) return quoted(text) + " is not a scale above 0";
  out = {factors[0], factors[1]};
  return {};
}

Problem parse_crop(std::string_view text, Crop& out) {
  std::int32_t n[4];
  if (Problem problem = parse_wholes(text, n)) return problem;
  out = {n[0], n[1], n[2], n[3]};
  if (out == Crop{}) return quoted(text) + " is an empty crop";
  return {};
}

Problem parse_pad(std::string_view text, Pad& out) {
  std::int32_t n[4];
  if (Problem problem = parse_wholes(text, n)) return problem;
  out = {n[0], n[1], n[2], n[3]};
  return {};
}

Problem parse_anchor(std::string_view text, Anchor& out) {
  double at[2];
  if (Problem problem = parse_numbers(text, at)) return problem;
  if (std::abs(at[0]) > 1 || std::abs(at[1]) > 1) return quoted(text) + " is not an anchor, which is from -1 to 1";
  out = {static_cast<std::int32_t>(std::lround(65536 * at[0])), static_cast<std::int32_t>(std::lround(65536 * at[1]))};
  return {};
}

Problem parse_quantization(std::string_view text, Quantization& out) {
  std::int32_t n[2];
  if (Problem problem = parse_wholes(text, n, '/')) return problem;
  if (n[0] < 1 || n[1] < 1) return quoted(text) + " is not a ratio above 0";
  out.numerator = n[0];
  out.denominator = n[1];
  return {};
}

std::string listed(const std::vector<double>& numbers) {
  std::string text;
  for (const double number : numbers) {
    char word[32];
    std::snprintf(word, sizeof word, "%.7g", number);
    text += (text.empty() ? "" : ",") + std::string(word);
  }
  return text;
}

}  // namespace isopel::tools
