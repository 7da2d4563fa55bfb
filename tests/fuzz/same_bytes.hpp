// The comparison: every arch, every cut into bands and tiles, row after row, and every placement in memory gives the
// bytes of the scalar arch.
// The fuzzer, the test with a seed and the soak all run these functions.
#ifndef ISOPEL_TESTS_FUZZ_SAME_BYTES_HPP_
#define ISOPEL_TESTS_FUZZ_SAME_BYTES_HPP_

#include <string>
#include <utility>
#include <vector>

#include "heap_rows.hpp"
#include "isopel/stream.hpp"
#include "spec_from_bytes.hpp"
#include "spec_text.hpp"

namespace isopel::fuzz {

using Pixels = std::vector<std::uint8_t>;

/// How large a case may get.
struct Limits {
  std::int32_t longest;      ///< side
  std::int64_t most_pixels;  ///< of an image
};

/// What became of a case.
struct Outcome {
  std::string problem = {};  ///< empty if all is well
  bool executed = false;     ///< if not, it was larger than the limits
  std::int64_t pixels = 0;   ///< of source and destination
  std::uint64_t hash = 0;    ///< of the scalar bytes
};

inline const Arch& scalar() { return *archs().back(); }

inline std::int64_t area(Size size) { return std::int64_t{size.width} * size.height; }

/// FNV-1a, 64 bits.
inline std::uint64_t hash_of(std::span<const std::uint8_t> bytes) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (const std::uint8_t byte : bytes) hash = (hash ^ byte) * 0x100000001b3u;
  return hash;
}

inline std::string difference(const Pixels& got, const Pixels& want) {
  std::size_t count = 0, first = 0;
  for (std::size_t i = want.size(); i-- > 0;) {
    if (got[i] != want[i]) ++count, first = i;
  }
  return std::to_string(count) + " of " + std::to_string(want.size()) + " bytes differ, the first at " +
         std::to_string(first);
}

inline Placement placement_from(Input& input, std::int64_t alignment) {
  return {alignment * input.below(10), static_cast<std::size_t>(alignment * input.below(16)), input.one_in(3),
          input.one_in(3)};
}

/// Rows [first, last) of a destination.
struct Band {
  std::int32_t first, last;
};

/// Cuts at multiples of `step`, in any order.
inline std::vector<Band> bands_from(Input& input, std::int32_t height, std::int32_t step) {
  std::vector<Band> bands;
  for (std::int32_t first = 0; first < height;) {
    const std::int32_t rows =
        std::min(height - first, step * input.in(1, 1 + (height / step > 255 ? 254 : height / step)));
    bands.push_back({first, first + rows});
    first += rows;
  }
  for (std::size_t i = bands.size(); i > 1; --i) {
    std::swap(bands[i - 1], bands[static_cast<std::size_t>(input.below(static_cast<std::int32_t>(i)))]);
  }
  return bands;
}

/// What an execution is given beside the spec.
struct Surroundings {
  Placement src, dst;
  std::size_t memory_front = 0, scratch_front = 0;
  std::uint8_t scratch_value = 0;
};

inline Surroundings surroundings_from(Input& input, std::int64_t src_alignment, std::int64_t dst_alignment) {
  return {placement_from(input, src_alignment), placement_from(input, dst_alignment),
          static_cast<std::size_t>(input.below(64)), static_cast<std::size_t>(input.below(64)),
          static_cast<std::uint8_t>(input.below(256))};
}

// --- plans

/// A plan in exactly the memory that it needs.
template <class AnyPlan, class AnySpec>
std::string make_plan(const AnySpec& spec, const Arch& arch, std::size_t front, Block& memory, AnyPlan& plan) {
  Message why{};
  if (AnyPlan::make(spec, memory.span(), plan, &arch, &why) != Status::ok) return why.text;
  if (plan.memory_size() > memory_size(spec)) return "the plan needs more memory than memory_size says";
  if (plan.scratch_size() > scratch_size(spec)) return "the plan needs more scratch than scratch_size says";
  memory = Block(plan.memory_size(), front);
  if (AnyPlan::make(spec, memory.span(), plan, &arch, &why) != Status::ok) return why.text;
  return {};
}

