// Resizes one picture by five methods; on every target the bytes are the same.
//
//     photograph IN.ppm OUT_PREFIX WIDTHxHEIGHT [ARCH] [--untimed]
//     photograph --archs
//
// Writes OUT_PREFIX-<filter>.ppm and prints one line for each method:
//
//     lanczos3 9a3c41d2 1.37 ns/px avx2
//
// that is, the filter, the FNV-1a hash of the output's pixels, what one output pixel costs, in which unit, and the
// arch. On hosts the cost is CPU time; on boards it is instructions, or cycles on real hardware. Making the plan is not
// counted: it is made once and used for many images. With --untimed (emulators' time means nothing) the cost is "- -".
//
// --archs prints the archs of this build, best first, and whether this processor can run them.
#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <span>
#include <string>
#include <vector>

#include "../fnv1a.h"
#include "../pnm.hpp"
#include "isopel/isopel.hpp"
#include "stopwatch.hpp"

namespace {

using isopel::Border, isopel::Filter, isopel::Message, isopel::Spec, isopel::Status;

struct Method {
  const char* name;
  isopel::Rules rules;
};

constexpr Method methods[] = {
    {"nearest", {Filter::nearest}},
    {"bilinear", {Filter::bilinear, Border::replicate, true}},
    {"catmull-rom", {Filter::catmull_rom, Border::replicate, true}},
    {"area", {Filter::area}},
    {"lanczos3", {Filter::lanczos3, Border::replicate, true}},
};

struct Memory {
  std::span<std::byte> tables, scratch;
};

#if defined(ISOPEL_BOARD)

constexpr std::int32_t block_rows = 1;

// Firmware knows its geometry, so its memory is static and the compiler computes how much. For another geometry that
// needs more, Plan::make says so.
Memory memory_for(const Spec&) {
  constexpr auto most = [](auto size) {
    std::uint64_t bytes = 0;
    for (const Method& method : methods) {
      bytes = std::max(bytes, size(Spec{{320, 240}, {151, 113}, isopel::rgb8, method.rules, block_rows}));
    }
    return bytes;
  };
  static std::byte tables[most([](const Spec& spec) { return isopel::memory_size(spec); })];
  static std::byte scratch[most([](const Spec& spec) { return isopel::scratch_size(spec); })];
  return {tables, scratch};
}

#else

constexpr std::int32_t block_rows = 8;

Memory memory_for(const Spec& spec) {
  static std::vector<std::byte> tables, scratch;
  tables.resize(static_cast<std::size_t>(isopel::memory_size(spec)));
  scratch.resize(static_cast<std::size_t>(isopel::scratch_size(spec)));
  return {tables, scratch};
}

#endif

void check(Status status, const Message& why) {
  if (status == Status::ok) return;
  std::fprintf(stderr, "photograph: %s\n", why.text);
  std::exit(EXIT_FAILURE);
}

void resize(const Method& method, Picture& src, Picture& dst, const isopel::Arch* arch, bool timed) {
  const Spec spec{src.size, dst.size, src.format, method.rules, block_rows};
  Message why;
  check(isopel::check(spec, &why), why);

  const Memory memory = memory_for(spec);
  isopel::Plan plan;
  check(isopel::Plan::make(spec, memory.tables, plan, arch, &why), why);
  const auto execute = [&] { check(plan.execute(src.view(), dst.view(), memory.scratch, &why), why); };
  execute();

  std::printf("%s %08lx ", method.name, static_cast<unsigned long>(fnv1a(dst.pixels.data(), dst.pixels.size())));
  const Cost cost = timed ? measure(execute) : Cost{};
  if (cost.value > 0) {
    const double pixels = static_cast<double>(dst.size.width) * dst.size.height;
    std::printf("%.2f %s ", cost.value / pixels, cost.unit);
  } else {
    std::printf("- - ");
  }
  std::printf("%s\n", isopel::name(*plan.arch()));
}

int print_archs() {
  for (const isopel::Arch* arch : isopel::archs()) {
    std::printf("%s %s\n", isopel::name(*arch), isopel::is_available(*arch) ? "available" : "unavailable");
  }
  return EXIT_SUCCESS;
}

int usage() {
  std::fprintf(stderr,
               "usage: photograph IN.ppm OUT_PREFIX WIDTHxHEIGHT [ARCH] [--untimed]\n"
               "       photograph --archs\n");
  return EXIT_FAILURE;
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> arguments(argv + 1, argv + argc);
  if (arguments == std::vector<std::string>{"--archs"}) return print_archs();
  const bool timed = std::erase(arguments, "--untimed") == 0;
  if (arguments.size() < 3 || arguments.size() > 4) return usage();

  char* end = nullptr;
  const long width = std::strtol(arguments[2].c_str(), &end, 10);
  const long height = *end == 'x' ? std::strtol(end + 1, &end, 10) : 0;
  if (*end != '\0' || width < 1 || height < 1 || width > 8192 || height > 8192) return usage();

  const isopel::Arch* arch = nullptr;  // the best
  if (arguments.size() == 4) {
    arch = isopel::find_arch(arguments[3]);
    if (arch == nullptr) {
      std::fprintf(stderr, "photograph: there is no arch %s in this build\n", arguments[3].c_str());
      return EXIT_FAILURE;
    }
  }

  Picture src = read_pnm(arguments[0]);
  Picture dst({static_cast<std::int32_t>(width), static_cast<std::int32_t>(height)}, src.format);
  for (const Method& method : methods) {
    resize(method, src, dst, arch, timed);
    write_pnm(arguments[1] + "-" + method.name + (src.format == isopel::rgb8 ? ".ppm" : ".pgm"), dst);
  }
  return EXIT_SUCCESS;
}
