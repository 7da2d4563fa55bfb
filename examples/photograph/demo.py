#!/usr/bin/env python3
"""Resizes tests/data/photograph.ppm on every processor that this machine can run or emulate, and compares the bytes.

    demo.py

Needs the presets host, aarch64-qemu, armhf-qemu, cortex-m7-qemu, cortex-m4-qemu and cortex-m55-qemu to be built. The
results go to build/demo, with a contact sheet of what the Cortex-M7 made. A target that was expected and did not run is a failure;
only AVX-512 may be absent.
"""

import dataclasses
import os
import pathlib
import platform
import shutil
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.dont_write_bytecode = True  # no __pycache__ among the sources
sys.path.insert(0, str(ROOT / "examples"))
from programs import Failure, execute, fnv1a  # noqa: E402

BUILD = ROOT / "build"
OUT = BUILD / "demo"
INPUT = ROOT / "tests" / "data" / "photograph.ppm"
GEOMETRY = "151x113"
FILTERS = ["nearest", "bilinear", "catmull-rom", "area", "lanczos3"]

ON_X86 = platform.machine() in ("x86_64", "AMD64")
NATIVE_ARCHS = ["scalar", "ssse3", "sse4", "avx2", "avx512", "avx512dl"] if ON_X86 else ["scalar", "neon"]
MAY_BE_ABSENT = {"avx512", "avx512dl"}
CELL = len("9a3c41d2  1234.56 insn/px")


@dataclasses.dataclass
class Target:
    name: str
    preset: str  # the build folder
    emulator: tuple = ()
    arch: str = ""  # forced; otherwise the library chooses
    chosen: str = ""  # the arch that must have run
    timed: bool = False  # under qemu-user time means nothing

    def program(self):
        return BUILD / self.preset / "examples" / "photograph" / "photograph"

    def prefix(self):
        return OUT / "".join(c if c.isalnum() or c == "-" else "-" for c in self.name.lower())

    def output(self, name):
        return pathlib.Path(f"{self.prefix()}-{name}.ppm")


def emulated(preset, emulator, cpu, chosen):
    return Target(f"{emulator} {cpu}", preset, (emulator, "-cpu", cpu), chosen=chosen)


def board(cpu, machine, chosen):
    run_qemu = (str(ROOT / "toolchains" / "board" / "run-qemu"), machine)
    return [
        Target(cpu, f"{cpu.lower()}-qemu", run_qemu, chosen=chosen, timed=True),
        Target(f"{cpu} scalar", f"{cpu.lower()}-qemu", run_qemu, arch="scalar", chosen="scalar", timed=True),
    ]


def all_targets(native_archs):
    targets = [Target(f"this machine {arch}", "host", arch=arch, chosen=arch, timed=True) for arch in native_archs]
    if ON_X86:
        targets += [
            emulated("host", "qemu-x86_64", "Conroe", "ssse3"),
            emulated("host", "qemu-x86_64", "Westmere", "sse4"),
            emulated("host", "qemu-x86_64", "Haswell", "avx2"),
        ]
    targets += [
        emulated("aarch64-qemu", "qemu-aarch64", "cortex-a53", "neon"),
        emulated("aarch64-qemu", "qemu-aarch64", "max", "neon"),
        emulated("armhf-qemu", "qemu-arm", "cortex-a7", "neon"),
        emulated("armhf-qemu", "qemu-arm", "cortex-a15", "neon"),
    ]
    targets += board("Cortex-M7", "mps2-an500", "armv7em")
    targets += board("Cortex-M4", "mps2-an386", "armv7em")
    return targets + board("Cortex-M55", "mps3-an547", "mve")


def native_archs():
    """The archs that must run here, and those that this processor lacks and may lack."""
    program = Target("", "host").program()
    lines = execute([str(program), "--archs"], "photograph --archs").splitlines()
    absent = [arch for arch in NATIVE_ARCHS if arch in MAY_BE_ABSENT and f"{arch} unavailable" in lines]
    return [arch for arch in NATIVE_ARCHS if arch not in absent], absent


def pixels(path):
    """The bytes of a P6 file after its header, which must be the one that photograph writes."""
    data = path.read_bytes()
    header = f"P6\n{GEOMETRY.replace('x', ' ')}\n255\n".encode()
    if not data.startswith(header):
        raise Failure(f"{path.name} is not a picture of {GEOMETRY}")
    return data[len(header):]


