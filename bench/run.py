#!/usr/bin/env python3
"""Runs isopel-bench on this machine and on the emulated boards, and prints the report.

    run.py [FLAG...]     flags of Google Benchmark for this machine, such as --benchmark_filter=area

Needs the presets host, cortex-m7-qemu, cortex-m4-qemu and cortex-m55-qemu to be built. Leaves build/bench/*.json, which Google
Benchmark's compare.py reads, and build/bench/report.md.
"""

import json
import os
import pathlib
import subprocess
import sys

sys.dont_write_bytecode = True  # no __pycache__ among the sources
import report  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parent.parent
BOARDS = {"cortex-m7": "mps2-an500", "cortex-m4": "mps2-an386", "cortex-m55": "mps3-an547"}


def program(preset):
    path = ROOT / "build" / preset / "bench" / "isopel-bench"
    if not path.exists():
        sys.exit(f"run.py: {path} is missing; build the preset {preset} first (hosts need Google Benchmark)")
    return path


def run(command, **options):
    if subprocess.run(command, check=False, **options).returncode != 0:
        sys.exit(f"run.py: this failed: {' '.join(map(str, command))}")


def main():
    if sys.argv[1:] in (["-h"], ["--help"]):
        sys.exit(__doc__)
    out = ROOT / "build" / "bench"
    out.mkdir(parents=True, exist_ok=True)
    files = [out / "host.json"]
    print("isopel-bench on this machine; this takes minutes", file=sys.stderr)
    with open(out / "host.txt", "w", encoding="utf-8") as log:
        run([program("host"), f"--benchmark_out={files[0]}", "--benchmark_out_format=json", *sys.argv[1:]], stdout=log)
    for cpu, machine in BOARDS.items():
        print(f"isopel-bench on an emulated {cpu}", file=sys.stderr)
        files.append(out / f"{cpu}.json")
        with open(files[-1], "w", encoding="utf-8") as file:
            run([ROOT / "toolchains/board/run-qemu", machine, program(f"{cpu}-qemu")], stdout=file,
                env={**os.environ, "ISOPEL_ICOUNT": "1"})
    text = "\n".join(report.report(json.loads(path.read_text(encoding="utf-8"))) for path in files)
    (out / "report.md").write_text(text, encoding="utf-8")
    print(text, end="")


if __name__ == "__main__":
    main()
