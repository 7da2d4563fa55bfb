// Frames through video plans: every byte against plans of single planes and a conversion written anew, in all layouts,
// matrices and orders.
#include "video_frames.hpp"

namespace isopel::test {
namespace {

constexpr YuvLayout layouts[] = {YuvLayout::nv12, YuvLayout::nv21, YuvLayout::i420, YuvLayout::yuyv, YuvLayout::uyvy};

/// A plan with memory of just the size that the spec or the plan says.
struct Made {
  FencedBytes memory, scratch{0};
  VideoPlan plan;

  Made(const VideoSpec& spec, const Arch& arch) : memory(static_cast<std::size_t>(memory_size(spec))) {
    Message why{};
    EXPECT_EQ(VideoPlan::make(spec, memory.span(), plan, &arch, &why), Status::ok) << why.text << describe(spec);
    EXPECT_LE(plan.memory_size(), memory_size(spec));
    EXPECT_LE(plan.scratch_size(), scratch_size(spec));
    scratch = FencedBytes(static_cast<std::size_t>(plan.scratch_size()));
    if (scratch.size() != 0) std::memset(scratch.data(), 0x77, scratch.size());
  }
};

/// The frame through the plan, by bands that begin at `cuts`: pixels, or the planes one after the other.
Bytes execute(const VideoSpec& spec, const Samples& samples, const Arch& arch, std::span<const std::int32_t> cuts = {},
              bool upside_down = false) {
  Made made(spec, arch);
  Frame src(spec.layout, samples, 3, upside_down);
  const Bytes before = src.contents();
  const ConstYuvImage from = src.view();
  const auto in_bands = [&](const auto& to) {
    Message why{};
    std::int32_t first = 0;
    for (std::size_t i = 0; i <= cuts.size(); ++i) {
      const std::int32_t last = i < cuts.size() ? cuts[i] : spec.dst.height;
      EXPECT_EQ(made.plan.execute_rows(from, to, first, last, made.scratch.span(), &why), Status::ok) << why.text;
      first = last;
    }
  };
  Bytes out;
  if (spec.dst_layout == YuvLayout::none) {
    GuardedRows rgb(spec.dst.height, static_cast<std::size_t>(3 * spec.dst.width), 5, upside_down);
    in_bands(Image{rgb.row(0), spec.dst, rgb.stride(), rgb8});
    EXPECT_TRUE(rgb.intact()) << "a byte outside the destination was written: " << describe(spec);
    out = rgb.contents();
  } else {
    Frame yuv(spec.dst_layout, spec.dst, 5, upside_down);
    in_bands(yuv.view());
    EXPECT_TRUE(yuv.intact()) << "a byte outside the destination was written: " << describe(spec);
    out = yuv.contents();
  }
  EXPECT_EQ(src.contents(), before) << "the source was changed";
  EXPECT_TRUE(src.intact());
  return out;
}

/// (36) by plans of single planes.
Bytes expected(const VideoSpec& spec, const Samples& s, const Arch& arch) {
  const Conversion convert(spec.matrix);
  const bool to_rgb = spec.dst_layout == YuvLayout::none;
  if (to_rgb && spec.order == Order::convert_then_resize) {
    return run({.src = spec.src, .dst = spec.dst, .format = rgb8, .rules = spec.rules, .block_rows = 3}, convert(s),
               arch)
        .bytes;
  }
  const auto siting = [&](YuvLayout layout) {  // a packed row has chroma of its own: vertically there is no siting
    const bool packed = layout == YuvLayout::yuyv || layout == YuvLayout::uyvy;
    if (layout == YuvLayout::none) return Siting::centre;
    return packed && spec.siting == Siting::top_left ? Siting::left : spec.siting;
  };
  Samples out(to_rgb ? YuvLayout::yuyv : spec.dst_layout, spec.dst);
  const Size chroma = to_rgb ? spec.dst : out.chroma;
  const Siting from = siting(spec.layout), to = siting(spec.dst_layout);
  const bool full = sizes::is_full_range(spec.matrix);
  out.y = resized(spec, s.y, spec.src, spec.dst, Siting::centre, Siting::centre, full ? 0 : 16, arch);
  out.u = resized(spec, s.u, s.chroma, chroma, from, to, 128, arch);
  out.v = resized(spec, s.v, s.chroma, chroma, from, to, 128, arch);
  return to_rgb ? convert(out.y, out.u, out.v) : Frame(spec.dst_layout, out).contents();
}

VideoSpec random_video_spec(Random& random, std::int32_t longest) {
  const auto side = [&] { return 2 * random.in(1, (random.one_in(4) ? longest : longest / 3) / 2); };
  for (;;) {
    VideoSpec spec{.src = {side(), side()},
                   .dst = {side(), side()},
                   .layout = layouts[random.in(0, 4)],
                   .siting = static_cast<Siting>(random.in(0, 2)),
                   .dst_layout = static_cast<YuvLayout>(random.one_in(2) ? 0 : random.in(1, 5)),
                   .matrix = static_cast<YuvMatrix>(random.in(0, 6)),
                   .order = static_cast<Order>(random.in(0, 1)),
                   .rules = {static_cast<Filter>(random.in(0, ISOPEL_FILTER_LANCZOS4)),
                             static_cast<Border>(random.in(0, ISOPEL_BORDER_EXTRAPOLATE)), random.one_in(2)},
                   .block_rows = random.in(1, 5)};
    if (random.one_in(6)) spec.dst.width = spec.src.width;
    if (random.one_in(6)) spec.dst.height = spec.src.height;
    if (random.one_in(8)) spec.src = {spec.dst.width * random.in(1, 3), spec.dst.height * random.in(1, 3)};
    if (spec.dst_layout == YuvLayout::none) spec.dst.width -= random.in(0, 1);
    if (spec.dst_layout == YuvLayout::none || sizes::is_packed(spec.dst_layout)) spec.dst.height -= random.in(0, 1);
    if (check(spec) == Status::ok) return spec;
  }
}

TEST(Video, GivesTheBytesOfSinglePlanes) {
  Random random(401);
  for (int i = 0; i < repetitions(1500, 60); ++i) {
    const VideoSpec spec = random_video_spec(random, repetitions(90, 40));
    const Samples samples(random, spec.layout, spec.src);
    const Bytes want = expected(spec, samples, *archs().back());
    for (const Arch* arch : available_archs()) {
      const Bytes got = execute(spec, samples, *arch, {}, random.one_in(3));
      ASSERT_EQ(got, want) << name(*arch) << ", " << describe(spec) << ": " << difference(got, want);
    }
  }
}

TEST(Video, BandsAndBlocksChangeNothing) {
  Random random(409);
  for (int i = 0; i < repetitions(500, 30); ++i) {
    VideoSpec spec = random_video_spec(random, repetitions(120, 40));
    const Samples samples(random, spec.layout, spec.src);
    const Arch& arch = *available_archs().front();
    const Bytes want = execute(spec, samples, arch);
    std::vector<std::int32_t> cuts;
    const std::int32_t step = sizes::halves_rows(spec.dst_layout) ? 2 : 1;
    for (std::int32_t row = 0; row < spec.dst.height; row += step * random.in(0, 9)) cuts.push_back(row);
    spec.block_rows = random.in(1, 20);
    const Bytes got = execute(spec, samples, arch, cuts);
    ASSERT_EQ(got, want) << describe(spec) << ": " << difference(got, want);
  }
}

/// Every u in the columns, every v in the rows.
TEST(Video, ConvertsEveryColour) {
  const std::int32_t step = repetitions(1, 15);
  const std::int32_t lumas[] = {0, 1, 15, 16, 17, 64, 100, 127, 128, 200, 234, 235, 236, 254, 255};
  const std::int32_t count = 255 / step + 1;
  for (int matrix = 0; matrix <= ISOPEL_MATRIX_BT2020_FULL; ++matrix) {
    const VideoSpec spec{.src = {2 * count, count},
                         .dst = {2 * count, count},
                         .layout = YuvLayout::yuyv,
                         .matrix = static_cast<YuvMatrix>(matrix)};
    const Conversion convert(spec.matrix);
    for (const std::int32_t luma : lumas) {
      Samples samples(spec.layout, spec.src);
      std::fill(samples.y.begin(), samples.y.end(), static_cast<std::uint8_t>(luma));
      for (std::size_t at = 0; at < samples.u.size(); ++at) {
        samples.u[at] = static_cast<std::uint8_t>(static_cast<std::int32_t>(at) % count * step);
        samples.v[at] = static_cast<std::uint8_t>(static_cast<std::int32_t>(at) / count * step);
      }
      const Bytes want = convert(samples);
      for (const Arch* arch : available_archs()) {
        const Bytes got = execute(spec, samples, *arch);
        ASSERT_EQ(got, want) << name(*arch) << ", matrix " << matrix << ", luma " << luma;
      }
    }
  }
}

/// What seed 001's shader makes of a few colours, by hand.
TEST(Video, KnowsTheShadersNumbers) {
  const struct {
    std::uint8_t y, u, v, rgb[3];
  } colours[] = {
      {16, 128, 128, {0, 0, 0}},         // 298 * 0 + 128 = 128
      {235, 128, 128, {255, 255, 255}},  // 298 * 219 + 128 = 65390, of which 255 * 256 = 65280
      {81, 90, 240, {255, 0, 0}},        // red: 19370 + 409 * 112 + 128 = 65306; 19370 + 3800 - 23296 + 128 = 2
      {145, 54, 34, {0, 255, 1}},        // 38442 - 38446 + 128; 38442 + 7400 + 19552 + 128; 38442 - 38184 + 128 = 386
      {41, 240, 110, {0, 0, 255}},       // blue: 7450 - 7362 + 128 = 216; 7450 - 11200 + 3744 + 128 = 122; 7450 + 57792
      {128, 128, 128, {130, 130, 130}},  // 298 * 112 + 128 = 33504
  };
  for (const auto& colour : colours) {
    const VideoSpec spec{.src = {2, 2}, .dst = {2, 2}, .layout = YuvLayout::nv12};
    Samples samples(spec.layout, spec.src);
    samples.y.assign(4, colour.y);
    samples.u.assign(1, colour.u);
    samples.v.assign(1, colour.v);
    const Bytes got = execute(spec, samples, *best_arch());
    for (std::size_t c = 0; c < 12; ++c) EXPECT_EQ(got[c], colour.rgb[c % 3]) << "y " << int{colour.y};
  }
}

TEST(Video, LayoutsOfTheSameSamplesGiveTheSamePixels) {
  Random random(419);
  for (int i = 0; i < repetitions(100, 10); ++i) {
    VideoSpec spec = random_video_spec(random, 40);
    spec.layout = YuvLayout::nv12;
    spec.src.height += spec.src.height % 2;
    if (check(spec) != Status::ok) continue;
    const Samples half(random, YuvLayout::nv12, spec.src), full(random, YuvLayout::yuyv, spec.src);
    const Bytes nv12 = execute(spec, half, *best_arch());
    spec.layout = YuvLayout::nv21;
    EXPECT_EQ(execute(spec, half, *best_arch()), nv12) << describe(spec);
    spec.layout = YuvLayout::i420;
    EXPECT_EQ(execute(spec, half, *best_arch()), nv12) << describe(spec);
    spec.layout = YuvLayout::yuyv;
    const Bytes yuyv = execute(spec, full, *best_arch());
    spec.layout = YuvLayout::uyvy;
    EXPECT_EQ(execute(spec, full, *best_arch()), yuyv) << describe(spec);
  }
}

TEST(Video, SameSizeAndLayoutIsACopy) {
  Random random(421);
  for (const YuvLayout layout : layouts) {
    const VideoSpec spec{
        .src = {22, 14}, .dst = {22, 14}, .layout = layout, .dst_layout = layout, .rules = {Filter::lanczos3}};
    const Samples samples(random, layout, spec.src);
    EXPECT_EQ(execute(spec, samples, *best_arch()), Frame(layout, samples).contents());
  }
}

/// (22) Chroma that rises by 8 from sample to sample shows where the samples sit: on even pixels if they are left ones,
/// a quarter of a sample to the right of those if they are centred.
TEST(Video, ChromaIsReadWhereItSits) {
  constexpr std::int32_t width = 40;
  for (const Siting siting : {Siting::centre, Siting::left, Siting::top_left}) {
    for (const YuvLayout layout : layouts) {
      const VideoSpec spec{.src = {width, 4},
                           .dst = {width, 4},
                           .layout = layout,
                           .siting = siting,
                           .matrix = YuvMatrix::bt601_full,
                           .order = Order::resize_then_convert};
      Samples samples(layout, spec.src);
      samples.y.assign(samples.y.size(), 100);
      samples.v.assign(samples.v.size(), 128);
      for (std::size_t i = 0; i < samples.u.size(); ++i) {
        samples.u[i] = static_cast<std::uint8_t>(60 + 8 * (static_cast<int>(i) % (width / 2)));
      }
      const Bytes got = execute(spec, samples, *best_arch());
      const Conversion convert(spec.matrix);
      for (std::int32_t x = 2; x < width - 2; ++x) {
        std::uint8_t rgb[3];
        convert(100, 60 + 4 * x - (siting == Siting::centre ? 2 : 0), 128, rgb);
        EXPECT_EQ(got[static_cast<std::size_t>(3 * x + 2)], rgb[2])
            << "pixel " << x << ", siting " << static_cast<int>(siting) << ", layout " << static_cast<int>(layout);
      }
    }
  }
}

}  // namespace
}  // namespace isopel::test
