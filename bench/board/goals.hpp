// The rows of the Cortex-M goals: what is resized, and the instructions per output pixel that it may take. Rows without
// a goal are other sizes and odd widths, which the committed counts guard like the others.
#ifndef ISOPEL_BENCH_BOARD_GOALS_HPP_
#define ISOPEL_BENCH_BOARD_GOALS_HPP_

#include "isopel/isopel.hpp"

namespace isopel::bench {

struct Goal {
  const char* name;
  double instructions;  ///< per output pixel with the instructions of armv7em; 0 if there is none
  Spec spec;
  double helium = 0;  ///< the same with those of mve
};

inline constexpr Size camera{320, 240}, network{96, 96};

inline constexpr Rules filter_rules(Filter filter, bool antialias = false,
                                    Arithmetic arithmetic = Arithmetic::contract_1) {
  const bool pillow = arithmetic == Arithmetic::pillow;
  return {filter, pillow ? Border::renormalize : Border::replicate, antialias, arithmetic};
}

inline constexpr Spec spec_of(Rules rules, Format format = gray8, Size src = camera, Size dst = network,
                              std::int32_t block_rows = 1) {
  return {src, dst, format, rules, block_rows};
}

inline constexpr Rules bilinear = filter_rules(Filter::bilinear), catmull_rom = filter_rules(Filter::catmull_rom),
                       area = filter_rules(Filter::area), nearest = filter_rules(Filter::nearest),
                       smooth = filter_rules(Filter::bilinear, true), lanczos3 = filter_rules(Filter::lanczos3, true);

/// Their tables are made by the compiler.
inline constexpr Goal static_goals[] = {
    {"gray bilinear", 14.5, spec_of(bilinear), 3.5},
    {"gray Catmull-Rom", 35, spec_of(catmull_rom), 20},
    {"gray Catmull-Rom, 2x up", 15, spec_of(catmull_rom, gray8, {160, 120}, camera)},
    {"gray area", 30, spec_of(area), 16},
    {"gray area, 2:1", 4.5, spec_of(area, gray8, camera, {160, 120})},
    {"gray area, 4:1", 8.5, spec_of(area, gray8, camera, {80, 60})},
    {"gray antialiased bilinear", 44, spec_of(smooth)},
    {"gray antialiased Lanczos3, pair ring", 80, spec_of(lanczos3, gray8, camera, network, 16)},
    {"gray antialiased Lanczos3, one row", 145, spec_of(lanczos3)},
    {"RGB888 bilinear", 43, spec_of(bilinear, rgb8)},
    {"RGB888 Catmull-Rom", 110, spec_of(catmull_rom, rgb8)},
    {"RGB888 area", 90, spec_of(area, rgb8)},
    {"RGB565 bilinear, openmv", 36, spec_of(filter_rules(Filter::bilinear, false, Arithmetic::openmv), rgb565)},
    {"RGB565 bilinear", 53, spec_of(bilinear, rgb565)},
    {"gray pillow/bilinear", 65, spec_of(filter_rules(Filter::bilinear, true, Arithmetic::pillow))},
    {"gray nearest", 2.6, spec_of(nearest)},
    {"RGB565 nearest", 3, spec_of(nearest, rgb565)},
    {"gray bilinear, 640x480 to 160x120", 0, spec_of(bilinear, gray8, {640, 480}, {160, 120})},
    {"gray bilinear, 240x160 to 45x30", 0, spec_of(bilinear, gray8, {240, 160}, {45, 30})},
    {"gray bilinear, 160x120 to 320x240", 0, spec_of(bilinear, gray8, {160, 120}, camera)},
    {"gray Catmull-Rom, 321x241 to 97x95", 0, spec_of(catmull_rom, gray8, {321, 241}, {97, 95})},
    {"gray area, 240x160 to 45x30", 0, spec_of(area, gray8, {240, 160}, {45, 30})},
    {"gray area, 5:1", 0, spec_of(area, gray8, camera, {64, 48})},
    {"gray area, 320x240 to 224x224", 0, spec_of(area, gray8, camera, {224, 224})},
    {"gray area, 2:1 to 95x95", 0, spec_of(area, gray8, {190, 190}, {95, 95})},
    {"gray nearest, 321x241 to 97x95", 0, spec_of(nearest, gray8, {321, 241}, {97, 95})},
    {"RGB888 bilinear, 321x241 to 97x95", 0, spec_of(bilinear, rgb8, {321, 241}, {97, 95})},
    {"RGB565 bilinear, 321x241 to 97x95", 0, spec_of(bilinear, rgb565, {321, 241}, {97, 95})},
};

/// Their tables are made at run time, outside of the count.
inline constexpr Goal run_time_goals[] = {
    {"gray opencv-4/linear", 14.5, spec_of(filter_rules(Filter::bilinear, false, Arithmetic::opencv))},
    {"gray opencv-4/area/x86", 59, spec_of(filter_rules(Filter::area, false, Arithmetic::opencv))},
};

}  // namespace isopel::bench

#endif  // ISOPEL_BENCH_BOARD_GOALS_HPP_
