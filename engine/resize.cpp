// The one call for hosts: a plan and its scratch from the heap, used once. Not in microcontroller builds.
#include <cstdint>
#include <cstdlib>

#include "engine/c_convert.hpp"
#include "engine/message.hpp"
#include "isopel/isopel.hpp"

namespace isopel {
namespace {

/// A heap block that may be absent: empty when nothing is needed, null when the heap has none. malloc, so that C
/// programs need no C++ run time.
class Block {
 public:
  explicit Block(std::uint64_t size) : size_(static_cast<std::size_t>(size)) {
    if (size != 0 && size <= SIZE_MAX) bytes_ = static_cast<std::byte*>(std::malloc(size_));
    missing_ = size != 0 && bytes_ == nullptr;
  }
  ~Block() { std::free(bytes_); }
  Block(const Block&) = delete;
  Block& operator=(const Block&) = delete;

  bool missing() const { return missing_; }
  std::span<std::byte> span() const { return {bytes_, bytes_ == nullptr ? 0 : size_}; }

 private:
  std::byte* bytes_ = nullptr;
  std::size_t size_;
  bool missing_;
};

Status no_memory(const char* what, std::uint64_t size, Message* message) {
  Sentence(message) << "could not allocate " << static_cast<std::int64_t>(size) << " bytes for the " << what;
  return Status::out_of_memory;
}

}  // namespace

Status resize(ConstImage src, Image dst, Rules rules, Message* message) noexcept {
  const Spec spec{.src = src.size, .dst = dst.size, .format = src.format, .rules = rules, .dst_format = dst.format};
  const std::uint64_t memory_bytes = memory_size(spec);
  Block memory(memory_bytes);
  if (memory.missing()) return no_memory("plan's tables", memory_bytes, message);
  Plan plan;
  if (const Status status = Plan::make(spec, memory.span(), plan, nullptr, message); status != Status::ok)
    return status;
  Block scratch(plan.scratch_size());
  if (scratch.missing()) return no_memory("scratch memory", plan.scratch_size(), message);
  return plan.execute(src, dst, scratch.span(), message);
}

}  // namespace isopel

isopel_status isopel_resize(isopel_const_image src, isopel_image dst, isopel_rules rules, isopel_message* message) {
  using namespace isopel;
  return to_c(resize(to_cpp(src), to_cpp(dst), to_cpp(rules), message));
}
