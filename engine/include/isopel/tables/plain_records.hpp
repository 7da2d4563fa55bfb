// The records along x of a plain plan, as its kernel likes them: the same weights of the same samples, put in another
// way. They are constants of the static plan, beside which no others are kept; a Plan's records, and its image, stay as
// they are.
#ifndef ISOPEL_TABLES_PLAIN_RECORDS_HPP_
#define ISOPEL_TABLES_PLAIN_RECORDS_HPP_

#include <cstddef>
#include <cstdint>

#include "isopel/known_kernels.hpp"
#include "isopel/tables/arithmetic.hpp"
#include "isopel/tables/layout.hpp"
#include "isopel/tables/records.hpp"

namespace isopel {
inline namespace ISOPEL_BUILD {

struct PlainForm {
  enum Kind : std::int32_t {
    planned,
    even,   ///< the first sample has an even index, so that pairs of samples are aligned words: known::horizontal_even
    words,  ///< wide weights as one word, not in two parts: known::horizontal_words
  };
  Kind kind = planned;
  std::int32_t taps = 0;
  std::int64_t record_bytes = 0;
};

/// Whether a first sample has an odd index, counted from `origin` on.
constexpr bool has_odd_offsets(const AxisTable& x, const std::byte* records, std::int32_t origin) {
  for (std::int32_t d = 0; d < x.spec.dst; ++d) {
    if ((offset_of(records + d * x.record_bytes) - origin) % 2 != 0) return true;
  }
  return false;
}

/// Records of few taps are loaded at once, wherever their samples are: those stay as they are.
constexpr PlainForm even_form(const AxisTable& x, const std::byte* records, std::int32_t origin) {
  constexpr std::int32_t fewest_taps = 2 * known::least_even - 1;
  const std::int32_t more = has_odd_offsets(x, records, origin) ? 1 : 0;
  const auto taps = static_cast<std::int32_t>(sizes::round_up(x.taps + more, 2));
  if (x.taps < fewest_taps || taps > 2 * known::most_even) return {};
  return {PlainForm::even, taps, sizes::record_bytes(taps)};
}

/// The form for a plan of plain images whose tables are made; `origin` is the first sample of its rows.
constexpr PlainForm plain_form(const Spec& spec, const PlanLayout& layout, const std::byte* records,
                               const Rounding& rounding, std::int32_t origin) {
  const AxisTable& x = layout.x;
  const sizes::Passes passes = sizes::passes(spec);
  const bool is_weighted = layout.method == Plan::Method::horizontal || layout.method == Plan::Method::vertical_first ||
                           layout.method == Plan::Method::horizontal_first;
  if (!is_weighted || spec.format.channels != 1) return {};
  if (passes == sizes::Passes::wide) {
    return {PlainForm::words, x.taps, offset_bytes + std::int64_t{sizeof(std::int32_t)} * x.taps};
  }
  const bool suits = layout.method == Plan::Method::vertical_first && passes == sizes::Passes::narrow &&
                     rounding.shift == second_pass(the_second_pass.cap).shift;
  return suits ? even_form(x, records, origin) : PlainForm{};
}

constexpr void write_even(const PlainForm& form, const AxisTable& x, const std::byte* from, std::int32_t origin,
                          std::byte* to) {
  for (std::int32_t d = 0; d < x.spec.dst; ++d, from += x.record_bytes, to += form.record_bytes) {
    const std::int32_t offset = offset_of(from), before = (offset - origin) % 2;
    put_offset(to, offset - before);
    copy_bytes(to + offset_bytes + 2 * before, from + offset_bytes, 2 * std::int64_t{x.taps});
  }
}

constexpr void write_words(const PlainForm& form, const AxisTable& x, const std::byte* from, std::byte* to) {
  const std::int64_t low = 2 * sizes::round_up(x.taps, 2);
  for (std::int32_t d = 0; d < x.spec.dst; ++d, from += x.record_bytes, to += form.record_bytes) {
    put_offset(to, offset_of(from));
    for (std::int64_t k = 0; k < x.taps; ++k) {
      const std::byte* const high = from + offset_bytes + 2 * k;
      put(to + offset_bytes + 4 * k, wide_weight(get<std::int16_t>(high), get<std::int16_t>(high + low)));
    }
  }
}

/// `to` is all zeros.
constexpr void write_plain(const PlainForm& form, const AxisTable& x, const std::byte* from, std::int32_t origin,
                           std::byte* to) {
  if (form.kind == PlainForm::even) write_even(form, x, from, origin, to);
  if (form.kind == PlainForm::words) write_words(form, x, from, to);
}

}  // namespace ISOPEL_BUILD
}  // namespace isopel

#endif  // ISOPEL_TABLES_PLAIN_RECORDS_HPP_
