// The list of archs: an expected arch that is missing is a failure, not a skipped test; names, forcing, masking.
#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

#include "support.hpp"

namespace isopel::test {
namespace {

std::string available_names() {
  std::string out;
  for (const Arch* arch : available_archs()) out += (out.empty() ? "" : ",") + std::string(name(*arch));
  return out;
}

#if defined(__x86_64__)
/// What the kernel says about this processor: a second opinion, independent of the library's own detection.
std::string expected_names() {
  if (const char* told = std::getenv("ISOPEL_EXPECT_ARCHS"); told != nullptr) return told;  // an emulated processor
  std::ifstream file("/proc/cpuinfo");
  std::string line;
  while (std::getline(file, line) && line.rfind("flags", 0) != 0) {
  }
  std::istringstream words(line.substr(line.find(':') + 1));
  std::set<std::string> flags;
  for (std::string word; words >> word;) flags.insert(word);
  const auto has = [&](std::initializer_list<const char*> needed) {
    for (const char* flag : needed) {
      if (!flags.contains(flag)) return false;
    }
    return true;
  };
  const bool ssse3 = has({"pni", "ssse3"});
  const bool sse4 = ssse3 && has({"sse4_1", "sse4_2", "popcnt", "aes", "pclmulqdq"});
  const bool avx2 = sse4 && has({"avx", "avx2", "bmi1", "bmi2", "fma", "f16c", "abm"});
  const bool avx512 = ISOPEL_AVX512 && avx2 && has({"avx512f", "avx512bw", "avx512dq", "avx512vl"});
  const bool avx512dl = avx512 && has({"avx512_vnni", "avx512vbmi", "avx512_vbmi2"});
  return std::string(avx512dl ? "avx512dl," : "") + (avx512 ? "avx512," : "") + (avx2 ? "avx2," : "") +
         (sse4 ? "sse4," : "") + (ssse3 ? "ssse3," : "") + "scalar";
}
#elif defined(__aarch64__) || defined(__ARM_NEON)
std::string expected_names() { return "neon,scalar"; }
#elif defined(__ARM_FEATURE_MVE)
std::string expected_names() { return "mve,scalar"; }
#elif defined(__ARM_FEATURE_DSP)
std::string expected_names() { return "armv7em,scalar"; }
#else
std::string expected_names() { return "scalar"; }
#endif

TEST(Archs, EveryExpectedOneRuns) { EXPECT_EQ(available_names(), expected_names()); }

bool is_fused(std::string_view kernel) { return kernel.starts_with("fused_"); }

TEST(Archs, ScalarIsLastAndComplete) {
  ASSERT_FALSE(archs().empty());
  EXPECT_STREQ(name(*archs().back()), "scalar");
  EXPECT_TRUE(is_available(*archs().back()));
  for (std::size_t kernel = 0; kernel < kernel_names().size(); ++kernel) {
    EXPECT_EQ(has_kernel(*archs().back(), kernel), !is_fused(kernel_names()[kernel])) << kernel_names()[kernel];
  }
}

/// Kernels that vectors would not help, or that need an instruction which the arch lacks.
bool is_left_to_scalar(std::string_view arch, std::string_view kernel) {
  if (kernel == "weighted_box_u8") return true;
  const bool board = arch == "armv7em" || arch == "mve";  // what mve lacks is armv7em's
  if (kernel.starts_with("fused_two_taps_")) return !board;
  if (kernel == "fused_averages_u8") return board;
  if (kernel.starts_with("fused_floats_")) return !arch.starts_with("avx");
  if (arch == "mve" && (kernel == "yuv_to_rgb_u8" || kernel == "plane_u8")) return false;
  if (board) {
    return kernel == "yuv_to_rgb_u8" || kernel.starts_with("plane_") || kernel.starts_with("normalize_") ||
           kernel.find("u16") != kernel.npos || kernel.find("f16") != kernel.npos;
  }
#if !defined(__aarch64__)  // the NEON of Armv7 cannot divide exactly
  if (arch == "neon" && kernel.starts_with("normalize_")) return true;
#endif
  if (is_fused(kernel)) return true;
  const bool no_fused_products = arch == "ssse3" || arch == "sse4";
  return no_fused_products && kernel.ends_with("_fused");
}

/// README's coverage matrix says the same.
TEST(Archs, HaveAllTheOtherKernels) {
  for (const Arch* arch : archs()) {
    for (std::size_t kernel = 0; kernel < kernel_names().size(); ++kernel) {
      if (arch == archs().back()) continue;
      EXPECT_EQ(has_kernel(*arch, kernel), !is_left_to_scalar(name(*arch), kernel_names()[kernel]))
          << name(*arch) << ", " << kernel_names()[kernel];
    }
    EXPECT_FALSE(has_kernel(*arch, kernel_names().size()));
  }
}

TEST(Archs, AreFoundByName) {
  for (const Arch* arch : archs()) EXPECT_EQ(find_arch(name(*arch)), arch);
  EXPECT_EQ(find_arch("pentium"), nullptr);
  EXPECT_EQ(find_arch(""), nullptr);
}

TEST(Archs, UnavailableOnesAreRefused) {
  for (const Arch* arch : archs()) {
    if (is_available(*arch)) continue;
    const Spec spec{.src = {9, 9}, .dst = {4, 4}, .format = gray8};
    std::byte memory[1024];
    Plan plan;
    Message message{};
    EXPECT_EQ(Plan::make(spec, memory, plan, arch, &message), Status::arch_unavailable);
    EXPECT_NE(std::string(message.text).find(name(*arch)), std::string::npos) << message.text;
  }
}

TEST(Archs, MasksLeaveTheNextBest) {
  ArchMask excluded = 0;
  std::size_t index = 0;
  for (const Arch* arch : archs()) {
    if (is_available(*arch)) {
      EXPECT_EQ(best_arch(excluded), arch) << "mask " << excluded;
    }
    excluded |= ArchMask{1} << index++;
  }
  EXPECT_EQ(best_arch(excluded), archs().back()) << "scalar cannot be masked away";
}

#if defined(__linux__)
/// An environment variable for the length of a test.
class Environment {
 public:
  Environment(const char* variable, const char* value) : variable_(variable) { setenv(variable, value, 1); }
  ~Environment() { unsetenv(variable_); }

