// (37) Half-scale Gaussian: a pass along y into sums of 16 bits, a pass along x over these, and one rounding. The
// largest sum, 256 * 255 + 128, fits 16 bits, too.
#include "isopel/half_scale.hpp"

#include <algorithm>
#include <cstring>

#include "engine/checks.hpp"
#include "engine/kernels.hpp"
#include "engine/memory.hpp"
#include "engine/message.hpp"

namespace isopel {
namespace {

using U8Rows = Rows<const std::uint8_t>;

constexpr std::int64_t scratch_alignment = 64;

/// The kernel of 2 radius + 1 pixels, 3 or 5; its weights sum to 1 << shift.
template <int radius>
struct Kernel {
  static constexpr int weights[] = {radius == 1 ? 2 : 6, radius == 1 ? 1 : 4, 1};  // from the centre on
  static constexpr int shift = 2 * radius;

  /// The weighted sum of at(-radius) .. at(radius).
  template <class At>
  static constexpr int sum(At at) {
    int sum = weights[0] * at(0) + weights[1] * (at(-1) + at(1));
    if constexpr (radius == 2) sum += weights[2] * (at(-2) + at(2));
    return sum;
  }
};

/// One axis: which pixels an output is made of.
struct HalfAxis {
  std::int32_t src, radius;

  std::int32_t origin() const { return src % 2 == 0 ? 1 : 0; }
  std::int32_t centre(std::int32_t output) const { return 2 * output + origin(); }
  std::int32_t outputs() const { return src / 2 + src % 2; }
  /// Outputs [first_inside, end_inside) are those whose kernels lie inside the image; none if the end comes first.
  std::int32_t first_inside() const { return (radius - origin() + 1) / 2; }
  std::int32_t end_inside() const {
    const std::int32_t last_centre = src - 1 - radius - origin();
    return last_centre < 0 ? 0 : last_centre / 2 + 1;
  }
  bool has(std::int32_t pixel) const { return pixel >= 0 && pixel < src; }
  /// The pixel that stands in for one outside.
  std::int32_t inside(std::int32_t pixel, Border border) const {
    if (border != Border::reflect || src == 1) return std::clamp<std::int32_t>(pixel, 0, src - 1);
    const std::int32_t period = 2 * (src - 1), rest = (pixel % period + period) % period;
    return std::min(rest, period - rest);
  }
};

/// Copies every second pixel.
template <int channels, class Sample>
void every_second(const Sample* __restrict src, Sample* __restrict dst, std::int32_t pixels) {
  for (std::int32_t x = 0; x < pixels; ++x) {
    std::memcpy(dst + x * channels, src + 2 * x * channels, channels * sizeof *src);
  }
}
template <class Sample>
void every_second(const Sample* src, Sample* dst, std::int32_t pixels, std::int32_t channels) {
  if (channels == 1) return every_second<1>(src, dst, pixels);
  if (channels == 2) return every_second<2>(src, dst, pixels);
  if (channels == 3) return every_second<3>(src, dst, pixels);
  if (channels == 4) return every_second<4>(src, dst, pixels);
  for (std::int32_t x = 0; x < pixels; ++x) {
    std::memcpy(dst + x * channels, src + 2 * x * channels, static_cast<std::size_t>(channels) * sizeof *src);
  }
}

/// A kernel of one pixel: every second pixel of every second row.
void pick(const HalfScale& spec, U8Rows src, Rows<std::uint8_t> dst) {
  const HalfAxis x{spec.src.width, 0}, y{spec.src.height, 0};
  for (std::int32_t row = 0; row < y.outputs(); ++row) {
    const std::uint8_t* from = src.row(y.centre(row)) + x.origin() * spec.format.channels;
    every_second(from, dst.row(row), x.outputs(), spec.format.channels);
  }
}

template <int radius>
class Halving {
  using K = Kernel<radius>;

