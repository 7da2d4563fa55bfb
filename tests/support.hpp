// What the tests share: a repeatable random sequence, images with guards around them, and runs of a plan.
#ifndef ISOPEL_TESTS_SUPPORT_HPP_
#define ISOPEL_TESTS_SUPPORT_HPP_

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "isopel/isopel.hpp"
#include "random.hpp"

#if defined(__linux__)
#include <sys/mman.h>
#include <unistd.h>
#else
#include "fenced.h"
#endif
#if defined(__has_feature)
#if __has_feature(memory_sanitizer)
#include <sanitizer/msan_interface.h>
#define ISOPEL_MEMORY_SANITIZER 1
#endif
#endif

namespace isopel::test {

/// How often something is repeated: where it takes long, on boards, under emulation and with sanitizers, less often.
inline int repetitions(int hosts, int boards) {
#if defined(__linux__)
  static const bool takes_long = std::getenv("ISOPEL_FEW_REPETITIONS") != nullptr;
  return takes_long ? boards : hosts;
#else
  static_cast<void>(hosts);
  return boards;
#endif
}

/// The conformance sequence: s = s * 1664525 + 1013904223 from 12345; each byte is s >> 24.
class Sequence {
 public:
  std::uint8_t next() {
    state_ = state_ * 1664525u + 1013904223u;
    return static_cast<std::uint8_t>(state_ >> 24);
  }
  std::vector<std::uint8_t> bytes(std::size_t count) {
    std::vector<std::uint8_t> out(count);
    for (std::uint8_t& byte : out) byte = next();
    return out;
  }
  /// Only 0 and 255: the sequence's top bit.
  std::vector<std::uint8_t> binary(std::size_t count) {
    std::vector<std::uint8_t> out(count);
    for (std::uint8_t& byte : out) byte = next() >= 128 ? 255 : 0;
    return out;
  }

