// Which of the x86 archs this processor and operating system can run. Every feature is asked for that the compiler may
// use in an arch's region (target-inl.hpp), whether or not a kernel needs it.
#include "arch/simd/simd.hpp"

#if ISOPEL_HAVE_SIMD_X86

#include <cpuid.h>

#include <atomic>

namespace isopel {
namespace {

constexpr std::uint32_t bits(std::initializer_list<int> positions) {
  std::uint32_t mask = 0;
  for (const int position : positions) mask |= static_cast<std::uint32_t>(power_of_two(position));
  return mask;
}

/// What CPUID says, and which registers the operating system saves.
struct Features {
  std::uint32_t leaf1_ecx = 0, leaf7_ebx = 0, leaf7_ecx = 0, extended_ecx = 0, xcr0 = 0;

  constexpr bool contain(const Features& needed) const {
    const auto all = [](std::uint32_t have, std::uint32_t need) { return (have & need) == need; };
    return all(leaf1_ecx, needed.leaf1_ecx) && all(leaf7_ebx, needed.leaf7_ebx) && all(leaf7_ecx, needed.leaf7_ecx) &&
           all(extended_ecx, needed.extended_ecx) && all(xcr0, needed.xcr0);
  }
};

constexpr Features operator|(const Features& a, const Features& b) {
  return {a.leaf1_ecx | b.leaf1_ecx, a.leaf7_ebx | b.leaf7_ebx, a.leaf7_ecx | b.leaf7_ecx,
          a.extended_ecx | b.extended_ecx, a.xcr0 | b.xcr0};
}

constexpr int xsave = 26, osxsave = 27;  // of leaf1_ecx

constexpr Features ssse3_features{
    .leaf1_ecx = bits({0, 9}),  // SSE3, SSSE3
};
constexpr Features sse4_features =
    ssse3_features | Features{
                         .leaf1_ecx = bits({1, 19, 20, 23, 25}),  // PCLMULQDQ, SSE4.1, SSE4.2, POPCNT, AES
                     };
constexpr Features avx2_features =
    sse4_features | Features{
                        .leaf1_ecx = bits({12, xsave, osxsave, 28, 29}),  // FMA, AVX, F16C
                        .leaf7_ebx = bits({3, 5, 8}),                     // BMI1, AVX2, BMI2
                        .extended_ecx = bits({5}),                        // LZCNT
                        .xcr0 = bits({1, 2}),                             // XMM, YMM
                    };
constexpr Features avx512_features = avx2_features | Features{
                                                         .leaf7_ebx = bits({16, 17, 30, 31}),  // F, DQ, BW, VL
                                                         .xcr0 = bits({5, 6, 7}),              // opmask, ZMM
                                                     };
constexpr Features avx512dl_features = avx512_features | Features{
                                                             .leaf7_ecx = bits({1, 6, 11}),  // VBMI, VBMI2, VNNI
                                                         };

Features features_of_this_processor() {
  Features features;
  unsigned eax = 0, ebx = 0, ecx = 0, edx = 0;
  if (__get_cpuid(1, &eax, &ebx, &ecx, &edx) == 0) return features;
  features.leaf1_ecx = ecx;
  if (__get_cpuid_count(7, 0, &eax, &ebx, &ecx, &edx) != 0) {
    features.leaf7_ebx = ebx;
    features.leaf7_ecx = ecx;
  }
  if (__get_cpuid(0x80000001, &eax, &ebx, &ecx, &edx) != 0) features.extended_ecx = ecx;
  if ((features.leaf1_ecx & bits({osxsave})) != 0) {
    __asm__("xgetbv" : "=a"(eax), "=d"(edx) : "c"(0));
    features.xcr0 = eax;
  }
  return features;
}

// CPUID is slow where a hypervisor answers it, so the answers are kept.
enum : std::uint32_t { is_known = 1, has_ssse3 = 2, has_sse4 = 4, has_avx2 = 8, has_avx512 = 16, has_avx512dl = 32 };
constinit std::atomic<std::uint32_t> answers{0};

bool has(std::uint32_t arch) {
  std::uint32_t known = answers.load(std::memory_order_relaxed);
  if (known == 0) {
    const Features have = features_of_this_processor();
    known = is_known;
    if (have.contain(ssse3_features)) known |= has_ssse3;
    if (have.contain(sse4_features)) known |= has_sse4;
    if (have.contain(avx2_features)) known |= has_avx2;
    if (have.contain(avx512_features)) known |= has_avx512;
    if (have.contain(avx512dl_features)) known |= has_avx512dl;
    answers.store(known, std::memory_order_relaxed);
  }
  return (known & arch) != 0;
}

}  // namespace

bool ssse3::available() { return has(has_ssse3); }
bool sse4::available() { return has(has_sse4); }
bool avx2::available() { return has(has_avx2); }
#if ISOPEL_HAVE_SIMD_AVX512
bool avx512::available() { return has(has_avx512); }
bool avx512dl::available() { return has(has_avx512dl); }
#endif

}  // namespace isopel

#endif  // ISOPEL_HAVE_SIMD_X86
