#include "arch/simd/simd.hpp"

#if ISOPEL_HAVE_SIMD_NEON

#define ISOPEL_SIMD_ARCH neon
#define ISOPEL_SIMD_TARGET HWY_NEON
#include "arch/simd/kernels-inl.hpp"

#endif  // ISOPEL_HAVE_SIMD_NEON
