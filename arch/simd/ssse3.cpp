#include "arch/simd/simd.hpp"

#if ISOPEL_HAVE_SIMD_X86

#define ISOPEL_SIMD_ARCH ssse3
#define ISOPEL_SIMD_TARGET HWY_SSSE3
#include "arch/simd/kernels-inl.hpp"

#endif  // ISOPEL_HAVE_SIMD_X86
