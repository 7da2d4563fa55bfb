#!/usr/bin/env python3
"""The full run: isopel-bench on this machine beside all peers, libraries from PyPI, the emulated boards; and the page.

    run.py [--boards-only] [--no-pypi] [FLAG...]     flags of isopel-bench, such as --cases='area/.*'

Needs the presets host, cortex-m7-qemu, cortex-m4-qemu and cortex-m55-qemu to be built, and isopel as a shared library in build/shared.
Leaves in build/bench: *.json of Google Benchmark, which its compare.py reads; results.json and page.md with its plots;
report.md, the tables of all archs and boards.
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
BOARDS = {"cortex-m7": "mps2-an500", "cortex-m4": "mps2-an386", "cortex-m55": "mps3-an547"}
LADDER = r"[^/]*/(gray|rgb)/(1920x1080-to-224x224|1280x720-to-1920x1080)"
SMALL = r".*-to-(96x96|45x30)"
THREADS = r"[^/]*/rgb/(1920x1080-to-640x360|4000x3000-to-1024x768|1280x720-to-1920x1080)"


def program(preset):
    path = ROOT / "build" / preset / "bench" / "isopel-bench"
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
    """Files of JSON with instructions."""
    for cpu, machine in BOARDS.items():
        print(f"isopel-bench on an emulated {cpu}", file=sys.stderr)
        path = out / f"{cpu}.json"
        with open(path, "w", encoding="utf-8") as file:
            run([ROOT / "toolchains/board/run-qemu", machine, program(f"{cpu}-qemu")], stdout=file,
                env={**os.environ, "ISOPEL_ICOUNT": "1"})
        yield path


def main():
    flags = sys.argv[1:]
    if flags in (["-h"], ["--help"]):
        sys.exit(__doc__)
    boards_only, no_pypi = "--boards-only" in flags, "--no-pypi" in flags
    flags = [flag for flag in flags if flag not in ("--boards-only", "--no-pypi")]
    out = ROOT / "build" / "bench"
    out.mkdir(parents=True, exist_ok=True)
    files = []
    if not boards_only:
        run_host(out, flags)
        files.append(out / "host.json")
        measured = [load(out / "host.json")]
        if not no_pypi:
            run_pypi(out, flags)
            measured.append(load(out / "pypi.json"))
        (out / "results.json").write_text(results.dump(results.summarize(*measured)), encoding="utf-8")
        run([sys.executable, ROOT / "bench" / "page.py", out / "results.json", out / "page.md"])
        print(f"the page: {out / 'page.md'}", file=sys.stderr)
    files += run_boards(out)
    text = "\n".join(report.report(load(path)) for path in files)
    (out / "report.md").write_text(text, encoding="utf-8")
    print(text, end="")


if __name__ == "__main__":
    main()
