// Images of more than 2^31 pixels and 2^32 bytes, sides of 2^20 and pixels of 1024 channels: every byte is where it
// belongs. Their pages are not there until something is written to them, and read as zero; so a few marks are all that
// these images hold, and a wrong address finds none. Where addresses have 32 bits such images are refused.
#if defined(__linux__)  // boards have less memory
#include <algorithm>
#include <deque>

#include "isopel/half_scale.hpp"
#include "isopel/video.hpp"
#include "video_frames.hpp"

namespace isopel::test {
namespace {

constexpr Size square{46341, 46341}, wide{ISOPEL_MAX_SIDE, 2100}, tall{2100, ISOPEL_MAX_SIDE};

std::ptrdiff_t row_bytes(const Format& format, Size size) {
  return static_cast<std::ptrdiff_t>(size.width * sizes::bytes_per_pixel(format));
}

#if SIZE_MAX > UINT32_MAX

constexpr std::int64_t longest = ISOPEL_MAX_SIDE;
constexpr Size large_sizes[] = {square, wide, tall};
/// One of them where all would take long.
std::span<const Size> few_large_sizes() { return {large_sizes, static_cast<std::size_t>(repetitions(3, 1))}; }
const Arch& scalar_arch() { return *archs().back(); }

/// Memory that is only reserved.
class Sparse {
 public:
  explicit Sparse(std::uint64_t size) : size_(static_cast<std::size_t>(size)) {
    constexpr int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;
    void* const base = mmap(nullptr, size_, PROT_READ | PROT_WRITE, flags, -1, 0);
    if (base == MAP_FAILED) abort();
    data_ = static_cast<std::uint8_t*>(base);
  }
  ~Sparse() { munmap(data_, size_); }
  Sparse(const Sparse&) = delete;
  Sparse& operator=(const Sparse&) = delete;

  std::uint8_t* data() const { return data_; }
  std::span<std::byte> span() const { return {reinterpret_cast<std::byte*>(data_), size_}; }

 private:
  std::uint8_t* data_;
  std::size_t size_;
};

/// A sparse image whose planes and rows follow each other without gaps.
struct Large {
  Size size;
  Format format;
  Sparse memory;

  Large(Size s, Format f)
      : size(s),
        format(f),
        memory(static_cast<std::uint64_t>(row_bytes(f, s)) * static_cast<std::uint64_t>(s.height) *
               static_cast<std::uint64_t>(sizes::planes(f))) {}

