// Netpbm files with samples of 8 or 16 bits: P5 (gray), P6 (RGB), P7 (PAM: 1 to 4 channels).
#include <algorithm>
#include <charconv>
#include <cstring>

#include "codecs.hpp"

namespace isopel::tools {
namespace {

constexpr const char* tuple_types[] = {"GRAYSCALE", "GRAYSCALE_ALPHA", "RGB", "RGB_ALPHA"};

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/// A header is text; it ends where the pixels begin.
class Text {
 public:
  explicit Text(std::span<const std::uint8_t> file) : rest_(reinterpret_cast<const char*>(file.data()), file.size()) {}

  /// The next word after white space and comments.
  std::string_view word() {
    for (;;) {
      while (!rest_.empty() && is_space(rest_.front())) rest_.remove_prefix(1);
      if (rest_.empty() || rest_.front() != '#') break;
      line();
    }
    const auto end = std::find_if(rest_.begin(), rest_.end(), [](char c) { return is_space(c) || c == '#'; });
    return take(static_cast<std::size_t>(end - rest_.begin()));
  }

  /// What is left of the line, without its end.
  std::string_view line() {
    const std::string_view text = take(std::min(rest_.find('\n'), rest_.size()));
    skip(1);
    return text;
  }

  void skip(std::size_t count) { take(std::min(count, rest_.size())); }
  std::string_view rest() const { return rest_; }

 private:
  std::string_view take(std::size_t count) {
    const std::string_view text = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return text;
  }
  std::string_view rest_;
};

struct Header {
  std::uint64_t width = 0, height = 0, depth = 0, maxval = 0;
};

/// A word of the file as a message can show it.
std::string quoted(std::string_view word) {
  std::string text(word.substr(0, 40));
  std::replace_if(text.begin(), text.end(), [](char c) { return c < ' ' || c > '~'; }, '?');
  return "\"" + text + "\"";
}

Problem parse_number(const char* what, std::string_view word, std::uint64_t& out) {
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), out);
  if (error == std::errc() && end == word.data() + word.size() && out <= 0xffffffff) return {};
  if (word.empty()) return "broken PNM: the file ends in the header";
  return std::string("broken PNM: the ") + what + " is " + quoted(word);
}

Problem parse_plain(Text& text, Header& header) {
  if (Problem problem = parse_number("width", text.word(), header.width)) return problem;
  if (Problem problem = parse_number("height", text.word(), header.height)) return problem;
  if (Problem problem = parse_number("largest sample value", text.word(), header.maxval)) return problem;
  if (text.rest().empty()) return "broken PNM: the file ends in the header";
  if (!is_space(text.rest().front())) return "broken PNM: no white space after the header";
  text.skip(1);
  return {};
}

Problem parse_pam(Text& text, Header& header) {
  std::string type;
  for (;;) {
    const std::string_view key = text.word();
    Problem problem;
    if (key == "ENDHDR") {
      text.line();
      break;
    } else if (key == "WIDTH") {
      problem = parse_number("width", text.word(), header.width);
    } else if (key == "HEIGHT") {
      problem = parse_number("height", text.word(), header.height);
    } else if (key == "DEPTH") {
      problem = parse_number("depth", text.word(), header.depth);
    } else if (key == "MAXVAL") {
      problem = parse_number("largest sample value", text.word(), header.maxval);
    } else if (key == "TUPLTYPE") {
      type = text.word();
    } else if (key.empty()) {
      problem = "broken PNM: the file ends in the header";
    } else {
      problem = "broken PNM: unknown header line " + quoted(key);
    }
    if (problem) return problem;
  }
  if (header.depth < 1 || header.depth > picture_channels) {
    return "the PAM has " + std::to_string(header.depth) + " channels; 1..4 are supported";
  }
  if (!type.empty() && type != tuple_types[header.depth - 1]) {
    return "the PAM has the tuple type " + quoted(type) + " with " + std::to_string(header.depth) +
           " channels; GRAYSCALE, GRAYSCALE_ALPHA, RGB and RGB_ALPHA with 1..4 channels are supported";
  }
  return {};
}

