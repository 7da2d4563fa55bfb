// JPEG by libjpeg-turbo. Its errors jump (longjmp) back into guarded(); nothing between there and the jump has a
// destructor. Decoding uses the library's defaults: the accurate integer DCT and smooth chroma enlargement.
#include <climits>
#include <csetjmp>
#include <cstdio>
#include <cstring>

#include "codecs.hpp"

extern "C" {
#include <jerror.h>
#include <jpeglib.h>
}

namespace isopel::tools {
namespace {

struct Errors {
  jpeg_error_mgr base;  // first, so that the library's pointer to it is also a pointer to Errors
  std::jmp_buf jump;
  char problem[JMSG_LENGTH_MAX] = "";
};

[[noreturn]] void on_error(j_common_ptr codec) {
  auto* errors = reinterpret_cast<Errors*>(codec->err);
  codec->err->format_message(codec, errors->problem);
  std::longjmp(errors->jump, 1);
}

/// Warnings mean damaged pixels, so they are errors too; but for these three, which leave the pixels alone.
void on_message(j_common_ptr codec, int level) {
  if (level >= 0) return;
  const int code = codec->err->msg_code;
  const bool stuffing = code == JWRN_EXTRANEOUS_DATA && codec->err->msg_parm.i[1] == JPEG_EOI;
  if (code == JWRN_JFIF_MAJOR || code == JWRN_ADOBE_XFORM || stuffing) return;
  on_error(codec);
}

void set_up(Errors& errors) {
  jpeg_std_error(&errors.base);
  errors.base.error_exit = on_error;
  errors.base.emit_message = on_message;
}

struct JpegReader {
  jpeg_decompress_struct codec = {};
  Errors errors;
  std::span<const std::uint8_t> file;
  std::uint8_t* pixels = nullptr;

  JpegReader() {
    set_up(errors);
    codec.err = &errors.base;
  }
  ~JpegReader() { jpeg_destroy_decompress(&codec); }
};

struct JpegWriter {
  jpeg_compress_struct codec = {};
  Errors errors;
  std::FILE* file = nullptr;
  const Picture* picture = nullptr;
  int quality = 0;

  JpegWriter() {
    set_up(errors);
    codec.err = &errors.base;
  }
  ~JpegWriter() { jpeg_destroy_compress(&codec); }
};

/// Runs a step that may jump out; false when it did.
template <class State>
bool guarded(State& state, void (*step)(State&)) {
  if (setjmp(state.errors.jump) != 0) return false;
  step(state);
  return true;
}

void read_header(JpegReader& reader) {
  jpeg_create_decompress(&reader.codec);
  // Progressive files are kept whole in memory; this bounds what a broken header can ask for.
  const std::uint64_t limit = memory_limit();
  reader.codec.mem->max_memory_to_use = static_cast<long>(limit < LONG_MAX ? limit : LONG_MAX);
  jpeg_mem_src(&reader.codec, reader.file.data(), static_cast<unsigned long>(reader.file.size()));
  jpeg_read_header(&reader.codec, TRUE);
}

void read_pixels(JpegReader& reader) {
  jpeg_decompress_struct& codec = reader.codec;
  jpeg_start_decompress(&codec);
  const std::size_t row_bytes = std::size_t{codec.output_width} * static_cast<std::size_t>(codec.output_components);
  while (codec.output_scanline < codec.output_height) {
    JSAMPROW row = reader.pixels + codec.output_scanline * row_bytes;
    jpeg_read_scanlines(&codec, &row, 1);
  }
  jpeg_finish_decompress(&codec);
}

void write_all(JpegWriter& writer) {
  const Picture& picture = *writer.picture;
  jpeg_compress_struct& codec = writer.codec;
  jpeg_create_compress(&codec);
  jpeg_stdio_dest(&codec, writer.file);
  codec.image_width = static_cast<JDIMENSION>(picture.size.width);
  codec.image_height = static_cast<JDIMENSION>(picture.size.height);
  codec.input_components = picture.format.channels;
  codec.in_color_space = picture.format.channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
  jpeg_set_defaults(&codec);
  jpeg_set_quality(&codec, writer.quality, TRUE);
  jpeg_start_compress(&codec, TRUE);
  while (codec.next_scanline < codec.image_height) {
    JSAMPROW row = picture.row(static_cast<std::int32_t>(codec.next_scanline));
    jpeg_write_scanlines(&codec, &row, 1);
  }
  jpeg_finish_compress(&codec);
}

}  // namespace

Problem decode_jpeg(std::span<const std::uint8_t> file, Picture& out) {
  JpegReader reader;
  reader.file = file;
  if (!guarded(reader, read_header)) return "broken JPEG: " + std::string(reader.errors.problem);
  const J_COLOR_SPACE space = reader.codec.jpeg_color_space;
  if (space == JCS_CMYK || space == JCS_YCCK) return "the JPEG is CMYK; only gray and RGB are supported";
  if (space != JCS_GRAYSCALE && space != JCS_YCbCr && space != JCS_RGB) {
    return "the JPEG has " + std::to_string(reader.codec.num_components) +
           " components of an unknown kind; only gray and RGB are supported";
  }
  // A broken header must not allocate: blocks of 8x8, of which 4x4 share one at most, take a bit or more.
  const std::uint64_t pixels = std::uint64_t{reader.codec.image_width} * reader.codec.image_height;
  if (pixels / (8 * 8 * 4 * 4 * 8) > file.size()) {
    return "broken JPEG: " + std::to_string(file.size()) + " bytes are too few for " +
           std::to_string(reader.codec.image_width) + "x" + std::to_string(reader.codec.image_height) + " pixels";
  }
  reader.codec.out_color_space = space == JCS_GRAYSCALE ? JCS_GRAYSCALE : JCS_RGB;
  Picture picture;
  const Format format = space == JCS_GRAYSCALE ? gray8 : rgb8;
  if (Problem problem = make_picture(reader.codec.image_width, reader.codec.image_height, format, picture)) {
    return problem;
  }
  reader.pixels = picture.row(0);
  if (!guarded(reader, read_pixels)) return "broken JPEG: " + std::string(reader.errors.problem);
  out = std::move(picture);
  return {};
}

Problem encode_jpeg(const Picture& picture, int quality, std::FILE* file) {
  JpegWriter writer;
  writer.file = file;
  writer.picture = &picture;
  writer.quality = quality;
  if (!guarded(writer, write_all)) return "writing the JPEG failed: " + std::string(writer.errors.problem);
  return {};
}

}  // namespace isopel::tools
