// Every kernel that an arch brings of its own against the scalar one: odd sizes, misaligned and negative strides,
// extreme weights, 0/255 patterns, guard bytes around the destination and an unreadable page behind the source.
#include "engine/kernels.hpp"

#include <algorithm>
#include <type_traits>

#include "arch/scalar/scalar.hpp"
#include "kernels/format_kernels.hpp"
#include "support.hpp"

namespace isopel::test {
namespace {

/// A table of taps with made-up weights; the 64 bytes after it are readable, as the seam promises, and no more.
struct TapTable {
  FencedBytes bytes;
  Taps taps;

  TapTable(Random& random, std::int32_t count, std::int32_t tap_count, int precision, Rounding rounding,
           std::int32_t last_offset, std::int32_t offset_scale, bool wide = false)
      : bytes(static_cast<std::size_t>(count * record_bytes(tap_count, wide) + sizes::slack)),
        taps{bytes.data(), static_cast<std::int32_t>(record_bytes(tap_count, wide)), count, tap_count, rounding} {
    for (std::size_t i = bytes.size() - sizes::slack; i < bytes.size(); ++i) bytes.u8()[i] = 0x5a;
    for (std::int32_t i = 0; i < count; ++i) {
      // Mostly rising offsets, with a step back now and then, as trimmed taps have.
      std::int64_t pixel = count == 1 ? last_offset : std::int64_t{last_offset} * i / (count - 1);
      if (random.one_in(5)) pixel = std::max<std::int64_t>(0, pixel - random.in(1, 3));
      put(i, static_cast<std::int32_t>(pixel) * offset_scale);
      if (tap_count != 0) put(i, weights(random, tap_count, precision, wide ? 1 << 24 : 32639), wide);
    }
  }

  /// Of a table without weights: rising offsets.
  void sort() {
    auto* const offsets = reinterpret_cast<std::int32_t*>(bytes.data());
    std::sort(offsets, offsets + taps.count);
  }

 private:
  static std::int64_t record_bytes(std::int32_t tap_count, bool wide) {
    return wide ? sizes::wide_record_bytes(tap_count) : sizes::record_bytes(tap_count);
  }
  std::byte* record(std::int32_t i) { return bytes.data() + i * taps.record_bytes; }
  void put(std::int32_t i, std::int32_t offset) { std::memcpy(record(i), &offset, sizeof offset); }
  void put(std::int32_t i, const std::vector<std::int32_t>& weights, bool wide) {
    auto* out = reinterpret_cast<std::int16_t*>(record(i) + sizeof(std::int32_t));
    const std::size_t padded = (weights.size() + 1) / 2 * 2;
    std::fill(out, out + (wide ? 2 : 1) * padded, std::int16_t{0});
    for (std::size_t k = 0; k < weights.size(); ++k) {
      const std::int32_t low = ((weights[k] + 1024) & 2047) - 1024;
      out[k] = static_cast<std::int16_t>(wide ? (weights[k] - low) / 2048 : weights[k]);
      if (wide) out[padded + k] = static_cast<std::int16_t>(low);
    }
  }

  /// Weights of at most `largest` that sum to 2^P, with the sum of their magnitudes at most 1.7 * 2^P, the widest range
  /// of contract 1.
  static std::vector<std::int32_t> weights(Random& random, std::int32_t n, int precision, std::int32_t largest) {
    std::vector<std::int32_t> w(static_cast<std::size_t>(n));
    const std::int32_t one = std::int32_t{1} << precision;
    std::int32_t rest = one;
    const auto take = [&](std::int32_t k, std::int32_t wanted) {
      const std::int32_t taken =
          std::clamp<std::int32_t>(std::min(wanted, rest), 0, largest - w[static_cast<std::size_t>(k)]);
      w[static_cast<std::size_t>(k)] += taken;
      rest -= taken;
    };
    if (n > 1 && random.one_in(2)) {  // negative lobes of together -0.35
      for (std::int32_t k = 0; k < n; k += 2) {
        w[static_cast<std::size_t>(k)] = -std::min(largest, one / 100 * 35 / ((n + 1) / 2));
        rest -= w[static_cast<std::size_t>(k)];
      }
      for (std::int32_t k = 1; k < n && rest != 0; k += 2) take(k, rest / (n - k) * 2 + 1);
    }
    std::int32_t k = random.in(0, n - 1), steps = 0;
    while (rest != 0) {
      const bool spread = steps++ < n && !random.one_in(3);
      take(k, spread ? random.in(0, 2) * (one / n) : rest);
      k = (k + 1) % n;
    }
    return w;
  }
};

/// The largest precision up to `cap` at which n weights of at most 16 bits can sum to 1.7 * 2^P.
int highest_precision(std::int32_t n, int cap) {
  int precision = cap;
  while ((std::int64_t{17} << precision) > std::int64_t{10} * 32000 * n) --precision;
  return precision;
}

/// The largest one at which they can sum to one: the precision of means, of axes that are widened.
int precision_of_means(std::int32_t n, int cap) {
  int precision = cap;
  while ((std::int64_t{1} << precision) > std::int64_t{32639} * n) --precision;
  return precision;
}

template <class Sample>
void fill(Random& random, Sample* samples, std::size_t count) {
  const int pattern = random.in(0, 2);
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint64_t r = random.next();
    if constexpr (std::is_same_v<Sample, std::uint8_t>) {
      samples[i] = static_cast<std::uint8_t>(pattern == 0 ? r : pattern == 1 ? (r & 1) * 255 : (i & 1) * 255);
    } else if constexpr (std::is_same_v<Sample, std::int32_t>) {  // sums of 255 times weights of 11 bits
      const std::int32_t low = -255 * 732, high = 255 * 2780;
      samples[i] = pattern == 0 ? low + static_cast<std::int32_t>(r % static_cast<std::uint64_t>(high - low + 1))
                   : (pattern == 1 ? (r & 1) != 0 : (i & 1) != 0) ? high
                                                                  : low;
    } else if constexpr (std::is_same_v<Sample, float>) {  // means, of many digits
      samples[i] = pattern == 0 ? static_cast<float>(r % 261120) / 1024.0f : (r & 1) != 0 ? 255.0f : 0.5f;
    } else {  // what a first pass can leave: -64 +- 16320 * 1.7354
      const std::int32_t extreme = 28386;
      const std::int32_t value = pattern == 0 ? static_cast<std::int32_t>(r % (2 * extreme + 1)) - extreme
                                 : (pattern == 1 ? (r & 1) != 0 : (i & 1) != 0) ? extreme
                                                                                : -extreme;
      samples[i] = static_cast<std::int16_t>(value);
    }
  }
}

/// Source rows; the last one in memory ends at an unreadable page. All but u8 rows are scratch rows: 64-byte aligned,
/// padded.
template <class Sample>
struct SourceRows {
  static constexpr bool scratch = sizeof(Sample) != 1;
  std::size_t pitch;
  FencedBytes bytes;
  Rows<const Sample> rows;
  std::int32_t readable;