 private:
  std::uint32_t state_ = 12345;
};

/// FNV-1a, 32 bits.
inline std::uint32_t hash(std::span<const std::uint8_t> bytes) {
  std::uint32_t h = 2166136261u;
  for (const std::uint8_t byte : bytes) h = (h ^ byte) * 16777619u;
  return h;
}

/// The bytes of samples of that size as they are on a little-endian processor, where the vectors come from.
inline std::vector<std::uint8_t> little_endian(std::vector<std::uint8_t> bytes, std::size_t sample_bytes) {
  if constexpr (std::endian::native == std::endian::big) {
    for (auto sample = bytes.begin(); sample != bytes.end(); sample += static_cast<std::ptrdiff_t>(sample_bytes)) {
      std::reverse(sample, sample + static_cast<std::ptrdiff_t>(sample_bytes));
    }
  }
  return bytes;
}

/// With the memory sanitizer: the bytes count as never written, whatever they are.
inline void forget([[maybe_unused]] void* data, [[maybe_unused]] std::size_t size) {
#if defined(ISOPEL_MEMORY_SANITIZER)
  __msan_poison(data, size);
#endif
}

/// With the memory sanitizer: ends the program if one of the bytes was not written, or depends on such a one.
inline void expect_known([[maybe_unused]] const void* data, [[maybe_unused]] std::size_t size) {
#if defined(ISOPEL_MEMORY_SANITIZER)
  __msan_check_mem_is_initialized(data, size);
#endif
}

/// Memory whose last byte is followed by an unreadable page where the system or the board has one, so that a read past
/// the end ends the test program.
class FencedBytes {
 public:
  explicit FencedBytes(std::size_t size) : size_(size) {
#if defined(__linux__)
    const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
    mapped_ = (size + page - 1) / page * page + page;
    void* base = mmap(nullptr, mapped_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (base == MAP_FAILED) abort();
    base_ = static_cast<std::byte*>(base);
    if (mprotect(base_ + mapped_ - page, page, PROT_NONE) != 0) abort();
    data_ = base_ + mapped_ - page - size;
#else
    base_ = static_cast<std::byte*>(isopel_board_fenced(size));
    if (base_ == nullptr) base_ = new std::byte[size == 0 ? 1 : size];
    data_ = base_;
#endif
  }
  ~FencedBytes() {
#if defined(__linux__)
    if (base_ != nullptr) munmap(base_, mapped_);
#else
    if (isopel_board_unfence(base_) == 0) delete[] base_;
#endif
  }
  FencedBytes(FencedBytes&& other) noexcept { *this = std::move(other); }
  FencedBytes& operator=(FencedBytes&& other) noexcept {
    std::swap(base_, other.base_);
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    std::swap(mapped_, other.mapped_);
    return *this;
  }
  FencedBytes(const FencedBytes&) = delete;
  FencedBytes& operator=(const FencedBytes&) = delete;

  std::byte* data() { return data_; }
  std::uint8_t* u8() { return reinterpret_cast<std::uint8_t*>(data_); }
  std::size_t size() const { return size_; }
  std::span<std::byte> span() { return {data_, size_}; }

 private:
  std::byte* base_ = nullptr;
  std::byte* data_ = nullptr;
  std::size_t size_ = 0, mapped_ = 0;
};

inline constexpr std::uint8_t guard = 0xa5;

/// Rows of `row_bytes` with guard bytes before, between and after them; check() finds any that changed.
class GuardedRows {
 public:
  GuardedRows(std::int32_t rows, std::size_t row_bytes, std::size_t gap, bool upside_down, std::size_t alignment = 1)
      : rows_(rows), row_bytes_(row_bytes), gap_(gap), upside_down_(upside_down) {
    bytes_.assign(margin * 2 + alignment + static_cast<std::size_t>(rows) * pitch(), guard);
    const auto address = reinterpret_cast<std::uintptr_t>(bytes_.data() + margin);
    start_ = margin + (0 - address) % alignment;
  }
  std::ptrdiff_t stride() const {
    return upside_down_ ? -static_cast<std::ptrdiff_t>(pitch()) : static_cast<std::ptrdiff_t>(pitch());
  }
  std::uint8_t* row(std::int32_t r) {
    const auto place = static_cast<std::size_t>(upside_down_ ? rows_ - 1 - r : r);
    return bytes_.data() + start_ + place * pitch();
  }
  std::vector<std::uint8_t> contents() {
    std::vector<std::uint8_t> out;
    for (std::int32_t r = 0; r < rows_; ++r) out.insert(out.end(), row(r), row(r) + row_bytes_);
    return out;
  }
  /// Whether every guard byte still stands.
  bool intact() const {
    for (std::size_t i = 0; i < bytes_.size(); ++i) {
      const bool inside =
          i >= start_ && i < start_ + static_cast<std::size_t>(rows_) * pitch() && (i - start_) % pitch() < row_bytes_;
      if (!inside && bytes_[i] != guard) return false;
    }
    return true;
  }

