// Memory between two unreadable pages, images laid against either of them, and a touch of such a page as a value
// instead of the end of the test program. For Linux.
#ifndef ISOPEL_TESTS_FENCES_HPP_
#define ISOPEL_TESTS_FENCES_HPP_

#include <csetjmp>
#include <csignal>

#include "support.hpp"

namespace isopel::test {

/// Where bytes lie: their last one before the page behind, or their first one after the page before.
enum class Edge { end, start };

class Fence {
 public:
  Fence(const char* name, std::size_t capacity) : name_(name), page_(static_cast<std::size_t>(sysconf(_SC_PAGESIZE))) {
    capacity_ = (capacity + page_ - 1) / page_ * page_;
    void* const base = mmap(nullptr, capacity_ + 2 * page_, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (base == MAP_FAILED) abort();
    first_ = static_cast<std::byte*>(base) + page_;
    make_writable();
  }
  ~Fence() { munmap(first_ - page_, capacity_ + 2 * page_); }
  Fence(const Fence&) = delete;
  Fence& operator=(const Fence&) = delete;

  const char* name() const { return name_; }
  const std::byte* first() const { return first_; }
  const std::byte* end() const { return first_ + capacity_; }

  /// `size` bytes that are `shift` bytes away from a page; they and the bytes around them get the guard value.
  std::span<std::byte> take(std::size_t size, Edge edge, std::size_t shift = 0) {
    if (size + shift + margin > capacity_) abort();
    make_writable();
    bytes_ = {edge == Edge::end ? first_ + capacity_ - size - shift : first_ + shift, size};
    std::memset(around_begin(), guard, static_cast<std::size_t>(around_end() - around_begin()));
    return bytes_;
  }
  /// Whether the bytes around what was taken still have the guard value.
  bool intact() const {
    const auto is_guard = [](std::byte byte) { return byte == std::byte{guard}; };
    return std::all_of(around_begin(), bytes_.data(), is_guard) &&
           std::all_of(bytes_.data() + bytes_.size(), around_end(), is_guard);
  }
  void make_read_only() { protect(PROT_READ); }
  void make_writable() { protect(PROT_READ | PROT_WRITE); }

  /// What an access to the address would be, or nothing if it is none of this fence's.
  std::string say_access(const std::byte* address) const {
    if (address < first_ - page_ || address >= end() + page_) return {};
    if (address < first_) return "an access " + std::to_string(first_ - address) + " bytes before the " + name_;
    if (address < end()) return std::string("a write to the ") + name_ + ", which is only read";
    return "an access " + std::to_string(address - end()) + " bytes behind the " + name_;
  }

 private:
  static constexpr std::size_t margin = 256;
  std::byte* around_begin() const { return bytes_.data() - std::min<std::ptrdiff_t>(margin, bytes_.data() - first_); }
  std::byte* around_end() const {
    std::byte* const last = bytes_.data() + bytes_.size();
    return last + std::min<std::ptrdiff_t>(margin, end() - last);
  }
  void protect(int access) {
    if (mprotect(first_, capacity_, access) != 0) abort();
  }

  const char* name_;
  std::size_t page_, capacity_ = 0;
  std::byte* first_ = nullptr;
  std::span<std::byte> bytes_;
};

/// Catches accesses to forbidden pages for as long as it lives; one at a time.
class FaultCatcher {
 public:
  FaultCatcher() {
    struct sigaction action{};
    action.sa_sigaction = leap;
    action.sa_flags = SA_SIGINFO | SA_NODEFER;
    sigemptyset(&action.sa_mask);
    sigaction(SIGSEGV, &action, &before_);
  }
  ~FaultCatcher() { sigaction(SIGSEGV, &before_, nullptr); }
  FaultCatcher(const FaultCatcher&) = delete;
  FaultCatcher& operator=(const FaultCatcher&) = delete;

  /// Runs it and returns the address that it must not touch, or null. `run` may end anywhere: nothing that it leaves
  /// half done may need tidying up.
  template <class Run>
  [[gnu::noinline]] const std::byte* during(Run& run) {
    if (sigsetjmp(back_, 0) != 0) {
      running_ = 0;
      return address_;
    }
    running_ = 1;
    run();
    running_ = 0;
    return nullptr;
  }