 public:
  Halving(const HalfScale& spec, U8Rows src, std::byte* scratch)
      : spec_(spec),
        src_(src),
        x_{spec.src.width, radius},
        y_{spec.src.height, radius},
        channels_(spec.format.channels),
        sums_(reinterpret_cast<std::uint16_t*>(scratch)),
        centres_(sums_ + (x_.src + 2 * margin) * channels_),
        between_(centres_ + (x_.outputs() + 2) * channels_),
        outside_(reinterpret_cast<std::uint8_t*>(between_ + (x_.outputs() + 1) * channels_)) {
    if (!has_outside_row()) return;
    for (std::int32_t x = 0; x < x_.src; ++x) {
      for (std::int32_t c = 0; c < channels_; ++c) outside_[x * channels_ + c] = outside_sample(c);
    }
  }

  void run(Rows<std::uint8_t> dst) {
    const bool undefined = spec_.border == Border::undefined;
    const std::int32_t first = undefined ? y_.first_inside() : 0, end = undefined ? y_.end_inside() : y_.outputs();
    const std::int32_t left = undefined ? x_.first_inside() : 0, right = undefined ? x_.end_inside() : x_.outputs();
    for (std::int32_t y = first; y < end; ++y) {
      sum_along_y(y);
      add_margins();
      every_second(pixel(x_.origin() - 2), centres_, x_.outputs() + 2, channels_);
      every_second(pixel(x_.origin() - 1), between_, x_.outputs() + 1, channels_);
      std::uint8_t* out = dst.row(y);
      sum_along_x(out, left, right);
      if (spec_.border == Border::renormalize) renormalize(out, y);
    }
  }

 private:
  static constexpr std::int32_t margin = 2;  ///< pixels before and after the sums

  bool has_outside_row() const { return spec_.border == Border::constant || spec_.border == Border::renormalize; }
  std::uint8_t outside_sample(std::int32_t channel) const {
    return spec_.border == Border::constant ? spec_.fill[std::min<std::int32_t>(channel, 3)] : std::uint8_t{0};
  }
  std::uint16_t* pixel(std::int32_t x) { return sums_ + (x + margin) * channels_; }

  void sum_along_y(std::int32_t output) {
    const std::uint8_t* rows[2 * radius + 1];
    for (std::int32_t k = -radius; k <= radius; ++k) {
      const std::int32_t row = y_.centre(output) + k;
      rows[k + radius] = has_outside_row() && !y_.has(row) ? outside_ : src_.row(y_.inside(row, spec_.border));
    }
    std::uint16_t* __restrict sums = pixel(0);
    const std::int32_t samples = x_.src * channels_;
    for (std::int32_t s = 0; s < samples; ++s) {
      sums[s] = static_cast<std::uint16_t>(K::sum([&](int k) { return int{rows[k + radius][s]}; }));
    }
  }

  void add_margins() {
    const std::int32_t outside[] = {-2, -1, x_.src, x_.src + 1};
    for (const std::int32_t x : outside) {
      const std::uint16_t* from = pixel(x_.inside(x, spec_.border));
      for (std::int32_t c = 0; c < channels_; ++c) {
        pixel(x)[c] = has_outside_row() ? static_cast<std::uint16_t>(outside_sample(c) << K::shift) : from[c];
      }
    }
  }

  /// The sum of both axes for a sample of an output row.
  int sum_at(std::int32_t sample) const {
    return K::sum([&](int k) {
      return int{(k % 2 == 0 ? centres_ + (k / 2 + 1) * channels_ : between_ + (k + 1) / 2 * channels_)[sample]};
    });
  }
  void sum_along_x(std::uint8_t* __restrict out, std::int32_t left, std::int32_t right) const {
    constexpr int half = (1 << 2 * K::shift) / 2;
    for (std::int32_t s = left * channels_; s < right * channels_; ++s) {
      out[s] = static_cast<std::uint8_t>((sum_at(s) + half) >> 2 * K::shift);
    }
  }

