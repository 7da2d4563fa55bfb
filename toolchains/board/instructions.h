// Counting work on a board: exact instructions under QEMU, cycles on silicon.
//
//     isopel_board_count_start();
//     work();
//     uint32_t n = isopel_board_count();    // the cost of counting is already taken off
//
// Under QEMU (the default): instructions, from CMSDK timer 0 or a Cortex-M55's system counter. QEMU must run with
// `-icount shift=6,sleep=off` (ISOPEL_ICOUNT=1 makes run-qemu do that); without it the timer
// follows the wall clock and isopel_board_count_is_exact() returns 0. An instruction then takes
// 64 ns of the board's time, a tick of the 25 MHz timer 40 ns: 1.6 ticks an instruction. (20 MHz on mps2-an505, 32 MHz
// on mps3-an547.)
// Instructions are not cycles: no caches, no dual issue, no flash wait states.
//
// On silicon (ISOPEL_BOARD_COUNT_DWT defined): cycles of the core, from DWT CYCCNT. QEMU's
// CYCCNT always reads 0, so this half is compiled in CI but NEVER RUN there.
//
// Limits: under QEMU 2 684 354 559 instructions (more on the boards of Cortex-M33 and M55), after which
// isopel_board_count() returns UINT32_MAX and never a wrapped number. On silicon 2^32 - 1 cycles (8.9 s at 480 MHz),
// and CYCCNT wraps without a sign: keep the measured work shorter. One counter, no nesting, not for interrupts.
#ifndef ISOPEL_BOARD_INSTRUCTIONS_H
#define ISOPEL_BOARD_INSTRUCTIONS_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

void isopel_board_count_start(void);

// Since the last start. May be called several times; a second call includes the first one's cost.
uint32_t isopel_board_count(void);

// "instructions" or "cycles".
const char* isopel_board_count_unit(void);

// 1 when a loop of known length counts exactly right; on silicon, where nothing says how many cycles it takes, when the
// counter runs at all. A bench should refuse to print numbers otherwise.
int isopel_board_count_is_exact(void);

#ifdef __cplusplus
}
#endif

#endif
