// A small execution of a video plan that tests spoil.
#ifndef ISOPEL_TESTS_VIDEO_TRIAL_HPP_
#define ISOPEL_TESTS_VIDEO_TRIAL_HPP_

#include "video_frames.hpp"

namespace isopel::test {

inline const VideoSpec good{.src = {20, 12},
                            .dst = {14, 18},
                            .layout = YuvLayout::nv12,
                            .order = Order::resize_then_convert,
                            .rules = {Filter::bilinear}};

inline void expect_words(const Message& message, std::initializer_list<const char*> words) {
  for (const char* word : words) {
    EXPECT_NE(std::string(message.text).find(word), std::string::npos) << "'" << message.text << "' lacks " << word;
  }
}

template <class Change>
VideoSpec with(Change change) {
  VideoSpec spec = good;
  change(spec);
  return spec;
}

/// An execution of `good`, or of a spec to i420, that can be spoilt.
struct Trial {
  VideoSpec spec;
  std::vector<std::byte> memory, scratch;
  VideoPlan plan;
  Random random{431};
  Frame src, dst;
  ConstYuvImage from;
  YuvImage to;
  Bytes pixels;
  Image rgb;
  std::int32_t first = 0, last;

  explicit Trial(YuvLayout dst_layout = YuvLayout::none)
      : spec(with([&](VideoSpec& s) { s.dst_layout = dst_layout; })),
        memory(static_cast<std::size_t>(memory_size(spec))),
        src(spec.layout, Samples(random, spec.layout, spec.src)),
        dst(YuvLayout::i420, spec.dst, 0, false),
        from(src.view()),
        to(dst.view()),
        pixels(14 * 18 * 3, guard),
        rgb{pixels.data(), spec.dst, 14 * 3, rgb8},
        last(spec.dst.height) {
    EXPECT_EQ(VideoPlan::make(spec, memory, plan), Status::ok);
    scratch.resize(static_cast<std::size_t>(plan.scratch_size()));
  }
  void expect(Status status, std::initializer_list<const char*> words, bool to_rgb) {
    Message why{};
    const Bytes before = dst.contents();
    const Status is = to_rgb ? plan.execute_rows(from, rgb, first, last, scratch, &why)
                             : plan.execute_rows(from, to, first, last, scratch, &why);
    EXPECT_EQ(is, status) << why.text;
    expect_words(why, words);
    if (status == Status::ok) return;
    EXPECT_EQ(pixels, Bytes(pixels.size(), guard)) << "written all the same";
    EXPECT_EQ(dst.contents(), before) << "written all the same";
  }
  void expect(Status status, std::initializer_list<const char*> words = {}) {
    expect(status, words, spec.dst_layout == YuvLayout::none);
  }
};

}  // namespace isopel::test

#endif  // ISOPEL_TESTS_VIDEO_TRIAL_HPP_
