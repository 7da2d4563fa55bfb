#!/usr/bin/env python3
"""Presets against the real libraries.

conformance.py WORK_DIR LIBRARY ARM64_LIBRARY [--cases N] [--arm64-cases N] [--seed N] [--only TEXT]

Makes a virtual environment for each library version in WORK_DIR (packages come from the usual index) and runs
compare.py in it; with the model of OpenMV; with Debian's torchvision; then once more in Debian's arm64 Python under
QEMU (debian.py). Prints a table: preset, library, cases, bytes compared, bytes different. Exit code 1 if a preset
differs from what it promises."""
import argparse
import json
import pathlib
import subprocess
import sys

import debian

HERE = pathlib.Path(__file__).resolve().parent

# Package, version (empty: the newest), other packages that this version needs.
VERSIONS = [
    ("pillow", "9.4.0", []),  # Debian 12's
    ("pillow", "11.3.0", []),
    ("pillow", "12.1.1", []),  # the last that always runs the horizontal pass first
    ("pillow", "12.3.0", []),
    ("pillow", "", []),
    ("opencv-python-headless", "4.6.0.66", ["numpy<2"]),  # Debian 12's
    ("opencv-python-headless", "4.10.0.84", ["numpy<2"]),
    ("opencv-python-headless", "4.14.0.94", []),  # the last 4
    ("opencv-python-headless", "", []),
]

COLUMNS = ["preset", "library", "cases", "bytes", "different", "largest"]


def fail(why):
    sys.exit(f"conformance.py: {why}")


def environment(work, package, version, others):
    """The Python of a virtual environment with that version."""
    folder = work / f"{package}-{version or 'newest'}"
    python = folder / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    wanted = f"{package}=={version}" if version else package
    done = subprocess.run([str(python), "-m", "pip", "install", "--quiet", "--upgrade", "--disable-pip-version-check",
                           wanted, *(others or ["numpy"])])
    if done.returncode != 0:
        fail(f"pip could not install {wanted}")
    return [str(python)]


def runs(work, options):
    """(words that start a Python, its isopel, package, cases)"""
    for package, version, others in VERSIONS:
        name = package.split("-")[0]
        yield environment(work, package, version, others), options.library, name, options.cases
    python = environment(work, *VERSIONS[0])  # any will do
    yield python, options.library, "openmv", max(options.cases // 10, 200)
    yield debian.python(debian.TORCHVISION, work), options.library, "torchvision", max(options.cases // 4, 200)
    for name in ("pillow", "opencv"):
        yield debian.python(debian.ARM64, work), options.arm64_library, name, options.arm64_cases


def verdict(row):
    if not row["promised"]:
        return "no promise: measured only"
    return "equal" if row["different"] == 0 else f"DIFFERS, first at {row['first']}"


def show(*cells):
    print("{:<26}{:<22}{:>8}{:>13}{:>11}{:>9}   {}".format(*cells), flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("library", type=pathlib.Path)
    parser.add_argument("arm64_library", type=pathlib.Path)
    parser.add_argument("--cases", type=int, default=4000, help="random cases per preset and version")
    parser.add_argument("--arm64-cases", type=int, default=2000, help="the same under QEMU, which is slow")
    parser.add_argument("--seed", type=int, default=0, help="another number gives other cases")
    parser.add_argument("--only", default="", help="presets whose name contains this")
    options = parser.parse_args()
    work = options.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    rows = bad = 0
    show(*COLUMNS, "verdict")
    for python, library, package, count in runs(work, options):
        done = subprocess.run([*python, str(HERE / "compare.py"), str(library.resolve()), package, f"--cases={count}",
                               f"--seed={options.seed}", f"--only={options.only}"], stdout=subprocess.PIPE, text=True)
        for row in map(json.loads, done.stdout.splitlines()):
            rows += 1
            bad += row["promised"] and row["different"] > 0
            show(*(row[name] for name in COLUMNS), verdict(row))
        if done.returncode != 0:
            fail(f"the comparison with {package} ended with {done.returncode}")
    if rows == 0:
        fail(f"no preset is called like {options.only}")
    print("every preset gives the bytes that it promises" if bad == 0 else f"{bad} rows differ")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
