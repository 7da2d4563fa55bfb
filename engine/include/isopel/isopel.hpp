// isopel: image resampling whose bytes are the same on every processor. The C++20 interface.
//
// The nouns and ids are those of isopel.h. No function here throws; all but resize() never allocate. The arithmetic is
// written down in engine/CONTRACT.md.
#ifndef ISOPEL_ISOPEL_HPP_
#define ISOPEL_ISOPEL_HPP_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "isopel/isopel.h"

namespace isopel {

/// What went wrong; see the comments at ISOPEL_OK and its neighbours.
enum class [[nodiscard]] Status : std::int32_t {
  ok = ISOPEL_OK,
  null_pointer = ISOPEL_NULL_POINTER,
  bad_size = ISOPEL_BAD_SIZE,
  bad_format = ISOPEL_BAD_FORMAT,
  bad_rules = ISOPEL_BAD_RULES,
  bad_block_rows = ISOPEL_BAD_BLOCK_ROWS,
  too_many_taps = ISOPEL_TOO_MANY_TAPS,
  memory_too_small = ISOPEL_MEMORY_TOO_SMALL,
  scratch_too_small = ISOPEL_SCRATCH_TOO_SMALL,
  bad_stride = ISOPEL_BAD_STRIDE,
  size_mismatch = ISOPEL_SIZE_MISMATCH,
  format_mismatch = ISOPEL_FORMAT_MISMATCH,
  overlap = ISOPEL_OVERLAP,
  bad_rows = ISOPEL_BAD_ROWS,
  arch_unavailable = ISOPEL_ARCH_UNAVAILABLE,
  out_of_memory = ISOPEL_OUT_OF_MEMORY,
  no_plan = ISOPEL_NO_PLAN,
  no_preset = ISOPEL_NO_PRESET,
  bad_box = ISOPEL_BAD_BOX,
  bad_scale = ISOPEL_BAD_SCALE,
  bad_border = ISOPEL_BAD_BORDER,
  bad_crop = ISOPEL_BAD_CROP,
  bad_fill = ISOPEL_BAD_FILL,
  bad_tensor = ISOPEL_BAD_TENSOR,
  bad_alignment = ISOPEL_BAD_ALIGNMENT,
  bad_plan = ISOPEL_BAD_PLAN,
};

/// The continuous weight function.
enum class Filter : std::int32_t {
  nearest = ISOPEL_FILTER_NEAREST,
  bilinear = ISOPEL_FILTER_BILINEAR,
  catmull_rom = ISOPEL_FILTER_CATMULL_ROM,
  area = ISOPEL_FILTER_AREA,
  lanczos2 = ISOPEL_FILTER_LANCZOS2,
  lanczos3 = ISOPEL_FILTER_LANCZOS3,
  lanczos4 = ISOPEL_FILTER_LANCZOS4,
  box = ISOPEL_FILTER_BOX,
  hamming = ISOPEL_FILTER_HAMMING,
  cubic = ISOPEL_FILTER_CUBIC,
};

/// Number formats, roundings and the order of passes: what decides the bytes.
enum class Arithmetic : std::int32_t {
  contract_1 = ISOPEL_ARITHMETIC_CONTRACT_1,
  pillow = ISOPEL_ARITHMETIC_PILLOW,
  opencv = ISOPEL_ARITHMETIC_OPENCV,
  opencv_exact = ISOPEL_ARITHMETIC_OPENCV_EXACT,
  opencv_arm64 = ISOPEL_ARITHMETIC_OPENCV_ARM64,
  openmv = ISOPEL_ARITHMETIC_OPENMV,
  openmv_4_3 = ISOPEL_ARITHMETIC_OPENMV_4_3,
  pillow_12_2 = ISOPEL_ARITHMETIC_PILLOW_12_2,
  pillow_13 = ISOPEL_ARITHMETIC_PILLOW_13,
  opencv_exact_4_8 = ISOPEL_ARITHMETIC_OPENCV_EXACT_4_8,
  opencv_exact_5_0 = ISOPEL_ARITHMETIC_OPENCV_EXACT_5_0,
};

/// What the last of 2 or 4 channels is.
enum class Alpha : std::int32_t {
  none = ISOPEL_ALPHA_NONE,
  weighted = ISOPEL_ALPHA_WEIGHTED,
  premultiplied = ISOPEL_ALPHA_PREMULTIPLIED,
};

/// What taps outside the image mean.
enum class Border : std::int32_t {
  replicate = ISOPEL_BORDER_REPLICATE,
  renormalize = ISOPEL_BORDER_RENORMALIZE,
  constant = ISOPEL_BORDER_CONSTANT,
  reflect = ISOPEL_BORDER_REFLECT,
  extrapolate = ISOPEL_BORDER_EXTRAPOLATE,
  undefined = ISOPEL_BORDER_UNDEFINED,
};

/// Where output pixels sit among source pixels.
enum class Grid : std::int32_t {
  half_pixel = ISOPEL_GRID_HALF_PIXEL,
  align_corners = ISOPEL_GRID_ALIGN_CORNERS,
  asymmetric = ISOPEL_GRID_ASYMMETRIC,
};

/// In which light colours are averaged.
enum class Light : std::int32_t { encoded = ISOPEL_LIGHT_ENCODED, linear = ISOPEL_LIGHT_LINEAR };

/// Where the samples of a chroma plane sit in the cells of luma pixels that share them.
enum class Siting : std::int32_t {
  centre = ISOPEL_SITING_CENTRE,
  left = ISOPEL_SITING_LEFT,
  top_left = ISOPEL_SITING_TOP_LEFT,
};

/// The type of one sample; rgb565 is a pixel of its own: its format has one channel.
enum class Element : std::int32_t {
  u8 = ISOPEL_ELEMENT_U8,
  rgb565 = ISOPEL_ELEMENT_RGB565,
  i8 = ISOPEL_ELEMENT_I8,
  u16 = ISOPEL_ELEMENT_U16,
  f32 = ISOPEL_ELEMENT_F32,
  f16 = ISOPEL_ELEMENT_F16,
  rgb565_be = ISOPEL_ELEMENT_RGB565_BE,
};

/// Whether the samples of a pixel, or those of a channel, are neighbours in memory: HWC or CHW.
enum class Layout : std::int32_t { interleaved = ISOPEL_LAYOUT_INTERLEAVED, planar = ISOPEL_LAYOUT_PLANAR };

/// A size in pixels; each side 1..ISOPEL_MAX_SIDE.
struct Size {
  std::int32_t width = 0, height = 0;
  bool operator==(const Size&) const = default;
};

/// Pixels of `channels` samples, 1..ISOPEL_MAX_CHANNELS. `maximum` is the largest value of u16 samples (1023 for 10
/// bits, 4095 for 12); 0 means 65535; it is 0 for all other elements.
struct Format {
  Element element = Element::u8;
  std::int32_t channels = 0;
  Layout layout = Layout::interleaved;
  std::int32_t maximum = 0;
  bool operator==(const Format&) const = default;
};

/// Eight-bit samples: gray8 has one channel, rgb8 three, and so on.
inline constexpr Format gray8{Element::u8, 1}, gray_alpha8{Element::u8, 2}, rgb8{Element::u8, 3}, rgba8{Element::u8, 4};
/// 16 bits, low byte first: red in the upper 5, green in 6, blue in 5.
inline constexpr Format rgb565{Element::rgb565, 1};

/// How to resample. `antialias` widens the filter by the scale when shrinking; it has no effect on nearest, on area
/// (which always averages) and on an axis that does not shrink. Channels are treated alike unless `alpha` says that the
/// last of 2 or 4 channels is alpha; with Pillow's arithmetic it says nothing where there is none.
struct Rules {
  Filter filter = Filter::bilinear;
  Border border = Border::replicate;
  bool antialias = false;
  Arithmetic arithmetic = Arithmetic::contract_1;
  Alpha alpha = Alpha::none;
  Grid grid = Grid::half_pixel;
  Light light = Light::encoded;
  bool operator==(const Rules&) const = default;
};

/// A part of the source in pixels; edges from 0 to its width and height. All zero means the whole. Contract 1 takes
/// edges that are multiples of 1/65536, and reads pixels outside the box, inside the image, where the filter reaches
/// that far. Pillow's arithmetic takes any edges and rounds them to floats, as Pillow does; OpenMV's and Pillow's area
/// take whole numbers.
struct Box {
  double left = 0, top = 0, right = 0, bottom = 0;
  bool operator==(const Box&) const = default;
};

/// Destination pixels per source pixel, for presets whose original takes such factors (OpenCV's fx and fy, OpenMV's
/// x_scale and y_scale; for Pillow's reduce() 1 / factor), and for contract 1, where it is a multiple of 1/65536 from
/// 1/65536 to 64 and says where the outputs sit, however many there are. 0 means what the sizes say.
struct Scale {
  double x = 0, y = 0;
  bool operator==(const Scale&) const = default;
};

/// A rectangle of destination pixels. All zero means the whole.
struct Crop {
  std::int32_t left = 0, top = 0, width = 0, height = 0;
  bool operator==(const Crop&) const = default;
};

/// Pixels around an image that have the colour Spec::fill.
struct Pad {
  std::int32_t left = 0, top = 0, right = 0, bottom = 0;
  bool operator==(const Pad&) const = default;
};

/// How f32 and f16 results are stored: ((sample / divisor) - mean) / deviation, each of the three operations rounded
/// once, in f32, as torchvision's ToTensor (divisor 255) and Normalize do. Channels after the fourth are like the
/// fourth. A divisor of 0 means: as they are.
struct Normalization {
  float divisor = 0, mean[4] = {}, deviation[4] = {};
  bool operator==(const Normalization&) const = default;
};

/// How 8-bit results are stored as i8: zero_point + sample * numerator / denominator, rounded half up, clamped. A
/// denominator of 0 means zero_point -128 and 1 / 1: the sample minus 128.
struct Quantization {
  std::int32_t zero_point = 0, numerator = 0, denominator = 0;
  bool operator==(const Quantization&) const = default;
};

/// Everything that determines a plan. `block_rows` (1..ISOPEL_MAX_BLOCK_ROWS) is how many rows the kernels work on at
/// once: more is faster on wide processors and needs more scratch memory; it never changes a byte of the output. 1
/// suits microcontrollers.
struct Spec {
  Size src = {}, dst = {};
  Format format = {};
  Rules rules = {};
  std::int32_t block_rows = 8;
  Box box = {};            ///< the part of the source that becomes the destination
  Scale scale = {};        ///< 0: what the sizes say
  Format dst_format = {};  ///< of the destination; channels 0: `format`, which is the source's
  Crop crop = {};          ///< the part of the `dst` pixels that is computed and stored
  Pad pad = {};            ///< around the crop
  float fill[4] = {};      ///< of the pad and of the constant border, as samples of the source; rgb565: 0..255
  Normalization normalization = {};
  Quantization quantization = {};
  Siting src_siting = Siting::centre, dst_siting = Siting::centre;  ///< of chroma planes; half-pixel grid only
  bool operator==(const Spec&) const = default;
};

/// The size of the destination image, for a spec that check() accepts: the crop with its pad.
constexpr Size output_size(const Spec& spec) {
  const bool whole = spec.crop == Crop{};
  return {(whole ? spec.dst.width : spec.crop.width) + spec.pad.left + spec.pad.right,
          (whole ? spec.dst.height : spec.crop.height) + spec.pad.top + spec.pad.bottom};
}
/// The format of the destination image.
constexpr Format output_format(const Spec& spec) {
  return spec.dst_format.channels == 0 ? spec.format : spec.dst_format;
}

/// A view of pixels that are read. Row y starts `y * stride` bytes after `data`; the stride may be negative. Data and
/// strides are multiples of the sample's size.
struct ConstImage {
  const void* data = nullptr;
  Size size = {};
  std::ptrdiff_t stride = 0;
  Format format = {};
  std::ptrdiff_t plane_stride = 0;  ///< bytes from one plane of a planar image to the next; 0: height * |stride|
};

/// A view of pixels that are written; the bytes between rows are never touched.
struct Image {
  void* data = nullptr;
  Size size = {};
  std::ptrdiff_t stride = 0;
  Format format = {};
  std::ptrdiff_t plane_stride = 0;
  operator ConstImage() const noexcept { return {data, size, stride, format, plane_stride}; }
};

/// One sentence about a status, with the offending values.
using Message = isopel_message;

/// The sentence for a status, without values.
[[nodiscard]] const char* message(Status status) noexcept;

/// Rules with a name that give the bytes of another library.
struct Preset {
  const char* name;   ///< "pillow/bilinear"
  const char* about;  ///< what it reproduces: library, versions, call
  Rules rules;
};
/// All presets, sorted by library.
[[nodiscard]] std::span<const Preset> presets() noexcept;
/// The preset of that name, or null; `message` then offers the closest names.
[[nodiscard]] const Preset* find_preset(std::string_view name, Message* message = nullptr) noexcept;

/// A folder of kernels for one kind of processor.
struct Arch;
/// A set of archs: bit i stands for archs()[i].
using ArchMask = isopel_arch_mask;

/// The archs compiled into this library, best first; scalar is always the last.
[[nodiscard]] std::span<const Arch* const> archs() noexcept;
/// "scalar", "ssse3", "sse4", "avx2", "avx512", "avx512dl", "neon", "armv7em" or "mve".
[[nodiscard]] const char* name(const Arch& arch) noexcept;
/// Whether this processor can run the arch.
[[nodiscard]] bool is_available(const Arch& arch) noexcept;
/// The arch of that name, or null.
[[nodiscard]] const Arch* find_arch(std::string_view name) noexcept;
/// The best available arch that is not in `excluded`; scalar when nothing else is left. On hosts the environment has a
/// say: ISOPEL_ARCH=name forces one, ISOPEL_ARCH_EXCLUDE=name,name leaves some out. Null when the environment forces an
/// arch that does not exist or cannot run here.
[[nodiscard]] const Arch* best_arch(ArchMask excluded = 0, Message* message = nullptr) noexcept;

/// The coverage matrix: the names of the kernels, and whether an arch brings its own. The scalar kernel serves for the
/// others.
[[nodiscard]] std::span<const char* const> kernel_names() noexcept;
[[nodiscard]] bool has_kernel(const Arch& arch, std::size_t kernel) noexcept;

/// Whether a plan can be made for the spec: the first thing that is wrong with it, or ok.
Status check(const Spec& spec, Message* message) noexcept;

/// A finished, immutable plan: small, copyable, shareable between threads. It points into the table memory that it was
/// made with, which must stay alive and unchanged. For a spec that the compiler knows, isopel/static_plan.hpp has one
/// whose tables are constants. A default-constructed plan is empty: executing it is
/// Status::no_plan.
class Plan {
 public:
  /// Makes a plan in `out` and its tables in `memory` (memory_size(spec) bytes always suffice; any alignment).
  /// `arch` null means best_arch(). `out` is unchanged unless the status is ok.
  static Status make(const Spec& spec, std::span<std::byte> memory, Plan& out, const Arch* arch = nullptr,
                     Message* message = nullptr) noexcept;

