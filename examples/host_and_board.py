#!/usr/bin/env python3
"""Runs an example on this machine and on an emulated Cortex-M7, and compares what they print and the pictures they write.

    host_and_board.py nv12 | fixres | camera_to_tensor

Needs the example to be built in the presets host and cortex-m7-qemu, for nv12 the command isopel as well. The results go
to build/<example>."""
import os
import pathlib
import re
import shutil
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.dont_write_bytecode = True  # no __pycache__ among the sources
from programs import Failure, execute  # noqa: E402

PHOTOGRAPH = str(ROOT / "tests" / "data" / "photograph.ppm")
ON_BOARD = (str(ROOT / "toolchains" / "board" / "run-qemu"), "mps2-an500")
# Columns that are results; those behind them are costs. Lines without a hash are remarks.
RESULTS = {"nv12": 5, "fixres": 6, "camera_to_tensor": 9}
WITHOUT_PICTURES = {"camera_to_tensor"}


def record(out):
    """A camera's frames."""
    frames = out / "frame"
    execute([sys.executable, str(ROOT / "examples" / "camera_to_tensor" / "record.py"), PHOTOGRAPH, str(frames)], "record.py")
    return [f"{frames}.rgb565", f"{frames}.yuyv"]


def arguments(example, prefix):
    if example == "camera_to_tensor":
        return record(prefix.parent)
    return [PHOTOGRAPH, str(prefix), *(["--box", "500,200,300,400"] if example == "fixres" else [])]


def run(example, target, prefix, emulator=()):
    program = ROOT / "build" / target / "examples" / example / example
    print(f"\n{prefix.name}:", flush=True)
    output = execute([*emulator, str(program), *arguments(example, prefix)], f"{example} on {target}")
    print(output, end="")
    with_hashes = [line.split() for line in output.splitlines() if re.search(r"\b[0-9a-f]{8}\b", line)]
    return {tuple(line[:2]): line[:RESULTS[example]] for line in with_hashes}


def compare(example, host, board, out):
    """How many lines and pictures the two have in common; all must be equal."""
    common = [key for key in board if key in host]
    for key in common:
        if host[key] != board[key]:
            raise Failure(f"{' '.join(host[key])} on this machine, {' '.join(board[key])} on the Cortex-M7")
    pictures = sorted(out.glob("board-*"))
    for picture in pictures:
        twin = out / picture.name.replace("board-", "host-", 1)
        if picture.read_bytes() != twin.read_bytes():
            raise Failure(f"{picture.name} and {twin.name} differ")
    if not common or not (pictures or example in WITHOUT_PICTURES):
        raise Failure("there is nothing to compare")
    return len(common), len(pictures)


def sheet(out):
    """The frame and what the Cortex-M7 made of it."""
    path = out / "contact-sheet.png"
    shown = [str(picture) for picture in sorted(out.glob("board-*")) if "lanczos3" in picture.name or "frame" in picture.name]
    execute([str(ROOT / "build" / "host" / "tools" / "isopel"), "sheet", str(path), *shown, "--columns", "3"],
            "isopel sheet")
    return path


def main():
    if len(sys.argv) != 2 or sys.argv[1] not in RESULTS:
        sys.exit(__doc__)
    example = sys.argv[1]
    out = ROOT / "build" / example
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    try:
        host = run(example, "host", out / "host")
        board = run(example, "cortex-m7-qemu", out / "board", ON_BOARD)
        lines, pictures = compare(example, host, board, out)
        if example == "nv12":
            print(f"\nthe Cortex-M7's pictures: {os.path.relpath(sheet(out), ROOT)}")
    except Failure as failure:
        sys.exit(f"FAILED: {failure}")
    what = f"{lines} lines and {pictures} pictures" if pictures else f"{lines} lines"
    print(f"{what} of the Cortex-M7 are this machine's, byte for byte")


if __name__ == "__main__":
    main()
