// The vector kernels, written once with Highway (headers only) and compiled once per arch. Each arch is one file.
#ifndef ISOPEL_ARCH_SIMD_SIMD_HPP_
#define ISOPEL_ARCH_SIMD_SIMD_HPP_

#include "arch/entries.hpp"
#include "arch/scalar/scalar.hpp"
#include "engine/kernels.hpp"

/// CMake's option of this name: 0 leaves the vector kernels out.
#ifndef ISOPEL_SIMD
#define ISOPEL_SIMD 1
#endif

/// Set if this build has the x86 archs. Nothing needs -m flags: every kernel says what it needs, and the processor is
/// asked at run time.
#if ISOPEL_SIMD && defined(__x86_64__) && defined(__GNUC__)
#define ISOPEL_HAVE_SIMD_X86 1
#else
#define ISOPEL_HAVE_SIMD_X86 0
#endif

/// CMake's option of this name: 0 leaves out the kernels for AVX-512.
#ifndef ISOPEL_AVX512
#define ISOPEL_AVX512 1
#endif
#if ISOPEL_HAVE_SIMD_X86 && ISOPEL_AVX512
#define ISOPEL_HAVE_SIMD_AVX512 1
#else
#define ISOPEL_HAVE_SIMD_AVX512 0
#endif

/// Set if this build has the neon arch: always on AArch64; on Armv7-A by whole-build flags, because Highway needs NEON,
/// VFPv4 and IEEE half floats: -march=armv7-a+neon-vfpv4 -mfloat-abi=hard -mfp16-format=ieee.
#if ISOPEL_SIMD && defined(__aarch64__) && defined(__ARM_NEON) && !defined(__ARM_BIG_ENDIAN)
#define ISOPEL_HAVE_SIMD_NEON 1
#elif ISOPEL_SIMD && defined(__arm__) && __ARM_ARCH == 7 && defined(__ARM_NEON) && defined(__ARM_FEATURE_FMA) && \
    defined(__ARM_FP16_FORMAT_IEEE) && !defined(__ARM_BIG_ENDIAN)
#define ISOPEL_HAVE_SIMD_NEON 1
#else
#define ISOPEL_HAVE_SIMD_NEON 0
#endif

/// What every arch of this folder has. `available` asks the processor.
#define ISOPEL_SIMD_DECLARE(name)   \
  namespace isopel::name {          \
  extern const KernelTable kernels; \
  extern const Arch arch;           \
  bool available();                 \
  }

#if ISOPEL_HAVE_SIMD_X86
ISOPEL_SIMD_DECLARE(ssse3)
ISOPEL_SIMD_DECLARE(sse4)
ISOPEL_SIMD_DECLARE(avx2)
#endif
#if ISOPEL_HAVE_SIMD_AVX512
ISOPEL_SIMD_DECLARE(avx512)    // F, BW, DQ, VL
ISOPEL_SIMD_DECLARE(avx512dl)  // and VNNI, VBMI, VBMI2: Ice Lake, Zen 4
#endif
#if ISOPEL_HAVE_SIMD_NEON
ISOPEL_SIMD_DECLARE(neon)
#endif

#undef ISOPEL_SIMD_DECLARE

#endif  // ISOPEL_ARCH_SIMD_SIMD_HPP_
