// Threads share a plan and divide the rows of an image among them: the bytes are those of one thread.
#include <algorithm>
#include <atomic>
#include <latch>
#include <thread>

#include "support.hpp"

namespace isopel::test {
namespace {

class Threads : public ::testing::TestWithParam<const Arch*> {};
INSTANTIATE_TEST_SUITE_P(Archs, Threads, ::testing::ValuesIn(available_archs()), name_of);

/// Runs `work(thread)` in that many threads, which begin together.
template <class Work>
void in_threads(int count, const Work& work) {
  std::latch start(count);
  std::vector<std::jthread> threads;
  for (int thread = 0; thread < count; ++thread) {
    threads.emplace_back([&, thread] {
      start.arrive_and_wait();
      work(thread);
    });
  }
}

struct Band {
  std::int32_t first, last;
};

/// The rows in bands whose heights are those of the list, again and again.
std::vector<Band> bands_of(std::int32_t rows, std::initializer_list<std::int32_t> heights) {
  std::vector<Band> out;
  while (out.empty() || out.back().last < rows) {
    const std::int32_t first = out.empty() ? 0 : out.back().last;
    out.push_back({first, std::min(rows, first + heights.begin()[out.size() % heights.size()])});
  }
  return out;
}

/// Enough rows that every band height below makes several bands.
Spec rows_131(Rules rules, Format format) {
  return {.src = {43, 170}, .dst = {37, 131}, .format = format, .rules = rules, .block_rows = 8};
}

std::vector<Spec> contract_specs() {
  std::vector<Spec> out;
  for (const Filter filter : {Filter::nearest, Filter::bilinear, Filter::area, Filter::lanczos3}) {
    out.push_back(rows_131({.filter = filter, .antialias = true}, rgb8));
  }
  out.push_back(rows_131({.filter = Filter::lanczos2}, {Element::u16, 2, Layout::interleaved, 1023}));
  out.push_back(rows_131({.filter = Filter::bilinear}, rgb565));
  out.push_back(rows_131({.filter = Filter::catmull_rom}, {Element::f32, 3, Layout::planar}));
  out.push_back(rows_131({.filter = Filter::bilinear, .alpha = Alpha::weighted}, rgba8));
  out.push_back(rows_131({.filter = Filter::area, .light = Light::linear}, gray8));
  out.back().src = {111, 262};
  Spec larger = rows_131({.filter = Filter::lanczos3}, rgb8);  // in this order of passes there is a ring
  larger.src = {21, 50};
  out.push_back(larger);
  Spec tensor = rows_131({.filter = Filter::bilinear, .antialias = true}, rgb8);
  tensor.dst_format = {Element::f32, 3, Layout::planar};
  tensor.normalization = {255, {0.485f, 0.456f, 0.406f}, {0.229f, 0.224f, 0.225f}};
  tensor.crop = {3, 2, 30, 120};
  tensor.pad = {1, 9, 2, 2};
  out.push_back(tensor);
  return out;
}

std::vector<Spec> preset_specs() {
  std::vector<Spec> out;
  for (const char* preset : {"pillow/bilinear", "pillow/lanczos", "opencv-4/linear", "opencv-4/cubic/x86",
                             "opencv-4/area/x86", "openmv/bilinear"}) {
    out.push_back(rows_131(find_preset(preset)->rules, gray8));
  }
  out.push_back(rows_131(find_preset("pillow/bicubic")->rules, rgba8));
  return out;
}

/// What a plan writes when that many threads take its bands, one after the other.
std::vector<std::uint8_t> in_bands(const Plan& plan, std::span<const std::uint8_t> src, std::span<const Band> bands,
                                   int threads) {
  const Spec& spec = plan.spec();
  const Format to = output_format(spec);
  const Size size = output_size(spec);
  const auto src_stride = static_cast<std::ptrdiff_t>(spec.src.width * sizes::bytes_per_pixel(spec.format));
  const auto dst_stride = static_cast<std::ptrdiff_t>(size.width * sizes::bytes_per_pixel(to));
  std::vector<std::uint8_t> dst(static_cast<std::size_t>(dst_stride * size.height * sizes::planes(to)), guard);
  std::atomic<std::size_t> next = 0;
  in_threads(threads, [&](int) {
    std::vector<std::byte> scratch(static_cast<std::size_t>(plan.scratch_size()));
    for (std::size_t band = next++; band < bands.size(); band = next++) {
      Message why{};
      EXPECT_EQ(plan.execute_rows({src.data(), spec.src, src_stride, spec.format}, {dst.data(), size, dst_stride, to},
                                  bands[band].first, bands[band].last, scratch, &why),
                Status::ok)
          << why.text;
    }
  });
  return dst;
}

void expect_the_same_bytes(const std::vector<Spec>& specs, const Arch& arch) {
  Random random(37);
  for (const Spec& spec : specs) {
    const std::vector<std::uint8_t> src = random_source(random, spec);
    const std::vector<std::uint8_t> want = run(spec, src, arch).bytes;
    std::vector<std::byte> memory(static_cast<std::size_t>(memory_size(spec)));
    Plan plan;
    ASSERT_EQ(Plan::make(spec, memory, plan, &arch), Status::ok);
    const std::int32_t rows = output_size(spec).height;
    std::vector<std::vector<Band>> divisions = {bands_of(rows, {1, 13, 2, 3, 21, 8, 5, 34}), bands_of(rows, {5})};
    std::vector<int> counts = {3, 16};
    if (repetitions(1, 0) != 0) {
      divisions.insert(divisions.end(), {bands_of(rows, {1}), bands_of(rows, {64})});
      counts.insert(counts.end(), {1, 2, 7});
    }
    for (const std::vector<Band>& bands : divisions) {
      for (const int threads : counts) {
        const std::vector<std::uint8_t> got = in_bands(plan, src, bands, threads);
        ASSERT_EQ(got, want) << describe(spec) << ", " << threads << " threads, " << bands.size()
                             << " bands: " << difference(got, want);
      }
    }
  }
}

TEST_P(Threads, GiveTheBytesOfOneThread) { expect_the_same_bytes(contract_specs(), *GetParam()); }

TEST_P(Threads, GiveTheBytesOfOneThreadWithPresets) { expect_the_same_bytes(preset_specs(), *GetParam()); }

TEST_P(Threads, ExecuteOnePlanOnSeveralImages) {
  constexpr int threads = 7;
  const Spec spec = contract_specs()[1];
  Random random(41);
  std::vector<std::vector<std::uint8_t>> src, want, got(threads);
  for (int thread = 0; thread < threads; ++thread) {
    src.push_back(random_source(random, spec));
    want.push_back(run(spec, src.back(), *GetParam()).bytes);
  }
  std::vector<std::byte> memory(static_cast<std::size_t>(memory_size(spec)));
  Plan plan;
  ASSERT_EQ(Plan::make(spec, memory, plan, GetParam()), Status::ok);
  const Band whole[] = {{0, spec.dst.height}};
  in_threads(threads, [&](int thread) {
    const auto own = static_cast<std::size_t>(thread);
    got[own] = in_bands(plan, src[own], whole, 1);
  });
  EXPECT_EQ(got, want);
}

TEST(ThreadsWithoutAPlan, MakePlansAndResizeAtOnce) {
  const Spec spec = contract_specs()[1];
  Random random(43);
  const std::vector<std::uint8_t> src = random_source(random, spec);
  const std::vector<std::uint8_t> want = run(spec, src, *best_arch()).bytes;
  std::vector<std::vector<std::uint8_t>> got(7, std::vector<std::uint8_t>(want.size()));
  in_threads(7, [&](int thread) {
    std::vector<std::uint8_t>& dst = got[static_cast<std::size_t>(thread)];
    EXPECT_EQ(resize({src.data(), spec.src, spec.src.width * 3, rgb8}, {dst.data(), spec.dst, spec.dst.width * 3, rgb8},
                     spec.rules),
              Status::ok);
  });
  for (const std::vector<std::uint8_t>& dst : got) EXPECT_EQ(dst, want);
}

}  // namespace
}  // namespace isopel::test
