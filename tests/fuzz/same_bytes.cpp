// Differential fuzzing: whatever good Spec and image the bytes make, every arch, every cut into parts and every
// placement in memory gives the scalar bytes, reads nothing outside the source and writes nothing outside the
// destination.
#include "same_bytes.hpp"

#include "fuzzer.hpp"

void isopel::fuzz::try_bytes(std::span<const std::uint8_t> bytes) {
  Input input(bytes);
  expect(compare(input, {.longest = 130, .most_pixels = 8000}).problem);
}
