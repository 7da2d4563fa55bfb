#include "memory_use.h"

extern uint32_t data_start[], data_end[], bss_start[], bss_end[], stack_bottom[];

enum { PATTERN = 0x5AFE57AC, WORDS = 4096 };

static uint32_t* painted_top;
static uint32_t* painted_bottom;

uint32_t isopel_board_data_size(void) { return (uint32_t)((char*)data_end - (char*)data_start); }
uint32_t isopel_board_bss_size(void) { return (uint32_t)((char*)bss_end - (char*)bss_start); }

// The stack pointer is read by the function itself, whose own frame is empty or small: neither function may be inlined
// into one with a large frame.
__attribute__((noinline, noclone)) void isopel_board_stack_paint(void) {
  uint32_t* top;
  __asm__ volatile("mov %0, sp" : "=r"(top));
  const uint32_t room = (uint32_t)(top - stack_bottom);
  painted_top = top;
  painted_bottom = top - (room < WORDS ? room : WORDS);
  for (volatile uint32_t* word = painted_bottom; word < top; ++word) *word = PATTERN;
}

__attribute__((noinline, noclone)) uint32_t isopel_board_stack_used(void) {
  const volatile uint32_t* word = painted_bottom;
  while (word < painted_top && *word == PATTERN) ++word;
  return (uint32_t)((const char*)painted_top - (const char*)word);
}
