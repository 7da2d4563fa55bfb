// Semihosting: how a program on a board talks to the debugger, here to QEMU.
// newlib (rdimon.specs) does files and exit by itself; this is for start-up and fault handlers,
// which must not rely on newlib being alive.
#ifndef ISOPEL_BOARD_SEMIHOSTING_H
#define ISOPEL_BOARD_SEMIHOSTING_H

#include <stdint.h>

enum {
  SEMIHOSTING_WRITE0 = 0x04,         // print a C string
  SEMIHOSTING_GET_CMDLINE = 0x15,    // argument: {buffer, size}
  SEMIHOSTING_EXIT_EXTENDED = 0x20,  // argument: {reason, exit code}
};

static inline int semihosting(int operation, const void* argument) {
  register int r0 __asm__("r0") = operation;
  register const void* r1 __asm__("r1") = argument;
  __asm__ volatile("bkpt 0xAB" : "+r"(r0) : "r"(r1) : "memory");
  return r0;
}

static inline void semihosting_print(const char* text) { semihosting(SEMIHOSTING_WRITE0, text); }

static inline _Noreturn void semihosting_exit(int code) {
  const uint32_t application_exit = 0x20026;
  const uint32_t block[2] = {application_exit, (uint32_t)code};
  for (;;) {
    semihosting(SEMIHOSTING_EXIT_EXTENDED, block);
  }
}

#endif
