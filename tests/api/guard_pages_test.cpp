// Nothing outside the four buffers of an execution is touched: each lies against an unreadable page, with exactly the
// bytes that it needs, wherever in a cache line that puts it; source and tables are unwritable, too. And the bytes are
// those of an execution with room around it, whatever the scratch held. A touch is a failure that names the arch, the
// spec and the buffer.
#if defined(__linux__)  // boards have no pages
#include <algorithm>
#include <array>
#include <bitset>
#include <map>
#include <new>

#include "engine/c_convert.hpp"
#include "fences.hpp"
#include "isopel/half_scale.hpp"
#include "isopel/video.hpp"
#include "video_frames.hpp"

namespace isopel::test {
namespace {

constexpr std::size_t room = 1 << 20;
using Passes = sizes::Passes;

/// Which addresses modulo 64 the images of a family of kernels began at, and what is next.
struct Residues {
  struct Buffer {
    std::size_t next = 0;
    std::bitset<64> seen;
    int images = 0;
  } src, dst;
};

/// What all executions against pages share: the choice of places, and the search for the page that was touched.
class Fences {
 public:
  explicit Fences(std::uint64_t seed) : random(seed) {}

  Random random;
  int executions = 0;

  Edge edge() { return random.one_in(5) ? Edge::start : Edge::end; }
  /// Room of exactly that size: against a page two times of three, else a few bytes away from it.
  std::span<std::byte> exactly(Fence& fence, std::uint64_t size) {
    const std::size_t shift = random.one_in(3) ? static_cast<std::size_t>(random.in(1, 63)) : 0;
    return fence.take(static_cast<std::size_t>(size), edge(), shift);
  }
  /// The same, holding something.
  std::span<std::byte> scratch_of(Fence& fence, std::uint64_t size) {
    const std::span<std::byte> scratch = exactly(fence, size);
    const std::int32_t what = random.in(0, 2);
    for (std::byte& byte : scratch) byte = static_cast<std::byte>(what == 0 ? 0 : what == 1 ? 255 : random.next());
    return scratch;
  }
  FencedImage image(Fence& fence, const FencedImage::Shape& shape, Residues::Buffer& residues) {
    const std::size_t wanted = residues.next * shape.sample_bytes % 64;
    const Edge where = edge();
    FencedImage image(fence, shape, {where, random.one_in(3), random.one_in(3), wanted});
    if (where == Edge::end && image.address() == wanted) ++residues.next;
    if (where == Edge::end && shape.sample_bytes == 1) {
      residues.seen.set(image.address());
      ++residues.images;
    }
    return image;
  }

  /// Runs it; false, and a failure, if it touches what it must not.
  template <class Run>
  bool survives(std::span<const Fence* const> fences, const std::string& what, Run run) {
    const std::byte* const address = catcher_.during(run);
    if (address == nullptr) return true;
    std::string access = "an access to " + std::to_string(reinterpret_cast<std::uintptr_t>(address));
    for (const Fence* fence : fences) {
      if (const std::string said = fence->say_access(address); !said.empty()) access = said;
    }
    ADD_FAILURE() << access << ": " << what;
    return false;
  }

 private:
  FaultCatcher catcher_;
};

FencedImage::Shape shape_of(const Format& format, Size size) {
  return {static_cast<std::size_t>(sizes::planes(format)), static_cast<std::size_t>(size.height),
          static_cast<std::size_t>(size.width * sizes::bytes_per_pixel(format)),
          static_cast<std::size_t>(sizes::alignment_of(format.element))};
}
std::size_t bytes_of(const FencedImage::Shape& shape) { return shape.planes * shape.rows * shape.row_bytes; }

isopel_const_image to_c(const ConstImage& image) {
  return {
      image.data, {image.size.width, image.size.height}, image.stride, isopel::to_c(image.format), image.plane_stride};
}
isopel_image to_c(const Image& image) {
  return {
      image.data, {image.size.width, image.size.height}, image.stride, isopel::to_c(image.format), image.plane_stride};
}
const isopel_arch* to_c(const Arch& arch) { return reinterpret_cast<const isopel_arch*>(&arch); }

// --- plans

class Plans : public Fences {
 public:
  using Fences::Fences;

