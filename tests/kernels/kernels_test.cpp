// Every kernel that an arch brings of its own against the scalar one: odd sizes, misaligned and negative strides,
// extreme weights, 0/255 patterns, guard bytes around the destination and an unreadable page behind the source.
#include "engine/kernels.hpp"

#include <algorithm>
#include <type_traits>

#include "arch/scalar/scalar.hpp"
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

template <class Sample>
void fill(Random& random, Sample* samples, std::size_t count) {
  const int pattern = random.in(0, 2);
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint64_t r = random.next();
    if constexpr (std::is_same_v<Sample, std::uint8_t>) {
      samples[i] = static_cast<std::uint8_t>(pattern == 0 ? r : pattern == 1 ? (r & 1) * 255 : (i & 1) * 255);
    } else {  // what a first pass can leave: -64 +- 16320 * 1.7354
      const std::int32_t extreme = 28386;
      const std::int32_t value = pattern == 0 ? static_cast<std::int32_t>(r % (2 * extreme + 1)) - extreme
                                 : (pattern == 1 ? (r & 1) != 0 : (i & 1) != 0) ? extreme
                                                                                : -extreme;
      samples[i] = static_cast<std::int16_t>(value);
    }
  }
}

/// Source rows; the last one in memory ends at an unreadable page. i16 rows are scratch rows: 64-byte aligned, padded.
template <class Sample>
struct SourceRows {
  static constexpr bool scratch = std::is_same_v<Sample, std::int16_t>;
  std::size_t pitch;
  FencedBytes bytes;
  Rows<const Sample> rows;
  std::int32_t readable;

  SourceRows(Random& random, std::int32_t count, std::int32_t samples)
      : pitch(scratch ? static_cast<std::size_t>(sizes::row_bytes(samples, 2))
                      : static_cast<std::size_t>(samples + random.in(0, 7))),
        bytes(scratch ? pitch * static_cast<std::size_t>(count)
                      : pitch * static_cast<std::size_t>(count - 1) + static_cast<std::size_t>(samples)),
        rows{nullptr, static_cast<std::ptrdiff_t>(pitch)},
        readable(scratch ? static_cast<std::int32_t>(pitch / 2) : samples) {
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
              sizeof(Sample) == 2 ? 64 : 1) {}
  Rows<Sample> view() { return {reinterpret_cast<Sample*>(bytes.row(0)), bytes.stride()}; }
};

/// i16 rows lie on 64-byte boundaries; u8 rows anywhere, in both directions.
template <class Sample>
std::size_t random_gap(Random& random, std::int32_t samples) {
  if constexpr (sizeof(Sample) == 2) {
    return static_cast<std::size_t>(sizes::round_up(2 * samples + 64, 64) - 2 * samples);
  }
  return static_cast<std::size_t>(random.in(0, 9));
}

struct Shape {
  std::int32_t taps;
  int precision;
  Rounding rounding;
};

template <class From, class To>
Shape random_shape(Random& random, bool wide) {
  constexpr int cap = std::is_same_v<From, std::int16_t> ? 15 : 22;
  const std::int32_t taps = random.one_in(40)  ? random.in(41, 300)
                            : random.one_in(3) ? random.in(1, 40)
                                               : random.in(1, 8);
  if (wide) {
    const int precision = random.one_in(8) ? random.in(17, 22) : 22;  // 22 is what presets use
    return {taps, precision, single_pass(precision)};
  }
  const int highest = highest_precision(taps, cap);
  const int precision = random.in(std::min(13, highest), highest);
  const bool first = sizeof(To) == 2, second = sizeof(From) == 2;
  return {taps, precision, first ? first_pass(precision) : second ? second_pass(precision) : single_pass(precision)};
}

