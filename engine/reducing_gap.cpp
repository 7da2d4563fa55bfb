// Pillow's resize(..., reducing_gap=...): which two resizes it makes (engine/PRESETS.md, (P8)).
#include <algorithm>

#include "engine/c_convert.hpp"
#include "engine/checks.hpp"
#include "engine/message.hpp"
#include "engine/names.hpp"
#include "isopel/isopel.hpp"

namespace isopel {
namespace {

/// How many pixels become one: so many that the second resize still shrinks by `gap` or more.
std::int32_t factor_of(double length, std::int32_t dst, double gap) {
  const double factor = length / dst / gap;
  return factor >= 1 ? static_cast<std::int32_t>(std::min(factor, double{ISOPEL_MAX_SIDE})) : 1;
}

/// The pixels that the second resize can read, as whole numbers.
struct Reach {
  std::int32_t first, end;
};
Reach reach_of(double first, double end, std::int32_t src, std::int32_t dst, double support) {
  const double reach = support * ((end - first) / dst);
  const double from = first - reach, to = end + reach;
  const auto up = static_cast<std::int32_t>(std::min(to, double{ISOPEL_MAX_SIDE}));
  return {from > 0 ? static_cast<std::int32_t>(from) : 0, std::min(up < to ? up + 1 : up, src)};
}

}  // namespace

Status reducing_gap(const Spec& spec, double gap, ReducingGap& out, Message* message) noexcept {
  if (const Status status = check(spec, message); status != Status::ok) return status;
  const Rules& rules = spec.rules;
  const bool pillow = sizes::is_pillow(rules.arithmetic) && rules.filter != Filter::area;
  Sentence sentence(message);
  if (!pillow) {
    sentence << "a reducing gap is part of Pillow's resize only, not of " << name_of(rules.arithmetic)
             << " arithmetic with filter " << static_cast<std::int32_t>(rules.filter);
    return Status::bad_rules;
  }
  if (!(gap >= 1.0)) {
    sentence << "the reducing gap is ";
    say_number(gap, sentence);
    sentence << ", but 1 is the least";
    return Status::bad_rules;
  }
  const bool has_alpha = sizes::weighs_alpha(spec);
  const Box part = sizes::part(spec);
  const std::int32_t x = factor_of(part.right - part.left, spec.dst.width, gap);
  const std::int32_t y = factor_of(part.bottom - part.top, spec.dst.height, gap);
  const bool whole = rules.filter == Filter::nearest || (x == 1 && y == 1);
  if (!whole && has_alpha && rules.arithmetic == Arithmetic::pillow_13) {
    sentence << "Pillow 13's reducing gap for images with alpha is not there";
    return Status::bad_rules;
  }
  ReducingGap both{false, spec, spec};
  if (whole || has_alpha) {  // earlier versions ignore the gap where there is alpha
    out = both;
    return Status::ok;
  }

  const double support = (rules.filter == Filter::box ? 0.5 : isopel::support(rules.filter)) - 0.5;
  const Reach columns = reach_of(part.left, part.right, spec.src.width, spec.dst.width, support);
  const Reach rows = reach_of(part.top, part.bottom, spec.src.height, spec.dst.height, support);
  both.reduces = true;
  both.reduce.rules.filter = Filter::area;
  both.reduce.dst_format = {};  // what is stored, and which part, is said of the last result
  both.reduce.crop = {};
  both.reduce.pad = {};
  both.reduce.normalization = {};
  both.reduce.quantization = {};
  both.reduce.box = {static_cast<double>(columns.first), static_cast<double>(rows.first),
                     static_cast<double>(columns.end), static_cast<double>(rows.end)};
  both.reduce.scale = {1.0 / x, 1.0 / y};
  both.reduce.dst = {(columns.end - columns.first + x - 1) / x, (rows.end - rows.first + y - 1) / y};
  both.resize.src = both.reduce.dst;
  both.resize.box = {(part.left - columns.first) / x, (part.top - rows.first) / y, (part.right - columns.first) / x,
                     (part.bottom - rows.first) / y};
  if (const Status status = check(both.reduce, message); status != Status::ok) return status;
  if (const Status status = check(both.resize, message); status != Status::ok) return status;
  out = both;
  return Status::ok;
}

}  // namespace isopel

isopel_status isopel_reducing_gap(const isopel_spec* spec, double gap, bool* reduces, isopel_spec* reduce,
                                  isopel_spec* resize, isopel_message* message) {
  using namespace isopel;
  if (spec == nullptr || reduces == nullptr || reduce == nullptr || resize == nullptr) {
    Sentence(message) << "an argument of isopel_reducing_gap is null";
    return ISOPEL_NULL_POINTER;
  }
  ReducingGap both;
  const Status status = reducing_gap(to_cpp(*spec), gap, both, message);
  if (status != Status::ok) return to_c(status);
  *reduces = both.reduces;
  *reduce = to_c(both.reduce);
  *resize = to_c(both.resize);
  return ISOPEL_OK;
}
