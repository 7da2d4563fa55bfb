// Plan -> bytes -> Plan. Nothing is computed on the way back: the bytes are looked at and used where they are.
#include "engine/plan_image.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#include "engine/choose_arch.hpp"
#include "engine/message.hpp"
#include "isopel/tables/build.hpp"
#include "isopel/tables/finish.hpp"

namespace isopel {
namespace {

constexpr std::uint32_t swapped(std::uint32_t word) {
  return std::rotl(word & 0xff00ff00u, 8) | std::rotr(word & 0x00ff00ffu, 8);
}

/// FNV-1a of 64 bits, by words.
class Hash {
 public:
  void add(std::uint32_t word) { hash_ = (hash_ ^ word) * 0x100000001b3u; }
  void add(std::int32_t value) { add(static_cast<std::uint32_t>(value)); }
  void add(float value) { add(std::bit_cast<std::uint32_t>(value + 0.0f)); }  // 0 for -0, which is equal
  void add(double value) {
    const auto words = std::bit_cast<std::uint64_t>(value + 0.0);
    add(static_cast<std::uint32_t>(words));
    add(static_cast<std::uint32_t>(words / (std::uint64_t{1} << 32)));
  }
  template <class Id>
    requires std::is_enum_v<Id>
  void add(Id id) {
    add(static_cast<std::int32_t>(id));
  }
  template <class... Values>
  void all(Values... values) {
    (add(values), ...);
  }
  std::uint64_t value() const { return hash_; }

