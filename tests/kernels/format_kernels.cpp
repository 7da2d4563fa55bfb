// Kernels of floats, words and packed pixels against the scalar ones: odd sizes, edges, infinities and NaN beside the
// taps, special values of every conversion, guard bytes around the destination and an unreadable page behind the
// source. Which NaN comes out of a calculation is no part of any promise, and neither are subnormal floats.
#include "kernels/format_kernels.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <type_traits>

#include "arch/scalar/scalar.hpp"
#include "support.hpp"

namespace isopel::test {
namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();
constexpr float nan = std::numeric_limits<float>::quiet_NaN();

/// Whether the samples agree; all NaN count as one.
template <class Sample>
bool same(std::vector<std::uint8_t> a, std::vector<std::uint8_t> b) {
  if constexpr (std::is_same_v<Sample, float>) {
    for (std::vector<std::uint8_t>* const bytes : {&a, &b}) {
      for (std::size_t at = 0; at < bytes->size(); at += sizeof(float)) {
        float value;
        std::memcpy(&value, bytes->data() + at, sizeof value);
        if (value != value) std::memcpy(bytes->data() + at, &nan, sizeof nan);
      }
    }
  }
  return a == b;
}

/// A sample of many digits and any size that is far from subnormal; now and then zero, infinite or NaN.
float random_float(Random& random, bool specials) {
  if (specials && random.one_in(60)) return random.one_in(2) ? nan : random.one_in(2) ? infinity : -infinity;
  if (random.one_in(12)) return random.one_in(2) ? 0.0f : -0.0f;
  const auto digits = static_cast<float>(random.in(-8388608, 8388607));
  return digits * (random.one_in(3) ? 1.0f / 8388608.0f : random.one_in(2) ? 1.0f / 128.0f : 64.0f);
}

/// Rows of floats that are aligned to nothing but their size; the last one in memory ends at the fence.
struct FloatRows {
  std::size_t pitch;
  FencedBytes bytes;
  Rows<const float> rows;

  FloatRows(Random& random, std::int32_t count, std::int32_t samples, bool specials)
      : pitch(4 * static_cast<std::size_t>(samples + random.in(0, 5))),
        bytes(pitch * static_cast<std::size_t>(count - 1) + 4 * static_cast<std::size_t>(samples)),
        rows{reinterpret_cast<const float*>(bytes.data()), static_cast<std::ptrdiff_t>(pitch)} {
    auto* const all = reinterpret_cast<float*>(bytes.data());
    for (std::size_t i = 0; i < bytes.size() / 4; ++i) all[i] = random_float(random, specials);
    if (random.one_in(3)) {
      rows.data += static_cast<std::ptrdiff_t>(pitch / 4) * (count - 1);
      rows.stride = -rows.stride;
    }
  }
};

/// Where a kernel writes: samples that are aligned to their size.
template <class Sample>
struct Target {
  GuardedRows bytes;
  Target(std::int32_t rows, std::int32_t samples, std::int32_t gap, bool upside_down)
      : bytes(rows, static_cast<std::size_t>(samples) * sizeof(Sample), static_cast<std::size_t>(gap) * sizeof(Sample),
              upside_down, 4) {}
  Rows<Sample> view() { return {reinterpret_cast<Sample*>(bytes.row(0)), bytes.stride()}; }
  Sample* data() { return view().data; }
};

// --- (25)

/// Counted weights; of the samples that a record names, all are inside. 64 readable bytes follow.
struct CountedTable {
  FencedBytes bytes;
  Taps taps;

  CountedTable(Random& random, std::int32_t count, std::int32_t most, std::int32_t length, std::int32_t scale)
      : bytes(static_cast<std::size_t>(count * record_bytes(most) + sizes::slack)),
        taps{bytes.data(), record_bytes(most), count, most, {}} {
    std::memset(bytes.data(), 0x7f, bytes.size());  // floats that would be seen
    const bool all_full = random.one_in(2), steady = random.one_in(2);
    for (std::int32_t i = 0; i < count; ++i) {
      const std::int32_t here = all_full ? most : random.in(1, most), last = length - here;
      const std::int32_t first = steady             ? static_cast<std::int32_t>(std::int64_t{last} * i / count)
                                 : random.one_in(4) ? random.in(0, 1) * last
                                 : random.one_in(4) ? random.in(0, last)
                                                    : static_cast<std::int32_t>(std::int64_t{last} * i / count);
      std::byte* const record = bytes.data() + i * taps.record_bytes;
      const std::int32_t head[] = {first * scale, here};
      std::memcpy(record, head, sizeof head);
      auto* const weights = reinterpret_cast<float*>(record + sizeof head);
      std::fill(weights, weights + (most + 3) / 4 * 4, 0.0f);
      for (std::int32_t k = 0; k < here; ++k) {
        weights[k] = static_cast<float>(random.in(-2000000, 8388608)) / 8388608.0f;
        if (random.one_in(9)) weights[k] = static_cast<float>(random.in(0, 1));
      }
    }
  }

