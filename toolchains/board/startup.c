// From reset to main() on the MPS2 and MPS3 boards, for test, bench and example images.
//
// The library itself needs none of this. Firmware has its own start-up code.

#include <stdint.h>
#include <stdlib.h>

#include "memory.h"
#include "semihosting.h"

extern uint32_t data_load[], data_start[], data_end[], bss_start[], bss_end[];
extern uint32_t stack_top[];

extern void initialise_monitor_handles(void);  // newlib: opens stdin, stdout, stderr
extern void __libc_init_array(void);           // newlib: runs constructors
extern int main(int argc, char** argv);

void reset_handler(void);
void fault_handler(void);  // fault.c

// Nothing here enables an interrupt, so any exception but reset is a fault.
__attribute__((section(".vectors"), used)) static void (*const vectors[])(void) = {
    (void (*)(void))stack_top,
    reset_handler,
    [2 ... 47] = fault_handler,
};

#define REGISTER(address) (*(volatile uint32_t*)(address))
#define SCB_CCR REGISTER(0xE000ED14)
#define SCB_SHCSR REGISTER(0xE000ED24)
#define SCB_CPACR REGISTER(0xE000ED88)

static void barrier(void) { __asm__ volatile("dsb\n\tisb" ::: "memory"); }

static char command_line[4096];
static char* arguments[64];

// Splits at spaces; "double quotes" hold an argument with spaces together.
static int split_arguments(char* text) {
  const int most = (int)(sizeof arguments / sizeof arguments[0]) - 1;
  int count = 0;
  while (*text != '\0') {
    if (*text == ' ') {
      ++text;
      continue;
    }
    if (count == most) {
      semihosting_print("board: too many arguments\n");
      semihosting_exit(2);
    }
    char* out = text;
    arguments[count++] = out;
    int quoted = 0;
    for (; *text != '\0' && (quoted || *text != ' '); ++text) {
      if (*text == '"') {
        quoted = !quoted;
      } else {
        *out++ = *text;
      }
    }
    if (*text != '\0') {
      ++text;
    }
    *out = '\0';
  }
  return count;
}

static int get_arguments(void) {
  const struct {
    char* buffer;
    uint32_t size;
  } block = {command_line, sizeof command_line};
  if (semihosting(SEMIHOSTING_GET_CMDLINE, &block) != 0) {
    semihosting_print("board: cannot get the command line (longer than 4095 bytes?)\n");
    semihosting_exit(2);
  }
  return split_arguments(command_line);
}

__attribute__((noreturn)) void reset_handler(void) {
  SCB_CPACR |= 0xFu << 20;  // FPU on, before any code that could use it
  SCB_SHCSR |= 7u << 16;    // memory, bus and usage faults have their own exceptions
  SCB_CCR |= 1u << 4;       // dividing by zero is a fault
#ifndef __ARM_FEATURE_UNALIGNED
  SCB_CCR |= 1u << 3;  // code for a smaller processor than this one: so are unaligned accesses
#endif
  barrier();

  const uint32_t* from = data_load;
  for (uint32_t* to = data_start; to < data_end;) {
    *to++ = *from++;
  }
  for (uint32_t* to = bss_start; to < bss_end;) {
    *to++ = 0;
  }
  close_memory();

  initialise_monitor_handles();
  __libc_init_array();
  const int argc = get_arguments();
  exit(main(argc, arguments));
}