  Image view() const { return {memory.data(), size, row_bytes(format, size), format}; }
  /// The first byte of a pixel, in the plane of a planar image.
  std::uint8_t* at(std::int64_t x, std::int64_t y, std::int64_t plane = 0) const {
    return memory.data() + (plane * size.height + y) * row_bytes(format, size) + x * sizes::bytes_per_pixel(format);
  }
  void fill(std::int64_t left, std::int64_t top, std::int64_t right, std::int64_t bottom, std::uint8_t value) const {
    for (std::int64_t y = top; y < bottom; ++y) {
      std::memset(at(left, y), value, static_cast<std::size_t>((right - left) * sizes::bytes_per_pixel(format)));
    }
  }
};

/// The plan's bytes, from a view and with scratch memory that is sparse, too.
Bytes executed(const Spec& spec, const ConstImage& src, const Arch& arch) {
  std::vector<std::byte> memory(static_cast<std::size_t>(memory_size(spec)));
  Plan plan;
  Message why{};
  EXPECT_EQ(Plan::make(spec, memory, plan, &arch, &why), Status::ok) << why.text;
  const Sparse scratch(plan.scratch_size() + 1);
  const Format to = output_format(spec);
  const Size size = output_size(spec);
  Bytes out(static_cast<std::size_t>(row_bytes(to, size)) * static_cast<std::size_t>(size.height * sizes::planes(to)),
            guard);
  EXPECT_EQ(plan.execute(src, {out.data(), size, row_bytes(to, size), to}, scratch.span(), &why), Status::ok)
      << why.text << ": " << describe(spec);
  return out;
}

class LargeImages : public ::testing::TestWithParam<const Arch*> {};
INSTANTIATE_TEST_SUITE_P(Archs, LargeImages, ::testing::ValuesIn(available_archs()), name_of);

/// Outputs here and there have a value of their own in the pixels around their centre; all others are made of zeros.
void expect_marks(const Large& src, Size dst, Filter filter, const Arch& arch) {
  const Spec spec{.src = src.size, .dst = dst, .format = src.format, .rules = {.filter = filter}};
  const std::int64_t pixel = sizes::bytes_per_pixel(src.format);
  Bytes want(static_cast<std::size_t>(dst.width * dst.height * pixel), 0);
  std::uint8_t value = 1;
  for (const std::int32_t y : {0, dst.height / 2, dst.height - 1}) {
    for (const std::int32_t x : {0, dst.width / 2, dst.width - 1}) {
      const std::int64_t centre_x = (2 * x + 1) * std::int64_t{src.size.width} / (2 * dst.width);
      const std::int64_t centre_y = (2 * y + 1) * std::int64_t{src.size.height} / (2 * dst.height);
      src.fill(centre_x - 2, centre_y - 2, centre_x + 3, centre_y + 3, ++value);
      std::fill_n(want.begin() + (y * dst.width + x) * pixel, pixel, value);
    }
  }
  const Bytes got = executed(spec, src.view(), arch);
  EXPECT_EQ(got, want) << difference(got, want) << ": " << describe(spec);
  for (std::int32_t y = 0; y < dst.height; ++y) {  // for the next one
    const std::int64_t centre = (2 * y + 1) * std::int64_t{src.size.height} / (2 * dst.height);
    for (std::int32_t x = 0; x < dst.width; ++x) {
      const std::int64_t middle = (2 * x + 1) * std::int64_t{src.size.width} / (2 * dst.width);
      if (want[static_cast<std::size_t>((y * dst.width + x) * pixel)] != 0) {
        src.fill(middle - 2, centre - 2, middle + 3, centre + 3, 0);
      }
    }
  }
}

TEST_P(LargeImages, OfTwoTapsAreReadWhereTheirPixelsAre) {
  for (const Size size : large_sizes) {
    for (const Format& format : {gray8, rgb8}) {
      const Large src(size, format);
      for (const Size dst : {Size{96, 96}, Size{3, 2}}) {
        for (const Filter filter : {Filter::nearest, Filter::bilinear}) expect_marks(src, dst, filter, *GetParam());
      }
    }
  }
}

/// The last pixels of a large image give the bytes of a small one.
TEST_P(LargeImages, EndLikeSmallOnes) {
  constexpr std::int32_t side = 96, part = 64;  // the filters reach further than the part
  Random random(41);
  const Bytes pixels = random_image(random, {side, side}, 3);
  for (const Size size : large_sizes) {
    for (const Format& format : {rgb8, Format{Element::u8, 3, Layout::planar}}) {
      const Large src(size, format);
      const std::ptrdiff_t row = row_bytes(format, {side, side});
      for (std::int32_t y = 0; y < side * sizes::planes(format); ++y) {
        std::memcpy(src.at(size.width - side, size.height - side + y % side, y / side), pixels.data() + y * row,
                    static_cast<std::size_t>(row));
      }
      const auto end_of = [&](Size s) {
        return Box{double(s.width - part), double(s.height - part), double(s.width), double(s.height)};
      };
      for (const Filter filter : {Filter::nearest, Filter::bilinear, Filter::area, Filter::lanczos3}) {
        for (const Size dst : {Size{17, 13}, Size{64, 64}, Size{16, 16}, Size{99, 70}}) {
          Spec spec{.src = size, .dst = dst, .format = format, .rules = {.filter = filter, .antialias = true}};
          spec.box = end_of(size);
          const Bytes got = executed(spec, src.view(), *GetParam());
          spec.src = {side, side};
          spec.box = end_of(spec.src);
          const Bytes want = executed(spec, {pixels.data(), spec.src, row, format}, scalar_arch());
          EXPECT_EQ(got, want) << difference(got, want) << ": " << describe(spec);
        }
      }
    }
  }
}

/// An image that is the last output's window and nothing else: that output is full, those away from it are empty.
void expect_last_output(const Large& src, const Spec& spec, std::int64_t reach_x, std::int64_t reach_y,
                        const Arch& arch) {
  constexpr std::uint8_t value = 200;
  src.fill(src.size.width - reach_x, src.size.height - reach_y, src.size.width, src.size.height, value);
  const Bytes got = executed(spec, src.view(), arch);
  const Size size = output_size(spec);
  const auto at = [&](std::int32_t x, std::int32_t y) { return got[static_cast<std::size_t>(y * size.width + x)]; };
  EXPECT_EQ(at(size.width - 1, size.height - 1), value) << describe(spec);
  EXPECT_EQ(at(0, 0), 0) << describe(spec);
  EXPECT_EQ(at(size.width - 1, 0), 0) << describe(spec);
  EXPECT_EQ(at(0, size.height - 1), 0) << describe(spec);
}

TEST_P(LargeImages, AreAveragedWhereTheirPixelsAre) {
  constexpr std::int32_t side = 224;  // fewer outputs of 2^20 pixels would need too many taps
  for (const Size size : few_large_sizes()) {
    const Large src(size, gray8);
    for (const Filter filter : {Filter::area, Filter::lanczos3}) {
      Spec spec{.src = size, .dst = {side, side}, .format = gray8, .rules = {.filter = filter, .antialias = true}};
      const std::int64_t outputs = filter == Filter::area ? 1 : 4;
      spec.crop = {side - 8, side - 8, 8, 8};
      expect_last_output(src, spec, outputs * (size.width / side + 1), outputs * (size.height / side + 1), *GetParam());
    }
  }
}

/// Here all of the 2^31 pixels are read.
TEST(LargeImage, IsAveragedAsAWhole) {
  if (repetitions(1, 0) == 0) return;  // it would take minutes
  constexpr Size even{square.width - 1, square.height + 1};
  const Large halves(even, gray8), src(square, gray8);
  const Rules area{.filter = Filter::area}, lanczos{.filter = Filter::lanczos3, .antialias = true};
  expect_last_output(halves, {.src = even, .dst = {2, 2}, .format = gray8, .rules = area}, even.width / 2,
                     even.height / 2, *best_arch());
  expect_last_output(src, {.src = square, .dst = {96, 96}, .format = gray8, .rules = area}, square.width / 96 + 1,
                     square.height / 96 + 1, *best_arch());
  expect_last_output(src, {.src = square, .dst = {96, 96}, .format = gray8, .rules = lanczos},
                     4 * (square.width / 96 + 1), 4 * (square.height / 96 + 1), *best_arch());
}

TEST_P(LargeImages, AreWrittenWhereTheirRowsAre) {
  Random random(43);
  constexpr Size from{96, 96};
  const Bytes pixels = random_image(random, from, 3);
  const Format f32_planes{Element::f32, 3, Layout::planar};
  for (const Size size : few_large_sizes()) {
    for (const Format& to : {rgb8, f32_planes}) {
      for (const Filter filter : {Filter::nearest, Filter::bilinear}) {
        Spec spec{.src = from, .dst = size, .format = rgb8, .rules = {.filter = filter}, .dst_format = to};
        std::vector<std::byte> memory(static_cast<std::size_t>(memory_size(spec)));
        Plan plan;
        ASSERT_EQ(Plan::make(spec, memory, plan, GetParam()), Status::ok);
        std::vector<std::byte> scratch(static_cast<std::size_t>(plan.scratch_size()));
        const Large dst(size, to);
        const ConstImage src{pixels.data(), from, row_bytes(rgb8, from), rgb8};
        ASSERT_EQ(plan.execute_rows(src, dst.view(), size.height - 2, size.height, scratch), Status::ok);

        constexpr std::int32_t width = 70, height = 2;
        spec.crop = {size.width - width, size.height - height, width, height};
        const Bytes want = executed(spec, src, scalar_arch());
        const auto row = static_cast<std::size_t>(row_bytes(to, {width, height}));
        for (std::int32_t r = 0; r < height * sizes::planes(to); ++r) {
          const std::uint8_t* const end = dst.at(spec.crop.left, spec.crop.top + r % height, r / height);
          ASSERT_EQ(std::memcmp(end, want.data() + static_cast<std::size_t>(r) * row, row), 0)
              << "row " << r << ": " << describe(spec);
        }
        EXPECT_EQ(std::count(dst.at(0, size.height - 3), dst.at(0, size.height - 2), 0), row_bytes(to, size))
            << "the row before the first one was written";
      }
    }
  }
}

// --- pixels of 1024 channels

constexpr Element elements[] = {Element::u8, Element::i8, Element::u16, Element::f32, Element::f16};

/// Rows of 2^30 samples, of which some outputs' pixels are read.
TEST_P(LargeImages, OfManyChannelsAreReadWhereTheirPixelsAre) {
  for (const Element element : elements) {
    for (const Filter filter : {Filter::nearest, Filter::bilinear}) {
      const Format format{element, ISOPEL_MAX_CHANNELS};
      const Large src({ISOPEL_MAX_SIDE, 2}, format);
      Random random(47);
      constexpr Size small{4, 2};
      // The last four pixels, by a crop: 2^20 pixels become 2^19, then there are two outputs of them.
      Spec spec{.src = src.size, .dst = {ISOPEL_MAX_SIDE / 2, 1}, .format = format, .rules = {.filter = filter}};
      spec.crop = {spec.dst.width - 1, 0, 1, 1};
      const Spec last{.src = small, .dst = {2, 1}, .format = format, .rules = spec.rules, .crop = {1, 0, 1, 1}};
      const Bytes pixels = random_source(random, last);
      const auto row = static_cast<std::size_t>(row_bytes(format, small));
      for (std::int32_t y = 0; y < 2; ++y) {
        std::memcpy(src.at(longest - small.width, y), pixels.data() + static_cast<std::size_t>(y) * row, row);
      }
      const Bytes got = executed(spec, src.view(), *GetParam());
      const Bytes want = executed(last, {pixels.data(), small, row_bytes(format, small), format}, scalar_arch());
      EXPECT_EQ(got, want) << difference(got, want) << ": " << describe(spec);
    }
  }
}

/// Planes that are 2^31 bytes apart and more.
TEST_P(LargeImages, OfManyPlanesAreReadWhereTheirPixelsAre) {
  constexpr Size size{ISOPEL_MAX_SIDE, 3}, dst{2, 1};
  for (const Element element : elements) {
    for (const Filter filter : {Filter::nearest, Filter::bilinear}) {
      const Format format{element, ISOPEL_MAX_CHANNELS, Layout::planar};
      const Large src(size, format);
      Random random(53);
      const Spec spec{.src = size,
                      .dst = {ISOPEL_MAX_SIDE / 2, 1},
                      .format = format,
                      .rules = {.filter = filter},
                      .crop = {ISOPEL_MAX_SIDE / 2 - 1, 0, 1, 1}};
      const Spec last{.src = {4, 3}, .dst = dst, .format = format, .rules = spec.rules, .crop = {1, 0, 1, 1}};
      const Bytes pixels = random_source(random, last);
      const auto row = static_cast<std::size_t>(row_bytes(format, last.src));
      for (std::int32_t r = 0; r < 3 * ISOPEL_MAX_CHANNELS; ++r) {
        std::memcpy(src.at(longest - 4, r % 3, r / 3), pixels.data() + static_cast<std::size_t>(r) * row, row);
      }
      const Bytes got = executed(spec, src.view(), *GetParam());
      const Bytes want = executed(last, {pixels.data(), last.src, row_bytes(format, last.src), format}, scalar_arch());
      EXPECT_EQ(got, want) << difference(got, want) << ": " << describe(spec);
    }
  }
}

// --- windows of the longest kind

/// Rings of 2^15 rows and more, to which block_rows adds some.
TEST(LargeImage, OfTheMostTapsHasTheBytesOfOneRowAtATime) {
  if (repetitions(1, 0) == 0) return;  // tables of 2^15 weights take long
  struct Case {
    Rules rules;
    Size src, dst;
  };
  const Case cases[] = {{{.filter = Filter::lanczos3, .antialias = true}, {3, 1048001}, {5, 193}},
                        {find_preset("opencv-4/area/x86")->rules, {3, 1048001}, {2, 32}}};
  Random random(71);
  for (const Case& one : cases) {
    Spec spec{.src = one.src, .dst = one.dst, .format = gray8, .rules = one.rules, .block_rows = 1};
    const Bytes pixels = random_image(random, spec.src, 1);
    const ConstImage src{pixels.data(), spec.src, spec.src.width, gray8};
    const Bytes want = executed(spec, src, scalar_arch());
    spec.block_rows = ISOPEL_MAX_BLOCK_ROWS;
    const Bytes got = executed(spec, src, *best_arch());
    EXPECT_EQ(got, want) << difference(got, want) << ": " << describe(spec);
  }
}

// --- rows that are far apart

/// Planes and rows 2^27 bytes apart and more, so that the offsets of all but the first ones have more than 32 bits.
class FarApart {
 public:
  FarApart(std::size_t planes, std::size_t rows, std::size_t bytes, bool upside_down)
      : rows_(rows), bytes_(bytes), upside_down_(upside_down), memory_(planes * rows * pitch) {
    for (std::size_t r = 0; r < planes * rows; ++r) std::memset(row(r), guard, bytes);
  }
  FarApart(const Format& format, Size size, bool upside_down)
      : FarApart(static_cast<std::size_t>(sizes::planes(format)), static_cast<std::size_t>(size.height),
                 static_cast<std::size_t>(row_bytes(format, size)), upside_down) {}

