#!/usr/bin/env python3
"""What can be said of a firmware for a board without the board.  check_boards.py SOURCE_DIR LIBRARY WORK_DIR

For each toolchain file in toolchains/boards: builds examples/first_frame with the library (bilinear, u8) as a user would, and
reads the result. Each section is in its region, what is copied at start-up has its origin in flash, the kernels are in ITCM
and the tables in DTCM, the vector table begins with the top of the stack and the reset handler, nothing runs before main,
and a core whose FPU has no doubles is given none. The firmware of the board `emulated` is run, too: start-up code and
layout are those of the others, and the hash must be the one that the example's test expects."""
import concurrent.futures
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


def problems(board, toolchain):
    elf = work / board / "first_frame"
    run("cmake", "-G", "Ninja", "-S", source / "tests" / "boards", "-B", work / board,
        f"-DCMAKE_TOOLCHAIN_FILE={toolchain}", f"-DISOPEL_SOURCE={source}", f"-DISOPEL_LIBRARY={library}")
    run("cmake", "--build", work / board)
    firmware, memory = Firmware(elf), regions(folder / f"{board}.ld")

    def inside(region, span):
        return span is not None and memory[region][0] <= span[0] and span[1] <= memory[region][1]

    homes = {".vectors": "FLASH", ".text": "FLASH", ".itcm": "ITCM", ".dtcm": "DTCM", ".data": "RAM", ".bss": "RAM"}
    for section, region in homes.items():
        if not inside(region, firmware.span(section)):
            yield f"{section} is not in {region}"
    for section in (".itcm", ".dtcm", ".data"):
        if not inside("FLASH", firmware.load_span(section)):
            yield f"{section} is not loaded to FLASH"
    for name in firmware.sections:
        if re.match(r"\.(init_array|preinit_array|ctors)", name) and firmware.span(name):
            yield f"something runs before main: {name}"

    kernels = [(address, name) for address, letter, name in firmware.symbols
               if letter in "tTwW" and name.startswith("isopel::armv7em::")]
    tables = [(address, name) for address, _, name in firmware.symbols if re.search(r"StaticPlan<.*>::[xy]_table$", name)]
    if not kernels or len(tables) != 2:
        yield f"there are {len(kernels)} kernels and {len(tables)} tables"
    yield from (f"{name} is not in ITCM" for address, name in kernels if not inside("ITCM", (address, address + 2)))
    yield from (f"{name} is not in DTCM" for address, name in tables if not inside("DTCM", (address, address + 2)))
    if any(address == 0 for address, _ in kernels):
        yield "a kernel is at the null pointer"
    listed = (work / board / "first_frame.map").read_text()
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
    if "imxrt" in toolchain.read_text():
        flash = memory["FLASH"][0]
        table = firmware.words(flash + 0x1000, 8)
        if firmware.words(flash, 1) != (0x42464346,) or table[0] != 0x432000D1 or table[1] != reset | 1 or table[5] != flash + 0x1000:
            yield "the boot ROM finds no image"
        start, length = firmware.words(table[4], 2)
        if start != flash or length < firmware.load_span(".data")[1] - flash:
            yield "the boot data are wrong"
    if "-sp-" in toolchain.read_text() and ".f64" in run("arm-none-eabi-objdump", "-d", elf):
        yield "there are instructions for doubles"
    if board == "emulated":
        yield from run_problems(elf)


def run_problems(elf):
    expected = re.search(r'isopel_example_test\(first_frame "(.*?)\\n"\)', (source / "examples" / "CMakeLists.txt").read_text())[1]
    environment = {**os.environ, "ISOPEL_ICOUNT": "1", "ISOPEL_QEMU_TIMEOUT": "60"}
    printed = run(source / "toolchains" / "board" / "run-qemu", "mps2-an500", elf, env=environment)
    if not re.fullmatch(re.escape(expected) + r"\n[1-9]\d+ instructions\n", printed):
        yield f"it printed {printed!r}"


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
