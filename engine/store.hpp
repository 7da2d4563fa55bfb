// Output rows on their way into the destination (32).
#ifndef ISOPEL_ENGINE_STORE_HPP_
#define ISOPEL_ENGINE_STORE_HPP_

#include "engine/execution.hpp"

namespace isopel {

/// Rows for the steps of storing: samples of 8 bits, floats, and samples of one channel.
struct StoreRows {
  std::uint8_t* bytes = nullptr;
  float* floats = nullptr;
  std::byte* channel = nullptr;

  StoreRows() = default;
  StoreRows(const Execution& run, ScratchMemory& memory)
      : bytes(memory.rows<std::uint8_t>(1, run.dst_samples()).data),
        floats(memory.rows<float>(1, run.dst_samples()).data),
        channel(reinterpret_cast<std::byte*>(memory.rows<float>(1, run.row_pixels()).data)) {}
};

/// Stores the crop's pixels of output row `row`, which are plain samples: of 8 bits, or floats.
void store_plain(const Execution& run, const StoreRows& rows, const std::uint8_t* from, std::int32_t row);
void store_plain(const Execution& run, const StoreRows& rows, const float* from, std::int32_t row);

/// Stores what the passes left: (17), or (28) in i32, or (25). `from` may be changed.
void store_row(const Execution& run, const StoreRows& rows, std::uint8_t* from, std::int32_t row);
void store_row(const Execution& run, const StoreRows& rows, std::int32_t* from, std::int32_t row);
void store_row(const Execution& run, const StoreRows& rows, float* from, std::int32_t row);

/// Pillow's way back from colours times alpha, where rows are stored as they are.
void unpremultiply_row(const Execution& run, std::uint8_t* row);

/// (33) Fills `count` pixels of a row of the view, from pixel `first` on, with the fill colour.
void fill_pixels(const Execution& run, std::int32_t view_row, std::int32_t first, std::int32_t count);

/// Where kernels write output rows: into the destination, or into scratch rows that are stored afterwards.
template <class Sample>
class Output {
 public:
  Output(const Execution& run, ScratchMemory& memory)
      : run_(run),
        stores_(sizes::stores(run.spec()) || run.row_pixels() > run.part.width),
        unpremultiplies_(needs_alpha && sizes::weighs_alpha(run.spec())),
        rows_(stores_ ? memory.rows<Sample>(std::min(run.spec().block_rows, run.spec().dst.height), run.dst_samples())
                      : Rows<Sample>{}),
        steps_(sizes::stores(run.spec()) ? StoreRows(run, memory) : StoreRows{}) {}

  bool is_direct() const { return !stores_; }
  /// Whether finish() has nothing to do.
  bool is_finished() const { return !stores_ && !unpremultiplies_; }
  /// Room for the rows from `row` on, as many as a block has.
  Rows<Sample> rows(std::int32_t row) const { return stores_ ? rows_ : run_.dst_rows<Sample>(row); }
  /// Those rows are there now.
  [[gnu::always_inline]] void finish(std::int32_t row, std::int32_t count) const {
    if (!is_finished()) finish_rows(row, count);
  }

 private:
  void finish_rows(std::int32_t row, std::int32_t count) const {
    const Rows<Sample> from = rows(row);
    for (std::int32_t r = 0; r < count; ++r) {
      if (stores_) {
        store_row(run_, steps_, from.row(r) + std::ptrdiff_t{run_.row_left()} * run_.channels(), row + r);
      } else if constexpr (sizeof(Sample) == 1) {
        unpremultiply_row(run_, from.row(r));
      }
    }
  }

  const Execution& run_;
  bool stores_, unpremultiplies_;
  Rows<Sample> rows_;
  StoreRows steps_;
};

}  // namespace isopel

#endif  // ISOPEL_ENGINE_STORE_HPP_
