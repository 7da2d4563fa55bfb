// The conformance vectors of contract 1 (engine/CONTRACT.md), on every arch.
#include <initializer_list>

#include "isopel/tables/contract_layout.hpp"
#include "support.hpp"

namespace isopel::test {
namespace {

using enum Filter;
using enum Border;

struct Vector {
  Filter filter;
  bool antialias;
  Border border;
  std::int32_t channels, src_width, src_height, dst_width, dst_height;
  char method;
  std::uint32_t hash;

  Spec spec() const {
    return {.src = {src_width, src_height},
            .dst = {dst_width, dst_height},
            .format = {Element::u8, channels},
            .rules = {filter, border, antialias}};
  }
};

// The letters of vectors.inc.
constexpr char N = 'N', B = 'B', X = 'X', Y = 'Y', V = 'V', H = 'H';

constexpr Vector vectors[] = {
#define VECTOR(...) {__VA_ARGS__},
#include "vectors.inc"
#undef VECTOR
};

constexpr Vector binary_vectors[] = {
#define BINARY_VECTOR(...) {__VA_ARGS__},
#include "vectors.inc"
#undef BINARY_VECTOR
};

char letter(const Plan::Method method, const Vector& vector) {
  switch (method) {
    case Plan::Method::copy:
      return vector.method == B ? B : N;  // a box of one pixel is a copy, too
    case Plan::Method::gather:
      return N;
    case Plan::Method::box:
      return B;
    case Plan::Method::horizontal:
      return X;
    case Plan::Method::vertical:
      return Y;
    case Plan::Method::vertical_first:
      return V;
    case Plan::Method::horizontal_first:
      return H;
    case Plan::Method::weighted_box:
    case Plan::Method::none:
      break;
  }
  return '?';
}

class Contract : public ::testing::TestWithParam<const Arch*> {};
INSTANTIATE_TEST_SUITE_P(Archs, Contract, ::testing::ValuesIn(available_archs()), name_of);

void check(const Vector& vector, std::span<const std::uint8_t> src, const Arch& arch) {
  const Output result = run(vector.spec(), src, arch);
  EXPECT_EQ(letter(result.method, vector), vector.method) << describe(vector.spec());
  EXPECT_EQ(hash(result.bytes), vector.hash) << describe(vector.spec());
}

std::size_t samples(const Vector& vector) {
  return static_cast<std::size_t>(vector.src_width) * static_cast<std::size_t>(vector.src_height) *
         static_cast<std::size_t>(vector.channels);
}

TEST_P(Contract, VectorsHaveTheirHashes) {
  for (const Vector& vector : vectors) check(vector, Sequence().bytes(samples(vector)), *GetParam());
}

TEST_P(Contract, BinaryVectorsHaveTheirHashes) {
  for (const Vector& vector : binary_vectors) check(vector, Sequence().binary(samples(vector)), *GetParam());
}

// --- tables -------------------------------------------------------------------------------------------------------

AxisSpec axis(std::int32_t src, std::int32_t dst, const Rules& rules) {
  return axis_of(rules, {src, dst, 0, static_cast<double>(src), 0});
}

/// The finished table of one axis, written as a plan writes it.
struct Table {
  AxisSpec axis;
  AxisShape shape;
  int precision;
  std::vector<std::byte> records;

  Table(AxisSpec spec, int cap)
      : axis(spec),
        shape(measure_axis(spec)),
        records(static_cast<std::size_t>(spec.dst * sizes::record_bytes(shape.taps))) {
    const PassRules pass{cap, single_pass};
    const AxisTable table{.spec = spec, .line = {}, .offset_scale = 1, .taps = shape.taps, .pass = &pass};
    precision = contract::write_weights(table, records.data()).shift;
  }

