// Any bytes as Spec and as views: whatever it is, there is a status; a sentence if it is not ok; nothing is written
// then, and only pixels of the destination if it is. The C interface says the same.
#include <cstring>
#include <string>

#include "any_view.hpp"
#include "engine/c_convert.hpp"
#include "fuzzer.hpp"
#include "heap_rows.hpp"

namespace isopel::fuzz {
namespace {

/// Where a sentence goes. Only a refusal has one.
class Heard {
 public:
  Heard() { std::memset(said_.text, 0x7f, sizeof said_.text); }
  Message* message() { return &said_; }

  /// The sentence; empty if all is well.
  std::string of(Status status) const {
    const bool silent = said_.text[0] == 0x7f || said_.text[0] == '\0';
    expect(silent == (status == Status::ok),
           std::string("a refusal without a sentence, or the other way round: ") + isopel::message(status));
    if (silent) return {};
    expect(std::memchr(said_.text, '\0', sizeof said_.text) != nullptr, "the sentence does not end");
    for (const char* c = said_.text; *c != '\0'; ++c) {
      expect(*c >= ' ' && *c <= '~', std::string("a letter that is none: ") + said_.text);
    }
    return said_.text;
  }

 private:
  Message said_;
};

void expect_same(Status a, Status b, const char* who) {
  expect(a == b, std::string(who) + " disagree: " + message(a) + "; " + message(b));
}

/// The check with a sentence, the one without and the sizes agree.
template <class AnySpec>
Status check_everyhow(const AnySpec& spec) {
  Heard heard;
  const Status status = check(spec, heard.message());
  heard.of(status);
  expect_same(status, check(spec), "check() with and without a message");
  expect_same(status, check(spec, nullptr), "check() with a message and with null");
  if (status != Status::ok) expect(scratch_size(spec) == 0, "a refused spec has scratch");
  return status;
}

/// Plans of more bytes would only take long.
constexpr std::uint64_t most_memory = 1 << 18, most_scratch = 1 << 22;

/// A plan in `memory`, if there can be one of moderate size; what is refused leaves plan and memory alone.
template <class AnyPlan, class AnySpec>
bool make_plan(const AnySpec& spec, Block& memory, AnyPlan& plan) {
  const Status status = check_everyhow(spec);
  const std::uint64_t size = memory_size(spec);
  if (status == Status::ok) {
    if (size > most_memory || scratch_size(spec) > most_scratch) return false;
    memory = Block(size);
    Heard heard;
    const Status made = AnyPlan::make(spec, memory.span(), plan, nullptr, heard.message());
    expect(made == Status::ok, "check() is content, but not make(): " + heard.of(made));
    const bool has_nan = spec != spec;  // where check() needs no number: a fill without a border of that colour
    expect(plan.spec() == spec || has_nan, "the plan has another spec");
    expect(plan.memory_size() <= size && plan.scratch_size() <= scratch_size(spec), "the sizes are not enough");
    if (plan.memory_size() == 0) return true;
    const Block less(plan.memory_size() - 1);
    AnyPlan none;
    Heard refusal;
    const Status small = AnyPlan::make(spec, less.span(), none, nullptr, refusal.message());
    refusal.of(small);
    expect_same(small, Status::memory_too_small, "make() and its memory_size()");
    expect(none.arch() == nullptr, "a refused plan was made");
    return true;
  }
  expect(size == 0, "a refused spec has memory");
  memory = Block(64);
  Heard checked, heard;
  static_cast<void>(check(spec, checked.message()));
  const Status made = AnyPlan::make(spec, memory.span(), plan, nullptr, heard.message());
  expect_same(made, status, "check() and make()");
  expect(checked.of(status) == heard.of(made), "check() and make() say different things");
  expect(plan.arch() == nullptr, "a refused plan was made");
  for (const std::byte byte : memory.span()) expect(byte == std::byte{guard}, "a refused plan wrote to its memory");
  return false;
}

struct Rows {
  std::int32_t first, last;

