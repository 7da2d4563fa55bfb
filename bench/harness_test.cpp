// The benchmark's own test: its exact answer, and the classes of planted outputs. Nothing about time.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "bench/peers/isopel.hpp"
#include "bench/trial.hpp"

namespace isopel::bench {
namespace {

Case case_of(std::string_view method, std::string_view pixel_name, Size src, Size dst) {
  Case one{};
  for (const Method& each : methods) {
    if (method == each.name) one.method = each;
  }
  for (const Pixels& each : pixels) {
    if (pixel_name == each.name) one.pixels = each;
  }
  one.geometry = {Side::host, src, dst};
  return one;
}

/// isopel's outputs of both images, changed by somebody, and what the judge says.
Verdict judge(const Case& one, const std::function<void(Bytes&)>& change, bool keys_75 = false) {
  Bytes outputs[2];
  const Content contents[] = {Content::noise, Content::calm};
  for (int i = 0; i < 2; ++i) {
    const Buffer src = source_of(one, contents[i]);
    Trial trial(*isopel_peer_at(0), one, src.bytes());
    trial.run();
    outputs[i] = trial.output();
    change(outputs[i]);
  }
  return Judge(one, 0).verdict(keys_75, outputs[0], outputs[1]);
}

void nothing(Bytes&) {}
void one_more(Bytes& bytes) {
  for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(std::min(byte + 1, 255));
}

constexpr Size from = {240, 160}, to = {45, 30};

TEST(Exact, OfTheWorkedExample) {
  // engine/CONTRACT.md has it: gray 4x4 to 3x3, bilinear, antialias, and its first output exactly 6236/121.
  const Case one = case_of("bilinear-aa", "gray", {4, 4}, {3, 3});
  const std::uint8_t src[] = {5, 4, 139, 162, 232, 28, 126, 140, 152, 200, 10, 190, 247, 18, 179, 117};
  std::uint8_t dst[] = {52, 73, 150, 171, 91, 139, 179, 100, 136};
  const Exact exact(one, -0.5, src, 0);
  EXPECT_LE(exact.errors(dst).all.largest, 0.5);
  dst[0] = 51;
  EXPECT_NEAR(exact.errors(dst).all.largest, 6236.0 / 121 - 51, 1e-9);
}

TEST(Exact, WeightsOfEveryFilterSumToOne) {
  for (const Method& method : methods) {
    if (method.preset != nullptr || method.rules.filter == Filter::nearest) continue;
    for (const std::int32_t dst : {7, 16, 29}) {
      const ExactAxis axis(method.rules.filter, method.rules.antialias, -0.5, 16, dst);
      for (const ExactAxis::Output& output : axis.outputs) {
        double sum = 0;
        for (const double weight : output.weights) sum += weight;
        EXPECT_NEAR(sum, 1, 1e-12) << method.name;
      }
    }
  }
}

TEST(Exact, SomeRowsIncludeFirstAndLast) {
  const Case one = case_of("bilinear", "gray", {8, 8}, {8, 100});
  const Buffer src = source_of(one, Content::noise);
  Trial trial(*isopel_peer_at(0), one, src.bytes());
  trial.run();
  for (const std::size_t row : {std::size_t{0}, std::size_t{99}}) {
    Bytes output = trial.output();
    output[row * 8] ^= 0x80;
    EXPECT_GT(Exact(one, -0.5, src.bytes(), 5).errors(output).all.largest, 100);
  }
}

TEST(Classes, IsopelIsLikeForLikeInEveryMethodAndFormat) {
  for (const Method& method : methods) {
    for (const Pixels& format : pixels) {
      const Case one{method, format, {Side::host, from, {46, 30}}};
      if (!is_for(format.side, Side::host) || !one.is_possible()) continue;
      EXPECT_EQ(judge(one, nothing).which, Class::alike) << name_of(one).text;
    }
  }
}

TEST(Classes, RoundingBetweenPassesIsLikeForLike) {
  const Case one = case_of("lanczos3-aa", "rgb", from, to);
  const Verdict verdict = judge(one, [](Bytes& bytes) {
    for (std::size_t i = 0; i < bytes.size(); ++i) {  // errors of a level both ways, which cancel out
      bytes[i] = static_cast<std::uint8_t>(std::clamp(bytes[i] + (i % 2 == 0 ? 1 : -1), 0, 255));
    }
  });
  EXPECT_EQ(verdict.which, Class::alike);
  EXPECT_GT(verdict.calm.inside.largest, 0.9);
}

TEST(Classes, ABiasIsCoarse) {
  const Verdict verdict = judge(case_of("catmull-rom-aa", "gray", from, to), one_more);
  EXPECT_EQ(verdict.which, Class::coarse);
  EXPECT_NEAR(verdict.calm.inside.bias, 1, 0.1);
}

TEST(Classes, OneWrongOutputIsCoarse) {
  const Case one = case_of("bilinear", "gray", from, to);
  const auto change = [](Bytes& bytes) { bytes[15 * 45 + 22] = static_cast<std::uint8_t>(bytes[15 * 45 + 22] ^ 4); };
  EXPECT_EQ(judge(one, change).which, Class::coarse);
}

TEST(Classes, AnotherFilterIsOther) {
  const Case asked = case_of("bilinear-aa", "gray", from, to);
  const Case given = case_of("bilinear", "gray", from, to);
  Bytes outputs[2];
  const Content contents[] = {Content::noise, Content::calm};
  for (int i = 0; i < 2; ++i) {
    Trial trial(*isopel_peer_at(0), given, source_of(given, contents[i]).bytes());
    trial.run();
    outputs[i] = trial.output();
  }
  EXPECT_EQ(Judge(asked, 0).verdict(false, outputs[0], outputs[1]).which, Class::other);
}

TEST(Classes, AnotherGridIsOther) {
  const Case one = case_of("bilinear", "gray", {160, 120}, {200, 150});
  const auto shift = [](Bytes& bytes) { std::rotate(bytes.begin(), bytes.begin() + 1, bytes.end()); };
  EXPECT_EQ(judge(one, shift).which, Class::other);
}

TEST(Classes, AnotherKernelIsMeasuredAgainstItself) {
  // Catmull-Rom said to be the kernel of -3/4 is coarse at best; as itself it is like-for-like.
  const Case one = case_of("catmull-rom", "gray", {160, 120}, {200, 150});
  EXPECT_EQ(judge(one, nothing).which, Class::alike);
  EXPECT_GE(judge(one, nothing, true).which, Class::coarse);
}

TEST(Classes, NearestIsTheRightPixelOrNot) {
  const Case one = case_of("nearest", "rgb", {100, 80}, {37, 29});
  EXPECT_EQ(judge(one, nothing).which, Class::alike);
  EXPECT_EQ(judge(one, one_more).which, Class::coarse);
  EXPECT_EQ(judge(one, [](Bytes& bytes) { std::rotate(bytes.begin(), bytes.begin() + 3, bytes.end()); }).which,
            Class::other);
}

TEST(Classes, OfAPresetOnlyEqualBytesAreAlike) {
  const Case one = case_of("opencv-4-linear", "gray", from, to);
  EXPECT_EQ(judge(one, nothing).which, Class::alike);
  const auto change = [](Bytes& bytes) { bytes[0] ^= 1; };
  EXPECT_EQ(judge(one, change).which, Class::other);
}

TEST(Images, PlanesAndBack) {
  isopel_bench_peer peer{};
  peer.planar = 1;
  peer.row_alignment = 64;
  const Case one = case_of("bilinear", "rgb", {13, 5}, {7, 3});
  const Shape shape(one, one.geometry.src, peer);
  EXPECT_EQ(shape.stride, 64);
  const Buffer packed = source_of(one, Content::noise), planes(shape.needed());
  arrange(shape, packed.bytes(), planes.data());
  EXPECT_EQ(planes.data()[5 * 64 + 1], packed.data()[1 * 3 + 1]);  // second plane, second pixel
  const Bytes back = collect(shape, planes.data());
  EXPECT_TRUE(std::equal(back.begin(), back.end(), packed.bytes().begin(), packed.bytes().end()));
}

}  // namespace
}  // namespace isopel::bench
