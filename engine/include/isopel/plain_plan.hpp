// What a firmware executes of a static plan for plain images: those of interleaved u8 pixels, which nothing converts,
// crops or pads on their way. The loop and its kernels are named by the compiler, so the linker takes them and nothing
// else of the engine. static_plan.hpp makes such plans, and uses them.
#ifndef ISOPEL_PLAIN_PLAN_HPP_
#define ISOPEL_PLAIN_PLAN_HPP_

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "isopel/isopel.hpp"
#include "isopel/known_kernels.hpp"
#include "isopel/tables/arithmetic.hpp"
#include "isopel/tables/layout.hpp"
#include "isopel/tables/plain_records.hpp"

namespace isopel {

/// Bits as in CMake's lists ISOPEL_FILTERS, ISOPEL_ARITHMETICS and ISOPEL_FORMATS.
struct LibraryParts {
  int filters, arithmetics, formats;
};
/// Behind those of the formats, for ISOPEL_MANY_CHANNELS.
inline constexpr int many_channels_bit = 13;
/// Whether this library, of which something may have been left out, has them.
Status check_library(const LibraryParts& needed) noexcept;

/// The arch of a plan that names none; null where best_arch() is. A program that asks for no other has no list of
/// archs, and on a board the kernels of one.
const Arch* default_arch(Message* message) noexcept;

struct PlainPlan;
/// The rows [first, last) of a destination, and the source's pixels from the first column on that the plan reads.
struct PlainRows {
  const std::byte* src;
  std::ptrdiff_t src_stride;
  std::byte* dst;
  std::ptrdiff_t dst_stride;
  std::int32_t first, last;
  std::byte* scratch;  ///< aligned
};
using PlainLoop = void(const PlainPlan& plan, const PlainRows& rows);

/// The kernels of a loop's passes; the others are null.
struct PlainKernels {
  template <class From, class To>
  using Horizontal = void(Rows<const From>, Rows<To>, std::int32_t, std::int32_t, std::int32_t, const Taps&);
  template <class From, class To>
  using Vertical = void(Rows<const From>, Rows<To>, std::int32_t, const Taps&);

