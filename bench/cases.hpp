// The one list of benchmark cases, for hosts and boards: every method x every format that its arithmetic knows x every
// geometry, as far as all three are for that side.
#ifndef ISOPEL_BENCH_CASES_HPP_
#define ISOPEL_BENCH_CASES_HPP_

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <span>

#include "isopel/isopel.hpp"

namespace isopel::bench {

/// Who runs it. A sweep is for a host: images of many sizes at one scale, to see where caches end.
enum class Side { host = 1, board = 2, both = 3, sweep = 4 };

constexpr bool is_for(Side whose, Side side) { return (static_cast<int>(whose) & static_cast<int>(side)) != 0; }

struct Method {
  Side side;
  const char* name;
  Rules rules;
  const char* preset = nullptr;  ///< its name in the library, if its bytes are those of another one
  bool swept = false;
};

inline constexpr Method methods[] = {
    {Side::both, "nearest", {Filter::nearest}, nullptr, true},
    {Side::host, "bilinear", {Filter::bilinear}, nullptr, true},
    {Side::both, "bilinear-aa", {Filter::bilinear, Border::replicate, true}, nullptr, true},
    {Side::host, "catmull-rom", {Filter::catmull_rom}},
    {Side::both, "catmull-rom-aa", {Filter::catmull_rom, Border::replicate, true}},
    {Side::both, "area", {Filter::area}},
    {Side::host, "lanczos2", {Filter::lanczos2}},
    {Side::host, "lanczos2-aa", {Filter::lanczos2, Border::replicate, true}},
    {Side::host, "lanczos3", {Filter::lanczos3}},
    {Side::both, "lanczos3-aa", {Filter::lanczos3, Border::replicate, true}, nullptr, true},
    {Side::host, "lanczos4", {Filter::lanczos4}},
    {Side::host, "lanczos4-aa", {Filter::lanczos4, Border::replicate, true}},
    {Side::both,
     "pillow-bilinear",
     {Filter::bilinear, Border::renormalize, true, Arithmetic::pillow},
     "pillow/bilinear"},
    {Side::both,
     "opencv-4-linear",
     {Filter::bilinear, Border::replicate, false, Arithmetic::opencv},
     "opencv-4/linear"},
    {Side::both, "opencv-4-area", {Filter::area, Border::replicate, false, Arithmetic::opencv}, "opencv-4/area/x86"},
    {Side::both, "opencv-4-cubic", {Filter::cubic, Border::replicate, false, Arithmetic::opencv}, "opencv-4/cubic/x86"},
    {Side::both,
     "opencv-4-lanczos4",
     {Filter::lanczos4, Border::replicate, false, Arithmetic::opencv},
     "opencv-4/lanczos4"},
    {Side::both,
     "openmv-bilinear",
     {Filter::bilinear, Border::replicate, false, Arithmetic::openmv},
     "openmv/bilinear"},
};

struct Pixels {
  Side side;
  const char* name;
  Format format;
  bool nv12 = false;  ///< frames: rows of luma in `format`, then half as many rows of chroma pairs
  bool swept = false;
};

inline constexpr Pixels pixels[] = {
    {Side::both, "gray", gray8, false, true},
    {Side::both, "rgb", rgb8, false, true},
    {Side::host, "rgba", rgba8},
    {Side::board, "rgb565", rgb565},
    {Side::host, "gray-u16", {Element::u16, 1}},
    {Side::host, "rgb-u16", {Element::u16, 3}},
    {Side::host, "rgba-u16", {Element::u16, 4}},
    {Side::host, "gray-f32", {Element::f32, 1}},
    {Side::host, "rgb-f32", {Element::f32, 3}},
    {Side::host, "rgba-f32", {Element::f32, 4}},
    {Side::host, "nv12", gray8, true},
};

struct Geometry {
  Side side;
  Size src, dst;
};

inline constexpr Geometry geometries[] = {
    {Side::host, {1920, 1080}, {960, 540}},   // a half
    {Side::host, {1920, 1080}, {640, 360}},   // a third: area is exact, sample points hit pixel centres
    {Side::host, {1920, 1080}, {480, 270}},   // a quarter
    {Side::host, {1920, 1080}, {224, 224}},   // to a network
    {Side::host, {4000, 3000}, {1024, 768}},  // a photograph, beyond the caches
    {Side::host, {640, 480}, {96, 96}},       // small: the plan counts, too
    {Side::host, {240, 160}, {45, 30}},       // likewise
    {Side::host, {1280, 720}, {1920, 1080}},  // one and a half times
    {Side::host, {512, 512}, {2048, 2048}},   // four times
    {Side::host, {620, 380}, {700, 450}},     // nothing is special
    {Side::sweep, {80, 60}, {32, 24}},        // two and a half times, from L1 to memory
    {Side::sweep, {160, 120}, {64, 48}},
    {Side::sweep, {320, 240}, {128, 96}},
    {Side::sweep, {640, 480}, {256, 192}},
    {Side::sweep, {1280, 960}, {512, 384}},
    {Side::sweep, {2560, 1920}, {1024, 768}},
    {Side::sweep, {5120, 3840}, {2048, 1536}},
    {Side::sweep, {10240, 7680}, {4096, 3072}},
    {Side::board, {320, 240}, {96, 96}},  // a camera frame to the input of a network
    {Side::board, {96, 96}, {160, 160}},  // a thermal or depth camera to a display
};

/// A board has little memory; Linux on Arm, whose instructions are counted in the same cases, has enough.
#ifdef __linux__
inline constexpr std::int32_t board_rows = 8;
#else
inline constexpr std::int32_t board_rows = 1;
#endif

struct Case {
  Method method;
  Pixels pixels;
  Geometry geometry;

