// Caches and MPU of the Cortex-M7. Addresses: Armv7-M Architecture Reference Manual (DDI 0403), B3.2.2 and B3.5;
// Cortex-M7 Devices Generic User Guide (DUI 0646), 4.2, 4.6 and 4.8.

#include "board.h"
#include "cache.h"

enum {
  CCR = 0xE000ED14,       // bit 16: data cache on, bit 17: instruction cache on
  CCSIDR = 0xE000ED80,    // sets - 1 in bits 27:13, ways - 1 in bits 12:3, of the cache that CSSELR selects
  CSSELR = 0xE000ED84,    // 0: the data cache
  MPU_TYPE = 0xE000ED90,  // number of regions in bits 15:8
  MPU_CTRL = 0xE000ED94,
  MPU_RNR = 0xE000ED98,
  MPU_RBAR = 0xE000ED9C,
  MPU_RASR = 0xE000EDA0,
  ICIALLU = 0xE000EF50,  // write: invalidate all of the instruction cache
  DCIMVAC = 0xE000EF5C,  // write an address: drop its line
  DCISW = 0xE000EF60,    // write: drop the line of a set and a way
  DCCMVAC = 0xE000EF68,  // write an address: write its line to memory
};

static void barrier(void) { __asm__ volatile("dsb\n\tisb" ::: "memory"); }

// After power-on the data cache holds nonsense, so each line is dropped before it is switched on.
static void drop_all_data(void) {
  *at(CSSELR) = 0;
  barrier();
  const uint32_t id = *at(CCSIDR), last_set = id >> 13 & 0x7FFF, last_way = id >> 3 & 0x3FF;
  for (uint32_t set = 0; set <= last_set; ++set) {
    for (uint32_t way = 0; way <= last_way; ++way) *at(DCISW) = way << 30 | set << 5;  // 4 ways, lines of 32 bytes
  }
  barrier();
}

void isopel_board_start_caches(void) {
  const uint32_t data = 1u << 16, instructions = 1u << 17;
  const uint32_t on = *at(CCR);  // a bootloader may have switched them on already, and then they hold what is true
  if (!(on & instructions)) {
    barrier();
    *at(ICIALLU) = 0;
    barrier();
    *at(CCR) |= instructions;
  }
  if (!(on & data)) {
    drop_all_data();
    *at(CCR) |= data;
  }
  barrier();
}

void isopel_board_open_memory(void) {
  barrier();
  *at(MPU_CTRL) = 0;
  const uint32_t regions = *at(MPU_TYPE) >> 8 & 0xFF;
  for (uint32_t region = 0; region < regions; ++region) {
    *at(MPU_RNR) = region;
    *at(MPU_RASR) = 0;
  }
  barrier();
}

void isopel_board_close_external_memory(void) {
  const uint32_t valid = 1u << 4, never_execute = 1u << 28, enable = 1u, whole = 31u << 1;
  const uint32_t not_of_these_eighths = 0x87u << 8;  // 0x00000000 to 0x5FFFFFFF and 0xE0000000 and up
  barrier();
  *at(MPU_RBAR) = 0x00000000 | valid | 0;
  *at(MPU_RASR) = never_execute | not_of_these_eighths | whole | enable;  // no access
  *at(MPU_CTRL) = 1u << 2 | enable;                                       // elsewhere the default map
  barrier();
}

static void for_each_line(const void* data, size_t size, uint32_t operation) {
  barrier();
  const uint32_t line = ISOPEL_BOARD_CACHE_LINE, end = (uint32_t)data + size;
  for (uint32_t address = (uint32_t)data & ~(line - 1); address < end; address += line) *at(operation) = address;
  barrier();
}

void isopel_board_cache_clean(const void* data, size_t size) { for_each_line(data, size, DCCMVAC); }
void isopel_board_cache_drop(void* data, size_t size) { for_each_line(data, size, DCIMVAC); }
