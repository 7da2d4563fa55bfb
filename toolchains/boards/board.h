// What a chip's file gives to start-up and to printing.
#ifndef ISOPEL_BOARDS_BOARD_H
#define ISOPEL_BOARDS_BOARD_H

#include <stddef.h>
#include <stdint.h>

// A register of the processor or of the chip.
static inline volatile uint32_t* at(uint32_t address) { return (volatile uint32_t*)address; }

// stm32h7.c, stm32f7.c, imxrt1062.c: the clock, and the pins of the serial port where there is one. Called before .data
// and .bss exist.
void isopel_board_start_chip(void);

// Where printed text goes.
void isopel_board_write(const char* text, size_t length);

// What happens when main() has returned; if a chip's file does not say, a failure is printed and the core sleeps.
void isopel_board_end(int code);

// debugger.c: text through semihosting while a debugger is attached, else through ITM port 0 if one has switched that
// on, else nowhere.
void isopel_board_write_to_debugger(const char* text, size_t length);

// caches.c
void isopel_board_start_caches(void);

// Ends what a bootloader has forbidden: it may have made ITCM read-only.
void isopel_board_open_memory(void);

// STM32: nothing is connected between 0x60000000 and 0xDFFFFFFF until a program switches its controller on, but the
// core may read there speculatively and then hang.
void isopel_board_close_external_memory(void);

#endif
