// isopel from C++20: the one call for hosts. For plans see ../firmware and ../photograph.
#include <cstdio>
#include <vector>

#include "../fnv1a.h"
#include "isopel/isopel.hpp"

int main() {
  // A gray image of 64x48 with a ramp in it, and room for one of 25x19.
  std::vector<std::uint8_t> src(64 * 48), dst(25 * 19);
  for (std::size_t i = 0; i < src.size(); ++i) src[i] = static_cast<std::uint8_t>(i % 64 * 4);

  const isopel::ConstImage from{src.data(), {64, 48}, 64, isopel::gray8};
  const isopel::Image to{dst.data(), {25, 19}, 25, isopel::gray8};
  isopel::Message why;
  if (isopel::resize(from, to, {isopel::Filter::area}, &why) != isopel::Status::ok) {
    std::fprintf(stderr, "resize_cpp: %s\n", why.text);
    return 1;
  }
  std::printf("area %08x\n", static_cast<unsigned>(fnv1a(dst.data(), dst.size())));
  return 0;
}
