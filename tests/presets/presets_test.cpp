// Every preset gives the bytes of the library that it names, on every arch.
#include <cstring>

#include "support.hpp"

namespace isopel::test {
namespace {

struct Vector {
  const char* preset;
  std::int32_t channels, src_width, src_height, dst_width, dst_height;
  bool binary;
  std::uint32_t hash;
};

constexpr Vector vectors[] = {
#define PRESET_VECTOR(...) {__VA_ARGS__},
#include "vectors.inc"
#undef PRESET_VECTOR
};

class Presets : public ::testing::TestWithParam<const Arch*> {};
INSTANTIATE_TEST_SUITE_P(Archs, Presets, ::testing::ValuesIn(available_archs()), name_of);

TEST_P(Presets, HaveTheHashesOfTheirLibraries) {
  for (const Vector& vector : vectors) {
    const Preset* preset = find_preset(vector.preset);
    ASSERT_NE(preset, nullptr) << vector.preset;
    const Spec spec{.src = {vector.src_width, vector.src_height},
                    .dst = {vector.dst_width, vector.dst_height},
                    .format = {Element::u8, vector.channels},
                    .rules = preset->rules};
    const auto samples = static_cast<std::size_t>(vector.src_width) * static_cast<std::size_t>(vector.src_height) *
                         static_cast<std::size_t>(vector.channels);
    const std::vector<std::uint8_t> src = vector.binary ? Sequence().binary(samples) : Sequence().bytes(samples);
    EXPECT_EQ(hash(run(spec, src, *GetParam()).bytes), vector.hash) << vector.preset << " " << describe(spec);
  }
}

TEST_P(Presets, GiveTheScalarBytesForEveryBlockSizeAndForBands) {
  Random random(29);
  for (int i = 0; i < repetitions(600, 60); ++i) {
    Spec spec = random_spec(random, 120);
    spec.rules =
        presets()[static_cast<std::size_t>(random.in(0, static_cast<std::int32_t>(presets().size()) - 1))].rules;
    if (check(spec) == Status::bad_format) spec.format.channels = random.one_in(2) ? 1 : 3;
    const std::vector<std::uint8_t> src = random_image(random, spec.src, spec.format.channels);
    const Output want = run(spec, src, *archs().back());
    spec.block_rows = random.in(1, ISOPEL_MAX_BLOCK_ROWS);
    ASSERT_EQ(run(spec, src, *GetParam()).bytes, want.bytes) << describe(spec);
    const std::int32_t middle = random.in(0, spec.dst.height);
    const std::vector<std::uint8_t> upper = run(spec, src, *GetParam(), 0, middle).bytes;
    const std::vector<std::uint8_t> lower = run(spec, src, *GetParam(), middle, spec.dst.height).bytes;
    const std::size_t split =
        want.bytes.size() / static_cast<std::size_t>(spec.dst.height) * static_cast<std::size_t>(middle);
    ASSERT_EQ(std::memcmp(upper.data(), want.bytes.data(), split), 0) << describe(spec) << ", rows to " << middle;
    ASSERT_EQ(std::memcmp(lower.data() + split, want.bytes.data() + split, want.bytes.size() - split), 0)
        << describe(spec) << ", rows from " << middle;
  }
}

TEST(PresetNames, AreFoundAndTheClosestOnesAreOffered) {
  for (const Preset& preset : presets()) {
    EXPECT_EQ(find_preset(preset.name), &preset);
    EXPECT_NE(preset.about[0], '\0');
    EXPECT_EQ(check({.src = {9, 9}, .dst = {4, 4}, .format = gray8, .rules = preset.rules}), Status::ok) << preset.name;
  }
  Message message{};
  EXPECT_EQ(find_preset("pilow/bilinaer", &message), nullptr);
  EXPECT_NE(std::string(message.text).find("pillow/bilinear"), std::string::npos) << message.text;
  EXPECT_EQ(find_preset(std::string(10000, 'x')), nullptr);
  EXPECT_EQ(find_preset(""), nullptr);
  isopel_rules rules{};
  EXPECT_EQ(isopel_preset_rules("pillow/lanczos", &rules, nullptr), ISOPEL_OK);
  EXPECT_EQ(rules.filter, ISOPEL_FILTER_LANCZOS3);
  EXPECT_EQ(rules.arithmetic, ISOPEL_ARITHMETIC_PILLOW);
  EXPECT_EQ(isopel_preset_rules("nothing", &rules, nullptr), ISOPEL_NO_PRESET);
  EXPECT_EQ(isopel_preset_rules(nullptr, &rules, nullptr), ISOPEL_NULL_POINTER);
  EXPECT_EQ(isopel_preset_name(-1), nullptr);
  EXPECT_EQ(isopel_preset_about(isopel_preset_count()), nullptr);
}

TEST(PresetRules, ThatTheirArithmeticLacksAreRefused) {
  Spec spec{.src = {9, 9}, .dst = {4, 4}, .format = gray8, .rules = find_preset("pillow/bilinear")->rules};
  spec.rules.filter = Filter::area;
  EXPECT_EQ(check(spec), Status::bad_rules);
  spec.rules = find_preset("pillow/bilinear")->rules;
  spec.rules.antialias = false;
  EXPECT_EQ(check(spec), Status::bad_rules);
  spec.rules = find_preset("pillow/bilinear")->rules;
  spec.format = rgba8;
  EXPECT_EQ(check(spec), Status::bad_format) << "Pillow's alpha is not there yet";
  spec.format = gray8;
  spec.rules = {.filter = Filter::hamming};
  EXPECT_EQ(check(spec), Status::bad_rules) << "contract 1 has no Hamming window";
}

}  // namespace
}  // namespace isopel::test