  /// The plan's tables as bytes that open() uses in place: in flash, in a file, in a cache. image_size() is 0 for an
  /// empty plan. `out` may have any alignment; the bytes are in the byte order of this processor.
  [[nodiscard]] std::uint64_t image_size() const noexcept;
  Status save(std::span<std::byte> out, Message* message = nullptr) const noexcept;
  /// The plan for the spec from its image, which must stay alive and unchanged, and begins on a multiple of 4 bytes.
  /// Nothing is computed or copied. What save() did not make for this spec is Status::bad_plan. `out` is unchanged
  /// unless the status is ok.
  static Status open(const Spec& spec, std::span<const std::byte> image, Plan& out, const Arch* arch = nullptr,
                     Message* message = nullptr) noexcept;

  /// Resamples the whole image. `scratch` (scratch_size() bytes) may have any alignment and any contents.
  Status execute(ConstImage src, Image dst, std::span<std::byte> scratch, Message* message = nullptr) const noexcept;

  /// Writes only the rows [first, last) of `dst`, which is the view of the whole destination (of output_size). Bands
  /// that cover the image give the bytes of execute(), in any order and from any number of threads, each with its own
  /// scratch.
  Status execute_rows(ConstImage src, Image dst, std::int32_t first, std::int32_t last, std::span<std::byte> scratch,
                      Message* message = nullptr) const noexcept;

