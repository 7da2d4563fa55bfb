#include <cstdio>

#include "commands.hpp"

namespace isopel::tools {

void presets_command() {
  for (const Preset& preset : presets()) std::printf("%-24s  %s\n", preset.name, preset.about);
}

}  // namespace isopel::tools
