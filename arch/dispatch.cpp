#include "arch/dispatch.hpp"

#include "arch/armv7em/armv7em.hpp"
#include "arch/mve/mve.hpp"
#include "arch/scalar/scalar.hpp"
#include "arch/simd/simd.hpp"

namespace isopel {
namespace {

constexpr const Arch* list[] = {
#if ISOPEL_HAVE_SIMD_AVX512
    &avx512dl::arch, &avx512::arch,
#endif
#if ISOPEL_HAVE_SIMD_X86
    &avx2::arch,     &sse4::arch,   &ssse3::arch,
#endif
#if ISOPEL_HAVE_SIMD_NEON
    &neon::arch,
#endif
#if ISOPEL_HAVE_MVE
    &mve::arch,
#elif ISOPEL_HAVE_ARMV7EM
    &armv7em::arch,
#endif
    &scalar::arch,
};

}  // namespace

std::span<const Arch* const> arch_list() noexcept { return list; }

}  // namespace isopel
