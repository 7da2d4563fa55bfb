#include "image_file.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <functional>

#include "codecs.hpp"
#include "formats.hpp"
#include "named.hpp"

namespace isopel::tools {
namespace {

namespace fs = std::filesystem;

constexpr Named<FileType> file_types[] = {
    {"png", FileType::png}, {"jpg", FileType::jpg}, {"jpeg", FileType::jpg},
    {"pnm", FileType::pnm}, {"pgm", FileType::pgm}, {"ppm", FileType::ppm},
    {"pam", FileType::pam}, {"npy", FileType::npy}, {"bin", FileType::bin},
};

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return text;
}

std::string input_name(const std::string& file) { return file == "-" ? "standard input" : file; }
std::string output_name(const std::string& file) { return file == "-" ? "standard output" : file; }

bool starts_with(std::span<const std::uint8_t> bytes, std::string_view magic) {
  return bytes.size() >= magic.size() && std::memcmp(bytes.data(), magic.data(), magic.size()) == 0;
}

/// Whether all that was written has arrived.
Problem finish(std::FILE* file) {
  if (std::fflush(file) == 0 && std::ferror(file) == 0) return {};
  return std::string("writing failed: ") + std::strerror(errno != 0 ? errno : EIO);
}

Problem encode(FileType type, const Picture& picture, int quality, std::FILE* file) {
  errno = 0;
  Problem problem;
  switch (type) {
    case FileType::png:
      problem = encode_png(picture, file);
      break;
    case FileType::jpg:
      problem = encode_jpeg(picture, quality, file);
      break;
    case FileType::pnm:
    case FileType::pgm:
    case FileType::ppm:
      problem = encode_pnm(picture, picture.format.channels % 2 == 0, file);
      break;
    case FileType::pam:
      problem = encode_pnm(picture, true, file);
      break;
    case FileType::npy:
      problem = encode_npy(picture, file);
      break;
    case FileType::bin:
      std::fwrite(picture.row(0), 1, picture.pixels.size, file);
      break;
  }
  if (Problem failed = finish(file)) return failed;
  return problem;
}

/// Opens a new file with a name of its own in `folder`.
std::FILE* open_temporary(const fs::path& folder, fs::path& path) {
  for (int number = 0; number < 1000; ++number) {
    path = folder / (".isopel-" + std::to_string(number) + ".tmp");
    std::FILE* file = std::fopen(path.c_str(), "wbx");
    if (file != nullptr || errno != EEXIST) return file;
  }
  return nullptr;
}

/// What goes into a file.
using Writer = std::function<Problem(std::FILE*)>;

Problem write_and_close(std::FILE* file, const Writer& write) {
  Problem problem = write(file);
  if (std::fclose(file) != 0 && !problem) problem = std::string("writing failed: ") + std::strerror(errno);
  return problem;
}

Problem write_file(const std::string& name, const Writer& write) {
  std::error_code error;
  fs::path target(name);
  const fs::file_status status = fs::status(target, error);
  if (fs::is_directory(status)) return "this is a folder";
  if (fs::exists(status)) {
    if (!fs::is_regular_file(status)) {  // a device or a pipe is not replaced, but written to
      std::FILE* file = std::fopen(name.c_str(), "wb");
      if (file == nullptr) return std::string("could not open it for writing: ") + std::strerror(errno);
      return write_and_close(file, write);
    }
    target = fs::canonical(target, error);  // the file that a link points to
    if (error) return error.message();
  }
  fs::path temporary;
  std::FILE* file = open_temporary(target.parent_path(), temporary);
  if (file == nullptr) return std::string("could not write a file there: ") + std::strerror(errno);
  Problem problem;
  if (fs::exists(status)) {  // who could not read the old file cannot read the new one
    fs::permissions(temporary, status.permissions(), error);
    if (error) problem = "could not keep the permissions of the old file: " + error.message();
  }
  Problem written = write_and_close(file, write);
  if (!problem) problem = written;
  if (!problem) {
    fs::rename(temporary, target, error);
    if (error) problem = "could not rename the finished file: " + error.message();
  }
  if (problem) fs::remove(temporary, error);
  return problem;
}

Problem write_output(const std::string& name, const Writer& write) {
  Problem problem = name == "-" ? write(stdout) : write_file(name, write);
  if (problem) return output_name(name) + ": " + *problem;
  return {};
}

}  // namespace

