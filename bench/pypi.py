#!/usr/bin/env python3
"""Times isopel beside resizers from PyPI, in cases of bench/cases.hpp.  pypi.py LIBRARY PROGRAM [REGEX]

LIBRARY is isopel's shared library, PROGRAM is isopel-bench, which makes the images and judges the outputs: the classes
are those of the native peers. Each package has its own environment and its own process, with isopel beside it in turns
as the anchor; CPU time, medians. Leaves build/bench/pypi.json. A package that cannot be installed is said and left out.
"""

import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True  # no __pycache__ among the sources
ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "conformance"))

# Package, and what it needs besides numpy. The newest version each.
PACKAGES = [("opencv-python-headless", []), ("pillow", []), ("pillow-simd", []), ("cykooz-resizer", []),
            ("pic-scale", ["pillow"])]
CASES = (r"(nearest|bilinear|bilinear-aa|catmull-rom|catmull-rom-aa|area|lanczos3|lanczos3-aa|lanczos4)/(gray|rgb|rgba)/.*")


def environment(work, package, others):
    """The Python of a virtual environment with the package, or None with a sentence about why not."""
    folder = work / package
    python = folder / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    done = subprocess.run([str(python), "-m", "pip", "install", "--quiet", "--upgrade", "--disable-pip-version-check",
                           package, "numpy", *others], check=False, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                          text=True)
    if done.returncode == 0:
        return python
    print(f"pypi.py: {package} is left out: pip could not install it: {done.stderr.strip().splitlines()[-1:]}",
          file=sys.stderr)
    return None


def run(command, what):
    done = subprocess.run(command, check=False, stdout=subprocess.PIPE, text=True,
                          env={**os.environ, "OPENBLAS_NUM_THREADS": "1"})  # numpy's threads would count as ours
    if done.returncode != 0:
        sys.exit(f"pypi.py: {what} failed: {' '.join(map(str, command))}")
    return done.stdout


def measure(library, program, cases=CASES, packages=None, rows=24):
    """{"peers": [...], "rows": [...]}: descriptions, and rows with times, class and errors."""
    work = ROOT / "build" / "pypi"
    work.mkdir(parents=True, exist_ok=True)
    data = {"peers": [], "rows": []}
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        sources = folder / "sources"
        sources.write_text(run([program, f"--cases={cases}", f"--write-sources={folder}"], "isopel-bench"), encoding="utf-8")
        for package, others in PACKAGES:
            if packages and package not in packages:
                continue
            python = environment(work, package, others)
            if python is None:
                continue
            print(f"pypi.py: {package}", file=sys.stderr, flush=True)
            command = [python, ROOT / "bench" / "peer_cases.py", library, package, sources, folder]
            peer, *measured = map(json.loads, run(command, package).splitlines())
            data["peers"].append(peer)
            outputs = folder / "outputs"
            outputs.write_text("".join(f"{r['case']} {r['peer']} {r['keys_75']} {' '.join(r['files'])}\n" for r in measured),
                               encoding="utf-8")
            verdicts = run([program, f"--judge-files={outputs}", f"--rows={rows}"], "isopel-bench").splitlines()
            for row, verdict in zip(measured, map(json.loads, verdicts), strict=True):
                for file in row.pop("files"):
                    os.remove(file)
                data["rows"].append({**row, **verdict})
    return data


def ratio(row):
    """The peer's time over isopel's, without what its binding copies."""
    return (statistics.median(row["peer_ns"]) - row["copy_ns"]) / statistics.median(row["isopel_ns"])


def main():
    if len(sys.argv) < 3 or sys.argv[1] in ("-h", "--help"):
        sys.exit(__doc__)
    out = ROOT / "build" / "bench"
    out.mkdir(parents=True, exist_ok=True)
    data = measure(pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve(), *sys.argv[3:4], rows=0)
    (out / "pypi.json").write_text(json.dumps(data, indent=1), encoding="utf-8")
    for row in data["rows"]:
        print(f"{row['case']:46} {row['peer']:20} {ratio(row):6.2f}x  {row['class']}")


if __name__ == "__main__":
    main()