 private:
  static std::int32_t record_bytes(std::int32_t most) { return 8 + (most + 3) / 4 * 16; }
};

std::int32_t random_count(Random& random) {
  return random.one_in(30) ? random.in(41, 200) : random.one_in(3) ? random.in(1, 40) : random.in(1, 8);
}

void compare_counted_vertical(CountedVerticalKernel* kernel) {
  Random random(211);
  for (int i = 0; i < repetitions(1500, 150); ++i) {
    const std::int32_t samples = random.one_in(6) ? random.in(100, 400) : random.in(1, 90);
    const std::int32_t most = random_count(random), out_rows = random.in(1, 5), src_rows = most + random.in(0, 6);
    CountedTable table(random, out_rows, most, src_rows, 1);
    table.taps.origin = random.one_in(4) ? -random.in(0, 2) : 0;
    const FloatRows src(random, src_rows + 2, samples, random.one_in(3));
    const bool upside_down = random.one_in(3);
    const std::int32_t gap = random.in(0, 5);
    Target<float> want(out_rows, samples, gap, upside_down), got(out_rows, samples, gap, upside_down);
    scalar::vertical_f32_f32(src.rows, want.view(), samples, table.taps);
    kernel(src.rows, got.view(), samples, table.taps);
    ASSERT_TRUE(same<float>(got.bytes.contents(), want.bytes.contents()))
        << "samples " << samples << ", taps " << most << ", rows " << out_rows << ": "
        << difference(got.bytes.contents(), want.bytes.contents());
    ASSERT_TRUE(got.bytes.intact()) << "wrote outside: samples " << samples << ", taps " << most;
  }
}

void compare_counted_horizontal(CountedHorizontalKernel* kernel) {
  Random random(223);
  for (int i = 0; i < repetitions(3000, 300); ++i) {
    const std::int32_t channels = random.in(1, 6), most = random_count(random);
    const std::int32_t src_pixels = most + (random.one_in(3) ? random.in(0, 3) : random.in(0, 120));
    const std::int32_t out_pixels = random.one_in(8) ? random.in(60, 150) : random.in(1, 40), rows = random.in(1, 5);
    const CountedTable table(random, out_pixels, most, src_pixels, channels);
    FloatRows src(random, rows, src_pixels * channels, random.one_in(3));
    const std::int32_t samples = out_pixels * channels, gap = random.in(0, 5);
    const bool upside_down = random.one_in(3);
    Target<float> want(rows, samples, gap, upside_down), got(rows, samples, gap, upside_down);
    const std::int32_t readable = src_pixels * channels;
    scalar::horizontal_f32_f32(src.rows, want.view(), rows, channels, readable, table.taps);
    kernel(src.rows, got.view(), rows, channels, readable, table.taps);
    ASSERT_TRUE(same<float>(got.bytes.contents(), want.bytes.contents()))
        << "channels " << channels << ", taps " << most << ", " << src_pixels << " to " << out_pixels
        << " pixels, rows " << rows << ": " << difference(got.bytes.contents(), want.bytes.contents());
    ASSERT_TRUE(got.bytes.intact()) << "wrote outside: channels " << channels << ", taps " << most;
  }
}

/// Samples of a source, as floats.
float as_float(float sample) { return sample; }
float as_float(std::uint16_t sample) { return static_cast<float>(sample); }

/// Both passes at once against one after the other.
template <class Sample>
void compare_fused_floats(FusedFloatsKernel<Sample>* kernel) {
  constexpr bool is_float = std::is_same_v<Sample, float>;
  Random random(229);
  int done[2][4] = {};
  for (int i = 0; i < repetitions(1500, 150); ++i) {
    const std::int32_t channels = random.in(1, 4), x_most = random_count(random), y_most = random_count(random);
    const std::int32_t src_width = x_most + random.in(0, random.one_in(4) ? 700 : 60);
    const std::int32_t src_height = y_most + random.in(0, 40), height = random.in(1, 40);
    const std::int32_t width = random.in(1, random.one_in(4) ? 900 : 90);
    const CountedTable x(random, width, x_most, src_width, channels), y(random, height, y_most, src_height, 1);
    const std::int32_t samples = src_width * channels, out_samples = width * channels;
    const FloatPasses passes{random.one_in(2), random.one_in(3) ? random.in(1, 65535) : 65535};
    FloatRows floats(random, src_height, samples, is_float && random.one_in(3));
    FencedBytes words(2 * static_cast<std::size_t>(samples * src_height));
    Rows<const Sample> src{};
    if constexpr (is_float) {
      src = floats.rows;
    } else {
      auto* const all = reinterpret_cast<Sample*>(words.data());
      for (std::int32_t k = 0; k < samples * src_height; ++k) all[k] = static_cast<Sample>(random.next());
      src = {all, 2 * samples};
    }
    std::vector<float> copy(static_cast<std::size_t>(samples * src_height));
    for (std::int32_t k = 0; k < samples * src_height; ++k) {
      copy[static_cast<std::size_t>(k)] = as_float(src.row(k / samples)[k % samples]);
    }
    const Rows<const float> from{copy.data(), samples * 4};
    std::vector<float> middle(static_cast<std::size_t>(std::max(samples * height, out_samples * src_height)));
    std::vector<float> sums(static_cast<std::size_t>(out_samples * height));
    if (passes.y_is_first) {
      scalar::vertical_f32_f32(from, {middle.data(), samples * 4}, samples, y.taps);
      scalar::horizontal_f32_f32({middle.data(), samples * 4}, {sums.data(), out_samples * 4}, height, channels,
                                 samples, x.taps);
    } else {
      scalar::horizontal_f32_f32(from, {middle.data(), out_samples * 4}, src_height, channels, samples, x.taps);
      scalar::vertical_f32_f32({middle.data(), out_samples * 4}, {sums.data(), out_samples * 4}, out_samples, y.taps);
    }
    Target<Sample> want(height, out_samples, 3, false), got(height, out_samples, 3, false);
    for (std::int32_t r = 0; r < height; ++r) {
      const float* const row = &sums[static_cast<std::size_t>(r * out_samples)];
      if constexpr (is_float) {
        std::copy_n(row, out_samples, want.view().row(r));
      } else {
        scalar::f32_to_u16(row, want.view().row(r), out_samples, passes.maximum);
      }
    }
    const bool suits = kernel(src, got.view(), channels, samples, x.taps, y.taps, passes);
    ASSERT_TRUE(got.bytes.intact());
    if (!suits) continue;
    ++done[passes.y_is_first ? 1 : 0][channels - 1];
    ASSERT_TRUE(same<Sample>(got.bytes.contents(), want.bytes.contents()))
        << src_width << "x" << src_height << " to " << width << "x" << height << ", channels " << channels << ", taps "
        << x_most << " and " << y_most << (passes.y_is_first ? ", y first: " : ", x first: ")
        << difference(got.bytes.contents(), want.bytes.contents());
  }
  for (const auto& order : done) {
    for (const int count : order) ASSERT_GT(count, repetitions(20, 1)) << "a kernel that does too little";
  }
}

/// What stands right before and behind the taps must not leak in, nor may a zero lose its sign.
void compare_neighbours_along_x(CountedHorizontalKernel* kernel) {
  Random random(227);
  for (std::int32_t channels = 1; channels <= 6; ++channels) {
    for (std::int32_t count = 1; count <= 13; ++count) {
      for (const std::int32_t behind : {0, 1, 2, 9}) {
        const bool zeros = random.one_in(3);
        CountedTable table(random, 1, count, count, channels);
        auto* const record = table.bytes.data();
        const std::int32_t head[] = {2 * channels, count};
        std::memcpy(record, head, sizeof head);
        FencedBytes row(4 * static_cast<std::size_t>((2 + count + behind) * channels));
        auto* const samples = reinterpret_cast<float*>(row.data());
        for (std::int32_t k = 0; k < (2 + count + behind) * channels; ++k) {
          const bool inside = k >= 2 * channels && k < (2 + count) * channels;
          samples[k] = !inside ? (k % 2 != 0 ? nan : infinity) : zeros ? -0.0f : random_float(random, false);
        }
        Target<float> want(1, channels, 0, false), got(1, channels, 0, false);
        const std::int32_t readable = (2 + count + behind) * channels;
        scalar::horizontal_f32_f32({samples, 0}, want.view(), 1, channels, readable, table.taps);
        kernel({samples, 0}, got.view(), 1, channels, readable, table.taps);
        ASSERT_EQ(got.bytes.contents(), want.bytes.contents()) << "channels " << channels << ", taps " << count;
        ASSERT_TRUE(std::all_of(got.data(), got.data() + channels, [](float v) { return v == v; }));
      }
    }
  }
}

// --- Samples converted one by one.

/// In place, too, where samples keep their type. `kernel` and `definition` take (src, dst, count of `unit` samples).
template <class From, class To, class Kernel, class Definition>
void compare_converted(const std::vector<From>& samples, std::int32_t units, std::int32_t to_samples, Kernel kernel,
                       Definition definition) {
  FencedBytes src(samples.size() * sizeof(From));
  std::memcpy(src.data(), samples.data(), src.size());
  const auto* const from = reinterpret_cast<const From*>(src.data());
  Target<To> want(1, to_samples, 0, false), got(1, to_samples, 0, false);
  definition(from, want.data(), units);
  kernel(from, got.data(), units);
  ASSERT_TRUE(same<To>(got.bytes.contents(), want.bytes.contents()))
      << units << " units: " << difference(got.bytes.contents(), want.bytes.contents());
  ASSERT_TRUE(got.bytes.intact());
  if constexpr (std::is_same_v<From, To>) {
    if (static_cast<std::size_t>(to_samples) != samples.size()) return;
    std::memcpy(got.data(), samples.data(), src.size());
    kernel(got.data(), got.data(), units);
    ASSERT_TRUE(same<To>(got.bytes.contents(), want.bytes.contents())) << "in place, " << units << " units";
    ASSERT_TRUE(got.bytes.intact());
  }
}

/// All of `values` in pieces of random lengths, and pieces of random values.
template <class From, class To, class Next>
void compare_samples(const std::vector<From>& values, SamplesKernel<From, To>* kernel,
                     SamplesKernel<From, To>* definition, Next next) {
  Random random(229);
  for (std::size_t at = 0; at < values.size();) {
    const std::size_t count =
        std::min<std::size_t>(values.size() - at, static_cast<std::size_t>(random.in(1, random.one_in(3) ? 2000 : 90)));
    const std::vector<From> piece(values.begin() + static_cast<std::ptrdiff_t>(at),
                                  values.begin() + static_cast<std::ptrdiff_t>(at + count));
    const auto length = static_cast<std::int32_t>(count);
    ASSERT_NO_FATAL_FAILURE((compare_converted<From, To>(piece, length, length, kernel, definition)));
    at += count;
  }
  for (int i = 0; i < repetitions(500, 50); ++i) {
    std::vector<From> piece(static_cast<std::size_t>(random.in(1, 150)));
    for (From& value : piece) value = next(random);
    const auto length = static_cast<std::int32_t>(piece.size());
    ASSERT_NO_FATAL_FAILURE((compare_converted<From, To>(piece, length, length, kernel, definition)));
  }
}

template <class From>
std::vector<From> all_values() {
  std::vector<From> values(std::size_t{1} << 8 * sizeof(From));
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<From>(i);
  return values;
}

/// Around every integer and every half of an integer, the largest ones included, and much too large.
std::vector<float> around_words() {
  std::vector<float> values = {0.0f,     -0.0f,     0.5f, -0.5f, 1e-30f,   -1e-30f,  3e38f,       -3e38f,
                               infinity, -infinity, nan,  -nan,  65535.5f, 65536.0f, 16777216.0f, 4294967296.0f};
  const std::int32_t step = repetitions(1, 97);
  for (std::int32_t twice = 1; twice <= 2 * 65536; twice += step) {
    const float value = 0.5f * static_cast<float>(twice);
    const auto bits = std::bit_cast<std::int32_t>(value);
    values.insert(values.end(), {std::bit_cast<float>(bits - 1), value, std::bit_cast<float>(bits + 1)});
  }
  return values;
}

/// Around every half and every tie between two of them, of both signs; NaN of all kinds.
std::vector<float> around_halves() {
  std::vector<float> values = {infinity, -infinity, nan, -nan, 1e-30f, -1e-30f, 3e38f, -3e38f, 65536.0f, 65519.996f};
  for (const std::uint32_t bits : {0x7f800001u, 0xff800001u, 0x7fffffffu, 0xffffffffu, 0x7fa00000u, 0xffa00000u}) {
    values.push_back(std::bit_cast<float>(bits));
  }
  for (std::uint32_t half = 0; half < 0x7c00; half += static_cast<std::uint32_t>(repetitions(1, 31))) {
    for (const std::uint32_t part : {0u, 1u}) {
      const float here = float_of_half(static_cast<std::uint16_t>(half));
      const float next = half == 0x7bff ? 65536.0f : float_of_half(static_cast<std::uint16_t>(half + 1));
      const float value = part == 0 ? here : 0.5f * here + 0.5f * next;
      const auto bits = std::bit_cast<std::uint32_t>(value);
      values.insert(values.end(), {value, std::bit_cast<float>(bits + 1), -value, -std::bit_cast<float>(bits + 1)});
      if (bits != 0) values.insert(values.end(), {std::bit_cast<float>(bits - 1), -std::bit_cast<float>(bits - 1)});
    }
  }
  // Subnormal floats are no part of the promise.
  std::erase_if(values, [](float value) {
    const std::uint32_t magnitude = std::bit_cast<std::uint32_t>(value) & 0x7fffffff;
    return magnitude != 0 && magnitude < 0x00800000;
  });
  return values;
}

void compare_f32_to_u16(RoundKernel* kernel) {
  Random random(233);
  const std::vector<float> values = around_words();
  for (const std::int32_t maximum : {65535, 1023, 4095, 1}) {
    const auto own = [&](const float* src, std::uint16_t* dst, std::int32_t n) { kernel(src, dst, n, maximum); };
    const auto definition = [&](const float* src, std::uint16_t* dst, std::int32_t n) {
      scalar::f32_to_u16(src, dst, n, maximum);
    };
    for (std::size_t at = 0; at < values.size();) {
      const auto count = std::min<std::size_t>(values.size() - at,
                                               static_cast<std::size_t>(random.in(1, random.one_in(3) ? 2000 : 90)));
      const std::vector<float> piece(values.begin() + static_cast<std::ptrdiff_t>(at),
                                     values.begin() + static_cast<std::ptrdiff_t>(at + count));
      const auto length = static_cast<std::int32_t>(count);
      ASSERT_NO_FATAL_FAILURE((compare_converted<float, std::uint16_t>(piece, length, length, own, definition)));
      at += count;
    }
  }
}

template <class From>
void compare_normalize(NormalizeKernel<From>* kernel, NormalizeKernel<From>* definition) {
  Random random(239);
  for (int i = 0; i < repetitions(1500, 150); ++i) {
    const std::int32_t channels = random.in(1, 4), pixels = random.in(1, 120);
    NormalizeValues values{random.one_in(2) ? 255.0f : static_cast<float>(random.in(1, 70000)) / 7.0f, {}, {}};
    for (int c = 0; c < 4; ++c) {
      values.mean[c] = random.one_in(5) ? 0.0f : static_cast<float>(random.in(-1000, 1000)) / 977.0f;
      values.deviation[c] = random.one_in(5) ? 1.0f : static_cast<float>(random.in(1, 1000)) / 977.0f;
    }
    std::vector<From> samples(static_cast<std::size_t>(pixels * channels));
    for (From& sample : samples) {
      if constexpr (std::is_same_v<From, float>) {
        sample = random_float(random, true);
      } else {
        sample = static_cast<From>(random.next());
      }
    }
    const auto with = [&](NormalizeKernel<From>* function) {
      return [=, &values](const From* src, float* dst, std::int32_t n) { function(src, dst, n, channels, values); };
    };
    ASSERT_NO_FATAL_FAILURE(
        (compare_converted<From, float>(samples, pixels, pixels * channels, with(kernel), with(definition))))
        << "channels " << channels;
  }
}

/// All packed pixels, or all values of every sample.
void compare_rgb565(Rgb565Kernel* kernel, Rgb565Kernel* definition, std::int32_t from, std::int32_t to) {
  Random random(241);
  for (const bool swapped : {false, true}) {
    const auto with = [&](Rgb565Kernel* function) {
      return [=](const std::uint8_t* src, std::uint8_t* dst, std::int32_t n) { function(src, dst, n, swapped); };
    };
    const auto compare = [&](const std::vector<std::uint8_t>& pixels) {
      const auto count = static_cast<std::int32_t>(pixels.size()) / from;
      ASSERT_NO_FATAL_FAILURE(
          (compare_converted<std::uint8_t, std::uint8_t>(pixels, count, count * to, with(kernel), with(definition))));
    };
    std::vector<std::uint8_t> all;
    for (std::int32_t i = 0; i < (from == 2 ? 65536 : 256); ++i) {
      for (std::int32_t c = 0; c < from; ++c) {
        all.push_back(static_cast<std::uint8_t>(from == 2 ? i >> 8 * c : i + 85 * c));
      }
    }
    compare(all);
    for (int i = 0; i < repetitions(300, 30); ++i) {
      std::vector<std::uint8_t> some(static_cast<std::size_t>(random.in(1, 120) * from));
      for (std::uint8_t& byte : some) byte = static_cast<std::uint8_t>(random.next());
      compare(some);
    }
  }
}

template <class Sample>
void compare_plane(PlaneKernel<Sample>* kernel, PlaneKernel<Sample>* definition) {
  Random random(251);
  for (int i = 0; i < repetitions(800, 80); ++i) {
    const std::int32_t channels = random.in(1, 5), channel = random.in(0, channels - 1), pixels = random.in(1, 120);
    std::vector<Sample> samples(static_cast<std::size_t>(pixels * channels));
    for (Sample& sample : samples) sample = static_cast<Sample>(random.next() & 0xffffff);
    FencedBytes src(samples.size() * sizeof(Sample));
    std::memcpy(src.data(), samples.data(), src.size());
    Target<Sample> want(1, pixels, 0, false), got(1, pixels, 0, false);
    definition(reinterpret_cast<const Sample*>(src.data()), want.data(), pixels, channels, channel);
    kernel(reinterpret_cast<const Sample*>(src.data()), got.data(), pixels, channels, channel);
    ASSERT_EQ(got.bytes.contents(), want.bytes.contents())
        << pixels << " pixels, channel " << channel << " of " << channels;
    ASSERT_TRUE(got.bytes.intact());
  }
}

}  // namespace

