// How much RAM a program on a board takes: its sections, and how deep its stack has been.
//
//     isopel_board_stack_paint();
//     work();
//     uint32_t n = isopel_board_stack_used();    // the deepest that work() went
//
// Painting fills the memory below the stack pointer with a pattern; what is no longer the pattern was used. A word that
// work() happened to write the pattern to, at its deepest, would be missed. Not for interrupts.
#ifndef ISOPEL_BOARD_MEMORY_USE_H
#define ISOPEL_BOARD_MEMORY_USE_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// Sizes of the sections as the linker laid them out: variables with a value, which flash holds, too, and cleared ones.
uint32_t isopel_board_data_size(void);
uint32_t isopel_board_bss_size(void);

// The next 16 KB below the stack pointer, or what there is.
void isopel_board_stack_paint(void);

// Bytes of stack that were used below the caller of isopel_board_stack_paint() since then; 16 KB if all were.
uint32_t isopel_board_stack_used(void);

#ifdef __cplusplus
}
#endif

#endif
