// The command line of `isopel`.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <new>

#include "commands.hpp"
#include "rules.hpp"

namespace isopel::tools {
namespace {

constexpr int exit_ok = 0, exit_failure = 1, exit_usage = 2;

int report(const Problem& problem) {
  if (!problem) return exit_ok;
  std::fprintf(stderr, "isopel: %s\n", problem->c_str());
  return exit_failure;
}

/// An option or positional whose text is read by one of our parsers; a bad text is a usage error.
template <class Value, class Parser>
CLI::Option* add_parsed(CLI::App& app, const std::string& name, Value& value, Parser parser, const std::string& text,
                        const std::string& type, const std::string& initial = "") {
  CLI::Option* option = app.add_option_function<std::string>(
      name,
      [&value, parser, name](const std::string& word) {
        if (Problem problem = parser(word, value)) throw CLI::ValidationError(name, *problem);
      },
      text);
  option->type_name(type)->trigger_on_parse();
  if (!initial.empty()) option->default_str(initial);
  return option;
}

/// An option that takes a whole number in 1..most.
CLI::Option* add_count(CLI::App& app, const std::string& name, std::int32_t& value, std::int32_t most,
                       const std::string& text, const std::string& type) {
  const auto parser = [most](std::string_view word, std::int32_t& out) { return parse_count(word, most, out); };
  return add_parsed(app, name, value, parser, text, type, value != 0 ? std::to_string(value) : "");
}

/// A parser of a value for one of a value that may be absent.
template <class Value, class Parser>
auto optional(Parser parser) {
  return [parser](const std::string& word, std::optional<Value>& out) {
    Value value{};
    Problem problem = parser(word, value);
    if (!problem) out = value;
    return problem;
  };
}

/// `geometry` is the name of the positional that says how large the result is.
void add_spec(CLI::App& app, SpecOptions& options, const std::string& geometry) {
  add_parsed(app, geometry, options.geometry, optional<Geometry>(parse_geometry),
             "WxH; Wx or xH keeps the aspect ratio;\nwithout it --scale says the size", "");
  Rules& rules = options.rules;
  CLI::Option* preset =
      add_parsed(app, "--preset", rules, parse_preset, "the bytes of another library's resize: isopel presets", "NAME");
  add_parsed(app, "--filter", rules.filter, parse_filter,
             "nearest, bilinear, catmull-rom, area,\nlanczos2, lanczos3 or lanczos4", "NAME", "bilinear")
      ->excludes(preset);
  add_parsed(app, "--antialias", rules.antialias, parse_switch, "widen the filter by the scale when shrinking",
             "on|off", "off")
      ->excludes(preset);
  add_parsed(app, "--border", rules.border, parse_border,
             "replicate repeats the edge, renormalize leaves\nout what is outside, as Pillow does", "NAME", "replicate")
      ->excludes(preset);
  add_parsed(app, "--alpha", options.alpha, optional<Alpha>(parse_alpha),
             "weighted: the last of 2 or 4 channels is alpha,\nwhich Pillow multiplies the others by", "none|weighted",
             "the preset's, or none");
  add_parsed(app, "--box", options.box, parse_box,
             "the part of the source to take, in pixels;\npresets of Pillow and of OpenMV 4.4 and later",
             "LEFT,TOP,RIGHT,BOTTOM");
  CLI::Option* scale =
      add_parsed(app, "--scale", options.scale, parse_scale,
                 "OpenCV's fx and fy, OpenMV's x_scale and\ny_scale, 1 / factor of pillow/reduce", "X,Y");
  add_count(app, "--block-rows", options.block_rows, ISOPEL_MAX_BLOCK_ROWS,
            "rows worked on at once; never changes a byte", "1..64");
  app.callback([&options, geometry, scale] {
    if (!options.geometry && scale->empty()) throw CLI::RequiredError(geometry + " or --scale");
  });
}

void add_file_options(CLI::App& app, std::optional<FileType>& format, std::int32_t& quality) {
  add_parsed(app, "--format", format, optional<FileType>(parse_file_type),
             "type of OUT: png, jpg, pnm, pgm, ppm or pam", "TYPE");
  add_count(app, "--quality", quality, 100, "quality of JPEG output", "1..100");
}

CLI::App* add_resize(CLI::App& app, ResizeOptions& options) {
  CLI::App* command = app.add_subcommand("resize", "resize a picture");
  command->add_option("IN", options.in, "PNG, JPEG or PNM file, or - for standard input")->type_name("")->required();
  command->add_option("OUT", options.out, "file to write, or - for standard output")->type_name("")->required();
  add_spec(*command, options.spec, "GEOMETRY");
  add_parsed(*command, "--reducing-gap", options.gap,
             optional<double>([](std::string_view word, double& out) { return parse_numbers(word, {&out, 1}); }),
             "Pillow's reducing_gap, 1 or more: first a mean\nof whole boxes, then a resize that still\nshrinks by G",
             "G");
  add_parsed(*command, "--arch", options.arch, parse_arch, "use these kernels instead of the best: isopel archs",
             "NAME");
  add_file_options(*command, options.format, options.quality);
  add_count(*command, "--repeat", options.repeat, 1000000, "print the time of N more runs on standard error", "N");
  command->add_flag("--verbose", options.verbose, "print the plan and the hash on standard error");
  command->footer(
      "Pixels keep their format: gray8, gray_alpha8, rgb8 or rgba8. Alpha is treated like the other channels,\n"
      "but for presets of Pillow, which weigh the colours with it.\n"
      "Gamma, colour profiles and the orientation of cameras are ignored and not passed on. PNG palettes and\n"
      "samples of fewer than 8 bits are expanded; 16 bits and CMYK are refused. JPEG output has 4:2:0 chroma.\n"
      "OUT has the type that its name or --format says; standard output has the type of IN unless --format\n"
      "says another. A run that fails leaves no file.\n"
      "\n"
      "Examples:\n"
      "  isopel resize photo.jpg small.png 320x240\n"
      "  isopel resize photo.jpg small.png 320x --filter lanczos3 --antialias on\n"
      "  isopel resize - - x96 --format pnm < photo.png > small.ppm\n"
      "  isopel resize photo.jpg small.png 224x224 --preset pillow/bilinear --box 0,40,480,520\n"
      "  isopel resize photo.jpg small.png 96x96 --preset pillow/bicubic --reducing-gap 2\n"
      "  isopel resize logo.png small.png 64x64 --preset pillow/lanczos --alpha none\n"
      "  isopel resize photo.jpg small.png --preset opencv-4/linear --scale 0.3,0.3\n"
      "  isopel resize photo.png out.png 224x224 --arch scalar --verbose\n"
      "  isopel resize photo.png out.png 224x224 --repeat 50");
  return command;
}

CLI::App* add_hash(CLI::App& app, HashOptions& options) {
  CLI::App* command = app.add_subcommand("hash", "print the hash of a picture's pixels");
  command->add_option("FILE", options.files, "PNG, JPEG or PNM files, or - for standard input")
      ->type_name("")
      ->required();
  add_parsed(
      *command, "--raw", options,
      [](const std::string& text, HashOptions& out) { return parse_raw(text, out.raw_size, out.raw_channels); },
      "the files are bare pixels of this size", "WxHxC");
  command->footer(
      "The hash is 32-bit FNV-1a over the decoded samples, row by row. It does not depend on the type of file.\n"
      "\n"
      "Examples:\n"
      "  isopel hash small.png small.ppm\n"
      "  isopel hash --raw 96x96x1 dump.bin");
  return command;
}

CLI::App* add_archs(CLI::App& app) {
  CLI::App* command = app.add_subcommand("archs", "list the archs and their kernels");
  command->footer(
      "Archs are listed best first. A kernel that an arch does not have is taken from scalar; bytes are the same.\n"
      "ISOPEL_ARCH=name in the environment forces an arch, ISOPEL_ARCH_EXCLUDE=name,name leaves some out.\n"
      "\n"
      "Examples:\n"
      "  isopel archs\n"
      "  ISOPEL_ARCH_EXCLUDE=avx512dl,avx512 isopel archs");
  return command;
}

CLI::App* add_presets(CLI::App& app) {
  CLI::App* command = app.add_subcommand("presets", "list the presets");
  command->footer(
      "A preset gives the bytes of another library's resize, on every processor.\n"
      "\n"
      "Examples:\n"
      "  isopel presets\n"
      "  isopel resize photo.png small.png 224x224 --preset pillow/bilinear");
  return command;
}

CLI::App* add_sizes(CLI::App& app, SizesOptions& options) {
  CLI::App* command = app.add_subcommand("sizes", "print the memory that a resize needs");
  add_parsed(*command, "GEOMETRY_IN", options.src, parse_size, "WxH", "")->required();
  add_spec(*command, options.spec, "GEOMETRY_OUT");
  add_count(*command, "--channels", options.channels, ISOPEL_MAX_CHANNELS, "samples per pixel", "1..4");
  command->footer(
      "\"At most\" is what isopel::memory_size(spec) and isopel::scratch_size(spec) give at compile time; the plan\n"
      "itself often needs a little less. Both are the same on every processor. Microcontrollers use --block-rows 1.\n"
      "\n"
      "Examples:\n"
      "  isopel sizes 320x240 96x96 --channels 1 --block-rows 1\n"
      "  isopel sizes 640x480 224x224 --filter area\n"
      "  isopel sizes 320x240 96x96 --channels 1 --preset openmv/area --box 40,0,280,240");
  return command;
}

CLI::App* add_sheet(CLI::App& app, SheetOptions& options) {
  CLI::App* command = app.add_subcommand("sheet", "lay pictures side by side, with captions");
  command->add_option("OUT", options.out, "file to write, or - for standard output")->type_name("")->required();
  command->add_option("FILE", options.files, "pictures; their names are the captions")->type_name("")->required();
  add_count(*command, "--columns", options.columns, 1000, "pictures per row", "N");
  add_count(*command, "--scale", options.scale, 64, "show each pixel as K x K", "K");
  add_file_options(*command, options.format, options.quality);
  command->footer(
      "Captions are the file names without folder and ending. Transparent pixels show white.\n"
      "\n"
      "Examples:\n"
      "  isopel sheet sheet.png nearest.png bilinear.png area.png --columns 3 --scale 4");
  return command;
}

int run(int argc, char** argv) {
  CLI::App app("isopel resizes images with the same bytes on every processor.", "isopel");
  app.get_formatter()->column_width(34);
  app.require_subcommand(1);
  const std::string version = std::string("isopel ") + ISOPEL_VERSION + ", contract " + std::to_string(ISOPEL_CONTRACT);
  app.set_version_flag("--version", version, "print the version and the number of the contract");
  app.footer(
      "Exit codes: 0 all is well, 1 bad input or another failure, 2 a command line that makes no sense.\n"
      "\n"
      "Examples:\n"
      "  isopel resize photo.jpg small.png 320x240 --filter area\n"
      "  isopel hash small.png\n"
      "  isopel archs\n"
      "  isopel sizes 320x240 96x96 --channels 1 --block-rows 1\n"
      "  isopel resize --help");

  ResizeOptions resize;
  HashOptions hash;
  SizesOptions sizes;
  SheetOptions sheet;
  const CLI::App* resize_app = add_resize(app, resize);
  const CLI::App* hash_app = add_hash(app, hash);
  const CLI::App* archs_app = add_archs(app);
  const CLI::App* presets_app = add_presets(app);
  const CLI::App* sizes_app = add_sizes(app, sizes);
  const CLI::App* sheet_app = add_sheet(app, sheet);

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);  // --help, --version
    std::fprintf(stderr, "isopel: %s (isopel --help, isopel COMMAND --help)\n", error.what());
    return exit_usage;
  }
  if (*resize_app) return report(resize_command(resize));
  if (*hash_app) return hash_command(hash) == 0 ? exit_ok : exit_failure;
  if (*archs_app) return report(archs_command());
  if (*presets_app) {
    presets_command();
    return exit_ok;
  }
  if (*sizes_app) return report(sizes_command(sizes));
  if (*sheet_app) return report(sheet_command(sheet));
  return exit_usage;
}

}  // namespace
}  // namespace isopel::tools

int main(int argc, char** argv) {
  try {
    const int code = isopel::tools::run(argc, argv);
    if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return code;
    std::fputs("isopel: could not write to standard output\n", stderr);
    return 1;
  } catch (const std::bad_alloc&) {
    std::fputs("isopel: out of memory\n", stderr);
    return 1;
  }
}
