// The one call that allocates says so when it cannot, leaves the destination as it is and keeps nothing. The linker
// gives malloc and free of this program to the functions below (tests/CMakeLists.txt).
#if defined(__linux__)  // boards have no such call
#include <cstdlib>

#include "engine/c_convert.hpp"
#include "support.hpp"

namespace isopel::test {
namespace {

/// What malloc does while a call is watched.
struct Heap {
  bool watched = false;
  int failing = -1;  ///< which allocation fails
  int allocations = 0, kept = 0;
  std::size_t last_size = 0;
};
Heap heap;

}  // namespace
}  // namespace isopel::test

extern "C" {
void* __real_malloc(std::size_t size);
void __real_free(void* bytes);

void* __wrap_malloc(std::size_t size) {
  using isopel::test::heap;
  if (!heap.watched) return __real_malloc(size);
  heap.last_size = size;
  if (heap.allocations++ == heap.failing) return nullptr;
  ++heap.kept;
  return __real_malloc(size);
}
void __wrap_free(void* bytes) {
  using isopel::test::heap;
  if (heap.watched && bytes != nullptr) --heap.kept;
  __real_free(bytes);
}
}

namespace isopel::test {
namespace {

constexpr Size from{20, 12}, to{14, 18};

/// A call of resize() whose allocation number `failing` fails.
struct Call {
  Status status;
  Heap seen;
  Message why{};
  std::vector<std::uint8_t> src = Sequence().bytes(20 * 12 * 4), dst = std::vector<std::uint8_t>(14 * 18 * 4, guard);

  Call(const Rules& rules, Size size, int failing, bool in_c, std::ptrdiff_t pixel = 4) {
    const ConstImage source{src.data(), from, from.width * 4, rgba8};
    const Image destination{dst.data(), size, size.width * pixel, rgba8};
    const isopel_const_image c_source{src.data(), {from.width, from.height}, source.stride, to_c(rgba8), 0};
    const isopel_image c_destination{dst.data(), {size.width, size.height}, destination.stride, to_c(rgba8), 0};
    heap = {.watched = true, .failing = failing};
    status = in_c ? Status{isopel_resize(c_source, c_destination, to_c(rules), &why)}
                  : resize(source, destination, rules, &why);
    heap.watched = false;
    seen = heap;
  }
};

const Rules with_scratch{.filter = Filter::lanczos3, .antialias = true}, without_scratch{.filter = Filter::nearest};

void expect_refused(const Rules& rules, int failing, const char* what) {
  for (const bool in_c : {false, true}) {
    const Call call(rules, to, failing, in_c);
    EXPECT_EQ(call.status, Status::out_of_memory);
    const std::string said = call.why.text;
    EXPECT_NE(said.find(what), std::string::npos) << said;
    EXPECT_NE(said.find(std::to_string(call.seen.last_size) + " bytes"), std::string::npos) << said;
    EXPECT_EQ(call.seen.allocations, failing + 1) << "it goes on without the memory";
    EXPECT_EQ(call.seen.kept, 0) << "it keeps memory";
    EXPECT_EQ(call.dst, std::vector<std::uint8_t>(call.dst.size(), guard)) << "it writes all the same";
  }
}

void expect_done(const Rules& rules, Size size, int allocations) {
  for (const bool in_c : {false, true}) {
    const Call call(rules, size, allocations, in_c);  // the one after the last
    EXPECT_EQ(call.status, Status::ok) << call.why.text;
    EXPECT_EQ(call.seen.allocations, allocations);
    EXPECT_EQ(call.seen.kept, 0) << "it keeps memory";
    const Spec spec{.src = from, .dst = size, .format = rgba8, .rules = rules};
    const std::vector<std::uint8_t> want = run(spec, call.src, *best_arch()).bytes;
    EXPECT_EQ(std::memcmp(call.dst.data(), want.data(), want.size()), 0);
  }
}

TEST(Allocation, ThatFailsForTablesIsOutOfMemory) {
  expect_refused(with_scratch, 0, "tables");
  expect_refused(without_scratch, 0, "tables");
}

TEST(Allocation, ThatFailsForScratchIsOutOfMemory) { expect_refused(with_scratch, 1, "scratch"); }

TEST(Allocation, IsOneForTablesAndOneForScratch) {
  expect_done(with_scratch, to, 2);
  expect_done(without_scratch, to, 1);
  expect_done(without_scratch, {20, 12}, 0);
}

TEST(Allocation, IsGivenBackWhenTheCallIsRefused) {
  for (const bool in_c : {false, true}) {
    const Call bad_stride(with_scratch, to, -1, in_c, 3), bad_size(with_scratch, {14, 0}, -1, in_c);
    EXPECT_EQ(bad_stride.status, Status::bad_stride);
    EXPECT_EQ(bad_stride.seen.allocations, 2);
    EXPECT_EQ(bad_stride.seen.kept, 0);
    EXPECT_EQ(bad_size.status, Status::bad_size);
    EXPECT_EQ(bad_size.seen.allocations, 0);
  }
}

}  // namespace
}  // namespace isopel::test
#endif  // __linux__