  /// False after a failure.
  bool same_bytes(const Spec& spec, const Arch& arch) {
    ++executions;
    const std::string what = std::string(name(arch)) + ", " + describe(spec);
    const Bytes pixels = random_source(random, spec);
    std::vector<std::byte> roomy_memory(static_cast<std::size_t>(memory_size(spec)) + 256);
    Plan roomy;
    EXPECT_EQ(Plan::make(spec, roomy_memory, roomy, &arch), Status::ok) << what;
    const Bytes want = with_room(roomy, pixels);

    const std::span<std::byte> tables = exactly(memory_, roomy.memory_size());
    const bool in_c = random.one_in(4);
    Status status = Status::no_plan;
    auto* const c_plan = new (c_plan_.take(sizeof(isopel_plan), Edge::end).data()) isopel_plan{};
    auto* const why = new (message_.take(sizeof(Message), Edge::end).data()) Message{};
    Plan plan;
    const auto make = [&] {
      if (!in_c) return static_cast<void>(status = Plan::make(spec, tables, plan, &arch, why));
      const isopel_spec c_spec = isopel::to_c(spec);
      status = Status{isopel_plan_make(&c_spec, tables.data(), tables.size(), test::to_c(arch), c_plan, why)};
    };
    if (!survives(all_, "making the plan, " + what, make)) return false;
    EXPECT_EQ(status, Status::ok) << why->text << ": " << what;
    EXPECT_TRUE(memory_.intact()) << "bytes around the plan's memory were written, " << what;

    const Size size = output_size(spec);
    const Format to = output_format(spec);
    const bool moves = roomy.method() == Plan::Method::copy || roomy.method() == Plan::Method::gather;
    Residues& residues = families_[{roomy.method(), moves ? Passes::narrow : sizes::passes(spec)}];
    FencedImage src = image(src_, shape_of(spec.format, spec.src), residues.src);
    FencedImage dst = image(dst_, shape_of(to, size), residues.dst);
    src.load(pixels);
    const ConstImage from = src.view(spec.src, spec.format);
    const Image into = dst.view(size, to);
    const std::span<std::byte> scratch = scratch_of(scratch_, roomy.scratch_size());
    const std::int32_t middle = random.one_in(2) ? 0 : random.in(0, size.height);
    const auto execute = [&](std::int32_t first, std::int32_t last) {
      if (!in_c) return plan.execute_rows(from, into, first, last, scratch, why);
      return Status{isopel_plan_execute_rows(c_plan, test::to_c(from), test::to_c(into), first, last, scratch.data(),
                                             scratch.size(), why)};
    };
    const bool only_resize = is_default_arch(arch) && is_plain(spec) && random.one_in(4);
    src_.make_read_only();
    memory_.make_read_only();
    const bool survived = survives(all_, what, [&] {
      if (only_resize) return static_cast<void>(status = resized(from, into, spec.rules, in_c, why));
      status = execute(0, middle);
      if (status == Status::ok) status = execute(middle, size.height);
    });
    src_.make_writable();
    if (!survived) return false;
    const Bytes got = dst.contents();
    EXPECT_EQ(status, Status::ok) << why->text << ": " << what;
    EXPECT_EQ(got, want) << difference(got, want) << ": " << what;
    EXPECT_TRUE(dst.intact()) << "bytes around the destination's rows were written, " << what;
    EXPECT_TRUE(scratch_.intact()) << "bytes around the scratch memory were written, " << what;
    EXPECT_TRUE(c_plan_.intact() && message_.intact()) << what;
    return !::testing::Test::HasFailure();
  }

  /// Whether the images of every family that ran often enough began everywhere in a cache line.
  void expect_every_residue(int at_least) const {
    int families = 0;
    for (const auto& [family, residues] : families_) {
      for (const Residues::Buffer* const buffer : {&residues.src, &residues.dst}) {
        if (buffer->images < 150) continue;
        EXPECT_TRUE(buffer->seen.all()) << "method " << static_cast<int>(family.first) << ", passes "
                                        << static_cast<int>(family.second) << ": not " << (~buffer->seen).to_string();
        ++families;
      }
    }
    EXPECT_GE(families, repetitions(at_least, 0)) << "images against pages are few";
  }

