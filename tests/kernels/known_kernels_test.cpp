// The kernels that only static plans of plain images name, because their records have another form or because they keep
// something: what this build has of them against the scalar kernels, on odd sizes, with an unreadable page behind each
// memory.
#include <array>

#include "arch/scalar/scalar.hpp"
#include "engine/kernels.hpp"
#include "support.hpp"

namespace isopel::test {
namespace {

/// Weights that sum to 2^precision, with magnitudes that sum to at most 1.7 times as much.
std::vector<std::int32_t> random_weights(Random& random, std::int32_t count, int precision) {
  const std::int32_t one = std::int32_t{1} << precision, mean = one / count;
  std::vector<std::int32_t> weights(static_cast<std::size_t>(count), mean);
  weights[0] += one - mean * count;
  for (std::size_t k = 0; k + 1 < weights.size(); k += 2) {
    const std::int32_t moved = random.in(-mean / 3, mean + mean / 3);  // some are negative
    weights[k] += moved;
    weights[k + 1] -= moved;
  }
  return weights;
}

/// A table whose 64 bytes behind the last record are readable, and no more.
struct Records {
  FencedBytes bytes;
  Taps taps;

  Records(std::int32_t count, std::int32_t tap_count, std::int64_t record_bytes, Rounding rounding)
      : bytes(static_cast<std::size_t>(count * record_bytes + sizes::slack)),
        taps{bytes.data(), static_cast<std::int32_t>(record_bytes), count, tap_count, rounding} {
    std::memset(bytes.data(), 0x5a, bytes.size());
    std::memset(bytes.data(), 0, bytes.size() - sizes::slack);
  }
  void put_offset(std::int32_t i, std::int32_t offset) { std::memcpy(record(i), &offset, sizeof offset); }
  /// Behind the offset and `skipped` other weights.
  template <class Weight>
  void put_weights(std::int32_t i, const std::vector<Weight>& weights, std::int32_t skipped = 0) {
    const auto before = static_cast<std::size_t>(skipped) * sizeof(Weight);
    std::memcpy(record(i) + sizeof(std::int32_t) + before, weights.data(), weights.size() * sizeof(Weight));
  }

