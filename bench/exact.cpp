#include "bench/exact.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numbers>

#include "bench/images.hpp"

namespace isopel::bench {
namespace {

double keys_cubic(double a, double t) {
  if (t < 1) return ((a + 2) * t - (a + 3)) * t * t + 1;
  return t < 2 ? (((t - 5) * t + 8) * t - 4) * a : 0;
}

double sinc(double t) { return t == 0 ? 1 : std::sin(std::numbers::pi * t) / (std::numbers::pi * t); }

double weight_at(Filter filter, double keys, double distance) {
  const double t = std::abs(distance);
  switch (filter) {
    case Filter::catmull_rom:
      return keys_cubic(keys, t);
    case Filter::lanczos2:
    case Filter::lanczos3:
    case Filter::lanczos4:
      return t < support(filter) ? sinc(t) * sinc(t / support(filter)) : 0;
    default:  // bilinear, and area that enlarges
      return std::max(0.0, 1 - t);
  }
}

/// A sample in levels, steps or 1/65535.
template <class Sample>
double level(const std::uint8_t* at) {
  Sample sample;
  std::memcpy(&sample, at, sizeof sample);
  return sizeof sample == 4 ? 65535 * static_cast<double>(sample) : static_cast<double>(sample);
}

template <class Sample>
void add_row(std::vector<double>& sums, const std::uint8_t* row, double weight) {
  for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += weight * level<Sample>(row + i * sizeof(Sample));
}

void add_row(std::vector<double>& sums, const std::uint8_t* row, double weight, std::size_t sample) {
  if (sample == 1) add_row<std::uint8_t>(sums, row, weight);
  if (sample == 2) add_row<std::uint16_t>(sums, row, weight);
  if (sample == 4) add_row<float>(sums, row, weight);
}

double level(const std::uint8_t* at, std::size_t sample) {
  if (sample == 1) return level<std::uint8_t>(at);
  return sample == 2 ? level<std::uint16_t>(at) : level<float>(at);
}

/// Sums up differences.
class Sum {
 public:
  void add(double difference) {
    largest_ = std::max(largest_, std::isfinite(difference) ? std::abs(difference) : 1e9);
    sum_ += difference;
    squares_ += difference * difference;
    count_ += 1;
  }
  Error error(double range) const {
    if (count_ == 0) return {};
    const double mean = squares_ / count_;
    // What is exact has a number, too, for files that know no infinity.
    return {largest_, sum_ / count_, mean == 0 ? 200 : std::min(200.0, 10 * std::log10(range * range / mean))};
  }

