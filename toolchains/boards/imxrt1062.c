// i.MX RT1062 on the Teensy 4.1: the clock that its boot ROM leaves (396 MHz); text on LPUART6, pin 1 of the board
// (TX1), 115200 baud. Built, not run on silicon.
//
// Addresses and fields: i.MX RT1060 Processor Reference Manual (IMXRT1060RM), chapters "System Boot" (configuration
// block and image vector table), 14.7 (CCM), 11.7 (IOMUXC) and "LPUART". Flash: data sheet of the W25Q64JV. Pin 1 is
// GPIO_AD_B0_02: the board's schematic.

#include "board.h"

extern uint32_t flash_start[], flash_used[];
extern void reset_handler(void);

// How the boot ROM reads the flash. Indices are the manual's byte offsets; a line of the look-up table is two steps of
// opcode, pads and operand.
__attribute__((section(".flash_configuration"), used)) static const uint32_t flash_configuration[128] = {
    [0x000 / 4] = 0x42464346,  // tag
    [0x004 / 4] = 0x56010000,  // version 1.0.0
    [0x00C / 4] = 0x00030301,  // sample clock through the DQS pad, 3 cycles of hold and set-up for chip select
    [0x044 / 4] = 0x00080401,  // serial NOR, 4 pads, 133 MHz
    [0x050 / 4] = 0x00800000,  // 8 MB
    [0x080 / 4] = 0x0A1804EB,  // read: command EB on 1 pad, 24 address bits on 4 pads,
    [0x084 / 4] = 0x32041E00,  //   mode byte 0 (no continuous reading) and 4 dummy cycles on 4 pads,
    [0x088 / 4] = 0x00002604,  //   read on 4 pads, stop
    [0x090 / 4] = 0x24040405,  // read status: command 05, read on 1 pad
    [0x1C0 / 4] = 256,         // bytes of a page
    [0x1C4 / 4] = 4096,        // of a sector
    [0x1C8 / 4] = 1,           // 30 MHz for commands
    [0x1D0 / 4] = 0x00010000,  // bytes of a block
};

__attribute__((section(".boot_data"), used)) static const uint32_t boot_data[3] = {
    (uint32_t)flash_start,
    (uint32_t)flash_used,
    0,
};

__attribute__((section(".image_vector_table"), used)) static const uint32_t image_vector_table[8] = {
    0x432000D1,  // tag, length, version
    (uint32_t)reset_handler,
    0,
    0,  // no device configuration data
    (uint32_t)boot_data,
    (uint32_t)image_vector_table,
    0,  // not signed
    0,
};

enum {
  CCM_CSCDR1 = 0x400FC024,    // bit 6: UARTs run from the 24 MHz oscillator, their divider - 1 in bits 5:0
  CCM_CCGR3 = 0x400FC074,     // bits 7:6: LPUART6
  LPUART6_BAUD = 0x40198010,  // oversampling - 1 in bits 28:24, divider in 12:0
  LPUART6_STAT = 0x40198014,  // bit 23: takes a byte
  LPUART6_CTRL = 0x40198018,  // bit 19: transmitter
  LPUART6_DATA = 0x4019801C,
  MUX_GPIO_AD_B0_02 = 0x401F80C4,  // 2: LPUART6_TX
};

void isopel_board_start_chip(void) {
  *at(CCM_CSCDR1) = (*at(CCM_CSCDR1) & ~0x3Fu) | 1u << 6;
  *at(CCM_CCGR3) |= 3u << 6;
  *at(MUX_GPIO_AD_B0_02) = 2;
  *at(LPUART6_BAUD) = 25u << 24 | 8u;  // 24 MHz / 26 / 8 = 115385
  *at(LPUART6_CTRL) = 1u << 19;
}

void isopel_board_write(const char* text, size_t length) {
  for (; length != 0; ++text, --length) {
    while ((*at(LPUART6_STAT) & 1u << 23) == 0) {
    }
    *at(LPUART6_DATA) = (uint8_t)*text;
  }
}
