// Differential fuzzing: whatever the fuzzer makes of a Spec, either it is refused with a sentence, or every arch gives
// the scalar bytes, reads nothing outside the source and writes nothing outside the destination (the address sanitizer
// watches exact-size heap blocks).
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <vector>

#include "isopel/isopel.hpp"

namespace {

using namespace isopel;

/// Takes numbers from the fuzzer's bytes; zero when they are used up.
struct Input {
  const std::uint8_t* data;
  std::size_t size;

  std::int32_t number(int bytes) {
    std::uint32_t value = 0;
    for (; bytes > 0; --bytes) {
      value = value << 8 | (size > 0 ? *data : 0);
      if (size > 0) ++data, --size;
    }
    return static_cast<std::int32_t>(value);
  }
};

void expect(bool good, const char* what) {
  if (good) return;
  std::puts(what);
  std::abort();
}

std::vector<std::uint8_t> execute(const Spec& spec, const std::vector<std::uint8_t>& src, const Arch& arch) {
  const auto memory_bytes = static_cast<std::size_t>(memory_size(spec));
  const std::unique_ptr<std::byte[]> memory(new std::byte[memory_bytes]);
  Plan plan;
  Message message{};
  expect(Plan::make(spec, {memory.get(), memory_bytes}, plan, &arch, &message) == Status::ok, message.text);
  const auto scratch_bytes = static_cast<std::size_t>(plan.scratch_size());
  expect(scratch_bytes <= scratch_size(spec), "the scratch bound is too small");
  const std::unique_ptr<std::byte[]> scratch(new std::byte[scratch_bytes]);
  const Format to = output_format(spec);
  const Size size = output_size(spec);
  const std::int64_t from_row = spec.src.width * sizes::bytes_per_pixel(spec.format);
  const std::int64_t to_row = size.width * sizes::bytes_per_pixel(to);
  std::vector<std::uint8_t> dst(static_cast<std::size_t>(to_row * size.height * sizes::planes(to)), 0xa5);
  expect(plan.execute({src.data(), spec.src, static_cast<std::ptrdiff_t>(from_row), spec.format},
                      {dst.data(), size, static_cast<std::ptrdiff_t>(to_row), to}, {scratch.get(), scratch_bytes},
                      &message) == Status::ok,
         message.text);
  return dst;
}

/// Grids, borders, formats, alpha, light, crops, pads and ways of storing.
void choose_formats(Input& input, Spec& spec, bool wild) {
  const auto id = [&](std::int32_t last) { return wild ? input.number(1) - 8 : input.number(1) % (last + 1); };
  spec.rules.grid = static_cast<Grid>(id(ISOPEL_GRID_ASYMMETRIC));
  spec.rules.border = static_cast<Border>(id(ISOPEL_BORDER_UNDEFINED));
  spec.rules.light = static_cast<Light>(id(ISOPEL_LIGHT_LINEAR));
  const auto format = [&] {
    Format out{static_cast<Element>(id(ISOPEL_ELEMENT_RGB565_BE)), spec.format.channels,
               static_cast<Layout>(id(ISOPEL_LAYOUT_PLANAR))};
    if (!wild && sizes::is_rgb565(out.element)) out = {out.element, 1};
    if (wild || (out.element == Element::u16 && input.number(1) % 2 != 0)) out.maximum = input.number(2);
    return out;
  };
  spec.format = format();
  if (input.number(1) % 2 != 0) {
    spec.dst_format = format();
    if (!wild && sizes::is_rgb565(spec.format.element) && !sizes::is_rgb565(spec.dst_format.element)) {
      spec.dst_format.channels = 3;
    }
  }
  const std::int32_t many = wild ? 4 : 1;
  if (input.number(1) % 3 == 0) {
    spec.crop = {input.number(many), input.number(many), input.number(many), input.number(many)};
  }
  if (input.number(1) % 3 == 0) {
    const auto pixels = [&] { return wild ? input.number(4) : input.number(1) % 8; };
    spec.pad = {pixels(), pixels(), pixels(), pixels()};
  }
  for (float& value : spec.fill) {
    value = wild ? std::bit_cast<float>(input.number(4)) : static_cast<float>(input.number(1) % 128);
  }
  if (input.number(1) % 4 == 0) {
    spec.normalization = {255, {0.5f, 0.25f, 0, 1}, {0.5f, 0, 2, 1}};
    if (wild) spec.normalization.mean[1] = std::bit_cast<float>(input.number(4));
  }
  if (input.number(1) % 4 == 0) spec.quantization = {id(100), input.number(many), input.number(many)};
  spec.src_siting = static_cast<Siting>(id(ISOPEL_SITING_TOP_LEFT));
  spec.dst_siting = static_cast<Siting>(id(ISOPEL_SITING_TOP_LEFT));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Input input{data, size};
  const bool wild = input.number(1) % 8 == 0;  // any value at all, or mostly reasonable ones
  const auto side = [&] { return wild ? input.number(4) : 1 + input.number(2) % 300; };
  Spec spec;
  spec.src = {side(), side()};
  spec.dst = {side(), side()};
  spec.format.channels = wild ? input.number(4) : 1 + input.number(1) % 4;
  spec.format.element = static_cast<Element>(wild ? input.number(1) : 0);
  spec.rules.filter = static_cast<Filter>(wild ? input.number(1) : input.number(1) % 7);
  spec.rules.border = static_cast<Border>(wild ? input.number(1) : input.number(1) % 2);
  spec.rules.antialias = input.number(1) % 2 != 0;
  if (input.number(1) % 2 == 0) choose_formats(input, spec, wild);
  if (wild) spec.rules.arithmetic = static_cast<Arithmetic>(input.number(1));
  const std::span<const Preset> all = presets();
  if (!wild && input.number(1) % 2 == 0) spec.rules = all[static_cast<std::size_t>(input.number(1)) % all.size()].rules;
  if (sizes::is_openmv(spec.rules.arithmetic) && !wild) spec.format = input.number(1) % 2 != 0 ? gray8 : rgb565;
  if (input.number(1) % 4 == 0) {  // thousandths of pixels; any double in the wild
    const auto edge = [&](std::int32_t end) {
      const std::int32_t value = input.number(4);
      return wild ? std::bit_cast<double>(std::int64_t{value} << 32 | input.number(4))
                  : static_cast<double>((value & 0xffffff) % (1000 * end + 1)) / (value < 0 ? 1000 : 1);
    };
    spec.box = {edge(spec.src.width), edge(spec.src.height), edge(spec.src.width), edge(spec.src.height)};
  }
  if (input.number(1) % 4 == 0) spec.scale = {input.number(2) / 1000.0, input.number(2) / 1000.0};
  if (!wild && sizes::is_openmv(spec.rules.arithmetic) && sizes::box_is_good(spec)) {
    spec.dst = {sizes::openmv_x(spec).dst, sizes::openmv_y(spec).dst};
  }
  if (wild || input.number(1) % 4 == 0) spec.rules.alpha = static_cast<Alpha>(input.number(1) % 3);
  spec.block_rows = wild ? input.number(2) : 1 + input.number(1) % 16;

  Message message{};
  const Status status = check(spec, &message);
  expect(status == check(spec), "the two checks disagree");
  expect((status == Status::ok) == (message.text[0] == '\0'), "a refusal without a sentence");
  if (status != Status::ok) {
    expect(memory_size(spec) == 0 && scratch_size(spec) == 0, "a refused spec has sizes");
    return 0;
  }
  const auto pixels = [](Size s) { return std::int64_t{s.width} * s.height; };
  if (pixels(spec.src) > 200000 || pixels(spec.dst) > 200000) return 0;

  if (pixels(output_size(spec)) > 200000 || spec.format.channels > 16) return 0;

  std::vector<std::uint8_t> src(
      static_cast<std::size_t>(pixels(spec.src) * sizes::bytes_per_pixel(spec.format) * sizes::planes(spec.format)));
  std::uint32_t s = static_cast<std::uint32_t>(input.number(4));
  const bool binary = input.number(1) % 3 == 0;
  for (std::uint8_t& byte : src) {
    s = s * 1664525u + 1013904223u;
    byte = static_cast<std::uint8_t>(s >> 24);
    if (binary) byte = byte >= 128 ? 255 : 0;
  }
  // The payloads of NaN are nobody's promise, and infinities make NaN: exponents stay below the largest.
  const std::size_t sample = static_cast<std::size_t>(sizes::alignment_of(spec.format.element));
  if (sizes::is_float(spec.format.element)) {
    for (std::size_t at = sample - 1; at < src.size(); at += sample) src[at] &= 0xbf;
  }
  const std::vector<std::uint8_t> want = execute(spec, src, *archs().back());
  for (const Arch* arch : archs()) {
    if (is_available(*arch)) expect(execute(spec, src, *arch) == want, name(*arch));
  }
  return 0;
}