 private:
  static constexpr std::size_t margin = 128;
  std::size_t pitch() const { return row_bytes_ + gap_; }
  std::int32_t rows_;
  std::size_t row_bytes_, gap_, start_ = 0;
  bool upside_down_;
  std::vector<std::uint8_t> bytes_;
};

/// The archs that this processor can run, best first.
inline std::vector<const Arch*> available_archs() {
  std::vector<const Arch*> out;
  for (const Arch* arch : archs()) {
    if (is_available(*arch)) out.push_back(arch);
  }
  return out;
}

inline std::string name_of(const ::testing::TestParamInfo<const Arch*>& info) { return name(*info.param); }

/// One plan made, run and checked for guards; the output's bytes without gaps. `first` and `last` choose a band, the
/// other rows then keep the guard value.
struct Output {
  std::vector<std::uint8_t> bytes;
  Plan::Method method = Plan::Method::none;
};

/// How the views of a run lie in memory: bytes between rows, and whether the last row comes first; and what the scratch
/// memory holds.
struct Placement {
  std::size_t src_gap = 0, dst_gap = 5;
  bool src_upside_down = false, dst_upside_down = false;
  std::uint8_t scratch = 0x77;
};

inline Output run(const Spec& spec, std::span<const std::uint8_t> src, const Arch& arch, std::int32_t first = 0,
                  std::int32_t last = -1, const Placement& placement = {}) {
  Message why{};
  FencedBytes memory(static_cast<std::size_t>(memory_size(spec)));
  forget(memory.data(), memory.size());
  Plan plan;
  EXPECT_EQ(Plan::make(spec, memory.span(), plan, &arch, &why), Status::ok) << why.text;
  EXPECT_LE(plan.memory_size(), memory_size(spec));
  EXPECT_LE(plan.scratch_size(), scratch_size(spec));
  FencedBytes scratch(static_cast<std::size_t>(plan.scratch_size()));
  if (scratch.size() != 0) std::memset(scratch.data(), placement.scratch, scratch.size());
  const auto pixel = static_cast<std::size_t>(sizes::bytes_per_pixel(spec.format));
  const auto aligned = [](std::size_t gap, Format format) {
    return static_cast<std::size_t>(
        sizes::round_up(static_cast<std::int64_t>(gap), sizes::alignment_of(format.element)));
  };
  // Planes follow each other. The last row in memory has no gap behind it: the fence stands at its last pixel.
  const auto src_rows = static_cast<std::size_t>(spec.src.height * sizes::planes(spec.format));
  const std::size_t src_row = static_cast<std::size_t>(spec.src.width) * pixel;
  const std::size_t pitch = src_row + aligned(placement.src_gap, spec.format);
  FencedBytes source(pitch * (src_rows - 1) + src_row);
  std::memset(source.data(), guard, source.size());
  forget(source.data(), source.size());
  const auto place = [&](std::size_t row) {
    return source.data() + pitch * (placement.src_upside_down ? src_rows - 1 - row : row);
  };
  for (std::size_t row = 0; row < src_rows; ++row) std::memcpy(place(row), src.data() + row * src_row, src_row);
  const auto src_pitch = static_cast<std::ptrdiff_t>(pitch);
  const std::ptrdiff_t src_stride = placement.src_upside_down ? -src_pitch : src_pitch;
  const Format to = output_format(spec);
  const Size size = output_size(spec);
  const auto dst_row = static_cast<std::size_t>(size.width) * static_cast<std::size_t>(sizes::bytes_per_pixel(to));
  GuardedRows out(size.height * sizes::planes(to), dst_row, aligned(placement.dst_gap, to), placement.dst_upside_down,
                  static_cast<std::size_t>(sizes::alignment_of(to.element)));
  if (last < 0) last = size.height;
  const auto for_each_row = [&](auto visit) {            // of those that are to be written
    if (spec.rules.border == Border::undefined) return;  // some of its pixels are not
    for (std::int32_t plane = 0; plane < sizes::planes(to); ++plane) {
      for (std::int32_t row = first; row < last; ++row) visit(out.row(plane * size.height + row), dst_row);
    }
  };
  for_each_row(forget);
  const Status status = plan.execute_rows({place(0), spec.src, src_stride, spec.format, src_stride * spec.src.height},
                                          {out.row(0), size, out.stride(), to, out.stride() * size.height}, first, last,
                                          scratch.span(), &why);
  for_each_row(expect_known);
  EXPECT_EQ(status, Status::ok) << why.text;
  EXPECT_TRUE(out.intact()) << "a byte outside the destination was written";
  for (std::size_t row = 0; row < src_rows; ++row) {
    EXPECT_EQ(std::memcmp(place(row), src.data() + row * src_row, src_row), 0) << "the source was changed";
  }
  return {out.contents(), plan.method()};
}

/// How two outputs differ, for the failure message.
inline std::string difference(std::span<const std::uint8_t> a, std::span<const std::uint8_t> b) {
  std::size_t count = 0, first = 0;
  for (std::size_t i = a.size(); i-- > 0;) {
    if (a[i] != b[i]) {
      ++count;
      first = i;
    }
  }
  return std::to_string(count) + " bytes differ, the first at " + std::to_string(first);
}

/// A list of numbers and ids, for messages.
class Said {
 public:
  template <class... Values>
  Said& operator()(const char* what, Values... values) {
    text_ += std::string(text_.empty() ? "" : ", ") + what;
    ((text_ += " " + say(values)), ...);
    return *this;
  }
  std::string text() const { return text_; }

