#!/usr/bin/env python3
"""Do the tests catch faults?  faults.py SOURCE_DIR WORK_DIR [NUMBER...]
                           faults.py --check SOURCE_DIR    are all of them still to be planted? In every test run

Plants the faults of the table below, one by one, into a copy of the sources with two archs (ssse3 and scalar, which
compile fast), runs the tests, and prints which of them catch each. Fails if a fault is not caught, does not compile, or if
the text that it replaces is not there exactly once."""
import os
import pathlib
import re
import shutil
import subprocess
import sys
from typing import NamedTuple


class Fault(NamedTuple):
    what: str
    file: str
    old: str
    new: str


FAULTS = [
    Fault("a vector kernel leaves out the last column", "arch/simd/vertical-inl.hpp",
          "const std::int32_t at = std::min(x, samples - step);\n    FourSums<parts, bytes> sums(start);",
          "const std::int32_t at = std::min(x, samples - step - 1);\n    FourSums<parts, bytes> sums(start);"),
    Fault("a vector kernel writes past the end of the destination's row", "arch/simd/vertical-inl.hpp",
          "const std::int32_t at = std::min(x, samples - step);\n    FourSums<parts, bytes> left(start), right(start);",
          "const std::int32_t at = x;\n    FourSums<parts, bytes> left(start), right(start);"),
    Fault("a vector kernel reads the row behind the last one, times zero", "arch/simd/vertical-inl.hpp",
          "const From* const next = k + 1 < taps ? row.row(1) : row.data;",
          "const From* const next = row.row(1);"),
    Fault("samples wrap around instead of being clamped", "arch/simd/verbs-inl.hpp",
          "return Vec<std::uint8_t, 16>{_mm_packus_epi16(a.raw, b.raw)};",
          "const auto low = _mm_set1_epi16(255);\n  return Vec<std::uint8_t, 16>"
          "{_mm_packus_epi16(_mm_and_si128(a.raw, low), _mm_and_si128(b.raw, low))};"),
    Fault("red and blue change places", "arch/scalar/samples.cpp",
          "dst[0] = widen5(red_of(pixel));", "dst[0] = widen5(blue_of(pixel));"),
    Fault("nv12 is read as nv21", "engine/video_planes.hpp",
          "const std::int32_t u = run_.spec().layout == YuvLayout::nv21 ? 1 : 0;",
          "const std::int32_t u = run_.spec().layout == YuvLayout::nv21 ? 0 : 1;"),
    Fault("a rounding constant is one too small", "engine/opencv.cpp",
          "return {(1 << (exact_bits + 15)) + (1 << 15), 2 * exact_bits};",
          "return {(1 << (exact_bits + 15)) + (1 << 15) - 1, 2 * exact_bits};"),
    Fault("an offset is one pixel to the left", "engine/include/isopel/tables/taps.hpp",
          "const std::int32_t lost = form.write(trimmed, offset, offset_scale, record);",
          "offset = std::max<std::int64_t>(offset - 1, 0);\n"
          "    const std::int32_t lost = form.write(trimmed, offset, offset_scale, record);"),
    Fault("reflect counts the last pixel twice", "engine/include/isopel/tables/numerators.hpp",
          "if (pixel != 0 && pixel != axis_.src - 1) add_from(-pixel);", "if (pixel != 0) add_from(-pixel);"),
    Fault("a row is taken from the wrong slot of the ring", "engine/ring.hpp",
          "to = to + 1 < capacity_ ? to + 1 : 0;", "to = to + 1 < capacity_ ? to + 1 : 1;"),
    Fault("planes of an image that is upside down lie the wrong way", "engine/execution.hpp",
          "return channel * (plane < 0 ? -plane : plane);", "return channel * plane;"),
    Fault("a preset has the filter of another", "engine/preset.cpp",
          'Image.resize(size, HAMMING)", pillow(Filter::hamming)}',
          'Image.resize(size, HAMMING)", pillow(Filter::bilinear)}'),
    Fault("source and destination may overlap", "engine/check_views.cpp",
          "return src.overlaps(dst)       ?", "return false       ?"),
    Fault("the right pad is as wide as the left one", "engine/execute.cpp",
          "fill(row, size.width - pad.right, size.width);", "fill(row, size.width - pad.left, size.width);"),
    Fault("a firmware's plan takes a row from the wrong slot of its ring", "engine/plain.cpp",
          "slot = slot + 1 < y.taps ? slot + 1 : 0;", "slot = slot + 1 < y.taps ? slot + 1 : 1;"),
]


def replaced(text, old, new, where):
    if text.count(old) != 1:
        sys.exit(f"{where}: {text.count(old)} times instead of once: {old}")
    return text.replace(old, new)


