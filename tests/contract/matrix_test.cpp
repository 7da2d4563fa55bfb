// Everything with everything: element x layout x channels x border x grid x filter x antialias x sizes. Each cell is
// refused with the status that the rules below say, or has the scalar arch's bytes on every arch. docs/formats.md shows
// the table; Matrix.Table prints it.
#include <array>
#include <cstdio>
#include <cstdlib>
#include <map>

#include "support.hpp"

namespace isopel::test {
namespace {

constexpr Element elements[] = {Element::u8,  Element::i8,     Element::u16,      Element::f32,
                                Element::f16, Element::rgb565, Element::rgb565_be};
constexpr Layout layouts[] = {Layout::interleaved, Layout::planar};
constexpr Border borders[] = {Border::replicate, Border::reflect,     Border::constant,
                              Border::undefined, Border::renormalize, Border::extrapolate};
constexpr Grid grids[] = {Grid::half_pixel, Grid::align_corners, Grid::asymmetric};
constexpr Filter filters[] = {Filter::nearest,  Filter::bilinear, Filter::catmull_rom, Filter::area,
                              Filter::lanczos2, Filter::lanczos3, Filter::lanczos4};

struct Sizes {
  Size src, dst;
};
enum { shrinking, growing, growing_far };
constexpr Sizes sizes_of_cells[] = {{{11, 7}, {5, 4}}, {{5, 4}, {9, 7}}, {{5, 4}, {11, 9}}};

bool is_packed(Element element) { return element == Element::rgb565 || element == Element::rgb565_be; }

// --- the rules, as sentences; check() is not asked

/// A packed pixel is one channel, and has no planes.
bool exists(const Format& format) {
  return !is_packed(format.element) || (format.channels == 1 && format.layout == Layout::interleaved);
}

Status expected(const Rules& rules, int sizes) {
  const bool area = rules.filter == Filter::area;
  // Area is about pixels with edges, which only the half-pixel grid has.
  if (area && rules.grid != Grid::half_pixel) return Status::bad_rules;
  // The asymmetric grid puts the last centres outside the image when it enlarges more than twice.
  const bool leaves = rules.grid == Grid::asymmetric && sizes == growing_far;
  // Renormalized, an output with its centre outside would have little to be made of; but nearest never reads outside.
  if (rules.border == Border::renormalize) {
    return leaves && rules.filter != Filter::nearest ? Status::bad_border : Status::ok;
  }
  if (rules.border != Border::extrapolate) return Status::ok;
  // Extrapolation stays bounded for filters of up to four taps, near the image.
  const bool bounded = rules.filter == Filter::bilinear || rules.filter == Filter::catmull_rom ||
                       rules.filter == Filter::lanczos2 || area;
  // Antialiasing makes the taps more, area always antialiases.
  const bool widened = sizes == shrinking && (rules.antialias || area);
  return bounded && !widened && !leaves ? Status::ok : Status::bad_border;
}

/// Whole numbers of 8 bits, however they came in, are stored as such or as floats; u16 as u16 or floats; floats as
/// floats. Packed pixels are made of interleaved ones.
Status expected_to_store(const Format& from, const Format& to) {
  const auto rank = [](Element element) {
    return element == Element::f32 || element == Element::f16 ? 2 : element == Element::u16 ? 1 : 0;
  };
  const bool packs = is_packed(to.element) && from.layout == Layout::planar;
  return (rank(to.element) == 2 || rank(from.element) == rank(to.element)) && !packs ? Status::ok : Status::bad_format;
}

// --- the cells

struct Cell {
  Format format;
  Rules rules;
  int sizes;
};

template <class Visit>
void for_each_format(Visit visit) {
  for (const Element element : elements) {
    for (const Layout layout : layouts) {
      for (const std::int32_t channels : {1, 2, 3, 4, 6}) {
        if (!is_packed(element) || channels == 1) visit(Format{element, channels, layout});
      }
    }
  }
}

template <class Visit>
void for_each_rules(Visit visit) {
  for (const Border border : borders) {
    for (const Grid grid : grids) {
      for (const Filter filter : filters) {
        for (const bool antialias : {false, true}) {
          visit(Rules{.filter = filter, .border = border, .antialias = antialias, .grid = grid});
        }
      }
    }
  }
}

template <class Visit>
void for_each_cell(Visit visit) {
  for_each_format([&](const Format& format) {
    for_each_rules([&](const Rules& rules) {
      for (const int sizes : {shrinking, growing, growing_far}) visit(Cell{format, rules, sizes});
    });
  });
}

Spec spec_of(const Cell& cell) {
  const Sizes& sizes = sizes_of_cells[cell.sizes];
  return {.src = sizes.src,
          .dst = sizes.dst,
          .format = cell.format,
          .rules = cell.rules,
          .block_rows = 2,
          .fill = {7, 100, 3, 90}};
}
Status expected(const Cell& cell) {
  return exists(cell.format) ? expected(cell.rules, cell.sizes) : Status::bad_format;
}

TEST(Matrix, CellsAreRefusedAsTheRulesSay) {
  std::map<Status, int> counts;
  for_each_cell([&](const Cell& cell) {
    const Spec spec = spec_of(cell);
    Message why{};
    const Status want = expected(cell), got = check(spec, &why);
    ASSERT_EQ(got, want) << describe(spec) << ": " << why.text;
    ASSERT_EQ(check(spec), want) << describe(spec);
    ASSERT_EQ(memory_size(spec) != 0, want == Status::ok) << describe(spec);
    if (want != Status::ok) {
      ASSERT_NE(why.text[0], 0) << "no sentence for " << describe(spec);
    }
    ++counts[want];
  });
  // The counts that docs/formats.md tells.
  EXPECT_EQ(counts[Status::ok], 31356);
  EXPECT_EQ(counts[Status::bad_border], 4212);
  EXPECT_EQ(counts[Status::bad_rules], 3744);
  EXPECT_EQ(counts[Status::bad_format], 1512);
  EXPECT_EQ(counts.size(), 4u);
}

class MatrixOnArchs : public ::testing::TestWithParam<const Arch*> {};
INSTANTIATE_TEST_SUITE_P(Archs, MatrixOnArchs, ::testing::ValuesIn(available_archs()), name_of);

TEST_P(MatrixOnArchs, CellsHaveTheBytesOfTheScalarArch) {
  Random random(20270101);
  int index = 0, tested = 0;
  for_each_cell([&](const Cell& cell) {
    if (expected(cell) != Status::ok) return;
    // Boards take a part; 11 divides none of the counts, so it has something of everything.
    if (index++ % 11 >= repetitions(11, 3)) return;
    const Spec spec = spec_of(cell);
    const std::vector<std::uint8_t> src = random_source(random, spec);
    const std::vector<std::uint8_t> want = run(spec, src, *archs().back()).bytes;
    const std::vector<std::uint8_t> got =
        run(spec, src, *GetParam(), 0, -1, {3, 4, index % 2 == 0, index % 3 == 0}).bytes;
    ASSERT_EQ(got, want) << describe(spec) << ": " << difference(got, want);
    ++tested;
  });
  EXPECT_EQ(tested, repetitions(31356, 8553));
}

template <class Visit>
void for_each_storing(Visit visit) {
  for (const Element from : elements) {
    for (const Element to : elements) {
      for (const Layout from_layout : layouts) {
        for (const Layout to_layout : layouts) {
          const Format src{from, is_packed(from) ? 1 : 3, from_layout}, dst{to, is_packed(to) ? 1 : 3, to_layout};
          if (exists(src) && exists(dst)) visit(src, dst);
        }
      }
    }
  }
}

TEST_P(MatrixOnArchs, ElementsAreStoredAsOtherElements) {
  Random random(20270102);
  int stored = 0, refused = 0;
  for_each_storing([&](const Format& from, const Format& to) {
    Spec spec = spec_of({from, {.antialias = true}, shrinking});
    spec.dst_format = to;
    const Status want_status = from == to ? Status::ok : expected_to_store(from, to);
    ASSERT_EQ(check(spec), want_status) << describe(spec);
    ++(want_status == Status::ok ? stored : refused);
    if (want_status != Status::ok) return;
    const std::vector<std::uint8_t> src = random_source(random, spec);
    const std::vector<std::uint8_t> want = run(spec, src, *archs().back()).bytes;
    const std::vector<std::uint8_t> got = run(spec, src, *GetParam()).bytes;
    ASSERT_EQ(got, want) << describe(spec) << ": " << difference(got, want);
  });
  EXPECT_EQ(stored, 84);
  EXPECT_EQ(refused, 60);
}

// --- the table for docs/formats.md

const char* name(Element element) {
  constexpr const char* names[] = {"u8", "rgb565", "i8", "u16", "f32", "f16", "rgb565_be"};
  return names[static_cast<int>(element)];
}
const char* name(Border border) {
  constexpr const char* names[] = {"replicate", "renormalize", "constant", "reflect", "extrapolate", "undefined"};
  return names[static_cast<int>(border)];
}
const char* name(Filter filter) {
  constexpr const char* names[] = {"nearest", "bilinear", "catmull_rom", "area", "lanczos2", "lanczos3", "lanczos4"};
  return names[static_cast<int>(filter)];
}
std::string name(Status status) {
  return status == Status::bad_rules ? "`bad_rules`" : status == Status::bad_border ? "`bad_border`" : "`bad_format`";
}

/// "yes", a status, or the status and when.
std::string cell_text(Rules rules) {
  std::array<std::array<bool, 2>, 3> refused{};
  Status status = Status::ok;
  int count = 0;
  for (const int sizes : {shrinking, growing, growing_far}) {
    for (const int antialias : {0, 1}) {
      rules.antialias = antialias != 0;
      const Status one = expected(rules, sizes);
      refused[static_cast<std::size_t>(sizes)][static_cast<std::size_t>(antialias)] = one != Status::ok;
      if (one == Status::ok) continue;
      status = one;
      ++count;
    }
  }
  if (count == 0) return "yes";
  if (count == 6) return name(status);
  std::string when;
  if (refused[shrinking][1]) when = refused[shrinking][0] ? "shrinking" : "shrinking with antialias";
  if (refused[growing][0])
    when += when.empty() ? "enlarging" : ", or enlarging";
  else if (refused[growing_far][0])
    when += when.empty() ? "enlarging more than twice" : ", or enlarging more than twice";
  return name(status) + " " + when;
}

/// Lines that say the same are one, with the names of all of them.
class Lines {
 public:
  void add(const std::string& name, const std::string& text) {
    for (auto& [names, known] : lines_) {
      if (known == text) {
        names += ", " + name;
        return;
      }
    }
    lines_.emplace_back(name, text);
  }
  const std::vector<std::pair<std::string, std::string>>& get() const { return lines_; }

