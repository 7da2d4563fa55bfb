// The rows between two passes of which the one along x comes first, or converted source rows.
#ifndef ISOPEL_ENGINE_RING_HPP_
#define ISOPEL_ENGINE_RING_HPP_

#include <algorithm>
#include <cstring>

#include "engine/edges.hpp"
#include "engine/load.hpp"

namespace isopel {

/// The rows [begin, end) of the pass along x, or converted source rows; row r lives in slot r % capacity. Or, of
/// windows that lie apart, their rows and no others.
template <class From, class Middle, class Run>
class Ring {
 public:
  using Pass = HorizontalPass<From, Middle>;

  /// Without a pass, rows are only converted.
  Ring(const Run& run, ScratchMemory& memory, std::int32_t y_taps, const Pass* pass)
      : run_(run),
        at_(kept_rows()),
        pass_(pass),
        converts_(sizes::converts(run.spec())),
        taps_(y_taps),
        capacity_(static_cast<std::int32_t>(sizes::Scratch{run.spec()}.ring_rows(y_taps + at_.back))),
        rows_(memory.rows<Middle>(capacity_, pass != nullptr ? run.dst_samples() : run.src_samples())) {
    if (converts_ && pass != nullptr) {
      const std::int32_t rows = std::min(run.spec().block_rows, run.spec().src.height);
      loaded_ = memory.rows<From>(rows, run.src_samples());
    }
    turned_ = memory.rest();
    turned_bytes_ = static_cast<std::int32_t>(sizes::y_record_bytes(passes_, std::max(capacity_, y_taps)));
    std::memset(turned_, 0, static_cast<std::size_t>(turned_bytes_));  // the padding stays so
  }

  /// Makes the row of a stream present that has come: rows come one by one, but for those that no output needs.
  void take_arrived() {
    if constexpr (is_stream<Run>) {
      if (run_.arrived >= 0) take(run_.arrived);
    }
  }

  /// How many outputs from `row` on, at most `most`, one call of a kernel can make: those whose rows follow each other
  /// in the ring. Firmware has no use for it, for its kernels share nothing between outputs.
  std::int32_t together(const Taps& y, std::int32_t row, std::int32_t most) const {
    if (is_firmware || is_stream<Run> || is_line() || row < apart_end_) return 1;
    const std::int32_t begin = y.offset(row), room = capacity_ - slot_of(begin) - y.taps;
    std::int32_t count = 1;
    for (std::int32_t before = begin; count < most; ++count) {
      const std::int32_t next = y.offset(row + count);
      if (next < before || next > before + y.taps || next - begin > room) break;
      before = next;
    }
    return count;
  }

  /// Makes the rows of `count` outputs from `row` on present. Those of the next outputs are made ahead, if they follow
  /// without a gap.
  void need(const Taps& y, std::int32_t row, std::int32_t count) {
    // The rows of a stream have come, or the output would not be asked for.
    if constexpr (!is_stream<Run>) make_needed(y, row, row + count - 1);
  }

  /// The taps of those outputs as a kernel can use them on rows(): where the rows of one wrap around the ring's end,
  /// the table's weights, or the rows that it names, turn with them.
  Taps taps(const Taps& y, std::int32_t row, std::int32_t count) {
    const std::int32_t slot = row < apart_end_ ? (row - apart_) * y.taps : slot_of(y.offset(row));
    Taps some = y.slice(row, count);
    some.origin = y.offset(row) - slot;
    if (is_line() || slot + y.taps <= capacity_) return some;
    if (sizes::names_rows(passes_)) return turned_rows(y, row, slot);
    const Taps turned{turned_, turned_bytes_, 1, capacity_, y.rounding};
    if (y.taps < capacity_) std::memset(turned_, 0, static_cast<std::size_t>(turned_bytes_));
    auto* const weights = reinterpret_cast<std::int16_t*>(turned_ + sizeof(std::int32_t));
    const std::int16_t* const from = y.weights(row);
    const bool wide = sizes::is_wide(passes_);
    const std::int32_t low = turned.padded(), from_low = y.padded();
    std::int32_t to = slot;
    for (std::int32_t k = 0; k < y.taps; ++k) {
      weights[to] = from[k];
      if (wide) weights[low + to] = from[from_low + k];
      to = to + 1 < capacity_ ? to + 1 : 0;
    }
    return turned;
  }

  Rows<const Middle> rows() const { return read_only(rows_); }

 private:
  KeptRows& kept_rows() {
    if constexpr (is_stream<Run>) {
      return run_.kept;
    } else {
      return own_;
    }
  }

  void take(std::int32_t row) {
    if (row != at_.end) at_.begin = at_.end = at_.base = row;
    if (is_line() && at_.end - at_.base == capacity_) move_to_front(at_.end - taps_ - at_.back);
    make(row, 1, {rows_.row(slot_of(row)), rows_.stride});
    ++at_.end;
    at_.begin = std::max(at_.begin, at_.end - capacity_);
  }

