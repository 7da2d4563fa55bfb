#!/usr/bin/env python3
"""Compares isopel's presets with the Pillow, OpenCV or torchvision of this Python, or with the model of OpenMV, byte
for byte.

compare.py LIBRARY pillow|opencv|openmv|torchvision [--cases N] [--seed N] [--only TEXT]

One JSON line per preset: the cases whose bytes the preset promises for this version of the library; a second line if
there are cases for which it promises nothing. Those are measured, and never called equal."""
import argparse
import dataclasses
import json
import platform
import sys
import typing
import zlib

import numpy

import cases
import isopel

MACHINES = {"x86_64": "", "aarch64": " arm64"}


def always(*_):
    return True


def never(*_):
    return False


@dataclasses.dataclass(frozen=True)
class Original:
    call: typing.Callable  # Case -> pixels
    channel_counts: tuple = (1, 2, 3, 4)
    forms: tuple = ("whole",)  # see cases.generate
    promised: typing.Callable = always  # Case -> whether the preset claims the bytes of this version
    refused: typing.Callable = never  # Case -> whether isopel must refuse it
    alpha: typing.Optional[int] = None  # instead of the preset's own


def pillow():
    """Its version, and the original of each preset."""
    import PIL
    from PIL import Image

    version = version_of(PIL.__version__)

    def image(case, plain):
        """Two channels are grey and alpha, four colour and alpha; or four plain ones, as in CMYK."""
        if plain:
            return Image.frombytes("CMYK", case.src, case.pixels.tobytes())
        return Image.fromarray(case.pixels[:, :, 0] if case.channels == 1 else case.pixels)

    def call(code, plain=False):
        return lambda case: numpy.asarray(image(case, plain).resize(case.size, code, case.box, case.gap))

    def reduce(case):
        factors = tuple(round(1 / scale) for scale in case.scale)
        return numpy.asarray(image(case, False).reduce(factors, case.box))

    def rules_of(name):
        """Versions whose bytes a family promises, and whether it does so for a case: 12.2 and 13 changed the order of
        the passes for some sizes, so the others' bytes are promised where that order does not matter."""
        def order(case):
            (width, height), (out_width, out_height) = case.src, case.size
            if case.gap is not None:
                return None  # the reduced image's size decides; left to its own version
            if version >= (13,):
                return height > out_height and height - out_height > 2 * (width - out_width)
            if version >= (12, 2):
                return height > 100 * width and height > out_height
            return False

        if name == "pillow-13":
            return lambda case: version >= (13,) or order(case) is False and not steep(case)
        if name == "pillow-12.2":
            return lambda case: (12, 2) <= version < (13,) or order(case) is False and not tall(case)
        return lambda case: version < (12, 2) or order(case) is False

    def steep(case):
        (width, height), (out_width, out_height) = case.src, case.size
        return height > out_height and height - out_height > 2 * (width - out_width)

    def tall(case):
        return case.src[1] > 100 * case.src[0]

    def gap_of_alpha(case):
        return case.gap is not None and case.channels in (2, 4)

    def reduces_alpha(case):
        """A gap that would reduce: refused for pillow-13."""
        if not gap_of_alpha(case):
            return False
        left, top, right, bottom = case.box or (0, 0, *case.src)
        return (right - left) / case.size[0] / case.gap >= 2 or (bottom - top) / case.size[1] / case.gap >= 2

    def promised_of(family):
        """Pillow 13 reduces images with alpha, too, which the earlier families' presets do not claim."""
        rule = rules_of(family)
        return lambda case: rule(case) and not (version >= (13,) and family != "pillow-13" and gap_of_alpha(case))

    def box_of_boxes(case):
        """Compilers for AArch64 fuse the product in a box's positions, which BOX's sharp edges show now and then."""
        return platform.machine() == "aarch64" and case.box is not None

    def reduces_alike(family):
        """Pillow 13 crops where both factors are 1."""
        def rule(case):
            by_one = case.channels in (2, 4) and all(round(1 / scale) == 1 for scale in case.scale)
            return not by_one or (family == "pillow-13") == (version >= (13,))
        return rule

    codes = {"lanczos": 1, "bilinear": 2, "bicubic": 3, "box": 4, "hamming": 5}
    originals = {}
    for family in ("pillow", "pillow-12.2", "pillow-13"):
        originals[f"{family}/nearest"] = Original(call(0), forms=("whole", "box"))
        originals[f"{family}/reduce"] = Original(reduce, forms=("factors",), promised=reduces_alike(family))
        for name, code in codes.items():
            originals[f"{family}/{name}"] = Original(
                call(code), forms=("whole", "box", "gap"),
                promised=(lambda case, rule=promised_of(family): rule(case) and not box_of_boxes(case))
                if name == "box" else promised_of(family),
                refused=reduces_alpha if family == "pillow-13" else never)
    originals["pillow/lanczos, plain"] = Original(call(1, True), (4,), ("whole", "box"), rules_of("pillow"), alpha=0)
    return PIL.__version__, originals


