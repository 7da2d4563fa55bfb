#include "engine/taps.hpp"

#include <algorithm>
#include <cstring>
#include <numeric>

#include "engine/arithmetic.hpp"
#include "engine/filter.hpp"
#include "engine/grid.hpp"

namespace isopel {
namespace {

constexpr int peak_bits = 22;
/// (13) Weights up to here are 256 h + l with h and l both signed bytes, the form that byte dot products want.
constexpr std::int64_t largest_weight = 127 * 256 + 127;

std::int64_t magnitude(std::int64_t value) { return value < 0 ? -value : value; }

bool averages(const AxisSpec& axis) { return axis.rules.filter == Filter::area && axis.src > axis.dst; }
bool is_widened(const AxisSpec& axis) {
  return averages(axis) || (axis.src > axis.dst && axis.rules.antialias && axis.rules.filter != Filter::nearest);
}

/// The taps of one output before trimming, in ascending order: source pixels [first, last] of the unbounded image, and
/// the numerator of each one's weight, formulas (2) to (10).
class Numerators {
 public:
  Numerators(const AxisSpec& axis, std::int64_t d) : axis_(axis), grid_{axis.src, axis.dst}, d_(d) {
    if (axis.rules.filter == Filter::nearest) {
      first_ = last_ = grid_.nearest(d);
      return;
    }
    if (averages(axis)) {
      first_ = d * axis.src / axis.dst;
      last_ = ceil_divide((d + 1) * axis.src, axis.dst) - 1;
      return;
    }
    const bool area = axis.rules.filter == Filter::area;
    weight_ = area ? triangle_weight : row(axis.rules.filter).weight;
    unit_ = 2 * std::int64_t{is_widened(axis) ? axis.src : axis.dst};
    const std::int64_t half_width = support(area ? Filter::bilinear : axis.rules.filter);
    const std::int64_t reach = half_width * unit_;
    end_ = half_width * one_pixel;
    first_ = grid_.first_within(reach, d);
    last_ = grid_.last_within(reach, d);
  }

  bool inside() const { return first_ >= 0 && last_ < axis_.src; }

  /// Calls visit(pixel, numerator) for each pixel of the image, borders folded in (11).
  template <class Visit>
  void for_each(Visit visit) const {
    std::int64_t pixel = -1, sum = 0;
    for (std::int64_t k = first_; k <= last_; ++k) {
      const std::int64_t clamped = std::clamp<std::int64_t>(k, 0, axis_.src - 1);
      if (clamped != k && axis_.rules.border == Border::renormalize) continue;
      if (clamped != pixel) {
        if (pixel >= 0) visit(pixel, sum);
        pixel = clamped;
        sum = 0;
      }
      sum += numerator(k);
    }
    visit(pixel, sum);
  }

 private:
  std::int64_t numerator(std::int64_t k) const {
    if (axis_.rules.filter == Filter::nearest) return 1;
    if (weight_ == nullptr) {  // (10) the overlap of output d with source pixel k, in units of 1 / (src dst)
      const std::int64_t left = std::max(d_ * axis_.src, k * axis_.dst);
      const std::int64_t right = std::min((d_ + 1) * axis_.src, (k + 1) * axis_.dst);
      return right - left;
    }
    const std::int64_t distance = magnitude(grid_.distance(k, d_));
    const std::int64_t t = (distance * (2 * one_pixel) + unit_) / (2 * unit_);  // (4) round half up
    if (t >= end_) return 0;
    return shift_down(weight_(t) + 8, 4);  // (9) Q28 to Q24
  }

  const AxisSpec& axis_;
  Grid grid_;
  std::int64_t d_, first_ = 0, last_ = 0, unit_ = 1, end_ = 0;
  WeightFunction weight_ = nullptr;
};

/// (12) What is left of one output's taps when the zeros at both ends are gone.
struct Trimmed {
  std::int64_t first = -1, last = -1, sum = 0, peak = 0;

  explicit Trimmed(const Numerators& numerators) {
    numerators.for_each([&](std::int64_t pixel, std::int64_t g) {
      if (g == 0) return;
      if (first < 0) first = pixel;
      last = pixel;
      sum += g;
      peak = std::max(peak, magnitude(g));
    });
  }
};

/// Outputs repeat their weights after `outputs`, `pixels` further right, wherever no border is near.
struct Period {
  std::int64_t outputs, pixels;

  explicit Period(const AxisSpec& axis) {
    const std::int64_t divisor = std::gcd(axis.src, axis.dst);
    outputs = axis.dst / divisor;
    pixels = axis.src / divisor;
  }

