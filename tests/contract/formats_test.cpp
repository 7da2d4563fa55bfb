// The vectors of contract 1's grids, borders and formats (engine/CONTRACT.md, (22) to (34)), on every arch.
#include "engine/arithmetic.hpp"
#include "support.hpp"

#pragma GCC diagnostic ignored "-Wmissing-field-initializers"  // vectors name what differs from the defaults

namespace isopel::test {
namespace {

using enum Filter;
using enum Border;
using enum Grid;
using enum Siting;
using enum Layout;
using enum Alpha;

// Names that several enumerations have, or that are like others.
constexpr auto u8 = Element::u8, i8 = Element::i8, u16 = Element::u16, f32 = Element::f32, f16 = Element::f16;
constexpr auto rgb565 = Element::rgb565, rgb565_be = Element::rgb565_be;
constexpr auto linear = Light::linear;

/// The samples of a vector's source (tests/contract/format_vectors.inc).
enum Source { bytes, binary, words, floats, halves, zeros };

struct FormatVector {
  std::uint32_t hash;
  Source source;
  Spec spec;
};

const FormatVector format_vectors[] = {
#define FORMAT_VECTOR(hash, source, ...) {hash, source, Spec{__VA_ARGS__}},
#include "format_vectors.inc"
#undef FORMAT_VECTOR
};

std::vector<std::uint8_t> source_of(const FormatVector& vector) {
  const Spec& spec = vector.spec;
  const std::int64_t pixels = std::int64_t{spec.src.width} * spec.src.height * sizes::planes(spec.format);
  std::vector<std::uint8_t> out(static_cast<std::size_t>(pixels * sizes::bytes_per_pixel(spec.format)));
  if (vector.source == bytes) return Sequence().bytes(out.size());
  if (vector.source == binary) return Sequence().binary(out.size());
  std::uint32_t state = 12345;
  for (std::size_t at = 0; at < out.size();) {
    state = state * 1664525u + 1013904223u;
    float number = static_cast<float>(static_cast<std::int32_t>(state >> 8) - (1 << 23)) / (1 << 21);
    if (vector.source == zeros) number = state >= 0x80000000u ? -0.0f : 0.0f;
    const auto word = static_cast<std::uint16_t>(
        vector.source == halves ? half_of_float(number)
                                : (state >> 16) & static_cast<std::uint32_t>(sizes::largest_value(spec.format)));
    const bool single = vector.source == floats || vector.source == zeros;
    const std::size_t size = single ? sizeof number : sizeof word;
    std::memcpy(out.data() + at, single ? static_cast<const void*>(&number) : &word, size);
    at += size;
  }
  return out;
}

class Formats : public ::testing::TestWithParam<const Arch*> {};
INSTANTIATE_TEST_SUITE_P(Archs, Formats, ::testing::ValuesIn(available_archs()), name_of);

TEST_P(Formats, VectorsHaveTheirHashes) {
  for (const FormatVector& vector : format_vectors) {
    for (const std::int32_t block_rows : {1, 8}) {
      Spec spec = vector.spec;
      spec.block_rows = block_rows;
      const Element stored = output_format(spec).element;  // rgb565 is two bytes everywhere, not a number
      const auto sample_bytes = sizes::is_rgb565(stored) ? 1 : sizes::bytes_per_sample(stored);
      const std::vector<std::uint8_t> got = run(spec, source_of(vector), *GetParam()).bytes;
      EXPECT_EQ(hash(little_endian(got, static_cast<std::size_t>(sample_bytes))), vector.hash) << describe(spec);
    }
  }
}

}  // namespace
}  // namespace isopel::test
