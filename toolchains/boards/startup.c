// From reset to main() on silicon. The linker script (silicon.ld) says what lies where. What differs between chips is
// in their own files.

#include "board.h"

extern uint32_t itcm_load[], itcm_start[], itcm_end[];
extern uint32_t dtcm_load[], dtcm_start[], dtcm_end[], dtcm_bss_start[], dtcm_bss_end[];
extern uint32_t data_load[], data_start[], data_end[], bss_start[], bss_end[];
extern uint32_t stack_top[];
extern void (*const init_array_start[])(void);
extern void (*const init_array_end[])(void);

extern int main(int argc, char** argv);
extern void exit(int code);

void reset_handler(void);

// A debugger shows where it happened: `backtrace`, or the stacked pc.
static void fault_handler(void) {
  for (;;) __asm__ volatile("wfe");
}

// Nothing here enables an interrupt, so only the exceptions of the processor itself have an entry.
__attribute__((section(".vectors"), used)) static void (*const vectors[16])(void) = {
    (void (*)(void))stack_top,
    reset_handler,
    [2 ... 15] = fault_handler,
};

// Armv7-M Architecture Reference Manual (DDI 0403), B3.2.2 and B3.3.2.
enum {
  SYST_CSR = 0xE000E010,
  VTOR = 0xE000ED08,
  CPACR = 0xE000ED88,
};

// In numbers, for ITCM begins at 0 and of pointers a compiler assumes that none is null; volatile, for memcpy and
// memset are not there yet if they were placed in ITCM.
static void copy(const uint32_t* from, const uint32_t* first, const uint32_t* end) {
  for (uint32_t to = (uint32_t)first; to < (uint32_t)end; to += 4) *at(to) = *from++;
}

static void clear(const uint32_t* first, const uint32_t* end) {
  for (uint32_t to = (uint32_t)first; to < (uint32_t)end; to += 4) *at(to) = 0;
}

__attribute__((used, noreturn)) static void start(void) {
  *at(SYST_CSR) = 0;  // a bootloader's
  *at(VTOR) = (uint32_t)vectors;
  *at(CPACR) |= 0xFu << 20;  // FPU on, before any code that could use it
  __asm__ volatile("dsb\n\tisb" ::: "memory");
  isopel_board_open_memory();
  isopel_board_start_chip();

  copy(itcm_load, itcm_start, itcm_end);
  copy(dtcm_load, dtcm_start, dtcm_end);
  copy(data_load, data_start, data_end);
  clear(dtcm_bss_start, dtcm_bss_end);
  clear(bss_start, bss_end);
  __asm__ volatile("dsb\n\tisb" ::: "memory");  // the core may have fetched what was in ITCM before
  isopel_board_start_caches();

  for (void (*const* construct)(void) = init_array_start; construct < init_array_end; ++construct) (*construct)();
  char* no_arguments[] = {0};
  exit(main(0, no_arguments));
  for (;;) {
  }
}

// Not every bootloader sets the stack pointer or leaves interrupts off.
__attribute__((naked)) void reset_handler(void) {
  __asm__ volatile(
      "cpsid i\n\t"
      "ldr r0, =stack_top\n\t"
      "mov sp, r0\n\t"
      "b start\n\t"
      ".ltorg");
}
