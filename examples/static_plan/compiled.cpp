// A plan that the compiler makes: no tables are computed at run time, and they cost no RAM. Here the plan of Plan::make
// stands beside it, to show that the bytes are the same; a firmware leaves that out, and with it all table arithmetic.
#include <cstddef>
#include <cstdint>
#include <cstdio>

#include "../fnv1a.h"
#include "isopel/static_plan.hpp"

namespace {

constexpr isopel::Spec spec{.src = {320, 240},
                            .dst = {96, 96},
                            .format = isopel::gray8,
                            .rules = {.filter = isopel::Filter::lanczos3, .antialias = true},
                            .block_rows = 1};
constexpr auto& compiled = isopel::static_plan<spec>;

std::byte scratch[compiled.scratch_size()];
std::byte tables[isopel::memory_size(spec)];  // of the other plan
std::uint8_t frame[240][320], input[96][96];

bool show(const char* name, isopel::Status status, const isopel::Message& why) {
  if (status != isopel::Status::ok) {
    std::fprintf(stderr, "compiled: %s\n", why.text);
    return false;
  }
  std::printf("%s %08lx\n", name, static_cast<unsigned long>(fnv1a(&input[0][0], sizeof input)));
  return true;
}

}  // namespace

int main() {
  for (int y = 0; y < 240; ++y) {
    for (int x = 0; x < 320; ++x) frame[y][x] = static_cast<std::uint8_t>(x * x + y * y);
  }
  const isopel::ConstImage src{frame, spec.src, 320, spec.format};
  const isopel::Image dst{input, spec.dst, 96, spec.format};
  isopel::Message why{};
  if (!show("compiler", compiled.execute(src, dst, scratch, &why), why)) return 1;

  isopel::Plan plan;
  isopel::Status status = isopel::Plan::make(spec, tables, plan, nullptr, &why);
  if (status == isopel::Status::ok) status = plan.execute(src, dst, scratch, &why);
  return show("run time", status, why) ? 0 : 1;
}
