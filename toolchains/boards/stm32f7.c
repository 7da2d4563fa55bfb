// STM32F746G-DISCO: 216 MHz from the internal oscillator; text on USART1 (PA9), which the board's ST-LINK shows as a
// serial port, 115200 baud. Built, not run on silicon.
//
// Addresses and fields: reference manual RM0385 (STM32F75x, F74x), sections 3.7 (FLASH), 4.4 (PWR), 5.3 (RCC), 6.4
// (GPIO), 31.8 (USART). PA9: user manual UM1907, "USB virtual COM port"; alternate function 7: the chip's data sheet.

#include "board.h"

enum {
  PWR_CR1 = 0x40007000,   // voltage scale in bits 15:14 (3: scale 1), bit 16: overdrive, bit 17: switch to it
  PWR_CSR1 = 0x40007004,  // bit 16: overdrive ready, bit 17: switched
  USART1_CR1 = 0x40011000,
  USART1_BRR = 0x4001100C,
  USART1_ISR = 0x4001101C,  // bit 7: takes a byte
  USART1_TDR = 0x40011028,
  GPIOA_MODER = 0x40020000,  // two bits a pin; 2: alternate function
  GPIOA_AFRH = 0x40020024,   // four bits a pin, from pin 8 on
  RCC_CR = 0x40023800,       // bit 24: PLL on, bit 25: PLL ready
  RCC_PLLCFGR = 0x40023804,  // m in bits 5:0, n in 14:6, p in 17:16 (0: 2), source in 22 (0: HSI), q in 27:24
  RCC_CFGR = 0x40023808,     // source in bits 1:0, in use in 3:2 (2: PLL), AHB in 7:4, APB1 in 12:10, APB2 in 15:13
  RCC_AHB1ENR = 0x40023830,  // bit 0: GPIOA
  RCC_APB1ENR = 0x40023840,  // bit 28: PWR
  RCC_APB2ENR = 0x40023844,  // bit 4: USART1
  FLASH_ACR = 0x40023C00,    // latency in bits 3:0, bit 8: prefetch, bit 9: ART
};

static void wait_for(uint32_t address, uint32_t mask, uint32_t value) {
  while ((*at(address) & mask) != value) {
  }
}

static void start_clock(void) {
  *at(RCC_APB1ENR) |= 1u << 28;
  (void)*at(RCC_APB1ENR);  // the clock needs a moment
  *at(PWR_CR1) |= 3u << 14;

  // 16 MHz / 8 = 2 MHz, times 216 = 432 MHz, / 2.
  *at(RCC_PLLCFGR) = 9u << 24 | 0u << 16 | 216u << 6 | 8u;
  *at(RCC_CR) |= 1u << 24;
  *at(PWR_CR1) |= 1u << 16;  // 216 MHz need overdrive, while the PLL is on and not yet in use
  wait_for(PWR_CSR1, 1u << 16, 1u << 16);
  *at(PWR_CR1) |= 1u << 17;
  wait_for(PWR_CSR1, 1u << 17, 1u << 17);
  wait_for(RCC_CR, 1u << 25, 1u << 25);

  *at(FLASH_ACR) = 1u << 9 | 1u << 8 | 7u;
  wait_for(FLASH_ACR, 0xF, 7u);
  *at(RCC_CFGR) = 4u << 13 | 5u << 10;  // APB2 108 MHz, APB1 54 MHz
  *at(RCC_CFGR) |= 2u;
  wait_for(RCC_CFGR, 3u << 2, 2u << 2);
}

void isopel_board_start_chip(void) {
  isopel_board_close_external_memory();
  start_clock();
  *at(RCC_AHB1ENR) |= 1u;
  *at(RCC_APB2ENR) |= 1u << 4;
  (void)*at(RCC_APB2ENR);
  *at(GPIOA_AFRH) = (*at(GPIOA_AFRH) & ~(0xFu << 4)) | 7u << 4;
  *at(GPIOA_MODER) = (*at(GPIOA_MODER) & ~(3u << 18)) | 2u << 18;
  *at(USART1_BRR) = (108000000 + 115200 / 2) / 115200;
  *at(USART1_CR1) = 1u << 3 | 1u;  // transmitter, USART
}

void isopel_board_write(const char* text, size_t length) {
  for (; length != 0; ++text, --length) {
    wait_for(USART1_ISR, 1u << 7, 1u << 7);
    *at(USART1_TDR) = (uint8_t)*text;
  }
}
