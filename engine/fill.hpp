// The fill colour (33): as a sample of 8 bits or a float, and as what the passes read.
#ifndef ISOPEL_ENGINE_FILL_HPP_
#define ISOPEL_ENGINE_FILL_HPP_

#include "engine/execution.hpp"
#include "engine/light.hpp"

namespace isopel {

/// Of a channel, as decode() (engine/load.hpp) would give it. Channels after the fourth are like the fourth; the planes
/// of a planar source are counted as channels.
inline std::uint8_t fill_u8(const Execution& run, std::int32_t channel) {
  const auto value = static_cast<std::int32_t>(run.spec().fill[std::min<std::int32_t>(run.plane + channel, 3)]);
  return static_cast<std::uint8_t>(has_i8 && run.spec().format.element == Element::i8 ? value + 128 : value);
}
inline float fill_f32(const Execution& run, std::int32_t channel) {
  return run.spec().fill[std::min<std::int32_t>(run.plane + channel, 3)];
}

/// Of a channel, as samples before or between passes are.
template <class Sample>
Sample fill_sample(const Execution& run, std::int32_t channel);

template <>
inline std::uint8_t fill_sample(const Execution& run, std::int32_t channel) {
  return fill_u8(run, channel);
}

/// (28) Weighted by alpha; else between the two passes of u8 samples (16).
template <>
inline std::int16_t fill_sample(const Execution& run, std::int32_t channel) {
  if (sizes::work_of(run.spec()) == Work::words) {
    const std::int32_t last = run.channels() - 1, alpha = fill_u8(run, last);
    return channel == last ? weigh_alpha(alpha) : weigh_colour(fill_u8(run, channel), alpha);
  }
  return static_cast<std::int16_t>((fill_u8(run, channel) - 128) * power_of_two(intermediate_fraction_bits));
}

template <>
inline float fill_sample(const Execution& run, std::int32_t channel) {
  const Spec& spec = run.spec();
  const std::int32_t last = run.channels() - 1;
  const bool alpha = sizes::has_alpha(spec);
  const auto plain = [&](std::int32_t c) {
    if (!sizes::is_bytes(spec.format.element)) return fill_f32(run, c);
    const std::uint8_t value = fill_u8(run, c);
    return static_cast<float>(alpha && c == last ? linear_of_alpha(value) : linear_of_srgb[value]);
  };
  if (!alpha || channel == last || spec.rules.alpha != Alpha::weighted) return plain(channel);
  return plain(channel) * plain(last);
}

}  // namespace isopel

#endif  // ISOPEL_ENGINE_FILL_HPP_
