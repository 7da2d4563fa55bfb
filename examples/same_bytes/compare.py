#!/usr/bin/env python3
"""Scales one camera image on this machine and on a Cortex-M7, and compares the bytes with those of the real libraries.

    compare.py

Needs the program same_bytes of the presets host and cortex-m7-qemu, and host's isopel. The results go to
build/same-bytes. The hashes of the libraries' own output are constants below; what this Python can import (cv2, Pillow,
and numpy for the model of OpenMV) scales the image once more, now, and has to agree. Exit code 1 and one sentence if
any byte differs.
"""

import os
import pathlib
import platform
import shutil
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.dont_write_bytecode = True  # no __pycache__ among the sources
sys.path.insert(0, str(ROOT / "examples"))
from programs import Failure, execute, fnv1a  # noqa: E402

BUILD = ROOT / "build"
OUT = BUILD / "same-bytes"
PHOTOGRAPH = ROOT / "tests" / "data" / "photograph.pgm"
ISOPEL = BUILD / "host" / "tools" / "isopel"
CAMERA, INPUT = (240, 160), (45, 30)
ENLARGED = 6

# Hashes of what the libraries made of build/same-bytes/host-source.pgm. There is no OpenMV for a desktop; its hashes
# are those of tests/conformance/openmv.py, which is its arithmetic in Python.
OPENCV = "OpenCV 4.6.0, 4.10.0 and 5.0.0"
MODEL = "the model of OpenMV"
KNOWN = {
    "opencv-4/linear": ("a7dd6782", f"{OPENCV}, INTER_LINEAR"),
    "opencv-4/area/x86": ("85d253a4", f"{OPENCV}, INTER_AREA"),
    "pillow/bilinear": ("57557c3c", "Pillow 9.4.0, 12.3.0 and 13.0.0, BILINEAR"),
    "openmv/nearest": ("c50f5bec", MODEL),
    "openmv/bilinear": ("463a0a11", MODEL),
    "openmv/area": ("7ad0cf98", MODEL),
    "openmv/bicubic": ("35677f0a", MODEL),
}
TRAINED_WITH, DEPLOYED_ON = "opencv-4/linear", "openmv/bilinear"

HOST, CORTEX_M7 = "this machine", "the Cortex-M7"
TARGETS = {  # build folder, emulator, prefix of the results
    HOST: ("host", [], "host"),
    CORTEX_M7: ("cortex-m7-qemu", [str(ROOT / "toolchains" / "board" / "run-qemu"), "mps2-an500"], "cortex-m7"),
}


def header(size):
    return "P5\n{} {}\n255\n".format(*size).encode()


def path_of(target, name):
    return OUT / f"{TARGETS[target][2]}-{name.replace('/', '-')}.pgm"


def pixels(target, name, size=INPUT):
    path = path_of(target, name)
    data = path.read_bytes()
    start = header(size)
    if not data.startswith(start) or len(data) != len(start) + size[0] * size[1]:
        raise Failure(f"{path.name} is not a gray picture of {size[0]}x{size[1]}")
    return data[len(start):]


def run(target):
    """Runs same_bytes and prints its table; {preset: hash}."""
    preset, emulator, prefix = TARGETS[target]
    program = BUILD / preset / "examples" / "same_bytes" / "same_bytes"
    if not program.exists():
        raise Failure(f"{program.relative_to(ROOT)} is not built")
    lines = execute([*emulator, str(program), str(PHOTOGRAPH), str(OUT / prefix)], f"same_bytes on {target}")
    rows = [line.split() for line in lines.splitlines()]
    if [row[0] for row in rows if len(row) == 4] != list(KNOWN) or len(rows) != len(KNOWN):
        raise Failure(f"same_bytes on {target} did not print one line for each of {', '.join(KNOWN)}")
    print(f"{f'on {target}':<20}{'hash':<10}{'largest':>8}{'mean':>8}")
    for name, fingerprint, largest, mean in rows:
        print(f"{name:<20}{fingerprint:<10}{largest:>8}{mean:>8}")
    print(flush=True)
    return {row[0]: row[1] for row in rows}


def check(target, printed):
    """What was printed, what was written, and what is known are the same."""
    for name, (known, origin) in KNOWN.items():
        written = fnv1a(pixels(target, name))
        if printed[name] != written:
            raise Failure(f"{name} on {target}: the hash {printed[name]} is printed, that of the file is {written}")
        if written != known:
            raise Failure(f"{name} on {target} has the hash {written}, {origin} has {known}")


def compare_targets():
    for name in ["source", *KNOWN]:
        size = CAMERA if name == "source" else INPUT
        here, board = pixels(HOST, name, size), pixels(CORTEX_M7, name, size)
        different = [i for i, (a, b) in enumerate(zip(here, board)) if a != b]
        if different:
            at = different[0]
            raise Failure(f"{name}: byte {at} is {board[at]} on {CORTEX_M7} and {here[at]} on {HOST}")


