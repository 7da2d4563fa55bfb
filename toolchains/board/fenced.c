#include "fenced.h"

#include "memory.h"

#if defined(__ARM_ARCH_8M_MAIN__)

static void* taken[FENCED_PIECES];

void* isopel_board_fenced(size_t size) {
  for (int i = 0; size <= FENCED_SIZE && i < FENCED_PIECES; ++i) {
    if (taken[i] == NULL) {
      return taken[i] = (char*)fenced_start + i * FENCED_PITCH + FENCED_SIZE - size;
    }
  }
  return NULL;
}

int isopel_board_unfence(void* memory) {
  for (int i = 0; i < FENCED_PIECES; ++i) {
    if (taken[i] == memory) {
      taken[i] = NULL;
      return 1;
    }
  }
  return 0;
}

#else

void* isopel_board_fenced(size_t size) {
  (void)size;
  return NULL;
}

int isopel_board_unfence(void* memory) {
  (void)memory;
  return 0;
}

#endif
