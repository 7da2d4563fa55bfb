// What a user's first C++ program does.
#include <cstdio>
#include <isopel/isopel.hpp>
#include <vector>

int main() {
  std::vector<unsigned char> photo(64 * 48 * 3, 100), small(20 * 15 * 3);
  isopel::Message why;
  const isopel::Status status =
      isopel::resize({photo.data(), {64, 48}, 64 * 3, isopel::rgb8}, {small.data(), {20, 15}, 20 * 3, isopel::rgb8},
                     {.filter = isopel::Filter::lanczos3, .antialias = true}, &why);
  if (status != isopel::Status::ok) {
    std::puts(why.text);
    return 1;
  }
  std::printf("pixel %d, arch %s\n", small[0], isopel::name(*isopel::best_arch()));
  return small[0] == 100 ? 0 : 1;
}