def opencv():
    import cv2

    version = version_of(cv2.__version__)

    def call(code):
        def resize(case):
            fx, fy = case.scale or (0, 0)
            return cv2.resize(case.pixels, None if case.scale else case.size, fx=fx, fy=fy, interpolation=code)
        return resize

    def without_ipp(code):
        """IPP rounds INTER_CUBIC in its own way where a wheel has it; switched off, the open code runs."""
        def resize(case):
            before = cv2.ipp.useIPP()
            cv2.ipp.setUseIPP(False)
            try:
                return call(code)(case)
            finally:
                cv2.ipp.setUseIPP(before)
        return resize

    def between(first, end):
        return lambda _: first <= version < end

    def on(machine):
        return lambda _: platform.machine() == machine

    both = ("whole", "scale")
    return cv2.__version__, {
        "opencv-4/nearest": Original(call(cv2.INTER_NEAREST), forms=both),
        "opencv-4/linear": Original(call(cv2.INTER_LINEAR), forms=both),
        "opencv-4/linear-exact": Original(call(cv2.INTER_LINEAR_EXACT), forms=both),
        "opencv-4/lanczos4": Original(call(cv2.INTER_LANCZOS4), forms=both),
        "opencv-4/area/x86": Original(call(cv2.INTER_AREA), forms=both, promised=on("x86_64")),
        "opencv-4/area/arm64": Original(call(cv2.INTER_AREA), forms=both, promised=on("aarch64")),
        "opencv-4/cubic/x86": Original(without_ipp(cv2.INTER_CUBIC), forms=both, promised=on("x86_64")),
        "opencv-4/cubic/x86, with IPP": Original(call(cv2.INTER_CUBIC), forms=both, promised=never),
        "opencv-4/cubic/arm64": Original(without_ipp(cv2.INTER_CUBIC), forms=both, promised=on("aarch64")),
        "opencv-4.6/nearest-exact": Original(call(cv2.INTER_NEAREST_EXACT), promised=between((4, 5), (4, 8))),
        "opencv-4.8/nearest-exact": Original(call(cv2.INTER_NEAREST_EXACT), promised=between((4, 8), (5, 0))),
        "opencv-5.0/nearest-exact": Original(call(cv2.INTER_NEAREST_EXACT), forms=both,
                                             promised=between((5, 0), (6, 0)))}


def openmv_model():
    """There is no OpenMV for a desktop; openmv.py is its arithmetic once more."""
    import openmv

    def call(mode, old):
        def scale(case):
            factors = case.scale or tuple(numpy.float32(o) / numpy.float32(n) for o, n in zip(case.size, region(case)))
            pixels = case.pixels.view("<u2")[:, :, 0] if case.channels == 2 else case.pixels[:, :, 0]
            out = openmv.scale(pixels, factors, mode, case.box, old)
            return out.view(numpy.uint8).reshape(*out.shape, case.channels)
        return scale

    def region(case):
        left, top, right, bottom = case.box or (0, 0, *case.src)
        return right - left, bottom - top

    def other_size(case):
        """Where floats lead to another size than the one that was asked for, or OpenMV's 16 bits overflow."""
        firsts = zip((case.box or (0, 0))[:2], case.size, region(case))
        if case.scale is None and any(first * o / n >= 32767 for first, o, n in firsts):
            return True
        made = tuple(int(numpy.float32(n) * (numpy.float32(o) / numpy.float32(n))) for o, n in zip(case.size, region(case)))
        return case.scale is None and made != case.size

    modes = (openmv.NEAREST, openmv.AREA, openmv.BILINEAR, openmv.BICUBIC)
    return "model", {
        f"{family}/{mode}": Original(call(mode, old), (1, 2), ("whole", "factors of f32") if old else
                                     ("whole", "region", "factors of f32"), refused=other_size)
        for family, old in (("openmv", False), ("openmv-4.3", True)) for mode in modes}


def version_of(text):
    return tuple(int(part) for part in text.split(".")[:2])


class Row:
    def __init__(self, preset, library, promised):
        self.counts = {"preset": preset, "library": library, "promised": promised, "cases": 0, "bytes": 0,
                       "different": 0, "largest": 0, "first": ""}

    def add(self, case, got, want):
        counts = self.counts
        counts["cases"] += 1
        counts["bytes"] += want.size
        if numpy.array_equal(got, want):
            return
        distance = numpy.abs(got.astype(int) - want)
        counts["different"] += int(numpy.count_nonzero(distance))
        counts["largest"] = max(counts["largest"], int(distance.max()))
        counts["first"] = counts["first"] or str(case)


def compare(library, preset, original, name, options):
    """A row for what the preset promises, and one for what it does not."""
    rows = {promised: Row(preset, name, promised) for promised in (True, False)}
    rules = library.rules(preset.split(",")[0])
    if original.alpha is not None:
        rules.alpha = original.alpha
    # Of the name, not of the position: a new preset leaves the cases of the others alone.
    seed = zlib.crc32(f"{options.seed} {preset}".encode())
    for case in cases.generate(seed, options.cases, original.channel_counts, original.forms):
        try:
            got = library.resize(rules, case)
        except isopel.Refused as why:
            if original.refused(case):
                continue
            sys.exit(f"{preset}: {case}: {why}")
        if original.refused(case):
            sys.exit(f"{preset}: {case}: should have been refused")
        rows[bool(original.promised(case))].add(case, got, original.call(case).reshape(got.shape))
    return [row.counts for row in rows.values() if row.counts["cases"]]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("library")
    parser.add_argument("package", choices=["pillow", "opencv", "openmv", "torchvision"])
    parser.add_argument("--cases", type=int, default=4000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    library = isopel.Library(options.library)
    if options.package == "torchvision":
        import tensors
        for row in tensors.rows(library, options.seed, options.cases, options.only, Row):
            print(json.dumps(row), flush=True)
        return
    version, originals = {"pillow": pillow, "opencv": opencv, "openmv": openmv_model}[options.package]()
    name = f"{options.package} {version}{MACHINES.get(platform.machine(), ' ' + platform.machine())}"
    for preset in library.presets():
        if preset.startswith((options.package + "/", options.package + "-")) and preset not in originals:
            sys.exit(f"{preset}: compare.py does not know what it reproduces")
    for preset, original in originals.items():
        if options.only in preset:
            for row in compare(library, preset, original, name, options):
                print(json.dumps(row), flush=True)


if __name__ == "__main__":
    main()
