// STM32H743 and the Cortex-M7 of STM32H747: 400 MHz from the internal oscillator, unless a bootloader chose already.
// Built, not run on silicon.
//
// Addresses and fields: reference manual RM0433 (H742, H743/753, H750), sections 4.9 (FLASH), 6.8 (PWR), 8.7 (RCC); for
// H747 RM0399, the same registers. Limits at VOS1, AXI at 200 MHz: RM0433, table "FLASH recommended number of wait
// states".

#include "board.h"

enum {
  FLASH_ACR = 0x52002000,      // latency in bits 3:0, programming delay in bits 5:4
  RCC_CR = 0x58024400,         // bit 24: PLL1 on, bit 25: PLL1 ready
  RCC_CFGR = 0x58024410,       // source in bits 2:0, the one in use in bits 5:3: 0 HSI, 3 PLL1
  RCC_D1CFGR = 0x58024418,     // core in bits 11:8, APB3 in 6:4, AHB in 3:0
  RCC_D2CFGR = 0x5802441C,     // APB2 in bits 10:8, APB1 in 6:4
  RCC_D3CFGR = 0x58024420,     // APB4 in bits 6:4
  RCC_PLLCKSELR = 0x58024428,  // source in bits 1:0 (0: HSI), divider of PLL1 in 9:4
  RCC_PLLCFGR = 0x5802442C,    // bit 1: medium VCO, input range in bits 3:2, bits 18:16: outputs of PLL1
  RCC_PLL1DIVR = 0x58024430,   // n - 1 in bits 8:0, p - 1 in 15:9, q - 1 in 22:16, r - 1 in 30:24
  PWR_CSR1 = 0x58024804,       // bit 13: the supply is ready
  PWR_CR3 = 0x5802480C,        // bit 1: LDO on. Only the first write after power-on counts
  PWR_D3CR = 0x58024818,       // voltage scale in bits 15:14 (3: VOS1), bit 13: it is reached
};

static void wait_for(uint32_t address, uint32_t mask, uint32_t value) {
  while ((*at(address) & mask) != value) {
  }
}

void isopel_board_start_chip(void) {
  isopel_board_close_external_memory();
  if ((*at(RCC_CFGR) >> 3 & 7u) != 0) return;  // a bootloader's clock: of its supply it knows more than this file

#if defined(ISOPEL_BOARD_LDO)
  // After power-on RAM may not be written, nor the voltage be changed, until the supply is chosen.
  *at(PWR_CR3) |= 1u << 1;
  wait_for(PWR_CSR1, 1u << 13, 1u << 13);
#else
  // Which supply is right depends on the board's wiring, and a wrong choice lasts until power is cut. Nothing was
  // chosen: the bootloader is gone. The internal oscillator's 64 MHz need no choice.
  if ((*at(PWR_CSR1) & 1u << 13) == 0) return;
#endif
  *at(PWR_D3CR) |= 3u << 14;
  wait_for(PWR_D3CR, 1u << 13, 1u << 13);

  const uint32_t flash = 2u << 4 | 2u;
  *at(FLASH_ACR) = flash;
  wait_for(FLASH_ACR, 0x3F, flash);

  // Core 400 MHz, AXI and AHB 200 MHz, each APB 100 MHz.
  *at(RCC_D1CFGR) = 0u << 8 | 4u << 4 | 8u;
  *at(RCC_D2CFGR) = 4u << 8 | 4u << 4;
  *at(RCC_D3CFGR) = 4u << 4;

  // 64 MHz / 4 = 16 MHz, the top of range 3; times 50 = 800 MHz, the wide VCO; / 2.
  *at(RCC_PLLCKSELR) = (*at(RCC_PLLCKSELR) & ~(0x3Fu << 4 | 3u)) | 4u << 4;
  *at(RCC_PLLCFGR) = (*at(RCC_PLLCFGR) & ~(7u << 16 | 0xFu)) | 1u << 16 | 3u << 2;
  *at(RCC_PLL1DIVR) = 1u << 24 | 1u << 16 | 1u << 9 | 49u;
  *at(RCC_CR) |= 1u << 24;
  wait_for(RCC_CR, 1u << 25, 1u << 25);
  *at(RCC_CFGR) = (*at(RCC_CFGR) & ~7u) | 3u;
  wait_for(RCC_CFGR, 7u << 3, 3u << 3);
}

void isopel_board_write(const char* text, size_t length) { isopel_board_write_to_debugger(text, length); }
