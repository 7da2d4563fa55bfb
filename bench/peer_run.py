#!/usr/bin/env python3
"""Times isopel's presets and the Pillow or OpenCV of this Python in turns.  peer_run.py LIBRARY PACKAGE [PRESET...]

peers.py runs this. JSON lines: which list of the record the item belongs to, and the item."""
import ctypes
import functools
import gc
import itertools
import json
import pathlib
import platform
import random
import re
import statistics
import sys
import time

import numpy

sys.dont_write_bytecode = True  # no __pycache__ among the sources
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "tests" / "conformance"))
from cases import read_photograph  # noqa: E402
from isopel import Box, Library, Message, Plan, Rules, Scale, Spec, View, fnv1a, view  # noqa: E402

GEOMETRIES = [((1280, 720), (427, 240)), ((1920, 1080), (640, 360)), ((640, 480), (96, 96)),
              ((1280, 720), (1920, 1080)), ((512, 512), (224, 224))]
FORMATS = {"gray": 1, "rgb": 3}
PILLOW = {"pillow/nearest": "NEAREST", "pillow/box": "BOX", "pillow/bilinear": "BILINEAR", "pillow/hamming": "HAMMING",
          "pillow/bicubic": "BICUBIC", "pillow/lanczos": "LANCZOS"}
OPENCV = {"opencv-4/nearest": "INTER_NEAREST", "opencv-4/linear": "INTER_LINEAR",
          "opencv-4/linear-exact": "INTER_LINEAR_EXACT", "opencv-4/area/x86": "INTER_AREA",
          "opencv-4/cubic/x86": "INTER_CUBIC", "opencv-4/lanczos4": "INTER_LANCZOS4"}
SLICES = 9
SLICE_NS = 25_000_000


class Isopel(Library):
    """Calls that are ready to be repeated."""

    def __init__(self, path):
        super().__init__(path)
        c, pointer = self.c, ctypes.c_void_p
        c.isopel_resize.argtypes = [View, View, Rules, pointer]
        c.isopel_best_arch.argtypes, c.isopel_best_arch.restype = [ctypes.c_uint32, pointer], pointer
        c.isopel_arch_name.argtypes, c.isopel_arch_name.restype = [pointer], ctypes.c_char_p

    def arch(self):
        return self.c.isopel_arch_name(self.c.isopel_best_arch(0, None)).decode()

    @staticmethod
    def check(function, *arguments):
        """Calls it once with a message, which must stay empty."""
        message = Message()
        if function(*arguments, ctypes.byref(message)) != 0:
            sys.exit(f"peer_run.py: {message.text.decode()}")

    def executor(self, rules, src, dst):
        """The call with a plan that exists."""
        spec = Spec(view(src).size, view(dst).size, view(src).format, rules, 0, Box(), Scale())
        tables, plan = ctypes.create_string_buffer(self.c.isopel_memory_size(ctypes.byref(spec))), Plan()
        self.check(self.c.isopel_plan_make, ctypes.byref(spec), tables, len(tables), None, ctypes.byref(plan))
        scratch = ctypes.create_string_buffer(self.c.isopel_plan_scratch_size(ctypes.byref(plan)))
        arguments = (ctypes.byref(plan), view(src), view(dst), scratch, len(scratch))
        self.check(self.c.isopel_plan_execute, *arguments)
        call = functools.partial(self.c.isopel_plan_execute, *arguments, None)
        call.keep = (tables, plan, src, dst)  # the plan and the views hold addresses only
        return call

    def resizer(self, rules, src, dst):
        """The call that makes its plan."""
        arguments = (view(src), view(dst), rules)
        self.check(self.c.isopel_resize, *arguments)
        call = functools.partial(self.c.isopel_resize, *arguments, None)
        call.keep = (src, dst)
        return call

    def refusal(self):
        """An execution that is refused at once: a plan that was never made."""
        pixel = numpy.zeros((1, 1, 1), numpy.uint8)
        scratch = ctypes.create_string_buffer(1)
        arguments = (ctypes.byref(Plan()), view(pixel), view(pixel), scratch, len(scratch))
        return functools.partial(self.c.isopel_plan_execute, *arguments, None)


class Pillow:
    presets = PILLOW

    def __init__(self):
        import PIL
        from PIL import Image
        self.image = Image
        self.name = f"Pillow {PIL.__version__}"
        self.note = ("Image.resize on a loaded image of mode L or RGB (which Pillow keeps in 4 bytes a pixel); it "
                     "creates its result in each call, because its interface does.")

    def variants(self):
        """(name of the row's peer, whether presets claim its bytes, how to switch to it)"""
        return [(self.name, True, lambda: None)]

    def call(self, preset, src, size):
        """A function that resizes."""
        image = self.image.fromarray(src if src.shape[2] == 3 else src[:, :, 0])
        image.load()
        return functools.partial(image.resize, size, getattr(self.image.Resampling, PILLOW[preset]))


