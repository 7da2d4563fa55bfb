#!/usr/bin/env python3
"""Cycles of the hot loops on a Cortex-M7, by llvm-mca's model of it.  board_cycles.py ARCHIVE [LLVM_MCA]

A static model: two instructions a cycle at most, all memory at once, no mispredicted branch. So the order of instructions
shows, caches and wait states do not. The numbers in docs/cortex-m.md are those of llvm-mca 22.1.8 (package llvm-22):
another version may have another model. Instructions are counted in the loop alone; isopel-goals counts whole images.
"""

import re
import subprocess
import sys

ITERATIONS = 300
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


def cycles(lines, llvm_mca):
    source = ".syntax unified\n.thumb\nloop:\n" + "\n".join(for_assembler(lines)) + "\n"
    done = subprocess.run([llvm_mca, "-mtriple=thumbv7em-none-eabihf", "-mcpu=cortex-m7", f"-iterations={ITERATIONS}"],
                          input=source, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"board_cycles.py: {llvm_mca} failed:\n{done.stderr}")
    return tuple(int(re.search(rf"^{what}:\s+(\d+)", done.stdout, flags=re.M)[1]) / ITERATIONS
                 for what in ("Instructions", "Total Cycles"))


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    llvm_mca = sys.argv[2] if len(sys.argv) > 2 else "llvm-mca-22"
    found = functions(sys.argv[1])
    missing = LOOPS.keys() - found.keys()
    if missing:
        sys.exit(f"board_cycles.py: not in {sys.argv[1]}: {', '.join(sorted(missing))}")
    print("| loop | instructions | cycles | bound | cycles / bound |\n|---|---:|---:|---:|---:|")
    for name, pixels in LOOPS.items():
        instructions, total = cycles(loop_of(name, found[name]), llvm_mca)
        bound = instructions / 2
        print(f"| {name} | {instructions / pixels:.2f} | {total / pixels:.2f} | {bound / pixels:.2f} | {total / bound:.2f} |")


if __name__ == "__main__":
    main()