bool compare_format_kernel(std::string_view which, const KernelTable& table) {
  const auto byte = [](Random& random) { return static_cast<std::uint8_t>(random.next()); };
  const auto word = [](Random& random) { return static_cast<std::uint16_t>(random.next()); };
  const auto number = [](Random& random) { return random_float(random, true); };
  if (which == "vertical_f32_f32") {
    compare_counted_vertical(table.vertical_f32_f32);
  } else if (which == "horizontal_f32_f32") {
    compare_counted_horizontal(table.horizontal_f32_f32);
    compare_neighbours_along_x(table.horizontal_f32_f32);
  } else if (which == "fused_floats_f32") {
    compare_fused_floats<float>(table.fused_floats_f32);
  } else if (which == "fused_floats_u16") {
    compare_fused_floats<std::uint16_t>(table.fused_floats_u16);
  } else if (which == "flip_u8") {
    compare_samples(all_values<std::uint8_t>(), table.flip_u8, scalar::flip_u8, byte);
  } else if (which == "u16_to_f32") {
    compare_samples(all_values<std::uint16_t>(), table.u16_to_f32, scalar::u16_to_f32, word);
  } else if (which == "f32_to_u16") {
    compare_f32_to_u16(table.f32_to_u16);
  } else if (which == "f16_to_f32") {
    compare_samples(all_values<std::uint16_t>(), table.f16_to_f32, scalar::f16_to_f32, word);
  } else if (which == "f32_to_f16") {
    compare_samples(around_halves(), table.f32_to_f16, scalar::f32_to_f16, number);
  } else if (which == "normalize_u8") {
    compare_normalize(table.normalize_u8, scalar::normalize_u8);
  } else if (which == "normalize_f32") {
    compare_normalize(table.normalize_f32, scalar::normalize_f32);
  } else if (which == "rgb565_to_u8") {
    compare_rgb565(table.rgb565_to_u8, scalar::rgb565_to_u8, 2, 3);
  } else if (which == "u8_to_rgb565") {
    compare_rgb565(table.u8_to_rgb565, scalar::u8_to_rgb565, 3, 2);
  } else if (which == "plane_u8") {
    compare_plane(table.plane_u8, scalar::plane_u8);
  } else if (which == "plane_f32") {
    compare_plane(table.plane_f32, scalar::plane_f32);
  } else {
    return false;
  }
  return true;
}

}  // namespace isopel::test
