// What a user's first C++ program does. With an argument: what a library with nothing but u8 refuses.
#include <cstdio>
#include <cstring>
#include <isopel/isopel.hpp>
#include <vector>

int left_out() {
  const isopel::Spec good{.src = {8, 8}, .dst = {4, 4}, .format = isopel::rgb8};
  isopel::Spec floats = good, planar = good, boxed = good, reflected = good;
  floats.dst_format = {isopel::Element::f32, 3};
  planar.format.layout = isopel::Layout::planar;
  boxed.box = {1, 1, 7, 7};
  reflected.rules.border = isopel::Border::reflect;
  const auto is_refused = [](const isopel::Spec& spec, isopel::Status want) {
    isopel::Message why{};
    const isopel::Status status = isopel::check(spec, &why);
    std::puts(why.text);
    return status == want && std::strstr(why.text, "left out of this build") != nullptr;
  };
  const bool refused = is_refused(floats, isopel::Status::bad_format) &&
                       is_refused(planar, isopel::Status::bad_format) && is_refused(boxed, isopel::Status::bad_box) &&
                       is_refused(reflected, isopel::Status::bad_rules);
  return refused && isopel::check(good, nullptr) == isopel::Status::ok ? 0 : 1;
}

int main(int count, char**) {
  if (count > 1) return left_out();
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
