// Images in parts: tiles, and rows that come and go one by one, have the bytes of the whole: for every filter, format
// and preset, and for the tensor stage.
#include <algorithm>

#include "isopel/stream.hpp"
#include "support.hpp"

namespace isopel::test {
namespace {

class Parts : public ::testing::TestWithParam<const Arch*> {};
INSTANTIATE_TEST_SUITE_P(Archs, Parts, ::testing::ValuesIn(available_archs()), name_of);

/// A plan with its memory.
struct Made {
  FencedBytes memory;
  Plan plan;

  Made(const Spec& spec, const Arch& arch) : memory(static_cast<std::size_t>(memory_size(spec))) {
    EXPECT_EQ(Plan::make(spec, memory.span(), plan, &arch), Status::ok) << describe(spec);
  }
};

std::size_t row_bytes(const Size& size, const Format& format) {
  return static_cast<std::size_t>(size.width) * static_cast<std::size_t>(sizes::bytes_per_pixel(format));
}

/// Specs of all kinds: contract 1 with all it has, and every preset.
Spec any_spec(Random& random, std::int32_t longest) {
  const int kind = random.in(0, 3);
  if (kind == 0) return random_spec(random, longest);
  if (kind != 1) return random_format_spec(random, longest);
  const auto all = presets();
  Spec spec = random_preset_spec(
      random, longest, all[static_cast<std::size_t>(random.in(0, static_cast<std::int32_t>(all.size()) - 1))]);
  if (random.one_in(2)) {
    spec.crop = {random.in(0, spec.dst.width - 1), random.in(0, spec.dst.height - 1), 0, 0};
    spec.crop.width = random.in(1, spec.dst.width - spec.crop.left);
    spec.crop.height = random.in(1, spec.dst.height - spec.crop.top);
    spec.pad = {random.in(0, 3), random.in(0, 3), random.in(0, 3), random.in(0, 3)};
  }
  return spec;
}

/// The destination in tiles that cover it, the last first.
std::vector<std::uint8_t> in_tiles(Random& random, const Spec& spec, std::vector<std::uint8_t> src, const Arch& arch) {
  Made made(spec, arch);
  FencedBytes scratch(static_cast<std::size_t>(made.plan.scratch_size()));
  const Size size = output_size(spec);
  const Format to = output_format(spec);
  const std::size_t row = row_bytes(size, to);
  std::vector<std::uint8_t> dst(row * static_cast<std::size_t>(size.height * sizes::planes(to)), guard);
  const auto cuts = [&](std::int32_t length) {
    std::vector<std::int32_t> at{0, length};
    for (int i = random.in(0, 3); i > 0; --i) at.push_back(random.in(0, length));
    std::ranges::sort(at);
    return at;
  };
  const std::vector<std::int32_t> xs = cuts(size.width), ys = cuts(size.height);
  const ConstImage from{src.data(), spec.src, static_cast<std::ptrdiff_t>(row_bytes(spec.src, spec.format)),
                        spec.format};
  for (std::size_t y = ys.size() - 1; y-- > 0;) {
    for (std::size_t x = xs.size() - 1; x-- > 0;) {
      const Crop tile{xs[x], ys[y], xs[x + 1] - xs[x], ys[y + 1] - ys[y]};
      Message why{};
      EXPECT_EQ(made.plan.execute_tile(from, {dst.data(), size, static_cast<std::ptrdiff_t>(row), to}, tile,
                                       scratch.span(), &why),
                Status::ok)
          << describe(spec) << why.text;
    }
  }
  return dst;
}

TEST_P(Parts, TilesHaveTheBytesOfTheWhole) {
  Random random(20261130);
  for (int i = 0; i < repetitions(2500, 200); ++i) {
    const Spec spec = any_spec(random, 60);
    const std::vector<std::uint8_t> src = random_source(random, spec);
    const std::vector<std::uint8_t> whole = run(spec, src, *GetParam()).bytes;
    const std::vector<std::uint8_t> got = in_tiles(random, spec, src, *GetParam());
    ASSERT_EQ(got, whole) << describe(spec) << ": " << difference(got, whole);
  }
}

TEST_P(Parts, ATileWritesNothingElse) {
  Random random(5);
  for (int i = 0; i < repetitions(300, 40); ++i) {
    const Spec spec = random_spec(random, 50);
    const std::vector<std::uint8_t> src = random_source(random, spec);
    const std::vector<std::uint8_t> whole = run(spec, src, *GetParam()).bytes;
    Made made(spec, *GetParam());
    FencedBytes scratch(static_cast<std::size_t>(made.plan.scratch_size()));
    std::vector<std::uint8_t> dst(whole.size(), guard);
    Crop tile{random.in(0, spec.dst.width), random.in(0, spec.dst.height), 0, 0};
    tile.width = random.in(0, spec.dst.width - tile.left);
    tile.height = random.in(0, spec.dst.height - tile.top);
    const auto pixel = static_cast<std::size_t>(spec.format.channels);
    const auto stride = [&](Size size) { return static_cast<std::ptrdiff_t>(row_bytes(size, spec.format)); };
    ASSERT_EQ(made.plan.execute_tile({src.data(), spec.src, stride(spec.src), spec.format},
                                     {dst.data(), spec.dst, stride(spec.dst), spec.format}, tile, scratch.span()),
              Status::ok);
    for (std::size_t at = 0; at < dst.size(); ++at) {
      const auto x = static_cast<std::int32_t>(at / pixel) % spec.dst.width,
                 y = static_cast<std::int32_t>(at / pixel) / spec.dst.width;
      const bool inside = x >= tile.left && x < tile.left + tile.width && y >= tile.top && y < tile.top + tile.height;
      ASSERT_EQ(dst[at], inside ? whole[at] : guard) << describe(spec) << ", byte " << at;
    }
  }
}

/// A source row as a camera's buffer that the next row overwrites, and destination rows that go where they belong.
class Camera {
 public:
  Camera(const Spec& spec, std::span<const std::uint8_t> src, const Arch& arch)
      : spec_(spec),
        src_(src),
        made_(spec, arch),
        scratch_(static_cast<std::size_t>(stream_scratch_size(made_.plan))),
        line_(src_row_ * static_cast<std::size_t>(sizes::planes(spec.format))),
        dst_(dst_row_ * static_cast<std::size_t>(size_.height * sizes::planes(to_)), guard) {
    EXPECT_LE(stream_scratch_size(made_.plan), stream_scratch_size(spec)) << describe(spec);
    if (scratch_.size() != 0) std::memset(scratch_.data(), 0x77, scratch_.size());
    started_ = Stream::start(made_.plan, scratch_.span(), stream_) == Status::ok;
  }