 private:
  static Bytes with_room(const Plan& plan, const Bytes& pixels) {
    const Spec& spec = plan.spec();
    const auto stride = [](const Format& format, Size size) {
      return static_cast<std::ptrdiff_t>(size.width * sizes::bytes_per_pixel(format));
    };
    const Size size = output_size(spec);
    const Format to = output_format(spec);
    Bytes out(bytes_of(shape_of(to, size)) + 256, guard);
    std::vector<std::byte> scratch(static_cast<std::size_t>(plan.scratch_size()) + 256);
    EXPECT_EQ(plan.execute({pixels.data(), spec.src, stride(spec.format, spec.src), spec.format},
                           {out.data(), size, stride(to, size), to}, scratch),
              Status::ok);
    out.resize(out.size() - 256);
    return out;
  }
  static bool is_default_arch(const Arch& arch) { return &arch == best_arch(); }
  static bool is_plain(const Spec& spec) {
    return spec == Spec{.src = spec.src,
                        .dst = spec.dst,
                        .format = spec.format,
                        .rules = spec.rules,
                        .block_rows = spec.block_rows,
                        .dst_format = spec.dst_format};
  }
  static Status resized(const ConstImage& from, const Image& into, const Rules& rules, bool in_c, Message* why) {
    if (!in_c) return resize(from, into, rules, why);
    return Status{isopel_resize(test::to_c(from), test::to_c(into), isopel::to_c(rules), why)};
  }

