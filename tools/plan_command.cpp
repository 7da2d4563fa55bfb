// `isopel plan`: what a plan is made of, and a plan as a header for firmware.
#include <bit>
#include <cinttypes>
#include <climits>
#include <cstdio>
#include <cstring>

#include "commands.hpp"
#include "formats.hpp"
#include "isopel/tables/finish.hpp"
#include "rules.hpp"

namespace isopel::tools {
namespace {

std::string said(std::int32_t number) { return std::to_string(number); }

/// A number of C that is this one again.
std::string literal(double value) {
  char text[40];
  std::snprintf(text, sizeof text, "%.17g", value);
  return text;
}
std::string literal(float value) {
  char text[40];
  std::snprintf(text, sizeof text, "%.9g", static_cast<double>(value));
  const bool is_whole = std::strpbrk(text, ".e") == nullptr;
  return text + std::string(is_whole ? ".0f" : "f");
}

template <class Id>
std::string id_of(Id id) {
  return said(static_cast<std::int32_t>(id));
}

template <class... Texts>
std::string braced(const Texts&... texts) {
  std::string list;
  ((list += (list.empty() ? "" : ", ") + std::string(texts)), ...);
  return "{" + list + "}";
}
std::string braced_four(const float (&values)[4]) {
  return braced(literal(values[0]), literal(values[1]), literal(values[2]), literal(values[3]));
}
std::string braced_format(const Format& format) {
  return braced(id_of(format.element), said(format.channels), id_of(format.layout), said(format.maximum));
}

/// An isopel_spec, in C and in C++ before C++20.
std::string initializer(const Spec& spec) {
  const Rules& rules = spec.rules;
  const Normalization& n = spec.normalization;
  const Quantization& q = spec.quantization;
  std::string text;
  const auto line = [&](const std::string& value, const char* what) {
    text += "    " + value + ", /* " + what + " */\n";
  };
  line(braced(said(spec.src.width), said(spec.src.height)), "src");
  line(braced(said(spec.dst.width), said(spec.dst.height)), "dst");
  line(braced_format(spec.format), "format: element, channels, layout, maximum");
  line(braced(id_of(rules.filter), id_of(rules.border), rules.antialias ? "true" : "false", id_of(rules.arithmetic),
              id_of(rules.alpha), id_of(rules.grid), id_of(rules.light)),
       "rules: filter, border, antialias, arithmetic, alpha, grid, light");
  line(said(spec.block_rows), "block_rows");
  line(braced(literal(spec.box.left), literal(spec.box.top), literal(spec.box.right), literal(spec.box.bottom)), "box");
  line(braced(literal(spec.scale.x), literal(spec.scale.y)), "scale");
  line(braced_format(spec.dst_format), "dst_format");
  line(braced(said(spec.crop.left), said(spec.crop.top), said(spec.crop.width), said(spec.crop.height)), "crop");
  line(braced(said(spec.pad.left), said(spec.pad.top), said(spec.pad.right), said(spec.pad.bottom)), "pad");
  line(braced_four(spec.fill), "fill");
  line(braced(literal(n.divisor), braced_four(n.mean), braced_four(n.deviation)), "normalization");
  line(braced(said(q.zero_point), said(q.numerator), said(q.denominator)), "quantization");
  text += "    " + id_of(spec.src_siting) + ", " + id_of(spec.dst_siting) + " /* sitings */\n";
  return "{\n" + text + "}";
}

std::string upper(std::string text) {
  for (char& c : text) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  return text;
}

std::string in_words(const Spec& spec) {
  return said(spec.src.width) + "x" + said(spec.src.height) + " " + format_name(spec.format) + " to " +
         said(output_size(spec).width) + "x" + said(output_size(spec).height) + " " + format_name(output_format(spec)) +
         ", " + describe(spec);
}

constexpr const char* usage = R"( *
 *   static uint8_t scratch[NAME_scratch_size]; // if that is 0, a null pointer instead
 *   isopel_plan plan;
 *   isopel_message why;
 *   isopel_status status = isopel_plan_open(&NAME_spec, NAME_image, sizeof NAME_image, NULL, &plan, &why);
 *   ...
 *   status = isopel_plan_execute(&plan, src, dst, scratch, NAME_scratch_size, &why);
 *
 * The words are for processors whose low byte comes first. The image stays where it is: nothing is copied.
 */
)";

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += with.size()) {
    text.replace(at, what.size(), with);
  }
  return text;
}

