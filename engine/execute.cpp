// Plan -> bytes: the row loops. Every branch ends in kernels of the plan's arch.
#include <algorithm>
#include <cstring>

#include "arch/scalar/scalar.hpp"
#include "engine/checks.hpp"
#include "engine/kernels.hpp"
#include "engine/memory.hpp"
#include "isopel/isopel.hpp"

namespace isopel {
namespace {

using U8Rows = Rows<const std::uint8_t>;

/// What the row loops below share.
struct Execution {
  const Plan& plan;
  U8Rows src;
  Rows<std::uint8_t> dst;
  std::int32_t first, last;  ///< the rows of dst to write
  std::byte* scratch;

  const Spec& spec() const { return plan.spec(); }
  std::int32_t channels() const { return spec().format.channels; }
  std::int32_t src_samples() const { return spec().src.width * channels(); }
  std::int32_t dst_samples() const { return spec().dst.width * channels(); }
  Rows<std::uint8_t> dst_from(std::int32_t row) const { return {dst.row(row), dst.stride}; }

  /// The start of the scratch memory as intermediate rows.
  template <class Sample>
  Rows<Sample> scratch_rows(std::int32_t samples) const {
    return {reinterpret_cast<Sample*>(scratch), static_cast<std::ptrdiff_t>(sizes::row_bytes(samples, sizeof(Sample)))};
  }

  Taps x_taps() const { return taps(plan.x_axis(), spec().dst.width); }
  Taps y_taps() const { return taps(plan.y_axis(), spec().dst.height); }

  /// The kernel of the plan's arch, or the scalar one where the arch has none.
  template <class Kernel>
  Kernel* kernel(Kernel* KernelTable::* entry) const {
    Kernel* own = plan.arch()->kernels->*entry;
    return own != nullptr ? own : scalar::kernels.*entry;
  }

  static Taps taps(const Plan::Axis& axis, std::int32_t count) {
    return {axis.records, axis.record_bytes, count, axis.taps, {axis.bias, axis.shift}};
  }
};

/// Calls body(row, count) for blocks of at most block_rows rows.
template <class Body>
void for_each_block(const Execution& run, Body body) {
  for (std::int32_t row = run.first; row < run.last;) {
    const std::int32_t count = std::min(run.spec().block_rows, run.last - row);
    body(row, count);
    row += count;
  }
}

void copy(const Execution& run) {
  for (std::int32_t y = run.first; y < run.last; ++y) {
    std::memcpy(run.dst.row(y), run.src.row(y), static_cast<std::size_t>(run.dst_samples()));
  }
}

void gather(const Execution& run) {
  const Taps x = run.x_taps(), y = run.y_taps();
  const auto gather_row = run.kernel(&KernelTable::gather_u8);
  for (std::int32_t row = run.first; row < run.last; ++row) {
    gather_row(run.src.row(y.offset(row)), run.dst.row(row), run.channels(), x);
  }
}

// [[maybe_unused]]: a build that leaves filters out leaves their loops out.
[[maybe_unused]] void box(const Execution& run) {
  const std::int32_t width = run.spec().src.width / run.spec().dst.width;
  const std::int32_t height = run.spec().src.height / run.spec().dst.height;
  const auto box_row = run.kernel(&KernelTable::box_u8);
  for (std::int32_t row = run.first; row < run.last; ++row) {
    const U8Rows boxes{run.src.row(std::ptrdiff_t{row} * height), run.src.stride};
    box_row(boxes, run.dst.row(row), run.spec().dst.width, run.channels(), width, height);
  }
}

template <class Kernel>
void horizontal(const Execution& run, Kernel* KernelTable::* entry) {
  const Taps x = run.x_taps(), y = run.y_taps();
  const auto pass = run.kernel(entry);
  for_each_block(run, [&](std::int32_t block, std::int32_t count) {
    for (std::int32_t row = block; row < block + count;) {  // as many evenly spaced source rows at once as there are
      std::int32_t rows = 1;
      const std::int32_t step = row + 1 < block + count ? y.offset(row + 1) - y.offset(row) : 0;
      while (row + rows < block + count && y.offset(row + rows) - y.offset(row + rows - 1) == step) ++rows;
      const U8Rows from{run.src.row(y.offset(row)), run.src.stride * step};
      pass(from, run.dst_from(row), rows, run.channels(), run.src_samples(), x);
      row += rows;
    }
  });
}

template <class Kernel>
void vertical(const Execution& run, Kernel* KernelTable::* entry) {
  const Taps y = run.y_taps();
  const auto pass = run.kernel(entry);
  if (run.plan.x_axis().records == nullptr) {
    pass(run.src, run.dst_from(run.first), run.src_samples(), y.slice(run.first, run.last - run.first));
    return;
  }
  const Taps x = run.x_taps();
  const auto gather_row = run.kernel(&KernelTable::gather_u8);
  const auto full = run.scratch_rows<std::uint8_t>(run.src_samples());
  for_each_block(run, [&](std::int32_t row, std::int32_t count) {
    pass(run.src, full, run.src_samples(), y.slice(row, count));
    for (std::int32_t r = 0; r < count; ++r) gather_row(full.row(r), run.dst.row(row + r), run.channels(), x);
  });
}

[[maybe_unused]] void vertical_first(const Execution& run) {
  const Taps x = run.x_taps(), y = run.y_taps();
  const auto first_pass = run.kernel(&KernelTable::vertical_u8_i16);
  const auto second_pass = run.kernel(&KernelTable::horizontal_i16_u8);
  const auto middle = run.scratch_rows<std::int16_t>(run.src_samples());
  const auto readable = static_cast<std::int32_t>(middle.stride / 2);  // the padding, too, with weights of zero
  for (std::int32_t r = 0; r < std::min(run.spec().block_rows, run.last - run.first); ++r) {
    std::int16_t* const padding = middle.row(r) + run.src_samples();
    std::memset(padding, 0, static_cast<std::size_t>(readable - run.src_samples()) * sizeof(std::int16_t));
  }
  for_each_block(run, [&](std::int32_t row, std::int32_t count) {
    first_pass(run.src, middle, run.src_samples(), y.slice(row, count));
    second_pass({middle.data, middle.stride}, run.dst_from(row), count, run.channels(), readable, x);
  });
}

/// The rows [begin, end) of the first pass; row r lives in slot r % capacity.
template <class Middle>
class Ring {
 public:
  using Pass = HorizontalKernel<std::uint8_t, Middle>;

