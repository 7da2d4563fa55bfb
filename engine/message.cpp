#include "engine/message.hpp"

namespace isopel {
namespace {

/// In the order of the ids.
constexpr const char* sentences[] = {
    "all is well",
    "a pointer is null",
    "a width or height is outside the limits",
    "the engine does not have this element type or channel count",
    "the filter or border does not exist or is not in this build",
    "block_rows is outside the limits",
    "an output pixel would need too many taps on one axis",
    "the memory for the plan's tables is too small",
    "the scratch memory is too small",
    "a stride is smaller than one row or too large for the address space",
    "an image does not have the size that the plan was made for",
    "an image does not have the format that the plan was made for",
    "source, destination and scratch memory overlap",
    "the row range is not inside the destination",
    "the arch does not exist or this processor cannot run it",
    "out of memory",
    "the plan is empty",
    "there is no preset of that name",
    "the box is empty, leaves the source or is not known to the arithmetic",
    "the scale does not lead to the destination's size or is not known to the arithmetic",
    "the border is unbounded or undefined for this filter, grid, box or scale",
    "the crop leaves the resized image, or the pad is outside the limits",
    "the fill colour is no sample of the source's format",
    "the normalization or quantization divides by zero or overflows",
    "data or a stride is not a multiple of the sample's size",
    "the plan image is damaged or was not made for this spec and library",
};
constexpr int last_status = ISOPEL_BAD_PLAN;
static_assert(sizeof(sentences) / sizeof(sentences[0]) == last_status + 1);

}  // namespace

const char* message(Status status) noexcept {
  const auto id = static_cast<std::int32_t>(status);
  return id >= 0 && id <= last_status ? sentences[id] : "unknown status";
}

Sentence::Sentence(Message* message) noexcept : message_(message) {
  if (message_ != nullptr) message_->text[0] = '\0';
}

void Sentence::put(char c) noexcept {
  if (message_ == nullptr || length_ + 1 >= ISOPEL_MESSAGE_SIZE) return;
  message_->text[length_++] = c;
  message_->text[length_] = '\0';
}

void Sentence::append(const char* text) noexcept {
  while (*text != '\0') put(*text++);
}

void Sentence::append(std::int64_t value) noexcept {
  char digits[20];
  int count = 0;
  std::uint64_t rest = value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
  do {
    digits[count++] = static_cast<char>('0' + rest % 10);
    rest /= 10;
  } while (rest != 0);
  if (value < 0) put('-');
  while (count > 0) put(digits[--count]);
}

void Sentence::append(Size size) noexcept { *this << size.width << "x" << size.height; }

isopel_status refuse_null(const char* argument, Message* message) noexcept {
  Sentence(message) << "the argument " << argument << " is null";
  return ISOPEL_NULL_POINTER;
}

}  // namespace isopel
