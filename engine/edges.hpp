// Passes for images with a constant border (11): outputs with taps outside get what those weigh, times the colour.
// Kernels see nothing of it but another bias.
#ifndef ISOPEL_ENGINE_EDGES_HPP_
#define ISOPEL_ENGINE_EDGES_HPP_

#include <type_traits>

#include "engine/fill.hpp"

namespace isopel {

/// Whether a pass is one of contract 1; those of presets have no constant border.
template <class From, class To>
inline constexpr bool may_have_edge =
    has_borders && sizeof(From) <= sizeof(To) + 1 && std::is_floating_point_v<From> == std::is_floating_point_v<To> &&
    !std::is_same_v<From, std::int32_t> && !(sizeof(From) == 1 && sizeof(To) == 4);

/// What an axis' outside taps weigh, for each output, and a row for outputs of one channel's colour.
template <class From, class To>
class Edge {
 public:
  Edge(const Execution& run, const std::int32_t* outside, void* row)
      : run_(run),
        outside_(run.spec().rules.border == Border::constant ? outside : nullptr),
        row_(static_cast<To*>(row)) {}

  bool is_there() const { return has_borders && outside_ != nullptr; }
  std::int32_t weight(std::int32_t output) const { return outside_[output]; }

  /// Calls compute(taps, to) with taps that know a channel's colour, for each channel; picks the channel's samples.
  template <class Compute>
  void fix(const Taps& taps, std::int32_t weight, To* dst, std::int32_t pixels, Compute compute) const {
    const std::int32_t channels = run_.channels();
    for (std::int32_t c = 0; c < channels; ++c) {
      const From colour = fill_sample<From>(run_, c);
      Taps one = taps;
      if constexpr (!std::is_same_v<From, float>) one.rounding.bias = add_product(taps.rounding.bias, weight, colour);
      compute(one, row_);
      for (std::int32_t x = c; x < pixels * channels; x += channels) {
        dst[x] = row_[x];
        if constexpr (std::is_same_v<From, float>) dst[x] = dst[x] + counted_weight(weight) * colour;
      }
    }
  }

 private:
  const Execution& run_;
  const std::int32_t* outside_;
  To* row_;
};

template <class From, class To>
class VerticalPass {
 public:
  VerticalPass(const Execution& run, VerticalKernel<From, To>* KernelTable::* entry, void* row)
      : run_(run), kernel_(run.kernel(entry)), edge_(run, run.plan.y_axis().outside, row) {}

  /// The output rows from `output` on; taps are theirs.
  void operator()(Rows<const From> src, Rows<To> dst, std::int32_t samples, const Taps& taps,
                  std::int32_t output) const {
    if constexpr (may_have_edge<From, To>) {
      if (edge_.is_there()) return each_row(src, dst, samples, taps, output);
    }
    kernel_(src, dst, samples, taps);
  }

 private:
  void each_row(Rows<const From> src, Rows<To> dst, std::int32_t samples, const Taps& taps, std::int32_t output) const {
    for (std::int32_t r = 0; r < taps.count; ++r) {
      const Taps one = taps.slice(r, 1);
      if (const std::int32_t weight = edge_.weight(output + r); weight != 0) {
        edge_.fix(one, weight, dst.row(r), samples / run_.channels(),
                  [&](const Taps& with_colour, To* to) { kernel_(src, {to, dst.stride}, samples, with_colour); });
      } else {
        kernel_(src, {dst.row(r), dst.stride}, samples, one);
      }
    }
  }

  const Execution& run_;
  VerticalKernel<From, To>* kernel_;
  Edge<From, To> edge_;
};

template <class From, class To>
class HorizontalPass {
 public:
  HorizontalPass(const Execution& run, HorizontalKernel<From, To>* KernelTable::* entry, void* row)
      : run_(run),
        kernel_(run.pixel_kernel(entry)),
        definition_(may_have_edge<From, To> ? scalar::kernels.*entry : nullptr),
        edge_(run, run.plan.x_axis().outside, row),
        channels_(run.channels()),
        x_(run.x_taps()) {}

  void operator()(Rows<const From> src, Rows<To> dst, std::int32_t rows, std::int32_t readable) const {
    kernel_(src, dst, rows, channels_, readable, x_);
    if constexpr (may_have_edge<From, To>) {
      if (edge_.is_there()) fix_ends(src, dst, rows, readable);
    }
  }

 private:
  void fix_ends(Rows<const From> src, Rows<To> dst, std::int32_t rows, std::int32_t readable) const {
    for (std::int32_t i = 0; i < x_.count; ++i) {
      const std::int32_t weight = edge_.weight(run_.part.left + i);
      if (weight == 0) continue;
      for (std::int32_t r = 0; r < rows; ++r) {
        edge_.fix(x_.slice(i, 1), weight, dst.row(r) + std::ptrdiff_t{i} * channels_, 1,
                  [&](const Taps& with_colour, To* to) {
                    definition_({src.row(r), src.stride}, {to, dst.stride}, 1, channels_, readable, with_colour);
                  });
      }
    }
  }

  const Execution& run_;
  HorizontalKernel<From, To>*kernel_, *definition_;
  Edge<From, To> edge_;
  std::int32_t channels_;
  Taps x_;
};

/// Scratch for the edges of an execution.
inline void* edge_row(const Execution& run, ScratchMemory& memory) {
  if (!has_borders || run.spec().rules.border != Border::constant) return nullptr;
  return memory.rows<float>(1, std::max(run.src_samples(), run.dst_samples())).data;
}

}  // namespace isopel

#endif  // ISOPEL_ENGINE_EDGES_HPP_