  SourceRows(Random& random, std::int32_t count, std::int32_t samples)
      : pitch(scratch ? static_cast<std::size_t>(sizes::row_bytes(samples, sizeof(Sample)))
                      : static_cast<std::size_t>(samples + random.in(0, 7))),
        bytes(scratch ? pitch * static_cast<std::size_t>(count)
                      : pitch * static_cast<std::size_t>(count - 1) + static_cast<std::size_t>(samples)),
        rows{nullptr, static_cast<std::ptrdiff_t>(pitch)},
        readable(scratch ? static_cast<std::int32_t>(pitch / sizeof(Sample)) : samples) {
    fill(random, reinterpret_cast<Sample*>(bytes.data()), bytes.size() / sizeof(Sample));
    const bool upside_down = !scratch && random.one_in(3);
    rows.data =
        reinterpret_cast<const Sample*>(bytes.data() + (upside_down ? pitch * static_cast<std::size_t>(count - 1) : 0));
    if (upside_down) rows.stride = -rows.stride;
  }
};

/// Where a kernel writes.
template <class Sample>
struct TargetRows {
  GuardedRows bytes;
  TargetRows(std::int32_t rows, std::int32_t samples, std::size_t gap, bool upside_down)
      : bytes(rows, static_cast<std::size_t>(samples) * sizeof(Sample), gap, upside_down,
              sizeof(Sample) != 1 ? 64 : 1) {}
  Rows<Sample> view() { return {reinterpret_cast<Sample*>(bytes.row(0)), bytes.stride()}; }
};

/// Scratch rows lie on 64-byte boundaries; u8 rows anywhere, in both directions.
template <class Sample>
std::size_t random_gap(Random& random, std::int32_t samples) {
  if constexpr (sizeof(Sample) != 1) {
    const std::int64_t bytes = samples * static_cast<std::int64_t>(sizeof(Sample));
    return static_cast<std::size_t>(sizes::round_up(bytes + 64, 64) - bytes);
  }
  return static_cast<std::size_t>(random.in(0, 9));
}

template <class Sample>
void divide_words(SourceRows<Sample>& src, int divisor) {
  if constexpr (std::is_same_v<Sample, std::int16_t>) {
    auto* const all = reinterpret_cast<std::int16_t*>(src.bytes.data());
    for (std::size_t at = 0; at < src.bytes.size() / 2; ++at) all[at] = static_cast<std::int16_t>(all[at] / divisor);
  }
}

/// i16 samples as a pass with wide weights leaves them: u8 ones with some overshoot.
template <class Sample>
void limit_to_overshoot(SourceRows<Sample>& src) {
  divide_words(src, 64);
}

/// i16 samples whose weighted sums are i16, too: those before any pass.
template <class To, class Sample>
void limit_to_words(SourceRows<Sample>& src) {
  if (std::is_same_v<To, std::int16_t>) divide_words(src, 2);
}

struct Shape {
  std::int32_t taps;
  int precision;
  Rounding rounding;
};

template <class From, class To>
Shape random_shape(Random& random, bool wide) {
  if (sizeof(From) == 4 ||
      (sizeof(To) == 4 && sizeof(From) == 1)) {  // weights of 11 bits that sum to one, up to 8 of them
    return {random.in(1, 8), 11, sizeof(From) == 4 ? sums_pass : Rounding{0, 0}};
  }
  if (wide && (sizeof(From) == 2 || sizeof(To) == 2)) {  // weights of 16 bits that sum to one, for samples of 8
    return {random.one_in(4) ? random.in(1, 9) : 4, 16, single_pass(16)};
  }
  constexpr int cap = std::is_same_v<From, std::int16_t> ? 15 : 22;
  constexpr bool words = std::is_same_v<From, std::int16_t> && !std::is_same_v<To, std::uint8_t>;  // weighted alpha
  const std::int32_t taps = random.one_in(40)  ? random.in(41, 300)
                            : random.one_in(3) ? random.in(1, 40)
                                               : random.in(1, 8);
  if (wide) {
    const int precision = random.one_in(8) ? random.in(17, 22) : 22;  // 22 is what presets use
    return {taps, precision, single_pass(precision)};
  }
  const int highest = random.one_in(2) ? highest_precision(taps, cap) : precision_of_means(taps, cap);
  const int lowest = std::min(14, highest);  // that of axes that are not widened
  const int precision = random.one_in(2) ? highest : random.one_in(2) ? lowest : random.in(lowest - 1, highest);
  if (words) return {taps, precision, weighted_pass(precision)};
  const bool first = sizeof(To) == 2, second = sizeof(From) == 2;
  return {taps, precision, first ? first_pass(precision) : second ? second_pass(precision) : single_pass(precision)};
}

/// Many a kernel has no tail to do where a row is a multiple of 16.
std::int32_t often_whole(Random& random, std::int32_t samples) {
  return samples >= 16 && random.one_in(4) ? samples & ~15 : samples;
}

template <class From, class To>
void compare_vertical(VerticalKernel<From, To>* kernel, VerticalKernel<From, To>* definition, bool wide = false) {
  Random random(101);
  for (int i = 0; i < repetitions(1500, 250); ++i) {
    const Shape shape = random_shape<From, To>(random, wide);
    const std::int32_t samples = often_whole(random, random.one_in(8) ? random.in(200, 700) : random.in(1, 140));
    const std::int32_t out_rows = random.in(1, 9);  // some kernels make four at once
    const std::int32_t src_rows = shape.taps + random.in(0, 6);
    TapTable table(random, out_rows, shape.taps, shape.precision, shape.rounding, src_rows - shape.taps, 1, wide);
    table.taps.origin = random.one_in(4) ? -random.in(0, 2) : 0;
    SourceRows<From> src(random, src_rows + 2, samples);
    limit_to_words<To>(src);
    const bool upside_down = sizeof(To) == 1 && random.one_in(3);
    const std::size_t gap = random_gap<To>(random, samples);
    TargetRows<To> want(out_rows, samples, gap, upside_down), got(out_rows, samples, gap, upside_down);
    definition(src.rows, want.view(), samples, table.taps);
    kernel(src.rows, got.view(), samples, table.taps);
    ASSERT_EQ(got.bytes.contents(), want.bytes.contents())
        << "samples " << samples << ", taps " << shape.taps << ", P " << shape.precision << ", rows " << out_rows
        << ": " << difference(got.bytes.contents(), want.bytes.contents());
    ASSERT_TRUE(got.bytes.intact()) << "wrote outside: samples " << samples << ", taps " << shape.taps;
  }
}

template <class From, class To>
void compare_horizontal(HorizontalKernel<From, To>* kernel, HorizontalKernel<From, To>* definition, bool wide = false) {
  Random random(103);
  for (int i = 0; i < repetitions(2500, 600); ++i) {
    const Shape shape = random_shape<From, To>(random, wide);
    const std::int32_t channels = random.in(1, 4);
    const std::int32_t src_pixels = shape.taps + (random.one_in(3) ? random.in(0, 3) : random.in(0, 200));
    const std::int32_t out_pixels = often_whole(random, random.one_in(8) ? random.in(100, 300) : random.in(1, 60));
    const std::int32_t rows = random.in(1, 9);
    const TapTable table(random, out_pixels, shape.taps, shape.precision, shape.rounding, src_pixels - shape.taps,
                         channels, wide);
    SourceRows<From> src(random, rows, src_pixels * channels);
    if (wide) limit_to_overshoot(src);
    limit_to_words<To>(src);
    const bool upside_down = sizeof(To) == 1 && random.one_in(3);
    const std::int32_t samples = out_pixels * channels;
    const std::size_t gap = random_gap<To>(random, samples);
    TargetRows<To> want(rows, samples, gap, upside_down), got(rows, samples, gap, upside_down);
    definition(src.rows, want.view(), rows, channels, src.readable, table.taps);
    kernel(src.rows, got.view(), rows, channels, src.readable, table.taps);
    ASSERT_EQ(got.bytes.contents(), want.bytes.contents())
        << "channels " << channels << ", taps " << shape.taps << ", P " << shape.precision << ", " << src_pixels
        << " to " << out_pixels << " pixels, rows " << rows << ": "
        << difference(got.bytes.contents(), want.bytes.contents());
    ASSERT_TRUE(got.bytes.intact()) << "wrote outside: channels " << channels << ", taps " << shape.taps;
  }
}

/// Boxes so large that sums leave 32 bits, or the range of a kernel's shortcut for the division.
void compare_large_boxes(BoxKernel* kernel, BoxKernel* definition) {
  const std::int32_t sides[][2] = {{800, 3000}, {1100, 1000}, {3000, 2900}, {1, 70000}};
  for (const auto& side : sides) {
    std::vector<std::uint8_t> src(static_cast<std::size_t>(side[0]) * static_cast<std::size_t>(side[1]), 255);
    src.back() = 0;
    std::uint8_t want = 1, got = 2;
    definition({src.data(), side[0]}, &want, 1, 1, side[0], side[1]);
    kernel({src.data(), side[0]}, &got, 1, 1, side[0], side[1]);
    ASSERT_EQ(got, want) << "box " << side[0] << "x" << side[1];
    ASSERT_EQ(want, 255);
  }
}

void compare_box(BoxKernel* kernel, BoxKernel* definition) {
  if (repetitions(1, 0) != 0 && definition == scalar::box_u8) compare_large_boxes(kernel, definition);
  Random random(107);
  for (int i = 0; i < repetitions(1500, 150); ++i) {
    const bool halves = random.one_in(4), large = !halves && random.one_in(50);  // or quarters, of one channel
    const std::int32_t channels = halves ? 1 : random.in(1, 4);
    const std::int32_t box_width = large    ? random.in(100, 700)
                                   : halves ? 2 * random.in(1, 2)
                                            : random.in(1, random.one_in(4) ? 40 : 5);
    const std::int32_t box_height = large    ? random.in(100, 700)
                                    : halves ? box_width
                                             : random.in(1, random.one_in(4) ? 40 : 5);
    const std::int32_t count = large ? random.in(1, 3) : often_whole(random, random.in(1, 90));
    const SourceRows<std::uint8_t> src(random, box_height, count * box_width * channels);
    TargetRows<std::uint8_t> want(1, count * channels, 3, false), got(1, count * channels, 3, false);
    definition(src.rows, want.view().data, count, channels, box_width, box_height);
    kernel(src.rows, got.view().data, count, channels, box_width, box_height);
    ASSERT_EQ(got.bytes.contents(), want.bytes.contents())
        << "channels " << channels << ", box " << box_width << "x" << box_height << ", count " << count;
    ASSERT_TRUE(got.bytes.intact()) << "wrote outside: box " << box_width << "x" << box_height;
  }
}

/// A table whose records name the rows of the samples: weights of `Weight`, then rows, some of them twice.
template <class Weight, class Next>
struct NamedRows {
  FencedBytes bytes;
  Taps taps;

