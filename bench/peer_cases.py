#!/usr/bin/env python3
"""Times isopel and one library from PyPI in turns, in cases of bench/cases.hpp.

    peer_cases.py LIBRARY PACKAGE SOURCES OUT

peers.py runs this, each package in an environment of its own. SOURCES has the lines of isopel-bench --write-sources; OUT
gets the outputs, for isopel-bench to judge. JSON lines: a description of the peer, then a row for each case and variant.
"""

import functools
import gc
import importlib.metadata
import json
import pathlib
import platform
import statistics
import sys

import numpy

sys.dont_write_bytecode = True  # no __pycache__ among the sources
from peer_run import Isopel, Rules, in_turns  # noqa: E402

FILTERS = {"nearest": 0, "bilinear": 1, "catmull-rom": 2, "area": 3, "lanczos2": 4, "lanczos3": 5, "lanczos4": 6}
SLICES, SLICE_NS = 7, 10_000_000


class Case:
    """A line of the list of sources."""

    def __init__(self, line):
        self.name, self.sample, self.channels, *self.files = line.split()
        self.method, self.pixels, geometry = self.name.split("/")
        self.src, self.dst = (tuple(map(int, size.split("x"))) for size in geometry.split("-to-"))
        self.channels = int(self.channels)
        self.filter = self.method.removesuffix("-aa")
        self.shrinks = self.src[0] > self.dst[0]
        self.antialias = self.method.endswith("-aa")
        # Peers that always widen filters can do those, too, where nothing shrinks.
        self.may_widen = self.antialias or not self.shrinks or self.filter in ("nearest", "area")

    def is_for_us(self):
        """Python has the u8 cases of contract 1."""
        return self.filter in FILTERS and self.sample == "1" and self.channels <= 4

    def arrays(self):
        """Both images; gray has a third dimension, too."""
        shape = (self.src[1], self.src[0], self.channels)
        return [numpy.fromfile(file, numpy.uint8).reshape(shape) for file in self.files]


class Pillow:
    """Pillow and Pillow-SIMD: widens filters; 4 channels as CMYK, which has no alpha."""
    filters = {"nearest": "NEAREST", "bilinear": "BILINEAR", "catmull-rom": "BICUBIC", "area": "BOX", "lanczos3": "LANCZOS"}
    modes = {1: "L", 3: "RGB", 4: "CMYK"}
    own_kernel = {}
    note = ("Image.resize on a loaded image, RGB in 4 bytes a pixel; it makes its tables and its result in each call. "
            "BOX samples at pixel centres")
    copy = None

    def __init__(self):
        from PIL import Image
        self.image = Image

    def variants(self):
        return [("", lambda: None)]

    def picture(self, pixels):
        mode = self.modes[pixels.shape[2]]
        image = self.image.frombytes(mode, (pixels.shape[1], pixels.shape[0]), pixels.tobytes())
        image.load()
        return image

    def has(self, case):
        return case.may_widen and case.filter in self.filters and (case.filter != "area" or case.shrinks)

    def call(self, case, pixels):
        """A function that resizes, or None; what it returns, output() understands."""
        if not self.has(case):
            return None
        how = getattr(self.image.Resampling, self.filters[case.filter])
        return functools.partial(self.picture(pixels).resize, case.dst, how)

    @staticmethod
    def output(result):
        return numpy.array(result)


class PicScale(Pillow):
    """pic-scale takes and gives images of Pillow: it copies all pixels out of the one and into the other."""
    filters = {"nearest": "NEAREST", "bilinear": "BILINEAR", "catmull-rom": "CATMULL_ROM", "lanczos2": "LANCZOS2",
               "lanczos3": "LANCZOS", "lanczos4": "LANCZOS4", "area": "BOX"}
    modes = {1: "L", 3: "RGB", 4: "RGBA"}
    note = ("Plan.resize, one worker, no premultiplying. It copies Pillow's image out and in; the copy is measured by a "
            "resize to one pixel and taken off its time")

    def __init__(self):
        super().__init__()
        import pic_scale
        self.library = pic_scale

    def plan(self, case, size, how):
        return self.library.Plan(case.src, size, getattr(self.library.Resampling, how), self.modes[case.channels], False)

    def call(self, case, pixels):
        if not self.has(case):
            return None
        return functools.partial(self.plan(case, case.dst, self.filters[case.filter]).resize, self.picture(pixels))

    def copy(self, case, pixels):
        """What its binding does besides resizing."""
        return functools.partial(self.plan(case, (1, 1), "NEAREST").resize, self.picture(pixels))


