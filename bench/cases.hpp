// The one list of benchmark cases, for hosts and boards: every method x every format that its arithmetic knows x every
// geometry of the side.
#ifndef ISOPEL_BENCH_CASES_HPP_
#define ISOPEL_BENCH_CASES_HPP_

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <span>

#include "isopel/isopel.hpp"

namespace isopel::bench {

struct Method {
  const char* name;
  Rules rules;
};

inline constexpr Method methods[] = {
    {"nearest", {Filter::nearest}},
    {"bilinear-aa", {Filter::bilinear, Border::replicate, true}},
    {"catmull-rom-aa", {Filter::catmull_rom, Border::replicate, true}},
    {"area", {Filter::area}},
    {"lanczos3-aa", {Filter::lanczos3, Border::replicate, true}},
    {"pillow-bilinear", {Filter::bilinear, Border::renormalize, true, Arithmetic::pillow}},
    {"opencv-4-linear", {Filter::bilinear, Border::replicate, false, Arithmetic::opencv}},
    {"opencv-4-area", {Filter::area, Border::replicate, false, Arithmetic::opencv}},
    {"opencv-4-cubic", {Filter::cubic, Border::replicate, false, Arithmetic::opencv}},
    {"opencv-4-lanczos4", {Filter::lanczos4, Border::replicate, false, Arithmetic::opencv}},
    {"openmv-bilinear", {Filter::bilinear, Border::replicate, false, Arithmetic::openmv}},
};

struct Pixels {
  const char* name;
  Format format;
};

inline constexpr Pixels pixels[] = {
    {"gray", gray8},
    {"rgb", rgb8},
    {"rgb565", rgb565},
};

enum class Side { host, board };

struct Geometry {
  Side side;
  Size src, dst;
};

inline constexpr Geometry geometries[] = {
    {Side::host, {1920, 1080}, {640, 360}},   // a third: area is exact, sample points hit pixel centres
    {Side::host, {1280, 720}, {427, 240}},    // nearly a third: nothing is special
    {Side::host, {640, 480}, {1280, 960}},    // twice
    {Side::host, {1280, 720}, {1920, 1080}},  // one and a half times
    {Side::board, {320, 240}, {96, 96}},      // a camera frame to the input of a network
    {Side::board, {96, 96}, {160, 160}},      // a thermal or depth camera to a display
};

struct Case {
  Method method;
  Pixels pixels;
  Geometry geometry;

  constexpr Spec spec() const {
    return {geometry.src, geometry.dst, pixels.format, method.rules, geometry.side == Side::board ? 1 : 8};
  }
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
    return static_cast<std::size_t>(stride(size)) * static_cast<std::size_t>(size.height);
  }
};

/// Calls body(case) for every case of one side.
template <class Body>
constexpr void for_each_case(Side side, Body body) {
  for (const Method& method : methods) {
    for (const Pixels& format : pixels) {
      for (const Geometry& geometry : geometries) {
        const Case one{method, format, geometry};
        if (geometry.side == side && check(one.spec()) == Status::ok) body(one);
      }
    }
  }
}

constexpr std::size_t count_of(Side side) {
  std::size_t count = 0;
  for_each_case(side, [&](const Case&) { ++count; });
  return count;
}

/// The cases of one side.
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
