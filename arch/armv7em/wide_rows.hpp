// One row of a pass along x with wide weights. Gray samples are packed in pairs, which the high and then the low
// weights multiply; colour samples are multiplied one by one, by weights that all channels share.
//
// Assumes nothing about the alignment of samples.
// Tail: rows of few gray taps do their last four pixels again. Reads exactly the samples of the taps.
#ifndef ISOPEL_ARCH_ARMV7EM_WIDE_ROWS_HPP_
#define ISOPEL_ARCH_ARMV7EM_WIDE_ROWS_HPP_

#include "arch/armv7em/wide.hpp"

#if ISOPEL_HAVE_ARMV7EM

namespace isopel::armv7em {

/// `in` is where offset 0 is.
using WideRowFunction = void(const std::uint8_t* in, std::uint8_t* out, const Taps& taps);

/// Packs `count` samples in halves, in pairs. The second half of an odd last one is zero.
template <int count>
void unpack(const std::uint8_t* in, Word* pairs) {
  if constexpr (count >= 4) {
    const Word word = load<Word>(in);
    const Word even = even_bytes(word), odd = odd_bytes(word);
    pairs[0] = low_halves(even, odd);
    pairs[1] = high_halves(even, odd);
    unpack<count - 4>(in + 4, pairs + 2);
  } else if constexpr (count >= 2) {
    const Word pair = load<std::uint16_t>(in);           // g g' 0 0
    pairs[0] = even_bytes(low_and_high<8>(pair, pair));  // g g' g' 0
    unpack<count - 2>(in + 2, pairs + 1);
  } else if constexpr (count == 1) {
    pairs[0] = *in;
  }
}

/// The next pixel of a known number of taps, few enough for the registers. `in` is where offset 0 is.
template <int taps_count>
[[gnu::always_inline]] inline std::int32_t few_wide_sum(const std::uint8_t* in, const std::byte*& record,
                                                        std::int32_t bias) {
  constexpr int pairs = (taps_count + 1) / 2;
  Word samples[pairs], high[1 + pairs], low[pairs];
  load_words(record, high, bias);
  unpack<taps_count>(in + static_cast<std::int32_t>(high[0]), samples);
  std::int32_t sum = multiply_pair(samples[0], high[1]);
#pragma GCC unroll 8
  for (int k = 1; k < pairs; ++k) sum = add_pair(sum, samples[k], high[1 + k]);
  sum = join(bias, sum);
  load_words(record, low, sum);
#pragma GCC unroll 8
  for (int k = 0; k < pairs; ++k) sum = add_pair(sum, samples[k], low[k]);
  return sum;
}

/// Seven taps, what two words hold that overlap by sample 3. `fourth` is where offset 3 is: with it in a register,
/// which the compiler would not spare, both loads need the offset alone.
[[gnu::always_inline]] inline std::int32_t seven_wide_sum(const std::uint8_t* in, const std::uint8_t* fourth,
                                                          const std::byte*& record, std::int32_t bias) {
  std::int32_t sum;
  Word a, b, c;
  __asm__ volatile(
      "ldm %[record]!, {r0-r4}\n\t"
      "ldr %[b], [%[in], r0]\n\t"
      "ldr r0, [%[fourth], r0]\n\t"
      "uxtb16 %[c], %[b]\n\t"
      "uxtb16 %[b], %[b], ror #8\n\t"
      "pkhbt %[a], %[c], %[b], lsl #16\n\t"  // 0 1
      "pkhtb %[b], %[b], %[c], asr #16\n\t"  // 2 3
      "uxtb16 %[c], r0, ror #8\n\t"          // 4 6
      "smuad %[sum], %[a], r1\n\t"
      "uxtb16 r0, r0\n\t"  // 3 5
      "smlad %[sum], %[b], r2, %[sum]\n\t"
      "pkhbt r0, %[c], r0\n\t"  // 4 5
      "smlatb %[sum], %[c], r4, %[sum]\n\t"
      "smlad %[sum], r0, r3, %[sum]\n\t"
      "ldm %[record]!, {r1-r4}\n\t"
      "add %[sum], %[bias], %[sum], lsl #11\n\t"
      "smlad %[sum], %[a], r1, %[sum]\n\t"
      "smlad %[sum], %[b], r2, %[sum]\n\t"
      "smlatb %[sum], %[c], r4, %[sum]\n\t"
      "smlad %[sum], r0, r3, %[sum]"
      : [record] "+r"(record), [sum] "=&r"(sum), [a] "=&r"(a), [b] "=&r"(b), [c] "=&r"(c)
      : [in] "r"(in), [fourth] "r"(fourth), [bias] "r"(bias)
      : "r0", "r1", "r2", "r3", "r4", "memory");
  return sum;
}

/// `steps` times `step` gray pixels.
template <int step, int taps_count>
[[gnu::noinline]] void few_wide_taps(const std::uint8_t* in, std::uint8_t* out, std::int32_t steps,
                                     const std::byte* record, std::int32_t bias) {
  const std::uint8_t* const fourth = in + 3;
  for (const std::uint8_t* const end = out + steps * step; out != end; out += step) {
#pragma GCC unroll 4
    for (int i = 0; i < step; ++i) {
      if constexpr (taps_count == 7 && has_all_registers) {
        put(out + i, seven_wide_sum(in, fourth, record, bias), wide_shift);
      } else {
        put(out + i, few_wide_sum<taps_count>(in, record, bias), wide_shift);
      }
    }
  }
}

template <int count>
void add_wide_pairs(std::int32_t& high_sum, std::int32_t& low_sum, const std::uint8_t* in, const std::int16_t* high,
                    std::int32_t low) {
  constexpr int pairs = (count + 1) / 2;
  Word samples[pairs];
  unpack<count>(in, samples);
#pragma GCC unroll 4
  for (int k = 0; k < pairs; ++k) {
    high_sum = add_pair(high_sum, samples[k], weight_pair(high + 2 * k));
    low_sum = add_pair(low_sum, samples[k], weight_pair(high + low + 2 * k));
  }
}

/// Any number of taps, gray.
inline void any_wide_gray(const std::uint8_t* in, std::uint8_t* out, const Taps& taps) {
  const std::int32_t bias = taps.rounding.bias, taps_count = taps.taps, record_bytes = taps.record_bytes;
  const std::int32_t low = taps_count + taps_count % 2;
  const std::byte* record = taps.records;
  for (const std::uint8_t* const end = out + taps.count; out != end; ++out) {
    const std::uint8_t* pixel = in + offset_at(record);
    const std::int16_t* high = weights_at(record);
    std::int32_t high_sum = 0, low_sum = bias;
    for (const std::int16_t* const fours_end = high + (taps_count & ~3); high != fours_end; high += 4) {
      add_wide_pairs<4>(high_sum, low_sum, pixel, high, low);
      pixel += 4;
    }
    if (taps_count & 2) {
      add_wide_pairs<2>(high_sum, low_sum, pixel, high, low);
      high += 2;
      pixel += 2;
    }
    if (taps_count & 1) add_wide_pairs<1>(high_sum, low_sum, pixel, high, low);
    put(out, join(low_sum, high_sum), wide_shift);
    record += record_bytes;
  }
}

/// Any number of taps, colour.
template <int channels>
void any_wide_colour(const std::uint8_t* in, std::uint8_t* out, const Taps& taps) {
  const std::int32_t bias = taps.rounding.bias, taps_count = taps.taps, record_bytes = taps.record_bytes;
  const std::int32_t low = taps_count + taps_count % 2;
  const std::byte* record = taps.records;
  for (const std::uint8_t* const end = out + taps.count * channels; out != end; out += channels) {
    const std::uint8_t* pixel = in + offset_at(record);
    const std::int16_t* high = weights_at(record);
    std::int32_t sums[channels];
#pragma GCC unroll 4
    for (std::int32_t& sum : sums) sum = bias;
    for (const std::int16_t* const weights_end = high + taps_count; high != weights_end; ++high) {
      const std::int32_t weight = wide_weight(high[0], high[low]);
#pragma GCC unroll 4
      for (int c = 0; c < channels; ++c) sums[c] = add_product(sums[c], weight, pixel[c]);
      pixel += channels;
    }
#pragma GCC unroll 4
    for (int c = 0; c < channels; ++c) put(out + c, sums[c], wide_shift);
    record += record_bytes;
  }
}

/// A row by steps; the last one overlaps the ones before.
template <int taps_count>
void few_wide_gray(const std::uint8_t* in, std::uint8_t* out, const Taps& taps) {
  constexpr int step = 4;
  if (taps.count < step) return any_wide_gray(in, out, taps);
  few_wide_taps<step, taps_count>(in, out, taps.count / step, taps.records, taps.rounding.bias);
  if (taps.count % step == 0) return;
  const Taps last = taps.slice(taps.count - step, step);
  few_wide_taps<step, taps_count>(in, out + taps.count - step, 1, last.records, taps.rounding.bias);
}

/// The function for this number of taps; gray numbers from 3 to 9 have their own ones.
inline WideRowFunction* wide_row_function(std::int32_t channels, std::int32_t taps) {
  static constexpr WideRowFunction* few[] = {few_wide_gray<3>, few_wide_gray<4>, few_wide_gray<5>, few_wide_gray<6>,
                                             few_wide_gray<7>, few_wide_gray<8>, few_wide_gray<9>};
  if (channels == 2) return any_wide_colour<2>;
  if (channels == 3) return any_wide_colour<3>;
  if (channels == 4) return any_wide_colour<4>;
  return taps >= 3 && taps <= 9 ? few[taps - 3] : any_wide_gray;
}

}  // namespace isopel::armv7em

#endif  // ISOPEL_HAVE_ARMV7EM
#endif  // ISOPEL_ARCH_ARMV7EM_WIDE_ROWS_HPP_