Problem parse_file_type(const std::string& name, FileType& out) { return parse(file_types, name, out); }

Problem file_type_of(const std::string& file, FileType& out) {
  const std::string ending = lower(fs::path(file).extension().string());
  if (!ending.empty() && !parse_file_type(ending.substr(1), out)) return {};
  return file + ": the name does not end in .png, .jpg, .pnm, .pgm, .ppm, .pam, .npy or .bin; --format says the type";
}

Problem check_file_type(FileType type, const Format& format) {
  if (type == FileType::npy || type == FileType::bin) return {};
  const std::string name = format_name(format);
  const bool deep = format.element == Element::u16;
  if ((format.element != Element::u8 && !deep) || format.layout != Layout::interleaved ||
      format.channels > picture_channels) {
    return "pictures hold u8 and u16 samples in the layout hwc, not " + name + "; npy and bin hold it";
  }
  if (type == FileType::jpg && (deep || format.channels % 2 == 0)) {
    return "JPEG holds gray8 and rgb8, not " + name + "; png, pnm and pam hold it";
  }
  if (type == FileType::png && format.maximum != 0) return "PNG holds 0..65535, not " + name + "; pnm and pam hold it";
  if (type == FileType::pgm && format.channels != 1) return "PGM holds gray, not " + name + "; pnm holds it";
  if (type == FileType::ppm && format.channels != 3) return "PPM holds rgb, not " + name + "; pnm holds it";
  return {};
}

Problem read_bytes(const std::string& name, std::vector<std::uint8_t>& out) {
  std::FILE* file = name == "-" ? stdin : std::fopen(name.c_str(), "rb");
  if (file == nullptr) return input_name(name) + ": " + std::strerror(errno);
  Problem problem;
  const std::uint64_t limit = memory_limit();
  std::vector<std::uint8_t> bytes;
  for (std::size_t used = 0;;) {
    bytes.resize(std::max<std::size_t>(1 << 16, used + used / 2));
    errno = 0;
    used += std::fread(bytes.data() + used, 1, bytes.size() - used, file);
    if (used == bytes.size() && used <= limit) continue;
    if (used > limit) problem = input_name(name) + ": the file is larger than " + std::to_string(limit) + " bytes";
    if (std::ferror(file) != 0) problem = input_name(name) + ": " + std::strerror(errno != 0 ? errno : EIO);
    bytes.resize(used);
    break;
  }
  if (file != stdin) std::fclose(file);
  if (!problem) out = std::move(bytes);
  return problem;
}

Problem decode(std::span<const std::uint8_t> bytes, Picture& out, FileType& type) {
  if (bytes.empty()) return "the file is empty";
  if (starts_with(bytes, "\x89PNG")) {
    type = FileType::png;
    return decode_png(bytes, out);
  }
  if (starts_with(bytes, "\xff\xd8")) {
    type = FileType::jpg;
    return decode_jpeg(bytes, out);
  }
  if (bytes.size() >= 2 && bytes[0] == 'P' && bytes[1] >= '1' && bytes[1] <= '7') {
    type = bytes[1] == '7' ? FileType::pam : FileType::pnm;
    return decode_pnm(bytes, out);
  }
  return "this is not a PNG, JPEG or PNM file";
}

Problem read_picture(const std::string& file, Picture& out, FileType& type) {
  std::vector<std::uint8_t> bytes;
  if (Problem problem = read_bytes(file, bytes)) return problem;
  if (Problem problem = decode(bytes, out, type)) return input_name(file) + ": " + *problem;
  return {};
}

Problem write_picture(const std::string& file, FileType type, const Picture& picture, int quality) {
  if (Problem problem = check_file_type(type, picture.format)) return output_name(file) + ": " + *problem;
  return write_output(file, [&](std::FILE* out) { return encode(type, picture, quality, out); });
}

Problem write_text(const std::string& file, const std::string& text) {
  return write_output(file, [&](std::FILE* out) {
    std::fwrite(text.data(), 1, text.size(), out);
    return finish(out);
  });
}

}  // namespace isopel::tools
