#include "rules.hpp"

#include "named.hpp"

namespace isopel::tools {
namespace {

constexpr Named<Filter> filters[] = {
    {"nearest", Filter::nearest},   {"bilinear", Filter::bilinear}, {"catmull-rom", Filter::catmull_rom},
    {"area", Filter::area},         {"lanczos2", Filter::lanczos2}, {"lanczos3", Filter::lanczos3},
    {"lanczos4", Filter::lanczos4},
};
constexpr Named<Border> borders[] = {
    {"replicate", Border::replicate}, {"renormalize", Border::renormalize}, {"constant", Border::constant},
    {"reflect", Border::reflect},     {"extrapolate", Border::extrapolate}, {"undefined", Border::undefined},
};
constexpr Named<Grid> grids[] = {
    {"half-pixel", Grid::half_pixel}, {"align-corners", Grid::align_corners}, {"asymmetric", Grid::asymmetric}};
constexpr Named<Light> lights[] = {{"encoded", Light::encoded}, {"linear", Light::linear}};
constexpr Named<Alpha> alphas[] = {
    {"none", Alpha::none}, {"weighted", Alpha::weighted}, {"premultiplied", Alpha::premultiplied}};
constexpr Named<Siting> sitings[] = {
    {"centre", Siting::centre}, {"left", Siting::left}, {"top-left", Siting::top_left}};
constexpr Named<FitMode> fit_modes[] = {
    {"stretch", FitMode::stretch},
    {"fit", FitMode::fit},
    {"letterbox", FitMode::letterbox},
    {"cover", FitMode::cover},
    {"short-side", FitMode::short_side},
    {"crop", FitMode::crop},
    {"pad", FitMode::pad},
    {"crop-or-pad", FitMode::crop_or_pad},
};
constexpr Named<SizeRule> size_rules[] = {
    {"round", SizeRule::round}, {"floor", SizeRule::floor},
    {"ceil", SizeRule::ceil},   {"torchvision", SizeRule::torchvision},
    {"yolo", SizeRule::yolo},
};
constexpr Named<bool> switches[] = {{"on", true}, {"off", false}};
constexpr Named<Plan::Method> methods[] = {
    {"none", Plan::Method::none},
    {"copy", Plan::Method::copy},
    {"gather", Plan::Method::gather},
    {"box", Plan::Method::box},
    {"weighted_box", Plan::Method::weighted_box},
    {"horizontal", Plan::Method::horizontal},
    {"vertical", Plan::Method::vertical},
    {"vertical_first", Plan::Method::vertical_first},
    {"horizontal_first", Plan::Method::horizontal_first},
};

}  // namespace

Problem parse_filter(std::string_view name, Filter& out) { return parse(filters, name, out); }
Problem parse_border(std::string_view name, Border& out) { return parse(borders, name, out); }
Problem parse_grid(std::string_view name, Grid& out) { return parse(grids, name, out); }
Problem parse_light(std::string_view name, Light& out) { return parse(lights, name, out); }
Problem parse_siting(std::string_view name, Siting& out) { return parse(sitings, name, out); }
Problem parse_fit_mode(std::string_view name, FitMode& out) { return parse(fit_modes, name, out); }
Problem parse_size_rule(std::string_view name, SizeRule& out) { return parse(size_rules, name, out); }
Problem parse_alpha(std::string_view name, Alpha& out) { return parse(alphas, name, out); }
Problem parse_switch(std::string_view name, bool& out) { return parse(switches, name, out); }

Problem parse_preset(std::string_view name, Rules& out) {
  Message text{};
  const Preset* preset = find_preset(name, &text);
  if (preset == nullptr) return std::string(text.text);
  out = preset->rules;
  return {};
}

Problem parse_arch(std::string_view text, const Arch*& out) {
  if (const Arch* arch = find_arch(text)) {
    out = arch;
    return {};
  }
  std::string choices;
  for (const Arch* arch : archs()) choices += (choices.empty() ? "" : ", ") + std::string(name(*arch));
  return "\"" + std::string(text) + "\" is not an arch of this build, which has " + choices;
}

std::string describe(const Rules& rules) {
  Rules other_alpha = rules;
  for (const Preset& preset : presets()) {
    if (preset.rules == rules) return preset.name;
    other_alpha.alpha = preset.rules.alpha;
    if (preset.rules == other_alpha) return std::string(preset.name) + ", alpha " + find_name(alphas, rules.alpha);
  }
  std::string text = std::string(find_name(filters, rules.filter)) + ", antialias " + (rules.antialias ? "on" : "off") +
                     ", border " + find_name(borders, rules.border);
  if (rules.grid != Grid::half_pixel) text += std::string(", grid ") + find_name(grids, rules.grid);
  if (rules.light != Light::encoded) text += std::string(", light ") + find_name(lights, rules.light);
  if (rules.alpha != Alpha::none) text += std::string(", alpha ") + find_name(alphas, rules.alpha);
  return text;
}

const char* siting_name(Siting siting) { return find_name(sitings, siting); }

const char* method_name(Plan::Method method) { return find_name(methods, method); }

std::string describe(const Plan& plan) {
  return std::string(method_name(plan.method())) + "; " + std::to_string(plan.x_axis().taps) + " x " +
         std::to_string(plan.y_axis().taps) + " taps; tables " + std::to_string(plan.memory_size()) +
         " bytes, scratch " + std::to_string(plan.scratch_size()) + " bytes";
}

Problem to_problem(Status status, const Message& text) {
  if (status == Status::ok) return {};
  return std::string(text.text[0] != '\0' ? text.text : message(status));
}

}  // namespace isopel::tools
