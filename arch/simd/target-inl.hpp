// Highway for exactly one target, and the region that the kernels of one arch are compiled in.
// An arch's file defines, before it includes kernels-inl.hpp:
//     ISOPEL_SIMD_ARCH    its namespace and name: avx2
//     ISOPEL_SIMD_TARGET  the Highway target whose operations it uses: HWY_AVX2
//     ISOPEL_SIMD_ALSO    optional: features beyond those of the target, as ",avx512vnni"
//     ISOPEL_SIMD_VNNI    optional: 1 if they include AVX512-VNNI
#ifndef ISOPEL_ARCH_SIMD_TARGET_INL_HPP_
#define ISOPEL_ARCH_SIMD_TARGET_INL_HPP_

#define HWY_BASELINE_TARGETS ISOPEL_SIMD_TARGET  // this one and never a fallback: that would be the scalar arch
#define HWY_COMPILE_ONLY_STATIC                  // no run-time dispatch: arch/dispatch.cpp does that
#define TOOLCHAIN_MISS_SYS_AUXV_H                // the same for Arm; else Highway would let the compiler use AES
#define HWY_IS_DEBUG_BUILD 0                     // its asserts would need libhwy
#define HWY_NO_LIBCXX                            // we need neither its math.h nor its vector
#include <hwy/highway.h>

#ifndef ISOPEL_SIMD_ALSO
#define ISOPEL_SIMD_ALSO
#endif
#ifndef ISOPEL_SIMD_VNNI
#define ISOPEL_SIMD_VNNI 0
#endif
#define ISOPEL_SIMD_NEON (HWY_TARGET == HWY_NEON)
#define ISOPEL_SIMD_FMA (HWY_CAP_GE256 || ISOPEL_SIMD_NEON)  // products of floats fused with sums

/// Everything that touches vectors stands between these two lines. No lambdas there: clang would not give them the
/// region's features.
#ifdef HWY_TARGET_STR
#define ISOPEL_SIMD_BEGIN                                                                   \
  HWY_PUSH_ATTRIBUTES(HWY_TARGET_STR ISOPEL_SIMD_ALSO) namespace isopel::ISOPEL_SIMD_ARCH { \
    namespace {
#define ISOPEL_SIMD_END \
  }                     \
  }                     \
  HWY_POP_ATTRIBUTES
#else
#define ISOPEL_SIMD_BEGIN              \
  namespace isopel::ISOPEL_SIMD_ARCH { \
  namespace {
#define ISOPEL_SIMD_END \
  }                     \
  }
#endif

#endif  // ISOPEL_ARCH_SIMD_TARGET_INL_HPP_