  /// Writes only a tile of `dst`, which is the view of the whole destination: the pixels of a rectangle of it. Tiles
  /// that cover the image give the bytes of execute(), as bands do; source pixels that a tile does not need are not
  /// read.
  Status execute_tile(ConstImage src, Image dst, Crop tile, std::span<std::byte> scratch,
                      Message* message = nullptr) const noexcept;

  [[nodiscard]] const Spec& spec() const noexcept { return spec_; }
  /// The arch that the plan runs on; null for an empty plan.
  [[nodiscard]] const Arch* arch() const noexcept { return arch_; }
  /// Bytes of the table memory that the plan really uses.
  [[nodiscard]] std::uint64_t memory_size() const noexcept { return memory_size_; }
  /// Bytes of scratch memory that each execution needs.
  [[nodiscard]] std::uint64_t scratch_size() const noexcept { return scratch_size_; }

  /// How the plan computes its output; part of contract 1, because rounding makes it visible.
  enum class Method : std::int32_t {
    none,              ///< an empty plan
    copy,              ///< source and destination have the same size
    gather,            ///< pixels are copied: nearest, and filters whose outputs have one tap on both axes
    box,               ///< means of whole pixels
    weighted_box,      ///< OpenMV's area: means with weights for the pixels at the edges
    horizontal,        ///< one pass along x; each output row has one tap along y
    vertical,          ///< one pass along y; each output column has one tap along x
    vertical_first,    ///< two passes, y then x
    horizontal_first,  ///< two passes, x then y
  };
  [[nodiscard]] Method method() const noexcept { return method_; }