/// Samples of 16 bits have their high byte first in the file.
std::uint16_t sample_at(const std::uint8_t* bytes) { return static_cast<std::uint16_t>(bytes[0] << 8 | bytes[1]); }

/// From the file's order to that of this machine.
Problem load_words(std::span<std::uint8_t> pixels, std::uint64_t maxval) {
  for (std::size_t i = 0; i < pixels.size(); i += 2) {
    const std::uint16_t sample = sample_at(&pixels[i]);
    if (sample > maxval) {
      return "broken PNM: a sample is " + std::to_string(sample) + ", the largest value " + std::to_string(maxval);
    }
    std::memcpy(&pixels[i], &sample, sizeof sample);
  }
  return {};
}

void write_words(std::span<const std::uint8_t> row, std::FILE* file) {
  std::vector<std::uint8_t> bytes(row.size());
  for (std::size_t i = 0; i < row.size(); i += 2) {
    std::uint16_t sample = 0;
    std::memcpy(&sample, &row[i], sizeof sample);
    bytes[i] = static_cast<std::uint8_t>(sample >> 8);
    bytes[i + 1] = static_cast<std::uint8_t>(sample & 255);
  }
  std::fwrite(bytes.data(), 1, bytes.size(), file);
}

}  // namespace

Problem decode_pnm(std::span<const std::uint8_t> file, Picture& out) {
  Text text(file);
  const std::string_view magic = text.word();
  Header header;
  Problem problem;
  if (magic == "P5" || magic == "P6") {
    header.depth = magic == "P5" ? 1 : 3;
    problem = parse_plain(text, header);
  } else if (magic == "P7") {
    problem = parse_pam(text, header);
  } else {
    problem = "the PNM is " + std::string(magic.substr(0, 2)) + "; the binary P5, P6 and P7 are supported";
  }
  if (problem) return problem;
  if (header.maxval < 255 || header.maxval > 65535) {
    return "the PNM's largest sample value is " + std::to_string(header.maxval) + "; 255..65535 are supported";
  }
  const bool deep = header.maxval > 255;
  // The file's length first: a broken header must not allocate.
  const std::string_view pixels = text.rest();
  Picture picture;
  if (header.width >= 1 && header.width <= ISOPEL_MAX_SIDE && header.height >= 1 && header.height <= ISOPEL_MAX_SIDE) {
    const std::uint64_t expected = header.width * header.height * header.depth * (deep ? 2 : 1);
    if (pixels.size() != expected) {
      return "broken PNM: " + std::to_string(expected) + " bytes of pixels are expected, the file has " +
             std::to_string(pixels.size());
    }
  }
  Format format{deep ? Element::u16 : Element::u8, static_cast<std::int32_t>(header.depth)};
  if (deep && header.maxval != 65535) format.maximum = static_cast<std::int32_t>(header.maxval);
  problem = make_picture(header.width, header.height, format, picture);
  if (problem) return problem;
  std::memcpy(picture.row(0), pixels.data(), pixels.size());
  if (deep) problem = load_words(picture.pixels.span(), header.maxval);
  if (problem) return problem;
  out = std::move(picture);
  return {};
}

Problem encode_pnm(const Picture& picture, bool as_pam, std::FILE* file) {
  const std::int32_t channels = picture.format.channels;
  const bool deep = picture.format.element == Element::u16;
  const std::int32_t maxval = deep ? sizes::largest_value(picture.format) : 255;
  if (as_pam) {
    std::fprintf(file, "P7\nWIDTH %d\nHEIGHT %d\nDEPTH %d\nMAXVAL %d\nTUPLTYPE %s\nENDHDR\n", picture.size.width,
                 picture.size.height, channels, maxval, tuple_types[channels - 1]);
  } else {
    std::fprintf(file, "P%d\n%d %d\n%d\n", channels == 1 ? 5 : 6, picture.size.width, picture.size.height, maxval);
  }
  if (!deep) {
    std::fwrite(picture.row(0), 1, picture.pixels.size, file);
    return {};
  }
  for (std::int32_t y = 0; y < picture.size.height; ++y) write_words({picture.row(y), picture.row_bytes()}, file);
  return {};
}

}  // namespace isopel::tools
