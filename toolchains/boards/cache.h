// The data cache and DMA. The rules are in README.md.
#ifndef ISOPEL_BOARDS_CACHE_H
#define ISOPEL_BOARDS_CACHE_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

// Lines are 32 bytes: buffers for DMA begin on a multiple of 32 and are a multiple of 32 long.
enum { ISOPEL_BOARD_CACHE_LINE = 32 };

// Before DMA reads what the core wrote: writes it to memory.
void isopel_board_cache_clean(const void* data, size_t size);

// Before DMA writes, so that no dirty line is written over its bytes later, and again before the core reads them, for
// the core may have read ahead in between: drops what the cache holds.
void isopel_board_cache_drop(void* data, size_t size);

#ifdef __cplusplus
}
#endif

#endif