 private:
  template <class Value>
  static std::string say(Value value) {
    if constexpr (std::is_enum_v<Value>) {
      return std::to_string(static_cast<std::int32_t>(value));
    } else {
      return std::to_string(value);
    }
  }
  std::string text_;
};

inline std::string describe(const Spec& spec) {
  const Rules& rules = spec.rules;
  Said words;
  words("arithmetic", rules.arithmetic)("filter", rules.filter)(rules.antialias ? "antialiased" : "as it is");
  words("border", rules.border)("grid", rules.grid)("alpha", rules.alpha)("light", rules.light);
  words("from", spec.src.width, spec.src.height)("to", spec.dst.width, spec.dst.height);
  const auto format = [&](const char* what, const Format& f) {
    words(what, f.element, f.channels, f.layout, f.maximum);
  };
  format("element, channels, layout, maximum", spec.format);
  if (output_format(spec) != spec.format) format("stored as", output_format(spec));
  words("block_rows", spec.block_rows);
  if (spec.box != Box{}) words("box", spec.box.left, spec.box.top, spec.box.right, spec.box.bottom);
  if (spec.scale != Scale{}) words("scale", spec.scale.x, spec.scale.y);
  if (spec.crop != Crop{}) words("crop", spec.crop.left, spec.crop.top, spec.crop.width, spec.crop.height);
  if (spec.pad != Pad{}) words("pad", spec.pad.left, spec.pad.top, spec.pad.right, spec.pad.bottom);
  words("fill", spec.fill[0], spec.fill[1], spec.fill[2], spec.fill[3]);
  if (sizes::normalizes(spec)) words("divisor", spec.normalization.divisor);
  if (sizes::quantizes(spec)) words("zero_point", spec.quantization.zero_point);
  if (spec.src_siting != spec.dst_siting || spec.src_siting != Siting::centre) {
    words("sitings", spec.src_siting, spec.dst_siting);
  }
  return words.text();
}

/// A random spec; small sides are more likely, and so are the ratios at which something special happens.
inline Spec random_spec(Random& random, std::int32_t longest) {
  const auto side = [&] { return random.in(1, random.one_in(4) ? longest : longest / 4); };
  Spec spec{.src = {side(), side()},
            .dst = {side(), side()},
            .format = {Element::u8, random.in(1, 4)},
            .rules = {static_cast<Filter>(random.in(0, ISOPEL_FILTER_LANCZOS4)),
                      random.one_in(2) ? Border::replicate : Border::renormalize, random.one_in(2)},
            .block_rows = random.in(1, 9)};
  if (random.one_in(6)) spec.dst.width = spec.src.width;
  if (random.one_in(6)) spec.dst.height = spec.src.height;
  if (random.one_in(6)) spec.src.width = spec.dst.width * random.in(1, 4);
  if (random.one_in(6)) spec.src.height = spec.dst.height * random.in(1, 4);
  return spec;
}

/// A random spec with the rules of a preset: with boxes, scales, alpha and packed pixels where there are such.
inline Spec random_preset_spec(Random& random, std::int32_t longest, const Preset& preset) {
  const auto factor = [&] { return random.one_in(3) ? 1.0 / random.in(1, 6) : random.in(1, 3000) / 1000.0; };
  for (;;) {
    Spec spec = random_spec(random, longest);
    spec.rules = preset.rules;
    const Arithmetic arithmetic = spec.rules.arithmetic;
    const bool pillow = sizes::is_pillow(arithmetic), reduces = pillow && spec.rules.filter == Filter::area;
    if (sizes::is_openmv(arithmetic)) spec.format = random.one_in(2) ? gray8 : rgb565;
    if (pillow && random.one_in(4)) spec.rules.alpha = Alpha::none;
    if ((pillow || arithmetic == Arithmetic::openmv) && random.one_in(2)) {
      const std::int32_t left = random.in(0, spec.src.width - 1), top = random.in(0, spec.src.height - 1);
      spec.box = {static_cast<double>(left), static_cast<double>(top),
                  static_cast<double>(random.in(left + 1, spec.src.width)),
                  static_cast<double>(random.in(top + 1, spec.src.height))};
      if (pillow && !reduces && random.one_in(2)) {
        spec.box.left += 0.37;
        spec.box.bottom -= 0.21;
      }
      if (random.one_in(4)) spec.dst.width = static_cast<std::int32_t>(spec.box.right - spec.box.left);
      if (random.one_in(4)) spec.dst.height = static_cast<std::int32_t>(spec.box.bottom - spec.box.top);
    }
    const Box part = sizes::part(spec);
    if (reduces) {
      const std::int32_t x = random.in(1, 7), y = random.in(1, 7);
      spec.scale = {1.0 / x, 1.0 / y};
      spec.dst = {(static_cast<std::int32_t>(part.right - part.left) + x - 1) / x,
                  (static_cast<std::int32_t>(part.bottom - part.top) + y - 1) / y};
    } else if (!pillow && random.one_in(3)) {
      spec.scale = {factor(), factor()};
      if (sizes::is_opencv(arithmetic)) {
        spec.dst = {static_cast<std::int32_t>(sizes::round_half_even(spec.src.width * spec.scale.x)),
                    static_cast<std::int32_t>(sizes::round_half_even(spec.src.height * spec.scale.y))};
      }
    }
    if (sizes::is_openmv(arithmetic)) spec.dst = {sizes::openmv_x(spec).dst, sizes::openmv_y(spec).dst};
    if (spec.dst.width >= 1 && spec.dst.height >= 1 && spec.dst.width <= longest && spec.dst.height <= longest &&
        check(spec) == Status::ok) {
      return spec;
    }
  }
}

/// A random spec of contract 1 with any grid, border, box, scale, format, alpha, light, crop, pad and storing.
inline Spec random_format_spec(Random& random, std::int32_t longest) {
  for (;;) {
    Spec spec = random_spec(random, longest);
    Rules& rules = spec.rules;
    rules.border = static_cast<Border>(random.in(0, ISOPEL_BORDER_UNDEFINED));
    if (random.one_in(2)) rules.grid = static_cast<Grid>(random.in(0, ISOPEL_GRID_ASYMMETRIC));
    spec.format.element = static_cast<Element>(random.one_in(3) ? 0 : random.in(0, ISOPEL_ELEMENT_RGB565_BE));
    if (sizes::is_rgb565(spec.format.element)) spec.format.channels = 1;
    if (random.one_in(12)) spec.format.channels = random.in(5, 9);
    if (random.one_in(3)) spec.format.layout = Layout::planar;
    if (spec.format.element == Element::u16 && random.one_in(2)) spec.format.maximum = random.one_in(2) ? 1023 : 4095;
    if (random.one_in(3)) rules.alpha = static_cast<Alpha>(random.in(0, ISOPEL_ALPHA_PREMULTIPLIED));
    if (random.one_in(4)) rules.light = Light::linear;
    const auto fixed = [&](std::int32_t low, std::int32_t high) {
      return random.one_in(2) ? random.in(low, high) : random.in(low * 65536, high * 65536) / 65536.0;
    };
    if (random.one_in(3)) {
      const double left = fixed(0, spec.src.width), top = fixed(0, spec.src.height);
      spec.box = {left, top, fixed(0, spec.src.width), fixed(0, spec.src.height)};
    }
    if (random.one_in(5)) spec.scale = {random.in(2000, 200000) / 65536.0, random.in(2000, 200000) / 65536.0};
    if (random.one_in(6)) {
      spec.src_siting = static_cast<Siting>(random.in(0, ISOPEL_SITING_TOP_LEFT));
      spec.dst_siting = static_cast<Siting>(random.in(0, ISOPEL_SITING_TOP_LEFT));
    }
    if (random.one_in(3)) {
      spec.crop = {random.in(0, spec.dst.width - 1), random.in(0, spec.dst.height - 1), 0, 0};
      spec.crop.width = random.in(1, spec.dst.width - spec.crop.left);
      spec.crop.height = random.in(1, spec.dst.height - spec.crop.top);
    }
    if (random.one_in(4)) spec.pad = {random.in(0, 5), random.in(0, 5), random.in(0, 5), random.in(0, 5)};
    for (float& value : spec.fill) value = static_cast<float>(random.in(0, 127));
    if (random.one_in(2)) {
      spec.dst_format = {static_cast<Element>(random.in(0, ISOPEL_ELEMENT_RGB565_BE)), sizes::channels_of(spec.format),
                         random.one_in(2) ? Layout::planar : Layout::interleaved};
      if (sizes::is_rgb565(spec.dst_format.element)) spec.dst_format.channels = 1;
      if (spec.dst_format.element == spec.format.element) spec.dst_format.maximum = spec.format.maximum;
    }
    if (sizes::is_float(output_format(spec).element) && random.one_in(2)) {
      spec.normalization = {255, {0.485f, 0.456f, 0.406f, 0.5f}, {0.229f, 0.224f, 0.225f, 0}};
    }
    if (output_format(spec).element == Element::i8 && random.one_in(2))
      spec.quantization = {random.in(-128, 127), 2, 3};
    if (check(spec) == Status::ok) return spec;
  }
}

/// A source for it. Floats are finite and moderate.
inline std::vector<std::uint8_t> random_source(Random& random, const Spec& spec) {
  const Size size{spec.src.width, spec.src.height * sizes::planes(spec.format)};
  std::vector<std::uint8_t> out(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height) *
                                static_cast<std::size_t>(sizes::bytes_per_pixel(spec.format)));
  const bool binary = random.one_in(3);
  for (std::uint8_t& byte : out) {
    byte = static_cast<std::uint8_t>(random.next());
    if (binary) byte = byte >= 128 ? 255 : 0;
  }
  if (spec.format.element == Element::f32) {
    for (std::size_t at = 0; at < out.size(); at += 4) {
      const float value = static_cast<float>(random.in(-1000000, 1000000)) / 4096;
      std::memcpy(out.data() + at, &value, sizeof value);
    }
  }
  if (spec.format.element == Element::f16) {
    for (std::size_t at = 1; at < out.size(); at += 2) out[at] &= 0xbf;  // below 2
  }
  return out;
}

inline std::vector<std::uint8_t> random_image(Random& random, Size size, std::int64_t pixel_bytes) {
  std::vector<std::uint8_t> out(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height) *
                                static_cast<std::size_t>(pixel_bytes));
  const bool binary = random.one_in(3);  // 0 and 255 only: the largest overshoots
  for (std::uint8_t& byte : out) {
    byte = static_cast<std::uint8_t>(random.next());
    if (binary) byte = byte >= 128 ? 255 : 0;
  }
  return out;
}

}  // namespace isopel::test

#endif  // ISOPEL_TESTS_SUPPORT_HPP_