  Stream& stream() { return stream_; }
  bool started() const { return started_; }

  void push(std::int32_t y) {
    for (std::int32_t p = 0; p < sizes::planes(spec_.format); ++p) {
      std::memcpy(line_.data() + static_cast<std::size_t>(p) * src_row_,
                  src_.data() + static_cast<std::size_t>(p * spec_.src.height + y) * src_row_, src_row_);
    }
    Message why{};
    EXPECT_EQ(
        stream_.push({line_.data(), {spec_.src.width, 1}, static_cast<std::ptrdiff_t>(src_row_), spec_.format}, &why),
        Status::ok)
        << describe(spec_) << why.text;
    std::memset(line_.data(), 0xee, line_.size());
  }
  void pull() {
    const auto plane = static_cast<std::ptrdiff_t>(dst_row_) * size_.height;
    const auto row = static_cast<std::size_t>(stream_.pulled()) * dst_row_;
    Message why{};
    EXPECT_EQ(
        stream_.pull({dst_.data() + row, {size_.width, 1}, static_cast<std::ptrdiff_t>(dst_row_), to_, plane}, &why),
        Status::ok)
        << describe(spec_) << why.text;
  }
  std::vector<std::uint8_t> whole_image() {
    std::fill(dst_.begin(), dst_.end(), guard);
    while (stream_.has_row()) pull();
    for (std::int32_t y = 0; y < spec_.src.height; ++y) {
      push(y);
      while (stream_.has_row()) pull();
    }
    EXPECT_EQ(stream_.pulled(), size_.height) << describe(spec_);
    return dst_;
  }

