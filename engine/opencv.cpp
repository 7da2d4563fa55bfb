// The tables of OpenCV's resize for 8-bit images (engine/PRESETS.md), as its open code computes them: coordinates in
// doubles and floats, each operation rounded once, then integer weights.
#include <algorithm>
#include <cstring>

#include "engine/build.hpp"
#include "engine/layout.hpp"

namespace isopel {
namespace {

/// OpenCV inverts the ratio twice: 1 / (dst / src) is not always src / dst.
double scale_of(const AxisSpec& axis) {
  const double inverse = static_cast<double>(axis.dst) / axis.src;
  return 1.0 / inverse;
}

/// floor() for what fits an int32.
std::int32_t floor_to_int(double value) {
  const auto truncated = static_cast<std::int32_t>(value);
  return truncated > value ? truncated - 1 : truncated;
}

/// Halves to even, for 0 <= value < 2^22.
std::int32_t round_half_even(double value) {
  const auto below = static_cast<std::int32_t>(value);
  const double rest = value - below;
  return rest > 0.5 || (rest == 0.5 && below % 2 != 0) ? below + 1 : below;
}

struct Record {
  std::int32_t offset;
  std::int16_t values[4];  ///< weights, and for a blend the rows
};

void put(const AxisTable& table, std::byte* record, const Record& content) {
  put_offset(record, std::int64_t{content.offset} * table.offset_scale);
  const auto rest = static_cast<std::size_t>(table.record_bytes) - sizeof(std::int32_t);
  std::memcpy(record + sizeof(std::int32_t), content.values, rest);
}

/// Two neighbours, the second with a weight of `second` out of `one`; moved inside where the image ends.
Record two_taps(const AxisSpec& axis, std::int32_t first, std::int32_t one, std::int32_t second) {
  const auto weight = [](std::int32_t value) { return static_cast<std::int16_t>(value); };
  if (axis.src == 1) return {0, {weight(one), 0, 0, 0}};
  if (first > axis.src - 2) return {axis.src - 2, {0, weight(one), 0, 0}};
  return {first, {weight(one - second), weight(second), 0, 0}};
}

// --- INTER_LINEAR: weights of 11 bits.

constexpr int linear_bits = 11;

/// The pixel to the left of the centre, and the distance from it: rounded to a float before it is split.
struct Position {
  std::int32_t pixel;
  float fraction;