 private:
  static void leap(int signal, siginfo_t* info, void*) {
    if (running_ == 0) {  // a fault of the test itself
      std::signal(signal, SIG_DFL);
      return;
    }
    address_ = static_cast<const std::byte*>(info->si_addr);
    siglongjmp(back_, 1);
  }
  static inline sigjmp_buf back_;
  static inline volatile std::sig_atomic_t running_ = 0;
  static inline const std::byte* volatile address_ = nullptr;
  struct sigaction before_{};
};

/// An image in a fence: rows with gaps between them, none behind the last one; planes alike.
class FencedImage {
 public:
  struct Shape {
    std::size_t planes, rows, row_bytes, sample_bytes;
  };
  struct Place {
    Edge edge = Edge::end;
    bool upside_down = false, planes_backwards = false;
    std::size_t residue = 0;  ///< what the first byte's address should be modulo 64 if it ends at a page
  };

  FencedImage(Fence& fence, const Shape& shape, const Place& place) : fence_(fence), shape_(shape), place_(place) {
    if (!find_gaps()) gap_ = plane_gap_ = place.residue / shape.sample_bytes * shape.sample_bytes;
    bytes_ = fence.take(size(), place.edge);
  }

  std::byte* data() { return row(0, 0); }
  std::ptrdiff_t stride() const { return (place_.upside_down ? -1 : 1) * static_cast<std::ptrdiff_t>(pitch()); }
  std::ptrdiff_t plane_stride() const {
    return (place_.planes_backwards ? -1 : 1) * static_cast<std::ptrdiff_t>(plane_pitch());
  }
  Image view(Size size, const Format& format) { return {data(), size, stride(), format, plane_stride()}; }
  std::size_t address() const { return reinterpret_cast<std::uintptr_t>(bytes_.data()) % 64; }

  void load(std::span<const std::uint8_t> pixels) {
    for_each_row([&](std::byte* row, std::size_t at) { std::memcpy(row, pixels.data() + at, shape_.row_bytes); });
  }
  std::vector<std::uint8_t> contents() {
    std::vector<std::uint8_t> pixels(shape_.planes * shape_.rows * shape_.row_bytes);
    for_each_row([&](std::byte* row, std::size_t at) { std::memcpy(pixels.data() + at, row, shape_.row_bytes); });
    return pixels;
  }
  /// Whether the bytes around the image and between its rows still have the guard value. The image itself has it
  /// afterwards.
  bool intact() {
    for_each_row([&](std::byte* row, std::size_t) { std::memset(row, guard, shape_.row_bytes); });
    return fence_.intact() &&
           std::all_of(bytes_.begin(), bytes_.end(), [](std::byte byte) { return byte == std::byte{guard}; });
  }

 private:
  std::size_t pitch() const { return shape_.row_bytes + gap_; }
  std::size_t plane_bytes() const { return (shape_.rows - 1) * pitch() + shape_.row_bytes; }
  std::size_t plane_pitch() const { return plane_bytes() + plane_gap_; }
  std::size_t size() const { return (shape_.planes - 1) * plane_pitch() + plane_bytes(); }
  std::byte* row(std::size_t plane, std::size_t row) {
    if (place_.planes_backwards) plane = shape_.planes - 1 - plane;
    if (place_.upside_down) row = shape_.rows - 1 - row;
    return bytes_.data() + plane * plane_pitch() + row * pitch();
  }
  template <class Visit>
  void for_each_row(Visit visit) {
    for (std::size_t p = 0, at = 0; p < shape_.planes; ++p) {
      for (std::size_t r = 0; r < shape_.rows; ++r, at += shape_.row_bytes) visit(row(p, r), at);
    }
  }
  /// The smallest gaps with which the first byte has the residue; not every number of rows can have every one.
  bool find_gaps() {
    if (place_.edge == Edge::start) return false;
    const auto end = reinterpret_cast<std::uintptr_t>(fence_.end());
    for (gap_ = 0; gap_ < 64; gap_ += shape_.sample_bytes) {
      for (plane_gap_ = 0; plane_gap_ < (shape_.planes > 1 ? 64 : 1); plane_gap_ += shape_.sample_bytes) {
        if ((end - size()) % 64 == place_.residue) return true;
      }
    }
    return false;
  }

  Fence& fence_;
  Shape shape_;
  Place place_;
  std::size_t gap_ = 0, plane_gap_ = 0;
  std::span<std::byte> bytes_;
};

}  // namespace isopel::test

#endif  // ISOPEL_TESTS_FENCES_HPP_
