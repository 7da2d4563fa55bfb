#include "commands.hpp"
#include "named.hpp"
#include "rules.hpp"

namespace isopel::tools {
namespace {

constexpr Named<YuvLayout> layouts[] = {{"nv12", YuvLayout::nv12},
                                        {"nv21", YuvLayout::nv21},
                                        {"i420", YuvLayout::i420},
                                        {"yuyv", YuvLayout::yuyv},
                                        {"uyvy", YuvLayout::uyvy}};
constexpr Named<YuvMatrix> matrices[] = {{"bt601-limited-8bit", YuvMatrix::bt601_limited_8bit},
                                         {"bt601-limited", YuvMatrix::bt601_limited},
                                         {"bt601-full", YuvMatrix::bt601_full},
                                         {"bt709-limited", YuvMatrix::bt709_limited},
                                         {"bt709-full", YuvMatrix::bt709_full},
                                         {"bt2020-limited", YuvMatrix::bt2020_limited},
                                         {"bt2020-full", YuvMatrix::bt2020_full}};
constexpr Named<Order> orders[] = {{"convert-then-resize", Order::convert_then_resize},
                                   {"resize-then-convert", Order::resize_then_convert}};

/// A frame's planes, one behind the other and without gaps, and the bytes that they are.
struct Frame {
  ConstYuvImage image;
  std::size_t bytes = 0;

  Frame(const VideoSpec& spec, const std::uint8_t* data) {
    const auto width = static_cast<std::size_t>(spec.src.width), height = static_cast<std::size_t>(spec.src.height);
    image.size = spec.src;
    image.layout = spec.layout;
    const auto add = [&](int plane, std::size_t row, std::size_t rows) {
      image.planes[plane] = data == nullptr ? nullptr : data + bytes;
      image.strides[plane] = static_cast<std::ptrdiff_t>(row);
      bytes += row * rows;
    };
    const bool packed = spec.layout == YuvLayout::yuyv || spec.layout == YuvLayout::uyvy;
    add(0, packed ? 2 * width : width, height);
    if (packed) return;
    const bool planes = spec.layout == YuvLayout::i420;
    add(1, planes ? width / 2 : width, height / 2);
    if (planes) add(2, width / 2, height / 2);
  }
};

}  // namespace

Problem parse_yuv_layout(std::string_view name, YuvLayout& out) { return parse(layouts, name, out); }
Problem parse_matrix(std::string_view name, YuvMatrix& out) { return parse(matrices, name, out); }
Problem parse_order(std::string_view name, Order& out) { return parse(orders, name, out); }

Problem frame_command(const FrameOptions& options) {
  VideoSpec spec = options.spec;
  const Box whole{0, 0, 1.0 * spec.src.width, 1.0 * spec.src.height};
  if (Problem problem = resolve(options.geometry, whole, spec.dst)) return problem;
  Message message{};
  if (Problem problem = to_problem(check(spec, &message), message)) return problem;

  std::vector<std::uint8_t> bytes;
  if (Problem problem = read_bytes(options.in, bytes)) return problem;
  const Frame frame(spec, bytes.data());
  if (bytes.size() != frame.bytes) {
    return options.in + " has " + std::to_string(bytes.size()) + " bytes, but such a frame has " +
           std::to_string(frame.bytes);
  }
  FileType type{};
  if (options.format) {
    type = *options.format;
  } else if (Problem problem = file_type_of(options.out, type)) {
    return problem;
  }
  Picture out;
  Bytes tables, scratch;
  VideoPlan plan;
  if (Problem problem = make_picture(static_cast<std::uint64_t>(spec.dst.width),
                                     static_cast<std::uint64_t>(spec.dst.height), rgb8, out)) {
    return problem;
  }
  if (Problem problem = allocate("the plan", memory_size(spec), tables)) return problem;
  Status status = VideoPlan::make(spec, std::as_writable_bytes(tables.span()), plan, nullptr, &message);
  if (Problem problem = to_problem(status, message)) return problem;
  if (Problem problem = allocate("the scratch memory", plan.scratch_size(), scratch)) return problem;
  status = plan.execute(frame.image, out.view(), std::as_writable_bytes(scratch.span()), &message);
  if (Problem problem = to_problem(status, message)) return problem;
  return write_picture(options.out, type, out, options.quality);
}

}  // namespace isopel::tools
