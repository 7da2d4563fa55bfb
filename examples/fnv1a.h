/* FNV-1a, 32 bits: the fingerprint of pixels that every isopel program prints. */
#ifndef ISOPEL_EXAMPLES_FNV1A_H_
#define ISOPEL_EXAMPLES_FNV1A_H_

#include <stddef.h>
#include <stdint.h>

static inline uint32_t fnv1a(const uint8_t* bytes, size_t count) {
  uint32_t hash = 0x811c9dc5;
  for (size_t i = 0; i < count; ++i) hash = (hash ^ bytes[i]) * 0x01000193;
  return hash;
}

#endif /* ISOPEL_EXAMPLES_FNV1A_H_ */
