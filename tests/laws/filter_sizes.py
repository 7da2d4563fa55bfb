#!/usr/bin/env python3
"""How much flash each filter and each format costs on a Cortex-M.  filter_sizes.py [--readme README] SOURCE_DIR RECORD
WORK_DIR SMALL_LIBRARY CXX CPU_FLAGS...

Links the smallest firmware that makes a plan and executes it: once for each filter, with u8 images and that filter
alone; then with bilinear and each format alone beside u8; then without sentences, with a stream, and with plans that are
not made there, but opened or made by the compiler, for each filter. Prints code and constants beyond those of an empty
program, of the latter without their tables. Fails when a library with less in it is not smaller than one with more, when
a firmware with a plan of the compiler's contains what makes plans, or what only other plans need, or has more than 3 KB
beside the tables, or when a row is more than 3 % above what README and docs/static-plan.md say. Compiling libraries takes
long, so the tests measure the rows of two, one of which is SMALL_LIBRARY: all filters, u8, no sentences. With --readme it is
all rows, and the tables get their numbers."""
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys
import typing

arguments = sys.argv[1:]
readme = None
if arguments[0] == "--readme":
    readme = pathlib.Path(arguments[1])
    arguments = arguments[2:]
source, record, work, small_library = (pathlib.Path(argument) for argument in arguments[:4])
compiler, cpu = arguments[4], arguments[5:]
filters = ["nearest", "bilinear", "catmull-rom", "area", "lanczos2", "lanczos3", "lanczos4"]
# The bits of ISOPEL_FORMATS (engine/build.hpp), and one for ISOPEL_MANY_CHANNELS.
U8, PARTS, CHANNELS = 1, 1 << 12, 1 << 13
formats = {"i8": 1 << 2, "rgb565": 1 << 1 | 1 << 6, "u16": 1 << 3, "f32": 1 << 4, "f16": 1 << 5, "planar": 1 << 7,
           "alpha": 1 << 8, "light": 1 << 9, "borders": 1 << 10, "parts": PARTS,
           "channels": CHANNELS}
all_filters, all_formats = (1 << len(filters)) - 1, (1 << 14) - 1
CONTRACT_1, PILLOW, OPENCV = 1, 2, 4
# Which no plan needs: they cost time here, not flash there.
others = {"resize", "c_api", "c_fit", "c_half_scale", "coverage", "fit", "half_scale", "preset", "random_crop",
          "reducing_gap"}

PROGRAM = """
#include "isopel/isopel.hpp"
isopel::Spec spec;  // not constant: nothing may be folded away
isopel::Plan plan;
isopel::ConstImage src;
isopel::Image dst;
std::byte memory[64], scratch[64];
int main() {
  if (isopel::Plan::make(spec, memory, plan) != isopel::Status::ok) return 1;
  return plan.execute(src, dst, scratch) == isopel::Status::ok ? 0 : 1;
}
"""
OPENED = PROGRAM.replace("isopel::Plan::make", "isopel::Plan::open")
COMPILED = """
#include "isopel/static_plan.hpp"
constexpr isopel::Spec spec{.src = {320, 240}, .dst = {96, 96}, .format = isopel::gray8, .rules = {}, .block_rows = 1};
constexpr auto& plan = isopel::static_plan<spec>;
isopel::ConstImage src;
isopel::Image dst;
std::byte scratch[64];
int main() { return plan.execute(src, dst, scratch) == isopel::Status::ok ? 0 : 1; }
"""
EXPLAINED = COMPILED.replace("std::byte scratch", "isopel::Message why;\nstd::byte scratch").replace(
    "src, dst, scratch)", "src, dst, scratch, &why)")
STREAM = """
#include "isopel/stream.hpp"
isopel::Spec spec;
isopel::Plan plan;
isopel::Stream stream;
isopel::ConstImage src;
isopel::Image dst;
std::byte memory[64], scratch[64];
int main() {
  if (isopel::Plan::make(spec, memory, plan) != isopel::Status::ok) return 1;
  if (isopel::Stream::start(plan, scratch, stream) != isopel::Status::ok) return 1;
  if (stream.push(src) != isopel::Status::ok) return 1;
  return stream.has_row() && stream.pull(dst) == isopel::Status::ok ? 0 : 1;
}
"""
library = sorted(p for folder in ("engine", "arch/scalar", "arch/armv7em", "arch")
                 for p in (source / folder).glob("*.cpp") if p.stem not in others)


class Library(typing.NamedTuple):
    """What a library is built with: bits of ISOPEL_FILTERS and so on."""
    filters: int
    formats: int = U8
    arithmetics: int = CONTRACT_1
    messages: bool = True

    def flags(self):
        return [f"-DISOPEL_FILTERS={self.filters}", f"-DISOPEL_FORMATS={self.formats & (CHANNELS - 1)}",
                f"-DISOPEL_MANY_CHANNELS={int(self.formats & CHANNELS != 0)}", f"-DISOPEL_ARITHMETICS={self.arithmetics}",
                f"-DISOPEL_MESSAGES={int(self.messages)}"]

    def folder(self):
        return work / "-".join(str(int(value)) for value in self)