 private:
  const char* variable_;
};

TEST(Archs, TheEnvironmentForcesOne) {
  for (const Arch* arch : available_archs()) {
    const Environment forced("ISOPEL_ARCH", name(*arch));
    EXPECT_EQ(best_arch(), arch);
    EXPECT_EQ(best_arch(~ArchMask{0}), arch);
  }
}

TEST(Archs, TheEnvironmentCannotForceWhatDoesNotExist) {
  const Environment forced("ISOPEL_ARCH", "avx1024");
  Message message{};
  EXPECT_EQ(best_arch(0, &message), nullptr);
  EXPECT_NE(std::string(message.text).find("avx1024"), std::string::npos) << message.text;
  const Spec spec{.src = {9, 9}, .dst = {4, 4}, .format = gray8};
  std::byte memory[1024];
  Plan plan;
  EXPECT_EQ(Plan::make(spec, memory, plan), Status::arch_unavailable);
}

TEST(Archs, TheEnvironmentCannotForceWhatThisProcessorLacks) {
  for (const Arch* arch : archs()) {
    if (is_available(*arch)) continue;
    const Environment forced("ISOPEL_ARCH", name(*arch));
    Message message{};
    EXPECT_EQ(best_arch(0, &message), nullptr) << name(*arch);
    EXPECT_NE(std::string(message.text).find(name(*arch)), std::string::npos) << message.text;
  }
}

TEST(Archs, LongSentencesAreCutInsideTheMessage) {
  const std::string long_name(1000, 'x');
  const Environment forced("ISOPEL_ARCH", long_name.c_str());
  struct {
    Message message;
    char after[16];
  } memory;
  std::memset(&memory, guard, sizeof memory);
  EXPECT_EQ(best_arch(0, &memory.message), nullptr);
  EXPECT_EQ(std::strlen(memory.message.text), std::size_t{ISOPEL_MESSAGE_SIZE - 1});
  for (const char byte : memory.after) EXPECT_EQ(static_cast<std::uint8_t>(byte), guard);
}

TEST(Archs, TheEnvironmentLeavesSomeOut) {
  std::string names = "nonsense,";
  for (const Arch* arch : available_archs()) {
    const Environment excluded("ISOPEL_ARCH_EXCLUDE", names.c_str());
    EXPECT_EQ(best_arch(), arch) << names;
    names += name(*arch) + std::string(",");
  }
}
#endif

}  // namespace
}  // namespace isopel::test
