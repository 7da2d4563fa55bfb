// Bytes of tables: written and read in the same way by the processor and, in constant expressions, by the compiler.
#ifndef ISOPEL_TABLES_RECORDS_HPP_
#define ISOPEL_TABLES_RECORDS_HPP_

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>

namespace isopel {

/// Stores a value in the processor's byte order.
template <class Value>
constexpr void put(std::byte* at, Value value) {
  if (std::is_constant_evaluated()) {
    const auto bytes = std::bit_cast<std::array<std::byte, sizeof value>>(value);
    for (std::size_t i = 0; i < sizeof value; ++i) at[i] = bytes[i];
  } else {
    std::memcpy(at, &value, sizeof value);
  }
}

template <class Value>
constexpr Value get(const std::byte* at) {
  std::array<std::byte, sizeof(Value)> bytes{};
  if (std::is_constant_evaluated()) {
    for (std::size_t i = 0; i < sizeof(Value); ++i) bytes[i] = at[i];
  } else {
    std::memcpy(bytes.data(), at, sizeof(Value));
  }
  return std::bit_cast<Value>(bytes);
}

constexpr void copy_bytes(std::byte* to, const std::byte* from, std::int64_t bytes) {
  if (std::is_constant_evaluated()) {
    for (std::int64_t i = 0; i < bytes; ++i) to[i] = from[i];
  } else {
    std::memcpy(to, from, static_cast<std::size_t>(bytes));
  }
}

constexpr void clear_bytes(std::byte* at, std::int64_t bytes) {
  if (std::is_constant_evaluated()) {
    for (std::int64_t i = 0; i < bytes; ++i) at[i] = {};
  } else {
    std::memset(at, 0, static_cast<std::size_t>(bytes));
  }
}

/// The first field of every record.
inline constexpr std::int64_t offset_bytes = sizeof(std::int32_t);
constexpr void put_offset(std::byte* record, std::int64_t offset) { put(record, static_cast<std::int32_t>(offset)); }
constexpr std::int32_t offset_of(const std::byte* record) { return get<std::int32_t>(record); }

}  // namespace isopel

#endif  // ISOPEL_TABLES_RECORDS_HPP_