  Ring(const Execution& run, const Taps& x, const Taps& y, Pass* pass)
      : run_(run),
        x_(x),
        pass_(pass),
        rows_(run.scratch_rows<Middle>(run.dst_samples())),
        capacity_(static_cast<std::int32_t>(sizes::ring_rows(run.spec(), y.taps))),
        rotated_(run.scratch + capacity_ * rows_.stride) {}

  /// Makes the rows [begin, end) present; rows up to `limit` may be made ahead.
  void need(std::int32_t begin, std::int32_t end, std::int32_t limit) {
    if (begin < begin_ || begin > end_) begin_ = end_ = begin;
    while (end_ < end) {
      const std::int32_t slot = end_ % capacity_;
      const std::int32_t room = capacity_ - (end_ - begin);
      const std::int32_t count = std::min({run_.spec().block_rows, limit - end_, capacity_ - slot, room});
      const U8Rows from{run_.src.row(end_), run_.src.stride};
      pass_(from, {rows_.row(slot), rows_.stride}, count, run_.channels(), run_.src_samples(), x_);
      end_ += count;
      begin_ = std::max(begin_, end_ - capacity_);
    }
  }

  /// The taps of output `row` as a vertical kernel can use them on rows(): rows that wrap around the ring's end are
  /// reached by turning the weights with them.
  Taps taps(const Taps& y, std::int32_t row) {
    const std::int32_t slot = y.offset(row) % capacity_;
    Taps one = y.slice(row, 1);
    if (slot + y.taps <= capacity_) {
      one.origin = y.offset(row) - slot;
      return one;
    }
    if (needs_blend && sizes::blends(run_.spec().rules)) return turned_blend(y, row, slot);
    const bool wide = sizes::has_wide_weights(run_.spec().rules);
    const auto bytes = static_cast<std::int32_t>(sizes::record_bytes(run_.spec().rules, capacity_));
    const Taps turned{rotated_, bytes, 1, capacity_, y.rounding};
    std::memset(rotated_, 0, static_cast<std::size_t>(bytes));
    auto* const weights = reinterpret_cast<std::int16_t*>(rotated_ + sizeof(std::int32_t));
    auto* const low_weights = weights + (turned.low_weights(0) - turned.weights(0));
    for (std::int32_t k = 0; k < y.taps; ++k) {
      weights[(slot + k) % capacity_] = y.weights(row)[k];
      if (wide) low_weights[(slot + k) % capacity_] = y.low_weights(row)[k];
    }
    return turned;
  }

