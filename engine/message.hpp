// One sentence with the offending values, without printf (which brings a heap to microcontrollers).
#ifndef ISOPEL_ENGINE_MESSAGE_HPP_
#define ISOPEL_ENGINE_MESSAGE_HPP_

#include <cstddef>
#include <cstdint>

#include "isopel/isopel.hpp"

namespace isopel {

/// Appends to a Message that the caller may have left out; what does not fit is cut off.
class Sentence {
 public:
  explicit Sentence(Message* message) noexcept;
  Sentence& operator<<(const char* text) noexcept;
  Sentence& operator<<(std::int64_t value) noexcept;
  Sentence& operator<<(Size size) noexcept;

 private:
  void put(char c) noexcept;
  Message* message_;
  std::size_t length_ = 0;
};

/// For the C interface: ISOPEL_NULL_POINTER, with the argument's name.
isopel_status refuse_null(const char* argument, Message* message) noexcept;

}  // namespace isopel

#endif  // ISOPEL_ENGINE_MESSAGE_HPP_