def opencv(source):
    if platform.machine() not in ("x86_64", "AMD64"):
        raise ImportError("cv2 for other processors may have other bytes")
    import cv2
    import numpy
    image = numpy.frombuffer(source, numpy.uint8).reshape(CAMERA[1], CAMERA[0])
    calls = {"opencv-4/linear": cv2.INTER_LINEAR, "opencv-4/area/x86": cv2.INTER_AREA}
    return f"cv2 {cv2.__version__}", {name: cv2.resize(image, INPUT, interpolation=call).tobytes()
                                      for name, call in calls.items()}


def pillow(source):
    import PIL
    from PIL import Image
    small = Image.frombytes("L", CAMERA, source).resize(INPUT, Image.BILINEAR)
    return f"Pillow {PIL.__version__}", {"pillow/bilinear": small.tobytes()}


def openmv(source):
    import numpy
    sys.path.insert(0, str(ROOT / "tests" / "conformance"))
    import openmv as model
    image = numpy.frombuffer(source, numpy.uint8).reshape(CAMERA[1], CAMERA[0])
    factors = INPUT[0] / CAMERA[0], INPUT[1] / CAMERA[1]
    return MODEL, {f"openmv/{hint}": model.scale(image, factors, hint).tobytes()
                   for hint in (model.NEAREST, model.BILINEAR, model.AREA, model.BICUBIC)}


def compare_live():
    """The names of what could be imported and agreed, and of what could not."""
    source = pixels(HOST, "source", CAMERA)
    agreed, absent = [], []
    for name, original in (("cv2", opencv), ("Pillow", pillow), (MODEL, openmv)):
        try:
            version, results = original(source)
        except ImportError as error:
            absent.append(f"{name} ({error})")
            continue
        for preset, expected in results.items():
            if expected != pixels(CORTEX_M7, preset):
                raise Failure(f"{preset} on {CORTEX_M7} has the hash {KNOWN[preset][0]}, "
                              f"{version} in this Python gives {fnv1a(expected)}")
        agreed.append(version)
    return agreed, absent


def side_by_side():
    """The camera's image, what the Cortex-M7 made of it, and by how much two of those differ."""
    pairs = zip(pixels(CORTEX_M7, DEPLOYED_ON), pixels(CORTEX_M7, TRAINED_WITH))
    far = bytes(min(2 * abs(a - b), 255) for a, b in pairs)
    difference = path_of(CORTEX_M7, "twice-the-difference")
    difference.write_bytes(header(INPUT) + far)

    shown = OUT / "shown"  # file names are the captions
    shown.mkdir()
    pictures = {"camera": path_of(CORTEX_M7, "source")}
    pictures |= {name.replace("/", " "): path_of(CORTEX_M7, name) for name in KNOWN}
    pictures["bilinear - linear, x2"] = difference
    for caption, path in pictures.items():
        factor = 1 if caption == "camera" else ENLARGED
        size = CAMERA if caption == "camera" else INPUT
        execute([str(ISOPEL), "resize", str(path), str(shown / f"{caption}.pgm"),
                 f"{factor * size[0]}x{factor * size[1]}", "--filter", "nearest"], "isopel resize")
    sheet = OUT / "side-by-side.png"
    execute([str(ISOPEL), "sheet", str(sheet), *(str(shown / f"{caption}.pgm") for caption in pictures),
             "--columns", "3"], "isopel sheet")
    shutil.rmtree(shown)
    return sheet


def main():
    if len(sys.argv) > 1:
        sys.exit(__doc__)
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    print("A camera image of {}x{} becomes {}x{}. Distances are those to OpenCV's INTER_LINEAR, in levels of 0..255."
          .format(*CAMERA, *INPUT))
    print("The Cortex-M7 is an emulated one.\n", flush=True)
    try:
        for target in TARGETS:
            check(target, run(target))
        compare_targets()
        agreed, absent = compare_live()
        sheet = side_by_side()
    except Failure as failure:
        sys.exit(f"FAILED: {failure}")
    for name in agreed:
        print(f"compared now: {name}, equal")
    for name in absent:
        print(f"not compared now, only with known hashes: {name}")
    print(f"side by side: {os.path.relpath(sheet, ROOT)}")
    for name in (TRAINED_WITH, "pillow/bilinear"):
        library = "cv2" if name == TRAINED_WITH else "Pillow"
        print(f"{CORTEX_M7}'s bytes are {library}'s: hash {KNOWN[name][0]} ({KNOWN[name][1]})")


if __name__ == "__main__":
    main()
