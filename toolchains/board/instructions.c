#include "instructions.h"

#define REGISTER(address) (*(volatile uint32_t*)(address))

static uint32_t own_cost;

// restart() is a leaf that is never inlined: then its return and the call of isopel_board_count()
// cost the same when own_cost is measured and when a caller measures, and nothing reads as 0.
#define NEVER_INLINE __attribute__((noinline, noclone))

#if defined(ISOPEL_BOARD_COUNT_DWT)

// Silicon only. Never run under QEMU.

#define DEMCR REGISTER(0xE000EDFC)
#define DWT_CTRL REGISTER(0xE0001000)
#define DWT_CYCCNT REGISTER(0xE0001004)
#define DWT_LAR REGISTER(0xE0001FB0)

static NEVER_INLINE void restart(void) {
  DEMCR |= 1u << 24;     // trace on
  DWT_LAR = 0xC5ACCE55;  // the M7's DWT is locked; the M4 ignores this
  DWT_CYCCNT = 0;
  DWT_CTRL |= 1u;
  __asm__ volatile("dsb\n\tisb" ::: "memory");
}

static uint32_t raw_count(void) { return DWT_CYCCNT; }

const char* isopel_board_count_unit(void) { return "cycles"; }

#else

// An instruction takes 64 ns of the board's time. QEMU rounds n instructions down to whole ticks; rounding up here
// gives n back exactly.
static uint32_t instructions_of(uint64_t ticks, uint64_t instructions, uint64_t in_ticks) {
  const uint64_t count = (ticks * instructions + in_ticks - 1) / in_ticks;
  return count < UINT32_MAX ? (uint32_t)count : UINT32_MAX;
}

#if defined(ISOPEL_BOARD_MPS3_AN547)

// The system counter: 64 bits, 32 MHz.
#define COUNTER_CONTROL REGISTER(0x58100000)
#define COUNTER_LOW REGISTER(0x58100008)
#define COUNTER_HIGH REGISTER(0x5810000C)

static NEVER_INLINE void restart(void) {
  COUNTER_CONTROL = 0;
  COUNTER_LOW = 0;
  COUNTER_HIGH = 0;
  COUNTER_CONTROL = 1u;
}

static uint32_t raw_count(void) {
  uint32_t low, high;
  do {  // the low half may wrap between the two reads
    high = COUNTER_HIGH;
    low = COUNTER_LOW;
  } while (high != COUNTER_HIGH);
  return instructions_of((uint64_t)high << 32 | low, 125, 256);
}

#else

// CMSDK timer 0: 32 bits.
#if defined(ISOPEL_BOARD_MPS2_AN505)
enum { TIMER = 0x50000000, INSTRUCTIONS = 25, IN_TICKS = 32 };  // 20 MHz
#else
enum { TIMER = 0x40000000, INSTRUCTIONS = 5, IN_TICKS = 8 };  // 25 MHz
#endif
#define TIMER_CTRL REGISTER(TIMER)
#define TIMER_VALUE REGISTER(TIMER + 4)
#define TIMER_RELOAD REGISTER(TIMER + 8)
#define TIMER_INTERRUPT REGISTER(TIMER + 12)

// Counts down from 2^32 - 1. Its interrupt flag tells a wrap; the NVIC never hears of it.
static NEVER_INLINE void restart(void) {
  TIMER_CTRL = 0;
  TIMER_RELOAD = UINT32_MAX;
  TIMER_VALUE = UINT32_MAX;
  TIMER_INTERRUPT = 1;
  TIMER_CTRL = 1u | 1u << 3;
}

static uint32_t raw_count(void) {
  const uint32_t ticks = UINT32_MAX - TIMER_VALUE;
  if (TIMER_INTERRUPT & 1u) {
    return UINT32_MAX;
  }
  return instructions_of(ticks, INSTRUCTIONS, IN_TICKS);
}

#endif

const char* isopel_board_count_unit(void) { return "instructions"; }

#endif

void isopel_board_count_start(void) {
  own_cost = 0;
  restart();
  own_cost = isopel_board_count();
  restart();  // last: the counter starts right before we return
}

uint32_t isopel_board_count(void) {
  const uint32_t count = raw_count();
  if (count == UINT32_MAX) {
    return count;
  }
  return count > own_cost ? count - own_cost : 0;
}

// 1 + 2 * rounds instructions.
static void known_loop(uint32_t rounds) {
  __asm__ volatile(
      ".syntax unified\n\t"  // a compiler for Armv6-M says otherwise
      "movs r3, #1\n"
      "1:\tsubs %0, %0, r3\n\t"
      "bne 1b"
      : "+l"(rounds)
      :
      : "r3", "cc");
}

// Not inlined: both calls below must run the very same instructions around the loop.
static NEVER_INLINE uint32_t count_loop(uint32_t rounds) {
  isopel_board_count_start();
  known_loop(rounds);
  return isopel_board_count();
}

#if defined(ISOPEL_BOARD_COUNT_DWT)

int isopel_board_count_is_exact(void) { return count_loop(1000) != 0; }

#else

int isopel_board_count_is_exact(void) {
  // The difference cancels the set-up of the loop. Eight lengths: every phase of 1.6 ticks.
  const uint32_t shortest = count_loop(1);
  for (uint32_t more = 50001; more < 50009; ++more) {
    if (count_loop(1 + more) - shortest != 2 * more) {
      return 0;
    }
  }
  return 1;
}

#endif
