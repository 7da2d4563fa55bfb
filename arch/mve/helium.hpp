// The loads and stores of this arch, by the type of the samples, and how four sums become four samples.
//
// Vector loads and stores need the alignment of one sample, no more; u8 samples have none, so nothing here ever loads
// them by halves or words. (QEMU would let it pass; the processor faults.) Lanes are full vectors, or the lanes of a
// predicate: those from where the last, partial step of a row begins.
#ifndef ISOPEL_ARCH_MVE_HELIUM_HPP_
#define ISOPEL_ARCH_MVE_HELIUM_HPP_

#include "arch/mve/mve.hpp"

#if ISOPEL_HAVE_MVE

#include <arm_mve.h>

namespace isopel::mve {

/// All lanes.
struct Full {};
/// The lanes of a predicate; the others read as zero and are not stored.
struct Some {
  mve_pred16_t lanes;
};

/// The first `count` of four lanes.
inline Some first_of_four(std::int32_t count) { return {vctp32q(static_cast<std::uint32_t>(count))}; }
/// The first `count` of eight lanes.
inline Some first_of_eight(std::int32_t count) { return {vctp16q(static_cast<std::uint32_t>(count))}; }

// --- Four samples, as sums are: 32 bits each.

inline int32x4_t load_four(const std::uint8_t* from, Full) { return vreinterpretq_s32_u32(vldrbq_u32(from)); }
inline int32x4_t load_four(const std::uint8_t* from, Some some) {
  return vreinterpretq_s32_u32(vldrbq_z_u32(from, some.lanes));
}
inline int32x4_t load_four(const std::int16_t* from, Full) { return vldrhq_s32(from); }
inline int32x4_t load_four(const std::int16_t* from, Some some) { return vldrhq_z_s32(from, some.lanes); }
inline int32x4_t load_four(const std::int32_t* from, Full) { return vldrwq_s32(from); }
inline int32x4_t load_four(const std::int32_t* from, Some some) { return vldrwq_z_s32(from, some.lanes); }

/// Samples of `To` from sums that were shifted, and so fit i16 unless samples are i32: u8 ones are clamped, in the low
/// byte of each lane. What is in the other bytes does not matter, which the intrinsic cannot say.
template <class To>
int32x4_t narrowed(int32x4_t values) {
  if constexpr (sizeof(To) == 1) {
    int32x4_t clamped;
    __asm__("vqmovunb.s16 %q0, %q1" : "=w"(clamped) : "w"(values));
    return clamped;
  }
  return values;
}

inline void store_low_parts(std::uint8_t* to, int32x4_t values, Full) { vstrbq_u32(to, vreinterpretq_u32_s32(values)); }
inline void store_low_parts(std::uint8_t* to, int32x4_t values, Some some) {
  vstrbq_p_u32(to, vreinterpretq_u32_s32(values), some.lanes);
}
inline void store_low_parts(std::int16_t* to, int32x4_t values, Full) { vstrhq_s32(to, values); }
inline void store_low_parts(std::int16_t* to, int32x4_t values, Some some) { vstrhq_p_s32(to, values, some.lanes); }
inline void store_low_parts(std::int32_t* to, int32x4_t values, Full) { vstrwq_s32(to, values); }
inline void store_low_parts(std::int32_t* to, int32x4_t values, Some some) { vstrwq_p_s32(to, values, some.lanes); }

/// To the samples that are offsets[lane] away.
inline void scatter_low_parts(std::uint8_t* to, uint32x4_t offsets, int32x4_t values, Full) {
  vstrbq_scatter_offset_u32(to, offsets, vreinterpretq_u32_s32(values));
}
inline void scatter_low_parts(std::uint8_t* to, uint32x4_t offsets, int32x4_t values, Some some) {
  vstrbq_scatter_offset_p_u32(to, offsets, vreinterpretq_u32_s32(values), some.lanes);
}
inline void scatter_low_parts(std::int16_t* to, uint32x4_t offsets, int32x4_t values, Full) {
  vstrhq_scatter_shifted_offset_s32(to, offsets, values);
}
inline void scatter_low_parts(std::int16_t* to, uint32x4_t offsets, int32x4_t values, Some some) {
  vstrhq_scatter_shifted_offset_p_s32(to, offsets, values, some.lanes);
}
inline void scatter_low_parts(std::int32_t* to, uint32x4_t offsets, int32x4_t values, Full) {
  vstrwq_scatter_shifted_offset_s32(to, offsets, values);
}
inline void scatter_low_parts(std::int32_t* to, uint32x4_t offsets, int32x4_t values, Some some) {
  vstrwq_scatter_shifted_offset_p_s32(to, offsets, values, some.lanes);
}

/// Shifts four sums and stores the samples.
template <class To, class Lanes>
void put_four(To* to, int32x4_t sums, std::int32_t shift, Lanes lanes) {
  store_low_parts(to, narrowed<To>(vshlq_r_s32(sums, -shift)), lanes);
}

// --- Eight samples, as factors of a sum of products: 16 bits each.

inline int16x8_t load_eight(const std::uint8_t* from, Full) { return vreinterpretq_s16_u16(vldrbq_u16(from)); }
inline int16x8_t load_eight(const std::uint8_t* from, Some some) {
  return vreinterpretq_s16_u16(vldrbq_z_u16(from, some.lanes));
}
inline int16x8_t load_eight(const std::int16_t* from, Full) { return vldrhq_s16(from); }
inline int16x8_t load_eight(const std::int16_t* from, Some some) { return vldrhq_z_s16(from, some.lanes); }

/// The samples that are offsets[lane] away.
inline int16x8_t gather_eight(const std::uint8_t* from, uint16x8_t offsets, Full) {
  return vreinterpretq_s16_u16(vldrbq_gather_offset_u16(from, offsets));
}
inline int16x8_t gather_eight(const std::uint8_t* from, uint16x8_t offsets, Some some) {
  return vreinterpretq_s16_u16(vldrbq_gather_offset_z_u16(from, offsets, some.lanes));
}
inline int16x8_t gather_eight(const std::int16_t* from, uint16x8_t offsets, Full) {
  return vldrhq_gather_shifted_offset_s16(from, offsets);
}
inline int16x8_t gather_eight(const std::int16_t* from, uint16x8_t offsets, Some some) {
  return vldrhq_gather_shifted_offset_z_s16(from, offsets, some.lanes);
}

}  // namespace isopel::mve

#endif  // ISOPEL_HAVE_MVE
#endif  // ISOPEL_ARCH_MVE_HELIUM_HPP_