  bool are_in(std::int32_t height) const { return first >= 0 && first <= last && last <= height; }
};
Rows any_rows(Input& input, std::int32_t height) {
  if (input.one_in(4)) return {any_side(input), any_side(input)};
  const std::int32_t first = input.in(0, std::clamp<std::int32_t>(height, 0, 70000));
  return {first, input.one_in(2) ? height : first};
}

void expect_honest(const Arena& arena, Status status, const Heard& heard, bool refused, auto may_change) {
  const std::string sentence = heard.of(status);
  expect(!(refused && status == Status::ok), "what had to be refused was executed");
  if (status != Status::ok) {
    expect(arena.unchanged(), "a refused execution wrote: " + sentence);
  } else {
    expect(arena.changed_only(may_change), "an execution wrote beside its rows and its scratch memory");
  }
}

bool is_of(const ConstImage& view, Size size, const Format& format) {
  return view.size == size && view.format == format && view.data != nullptr;
}

void try_plan(Input& input) {
  const Spec spec = input.one_in(3) ? spec_from(input, 40) : any_spec(input);
  Block memory(0);
  Plan plan;
  const isopel_spec c_spec = to_c(spec);
  Heard c_heard;
  const auto c_status = static_cast<Status>(isopel_spec_check(&c_spec, c_heard.message()));
  c_heard.of(c_status);
  const isopel_size c_size = isopel_output_size(&c_spec);
  expect(c_status != Status::ok || (c_size.width > 0 && c_size.height > 0), "a good spec without an output");
  if (spec.block_rows != 0) {
    expect_same(c_status, check(spec), "C and C++");
    expect(isopel_memory_size(&c_spec) == memory_size(spec) && isopel_scratch_size(&c_spec) == scratch_size(spec),
           "C and C++ disagree about sizes");
  }
  const bool made = make_plan(spec, memory, plan);
  if (!made && check(spec) == Status::ok) return;

  const Arena arena(input);
  const Size size = made ? output_size(spec) : spec.dst;
  const Format to = made ? output_format(spec) : gray8;
  const ConstImage src = any_view(input, arena, spec.src, made ? spec.format : gray8);
  const Image dst = any_view(input, arena, size, to);
  std::span<std::byte> scratch = any_scratch(input, arena, plan.scratch_size());
  const bool in_tables = input.one_in(32);
  if (in_tables) scratch = memory.span();
  Rows rows = any_rows(input, size.height);
  const bool fits = made && is_of(src, spec.src, spec.format) && is_of(dst, size, to);
  const Span scratch_extent = extent_of(scratch, plan.scratch_size());
  bool refused = !fits || !rows.are_in(size.height) || scratch.size() < plan.scratch_size() ||
                 (in_tables && plan.memory_size() != 0 && plan.scratch_size() != 0);
  if (fits) {
    const Span from = extent_of(src), result = extent_of(dst);
    refused |= from.overlaps(result) || scratch_extent.overlaps(from) || scratch_extent.overlaps(result);
    if (!arena.contains(from) || !arena.contains(result)) {
      rows.first = -1;  // the views are not real: there has to be a reason to stop
      refused = true;
    }
  }
  Heard heard;
  Status status;
  if (input.one_in(2)) {
    isopel_plan c_plan{};
    if (made) {
      status = static_cast<Status>(
          isopel_plan_make(&c_spec, memory.data(), memory.size(), nullptr, &c_plan, heard.message()));
      expect(status == Status::ok, "C++ made a plan, but not C: " + heard.of(status));
      expect(isopel_plan_memory_size(&c_plan) == plan.memory_size() &&
                 isopel_plan_scratch_size(&c_plan) == plan.scratch_size() && isopel_plan_arch(&c_plan) != nullptr,
             "C and C++ made different plans");
    }
    const isopel_const_image c_src{
        src.data, {src.size.width, src.size.height}, src.stride, to_c(src.format), src.plane_stride};
    const isopel_image c_dst{
        dst.data, {dst.size.width, dst.size.height}, dst.stride, to_c(dst.format), dst.plane_stride};
    status = static_cast<Status>(isopel_plan_execute_rows(&c_plan, c_src, c_dst, rows.first, rows.last, scratch.data(),
                                                          scratch.size(), heard.message()));
  } else {
    status = plan.execute_rows(src, dst, rows.first, rows.last, scratch, heard.message());
  }
  expect_honest(arena, status, heard, refused, [&](__int128 address) {
    return scratch_extent.holds(address) || is_pixel(dst, rows.first, rows.last, address);
  });
}

/// The planes of a frame, as any_view().
YuvImage any_frame(Input& input, const Arena& arena, YuvLayout layout, Size size) {
  YuvImage image{.planes = {}, .strides = {}, .size = input.one_in(16) ? any_size(input) : size, .layout = layout};
  if (input.one_in(16)) image.layout = static_cast<YuvLayout>(any_id(input, ISOPEL_YUV_UYVY));
  for (int plane = 0; plane < 3; ++plane) {
    image.planes[plane] = any_pointer(input, arena);
    image.strides[plane] = any_stride(input, std::int64_t{size.width} * (sizes::is_packed(layout) ? 2 : 1));
  }
  return image;
}

/// Its planes as images of one channel.
std::vector<ConstImage> planes_of(const ConstYuvImage& image) {
  const Size chroma = sizes::chroma_size(image.layout, image.size);
  std::vector<ConstImage> out;
  const auto add = [&](Size size, std::int32_t channels) {
    const std::size_t i = out.size();
    out.push_back({image.planes[i], size, image.strides[i], {Element::u8, channels}});
  };
  add(image.size, sizes::is_packed(image.layout) ? 2 : 1);
  if (sizes::has_pairs(image.layout)) add(chroma, 2);
  if (image.layout == YuvLayout::i420) {
    add(chroma, 1);
    add(chroma, 1);
  }
  return out;
}

void try_video(Input& input) {
  const VideoSpec spec = input.one_in(2) ? video_spec_from(input, 40) : any_video_spec(input);
  Block memory(0);
  VideoPlan plan;
  const bool made = make_plan(spec, memory, plan);
  if (!made && check(spec) == Status::ok) return;

  const Arena arena(input);
  const bool to_rgb = (spec.dst_layout == YuvLayout::none) != input.one_in(32);
  const ConstYuvImage src = any_frame(input, arena, spec.layout, spec.src);
  const YuvImage frame = any_frame(input, arena, spec.dst_layout, spec.dst);
  const Image rgb = any_view(input, arena, spec.dst, rgb8);
  const std::span<std::byte> scratch = any_scratch(input, arena, plan.scratch_size());
  Rows rows = any_rows(input, spec.dst.height);
  const Span scratch_extent = extent_of(scratch, plan.scratch_size());
  std::vector<ConstImage> results;
  bool refused = !made || to_rgb != (spec.dst_layout == YuvLayout::none) || src.size != spec.src ||
                 src.layout != spec.layout || !rows.are_in(spec.dst.height) || scratch.size() < plan.scratch_size();
  refused |=
      to_rgb ? rgb.size != spec.dst || rgb.format != rgb8 : frame.size != spec.dst || frame.layout != spec.dst_layout;
  if (!refused) {
    results = to_rgb ? std::vector<ConstImage>{rgb} : planes_of(frame);
    bool unreal = false;
    for (const ConstImage& plane : planes_of(src)) {
      unreal |= !arena.contains(extent_of(plane));
      refused |= plane.data == nullptr || extent_of(plane).overlaps(scratch_extent);
      for (const ConstImage& result : results) refused |= extent_of(plane).overlaps(extent_of(result));
    }
    for (const ConstImage& result : results) {
      unreal |= !arena.contains(extent_of(result));
      refused |= result.data == nullptr || extent_of(result).overlaps(scratch_extent);
    }
    if (unreal) {
      rows.first = -1;
      refused = true;
    }
  }
  Heard heard;
  const Status status = to_rgb ? plan.execute_rows(src, rgb, rows.first, rows.last, scratch, heard.message())
                               : plan.execute_rows(src, frame, rows.first, rows.last, scratch, heard.message());
  const std::int32_t rows_per_chroma = sizes::halves_rows(spec.dst_layout) ? 2 : 1;
  expect_honest(arena, status, heard, refused, [&](__int128 address) {
    if (scratch_extent.holds(address)) return true;
    for (std::size_t i = 0; i < results.size(); ++i) {
      const std::int32_t rows_per_row = i == 0 ? 1 : rows_per_chroma;
      if (is_pixel(results[i], rows.first / rows_per_row, rows.last / rows_per_row, address)) return true;
    }
    return false;
  });
}

void try_half(Input& input) {
  const HalfScale spec = input.one_in(2) ? half_scale_from(input, 40) : any_half_scale(input);
  const bool good = check_everyhow(spec) == Status::ok;
  if (good && scratch_size(spec) > most_scratch) return;
  const Arena arena(input);
  const Size half = half_size(spec.src);
  const Format format = good ? spec.format : gray8;
  const ConstImage src = any_view(input, arena, spec.src, format);
  const Image dst = any_view(input, arena, half, format);
  const std::span<std::byte> scratch = any_scratch(input, arena, scratch_size(spec));
  const Span scratch_extent = extent_of(scratch, scratch_size(spec));
  bool refused = !good || !is_of(src, spec.src, format) || !is_of(dst, half, format);
  if (!refused) {
    const Span from = extent_of(src), result = extent_of(dst);
    if (!arena.contains(from) || !arena.contains(result)) return;  // nothing could stop it
    refused = from.overlaps(result) || scratch_extent.overlaps(from) || scratch_extent.overlaps(result) ||
              scratch.size() < scratch_size(spec);
  }
  Heard heard;
  const Status status = half_scale(spec, src, dst, scratch, heard.message());
  expect_honest(arena, status, heard, refused, [&](__int128 address) {
    return scratch_extent.holds(address) || is_pixel(dst, 0, half.height, address);
  });
}

/// The one call, whose plan is in the heap.
void try_resize(Input& input) {
  const Spec wanted = input.one_in(2) ? spec_from(input, 30) : any_spec(input);
  const Arena arena(input);
  const ConstImage src = any_view(input, arena, wanted.src, gray8);
  const Image dst = any_view(input, arena, wanted.dst, gray8);
  const Spec spec{
      .src = src.size, .dst = dst.size, .format = src.format, .rules = wanted.rules, .dst_format = dst.format};
  const bool good = check(spec) == Status::ok;
  if (good && !(arena.contains(extent_of(src)) && arena.contains(extent_of(dst)))) return;  // nothing could stop it
  const bool refused = !good || extent_of(src).overlaps(extent_of(dst));
  Heard heard;
  const Status status = resize(src, dst, wanted.rules, heard.message());
  expect_honest(arena, status, heard, refused,
                [&](__int128 address) { return is_pixel(dst, 0, dst.size.height, address); });
}

}  // namespace

void try_bytes(std::span<const std::uint8_t> bytes) {
  Input input(bytes);
  switch (input.below(8)) {
    case 4:
    case 5:
      return try_video(input);
    case 6:
      return try_half(input);
    case 7:
      return try_resize(input);
    default:
      return try_plan(input);
  }
}

}  // namespace isopel::fuzz