class FastImageResize:
    """The crate fast_image_resize by its binding cykooz-resizer, on buffers of its own."""
    own_kernel = {}
    note = "Resizer.resize between two ImageData; convolution, which widens filters; it makes its tables in each call"
    copy = None
    filters = {"bilinear": "bilinear", "catmull-rom": "catmull_rom", "lanczos3": "lanczos3", "area": "box"}

    def __init__(self):
        import cykooz_resizer
        self.library = cykooz_resizer
        self.resizer = cykooz_resizer.Resizer()
        self.note += f"; {self.resizer.cpu_extensions}"

    def variants(self):
        return [("", lambda: None)]

    def call(self, case, pixels):
        library = self.library
        if case.filter == "nearest":
            how = library.ResizeAlg.nearest()
        elif case.may_widen and case.filter in self.filters and (case.filter != "area" or case.shrinks):
            how = library.ResizeAlg.convolution(getattr(library.FilterType, self.filters[case.filter]))
        else:
            return None
        kind = {1: library.PixelType.U8, 3: library.PixelType.U8x3, 4: library.PixelType.U8x4}[case.channels]
        src = library.ImageData(*case.src, kind, pixels.tobytes())
        dst = library.ImageData(*case.dst, kind)
        options = library.ResizeOptions(resize_alg=how, use_alpha=False)

        def call():
            self.resizer.resize(src, dst, options)
            return dst
        return call

    @staticmethod
    def output(result):
        return numpy.frombuffer(result.get_buffer(), numpy.uint8)


class OpenCV:
    filters = {"nearest": "INTER_NEAREST_EXACT", "bilinear": "INTER_LINEAR", "catmull-rom": "INTER_CUBIC",
               "lanczos4": "INTER_LANCZOS4", "area": "INTER_AREA"}
    own_kernel = {"catmull-rom"}
    copy = None

    def __init__(self):
        import cv2
        self.cv2 = cv2
        cv2.setNumThreads(1)
        self.note = f"cv2.resize into an array that exists, one thread; {cv2.getCPUFeaturesLine()}"

    def variants(self):
        if not self.cv2.ipp.useIPP() and not hasattr(self, "switched"):
            return [("", lambda: None)]
        self.switched = True
        return [("-no-ipp", lambda: self.cv2.ipp.setUseIPP(False)), ("-ipp", lambda: self.cv2.ipp.setUseIPP(True))]

    def call(self, case, pixels):
        if case.filter not in self.filters or (case.antialias and case.shrinks) or (
                case.filter == "area" and not case.shrinks):
            return None
        gray = case.channels == 1
        width, height = case.dst
        dst = numpy.empty((height, width) if gray else (height, width, case.channels), numpy.uint8)
        return functools.partial(self.cv2.resize, pixels[:, :, 0] if gray else pixels, case.dst, dst,
                                 interpolation=getattr(self.cv2, self.filters[case.filter]))

    @staticmethod
    def output(result):
        return result


PEERS = {"pillow": Pillow, "pillow-simd": Pillow, "pic-scale": PicScale, "cykooz-resizer": FastImageResize,
         "opencv-python-headless": OpenCV}
NAMES = {"pillow": "pillow", "pillow-simd": "pillow-simd", "pic-scale": "pic-scale", "cykooz-resizer": "fast-image-resize",
         "opencv-python-headless": "opencv-pypi"}


def rows(isopel, peer, package, case, out):
    """Times and outputs of one case: isopel, and each variant of the peer."""
    noise, calm = case.arrays()
    call = peer.call(case, noise)
    if call is None:
        return
    ours = numpy.zeros((case.dst[1], case.dst[0], case.channels), numpy.uint8)
    rules = Rules(filter=FILTERS[case.filter], antialias=case.antialias)
    contenders = [(lambda: None, isopel.executor(rules, noise, ours))]
    contenders += [(switch, call) for _, switch in peer.variants()]
    if peer.copy:
        contenders.append((lambda: None, peer.copy(case, noise)))
    our_times, *their_times = in_turns(contenders, SLICES, SLICE_NS)
    copy_times = their_times.pop() if peer.copy else [0]
    for (suffix, switch), times in zip(peer.variants(), their_times):
        switch()
        name = NAMES[package] + suffix
        files = []
        for pixels, kind in ((noise, "noise"), (calm, "calm")):
            files.append(str(out / f"{case.name.replace('/', '_')}.{name}.{kind}"))
            numpy.ascontiguousarray(peer.output(peer.call(case, pixels)())).tofile(files[-1])
        yield {"case": case.name, "peer": name, "keys_75": int(case.filter in peer.own_kernel), "files": files,
               "isopel_ns": our_times, "peer_ns": times, "copy_ns": statistics.median(copy_times)}


def main():
    library, package, sources, out = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3]), pathlib.Path(sys.argv[4])
    isopel, peer = Isopel(library), PEERS[package]()
    gc.disable()  # its pauses would hit anybody
    cases = [case for case in map(Case, sources.read_text(encoding="utf-8").splitlines()) if case.is_for_us()]
    pixel = Case("nearest/gray/1x1-to-1x1 1 1 - -")
    overheads = in_turns([(lambda: None, isopel.refusal()),
                          (lambda: None, peer.call(pixel, numpy.zeros((1, 1, 1), numpy.uint8)))], SLICES, SLICE_NS)
    print(json.dumps({"peer": NAMES[package], "package": package, "version": importlib.metadata.version(package),
                      "note": peer.note, "python": platform.python_version(), "arch": isopel.arch(),
                      "isopel_call_ns": statistics.median(overheads[0]),
                      "peer_call_ns": statistics.median(overheads[1])}), flush=True)
    for case in cases:
        for row in rows(isopel, peer, package, case, out):
            print(json.dumps(row), flush=True)


if __name__ == "__main__":
    main()