/// Makes a plan and images for it, and calls execute(plan, src, dst), which says what is wrong.
template <class Execute>
std::string run_with(const Spec& spec, const Arch& arch, const Pixels& src, const Surroundings& around, Pixels& out,
                     Execute execute) {
  Block memory(memory_size(spec), around.memory_front);
  Plan plan;
  if (std::string problem = make_plan(spec, arch, around.memory_front, memory, plan); !problem.empty()) return problem;
  const Format to = output_format(spec);
  const Size size = output_size(spec);
  HeapRows from(sizes::planes(spec.format), spec.src.height, spec.src.width * sizes::bytes_per_pixel(spec.format),
                around.src);
  from.fill(src);
  const HeapRows result(sizes::planes(to), size.height, size.width * sizes::bytes_per_pixel(to), around.dst);
  const ConstImage from_view{from.data(), spec.src, from.stride(), spec.format, from.plane_stride()};
  const Image to_view{result.data(), size, result.stride(), to, result.plane_stride()};
  if (std::string problem = execute(plan, from_view, to_view); !problem.empty()) return problem;
  if (!result.gaps_are_intact()) return "a byte between the destination's rows was written";
  if (from.contents() != src) return "the source was changed";
  out = result.contents();
  return {};
}

/// Executes the bands one by one; empty bands mean the whole in one call.
inline std::string run(const Spec& spec, const Arch& arch, const Pixels& src, const Surroundings& around,
                       std::span<const Band> bands, Pixels& out) {
  return run_with(spec, arch, src, around, out, [&](const Plan& plan, const ConstImage& from, const Image& to) {
    const Block scratch(plan.scratch_size(), around.scratch_front, around.scratch_value);
    Message why{};
    Status status = bands.empty() ? plan.execute(from, to, scratch.span(), &why) : Status::ok;
    for (const Band& band : bands) {
      if (status == Status::ok) status = plan.execute_rows(from, to, band.first, band.last, scratch.span(), &why);
    }
    return std::string(status == Status::ok ? "" : why.text);
  });
}

/// Executes tiles: the bands, each cut along x.
inline std::string run_tiles(Input& input, const Spec& spec, const Arch& arch, const Pixels& src,
                             const Surroundings& around, std::span<const Band> bands, Pixels& out) {
  return run_with(spec, arch, src, around, out, [&](const Plan& plan, const ConstImage& from, const Image& to) {
    const Block scratch(plan.scratch_size(), around.scratch_front, around.scratch_value);
    Message why{};
    Status status = Status::ok;
    for (const Band& rows : bands) {
      for (const Band& columns : bands_from(input, to.size.width, 1)) {
        if (status != Status::ok) break;
        const Crop tile{columns.first, rows.first, columns.last - columns.first, rows.last - rows.first};
        status = plan.execute_tile(from, to, tile, scratch.span(), &why);
      }
    }
    return std::string(status == Status::ok ? "" : why.text);
  });
}

/// Pushes and pulls rows. Pushed rows are gone afterwards.
inline std::string run_rows(const Spec& spec, const Arch& arch, const Pixels& src, const Surroundings& around,
                            Pixels& out, bool& can_stream) {
  can_stream = true;
  return run_with(spec, arch, src, around, out, [&](const Plan& plan, const ConstImage&, const Image& to) {
    if (stream_scratch_size(plan) > stream_scratch_size(spec)) {
      return std::string("the stream needs more scratch than stream_scratch_size says");
    }
    const Block scratch(stream_scratch_size(plan), around.scratch_front, around.scratch_value);
    Message why{};
    Stream stream;
    if (Stream::start(plan, scratch.span(), stream, &why) != Status::ok) {
      can_stream = !(spec.rules.border == Border::reflect && spec.scale != Scale{});  // docs/rows-and-tiles.md
      return std::string(can_stream ? why.text : "");
    }
    const auto pull = [&] {
      while (stream.has_row()) {
        Image row = to;
        row.data = static_cast<std::byte*>(to.data) + stream.pulled() * to.stride;
        row.size.height = 1;
        if (row.plane_stride == 0) row.plane_stride = to.size.height * (to.stride < 0 ? -to.stride : to.stride);
        if (stream.pull(row, &why) != Status::ok) return false;
      }
      return true;
    };
    const std::int64_t bytes = spec.src.width * sizes::bytes_per_pixel(spec.format);
    const std::int32_t planes = sizes::planes(spec.format);
    if (!pull()) return std::string(why.text);
    for (std::int32_t y = 0; y < spec.src.height; ++y) {
      HeapRows line(planes, 1, bytes, around.src);
      for (std::int32_t p = 0; p < planes; ++p) {
        std::memcpy(line.row(p, 0), src.data() + (std::int64_t{p} * spec.src.height + y) * bytes,
                    static_cast<std::size_t>(bytes));
      }
      const ConstImage row{line.data(), {spec.src.width, 1}, line.stride(), spec.format, line.plane_stride()};
      if (stream.push(row, &why) != Status::ok || !pull()) return std::string(why.text);
    }
    return std::string(stream.pulled() == to.size.height ? "" : "rows are missing at the end of the stream");
  });
}

