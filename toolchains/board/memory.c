// Closes all memory that the linker script does not name, so that tests notice.
//
// QEMU lets a program read address 0, write to its own code, run off the end of CODE and RAM into their mirrors, and
// swallows accesses to the "reserved" rest of the board's map without a word. So the MPU closes all that.

#include "memory.h"

#define REGISTER(address) (*(volatile uint32_t*)(address))
#define MPU_CTRL REGISTER(0xE000ED94)
#define MPU_RBAR REGISTER(0xE000ED9C)

static void barrier(void) { __asm__ volatile("dsb\n\tisb" ::: "memory"); }

#if defined(__ARM_ARCH_8M_MAIN__)

// Armv8-M: any multiple of 32 bytes, no overlaps.

#define MPU_RNR REGISTER(0xE000ED98)
#define MPU_RLAR REGISTER(0xE000EDA0)
#define MPU_MAIR0 REGISTER(0xE000EDC0)

enum { READ_WRITE = 0, READ_ONLY = 2 };

static void allow(uint32_t number, const uint32_t* begin, const uint32_t* end, uint32_t access, uint32_t attributes) {
  const uint32_t never_execute = access == READ_ONLY ? 0 : 1u;
  MPU_RNR = number;
  MPU_RBAR = (uint32_t)begin | access << 1 | never_execute;
  MPU_RLAR = (((uint32_t)end - 1) & ~31u) | attributes << 1 | 1u;
}

static void allow_all(void) {
  enum { NORMAL = 0, DEVICE = 1 };
  MPU_MAIR0 = 0x00FFu;                                      // attributes 0: cached, 1: registers of devices
  allow(0, code_start + 256, code_end, READ_ONLY, NORMAL);  // without the null pointer's KB, if it is here
  allow(1, ram_start, ram_end, READ_WRITE, NORMAL);
  allow(2, psram_start, heap_end, READ_WRITE, NORMAL);
  allow(3, (const uint32_t*)0x40000000, (const uint32_t*)0x60000000, READ_WRITE, DEVICE);  // timers, counters, UARTs
  for (uint32_t i = 0; i < FENCED_PIECES; ++i) {
    const uint32_t* const piece = fenced_start + i * FENCED_PITCH / sizeof(uint32_t);
    allow(4 + i, piece, piece + FENCED_SIZE / sizeof(uint32_t), READ_WRITE, NORMAL);
  }
}

#else

// Armv7-M: powers of two.

#define MPU_RASR REGISTER(0xE000EDA0)

enum { NO_ACCESS = 0, READ_WRITE = 3, READ_ONLY = 5 };

// Of two regions that overlap the higher number wins.
static void allow(uint32_t number, const uint32_t* begin, const uint32_t* end, uint32_t access) {
  const uint32_t never_execute = access == READ_ONLY ? 0 : 1u << 28;
  const uint32_t cacheable = 1u << 17;
  uint32_t log2_size = 5;
  while (1u << log2_size < (uint32_t)end - (uint32_t)begin) ++log2_size;
  MPU_RBAR = (uint32_t)begin | 1u << 4 | number;
  MPU_RASR = never_execute | access << 24 | cacheable | (log2_size - 1) << 1 | 1u;
}

static void allow_all(void) {
  allow(0, code_start, code_end, READ_ONLY);
  allow(1, code_start, code_start + 256, NO_ACCESS);  // the null pointer's KB; only vectors there
  allow(2, ram_start, ram_end, READ_WRITE);
  allow(3, psram_start, heap_end, READ_WRITE);
  allow(4, (const uint32_t*)0x40000000, (const uint32_t*)0x40010000, READ_WRITE);  // timers and UARTs
}

#endif

void close_memory(void) {
  allow_all();
  barrier();
  MPU_CTRL = 1u;  // on; the CPU's own registers (0xE000xxxx) stay open
  barrier();
}