  NamedRows(Random& random, std::int32_t count, std::int32_t tap_count, std::int32_t src_rows, Next next_weights)
      : bytes(static_cast<std::size_t>(count * record_bytes(tap_count) + sizes::slack)),
        taps{bytes.data(), record_bytes(tap_count), count, tap_count, sums_pass} {
    const auto padded = static_cast<std::size_t>(taps.padded());
    std::memset(bytes.data(), 0, bytes.size());
    for (std::int32_t r = 0; r < count; ++r) {
      std::byte* const record = bytes.data() + r * taps.record_bytes;
      const std::int32_t offset = random.in(0, src_rows - 1);
      std::memcpy(record, &offset, sizeof offset);
      const std::vector<Weight> weights = next_weights(tap_count);
      std::memcpy(record + sizeof offset, weights.data(), weights.size() * sizeof(Weight));
      auto* const rows = reinterpret_cast<std::int16_t*>(record + sizeof offset + padded * sizeof(Weight));
      for (std::size_t k = 0; k < padded; ++k) {
        rows[k] = static_cast<std::int16_t>(random.in(0, src_rows - 1) - offset);
      }
    }
  }

 private:
  static std::int32_t record_bytes(std::int32_t tap_count) {
    return 4 + (tap_count + 1) / 2 * 2 * static_cast<std::int32_t>(sizeof(Weight) + sizeof(std::int16_t));
  }
};

template <class From, class Weight, class Next>
void compare_named(VerticalKernel<From, std::uint8_t>* kernel, VerticalKernel<From, std::uint8_t>* definition,
                   std::int32_t fewest, std::int32_t most, Random& random, Next next_weights) {
  for (int i = 0; i < repetitions(800, 80); ++i) {
    const std::int32_t samples = random.one_in(8) ? random.in(200, 700) : random.in(1, 140), out_rows = random.in(1, 4);
    const std::int32_t tap_count = random.in(fewest, most), src_rows = random.in(1, 7);
    const NamedRows<Weight, Next> table(random, out_rows, tap_count, src_rows, next_weights);
    SourceRows<From> src(random, src_rows, samples);
    if constexpr (std::is_same_v<From, std::int16_t>) {  // what the pass along x leaves for a blend
      auto* const all = reinterpret_cast<std::int16_t*>(src.bytes.data());
      for (std::size_t at = 0; at < src.bytes.size() / 2; ++at) {
        all[at] = static_cast<std::int16_t>(random.one_in(3) ? 32655 * random.in(0, 1) : random.in(0, 32655));
      }
    }
    const bool upside_down = random.one_in(3);
    const std::size_t gap = random_gap<std::uint8_t>(random, samples);
    TargetRows<std::uint8_t> want(out_rows, samples, gap, upside_down), got(out_rows, samples, gap, upside_down);
    definition(src.rows, want.view(), samples, table.taps);
    kernel(src.rows, got.view(), samples, table.taps);
    ASSERT_EQ(got.bytes.contents(), want.bytes.contents()) << "samples " << samples << ", taps " << tap_count;
    ASSERT_TRUE(got.bytes.intact());
  }
}

/// Two weights, each rounded for itself: now and then they sum to one more than 2048.
std::vector<std::int16_t> blend_weights(Random& random) {
  const std::int32_t second = random.one_in(3) ? 2048 * random.in(0, 1) : random.in(0, 2048);
  const std::int32_t first = std::min<std::int32_t>(2048 - second + random.in(0, 1), 2048);
  return {static_cast<std::int16_t>(first), static_cast<std::int16_t>(second)};
}

void compare_blend(BlendKernel* kernel, BlendKernel* definition) {
  Random random(113);
  compare_named<std::int16_t, std::int16_t>(kernel, definition, 2, 2, random,
                                            [&](std::int32_t) { return blend_weights(random); });
}

void compare_nested(NestedKernel* kernel, NestedKernel* definition) {
  Random random(127);
  compare_named<std::int32_t, std::int16_t>(kernel, definition, 4, 4, random, [&](std::int32_t) {
    std::vector<std::int16_t> weights;  // about what Keys' cubic has
    for (const std::int32_t middle : {-150, 1100, 1100, -150}) {
      weights.push_back(static_cast<std::int16_t>(middle + random.in(-150, 150)));
    }
    return weights;
  });
}

/// Float weights of `count` taps that sum to about one, some of them zero.
std::vector<float> float_weights(Random& random, std::int32_t count) {
  std::vector<float> weights(static_cast<std::size_t>(count + count % 2));
  for (std::int32_t k = 0; k < count; ++k) {
    weights[static_cast<std::size_t>(k)] =
        random.one_in(5) ? 0.0f : static_cast<float>(random.in(1, 2000000)) / (1000003.0f * static_cast<float>(count));
  }
  return weights;
}

void compare_float_vertical(FloatVerticalKernel* kernel, FloatVerticalKernel* definition) {
  Random random(131);
  compare_named<float, float>(kernel, definition, 1, 14, random,
                              [&](std::int32_t count) { return float_weights(random, count); });
}

void compare_float_horizontal(FloatHorizontalKernel* kernel, FloatHorizontalKernel* definition) {
  Random random(137);
  for (int i = 0; i < repetitions(1500, 150); ++i) {
    const std::int32_t channels = random.in(1, 4), rows = random.in(1, 17);
    const std::int32_t tap_count = random.one_in(6) ? random.in(1, random.one_in(4) ? 300 : 60) : random.in(1, 9);
    const std::int32_t src_pixels = tap_count + (random.one_in(3) ? random.in(0, 3) : random.in(0, 300));
    const std::int32_t out_pixels = random.one_in(8) ? random.in(60, 200) : random.in(1, 60);
    const auto record_bytes = static_cast<std::int32_t>(sizes::wide_record_bytes(tap_count));
    FencedBytes table(static_cast<std::size_t>(out_pixels * record_bytes + sizes::slack));
    const Taps taps{table.data(), record_bytes, out_pixels, tap_count, {}};
    for (std::int32_t x = 0; x < out_pixels; ++x) {
      const std::int32_t offset = static_cast<std::int32_t>(std::int64_t{src_pixels - tap_count} * x /
                                                            std::max<std::int32_t>(out_pixels - 1, 1)) *
                                  channels;
      const std::vector<float> weights = float_weights(random, tap_count);
      std::memcpy(table.data() + x * record_bytes, &offset, sizeof offset);
      std::memcpy(table.data() + x * record_bytes + sizeof offset, weights.data(), weights.size() * sizeof(float));
    }
    const SourceRows<std::uint8_t> src(random, rows, src_pixels * channels);
    const std::int32_t samples = out_pixels * channels;
    const std::size_t gap = random_gap<float>(random, samples);
    TargetRows<float> want(rows, samples, gap, false), got(rows, samples, gap, false);
    definition(src.rows, want.view(), rows, channels, src.readable, taps);
    kernel(src.rows, got.view(), rows, channels, src.readable, taps);
    ASSERT_EQ(got.bytes.contents(), want.bytes.contents())
        << "channels " << channels << ", taps " << tap_count << ", " << src_pixels << " to " << out_pixels
        << " pixels, rows " << rows;
    ASSERT_TRUE(got.bytes.intact()) << "wrote outside: channels " << channels << ", taps " << tap_count;
  }
}

/// `from` and `to` bytes of a pixel; where they agree the kernel must work in place, too. Small tables of all pairs of
/// a colour and an alpha come first.
void compare_convert(ConvertKernel* kernel, ConvertKernel* definition, std::int32_t from, std::int32_t to,
                     std::int32_t channels) {
  Random random(139);
  const auto compare = [&](const std::uint8_t* src, std::int32_t pixels) {
    TargetRows<std::uint8_t> want(1, pixels * to, 3, false), got(1, pixels * to, 3, false);
    definition(src, want.view().data, pixels, channels);
    kernel(src, got.view().data, pixels, channels);
    ASSERT_EQ(got.bytes.contents(), want.bytes.contents()) << pixels << " pixels of " << from << " bytes";
    ASSERT_TRUE(got.bytes.intact());
    if (from != to) return;
    std::memcpy(got.view().data, src, static_cast<std::size_t>(pixels * to));
    kernel(got.view().data, got.view().data, pixels, channels);
    ASSERT_EQ(got.bytes.contents(), want.bytes.contents()) << "in place, " << pixels << " pixels";
    ASSERT_TRUE(got.bytes.intact());
  };
  for (std::int32_t alpha = 0; alpha < 256; ++alpha) {
    FencedBytes all(static_cast<std::size_t>(256 * from));
    for (std::int32_t i = 0; i < 256 * from; ++i) {
      const bool last = i % from == from - 1;
      all.u8()[i] = static_cast<std::uint8_t>(last ? alpha : i / from + i % from * 77);
    }
    compare(all.u8(), 256);
  }
  for (int i = 0; i < repetitions(500, 50); ++i) {
    const std::int32_t pixels = random.in(1, 150);
    FencedBytes some(static_cast<std::size_t>(pixels * from));
    for (std::size_t at = 0; at < some.size(); ++at) some.u8()[at] = static_cast<std::uint8_t>(random.next());
    compare(some.u8(), pixels);
  }
}

/// Two records of two taps whose second sample is inside.
TapTable two_taps(Random& random, std::int32_t count, int bits, Rounding rounding, std::int32_t last,
                  std::int32_t scale) {
  TapTable table(random, count, 2, bits, rounding, last, scale);
  for (std::int32_t i = 0; i < count; ++i) {
    const std::int32_t one = std::int32_t{1} << bits,
                       second = random.one_in(4) ? one * random.in(0, 1) : random.in(0, one);
    const std::int16_t weights[] = {static_cast<std::int16_t>(one - second), static_cast<std::int16_t>(second)};
    std::memcpy(table.bytes.data() + i * table.taps.record_bytes + 4, weights, sizeof weights);
  }
  return table;
}

struct FusedSize {
  std::int32_t src_width, src_height, width, height;
  explicit FusedSize(Random& random)
      : src_width(random.in(2, 90)), src_height(random.in(2, 12)), width(random.in(1, 90)), height(random.in(1, 9)) {}
};

void compare_fused_blend(FusedKernel* kernel) {
  Random random(149);
  for (int i = 0; i < repetitions(600, 60); ++i) {
    const FusedSize size(random);
    TapTable x = two_taps(random, size.width, 11, {0, 4}, size.src_width - 2, 1);
    for (std::int32_t at = 0; at < size.width; ++at) {
      std::memcpy(x.bytes.data() + at * x.taps.record_bytes + 4, blend_weights(random).data(), 4);
    }
    const auto weights = [&](std::int32_t) { return blend_weights(random); };
    const NamedRows<std::int16_t, decltype(weights)> y(random, size.height, 2, size.src_height, weights);
    const SourceRows<std::uint8_t> src(random, size.src_height, size.src_width);
    TargetRows<std::int16_t> middle(size.src_height, size.width, random_gap<std::int16_t>(random, size.width), false);
    TargetRows<std::uint8_t> want(size.height, size.width, 3, false), got(size.height, size.width, 3, false);
    scalar::horizontal_u8_i16(src.rows, middle.view(), size.src_height, 1, size.src_width, x.taps);
    scalar::blend_i16_u8({middle.view().data, middle.view().stride}, want.view(), size.width, y.taps);
    kernel(src.rows, got.view(), x.taps, y.taps);
    ASSERT_EQ(got.bytes.contents(), want.bytes.contents()) << size.src_width << " to " << size.width;
    ASSERT_TRUE(got.bytes.intact());
  }
}

void compare_fused_narrow(FusedKernel* kernel, bool packed) {
  Random random(151);
  for (int i = 0; i < repetitions(600, 60); ++i) {
    const FusedSize size(random);
    const int bits = packed ? 5 : 8;
    const std::int32_t channels = packed ? 4 : 1, bytes = packed ? 2 : 1;
    const TapTable x = two_taps(random, size.width, bits, single_pass(bits), size.src_width - 2, channels);
    const TapTable y = two_taps(random, size.height, bits, single_pass(bits), size.src_height - 2, 1);
    const SourceRows<std::uint8_t> src(random, size.src_height, size.src_width * bytes);
    const std::int32_t samples = size.src_width * channels, out_samples = size.width * channels;
    TargetRows<std::uint8_t> unpacked(size.src_height, samples, 3, false), middle(size.height, samples, 3, false);
    TargetRows<std::uint8_t> out(size.height, out_samples, 3, false);
    TargetRows<std::uint8_t> want(size.height, size.width * bytes, 3, false),
        got(size.height, size.width * bytes, 3, false);
    for (std::int32_t r = 0; r < size.src_height; ++r) {
      if (packed) {
        scalar::unpack_rgb565(src.rows.row(r), unpacked.view().row(r), size.src_width, 4);
      } else {
        std::memcpy(unpacked.view().row(r), src.rows.row(r), static_cast<std::size_t>(samples));
      }
    }
    scalar::vertical_u8_u8({unpacked.view().data, unpacked.view().stride}, middle.view(), samples, y.taps);
    scalar::horizontal_u8_u8({middle.view().data, middle.view().stride}, out.view(), size.height, channels, samples,
                             x.taps);
    for (std::int32_t r = 0; r < size.height; ++r) {
      if (packed) {
        scalar::pack_rgb565(out.view().row(r), want.view().row(r), size.width, 4);
      } else {
        std::memcpy(want.view().row(r), out.view().row(r), static_cast<std::size_t>(size.width));
      }
    }
    kernel(src.rows, got.view(), x.taps, y.taps);
    ASSERT_EQ(got.bytes.contents(), want.bytes.contents()) << size.src_width << " to " << size.width;
    ASSERT_TRUE(got.bytes.intact());
  }
}

/// Pixels of one or three samples, or packed ones of three.
void compare_fused_two_taps(FusedKernel* kernel, std::int32_t channels, bool packed) {
  Random random(167);
  constexpr int bits = two_taps_precision;
  for (int i = 0; i < repetitions(600, 60); ++i) {
    const FusedSize size(random);
    const std::int32_t bytes = packed ? 2 : channels;
    TapTable x = two_taps(random, size.width, bits, first_pass(bits), size.src_width - 2, channels);
    const TapTable y = two_taps(random, size.height, bits, second_pass(bits), size.src_height - 2, 1);
    if (random.one_in(3)) {  // a tile, whose columns begin somewhere
      const std::int32_t origin = random.in(0, 9) * channels;
      for (std::int32_t at = 0; at < size.width; ++at) {
        const std::int32_t offset = x.taps.offset(at) + origin;
        std::memcpy(x.bytes.data() + at * x.taps.record_bytes, &offset, sizeof offset);
      }
      x.taps.origin = origin;
    }
    const SourceRows<std::uint8_t> src(random, size.src_height, size.src_width * bytes);
    const std::int32_t samples = size.src_width * channels, out_samples = size.width * channels;
    TargetRows<std::uint8_t> unpacked(size.src_height, samples, 3, false), out(size.height, out_samples, 3, false);
    TargetRows<std::int16_t> middle(size.src_height, out_samples, random_gap<std::int16_t>(random, out_samples), false);
    TargetRows<std::uint8_t> want(size.height, size.width * bytes, 3, false),
        got(size.height, size.width * bytes, 3, false);
    for (std::int32_t r = 0; r < size.src_height; ++r) {
      if (packed) {
        scalar::rgb565_to_u8(src.rows.row(r), unpacked.view().row(r), size.src_width, false);
      } else {
        std::memcpy(unpacked.view().row(r), src.rows.row(r), static_cast<std::size_t>(samples));
      }
    }
    scalar::horizontal_u8_i16({unpacked.view().data, unpacked.view().stride}, middle.view(), size.src_height, channels,
                              samples, x.taps);
    scalar::vertical_i16_u8({middle.view().data, middle.view().stride}, out.view(), out_samples, y.taps);
    for (std::int32_t r = 0; r < size.height; ++r) {
      if (packed) {
        scalar::u8_to_rgb565(out.view().row(r), want.view().row(r), size.width, false);
      } else {
        std::memcpy(want.view().row(r), out.view().row(r), static_cast<std::size_t>(out_samples));
      }
    }
    kernel(src.rows, got.view(), x.taps, y.taps);
    ASSERT_EQ(got.bytes.contents(), want.bytes.contents()) << size.src_width << " to " << size.width;
    ASSERT_TRUE(got.bytes.intact());
  }
}

void compare_fused_floats(FusedKernel* kernel) {
  Random random(157);
  for (int i = 0; i < repetitions(600, 20); ++i) {
    FusedSize size(random);
    const std::int32_t x_taps = random.in(1, std::min<std::int32_t>(size.src_width, 7)), y_taps = random.in(1, 6);
    const auto record_bytes = static_cast<std::int32_t>(sizes::wide_record_bytes(x_taps));
    FencedBytes table(static_cast<std::size_t>(size.width * record_bytes + sizes::slack));
    const Taps x{table.data(), record_bytes, size.width, x_taps, {}};
    for (std::int32_t at = 0; at < size.width; ++at) {
      const std::int32_t offset = random.in(0, size.src_width - x_taps);
      const std::vector<float> weights = float_weights(random, x_taps);
      std::memcpy(table.data() + at * record_bytes, &offset, sizeof offset);
      std::memcpy(table.data() + at * record_bytes + sizeof offset, weights.data(), weights.size() * sizeof(float));
    }
    const auto weights = [&](std::int32_t count) { return float_weights(random, count); };
    const NamedRows<float, decltype(weights)> y(random, size.height, y_taps, size.src_height, weights);
    const SourceRows<std::uint8_t> src(random, size.src_height, size.src_width);
    TargetRows<float> middle(size.src_height, size.width, random_gap<float>(random, size.width), false);
    TargetRows<std::uint8_t> want(size.height, size.width, 3, false), got(size.height, size.width, 3, false);
    scalar::horizontal_u8_f32(src.rows, middle.view(), size.src_height, 1, size.src_width, x);
    scalar::vertical_f32_u8({middle.view().data, middle.view().stride}, want.view(), size.width, y.taps);
    kernel(src.rows, got.view(), x, y.taps);
    ASSERT_EQ(got.bytes.contents(), want.bytes.contents())
        << size.src_width << " to " << size.width << ", taps " << x_taps << " and " << y_taps;
    ASSERT_TRUE(got.bytes.intact());
  }
}

/// Exact halves: two by two samples for each output.
TapTable two_halves(Random& random, std::int32_t count, Rounding rounding, std::int32_t scale) {
  TapTable table(random, count, 2, 14, rounding, 0, scale);
  for (std::int32_t i = 0; i < count; ++i) {
    const std::int32_t offset = 2 * i * scale;
    const std::int16_t weights[] = {1 << 13, 1 << 13};
    std::byte* const record = table.bytes.data() + i * table.taps.record_bytes;
    std::memcpy(record, &offset, sizeof offset);
    std::memcpy(record + sizeof offset, weights, sizeof weights);
  }
  return table;
}

void compare_fused_averages(AveragesKernel* kernel) {
  Random random(167);
  constexpr Rounding first{64 - (1 << 21), 7}, second{(1 << 28) + (1 << 20), 21};
  int done[4] = {};
  for (int i = 0; i < repetitions(1500, 150); ++i) {
    const std::int32_t channels = random.in(1, 4);
    std::int32_t src_width = random.in(2, random.one_in(3) ? 700 : 60), src_height = random.in(2, 12);
    std::int32_t width = random.in(1, random.one_in(3) ? 900 : 90), height = random.in(1, 9);
    const bool y_is_first = random.one_in(2), in_halves = random.one_in(8), other_weights = random.one_in(10);
    if (in_halves) {
      src_width = 2 * width;
      src_height = 2 * height;
    }
    const Rounding x_rounding = y_is_first ? second : first, y_rounding = y_is_first ? first : second;
    const TapTable x = in_halves       ? two_halves(random, width, x_rounding, channels)
                       : other_weights ? TapTable(random, width, 2, 14, x_rounding, src_width - 2, channels)
                                       : two_taps(random, width, 14, x_rounding, src_width - 2, channels);
    const TapTable y = in_halves ? two_halves(random, height, y_rounding, 1)
                                 : two_taps(random, height, 14, y_rounding, src_height - 2, 1);
    const std::int32_t samples = src_width * channels, out_samples = width * channels;
    const SourceRows<std::uint8_t> src(random, src_height, samples);
    TargetRows<std::uint8_t> want(height, out_samples, 3, false), got(height, out_samples, 3, random.one_in(3));
    if (y_is_first) {
      TargetRows<std::int16_t> middle(height, samples, random_gap<std::int16_t>(random, samples), false);
      scalar::vertical_u8_i16(src.rows, middle.view(), samples, y.taps);
      scalar::horizontal_i16_u8({middle.view().data, middle.view().stride}, want.view(), height, channels, samples,
                                x.taps);
    } else {
      TargetRows<std::int16_t> middle(src_height, out_samples, random_gap<std::int16_t>(random, out_samples), false);
      scalar::horizontal_u8_i16(src.rows, middle.view(), src_height, channels, samples, x.taps);
      scalar::vertical_i16_u8({middle.view().data, middle.view().stride}, want.view(), out_samples, y.taps);
    }
    const bool suits = kernel(src.rows, got.view(), channels, samples, x.taps, y.taps);
    ASSERT_TRUE(got.bytes.intact());
    done[channels - 1] += suits ? 1 : 0;
    for (std::int32_t r = 0; suits && r < height; ++r) {
      ASSERT_EQ(std::memcmp(got.view().row(r), want.view().row(r), static_cast<std::size_t>(out_samples)), 0)
          << src_width << " to " << width << ", channels " << channels << ", row " << r;
    }
  }
  for (const int count : done) ASSERT_GT(count, repetitions(100, 10)) << "a kernel that does too little";
}

void compare_weighted_box(WeightedBoxKernel* kernel, WeightedBoxKernel* definition) {
  Random random(163);
  for (int i = 0; i < repetitions(600, 60); ++i) {
    const std::int32_t channels = random.one_in(2) ? 1 : 4, width = random.in(1, 40), src_width = random.in(1, 90);
    const std::int32_t src_height = random.in(1, 9);
    const bool packed = channels == 4;
    const std::int32_t one = packed ? 64 : 256;
    const auto edges = [&](std::int32_t count, std::int32_t length, std::int32_t scale) {
      auto table = std::vector<std::int32_t>(static_cast<std::size_t>(3 * count + 16));
      for (std::int32_t r = 0; r < count; ++r) {
        const std::int32_t last = random.in(0, std::min<std::int32_t>(length - 1, 7)),
                           offset = random.in(0, length - 1 - last);
        const std::int16_t values[] = {static_cast<std::int16_t>(last), static_cast<std::int16_t>(random.in(1, one)),
                                       static_cast<std::int16_t>(random.in(0, one)), 0};
        table[static_cast<std::size_t>(3 * r)] = offset * scale;
        std::memcpy(&table[static_cast<std::size_t>(3 * r + 1)], values, sizeof values);
      }
      return table;
    };
    const auto x_table = edges(width, src_width, channels), y_table = edges(1, src_height, 1);
    const Taps x{reinterpret_cast<const std::byte*>(x_table.data()), 12, width, 1, {}};
    const Taps y{reinterpret_cast<const std::byte*>(y_table.data()), 12, 1, 1, {}};
    const SourceRows<std::uint8_t> src(random, src_height, src_width * channels);
    TargetRows<std::uint8_t> want(1, width * channels, 3, false), got(1, width * channels, 3, false);
    const WeightedBoxRules rules = weighted_box_rules(packed, random.one_in(2));
    definition(src.rows, want.view().data, channels, x, y, rules);
    kernel(src.rows, got.view().data, channels, x, y, rules);
    ASSERT_EQ(got.bytes.contents(), want.bytes.contents()) << "channels " << channels << ", width " << width;
    ASSERT_TRUE(got.bytes.intact());
  }
}

void compare_gather(GatherKernel* kernel, GatherKernel* definition) {
  Random random(109);
  for (int i = 0; i < repetitions(2000, 50); ++i) {
    const std::int32_t channels = random.in(1, 4), src_rows = random.in(1, 5), rows = random.in(1, 8);
    const std::int32_t src_pixels = random.one_in(4) ? random.in(1, 6000) : random.in(1, 200);
    const std::int32_t count = random.one_in(8) ? random.in(1, 12000) : random.in(1, 200);
    TapTable x(random, count, 0, 0, {}, src_pixels - 1, channels);
    const TapTable y(random, rows, 0, 0, {}, src_rows - 1, 1);
    if (!random.one_in(3)) x.sort();
    const SourceRows<std::uint8_t> src(random, src_rows, src_pixels * channels);
    TargetRows<std::uint8_t> want(rows, count * channels, 3, false), got(rows, count * channels, 3, false);
    definition(src.rows, want.view(), channels, x.taps, y.taps);
    kernel(src.rows, got.view(), channels, x.taps, y.taps);
    ASSERT_EQ(got.bytes.contents(), want.bytes.contents())
        << "channels " << channels << ", pixels " << src_pixels << " to " << count << ", rows " << rows;
    ASSERT_TRUE(got.bytes.intact());
  }
}

void compare_yuv(YuvKernel* kernel, YuvKernel* definition) {
  Random random(167);
  for (int i = 0; i < repetitions(1000, 100); ++i) {
    const std::int32_t pixels = random.one_in(4) ? random.in(100, 400) : random.in(1, 100);
    const SourceRows<std::uint8_t> y(random, 1, pixels), u(random, 1, pixels), v(random, 1, pixels);
    const bool eight_bits = random.one_in(3);
    const std::int32_t scale = eight_bits ? 1 : 256;  // limits and beyond of the matrices that there are
    const auto about = [&](std::int32_t most) { return random.in(most / 2 * scale, most * scale); };
    const YuvCoefficients coefficients{
        random.one_in(2) ? 16 : 0, about(300), about(470), -about(110), -about(220), about(560), eight_bits ? 8 : 16};
    TargetRows<std::uint8_t> want(1, 3 * pixels, 3, false), got(1, 3 * pixels, 3, false);
    definition(y.rows.data, u.rows.data, v.rows.data, want.view().data, pixels, coefficients);
    kernel(y.rows.data, u.rows.data, v.rows.data, got.view().data, pixels, coefficients);
    ASSERT_EQ(got.bytes.contents(), want.bytes.contents()) << "pixels " << pixels;
    ASSERT_TRUE(got.bytes.intact()) << "wrote outside: pixels " << pixels;
  }
}

/// One kernel that an arch brings of its own.
struct OwnKernel {
  const Arch* arch;
  std::size_t kernel;
};

std::vector<OwnKernel> own_kernels() {
  std::vector<OwnKernel> out;
  for (const Arch* arch : available_archs()) {
    if (arch == archs().back()) continue;
    for (std::size_t kernel = 0; kernel < kernel_names().size(); ++kernel) {
      if (has_kernel(*arch, kernel)) out.push_back({arch, kernel});
    }
  }
  return out;
}

class Kernels : public ::testing::TestWithParam<OwnKernel> {};
// A processor for which only the scalar arch is available has nothing to compare.
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Kernels);
std::string kernel_name_of(const ::testing::TestParamInfo<OwnKernel>& info) {
  return std::string(name(*info.param.arch)) + "_" + kernel_names()[info.param.kernel];
}
INSTANTIATE_TEST_SUITE_P(Archs, Kernels, ::testing::ValuesIn(own_kernels()), kernel_name_of);