/// Parts of the destination, one after the other, give the bytes of the whole.
inline std::string check_parts(Input& input, Spec spec, const Pixels& src, const Surroundings& around,
                               const Pixels& whole) {
  const std::span<const Arch* const> all = archs();
  const Arch* arch = all[static_cast<std::size_t>(input.below(static_cast<std::int32_t>(all.size())))];
  if (!is_available(*arch)) arch = &scalar();
  const std::vector<Band> bands = bands_from(input, output_size(spec).height, 1);
  spec.block_rows = input.in(1, ISOPEL_MAX_BLOCK_ROWS);
  std::string how = std::string(name(*arch)) + " in " + std::to_string(spec.block_rows) + " block rows and ", problem;
  Pixels got;
  bool is_there = true;
  switch (input.below(3)) {
    case 0:
      how += "bands";
      problem = run(spec, *arch, src, around, bands, got);
      break;
    case 1:
      how += "tiles in bands";
      problem = run_tiles(input, spec, *arch, src, around, bands, got);
      break;
    default:
      how += "row by row, not in bands";
      problem = run_rows(spec, *arch, src, around, got, is_there);
      break;
  }
  if (problem.empty() && is_there && got != whole) problem = difference(got, whole);
  if (problem.empty()) return {};
  for (const Band& band : bands) how += " [" + std::to_string(band.first) + ", " + std::to_string(band.last) + ")";
  return how + ": " + problem;
}

inline Outcome compare_plan(Input& input, const Limits& limits) {
  const Spec spec = spec_from(input, limits.longest);
  const std::int64_t most = limits.most_pixels;
  if (area(spec.src) > most || area(spec.dst) > most || area(output_size(spec)) > most) return {};
  const Surroundings around = surroundings_from(input, sizes::alignment_of(spec.format.element),
                                                sizes::alignment_of(output_format(spec).element));
  const std::int64_t samples = sizes::is_rgb565(spec.format.element) ? 1 : spec.format.channels;
  const Pixels src = samples_from(input, spec.format, area(spec.src) * samples);
  Outcome out{.executed = true, .pixels = area(spec.src) + area(output_size(spec))};
  Pixels want;
  out.problem = run(spec, scalar(), src, {}, {}, want);
  out.hash = hash_of(want);
  for (const Arch* arch : archs()) {
    if (!out.problem.empty()) break;
    if (!is_available(*arch)) continue;
    Pixels got;
    out.problem = run(spec, *arch, src, around, {}, got);
    if (out.problem.empty() && got != want) out.problem = difference(got, want);
    if (!out.problem.empty()) out.problem = std::string(name(*arch)) + ": " + out.problem;
  }
  if (out.problem.empty()) out.problem = check_parts(input, spec, src, around, want);
  if (!out.problem.empty()) out.problem += "\n" + text_of(spec);
  return out;
}

// --- frames

