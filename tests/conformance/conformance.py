#!/usr/bin/env python3
"""Presets against the real libraries.  conformance.py WORK_DIR LIBRARY

Makes a virtual environment for each library version in WORK_DIR (packages come from the usual index), runs compare.py
in it and prints a table: preset, library version, cases, bytes compared, bytes different. Exit code 1 if a preset that
claims a version differs from it. Versions without a claim are measured and shown, and never called equal."""
import json
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent

# Package, version (empty: the newest), other packages that this version needs.
VERSIONS = [
    ("pillow", "9.4.0", []),  # Debian 12's
    ("pillow", "11.3.0", []),
    ("pillow", "12.3.0", []),
    ("pillow", "", []),
    ("opencv-python-headless", "4.6.0.66", ["numpy<2"]),  # Debian 12's
    ("opencv-python-headless", "4.10.0.84", ["numpy<2"]),
    ("opencv-python-headless", "", []),
]


def is_claimed(preset, version):
    """Whether the preset promises the bytes of that version."""
    major, minor = (int(part) for part in version.split(".")[:2])
    if preset.startswith("pillow/"):
        # Pillow 13 runs the vertical pass first for some sizes, which changes bytes; nearest has no passes.
        return major < 13 or preset == "pillow/nearest"
    if preset == "opencv-4.6/nearest-exact":
        return (major, minor) == (4, 6)
    return major in (4, 5)


def environment(work, package, version, others):
    """The Python of a virtual environment with that version."""
    folder = work / f"{package}-{version or 'newest'}"
    python = folder / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    wanted = f"{package}=={version}" if version else package
    subprocess.run([str(python), "-m", "pip", "install", "--quiet", "--upgrade", "--disable-pip-version-check",
                    wanted, *(others or ["numpy"])], check=True)
    return python


def main():
    work, library = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    work.mkdir(parents=True, exist_ok=True)
    bad = 0
    print(f"{'preset':<26}{'library':<16}{'cases':>7}{'bytes':>12}{'different':>11}{'largest':>9}   verdict")
    for package, version, others in VERSIONS:
        python = environment(work, package, version, others)
        done = subprocess.run([str(python), str(HERE / "compare.py"), str(library), package], check=True,
                              capture_output=True, text=True)
        for row in map(json.loads, done.stdout.splitlines()):
            if not is_claimed(row["preset"], row["version"]):
                verdict = "no claim for this version: measured only"
            elif row["different"] == 0:
                verdict = "equal"
            else:
                verdict = f"DIFFERS, first at {row['first']}"
                bad += 1
            print(f"{row['preset']:<26}{package.split('-')[0] + ' ' + row['version']:<16}{row['cases']:>7}{row['bytes']:>12}"
                  f"{row['different']:>11}{row['largest']:>9}   {verdict}", flush=True)
    print("every claimed preset is equal" if bad == 0 else f"{bad} claimed presets differ")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
