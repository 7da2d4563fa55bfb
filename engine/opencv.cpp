// The tables of OpenCV's resize for 8-bit images (engine/PRESETS.md), as its open code computes them: coordinates in
// doubles and floats, each operation rounded once, then integer weights.
#include "engine/opencv.hpp"

#include <algorithm>
#include <cstring>

#include "engine/arithmetic.hpp"
#include "engine/build.hpp"
#include "isopel/tables/exact_double.hpp"
#include "isopel/tables/pillow.hpp"

namespace isopel {
namespace {

/// (O1)
sizes::OpencvScale scale_of(const AxisTable& axis) { return sizes::OpencvScale(axis.line); }

using sizes::floor_to_int;

/// Halves to even, also of negative values.
std::int32_t round_half_even(double value) {
  const std::int32_t magnitude = sizes::round_half_even(value < 0 ? -value : value);
  return value < 0 ? -magnitude : magnitude;
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

struct TwoWeights {
  std::int32_t first, second;
};

/// Two neighbours; moved inside where the image ends, and there the first one's weight counts.
Record two_taps(const AxisSpec& axis, std::int32_t first, TwoWeights weights) {
  const auto weight = [](std::int32_t value) { return static_cast<std::int16_t>(value); };
  if (axis.src == 1) return {0, {weight(weights.first), 0, 0, 0}};
  if (first > axis.src - 2) return {axis.src - 2, {0, weight(weights.first), 0, 0}};
  return {first, {weight(weights.first), weight(weights.second), 0, 0}};
}

// --- INTER_LINEAR: weights of 11 bits.

constexpr int linear_bits = 11;

/// The pixel to the left of the centre, and the distance from it: rounded to a float before it is split.
struct Position {
  std::int32_t pixel;
  float fraction;

  Position(const AxisTable& axis, std::int32_t d) {
    const auto position = static_cast<float>((d + 0.5) * scale_of(axis).scale - 0.5);
    pixel = floor_to_int(position);
    fraction = position - static_cast<float>(pixel);
  }
  Position(std::int32_t p, float f) : pixel(p), fraction(f) {}
  /// Rounded one by one: now and then they sum to 2049.
  TwoWeights weights() const {
    return {round_half_even((1.0f - fraction) * (1 << linear_bits)), round_half_even(fraction * (1 << linear_bits))};
  }
};

/// (O7) INTER_AREA on a pair of axes of which one grows: the same machine, with other fractions.
Position area_position(const AxisTable& axis, std::int32_t d) {
  const sizes::OpencvScale scale = scale_of(axis);
  const std::int32_t pixel = floor_to_int(d * scale.scale);
  const double rest = axis.spec.rules.arithmetic == Arithmetic::opencv_arm64
                          ? exact::subtract_product(d + 1.0, pixel + 1, scale.inverse)
                          : (d + 1) - (pixel + 1) * scale.inverse;
  const auto fraction = static_cast<float>(rest);
  return {pixel, fraction <= 0 ? 0.0f : fraction - static_cast<float>(floor_to_int(fraction))};
}

Position position_of(const AxisTable& axis, std::int32_t d) {
  return axis.spec.rules.filter == Filter::area ? area_position(axis, d) : Position(axis, d);
}

/// Along x the fraction is dropped outside the centres of the first and last pixel.
Rounding write_linear_x(const AxisTable& table, std::byte* records) {
  for (std::int32_t d = 0; d < table.spec.dst; ++d, records += table.record_bytes) {
    const Position position = position_of(table, d);
    const bool before = position.pixel < 0, behind = position.pixel >= table.spec.src - 1;
    const std::int32_t pixel = before ? 0 : std::min(position.pixel, table.spec.src - 1);
    const Position inside{pixel, before || behind ? 0.0f : position.fraction};
    put(table, records, two_taps(table.spec, pixel, inside.weights()));
  }
  // The sum, of at most 255 2049, loses 4 bits: what OpenCV's pass along y begins with.
  return {0, 4};
}

/// Along y the fraction stays and only the rows are clamped, which matters because each product is rounded.
Rounding write_linear_y(const AxisTable& table, std::byte* records) {
  const std::int32_t last = table.spec.src - 1;
  for (std::int32_t d = 0; d < table.spec.dst; ++d, records += table.record_bytes) {
    const Position position = position_of(table, d);
    const std::int32_t first_row = std::clamp<std::int32_t>(position.pixel, 0, last);
    const std::int32_t second_row = std::clamp<std::int32_t>(position.pixel + 1, 0, last);
    const std::int32_t offset = std::min(first_row, std::max<std::int32_t>(last - 1, 0));
    const TwoWeights weights = position.weights();
    put(table, records,
        {offset,
         {static_cast<std::int16_t>(weights.first), static_cast<std::int16_t>(weights.second),
          static_cast<std::int16_t>(first_row - offset), static_cast<std::int16_t>(second_row - offset)}});
  }
  return {};
}

// --- INTER_LINEAR_EXACT: weights of 8 bits, samples of 8 + 8 bits between the passes.

constexpr int exact_bits = 8;

void write_exact(const AxisTable& table, std::byte* records) {
  const double scale = scale_of(table).scale;
  for (std::int32_t d = 0; d < table.spec.dst; ++d, records += table.record_bytes) {
    const double position = scale * (d + 0.5) - 0.5;
    const std::int32_t pixel = floor_to_int(position);
    const bool outside = pixel < 0 || pixel >= table.spec.src - 1;
    const std::int32_t second = outside ? 0 : round_half_even((position - pixel) * (1 << exact_bits));
    put(table, records, two_taps(table.spec, std::max<std::int32_t>(pixel, 0), {(1 << exact_bits) - second, second}));
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

// --- INTER_CUBIC and INTER_LANCZOS4: weights of 11 bits, i32 between the passes.

constexpr std::int32_t most_weights = 8;
struct Weights {
  std::int32_t first;  ///< the first pixel, perhaps outside the image
  std::int32_t count;
  std::int16_t weight[most_weights];
};

std::int16_t to_weight(float value) { return static_cast<std::int16_t>(round_half_even(value * (1 << linear_bits))); }

/// (O8) Keys' cubic with a = -3/4, in Horner's form; the last weight is what is left of 1.
Weights cubic_weights(const AxisTable& axis, std::int32_t d) {
  constexpr float a = -0.75f;
  const Position position(axis, d);
  const float x = position.fraction, y = x + 1.0f, z = 1.0f - x;
  const float w0 = ((a * y - 5.0f * a) * y + 8.0f * a) * y - 4.0f * a;
  const float w1 = ((a + 2.0f) * x - (a + 3.0f)) * x * x + 1.0f;
  const float w2 = ((a + 2.0f) * z - (a + 3.0f)) * z * z + 1.0f;
  const float w3 = 1.0f - w0 - w1 - w2;
  return {position.pixel - 1, 4, {to_weight(w0), to_weight(w1), to_weight(w2), to_weight(w3)}};
}

/// (O8) The same as compilers for AArch64 fuse it.
Weights fused_cubic_weights(const AxisTable& axis, std::int32_t d) {
  constexpr float a = -0.75f;
  const auto exact_position = static_cast<float>(exact::multiply_half_add(2 * d + 1, scale_of(axis).scale, -0.5));
  const std::int32_t pixel = floor_to_int(exact_position);
  const float x = exact_position - static_cast<float>(pixel), y = x + 1.0f, z = 1.0f - x;
  const auto inner = [](float t) {
    return fused_multiply_add(fused_multiply_add(a + 2.0f, t, -(a + 3.0f)) * t, t, 1.0f);
  };
  const float w0 =
      fused_multiply_add(fused_multiply_add(fused_multiply_add(a, y, -5.0f * a), y, 8.0f * a), y, -4.0f * a);
  const float w1 = inner(x), w2 = inner(z);
  const float w3 = 1.0f - w0 - w1 - w2;
  return {pixel - 1, 4, {to_weight(w0), to_weight(w1), to_weight(w2), to_weight(w3)}};
}

/// (O9) Lanczos with support 4: the sine of one angle, turned by eighths of a turn for each tap.
Weights lanczos_weights(const AxisTable& axis, std::int32_t d) {
  constexpr double s45 = 0.70710678118654752440084436210485;
  constexpr double turns[most_weights][2] = {{1, 0},  {-s45, -s45}, {0, 1},  {s45, -s45},
                                             {-1, 0}, {s45, s45},   {0, -1}, {-s45, s45}};
  const Position position(axis, d);
  const float x = position.fraction;
  const double angle = static_cast<double>(x + 3.0f) * pi * 0.25;
  const double sine = -exact::sin(angle), cosine = exact::cos(angle);
  float weight[most_weights], sum = 0;
  for (std::int32_t k = 0; k < most_weights; ++k) {
    const float distance = x + 3.0f - static_cast<float>(k);
    const double y = -static_cast<double>(distance) * pi * 0.25;
    const bool is_near = distance < 1e-6f && -distance < 1e-6f;
    weight[k] = is_near ? 1e30f : static_cast<float>((turns[k][0] * sine + turns[k][1] * cosine) / (y * y));
    sum += weight[k];
  }
  const float reciprocal = 1.0f / sum;
  Weights weights{position.pixel - 3, most_weights, {}};
  for (std::int32_t k = 0; k < most_weights; ++k) weights.weight[k] = to_weight(weight[k] * reciprocal);
  return weights;
}

Weights weights_of(const AxisTable& axis, std::int32_t d) {
  if (axis.spec.rules.filter == Filter::lanczos4) return lanczos_weights(axis, d);
  return axis.spec.rules.arithmetic == Arithmetic::opencv_arm64 ? fused_cubic_weights(axis, d) : cubic_weights(axis, d);
}

/// Weights of the pixels [offset, offset + taps); what lies outside the image belongs to its edge.
Rounding write_sums(const AxisTable& table, std::byte* records) {
  const std::int32_t last = table.spec.src - 1;
  for (std::int32_t d = 0; d < table.spec.dst; ++d, records += table.record_bytes) {
    const Weights weights = weights_of(table, d);
    const std::int32_t offset = std::clamp<std::int32_t>(weights.first, 0, table.spec.src - table.taps);
    put_offset(records, std::int64_t{offset} * table.offset_scale);
    std::memset(records + sizeof(std::int32_t), 0, static_cast<std::size_t>(table.record_bytes) - sizeof(std::int32_t));
    auto* const to = reinterpret_cast<std::int16_t*>(records + sizeof(std::int32_t));
    for (std::int32_t k = 0; k < weights.count; ++k) {
      std::int16_t& weight = to[std::clamp<std::int32_t>(weights.first + k, 0, last) - offset];
      weight = static_cast<std::int16_t>(weight + weights.weight[k]);
    }
  }
  return {};
}

Rounding write_sums_y(const AxisTable& table, std::byte* records) {
  write_sums(table, records);
  return sums_pass;
}

/// Four weights and the rows that they belong to: where floats are added up, two weights of one row stay two.
Rounding write_nested_y(const AxisTable& table, std::byte* records) {
  const std::int32_t last = table.spec.src - 1;
  for (std::int32_t d = 0; d < table.spec.dst; ++d, records += table.record_bytes) {
    const Weights weights = weights_of(table, d);
    const std::int32_t offset = std::clamp<std::int32_t>(weights.first, 0, std::max<std::int32_t>(last - 3, 0));
    put_offset(records, offset);
    auto* const to = reinterpret_cast<std::int16_t*>(records + sizeof(std::int32_t));
    for (std::int32_t k = 0; k < 4; ++k) {
      to[k] = weights.weight[k];
      to[4 + k] = static_cast<std::int16_t>(std::clamp<std::int32_t>(weights.first + k, 0, last) - offset);
    }
  }
  return sums_pass;
}

// --- INTER_AREA where both axes shrink, in floats.

/// (O10) The pixels of one output's cell, and the first, a middle and the last one's share of it.
struct Cell {
  std::int32_t first, end;
  double left, middle, right;  ///< left and right are 0 where there is no such pixel

  Cell(const AxisTable& axis, std::int32_t d) {
    const double scale = scale_of(axis).scale, begin = d * scale, limit = begin + scale;
    const double width = std::min(scale, axis.spec.src - begin);
    const std::int32_t below = floor_to_int(begin);
    end = std::min(floor_to_int(limit), axis.spec.src - 1);
    first = std::min(static_cast<double>(below) < begin ? below + 1 : below, end);
    constexpr double least = 1e-3;
    left = first - begin > least ? (first - begin) / width : 0;
    middle = 1.0 / width;
    right = limit - end > least ? std::min(std::min(limit - end, 1.0), width) / width : 0;
    if (left != 0) --first;
    if (right != 0) ++end;
  }
  std::int32_t count() const { return end - first; }
  float weight(std::int32_t k) const {
    const bool is_left = k == 0 && left != 0, is_right = k == count() - 1 && right != 0;
    return static_cast<float>(is_left ? left : is_right ? right : middle);
  }
};

Rounding write_cells(const AxisTable& table, std::byte* records) {
  for (std::int32_t d = 0; d < table.spec.dst; ++d, records += table.record_bytes) {
    const Cell cell(table, d);
    const std::int32_t offset = std::min(cell.first, table.spec.src - table.taps);
    put_offset(records, std::int64_t{offset} * table.offset_scale);
    std::memset(records + sizeof(std::int32_t), 0, static_cast<std::size_t>(table.record_bytes) - sizeof(std::int32_t));
    auto* const weights = reinterpret_cast<float*>(records + sizeof(std::int32_t));
    for (std::int32_t k = 0; k < cell.count(); ++k) weights[cell.first - offset + k] = cell.weight(k);
  }
  return {};
}

Rounding write_cells_y(const AxisTable& table, std::byte* records) {
  write_cells(table, records);
  const auto padded = sizes::round_up(table.taps, 2);
  for (std::int32_t d = 0; d < table.spec.dst; ++d, records += table.record_bytes) {
    auto* const rows = reinterpret_cast<std::int16_t*>(records + sizeof(std::int32_t)) + 2 * padded;
    for (std::int32_t k = 0; k < table.taps; ++k) rows[k] = static_cast<std::int16_t>(k);
  }
  return {};
}

// --- INTER_NEAREST and INTER_NEAREST_EXACT.

/// (O2)
Rounding write_nearest(const AxisTable& table, std::byte* records) {
  const double scale = scale_of(table).scale;
  for (std::int32_t d = 0; d < table.spec.dst; ++d, records += table.record_bytes) {
    put(table, records, {std::min(floor_to_int(d * scale), table.spec.src - 1), {}});
  }
  return {};
}

/// (O6) A ratio of 16 fraction bits, rounded: far from the start it drifts.
Rounding write_nearest_exact(const AxisTable& table, std::byte* records) {
  const bool before_4_8 = table.spec.rules.arithmetic == Arithmetic::opencv_exact;
  const std::int64_t src = table.spec.src, dst = table.spec.dst;
  const std::int64_t ratio = (shift_up(src, 16) + dst / 2) / dst;
  const std::int64_t start = ratio / 2 - (before_4_8 ? 1 : src % 2);
  for (std::int64_t d = 0; d < dst; ++d, records += table.record_bytes) {
    const std::int64_t pixel = shift_down(ratio * d + start, 16);
    put(table, records, {static_cast<std::int32_t>(std::clamp<std::int64_t>(pixel, 0, src - 1)), {}});
  }
  return {};
}

using Write = Rounding(const AxisTable&, std::byte*);

/// What stands in the tables of each kind of passes.
struct Writers {
  Write *x, *y;
};
Writers writers_of(const Spec& spec, sizes::Passes passes) {
  if (sizes::is_float(passes)) return {write_cells, write_cells_y};
  if (sizes::is_nested(passes)) return {write_sums, write_nested_y};
  if (passes == sizes::Passes::sums) return {write_sums, write_sums_y};
  const bool exact = spec.rules.arithmetic == Arithmetic::opencv_exact;
  return exact ? Writers{write_exact_x, write_exact_y} : Writers{write_linear_x, write_linear_y};
}

}  // namespace

PlanLayout opencv_layout(const Spec& spec) noexcept {
  PlanLayout layout = bare_layout(spec, Plan::Method::copy);
  AxisTable &x = layout.x, &y = layout.y;
  if (spec.src == spec.dst) return layout;
  if (spec.rules.filter == Filter::nearest || !needs_passes) {
    const Arithmetic arithmetic = spec.rules.arithmetic;
    give_gather(layout, spec,
                arithmetic == Arithmetic::opencv             ? write_nearest
                : arithmetic == Arithmetic::opencv_exact_5_0 ? pillow::write_running_nearest
                                                             : write_nearest_exact);
    return layout;
  }
  if (sizes::opencv_boxes(spec)) {
    layout.method = Plan::Method::box;
    return layout;
  }
  layout.method = Plan::Method::horizontal_first;
  const sizes::Passes passes = sizes::passes(spec);
  const bool cells = sizes::is_float(passes);
  const std::int64_t x_taps = cells ? most_taps<Cell>(x) : sizes::most_x_taps(spec);
  const std::int64_t y_taps = cells ? most_taps<Cell>(y) : sizes::is_nested(passes) ? 4 : sizes::most_y_taps(spec);
  const Writers write = writers_of(spec, passes);
  give_table(x, x_taps, sizes::x_record_bytes(passes, x_taps), write.x);
  give_table(y, y_taps, sizes::y_record_bytes(passes, y_taps), write.y);
  return layout;
}

}  // namespace isopel