  std::map<std::pair<Plan::Method, Passes>, Residues> families_;
  Fence src_{"source", room}, dst_{"destination", room}, memory_{"plan's memory", room}, scratch_{"scratch", room};
  Fence c_plan_{"plan", sizeof(isopel_plan)}, message_{"message", sizeof(Message)};
  const std::array<const Fence*, 6> all_{&src_, &dst_, &memory_, &scratch_, &c_plan_, &message_};
};

/// Sides around the lengths of vectors, in every combination sooner or later.
void roll_sizes(Spec& spec, int turn) {
  constexpr std::int32_t widths[] = {1, 2, 3, 5, 7, 13, 17, 31, 33, 63, 65, 100, 129};
  constexpr std::int32_t heights[] = {2, 1, 4, 3, 6, 8, 5, 10, 12, 17, 24};
  spec.src = {widths[turn % 13], heights[turn % 11]};
  spec.dst = {widths[turn / 13 % 13], heights[turn / 11 % 11]};
  spec.block_rows = 1 + turn % 9;
  if (turn % 17 == 0) spec.dst = spec.src;
  if (turn % 6 == 1) spec.src = {spec.dst.width * (2 + turn / 6 % 2), spec.dst.height * (2 + turn / 12 % 2)};
}

class GuardPages : public ::testing::TestWithParam<const Arch*> {};
INSTANTIATE_TEST_SUITE_P(Archs, GuardPages, ::testing::ValuesIn(available_archs()), name_of);

std::vector<Format> formats_of_cells() {
  std::vector<Format> out{{Element::rgb565, 1}, {Element::rgb565_be, 1}};
  for (const Element element : {Element::u8, Element::i8, Element::u16, Element::f32, Element::f16}) {
    for (std::int32_t channels = 1; channels <= 5; ++channels) {
      out.push_back({element, channels});
      out.push_back({element, channels, Layout::planar});
    }
  }
  return out;
}

TEST_P(GuardPages, AreNotTouchedByAnyFormatAndRule) {
  Plans plans(20270401);
  int turn = 0;
  for (const Format& format : formats_of_cells()) {
    for (std::int32_t filter = 0; filter <= ISOPEL_FILTER_LANCZOS4; ++filter) {
      for (std::int32_t border = 0; border <= ISOPEL_BORDER_UNDEFINED; ++border) {
        for (std::int32_t grid = 0; grid <= ISOPEL_GRID_ASYMMETRIC; ++grid) {
          for (const bool antialias : {false, true}) {
            Spec spec{.format = format,
                      .rules = {.filter = Filter{filter},
                                .border = Border{border},
                                .antialias = antialias,
                                .grid = Grid{grid}},
                      .fill = {7, 100, 3, 90}};
            roll_sizes(spec, turn++);
            if (turn % 11 >= repetitions(11, 1) || check(spec) != Status::ok) continue;
            if (!plans.same_bytes(spec, *GetParam())) return;
          }
        }
      }
    }
  }
  plans.expect_every_residue(12);
}

TEST_P(GuardPages, AreNotTouchedByAnyPreset) {
  Plans plans(20270402);
  int turn = 0;
  for (const Preset& preset : presets()) {
    for (const Format& format : {gray8, gray_alpha8, rgb8, rgba8, Format{Element::u8, 3, Layout::planar}, rgb565}) {
      for (int k = 0; k < 40; ++k) {
        Spec spec{.format = format, .rules = preset.rules};
        roll_sizes(spec, turn++);
        if (turn % 11 >= repetitions(11, 1) || check(spec) != Status::ok) continue;
        if (!plans.same_bytes(spec, *GetParam())) return;
      }
    }
    for (int k = 0; k < repetitions(60, 4); ++k) {
      if (!plans.same_bytes(random_preset_spec(plans.random, 140, preset), *GetParam())) return;
    }
  }
  plans.expect_every_residue(24);
}

TEST_P(GuardPages, AreNotTouchedByAnySpec) {
  Plans plans(20270403);
  for (int i = 0; i < repetitions(2000, 150); ++i) {
    if (!plans.same_bytes(random_format_spec(plans.random, 140), *GetParam())) return;
  }
}

// --- halves

TEST(GuardPagesOfHalves, AreNotTouched) {
  Fences fences(20270404);
  Residues residues;
  Fence source("source", room), destination("destination", room), scratch_memory("scratch", room);
  const std::array<const Fence*, 3> all{&source, &destination, &scratch_memory};
  int turn = 0;
  for (const Border border :
       {Border::replicate, Border::renormalize, Border::constant, Border::reflect, Border::undefined}) {
    for (const std::int32_t kernel_size : {1, 3, 5}) {
      for (std::int32_t channels = 1; channels <= 5; ++channels) {
        for (int k = 0; k < repetitions(26, 3); ++k) {
          Spec sides;
          roll_sizes(sides, turn++);
          const HalfScale spec{sides.src, {Element::u8, channels}, kernel_size, border, {9, 80, 200, 31}};
          const std::string what = describe({.src = spec.src, .dst = half_size(spec.src), .format = spec.format}) +
                                   ", kernel " + std::to_string(kernel_size);
          const Size half = half_size(spec.src);
          const Bytes pixels = random_image(fences.random, spec.src, channels);
          Bytes want(bytes_of(shape_of(spec.format, half)), guard);
          std::vector<std::byte> roomy(static_cast<std::size_t>(scratch_size(spec)) + 256);
          ASSERT_EQ(half_scale(spec, {pixels.data(), spec.src, spec.src.width * channels, spec.format},
                               {want.data(), half, half.width * channels, spec.format}, roomy),
                    Status::ok);

          FencedImage src = fences.image(source, shape_of(spec.format, spec.src), residues.src);
          FencedImage dst = fences.image(destination, shape_of(spec.format, half), residues.dst);
          src.load(pixels);
          const ConstImage from = src.view(spec.src, spec.format);
          const Image into = dst.view(half, spec.format);
          const std::span<std::byte> scratch = fences.scratch_of(scratch_memory, scratch_size(spec));
          Status status = Status::no_plan;
          source.make_read_only();
          ASSERT_TRUE(fences.survives(all, what, [&] {
            if (turn % 3 != 0) return static_cast<void>(status = half_scale(spec, from, into, scratch));
            const isopel_half_scale_spec c_spec{{spec.src.width, spec.src.height},
                                                isopel::to_c(spec.format),
                                                kernel_size,
                                                static_cast<isopel_border>(border),
                                                {9, 80, 200, 31}};
            status = Status{isopel_half_scale(&c_spec, test::to_c(from), test::to_c(into), scratch.data(),
                                              scratch.size(), nullptr)};
          }));
          ASSERT_EQ(status, Status::ok) << what;
          ASSERT_EQ(dst.contents(), want) << what;
          ASSERT_TRUE(dst.intact() && scratch_memory.intact()) << what;
        }
      }
    }
  }
}

// --- frames

std::vector<FencedImage::Shape> shapes_of(YuvLayout layout, Size size) {
  std::vector<FencedImage::Shape> out;
  for (const auto& [rows, bytes] : plane_shapes(layout, size)) {
    out.push_back({1, static_cast<std::size_t>(rows), static_cast<std::size_t>(bytes), 1});
  }
  return out;
}

class Frames : public Fences {
 public:
  using Fences::Fences;

