// Push-row streaming: which source rows are kept, and when an output row can be made of them.
#include "isopel/stream.hpp"

#include <algorithm>
#include <cstring>

#include "engine/checks.hpp"
#include "engine/loops.hpp"
#include "engine/memory.hpp"
#include "engine/rows_read.hpp"

namespace isopel {
namespace {

/// Methods with a pass along y keep their rows in its ring; the others read a few rows as they came.
bool keeps_ring(const Plan& plan) {
  return plan.method() == Plan::Method::vertical || plan.method() == Plan::Method::vertical_first ||
         plan.method() == Plan::Method::horizontal_first;
}

void run_passes(const StreamExecution& run) {
  if constexpr (needs_passes) {
    if (run.plan.method() == Plan::Method::vertical) {
      one_pass(run);
    } else {
      two_passes(run);
    }
  }
}

/// The most source rows that one output reads.
std::int32_t most_rows(const Plan& plan) {
  std::int32_t most = 1;
  for (std::int32_t row = 0; row < plan.spec().dst.height; ++row) {
    const RowsRead read(plan, row);
    most = std::max(most, read.end - read.begin);
  }
  return most;
}

/// How many rows outputs go back behind those above them; see StreamScratch::most_rows_back.
std::int32_t rows_back(const Plan& plan) {
  std::int32_t most = 0, begin = 0;
  for (std::int32_t row = 0; row < plan.spec().dst.height; ++row) {
    const RowsRead read(plan, row);
    begin = std::max(begin, read.begin);
    most = std::max(most, begin - read.begin);
  }
  return most;
}

sizes::StreamScratch parts_of(const Plan& plan) {
  return {plan.spec(), static_cast<std::int64_t>(plan.scratch_size())};
}
std::int64_t bytes_of_plane(const Plan& plan, std::int32_t back) {
  return parts_of(plan).ring_plane(plan.y_axis().taps, back, plan.method() != Plan::Method::horizontal_first);
}

/// The first row that has to come before row `row` of the destination can be made, and the one after the last.
RowsRead rows_for(const Plan& plan, std::int32_t row) {
  const Spec& spec = plan.spec();
  const Crop crop = sizes::crop_of(spec);
  if (row >= spec.pad.top && row < spec.pad.top + crop.height) return RowsRead(plan, crop.top + row - spec.pad.top);
  // The pad needs nothing, but what comes after it does.
  RowsRead next(plan, crop.top + (row < spec.pad.top ? 0 : crop.height - 1));
  next.end = 0;
  return next;
}

/// A row as a view of any height. Of a row in one plane the stride may be anything; those of several were checked.
template <class View>
View as_every_row(const View& row, Size size) {
  std::ptrdiff_t plane = row.plane_stride;
  if (plane == 0 && sizes::planes(row.format) > 1) plane = row.stride < 0 ? -row.stride : row.stride;
  return {row.data, size, 0, row.format, plane};
}

Status refuse_rows(Message* message, std::int32_t row, const char* why, std::int32_t number, const char* unit) {
  Sentence(message) << "row " << row << " " << why << " " << number << " " << unit;
  return Status::bad_rows;
}

}  // namespace

std::uint64_t stream_scratch_size(const Plan& plan) noexcept {
  if (plan.method() == Plan::Method::none) return 0;
  const std::int32_t back = rows_back(plan);
  if (back > parts_of(plan).most_rows_back()) return 0;
  if (!keeps_ring(plan)) return parts_of(plan).raw(most_rows(plan) + back);
  return parts_of(plan).ring(plan.y_axis().taps, back, plan.method() != Plan::Method::horizontal_first);
}

Status Stream::start(const Plan& plan, std::span<std::byte> scratch, Stream& out, Message* message) noexcept {
  if (plan.method() == Plan::Method::none) {
    Sentence(message) << "the plan is empty: Plan::make was not called or did not succeed";
    return Status::no_plan;
  }
  const std::int32_t back = rows_back(plan);
  if (back > parts_of(plan).most_rows_back()) {
    Sentence(message) << "an output of the plan reads rows " << back << " above those of an earlier one";
    return Status::bad_rows;
  }
  Stream stream;
  stream.plan_ = &plan;
  stream.memory_ = scratch.data();
  stream.memory_size_ = stream_scratch_size(plan);
  stream.kept_.back = back;
  if (!keeps_ring(plan)) stream.raw_rows_ = most_rows(plan) + back;
  Extent extent;
  if (const Status status = check_scratch(scratch, stream.memory_size_, extent, message); status != Status::ok) {
    return status;
  }
  if (reaches_tables(plan, extent)) {
    Sentence(message) << "the scratch memory and the plan's tables overlap";
    return Status::overlap;
  }
  out = stream;
  return Status::ok;
}

void Stream::restart() noexcept {
  pushed_ = pulled_ = raw_first_ = raw_end_ = 0;
  kept_ = {.back = kept_.back};
}

bool Stream::has_row() const noexcept {
  return plan_ != nullptr && pulled_ < output_size(plan_->spec()).height && rows_for(*plan_, pulled_).end <= pushed_;
}

Status Stream::push(ConstImage row, Message* message) noexcept {
  if (plan_ == nullptr) {
    Sentence(message) << "the stream was not started";
    return Status::no_plan;
  }
  const Spec& spec = plan_->spec();
  Extent extent;
  const Status status = check_view("source row", row, {spec.src.width, 1}, spec.format, extent, message);
  if (status != Status::ok) return status;
  if (extent.overlaps(Extent::of(memory_, memory_size_))) {
    return refuse_overlap("the scratch memory and the source row", row, message);
  }
  if (pushed_ == spec.src.height) {
    return refuse_rows(message, pushed_, "is beyond the source's", spec.src.height, "rows");
  }
  if (has_row()) return refuse_rows(message, pulled_, "has to be pulled before source row", pushed_, "is pushed");
  const std::int32_t arrived = pushed_++;
  if (pulled_ == output_size(spec).height) return Status::ok;
  const std::int32_t needed = rows_for(*plan_, pulled_).begin - kept_.back;
  if (arrived < needed) return Status::ok;

  std::byte* const memory = align_up(memory_, sizes::row_alignment);
  if (raw_rows_ == 0) {
    const ConstImage src = as_every_row(row, spec.src);
    Crop nothing = sizes::crop_of(spec);
    nothing.height = 0;
    const KeptRows before = kept_;
    for (std::int32_t plane = 0; plane < sizes::planes(spec.format); ++plane) {
      kept_ = before;
      std::byte* const own = memory + plane * bytes_of_plane(*plan_, kept_.back);
      run_passes(StreamExecution(*plan_, src, {own}, nothing, plane, own, kept_, arrived));
    }
    return Status::ok;
  }
  // What an output still needs moves to the front.
  const auto stride = static_cast<std::ptrdiff_t>(parts_of(*plan_).raw_row());
  const auto bytes = static_cast<std::size_t>(spec.src.width * sizes::bytes_per_pixel(spec.format));
  const std::int32_t first = needed < raw_end_ ? std::max(needed, raw_first_) : arrived;
  const ConstImage from = as_every_row(row, spec.src);
  for (std::int32_t plane = 0; plane < sizes::planes(spec.format); ++plane) {
    std::byte* const rows = memory + plane * raw_rows_ * stride;
    if (first > raw_first_ && first < raw_end_) {
      std::memmove(rows, rows + (first - raw_first_) * stride, static_cast<std::size_t>((raw_end_ - first) * stride));
    }
    std::memcpy(rows + (arrived - first) * stride, static_cast<const std::byte*>(from.data) + plane * from.plane_stride,
                bytes);
  }
  raw_first_ = first;
  raw_end_ = arrived + 1;
  return Status::ok;
}

Status Stream::pull(Image row, Message* message) noexcept {
  if (plan_ == nullptr) {
    Sentence(message) << "the stream was not started";
    return Status::no_plan;
  }
  const Spec& spec = plan_->spec();
  const Size size = output_size(spec);
  Extent extent;
  const Status status = check_view("destination row", row, {size.width, 1}, output_format(spec), extent, message);
  if (status != Status::ok) return status;
  if (extent.overlaps(Extent::of(memory_, memory_size_))) {
    return refuse_overlap("the scratch memory and the destination row", row, message);
  }
  if (reaches_tables(*plan_, extent)) return refuse_overlap("the destination row and the plan's tables", row, message);
  if (pulled_ == size.height) return refuse_rows(message, pulled_, "is beyond the destination's", size.height, "rows");
  if (!has_row()) {
    return refuse_rows(message, pulled_, "needs the source's first", rows_for(*plan_, pulled_).end, "rows");
  }

  const Crop tile = band(*plan_, pulled_, pulled_ + 1), part = part_of(spec, tile);
  const Image dst = as_every_row(row, size);
  std::byte* const memory = align_up(memory_, sizes::row_alignment);
  const auto stride = static_cast<std::ptrdiff_t>(parts_of(*plan_).raw_row());
  const std::int32_t planes = sizes::planes(spec.format);
  for (std::int32_t plane = 0; plane < planes; ++plane) {
    if (raw_rows_ == 0) {
      std::byte* const own = memory + plane * bytes_of_plane(*plan_, kept_.back);
      const StreamExecution run(*plan_, {own, spec.src, 0, spec.format}, dst, part, plane, own, kept_, -1);
      fill_pad(run, tile);
      if (part.height > 0) run_passes(run);
    } else {
      const auto row_0 = reinterpret_cast<std::uintptr_t>(memory) - static_cast<std::uintptr_t>(raw_first_ * stride);
      const ConstImage src{reinterpret_cast<const void*>(row_0), spec.src, stride, spec.format, raw_rows_ * stride};
      run_tile(Execution(*plan_, src, dst, part, plane, memory + planes * raw_rows_ * stride), tile);
    }
  }
  ++pulled_;
  return Status::ok;
}

}  // namespace isopel
