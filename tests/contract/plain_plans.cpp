// Random plans for u8 images, hashed: what a library for such images alone, compiled for size, must give, too. Prints
// one hash of statuses, sizes, tables and pixels; tests/CMakeLists.txt has it.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <span>
#include <utility>

#include "isopel/isopel.hpp"
#include "random.hpp"

namespace isopel::test {
namespace {

constexpr int plans = 600;
constexpr std::int32_t longest_side = 700;
constexpr std::size_t most_pixels = 60000;

std::byte memory[400000], scratch[200000];
unsigned char pixels[most_pixels * 4], resized[most_pixels * 4];

class Hash {
 public:
  void add(const void* data, std::size_t bytes) {
    for (std::size_t i = 0; i < bytes; ++i) value_ = (value_ ^ static_cast<const unsigned char*>(data)[i]) * 16777619u;
  }
  void add(std::uint64_t value) { add(&value, sizeof value); }
  void add(Status status) { add(static_cast<std::uint64_t>(status)); }
  [[nodiscard]] std::uint32_t value() const { return value_; }

 private:
  std::uint32_t value_ = 2166136261u;
};

/// Sides that are often small, equal, or multiples of each other.
std::int32_t random_side(Random& random, std::int32_t other) {
  if (other != 0 && random.one_in(6)) return other;
  if (other != 0 && random.one_in(4)) return std::min(longest_side, other * random.in(2, 5));
  return random.one_in(3) ? random.in(1, 9) : random.one_in(12) ? random.in(100, longest_side) : random.in(1, 70);
}

Spec random_spec(Random& random) {
  Spec spec{.format = {Element::u8, random.in(1, 4)}, .block_rows = random.one_in(4) ? random.in(1, 16) : 1};
  spec.dst = {random_side(random, 0), random_side(random, 0)};
  spec.src = {random_side(random, spec.dst.width), random_side(random, spec.dst.height)};
  if (random.one_in(3)) std::swap(spec.src, spec.dst);
  spec.rules.filter = static_cast<Filter>(random.in(ISOPEL_FILTER_NEAREST, ISOPEL_FILTER_LANCZOS4));
  spec.rules.antialias = random.one_in(2);
  if (random.one_in(3)) spec.rules.border = Border::renormalize;
  if (random.one_in(3)) spec.rules.grid = static_cast<Grid>(random.in(0, 2));
  if (random.one_in(40)) spec.src.width = random.in(-1, 0);
  if (random.one_in(40)) spec.format.channels = 0;
  if (random.one_in(40)) spec.block_rows = 0;
  if (random.one_in(40)) spec.fill[0] = 1.0f;
  if (random.one_in(40)) spec.quantization.numerator = 1;
  if (random.one_in(40)) spec.normalization.deviation[3] = 1.0f;
  if (random.one_in(40)) spec.dst_format = spec.format;
  return spec;
}

bool is_small_enough(const Spec& spec) {
  const auto fits = [](Size size) {
    return size.width >= 1 && size.height >= 1 && static_cast<std::size_t>(size.width * size.height) <= most_pixels;
  };
  return fits(spec.src) && fits(spec.dst) && memory_size(spec) <= sizeof memory && scratch_size(spec) <= sizeof scratch;
}

/// Executes the plan in two bands, on views of which one may be upside down.
void execute(const Plan& plan, Random& random, Hash& hash) {
  const Spec& spec = plan.spec();
  const std::ptrdiff_t src_row = spec.src.width * spec.format.channels, dst_row = spec.dst.width * spec.format.channels;
  for (std::ptrdiff_t i = 0; i < src_row * spec.src.height; ++i) {
    pixels[i] = static_cast<unsigned char>(random.one_in(3) ? random.in(0, 1) * 255 : random.in(0, 255));
  }
  ConstImage src{pixels, spec.src, src_row, spec.format};
  Image dst{resized, spec.dst, dst_row, spec.format};
  if (random.one_in(4)) {
    src.data = pixels + src_row * (spec.src.height - 1);
    src.stride = -src_row;
  }
  switch (random.in(0, 40)) {
    case 0:
      src.data = nullptr;
      break;
    case 1:
      dst.stride -= 1;
      break;
    case 2:
      dst.data = pixels;
      break;
    case 3:
      dst.size.height += 1;
      break;
    case 4:
      src.format.channels = 5;
      break;
    case 5:
      src.stride = PTRDIFF_MAX;
      break;
    case 6:
      dst.data = memory;
      break;
    default:
      break;
  }
  std::memset(resized, 7, static_cast<std::size_t>(dst_row * spec.dst.height));
  const std::int32_t middle = random.in(0, spec.dst.height);
  const auto needed = static_cast<std::size_t>(plan.scratch_size());
  const std::span<std::byte> room{scratch, random.one_in(20) && needed != 0 ? needed - 1 : needed};
  hash.add(plan.execute_rows(src, dst, middle, spec.dst.height, room));
  hash.add(plan.execute_rows(src, dst, 0, middle, room));
  hash.add(plan.execute_rows(src, dst, 0, spec.dst.height + 1, room));
  hash.add(resized, static_cast<std::size_t>(dst_row * spec.dst.height));
}

void run(Random& random, Hash& hash) {
  const Spec spec = random_spec(random);
  if (check(spec) == Status::ok && !is_small_enough(spec)) return;
  Plan plan;
  const auto bytes = static_cast<std::size_t>(memory_size(spec));
  const Status status = Plan::make(spec, {memory, bytes}, plan);
  hash.add(status);
  if (status != Status::ok) return;
  hash.add(plan.memory_size());
  hash.add(plan.scratch_size());
  hash.add(static_cast<std::uint64_t>(plan.method()));
  for (const auto& [axis, outputs] : {std::pair{plan.x_axis(), spec.dst.width}, {plan.y_axis(), spec.dst.height}}) {
    for (const std::int32_t value : {axis.record_bytes, axis.taps, axis.bias, axis.shift})
      hash.add(&value, sizeof value);
    if (axis.records != nullptr) hash.add(axis.records, static_cast<std::size_t>(axis.record_bytes * outputs));
  }
  if (plan.memory_size() != 0) {
    Plan none;
    const auto less = static_cast<std::size_t>(plan.memory_size()) - 1;
    hash.add(Plan::make(spec, {memory, less}, none));
    hash.add(none.execute({}, {}, {}));
  }
  execute(plan, random, hash);
}

}  // namespace
}  // namespace isopel::test

int main() {
  isopel::test::Random random(1);
  isopel::test::Hash hash;
  for (int i = 0; i < isopel::test::plans; ++i) run(random, hash);
  std::printf("%d plans, hash %08x\n", isopel::test::plans, static_cast<unsigned>(hash.value()));
  return 0;
}
