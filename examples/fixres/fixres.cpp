// FixRes (Touvron et al., 2019): an image keeps its aspect ratio, is scaled to several sizes, and from each the network
// gets a crop of its own size. Only the pixels of the crop are computed; the scaled image never exists.
//
//     fixres photograph.ppm OUT_PREFIX [--box LEFT,TOP,WIDTH,HEIGHT] [--seed N] [--untimed]
//
// The frame of 1000x800 is the photograph, enlarged by isopel: cover, Catmull-Rom, contract 1. One line for each crop:
//
//     600x480      bilinear  188,128  313,213 373x373   b19681f2  947d40bb    1.88    5.32   11.00
//
// that is, the scaled image; the filter, as in Pillow and so in torchvision; the crop's place in the scaled image; what
// of the frame the network sees, in whole pixels; the FNV-1a hashes of the crop's bytes and of the tensor,
// torchvision's ToTensor and Normalize: planes of f32; and what a pixel of the output costs as bytes, as tensor, and if
// the whole image is scaled first and cut then. Costs are CPU time on hosts, instructions on boards (cycles on real
// hardware).
//
// Then the usual test-time recipe, Resize(int(256 / 224 * size)) and CenterCrop(size), at the size of the training and
// at a larger one; and random resized crops for training (-m: to be mirrored, which is left to the caller). --box puts
// crops around the middle of a box in the frame, too, as far as the scaled image goes. Hosts and boards print the same
// lines but for the costs (boards leave the largest scale out), and write the frame and the crops as
// OUT_PREFIX-<name>.ppm. With --untimed (emulators' time means nothing) the costs are "-".
#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "../fnv1a.h"
#include "../photograph/stopwatch.hpp"
#include "../pnm.hpp"
#include "isopel/fit.hpp"
#include "isopel/random_crop.hpp"