 private:
  double largest_ = 0, sum_ = 0, squares_ = 0, count_ = 0;
};

/// Pixels that nearest may take: the one that holds the centre, and its neighbour where the centre is within 1/64 pixel
/// of the edge between them. Real numbers do not say which that is.
struct Candidates {
  Candidates(std::int32_t d, std::int32_t src, std::int32_t dst) {
    const double centre = (d + 0.5) * src / dst, tolerance = 1.0 / 64;
    first = std::clamp(static_cast<std::int32_t>(std::floor(centre - tolerance)), 0, src - 1);
    last = std::clamp(static_cast<std::int32_t>(std::floor(centre + tolerance)), 0, src - 1);
  }
  std::int32_t first, last;
};

}  // namespace

ExactAxis::ExactAxis(Filter filter, bool antialias, double keys, std::int32_t src, std::int32_t dst) {
  outputs.resize(static_cast<std::size_t>(dst));
  if (filter == Filter::nearest) return;
  const double ratio = static_cast<double>(src) / dst;
  const bool is_area = filter == Filter::area && src > dst;
  const double widening = antialias && src > dst ? ratio : 1;
  const double reach = is_area ? ratio / 2 : std::max(1, support(filter)) * widening;
  for (std::int32_t d = 0; d < dst; ++d) {
    Output& out = outputs[static_cast<std::size_t>(d)];
    const double centre = (d + 0.5) * ratio;
    const auto from = static_cast<std::int32_t>(std::floor(centre - reach)) - 1;
    const auto to = static_cast<std::int32_t>(std::ceil(centre + reach)) + 1;
    out.first = std::clamp(from, 0, src - 1);
    out.weights.assign(static_cast<std::size_t>(std::clamp(to, 0, src - 1) - out.first + 1), 0.0);
    double sum = 0;
    for (std::int32_t k = from; k <= to; ++k) {
      const double overlap = std::min(k + 1.0, centre + reach) - std::max<double>(k, centre - reach);
      const double weight = is_area ? std::max(0.0, overlap) : weight_at(filter, keys, (k + 0.5 - centre) / widening);
      if (std::abs(weight) < 1e-12) continue;
      if (k < 0 || k >= src) out.inside = false;
      out.weights[static_cast<std::size_t>(std::clamp(k, 0, src - 1) - out.first)] += weight;
      sum += weight;
    }
    for (double& weight : out.weights) weight /= sum;
  }
}

void Exact::add(const Case& one, double keys, std::span<const std::uint8_t> src, Size from, Size to,
                std::size_t channels, std::size_t src_offset, std::size_t dst_offset, int rows) {
  const Filter filter = one.method.rules.filter;
  const bool antialias = one.method.rules.antialias;
  Plane plane{filter,
              {filter, antialias, keys, from.width, to.width},
              {filter, antialias, keys, from.height, to.height},
              src_offset,
              dst_offset,
              channels,
              {},
              {},
              {},
              from,
              to};
  const std::int32_t count = rows == 0 ? to.height : std::min(to.height, rows);
  for (std::int32_t i = 0; i < count; ++i) {
    plane.rows.push_back(static_cast<std::int32_t>(std::int64_t{i} * (to.height - 1) / std::max(1, count - 1)));
  }
  const std::size_t width = static_cast<std::size_t>(from.width) * channels;
  if (filter == Filter::nearest) {
    const auto at = src.subspan(src_offset, width * sample_ * static_cast<std::size_t>(from.height));
    plane.src.assign(at.begin(), at.end());
  } else {
    std::vector<double> sums(width);
    for (const std::int32_t y : plane.rows) {
      std::fill(sums.begin(), sums.end(), 0.0);
      const ExactAxis::Output& down = plane.y.outputs[static_cast<std::size_t>(y)];
      for (std::size_t k = 0; k < down.weights.size(); ++k) {
        const std::size_t row = static_cast<std::size_t>(down.first) + k;
        add_row(sums, src.data() + src_offset + row * width * sample_, down.weights[k], sample_);
      }
      for (const ExactAxis::Output& across : plane.x.outputs) {
        for (std::size_t c = 0; c < channels; ++c) {
          double sum = 0;
          const double* at = sums.data() + static_cast<std::size_t>(across.first) * channels + c;
          for (std::size_t k = 0; k < across.weights.size(); ++k) sum += across.weights[k] * at[k * channels];
          plane.exact.push_back(sum);
        }
      }
    }
  }
  planes_.push_back(std::move(plane));
}

Exact::Exact(const Case& one, double keys, std::span<const std::uint8_t> src, int rows) : sample_(sample_bytes(one)) {
  const Size from = one.geometry.src, to = one.geometry.dst;
  add(one, keys, src, from, to, static_cast<std::size_t>(one.pixels.format.channels), 0, 0, rows);
  if (!one.pixels.nv12) return;
  const auto luma = [](Size size) {
    return static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height);
  };
  add(one, keys, src, {from.width / 2, from.height / 2}, {to.width / 2, to.height / 2}, 2, luma(from), luma(to), rows);
}

Errors Exact::errors(std::span<const std::uint8_t> dst) const {
  Sum all, inside;
  const double range = sample_ == 1 ? 255 : 65535;
  for (const Plane& plane : planes_) {
    const std::size_t channels = plane.channels, columns = plane.x.outputs.size();
    for (std::size_t r = 0; r < plane.rows.size(); ++r) {
      const auto y = static_cast<std::size_t>(plane.rows[r]);
      const std::uint8_t* row = dst.data() + plane.dst_offset + y * columns * channels * sample_;
      const Candidates down(plane.rows[r], plane.src_size.height, plane.dst_size.height);
      for (std::size_t x = 0; x < columns; ++x) {
        const Candidates across(static_cast<std::int32_t>(x), plane.src_size.width, plane.dst_size.width);
        for (std::size_t c = 0; c < channels; ++c) {
          const double found = level(row + (x * channels + c) * sample_, sample_);
          double difference = 0;
          if (plane.filter == Filter::nearest) {
            difference = 1e9;
            for (const std::int32_t k : {down.first, down.last}) {
              for (const std::int32_t j : {across.first, across.last}) {
                const std::size_t at = static_cast<std::size_t>(k) * static_cast<std::size_t>(plane.src_size.width) +
                                       static_cast<std::size_t>(j);
                const double other = found - level(plane.src.data() + (at * channels + c) * sample_, sample_);
                if (std::abs(other) < std::abs(difference)) difference = other;
              }
            }
          } else {
            double exact = plane.exact[(r * columns + x) * channels + c];
            if (sample_ != 4) exact = std::clamp(exact, 0.0, range);
            difference = found - exact;
          }
          all.add(difference);
          if (plane.x.outputs[x].inside && plane.y.outputs[y].inside) inside.add(difference);
        }
      }
    }
  }
  return {all.error(range), inside.error(range)};
}

Errors errors_between(const Case& one, std::span<const std::uint8_t> found, std::span<const std::uint8_t> reference) {
  const std::size_t sample = sample_bytes(one);
  Sum sum;
  for (std::size_t i = 0; i < found.size(); i += sample) {
    sum.add(level(found.data() + i, sample) - level(reference.data() + i, sample));
  }
  const Error error = sum.error(sample == 1 ? 255 : 65535);
  return {error, error};
}

}  // namespace isopel::bench
