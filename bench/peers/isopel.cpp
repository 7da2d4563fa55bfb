// isopel itself: "isopel" is its best arch on this processor, "isopel-avx2" and so on each arch.
#include "isopel/isopel.hpp"

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "bench/peers/isopel.hpp"
#include "isopel/video.hpp"

namespace isopel::bench {
namespace {

const Arch* best = nullptr;  // of "isopel"; limit() changes it

struct Work {
  Format format;
  Size src, dst;
  std::vector<std::byte> tables, scratch;
  Plan plan;
  VideoPlan video;
};

bool failed(Status status, const Message& why) {
  if (status != Status::ok) std::fprintf(stderr, "isopel-bench: %s\n", why.text);
  return status != Status::ok;
}

Spec spec_of(const isopel_bench_case& one) {
  Rules rules{.filter = static_cast<Filter>(one.filter), .antialias = one.antialias != 0};
  if (one.preset != nullptr) {
    const Preset* preset = find_preset(one.preset);
    rules = preset == nullptr ? Rules{.filter = static_cast<Filter>(-1)} : preset->rules;
  }
  return {{one.src_width, one.src_height},
          {one.dst_width, one.dst_height},
          {static_cast<Element>(one.element), one.channels},
          rules};
}

VideoSpec video_spec_of(const isopel_bench_case& one) {
  return {.src = {one.src_width, one.src_height},
          .dst = {one.dst_width, one.dst_height},
          .layout = YuvLayout::nv12,
          .dst_layout = YuvLayout::nv12,
          .rules = spec_of(one).rules};
}

int32_t supports(const isopel_bench_peer*, const isopel_bench_case* one) {
  Message why;
  const bool is_frame = one->channels == ISOPEL_BENCH_NV12;
  const Status status = is_frame ? check(video_spec_of(*one), &why) : check(spec_of(*one), &why);
  return status == Status::ok ? ISOPEL_BENCH_YES : ISOPEL_BENCH_NO;
}

void* plan(const isopel_bench_peer* self, const isopel_bench_case* one) {
  const Arch* arch = self->context == nullptr ? best : static_cast<const Arch*>(self->context);
  auto work = std::make_unique<Work>();
  Message why;
  if (one->channels == ISOPEL_BENCH_NV12) {
    const VideoSpec spec = video_spec_of(*one);
    work->tables.resize(static_cast<std::size_t>(memory_size(spec)));
    if (failed(VideoPlan::make(spec, work->tables, work->video, arch, &why), why)) return nullptr;
    work->scratch.resize(static_cast<std::size_t>(work->video.scratch_size()));
  } else {
    const Spec spec = spec_of(*one);
    work->tables.resize(static_cast<std::size_t>(memory_size(spec)));
    if (failed(Plan::make(spec, work->tables, work->plan, arch, &why), why)) return nullptr;
    work->scratch.resize(static_cast<std::size_t>(work->plan.scratch_size()));
    work->format = spec.format;
  }
  work->src = {one->src_width, one->src_height};
  work->dst = {one->dst_width, one->dst_height};
  return work.release();
}

int32_t run(void* plan, const void* src, ptrdiff_t src_stride, void* dst, ptrdiff_t dst_stride) {
  Work& work = *static_cast<Work*>(plan);
  Message why;
  if (work.plan.arch() != nullptr) {
    const Status status = work.plan.execute({src, work.src, src_stride, work.format},
                                            {dst, work.dst, dst_stride, work.format}, work.scratch, &why);
    return !failed(status, why);
  }
  const auto* from = static_cast<const std::byte*>(src);
  auto* to = static_cast<std::byte*>(dst);
  const ConstYuvImage frame{
      {from, from + src_stride * work.src.height}, {src_stride, src_stride}, work.src, YuvLayout::nv12};
  const YuvImage result{{to, to + dst_stride * work.dst.height}, {dst_stride, dst_stride}, work.dst, YuvLayout::nv12};
  return !failed(work.video.execute(frame, result, work.scratch, &why), why);
}

void release(void* plan) { delete static_cast<Work*>(plan); }

void limit(const char* arch) {
  best = find_arch(arch);
  if (best != nullptr && is_available(*best)) return;
  std::fprintf(stderr, "isopel-bench: there is no arch %s here\n", arch);
  std::exit(EXIT_FAILURE);
}

struct Peers {
  std::vector<std::string> names;
  std::vector<isopel_bench_peer> list;

  Peers() {
    for (const Arch* arch : archs()) names.push_back(std::string("isopel-") + name(*arch));
    list.push_back(describe("isopel", nullptr, limit));
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (is_available(*archs()[i])) list.push_back(describe(names[i].c_str(), archs()[i], nullptr));
    }
  }

  static isopel_bench_peer describe(const char* name, const Arch* arch, void (*limit)(const char*)) {
    return {.interface = ISOPEL_BENCH_INTERFACE,
            .name = name,
            .version = ISOPEL_VERSION,
            .note = nullptr,
            .planar = 0,
            .row_alignment = 1,
            .context = arch,
            .supports = supports,
            .plan = plan,
            .run = run,
            .release = release,
            .limit = limit};
  }
};

}  // namespace

const isopel_bench_peer* isopel_peer_at(int32_t index) {
  static const Peers peers;
  return index >= 0 && static_cast<std::size_t>(index) < peers.list.size()
             ? &peers.list[static_cast<std::size_t>(index)]
             : nullptr;
}

}  // namespace isopel::bench
