#include <algorithm>
#include <filesystem>

#include "commands.hpp"
#include "font.hpp"
#include "formats.hpp"

namespace isopel::tools {
namespace {

constexpr std::int64_t margin = 8;      ///< around and between the cells
constexpr std::int64_t text_scale = 2;  ///< of the captions
constexpr std::int64_t text_height = glyph_height * text_scale + 4;

struct Cell {
  Picture picture;
  std::string caption;

  std::int64_t text_width() const { return static_cast<std::int64_t>(caption.size()) * glyph_pitch * text_scale; }
};

/// Where the columns or rows start; the last entry is where the next one would.
using Starts = std::vector<std::int64_t>;

void accumulate(Starts& lengths) {
  std::int64_t start = margin;
  for (std::int64_t& length : lengths) {
    const std::int64_t next = start + length + margin;
    length = start;
    start = next;
  }
  lengths.push_back(start);
}

std::uint8_t* pixel(const Picture& sheet, std::int64_t x, std::int64_t y) {
  return sheet.row(static_cast<std::int32_t>(y)) + 3 * x;
}

/// Gray becomes RGB; what is transparent shows white.
void convert(const std::uint8_t* src, std::int32_t channels, std::uint8_t* dst) {
  const bool color = channels >= 3, alpha = channels % 2 == 0;
  const int opacity = alpha ? src[channels - 1] : 255;
  for (int c = 0; c < 3; ++c) {
    const int sample = src[color ? c : 0];
    dst[c] = static_cast<std::uint8_t>((sample * opacity + 255 * (255 - opacity) + 127) / 255);
  }
}

void draw_picture(const Picture& sheet, const Picture& picture, std::int64_t left, std::int64_t top, int scale) {
  for (std::int64_t y = 0; y < std::int64_t{picture.size.height} * scale; ++y) {
    const std::uint8_t* src = picture.row(static_cast<std::int32_t>(y / scale));
    for (std::int64_t x = 0; x < std::int64_t{picture.size.width} * scale; ++x) {
      convert(src + x / scale * picture.format.channels, picture.format.channels, pixel(sheet, left + x, top + y));
    }
  }
}

void draw_text(const Picture& sheet, const std::string& text, std::int64_t left, std::int64_t top) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::int64_t start = left + static_cast<std::int64_t>(i) * glyph_pitch * text_scale;
    for (std::int64_t y = 0; y < glyph_height * text_scale; ++y) {
      for (std::int64_t x = 0; x < glyph_width * text_scale; ++x) {
        if (!glyph_pixel(text[i], static_cast<int>(x / text_scale), static_cast<int>(y / text_scale))) continue;
        std::fill_n(pixel(sheet, start + x, top + y), 3, std::uint8_t{0});
      }
    }
  }
}

}  // namespace

Problem sheet_command(const SheetOptions& options) {
  FileType type{};
  if (options.format) {
    type = *options.format;
  } else if (options.out == "-") {
    type = FileType::png;
  } else if (Problem problem = file_type_of(options.out, type)) {
    return problem;
  }
  if (Problem problem = check_file_type(type, rgb8)) return options.out + ": " + *problem;

  const std::size_t columns = std::min(static_cast<std::size_t>(options.columns), options.files.size());
  std::vector<Cell> cells(options.files.size());
  Starts x(columns), y((cells.size() + columns - 1) / columns);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    Cell& cell = cells[i];
    FileType unused{};
    if (Problem problem = read_picture(options.files[i], cell.picture, unused)) return problem;
    if (cell.picture.format.element != Element::u8) {
      return options.files[i] + ": a sheet takes pictures of 8 bits, not " + format_name(cell.picture.format);
    }
    cell.caption = std::filesystem::path(options.files[i]).stem().string();
    const std::int64_t width = std::max(std::int64_t{cell.picture.size.width} * options.scale, cell.text_width());
    const std::int64_t height = std::int64_t{cell.picture.size.height} * options.scale + text_height;
    x[i % columns] = std::max(x[i % columns], width);
    y[i / columns] = std::max(y[i / columns], height);
  }
  accumulate(x);
  accumulate(y);

  Picture sheet;
  if (Problem problem =
          make_picture(static_cast<std::uint64_t>(x.back()), static_cast<std::uint64_t>(y.back()), rgb8, sheet)) {
    return options.out + ": " + *problem;
  }
  std::ranges::fill(sheet.pixels.span(), std::uint8_t{255});
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::int64_t left = x[i % columns], top = y[i / columns];
    draw_text(sheet, cells[i].caption, left, top);
    draw_picture(sheet, cells[i].picture, left, top + text_height, options.scale);
  }
  return write_picture(options.out, type, sheet, options.quality);
}

}  // namespace isopel::tools
