#include "bench/plans.hpp"

#include <benchmark/benchmark.h>

#include <vector>

#include "bench/trial.hpp"
#include "isopel/isopel.hpp"

namespace isopel::bench {
namespace {

struct PlanCase {
  const char* name;
  Spec spec;
};

constexpr Rules lanczos3{.filter = Filter::lanczos3, .antialias = true};
constexpr Rules pillow{
    .filter = Filter::bilinear, .border = Border::renormalize, .antialias = true, .arithmetic = Arithmetic::pillow};
constexpr PlanCase plan_cases[] = {
    {"plan/lanczos3-aa/gray/640x480-to-96x96", {{640, 480}, {96, 96}, gray8, lanczos3}},
    {"plan/lanczos3-aa/rgb/1920x1080-to-224x224", {{1920, 1080}, {224, 224}, rgb8, lanczos3}},
    {"plan/lanczos3-aa/rgb/1280x720-to-427x240", {{1280, 720}, {427, 240}, rgb8, lanczos3}},  // no weights repeat
    {"plan/bilinear/gray/320x240-to-96x96", {{320, 240}, {96, 96}, gray8}},
    {"plan/catmull-rom/rgb/1920x1080-to-1280x720", {{1920, 1080}, {1280, 720}, rgb8, {Filter::catmull_rom}}},
    {"plan/pillow-bilinear/rgb/640x480-to-224x224", {{640, 480}, {224, 224}, rgb8, pillow}},
    {"plan/opencv-4-linear/rgb/640x480-to-224x224", {{640, 480}, {224, 224}, rgb8, {.arithmetic = Arithmetic::opencv}}},
};

void time_plan(benchmark::State& state, const Spec& spec) {
  std::vector<std::byte> tables(static_cast<std::size_t>(memory_size(spec)));
  for ([[maybe_unused]] auto unused : state) {
    Message why;
    Plan plan;
    if (Plan::make(spec, tables, plan, nullptr, &why) != Status::ok) fail("%s", why.text);
    benchmark::ClobberMemory();
  }
}

}  // namespace

void register_plans() {
  for (const PlanCase& one : plan_cases) {
    benchmark::RegisterBenchmark(one.name, [&one](benchmark::State& state) {
      time_plan(state, one.spec);
    })->Unit(benchmark::kMicrosecond);
  }
}

}  // namespace isopel::bench