TEST_P(Kernels, GiveTheScalarBytes) {
  const KernelTable& table = *GetParam().arch->kernels;
  const std::string_view which = kernel_names()[GetParam().kernel];
  if (which == "yuv_to_rgb_u8") {
    compare_yuv(table.yuv_to_rgb_u8, scalar::yuv_to_rgb_u8);
  } else if (which == "vertical_u8_i16") {
    compare_vertical<std::uint8_t, std::int16_t>(table.vertical_u8_i16, scalar::vertical_u8_i16);
  } else if (which == "vertical_i16_u8") {
    compare_vertical<std::int16_t, std::uint8_t>(table.vertical_i16_u8, scalar::vertical_i16_u8);
  } else if (which == "vertical_u8_u8") {
    compare_vertical<std::uint8_t, std::uint8_t>(table.vertical_u8_u8, scalar::vertical_u8_u8);
  } else if (which == "horizontal_u8_i16") {
    compare_horizontal<std::uint8_t, std::int16_t>(table.horizontal_u8_i16, scalar::horizontal_u8_i16);
  } else if (which == "horizontal_i16_u8") {
    compare_horizontal<std::int16_t, std::uint8_t>(table.horizontal_i16_u8, scalar::horizontal_i16_u8);
  } else if (which == "horizontal_u8_u8") {
    compare_horizontal<std::uint8_t, std::uint8_t>(table.horizontal_u8_u8, scalar::horizontal_u8_u8);
  } else if (which == "vertical_u8_u8_wide") {
    compare_vertical<std::uint8_t, std::uint8_t>(table.vertical_u8_u8_wide, scalar::vertical_u8_u8_wide, true);
  } else if (which == "horizontal_u8_u8_wide") {
    compare_horizontal<std::uint8_t, std::uint8_t>(table.horizontal_u8_u8_wide, scalar::horizontal_u8_u8_wide, true);
  } else if (which == "vertical_u8_i16_wide") {
    compare_vertical<std::uint8_t, std::int16_t>(table.vertical_u8_i16_wide, scalar::vertical_u8_i16_wide, true);
  } else if (which == "horizontal_i16_u8_wide") {
    compare_horizontal<std::int16_t, std::uint8_t>(table.horizontal_i16_u8_wide, scalar::horizontal_i16_u8_wide, true);
  } else if (which == "blend_i16_u8") {
    compare_blend(table.blend_i16_u8, scalar::blend_i16_u8);
  } else if (which == "horizontal_u8_i32") {
    compare_horizontal<std::uint8_t, std::int32_t>(table.horizontal_u8_i32, scalar::horizontal_u8_i32);
  } else if (which == "vertical_i32_u8") {
    compare_vertical<std::int32_t, std::uint8_t>(table.vertical_i32_u8, scalar::vertical_i32_u8);
  } else if (which == "nested_i32_u8") {
    compare_nested(table.nested_i32_u8, scalar::nested_i32_u8);
  } else if (which == "nested_i32_u8_fused") {
    compare_nested(table.nested_i32_u8_fused, scalar::nested_i32_u8_fused);
  } else if (which == "horizontal_u8_f32") {
    compare_float_horizontal(table.horizontal_u8_f32, scalar::horizontal_u8_f32);
  } else if (which == "horizontal_u8_f32_fused") {
    compare_float_horizontal(table.horizontal_u8_f32_fused, scalar::horizontal_u8_f32_fused);
  } else if (which == "vertical_f32_u8") {
    compare_float_vertical(table.vertical_f32_u8, scalar::vertical_f32_u8);
  } else if (which == "vertical_f32_u8_fused") {
    compare_float_vertical(table.vertical_f32_u8_fused, scalar::vertical_f32_u8_fused);
  } else if (which == "box_u8") {
    compare_box(table.box_u8, scalar::box_u8);
  } else if (which == "box_u8_even") {
    compare_box(table.box_u8_even, scalar::box_u8_even);
  } else if (which == "box_u8_reciprocal") {
    compare_box(table.box_u8_reciprocal, scalar::box_u8_reciprocal);
  } else if (which == "weighted_box_u8") {
    compare_weighted_box(table.weighted_box_u8, scalar::weighted_box_u8);
  } else if (which == "gather_u8") {
    compare_gather(table.gather_u8, scalar::gather_u8);
  } else if (which == "premultiply_u8" || which == "unpremultiply_u8") {
    const bool there = which == "premultiply_u8";
    for (const std::int32_t channels : {2, 4}) {
      compare_convert(there ? table.premultiply_u8 : table.unpremultiply_u8,
                      there ? scalar::premultiply_u8 : scalar::unpremultiply_u8, channels, channels, channels);
    }
  } else if (which == "unpack_rgb565") {
    compare_convert(table.unpack_rgb565, scalar::unpack_rgb565, 2, 4, 4);
  } else if (which == "pack_rgb565") {
    compare_convert(table.pack_rgb565, scalar::pack_rgb565, 4, 2, 4);
  } else if (which == "vertical_i16_i16") {
    compare_vertical<std::int16_t, std::int16_t>(table.vertical_i16_i16, scalar::vertical_i16_i16);
  } else if (which == "vertical_i16_i32") {
    compare_vertical<std::int16_t, std::int32_t>(table.vertical_i16_i32, scalar::vertical_i16_i32);
  } else if (which == "horizontal_i16_i16") {
    compare_horizontal<std::int16_t, std::int16_t>(table.horizontal_i16_i16, scalar::horizontal_i16_i16);
  } else if (which == "horizontal_i16_i32") {
    compare_horizontal<std::int16_t, std::int32_t>(table.horizontal_i16_i32, scalar::horizontal_i16_i32);
  } else if (which == "fused_blend_u8") {
    compare_fused_blend(table.fused_blend_u8);
  } else if (which == "fused_narrow_u8") {
    compare_fused_narrow(table.fused_narrow_u8, false);
  } else if (which == "fused_narrow_rgb565") {
    compare_fused_narrow(table.fused_narrow_rgb565, true);
  } else if (which == "fused_f32_u8") {
    compare_fused_floats(table.fused_f32_u8);
  } else if (which == "fused_two_taps_u8") {
    compare_fused_two_taps(table.fused_two_taps_u8, 1, false);
  } else if (which == "fused_two_taps_rgb8") {
    compare_fused_two_taps(table.fused_two_taps_rgb8, 3, false);
  } else if (which == "fused_two_taps_rgb565") {
    compare_fused_two_taps(table.fused_two_taps_rgb565, 3, true);
  } else if (which == "fused_averages_u8") {
    compare_fused_averages(table.fused_averages_u8);
  } else if (!compare_format_kernel(which, table)) {
    FAIL() << "a kernel without a test: " << which;
  }
}

}  // namespace
}  // namespace isopel::test
