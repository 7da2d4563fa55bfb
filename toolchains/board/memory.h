#ifndef ISOPEL_BOARD_MEMORY_H
#define ISOPEL_BOARD_MEMORY_H

#include <stdint.h>

// From the linker scripts.
extern uint32_t code_start[], code_end[], ram_start[], ram_end[], psram_start[], heap_end[];
extern uint32_t fenced_start[];  // Armv8-M only

// Of each piece the first part is open, the rest is the fence.
enum { FENCED_PIECES = 8, FENCED_PITCH = 512 * 1024, FENCED_SIZE = 384 * 1024 };

// Closes all memory that the linker script does not name.
void close_memory(void);

#endif
