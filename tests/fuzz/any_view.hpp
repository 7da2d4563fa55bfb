// Views that may be anything, over memory that really exists.
#ifndef ISOPEL_TESTS_FUZZ_ANY_VIEW_HPP_
#define ISOPEL_TESTS_FUZZ_ANY_VIEW_HPP_

#include <bit>
#include <memory>
#include <vector>

#include "spec_from_bytes.hpp"

namespace isopel::fuzz {

/// Bytes in [begin, end), counted so that nothing overflows.
struct Span {
  __int128 begin = 0, end = 0;

  bool overlaps(const Span& other) const {
    return begin < end && other.begin < other.end && begin < other.end && other.begin < end;
  }
  bool holds(__int128 address) const { return begin <= address && address < end; }
};

inline __int128 address_of(const void* data) { return static_cast<__int128>(reinterpret_cast<std::uintptr_t>(data)); }

/// The memory that all views of a case lie in, or lie about.
class Arena {
 public:
  static constexpr std::size_t size = 1 << 15;

  explicit Arena(Input& input) : bytes_(new std::uint8_t[size]) {
    test::Random sequence(input.bits(1));
    for (std::size_t i = 0; i < size; ++i) bytes_[i] = static_cast<std::uint8_t>(sequence.next() >> 56);
    before_.assign(bytes_.get(), bytes_.get() + size);
  }
  std::uint8_t* at(std::size_t offset) const { return bytes_.get() + offset; }
  bool contains(const Span& span) const {
    return span.begin >= address_of(bytes_.get()) && span.end <= address_of(bytes_.get() + size);
  }
  /// Whether all bytes are as they were but for those that `may` names.
  template <class May>
  bool changed_only(May may) const {
    for (std::size_t i = 0; i < size; ++i) {
      if (bytes_[i] != before_[i] && !may(address_of(bytes_.get() + i))) return false;
    }
    return true;
  }
  bool unchanged() const {
    return changed_only([](__int128) { return false; });
  }

 private:
  std::unique_ptr<std::uint8_t[]> bytes_;
  std::vector<std::uint8_t> before_;
};

/// Mostly inside the arena; sometimes null, or any number.
inline std::uint8_t* any_pointer(Input& input, const Arena& arena) {
  switch (input.below(32)) {
    case 31:
      return nullptr;
    case 30:
      return std::bit_cast<std::uint8_t*>(static_cast<std::uintptr_t>(input.bits(8)));
    default:
      return arena.at(input.bits(2) % Arena::size);
  }
}

/// Mostly `good` or a little more; sometimes backwards, too little, or any number.
inline std::ptrdiff_t any_stride(Input& input, std::int64_t good) {
  switch (input.below(16)) {
    case 10:
    case 11:
      return static_cast<std::ptrdiff_t>(-good);
    case 12:
      return static_cast<std::ptrdiff_t>(good - input.in(1, 8));
    case 13:
      return static_cast<std::ptrdiff_t>(std::bit_cast<std::int64_t>(input.bits(8)));
    case 14:  // a power of two, or beside it
      return static_cast<std::ptrdiff_t>((std::uint64_t{1} << input.below(64)) + input.bits(1) - 1);
    case 15:
      return 0;
    default:
      return static_cast<std::ptrdiff_t>(good + input.below(10));
  }
}

/// A view that is mostly of that size and format.
inline Image any_view(Input& input, const Arena& arena, Size size, const Format& format) {
  Image image{.data = any_pointer(input, arena)};
  image.size = input.one_in(16) ? any_size(input) : size;
  image.format = input.one_in(16) ? any_format(input) : format;
  const std::int64_t row = size.width * sizes::bytes_per_pixel(format);
  image.stride = any_stride(input, row);
  std::int64_t plane = 0;  // of a size that nobody has checked
  if (__builtin_mul_overflow(row, size.height, &plane)) plane = row;
  if (input.one_in(4)) image.plane_stride = any_stride(input, plane);
  return image;
}

/// The row `y` of plane `plane`.
inline Span row_of(const ConstImage& image, std::int32_t plane, std::int32_t y) {
  const __int128 stride = image.stride, whole = stride * image.size.height;
  const __int128 plane_stride = image.plane_stride != 0 ? __int128{image.plane_stride} : whole < 0 ? -whole : whole;
  const __int128 begin = address_of(image.data) + stride * y + plane_stride * plane;
  return {begin, begin + image.size.width * sizes::bytes_per_pixel(image.format)};
}
/// All that the view covers, for sizes that a plan has.
inline Span extent_of(const ConstImage& image) {
  Span all = row_of(image, 0, 0);
  for (const std::int32_t plane : {0, sizes::planes(image.format) - 1}) {
    for (const std::int32_t y : {0, image.size.height - 1}) {
      const Span row = row_of(image, plane, y);
      all = {std::min(all.begin, row.begin), std::max(all.end, row.end)};
    }
  }
  return all;
}
/// Whether the byte is a pixel's, in rows [first, last).
inline bool is_pixel(const ConstImage& image, std::int32_t first, std::int32_t last, __int128 address) {
  for (std::int32_t plane = 0; plane < sizes::planes(image.format); ++plane) {
    for (std::int32_t y = first; y < last; ++y) {
      if (row_of(image, plane, y).holds(address)) return true;
    }
  }
  return false;
}

/// Scratch memory: mostly enough and inside the arena.
inline std::span<std::byte> any_scratch(Input& input, const Arena& arena, std::uint64_t needed) {
  if (input.one_in(16)) return {};
  const std::size_t offset = input.bits(2) % Arena::size, room = Arena::size - offset;
  auto size = static_cast<std::size_t>(std::min<std::uint64_t>(needed, room));
  if (input.one_in(8)) size = input.bits(2) % (room + 1);
  return {reinterpret_cast<std::byte*>(arena.at(offset)), size};
}

inline Span extent_of(std::span<const std::byte> bytes, std::uint64_t used) {
  const __int128 begin = address_of(bytes.data());
  return {begin, begin + static_cast<__int128>(used)};
}

}  // namespace isopel::fuzz

#endif  // ISOPEL_TESTS_FUZZ_ANY_VIEW_HPP_
