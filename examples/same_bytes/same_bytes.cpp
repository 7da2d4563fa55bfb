// Why this library exists: a model was trained on camera images of 240x160 that Python's OpenCV had scaled to 45x30,
// and runs on a board whose firmware scales them with other arithmetic. It gets pixels that it has never seen.
//
//     same_bytes photograph.pgm OUT_PREFIX
//
// Scales one such image as OpenCV, Pillow and OpenMV's image.scale do, writes OUT_PREFIX-<preset>.pgm and
// OUT_PREFIX-source.pgm, and prints one line for each preset:
//
//     opencv-4/area/x86 85d253a4 31 5.33
//
// that is, the preset, the FNV-1a hash of its pixels, and how far they are from OpenCV's INTER_LINEAR: the largest and
// the mean absolute difference, in levels of 0..255. Hosts and boards print the same lines.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "../fnv1a.h"
#include "../pnm.hpp"
#include "isopel/isopel.hpp"

namespace {

using isopel::Arithmetic, isopel::Border, isopel::Filter, isopel::Rules, isopel::Size, isopel::Spec;

constexpr Size camera{240, 160}, input{45, 30};
constexpr std::int32_t left = 40, top = 60;  // where the camera looks in the photograph: eyes, nose and whiskers

constexpr const char* trained_with = "opencv-4/linear";
constexpr const char* presets[] = {
    trained_with,         // cv2.resize(image, (45, 30)), whose default is INTER_LINEAR
    "opencv-4/area/x86",  // INTER_AREA
    "pillow/bilinear",    // image.resize((45, 30), Image.BILINEAR)
    "openmv/nearest",     // image.scale(45 / 240, 30 / 160), without a hint
    "openmv/bilinear",    // hint=image.BILINEAR
    "openmv/area",        // hint=image.AREA
    "openmv/bicubic",     // hint=image.BICUBIC
};

constexpr Spec spec_of(const Rules& rules) {
  return {.src = camera, .dst = input, .format = isopel::gray8, .rules = rules, .block_rows = 1};
}

// The rules of these presets once more, because the compiler sizes the buffers. Were one of them another, making the
// plan or executing it would say that the memory is too small.
constexpr Rules rules_for_sizes[] = {
    {.filter = Filter::bilinear, .arithmetic = Arithmetic::opencv},
    {.filter = Filter::area, .arithmetic = Arithmetic::opencv},
    {.filter = Filter::bilinear, .border = Border::renormalize, .antialias = true, .arithmetic = Arithmetic::pillow},
    {.filter = Filter::bilinear, .arithmetic = Arithmetic::openmv},
    {.filter = Filter::area, .arithmetic = Arithmetic::openmv},
    {.filter = Filter::catmull_rom, .arithmetic = Arithmetic::openmv},
};

constexpr std::uint64_t most(auto size) {
  std::uint64_t bytes = 0;
  for (const Rules& rules : rules_for_sizes) bytes = std::max(bytes, size(spec_of(rules)));
  return bytes;
}
std::byte tables[most([](const Spec& spec) { return isopel::memory_size(spec); })];
std::byte scratch[most([](const Spec& spec) { return isopel::scratch_size(spec); })];

[[noreturn]] void fail(const char* why) {
  std::fprintf(stderr, "same_bytes: %s\n", why);
  std::exit(EXIT_FAILURE);
}

void check(isopel::Status status, const isopel::Message& why) {
  if (status != isopel::Status::ok) fail(why.text);
}

Picture resize(const char* name, isopel::ConstImage src) {
  isopel::Message why;
  const isopel::Preset* preset = isopel::find_preset(name, &why);
  if (preset == nullptr) fail(why.text);
  isopel::Plan plan;
  check(isopel::Plan::make(spec_of(preset->rules), tables, plan, nullptr, &why), why);
  Picture dst(input, isopel::gray8);
  check(plan.execute(src, dst.view(), scratch, &why), why);
  return dst;
}

void print(const char* name, const Picture& picture, const Picture& expected) {
  const std::size_t count = picture.pixels.size();
  int largest = 0;
  std::size_t sum = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const int difference = std::abs(picture.pixels[i] - expected.pixels[i]);
    largest = std::max(largest, difference);
    sum += static_cast<std::size_t>(difference);
  }
  const auto hash = static_cast<unsigned long>(fnv1a(picture.pixels.data(), count));
  const auto hundredths = static_cast<unsigned long>((200 * sum + count) / (2 * count));
  std::printf("%s %08lx %d %lu.%02lu\n", name, hash, largest, hundredths / 100, hundredths % 100);
}

void write(const std::string& prefix, std::string name, const Picture& picture) {
  std::ranges::replace(name, '/', '-');
  write_pnm(prefix + "-" + name + ".pgm", picture);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) fail("usage: same_bytes photograph.pgm OUT_PREFIX");
  const std::string prefix = argv[2];

  // The camera's image is a part of a larger one: an offset and a stride, no copy.
  Picture photograph = read_pnm(argv[1]);
  if (photograph.format != isopel::gray8 || photograph.size != Size{320, 240}) fail("needs the gray one of 320x240");
  const std::ptrdiff_t stride = photograph.size.width;
  const std::uint8_t* corner = photograph.pixels.data() + top * stride + left;
  const isopel::ConstImage frame{corner, camera, stride, isopel::gray8};

  const Picture expected = resize(trained_with, frame);
  for (const char* name : presets) {
    const Picture picture = resize(name, frame);
    print(name, picture, expected);
    write(prefix, name, picture);
  }

  // For other programs, which shall scale the very same pixels.
  Picture source(camera, isopel::gray8);
  for (std::int32_t y = 0; y < camera.height; ++y) {
    std::copy_n(corner + y * stride, camera.width, source.pixels.begin() + std::ptrdiff_t{y} * camera.width);
  }
  write(prefix, "source", source);
  return EXIT_SUCCESS;
}
