// (39) The random resized crop.
#include "isopel/random_crop.hpp"

#include <algorithm>

#include "engine/exact_log.hpp"
#include "engine/message.hpp"
#include "engine/philox.hpp"

namespace isopel {
namespace {

constexpr std::int64_t one = 65536;  // of the ranges
constexpr std::int32_t largest_aspect = 1024 * one;
constexpr std::uint32_t tries = 10;

/// The random words of one try, or of what comes after the tries.
Words random_words(std::uint64_t seed, std::uint64_t index, std::uint32_t draw) {
  return philox({{low_word(index), high_word(index), draw, 0}}, seed);
}

/// Uniform in [from, to), for to - from < 2^37.
std::int64_t between(std::int64_t from, std::int64_t to, std::uint32_t word) {
  const auto range = static_cast<std::uint64_t>(to - from);
  return from + static_cast<std::int64_t>(std::uint64_t{high_word(range)} * word + below(low_word(range), word));
}

/// A try's crop; of no width if it does not fit.
Crop try_crop(Size src, const CropRanges& ranges, const Words& random) {
  const auto& [area_word, aspect_word, left_word, top_word] = random.word;
  const auto log_of = [](std::int64_t value) { return log2_q32(static_cast<std::uint64_t>(value)); };
  // The share in Q48: all of the word counts.
  const std::int64_t share = shift_up(std::int64_t{ranges.least_area}, 32) +
                             std::int64_t{ranges.most_area - ranges.least_area} * std::int64_t{area_word};
  const std::int64_t log_area =
      log_of(std::int64_t{src.width} * src.height) + log_of(share) - shift_up(std::int64_t{48}, 32);
  // The ratios are in Q16.
  const std::int64_t log_aspect =
      between(log_of(ranges.least_aspect), log_of(ranges.most_aspect), aspect_word) - shift_up(std::int64_t{16}, 32);
  const std::int64_t width = exp2_rounded(shift_down(log_area + log_aspect, 1));
  const std::int64_t height = exp2_rounded(shift_down(log_area - log_aspect, 1));
  if (width < 1 || width > src.width || height < 1 || height > src.height) return {};
  const auto w = static_cast<std::int32_t>(width), h = static_cast<std::int32_t>(height);
  return {static_cast<std::int32_t>(below(static_cast<std::uint32_t>(src.width - w + 1), left_word)),
          static_cast<std::int32_t>(below(static_cast<std::uint32_t>(src.height - h + 1), top_word)), w, h};
}

/// The largest crop in the middle whose aspect ratio is in range.
Crop middle_crop(Size src, const CropRanges& ranges) {
  const auto rounded = [](std::int64_t numerator, std::int64_t denominator) {
    return static_cast<std::int32_t>(std::max<std::int64_t>((2 * numerator + denominator) / (2 * denominator), 1));
  };
  Size size = src;
  if (src.width * one < std::int64_t{src.height} * ranges.least_aspect) {
    size.height = rounded(src.width * one, ranges.least_aspect);
  } else if (src.width * one > std::int64_t{src.height} * ranges.most_aspect) {
    size.width = rounded(std::int64_t{src.height} * ranges.most_aspect, one);
  }
  return {(src.width - size.width) / 2, (src.height - size.height) / 2, size.width, size.height};
}

}  // namespace

Status random_resized_crop(Size src, std::uint64_t seed, std::uint64_t index, const CropRanges& ranges, RandomCrop& out,
                           Message* message) noexcept {
  const auto is_side = [](std::int32_t side) { return side >= 1 && side <= ISOPEL_MAX_SIDE; };
  if (!is_side(src.width) || !is_side(src.height)) {
    Sentence(message) << "the source is " << src << ", but sides are 1.." << ISOPEL_MAX_SIDE;
    return Status::bad_size;
  }
  const auto is_range = [](std::int32_t least, std::int32_t most, std::int32_t from, std::int32_t to) {
    return from <= least && least <= most && most <= to;
  };
  if (!is_range(ranges.least_area, ranges.most_area, 1, one)) {
    Sentence(message) << "the crop's area goes from " << ranges.least_area << " to " << ranges.most_area
                      << ", but it is counted in 1/65536 of the source's, 1..65536, the least first";
    return Status::bad_crop;
  }
  if (!is_range(ranges.least_aspect, ranges.most_aspect, one / 1024, largest_aspect)) {
    Sentence(message) << "the crop's aspect ratio goes from " << ranges.least_aspect << " to " << ranges.most_aspect
                      << ", but it is counted in 1/65536, 64.." << largest_aspect << ", the least first";
    return Status::bad_crop;
  }
  Crop crop;
  for (std::uint32_t draw = 0; draw < tries && crop.width == 0; ++draw) {
    crop = try_crop(src, ranges, random_words(seed, index, draw));
  }
  if (crop.width == 0) crop = middle_crop(src, ranges);
  // A draw of its own, so that it does not depend on the number of tries.
  out = {crop, random_words(seed, index, tries).word[0] % 2 != 0};
  return Status::ok;
}

}  // namespace isopel