  bool same_bytes(const VideoSpec& spec, const Arch& arch) {
    ++executions;
    const std::string what = std::string(name(arch)) + ", " + describe(spec);
    std::vector<Bytes> pixels;
    for (const FencedImage::Shape& shape : shapes_of(spec.layout, spec.src)) {
      pixels.push_back(
          random_image(random, {static_cast<std::int32_t>(shape.row_bytes), static_cast<std::int32_t>(shape.rows)}, 1));
    }
    std::vector<std::byte> roomy_memory(static_cast<std::size_t>(memory_size(spec)) + 256);
    VideoPlan roomy;
    EXPECT_EQ(VideoPlan::make(spec, roomy_memory, roomy, &arch), Status::ok) << what;
    const std::vector<Bytes> want = with_room(roomy, pixels);

    const std::span<std::byte> tables = exactly(memory_, roomy.memory_size());
    const bool in_c = random.one_in(3);
    Status status = Status::no_plan;
    auto* const c_plan = new (c_plan_.take(sizeof(isopel_video_plan), Edge::end).data()) isopel_video_plan{};
    VideoPlan plan;
    const auto make = [&] {
      if (!in_c) return static_cast<void>(status = VideoPlan::make(spec, tables, plan, &arch));
      isopel_video_spec c_spec{{spec.src.width, spec.src.height},
                               {spec.dst.width, spec.dst.height},
                               static_cast<isopel_yuv_layout>(spec.layout),
                               static_cast<isopel_siting>(spec.siting),
                               static_cast<isopel_yuv_layout>(spec.dst_layout),
                               static_cast<isopel_yuv_matrix>(spec.matrix),
                               static_cast<isopel_order>(spec.order),
                               isopel::to_c(spec.rules),
                               spec.block_rows};
      status = Status{isopel_video_plan_make(&c_spec, tables.data(), tables.size(), to_c(arch), c_plan, nullptr)};
    };
    if (!survives(all_, "making the plan, " + what, make)) return false;
    EXPECT_EQ(status, Status::ok) << what;
    EXPECT_TRUE(memory_.intact()) << what;

    std::vector<FencedImage> src = images(src_, shapes_of(spec.layout, spec.src), residues_.src);
    std::vector<FencedImage> dst = images(dst_, shapes_of(spec.dst_layout, spec.dst), residues_.dst);
    for (std::size_t p = 0; p < src.size(); ++p) {
      src[p].load(pixels[p]);
      src_[p].make_read_only();
    }
    memory_.make_read_only();
    const YuvImage from = view(src, spec.src, spec.layout), into = view(dst, spec.dst, spec.dst_layout);
    const Image rgb{into.planes[0], spec.dst, into.strides[0], rgb8};
    const std::span<std::byte> scratch = scratch_of(scratch_, roomy.scratch_size());
    const std::int32_t middle = random.one_in(2) ? 0 : random.in(0, spec.dst.height) / 2 * 2;
    const auto execute = [&](std::int32_t first, std::int32_t last) {
      const bool to_rgb = spec.dst_layout == YuvLayout::none;
      if (!in_c && to_rgb) return plan.execute_rows(from, rgb, first, last, scratch);
      if (!in_c) return plan.execute_rows(from, into, first, last, scratch);
      const isopel_yuv_image yuv = in_c_of(from), to = in_c_of(into);
      const isopel_const_yuv_image c_from{{yuv.planes[0], yuv.planes[1], yuv.planes[2]},
                                          {yuv.strides[0], yuv.strides[1], yuv.strides[2]},
                                          yuv.size,
                                          yuv.layout};
      if (to_rgb) {
        return Status{isopel_video_plan_execute_rgb(c_plan, c_from, to_c(rgb), first, last, scratch.data(),
                                                    scratch.size(), nullptr)};
      }
      return Status{
          isopel_video_plan_execute_yuv(c_plan, c_from, to, first, last, scratch.data(), scratch.size(), nullptr)};
    };
    const bool survived = survives(all_, what, [&] {
      status = execute(0, middle);
      if (status == Status::ok) status = execute(middle, spec.dst.height);
    });
    if (!survived) return false;
    EXPECT_EQ(status, Status::ok) << what;
    for (std::size_t p = 0; p < dst.size(); ++p) {
      EXPECT_EQ(dst[p].contents(), want[p]) << "plane " << p << ": " << what;
      EXPECT_TRUE(dst[p].intact()) << "bytes around the rows of plane " << p << " were written, " << what;
    }
    EXPECT_TRUE(scratch_.intact() && c_plan_.intact()) << what;
    return !::testing::Test::HasFailure();
  }

