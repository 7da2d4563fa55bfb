// PNG by libpng. Its errors jump (longjmp) back into guarded(); nothing between there and the jump has a destructor.
#include <png.h>

#include <bit>
#include <csetjmp>
#include <cstring>

#include "codecs.hpp"

namespace isopel::tools {
namespace {

constexpr std::size_t problem_size = 200;

struct PngReader {
  png_structp png = nullptr;
  png_infop info = nullptr;
  std::span<const std::uint8_t> rest;  ///< bytes of the file that libpng has not taken yet
  char problem[problem_size] = "";
  png_uint_32 width = 0, height = 0;
  int bit_depth = 0, color_type = 0, passes = 1;
  std::uint8_t* pixels = nullptr;
  std::size_t row_bytes = 0;

  ~PngReader() { png_destroy_read_struct(&png, &info, nullptr); }
};

struct PngWriter {
  png_structp png = nullptr;
  png_infop info = nullptr;
  std::FILE* file = nullptr;
  const Picture* picture = nullptr;
  char problem[problem_size] = "";

  ~PngWriter() { png_destroy_write_struct(&png, &info); }
};

[[noreturn]] void on_error(png_structp png, png_const_charp text) {
  char* problem = static_cast<char*>(png_get_error_ptr(png));
  std::strncpy(problem, text, problem_size - 1);
  png_longjmp(png, 1);
}

void on_warning(png_structp, png_const_charp) {}

void take_bytes(png_structp png, png_bytep out, std::size_t count) {
  auto& rest = static_cast<PngReader*>(png_get_io_ptr(png))->rest;
  if (count > rest.size()) png_error(png, "the file ends too early");
  std::memcpy(out, rest.data(), count);
  rest = rest.subspan(count);
}

/// Runs a step that may jump out; false when it did.
template <class State>
bool guarded(State& state, void (*step)(State&)) {
  if (setjmp(png_jmpbuf(state.png)) != 0) return false;
  step(state);
  return true;
}

void read_header(PngReader& reader) {
  png_set_read_fn(reader.png, &reader, take_bytes);
  png_set_user_limits(reader.png, 0x7fffffff, 0x7fffffff);  // our own limits come with better sentences
  // Texts, profiles and the like are skipped: libpng would get as much memory as a broken one says it is long.
  png_set_keep_unknown_chunks(reader.png, PNG_HANDLE_CHUNK_NEVER, nullptr, -1);
  png_read_info(reader.png, reader.info);
  png_get_IHDR(reader.png, reader.info, &reader.width, &reader.height, &reader.bit_depth, &reader.color_type, nullptr,
               nullptr, nullptr);
}

/// The high byte of a sample comes first in a PNG.
constexpr bool swaps = std::endian::native == std::endian::little;

/// Palettes, transparent colours and samples of 1, 2 and 4 bits become whole samples; nothing is lost.
void start_pixels(PngReader& reader) {
  if (swaps && reader.bit_depth == 16) png_set_swap(reader.png);
  png_set_expand(reader.png);
  reader.passes = png_set_interlace_handling(reader.png);
  png_read_update_info(reader.png, reader.info);
}

void read_pixels(PngReader& reader) {
  for (int pass = 0; pass < reader.passes; ++pass) {
    for (png_uint_32 y = 0; y < reader.height; ++y) {
      png_read_row(reader.png, reader.pixels + y * reader.row_bytes, nullptr);
    }
  }
  png_read_end(reader.png, nullptr);
}

void write_all(PngWriter& writer) {
  static constexpr int color_types[] = {PNG_COLOR_TYPE_GRAY, PNG_COLOR_TYPE_GRAY_ALPHA, PNG_COLOR_TYPE_RGB,
                                        PNG_COLOR_TYPE_RGB_ALPHA};
  const Picture& picture = *writer.picture;
  const bool deep = picture.format.element == Element::u16;
  png_init_io(writer.png, writer.file);
  png_set_user_limits(writer.png, ISOPEL_MAX_SIDE, ISOPEL_MAX_SIDE);
  png_set_IHDR(writer.png, writer.info, static_cast<png_uint_32>(picture.size.width),
               static_cast<png_uint_32>(picture.size.height), deep ? 16 : 8, color_types[picture.format.channels - 1],
               PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_write_info(writer.png, writer.info);
  if (swaps && deep) png_set_swap(writer.png);
  for (std::int32_t y = 0; y < picture.size.height; ++y) png_write_row(writer.png, picture.row(y));
  png_write_end(writer.png, nullptr);
}

}  // namespace

Problem decode_png(std::span<const std::uint8_t> file, Picture& out) {
  PngReader reader;
  reader.rest = file;
  reader.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, reader.problem, on_error, on_warning);
  if (reader.png != nullptr) reader.info = png_create_info_struct(reader.png);
  if (reader.info == nullptr) return "libpng could not start";
  if (!guarded(reader, read_header)) return "broken PNG: " + std::string(reader.problem);
  if (reader.width > ISOPEL_MAX_SIDE || reader.height > ISOPEL_MAX_SIDE) {
    Picture none;
    return make_picture(reader.width, reader.height, gray8, none);
  }
  // A broken header must not allocate: deflate packs at most 1032 bytes into one.
  const std::uint64_t packed = (std::uint64_t{1} + png_get_rowbytes(reader.png, reader.info)) * reader.height;
  if (packed / 1032 > file.size()) {
    return "broken PNG: " + std::to_string(file.size()) + " bytes are too few for " + std::to_string(reader.width) +
           "x" + std::to_string(reader.height) + " pixels";
  }
  if (!guarded(reader, start_pixels)) return "broken PNG: " + std::string(reader.problem);
  Picture picture;
  const Format format{reader.bit_depth == 16 ? Element::u16 : Element::u8, png_get_channels(reader.png, reader.info)};
  if (Problem problem = make_picture(reader.width, reader.height, format, picture)) return problem;
  reader.pixels = picture.row(0);
  reader.row_bytes = picture.row_bytes();
  if (!guarded(reader, read_pixels)) return "broken PNG: " + std::string(reader.problem);
  out = std::move(picture);
  return {};
}

Problem encode_png(const Picture& picture, std::FILE* file) {
  PngWriter writer;
  writer.picture = &picture;
  writer.file = file;
  writer.png = png_create_write_struct(PNG_LIBPNG_VER_STRING, writer.problem, on_error, on_warning);
  if (writer.png != nullptr) writer.info = png_create_info_struct(writer.png);
  if (writer.info == nullptr) return "libpng could not start";
  if (!guarded(writer, write_all)) return "writing the PNG failed: " + std::string(writer.problem);
  return {};
}

}  // namespace isopel::tools