/// The planes of a frame, each in a heap block of its own.
class HeapFrame {
 public:
  HeapFrame(YuvLayout layout, Size size, const Placement& placement) : size_(size), layout_(layout) {
    if (layout == YuvLayout::none) return;
    const Size chroma = sizes::chroma_size(layout, size);
    const auto add = [&](std::int32_t rows, std::int64_t bytes) { planes_.emplace_back(1, rows, bytes, placement); };
    add(size.height, size.width * (sizes::is_packed(layout) ? 2 : 1));
    if (sizes::has_pairs(layout)) add(chroma.height, 2 * std::int64_t{chroma.width});
    if (layout == YuvLayout::i420) {
      add(chroma.height, chroma.width);
      add(chroma.height, chroma.width);
    }
  }
  void fill(Input& input) {
    for (HeapRows& plane : planes_) {
      plane.fill(samples_from(input, gray8, static_cast<std::int64_t>(plane.contents().size())));
    }
  }
  YuvImage view() const {
    YuvImage image{.size = size_, .layout = layout_};
    for (std::size_t i = 0; i < planes_.size(); ++i) {
      image.planes[i] = planes_[i].data();
      image.strides[i] = planes_[i].stride();
    }
    return image;
  }
  Pixels contents() const {
    Pixels all;
    for (const HeapRows& plane : planes_) {
      const Pixels bytes = plane.contents();
      all.insert(all.end(), bytes.begin(), bytes.end());
    }
    return all;
  }
  bool gaps_are_intact() const {
    return std::all_of(planes_.begin(), planes_.end(), [](const HeapRows& plane) { return plane.gaps_are_intact(); });
  }

 private:
  Size size_;
  YuvLayout layout_;
  std::vector<HeapRows> planes_;
};

inline std::string run(const VideoSpec& spec, const Arch& arch, const HeapFrame& src, const Surroundings& around,
                       std::span<const Band> bands, Pixels& out) {
  Block memory(memory_size(spec), around.memory_front);
  VideoPlan plan;
  if (std::string problem = make_plan(spec, arch, around.memory_front, memory, plan); !problem.empty()) return problem;
  const Block scratch(plan.scratch_size(), around.scratch_front, around.scratch_value);
  const bool to_rgb = spec.dst_layout == YuvLayout::none;
  const HeapRows rgb(1, spec.dst.height, 3 * std::int64_t{spec.dst.width}, around.dst);
  const HeapFrame frame(spec.dst_layout, spec.dst, around.dst);
  const Image rgb_view{rgb.data(), spec.dst, rgb.stride(), rgb8};
  Message why{};
  const auto execute = [&](std::int32_t first, std::int32_t last) {
    if (to_rgb) return plan.execute_rows(src.view(), rgb_view, first, last, scratch.span(), &why);
    return plan.execute_rows(src.view(), frame.view(), first, last, scratch.span(), &why);
  };
  if (bands.empty() && execute(0, spec.dst.height) != Status::ok) return why.text;
  for (const Band& band : bands) {
    if (execute(band.first, band.last) != Status::ok) return why.text;
  }
  if (!rgb.gaps_are_intact() || !frame.gaps_are_intact()) return "a byte between the destination's rows was written";
  out = to_rgb ? rgb.contents() : frame.contents();
  return {};
}

inline Outcome compare_video(Input& input, const Limits& limits) {
  VideoSpec spec = video_spec_from(input, limits.longest);
  if (area(spec.src) > limits.most_pixels || area(spec.dst) > limits.most_pixels) return {};
  const Surroundings around = surroundings_from(input, 1, 1);
  HeapFrame src(spec.layout, spec.src, around.src);
  src.fill(input);
  const Pixels before = src.contents();
  Outcome out{.executed = true, .pixels = area(spec.src) + area(spec.dst)};
  Pixels want;
  out.problem = run(spec, scalar(), src, {}, {}, want);
  out.hash = hash_of(want);
  const std::vector<Band> bands = bands_from(input, spec.dst.height, sizes::halves_rows(spec.dst_layout) ? 2 : 1);
  const std::int32_t block_rows = input.in(1, ISOPEL_MAX_BLOCK_ROWS);
  bool whole = true;
  for (const Arch* arch : archs()) {
    if (!out.problem.empty()) break;
    if (!is_available(*arch)) continue;
    Pixels got;
    out.problem = run(spec, *arch, src, around, whole ? std::span<const Band>() : bands, got);
    if (out.problem.empty() && got != want) out.problem = difference(got, want);
    if (!out.problem.empty()) out.problem = name(*arch) + std::string(whole ? ": " : " in bands: ") + out.problem;
    whole = !whole;
    spec.block_rows = block_rows;
  }
  if (out.problem.empty() && src.contents() != before) out.problem = "the source was changed";
  if (!out.problem.empty()) out.problem += "\n" + text_of(spec);
  return out;
}