  struct Tap {
    std::int32_t pixel, weight;
    bool operator==(const Tap&) const = default;
  };
  /// The non-zero taps of output d.
  std::vector<Tap> taps(std::int32_t d) const {
    std::vector<Tap> out;
    const std::byte* record = records.data() + d * sizes::record_bytes(shape.taps);
    std::int32_t offset;
    std::memcpy(&offset, record, sizeof offset);
    for (std::int32_t k = 0; k < shape.taps; ++k) {
      std::int16_t weight;
      std::memcpy(&weight, record + sizeof offset + static_cast<std::size_t>(k) * sizeof weight, sizeof weight);
      if (weight != 0) out.push_back({offset + k, weight});
    }
    return out;
  }
};

void check_axis(Filter filter, bool antialias, Border border, std::int32_t src, std::int32_t dst, int cap,
                std::int32_t d, int precision, std::int32_t left, std::int32_t taps,
                std::initializer_list<std::int32_t> weights) {
  const Table table(axis(src, dst, {filter, border, antialias}), cap);
  EXPECT_EQ(table.precision, precision);
  ASSERT_EQ(static_cast<std::size_t>(taps), weights.size());
  std::vector<Table::Tap> want;
  for (const std::int32_t weight : weights) {
    if (weight != 0) want.push_back({left, weight});
    ++left;
  }
  EXPECT_EQ(table.taps(d), want) << "output " << d << " of " << src << " to " << dst;
}

TEST(Tables, HaveTheWeightsOfTheContract) {
#define AXIS_VECTOR(filter, antialias, border, src, dst, cap, d, precision, left, taps, ...) \
  check_axis(filter, antialias, border, src, dst, cap, d, precision, left, taps, {__VA_ARGS__});
#include "vectors.inc"
#undef AXIS_VECTOR
}

void check_axis_hash(Filter filter, bool antialias, Border border, std::int32_t src, std::int32_t dst, int cap,
                     int precision, std::int32_t taps, std::uint32_t want) {
  const Table table(axis(src, dst, {filter, border, antialias}), cap);
  EXPECT_EQ(table.precision, precision);
  EXPECT_EQ(table.shape.taps, taps);
  std::vector<std::uint8_t> bytes;
  const auto put = [&](std::int32_t value) {
    for (int shift = 0; shift < 32; shift += 8) {
      bytes.push_back(static_cast<std::uint8_t>(static_cast<std::uint32_t>(value) >> shift));
    }
  };
  for (std::int32_t d = 0; d < dst; ++d) {
    for (const Table::Tap& tap : table.taps(d)) {
      put(tap.pixel);
      put(tap.weight);
    }
  }
  EXPECT_EQ(hash(bytes), want) << src << " to " << dst;
}

TEST(Tables, HaveTheHashesOfTheContract) {
#define AXIS_HASH(...) check_axis_hash(__VA_ARGS__);
#include "vectors.inc"
#undef AXIS_HASH
}

TEST(Tables, HaveTheWeightFunctionsOfTheContract) {
#define WEIGHT_VECTOR(filter, t, g) EXPECT_EQ(shift_down(row(filter).weight(t) + 8, 4), g) << "t = " << t;
#include "vectors.inc"
#undef WEIGHT_VECTOR
}

TEST(Tables, SumToOneEverywhereAndAreSymmetric) {
  Random random(23);
  for (int i = 0; i < repetitions(400, 40); ++i) {
    const std::int32_t src = random.in(1, 200), dst = random.in(1, 200);
    const Table table(axis(src, dst,
                           {static_cast<Filter>(random.in(ISOPEL_FILTER_BILINEAR, ISOPEL_FILTER_LANCZOS4)),
                            random.one_in(2) ? replicate : renormalize, random.one_in(2)}),
                      random.one_in(2) ? the_first_pass.cap : the_second_pass.cap);
    for (std::int32_t d = 0; d < dst; ++d) {
      const std::vector<Table::Tap> taps = table.taps(d);
      std::vector<Table::Tap> mirrored;
      std::int32_t sum = 0;
      for (const Table::Tap& tap : taps) {
        sum += tap.weight;
        ASSERT_TRUE(tap.pixel >= 0 && tap.pixel < src);
        mirrored.insert(mirrored.begin(), {src - 1 - tap.pixel, tap.weight});
      }
      ASSERT_EQ(sum, std::int32_t{1} << table.precision);
      ASSERT_EQ(table.taps(dst - 1 - d), mirrored) << "output " << d << " of " << src << " to " << dst;
    }
  }
}

}  // namespace
}  // namespace isopel::test
