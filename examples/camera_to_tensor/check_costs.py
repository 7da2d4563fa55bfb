#!/usr/bin/env python3
"""Whether camera_to_tensor costs on a board what a page says.  check_costs.py PAGE COMMAND [ARGUMENTS...]

Runs the command, which prints for each frame what it is, the bytes of kept rows and of stack, and the instructions, and
compares with the row of PAGE's table whose first cell is the frame. Fails if a number is more than 3 % above it. Under
QEMU the numbers are exact."""
import pathlib
import re
import subprocess
import sys

MOST_GROWTH = 1.03
FRAME = re.compile(r"^(.*): tensor \w+\n.*kept rows (\d+).*\n +stack (\d+), instructions of the frame (\d+)$", flags=re.M)
ROW = re.compile(r"^\| ([^|]+?) \| ([\d ]+) \| ([\d ]+) \| ([\d ]+) \|$", flags=re.M)


def numbers(*texts):
    return [int(text.replace(" ", "")) for text in texts]


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    page = pathlib.Path(sys.argv[1]).read_text(encoding="utf-8")
    said = {name: numbers(*cells) for name, *cells in ROW.findall(page)}
    done = subprocess.run(sys.argv[2:], capture_output=True, text=True)
    printed = done.stdout + done.stderr  # QEMU writes what semihosting prints to the latter
    measured = {name: numbers(*cells) for name, *cells in FRAME.findall(printed)}
    if done.returncode != 0 or not measured:
        sys.exit(f"check_costs.py: exit code {done.returncode}, no frame\n{printed}")
    grown = [f"{name}: kept rows, stack and instructions are {now}, the page says {said.get(name)}"
             for name, now in measured.items()
             if name not in said or any(new > MOST_GROWTH * old for new, old in zip(now, said[name]))]
    print("\n".join(grown) if grown else f"{len(measured)} frames cost what the page says")
    sys.exit(1 if grown else 0)


if __name__ == "__main__":
    main()
