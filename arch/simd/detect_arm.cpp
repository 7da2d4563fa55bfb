// Whether this processor can run the neon arch.
#include "arch/simd/simd.hpp"

#if ISOPEL_HAVE_SIMD_NEON

#if defined(__arm__) && defined(__linux__)
#include <sys/auxv.h>
#endif

namespace isopel {

#if defined(__arm__) && defined(__linux__)

bool neon::available() {
  constexpr unsigned long neon_bit = 1ul << 12, vfpv4_bit = 1ul << 16;  // of AT_HWCAP; the names differ by C library
  constexpr unsigned long needed = neon_bit | vfpv4_bit;
  return (getauxval(AT_HWCAP) & needed) == needed;
}

#else

/// AArch64 always has NEON, and the kernels use no AES. Elsewhere the build's flags have promised it.
bool neon::available() { return true; }

#endif

}  // namespace isopel

#endif  // ISOPEL_HAVE_SIMD_NEON
