#!/usr/bin/env python3
"""How much flash each filter and each format costs on a Cortex-M.  filter_sizes.py [--readme README] SOURCE_DIR RECORD
WORK_DIR CXX CPU_FLAGS...

Links the smallest firmware that makes a plan and executes it: once for each filter, with u8 images and that filter
alone; then with bilinear and each format alone beside u8; then without sentences, with a stream, and with plans that are
not made there, but opened or made by the compiler. Prints code and constants beyond those of an empty program. Fails when
a library with less in it is not smaller than one with more, when a firmware with a plan of the compiler's contains what
makes plans, or what only other plans need, or has more than 3 KB beside the tables, or when a row is more than 3 % above
what README and docs/static-plan.md say. Each row compiles the library anew, so the tests measure three of them; with
--readme it is all of them, and the tables get their numbers."""
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys

arguments = sys.argv[1:]
readme = None
if arguments[0] == "--readme":
    readme = pathlib.Path(arguments[1])
    arguments = arguments[2:]
source, record, work = (pathlib.Path(argument) for argument in arguments[:3])
compiler, cpu = arguments[3], arguments[4:]
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
constexpr isopel::Spec spec{.src = {320, 240}, .dst = {96, 96}, .format = isopel::gray8, .block_rows = 1};
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
SILENT = "-DISOPEL_MESSAGES=0"
library = sorted(str(p) for folder in ("engine", "arch/scalar", "arch/armv7em", "arch")
                 for p in (source / folder).glob("*.cpp") if p.stem not in others)


def image_of(name):
    return work / (re.sub(r"\W+", "-", name) + ".elf")


def link(name, text, sources, *flags):
    image = image_of(name)
    main = image.with_suffix(".cpp")
    main.write_text(text)
    subprocess.run([compiler, *cpu, "-std=c++20", "-fno-exceptions", "-fno-rtti", "-ffp-contract=off",
                    "-ffunction-sections", "-fdata-sections", "-DNDEBUG", *flags, f"-I{source}",
                    f"-I{source}/engine/include", str(main), *sources, "-nostartfiles", "--specs=nosys.specs",
                    f"-Wl,--gc-sections,-emain,--no-warn-rwx-segments,-Map={image.with_suffix('.map')}", "-o", str(image)],
                   check=True, stderr=subprocess.DEVNULL)
    size = subprocess.run([compiler.replace("g++", "size"), str(image)], check=True, capture_output=True, text=True)
    text_size, data, _ = size.stdout.splitlines()[1].split()[:3]
    return int(text_size) + int(data)


def firmware(name, filter_bits, format_bits, arithmetic=CONTRACT_1, level="-Os", program=PROGRAM, *flags):
    return link(name, program, library, level, f"-DISOPEL_FILTERS={filter_bits}", f"-DISOPEL_FORMATS={format_bits & (CHANNELS - 1)}",
                f"-DISOPEL_MANY_CHANNELS={int(format_bits & CHANNELS != 0)}",
                f"-DISOPEL_ARITHMETICS={arithmetic}", *flags)


bilinear = 1 << filters.index("bilinear")
rows = {f: (1 << i, U8) for i, f in enumerate(filters) if f not in ("lanczos2", "lanczos4")}  # as lanczos3
rows |= {"all": (all_filters, U8)}
rows |= {"presets of Pillow only": ((1 << 10) - 1, U8 | PARTS, PILLOW),
         "opencv-4/linear only": (bilinear, U8, OPENCV)}
rows |= {f"bilinear with {f}": (bilinear, U8 | bits) for f, bits in formats.items()}
rows |= {"bilinear with all formats": (bilinear, all_formats), "all with all formats": (all_filters, all_formats)}

opened, compiled, silent = "opened plan of bilinear", "static plan of bilinear", "without sentences"
explained, streamed = f"{compiled} with sentences", "stream of bilinear"
rows |= {name: (bilinear, U8, CONTRACT_1, "-Os", program) for name, program in
         ((opened, OPENED), (compiled, COMPILED), (explained, EXPLAINED), (streamed, STREAM))}
rows |= {f"{name} {silent}": (bits, U8, CONTRACT_1, "-Os", PROGRAM, SILENT)
         for name, bits in (("bilinear", bilinear), ("all", all_filters))}


def lines_of(tool, image, *options):
    run = subprocess.run([compiler.replace("g++", tool), *options, str(image)], check=True, capture_output=True, text=True)
    return run.stdout.splitlines()


def tables_in(image):
    """The symbols of a compiled plan's tables."""
    return [line for line in lines_of("objdump", image, "-t", "-C") if re.search(r"StaticPlan<.*>::[xy]_table$", line)]


def what_is_too_much(image, code):
    """What a firmware with a plan of the compiler's must not have: table arithmetic, floats, tables outside of flash, what
    only other plans need, and more than 3 KB of code beside its tables."""
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
    if code > 3 * 1024:
        found.append(f"has {code} bytes beside its tables, more than 3 KB")
    found += [f"computes in floats: {line.strip()}" for line in lines_of("objdump", image, "-d", "--no-show-raw-insn")
              if re.search(r"\tv(add|sub|mul|mla|fma|div|cvt\w*|cmpe?)\.f", line)]
    return [f"{image.name} {what}" for what in found]

if readme is None:
    rows = {name: rows[name] for name in ("bilinear", compiled, f"all {silent}")}

work.mkdir(parents=True, exist_ok=True)
empty = link("empty", "int main() { return 0; }", [], "-Os")
with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
    runs = {name: pool.submit(firmware, name, *what) for name, what in rows.items()}
sizes = {name: run.result() - empty for name, run in runs.items()}
code = sizes[compiled] - sum(int(line.split("\t")[1].split()[0], 16) for line in tables_in(image_of(compiled)))
table = [f"{'flash of a Cortex-M7 firmware with':<36}bytes, -Os"]
table += [f"{name:<36}{size:>10}" for name, size in [*sizes.items(), ("code of the static plan", code)]]
print("\n".join(table))
record.write_text("\n".join(table) + "\n")

smaller = [(f, "all") for f in filters if f in sizes] + [("all", "all with all formats")]
smaller += [("bilinear", f"bilinear with {f}") for f in formats]
smaller += [(f"bilinear with {f}", "bilinear with all formats") for f in formats]
smaller += [("bilinear", "all with all formats"), (opened, "bilinear"), (compiled, opened), (compiled, "bilinear"), (compiled, explained),
            (f"bilinear {silent}", "bilinear"), (f"all {silent}", "all")]
bad = [f"{less} is not smaller than {more}" for less, more in smaller if {less, more} <= sizes.keys()
       and sizes[less] >= sizes[more]]
bad += what_is_too_much(image_of(compiled), code)
print("\n".join(bad) if bad else f"what has less in it is smaller, of {len(sizes)} rows")


# Tables that say the same: the first cell of a row names it, the second is the flash, maybe with words behind it.
SAID = re.compile(r"(\| ([`\w :,/-]+?) +\|)( *)(\d[\d ]*\d)(?![.\d])(.*)")
named = {name.lower(): name for name in sizes}
pages = {readme or source / "README.md": named,
         source / "docs" / "static-plan.md": {"`plan::make`": "bilinear", "`plan::open`": opened,
                                              "`static_plan`": compiled,
                                              "`static_plan`, executed with a `message`": explained}}


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
