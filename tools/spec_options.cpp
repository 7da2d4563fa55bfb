// The options that say what a resize is.
#include "cli.hpp"
#include "formats.hpp"
#include "rules.hpp"

namespace isopel::tools {
namespace {

constexpr const char* how = "How to resample";
constexpr const char* where = "Which part, and where it goes";
constexpr const char* what = "What is stored";

void add_rules(CLI::App& app, SpecOptions& options) {
  Rules& rules = options.spec.rules;
  CLI::Option* preset =
      add_parsed(app, "--preset", rules, parse_preset, "the bytes of another library's resize: isopel presets", "NAME");
  preset->group(how);
  const auto own = [&](CLI::Option* option) { option->excludes(preset)->group(how); };
  own(add_parsed(app, "--filter", rules.filter, parse_filter,
                 "nearest, bilinear, catmull-rom, area,\nlanczos2, lanczos3 or lanczos4", "NAME", "bilinear"));
  own(add_parsed(app, "--antialias", rules.antialias, parse_switch, "widen the filter by the scale when shrinking",
                 "on|off", "off"));
  own(add_parsed(app, "--border", rules.border, parse_border,
                 "replicate repeats the edge, renormalize leaves\nout what is outside, as Pillow does; constant is\n"
                 "--fill; reflect mirrors at the edge pixels;\nextrapolate goes on in a line; undefined: pixels\n"
                 "that need what is outside stay 0",
                 "NAME", "replicate"));
  own(add_parsed(app, "--grid", rules.grid, parse_grid,
                 "half-pixel: outer edges meet; align-corners:\ncentres of corner pixels meet; asymmetric:\n"
                 "those of the first pixels do",
                 "NAME", "half-pixel"));
  own(add_parsed(app, "--light", rules.light, parse_light, "linear: sRGB becomes light before and sRGB after",
                 "encoded|linear", "encoded"));
  add_parsed(app, "--alpha", options.alpha, optional<Alpha>(parse_alpha),
             "weighted: the last of 2 or 4 channels is alpha,\nwhich the others are multiplied by before and\n"
             "divided by after; premultiplied: they are\nalready; none: it is like the others",
             "NAME", "the preset's, or none")
      ->group(how);
  add_parsed(app, "--src-siting", options.spec.src_siting, parse_siting,
             "where chroma samples sit: centre, left, top-left", "NAME", "centre")
      ->group(how);
  add_parsed(app, "--dst-siting", options.spec.dst_siting, parse_siting, "the same of the result", "NAME", "centre")
      ->group(how);
}

void add_places(CLI::App& app, SpecOptions& options) {
  Spec& spec = options.spec;
  add_parsed(app, "--box", spec.box, parse_box,
             "the part of the source to take, in pixels, with\nfractions of 1/65536 or as its preset allows",
             "LEFT,TOP,RIGHT,BOTTOM")
      ->group(where);
  CLI::Option* scale =
      add_parsed(app, "--scale", spec.scale, parse_scale,
                 "result's pixels per pixel of the source: a\nmultiple of 1/65536; OpenCV's fx and fy, OpenMV's\n"
                 "x_scale and y_scale, 1 / factor of pillow/reduce",
                 "X,Y");
  CLI::Option* crop =
      add_parsed(app, "--crop", spec.crop, parse_crop,
                 "the part of the result that is computed; its\nbytes are those in the whole", "LEFT,TOP,WIDTH,HEIGHT");
  CLI::Option* pad =
      add_parsed(app, "--pad", spec.pad, parse_pad, "pixels of --fill around it", "LEFT,TOP,RIGHT,BOTTOM");
  CLI::Option* fit = add_fit(app, options.fit);
  for (CLI::Option* option : {scale, crop, pad}) option->excludes(fit)->group(where);
  add_parsed(app, "--fill", options.fill, parse_samples,
             "colour of the pad and of the constant border,\nin samples of the source; one number is for all\nchannels",
             "R,G,B[,A]", "0")
      ->group(where);
}

void add_storing(CLI::App& app, SpecOptions& options) {
  const auto add = [&](const std::string& name, auto& value, auto parser, const std::string& text,
                       const std::string& type, const std::string& initial = "") {
    add_parsed(app, name, value, parser, text, type, initial)->group(what);
  };
  add("--store", options.store, optional<Element>(parse_element),
      "u8, i8, u16, f32, f16, rgb565 or rgb565-be;\npictures hold u8 and u16, npy and bin all", "TYPE",
      "as the source");
  add("--layout", options.layout, optional<Layout>(parse_layout), "samples of a pixel, or of a channel, together",
      "hwc|chw", "as the source");
  add("--divisor", options.divisor, optional<double>(parse_divisor),
      "f32 and f16 are (sample / divisor - mean) / std;\ntorchvision's ToTensor divides by 255", "N", "1");
  add("--mean", options.mean, parse_samples, "for each channel, or one for all", "R,G,B[,A]", "0");
  add("--std", options.deviation, parse_divisors, "for each channel, or one for all", "R,G,B[,A]", "1");
  add("--zero-point", options.zero_point,
      optional<std::int32_t>([](std::string_view word, std::int32_t& out) { return parse_wholes(word, {&out, 1}); }),
      "i8 is zero point + sample * ratio", "N", "-128");
  add("--quantize", options.ratio, parse_quantization, "that ratio", "N/D", "1/1");
}

}  // namespace

CLI::Option* add_fit(CLI::App& app, FitOptions& options) {
  Fit& fit = options.fit;
  CLI::Option* mode = add_parsed(app, "--fit", options.mode, optional<FitMode>(parse_fit_mode),
                                 "stretch; fit: as large as fits; letterbox: the\nsame, padded; cover: filled and cut; "
                                 "short-side:\nto --side, then cut or padded; or not resized:\ncrop, pad, crop-or-pad",
                                 "MODE");
  mode->group(where);
  const auto add = [&](CLI::Option* option) { option->needs(mode)->group(where); };
  add(add_parsed(app, "--anchor", fit.anchor, parse_anchor,
                 "where in the room that is left: from -1,\nleft or top, to 1, right or bottom", "X,Y", "0,0"));
  add(add_parsed(app, "--size-rule", fit.rule, parse_size_rule, "round, floor, ceil, torchvision or yolo", "NAME",
                 "round"));
  add(add_count(app, "--side", fit.side, ISOPEL_MAX_SIDE, "short-side: the shorter side", "N"));
  add(add_count(app, "--limit", fit.limit, ISOPEL_MAX_SIDE, "short-side: the most that the longer one becomes", "N"));
  add(add_count(app, "--multiple", fit.multiple, ISOPEL_MAX_SIDE, "letterbox: pad only to a multiple, as YOLO's auto",
                "N"));
  add(app.add_flag("--shrink-only", fit.shrink_only, "fit, letterbox: what is smaller keeps its size"));
  return mode;
}

void add_spec(CLI::App& app, SpecOptions& options, const std::string& geometry) {
  add_parsed(app, geometry, options.geometry, optional<Geometry>(parse_geometry),
             "WxH; Wx or xH keeps the aspect ratio;\nwithout it --scale or --side says the size", "");
  add_rules(app, options);
  add_places(app, options);
  add_storing(app, options);
  add_count(app, "--block-rows", options.spec.block_rows, ISOPEL_MAX_BLOCK_ROWS,
            "rows worked on at once; never changes a byte", "1..64");
  app.callback([&options, geometry] {
    const bool has_size = options.spec.scale != Scale{} || options.fit.mode == FitMode::short_side;
    if (!options.geometry && !has_size) throw CLI::RequiredError(geometry + " or --scale");
  });
}

}  // namespace isopel::tools
