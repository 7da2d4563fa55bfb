// What a user's first C++ program does. With an argument: what a library with nothing but u8 refuses.
#include <cstdio>
#include <cstring>
#include <isopel/fit.hpp>
#include <isopel/half_scale.hpp>
#include <isopel/isopel.hpp>
#include <isopel/random_crop.hpp>
#include <isopel/static_plan.hpp>
#include <isopel/stream.hpp>
#include <isopel/video.hpp>
#include <vector>

constexpr isopel::Spec tiny{.src = {8, 8}, .dst = {4, 4}, .format = isopel::gray8};
constexpr isopel::Spec floats_of_tiny{
    .src = {8, 8}, .dst = {4, 4}, .format = isopel::gray8, .dst_format = {isopel::Element::f32, 1}};

/// Executes a plan that the compiler made on a gray image.
template <isopel::Spec spec>
isopel::Status run_static(isopel::Message& why) {
  unsigned char src[64];
  float dst[16];
  std::memset(src, 100, sizeof src);
  std::vector<std::byte> scratch(isopel::static_plan<spec>.scratch_size());
  const isopel::Format to = isopel::output_format(spec);
  const std::ptrdiff_t stride = 4 * isopel::sizes::bytes_per_pixel(to);
  const isopel::Status status =
      isopel::static_plan<spec>.execute({src, spec.src, 8, spec.format}, {dst, spec.dst, stride, to}, scratch, &why);
  std::puts(status == isopel::Status::ok ? "the static plan ran" : why.text);
  return status;
}

int left_out() {
  isopel::Message reason{};
  if (run_static<floats_of_tiny>(reason) != isopel::Status::bad_format) return 1;
  if (std::strstr(reason.text, "left out of this build") == nullptr) return 1;
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
  isopel::Message reason{};
  if (run_static<tiny>(reason) != isopel::Status::ok) return 1;
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