namespace {

using isopel::Arithmetic, isopel::Border, isopel::ConstImage, isopel::Crop, isopel::Filter, isopel::FitMode,
    isopel::Image, isopel::Message, isopel::Placement, isopel::Rules, isopel::Size, isopel::Spec, isopel::Status;

constexpr Size photograph_size{320, 240}, frame_size{1000, 800};
constexpr std::int32_t input_side = 224;  // of the network

#if defined(ISOPEL_BOARD)
constexpr std::int32_t short_sides[] = {480, 640};
constexpr std::int32_t block_rows = 1;
#else
constexpr std::int32_t short_sides[] = {480, 640, 960};
constexpr std::int32_t block_rows = 8;
#endif
constexpr std::int32_t test_sizes[] = {input_side, 288};

struct Method {
  const char* name;
  Rules rules;
};
constexpr Method methods[] = {
    {"bilinear",  // the preset pillow/bilinear
     {.filter = Filter::bilinear, .border = Border::renormalize, .antialias = true, .arithmetic = Arithmetic::pillow}},
    {"nearest",  // pillow/nearest
     {.filter = Filter::nearest, .border = Border::renormalize, .antialias = true, .arithmetic = Arithmetic::pillow}},
};

// The mean and the deviation of ImageNet's colours.
constexpr isopel::Normalization imagenet{255, {0.485F, 0.456F, 0.406F}, {0.229F, 0.224F, 0.225F}};

constexpr Spec as_pixels(const Placement& placement, const Rules& rules) {
  return apply(placement, {.format = isopel::rgb8, .rules = rules, .block_rows = block_rows});
}

constexpr Spec as_tensor(const Placement& placement, const Rules& rules) {
  Spec spec = as_pixels(placement, rules);
  spec.dst_format = {isopel::Element::f32, 3, isopel::Layout::planar};
  spec.normalization = imagenet;
  return spec;
}

constexpr Placement whole_image(Placement placement) {
  placement.crop = {};
  placement.dst = placement.resized;
  return placement;
}

constexpr Placement enlarged = isopel::place(photograph_size, {.mode = FitMode::cover, .size = frame_size});
constexpr Spec enlarging = as_pixels(enlarged, {.filter = Filter::catmull_rom});
constexpr Placement squeezed = isopel::place(frame_size, {.size = {input_side, input_side}});

// The compiler sizes the buffers. Crops for training are not known to it, but none needs more than the whole frame.
constexpr std::uint64_t most(auto size) {
  std::uint64_t bytes = size(enlarging);
  for (const Method& method : methods) {
    bytes = std::max(bytes, size(as_tensor(squeezed, method.rules)));
    for (const std::int32_t side : short_sides) {
      const Placement placement = isopel::place(frame_size, isopel::resize_center_crop(side, input_side));
      bytes = std::max(bytes, size(as_tensor(placement, method.rules)));
      bytes = std::max(bytes, size(as_pixels(whole_image(placement), method.rules)));
    }
    for (const std::int32_t side : test_sizes) {
      const Placement placement = isopel::place(frame_size, isopel::test_time(side));
      bytes = std::max(bytes, size(as_tensor(placement, method.rules)));
      bytes = std::max(bytes, size(as_pixels(whole_image(placement), method.rules)));
    }
  }
  return bytes;
}
std::byte tables[most([](const Spec& spec) { return isopel::memory_size(spec); })];
std::byte scratch[most([](const Spec& spec) { return isopel::scratch_size(spec); })];

[[noreturn]] void fail(const char* why) {
  std::fprintf(stderr, "fixres: %s\n", why);
  std::exit(EXIT_FAILURE);
}

void check(Status status, const Message& why) {
  if (status != Status::ok) fail(why.text);
}

struct Options {
  std::string photograph, prefix;
  std::optional<Crop> box;
  std::uint64_t seed = 0;
  bool timed = true;
};

/// Executes the spec, then `afterwards`; the cost of both. Making the plan is not counted.
template <class Work>
Cost resize(const Spec& spec, ConstImage src, Image dst, bool timed, Work afterwards) {
  Message why;
  isopel::Plan plan;
  check(isopel::Plan::make(spec, tables, plan, nullptr, &why), why);
  const auto execute = [&] {
    check(plan.execute(src, dst, scratch, &why), why);
    afterwards();
  };
  execute();
  return timed ? measure(execute) : Cost{};
}
Cost resize(const Spec& spec, ConstImage src, Image dst, bool timed) {
  return resize(spec, src, dst, timed, [] {});
}

/// The crop as it is made without a crop in the plan.
Cost resize_then_cut(const Spec& spec, ConstImage src, Picture& out, const Crop& crop, bool timed) {
  Picture whole(spec.dst, isopel::rgb8);
  const auto pixel = [](Picture& picture, std::int32_t x, std::int32_t y) {
    return picture.pixels.data() + (std::size_t{3} * static_cast<std::size_t>(y * picture.size.width + x));
  };
  return resize(spec, src, whole.view(), timed, [&] {
    for (std::int32_t y = 0; y < crop.height; ++y) {
      std::memcpy(pixel(out, 0, y), pixel(whole, crop.left, crop.top + y), static_cast<std::size_t>(3 * crop.width));
    }
  });
}

unsigned long hash(const std::vector<std::uint8_t>& bytes) { return fnv1a(bytes.data(), bytes.size()); }

/// Of floats, as little-endian processors store them.
unsigned long hash(std::vector<float> floats) {
  const auto bytes = std::as_writable_bytes(std::span(floats));
  if constexpr (std::endian::native == std::endian::big) {
    for (std::size_t at = 0; at < bytes.size(); at += sizeof(float))
      std::ranges::reverse(bytes.subspan(at, sizeof(float)));
  }
  return fnv1a(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

const char* unit = "-";  // of the costs

void print_cost(const Cost& cost, Size size) {
  if (cost.value > 0) {
    std::printf(" %7.2f", cost.value / (static_cast<double>(size.width) * size.height));
    unit = cost.unit;
  } else {
    std::printf("       -");
  }
}

/// What of the frame the destination shows, to whole pixels.
std::string seen(const Placement& placement, const Crop& part) {
  const isopel::Rect rect = to_source(
      placement, isopel::Rect{0, 0, placement.dst.width * isopel::one_pixel, placement.dst.height * isopel::one_pixel});
  const auto rounded = [](std::int64_t units) {
    return std::to_string((units + isopel::one_pixel / 2) / isopel::one_pixel);
  };
  return rounded(rect.left + part.left * isopel::one_pixel) + "," + rounded(rect.top + part.top * isopel::one_pixel) +
         " " + rounded(rect.right - rect.left) + "x" + rounded(rect.bottom - rect.top);
}

/// One line. `src` is the frame, or that part of it.
void show(const std::string& name, const Method& method, const Placement& placement, ConstImage src,
          const Options& options, const Crop& part = {}) {
  const Size size = placement.dst;
  Picture pixels(size, isopel::rgb8);
  const Cost pixels_cost = resize(as_pixels(placement, method.rules), src, pixels.view(), options.timed);

  std::vector<float> tensor(pixels.pixels.size());
  const Spec spec = as_tensor(placement, method.rules);
  const Image planes{tensor.data(), size, std::ptrdiff_t{sizeof(float)} * size.width, output_format(spec)};
  const Cost tensor_cost = resize(spec, src, planes, options.timed);

  const Crop& crop = placement.crop;
  const bool cuts = crop != Crop{};
  const std::string at = cuts ? std::to_string(crop.left) + "," + std::to_string(crop.top) : "-";
  std::printf("%-12s %-8s  %-8s %-16s  %08lx  %08lx", name.c_str(), method.name, at.c_str(),
              seen(placement, part).c_str(), hash(pixels.pixels), hash(std::move(tensor)));
  print_cost(pixels_cost, size);
  print_cost(tensor_cost, size);
  if (cuts) {
    Picture cut(size, isopel::rgb8);
    print_cost(resize_then_cut(as_pixels(whole_image(placement), method.rules), src, cut, crop, options.timed), size);
    if (cut.pixels != pixels.pixels) fail("the crop differs from that of the whole image");
  }
  std::printf("\n");
  write_pnm(options.prefix + "-" + name + "-" + method.name + ".ppm", pixels);
}

/// The crop moved so that the middle of the box is in its middle, as far as the scaled image goes.
Placement around(const Crop& box, Placement placement) {
  const std::int64_t half_pixel = isopel::one_pixel / 2;
  const isopel::Point middle =
      to_destination(whole_image(placement),
                     isopel::Point{(2 * box.left + box.width) * half_pixel, (2 * box.top + box.height) * half_pixel});
  const auto first = [](std::int64_t at, std::int32_t side, std::int32_t kept) {
    return std::clamp<std::int32_t>(static_cast<std::int32_t>(at / isopel::one_pixel) - kept / 2, 0, side - kept);
  };
  Crop& crop = placement.crop;
  crop.left = first(middle.x, placement.resized.width, crop.width);
  crop.top = first(middle.y, placement.resized.height, crop.height);
  return placement;
}

void show_scales(ConstImage frame, const Options& options) {
  for (const std::int32_t side : short_sides) {
    const Placement centre = isopel::place(frame_size, isopel::resize_center_crop(side, input_side));
    const std::string name = std::to_string(centre.resized.width) + "x" + std::to_string(centre.resized.height);
    for (const Method& method : methods) {
      show(name, method, centre, frame, options);
      if (options.box) show(name + "-box", method, around(*options.box, centre), frame, options);
    }
  }
}

void show_recipes(ConstImage frame, const Options& options) {
  for (const std::int32_t size : test_sizes) {
    show("test-" + std::to_string(size), methods[0], isopel::place(frame_size, isopel::test_time(size)), frame,
         options);
  }
  for (std::uint64_t index = 0; index < 5; ++index) {
    Message why;
    isopel::RandomCrop random;
    check(isopel::random_resized_crop(frame_size, options.seed, index, {}, random, &why), why);
    // torchvision cuts first and resizes then, so the filter must not see beyond the crop: it is the source.
    const Crop& part = random.crop;
    const auto* first = static_cast<const std::uint8_t*>(frame.data) + part.top * frame.stride + 3 * part.left;
    const Size size{part.width, part.height};
    show("train-" + std::to_string(index) + (random.mirrored ? "-m" : ""), methods[0],
         isopel::place(size, {.size = {input_side, input_side}}), {first, size, frame.stride, frame.format}, options,
         part);
  }
}

Crop parse_box(const char* text) {
  long left = 0, top = 0, width = 0, height = 0;
  char rest = 0;
  if (std::sscanf(text, "%ld,%ld,%ld,%ld%c", &left, &top, &width, &height, &rest) != 4 || left < 0 || top < 0 ||
      width < 1 || height < 1 || width > frame_size.width || left > frame_size.width - width ||
      height > frame_size.height || top > frame_size.height - height) {
    fail("--box needs LEFT,TOP,WIDTH,HEIGHT inside 1000x800");
  }
  return {static_cast<std::int32_t>(left), static_cast<std::int32_t>(top), static_cast<std::int32_t>(width),
          static_cast<std::int32_t>(height)};
}

Options parse(int argc, char** argv) {
  constexpr const char* usage =
      "usage: fixres photograph.ppm OUT_PREFIX [--box LEFT,TOP,WIDTH,HEIGHT] [--seed N] [--untimed]";
  if (argc < 3) fail(usage);
  Options options;
  options.photograph = argv[1];
  options.prefix = argv[2];
  for (int i = 3; i < argc; ++i) {
    const std::string word = argv[i];
    if (word == "--untimed") {
      options.timed = false;
    } else if (word == "--box" && i + 1 < argc) {
      options.box = parse_box(argv[++i]);
    } else if (word == "--seed" && i + 1 < argc) {
      options.seed = std::strtoull(argv[++i], nullptr, 0);
    } else {
      fail(usage);
    }
  }
  return options;
}

}  // namespace

int main(int argc, char** argv) {
  const Options options = parse(argc, argv);
  Picture photograph = read_pnm(options.photograph);
  if (photograph.format != isopel::rgb8 || photograph.size != photograph_size) fail("needs the colour one of 320x240");
  Picture frame(frame_size, isopel::rgb8);
  resize(enlarging, photograph.view(), frame.view(), false);
  write_pnm(options.prefix + "-frame.ppm", frame);
  std::printf("frame 1000x800: cover, Catmull-Rom, of 320x240: %08lx\n", hash(frame.pixels));

  show_scales(frame.view(), options);
  show_recipes(frame.view(), options);
  std::printf(
      "costs: crop as bytes, crop as tensor, whole image and cut, in %s; static bytes: tables %lu, scratch %lu\n", unit,
      static_cast<unsigned long>(sizeof tables), static_cast<unsigned long>(sizeof scratch));
  return EXIT_SUCCESS;
}