  /// A blend names its two rows itself.
  Taps turned_blend(const Taps& y, std::int32_t row, std::int32_t slot) {
    const std::int16_t* const from = y.weights(row);
    const auto at = [&](std::int32_t distance) {
      return static_cast<std::int16_t>((slot + distance) % capacity_ - slot);
    };
    const std::int16_t values[sizes::blend_values] = {from[0], from[1], at(from[2]), at(from[3])};
    std::memcpy(rotated_, &slot, sizeof slot);
    std::memcpy(rotated_ + sizeof slot, values, sizeof values);
    return {rotated_, y.record_bytes, 1, y.taps, y.rounding};
  }

  Rows<const Middle> rows() const { return {rows_.data, rows_.stride}; }

 private:
  const Execution& run_;
  const Taps& x_;
  Pass* pass_;
  Rows<Middle> rows_;
  std::int32_t capacity_;
  std::byte* rotated_;
  std::int32_t begin_ = 0, end_ = 0;
};

template <class Middle>
void horizontal_first(const Execution& run, HorizontalKernel<std::uint8_t, Middle>* KernelTable::* first_entry,
                      VerticalKernel<Middle, std::uint8_t>* KernelTable::* second_entry) {
  const Taps x = run.x_taps(), y = run.y_taps();
  const auto second_pass = run.kernel(second_entry);
  Ring<Middle> ring(run, x, y, run.kernel(first_entry));
  const std::int32_t limit = y.offset(run.last - 1) + y.taps;
  for (std::int32_t row = run.first; row < run.last; ++row) {
    const std::int32_t end = y.offset(row) + y.taps;
    ring.need(y.offset(row), end, std::max(limit, end));
    second_pass(ring.rows(), run.dst_from(row), run.dst_samples(), ring.taps(y, row));
  }
}

}  // namespace

Status Plan::execute_rows(ConstImage src, Image dst, std::int32_t first, std::int32_t last,
                          std::span<std::byte> scratch, Message* message) const noexcept {
  if (const Status status = check_execution(*this, src, dst, first, last, scratch, message); status != Status::ok) {
    return status;
  }
  if (first == last) return Status::ok;
  const Execution run{*this,
                      {static_cast<const std::uint8_t*>(src.data), src.stride},
                      {static_cast<std::uint8_t*>(dst.data), dst.stride},
                      first,
                      last,
                      align_up(scratch.data(), sizes::row_alignment)};
  const bool wide = needs_wide_weights && sizes::has_wide_weights(spec_.rules);
  switch (method_) {
    case Method::none:
      return Status::no_plan;
    case Method::copy:
      copy(run);
      break;
    case Method::gather:
      gather(run);
      break;
    case Method::box:
      if constexpr (needs_box) box(run);
      break;
    case Method::horizontal:
      if constexpr (needs_passes) {
        horizontal(run, wide ? &KernelTable::horizontal_u8_u8_wide : &KernelTable::horizontal_u8_u8);
      }
      break;
    case Method::vertical:
      if constexpr (needs_passes) {
        vertical(run, wide ? &KernelTable::vertical_u8_u8_wide : &KernelTable::vertical_u8_u8);
      }
      break;
    case Method::vertical_first:
      if constexpr (needs_narrow_weights) vertical_first(run);
      break;
    case Method::horizontal_first:
      if (needs_wide_weights && wide) {
        horizontal_first<std::uint8_t>(run, &KernelTable::horizontal_u8_u8_wide, &KernelTable::vertical_u8_u8_wide);
      } else if (needs_blend && sizes::blends(spec_.rules)) {
        horizontal_first<std::int16_t>(run, &KernelTable::horizontal_u8_i16, &KernelTable::blend_i16_u8);
      } else if constexpr (needs_narrow_weights) {
        horizontal_first<std::int16_t>(run, &KernelTable::horizontal_u8_i16, &KernelTable::vertical_i16_u8);
      }
      break;
  }
  return Status::ok;
}

Status Plan::execute(ConstImage src, Image dst, std::span<std::byte> scratch, Message* message) const noexcept {
  return execute_rows(src, dst, 0, spec_.dst.height, scratch, message);
}

}  // namespace isopel