  /// Whether output d has the weights of the output one period before it.
  bool repeats(const AxisSpec& axis, const Numerators& numerators, std::int64_t d) const {
    return d >= outputs && numerators.inside() && Numerators(axis, d - outputs).inside();
  }
};

/// (14) Weights whose running sums are the rounded running sums of the numerators, so that all of them sum to 2^P.
void put_weights(const Numerators& numerators, const Trimmed& trimmed, std::int64_t offset, int precision,
                 std::int16_t* weights) {
  std::int64_t sum = 0, previous = 0;
  numerators.for_each([&](std::int64_t pixel, std::int64_t g) {
    if (pixel < trimmed.first || pixel > trimmed.last) return;
    sum += g;
    // sum * 2^P can need 64 bits and more, so the quotient comes in two parts.
    const int low = precision / 2, high = precision - low;
    const std::int64_t quotient = floor_divide(sum * power_of_two(high), trimmed.sum);
    const std::int64_t rest = (sum * power_of_two(high) - quotient * trimmed.sum) * power_of_two(low);
    std::int64_t rounded = quotient * power_of_two(low) + rest / trimmed.sum;
    const std::int64_t twice_rest = 2 * (rest % trimmed.sum);
    const bool tie_up = rounded < power_of_two(precision - 1);  // ties go to the middle: the table stays symmetric
    if (twice_rest > trimmed.sum || (twice_rest == trimmed.sum && tie_up)) ++rounded;
    weights[pixel - offset] = static_cast<std::int16_t>(rounded - previous);
    previous = rounded;
  });
}

}  // namespace

AxisShape measure_axis(const AxisSpec& axis) noexcept {
  AxisShape shape{.taps = 1, .peak_weight = 0};
  const Period period(axis);
  for (std::int64_t d = 0; d < axis.dst; ++d) {
    const Numerators numerators(axis, d);
    if (period.repeats(axis, numerators, d)) continue;
    const Trimmed trimmed(numerators);
    shape.taps = std::max(shape.taps, static_cast<std::int32_t>(trimmed.last - trimmed.first + 1));
    shape.peak_weight = std::max(shape.peak_weight, ceil_divide(trimmed.peak * power_of_two(peak_bits), trimmed.sum));
  }
  return shape;
}

int weight_precision(const AxisSpec& axis, const AxisShape& shape, int cap) noexcept {
  constexpr int point_sampled = 14;
  int precision = is_widened(axis) ? cap : point_sampled;
  while (shift_down(shape.peak_weight, peak_bits - precision) + 2 > largest_weight) --precision;
  return precision;
}

void write_taps(const AxisSpec& axis, const AxisShape& shape, int precision, std::int32_t offset_scale,
                std::byte* records) noexcept {
  const auto record_bytes = static_cast<std::size_t>(sizes::record_bytes(shape.taps));
  const auto weights = [&](std::int64_t d) {
    return reinterpret_cast<std::int16_t*>(records + static_cast<std::size_t>(d) * record_bytes + sizeof(std::int32_t));
  };
  const Period period(axis);
  // Offsets rise with d wherever the trimmed taps allow it, so that a ring of rows loses none too early.
  std::int64_t offset = 0;
  for (std::int64_t d = 0; d < axis.dst; ++d) {
    std::byte* record = records + static_cast<std::size_t>(d) * record_bytes;
    const Numerators numerators(axis, d);
    if (period.repeats(axis, numerators, d)) {
      std::int32_t earlier;
      std::memcpy(&earlier, record - static_cast<std::size_t>(period.outputs) * record_bytes, sizeof earlier);
      const std::int64_t shifted = earlier / offset_scale + period.pixels;
      if (shifted + shape.taps <= axis.src) {
        offset = shifted;
        put_offset(record, offset * offset_scale);
        std::memcpy(weights(d), weights(d - period.outputs), record_bytes - sizeof(std::int32_t));
        continue;
      }
    }
    const Trimmed trimmed(numerators);
    offset = std::min(std::max(offset, trimmed.last - shape.taps + 1), trimmed.first);
    put_offset(record, offset * offset_scale);
    std::memset(weights(d), 0, record_bytes - sizeof(std::int32_t));
    put_weights(numerators, trimmed, offset, precision, weights(d));
  }
}

void write_offsets(const AxisSpec& axis, std::int32_t offset_scale, std::byte* records) noexcept {
  for (std::int64_t d = 0; d < axis.dst; ++d, records += sizeof(std::int32_t)) {
    put_offset(records, Trimmed(Numerators(axis, d)).first * offset_scale);
  }
}

}  // namespace isopel