def with_two_archs(name, text):
    """The text of a source without the other archs of x86."""
    left_out = {"arch/dispatch.cpp": r"&(avx\w+|sse4)::arch,", "CMakeLists.txt": r"arch/simd/(avx\w+|sse4)\.cpp"}.get(str(name))
    if left_out is None:
        return text
    text, count = re.subn(left_out, "", text)
    if count != 4:
        sys.exit(f"faults.py: {name} names {count} of the archs to be left out, not 4")
    return text


def can_all_be_planted(root):
    for fault in FAULTS:
        replaced((root / fault.file).read_text(), fault.old, fault.new, fault.file)


if sys.argv[1] == "--check":
    root = pathlib.Path(sys.argv[2])
    for part in ("arch/dispatch.cpp", "CMakeLists.txt"):
        with_two_archs(part, (root / part).read_text())
    can_all_be_planted(root)
    print(f"{len(FAULTS)} faults can be planted")
    sys.exit(0)
source, work = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
chosen = [int(argument) for argument in sys.argv[3:]] or range(1, len(FAULTS) + 1)
tree, build = work / "tree", work / "build"
environment = dict(os.environ, ISOPEL_FEW_REPETITIONS="1", ISOPEL_EXPECT_ARCHS="ssse3,scalar")


def write(path, text):
    """Only what differs, so that only that is built again."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_text() != text:
        path.write_text(text)


def copy_sources():
    wanted = [source / "CMakeLists.txt"]
    for folder in ("engine", "arch", "examples", "tests", "toolchains"):
        wanted += [p for p in (source / folder).rglob("*") if p.is_file() and not {"__pycache__", "corpus"} & {*p.parts}]
    names = {p.relative_to(source) for p in wanted}
    for path in list(tree.rglob("*")):
        if path.is_file() and path.relative_to(tree) not in names and "build" not in path.relative_to(tree).parts:
            path.unlink()
    for name in sorted(names):
        if name.suffix in (".png", ".ppm", ".pgm"):
            continue
        text = (source / name).read_text()
        write(tree / name, with_two_archs(name, text))


def compiles():
    done = subprocess.run(["cmake", "--build", build, "--target", "isopel-tests"], capture_output=True, text=True)
    (work / "build.log").write_text(done.stdout + done.stderr)
    return done.returncode == 0


def failed_tests():
    """The names of the tests that fail, without their archs; the one that ends the program or never ends, too."""
    try:
        done = subprocess.run([build / "tests" / "isopel-tests"], capture_output=True, text=True, env=environment,
                              timeout=900, errors="replace")
        output, ended = done.stdout, "ends the program" if done.returncode not in (0, 1) else ""
    except subprocess.TimeoutExpired as stuck:
        output, ended = stuck.stdout.decode(errors="replace"), "does not end"
    names = re.findall(r"^\[  FAILED  \] ([\w/.]+).* \(\d+ ms\)$", output, flags=re.M)
    if ended:
        names.append(re.findall(r"^\[ RUN      \] ([\w/.]+)", output, flags=re.M)[-1] + f" ({ended})")
    short = [re.sub(r"^Archs/|/\w+(?=$| \()", "", name) for name in names]
    return list(dict.fromkeys(short))


copy_sources()
subprocess.run(["cmake", "-S", tree, "-B", build, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release",
                "-DCMAKE_CXX_FLAGS_RELEASE=-O1", "-DISOPEL_BUILD_TOOLS=OFF", "-DISOPEL_BUILD_BENCH=OFF",
                "-DISOPEL_BUILD_EXAMPLES=OFF"], check=True, stdout=subprocess.DEVNULL)
can_all_be_planted(tree)  # before anything takes long
if not compiles():
    sys.exit(f"the sources do not compile: {work / 'build.log'}")
if failed := failed_tests():
    sys.exit(f"without a fault these fail: {' '.join(failed)}")

missed = 0
for number in chosen:
    fault = FAULTS[number - 1]
    path = tree / fault.file
    whole = path.read_text()
    write(path, replaced(whole, fault.old, fault.new, fault.file))
    try:
        if not compiles():
            verdict = f"DOES NOT COMPILE, see {work / 'build.log'}"
            missed += 1
        else:
            caught = failed_tests()
            missed += not caught
            more = f" and {len(caught) - 4} more" if len(caught) > 4 else ""
            verdict = ", ".join(caught[:4]) + more if caught else "NOT CAUGHT"
    finally:
        write(path, whole)
    print(f"| {number} | {fault.what} | {fault.file} | {verdict} |", flush=True)
print(f"{len(chosen)} faults planted, {len(chosen) - missed} caught")
sys.exit(1 if missed else 0)
