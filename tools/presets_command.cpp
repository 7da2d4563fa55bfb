#include <algorithm>
#include <cstdio>
#include <string_view>

#include "commands.hpp"

namespace isopel::tools {

void presets_command() {
  std::size_t width = 0;
  for (const Preset& preset : presets()) width = std::max(width, std::string_view(preset.name).size());
  std::string_view library;
  for (const Preset& preset : presets()) {
    const std::string_view name = preset.name, its_library = name.substr(0, name.find_first_of("-/"));
    if (!library.empty() && library != its_library) std::printf("\n");
    library = its_library;
    std::printf("%-*s  %s\n", static_cast<int>(width), preset.name, preset.about);
  }
}

}  // namespace isopel::tools
