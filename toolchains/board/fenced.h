// Memory whose last byte is followed by closed memory, so that a read past the end is a fault: for tests. Only boards
// with the MPU of Armv8-M have it, and only a few pieces at a time.
#ifndef ISOPEL_BOARD_FENCED_H
#define ISOPEL_BOARD_FENCED_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

// Null if there is no piece left, or none so large.
void* isopel_board_fenced(size_t size);

// Gives it back; 0 if it is none of these.
int isopel_board_unfence(void* memory);

#ifdef __cplusplus
}
#endif

#endif