// --- halves

/// (37), pixel by pixel.
inline Pixels halved(const HalfScale& spec, const Pixels& src) {
  static constexpr std::int32_t weights[3][5] = {{0, 0, 1, 0, 0}, {0, 1, 2, 1, 0}, {1, 4, 6, 4, 1}};
  const auto& w = weights[spec.kernel_size / 2];
  const Size half = half_size(spec.src);
  const std::int32_t channels = spec.format.channels;
  const auto inside = [&](std::int32_t at, std::int32_t side) {
    if (spec.border != Border::reflect) return std::clamp<std::int32_t>(at, 0, side - 1);
    while (side > 1 && (at < 0 || at >= side)) at = at < 0 ? -at : 2 * (side - 1) - at;
    return side == 1 ? 0 : at;
  };
  Pixels out(static_cast<std::size_t>(area(half) * channels), guard);
  for (std::int32_t i = 0; i < static_cast<std::int32_t>(out.size()); ++i) {
    const std::int32_t c = i % channels, x = i / channels % half.width, y = i / channels / half.width;
    std::int32_t sum = 0, all = 0, within = 0;
    for (std::int32_t v = -2; v <= 2; ++v) {
      for (std::int32_t u = -2; u <= 2; ++u) {
        const std::int32_t weight = w[v + 2] * w[u + 2];
        const std::int32_t sx = 2 * x + (spec.src.width % 2 == 0) + u, sy = 2 * y + (spec.src.height % 2 == 0) + v;
        const bool is_in = sx >= 0 && sy >= 0 && sx < spec.src.width && sy < spec.src.height;
        all += weight;
        if (is_in) within += weight;
        const std::int32_t pixel = inside(sy, spec.src.height) * spec.src.width + inside(sx, spec.src.width);
        std::int32_t sample = src[static_cast<std::size_t>(pixel * channels + c)];
        if (!is_in && spec.border == Border::constant) sample = spec.fill[std::min<std::int32_t>(c, 3)];
        if (!is_in && spec.border == Border::renormalize) sample = 0;
        sum += weight * sample;
      }
    }
    if (spec.border == Border::undefined && within != all) continue;
    if (spec.border == Border::renormalize) all = within;
    out[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>((2 * sum + all) / (2 * all));
  }
  return out;
}

inline Outcome compare_half(Input& input, const Limits& limits) {
  const HalfScale spec = half_scale_from(input, limits.longest);
  if (area(spec.src) > limits.most_pixels) return {};
  const Surroundings around = surroundings_from(input, 1, 1);
  const Pixels src = samples_from(input, spec.format, area(spec.src) * spec.format.channels);
  const Size half = half_size(spec.src);
  HeapRows from(1, spec.src.height, std::int64_t{spec.src.width} * spec.format.channels, around.src);
  from.fill(src);
  const HeapRows to(1, half.height, std::int64_t{half.width} * spec.format.channels, around.dst);
  const Block scratch(scratch_size(spec), around.scratch_front, around.scratch_value);
  Outcome out{.executed = true, .pixels = area(spec.src) + area(half)};
  Message why{};
  const Status status = half_scale(spec, {from.data(), spec.src, from.stride(), spec.format},
                                   {to.data(), half, to.stride(), spec.format}, scratch.span(), &why);
  const Pixels got = to.contents(), want = halved(spec, src);
  out.hash = hash_of(got);
  if (status != Status::ok) out.problem = why.text;
  if (status == Status::ok && got != want) out.problem = difference(got, want);
  if (!to.gaps_are_intact()) out.problem = "a byte between the destination's rows was written";
  if (!out.problem.empty()) out.problem += "\n" + text_of(spec);
  return out;
}

/// A plan, seldom a frame or a halving.
inline Outcome compare(Input& input, const Limits& limits) {
  switch (input.below(12)) {
    case 10:
      return compare_video(input, limits);
    case 11:
      return compare_half(input, limits);
    default:
      return compare_plan(input, limits);
  }
}

}  // namespace isopel::fuzz

#endif  // ISOPEL_TESTS_FUZZ_SAME_BYTES_HPP_
