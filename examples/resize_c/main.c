/* isopel from C99. First the one call for hosts; then the same with a plan, which pays when many images of one size
 * are resized, and which lets the program own all memory. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "../fnv1a.h"
#include "isopel/isopel.h"

enum { SRC_WIDTH = 64, SRC_HEIGHT = 48, DST_WIDTH = 25, DST_HEIGHT = 19, CHANNELS = 3 };

static uint8_t src_pixels[SRC_HEIGHT][SRC_WIDTH][CHANNELS], dst_pixels[DST_HEIGHT][DST_WIDTH][CHANNELS];

static void check(isopel_status status, const isopel_message* why) {
  if (status == ISOPEL_OK) return;
  fprintf(stderr, "resize_c: %s\n", why->text);
  exit(EXIT_FAILURE);
}

int main(void) {
  for (int y = 0; y < SRC_HEIGHT; ++y) {
    for (int x = 0; x < SRC_WIDTH; ++x) {
      src_pixels[y][x][0] = (uint8_t)(x * 4);
      src_pixels[y][x][1] = (uint8_t)(y * 5);
      src_pixels[y][x][2] = (uint8_t)(x * y);
    }
  }

  /* The one call. */
  const isopel_format rgb8 = {.element = ISOPEL_ELEMENT_U8, .channels = CHANNELS};
  const isopel_rules rules = {.filter = ISOPEL_FILTER_LANCZOS3, .antialias = true};
  const isopel_const_image src = {
      .data = src_pixels, .size = {SRC_WIDTH, SRC_HEIGHT}, .stride = SRC_WIDTH * CHANNELS, .format = rgb8};
  const isopel_image dst = {
      .data = dst_pixels, .size = {DST_WIDTH, DST_HEIGHT}, .stride = DST_WIDTH * CHANNELS, .format = rgb8};
  isopel_message why = {""};
  check(isopel_resize(src, dst, rules, &why), &why);
  printf("one call %08" PRIx32 "\n", fnv1a(&dst_pixels[0][0][0], sizeof dst_pixels));

  /* A plan: made once, executed for as many images as you like. */
  const isopel_spec spec = {.src = src.size, .dst = dst.size, .format = rgb8, .rules = rules};
  const size_t memory_size = (size_t)isopel_memory_size(&spec), scratch_size = (size_t)isopel_scratch_size(&spec);
  void* memory = malloc(memory_size);
  void* scratch = malloc(scratch_size);
  if (memory == NULL || scratch == NULL) return EXIT_FAILURE;
  isopel_plan plan;
  check(isopel_plan_make(&spec, memory, memory_size, NULL, &plan, &why), &why);
  check(isopel_plan_execute(&plan, src, dst, scratch, scratch_size, &why), &why);
  printf("plan     %08" PRIx32 "\n", fnv1a(&dst_pixels[0][0][0], sizeof dst_pixels));
  free(scratch);
  free(memory);
  return EXIT_SUCCESS;
}
