// Half-scale Gaussian and image pyramids, with the sizes, kernels and positions of OpenVX's HalfScaleGaussian. The
// C++20 interface; the C one is at the end of isopel.h. The arithmetic is formula (37) of engine/CONTRACT.md.
#ifndef ISOPEL_HALF_SCALE_HPP_
#define ISOPEL_HALF_SCALE_HPP_

#include "isopel/isopel.hpp"

namespace isopel {

/// The size of half an image, rounded up.
constexpr Size half_size(Size size) { return {size.width / 2 + size.width % 2, size.height / 2 + size.height % 2}; }

/// Everything that determines the halving of an image. Along each axis, output i is the weighted mean of the
/// `kernel_size` pixels around pixel 2i + 1 where the side is even, 2i where it is odd:
///     1   the pixel itself
///     3   (1 2 1) / 4
///     5   (1 4 6 4 1) / 16
/// Both axes are one sum, rounded once, halves up.
struct HalfScale {
  Size src = {};
  Format format = {};                 ///< u8, interleaved, 1..ISOPEL_MAX_CHANNELS channels; of source and destination
  std::int32_t kernel_size = 5;       ///< 1, 3 or 5
  Border border = Border::replicate;  ///< all but extrapolate
  std::uint8_t fill[4] = {};  ///< of the constant border, by channel; channels after the fourth are like the fourth
  bool operator==(const HalfScale&) const = default;
};

/// Whether an image can be halved so. The message is about what is wrong.
Status check(const HalfScale& spec, Message* message) noexcept;
/// The same for the compiler.
constexpr Status check(const HalfScale& spec) {
  const auto side_ok = [](std::int32_t side) { return side >= 1 && side <= ISOPEL_MAX_SIDE; };
  if (!side_ok(spec.src.width) || !side_ok(spec.src.height)) return Status::bad_size;
  const Format& format = spec.format;
  if (format != Format{Element::u8, format.channels} || format.channels < 1 || format.channels > ISOPEL_MAX_CHANNELS) {
    return Status::bad_format;
  }
  if (spec.kernel_size != 1 && spec.kernel_size != 3 && spec.kernel_size != 5) return Status::bad_rules;
  switch (spec.border) {
    case Border::replicate:
    case Border::renormalize:
    case Border::constant:
    case Border::reflect:
    case Border::undefined:
      return Status::ok;
    case Border::extrapolate:
      return Status::bad_border;
  }
  return Status::bad_rules;
}

/// Bytes of scratch memory that half_scale needs, at any alignment; 0 for kernels of one pixel, which need none, and
/// for a spec that check() refuses. What an image needs suffices for all smaller levels of its pyramid.
constexpr std::uint64_t scratch_size(const HalfScale& spec) {
  if (check(spec) != Status::ok || spec.kernel_size == 1) return 0;
  const std::uint64_t width = static_cast<std::uint64_t>(spec.src.width), outputs = (width + 1) / 2;
  const std::uint64_t channels = static_cast<std::uint64_t>(spec.format.channels);
  // Sums along y of 16 bits with two pixels more at either end, the same in two halves, a row of pixels outside.
  const std::uint64_t sums = width + 4 + (outputs + 2) + (outputs + 1);
  return (2 * sums + width) * channels + 63;
}

/// Halves `src` into `dst`, of half_size(spec.src). With Border::undefined, outputs whose kernel leaves the image keep
/// their bytes. `scratch` may have any alignment and any contents.
Status half_scale(const HalfScale& spec, ConstImage src, Image dst, std::span<std::byte> scratch,
                  Message* message = nullptr) noexcept;

/// Images of a pyramid that begins with one of this size and ends with a single pixel; 0 for a size without pixels.
constexpr std::int32_t pyramid_levels(Size size) {
  if (size.width < 1 || size.height < 1) return 0;
  std::int32_t levels = 1;
  for (; size != Size{1, 1}; size = half_size(size)) ++levels;
  return levels;
}

}  // namespace isopel

#endif  // ISOPEL_HALF_SCALE_HPP_
