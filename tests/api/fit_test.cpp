// Placements have the sizes of the originals, and lead back to the source.
#include "isopel/fit.hpp"

#include <limits>

#include "support.hpp"

namespace isopel::test {
namespace {

using Placed = isopel::Placement;  // support.hpp has a Placement of its own

// Firmware makes its buffers from this.
constexpr Placed camera = place({640, 480}, yolo_letterbox({640, 640}));
static_assert(camera == Placed{.src = {640, 480}, .resized = {640, 480}, .pad = {0, 80, 0, 80}, .dst = {640, 640}});
static_assert(apply(camera, {.format = rgb8}).dst == Size{640, 480});
static_assert(to_source(camera, Point{10 * one_pixel, 90 * one_pixel}) == Point{10 * one_pixel, 10 * one_pixel});
static_assert(place({0, 480}, yolo_letterbox({640, 640})) == Placed{});

// A placement that is no good leads nowhere in particular, but nothing overflows: the compiler would say so.
constexpr std::int32_t most = std::numeric_limits<std::int32_t>::max(),
                       least = std::numeric_limits<std::int32_t>::min();
constexpr Rect everywhere{std::numeric_limits<std::int64_t>::min(), 0, std::numeric_limits<std::int64_t>::max(), 1};
constexpr bool leads_somewhere(const Placed& placement) {
  return to_source(placement, everywhere) != Rect{} && to_destination(placement, everywhere) != Rect{};
}
static_assert(leads_somewhere({.src = {most, 1}, .resized = {1, most}, .crop = {most, most}, .pad = {least, least}}));
static_assert(leads_somewhere({.src = {1, most}, .resized = {most, 1}, .crop = {least, least}, .pad = {most, most}}));
static_assert(leads_somewhere({.box = {-1e300, 0, 1e300, 1e-300}, .resized = {least, most}}));

std::string text(const Placed& p) {
  const auto n = [](std::int64_t value) { return std::to_string(value) + " "; };
  return "resized " + n(p.resized.width) + n(p.resized.height) + "crop " + n(p.crop.left) + n(p.crop.top) +
         n(p.crop.width) + n(p.crop.height) + "pad " + n(p.pad.left) + n(p.pad.top) + n(p.pad.right) + n(p.pad.bottom) +
         "dst " + n(p.dst.width) + n(p.dst.height);
}

/// What every placement keeps to.
void expect_sound(const Placed& p) {
  EXPECT_EQ(output_size(apply(p, {})), p.dst) << text(p);
  if (p.crop != Crop{}) {
    EXPECT_TRUE(p.crop.left >= 0 && p.crop.top >= 0 && p.crop.width >= 1 && p.crop.height >= 1) << text(p);
    EXPECT_LE(p.crop.left + p.crop.width, p.resized.width) << text(p);
    EXPECT_LE(p.crop.top + p.crop.height, p.resized.height) << text(p);
  }
  EXPECT_GE(std::min({p.pad.left, p.pad.top, p.pad.right, p.pad.bottom}), 0) << text(p);
}

void expect_torchvision(Size src, std::int32_t size, std::int32_t max_size, Size want) {
  const Fit fit{.mode = FitMode::short_side, .rule = SizeRule::torchvision, .side = size, .limit = max_size};
  const Placed p = place(src, fit);
  EXPECT_EQ(p.resized, want) << src.width << "x" << src.height << " to " << size << ": " << text(p);
  EXPECT_EQ(p.dst, want);
  expect_sound(p);
}

void expect_center_crop(std::int32_t have, std::int32_t want, std::int32_t crop, std::int32_t before,
                        std::int32_t after) {
  const Fit fit{.mode = FitMode::crop_or_pad, .size = {want, 3}, .rule = SizeRule::torchvision};
  const Placed p = place({have, 3}, fit);
  EXPECT_EQ(p.crop, (want < have ? Crop{crop, 0, want, 3} : Crop{})) << have << " to " << want << ": " << text(p);
  EXPECT_EQ(p.pad, (Pad{before, 0, after, 0})) << have << " to " << want << ": " << text(p);
  expect_sound(p);
}

void expect_yolo(Size src, Size size, bool is_auto, bool scaleup, Size unpad, Pad pad) {
  Fit fit = yolo_letterbox(size);
  fit.shrink_only = !scaleup;
  if (is_auto) fit.multiple = 32;
  const Placed p = place(src, fit);
  EXPECT_EQ(p.resized, unpad) << src.width << "x" << src.height << ": " << text(p);
  EXPECT_EQ(p.pad, pad) << src.width << "x" << src.height << ": " << text(p);
  expect_sound(p);
}

TEST(Fit, HasTheSizesOfTheOriginals) {
#define TORCHVISION_VECTOR(w, h, size, max_size, new_w, new_h) \
  expect_torchvision({w, h}, size, max_size, {new_w, new_h});
#define CENTER_CROP_VECTOR(...) expect_center_crop(__VA_ARGS__);
#define YOLO_VECTOR(w, h, new_w, new_h, is_auto, up, unpad_w, unpad_h, left, top, right, bottom) \
  expect_yolo({w, h}, {new_w, new_h}, is_auto, up, {unpad_w, unpad_h}, {left, top, right, bottom});
#define CROP_VECTOR(...)
#include "fit_vectors.inc"
#undef TORCHVISION_VECTOR
#undef CENTER_CROP_VECTOR
#undef YOLO_VECTOR
#undef CROP_VECTOR
}

TEST(Fit, FollowsItsRules) {
  const auto dst = [](FitMode mode, SizeRule rule) {
    return place({30, 7}, {.mode = mode, .size = {10, 10}, .rule = rule});
  };
  EXPECT_EQ(dst(FitMode::fit, SizeRule::floor).dst, (Size{10, 2}));
  EXPECT_EQ(dst(FitMode::fit, SizeRule::ceil).dst, (Size{10, 3}));
  EXPECT_EQ(dst(FitMode::fit, SizeRule::round).dst, (Size{10, 2}));
  EXPECT_EQ(place({20, 5}, {.mode = FitMode::fit, .size = {10, 10}}).dst, (Size{10, 3}));  // 2.5 goes up,
  EXPECT_EQ(place({20, 5}, {.mode = FitMode::fit, .size = {10, 10}, .rule = SizeRule::yolo}).dst,
            (Size{10, 2}));                                                                  // or not
  EXPECT_EQ(place({5000, 1}, {.mode = FitMode::fit, .size = {10, 10}}).dst, (Size{10, 1}));  // never 0
  EXPECT_EQ(place({5, 9}, {.mode = FitMode::stretch, .size = {10, 10}}),
            (Placed{.src = {5, 9}, .resized = {10, 10}, .dst = {10, 10}}));
  EXPECT_EQ(dst(FitMode::cover, SizeRule::round),
            (Placed{.src = {30, 7}, .resized = {43, 10}, .crop = {16, 0, 10, 10}, .dst = {10, 10}}));
  EXPECT_EQ(dst(FitMode::cover, SizeRule::floor).resized, (Size{42, 10}));
  EXPECT_EQ(dst(FitMode::letterbox, SizeRule::round),
            (Placed{.src = {30, 7}, .resized = {10, 2}, .pad = {0, 4, 0, 4}, .dst = {10, 10}}));
  EXPECT_EQ(place({30, 7}, {.mode = FitMode::crop, .size = {9, 7}}).crop, (Crop{10, 0, 9, 7}));
  EXPECT_EQ(place({30, 7}, {.mode = FitMode::pad, .size = {33, 7}}).pad, (Pad{1, 0, 2, 0}));
  EXPECT_EQ(place({30, 7}, {.mode = FitMode::crop_or_pad, .size = {10, 10}}),
            (Placed{.src = {30, 7}, .resized = {30, 7}, .crop = {10, 0, 10, 7}, .pad = {0, 1, 0, 2}, .dst = {10, 10}}));
}

TEST(Fit, KnowsAnchorsAndParts) {
  const Fit right_top{.mode = FitMode::cover, .size = {10, 10}, .anchor = {65536, -65536}};
  EXPECT_EQ(place({30, 7}, right_top).crop, (Crop{33, 0, 10, 10}));
  EXPECT_EQ(place({7, 30}, right_top).crop, (Crop{0, 0, 10, 10}));
  const Fit bottom{.mode = FitMode::letterbox, .size = {10, 10}, .anchor = {0, 65536}};
  EXPECT_EQ(place({30, 7}, bottom).pad, (Pad{0, 8, 0, 0}));
  const Fit quarter{.mode = FitMode::crop, .size = {10, 7}, .anchor = {-32768, 0}};
  EXPECT_EQ(place({30, 7}, quarter).crop, (Crop{5, 0, 10, 7}));

  const Fit part{.mode = FitMode::letterbox, .size = {10, 10}, .part = {4, 1, 20, 5}};
  EXPECT_EQ(place({30, 7}, part),
            (Placed{.src = {30, 7}, .box = {4, 1, 24, 6}, .resized = {10, 3}, .pad = {0, 3, 0, 4}, .dst = {10, 10}}));
  const Fit whole{.mode = FitMode::letterbox, .size = {10, 10}, .part = {0, 0, 30, 7}};
  EXPECT_EQ(place({30, 7}, whole).box, Box{});
}

TEST(Fit, HasRecipes) {
  EXPECT_EQ(place({500, 375}, resize_center_crop(256, 224)),
            (Placed{.src = {500, 375}, .resized = {341, 256}, .crop = {58, 16, 224, 224}, .dst = {224, 224}}));
  EXPECT_EQ(test_time(224), resize_center_crop(256, 224));
  EXPECT_EQ(test_time(320).side, 365);
  EXPECT_EQ(test_time(288).side, 329);
  EXPECT_EQ(check({500, 375}, test_time(0)), Status::bad_size);
}

TEST(Fit, RefusesWithASentence) {
  constexpr std::int32_t longest = ISOPEL_MAX_SIDE;
  const Fit good{.mode = FitMode::letterbox, .size = {64, 64}};
  const auto with = [&](auto change) {
    Fit fit = good;
    change(fit);
    return fit;
  };
  const struct {
    Size src;
    Fit fit;
    Status status;
    const char* words;
  } cases[] = {
      {{0, 9}, good, Status::bad_size, "the source is 0x9, but sides are 1..1048576"},
      {{9, longest + 1}, good, Status::bad_size, "9x1048577"},
      {{9, 9}, with([](Fit& f) { f.part = {1, 0, 9, 9}; }), Status::bad_box, "the part is 9x9 at 1, 0"},
      {{9, 9},
       with([](Fit& f) { f.part = {-1, 0, 2, 2}; }),
       Status::bad_box,
       "at -1, 0, but it must lie in the source of 9x9"},
      {{9, 9}, with([](Fit& f) { f.part = {2, 0, 2147483647, 2}; }), Status::bad_box, "2147483647x2"},
      {{9, 9}, with([](Fit& f) { f.part = {0, 0, 0, 2}; }), Status::bad_box, "0x2"},
      {{9, 9}, with([](Fit& f) { f.mode = FitMode{8}; }), Status::bad_rules, "no fit mode 8"},
      {{9, 9}, with([](Fit& f) { f.mode = FitMode{-1}; }), Status::bad_rules, "no fit mode -1"},
      {{9, 9}, with([](Fit& f) { f.rule = SizeRule{5}; }), Status::bad_rules, "no size rule 5"},
      {{9, 9}, with([](Fit& f) { f.size = {}; }), Status::bad_size, "the size is 0x0, but sides are 1..1048576"},
      {{9, 9}, with([](Fit& f) { f.side = 3; }), Status::bad_size, "the short side is to become 3"},
      {{9, 9}, with([](Fit& f) { f.limit = 3; }), Status::bad_size, "the limit is 3"},
      {{9, 9}, {.mode = FitMode::short_side}, Status::bad_size, "the short side is to become 0"},
      {{9, 9}, {.mode = FitMode::short_side, .side = 8, .limit = 8}, Status::bad_size, "more than the short side's 8"},
      {{9, 9}, with([](Fit& f) { f.anchor.x = 65537; }), Status::bad_crop, "the anchor is 65537, 0"},
      {{9, 9}, with([](Fit& f) { f.multiple = -32; }), Status::bad_rules, "multiple -32"},
      {{9, 9}, {.mode = FitMode::fit, .size = {8, 8}, .multiple = 32}, Status::bad_rules, "fit mode 1"},
      {{9, 9}, {.mode = FitMode::cover, .size = {8, 8}, .shrink_only = true}, Status::bad_rules, "shrink_only true"},
      {{9, 9}, {.mode = FitMode::crop, .size = {8, 10}}, Status::bad_crop, "a crop of 8x10 is larger than the 9x9"},
      {{9, 9}, {.mode = FitMode::pad, .size = {8, 10}}, Status::bad_crop, "a pad to 8x10 is smaller than the 9x9"},
      {{longest, 9},
       {.mode = FitMode::cover, .size = {10, 10}},
       Status::bad_size,
       "1048576x9 would be resized to more than 1048576 by 10 pixels, but sides are 1..1048576"},
      {{1, longest},
       {.mode = FitMode::short_side, .side = longest},
       Status::bad_size,
       "resized to 1048576 by more than 1048576 pixels"},
  };
  for (const auto& [src, fit, status, words] : cases) {
    Message why{};
    Placed p = camera;
    EXPECT_EQ(place(src, fit, p, &why), status) << words;
    EXPECT_NE(std::string(why.text).find(words), std::string::npos) << why.text;
    EXPECT_EQ(p, camera);
    EXPECT_EQ(check(src, fit), status);
    EXPECT_EQ(place(src, fit), Placed{});
  }
  Placed p;
  EXPECT_EQ(place({640, 480}, yolo_letterbox({640, 640}), p), Status::ok);
  EXPECT_EQ(p, camera);
}

/// Some placement of every mode.
Placed random_placement(Random& random) {
  for (;;) {
    const auto side = [&] { return random.in(1, random.one_in(5) ? ISOPEL_MAX_SIDE : 900); };
    const Size src{side(), side()};
    Fit fit{.mode = FitMode{random.in(0, 7)},
            .size = {side(), side()},
            .rule = SizeRule{random.in(0, 4)},
            .anchor = {random.in(-65536, 65536), random.in(-65536, 65536)}};
    if (fit.mode == FitMode::short_side) fit.side = side();
    if (random.one_in(3)) {
      fit.part.left = random.in(0, src.width - 1);
      fit.part.top = random.in(0, src.height - 1);
      fit.part.width = random.in(1, src.width - fit.part.left);
      fit.part.height = random.in(1, src.height - fit.part.top);
    }
    if (check(src, fit) == Status::ok) return place(src, fit);
  }
}

TEST(Fit, PlacesOfAllModesAreSound) {
  Random random(38);
  for (int i = 0; i < repetitions(20000, 500); ++i) {
    const Placed p = random_placement(random);
    expect_sound(p);
    ASSERT_FALSE(HasFailure());
  }
}

TEST(Fit, LeadsBackToTheSourceAndAgainToTheDestination) {
  Random random(39);
  for (int i = 0; i < repetitions(20000, 500); ++i) {
    const Placed p = random_placement(random);
    const AxisMap map = x_map(p);
    const std::int64_t edge = random.in(0, p.dst.width) * one_pixel, any = random.in(-100, p.dst.width * 1000);
    for (const std::int64_t at : {edge, any}) {
      const std::int64_t there = map.to_source(at), back = map.to_destination(there);
      // Far out in a wide pad around a small image coordinates leave their range.
      if (std::abs(there) > one_pixel << 24) continue;
      if (map.span <= map.length) {
        ASSERT_EQ(back, at) << text(p);
      } else {
        ASSERT_LE(std::abs(back - at), (map.span + map.length) / (2 * map.length) + 1) << text(p);
      }
      if (at == edge && map.span / map.length < 65535) {
        ASSERT_EQ((back + one_pixel / 2) >> 16, edge >> 16) << text(p);
      }
    }
    // The edges of the resized image are exactly those of the part.
    const Rect inside{-x_map(p).shift, -y_map(p).shift, x_map(p).span - x_map(p).shift, y_map(p).span - y_map(p).shift};
    const Box part =
        p.box == Box{} ? Box{0, 0, static_cast<double>(p.src.width), static_cast<double>(p.src.height)} : p.box;
    ASSERT_EQ(to_source(p, to_box(inside)), part);
    ASSERT_EQ(to_destination(p, part), to_box(inside));
  }
}

TEST(Fit, RoundsOnce) {
  // 640x480 in 416x416: 312 rows at 52. Row 100 is at (100 - 52) 480 / 312.
  const Placed p = place({640, 480}, yolo_letterbox({416, 416}));
  EXPECT_EQ(to_source(p, Point{0, 100 * one_pixel}).y, (48 * 480 * one_pixel * 2 + 312) / (2 * 312));
  EXPECT_EQ(to_source(p, Point{0, 0}).y, -80 * one_pixel);
  EXPECT_EQ(clip(to_source(p, Box{-3, 0, 416, 208}), p.src), (Box{0, 0, 640, 240}));
  EXPECT_EQ(clip(Box{700, 500, 800, 600}, p.src), (Box{640, 480, 640, 480}));
  EXPECT_EQ(to_rect({0.5 / 65536, -0.5 / 65536, -0.75 / 65536, 1e300}), (Rect{1, 0, -1, one_pixel << 24}));
  // A box with fractions, as Spec::box may have; and what no image has stays in its limits.
  Placed boxed{.src = {9, 9}, .box = {1.5, 0, 4, 9}, .resized = {5, 9}, .dst = {5, 9}};
  EXPECT_EQ(to_source(boxed, Point{one_pixel, 0}).x, 2 * one_pixel);
  EXPECT_EQ(to_destination(boxed, Point{2 * one_pixel, 0}).x, one_pixel);
  boxed.box = {1, 0, 1 + 1.0 / 65536, 9};
  EXPECT_GT(to_destination(boxed, Point{INT64_MAX, 0}).x, one_pixel << 24);
  EXPECT_LT(to_destination(boxed, Point{INT64_MIN, 0}).x, -(one_pixel << 24));
  EXPECT_EQ(to_source(Placed{}, Point{}), Point{});
}

TEST(Fit, IsThereInC) {
  Random random(40);
  for (int i = 0; i < repetitions(1000, 100); ++i) {
    const isopel_size src{random.in(0, 900), random.in(1, 900)};
    const isopel_fit fit{.mode = random.in(0, 8),
                         .size = {random.in(1, 900), random.in(1, 900)},
                         .rule = random.in(0, 5),
                         .anchor = {random.in(-65536, 65536), 7},
                         .part = {random.in(0, 1), 0, random.in(0, 20), random.in(0, 20)},
                         .side = random.in(0, 1),
                         .limit = random.in(0, 1) * 9,
                         .shrink_only = random.one_in(2),
                         .multiple = random.in(0, 1) * 8};
    const Fit same{static_cast<FitMode>(fit.mode),
                   {fit.size.width, fit.size.height},
                   static_cast<SizeRule>(fit.rule),
                   {fit.anchor.x, fit.anchor.y},
                   {fit.part.left, fit.part.top, fit.part.width, fit.part.height},
                   fit.side,
                   fit.limit,
                   fit.shrink_only,
                   fit.multiple};
    isopel_placement got{};
    ASSERT_EQ(isopel_place(src, &fit, &got, nullptr), static_cast<isopel_status>(check({src.width, src.height}, same)));
    const Placed want = place({src.width, src.height}, same);
    const Placed as_cpp{{got.src.width, got.src.height},
                        {got.box.left, got.box.top, got.box.right, got.box.bottom},
                        {got.resized.width, got.resized.height},
                        {got.crop.left, got.crop.top, got.crop.width, got.crop.height},
                        {got.pad.left, got.pad.top, got.pad.right, got.pad.bottom},
                        {got.dst.width, got.dst.height}};
    ASSERT_EQ(as_cpp, want);
    if (want == Placed{}) continue;
    isopel_spec spec{};
    spec.scale = {2, 2};
    ASSERT_EQ(isopel_placement_apply(&got, &spec, nullptr), ISOPEL_OK);
    const isopel_size output = isopel_output_size(&spec);
    ASSERT_EQ((Size{output.width, output.height}), want.dst);
    ASSERT_EQ(spec.scale.x, 0);
    const isopel_rect rect{12345, -5, 1234567, 65536};
    const auto as_rect = [](isopel_rect r) { return Rect{r.left, r.top, r.right, r.bottom}; };
    const auto as_box = [](isopel_box b) { return Box{b.left, b.top, b.right, b.bottom}; };
    const auto as_point = [](isopel_point p) { return Point{p.x, p.y}; };
    ASSERT_EQ(as_rect(isopel_rect_to_source(&got, rect)), to_source(want, as_rect(rect)));
    ASSERT_EQ(as_rect(isopel_rect_to_destination(&got, rect)), to_destination(want, as_rect(rect)));
    ASSERT_EQ(as_rect(isopel_rect_clip(rect, src)), clip(as_rect(rect), want.src));
    ASSERT_EQ(as_point(isopel_point_to_source(&got, {7, 8})), to_source(want, Point{7, 8}));
    ASSERT_EQ(as_point(isopel_point_to_destination(&got, {7, 8})), to_destination(want, Point{7, 8}));
    const isopel_box box{0.5, -3, 9.25, 1e6};
    ASSERT_EQ(as_box(isopel_box_to_source(&got, box)), to_source(want, as_box(box)));
    ASSERT_EQ(as_box(isopel_box_to_destination(&got, box)), to_destination(want, as_box(box)));
    ASSERT_EQ(as_box(isopel_box_clip(box, src)), clip(as_box(box), want.src));
  }
  isopel_placement placement;
  const isopel_fit fit{};
  isopel_message why;
  EXPECT_EQ(isopel_place({9, 9}, nullptr, &placement, &why), ISOPEL_NULL_POINTER);
  EXPECT_STREQ(why.text, "the argument fit is null");
  EXPECT_EQ(isopel_place({9, 9}, &fit, nullptr, nullptr), ISOPEL_NULL_POINTER);
  EXPECT_EQ(isopel_placement_apply(nullptr, nullptr, nullptr), ISOPEL_NULL_POINTER);
  EXPECT_EQ(isopel_placement_apply(&placement, nullptr, nullptr), ISOPEL_NULL_POINTER);
  EXPECT_EQ(isopel_rect_to_source(nullptr, {1, 2, 3, 4}).right, 0);
}

}  // namespace
}  // namespace isopel::test
