// Runs a sketch once.
#include "Arduino.h"

StandInSerial Serial;

unsigned long micros() { return 0; }  // so that what is printed is always the same
void delay(unsigned long) {}

int main() {
  setup();
  loop();
  return 0;
}
