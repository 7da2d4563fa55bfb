// toolchains/board/instructions.h for a Linux program under QEMU: instructions, from count_plugin.c. run-counted starts
// both; without it isopel_board_count_is_exact() returns 0.
#define _GNU_SOURCE
#include "instructions.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#define NEVER_INLINE __attribute__((noinline, noclone))

enum { MARK = 0x150e1 };

static uint64_t start, own_cost;
static int file = -1;

// 0 if nobody counts.
static NEVER_INLINE uint64_t executed(void) {
  uint64_t count = 0;
  syscall(MARK);
  if (pread(file, &count, sizeof count, 0) != sizeof count) return 0;
  return count;
}

uint32_t isopel_board_count(void) {
  const uint64_t count = executed() - start - own_cost;
  return count < UINT32_MAX ? (uint32_t)count : UINT32_MAX;
}

void isopel_board_count_start(void) {
  const char* const path = getenv("ISOPEL_COUNT_FILE");
  if (file < 0 && path != NULL) file = open(path, O_RDONLY);
  own_cost = 0;
  start = executed();
  own_cost = isopel_board_count();
  start = executed();
}

const char* isopel_board_count_unit(void) { return "instructions"; }

static NEVER_INLINE uint32_t count_loop(uint32_t rounds) {
  isopel_board_count_start();
#if defined(__aarch64__)
  __asm__ volatile("1:\tsubs %w0, %w0, #1\n\tb.ne 1b" : "+r"(rounds) : : "cc");
#elif defined(__arm__)
  __asm__ volatile("1:\tsubs %0, %0, #1\n\tbne 1b" : "+r"(rounds) : : "cc");
#else
#error "a loop of two instructions is wanted here"
#endif
  return isopel_board_count();
}

int isopel_board_count_is_exact(void) {
  const uint32_t shortest = count_loop(1);
  return count_loop(50001) - shortest == 100000;
}
