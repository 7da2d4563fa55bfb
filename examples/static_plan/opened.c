/* A plan from a header that `isopel plan` wrote: firmware in C, or with a compiler that has no constexpr, need not make
 * it. OpenCV's INTER_LINEAR, whose tables no C++ compiler makes. Here the plan of isopel_plan_make stands beside it, to
 * show that the bytes are the same. The header was made by
 *
 *     isopel plan 320x240 96x96 --channels 1 --block-rows 1 --preset opencv-4/linear --emit-c input_plan.h --name input
 */
#include <inttypes.h>
#include <stdio.h>

#include "../fnv1a.h"
#include "input_plan.h"

static uint8_t frame[240][320], input[96][96], scratch[input_scratch_size];
static uint64_t tables[512]; /* of the other plan */

static int show(const char* name, const isopel_plan* plan, isopel_status status, isopel_message* why) {
  const isopel_const_image src = {
      .data = frame, .size = input_spec.src, .stride = input_src_stride, .format = input_spec.format};
  const isopel_image dst = {
      .data = input, .size = input_spec.dst, .stride = input_dst_stride, .format = input_spec.format};
  if (status == ISOPEL_OK) status = isopel_plan_execute(plan, src, dst, scratch, sizeof scratch, why);
  if (status != ISOPEL_OK) {
    fprintf(stderr, "opened: %s\n", why->text);
    return 1;
  }
  printf("%s %08" PRIx32 "\n", name, fnv1a(&input[0][0], sizeof input));
  return 0;
}

int main(void) {
  for (int y = 0; y < 240; ++y) {
    for (int x = 0; x < 320; ++x) frame[y][x] = (uint8_t)(x * x + y * y);
  }
  isopel_plan plan;
  isopel_message why = {""};
  isopel_status status = isopel_plan_open(&input_spec, input_image, sizeof input_image, NULL, &plan, &why);
  if (show("header", &plan, status, &why) != 0) return 1;
  status = isopel_plan_make(&input_spec, tables, sizeof tables, NULL, &plan, &why);
  return show("run time", &plan, status, &why);
}
