// Pixels in memory, and what can go wrong.
#ifndef ISOPEL_TOOLS_PICTURE_HPP_
#define ISOPEL_TOOLS_PICTURE_HPP_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "isopel/isopel.hpp"

namespace isopel::tools {

/// One sentence, without a full stop; nothing when all is well.
using Problem = std::optional<std::string>;

/// A block of bytes that are not cleared, so that memory is only used where something is written.
struct Bytes {
  std::unique_ptr<std::uint8_t[]> data;
  std::size_t size = 0;

  std::span<std::uint8_t> span() const { return {data.get(), size}; }
};

/// Gets `size` bytes, or says that `what` is too large for this machine.
[[nodiscard]] Problem allocate(const std::string& what, std::uint64_t size, Bytes& out);

/// The most memory that one block may use: half of what the machine has.
[[nodiscard]] std::uint64_t memory_limit();

/// The most channels that files of pictures have.
inline constexpr std::int32_t picture_channels = 4;

/// Pixels; rows and planes without gaps. What is read from a file is u8 or u16, interleaved.
struct Picture {
  Size size;
  Format format;
  Bytes pixels;

  std::size_t row_bytes() const {
    return static_cast<std::size_t>(size.width) * static_cast<std::size_t>(sizes::bytes_per_pixel(format));
  }
  std::uint8_t* row(std::int32_t y) const { return pixels.data.get() + static_cast<std::size_t>(y) * row_bytes(); }
  Image view() const { return {pixels.data.get(), size, static_cast<std::ptrdiff_t>(row_bytes()), format}; }
};

/// Makes a picture without setting its pixels; refuses sides that the engine does not have.
[[nodiscard]] Problem make_picture(std::uint64_t width, std::uint64_t height, const Format& format, Picture& out);

/// "40x23 rgb8".
[[nodiscard]] std::string describe(const Picture& picture);

}  // namespace isopel::tools

#endif  // ISOPEL_TOOLS_PICTURE_HPP_
