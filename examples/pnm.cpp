#include "pnm.hpp"

#include <cctype>
#include <cstdio>
#include <cstdlib>

namespace {

[[noreturn]] void fail(const std::string& path, const char* what) {
  std::fprintf(stderr, "%s: %s\n", path.c_str(), what);
  std::exit(EXIT_FAILURE);
}

/// The next number of a header, after white space and comments; -1 when there is none or it is too long.
std::int32_t read_number(std::FILE* file) {
  int c = std::getc(file);
  while (std::isspace(c) || c == '#') {
    if (c == '#') {
      while (c != '\n' && c != EOF) c = std::getc(file);
    } else {
      c = std::getc(file);
    }
  }
  std::int32_t number = -1;
  for (; std::isdigit(c); c = std::getc(file)) {
    if (number > 9999999) return -1;
    number = (number < 0 ? 0 : number * 10) + (c - '0');
  }
  return number;  // the one character after the number is read, too
}

}  // namespace

Picture::Picture(isopel::Size picture_size, isopel::Format picture_format)
    : size(picture_size),
      format(picture_format),
      pixels(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height) *
             static_cast<std::size_t>(format.channels)) {}

Picture read_pnm(const std::string& path) {
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (file == nullptr) fail(path, "cannot be opened");
  const int letter = std::getc(file), digit = std::getc(file);
  if (letter != 'P' || (digit != '5' && digit != '6')) fail(path, "is not a P5 or P6 file");
  const std::int32_t width = read_number(file), height = read_number(file), most = read_number(file);
  if (width < 1 || height < 1 || std::int64_t{width} * height > 1 << 26) fail(path, "is empty or too large");
  if (most != 255) fail(path, "has samples that are not of 8 bits");

  Picture picture({width, height}, digit == '5' ? isopel::gray8 : isopel::rgb8);
  if (std::fread(picture.pixels.data(), 1, picture.pixels.size(), file) != picture.pixels.size()) {
    fail(path, "ends too early");
  }
  std::fclose(file);
  return picture;
}

void write_pnm(const std::string& path, const Picture& picture) {
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (file == nullptr) fail(path, "cannot be created");
  std::fprintf(file, "P%c\n%ld %ld\n255\n", picture.format.channels == 1 ? '5' : '6',
               static_cast<long>(picture.size.width), static_cast<long>(picture.size.height));
  const bool written = std::fwrite(picture.pixels.data(), 1, picture.pixels.size(), file) == picture.pixels.size();
  if (std::fclose(file) != 0 || !written) fail(path, "cannot be written");
}
