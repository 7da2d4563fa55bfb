// The command line of `isopel`.
#include <cstdio>
#include <new>

#include "cli.hpp"
#include "commands.hpp"
#include "formats.hpp"
#include "rules.hpp"

namespace isopel::tools {
namespace {

constexpr int exit_ok = 0, exit_failure = 1, exit_usage = 2;

int report(const Problem& problem) {
  if (!problem) return exit_ok;
  std::fprintf(stderr, "isopel: %s\n", problem->c_str());
  return exit_failure;
}

void add_file_options(CLI::App& app, std::optional<FileType>& format, std::int32_t& quality) {
  add_parsed(app, "--format", format, optional<FileType>(parse_file_type),
             "type of OUT: png, jpg, pnm, pgm, ppm, pam,\nnpy (NumPy) or bin (bare samples)", "TYPE");
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
  command->add_flag("-v,--verbose", options.verbose, "print the plan and the hash on standard error");
  command->footer(
      "Pixels keep their format, gray, gray and alpha, rgb or rgba with 8 or 16 bits, unless --store or --layout says\n"
      "another. Alpha is treated like the other channels, but for presets of Pillow, which weigh the colours with it;\n"
      "--alpha says otherwise. Gamma (but for --light linear), colour profiles and the orientation of cameras are\n"
      "ignored and not passed on. PNG palettes and samples of fewer than 8 bits are expanded; CMYK is refused. JPEG\n"
      "output has 4:2:0 chroma. OUT has the type that its name or --format says; standard output has the type of IN\n"
      "unless --format says another. A .npy file has the shape height, width, channels, or channels, height, width "
      "with\n"
      "--layout chw; a .bin file the same samples, low byte first. A run that fails leaves no file.\n"
      "\n"
      "Examples:\n"
      "  isopel resize photo.jpg small.png 320x240\n"
      "  isopel resize photo.jpg small.png 320x --filter lanczos3 --antialias on\n"
      "  isopel resize - - x96 --format pnm < photo.png > small.ppm\n"
      "  isopel resize photo.jpg small.png 224x224 --preset pillow/bilinear --box 0,40,480,520\n"
      "  isopel resize photo.jpg small.png 96x96 --preset pillow/bicubic --reducing-gap 2\n"
      "  isopel resize logo.png small.png 64x64 --preset pillow/lanczos --alpha none\n"
      "  isopel resize photo.jpg small.png --preset opencv-4/linear --scale 0.3,0.3\n"
      "  isopel resize photo.png out.png 640x640 --fit letterbox --size-rule yolo --fill 114 --preset opencv-4/linear\n"
      "  isopel resize photo.png in.npy 224x224 --fit short-side --side 256 --size-rule torchvision \\\n"
      "    --preset pillow/bilinear --store f32 --layout chw --divisor 255 \\\n"
      "    --mean 0.485,0.456,0.406 --std 0.229,0.224,0.225\n"
      "  isopel resize logo.png small.png 64x64 --filter lanczos3 --antialias on --alpha weighted --light linear\n"
      "  isopel resize photo.png out.png 224x224 --arch scalar --verbose\n"
      "  isopel resize photo.png out.png 224x224 --repeat 50");
  return command;
}

CLI::App* add_frame(CLI::App& app, FrameOptions& options) {
  CLI::App* command = app.add_subcommand("frame", "make a picture of a camera's YUV frame");
  VideoSpec& spec = options.spec;
  command->add_option("IN", options.in, "the frame's bytes, planes without gaps, or - for standard input")
      ->type_name("")
      ->required();
  command->add_option("OUT", options.out, "picture to write, or - for standard output")->type_name("")->required();
  add_parsed(*command, "GEOMETRY", options.geometry, parse_geometry, "size of OUT: WxH, Wx, xH or P%", "")->required();
  add_parsed(*command, "--size", spec.src, parse_size, "of the frame", "WxH")->required();
  add_parsed(*command, "--layout", spec.layout, parse_yuv_layout, "nv12, nv21, i420, yuyv or uyvy", "NAME", "nv12");
  add_parsed(*command, "--siting", spec.siting, parse_siting, "where chroma sits: centre, left or top-left", "NAME",
             "centre");
  add_parsed(*command, "--matrix", spec.matrix, parse_matrix,
             "bt601-limited-8bit, bt601-limited, bt601-full,\nbt709-limited, bt709-full, bt2020-limited, bt2020-full",
             "NAME", "bt601-limited-8bit");
  add_parsed(*command, "--order", spec.order, parse_order, "convert-then-resize or resize-then-convert", "NAME",
             "convert-then-resize");
  add_parsed(*command, "--filter", spec.rules.filter, parse_filter, "as of resize", "NAME", "bilinear");
  add_parsed(*command, "--antialias", spec.rules.antialias, parse_switch, "as of resize", "on|off", "off");
  add_parsed(*command, "--border", spec.rules.border, parse_border, "as of resize; constant is black", "NAME",
             "replicate");
  add_file_options(*command, options.format, options.quality);
  command->footer(
      "docs/video.md tells which layout, siting and matrix a camera has: none of them can be guessed.\n"
      "\n"
      "Examples:\n"
      "  isopel frame camera.nv12 picture.png 700x450 --size 620x380\n"
      "  isopel frame usb.yuyv small.png 320x --size 640x480 --layout yuyv --matrix bt601-full");
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

/// A source that is not there, and what is made of it.
void add_source_and_spec(CLI::App* command, SizesOptions& options) {
  add_parsed(*command, "GEOMETRY_IN", options.src, parse_size, "WxH", "")->required();
  add_spec(*command, options.spec, "GEOMETRY_OUT");
  add_parsed(*command, "--element", options.format.element, parse_element,
             "of the source: u8, i8, u16, f32, f16, rgb565\nor rgb565-be", "TYPE", "u8");
  add_parsed(*command, "--channels", options.channels,
             optional<std::int32_t>(
                 [](std::string_view word, std::int32_t& out) { return parse_count(word, ISOPEL_MAX_CHANNELS, out); }),
             "samples per pixel", "1..1024", "3, of rgb565 1");
  add_parsed(*command, "--src-layout", options.format.layout, parse_layout, "of the source", "hwc|chw", "hwc");
}

CLI::App* add_sizes(CLI::App& app, SizesOptions& options) {
  CLI::App* command = app.add_subcommand("sizes", "print the memory that a resize needs");
  add_source_and_spec(command, options);
  command->footer(
      "\"At most\" is what isopel::memory_size(spec) and isopel::scratch_size(spec) give at compile time; the plan\n"
      "itself often needs a little less. Both are the same on every processor. Microcontrollers use --block-rows 1.\n"
      "\n"
      "Examples:\n"
      "  isopel sizes 320x240 96x96 --channels 1 --block-rows 1\n"
      "  isopel sizes 640x480 224x224 --filter area\n"
      "  isopel sizes 320x240 96x96 --element rgb565 --store i8 --layout chw --block-rows 1\n"
      "  isopel sizes 320x240 96x96 --channels 1 --preset openmv/area --box 40,0,280,240");
  return command;
}

CLI::App* add_plan(CLI::App& app, PlanOptions& options) {
  CLI::App* command = app.add_subcommand("plan", "print a plan, or write it as a header for firmware");
  add_source_and_spec(command, options.source);
  command
      ->add_option("--emit-c", options.emit_c, "write the plan as constants for C and C++, or - for\nstandard output")
      ->type_name("FILE");
  command->add_option("--name", options.name, "what the names in the header begin with")
      ->type_name("NAME")
      ->default_str("plan");
  command->footer(
      "The header has the plan's image, which isopel_plan_open uses where it is, its spec, and the sizes of buffers.\n"
      "Microcontrollers use --block-rows 1. docs/static-plan.md has more, and plans that a C++ compiler makes.\n"
      "\n"
      "Examples:\n"
      "  isopel plan 320x240 96x96 --channels 1 --block-rows 1\n"
      "  isopel plan 320x240 96x96 --channels 1 --block-rows 1 --preset opencv-4/linear --emit-c plan.h\n"
      "  isopel plan 640x480 224x224 --filter lanczos3 --antialias on --store i8 --emit-c input.h --name input");
  return command;
}

CLI::App* add_place(CLI::App& app, PlaceOptions& options) {
  CLI::App* command = app.add_subcommand("place", "print where a source goes in a result, and points back");
  add_parsed(*command, "GEOMETRY_IN", options.src, parse_size, "WxH", "")->required();
  add_parsed(*command, "GEOMETRY_OUT", options.geometry, optional<Geometry>(parse_geometry), "WxH", "");
  add_parsed(*command, "--box", options.box, parse_box, "the part of the source to take, whole pixels",
             "LEFT,TOP,RIGHT,BOTTOM");
  add_fit(*command, options.fit);
  add_parsed(*command, "--point", options.point,
             optional<PlaceOptions::Point>([](std::string_view word, auto& out) { return parse_numbers(word, out); }),
             "a point of the result, in pixels; prints where\nit is in the source", "X,Y");
  command->footer(
      "The crop is left, top, width and height in the resized image, the pad left, top, right and bottom around it.\n"
      "docs/fit.md has the recipes of training code.\n"
      "\n"
      "Examples:\n"
      "  isopel place 1000x800 640x640 --fit letterbox --size-rule yolo --point 320,80\n"
      "  isopel place 640x427 224x224 --fit short-side --side 256 --size-rule torchvision");
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
  FrameOptions frame;
  HashOptions hash;
  SizesOptions sizes;
  PlanOptions plan;
  PlaceOptions place;
  SheetOptions sheet;
  const CLI::App* resize_app = add_resize(app, resize);
  const CLI::App* frame_app = add_frame(app, frame);
  const CLI::App* hash_app = add_hash(app, hash);
  const CLI::App* archs_app = add_archs(app);
  const CLI::App* presets_app = add_presets(app);
  const CLI::App* sizes_app = add_sizes(app, sizes);
  const CLI::App* plan_app = add_plan(app, plan);
  const CLI::App* place_app = add_place(app, place);
  const CLI::App* sheet_app = add_sheet(app, sheet);

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);  // --help, --version
    std::fprintf(stderr, "isopel: %s (isopel --help, isopel COMMAND --help)\n", error.what());
    return exit_usage;
  }
  if (*resize_app) return report(resize_command(resize));
  if (*frame_app) return report(frame_command(frame));
  if (*hash_app) return hash_command(hash) == 0 ? exit_ok : exit_failure;
  if (*archs_app) return report(archs_command());
  if (*presets_app) {
    presets_command();
    return exit_ok;
  }
  if (*sizes_app) return report(sizes_command(sizes));
  if (*plan_app) return report(plan_command(plan));
  if (*place_app) return report(place_command(place));
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