  std::uint8_t* data() const { return row(0); }
  std::ptrdiff_t stride() const { return (upside_down_ ? -1 : 1) * static_cast<std::ptrdiff_t>(pitch); }
  Image view(Size size, const Format& format) const {
    return {data(), size, stride(), format, static_cast<std::ptrdiff_t>(rows_ * pitch)};
  }
  void load(const Bytes& pixels) const {
    for (std::size_t r = 0; r * bytes_ < pixels.size(); ++r) std::memcpy(row(r), pixels.data() + r * bytes_, bytes_);
  }
  Bytes contents(std::size_t planes = 1) const {
    Bytes out;
    for (std::size_t r = 0; r < planes * rows_; ++r) out.insert(out.end(), row(r), row(r) + bytes_);
    return out;
  }

 private:
  static constexpr std::size_t pitch = (std::size_t{1} << 27) + 192;
  /// Rows are counted through the planes.
  std::uint8_t* row(std::size_t r) const {
    const std::size_t in_plane = r % rows_, plane = r / rows_;
    return memory_.data() + (plane * rows_ + (upside_down_ ? rows_ - 1 - in_plane : in_plane)) * pitch;
  }

  std::size_t rows_, bytes_;
  bool upside_down_;
  Sparse memory_;
};

void expect_same_far_apart(const Spec& spec, Random& random, const Arch& arch) {
  const Bytes pixels = random_source(random, spec);
  const Bytes want = executed(spec, {pixels.data(), spec.src, row_bytes(spec.format, spec.src), spec.format}, arch);
  const FarApart src(spec.format, spec.src, random.one_in(2));
  const Format to = output_format(spec);
  const Size size = output_size(spec);
  const FarApart dst(to, size, random.one_in(2));
  src.load(pixels);
  std::vector<std::byte> memory(static_cast<std::size_t>(memory_size(spec)));
  Plan plan;
  ASSERT_EQ(Plan::make(spec, memory, plan, &arch), Status::ok);
  std::vector<std::byte> scratch(static_cast<std::size_t>(plan.scratch_size()));
  Message why{};
  ASSERT_EQ(plan.execute(src.view(spec.src, spec.format), dst.view(size, to), scratch, &why), Status::ok) << why.text;
  const Bytes got = dst.contents(static_cast<std::size_t>(sizes::planes(to)));
  ASSERT_EQ(got, want) << difference(got, want) << ": " << describe(spec);
}

TEST_P(LargeImages, WithRowsFarApartHaveTheirBytes) {
  Random random(59);
  for (int i = 0; i < repetitions(600, 15); ++i) {  // emulators are slow to reserve so much
    expect_same_far_apart(random_format_spec(random, 40), random, *GetParam());
    const Preset& preset = presets()[static_cast<std::size_t>(i) % presets().size()];
    expect_same_far_apart(random_preset_spec(random, 60, preset), random, *GetParam());
    if (HasFailure()) return;
  }
}

/// The planes of a frame close together and far apart.
struct Planes {
  std::vector<Bytes> close;
  std::deque<FarApart> far;
  YuvImage view, far_view;

