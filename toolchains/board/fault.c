// Any fault: print one line, end the program with exit code 70.
// Example: "board: MemManage fault at pc=0x000007E6, address 0x00000000, CFSR=0x00000082" (a null pointer)

#include <stdint.h>

#include "semihosting.h"

extern uint32_t stack_bottom[], stack_top[];

#define REGISTER(address) (*(volatile uint32_t*)(address))
#define SCB_CFSR REGISTER(0xE000ED28)
#define SCB_MMFAR REGISTER(0xE000ED34)
#define SCB_BFAR REGISTER(0xE000ED38)

enum { EXIT_CODE = 70 };

static void print_hex(uint32_t value) {
  char text[11] = "0x";
  for (int i = 0; i < 8; ++i) {
    text[2 + i] = "0123456789ABCDEF"[value >> (28 - 4 * i) & 15];
  }
  text[10] = '\0';
  semihosting_print(text);
}

static const char* exception_name(uint32_t number) {
  switch (number) {
    case 2:
      return "NMI";
    case 3:
      return "HardFault";
    case 4:
      return "MemManage fault";
    case 5:
      return "BusFault";
    case 6:
      return "UsageFault";
    default:
      return "unexpected exception";
  }
}

// frame is where the CPU saved {r0-r3, r12, lr, pc, xpsr}.
__attribute__((used, noreturn)) static void report(const uint32_t* frame, uint32_t exception) {
  const uint32_t status = SCB_CFSR;
  semihosting_print("board: ");
  semihosting_print(exception_name(exception));
  if (frame >= stack_bottom && frame + 8 <= stack_top) {
    semihosting_print(" at pc=");
    print_hex(frame[6]);
  } else {
    semihosting_print(" (stack overflow, pc unknown)");
  }
  if (status & 1u << 7) {
    semihosting_print(", address ");
    print_hex(SCB_MMFAR);
  }
  if (status & 1u << 15) {
    semihosting_print(", address ");
    print_hex(SCB_BFAR);
  }
  semihosting_print(", CFSR=");
  print_hex(status);
  semihosting_print("\n");
  semihosting_exit(EXIT_CODE);
}

// The stack may be what broke, so take a fresh one before the first push.
__attribute__((naked)) void fault_handler(void) {
  __asm__ volatile(
      "mrs r0, msp\n\t"
      "mrs r1, ipsr\n\t"
      "ldr r2, =stack_top\n\t"
      "mov sp, r2\n\t"
      "b report\n\t"
      ".ltorg");
}