def run(target):
    """Runs photograph: {filter: (hash, value, unit)}."""
    if not target.program().exists():
        raise Failure(f"the preset {target.preset} is not built")
    command = [*target.emulator, str(target.program()), str(INPUT), str(target.prefix()), GEOMETRY]
    command += [target.arch] if target.arch else []
    command += [] if target.timed else ["--untimed"]
    results = {}
    for line in execute(command, "photograph").splitlines():
        name, fingerprint, value, unit, arch = line.split()
        if arch != target.chosen:
            raise Failure(f"the arch {arch} ran, {target.chosen} was expected")
        if target.timed and unit == "-":
            raise Failure("nothing was counted")
        results[name] = (fingerprint, value, unit)
    if list(results) != FILTERS:
        raise Failure(f"photograph printed the filters {', '.join(results) or 'of nothing'}")
    return results


def cell(result):
    fingerprint, value, unit = result
    return fingerprint if unit == "-" else f"{fingerprint}  {value} {unit}"


def first_difference(targets, results):
    """One sentence, or nothing when all is equal."""
    reference = targets[0]
    for name in FILTERS:
        expected = pixels(reference.output(name))
        fingerprint = fnv1a(expected)
        for target in targets:
            actual = pixels(target.output(name))
            if actual != expected:
                if len(actual) != len(expected):
                    return f"{target.name}, {name}: {len(actual)} bytes, but {reference.name} has {len(expected)}"
                offset = next(i for i, pair in enumerate(zip(actual, expected)) if pair[0] != pair[1])
                return (f"{target.name}, {name}: the first difference is at byte {offset} of the pixels, "
                        f"{actual[offset]} and not {expected[offset]} as on {reference.name}")
            if results[target.name][name][0] != fingerprint:
                return f"{target.name}, {name}: the hash that it printed is not that of its file, {fingerprint}"
    return None


def contact_sheet():
    """The original, and the Cortex-M7's results with every pixel shown as 2x2, which makes them about as large."""
    tool = str(BUILD / "host" / "tools" / "isopel")
    cortex_m7 = Target("Cortex-M7", "")
    shown = "x".join(str(2 * int(side)) for side in GEOMETRY.split("x"))
    files = [str(INPUT)]
    for name in FILTERS:
        files.append(str(OUT / f"{name}.ppm"))
        execute([tool, "resize", str(cortex_m7.output(name)), files[-1], shown, "--filter", "nearest"], "isopel resize")
    sheet = OUT / "contact-sheet.png"
    execute([tool, "sheet", str(sheet), *files, "--columns", "3"], "isopel sheet")
    for path in files[1:]:
        os.remove(path)
    return sheet


def main():
    if len(sys.argv) > 1:
        sys.exit(__doc__)
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    try:
        archs, absent = native_archs()
    except Failure as failure:
        sys.exit(f"this machine: {failure}; build the preset host first")
    targets = all_targets(archs)
    width = max(len(target.name) for target in targets)

    print(f"{INPUT.name} to {GEOMETRY}: a hash of the output, and the cost of one output pixel. ns: CPU time; insn:")
    print("instructions under QEMU, which are no cycles. All filters but nearest are antialiased. Plans are not counted.\n")
    print(f"{'':{width}}  " + "  ".join(f"{name:{CELL}}" for name in FILTERS).rstrip())
    results, failures = {}, []
    for target in targets:
        try:
            results[target.name] = run(target)
            row = "  ".join(f"{cell(result):{CELL}}" for result in results[target.name].values())
        except Failure as failure:
            row = "FAILED"
            failures.append(f"{target.name}: {failure}")
        print(f"{target.name:{width}}  {row.rstrip()}", flush=True)
    print()
    for arch in absent:
        print(f"absent: this processor has no {arch}; it is not counted")

    try:
        print(f"contact sheet of the Cortex-M7's pictures: {contact_sheet().relative_to(ROOT)}")
    except Failure as failure:
        failures.append(f"contact sheet: {failure}")

    ran = [target for target in targets if target.name in results]
    try:
        difference = first_difference(ran, results) if ran else None
    except Failure as failure:
        difference = str(failure)
    for failure in failures:
        print(f"FAILED: {failure}")
    if difference:
        print(f"DIFFERENT: {difference}")
    elif failures:
        print(f"{len(failures)} failures; the {len(ran)} targets that ran agree")
    else:
        print(f"{len(ran)} targets, {len(FILTERS)} filters: all bytes equal")
    sys.exit(1 if difference or failures else 0)


if __name__ == "__main__":
    main()
