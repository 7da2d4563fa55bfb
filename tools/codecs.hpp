// What image_file.cpp dispatches to. Decoders take a whole file in memory; encoders write to an open file and leave
// errors of the file itself (a full disk) to the caller, who finds them with ferror.
#ifndef ISOPEL_TOOLS_CODECS_HPP_
#define ISOPEL_TOOLS_CODECS_HPP_

#include <cstdio>

#include "image_file.hpp"

namespace isopel::tools {

[[nodiscard]] Problem decode_png(std::span<const std::uint8_t> file, Picture& out);
[[nodiscard]] Problem decode_jpeg(std::span<const std::uint8_t> file, Picture& out);
[[nodiscard]] Problem decode_pnm(std::span<const std::uint8_t> file, Picture& out);

[[nodiscard]] Problem encode_png(const Picture& picture, std::FILE* file);
[[nodiscard]] Problem encode_jpeg(const Picture& picture, int quality, std::FILE* file);
[[nodiscard]] Problem encode_npy(const Picture& picture, std::FILE* file);
[[nodiscard]] Problem encode_pnm(const Picture& picture, bool as_pam, std::FILE* file);

}  // namespace isopel::tools

#endif  // ISOPEL_TOOLS_CODECS_HPP_