def gcc(*words):
    done = subprocess.run([compiler, *cpu, "-std=c++20", "-Os", "-fno-exceptions", "-fno-rtti", "-ffp-contract=off",
                           "-DNDEBUG", "-ffunction-sections", "-fdata-sections", f"-I{source}",
                           f"-I{source}/engine/include", *map(str, words)], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"filter_sizes.py: {words[-1]} was not made:\n{done.stderr}")


def object_of(built, file):
    return built.folder() / f"{file.parent.name}-{file.stem}.o"


def compile_file(built, file):
    gcc(*built.flags(), "-c", file, "-o", object_of(built, file))


def image_of(name):
    return work / (re.sub(r"\W+", "-", name) + ".elf")


def link(name, built, text):
    """The bytes of flash of a firmware."""
    image = image_of(name)
    main = image.with_suffix(".cpp")
    main.write_text(text)
    objects = [] if built is None else [small_library] if built == all_silent else [object_of(built, file) for file in library]
    gcc(*(built.flags() if built else []), main, *objects, "-nostartfiles", "--specs=nosys.specs",
        f"-Wl,--gc-sections,-emain,--no-warn-rwx-segments,-Map={image.with_suffix('.map')}", "-o", image)
    size = subprocess.run([compiler.replace("g++", "size"), str(image)], check=True, capture_output=True, text=True)
    text_size, data, _ = size.stdout.splitlines()[1].split()[:3]
    return int(text_size) + int(data)


# Rows: the library, and the program that is linked with it.
of_bilinear = Library(1 << filters.index("bilinear"))
all_silent = Library(all_filters, messages=False)
rows = {f: (Library(1 << i), PROGRAM) for i, f in enumerate(filters) if f not in ("lanczos2", "lanczos4")}  # as lanczos3
rows |= {name: (built, PROGRAM) for name, built in {
    "all": Library(all_filters),
    "presets of Pillow only": Library((1 << 10) - 1, U8 | PARTS, PILLOW),
    "opencv-4/linear only": of_bilinear._replace(arithmetics=OPENCV),
    **{f"bilinear with {f}": of_bilinear._replace(formats=U8 | bits) for f, bits in formats.items()},
    "bilinear with all formats": of_bilinear._replace(formats=all_formats),
    "all with all formats": Library(all_filters, all_formats)}.items()}

opened, compiled, silent = "opened plan of bilinear", "static plan of bilinear", "without sentences"
explained, streamed = f"{compiled} with sentences", "stream of bilinear"
rows |= {name: (of_bilinear, program) for name, program in
         ((opened, OPENED), (compiled, COMPILED), (explained, EXPLAINED), (streamed, STREAM))}
rows |= {f"bilinear {silent}": (of_bilinear._replace(messages=False), PROGRAM), f"all {silent}": (all_silent, PROGRAM)}

# One library holds what all of these need, so that each costs a test run no more than one file.
static_plans = {f"static plan, {name}": COMPILED.replace("{}", "{" + rules + "}").replace("gray8", pixels)
                for name, pixels, rules in (
    ("nearest", "gray8", ".filter = isopel::Filter::nearest"),
    ("bilinear", "gray8", ""),
    ("bilinear, antialiased", "gray8", ".antialias = true"),
    ("Catmull-Rom", "gray8", ".filter = isopel::Filter::catmull_rom"),
    ("area", "gray8", ".filter = isopel::Filter::area"),
    ("Lanczos3, antialiased", "gray8", ".filter = isopel::Filter::lanczos3, .antialias = true"),
    ("bilinear, RGB888", "rgb8", ""),
    ("Catmull-Rom, RGB888", "rgb8", ".filter = isopel::Filter::catmull_rom"),
    ("area, RGB888", "rgb8", ".filter = isopel::Filter::area"))}
rows |= {name: (all_silent, program) for name, program in static_plans.items()}


def lines_of(tool, image, *options):
    run = subprocess.run([compiler.replace("g++", tool), *options, str(image)], check=True, capture_output=True, text=True)
    return run.stdout.splitlines()


def tables_in(image):
    """The symbols of a compiled plan's tables."""
    return [line for line in lines_of("objdump", image, "-t", "-C") if re.search(r"StaticPlan<.*>::\w*[xy]_table$", line)]


MOST_CODE = 3 * 1024  # beside the tables