  constexpr Spec spec() const {
    return {geometry.src, geometry.dst, pixels.format, method.rules, geometry.side == Side::board ? board_rows : 8};
  }
  constexpr bool is_possible() const {
    if (check(spec()) != Status::ok) return false;
    const bool even = (geometry.src.width | geometry.src.height | geometry.dst.width | geometry.dst.height) % 2 == 0;
    if (pixels.nv12 && !(even && method.preset == nullptr)) return false;
    // Where nothing shrinks, antialias changes nothing; hosts do not measure it twice.
    return geometry.side == Side::board || shrinks() || !method.rules.antialias || method.preset != nullptr;
  }
  constexpr bool shrinks() const { return geometry.src.width > geometry.dst.width; }
  constexpr std::size_t src_bytes() const { return bytes(geometry.src); }
  constexpr std::size_t dst_bytes() const { return bytes(geometry.dst); }
  constexpr double dst_pixels() const { return static_cast<double>(geometry.dst.width) * geometry.dst.height; }

  ConstImage src(std::span<const std::uint8_t> bytes) const {
    return {bytes.data(), geometry.src, stride(geometry.src), pixels.format};
  }
  Image dst(std::span<std::uint8_t> bytes) const {
    return {bytes.data(), geometry.dst, stride(geometry.dst), pixels.format};
  }

 private:
  constexpr std::ptrdiff_t stride(Size size) const {
    return static_cast<std::ptrdiff_t>(size.width * sizes::bytes_per_pixel(pixels.format));
  }
  constexpr std::size_t bytes(Size size) const {
    const auto luma = static_cast<std::size_t>(stride(size)) * static_cast<std::size_t>(size.height);
    return pixels.nv12 ? luma / 2 * 3 : luma;
  }
};

/// Calls body(case) for every case of one side.
template <class Body>
constexpr void for_each_case(Side side, Body body) {
  for (const Method& method : methods) {
    for (const Pixels& format : pixels) {
      for (const Geometry& geometry : geometries) {
        const Case one{method, format, geometry};
        const bool wanted = side == Side::sweep
                                ? method.swept && format.swept && geometry.side == side
                                : is_for(method.side, side) && is_for(format.side, side) && is_for(geometry.side, side);
        if (wanted && one.is_possible()) body(one);
      }
    }
  }
}

constexpr std::size_t count_of(Side side) {
  std::size_t count = 0;
  for_each_case(side, [&](const Case&) { ++count; });
  return count;
}

/// The cases of one side, as a constant; those of hosts are too many for a compiler.
template <Side side>
inline constexpr auto cases = [] {
  std::array<Case, count_of(side)> list{};
  std::size_t count = 0;
  for_each_case(side, [&](const Case& one) { list[count++] = one; });
  return list;
}();

/// The most that any case of the side needs: most<Side::board>([](const Case& c) { return memory_size(c.spec()); })
template <Side side, class Need>
constexpr std::size_t most(Need need) {
  std::size_t bytes = 0;
  for (const Case& one : cases<side>) {
    const auto needed = static_cast<std::size_t>(need(one));
    if (needed > bytes) bytes = needed;
  }
  return bytes;
}

/// "lanczos3-aa/rgb/1920x1080-to-640x360".
struct Name {
  char text[80];
};

inline Name name_of(const Case& one) {
  Name name;
  const auto number = [](std::int32_t value) { return static_cast<int>(value); };
  std::snprintf(name.text, sizeof name.text, "%s/%s/%dx%d-to-%dx%d", one.method.name, one.pixels.name,
                number(one.geometry.src.width), number(one.geometry.src.height), number(one.geometry.dst.width),
                number(one.geometry.dst.height));
  return name;
}

/// Noise that is the same everywhere. No kernel's time depends on the values of pixels.
inline void fill(std::span<std::uint8_t> bytes) {
  std::uint32_t state = 12345;
  for (std::uint8_t& byte : bytes) {
    state = state * 1664525u + 1013904223u;
    byte = static_cast<std::uint8_t>(state >> 24);
  }
}

}  // namespace isopel::bench

#endif  // ISOPEL_BENCH_CASES_HPP_
