#!/usr/bin/env python3
"""Cycles of the hot loops on a Cortex-M7 or M55, by llvm-mca's models of them.

    board_cycles.py PROCESSOR ARCHIVE                prints a table; PROCESSOR is cortex-m7 or cortex-m55
    board_cycles.py PROCESSOR ARCHIVE --check PAGE   fails if a loop takes 3 % more cycles than the page says, or the page
                                                     lacks it
    board_cycles.py PROCESSOR ARCHIVE --write PAGE   writes the numbers on the page anew

Which loops, those in assembly and those that the compiler makes, is in board_loops.py. A static model: all memory at once,
no mispredicted branch. So the order of instructions shows, caches and wait states do not. The numbers in docs/cortex-m.md
are those of LLVM 22 (package llvm-22): another version may have another model. Instructions are counted in the loop alone;
isopel-goals counts whole images.
"""

import json
import pathlib
import re
import subprocess
import sys
import typing

sys.dont_write_bytecode = True  # no __pycache__ among the sources
import board_loops  # noqa: E402
import board_tables  # noqa: E402

OBJDUMP, LLVM_MCA = "llvm-objdump-22", "llvm-mca-22"  # of one LLVM, so that the one reads what the other writes
ITERATIONS = 300
CONDITION = "eq|ne|cs|hs|cc|lo|mi|pl|vs|vc|hi|ls|ge|lt|gt|le"
BRANCH = re.compile(rf"(?:b(?:{CONDITION})?(?:\.[nw])?|cbn?z|blx?|bx|tb[bh]|le|letp)\s(?:.*?\b0x([0-9a-f]+) <(.*)>)?")
SHORT = {"unsigned char": "u8", "short": "i16", "long": "i32", ", isopel::mve::Weights<false>>": ">"}


class Row(typing.NamedTuple):
    """Of an output pixel, or of what else a turn of the loop makes."""
    name: str
    instructions: float
    cycles: float
    bound: float


COLUMNS = {
    "instructions": lambda row: f"{row.instructions:.2f}", "cycles": lambda row: f"{row.cycles:.2f}",
    "bound": lambda row: f"{row.bound:.2f}", "cycles / bound": lambda row: f"{row.cycles / row.bound:.2f}",
}
IMAGE_COLUMNS = {"bound of its loops, cycles": lambda row: f"{row.bound:.{1 if row.bound >= 10 else 2}f}"}


def fail(sentence):
    sys.exit(f"board_cycles.py: {sentence}")


def name_of(head):
    """(arch, name) of a demangled function: ("mve", "few_rows<4, u8, i16>")"""
    head = head.replace("(anonymous namespace)::", "")
    for long, short in SHORT.items():
        head = head.replace(long, short)
    depth, begin = 0, 0
    for end, letter in enumerate(head + "("):
        depth += {"<": 1, ">": -1}.get(letter, 0)
        if depth == 0 and letter == " ":
            begin = end + 1  # behind the type of the result
        if depth == 0 and letter == "(":
            break
    arch = re.match(r"isopel::(\w+)::", head[begin:])
    return arch[1] if arch else "", re.sub(r"\w+::", "", head[begin:end])


class Code(typing.NamedTuple):
    """The instructions of a function; and of those that branch, where to: (index or None,), else ()."""
    lines: tuple
    targets: tuple


def code_of(head, body):
    parsed = [(int(address, 16), re.sub(r"\s*@.*", "", line).strip())
              for address, line in re.findall(r"^\s*([0-9a-f]+):\s+(.*)$", body, flags=re.M)]
    index = {address: number for number, (address, _) in enumerate(parsed)}
    targets = []
    for _, line in parsed:
        branch = BRANCH.match(line)
        inside = branch and branch[2] and (branch[2] + "+").startswith(head + "+")
        targets.append((index.get(int(branch[1], 16)) if inside else None,) if branch else ())
    return Code(tuple(re.sub(r"\s*<.*>", "", line).replace("\t", " ") for _, line in parsed), tuple(targets))


def functions(archive, cpu, processor):
    """{name: Code}; a name of another arch than the processor's begins with it."""
    text = subprocess.run([OBJDUMP, "-d", "-C", "--no-show-raw-insn", f"--triple={processor.triple}", f"--mcpu={cpu}",
                           archive], check=True, capture_output=True, text=True).stdout
    wanted = {name.split(" of ")[0] for name in processor.loops}
    found = {}
    for head, body in re.findall(r"^[0-9a-f]+ <(.*)>:\n((?:.+\n)*)", text, flags=re.M):
        arch, name = name_of(head)
        name = name if arch == processor.arch else f"{arch}::{name}"
        if name not in wanted:
            continue
        code = code_of(head, body)
        if found.setdefault(name, code) != code:
            fail(f"{archive} has several functions that are called {name}")
    if wanted - found.keys():
        fail(f"{archive} has no function called {', nor '.join(sorted(wanted - found.keys()))}: board_loops.py names it")
    return found


