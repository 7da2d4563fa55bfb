#!/usr/bin/env python3
"""Cycles of the hot loops on a Cortex-M7, by llvm-mca's model of it.

    board_cycles.py ARCHIVE                prints a table
    board_cycles.py ARCHIVE --check PAGE   fails if a loop takes 3 % more cycles than the page says, or the page lacks it

A static model: two instructions a cycle at most, all memory at once, no mispredicted branch. So the order of instructions
shows, caches and wait states do not. The numbers in docs/cortex-m.md are those of llvm-mca 22 (package llvm-22): another
version may have another model. Instructions are counted in the loop alone; isopel-goals counts whole images.
"""

import pathlib
import re
import subprocess
import sys

LLVM_MCA = "llvm-mca-22"
ITERATIONS = 300
MOST_GROWTH = 1.03
# What one turn of a function's last loop makes: output pixels, or columns of an intermediate row.
LOOPS = {
    "two_taps_by_eight": 8, "rgb_by_two": 2, "packed_by_two": 2, "blend_by_eight": 8, "three_rows_shift_9": 16,
    "four_rows_shift_7": 8, "four_rows_shift_9": 8, "five_rows_shift_9": 8, "four_taps_shift_21": 8,
    "four_taps_shift_22": 8, "eight_taps_shift_22": 8, "rgb_four_taps_shift_21": 4, "rgb_four_taps_shift_22": 4,
    "four_taps_to_i16": 8, "four_rows_to_u8": 8, "boxes_of_2": 16, "boxes_of_4": 16, "gather_bytes": 32,
    "gather_halves": 32, "any_rows_asm": 4, "even_taps<4>": 8, "even_taps<11>": 4, "unpack_runs": 16,
    "add_columns_asm<8, 9>": 8, "few_words<7>": 8,
}
# Of these it is the inner loop: four rows.
INNER = {"any_rows_asm"}


def functions(archive):
    """{name: [(address, instruction)]}"""
    text = subprocess.run(["arm-none-eabi-objdump", "-d", "-C", "--no-show-raw-insn", archive], check=True,
                          capture_output=True, text=True).stdout
    found = {}
    for head, body in re.findall(r"^[0-9a-f]+ <(.*)>:\n((?:.+\n)*)", text, flags=re.M):
        name = re.sub(r"\(.*", "", head.replace("(anonymous namespace)::", "")).split("::")[-1]
        if name in LOOPS:
            found[name] = [(int(address, 16), re.sub(r"\s*[@;].*", "", line).strip())
                           for address, line in re.findall(r"^\s*([0-9a-f]+):\s+(.*)$", body, flags=re.M)]
    return found


def loop_of(name, code):
    """The instructions of the longest loop, or of the shortest one, which is inside of it."""
    loops = []
    for address, line in code:
        branch = re.match(r"b(?:ne|ge)\S*\s+([0-9a-f]+)", line)
        if branch and int(branch[1], 16) < address:
            loops.append([text for at, text in code if int(branch[1], 16) <= at <= address])
    return (min if name in INNER else max)(loops, key=len)


def for_assembler(lines):
    for line in lines:
        line = re.sub(r"<.*>", "", line).replace("\t", " ")
        line = re.sub(r"^b(ne|ge)\S*\s.*", r"b\1 loop", line)
        line = re.sub(r"^b(ne|cc|eq|lt)\.n\s.*", r"b\1 loop", line)
        yield re.sub(r"^(ldm|stm|mul|strb|strh|str)(ia)?(\.w)?\b", r"\1", line)


def cycles(lines):
    source = ".syntax unified\n.thumb\nloop:\n" + "\n".join(for_assembler(lines)) + "\n"
    done = subprocess.run([LLVM_MCA, "-mtriple=thumbv7em-none-eabihf", "-mcpu=cortex-m7", f"-iterations={ITERATIONS}"],
                          input=source, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"board_cycles.py: {LLVM_MCA} failed:\n{done.stderr}")
    return tuple(int(re.search(rf"^{what}:\s+(\d+)", done.stdout, flags=re.M)[1]) / ITERATIONS
                 for what in ("Instructions", "Total Cycles"))


def measure(archive):
    """{name: (instructions, cycles)} of an output pixel."""
    found = functions(archive)
    missing = LOOPS.keys() - found.keys()
    if missing:
        sys.exit(f"board_cycles.py: not in {archive}: {', '.join(sorted(missing))}")
    return {name: tuple(count / pixels for count in cycles(loop_of(name, found[name]))) for name, pixels in LOOPS.items()}


def check(measured, page):
    """What the page says too little of."""
    said = {name: float(total) for name, total in
            re.findall(r"^\| ([^|]+?) \| [\d.]+ \| ([\d.]+) \| [\d.]+ \| [\d.]+ \|$", page.read_text(encoding="utf-8"), flags=re.M)}
    return [f"{name}: {total:.2f} cycles, {page.name} says {said.get(name)}" for name, (_, total) in measured.items()
            if total > MOST_GROWTH * said.get(name, 0)]


def main():
    if len(sys.argv) not in (2, 4) or sys.argv[2:3] not in ([], ["--check"]):
        sys.exit(__doc__)
    measured = measure(sys.argv[1])
    if len(sys.argv) == 4:
        bad = check(measured, pathlib.Path(sys.argv[3]))
        print("\n".join(bad) if bad else f"{len(measured)} loops are within 3 % of the page")
        sys.exit(1 if bad else 0)
    print("| loop | instructions | cycles | bound | cycles / bound |\n|---|---:|---:|---:|---:|")
    for name, (instructions, total) in measured.items():
        bound = instructions / 2
        print(f"| {name} | {instructions:.2f} | {total:.2f} | {bound:.2f} | {total / bound:.2f} |")


if __name__ == "__main__":
    main()