  /// The table of one axis, for looking at: see Taps in engine/kernels.hpp.
  struct Axis {
    const std::byte* records = nullptr;
    std::int32_t record_bytes = 0;
    std::int32_t taps = 0;
    std::int32_t bias = 0, shift = 0;  ///< an output sample is (bias + weighted sum) >> shift
    /// For each output the weight that taps outside the image have (constant border), or whether there are some
    /// (undefined border); else null.
    const std::int32_t* outside = nullptr;
  };
  [[nodiscard]] const Axis& x_axis() const noexcept { return x_; }
  [[nodiscard]] const Axis& y_axis() const noexcept { return y_; }
  /// The columns of the source that an execution reads.
  struct Columns {
    std::int32_t first = 0, count = 0;
  };
  [[nodiscard]] Columns columns() const noexcept { return columns_; }
  /// The 256 bytes that u8 results become, or null.
  [[nodiscard]] const std::uint8_t* lookup() const noexcept { return lookup_; }

 private:
  template <Spec spec>
  friend struct StaticPlan;  // isopel/static_plan.hpp

  Spec spec_{.rules = {.filter = Filter::nearest}, .block_rows = 0};  // all zero: no initial value in flash
  const Arch* arch_ = nullptr;
  Method method_ = Method::none;
  Axis x_, y_;
  Columns columns_;
  const std::uint8_t* lookup_ = nullptr;
  std::uint64_t memory_size_ = 0, scratch_size_ = 0;
};

/// What Pillow's resize(..., reducing_gap=gap) makes of a resize: first a mean of whole boxes, then a resize of that.
struct ReducingGap {
  bool reduces = false;  ///< if not, `resize` is all there is
  Spec reduce, resize;
};
/// The two resizes for `gap` >= 1; each is checked. `out` is unchanged unless the status is ok. Versions before 13
/// leave images with alpha as they are.
Status reducing_gap(const Spec& spec, double gap, ReducingGap& out, Message* message = nullptr) noexcept;

/// The one call for hosts: plan and scratch come from the heap. The two formats may differ, as Spec::format and
/// Spec::dst_format may. Not in microcontroller builds.
Status resize(ConstImage src, Image dst, Rules rules, Message* message = nullptr) noexcept;

}  // namespace isopel

#include "isopel/sizes.hpp"  // IWYU pragma: export

#endif  // ISOPEL_ISOPEL_HPP_