def trace(name, code, loop):
    """The instructions of one turn, in the order in which they are gone through."""
    loops = [(target[0], at) for at, target in enumerate(code.targets) if target not in ((), (None,)) and target[0] <= at]
    straight = [(first, last) for first, last in loops if not any(code.targets[first:last])]

    def length(found):
        return found[1] - found[0]

    def around(first, last):
        """The smallest loop in which this one is the only straight one."""
        return min(((begin, end) for begin, end in loops if begin < first and last < end
                    and sum(begin <= one[0] and one[1] <= end for one in straight) == 1), key=length, default=None)

    suited = [found for found in straight if any(loop.has in line for line in code.lines[found[0]:found[1] + 1])
              and (not loop.turns or around(*found))]
    if not suited:
        fail(f"{name} has no straight loop" + (f" with {loop.has}" if loop.has else "")
             + (" inside of another" if loop.turns else "") + ": the compiler makes it otherwise than board_loops.py says")
    first, last = max(suited, key=length)
    inner = list(code.lines[first:last + 1])
    if not loop.turns:
        return inner
    begin, end = around(first, last)
    return list(code.lines[begin:first]) + loop.turns * inner + list(code.lines[last + 1:end + 1])


def for_assembler(lines):
    """As llvm-mca takes them. LE is left out: the processor keeps where it goes, so that from the second turn on it takes
    no time. DLS, which llvm-mca does not know either, is a MOV."""
    for line in lines:
        if not re.match(r"le(tp)?\s", line):
            line = re.sub(rf"^b({CONDITION})?(\.[nw])?\s.*", r"b\1 loop", line)
            line = re.sub(r"^(cbn?z)\s+(\w+),.*", r"\1 \2, behind", line)
            yield re.sub(r"^dls lr,", "mov lr,", line)


def model(name, lines, cpu, triple):
    """Row of one turn."""
    source = ".syntax unified\n.thumb\nloop:\n" + "\n".join(for_assembler(lines)) + "\nbehind:\n"
    done = subprocess.run([LLVM_MCA, f"-mtriple={triple}", f"-mcpu={cpu}", f"-iterations={ITERATIONS}", "-json"],
                          input=source, capture_output=True, text=True)
    if done.returncode != 0:
        fail(f"{LLVM_MCA} failed on {name}:\n{done.stderr}")
    region = json.loads(done.stdout)["CodeRegions"][0]
    bound = BOUNDS[cpu](len(region["Instructions"]), region["ResourcePressureView"]["ResourcePressureInfo"])
    return Row(name, len(lines), region["SummaryView"]["TotalCycles"] / ITERATIONS, bound)


def two_a_cycle(instructions, _):
    return instructions / 2


def busiest_pipe(instructions, pressure):
    """The cycles in which the busiest pipe is used; and only one instruction that uses any is issued in a cycle."""
    of_pipes = [use["ResourceUsage"] for use in pressure if use["InstructionIndex"] == instructions]  # the sums
    issued = {use["InstructionIndex"] for use in pressure} - {instructions}
    return max(*of_pipes, len(issued))


BOUNDS = {"cortex-m7": two_a_cycle, "cortex-m55": busiest_pipe}


def measure(archive, cpu, processor):
    found = functions(archive, cpu, processor)
    rows = []
    for name, loop in processor.loops.items():
        row = model(name, trace(name, found[name.split(" of ")[0]], loop), cpu, processor.triple)
        rows.append(Row(name, *(value / loop.makes for value in row[1:])))
    return rows


def of_images(rows, processor):
    """The same of whole images, as far as the loops go."""
    loops = {row.name: row for row in rows}
    return [Row(image, *(sum(part * loops[name][field] for name, part in parts.items()) for field in (1, 2, 3)))
            for image, parts in processor.rows.items()]


def check(text, cpu, rows, images):
    tables = ((f"cycles of {cpu}", rows, COLUMNS, "cycles"), (f"counts of {cpu}", images, IMAGE_COLUMNS, *IMAGE_COLUMNS))
    bad = []
    for table, measured, columns, column in tables:
        bad += board_tables.grown(text, table, measured, columns, column)
    # The loops are most of what was counted of an image.
    counts = board_tables.values(text, f"counts of {cpu}", "ours")
    for image in images:
        ours = float(counts.get(image.name, 0))
        if not 0.5 * ours < image.instructions < 1.01 * ours:
            bad.append(f"{image.name}: its loops of board_loops.py have {image.instructions:.2f} instructions of {ours}")
    return bad


def main():
    if len(sys.argv) not in (3, 5) or sys.argv[1] not in BOUNDS or sys.argv[3:4] not in ([], ["--check"], ["--write"]):
        sys.exit(__doc__)
    cpu, archive, *options = sys.argv[1:]
    processor = board_loops.PROCESSORS[cpu]
    rows = measure(archive, cpu, processor)
    images = of_images(rows, processor)
    if not options:
        print("| loop | " + " | ".join(COLUMNS) + " |\n|---|" + len(COLUMNS) * "---:|")
        for row in rows:
            print("| " + " | ".join([row.name, *(form(row) for form in COLUMNS.values())]) + " |")
        return
    page = pathlib.Path(options[1])
    text = page.read_text(encoding="utf-8")
    if options[0] == "--write":
        text, _ = board_tables.renewed(text, f"cycles of {cpu}", rows, COLUMNS)
        text, _ = board_tables.renewed(text, f"counts of {cpu}", images, IMAGE_COLUMNS)
        page.write_text(text, encoding="utf-8")
        return
    bad = check(text, cpu, rows, images)
    print("\n".join(f"{page.name}: {fault}" for fault in bad) if bad else f"{len(rows)} loops are within 3 % of the page")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
