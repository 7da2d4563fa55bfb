// The presets: one row each. A preset is nothing but rules.
#include <algorithm>

#include "engine/message.hpp"
#include "isopel/isopel.hpp"

namespace isopel {
namespace {

constexpr Rules pillow(Filter filter, Arithmetic arithmetic = Arithmetic::pillow) {
  return {filter, Border::renormalize, true, arithmetic, Alpha::weighted};
}

constexpr Rules as_it_is(Filter filter, Arithmetic arithmetic) {
  return {filter, Border::replicate, false, arithmetic};
}

constexpr Preset rows[] = {
    {"opencv-4/area/arm64", "OpenCV 4 and 5.0 compiled for AArch64: resize(..., INTER_AREA)",
     as_it_is(Filter::area, Arithmetic::opencv_arm64)},
    {"opencv-4/area/x86", "OpenCV 4 and 5.0 compiled for x86-64: resize(..., INTER_AREA)",
     as_it_is(Filter::area, Arithmetic::opencv)},
    {"opencv-4/cubic/arm64", "OpenCV 4 and 5.0 compiled for AArch64, without a HAL: resize(..., INTER_CUBIC)",
     as_it_is(Filter::cubic, Arithmetic::opencv_arm64)},
    {"opencv-4/cubic/x86", "OpenCV 4 and 5.0 compiled for x86-64, without IPP: resize(..., INTER_CUBIC)",
     as_it_is(Filter::cubic, Arithmetic::opencv)},
    {"opencv-4/lanczos4", "OpenCV 4 and 5.0, without IPP and HAL: resize(..., INTER_LANCZOS4)",
     as_it_is(Filter::lanczos4, Arithmetic::opencv)},
    {"opencv-4/linear", "OpenCV 4 and 5.0, without a HAL: resize(..., INTER_LINEAR)",
     as_it_is(Filter::bilinear, Arithmetic::opencv)},
    {"opencv-4/linear-exact", "OpenCV 4 and 5.0: resize(..., INTER_LINEAR_EXACT)",
     as_it_is(Filter::bilinear, Arithmetic::opencv_exact)},
    {"opencv-4/nearest", "OpenCV 4 and 5.0: resize(..., INTER_NEAREST)", as_it_is(Filter::nearest, Arithmetic::opencv)},
    {"opencv-4.6/nearest-exact", "OpenCV 4.5.5 to 4.7: resize(..., INTER_NEAREST_EXACT)",
     as_it_is(Filter::nearest, Arithmetic::opencv_exact)},
    {"opencv-4.8/nearest-exact", "OpenCV 4.8 to 4.14: resize(..., INTER_NEAREST_EXACT)",
     as_it_is(Filter::nearest, Arithmetic::opencv_exact_4_8)},
    {"opencv-5.0/nearest-exact", "OpenCV 5.0: resize(..., INTER_NEAREST_EXACT)",
     as_it_is(Filter::nearest, Arithmetic::opencv_exact_5_0)},
    {"openmv-4.3/area", "OpenMV firmware 3.7 to 4.3: image.scale(..., hint=AREA)",
     as_it_is(Filter::area, Arithmetic::openmv_4_3)},
    {"openmv-4.3/bicubic", "OpenMV firmware 3.7 to 4.3: image.scale(..., hint=BICUBIC)",
     as_it_is(Filter::catmull_rom, Arithmetic::openmv_4_3)},
    {"openmv-4.3/bilinear", "OpenMV firmware 3.7 to 4.3: image.scale(..., hint=BILINEAR)",
     as_it_is(Filter::bilinear, Arithmetic::openmv_4_3)},
    {"openmv-4.3/nearest", "OpenMV firmware 3.7 to 4.3: image.scale(...)",
     as_it_is(Filter::nearest, Arithmetic::openmv_4_3)},
    {"openmv/area", "OpenMV firmware 4.4 and later: image.scale(..., hint=AREA)",
     as_it_is(Filter::area, Arithmetic::openmv)},
    {"openmv/bicubic", "OpenMV firmware 4.4 and later: image.scale(..., hint=BICUBIC)",
     as_it_is(Filter::catmull_rom, Arithmetic::openmv)},
    {"openmv/bilinear", "OpenMV firmware 4.4 and later: image.scale(..., hint=BILINEAR)",
     as_it_is(Filter::bilinear, Arithmetic::openmv)},
    {"openmv/nearest", "OpenMV firmware 4.4 and later: image.scale(...)",
     as_it_is(Filter::nearest, Arithmetic::openmv)},
    {"pillow-12.2/bicubic", "Pillow 12.2 and 12.3, L, LA, RGB and RGBA: Image.resize(size, BICUBIC)",
     pillow(Filter::catmull_rom, Arithmetic::pillow_12_2)},
    {"pillow-12.2/bilinear", "Pillow 12.2 and 12.3, L, LA, RGB and RGBA: Image.resize(size, BILINEAR)",
     pillow(Filter::bilinear, Arithmetic::pillow_12_2)},
    {"pillow-12.2/box", "Pillow 12.2 and 12.3, L, LA, RGB and RGBA: Image.resize(size, BOX)",
     pillow(Filter::box, Arithmetic::pillow_12_2)},
    {"pillow-12.2/hamming", "Pillow 12.2 and 12.3, L, LA, RGB and RGBA: Image.resize(size, HAMMING)",
     pillow(Filter::hamming, Arithmetic::pillow_12_2)},
    {"pillow-12.2/lanczos", "Pillow 12.2 and 12.3, L, LA, RGB and RGBA: Image.resize(size, LANCZOS)",
     pillow(Filter::lanczos3, Arithmetic::pillow_12_2)},
    {"pillow-12.2/nearest", "Pillow 12.2 and 12.3, L, LA, RGB and RGBA: Image.resize(size, NEAREST)",
     pillow(Filter::nearest, Arithmetic::pillow_12_2)},
    {"pillow-12.2/reduce", "Pillow 12.2 and 12.3, L, LA, RGB and RGBA: Image.reduce(factor)",
     pillow(Filter::area, Arithmetic::pillow_12_2)},
    {"pillow-13/bicubic", "Pillow 13, L, LA, RGB and RGBA: Image.resize(size, BICUBIC)",
     pillow(Filter::catmull_rom, Arithmetic::pillow_13)},
    {"pillow-13/bilinear", "Pillow 13, L, LA, RGB and RGBA: Image.resize(size, BILINEAR)",
     pillow(Filter::bilinear, Arithmetic::pillow_13)},
    {"pillow-13/box", "Pillow 13, L, LA, RGB and RGBA: Image.resize(size, BOX)",
     pillow(Filter::box, Arithmetic::pillow_13)},
    {"pillow-13/hamming", "Pillow 13, L, LA, RGB and RGBA: Image.resize(size, HAMMING)",
     pillow(Filter::hamming, Arithmetic::pillow_13)},
    {"pillow-13/lanczos", "Pillow 13, L, LA, RGB and RGBA: Image.resize(size, LANCZOS)",
     pillow(Filter::lanczos3, Arithmetic::pillow_13)},
    {"pillow-13/nearest", "Pillow 13, L, LA, RGB and RGBA: Image.resize(size, NEAREST)",
     pillow(Filter::nearest, Arithmetic::pillow_13)},
    {"pillow-13/reduce", "Pillow 13, L, LA, RGB and RGBA: Image.reduce(factor)",
     pillow(Filter::area, Arithmetic::pillow_13)},
    {"pillow/bicubic", "Pillow 9 to 12.1, L, LA, RGB and RGBA: Image.resize(size, BICUBIC)",
     pillow(Filter::catmull_rom)},
    {"pillow/bilinear", "Pillow 9 to 12.1, L, LA, RGB and RGBA: Image.resize(size, BILINEAR)",
     pillow(Filter::bilinear)},
    {"pillow/box", "Pillow 9 to 12.1, L, LA, RGB and RGBA: Image.resize(size, BOX)", pillow(Filter::box)},
    {"pillow/hamming", "Pillow 9 to 12.1, L, LA, RGB and RGBA: Image.resize(size, HAMMING)", pillow(Filter::hamming)},
    {"pillow/lanczos", "Pillow 9 to 12.1, L, LA, RGB and RGBA: Image.resize(size, LANCZOS)", pillow(Filter::lanczos3)},
    {"pillow/nearest", "Pillow 9 to 12.1, L, LA, RGB and RGBA: Image.resize(size, NEAREST)", pillow(Filter::nearest)},
    {"pillow/reduce", "Pillow 9 to 12.1, L, LA, RGB and RGBA: Image.reduce(factor)", pillow(Filter::area)},
};

constexpr std::size_t longest_name = 40;

/// Levenshtein's distance: how many letters to insert, remove or change.
std::size_t distance(std::string_view a, std::string_view b) {
  a = std::string_view(a.data(), std::min(a.size(), longest_name));
  std::size_t row[longest_name + 1];
  for (std::size_t i = 0; i <= a.size(); ++i) row[i] = i;
  for (std::size_t j = 0; j < b.size(); ++j) {
    std::size_t diagonal = row[0];
    row[0] = j + 1;
    for (std::size_t i = 1; i <= a.size(); ++i) {
      const std::size_t changed = diagonal + (a[i - 1] == b[j] ? 0 : 1);
      diagonal = row[i];
      row[i] = std::min({changed, row[i] + 1, row[i - 1] + 1});
    }
  }
  return row[a.size()];
}

/// Names that go on where the wanted one ends come first.
bool is_closer(std::string_view name, const Preset& a, const Preset& b) {
  const bool a_goes_on = std::string_view(a.name).starts_with(name),
             b_goes_on = std::string_view(b.name).starts_with(name);
  if (!name.empty() && a_goes_on != b_goes_on) return a_goes_on;
  return distance(name, a.name) < distance(name, b.name);
}

}  // namespace

std::span<const Preset> presets() noexcept { return rows; }

const Preset* find_preset(std::string_view name, Message* message) noexcept {
  for (const Preset& preset : rows) {
    if (name == preset.name) return &preset;
  }
  const Preset *first = nullptr, *second = nullptr;
  for (const Preset& preset : rows) {
    if (first == nullptr || is_closer(name, preset, *first)) {
      second = first;
      first = &preset;
    } else if (second == nullptr || is_closer(name, preset, *second)) {
      second = &preset;
    }
  }
  Sentence(message) << "there is no preset of that name; the closest are " << first->name << " and " << second->name;
  return nullptr;
}

}  // namespace isopel
