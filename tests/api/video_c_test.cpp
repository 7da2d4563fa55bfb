// The C interface of video plans gives what the C++ one gives; null arguments are refused.
#include "video_trial.hpp"

namespace isopel::test {
namespace {

TEST(VideoInC, GivesTheBytesOfTheCppApi) {
  Trial trial, yuv(YuvLayout::i420);
  trial.expect(Status::ok);
  yuv.expect(Status::ok);
  isopel_video_spec spec{};
  spec.src = {20, 12};
  spec.dst = {14, 18};
  spec.layout = ISOPEL_YUV_NV12;
  spec.order = ISOPEL_ORDER_RESIZE_THEN_CONVERT;
  spec.rules.filter = ISOPEL_FILTER_BILINEAR;
  EXPECT_EQ(isopel_video_check(&spec, nullptr), ISOPEL_OK);
  EXPECT_EQ(isopel_video_memory_size(&spec), memory_size(good));
  EXPECT_EQ(isopel_video_scratch_size(&spec), scratch_size(good));
  isopel_video_plan plan;
  const auto make = [&] {
    return isopel_video_plan_make(&spec, trial.memory.data(), trial.memory.size(), nullptr, &plan, nullptr);
  };
  ASSERT_EQ(make(), ISOPEL_OK);
  EXPECT_EQ(isopel_video_plan_memory_size(&plan), trial.plan.memory_size());
  EXPECT_EQ(isopel_video_plan_scratch_size(&plan), trial.plan.scratch_size());
  EXPECT_EQ(isopel_video_plan_arch(&plan), reinterpret_cast<const isopel_arch*>(best_arch()));
  const isopel_const_yuv_image from{{trial.from.planes[0], trial.from.planes[1], nullptr},
                                    {trial.from.strides[0], trial.from.strides[1], 0},
                                    {20, 12},
                                    ISOPEL_YUV_NV12};
  Bytes out(trial.pixels.size());
  const isopel_image to{out.data(), {14, 18}, 42, {ISOPEL_ELEMENT_U8, 3, ISOPEL_LAYOUT_INTERLEAVED, 0}, 0};
  for (const std::int32_t first : {0, 7}) {
    const std::int32_t last = first == 0 ? 7 : 18;
    ASSERT_EQ(isopel_video_plan_execute_rgb(&plan, from, to, first, last, trial.scratch.data(), trial.scratch.size(),
                                            nullptr),
              ISOPEL_OK);
  }
  EXPECT_EQ(out, trial.pixels);

  spec.dst_layout = ISOPEL_YUV_I420;
  ASSERT_EQ(make(), ISOPEL_OK);
  Frame frame(YuvLayout::i420, {14, 18}, 0, false);
  const YuvImage view = frame.view();
  const isopel_yuv_image planes{{view.planes[0], view.planes[1], view.planes[2]},
                                {view.strides[0], view.strides[1], view.strides[2]},
                                {14, 18},
                                ISOPEL_YUV_I420};
  std::vector<std::byte> scratch(static_cast<std::size_t>(isopel_video_plan_scratch_size(&plan)));
  ASSERT_EQ(isopel_video_plan_execute_yuv(&plan, from, planes, 0, 18, scratch.data(), scratch.size(), nullptr),
            ISOPEL_OK);
  EXPECT_EQ(frame.contents(), yuv.dst.contents());
  spec.src.width = 21;
  EXPECT_EQ(make(), ISOPEL_BAD_SIZE);
  EXPECT_EQ(isopel_video_plan_execute_yuv(&plan, from, planes, 0, 18, scratch.data(), scratch.size(), nullptr),
            ISOPEL_NO_PLAN);
}

TEST(VideoInC, RefusesNull) {
  isopel_video_spec spec{};
  isopel_video_plan plan;
  Message why{};
  EXPECT_EQ(isopel_video_check(nullptr, &why), ISOPEL_NULL_POINTER);
  expect_words(why, {"spec"});
  EXPECT_EQ(isopel_video_plan_make(&spec, nullptr, 0, nullptr, nullptr, &why), ISOPEL_NULL_POINTER);
  expect_words(why, {"plan"});
  EXPECT_EQ(isopel_video_plan_make(nullptr, nullptr, 0, nullptr, &plan, &why), ISOPEL_NULL_POINTER);
  EXPECT_EQ(isopel_video_plan_execute_rgb(nullptr, {}, {}, 0, 0, nullptr, 0, &why), ISOPEL_NULL_POINTER);
  EXPECT_EQ(isopel_video_plan_execute_yuv(nullptr, {}, {}, 0, 0, nullptr, 0, &why), ISOPEL_NULL_POINTER);
  EXPECT_EQ(isopel_video_memory_size(nullptr), 0u);
  EXPECT_EQ(isopel_video_scratch_size(nullptr), 0u);
  EXPECT_EQ(isopel_video_plan_memory_size(nullptr), 0u);
  EXPECT_EQ(isopel_video_plan_scratch_size(nullptr), 0u);
  EXPECT_EQ(isopel_video_plan_arch(nullptr), nullptr);
}

}  // namespace
}  // namespace isopel::test
