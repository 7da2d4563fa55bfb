/* The header and the library from C99, without a C++ compiler. */
#include <isopel/isopel.h>
#include <stdio.h>
#include <stdlib.h>

int main(void) {
  static unsigned char photo[64 * 48], small_one[20 * 15];
  isopel_spec spec = {.src = {64, 48},
                      .dst = {20, 15},
                      .format = {ISOPEL_ELEMENT_U8, 1},
                      .rules = {.filter = ISOPEL_FILTER_AREA},
                      .block_rows = 1};
  const isopel_format gray = {.element = ISOPEL_ELEMENT_U8, .channels = 1};
  isopel_const_image src = {.size = {64, 48}, .stride = 64, .format = gray};
  isopel_image dst = {.size = {20, 15}, .stride = 20, .format = gray};
  isopel_message why;
  isopel_plan plan;
  size_t memory_size = (size_t)isopel_memory_size(&spec), scratch_size = (size_t)isopel_scratch_size(&spec), i;
  void *memory = malloc(memory_size), *scratch = malloc(scratch_size);
  for (i = 0; i < sizeof photo; ++i) photo[i] = 100;
  src.data = photo;
  dst.data = small_one;
  if (isopel_plan_make(&spec, memory, memory_size, NULL, &plan, &why) != ISOPEL_OK ||
      isopel_plan_execute(&plan, src, dst, scratch, scratch_size, &why) != ISOPEL_OK) {
    puts(why.text);
    return 1;
  }
  free(memory);
  free(scratch);
  printf("pixel %d, arch %s\n", small_one[0], isopel_arch_name(isopel_plan_arch(&plan)));
  return small_one[0] == 100 ? 0 : 1;
}
