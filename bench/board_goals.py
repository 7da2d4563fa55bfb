#!/usr/bin/env python3
"""Runs isopel-goals on an emulated board: instructions per output pixel for every row of bench/board/goals.hpp. Or
isopel-bench under QEMU's user mode, for MACHINE qemu-aarch64.

    board_goals.py MACHINE PROGRAM                 prints them
    board_goals.py MACHINE PROGRAM --goals [FLASH]  one line for each goal: ours, goal, met or short; fails if one is short.
                                                   FLASH is what tests/laws/filter_sizes.py measured
    board_goals.py MACHINE PROGRAM --check TABLE [PAGE...]
                                                   fails if a count is more than 3 % above that of the committed table, or if
                                                   a page says something else
    board_goals.py MACHINE PROGRAM --write TABLE [PAGE...]
                                                   writes the table anew, and the numbers on the pages (see board_tables.py)

The name of the table is the board's: cortex-m7.counts. The counts are exact, so that each run gives the same ones; the
program itself compares bytes with the scalar kernels'.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import typing

sys.dont_write_bytecode = True  # no __pycache__ among the sources
import board_tables  # noqa: E402

TOOLCHAINS = pathlib.Path(__file__).resolve().parent.parent / "toolchains"
MOST_GROWTH = 1.03
# Bytes of flash, by the names of filter_sizes.py; of a static plan it is the code beside its tables.
FLASH_GOALS = {r"static plan, .*": 3 * 1024, r"all without sentences": 16 * 1024}


class Row(typing.NamedTuple):
    name: str
    goal: float  # 0 if there is none
    count: int
    pixels: int
    scratch: int

    def is_met(self):
        return self.count <= self.goal * self.pixels


def measure(machine, program):
    """A row for each name; where it was measured on several archs, of the best one, which comes first."""
    start = TOOLCHAINS / ("linux/run-counted" if machine.startswith("qemu-") else "board/run-qemu")
    done = subprocess.run([start, machine, program], check=False, stdout=subprocess.PIPE, text=True,
                          env={**os.environ, "ISOPEL_ICOUNT": "1"})
    if done.returncode != 0:
        sys.exit(f"board_goals.py: {program} failed with exit code {done.returncode}")
    rows = {}
    for entry in json.loads(done.stdout)["benchmarks"]:
        name = entry["run_name"].rsplit("/", 1)[0]
        rows.setdefault(name, Row(name, entry.get("goal", 0), entry["cpu_time"], entry["output_pixels"],
                                  entry["scratch_bytes"]))
    return list(rows.values())


def print_all(rows):
    print(f"{'':<40}{'instructions/px':>16}{'scratch bytes':>15}")
    for row in rows:
        print(f"{row.name:<40}{row.count / row.pixels:>16.2f}{row.scratch:>15}")


def flash_rows(path):
    """[(name, bytes, goal)]"""
    sizes = dict(re.findall(r"^(\S.*?) +(\d+)$", pathlib.Path(path).read_text(encoding="utf-8"), flags=re.M))
    rows = []
    for pattern, goal in FLASH_GOALS.items():
        found = [(f"flash: {name}", int(size), goal) for name, size in sizes.items() if re.fullmatch(pattern, name)]
        if not found:
            sys.exit(f"board_goals.py: {path} lacks {pattern}")
        rows += found
    return rows


def print_goals(rows, flash):
    lines = [(row.name, f"{row.count / row.pixels:.2f}", f"{row.goal:g}", row.is_met()) for row in rows if row.goal]
    lines += [(name, str(size), str(goal), size <= goal) for name, size, goal in flash]
    if not lines:
        sys.exit("board_goals.py: there is no goal for this board")
    print(f"{'':<40}{'ours':>10}{'goal':>10}")
    for name, ours, goal, met in lines:
        print(f"{name:<40}{ours:>10}{goal:>10}  {'met' if met else 'short'}")
    return all(met for *_, met in lines)


def check(rows, path):
    """Compares with the committed table; returns what is wrong."""
    table = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, count = line.rsplit(None, 1)
            table[name] = int(count)
    bad = [f"{name} is in the table, but was not measured" for name in table.keys() - {row.name for row in rows}]
    for row in rows:
        if row.name not in table:
            bad.append(f"{row.name}: {row.count} instructions, but there is no such row in the table")
        elif row.count > MOST_GROWTH * table[row.name]:
            bad.append(f"{row.name}: {row.count} instructions, {100 * row.count / table[row.name] - 100:.1f} % above the table")
        elif MOST_GROWTH * row.count < table[row.name]:
            print(f"{row.name}: {row.count} instructions, the table says {table[row.name]}: write it anew")
    return bad


def write(rows, path):
    with open(path, "w", encoding="utf-8") as file:
        print("# Instructions of one whole image, as board_goals.py --write counted them; --check guards them.", file=file)
        for row in rows:
            print(f"{row.name:<40}{row.count:>9}", file=file)


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    machine, program, *options = sys.argv[1:]
    rows = measure(machine, program)
    if not rows:
        sys.exit("board_goals.py: nothing was measured")
    if not options:
        print_all(rows)
        return
    if options[0] == "--goals":
        sys.exit(0 if print_goals(rows, flash_rows(options[1]) if options[1:] else []) else 1)
    if options[0] not in ("--check", "--write") or len(options) < 2:
        sys.exit(__doc__)
    table, *pages = map(pathlib.Path, options[1:])
    if options[0] == "--check":
        bad = check(rows, table)
        for page in pages:
            faults = board_tables.faults(page.read_text(encoding="utf-8"), f"counts of {table.stem}", rows)
            bad += [f"{page.name}: {fault}" for fault in faults]
        print("\n".join(bad) if bad else f"{len(rows)} counts are within 3 % of the table")
        sys.exit(1 if bad else 0)
    write(rows, table)
    for page in pages:
        text, _ = board_tables.renewed(page.read_text(encoding="utf-8"), f"counts of {table.stem}", rows)
        page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
