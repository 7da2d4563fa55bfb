// Rows in, rows out: a resize whose source comes line by line, from a camera or a decoder, and is never in memory as a
// whole. The bytes are those of Plan::execute.
#ifndef ISOPEL_STREAM_HPP_
#define ISOPEL_STREAM_HPP_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

#include "isopel/isopel.hpp"

namespace isopel {

/// The rows [begin, end) of a ring that lives longer than one execution; `base` is the first of a line. Outputs go
/// `back` rows at most behind those above them.
struct KeptRows {
  std::int32_t begin = 0, end = 0, base = 0, back = 0;
};

/// One pass of an image through a plan:
///
///     for each source row:
///       stream.push(row);
///       while (stream.has_row()) stream.pull(where the next destination row goes);
///
/// The rows that later outputs need wait in the scratch memory, as they came or already resampled along x, whichever
/// the plan's order of passes asks for. A stream is a small value that points to its plan and its scratch memory; one
/// thread at a time may use it.
class Stream {
 public:
  /// Begins in `out`. `plan` must stay alive; `scratch` (stream_scratch_size(plan) bytes, any alignment) belongs to the
  /// stream until its last row is pulled. `out` is unchanged unless the status is ok.
  static Status start(const Plan& plan, std::span<std::byte> scratch, Stream& out, Message* message = nullptr) noexcept;

  /// Takes the next row of the source: a view of the plan's source format that is as wide and one row high (of a planar
  /// image, a row of each plane). The row is not needed afterwards. Status::bad_rows when finished rows wait to be
  /// pulled, and after the last row.
  Status push(ConstImage row, Message* message = nullptr) noexcept;

  /// Whether the next row of the destination can be pulled. Rows of the pad can be at once.
  [[nodiscard]] bool has_row() const noexcept;
  /// Writes the next row of the destination: a view of the output format that is as wide and one row high.
  /// Status::bad_rows when the rows that it needs have not come, and after the last one.
  Status pull(Image row, Message* message = nullptr) noexcept;

  /// How many rows have come, and how many have gone.
  [[nodiscard]] std::int32_t pushed() const noexcept { return pushed_; }
  [[nodiscard]] std::int32_t pulled() const noexcept { return pulled_; }

  /// Begins anew with the next image.
  void restart() noexcept;

 private:
  const Plan* plan_ = nullptr;
  std::byte* memory_ = nullptr;
  std::uint64_t memory_size_ = 0;
  std::int32_t raw_rows_ = 0;  ///< room for source rows as they came; 0: a ring keeps them
  std::int32_t raw_first_ = 0, raw_end_ = 0;
  std::int32_t pushed_ = 0, pulled_ = 0;
  KeptRows kept_;
};

/// Bytes of scratch memory that a stream of the plan needs; 0 where Stream::start refuses: for an empty plan, and where
/// outputs outside the image see it mirrored (docs/rows-and-tiles.md).
[[nodiscard]] std::uint64_t stream_scratch_size(const Plan& plan) noexcept;

/// Bytes of scratch memory that suffice for a stream of any plan of this spec; 0 for a spec that check() refuses. The
/// same on every processor.
constexpr std::uint64_t stream_scratch_size(const Spec& spec) {
  if (check(spec) != Status::ok) return 0;
  const sizes::StreamScratch stream(spec, static_cast<std::int64_t>(scratch_size(spec)));
  const std::int64_t back = stream.most_rows_back();
  if (spec.rules.filter == Filter::nearest || sizes::is_copy(spec)) return stream.raw(1 + back);
  const std::int64_t y_taps = sizes::most_y_taps(spec);
  const bool averages = spec.rules.filter == Filter::area && sizes::is_openmv(spec.rules.arithmetic);
  if (sizes::boxes(spec) || averages) return stream.raw(y_taps);
  const std::uint64_t vertical = sizes::is_opencv(spec.rules.arithmetic) ? 0 : stream.ring(y_taps, back, true);
  return std::max({stream.raw(1 + back), stream.ring(y_taps, back, false), vertical});
}

}  // namespace isopel

#endif  // ISOPEL_STREAM_HPP_
