// Pictures in files: PNG, JPEG and PNM; results of any format also in .npy and .bin files. "-" is the standard input or
// output.
#ifndef ISOPEL_TOOLS_IMAGE_FILE_HPP_
#define ISOPEL_TOOLS_IMAGE_FILE_HPP_

#include <string>
#include <vector>

#include "picture.hpp"

namespace isopel::tools {

/// `pnm` is whichever of pgm, ppm and pam fits the pixels.
/// `npy` is NumPy's, `bin` the bare bytes; both are only written.
enum class FileType { png, jpg, pnm, pgm, ppm, pam, npy, bin };

/// "png", "jpg" (or "jpeg"), "pnm", "pgm", "ppm", "pam", "npy" or "bin".
[[nodiscard]] Problem parse_file_type(const std::string& name, FileType& out);

/// The type that a file name's ending stands for.
[[nodiscard]] Problem file_type_of(const std::string& file, FileType& out);

/// Whether a type can hold such pixels; the sentence says what can instead.
[[nodiscard]] Problem check_file_type(FileType type, const Format& format);

/// Reads a whole file.
[[nodiscard]] Problem read_bytes(const std::string& file, std::vector<std::uint8_t>& out);

/// Decodes a whole file; its first bytes tell the type. `out` is unchanged if there is a problem.
[[nodiscard]] Problem decode(std::span<const std::uint8_t> file, Picture& out, FileType& type);

/// Reads and decodes a picture.
[[nodiscard]] Problem read_picture(const std::string& file, Picture& out, FileType& type);

/// Writes a picture under a temporary name beside `file` and renames it at the end, so that a failure leaves nothing.
/// `quality` 1..100 is for JPEG.
[[nodiscard]] Problem write_picture(const std::string& file, FileType type, const Picture& picture, int quality);
/// The same for a text.
[[nodiscard]] Problem write_text(const std::string& file, const std::string& text);

}  // namespace isopel::tools

#endif  // ISOPEL_TOOLS_IMAGE_FILE_HPP_
