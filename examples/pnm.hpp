// Binary Netpbm files of 8-bit samples: P5 (gray) and P6 (RGB). Problems end the program with a sentence.
#ifndef ISOPEL_EXAMPLES_PNM_HPP_
#define ISOPEL_EXAMPLES_PNM_HPP_

#include <cstdint>
#include <string>
#include <vector>

#include "isopel/isopel.hpp"

struct Picture {
  isopel::Size size;
  isopel::Format format;
  std::vector<std::uint8_t> pixels;

  Picture() = default;
  Picture(isopel::Size picture_size, isopel::Format picture_format);

  /// For the engine: rows lie one after another, without gaps.
  isopel::Image view() { return {pixels.data(), size, std::ptrdiff_t{size.width} * format.channels, format}; }
};

Picture read_pnm(const std::string& path);
void write_pnm(const std::string& path, const Picture& picture);

#endif  // ISOPEL_EXAMPLES_PNM_HPP_
