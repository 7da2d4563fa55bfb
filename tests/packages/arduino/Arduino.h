// A stand-in for Arduino's core, as far as the sketch uses it.
#pragma once
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum { HEX = 16 };

struct StandInSerial {
  void begin(long) {}
  explicit operator bool() const { return true; }
  void print(const char* text) { printf("%s", text); }
  void print(unsigned long number, int base) { printf(base == HEX ? "%lX" : "%lu", number); }
  void println(unsigned long number) { printf("%lu\n", number); }
  void println(const char* text) { printf("%s\n", text); }
};
extern StandInSerial Serial;

unsigned long micros();
void delay(unsigned long);
void setup();
void loop();
