// Any bytes as an image file of the command: a whole picture or a message; never a crash, and never memory that the
// file is too short to fill. A PNG is also tried with its checksums set right, which no mutation would find.
#include <zlib.h>

#include <vector>

#include "fuzzer.hpp"
#include "image_file.hpp"

namespace isopel::fuzz {
namespace {

void try_file(std::span<const std::uint8_t> bytes) {
  tools::Picture picture;
  tools::FileType type = {};
  if (const tools::Problem problem = tools::decode(bytes, picture, type)) {
    expect(!problem->empty(), "a refusal without a sentence");
    expect(picture.pixels.size == 0, "a refused file left pixels");
    return;
  }
  const Size size = picture.size;
  expect(size.width >= 1 && size.height >= 1 && size.width <= ISOPEL_MAX_SIDE && size.height <= ISOPEL_MAX_SIDE,
         "a picture with a side that the engine does not have");
  expect(sizes::is_format(picture.format), "a picture of no format");
  expect(picture.pixels.size == picture.row_bytes() * static_cast<std::size_t>(size.height), "pixels are missing");
  expect(picture.pixels.size / 100000 <= bytes.size(), "a picture that the file cannot hold");
  if (picture.format.element != Element::u16) return;
  for (std::size_t at = 0; at < picture.pixels.size; at += 2) {
    const std::uint8_t* sample = picture.row(0) + at;
    const int value = sample[0] | sample[1] << 8;
    expect(value <= sizes::largest_value(picture.format), "a sample above the largest");
  }
}

/// Of the chunks of a PNG.
std::vector<std::uint8_t> with_checksums(std::span<const std::uint8_t> bytes) {
  std::vector<std::uint8_t> out(bytes.begin(), bytes.end());
  const auto word = [&](std::size_t at) {
    return std::size_t{out[at]} << 24 | std::size_t{out[at + 1]} << 16 | std::size_t{out[at + 2]} << 8 | out[at + 3];
  };
  for (std::size_t at = 8; at + 12 <= out.size();) {
    const std::size_t length = word(at);
    if (length > out.size() - at - 12) break;
    const auto sum = static_cast<std::uint32_t>(crc32(0, &out[at + 4], static_cast<unsigned>(length + 4)));
    for (std::size_t i = 0; i < 4; ++i) out[at + 8 + length + i] = static_cast<std::uint8_t>(sum >> (24 - 8 * i));
    at += length + 12;
  }
  return out;
}

}  // namespace

void try_bytes(std::span<const std::uint8_t> bytes) {
  try_file(bytes);
  if (bytes.size() > 8 && bytes[0] == 0x89) try_file(with_checksums(bytes));
}

}  // namespace isopel::fuzz
