#!/usr/bin/env python3
"""Compares isopel's presets with the Pillow or OpenCV of this Python, byte for byte.  compare.py LIBRARY PACKAGE

One JSON line per preset. isopel runs through its C interface; the cases are edge sizes, special ratios and random ones,
on noise, 0/255 noise, flat images and a photograph."""
import ctypes
import json
import pathlib
import random
import sys

import numpy

PHOTOGRAPH = pathlib.Path(__file__).resolve().parents[1] / "data" / "photograph.ppm"


class Size(ctypes.Structure):
    _fields_ = [("width", ctypes.c_int32), ("height", ctypes.c_int32)]


class Format(ctypes.Structure):
    _fields_ = [("element", ctypes.c_int32), ("channels", ctypes.c_int32)]


class Rules(ctypes.Structure):
    _fields_ = [("filter", ctypes.c_int32), ("border", ctypes.c_int32), ("antialias", ctypes.c_bool),
                ("arithmetic", ctypes.c_int32)]


class View(ctypes.Structure):
    _fields_ = [("data", ctypes.c_void_p), ("size", Size), ("stride", ctypes.c_ssize_t), ("format", Format)]


class Message(ctypes.Structure):
    _fields_ = [("text", ctypes.c_char * 224)]


def view(pixels):
    height, width, channels = pixels.shape
    return View(pixels.ctypes.data, Size(width, height), width * channels, Format(0, channels))


def resize(library, preset, pixels, width, height):
    rules, message = Rules(), Message()
    if library.isopel_preset_rules(preset.encode(), ctypes.byref(rules), ctypes.byref(message)) != 0:
        sys.exit(message.text.decode())
    out = numpy.empty((height, width, pixels.shape[2]), numpy.uint8)
    if library.isopel_resize(view(pixels), view(out), rules, ctypes.byref(message)) != 0:
        sys.exit(message.text.decode())
    return out


def pillow():
    """Its version, the channels it can have, and {preset: function(pixels, width, height)}."""
    import PIL
    from PIL import Image

    def call(code):
        def resize_with_pillow(pixels, width, height):
            image = Image.fromarray(pixels if pixels.shape[2] == 3 else pixels[:, :, 0])
            return numpy.asarray(image.resize((width, height), code))
        return resize_with_pillow

    codes = {"nearest": 0, "lanczos": 1, "bilinear": 2, "bicubic": 3, "box": 4, "hamming": 5}
    return PIL.__version__, [1, 3], {f"pillow/{name}": call(code) for name, code in codes.items()}


def opencv():
    import cv2

    def call(code):
        return lambda pixels, width, height: cv2.resize(pixels, (width, height), interpolation=code)

    return cv2.__version__, [1, 2, 3, 4], {
        "opencv-4/nearest": call(cv2.INTER_NEAREST), "opencv-4/linear": call(cv2.INTER_LINEAR),
        "opencv-4/linear-exact": call(cv2.INTER_LINEAR_EXACT),
        "opencv-4.6/nearest-exact": call(cv2.INTER_NEAREST_EXACT)}


def read_photograph():
    """A P6 file of 255 levels."""
    data = PHOTOGRAPH.read_bytes()
    width, height = (int(word) for word in data.split(maxsplit=4)[1:3])
    return numpy.frombuffer(data[-width * height * 3:], numpy.uint8).reshape(height, width, 3)


def cases(seed, channel_counts):
    """(source pixels, width, height)"""
    chance, noise = random.Random(seed), numpy.random.default_rng(seed)
    photograph = read_photograph()
    fixed = [(640, 9, 96, 5), (500, 3, 7, 2), (2, 3, 255, 40), (320, 240, 96, 96), (100, 66, 50, 33), (99, 66, 33, 22),
             (50, 35, 20, 14), (64, 48, 128, 96), (30, 20, 90, 60), (30, 21, 70, 49), (1, 1, 5, 7), (5, 7, 1, 1),
             (1, 50, 1, 17), (50, 1, 17, 1), (13, 17, 13, 40), (13, 17, 40, 17)]
    for sizes in fixed + [tuple(chance.choice([1, 2, 3, 5, 7, 31, 64, 97, chance.randint(1, 150)]) for _ in range(4))
                          for _ in range(400)]:
        src_width, src_height, width, height = sizes
        channels = chance.choice(channel_counts)
        kind = chance.randrange(8)
        pixels = noise.integers(0, 256, (src_height, src_width, channels), dtype=numpy.uint8)
        if kind in (0, 1, 2):
            pixels = numpy.where(pixels > 127, 255, 0).astype(numpy.uint8)
        elif kind == 3:
            pixels[:] = chance.randrange(256)
        elif kind == 4 and src_width <= 320 and src_height <= 240 and channels <= 3:
            pixels = numpy.ascontiguousarray(photograph[:src_height, :src_width, :channels])
        if channels == 2 and (src_width, src_height) == (2 * width, 2 * height):
            continue  # refused: OpenCV has a rounding of its own there
        yield pixels, width, height


def main():
    library = ctypes.CDLL(sys.argv[1])
    library.isopel_resize.argtypes = [View, View, Rules, ctypes.c_void_p]
    version, channel_counts, presets = pillow() if sys.argv[2] == "pillow" else opencv()
    for number, (preset, original) in enumerate(presets.items()):
        row = {"preset": preset, "version": version, "cases": 0, "bytes": 0, "different": 0, "largest": 0, "first": ""}
        for pixels, width, height in cases(number, channel_counts):
            channels = pixels.shape[2]
            want = original(pixels, width, height).reshape(height, width, channels)
            got = resize(library, preset, pixels, width, height)
            distance = numpy.abs(got.astype(int) - want)
            row["cases"] += 1
            row["bytes"] += want.size
            row["different"] += int((distance != 0).sum())
            row["largest"] = max(row["largest"], int(distance.max()))
            if distance.any() and not row["first"]:
                row["first"] = f"{pixels.shape[1]}x{pixels.shape[0]} to {width}x{height}, {channels} channels"
        print(json.dumps(row), flush=True)


if __name__ == "__main__":
    main()
