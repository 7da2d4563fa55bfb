// What a peer's output is beside what was asked for, decided by its measured error.
#ifndef ISOPEL_BENCH_CLASSES_HPP_
#define ISOPEL_BENCH_CLASSES_HPP_

#include <cmath>

#include "bench/exact.hpp"
#include "isopel/isopel.hpp"

namespace isopel::bench {

enum class Class {
  alike,       ///< what was asked for, as exact as u8 between two passes makes it
  own_kernel,  ///< the same, measured against the peer's own kernel, which is another one with as many taps
  coarse,      ///< the same filter and grid with short weights, a bias, or few phases
  other,       ///< another filter or another grid
};

inline const char* name(Class which) {
  constexpr const char* names[] = {"like-for-like", "own-kernel", "coarse", "other-semantics"};
  return names[static_cast<int>(which)];
}

/// The limits, on outputs that no border touches, of the calm image (Content::calm), where nobody's first pass is
/// clamped. In levels of u8, in steps of u16, in 1/65535 of f32.
struct Limits {
  double alike_largest, alike_bias;  ///< both within: like-for-like
  double coarse_largest;             ///< else coarse, if within this ...
  double coarse_psnr;                ///< ... and with so many dB at least; else other semantics
};

constexpr Limits limits_of(Element element) {
  // u8: exact rounding is 0.5. Rounding to u8 between the passes adds 0.5 times the sum of a filter's absolute weights,
  // up to 1.7 (Lanczos4), and weights of 11 bits some tenths.
  if (element == Element::u8) return {1.6, 0.25, 16, 40};
  // 14-bit weights, of which there may be dozens.
  return {8, 2, 16 * 257, 40};
}

inline Class classify(Element element, const Error& inside, bool own_kernel) {
  const Limits limits = limits_of(element);
  if (inside.largest <= limits.alike_largest && std::abs(inside.bias) <= limits.alike_bias) {
    return own_kernel ? Class::own_kernel : Class::alike;
  }
  const bool coarse = inside.largest <= limits.coarse_largest && inside.psnr >= limits.coarse_psnr;
  return coarse ? Class::coarse : Class::other;
}

/// Nearest, on noise: nothing but right pixels; or few wrong ones, or right ones that are off by a level.
inline Class classify_nearest(const Error& inside) {
  if (inside.largest == 0) return Class::alike;
  return inside.psnr >= 40 ? Class::coarse : Class::other;
}

}  // namespace isopel::bench

#endif  // ISOPEL_BENCH_CLASSES_HPP_