 private:
  static std::vector<Bytes> with_room(const VideoPlan& plan, std::vector<Bytes>& pixels) {
    const VideoSpec& spec = plan.spec();
    const auto view = [](YuvLayout layout, Size size, std::vector<Bytes>& planes) {
      YuvImage image{.size = size, .layout = layout};
      const auto shapes = shapes_of(layout, size);
      for (std::size_t p = 0; p < shapes.size(); ++p) {
        image.planes[p] = planes[p].data();
        image.strides[p] = static_cast<std::ptrdiff_t>(shapes[p].row_bytes);
      }
      return image;
    };
    std::vector<Bytes> out;
    for (const FencedImage::Shape& shape : shapes_of(spec.dst_layout, spec.dst)) {
      out.emplace_back(bytes_of(shape), guard);
    }
    std::vector<std::byte> scratch(static_cast<std::size_t>(plan.scratch_size()) + 256);
    const YuvImage from = view(spec.layout, spec.src, pixels), into = view(spec.dst_layout, spec.dst, out);
    const Image rgb{into.planes[0], spec.dst, into.strides[0], rgb8};
    EXPECT_EQ(spec.dst_layout == YuvLayout::none ? plan.execute(from, rgb, scratch) : plan.execute(from, into, scratch),
              Status::ok);
    return out;
  }
  std::vector<FencedImage> images(Fence (&fences)[3], const std::vector<FencedImage::Shape>& shapes,
                                  Residues::Buffer& residues) {
    std::vector<FencedImage> out;
    for (std::size_t p = 0; p < shapes.size(); ++p) out.push_back(image(fences[p], shapes[p], residues));
    return out;
  }
  static YuvImage view(std::vector<FencedImage>& planes, Size size, YuvLayout layout) {
    YuvImage image{.size = size, .layout = layout};
    for (std::size_t p = 0; p < planes.size(); ++p) {
      image.planes[p] = planes[p].data();
      image.strides[p] = planes[p].stride();
    }
    return image;
  }
  static isopel_yuv_image in_c_of(const YuvImage& image) {
    return {{image.planes[0], image.planes[1], image.planes[2]},
            {image.strides[0], image.strides[1], image.strides[2]},
            {image.size.width, image.size.height},
            static_cast<isopel_yuv_layout>(image.layout)};
  }

  Residues residues_;
  Fence src_[3] = {{"source's plane 0", room}, {"source's plane 1", room}, {"source's plane 2", room}};
  Fence dst_[3] = {{"destination's plane 0", room}, {"destination's plane 1", room}, {"destination's plane 2", room}};
  Fence memory_{"plan's memory", room}, scratch_{"scratch", room}, c_plan_{"plan", sizeof(isopel_video_plan)};
  const std::array<const Fence*, 9> all_{&src_[0], &src_[1], &src_[2],  &dst_[0], &dst_[1],
                                         &dst_[2], &memory_, &scratch_, &c_plan_};
};

TEST_P(GuardPages, AreNotTouchedByAnyFrame) {
  Frames frames(20270405);
  int turn = 0;
  for (std::int32_t layout = ISOPEL_YUV_NV12; layout <= ISOPEL_YUV_UYVY; ++layout) {
    for (std::int32_t dst_layout = ISOPEL_YUV_NONE; dst_layout <= ISOPEL_YUV_UYVY; ++dst_layout) {
      for (const Order order : {Order::convert_then_resize, Order::resize_then_convert}) {
        for (std::int32_t filter = 0; filter <= ISOPEL_FILTER_LANCZOS4; ++filter) {
          for (std::int32_t border = 0; border <= ISOPEL_BORDER_EXTRAPOLATE; ++border) {
            Spec sides;
            roll_sizes(sides, turn++);
            const auto even = [](Size size) -> Size { return {(size.width + 1) / 2 * 2, (size.height + 1) / 2 * 2}; };
            const VideoSpec spec{
                .src = even(sides.src),
                .dst = dst_layout == ISOPEL_YUV_NONE ? sides.dst : even(sides.dst),
                .layout = YuvLayout{layout},
                .siting = Siting{turn % 3},
                .dst_layout = YuvLayout{dst_layout},
                .matrix = YuvMatrix{turn % 7},
                .order = order,
                .rules = {.filter = Filter{filter}, .border = Border{border}, .antialias = turn % 2 == 0},
                .block_rows = sides.block_rows};
            if (turn % 11 >= repetitions(11, 1) || check(spec, nullptr) != Status::ok) continue;
            if (!frames.same_bytes(spec, *GetParam())) return;
          }
        }
      }
    }
  }
  EXPECT_GE(frames.executions, repetitions(1600, 140));
}

}  // namespace
}  // namespace isopel::test
#endif  // __linux__
