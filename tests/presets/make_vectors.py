#!/usr/bin/env python3
"""Makes golden hashes of presets from their originals, as lines of vectors.inc.

make_vectors.py pillow|opencv|openmv [NAME...]

pillow and opencv take the library of this Python and make the lines of those presets that promise its bytes and, if NAMEs
are given, have one of them in their name; openmv takes the model in ../conformance/openmv.py. isopel itself has no part in
it. ../conformance/conformance.py makes the Pythons."""
import pathlib
import platform
import sys

import numpy

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "conformance"))
import cases  # noqa: E402
import compare  # noqa: E402
import isopel  # noqa: E402
import openmv  # noqa: E402

# src width and height, dst width and height, binary
SIZES = [(97, 61, 40, 23, False), (97, 61, 40, 23, True), (97, 61, 128, 75, True), (97, 61, 31, 100, False),
         (97, 61, 40, 61, False), (97, 61, 97, 23, True), (64, 48, 32, 24, False), (60, 48, 20, 16, True),
         (1, 1, 3, 2, False), (5, 3, 1, 1, True), (3, 2, 17, 19, True)]
# Where versions of Pillow order their passes differently: a hundred times as high as wide; much flatter than before.
ORDERS = [(2, 205, 3, 40, True), (30, 90, 28, 20, True)]
BOXES = [(8.25, 3.5, 60.0, 50.75), (5.0, 7.0, 45.0, 30.0)]
FACTORS = [(2, 2), (3, 2), (1, 5), (7, 9)]
SCALES = [(1 / 3, 0.25), (0.41, 1.3)]
# Here a weight of INTER_AREA is half way between two integers, and so is the other one.
HALVES = (2.1294311505490926, 2.825103338129345)


def sequence(count, binary):
    state, out = 12345, []
    for _ in range(count):
        state = (state * 1664525 + 1013904223) % 2**32
        byte = state >> 24
        out.append((255 if byte >= 128 else 0) if binary else byte)
    return numpy.array(out, numpy.uint8)


def number(value):
    return repr(float(value)).removesuffix(".0")


def line(preset, channels, src, size, binary, out, box=None, scale=None):
    text = f'PRESET_VECTOR("{preset}", {channels}, {src[0]}, {src[1]}, {size[0]}, {size[1]}, {str(binary).lower()}, '
    text += f"0x{isopel.fnv1a(out.tobytes())}"
    if box or scale:
        text += ", {" + ", ".join(number(edge) for edge in box or (0, 0, 0, 0)) + "}"
    if scale:
        text += ", {" + ", ".join(number(factor) for factor in scale) + "}"
    print(text + ")")


def forms(original, preset):
    """(src, size, binary, box, scale)"""
    if "factors" in original.forms:
        for factors in FACTORS + [(1, 1)]:
            for box in (None, (5, 7, 92, 60)):
                left, top, right, bottom = box or (0, 0, 97, 61)
                size = -(-(right - left) // factors[0]), -(-(bottom - top) // factors[1])
                yield (97, 61), size, False, box, tuple(1 / factor for factor in factors)
        return
    later = preset.startswith(("pillow-12.2", "pillow-13"))  # these differ from pillow/... in the order of passes only
    sizes = ORDERS + SIZES[:2] if later else ORDERS + SIZES if preset.startswith("pillow") else SIZES
    for *src, width, height, binary in sizes:
        yield tuple(src), (width, height), binary, None, None
    if "box" in original.forms:
        for box in BOXES:
            yield (97, 61), (40, 23), True, box, None
    if "scale" in original.forms:
        for scale in SCALES:
            yield (97, 61), (round(97 * scale[0]), round(61 * scale[1])), True, None, scale
        yield (31, 23), (66, 65), True, None, HALVES


def library_lines(originals, names):
    for preset, original in originals.items():
        if "," in preset or (names and not any(name in preset for name in names)):  # a comma: a variation
            continue
        for index, (src, size, binary, box, scale) in enumerate(forms(original, preset)):
            channels = (1, 3, 4, 2)[index % 4]
            pixels = sequence(src[0] * src[1] * channels, binary).reshape(src[1], src[0], channels)
            case = cases.Case(pixels, size, box, scale)
            if original.promised(case):
                line(preset, channels, src, size, binary, original.call(case), box, scale)


def openmv_lines():
    sizes = [(97, 61, 40, 23), (97, 61, 128, 75), (64, 48, 32, 24), (60, 48, 20, 16), (64, 48, 64, 24), (3, 5, 9, 9),
             (1, 9, 3, 3), (97, 61, 31, 100)]
    for old, family in ((False, "openmv"), (True, "openmv-4.3")):
        for mode in (openmv.NEAREST, openmv.AREA, openmv.BILINEAR, openmv.BICUBIC):
            for packed in (False, True):
                for src_width, src_height, width, height in sizes:
                    for region in [None] if old else [None, (5, 4, src_width - 3, src_height - 2)]:
                        if region and src_width < 20:
                            continue
                        left, top, right, bottom = region or (0, 0, src_width, src_height)
                        factors = numpy.float32(width) / numpy.float32(right - left), \
                            numpy.float32(height) / numpy.float32(bottom - top)
                        pixels = sequence(src_width * src_height * (2 if packed else 1), False)
                        pixels = pixels.view("<u2" if packed else numpy.uint8).reshape(src_height, src_width)
                        out = openmv.scale(pixels, factors, mode, region, old)
                        if out.shape == (height, width):
                            line(f"{family}/{mode}", 0 if packed else 1, (src_width, src_height), (width, height),
                                 False, out, region)
                factors = numpy.float32(0.37), numpy.float32(1.21)
                pixels = sequence(97 * 61 * (2 if packed else 1), True)
                out = openmv.scale(pixels.view("<u2" if packed else numpy.uint8).reshape(61, 97), factors, mode, None, old)
                line(f"{family}/{mode}", 0 if packed else 1, (97, 61), out.shape[::-1], True, out, None,
                     tuple(float(factor) for factor in factors))


def main():
    package = sys.argv[1]
    if package == "openmv":
        print("\n// Made with tests/conformance/openmv.py. 0 channels: pixels of 16 bits.")
        openmv_lines()
        return
    version, originals = {"pillow": compare.pillow, "opencv": compare.opencv}[package]()
    print(f"\n// Made with {package} {version} on {platform.machine()}.")
    library_lines(originals, sys.argv[2:])


if __name__ == "__main__":
    main()