  Position(const AxisSpec& axis, std::int32_t d) {
    const auto position = static_cast<float>((d + 0.5) * scale_of(axis) - 0.5);
    pixel = floor_to_int(position);
    fraction = position - static_cast<float>(pixel);
  }
  std::int32_t second_weight() const { return round_half_even(fraction * (1 << linear_bits)); }
};

/// Along x the fraction is dropped outside the centres of the first and last pixel.
Rounding write_linear_x(const AxisTable& table, std::byte* records) {
  for (std::int32_t d = 0; d < table.spec.dst; ++d, records += table.record_bytes) {
    const Position position(table.spec, d);
    const bool before = position.pixel < 0, behind = position.pixel >= table.spec.src - 1;
    const std::int32_t pixel = before ? 0 : std::min(position.pixel, table.spec.src - 1);
    put(table, records, two_taps(table.spec, pixel, 1 << linear_bits, before || behind ? 0 : position.second_weight()));
  }
  // The sum, of at most 255 2^11, loses 4 bits: what OpenCV's pass along y begins with.
  return {0, 4};
}

/// Along y the fraction stays and only the rows are clamped, which matters because each product is rounded.
Rounding write_linear_y(const AxisTable& table, std::byte* records) {
  const std::int32_t last = table.spec.src - 1;
  for (std::int32_t d = 0; d < table.spec.dst; ++d, records += table.record_bytes) {
    const Position position(table.spec, d);
    const std::int32_t first_row = std::clamp<std::int32_t>(position.pixel, 0, last);
    const std::int32_t second_row = std::clamp<std::int32_t>(position.pixel + 1, 0, last);
    const std::int32_t offset = std::min(first_row, std::max<std::int32_t>(last - 1, 0));
    const std::int32_t first_weight = round_half_even((1.0f - position.fraction) * (1 << linear_bits));
    put(table, records,
        {offset,
         {static_cast<std::int16_t>(first_weight), static_cast<std::int16_t>(position.second_weight()),
          static_cast<std::int16_t>(first_row - offset), static_cast<std::int16_t>(second_row - offset)}});
  }
  return {};
}

// --- INTER_LINEAR_EXACT: weights of 8 bits, samples of 8 + 8 bits between the passes.

constexpr int exact_bits = 8;

void write_exact(const AxisTable& table, std::byte* records) {
  const double scale = scale_of(table.spec);
  for (std::int32_t d = 0; d < table.spec.dst; ++d, records += table.record_bytes) {
    const double position = scale * (d + 0.5) - 0.5;
    const std::int32_t pixel = floor_to_int(position);
    const bool outside = pixel < 0 || pixel >= table.spec.src - 1;
    const std::int32_t second = outside ? 0 : round_half_even((position - pixel) * (1 << exact_bits));
    put(table, records, two_taps(table.spec, std::max<std::int32_t>(pixel, 0), 1 << exact_bits, second));
  }
}

/// 0 .. 65280 is centred to fit i16.
Rounding write_exact_x(const AxisTable& table, std::byte* records) {
  write_exact(table, records);
  return {-(1 << 15), 0};
}

/// The centring undone, and half a unit.
Rounding write_exact_y(const AxisTable& table, std::byte* records) {
  write_exact(table, records);
  return {(1 << (exact_bits + 15)) + (1 << 15), 2 * exact_bits};
}

// --- INTER_NEAREST and INTER_NEAREST_EXACT.

Rounding write_nearest(const AxisTable& table, std::byte* records) {
  const double scale = scale_of(table.spec);
  for (std::int32_t d = 0; d < table.spec.dst; ++d, records += table.record_bytes) {
    put(table, records, {std::min(floor_to_int(d * scale), table.spec.src - 1), {}});
  }
  return {};
}

/// A ratio of 16 fraction bits, rounded: far from the start it drifts.
Rounding write_nearest_exact(const AxisTable& table, std::byte* records) {
  const std::int64_t src = table.spec.src, dst = table.spec.dst;
  const std::int64_t ratio = (shift_up(src, 16) + dst / 2) / dst;
  for (std::int64_t d = 0; d < dst; ++d, records += table.record_bytes) {
    const std::int64_t pixel = shift_down(ratio * d + ratio / 2 - 1, 16);
    put(table, records, {static_cast<std::int32_t>(std::clamp<std::int64_t>(pixel, 0, src - 1)), {}});
  }
  return {};
}

void give(AxisTable& table, std::int32_t taps, std::int64_t record_bytes,
          Rounding (*write)(const AxisTable&, std::byte*)) {
  table.taps = taps;
  table.record_bytes = record_bytes;
  table.write = write;
}

}  // namespace

Layout opencv_layout(const Spec& spec) noexcept {
  Layout layout = bare_layout(spec, Plan::Method::copy);
  AxisTable &x = layout.x, &y = layout.y;
  if (spec.src == spec.dst) return layout;
  const bool exact = spec.rules.arithmetic == Arithmetic::opencv_exact;
  if (spec.rules.filter == Filter::nearest || !needs_passes) {
    layout.method = Plan::Method::gather;
    const auto write = exact ? write_nearest_exact : write_nearest;
    give(x, 1, sizes::record_bytes(0), write);
    give(y, 1, sizes::record_bytes(0), write);
    return layout;
  }
  if (sizes::is_half(spec)) {  // OpenCV averages there
    layout.method = Plan::Method::box;
    return layout;
  }
  layout.method = Plan::Method::horizontal_first;
  const auto taps = [](const AxisTable& table) { return std::min<std::int32_t>(2, table.spec.src); };
  give(x, taps(x), sizes::record_bytes(2), exact ? write_exact_x : write_linear_x);
  give(y, taps(y), sizes::record_bytes(exact ? 2 : sizes::blend_values), exact ? write_exact_y : write_linear_y);
  layout.scratch = sizes::horizontal_first(spec, y.taps);
  return layout;
}

}  // namespace isopel
