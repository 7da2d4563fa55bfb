#include "arch/simd/simd.hpp"

#if ISOPEL_HAVE_SIMD_AVX512

#define ISOPEL_SIMD_ARCH avx512
#define ISOPEL_SIMD_TARGET HWY_AVX3
#include "arch/simd/kernels-inl.hpp"

#endif  // ISOPEL_HAVE_SIMD_AVX512
