// Source rows as kernels read them: the image's own, or converted ones.
#ifndef ISOPEL_ENGINE_LOAD_HPP_
#define ISOPEL_ENGINE_LOAD_HPP_

#include "engine/execution.hpp"

namespace isopel {

/// Decodes pixels to samples of 8 bits, or to floats: (23), (24), (26), (27). Nothing else: for pixels that are moved.
void decode(const Execution& run, const std::byte* src, std::uint8_t* dst, std::int32_t pixels);
void decode(const Execution& run, const std::byte* src, float* dst, std::int32_t pixels);

/// And on to what the passes want: colours times alpha, linear light; (28), (30), (31), and Pillow's alpha.
void load_row(const Execution& run, const std::byte* src, std::uint8_t* dst, std::int32_t pixels);
void load_row(const Execution& run, const std::byte* src, std::int16_t* dst, std::int32_t pixels);
void load_row(const Execution& run, const std::byte* src, float* dst, std::int32_t pixels);

/// The source rows of a block.
template <class Sample>
class LoadedRows {
 public:
  LoadedRows(const Execution& run, ScratchMemory& memory, std::int64_t most)
      : run_(run),
        converted_(sizes::converts(run.spec())),
        rows_(converted_ ? memory.rows<Sample>(most, run.src_samples()) : Rows<Sample>{}) {}

  bool are_converted() const { return converted_; }
  /// The rows [first, end).
  Rows<const Sample> rows(std::int32_t first, std::int32_t end) const {
    if (!converted_) return run_.src_rows<Sample>(first);
    for (std::int32_t r = first; r < end; ++r)
      load_row(run_, run_.src_row(r), rows_.row(r - first), run_.columns.count);
    return read_only(rows_);
  }

 private:
  const Execution& run_;
  bool converted_;
  Rows<Sample> rows_;
};

}  // namespace isopel

#endif  // ISOPEL_ENGINE_LOAD_HPP_