def what_is_too_much(image):
    """What a firmware with a plan of the compiler's must not have: table arithmetic, floats, tables outside of flash, what
    only other plans need."""
    makers = re.compile(r"isopel::.*(Plan::make|Plan::open|layout|measure|write_(taps|weights|counted|pixels|offsets|lookup)"
                        r"|precision|Numerators|Trimmed|Phases|rounded_sum|sin_pi|lanczos|triangle)"
                        r"|isopel::(of_\w+::)?check\(isopel::Spec")
    others = re.compile(r"isopel::(Execution|Sentence|check_\w*(view|execution|scratch)|(armv7em|scalar)::kernels|Ring<)")
    symbols = lines_of("objdump", image, "-t", "-C")
    found = [f"makes plans: {line}" for line in symbols if makers.search(line)]
    found += [f"is for other plans: {line}" for line in symbols if others.search(line)]
    tables = tables_in(image)
    if len(tables) != 2:
        found.append(f"has {len(tables)} tables instead of 2")
    found += [f"has a table outside of .rodata: {line}" for line in tables if " .rodata" not in line]
    found += [f"computes in floats: {line.strip()}" for line in lines_of("objdump", image, "-d", "--no-show-raw-insn")
              if re.search(r"\tv(add|sub|mul|mla|fma|div|cvt\w*|cmpe?)\.f", line)]
    return [f"{image.name} {what}" for what in found]

if readme is None:
    rows = {name: row for name, row in rows.items() if row[0] in (of_bilinear, all_silent)}

libraries = {built for built, _ in rows.values()} - {all_silent}
for built in libraries:
    built.folder().mkdir(parents=True, exist_ok=True)
with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
    list(pool.map(lambda task: compile_file(*task), [(built, file) for built in libraries for file in library]))
    empty = link("empty", None, "int main() { return 0; }")
    runs = {name: pool.submit(link, name, *what) for name, what in rows.items()}
sizes = {name: run.result() - empty for name, run in runs.items()}
for name in static_plans:  # the code alone
    sizes[name] -= sum(int(line.split("\t")[1].split()[0], 16) for line in tables_in(image_of(name)))
table = [f"{'flash of a Cortex-M7 firmware with':<36}bytes, -Os"]
table += [f"{name:<36}{size:>10}" for name, size in sizes.items()]
print("\n".join(table))
record.write_text("\n".join(table) + "\n")

smaller = [(f, "all") for f in filters if f in sizes] + [("all", "all with all formats")]
smaller += [("bilinear", f"bilinear with {f}") for f in formats]
smaller += [(f"bilinear with {f}", "bilinear with all formats") for f in formats]
smaller += [("bilinear", "all with all formats"), (opened, "bilinear"), (compiled, opened), (compiled, "bilinear"), (compiled, explained),
            (f"bilinear {silent}", "bilinear"), (f"all {silent}", "all")]
bad = [f"{less} is not smaller than {more}" for less, more in smaller if {less, more} <= sizes.keys()
       and sizes[less] >= sizes[more]]
for name in (compiled, *static_plans):
    bad += what_is_too_much(image_of(name))
bad += [f"{name}: {sizes[name]} bytes beside its tables, more than {MOST_CODE}" for name in static_plans
        if sizes[name] > MOST_CODE]
print("\n".join(bad) if bad else f"what has less in it is smaller, of {len(sizes)} rows")


# Tables that say the same: the first cell of a row names it, the second is the flash, maybe with words behind it.
SAID = re.compile(r"(\| ([`\w :,/-]+?) +\|)( *)(\d[\d ]*\d)(?![.\d])(.*)")
named = {name.lower(): name for name in sizes}
pages = {readme or source / "README.md": named,
         source / "docs" / "static-plan.md": {"`plan::make`": "bilinear", "`plan::open`": opened,
                                              "`static_plan`": compiled,
                                              "`static_plan`, executed with a `message`": explained,
                                              **{name.removeprefix("static plan, ").lower(): name
                                                 for name in static_plans}}}


def row_of(line, names):
    """The row that a line of a page is about, if it was measured, and its cells."""
    cells = SAID.match(line)
    cell = cells[2].lower() if cells else ""
    name = names.get(cell, names.get(cell.split(",")[0]))
    return (name if name in sizes else None), cells


def with_size(line, names):
    name, cells = row_of(line, names)
    if name is None:
        return line
    return cells[1] + f"{sizes[name]:,}".replace(",", " ").rjust(len(cells[3] + cells[4])) + cells[5]


MOST_GROWTH = 1.03
said = {row_of(line, names)[0]: int(row_of(line, names)[1][4].replace(" ", ""))
        for page, names in pages.items() for line in page.read_text().splitlines() if row_of(line, names)[0]}
grown = [f"{name}: {size} bytes, but the pages say {said.get(name)}" for name, size in sizes.items()
         if size > MOST_GROWTH * said.get(name, 0)]
if readme is None:
    bad += grown
    print("\n".join(grown))
elif not bad:
    for page, names in pages.items():
        page.write_text("\n".join(with_size(line, names) for line in page.read_text().splitlines()) + "\n")
sys.exit(1 if bad else 0)
