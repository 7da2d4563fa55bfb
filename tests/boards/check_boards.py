#!/usr/bin/env python3
"""What can be said of a firmware for a board without the board.  check_boards.py SOURCE_DIR LIBRARY WORK_DIR

For each toolchain file in toolchains/boards: builds examples/first_frame and the benchmarks (these for one of two boards with the
same chip and memory) with the library (bilinear, u8) as a user would, and reads the result. Each section is in its region,
what is copied at start-up has its origin in flash, the kernels are in ITCM, tables and scratch memory in DTCM, the vector table
begins with the top of the stack and the reset handler, nothing runs before main, and a core whose FPU has no doubles is given
none. The programs of the board `emulated` are run, too: start-up code and layout are those of the others. first_frame's hash
must be the one that the example's test expects, the benchmarks' those that QEMU's machines gave (docs/benchmarks.json), and
what they leave out must be named."""
import concurrent.futures
import json
import os
import pathlib
import re
import struct
import subprocess
import sys

source, library, work = (pathlib.Path(argument).resolve() for argument in sys.argv[1:4])
folder = source / "toolchains" / "boards"
failures = []


def run(*command, **more):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, **more)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(map(str, command))}: exit code {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout or done.stderr  # where QEMU writes what semihosting prints


def regions(script):
    """{region: (first address, first behind it)} of a linker script."""
    text = script.read_text()
    found = {}
    for name, origin, length, unit in re.findall(r"(\w+) \([rwx]+\)\s*: ORIGIN = (\w+), LENGTH = (\d+)([KM])", text):
        found[name] = (int(origin, 16), int(origin, 16) + int(length) * (1024 if unit == "K" else 1024 * 1024))
    for included in re.findall(r"INCLUDE (\S+)", text):
        found |= regions(folder / included)
    return found


class Firmware:
    def __init__(self, elf):
        self.data = elf.read_bytes()
        header = struct.unpack_from("<16sHHIIIIIHHHHHH", self.data)
        segment_table, section_table = header[5], header[6]
        self.segments = [struct.unpack_from("<8I", self.data, segment_table + i * header[9]) for i in range(header[10])]
        raw = [struct.unpack_from("<10I", self.data, section_table + i * header[11]) for i in range(header[12])]
        names = raw[header[13]][4]
        self.sections = {self.text(names + section[0]): section for section in raw}
        self.symbols = []  # (address, letter, name)
        for line in run("arm-none-eabi-nm", "-C", elf).splitlines():
            address, letter, name = re.match(r"(\w*) +(\S) ?(.*)", line).groups()
            self.symbols.append((int(address or "0", 16), letter, name))

    def text(self, at):
        return self.data[at:self.data.index(b"\0", at)].decode()

    def span(self, name):
        """Where the section lies, (first, first behind it); nothing for one that is empty or not there."""
        section = self.sections.get(name)
        return (section[3], section[3] + section[5]) if section and section[5] else None

    def load_span(self, name):
        """Where the section is copied from."""
        first, end = self.span(name) or (0, 0)
        for kind, _, address, origin, size, *_ in self.segments:
            if kind == 1 and address <= first and end <= address + size:
                return first - address + origin, end - address + origin
        return None

    def words(self, address, count):
        for name, section in self.sections.items():
            if section[1] == 1 and section[3] <= address and address + 4 * count <= section[3] + section[5]:
                return struct.unpack_from(f"<{count}I", self.data, section[4] + address - section[3])
        return None

    def address(self, name):
        return next((address for address, _, symbol in self.symbols if symbol == name), None)


PROGRAMS = ("first_frame", "bench/isopel-bench", "bench/isopel-goals")
# Sections that are not empty, and where they are; with static plans there are tables, and the benchmarks have scratch in DTCM.
HOMES = {".vectors": "FLASH", ".text": "FLASH", ".itcm": "ITCM", ".data": "RAM", ".bss": "RAM"}
MORE_HOMES = {"first_frame": [".dtcm"], "bench/isopel-bench": [".dtcm_bss"], "bench/isopel-goals": [".dtcm", ".dtcm_bss"]}
TABLES = {"first_frame": 2, "bench/isopel-bench": 0, "bench/isopel-goals": 14}  # at least


def settings(toolchain):
    """What of a board a program sees: all but its name."""
    return re.findall(r"^set\((?!ISOPEL_BOARD )(.*)\)$", toolchain.read_text(), flags=re.M), regions(toolchain.with_suffix(".ld"))


def problems(board, toolchain):
    # Of boards with the same chip and memory one is enough for the programs that take long to compile.
    has_twin = any(settings(toolchain) == settings(other) for other in boards[:boards.index(toolchain)])
    programs = PROGRAMS[:1] if has_twin else PROGRAMS
    run("cmake", "-G", "Ninja", "-S", source / "tests" / "boards", "-B", work / board,
        f"-DCMAKE_TOOLCHAIN_FILE={toolchain}", f"-DISOPEL_SOURCE={source}", f"-DISOPEL_LIBRARY={library}")
    run("cmake", "--build", work / board, "--target", "first_frame" if has_twin else "all")
    for program in programs:
        elf = work / board / program
        yield from (f"{elf.name}: {problem}" for problem in layout_problems(board, toolchain.read_text(), program, elf))
    if board == "emulated":
        yield from first_frame_problems(work / board / "first_frame")
        yield from bench_problems("isopel-bench", work / board / "bench" / "isopel-bench")
        yield from bench_problems("isopel-goals", work / board / "bench" / "isopel-goals", goal_names())
        yield from bench_problems("small-goals", work / board / "small-goals", goal_names(), ["gray bilinear, 640x480 to 160x120"])


def layout_problems(board, toolchain, program, elf):
    firmware, memory = Firmware(elf), regions(folder / f"{board}.ld")

    def inside(region, span):
        return span is not None and memory[region][0] <= span[0] and span[1] <= memory[region][1]

    homes = HOMES | {section: "DTCM" for section in MORE_HOMES[program]}
    for section, region in homes.items():
        if not inside(region, firmware.span(section)):
            yield f"{section} is not in {region}"
    for section in {".itcm", ".dtcm", ".data"} & homes.keys():
        if not inside("FLASH", firmware.load_span(section)):
            yield f"{section} is not loaded to FLASH"
    for name in firmware.sections:
        if re.match(r"\.(init_array|preinit_array|ctors)", name) and firmware.span(name):
            yield f"something runs before main: {name}"

    kernels = [(address, name) for address, letter, name in firmware.symbols
               if letter in "tTwW" and name.startswith("isopel::armv7em::")]
    tables = [(address, name) for address, _, name in firmware.symbols
              if re.search(r"StaticPlan<.*>::(plain_)?[xy]_table$", name)]
    memories = [(address, name) for address, _, name in firmware.symbols if re.search(r"bench::.*::(tables|scratch)$", name)]
    if not kernels or len(tables) < TABLES[program] or len(memories) != (0 if program == "first_frame" else 2):
        yield f"there are {len(kernels)} kernels, {len(tables)} tables and {len(memories)} memories of plans"
    # The benchmarks are linked so that what ITCM has no room for stays in flash.
    in_itcm = [inside("ITCM", (address, address + 2)) for address, _ in kernels]
    is_full = program != "first_frame" and memory["ITCM"][1] - firmware.span(".itcm")[1] < 1024
    yield from (f"{name} is not in ITCM" for (_, name), good in zip(kernels, in_itcm) if not good and not is_full)
    if is_full and sum(in_itcm) < len(kernels) / 2:
        yield "most kernels are not in ITCM"
    yield from (f"{name} is not in DTCM" for address, name in tables + memories if not inside("DTCM", (address, address + 2)))
    if any(address == 0 for address, _ in kernels):
        yield "a kernel is at the null pointer"
    listed = elf.with_name(elf.name + ".map").read_text()
    if not re.search(r"^\.itcm\s[^\0]*?\.text\._ZN6isopel7armv7em\w+[^\0]*?^\.dtcm\s", listed, flags=re.M):
        yield "the map does not list kernels in .itcm"

    vectors = firmware.words(firmware.span(".vectors")[0], 16)
    reset, fault = firmware.address("reset_handler"), firmware.address("fault_handler")
    if vectors[0] != memory["DTCM"][1]:
        yield f"the stack begins at {vectors[0]:#x}, not at the end of DTCM"
    if vectors[1] != reset | 1 or not inside("FLASH", (reset, reset + 2)):
        yield f"the reset vector is {vectors[1]:#x}, the reset handler is at {reset:#x}"
    if set(vectors[2:]) != {fault | 1}:
        yield "a vector is not that of faults"
    if firmware.span(".vectors")[0] % 128 != 0:
        yield "VTOR cannot point to the vector table"
    if "imxrt" in toolchain:
        flash = memory["FLASH"][0]
        table = firmware.words(flash + 0x1000, 8)
        if firmware.words(flash, 1) != (0x42464346,) or table[0] != 0x432000D1 or table[1] != reset | 1 or table[5] != flash + 0x1000:
            yield "the boot ROM finds no image"
        start, length = firmware.words(table[4], 2)
        if start != flash or length < firmware.load_span(".data")[1] - flash:
            yield "the boot data are wrong"
    if "-sp-" in toolchain and ".f64" in run("arm-none-eabi-objdump", "-d", elf):
        yield "there are instructions for doubles"


def run_emulated(elf):
    environment = {**os.environ, "ISOPEL_ICOUNT": "1", "ISOPEL_QEMU_TIMEOUT": "60"}
    return run(source / "toolchains" / "board" / "run-qemu", "mps2-an500", elf, env=environment)


def first_frame_problems(elf):
    expected = re.search(r'isopel_example_test\(first_frame "(.*?)\\n"\)', (source / "examples" / "CMakeLists.txt").read_text())[1]
    printed = run_emulated(elf)
    if not re.fullmatch(re.escape(expected) + r"\n[1-9]\d+ instructions\n", printed):
        yield f"it printed {printed!r}"


def known_hashes():
    """{case: hash} of QEMU's machines, when the page was made. All have the same."""
    published = json.loads((source / "docs" / "benchmarks.json").read_text())
    case, label = (published["board_columns"].index(column) for column in ("case", "hash"))
    return {row[case]: row[label] for board in published["boards"] for row in board["rows"]}


def goal_names():
    table = (source / "bench" / "board" / "cortex-m7.counts").read_text()
    return {line.rsplit(None, 1)[0] for line in table.splitlines() if not line.startswith("#")}


def bench_problems(name, elf, all_names=frozenset(), too_large=()):
    data, known = json.loads(run_emulated(elf)), known_hashes()
    left_out = dict(text.split(": ") for text in data["context"]["left_out"])
    hashes = {entry["run_name"].rsplit("/", 1)[0]: entry["label"].split()[1] for entry in data["benchmarks"]}
    compared = hashes.keys() & known.keys()
    if len(compared) < 4:  # bilinear with antialias, two formats, two sizes
        yield f"{name}: of {len(hashes)} rows {len(compared)} have a known hash"
    yield from (f"{name}: {case}: {hashes[case]} instead of {known[case]}" for case in compared if hashes[case] != known[case])
    if all_names and hashes.keys() | left_out.keys() != all_names:
        yield f"{name}: neither measured nor left out: {all_names ^ (hashes.keys() | left_out.keys())}"
    if sorted(too_large) != sorted(case for case, why in left_out.items() if why != "not in the library"):
        yield f"{name}: left out are {left_out}"
    for entry in data["benchmarks"]:
        per_px = entry["cpu_time"] / entry["output_pixels"]
        if entry["first_instructions"] != entry["cpu_time"] or abs(per_px - entry["instructions_per_px"]) > 0.000051:
            yield f"{name}: the counts contradict each other: {entry}"


def check(toolchain):
    board = toolchain.stem
    try:
        found = list(problems(board, toolchain))
    except (RuntimeError, TypeError) as failure:  # TypeError: something expected is not there at all
        found = [str(failure)]
    print(f"{board}: {'built and ' + ('run' if board == 'emulated' else 'read') if not found else 'FAILED'}")
    return [f"{board}: {problem}" for problem in found]


boards = [path for path in sorted(folder.glob("*.cmake")) if path.stem != "boards"]
with concurrent.futures.ThreadPoolExecutor(2) as pool:
    failures = sum(pool.map(check, boards), [])
for failure in failures:
    print("FAILED", failure)
print(f"{len(boards)} boards, {len(failures)} failures")
sys.exit(1 if failures or len(boards) < 6 else 0)
