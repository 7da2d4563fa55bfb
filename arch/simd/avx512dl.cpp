#include "arch/simd/simd.hpp"

#if ISOPEL_HAVE_SIMD_AVX512

// Not HWY_AVX3_DL: Highway 1.0.3 lets the compiler use AVX-VNNI there, which Ice Lake and Zen 4 lack, and does not name
// AVX512-VNNI, which they have.
#define ISOPEL_SIMD_ARCH avx512dl
#define ISOPEL_SIMD_TARGET HWY_AVX3
#define ISOPEL_SIMD_ALSO ",avx512vnni,avx512vbmi,avx512vbmi2"
#define ISOPEL_SIMD_VNNI 1
#include "arch/simd/kernels-inl.hpp"

#endif  // ISOPEL_HAVE_SIMD_AVX512
