// What video plans refuse, with the values named; nothing is written then.
#include "video_trial.hpp"

namespace isopel::test {
namespace {

void refused(VideoSpec spec, Status status, std::initializer_list<const char*> words) {
  Message why{};
  EXPECT_EQ(check(spec), status);
  EXPECT_EQ(check(spec, &why), status) << why.text;
  expect_words(why, words);
  EXPECT_EQ(memory_size(spec), 0u);
  EXPECT_EQ(scratch_size(spec), 0u);
  std::byte memory[4096];
  VideoPlan plan;
  EXPECT_EQ(VideoPlan::make(spec, memory, plan), status);
  EXPECT_EQ(plan.arch(), nullptr);
}

TEST(BadVideoSpec, OddSides) {
  refused(with([](VideoSpec& s) { s.src = {621, 380}; }), Status::bad_size,
          {"source: nv12 needs even sides, not 621x380"});
  refused(with([](VideoSpec& s) { s.layout = YuvLayout::nv21, s.src.height = 11; }), Status::bad_size,
          {"nv21", "20x11"});
  refused(with([](VideoSpec& s) { s.layout = YuvLayout::i420, s.src.width = 1; }), Status::bad_size, {"i420", "1x12"});
  refused(with([](VideoSpec& s) { s.layout = YuvLayout::uyvy, s.src.width = 7; }), Status::bad_size,
          {"uyvy needs an even width, not 7x12"});
  refused(with([](VideoSpec& s) { s.dst_layout = YuvLayout::yuyv, s.dst.width = 9; }), Status::bad_size,
          {"destination: yuyv needs an even width, not 9x18"});
  refused(with([](VideoSpec& s) { s.dst_layout = YuvLayout::i420, s.dst.height = 9; }), Status::bad_size,
          {"destination: i420 needs even sides, not 14x9"});
  EXPECT_EQ(check(with([](VideoSpec& s) { s.layout = YuvLayout::yuyv, s.src.height = 11; }), nullptr), Status::ok);
  EXPECT_EQ(check(with([](VideoSpec& s) { s.dst = {13, 1}; }), nullptr), Status::ok);
}

TEST(BadVideoSpec, SidesOutsideTheLimits) {
  for (const Order order : {Order::convert_then_resize, Order::resize_then_convert}) {
    refused(with([&](VideoSpec& s) { s.order = order, s.src.width = 0; }), Status::bad_size, {"0x12"});
    refused(with([&](VideoSpec& s) { s.order = order, s.dst.height = ISOPEL_MAX_SIDE + 1; }), Status::bad_size,
            {"14x1048577"});
    refused(with([&](VideoSpec& s) { s.order = order, s.src.height = -2; }), Status::bad_size, {"20x-2"});
  }
}

TEST(BadVideoSpec, UnknownIds) {
  refused(with([](VideoSpec& s) { s.layout = YuvLayout::none; }), Status::bad_format, {"layout 0 to 0"});
  refused(with([](VideoSpec& s) { s.layout = YuvLayout{6}; }), Status::bad_format, {"layout 6"});
  refused(with([](VideoSpec& s) { s.dst_layout = YuvLayout{-1}; }), Status::bad_format, {"1 to -1"});
  refused(with([](VideoSpec& s) { s.siting = Siting{3}; }), Status::bad_format, {"siting 3"});
  refused(with([](VideoSpec& s) { s.matrix = YuvMatrix{7}; }), Status::bad_format, {"matrix 7"});
  refused(with([](VideoSpec& s) { s.order = Order{2}; }), Status::bad_rules, {"order 2"});
}

TEST(BadVideoSpec, RulesThatVideoDoesNotKnow) {
  refused(with([](VideoSpec& s) { s.rules.arithmetic = Arithmetic::opencv; }), Status::bad_rules, {"arithmetic 2"});
  refused(with([](VideoSpec& s) { s.rules.alpha = Alpha::weighted; }), Status::bad_rules, {"alpha 1"});
  refused(with([](VideoSpec& s) { s.rules.grid = Grid::align_corners; }), Status::bad_rules, {"grid 1"});
  refused(with([](VideoSpec& s) { s.rules.light = Light::linear; }), Status::bad_rules, {"light 1"});
  refused(with([](VideoSpec& s) { s.rules.border = Border::undefined; }), Status::bad_border, {"border 5"});
  refused(with([](VideoSpec& s) { s.rules.filter = Filter::hamming; }), Status::bad_rules, {"filter 8"});
  refused(with([](VideoSpec& s) { s.block_rows = 0; }), Status::bad_block_rows, {"0"});
  refused(with([](VideoSpec& s) { s.block_rows = 65; }), Status::bad_block_rows, {"65"});
}

TEST(BadVideoExecution, GoodOnesRun) {
  Trial().expect(Status::ok);
  Trial(YuvLayout::i420).expect(Status::ok);
}

TEST(BadVideoExecution, EmptyPlans) {
  Trial trial;
  trial.plan = {};
  trial.expect(Status::no_plan, {"empty"});
}

TEST(BadVideoExecution, OtherSizesAndLayouts) {
  Trial a, b, c, d, e(YuvLayout::i420), f(YuvLayout::i420), g(YuvLayout::i420);
  a.from.size = {22, 12};
  a.expect(Status::size_mismatch, {"source is 22x12", "20x12"});
  b.from.layout = YuvLayout::nv21;
  b.expect(Status::format_mismatch, {"source is nv21", "nv12"});
  c.rgb.size.height = 17;
  c.expect(Status::size_mismatch, {"destination is 14x17", "14x18"});
  d.rgb.format = rgba8;
  d.expect(Status::format_mismatch, {"4 channels", "rgb8"});
  e.to.layout = YuvLayout::uyvy;
  e.expect(Status::format_mismatch, {"destination is uyvy", "i420"});
  f.expect(Status::format_mismatch, {"an RGB image", "i420"}, true);
  Trial().expect(Status::format_mismatch, {"a YUV image", "rgb"}, false);
  g.to.size = {0, 0};
  g.expect(Status::size_mismatch, {"0x0"});
}

TEST(BadVideoExecution, NullPlanesAndBadStrides) {
  Trial a, b, c(YuvLayout::i420), d, e(YuvLayout::i420), f, g;
  a.from.planes[1] = nullptr;
  a.expect(Status::null_pointer, {"plane 1 of the source"});
  b.rgb.data = nullptr;
  b.expect(Status::null_pointer, {"plane 0 of the destination"});
  c.to.planes[2] = nullptr;
  c.expect(Status::null_pointer, {"plane 2 of the destination"});
  d.from.strides[1] = 19;
  d.expect(Status::bad_stride, {"plane 1 of the source is 19", "20"});
  e.to.strides[2] = -6;
  e.expect(Status::bad_stride, {"plane 2 of the destination is -6", "7"});
  f.from.strides[0] = PTRDIFF_MAX / 4;
  f.expect(Status::bad_stride, {"address space"});
  g.rgb.stride = 41;
  g.expect(Status::bad_stride, {"41", "42"});
}

TEST(BadVideoExecution, RowsAndScratch) {
  Trial a, b(YuvLayout::i420), c, d;
  a.last = 19;
  a.expect(Status::bad_rows, {"[0, 19)", "18"});
  b.first = 3;
  b.expect(Status::bad_rows, {"[3, 18)", "i420"});
  c.scratch.pop_back();
  c.expect(Status::scratch_too_small, {std::to_string(c.scratch.size()).c_str()});
  d.first = d.last = 5;
  d.expect(Status::ok);
  EXPECT_EQ(d.pixels, Bytes(d.pixels.size(), guard)) << "an empty band writes nothing";
  Message why{};
  VideoPlan plan;
  std::vector<std::byte> memory(static_cast<std::size_t>(d.plan.memory_size() - 1));
  EXPECT_EQ(VideoPlan::make(good, memory, plan, nullptr, &why), Status::memory_too_small);
  expect_words(why, {std::to_string(memory.size()).c_str(), std::to_string(memory_size(good)).c_str()});
}

TEST(BadVideoExecution, OverlappingMemory) {
  Trial a, b(YuvLayout::i420), c, d;
  a.rgb.data = const_cast<void*>(a.from.planes[1]);
  a.expect(Status::overlap, {"source and the destination"});
  b.to.planes[2] = const_cast<void*>(b.from.planes[0]);
  b.expect(Status::overlap, {"source and the destination", "20x12", "14x18"});
  c.from.planes[0] = c.scratch.data();
  c.expect(Status::overlap, {"scratch"});
  d.rgb.data = d.memory.data();
  d.expect(Status::overlap, {"tables"});
}

}  // namespace
}  // namespace isopel::test