 private:
  std::uint64_t hash_ = 0xcbf29ce484222325u;
};

void add_format(Hash& hash, const Format& format) {
  hash.all(format.element, format.channels, format.layout, format.maximum);
}

/// Whether the image is whole and was made for the spec, by a library like this one.
Status check_header(const ImageHeader& header, const Spec& spec, std::span<const std::byte> image, Message* message) {
  const auto refuse = [&](auto... words) {
    Sentence sentence(message);
    sentence << "the plan image ";
    (sentence << ... << words);
    return Status::bad_plan;
  };
  if (header.magic == swapped(image_magic) || (header.magic == image_magic && header.order[0] != 1)) {
    return refuse("was made for a processor of the other byte order");
  }
  if (header.magic != image_magic || header.order[1] != 2) {
    return refuse("is none: it does not begin with the four bytes that one begins with");
  }
  if (header.version != image_version || header.contract != ISOPEL_CONTRACT) {
    return refuse("has version ", header.version, " and contract ", header.contract, "; this library reads version ",
                  image_version, " and contract ", std::int64_t{ISOPEL_CONTRACT});
  }
  if (header.bytes > image.size() || header.bytes < static_cast<std::uint64_t>(image_header_bytes) ||
      header.bytes % 4 != 0) {
    return refuse("has ", static_cast<std::int64_t>(header.bytes), " bytes, of which ",
                  static_cast<std::int64_t>(image.size()), " are given");
  }
  if (const std::uint32_t checksum = checksum_of(image.data(), header.bytes); checksum != header.checksum) {
    return refuse("is damaged: its checksum is ", checksum, " instead of ", header.checksum);
  }
  if (header.spec != hash_of(spec)) {
    return refuse("was made for another spec than this one from ", spec.src, " to ", spec.dst);
  }
  return Status::ok;
}

Plan::Axis axis_of(const ImageAxis& axis, const std::byte* records, const std::byte* outside) {
  return {axis.record_bytes == 0 ? nullptr : records,    axis.record_bytes, axis.taps, axis.bias, axis.shift,
          reinterpret_cast<const std::int32_t*>(outside)};
}

ImageAxis to_image(const Plan::Axis& axis) { return {axis.taps, axis.record_bytes, axis.bias, axis.shift}; }

}  // namespace

std::uint64_t hash_of(const Spec& spec) noexcept {
  Hash hash;
  const Rules& rules = spec.rules;
  hash.all(spec.src.width, spec.src.height, spec.dst.width, spec.dst.height);
  add_format(hash, spec.format);
  hash.all(rules.filter, rules.border, std::int32_t{rules.antialias}, rules.arithmetic, rules.alpha, rules.grid,
           rules.light);
  hash.all(spec.block_rows, spec.box.left, spec.box.top, spec.box.right, spec.box.bottom, spec.scale.x, spec.scale.y);
  add_format(hash, spec.dst_format);
  hash.all(spec.crop.left, spec.crop.top, spec.crop.width, spec.crop.height);
  hash.all(spec.pad.left, spec.pad.top, spec.pad.right, spec.pad.bottom);
  hash.add(spec.normalization.divisor);
  for (int c = 0; c < 4; ++c) hash.all(spec.fill[c], spec.normalization.mean[c], spec.normalization.deviation[c]);
  hash.all(spec.quantization.zero_point, spec.quantization.numerator, spec.quantization.denominator);
  hash.all(spec.src_siting, spec.dst_siting);
  return hash.value();
}

std::uint32_t checksum_of(const std::byte* image, std::uint64_t bytes) noexcept {
  std::uint32_t sum = 0;
  for (std::uint64_t at = 0; at < bytes; at += 4) {
    const std::uint32_t word = at == offsetof(ImageHeader, checksum) ? 0 : get<std::uint32_t>(image + at);
    sum = std::rotl(sum ^ word, 5) * 0x9e3779b1u + 1;  // each step can be undone, so no single word is lost
  }
  return sum;
}

ImageTables::ImageTables(const Spec& spec, std::int32_t x_record_bytes, std::int32_t y_record_bytes)
    : outside(sizes::outside_bytes(spec)),
      x(std::int64_t{spec.dst.width} * x_record_bytes),
      y(std::int64_t{spec.dst.height} * y_record_bytes),
      lookup(sizes::lookup_bytes(spec)) {}

std::uint64_t ImageTables::image_bytes() const {
  return static_cast<std::uint64_t>(image_header_bytes + outside + x + y + lookup + sizes::slack);
}

std::uint64_t Plan::image_size() const noexcept {
  return method_ == Method::none ? 0 : ImageTables(spec_, x_.record_bytes, y_.record_bytes).image_bytes();
}

Status Plan::save(std::span<std::byte> out, Message* message) const noexcept {
  if (method_ == Method::none) {
    Sentence(message) << "an empty plan has no image: Plan::make was not called or did not succeed";
    return Status::no_plan;
  }
  if (out.size() < image_size()) {
    Sentence(message) << "the plan's image needs " << static_cast<std::int64_t>(image_size()) << " bytes, but only "
                      << static_cast<std::int64_t>(out.size()) << " are given";
    return Status::memory_too_small;
  }
  if (out.data() == nullptr) {
    Sentence(message) << "the memory for the plan's image is null";
    return Status::null_pointer;
  }
  const ImageTables tables(spec_, x_.record_bytes, y_.record_bytes);
  ImageHeader header{.magic = image_magic,
                     .order = {1, 2},
                     .version = image_version,
                     .contract = ISOPEL_CONTRACT,
                     .spec = hash_of(spec_),
                     .bytes = tables.image_bytes(),
                     .scratch = scratch_size_,
                     .checksum = 0,
                     .method = static_cast<std::int32_t>(method_),
                     .first_column = columns_.first,
                     .columns = columns_.count,
                     .x = to_image(x_),
                     .y = to_image(y_)};
  clear_bytes(out.data(), static_cast<std::int64_t>(header.bytes));
  put(out.data(), header);
  std::byte* at = out.data() + image_header_bytes;
  const auto append = [&](const void* from, std::int64_t bytes) {
    if (bytes != 0) std::memcpy(at, from, static_cast<std::size_t>(bytes));
    at += bytes;
  };
  if (tables.outside != 0) {
    append(x_.outside, std::int64_t{spec_.dst.width} * 4);
    append(y_.outside, std::int64_t{spec_.dst.height} * 4);
  }
  append(x_.records, tables.x);
  append(y_.records, tables.y);
  append(lookup_, tables.lookup);
  header.checksum = checksum_of(out.data(), header.bytes);
  put(out.data(), header);
  return Status::ok;
}

Status Plan::open(const Spec& spec, std::span<const std::byte> image, Plan& out, const Arch* arch,
                  Message* message) noexcept {
  if (const Status status = check(spec, message); status != Status::ok) return status;
  if (image.data() == nullptr) {
    Sentence(message) << "the plan image is null";
    return Status::null_pointer;
  }
  if (const auto rest = static_cast<std::int32_t>(reinterpret_cast<std::uintptr_t>(image.data()) % 4); rest != 0) {
    Sentence(message) << "the plan image begins " << rest << " bytes behind a multiple of 4";
    return Status::bad_alignment;
  }
  if (image.size() < static_cast<std::size_t>(image_header_bytes)) {
    Sentence(message) << "the plan image has " << static_cast<std::int64_t>(image.size())
                      << " bytes, fewer than its header of " << image_header_bytes;
    return Status::bad_plan;
  }
  const auto header = get<ImageHeader>(image.data());
  if (const Status status = check_header(header, spec, image, message); status != Status::ok) return status;

  const auto fault = [&](const char* what) {
    Sentence(message) << "the plan image is no plan for the spec: " << what;
    return Status::bad_plan;
  };
  const ImageTables tables(spec, header.x.record_bytes, header.y.record_bytes);
  if (header.x.record_bytes < 0 || header.y.record_bytes < 0 || tables.image_bytes() != header.bytes) {
    return fault("its length does not fit its tables");
  }
  const std::byte* const outside = image.data() + image_header_bytes;
  const std::byte* const x_records = outside + tables.outside;
  const bool has_outside = tables.outside != 0;
  Plan plan;
  plan.spec_ = spec;
  plan.method_ = static_cast<Method>(header.method);
  plan.x_ = axis_of(header.x, x_records, has_outside ? outside : nullptr);
  plan.y_ = axis_of(header.y, x_records + tables.x, has_outside ? outside + std::int64_t{spec.dst.width} * 4 : nullptr);
  if (tables.lookup != 0) plan.lookup_ = reinterpret_cast<const std::uint8_t*>(x_records + tables.x + tables.y);
  plan.columns_ = {header.first_column, header.columns};
  plan.scratch_size_ = header.scratch;
  plan.memory_size_ = memory_bytes(tables.outside + tables.x + tables.y + tables.lookup);
  if (const char* what = fault_of(plan); what != nullptr) return fault(what);
  if (const Status status = choose_arch(arch, message); status != Status::ok) return status;
  plan.arch_ = arch;
  out = plan;
  return Status::ok;
}

}  // namespace isopel
