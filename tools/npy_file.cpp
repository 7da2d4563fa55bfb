// NumPy's files, version 1.0: a header of text, then the samples as they are in memory.
#include <bit>

#include "codecs.hpp"

namespace isopel::tools {
namespace {

constexpr char native = std::endian::native == std::endian::little ? '<' : '>';

/// NumPy's name for a sample; a pixel of RGB565 is one of 16 bits.
std::string type_of(Element element) {
  switch (element) {
    case Element::u8:
      return "|u1";
    case Element::i8:
      return "|i1";
    case Element::u16:
      return std::string(1, native) + "u2";
    case Element::f32:
      return std::string(1, native) + "f4";
    case Element::f16:
      return std::string(1, native) + "f2";
    case Element::rgb565:
      return "<u2";
    case Element::rgb565_be:
      return ">u2";
  }
  return "";
}

std::string shape_of(const Picture& picture) {
  const std::string sides = std::to_string(picture.size.height) + ", " + std::to_string(picture.size.width);
  if (sizes::is_rgb565(picture.format.element)) return sides;
  const std::string channels = std::to_string(picture.format.channels);
  return picture.format.layout == Layout::planar ? channels + ", " + sides : sides + ", " + channels;
}

}  // namespace

Problem encode_npy(const Picture& picture, std::FILE* file) {
  constexpr std::size_t start = 10, alignment = 64;  // of the text, and of the samples
  std::string header = "{'descr': '" + type_of(picture.format.element) + "', 'fortran_order': False, 'shape': (" +
                       shape_of(picture) + "), }";
  header.append(alignment - 1 - (start + header.size()) % alignment, ' ');
  header += '\n';
  std::fputs("\x93NUMPY\x01", file);
  for (const std::size_t byte : {std::size_t{0}, header.size() % 256, header.size() / 256}) {
    std::fputc(static_cast<int>(byte), file);
  }
  std::fwrite(header.data(), 1, header.size(), file);
  std::fwrite(picture.row(0), 1, picture.pixels.size, file);
  return {};
}

}  // namespace isopel::tools
