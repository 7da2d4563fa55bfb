// One sentence with the offending values, without printf (which brings a heap to microcontrollers).
#ifndef ISOPEL_ENGINE_MESSAGE_HPP_
#define ISOPEL_ENGINE_MESSAGE_HPP_

#include <cstddef>
#include <cstdint>

#include "engine/build.hpp"
#include "isopel/isopel.hpp"

namespace isopel {

/// Appends to a Message that the caller may have left out; what does not fit is cut off. In a build without sentences
/// the Message is empty, and nothing of them is left in the program.
class Sentence {
 public:
  explicit Sentence(Message* message) noexcept;
  template <class Value>
  Sentence& operator<<(const Value& value) noexcept {
    if constexpr (has_messages) append(value);
    return *this;
  }

 private:
  void append(const char* text) noexcept;
  void append(std::int64_t value) noexcept;
  void append(Size size) noexcept;
  void put(char c) noexcept;
  Message* message_;
  std::size_t length_ = 0;
};

/// For the C interface: ISOPEL_NULL_POINTER, with the argument's name.
isopel_status refuse_null(const char* argument, Message* message) noexcept;

}  // namespace isopel

#endif  // ISOPEL_ENGINE_MESSAGE_HPP_