 private:
  std::vector<std::pair<std::string, std::string>> lines_;
};

std::string table() {
  std::string out = "| border | filter | half_pixel | align_corners | asymmetric |\n|---|---|---|---|---|\n";
  Lines all;
  for (const Border border : borders) {
    Lines of_border;
    for (const Filter filter : filters) {
      std::string row;
      for (const Grid grid : grids) row += " | " + cell_text({.filter = filter, .border = border, .grid = grid});
      of_border.add(name(filter), row);
    }
    std::string text;
    for (const auto& [names, row] : of_border.get()) text += " | " + names + row + " |\n";
    all.add(name(border), text);
  }
  for (const auto& [names, text] : all.get()) {
    for (std::size_t from = 0; from < text.size();) {
      const std::size_t end = text.find('\n', from) + 1;
      out += "| " + names + text.substr(from, end - from);
      from = end;
    }
  }
  out += "\n| element | interleaved | planar |\n|---|---|---|\n";
  Lines of_elements;
  for (const Element element : elements) {
    std::string row;
    for (const Layout layout : layouts) row += exists({element, 1, layout}) ? " | yes" : " | `bad_format`";
    of_elements.add(name(element), row);
  }
  for (const auto& [names, row] : of_elements.get()) out += "| " + names + row + " |\n";
  out += "\n| source | stored as |\n|---|---|\n";
  Lines of_sources;
  for (const Element from : elements) {
    std::string row;
    for (const Element to : elements) {
      const Format src{from, 3}, dst{to, 3};
      if (expected_to_store(src, dst) == Status::ok) row += (row.empty() ? "" : ", ") + std::string(name(to));
    }
    of_sources.add(name(from), " | " + row);
  }
  for (const auto& [names, row] : of_sources.get()) out += "| " + names + row + " |\n";
  return out;
}

TEST(Matrix, Table) {
  const std::string text = table();
  EXPECT_NE(text.find("| area | yes | `bad_rules` | `bad_rules` |"), std::string::npos) << text;
  if (std::getenv("ISOPEL_PRINT_TABLE") != nullptr) std::printf("%s", text.c_str());
}

}  // namespace
}  // namespace isopel::test
