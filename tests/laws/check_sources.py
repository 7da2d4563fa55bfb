#!/usr/bin/env python3
"""The laws of the design that can be read off the sources.  check_sources.py SOURCE_DIR [COMPILE_COMMANDS]"""
import json
import pathlib
import re
import subprocess
import sys

root = pathlib.Path(sys.argv[1])
failures = []


def files(folder, *endings):
    return sorted(p for p in (root / folder).rglob("*") if p.suffix in endings)


def code(path):
    """The file without comments and string literals, line by line."""
    text = path.read_text()
    text = re.sub(r"/\*.*?\*/", lambda m: "\n" * m.group().count("\n"), text, flags=re.S)
    return [re.sub(r'"(\\.|[^"\\])*"', '""', re.sub(r"//.*", "", line)) for line in text.splitlines()]


def forbid(law, paths, pattern, why, whole=False):
    for path in paths:
        lines = path.read_text().splitlines() if whole else code(path)
        for number, line in enumerate(lines, 1):
            if re.search(pattern, line) and not line.lstrip().startswith("#include <"):
                failures.append(f"law {law}: {path.relative_to(root)}:{number}: {why}: {line.strip()}")


engine = files("engine", ".hpp", ".cpp", ".h")
arch = files("arch", ".hpp", ".cpp")
engine_cpp = [p for p in engine if p.name != "resize.cpp"]

forbid(1, engine, r"_mm\d*_|arm_neon|arm_acle|arm_mve|immintrin|__ARM_|__AVX|__SSE|HWY_|\bhwy\b|__x86_64__|__aarch64__",
       "the engine names an ISA")
forbid(1, arch, r"(?i)lanczos|catmull|bicubic|bilinear|opencv|pillow|renormal|replicate|reflect|\bgrid\b",
       "an arch names a filter, border, grid or preset", whole=True)
# Contract 1 is integers. Presets whose original computes in floats do so, too, in files of their own.
tables = root / "engine" / "include" / "isopel" / "tables"
contract_tables = [tables / n for n in ("taps.hpp", "weights.hpp", "numerators.hpp", "filter.hpp", "grid.hpp", "layout.hpp",
                                        "contract_layout.hpp", "records.hpp")]
integers = contract_tables + [tables / "exact_math.hpp", root / "engine" / "plan.cpp"]
integers += [p for p in arch if re.match(r"(horizontal|vertical[.-]|few_taps|sums|parts|copy|gather|wide)", p.name)]
forbid(7, integers, r"\bfloat\b|\bdouble\b", "floating point")
forbid(7, [p for p in engine + arch if p.name != "exact_double.hpp"], r"(?<![:\w])(fma|fmaf|sin|cos|sinf|cosf|exp|pow|lrint|lrintf|rint|rintf|floorf?|ceilf?)\(|std::(fma|sin|cos|floor|ceil|round)",
       "a function of libm")
for path in engine + arch:
    for number, line in enumerate(path.read_text().splitlines(), 1):
        if re.search(r"#\s*include\s*<(cmath|math\.h|iostream|vector|string|map|thread|mutex|exception)>", line):
            failures.append(f"law: {path.relative_to(root)}:{number}: {line.strip()} does not belong here")
forbid(8, engine_cpp + arch, r"\bnew\s+[\w:]+[\[(]|\bmalloc\b|\bfree\(|\bthrow\b|\btry\b|\bdynamic_cast\b|\btypeid\b",
       "heap, exception or RTTI")
meaning = contract_tables + [tables / "finish.hpp", tables / "exact_math.hpp"]
meaning += [root / "engine" / n for n in ("passes.cpp", "moves.cpp", "boxes.cpp", "plain.cpp", "load.cpp", "store.cpp", "edges.hpp",
                                          "fill.hpp", "execute.cpp", "execution.hpp", "ring.hpp", "cells.hpp",
                                          "c_convert.hpp", "plan_faults.cpp")]
forbid(9, meaning, r"<<|>>(?!\s*\w*[>(])", "a shift outside arithmetic.hpp")

# What git follows at the top level, so that nothing gets there unseen.
top_level = set("""arch bench docs engine examples micropython_module tests toolchains tools zephyr .ci .clang-format
    .clang-tidy .gitignore CHANGELOG.md CMakeLists.txt CMakePresets.json CONTRIBUTING.md LICENSE README.md
    SECURITY.md dev library.json .editorconfig""".split())
tracked = subprocess.run(["git", "-C", root, "ls-files"], capture_output=True, text=True)
if tracked.returncode == 0:  # a copy without git's folder has none
    failures += [f"law: {name} at the top level" for name in
                 sorted({line.split("/")[0] for line in tracked.stdout.splitlines()} - top_level)]

# The direction of dependency: arch sees the seam and itself, engine sees itself and arch.
for path in arch:
    for include in re.findall(r'#\s*include\s*"([^"]+)"', path.read_text()):
        if not (include == "engine/kernels.hpp" or include.startswith(("arch/", "hwy/"))):
            failures.append(f"layering: {path.relative_to(root)} includes {include}")
for path in engine:
    for include in re.findall(r'#\s*include\s*"([^"]+)"', path.read_text()):
        if not include.startswith(("engine/", "arch/", "isopel/")):
            failures.append(f"layering: {path.relative_to(root)} includes {include}")

# Law 10: kernel files are short and begin with their contract, assumptions and tail.
for path in arch:
    lines = path.read_text().splitlines()
    if len(lines) > 250:
        failures.append(f"law 10: {path.relative_to(root)} has {len(lines)} lines, more than 250")
    if re.match(r"(vertical|horizontal|box|copy|gather)", path.name):
        head = " ".join(lines[:12])
        for word in ("ormula", "ssume", "ail"):
            if word not in head:
                failures.append(f"law 10: {path.relative_to(root)} does not begin with its '...{word}...'")

if len(sys.argv) > 2:
    for entry in json.loads(pathlib.Path(sys.argv[2]).read_text()):
        if not re.search(r"/(engine|arch)/", entry["file"].replace(str(root), "")):
            continue
        flags = entry.get("command", "")
        if "-ffp-contract=off" not in flags:
            failures.append(f"law 7: {entry['file']} is compiled without -ffp-contract=off")
        if re.search(r"-m(avx|sse|ssse|fma|arch|bmi)|-ffast-math|-Ofast", flags):
            failures.append(f"law 6: {entry['file']} has its own instruction-set or fast-math flags")

for failure in failures:
    print(failure)
print(f"{len(engine) + len(arch)} files checked, {len(failures)} failures")
sys.exit(1 if failures else 0)
