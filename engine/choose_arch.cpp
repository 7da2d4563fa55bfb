// Which arch a plan runs on: the best available, unless the caller or the environment says otherwise.
#include "engine/choose_arch.hpp"

#include "arch/board.hpp"
#include "arch/dispatch.hpp"
#include "engine/message.hpp"
#include "isopel/plain_plan.hpp"

// Hosts have an environment; microcontrollers must not pull one in.
#if defined(__unix__) || defined(__APPLE__) || defined(_WIN32)
#include <cstdlib>
namespace {
const char* environment(const char* variable) { return std::getenv(variable); }
}  // namespace
#else
namespace {
const char* environment(const char*) { return nullptr; }
}  // namespace
#endif

namespace isopel {
namespace {

/// Whether `name` is one of the names in a comma-separated list.
bool lists(const char* names, std::string_view name) {
  if (names == nullptr) return false;
  for (const char* word = names;; ++names) {
    if (*names != ',' && *names != '\0') continue;
    if (std::string_view(word, static_cast<std::size_t>(names - word)) == name) return true;
    if (*names == '\0') return false;
    word = names + 1;
  }
}

}  // namespace

std::span<const Arch* const> archs() noexcept { return arch_list(); }

const char* name(const Arch& arch) noexcept { return arch.name; }

bool is_available(const Arch& arch) noexcept { return arch.available(); }

const Arch* find_arch(std::string_view name) noexcept {
  for (const Arch* arch : archs()) {
    if (name == arch->name) return arch;
  }
  return nullptr;
}

const Arch* best_arch(ArchMask excluded, Message* message) noexcept {
  if (const char* forced = environment("ISOPEL_ARCH"); forced != nullptr && *forced != '\0') {
    const Arch* arch = find_arch(forced);
    if (arch != nullptr && is_available(*arch)) return arch;
    Sentence(message) << "ISOPEL_ARCH=" << forced
                      << (arch == nullptr ? ": there is no such arch in this build" : ": this processor cannot run it");
    return nullptr;
  }
  const char* left_out = environment("ISOPEL_ARCH_EXCLUDE");
  const std::span<const Arch* const> all = archs();
  for (std::size_t i = 0; i + 1 < all.size(); ++i) {
    if ((excluded >> i & 1) == 0 && is_available(*all[i]) && !lists(left_out, all[i]->name)) return all[i];
  }
  return all.back();
}

const Arch* default_arch(Message* message) noexcept { return is_firmware ? &board_arch : best_arch(0, message); }

Status choose_arch(const Arch*& arch, Message* message) noexcept {
  if (arch == nullptr) {
    arch = default_arch(message);
    return arch == nullptr ? Status::arch_unavailable : Status::ok;
  }
  if (is_available(*arch)) return Status::ok;
  Sentence(message) << "this processor cannot run the arch " << name(*arch);
  return Status::arch_unavailable;
}

}  // namespace isopel
