#include <algorithm>
#include <cstdio>

#include "commands.hpp"
#include "formats.hpp"
#include "hash.hpp"

namespace isopel::tools {
namespace {

Problem read_raw(const std::string& file, const HashOptions& options, Picture& out) {
  std::vector<std::uint8_t> bytes;
  if (Problem problem = read_bytes(file, bytes)) return problem;
  const std::uint64_t expected = static_cast<std::uint64_t>(options.raw_size.width) *
                                 static_cast<std::uint64_t>(options.raw_size.height) *
                                 static_cast<std::uint64_t>(options.raw_channels);
  if (bytes.size() != expected) {
    return file + ": the file has " + std::to_string(bytes.size()) + " bytes, " +
           std::to_string(options.raw_size.width) + "x" + std::to_string(options.raw_size.height) + " " +
           format_name({Element::u8, options.raw_channels}) + " has " + std::to_string(expected);
  }
  if (Problem problem =
          make_picture(static_cast<std::uint64_t>(options.raw_size.width),
                       static_cast<std::uint64_t>(options.raw_size.height), {Element::u8, options.raw_channels}, out)) {
    return file + ": " + *problem;
  }
  std::copy(bytes.begin(), bytes.end(), out.row(0));
  return {};
}

}  // namespace

int hash_command(const HashOptions& options) {
  int failures = 0;
  for (const std::string& file : options.files) {
    Picture picture;
    FileType type{};
    const Problem problem =
        options.raw_channels != 0 ? read_raw(file, options, picture) : read_picture(file, picture, type);
    if (problem) {
      std::fprintf(stderr, "isopel: %s\n", problem->c_str());
      ++failures;
      continue;
    }
    std::printf("%08x  %s  %s\n", fnv1a(picture.pixels.span()), describe(picture).c_str(), file.c_str());
  }
  return failures;
}

}  // namespace isopel::tools