  Horizontal<std::uint8_t, std::uint8_t>* horizontal_u8_u8 = nullptr;
  Horizontal<std::uint8_t, std::int16_t>* horizontal_u8_i16 = nullptr;
  Horizontal<std::int16_t, std::uint8_t>* horizontal_i16_u8 = nullptr;
  Vertical<std::uint8_t, std::uint8_t>* vertical_u8_u8 = nullptr;
  Vertical<std::uint8_t, std::int16_t>* vertical_u8_i16 = nullptr;
  Vertical<std::int16_t, std::uint8_t>* vertical_i16_u8 = nullptr;
  decltype(known::vertical_kept<0>)* vertical_kept = nullptr;
};

/// As much of a Plan as its loop needs.
struct PlainPlan {
  LibraryParts needed;
  Size src, dst;
  std::int32_t channels;
  std::size_t scratch_size;
  Plan::Axis x, y;  ///< x in the form of its kernel; tables/plain_records.hpp
  Plan::Columns columns;
  PlainLoop* loop = nullptr;  ///< null: the images are not plain
  PlainKernels kernels = {};
};

/// The loops; engine/plain.cpp.
namespace plain {
PlainLoop copy, gather, box, horizontal, vertical;
PlainLoop vertical_first, horizontal_first;        ///< i16 between the passes
PlainLoop vertical_first_kept;                     ///< vertical_first with memory for pairs of rows
PlainLoop vertical_first_u8, horizontal_first_u8;  ///< u8
PlainLoop two_taps_u8;                             ///< vertical_first_u8 of gray, with two taps on each axis
PlainLoop between_gray, between_rgb;               ///< horizontal_first where lies_between()
}  // namespace plain

/// Whether pixels are u8 from the source to the destination, which the loops' rows are the rows of.
constexpr bool is_plain(const Spec& spec) {
  const Format& format = spec.format;
  return format.element == Element::u8 && format.layout == Layout::interleaved &&
         format.channels <= known::most_channels && output_format(spec) == format && !sizes::converts(spec) &&
         !sizes::stores(spec) && spec.crop == Crop{} && spec.pad == Pad{} && spec.rules.border != Border::constant;
}

/// Whether a plan of two taps on each axis mixes between two samples, and along x first; see two_taps_precision.
constexpr bool lies_between(const Rules& rules, Plan::Method method, const Plan::Axis& x, const Plan::Axis& y) {
  const bool triangle = rules.filter == Filter::bilinear || rules.filter == Filter::area;
  return triangle && sizes::is_contract_1(rules) && rules.border != Border::constant &&
         rules.border != Border::extrapolate && method == Plan::Method::horizontal_first && x.taps == 2 &&
         y.taps == 2 && x.shift == first_pass(two_taps_precision).shift &&
         y.shift == second_pass(two_taps_precision).shift;
}

/// The loop that makes both passes at once, if such a plan's images suit one, or null.
constexpr PlainLoop* between_loop(const Spec& spec, Plan::Method method, const Plan::Axis& x, const Plan::Axis& y) {
  const bool enlarges = spec.dst.height > spec.src.height;  // there rows between the passes serve several times
  if (enlarges || !lies_between(spec.rules, method, x, y)) return nullptr;
  return spec.format.channels == 1 ? plain::between_gray : spec.format.channels == 3 ? plain::between_rgb : nullptr;
}

/// Whether the rows of a first pass along y are taken in pairs that stay for the next output row: where pairs are used
/// so often that this pays, and where the scratch memory of the spec's block_rows has room for them.
constexpr bool keeps_pairs(const Spec& spec, const PlanLayout& layout) {
  if (layout.method != Plan::Method::vertical_first || sizes::passes(spec) != sizes::Passes::narrow) return false;
  const std::int32_t taps = layout.y.taps, pairs = known::kept_pairs(taps);
  const bool pays = std::int64_t{taps} * spec.dst.height >= 3 * std::int64_t{spec.src.height};
  const std::int64_t samples = std::int64_t{spec.src.width} * spec.format.channels, row = sizes::row_bytes(samples, 2);
  const std::int64_t scratch = row * std::min(spec.block_rows, spec.dst.height);
  return pays && pairs >= known::least_kept && pairs <= known::most_kept &&
         row + known::kept_bytes(samples, pairs) <= scratch;
}

static_assert(known::first_shifts[0] == first_pass(14).shift && known::first_shifts[1] == first_pass(16).shift);
static_assert(known::second_shifts[0] == second_pass(14).shift && known::second_shifts[1] == second_pass(15).shift);

/// What chooses the kernels of a plan.
struct PlainShape {
  int channels, x_taps, y_taps, x_shift, y_shift;  ///< as known::horizontal and known::vertical count them
  PlainForm x_form;                                ///< of the records along x
  int kept;                                        ///< pairs of rows, if some are
};

/// Gives the plan its loop and kernels.
template <PlainShape shape>
constexpr void give_loop(PlainPlan& plan, const Spec& spec, const PlanLayout& layout) {
  constexpr int channels = shape.channels, x_taps = shape.x_taps, y_taps = shape.y_taps;
  using U8 = std::uint8_t;
  using I16 = std::int16_t;
  const sizes::Passes passes = sizes::passes(spec);
  PlainKernels& kernels = plan.kernels;
  const bool wide = sizes::is_wide(passes);
  const bool has_vertical = layout.method == Plan::Method::vertical || layout.method == Plan::Method::vertical_first ||
                            layout.method == Plan::Method::horizontal_first;
  if (has_vertical && std::min(plan.columns.count, plan.dst.width) * shape.channels < known::fewest_samples) return;
  constexpr int words_taps = shape.x_form.taps <= known::most_words ? shape.x_form.taps : 0;
  const auto horizontal_u8_u8 = shape.x_form.kind == PlainForm::words ? known::horizontal_words<words_taps>
                                : wide                                ? known::horizontal_wide<U8, U8>
                                                                      : known::horizontal<U8, U8, channels, x_taps>;
  const auto vertical_u8_u8 = wide ? known::vertical_wide<U8, U8> : known::vertical<U8, U8, y_taps>;
  const bool words = passes == sizes::Passes::narrow || passes == sizes::Passes::wide_i16;
  switch (layout.method) {
    case Plan::Method::copy:
      if (spec.box == Box{}) plan.loop = plain::copy;
      break;
    case Plan::Method::gather:
      plan.loop = plain::gather;
      break;
    case Plan::Method::box:
      if (spec.rules.arithmetic == Arithmetic::contract_1 && spec.box == Box{}) plan.loop = plain::box;
      break;
    case Plan::Method::horizontal:
      plan.loop = plain::horizontal;
      kernels.horizontal_u8_u8 = horizontal_u8_u8;
      break;
    case Plan::Method::vertical:
      plan.loop = plain::vertical;
      kernels.vertical_u8_u8 = vertical_u8_u8;
      break;
    case Plan::Method::vertical_first:
      if (words) {
        plan.loop = plain::vertical_first;
        kernels.horizontal_i16_u8 = shape.x_form.kind == PlainForm::even ? known::horizontal_even<shape.x_form.taps / 2>
                                    : wide ? known::horizontal_wide<I16, U8>
                                           : known::horizontal<I16, U8, channels, x_taps, shape.x_shift>;
        if (keeps_pairs(spec, layout)) {
          plan.loop = plain::vertical_first_kept;
          kernels.vertical_kept = known::vertical_kept<shape.kept>;
        } else {
          kernels.vertical_u8_i16 =
              wide ? known::vertical_wide<U8, I16> : known::vertical<U8, I16, y_taps, shape.y_shift>;
        }
      } else if (!wide && channels == 1 && x_taps == 2 && y_taps == 2) {
        plan.loop = plain::two_taps_u8;
      } else {
        plan.loop = plain::vertical_first_u8;
        kernels.vertical_u8_u8 = vertical_u8_u8;
        kernels.horizontal_u8_u8 = horizontal_u8_u8;
      }
      break;
    case Plan::Method::horizontal_first:
      plan.loop = between_loop(spec, layout.method, plan.x, plan.y);
      if (plan.loop != nullptr) break;
      if (words) {
        plan.loop = plain::horizontal_first;
        kernels.horizontal_u8_i16 = known::horizontal<U8, I16, channels, x_taps>;
        kernels.vertical_i16_u8 = known::vertical<I16, U8, y_taps>;
      } else {
        plan.loop = plain::horizontal_first_u8;
        kernels.horizontal_u8_u8 = horizontal_u8_u8;
        kernels.vertical_u8_u8 = vertical_u8_u8;
      }
      break;
    default:
      break;
  }
}

/// Checks the views as Plan::execute_rows does, with the same statuses, and runs the loop.
Status execute_plain(const PlainPlan& plan, const ConstImage& src, const Image& dst, std::int32_t first,
                     std::int32_t last, std::span<std::byte> scratch) noexcept;
/// Runs the loop of a plan that was made at run time, after its checks; only in a library that knows no other images.
void run_plain(const Plan& plan, const ConstImage& src, const Image& dst, std::int32_t first, std::int32_t last,
               std::byte* scratch) noexcept;
/// The sentence for what execute_plain found wrong; `whole` is the plan with all that its checks need.
void explain_execution(const Plan& whole, const LibraryParts& needed, const ConstImage& src, const Image& dst,
                       std::int32_t first, std::int32_t last, std::span<std::byte> scratch, Message* message) noexcept;

}  // namespace isopel

#endif  // ISOPEL_PLAIN_PLAN_HPP_