  Planes(Random& random, YuvLayout layout, Size size, bool upside_down) {
    view = far_view = {.size = size, .layout = layout};
    for (const auto& [rows, bytes] : plane_shapes(layout, size)) {
      const std::size_t p = close.size();
      close.push_back(random_image(random, {bytes, rows}, 1));
      far.emplace_back(1, static_cast<std::size_t>(rows), static_cast<std::size_t>(bytes), upside_down);
      far[p].load(close[p]);
      view.planes[p] = close[p].data();
      view.strides[p] = bytes;
      far_view.planes[p] = far[p].data();
      far_view.strides[p] = far[p].stride();
    }
  }
};

TEST_P(LargeImages, OfFramesWithRowsFarApartHaveTheirBytes) {
  Random random(61);
  int turn = 0;
  for (std::int32_t layout = ISOPEL_YUV_NV12; layout <= ISOPEL_YUV_UYVY; ++layout) {
    for (std::int32_t dst_layout = ISOPEL_YUV_NONE; dst_layout <= ISOPEL_YUV_UYVY; ++dst_layout) {
      for (const Order order : {Order::convert_then_resize, Order::resize_then_convert}) {
        if (turn++ % 7 >= repetitions(7, 1)) continue;
        const VideoSpec spec{.src = {50, 40},
                             .dst = {36, 58},
                             .layout = YuvLayout{layout},
                             .dst_layout = YuvLayout{dst_layout},
                             .order = order,
                             .rules = {.filter = Filter::catmull_rom}};
        std::vector<std::byte> memory(static_cast<std::size_t>(memory_size(spec)));
        VideoPlan plan;
        ASSERT_EQ(VideoPlan::make(spec, memory, plan, GetParam()), Status::ok);
        std::vector<std::byte> scratch(static_cast<std::size_t>(plan.scratch_size()));
        const Planes src(random, spec.layout, spec.src, random.one_in(2));
        const Planes dst(random, spec.dst_layout, spec.dst, random.one_in(2));
        const auto execute = [&](const YuvImage& from, const YuvImage& to) {
          if (spec.dst_layout != YuvLayout::none) return plan.execute(from, to, scratch);
          return plan.execute(from, Image{to.planes[0], spec.dst, to.strides[0], rgb8}, scratch);
        };
        ASSERT_EQ(execute(src.view, dst.view), Status::ok);
        ASSERT_EQ(execute(src.far_view, dst.far_view), Status::ok);
        for (std::size_t p = 0; p < dst.close.size(); ++p) {
          ASSERT_EQ(dst.far[p].contents(), dst.close[p]) << "plane " << p << ": " << describe(spec);
        }
      }
    }
  }
}

TEST(LargeImage, OfHalvesWithRowsFarApartHasItsBytes) {
  Random random(67);
  for (const std::int32_t kernel_size : {1, 3, 5}) {
    for (std::int32_t border = 0; border <= ISOPEL_BORDER_UNDEFINED; ++border) {
      const HalfScale spec{{41, 50}, rgb8, kernel_size, Border{border}};
      if (check(spec) != Status::ok) continue;
      const Size half = half_size(spec.src);
      const Bytes pixels = random_image(random, spec.src, 3);
      Bytes want(static_cast<std::size_t>(row_bytes(rgb8, half) * half.height), guard);
      std::vector<std::byte> scratch(static_cast<std::size_t>(scratch_size(spec)));
      const FarApart src(rgb8, spec.src, random.one_in(2)), dst(rgb8, half, random.one_in(2));
      src.load(pixels);
      ASSERT_EQ(half_scale(spec, {pixels.data(), spec.src, row_bytes(rgb8, spec.src), rgb8},
                           {want.data(), half, row_bytes(rgb8, half), rgb8}, scratch),
                Status::ok);
      ASSERT_EQ(half_scale(spec, src.view(spec.src, rgb8), dst.view(half, rgb8), scratch), Status::ok);
      EXPECT_EQ(dst.contents(), want) << "kernel " << kernel_size << ", border " << border;
    }
  }
}

#else

/// The status of an execution that is refused before anything is read.
Status status_of(const Spec& spec, Message& why) {
  alignas(8) std::uint8_t byte = 0;
  std::vector<std::byte> memory(static_cast<std::size_t>(memory_size(spec)));
  Plan plan;
  EXPECT_EQ(Plan::make(spec, memory, plan), Status::ok);
  std::vector<std::byte> scratch(static_cast<std::size_t>(plan.scratch_size()));
  const Format to = output_format(spec);
  const Size size = output_size(spec);
  return plan.execute({&byte, spec.src, row_bytes(spec.format, spec.src), spec.format},
                      {&byte, size, row_bytes(to, size), to}, scratch, &why);
}

TEST(LargeImages, DoNotFitAddressesOf32Bits) {
  for (const Format& format : {gray8, rgb8, Format{Element::f32, 1}, Format{Element::u8, 3, Layout::planar}}) {
    for (const Size size : {square, wide, tall}) {
      Message why{};
      EXPECT_EQ(status_of({.src = size, .dst = {9, 6}, .format = format, .rules = {Filter::nearest}}, why),
                Status::bad_stride)
          << why.text;
      EXPECT_NE(std::string(why.text).find("address space"), std::string::npos) << why.text;
      EXPECT_EQ(status_of({.src = {9, 6}, .dst = size, .format = format, .rules = {Filter::nearest}}, why),
                Status::bad_stride)
          << why.text;
    }
  }
  // Rows that are longer than all memory.
  Message why{};
  const Spec spec{.src = {ISOPEL_MAX_SIDE, 1}, .dst = {4, 1}, .format = {Element::f32, ISOPEL_MAX_CHANNELS}};
  EXPECT_EQ(status_of(spec, why), Status::bad_stride) << why.text;
}

TEST(LargeImages, OfFramesAndHalvesDoNotFitAddressesOf32Bits) {
  std::uint8_t byte = 0;
  std::vector<std::byte> scratch(16 << 20);
  const HalfScale half{square, gray8};
  EXPECT_EQ(half_scale(half, {&byte, square, square.width, gray8},
                       {&byte, half_size(square), half_size(square).width, gray8}, scratch),
            Status::bad_stride);
  const Size even{square.width + 1, square.height + 1};
  const VideoSpec spec{.src = even, .dst = {4, 4}, .layout = YuvLayout::nv12, .rules = {Filter::nearest}};
  std::vector<std::byte> memory(static_cast<std::size_t>(memory_size(spec)));
  VideoPlan plan;
  ASSERT_EQ(VideoPlan::make(spec, memory, plan), Status::ok);
  std::uint8_t rgb[4 * 4 * 3];
  EXPECT_EQ(plan.execute({{&byte, &byte}, {even.width, even.width}, even, YuvLayout::nv12},
                         Image{rgb, {4, 4}, 4 * 3, rgb8}, scratch),
            Status::bad_stride);
}

TEST(LargeImages, ThatNeedMoreMemoryThanThereIsAreRefused) {
  std::uint8_t byte = 0;
  const Format format{Element::u16, ISOPEL_MAX_CHANNELS};
  Message why{};
  EXPECT_EQ(resize({&byte, {ISOPEL_MAX_SIDE, 9}, 2, format}, {&byte, {ISOPEL_MAX_SIDE / 2, 5}, 2, format}, {}, &why),
            Status::out_of_memory);
  EXPECT_NE(std::string(why.text).find("scratch"), std::string::npos) << why.text;
}

#endif  // SIZE_MAX

}  // namespace
}  // namespace isopel::test
#endif  // __linux__
