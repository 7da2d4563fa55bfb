// The random resized crop of training, the same on every processor: integers alone, and random numbers that depend on
// nothing but a seed and the image's index, so that any worker may make the crop of any image.
#ifndef ISOPEL_RANDOM_CROP_HPP_
#define ISOPEL_RANDOM_CROP_HPP_

#include <cstdint>

#include "isopel/isopel.hpp"

namespace isopel {

/// In 1/65536: the crop's share of the source's area, 1..65536, and its width divided by its height, 64..67108864
/// (1/1024 to 1024). As it stands: torchvision's 0.08 to 1 and 3/4 to 4/3, to the nearest 1/65536.
struct CropRanges {
  std::int32_t least_area = 5243, most_area = 65536, least_aspect = 49152, most_aspect = 87381;
  bool operator==(const CropRanges&) const = default;
};

/// `crop` is in pixels of the source: Fit::part. `mirrored` says, for one half of the images, that the destination is
/// to be mirrored from left to right, which is left to the caller.
struct RandomCrop {
  Crop crop = {};
  bool mirrored = false;
  bool operator==(const RandomCrop&) const = default;
};

/// The crop that image `index` of the sequence `seed` takes of a source of that size.
///
/// As torchvision's RandomResizedCrop does it: up to ten tries of a uniform area and an aspect ratio whose logarithm is
/// uniform, the sides rounded to whole pixels, at a uniform place; then, if none fitted, the largest crop in the middle
/// whose aspect ratio is in range. The distribution is torchvision's, the numbers are not: they come from
/// Philox4x32-10. bad_size: a side outside 1..ISOPEL_MAX_SIDE. bad_crop: the ranges. `out` is unchanged unless the
/// status is ok.
Status random_resized_crop(Size src, std::uint64_t seed, std::uint64_t index, const CropRanges& ranges, RandomCrop& out,
                           Message* message = nullptr) noexcept;

}  // namespace isopel

#endif  // ISOPEL_RANDOM_CROP_HPP_
