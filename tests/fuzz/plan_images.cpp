// Images of plans: what is damaged, or belongs to another spec, is refused. One whose checksum was made right again is
// refused, or its execution stays inside its views.
#include <cstring>

#include "engine/plan_image.hpp"
#include "fuzzer.hpp"
#include "same_bytes.hpp"

namespace isopel::fuzz {
namespace {

constexpr std::int32_t longest = 40;

Status open(const Spec& spec, const Block& image, Plan& plan) {
  Message why{};
  const Status status = Plan::open(spec, image.span(), plan, &scalar(), &why);
  expect((status == Status::ok) == (why.text[0] == '\0'), "a refusal without a sentence");
  return status;
}

/// Executes into exact memory. Only the address sanitizer says what is wrong, unless the bytes are known.
void execute(const Plan& plan, const Pixels& src, const Pixels* want) {
  const Spec& spec = plan.spec();
  const Block scratch(plan.scratch_size());
  const Format to = output_format(spec);
  const Size size = output_size(spec);
  HeapRows from(sizes::planes(spec.format), spec.src.height, spec.src.width * sizes::bytes_per_pixel(spec.format), {});
  from.fill(src);
  const HeapRows out(sizes::planes(to), size.height, size.width * sizes::bytes_per_pixel(to), {});
  Message why{};
  const Status status = plan.execute({from.data(), spec.src, from.stride(), spec.format},
                                     {out.data(), size, out.stride(), to}, scratch.span(), &why);
  expect(status == Status::ok, why.text);
  if (want != nullptr) expect(out.contents() == *want, "an opened plan gives other bytes");
}

/// Changes a word in which no product is: a number of the header, or the offset of a record.
void forge(Input& input, const Plan& plan, Block& image) {
  ImageHeader header;
  std::memcpy(&header, image.data(), sizeof header);
  const auto change = [&](std::int32_t value) {
    return input.one_in(2) ? input.any_number() : value + input.in(-8, 8);
  };
  const auto change_axis = [&](ImageAxis& axis) {
    std::int32_t& number = input.one_in(2) ? axis.taps : axis.record_bytes;
    number = change(number);
  };
  switch (input.below(7)) {
    case 0:
      header.method = change(header.method);
      break;
    case 1:
      header.first_column = change(header.first_column);
      break;
    case 2:
      header.columns = change(header.columns);
      break;
    case 3:
      header.scratch = static_cast<std::uint64_t>(change(static_cast<std::int32_t>(header.scratch)));
      break;
    case 4:
      change_axis(input.one_in(2) ? header.x : header.y);
      break;
    default: {
      const bool y = input.one_in(2);
      const Plan::Axis& axis = y ? plan.y_axis() : plan.x_axis();
      if (axis.records == nullptr) break;
      const std::int32_t outputs = y ? plan.spec().dst.height : plan.spec().dst.width;
      const auto* const start = reinterpret_cast<const std::uint8_t*>(axis.records);
      std::uint8_t* const at =
          image.data() + (start - image.data()) + std::ptrdiff_t{input.below(outputs)} * axis.record_bytes;
      std::int32_t offset;
      std::memcpy(&offset, at, sizeof offset);
      offset = change(offset);
      std::memcpy(at, &offset, sizeof offset);
      break;
    }
  }
  header.checksum = 0;
  std::memcpy(image.data(), &header, sizeof header);
  header.checksum = checksum_of(reinterpret_cast<const std::byte*>(image.data()), image.size());
  std::memcpy(image.data(), &header, sizeof header);
}

}  // namespace

void try_bytes(std::span<const std::uint8_t> bytes) {
  Input input(bytes);
  const Spec spec = spec_from(input, longest);
  if (area(spec.src) > longest * longest || area(output_size(spec)) > longest * longest) return;
  Block memory(memory_size(spec));
  Plan made, plan;
  if (std::string problem = make_plan(spec, scalar(), 0, memory, made); !problem.empty()) expect(problem);
  Block image(made.image_size());
  expect(made.save(image.span()) == Status::ok, "a plan that cannot be saved");
  expect(open(spec, image, plan) == Status::ok, "an image that cannot be opened");

  switch (input.below(4)) {
    case 0: {  // as it was saved
      const std::int64_t samples = sizes::is_rgb565(spec.format.element) ? 1 : spec.format.channels;
      const Pixels src = samples_from(input, spec.format, area(spec.src) * samples);
      Pixels want;
      expect(run(spec, scalar(), src, {}, {}, want));
      return execute(plan, src, &want);
    }
    case 1: {  // bytes that changed, or are missing
      const std::uint64_t kept = input.one_in(2)
                                     ? static_cast<std::uint64_t>(input.below(static_cast<std::int32_t>(image.size())))
                                     : image.size();
      Block damaged(kept);
      std::memcpy(damaged.data(), image.data(), damaged.size());
      bool same = kept == image.size();
      for (std::int32_t i = input.in(1, 4); i > 0 && kept != 0; --i) {
        damaged.data()[input.below(static_cast<std::int32_t>(kept))] ^= static_cast<std::uint8_t>(input.bits(1));
      }
      same = same && std::memcmp(damaged.data(), image.data(), damaged.size()) == 0;
      expect(same == (open(spec, damaged, plan) == Status::ok), "a damaged image was opened");
      return;
    }
    case 2: {  // another spec's
      const Spec other = spec_from(input, longest);
      expect(other == spec || open(other, image, plan) != Status::ok, "another spec's image was opened");
      return;
    }
    default: {  // forged
      forge(input, plan, image);
      Plan forged;
      if (open(spec, image, forged) != Status::ok) return;
      const std::int64_t samples = sizes::is_rgb565(spec.format.element) ? 1 : spec.format.channels;
      return execute(forged, samples_from(input, spec.format, area(spec.src) * samples), nullptr);
    }
  }
}

}  // namespace isopel::fuzz
