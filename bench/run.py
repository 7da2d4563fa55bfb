#!/usr/bin/env python3
"""The full run: isopel-bench on this machine beside all peers, libraries from PyPI, the emulated boards; and the page.

    run.py [--boards-only] [--no-pypi] [FLAG...]     flags of isopel-bench, such as --cases='area/.*'

Needs the presets host, cortex-m7-qemu, cortex-m4-qemu, cortex-m55-qemu and aarch64-qemu to be built, and isopel as a shared library in build/shared.
Leaves in build/bench: *.json of Google Benchmark, which its compare.py reads; everything.json, the same of this machine and
the boards in one file; results.json and page.md with its plots; report.md, the tables of all archs and boards.
"""

import json
import os
import pathlib
import subprocess
import sys

sys.dont_write_bytecode = True  # no __pycache__ among the sources
import pypi  # noqa: E402
import report  # noqa: E402
import results  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parent.parent
RUN_QEMU, BOARD_PROGRAMS = "toolchains/board/run-qemu", ("isopel-bench", "isopel-goals")
# Where instructions are counted: what starts a program there, and which ones there are.
COUNTED = {"cortex-m7": (RUN_QEMU, "mps2-an500", BOARD_PROGRAMS), "cortex-m4": (RUN_QEMU, "mps2-an386", BOARD_PROGRAMS),
           "cortex-m55": (RUN_QEMU, "mps3-an547", BOARD_PROGRAMS),
           "aarch64": ("toolchains/linux/run-counted", "qemu-aarch64", ("isopel-bench",))}
LADDER = r"[^/]*/(gray|rgb)/(1920x1080-to-224x224|1280x720-to-1920x1080)"
SMALL = r".*-to-(96x96|45x30)"
THREADS = r"[^/]*/rgb/(1920x1080-to-640x360|4000x3000-to-1024x768|1280x720-to-1920x1080)"


def program(preset, name="isopel-bench"):
    path = ROOT / "build" / preset / "bench" / name
    if not path.exists():
        sys.exit(f"run.py: {path} is missing; build the preset {preset} first (hosts need Google Benchmark)")
    return path


def run(command, **options):
    if subprocess.run(command, check=False, **options).returncode != 0:
        sys.exit(f"run.py: this failed: {' '.join(map(str, command))}")


def load(path):
    return json.loads(path.read_text(encoding="utf-8"))


def run_host(out, flags):
    print("isopel-bench on this machine; this takes half an hour or more", file=sys.stderr)
    with open(out / "host.txt", "w", encoding="utf-8") as log:
        run([program("host"), f"--out={out / 'host.json'}", f"--ladder={LADDER}", f"--with-plan={SMALL}",
             f"--threads={THREADS}", "--plans", "--limits", "--rows=0", *flags], stdout=log)


def run_pypi(out, flags):
    library = ROOT / "build" / "shared" / "libisopel.so"
    if not library.exists():
        sys.exit(f"run.py: {library} is missing")
    cases = [flag.removeprefix("--cases=") for flag in flags if flag.startswith("--cases=")]
    data = pypi.measure(library, program("host"), *(cases or [pypi.CASES]), rows=0)
    (out / "pypi.json").write_text(json.dumps(data, indent=1), encoding="utf-8")


def run_boards(out):
    """Files of JSON with instructions: the cases of isopel-bench and the rows of isopel-goals."""
    for cpu, (starter, machine, programs) in COUNTED.items():
        for name in programs:
            print(f"{name} on an emulated {cpu}", file=sys.stderr)
            path = out / f"{cpu}{name.removeprefix('isopel').replace('-bench', '')}.json"
            with open(path, "w", encoding="utf-8") as file:
                run([ROOT / starter, machine, program(f"{cpu}-qemu", name)], stdout=file,
                    env={**os.environ, "ISOPEL_ICOUNT": "1"})
            yield path


def together(files):
    """One file of Google Benchmark's JSON: what the boards counted has their name in front."""
    benchmarks, families = [], 0
    for data in files:
        prefix = f"{data['context']['cpu'].split()[0]}/" if results.is_board(data) else ""
        benchmarks += [{**entry, "name": prefix + entry["name"], "run_name": prefix + entry["run_name"],
                        "family_index": families + entry["family_index"]} for entry in data["benchmarks"]]
        families = 1 + max((entry["family_index"] for entry in benchmarks), default=-1)
    return {"context": files[0]["context"], "benchmarks": benchmarks}


def main():
    flags = sys.argv[1:]
    if flags in (["-h"], ["--help"]):
        sys.exit(__doc__)
    boards_only, no_pypi = "--boards-only" in flags, "--no-pypi" in flags
    flags = [flag for flag in flags if flag not in ("--boards-only", "--no-pypi")]
    out = ROOT / "build" / "bench"
    out.mkdir(parents=True, exist_ok=True)
    files = list(run_boards(out))  # first, because it takes seconds
    boards = [load(path) for path in files]
    measured = boards
    if not boards_only:
        run_host(out, flags)
        files.insert(0, out / "host.json")
        host = load(out / "host.json")
        measured = [host, *boards]
        pypi_data = None
        if not no_pypi:
            run_pypi(out, flags)
            pypi_data = load(out / "pypi.json")
        (out / "results.json").write_text(results.dump(results.summarize(host, pypi_data, boards)), encoding="utf-8")
        run([sys.executable, ROOT / "bench" / "page.py", out / "results.json", out / "page.md"])
        print(f"the page: {out / 'page.md'}", file=sys.stderr)
    (out / "everything.json").write_text(json.dumps(together(measured), indent=1), encoding="utf-8")
    text = "\n".join(report.report(load(path)) for path in files)
    (out / "report.md").write_text(text, encoding="utf-8")
    print(text, end="")


if __name__ == "__main__":
    main()