  void make_needed(const Taps& y, std::int32_t row, std::int32_t last) {
    if (made_apart(y, row)) return;
    const std::int32_t begin = y.offset(row), end = end_of(y, last);
    if (begin < at_.begin || begin > at_.end) at_.begin = at_.end = at_.base = begin;
    if (at_.end >= end) return;
    std::int32_t limit = end;
    for (std::int32_t next = last + 1; limit - at_.end < run_.spec().block_rows && next < run_.last; ++next) {
      if (y.offset(next) > limit) break;
      limit = std::max(limit, end_of(y, next));
    }
    while (at_.end < end) {
      if (is_line() && at_.end - at_.base == capacity_) move_to_front(begin);
      const std::int32_t slot = slot_of(at_.end);
      const std::int32_t room = capacity_ - (at_.end - begin);
      // What this output needs may come at once: for that the ring has room, if not for the converted source rows.
      const std::int32_t block = converts_ ? run_.spec().block_rows : std::max(run_.spec().block_rows, end - at_.end);
      const std::int32_t count = std::min({block, limit - at_.end, capacity_ - slot, room});
      make(at_.end, count, {rows_.row(slot), rows_.stride});
      at_.end += count;
      at_.begin = std::max(at_.begin, at_.end - capacity_);  // a line still has its base
    }
  }

  /// Counted floats are added in order, so their rows must follow each other: the ring is a line then, and what is
  /// still needed moves to its front when it is full.
  bool is_line() const { return needs_counted_floats && passes_ == Passes::counted; }
  std::int32_t slot_of(std::int32_t row) const { return is_line() ? row - at_.base : row % capacity_; }
  void move_to_front(std::int32_t begin) {
    const std::int32_t kept = std::max(at_.base, std::min(begin, at_.end - taps_));  // offsets may go back a little
    std::memmove(rows_.row(0), rows_.row(kept - at_.base),
                 static_cast<std::size_t>(rows_.stride) * static_cast<std::size_t>(at_.end - kept));
    at_.base = at_.begin = kept;
  }

  std::int32_t end_of(const Taps& y, std::int32_t row) const {
    const std::int32_t taps = is_line() ? y.count_of(row) : y.taps;
    return std::min(y.offset(row) + taps, run_.spec().src.height);
  }

  /// Outputs at even steps that leave rows out are made together, one tap of all of them at a time, each window in
  /// slots of its own. False if there are too few of them for that.
  bool made_apart(const Taps& y, std::int32_t row) {
    if (row < apart_end_) return true;
    apart_end_ = 0;
    constexpr std::int32_t fewest = 4;
    if (run_.spec().block_rows < fewest || pass_ == nullptr || converts_) return false;
    const std::int32_t most = std::min({run_.spec().block_rows, capacity_ / y.taps, run_.last - row});
    if (most < fewest) return false;
    const std::int32_t step = y.offset(row + 1) - y.offset(row);
    if (step <= y.taps) return false;
    std::int32_t count = 1;
    while (count < most && y.offset(row + count) - y.offset(row + count - 1) == step) ++count;
    if (count < fewest || y.offset(row + count - 1) + y.taps > run_.spec().src.height) return false;
    for (std::int32_t k = 0; k < y.taps; ++k) {
      const Rows<const From> from = run_.template src_rows<From>(y.offset(row) + k);
      (*pass_)({from.data, from.stride * step}, {rows_.row(k), rows_.stride * y.taps}, count, run_.src_samples());
    }
    at_.begin = at_.end = -1;
    apart_ = row;
    apart_end_ = row + count;
    return true;
  }

  void make(std::int32_t first, std::int32_t count, Rows<Middle> to) {
    if (pass_ == nullptr) {
      if constexpr (std::is_same_v<From, Middle>) load(first, count, to);
      return;
    }
    Rows<const From> from = run_.template src_rows<From>(first);
    if (converts_) {
      load(first, count, loaded_);
      from = read_only(loaded_);
    }
    (*pass_)(from, to, count, run_.src_samples());
  }
  void load(std::int32_t first, std::int32_t count, Rows<From> to) {
    for (std::int32_t r = 0; r < count; ++r) load_row(run_, run_.src_row(first + r), to.row(r), run_.columns.count);
  }

  Taps turned_rows(const Taps& y, std::int32_t row, std::int32_t slot) {
    const bool floats = sizes::is_float(passes_);
    Taps turned = y.slice(row, 1);
    const std::int16_t* const rows = floats ? turned.rows_behind_floats(0) : turned.rows(0);
    std::memcpy(turned_, turned.records, static_cast<std::size_t>(y.record_bytes));
    std::memcpy(turned_, &slot, sizeof slot);
    auto* const to =
        reinterpret_cast<std::int16_t*>(turned_ + (reinterpret_cast<const std::byte*>(rows) - turned.records));
    for (std::int32_t k = 0; k < y.padded(); ++k) {
      to[k] = static_cast<std::int16_t>((slot + rows[k]) % capacity_ - slot);
    }
    turned.records = turned_;
    turned.origin = 0;
    return turned;
  }

  const Run& run_;
  KeptRows own_, &at_;
  Passes passes_ = sizes::passes(run_.spec());
  const Pass* pass_;
  bool converts_;
  std::int32_t taps_, capacity_;
  Rows<Middle> rows_;
  std::byte* turned_ = nullptr;
  std::int32_t turned_bytes_ = 0;
  Rows<From> loaded_{};
  std::int32_t apart_ = 0, apart_end_ = 0;  ///< outputs whose windows lie apart
};

}  // namespace isopel

#endif  // ISOPEL_ENGINE_RING_HPP_
