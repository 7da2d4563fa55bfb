// The presets: one row each. A preset is nothing but rules.
#include <algorithm>

#include "engine/message.hpp"
#include "isopel/isopel.hpp"

namespace isopel {
namespace {

constexpr Rules pillow(Filter filter) { return {filter, Border::renormalize, true, Arithmetic::pillow}; }

constexpr Rules opencv(Filter filter, Arithmetic arithmetic) { return {filter, Border::replicate, false, arithmetic}; }

constexpr Preset rows[] = {
    {"opencv-4/linear", "OpenCV 4 and 5.0: resize(..., INTER_LINEAR), without a HAL",
     opencv(Filter::bilinear, Arithmetic::opencv)},
    {"opencv-4/linear-exact", "OpenCV 4 and 5.0: resize(..., INTER_LINEAR_EXACT)",
     opencv(Filter::bilinear, Arithmetic::opencv_exact)},
    {"opencv-4/nearest", "OpenCV 4 and 5.0: resize(..., INTER_NEAREST)", opencv(Filter::nearest, Arithmetic::opencv)},
    {"opencv-4.6/nearest-exact", "OpenCV 4.6: resize(..., INTER_NEAREST_EXACT)",
     opencv(Filter::nearest, Arithmetic::opencv_exact)},
    {"pillow/bicubic", "Pillow 9 to 12, L and RGB: Image.resize(size, BICUBIC)", pillow(Filter::catmull_rom)},
    {"pillow/bilinear", "Pillow 9 to 12, L and RGB: Image.resize(size, BILINEAR)", pillow(Filter::bilinear)},
    {"pillow/box", "Pillow 9 to 12, L and RGB: Image.resize(size, BOX)", pillow(Filter::box)},
    {"pillow/hamming", "Pillow 9 to 12, L and RGB: Image.resize(size, HAMMING)", pillow(Filter::hamming)},
    {"pillow/lanczos", "Pillow 9 to 12, L and RGB: Image.resize(size, LANCZOS)", pillow(Filter::lanczos3)},
    {"pillow/nearest", "Pillow 9 to 12, L and RGB: Image.resize(size, NEAREST)", pillow(Filter::nearest)},
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

}  // namespace

std::span<const Preset> presets() noexcept { return rows; }

const Preset* find_preset(std::string_view name, Message* message) noexcept {
  for (const Preset& preset : rows) {
    if (name == preset.name) return &preset;
  }
  const Preset *first = nullptr, *second = nullptr;
  for (const Preset& preset : rows) {
    if (first == nullptr || distance(name, preset.name) < distance(name, first->name)) {
      second = first;
      first = &preset;
    } else if (second == nullptr || distance(name, preset.name) < distance(name, second->name)) {
      second = &preset;
    }
  }
  Sentence(message) << "there is no preset of that name; the closest are " << first->name << " and " << second->name;
  return nullptr;
}

}  // namespace isopel
