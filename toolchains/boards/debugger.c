// Text for whoever debugs. Addresses: Armv7-M Architecture Reference Manual (DDI 0403), C1.6 (DHCSR) and C1.7 (ITM).

#include "board.h"
#include "semihosting.h"

enum {
  DHCSR = 0xE000EDF0,       // bit 0: a debugger is attached
  ITM_PORT_0 = 0xE0000000,  // read: 1 when it takes a byte
  ITM_TER = 0xE0000E00,     // bit 0: port 0 is on
  ITM_TCR = 0xE0000E80,     // bit 0: the ITM is on
};

void isopel_board_write_to_debugger(const char* text, size_t length) {
  if (*at(DHCSR) & 1u) {
    char part[65];
    while (length != 0) {
      size_t count = 0;
      for (; count < length && count < sizeof part - 1; ++count) part[count] = text[count];
      part[count] = '\0';
      semihosting_print(part);
      text += count;
      length -= count;
    }
  } else if ((*at(ITM_TCR) & 1u) != 0 && (*at(ITM_TER) & 1u) != 0) {
    for (; length != 0; ++text, --length) {
      while (*at(ITM_PORT_0) == 0) {
      }
      *(volatile uint8_t*)ITM_PORT_0 = (uint8_t)*text;
    }
  }
}
