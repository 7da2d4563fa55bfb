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

/// Eight-bit interleaved pixels; rows without gaps.
struct Picture {
  Size size;
  std::int32_t channels = 0;
  Bytes pixels;

  Format format() const { return {Element::u8, channels}; }
  std::size_t row_bytes() const { return static_cast<std::size_t>(size.width) * static_cast<std::size_t>(channels); }
  std::uint8_t* row(std::int32_t y) const { return pixels.data.get() + static_cast<std::size_t>(y) * row_bytes(); }
  Image view() const { return {pixels.data.get(), size, static_cast<std::ptrdiff_t>(row_bytes()), format()}; }
};

/// Makes a picture without setting its pixels; refuses sides that the engine does not have.
[[nodiscard]] Problem make_picture(std::uint64_t width, std::uint64_t height, std::int32_t channels, Picture& out);

/// "gray8", "gray_alpha8", "rgb8" or "rgba8".
[[nodiscard]] const char* format_name(std::int32_t channels);
/// "40x23 rgb8".
[[nodiscard]] std::string describe(const Picture& picture);

}  // namespace isopel::tools

#endif  // ISOPEL_TOOLS_PICTURE_HPP_