 private:
  Spec spec_;
  Size size_ = output_size(spec_);
  Format to_ = output_format(spec_);
  std::size_t src_row_ = row_bytes(spec_.src, spec_.format), dst_row_ = row_bytes(size_, to_);
  std::span<const std::uint8_t> src_;
  Made made_;
  FencedBytes scratch_, line_;
  std::vector<std::uint8_t> dst_;
  Stream stream_;
  bool started_ = false;
};

TEST_P(Parts, RowsHaveTheBytesOfTheWhole) {
  Random random(20261201);
  for (int i = 0; i < repetitions(2500, 200); ++i) {
    const Spec spec = any_spec(random, 60);
    const std::vector<std::uint8_t> src = random_source(random, spec);
    const std::vector<std::uint8_t> whole = run(spec, src, *GetParam()).bytes;
    Camera camera(spec, src, *GetParam());
    if (!camera.started()) {  // outputs that lie outside the image see it mirrored: from below
      ASSERT_TRUE(spec.rules.border == Border::reflect && spec.scale != Scale{}) << describe(spec);
      continue;
    }
    const std::vector<std::uint8_t> got = camera.whole_image();
    ASSERT_EQ(got, whole) << describe(spec) << ": " << difference(got, whole);
    if (i % 8 != 0) continue;
    camera.stream().restart();
    ASSERT_EQ(camera.whole_image(), whole) << describe(spec) << ", again";
  }
}

const Spec shrinking{
    .src = {40, 30}, .dst = {13, 10}, .format = rgb8, .rules = {Filter::lanczos3, Border::replicate, true}};

TEST(Streams, ARowIsThereAsSoonAsTheRowsThatItReads) {
  const Spec spec{.src = {8, 8}, .dst = {4, 4}, .format = gray8, .rules = {Filter::area}};
  const std::vector<std::uint8_t> src = Sequence().bytes(64);
  Camera camera(spec, src, *archs().back());
  for (std::int32_t y = 0; y < 8; ++y) {
    camera.push(y);
    EXPECT_EQ(camera.stream().has_row(), y % 2 == 1);
    if (camera.stream().has_row()) camera.pull();
  }
}

TEST(Streams, RefuseRowsOutOfTurn) {
  const std::vector<std::uint8_t> src = Sequence().bytes(40 * 30 * 3);
  Made made(shrinking, *archs().back());
  FencedBytes scratch(static_cast<std::size_t>(stream_scratch_size(made.plan)));
  Stream stream;
  std::vector<std::uint8_t> line(40 * 3), out(13 * 3, guard);
  const ConstImage from{line.data(), {40, 1}, 120, rgb8};
  const Image to{out.data(), {13, 1}, 39, rgb8};
  Message why{};
  EXPECT_EQ(stream.push(from, &why), Status::no_plan) << "not started";
  EXPECT_EQ(stream.pull(to, &why), Status::no_plan);
  EXPECT_EQ(Stream::start(Plan(), scratch.span(), stream, &why), Status::no_plan);
  EXPECT_EQ(Stream::start(made.plan, scratch.span().first(scratch.size() - 1), stream, &why),
            Status::scratch_too_small);
  ASSERT_EQ(Stream::start(made.plan, scratch.span(), stream, &why), Status::ok);
  EXPECT_EQ(stream.pull(to, &why), Status::bad_rows);
  EXPECT_STREQ(why.text, "row 0 needs the source's first 17 rows");
  while (!stream.has_row()) ASSERT_EQ(stream.push(from), Status::ok);
  EXPECT_EQ(stream.push(from, &why), Status::bad_rows);
  EXPECT_STREQ(why.text, "row 0 has to be pulled before source row 17 is pushed");
  for (std::int32_t y = stream.pushed();; ++y) {
    while (stream.has_row()) ASSERT_EQ(stream.pull(to), Status::ok);
    if (y == 30) break;
    ASSERT_EQ(stream.push(from), Status::ok);
  }
  EXPECT_EQ(stream.push(from, &why), Status::bad_rows);
  EXPECT_STREQ(why.text, "row 30 is beyond the source's 30 rows");
  EXPECT_EQ(stream.pull(to, &why), Status::bad_rows);
  EXPECT_STREQ(why.text, "row 10 is beyond the destination's 10 rows");
}

TEST(Streams, RefuseRowsThatDoNotFit) {
  Made made(shrinking, *archs().back());
  FencedBytes scratch(static_cast<std::size_t>(stream_scratch_size(made.plan)));
  Stream stream;
  ASSERT_EQ(Stream::start(made.plan, scratch.span(), stream), Status::ok);
  std::vector<std::uint8_t> line(40 * 3);
  Message why{};
  EXPECT_EQ(stream.push({line.data(), {39, 1}, 120, rgb8}, &why), Status::size_mismatch);
  EXPECT_STREQ(why.text, "the source row is 39x1 instead of 40x1");
  EXPECT_EQ(stream.push({line.data(), {40, 2}, 120, rgb8}), Status::size_mismatch);
  EXPECT_EQ(stream.push({line.data(), {40, 1}, 40, gray8}), Status::format_mismatch);
  EXPECT_EQ(stream.push({line.data(), {40, 1}, 119, rgb8}), Status::bad_stride);
  EXPECT_EQ(stream.push({nullptr, {40, 1}, 120, rgb8}), Status::null_pointer);
  EXPECT_EQ(stream.push({scratch.data() + 5, {40, 1}, 120, rgb8}), Status::overlap);
  EXPECT_EQ(stream.pushed(), 0);
  while (!stream.has_row()) ASSERT_EQ(stream.push({line.data(), {40, 1}, 120, rgb8}), Status::ok);
  EXPECT_EQ(stream.pull({line.data(), {12, 1}, 120, rgb8}), Status::size_mismatch);
  EXPECT_EQ(stream.pull({scratch.data(), {13, 1}, 120, rgb8}), Status::overlap);
  EXPECT_EQ(stream.pull({made.memory.data(), {13, 1}, 120, rgb8}), Status::overlap);
  EXPECT_EQ(stream.pulled(), 0);
}

TEST(Streams, TheStrideOfARowMayBeAnything) {
  for (const Format& format : {rgb8, Format{Element::u8, 1, Layout::planar}}) {
    Spec spec = shrinking;
    spec.format = format;
    Made made(spec, *archs().back());
    FencedBytes scratch(static_cast<std::size_t>(stream_scratch_size(made.plan)));
    Stream stream;
    ASSERT_EQ(Stream::start(made.plan, scratch.span(), stream), Status::ok);
    std::vector<std::uint8_t> line(40 * 3), out(13 * 3);
    for (const std::ptrdiff_t stride : {PTRDIFF_MIN, PTRDIFF_MAX}) {
      while (!stream.has_row()) ASSERT_EQ(stream.push({line.data(), {40, 1}, stride, format}), Status::ok);
      while (stream.has_row()) ASSERT_EQ(stream.pull({out.data(), {13, 1}, stride, format}), Status::ok);
    }
  }
}

TEST(Tiles, RefuseWhatIsOutside) {
  Made made(shrinking, *archs().back());
  const std::vector<std::uint8_t> src = Sequence().bytes(40 * 30 * 3);
  FencedBytes scratch(static_cast<std::size_t>(made.plan.scratch_size()));
  std::vector<std::uint8_t> dst(13 * 10 * 3, guard);
  constexpr std::int32_t most = 2147483647;
  for (const Crop& tile :
       {Crop{-1, 0, 2, 2}, Crop{0, -1, 2, 2}, Crop{0, 0, -1, 2}, Crop{0, 0, 2, -1}, Crop{0, 0, 14, 1},
        Crop{0, 0, 1, 11}, Crop{13, 0, 1, 1}, Crop{1, 1, most, most}, Crop{most, most, 1, 1}}) {
    Message why{};
    EXPECT_EQ(made.plan.execute_tile({src.data(), {40, 30}, 120, rgb8}, {dst.data(), {13, 10}, 39, rgb8}, tile,
                                     scratch.span(), &why),
              Status::bad_crop);
    EXPECT_NE(std::string(why.text).find("is not inside the destination of 13x10"), std::string::npos) << why.text;
  }
  EXPECT_TRUE(std::ranges::all_of(dst, [](std::uint8_t byte) { return byte == guard; }));
}

}  // namespace
}  // namespace isopel::test
