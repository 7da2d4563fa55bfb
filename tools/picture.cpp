#include "picture.hpp"

#include <new>

#include "formats.hpp"

#if __has_include(<unistd.h>)
#include <unistd.h>
#endif

namespace isopel::tools {

std::uint64_t memory_limit() {
#ifdef _SC_PHYS_PAGES
  const long pages = sysconf(_SC_PHYS_PAGES), page_size = sysconf(_SC_PAGESIZE);
  if (pages > 0 && page_size > 0) return static_cast<std::uint64_t>(pages) * static_cast<std::uint64_t>(page_size) / 2;
#endif
  return std::uint64_t{1} << 31;
}

Problem allocate(const std::string& what, std::uint64_t size, Bytes& out) {
  if (size > memory_limit()) {
    return what + " needs " + std::to_string(size) + " bytes; the limit on this machine is " +
           std::to_string(memory_limit());
  }
  std::unique_ptr<std::uint8_t[]> data(new (std::nothrow) std::uint8_t[static_cast<std::size_t>(size)]);
  if (data == nullptr) return "out of memory: " + what + " needs " + std::to_string(size) + " bytes";
  out = {std::move(data), static_cast<std::size_t>(size)};
  return {};
}

Problem make_picture(std::uint64_t width, std::uint64_t height, const Format& format, Picture& out) {
  const std::string sides = std::to_string(width) + "x" + std::to_string(height);
  if (width < 1 || width > ISOPEL_MAX_SIDE || height < 1 || height > ISOPEL_MAX_SIDE) {
    return "a picture of " + sides + " has a side outside 1.." + std::to_string(ISOPEL_MAX_SIDE);
  }
  const auto pixel_bytes = static_cast<std::uint64_t>(sizes::bytes_per_pixel(format) * sizes::planes(format));
  Picture picture;
  picture.size = {static_cast<std::int32_t>(width), static_cast<std::int32_t>(height)};
  picture.format = format;
  if (Problem problem =
          allocate("a picture of " + sides + " " + format_name(format), width * height * pixel_bytes, picture.pixels)) {
    return problem;
  }
  out = std::move(picture);
  return {};
}

std::string describe(const Picture& picture) {
  return std::to_string(picture.size.width) + "x" + std::to_string(picture.size.height) + " " +
         format_name(picture.format);
}

}  // namespace isopel::tools
