// No chip: the start-up code and the layout of the boards on the Cortex-M7 of QEMU's MPS2, to run what needs no chip's
// registers.

#include "board.h"
#include "semihosting.h"

void isopel_board_start_chip(void) {}

// QEMU answers semihosting, and there is no DHCSR to ask.
void isopel_board_write(const char* text, size_t length) {
  for (; length != 0; ++text, --length) {
    const char part[2] = {*text, '\0'};
    semihosting_print(part);
  }
}

void isopel_board_end(int code) { semihosting_exit(code); }
