#include "bench/options.hpp"

#include <cstdio>
#include <cstdlib>
#include <regex>
#include <string_view>
#include <utility>

namespace isopel::bench {
namespace {

constexpr const char* usage = R"(usage: isopel-bench [option...] [Google Benchmark's flags]

  --check           compare isopel's archs in small cases and stop
  --list            print the peers with their versions and stop
  --list-cases      print the names of the cases and stop
  --judge           print every row's class and errors, time nothing
  --write-sources=FOLDER, --judge-files=FILE
                    for other programs that take part, see bench/exchange.hpp; and stop
  --cases=REGEX     only cases whose whole name it matches: lanczos3-aa/rgb/1920x1080-to-640x360
  --peers=REGEX     only peers whose whole name it matches
  --ladder=REGEX    in these cases all of isopel's archs as well
  --with-plan=REGEX in these cases plan and run together as well
  --threads=REGEX   in these cases isopel in bands on all processors as well; that is wall-clock time
  --plans           time plans as well
  --limits          measure what this processor's memory and multipliers can do as well
  --arch=NAME       nobody may use more than this arch, as far as a peer can be told
  --peer=FILE       load a peer from a shared object (bench/peer.h)
  --rows=N          look for errors in so many rows of each output, 0: in all; 64 if nothing is said
  --out=FILE        the JSON
)";

}  // namespace

Options read_options(int argc, char** argv) {
  Options out;
  int rows = out.rows;
  struct Flag {
    std::string_view name;
    bool* value;
  };
  const Flag flags[] = {{"--check", &out.check},      {"--list", &out.list},   {"--list-cases", &out.list_cases},
                        {"--judge", &out.judge_only}, {"--plans", &out.plans}, {"--limits", &out.limits}};
  struct Text {
    std::string_view name;
    std::string* value;
  };
  std::string object, rows_text;
  const Text texts[] = {{"--cases=", &out.cases},
                        {"--peers=", &out.peers},
                        {"--ladder=", &out.ladder},
                        {"--arch=", &out.arch},
                        {"--with-plan=", &out.with_plan},
                        {"--threads=", &out.threads},
                        {"--out=", &out.out},
                        {"--peer=", &object},
                        {"--rows=", &rows_text},
                        {"--write-sources=", &out.write_sources},
                        {"--judge-files=", &out.judge_files}};
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--help") {
      std::fputs(usage, stdout);
      std::exit(EXIT_SUCCESS);
    }
    bool known = false;
    for (const Flag& flag : flags) {
      if (argument == flag.name) *flag.value = known = true;
    }
    for (const Text& text : texts) {
      if (!argument.starts_with(text.name)) continue;
      *text.value = argument.substr(text.name.size());
      known = true;
    }
    if (!object.empty()) out.objects.push_back(std::exchange(object, {}));
    if (!rows_text.empty()) rows = std::atoi(std::exchange(rows_text, {}).c_str());
    if (!known) out.rest.emplace_back(argument);
  }
  out.rows = rows;
  return out;
}

bool matches(const std::string& name, const std::string& pattern) {
  return !pattern.empty() && std::regex_match(name, std::regex(pattern));
}

}  // namespace isopel::bench
