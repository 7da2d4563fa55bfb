#!/usr/bin/env python3
"""Runs isopel-goals on an emulated board: instructions per output pixel for every row of bench/board/goals.hpp.

    board_goals.py MACHINE PROGRAM                 prints them
    board_goals.py MACHINE PROGRAM --goals [FLASH]  one line for each goal: ours, goal, met or short; fails if one is short.
                                                   FLASH is what tests/laws/filter_sizes.py measured
    board_goals.py MACHINE PROGRAM --check TABLE   fails if a count is more than 3 % above that of the committed table
    board_goals.py MACHINE PROGRAM --write TABLE   writes the table anew

The counts are exact, so that each run gives the same ones; the program itself compares bytes with the scalar kernels'.
"""

import os
import pathlib
import re
import subprocess
import sys

RUN_QEMU = pathlib.Path(__file__).resolve().parent.parent / "toolchains" / "board" / "run-qemu"
MOST_GROWTH = 1.03
# Bytes of flash, by the names of filter_sizes.py.
TABLES = 1696  # of the measured static plan
FLASH_GOALS = {"static plan of bilinear": 3 * 1024 + TABLES, "all without sentences": 16 * 1024}


def measure(machine, program):
    """[(name, goal or 0, count, pixels, scratch, hash)]"""
    done = subprocess.run([RUN_QEMU, machine, program], check=False, stdout=subprocess.PIPE, text=True,
                          env={**os.environ, "ISOPEL_ICOUNT": "1"})
    if done.returncode != 0:
        sys.exit(f"board_goals.py: {program} failed with exit code {done.returncode}")
    rows = []
    for line in done.stdout.splitlines():
        name, goal, count, pixels, scratch, fingerprint = line.split("\t")
        rows.append((name, float(goal), int(count), int(pixels), int(scratch), fingerprint))
    return rows


def print_all(rows):
    print(f"{'':<40}{'instructions/px':>16}{'scratch bytes':>15}")
    for name, _, count, pixels, scratch, _ in rows:
        print(f"{name:<40}{count / pixels:>16.2f}{scratch:>15}")


def flash_rows(path):
    """[(name, bytes, goal)] of those that were measured."""
    sizes = dict(re.findall(r"^(\S.*?) +(\d+)$", pathlib.Path(path).read_text(encoding="utf-8"), flags=re.M))
    return [(f"flash: {name}", int(sizes[name]), goal) for name, goal in FLASH_GOALS.items() if name in sizes]


def print_goals(rows, flash):
    lines = [(name, f"{count / pixels:.2f}", f"{goal:g}", count <= goal * pixels)
             for name, goal, count, pixels, _, _ in rows if goal]
    lines += [(name, str(size), str(goal), size <= goal) for name, size, goal in flash]
    print(f"{'':<40}{'ours':>10}{'goal':>10}")
    for name, ours, goal, met in lines:
        print(f"{name:<40}{ours:>10}{goal:>10}  {'met' if met else 'short'}")
    return all(met for *_, met in lines)


def check(rows, path):
    """Compares with the committed table; returns what is wrong."""
    table = {}
    for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, count = line.rsplit(None, 1)
            table[name] = int(count)
    bad = [f"{name} is in the table, but was not measured" for name in table.keys() - {row[0] for row in rows}]
    for name, _, count, *_ in rows:
        if name not in table:
            bad.append(f"{name}: {count} instructions, but there is no such row in the table")
        elif count > MOST_GROWTH * table[name]:
            bad.append(f"{name}: {count} instructions, {100 * count / table[name] - 100:.1f} % above the table")
        elif MOST_GROWTH * count < table[name]:
            print(f"{name}: {count} instructions, the table says {table[name]}: write it anew")
    return bad


def write(rows, path):
    with open(path, "w", encoding="utf-8") as file:
        print("# Instructions of one whole image, as board_goals.py --write counted them; --check guards them.", file=file)
        for name, _, count, *_ in rows:
            print(f"{name:<40}{count:>9}", file=file)


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    machine, program, *options = sys.argv[1:]
    rows = measure(machine, program)
    if not rows:
        sys.exit("board_goals.py: nothing was measured")
    if not options:
        print_all(rows)
    elif options[0] == "--goals":
        sys.exit(0 if print_goals(rows, flash_rows(options[1]) if options[1:] else []) else 1)
    elif options[0] == "--check":
        bad = check(rows, options[1])
        print("\n".join(bad) if bad else f"{len(rows)} counts are within 3 % of the table")
        sys.exit(1 if bad else 0)
    elif options[0] == "--write":
        write(rows, options[1])
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