 private:
  std::byte* record(std::int32_t i) { return bytes.data() + std::ptrdiff_t{i} * taps.record_bytes; }
};

std::vector<std::int16_t> halves(const std::vector<std::int32_t>& values) { return {values.begin(), values.end()}; }

void fill(Random& random, FencedBytes& bytes) {
  const bool extreme = random.one_in(3);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const std::uint64_t r = random.next();
    bytes.u8()[i] = static_cast<std::uint8_t>(extreme ? (r & 1) * 255 : r);
  }
}

std::int32_t random_count(Random& random) {
  const std::int32_t count = random.in(1, random.one_in(4) ? 150 : 40);
  return random.one_in(2) ? (count + 7) / 8 * 8 : count;
}

/// Mostly further down, sometimes a little up again, as trimmed taps are, seldom anywhere.
std::int32_t next_offset(Random& random, std::int32_t offset, std::int32_t last) {
  const std::int32_t step = random.one_in(6) ? -random.in(1, 3) : random.in(0, 5);
  return random.one_in(12) ? random.in(0, last) : std::clamp<std::int32_t>(offset + step, 0, last);
}

template <int pairs>
void compare_kept(Random& random) {
  const std::int32_t taps = 2 * pairs - 1 - random.in(0, 1), samples = random_count(random);
  ASSERT_EQ(known::kept_pairs(taps), pairs);
  const std::int32_t src_rows = taps + random.in(0, 40), rows = 12;
  const int precision = (taps > 13 ? 17 : 16) - random.in(0, 1);
  Records y(rows, taps, sizes::record_bytes(taps), first_pass(precision));
  std::int32_t offset = random.in(0, 2);
  for (std::int32_t r = 0; r < rows; ++r) {
    offset = next_offset(random, offset, src_rows - taps);
    y.put_offset(r, offset);
    y.put_weights(r, halves(random_weights(random, taps, precision)));
  }
  const std::int32_t pitch = samples + random.in(0, 7);
  FencedBytes src(static_cast<std::size_t>(pitch * (src_rows - 1) + samples));
  fill(random, src);
  const bool upside_down = random.one_in(3);
  const Rows<const std::uint8_t> from{src.u8() + (upside_down ? pitch * (src_rows - 1) : 0),
                                      upside_down ? -pitch : pitch};
  FencedBytes memory(static_cast<std::size_t>(known::kept_bytes(samples, pairs)));
  fill(random, memory);
  known::KeptPairs kept{memory.data()};
  constexpr std::size_t behind = 3;  // which may be written
  const auto length = static_cast<std::size_t>(samples);
  std::vector<std::int16_t> want(length + behind + 16, 0x5a5a), got = want;
  for (std::int32_t r = 0; r < rows; ++r) {
    scalar::vertical_u8_i16(from, {want.data(), 0}, samples, y.taps.slice(r, 1));
    known::vertical_kept<pairs>(from, src_rows, {got.data(), 0}, samples, y.taps.slice(r, 1), kept);
    std::copy_n(want.begin() + samples, behind, got.begin() + samples);
    ASSERT_EQ(got, want) << "taps " << taps << ", samples " << samples << ", row " << r << " of " << src_rows;
  }
}

template <int pairs>
void compare_even(Random& random) {
  const std::int32_t taps = 2 * pairs, samples = taps + 2 * random.in(0, 40), origin = random.in(0, 3);
  const std::int32_t count = random_count(random), rows = random.in(1, 2);
  Records x(count, taps, sizes::record_bytes(taps), second_pass(15));
  for (std::int32_t i = 0; i < count; ++i) {
    x.put_offset(i, origin + 2 * random.in(0, (samples + 2 - taps) / 2));  // up to two samples behind the row
    x.put_weights(i, halves(random_weights(random, taps, 15)));
  }
  x.taps.origin = origin;
  const std::int32_t pitch = samples + 2;
  FencedBytes src(static_cast<std::size_t>(rows * pitch) * sizeof(std::int16_t));
  auto* const words = reinterpret_cast<std::int16_t*>(src.data());
  const bool extreme = random.one_in(3);
  constexpr std::int32_t most = 28386;
  for (std::int32_t i = 0; i < rows * pitch; ++i) {
    words[i] = static_cast<std::int16_t>(extreme ? (random.one_in(2) ? most : -most) : random.in(-most, most));
  }
  const Rows<const std::int16_t> from{words, pitch * std::int32_t{sizeof *words}};
  GuardedRows want(rows, static_cast<std::size_t>(count), 3, false),
      got(rows, static_cast<std::size_t>(count), 3, false);
  scalar::horizontal_i16_u8(from, {want.row(0), want.stride()}, rows, 1, pitch, x.taps);
  known::horizontal_even<pairs>(from, {got.row(0), got.stride()}, rows, 1, pitch, x.taps);
  ASSERT_EQ(got.contents(), want.contents()) << "taps " << taps << ", " << samples << " to " << count;
  ASSERT_TRUE(got.intact()) << "taps " << taps << ", " << samples << " to " << count;
}

template <int known_taps>
void compare_words(Random& random) {
  const std::int32_t taps = known_taps == 0 ? random.in(1, 40) : known_taps, samples = taps + random.in(0, 80);
  const std::int32_t count = random_count(random), rows = random.in(1, 3), padded = taps + taps % 2;
  const int precision = random.one_in(4) ? random.in(18, 21) : 22;
  Records parts(count, taps, sizes::wide_record_bytes(taps), single_pass(precision));
  Records words(count, taps, std::int64_t{4} + 4 * taps, single_pass(precision));
  parts.taps.origin = words.taps.origin = random.one_in(3) ? 2 : 0;
  for (std::int32_t i = 0; i < count; ++i) {
    const std::int32_t offset = parts.taps.origin + random.in(0, samples - taps);
    const std::vector<std::int32_t> weights = random_weights(random, taps, precision);
    std::vector<std::int16_t> high, low;
    for (const std::int32_t weight : weights) {
      high.push_back(split_weight(weight).high);
      low.push_back(split_weight(weight).low);
    }
    parts.put_offset(i, offset);
    parts.put_weights(i, high);
    parts.put_weights(i, low, padded);
    words.put_offset(i, offset);
    words.put_weights(i, weights);
  }
  FencedBytes src(static_cast<std::size_t>(rows * samples));
  fill(random, src);
  const Rows<const std::uint8_t> from{src.u8(), samples};
  GuardedRows want(rows, static_cast<std::size_t>(count), 3, false),
      got(rows, static_cast<std::size_t>(count), 3, false);
  scalar::horizontal_u8_u8_wide(from, {want.row(0), want.stride()}, rows, 1, samples, parts.taps);
  known::horizontal_words<known_taps>(from, {got.row(0), got.stride()}, rows, 1, samples, words.taps);
  ASSERT_EQ(got.contents(), want.contents()) << "taps " << taps << ", " << samples << " to " << count;
  ASSERT_TRUE(got.intact()) << "taps " << taps << ", " << samples << " to " << count;
}

/// Every shape a few times.
template <std::size_t shapes>
void repeat(const std::array<void (*)(Random&), shapes>& compare) {
  Random random(173);
  for (int i = 0; i < repetitions(100, 25); ++i) {
    for (const auto one : compare) {
      one(random);
      if (::testing::Test::HasFatalFailure()) return;
    }
  }
}

TEST(KnownKernels, VerticalKeptGivesTheScalarBytes) {
  []<int... more>(std::integer_sequence<int, more...>) {
    repeat(std::array{compare_kept<known::least_kept + more>...});
  }(std::make_integer_sequence<int, known::most_kept - known::least_kept + 1>());
}

TEST(KnownKernels, HorizontalEvenGivesTheScalarBytes) {
  []<int... more>(std::integer_sequence<int, more...>) {
    repeat(std::array{compare_even<known::least_even + more>...});
  }(std::make_integer_sequence<int, known::most_even - known::least_even + 1>());
}

TEST(KnownKernels, HorizontalWordsGivesTheScalarBytes) {
  []<int... taps>(std::integer_sequence<int, taps...>) {
    repeat(std::array{compare_words<taps>...});
  }(std::make_integer_sequence<int, known::most_words + 1>());
}

}  // namespace
}  // namespace isopel::test