  /// The weights of those of an output's pixels that are inside.
  static std::int32_t weight_inside(const HalfAxis& axis, std::int32_t output) {
    std::int32_t sum = 0;
    for (int k = -radius; k <= radius; ++k) {
      if (axis.has(axis.centre(output) + k)) sum += K::weights[k < 0 ? -k : k];
    }
    return sum;
  }
  /// Outputs whose kernels leave the image are divided by the weights inside instead.
  void renormalize(std::uint8_t* out, std::int32_t y) const {
    const std::int32_t along_y = weight_inside(y_, y);
    const bool whole = along_y == 1 << K::shift;
    for (std::int32_t x = 0; x < x_.outputs(); ++x) {
      if (whole && x == x_.first_inside()) x = x_.end_inside();
      if (x == x_.outputs()) break;
      const std::int32_t weight = along_y * weight_inside(x_, x);
      for (std::int32_t s = x * channels_; s < (x + 1) * channels_; ++s) {
        out[s] = static_cast<std::uint8_t>((2 * sum_at(s) + weight) / (2 * weight));
      }
    }
  }

  const HalfScale& spec_;
  U8Rows src_;
  HalfAxis x_, y_;
  std::int32_t channels_;
  std::uint16_t *sums_, *centres_, *between_;
  std::uint8_t* outside_;
};

}  // namespace

Status check(const HalfScale& spec, Message* message) noexcept {
  const Status status = check(spec);
  Sentence sentence(message);
  switch (status) {
    case Status::ok:
      break;
    case Status::bad_size:
      sentence << "source " << spec.src << ": a side is outside 1.." << std::int64_t{ISOPEL_MAX_SIDE};
      break;
    case Status::bad_format:
      sentence << "element type " << static_cast<std::int32_t>(spec.format.element) << " with " << spec.format.channels
               << " channels in layout " << static_cast<std::int32_t>(spec.format.layout) << " with maximum "
               << spec.format.maximum << ": only interleaved (0) u8 (0) with 1.." << std::int64_t{ISOPEL_MAX_CHANNELS}
               << " channels and maximum 0 can be halved";
      break;
    case Status::bad_border:
      sentence << "the border extrapolate (" << static_cast<std::int32_t>(spec.border) << ") is not there for halving";
      break;
    default:
      if (spec.border >= Border::replicate && spec.border <= Border::undefined) {
        sentence << "the kernel size is " << spec.kernel_size << ": only 1, 3 and 5 are there";
      } else {
        sentence << "the border " << static_cast<std::int32_t>(spec.border) << " does not exist";
      }
      break;
  }
  return status;
}

Status half_scale(const HalfScale& spec, ConstImage src, Image dst, std::span<std::byte> scratch,
                  Message* message) noexcept {
  if (const Status status = check(spec, message); status != Status::ok) return status;
  Extent src_extent, dst_extent, scratch_extent;
  Status status = check_view("source", src, spec.src, spec.format, src_extent, message);
  if (status == Status::ok) {
    status = check_view("destination", dst, half_size(spec.src), spec.format, dst_extent, message);
  }
  if (status == Status::ok) status = check_scratch(scratch, scratch_size(spec), scratch_extent, message);
  if (status != Status::ok) return status;
  if (const char* pair = overlapping_pair(src_extent, dst_extent, scratch_extent); pair != nullptr) {
    return refuse_overlap(pair, src, dst, message);
  }
  const U8Rows from{static_cast<const std::uint8_t*>(src.data), src.stride};
  const Rows<std::uint8_t> to{static_cast<std::uint8_t*>(dst.data), dst.stride};
  std::byte* sums = align_up(scratch.data(), scratch_alignment);
  if (spec.kernel_size == 1) pick(spec, from, to);
  if (spec.kernel_size == 3) Halving<1>(spec, from, sums).run(to);
  if (spec.kernel_size == 5) Halving<2>(spec, from, sums).run(to);
  return Status::ok;
}

}  // namespace isopel