template <class From, class To>
void compare_vertical(VerticalKernel<From, To>* kernel, VerticalKernel<From, To>* definition, bool wide = false) {
  Random random(101);
  for (int i = 0; i < repetitions(1500, 150); ++i) {
    const Shape shape = random_shape<From, To>(random, wide);
    const std::int32_t samples = random.one_in(8) ? random.in(200, 700) : random.in(1, 140);
    const std::int32_t out_rows = random.in(1, 5);
    const std::int32_t src_rows = shape.taps + random.in(0, 6);
    TapTable table(random, out_rows, shape.taps, shape.precision, shape.rounding, src_rows - shape.taps, 1, wide);
    table.taps.origin = random.one_in(4) ? -random.in(0, 2) : 0;
    SourceRows<From> src(random, src_rows + 2, samples);
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
  for (int i = 0; i < repetitions(2500, 250); ++i) {
    const Shape shape = random_shape<From, To>(random, wide);
    const std::int32_t channels = random.in(1, 4);
    const std::int32_t src_pixels = shape.taps + (random.one_in(3) ? random.in(0, 3) : random.in(0, 200));
    const std::int32_t out_pixels = random.one_in(8) ? random.in(100, 300) : random.in(1, 60);
    const std::int32_t rows = random.in(1, 9);
    const TapTable table(random, out_pixels, shape.taps, shape.precision, shape.rounding, src_pixels - shape.taps,
                         channels, wide);
    const SourceRows<From> src(random, rows, src_pixels * channels);
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
  if (repetitions(1, 0) != 0) compare_large_boxes(kernel, definition);
  Random random(107);
  for (int i = 0; i < repetitions(1500, 150); ++i) {
    const std::int32_t channels = random.in(1, 4);
    const bool large = random.one_in(50);
    const std::int32_t box_width = large ? random.in(100, 700) : random.in(1, random.one_in(4) ? 40 : 5);
    const std::int32_t box_height = large ? random.in(100, 700) : random.in(1, random.one_in(4) ? 40 : 5);
    const std::int32_t count = large ? random.in(1, 3) : random.in(1, 90);
    const SourceRows<std::uint8_t> src(random, box_height, count * box_width * channels);
    TargetRows<std::uint8_t> want(1, count * channels, 3, false), got(1, count * channels, 3, false);
    definition(src.rows, want.view().data, count, channels, box_width, box_height);
    kernel(src.rows, got.view().data, count, channels, box_width, box_height);
    ASSERT_EQ(got.bytes.contents(), want.bytes.contents())
        << "channels " << channels << ", box " << box_width << "x" << box_height << ", count " << count;
    ASSERT_TRUE(got.bytes.intact()) << "wrote outside: box " << box_width << "x" << box_height;
  }
}

void compare_blend(BlendKernel* kernel, BlendKernel* definition) {
  Random random(113);
  for (int i = 0; i < repetitions(800, 80); ++i) {
    const std::int32_t samples = random.one_in(8) ? random.in(200, 700) : random.in(1, 140), out_rows = random.in(1, 4);
    FencedBytes records(static_cast<std::size_t>(out_rows * sizes::record_bytes(sizes::blend_values)));
    const auto record_bytes = static_cast<std::int32_t>(sizes::record_bytes(sizes::blend_values));
    const Taps taps{records.data(), record_bytes, out_rows, 2, {}};
    for (std::int32_t r = 0; r < out_rows; ++r) {
      const std::int32_t offset = random.in(0, 3),
                         second = random.one_in(3) ? 2048 * random.in(0, 1) : random.in(0, 2048);
      const std::int16_t values[] = {static_cast<std::int16_t>(2048 - second), static_cast<std::int16_t>(second),
                                     static_cast<std::int16_t>(random.in(-offset, 2)),
                                     static_cast<std::int16_t>(random.in(-offset, 2))};
      std::memcpy(records.data() + r * record_bytes, &offset, sizeof offset);
      std::memcpy(records.data() + r * record_bytes + sizeof offset, values, sizeof values);
    }
    SourceRows<std::int16_t> src(random, 6, samples);
    auto* const all = reinterpret_cast<std::int16_t*>(src.bytes.data());
    for (std::size_t at = 0; at < src.bytes.size() / 2; ++at) {
      all[at] = static_cast<std::int16_t>(random.one_in(3) ? 32640 * random.in(0, 1) : random.in(0, 32640));
    }
    const bool upside_down = random.one_in(3);
    const std::size_t gap = random_gap<std::uint8_t>(random, samples);
    TargetRows<std::uint8_t> want(out_rows, samples, gap, upside_down), got(out_rows, samples, gap, upside_down);
    definition(src.rows, want.view(), samples, taps);
    kernel(src.rows, got.view(), samples, taps);
    ASSERT_EQ(got.bytes.contents(), want.bytes.contents()) << "samples " << samples;
    ASSERT_TRUE(got.bytes.intact());
  }
}

void compare_gather(GatherKernel* kernel, GatherKernel* definition) {
  Random random(109);
  for (int i = 0; i < repetitions(500, 50); ++i) {
    const std::int32_t channels = random.in(1, 4), src_pixels = random.in(1, 200), count = random.in(1, 200);
    const TapTable table(random, count, 0, 0, {}, src_pixels - 1, channels);
    const SourceRows<std::uint8_t> src(random, 1, src_pixels * channels);
    TargetRows<std::uint8_t> want(1, count * channels, 3, false), got(1, count * channels, 3, false);
    definition(src.rows.data, want.view().data, channels, table.taps);
    kernel(src.rows.data, got.view().data, channels, table.taps);
    ASSERT_EQ(got.bytes.contents(), want.bytes.contents()) << "channels " << channels << ", count " << count;
    ASSERT_TRUE(got.bytes.intact());
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
  if (which == "vertical_u8_i16") {
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
  } else if (which == "blend_i16_u8") {
    compare_blend(table.blend_i16_u8, scalar::blend_i16_u8);
  } else if (which == "box_u8") {
    compare_box(table.box_u8, scalar::box_u8);
  } else if (which == "gather_u8") {
    compare_gather(table.gather_u8, scalar::gather_u8);
  } else {
    FAIL() << "a kernel without a test: " << which;
  }
}

}  // namespace
}  // namespace isopel::test
