// What every subcommand's options are made of.
#ifndef ISOPEL_TOOLS_CLI_HPP_
#define ISOPEL_TOOLS_CLI_HPP_

#include <CLI/CLI.hpp>
#include <optional>
#include <string>

#include "numbers.hpp"
#include "spec.hpp"

namespace isopel::tools {

/// An option or positional whose text is read by one of our parsers; a bad text is a usage error.
template <class Value, class Parser>
CLI::Option* add_parsed(CLI::App& app, const std::string& name, Value& value, Parser parser, const std::string& text,
                        const std::string& type, const std::string& initial = "") {
  CLI::Option* option = app.add_option_function<std::string>(
      name,
      [&value, parser, name](const std::string& word) {
        if (Problem problem = parser(word, value)) throw CLI::ValidationError(name, *problem);
      },
      text);
  option->type_name(type)->trigger_on_parse();
  if (!initial.empty()) option->default_str(initial);
  return option;
}

/// An option that takes a whole number in 1..most.
inline CLI::Option* add_count(CLI::App& app, const std::string& name, std::int32_t& value, std::int32_t most,
                              const std::string& text, const std::string& type) {
  const auto parser = [most](std::string_view word, std::int32_t& out) { return parse_count(word, most, out); };
  return add_parsed(app, name, value, parser, text, type, value != 0 ? std::to_string(value) : "");
}

/// A parser of a value for one of a value that may be absent.
template <class Value, class Parser>
auto optional(Parser parser) {
  return [parser](const std::string& word, std::optional<Value>& out) {
    Value value{};
    Problem problem = parser(word, value);
    if (!problem) out = value;
    return problem;
  };
}

/// `geometry` is the name of the positional that says how large the result is.
void add_spec(CLI::App& app, SpecOptions& options, const std::string& geometry);

/// --fit and what belongs to it; gives --fit. A box is taken as well.
CLI::Option* add_fit(CLI::App& app, FitOptions& options);

}  // namespace isopel::tools

#endif  // ISOPEL_TOOLS_CLI_HPP_
