// Tables of the names that users write.
#ifndef ISOPEL_TOOLS_NAMED_HPP_
#define ISOPEL_TOOLS_NAMED_HPP_

#include <string>
#include <string_view>

#include "picture.hpp"

namespace isopel::tools {

template <class Id>
struct Named {
  const char* name;
  Id id;
};

template <class Id, std::size_t count>
[[nodiscard]] Problem parse(const Named<Id> (&list)[count], std::string_view name, Id& out) {
  std::string choices;
  for (const Named<Id>& entry : list) {
    if (name == entry.name) {
      out = entry.id;
      return {};
    }
    choices += (choices.empty() ? "" : ", ") + std::string(entry.name);
  }
  return "\"" + std::string(name) + "\" is none of " + choices;
}

template <class Id, std::size_t count>
const char* find_name(const Named<Id> (&list)[count], Id id) {
  for (const Named<Id>& entry : list) {
    if (id == entry.id) return entry.name;
  }
  return "unknown";
}

}  // namespace isopel::tools

#endif  // ISOPEL_TOOLS_NAMED_HPP_