class OpenCV:
    presets = OPENCV

    def __init__(self):
        import cv2
        self.cv2 = cv2
        self.name = f"OpenCV {cv2.__version__}"
        cv2.setNumThreads(1)

        def built(what):
            found = re.search(rf"^ *{what}: *(.*?) *$", cv2.getBuildInformation(), flags=re.M)
            return found.group(1) if found else "not said"
        self.has_ipp = cv2.ipp.useIPP()
        self.note = (f"cv2.resize into an array that exists. IPP in the build: {built('Intel IPP')}; HAL: "
                     f"{built('Custom HAL')}; threads: {cv2.getNumThreads()}; dispatched here (with a star): "
                     f"{cv2.getCPUFeaturesLine()}.")

    def variants(self):
        if not self.has_ipp:
            return [(f"{self.name}, no IPP", True, lambda: None)]
        return [(f"{self.name}, IPP off", True, lambda: self.cv2.ipp.setUseIPP(False)),
                (f"{self.name}, IPP on", False, lambda: self.cv2.ipp.setUseIPP(True))]

    def call(self, preset, src, size):
        gray = src.shape[2] == 1
        dst = numpy.empty((size[1], size[0]) if gray else (size[1], size[0], src.shape[2]), numpy.uint8)
        return functools.partial(self.cv2.resize, src[:, :, 0] if gray else src, size, dst,
                                 interpolation=getattr(self.cv2, OPENCV[preset]))


def slice_ns(call, count):
    """CPU nanoseconds of one call."""
    start = time.process_time_ns()
    for _ in itertools.repeat(None, count):
        call()
    return (time.process_time_ns() - start) / count


def calls_in_slice(call, length):
    """How many calls fill a slice. The first ones warm caches up."""
    call()
    count = 1
    while (each := slice_ns(call, count)) * count < length / 4:
        count *= 2
    return max(1, round(length / each))


def in_turns(contenders, slices=SLICES, length=SLICE_NS):
    """[(switch, call)]: a list of times of one call for each, from slices in turns, in another order each time."""
    counts = []
    for switch, call in contenders:
        switch()
        counts.append(calls_in_slice(call, length))
    times = [[] for _ in contenders]
    for _ in range(slices):
        for i in random.sample(range(len(contenders)), len(contenders)):
            switch, call = contenders[i]
            switch()
            times[i].append(slice_ns(call, counts[i]))
    return times


def source(size, channels):
    """The photograph, repeated to that size; gray is its green."""
    photograph = read_photograph()
    tiled = numpy.tile(photograph, (-(-size[1] // photograph.shape[0]), -(-size[0] // photograph.shape[1]), 1))
    cut = tiled[:size[1], :size[0]]
    return numpy.ascontiguousarray(cut if channels == 3 else cut[:, :, 1:2])


def rows(isopel, peer, preset, src_size, dst_size, name):
    """A row for each variant of the peer."""
    channels = FORMATS[name]
    src = source(src_size, channels)
    planned, whole = (numpy.zeros((dst_size[1], dst_size[0], channels), numpy.uint8) for _ in range(2))
    rules = isopel.rules(preset)
    calls = [(lambda: None, isopel.executor(rules, src, planned)), (lambda: None, isopel.resizer(rules, src, whole))]
    if not (planned == whole).all():
        sys.exit(f"peer_run.py: {preset}: isopel_plan_execute and isopel_resize give different bytes")
    variants, outputs = peer.variants(), []
    for _, _, switch in variants:
        call = peer.call(preset, src, dst_size)
        switch()
        outputs.append(numpy.array(call()).reshape(planned.shape))
        calls.append((switch, call))
    pixels = dst_size[0] * dst_size[1]
    ours, with_plan, *theirs = ([ns / pixels for ns in times] for times in in_turns(calls))
    ours_hash = fnv1a(planned.tobytes())
    for (version, claimed, _), output, times in zip(variants, outputs, theirs):
        distance = numpy.abs(output.astype(numpy.int16) - planned)
        different = int((distance != 0).sum())
        yield {"preset": preset, "version": version, "claimed": claimed, "format": name, "channels": channels,
               "geometry": f"{src_size[0]}x{src_size[1]}->{dst_size[0]}x{dst_size[1]}",
               "isopel": {"ns_per_px": ours, "hash": ours_hash}, "isopel_with_plan": {"ns_per_px": with_plan},
               "peer": {"ns_per_px": times, "hash": fnv1a(output.tobytes()) if different else ours_hash},
               "different": different, "largest": int(distance.max())}


def tell(which, item, text=""):
    print(json.dumps({"list": which, "item": item, "text": text}), flush=True)


def main():
    isopel = Isopel(sys.argv[1])
    peer = Pillow() if sys.argv[2] == "pillow" else OpenCV()
    gc.disable()  # its pauses would hit anybody
    pixel = numpy.zeros((1, 1, 1), numpy.uint8)
    one_pixel = peer.call(next(iter(peer.presets)), pixel, (1, 1))
    costs = in_turns([(lambda: None, isopel.refusal()), (lambda: None, one_pixel)])
    tell("peers", {"name": peer.name, "note": peer.note, "arch": isopel.arch(), "python": platform.python_version(),
                   "numpy": numpy.__version__, "isopel_call_ns": statistics.median(costs[0]),
                   "peer_call_ns": statistics.median(costs[1])}, peer.name)
    known = isopel.presets()
    for preset in peer.presets:
        if sys.argv[3:] and preset not in sys.argv[3:]:
            continue
        if preset not in known:
            text = f"{preset}: not in this build"
            tell("skipped", text, text)
            continue
        for src_size, dst_size in GEOMETRIES:
            for name in FORMATS:
                for row in rows(isopel, peer, preset, src_size, dst_size, name):
                    ratio = statistics.median(row["peer"]["ns_per_px"]) / statistics.median(row["isopel"]["ns_per_px"])
                    tell("rows", row, f"{preset} {row['version']} {row['geometry']} {name}: {ratio:.2f}x"
                         + (f", {row['different']} bytes differ" if row["different"] else ""))


if __name__ == "__main__":
    main()