Problem header_of(const Plan& plan, const std::string& name, std::string& out) {
  if constexpr (std::endian::native != std::endian::little) {
    return "--emit-c works on processors whose low byte comes first, as those of firmware are";
  }
  const Spec& spec = plan.spec();
  const Size size = output_size(spec);
  const std::int64_t src_stride = spec.src.width * sizes::bytes_per_pixel(spec.format);
  const std::int64_t dst_stride = size.width * sizes::bytes_per_pixel(output_format(spec));
  const std::int64_t src_bytes = src_stride * spec.src.height * sizes::planes(spec.format);
  const std::int64_t dst_bytes = dst_stride * size.height * sizes::planes(output_format(spec));
  const auto scratch = static_cast<std::int64_t>(plan.scratch_size()),
             image_size = static_cast<std::int64_t>(plan.image_size());
  for (const std::int64_t bytes : {src_bytes, dst_bytes, scratch, image_size}) {
    if (bytes > INT_MAX)
      return "--emit-c is for images, plans and scratch memory below 2 GB, not for " + in_words(spec);
  }
  Bytes image;
  if (Problem problem = allocate("the plan's image", plan.image_size(), image)) return problem;
  Message message{};
  const Status status = plan.save(std::as_writable_bytes(image.span()), &message);
  if (Problem problem = to_problem(status, message)) return problem;

  const std::string guard = "ISOPEL_PLAN_" + upper(name) + "_H_";
  out = "/* " + in_words(spec) + ":\n * a plan of isopel " ISOPEL_VERSION ", contract " +
        said(std::int32_t{ISOPEL_CONTRACT}) + ", made by `isopel plan --emit-c`. Do not edit.\n" + usage;
  out += "/* clang-format off */\n#ifndef " + guard + "\n#define " + guard + "\n\n#include <isopel/isopel.h>\n\n";
  out +=
      "#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__\n"
      "#error \"this plan is for processors whose low byte comes first\"\n#endif\n\n";
  out += "/* Bytes: of the scratch memory, of rows without gaps, of whole images. */\nenum {\n";
  const auto constant = [&](const char* what, std::int64_t value, const char* end = ",") {
    out += "  NAME_" + std::string(what) + " = " + std::to_string(value) + end + "\n";
  };
  constant("scratch_size", scratch);
  constant("src_stride", src_stride);
  constant("src_size", src_bytes);
  constant("dst_width", size.width);
  constant("dst_height", size.height);
  constant("dst_stride", dst_stride);
  constant("dst_size", dst_bytes, "");
  out += "};\n\nstatic const isopel_spec NAME_spec = " + initializer(spec) + ";\n\n";
  out += "static const uint32_t NAME_image[" + std::to_string(image_size / 4) + "] = {";
  for (std::size_t at = 0; at < image.size; at += 4) {
    std::uint32_t word;
    std::memcpy(&word, image.data.get() + at, sizeof word);
    char text[16];
    std::snprintf(text, sizeof text, "0x%08" PRIx32, word);
    out += (at % 32 == 0 ? "\n    " : " ") + std::string(text) + (at + 4 < image.size ? "," : "");
  }
  out += "\n};\n\n#endif /* " + guard + " */\n";
  out = replaced(out, "NAME", name);
  return {};
}

bool is_identifier(const std::string& name) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
  if (name.empty() || !is_letter(name.front())) return false;
  for (const char c : name) {
    if (!is_letter(c) && (c < '0' || c > '9')) return false;
  }
  return true;
}

void print_axis(const char* axis, const Plan::Axis& table) {
  std::printf("%s %8d taps", axis, table.taps);
  if (table.records == nullptr) {
    std::puts("   no table");
  } else {
    std::printf("   records of %d bytes, bias %d, shift %d\n", table.record_bytes, table.bias, table.shift);
  }
}

}  // namespace

Problem plan_command(const PlanOptions& options) {
  if (!is_identifier(options.name)) return "--name " + options.name + " is no name in C";
  Spec spec;
  if (Problem problem = make_spec(options.source, spec)) return problem;
  Bytes tables;
  if (Problem problem = allocate("the plan", memory_size(spec), tables)) return problem;
  Message message{};
  Plan plan;
  const Status status = Plan::make(spec, std::as_writable_bytes(tables.span()), plan, nullptr, &message);
  if (Problem problem = to_problem(status, message)) return problem;
  if (options.emit_c.empty()) {
    std::printf("%s, block rows %d\n", in_words(spec).c_str(), spec.block_rows);
    std::printf("method  %s\n", method_name(plan.method()));
    print_axis("x", plan.x_axis());
    print_axis("y", plan.y_axis());
    std::printf("columns %d..%d\n", plan.columns().first, plan.columns().first + plan.columns().count);
    std::printf("tables  %8" PRIu64 " bytes\n", plan.memory_size());
    std::printf("scratch %8" PRIu64 " bytes\n", plan.scratch_size());
    std::printf("image   %8" PRIu64 " bytes\n", plan.image_size());
    return {};
  }
  std::string header;
  if (Problem problem = header_of(plan, options.name, header)) return problem;
  return write_text(options.emit_c, header);
}

}  // namespace isopel::tools
