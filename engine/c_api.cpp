// The C interface: thin, field by field.
#include <new>
#include <type_traits>

#include "engine/c_convert.hpp"
#include "engine/message.hpp"
#include "isopel/isopel.hpp"

namespace isopel {
namespace {

static_assert(sizeof(Plan) <= sizeof(isopel_plan) && alignof(Plan) <= alignof(isopel_plan));
static_assert(std::is_trivially_copyable_v<Plan>);

const Arch* to_cpp(const isopel_arch* arch) { return reinterpret_cast<const Arch*>(arch); }
const isopel_arch* to_c(const Arch* arch) { return reinterpret_cast<const isopel_arch*>(arch); }

std::span<std::byte> bytes(void* data, size_t size) { return {static_cast<std::byte*>(data), size}; }

}  // namespace
}  // namespace isopel

using namespace isopel;

const char* isopel_status_text(isopel_status status) { return message(static_cast<Status>(status)); }

int32_t isopel_arch_count(void) { return static_cast<int32_t>(archs().size()); }

const isopel_arch* isopel_arch_at(int32_t index) {
  return index >= 0 && index < isopel_arch_count() ? to_c(archs()[static_cast<std::size_t>(index)]) : nullptr;
}

const isopel_arch* isopel_arch_by_name(const char* name) { return name == nullptr ? nullptr : to_c(find_arch(name)); }

const char* isopel_arch_name(const isopel_arch* arch) { return arch == nullptr ? "" : name(*to_cpp(arch)); }

bool isopel_arch_available(const isopel_arch* arch) { return arch != nullptr && is_available(*to_cpp(arch)); }

const isopel_arch* isopel_best_arch(isopel_arch_mask excluded, isopel_message* message) {
  return to_c(best_arch(excluded, message));
}

int32_t isopel_kernel_count(void) { return static_cast<int32_t>(kernel_names().size()); }

const char* isopel_kernel_name(int32_t kernel) {
  return kernel >= 0 && kernel < isopel_kernel_count() ? kernel_names()[static_cast<std::size_t>(kernel)] : nullptr;
}

bool isopel_arch_has_kernel(const isopel_arch* arch, int32_t kernel) {
  return arch != nullptr && kernel >= 0 && has_kernel(*to_cpp(arch), static_cast<std::size_t>(kernel));
}

int32_t isopel_preset_count(void) { return static_cast<int32_t>(presets().size()); }

const char* isopel_preset_name(int32_t index) {
  return index >= 0 && index < isopel_preset_count() ? presets()[static_cast<std::size_t>(index)].name : nullptr;
}

const char* isopel_preset_about(int32_t index) {
  return index >= 0 && index < isopel_preset_count() ? presets()[static_cast<std::size_t>(index)].about : nullptr;
}

isopel_status isopel_preset_rules(const char* name, isopel_rules* rules, isopel_message* message) {
  if (name == nullptr) return refuse_null("name", message);
  if (rules == nullptr) return refuse_null("rules", message);
  const Preset* preset = find_preset(name, message);
  if (preset == nullptr) return ISOPEL_NO_PRESET;
  *rules = to_c(preset->rules);
  return ISOPEL_OK;
}

uint64_t isopel_memory_size(const isopel_spec* spec) { return spec == nullptr ? 0 : memory_size(to_cpp(*spec)); }

uint64_t isopel_scratch_size(const isopel_spec* spec) { return spec == nullptr ? 0 : scratch_size(to_cpp(*spec)); }

isopel_size isopel_output_size(const isopel_spec* spec) {
  // Sums that nobody has checked could overflow.
  if (spec == nullptr || !sizes::crop_is_good(to_cpp(*spec))) return {};
  const Size size = output_size(to_cpp(*spec));
  return {size.width, size.height};
}

isopel_status isopel_spec_check(const isopel_spec* spec, isopel_message* message) {
  if (spec == nullptr) return refuse_null("spec", message);
  return to_c(check(to_cpp(*spec), message));
}

isopel_status isopel_plan_make(const isopel_spec* spec, void* memory, size_t memory_size, const isopel_arch* arch,
                               isopel_plan* plan, isopel_message* message) {
  if (spec == nullptr) return refuse_null("spec", message);
  if (plan == nullptr) return refuse_null("plan", message);
  Plan made;
  const Status status = Plan::make(to_cpp(*spec), bytes(memory, memory_size), made, to_cpp(arch), message);
  new (plan) Plan(made);  // an empty one after a failure
  return to_c(status);
}

uint64_t isopel_plan_image_size(const isopel_plan* plan) { return plan == nullptr ? 0 : to_cpp(plan).image_size(); }

isopel_status isopel_plan_save(const isopel_plan* plan, void* out, size_t out_size, isopel_message* message) {
  if (plan == nullptr) return refuse_null("plan", message);
  return to_c(to_cpp(plan).save(bytes(out, out_size), message));
}

isopel_status isopel_plan_open(const isopel_spec* spec, const void* image, size_t image_size, const isopel_arch* arch,
                               isopel_plan* plan, isopel_message* message) {
  if (spec == nullptr) return refuse_null("spec", message);
  if (plan == nullptr) return refuse_null("plan", message);
  Plan opened;
  const std::span<const std::byte> all{static_cast<const std::byte*>(image), image_size};
  const Status status = Plan::open(to_cpp(*spec), all, opened, to_cpp(arch), message);
  new (plan) Plan(opened);  // an empty one after a failure
  return to_c(status);
}

uint64_t isopel_plan_memory_size(const isopel_plan* plan) { return plan == nullptr ? 0 : to_cpp(plan).memory_size(); }

uint64_t isopel_plan_scratch_size(const isopel_plan* plan) { return plan == nullptr ? 0 : to_cpp(plan).scratch_size(); }

const isopel_arch* isopel_plan_arch(const isopel_plan* plan) {
  return plan == nullptr ? nullptr : to_c(to_cpp(plan).arch());
}

isopel_status isopel_plan_execute(const isopel_plan* plan, isopel_const_image src, isopel_image dst, void* scratch,
                                  size_t scratch_size, isopel_message* message) {
  if (plan == nullptr) return refuse_null("plan", message);
  return to_c(to_cpp(plan).execute(to_cpp(src), to_cpp(dst), bytes(scratch, scratch_size), message));
}

isopel_status isopel_plan_execute_rows(const isopel_plan* plan, isopel_const_image src, isopel_image dst, int32_t first,
                                       int32_t last, void* scratch, size_t scratch_size, isopel_message* message) {
  if (plan == nullptr) return refuse_null("plan", message);
  return to_c(to_cpp(plan).execute_rows(to_cpp(src), to_cpp(dst), first, last, bytes(scratch, scratch_size), message));
}

isopel_status isopel_plan_execute_tile(const isopel_plan* plan, isopel_const_image src, isopel_image dst,
                                       isopel_crop tile, void* scratch, size_t scratch_size, isopel_message* message) {
  if (plan == nullptr) return refuse_null("plan", message);
  return to_c(to_cpp(plan).execute_tile(to_cpp(src), to_cpp(dst), to_cpp(tile), bytes(scratch, scratch_size), message));
}
