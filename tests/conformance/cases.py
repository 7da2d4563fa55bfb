"""What the presets are compared on: fixed sizes first, then as many random ones as asked for."""
import dataclasses
import pathlib
import random
import typing

import numpy

PHOTOGRAPH = pathlib.Path(__file__).resolve().parents[1] / "data" / "photograph.ppm"

# src width and height, dst width and height.
FIXED = [(640, 9, 96, 5), (500, 3, 7, 2), (2, 3, 255, 40), (320, 240, 96, 96), (100, 66, 50, 33), (99, 66, 33, 22),
         (50, 35, 20, 14), (64, 48, 128, 96), (30, 20, 90, 60), (30, 21, 70, 49), (1, 1, 5, 7), (5, 7, 1, 1),
         (1, 50, 1, 17), (50, 1, 17, 1), (13, 17, 13, 40), (13, 17, 40, 17), (13, 17, 13, 17)]


@dataclasses.dataclass(frozen=True)
class Case:
    pixels: numpy.ndarray  # height x width x channels
    size: tuple[int, int]  # width and height of the output
    box: typing.Optional[tuple[float, float, float, float]] = None  # left, top, right, bottom in the source
    scale: typing.Optional[tuple[float, float]] = None  # output over source, given by the caller; size follows from it
    gap: typing.Optional[float] = None  # Pillow's reducing_gap

    @property
    def src(self):
        return self.pixels.shape[1], self.pixels.shape[0]

    @property
    def channels(self):
        return self.pixels.shape[2]

    def __str__(self):
        text = "{}x{} to {}x{}, {} channels".format(*self.src, *self.size, self.channels)
        if self.box:
            text += f", box {self.box}"
        if self.scale:
            text += f", scale {self.scale}"
        if self.gap:
            text += f", gap {self.gap}"
        return text


def any_sizes(chance):
    return tuple(chance.choice([1, 2, 3, 5, 7, 31, 64, 97, chance.randint(1, 150)]) for _ in range(4))


def shrinking(chance):
    width, height = chance.randint(2, 150), chance.randint(2, 150)
    return width, height, chance.randint(1, width), chance.randint(1, height)


def enlarging(chance):
    width, height = chance.randint(1, 60), chance.randint(1, 60)
    return width, height, chance.randint(width, 150), chance.randint(height, 150)


def whole_ratios(chance):
    width, height = chance.randint(1, 30), chance.randint(1, 30)
    across = chance.randint(1, 5)
    return across * width, chance.choice([across, chance.randint(1, 5)]) * height, width, height


def long_axis(chance):
    """Positions far from the start, where rounding errors have added up."""
    src, dst = chance.randint(150, 2000), chance.choice([chance.randint(1, 200), chance.randint(1, 2000)])
    other = chance.randint(1, 3), chance.randint(1, 3)
    return (src, other[0], dst, other[1]) if chance.random() < 0.5 else (other[0], src, other[1], dst)


def tall(chance):
    """Around a hundred times as high as wide, where Pillow 12.2 changes the order of the passes."""
    width = chance.randint(1, 4)
    height = 100 * width + chance.choice([-1, 0, 1, chance.randint(1, 40)])
    return width, height, chance.randint(1, 8), chance.choice([chance.randint(1, height), height, height + 3])


def steep(chance):
    """The height loses about twice as many pixels as the width, where Pillow 13 changes the order of the passes."""
    width, height = chance.randint(2, 40), chance.randint(1, 40)
    out = chance.randint(1, width)
    return width, max(1, height + 2 * (width - out) + chance.randint(-1, 2)), out, height


SHAPES = {any_sizes: 8, shrinking: 4, enlarging: 3, whole_ratios: 2, long_axis: 1, tall: 1, steep: 1}


def read_photograph():
    """A P6 file of 255 levels."""
    data = PHOTOGRAPH.read_bytes()
    width, height = (int(word) for word in data.split(maxsplit=4)[1:3])
    return numpy.frombuffer(data[-width * height * 3:], numpy.uint8).reshape(height, width, 3)


class Painter:
    """Noise mostly, often of 0 and 255 alone, where the sums are largest; flat images; pieces of a photograph."""

    def __init__(self, chance, seed):
        self.chance, self.noise, self.photograph = chance, numpy.random.default_rng(seed), read_photograph()

    def paint(self, width, height, channels):
        kind = self.chance.randrange(8)
        if kind == 0:
            return numpy.full((height, width, channels), self.chance.randrange(256), numpy.uint8)
        room_x, room_y = self.photograph.shape[1] - width, self.photograph.shape[0] - height
        if kind == 1 and room_x >= 0 and room_y >= 0 and channels <= 3:
            left, top = self.chance.randint(0, room_x), self.chance.randint(0, room_y)
            return self.photograph[top:top + height, left:left + width, :channels].copy()
        pixels = self.noise.integers(0, 256, (height, width, channels), dtype=numpy.uint8)
        return numpy.where(pixels > 127, 255, 0).astype(numpy.uint8) if kind <= 4 else pixels


def random_box(chance, width, height):
    """Inside the image, as Pillow demands; a third of them on whole pixels."""
    def span(length):
        if chance.random() < 1 / 3:
            first = chance.randint(0, length - 1)
            return float(first), float(chance.randint(first + 1, length))
        first = chance.uniform(0, length * 0.9)
        return first, chance.uniform(first + length * 0.05, length)

    (left, right), (top, bottom) = span(width), span(height)
    if chance.random() < 0.05:  # as good as the whole, but not the whole
        left, top, right, bottom = 0.0, 0.0, float(width), height - 1e-9
    return left, top, right, bottom


def random_scale(chance, width, height, size):
    """Factors near those of the sizes, and the size that OpenCV derives from them: halves to even."""
    scale = tuple(o / n * chance.choice([1, chance.uniform(0.9, 1.1)]) for o, n in zip(size, (width, height)))
    size = tuple(round(n * factor) for factor, n in zip(scale, (width, height)))
    return (scale, size) if min(size) > 0 else random_scale(chance, width, height, (width, height))


def random_float_scale(chance, width, height):
    """OpenMV's factors are floats, and its sizes rounded down."""
    while True:
        scale = tuple(numpy.float32(chance.choice([0.5, 0.25, 2, chance.uniform(0.1, 3)])) for _ in range(2))
        size = tuple(int(numpy.float32(n) * factor) for factor, n in zip(scale, (width, height)))
        if min(size) > 0:
            return tuple(float(factor) for factor in scale), size


def random_factors(chance, width, height):
    """Pillow's reduce: one over the factors, a box of whole pixels, and the size."""
    factors = chance.randint(1, 9), chance.randint(1, 9)
    left, top = chance.randint(0, width - 1), chance.randint(0, height - 1)
    box = left, top, chance.randint(left + 1, width), chance.randint(top + 1, height)
    if chance.random() < 0.5:
        box = 0, 0, width, height
    size = tuple((end - first + factor - 1) // factor
                 for first, end, factor in zip(box[:2], box[2:], factors))
    return tuple(1 / factor for factor in factors), box, size


def generate(seed, count, channel_counts, forms=("whole",)):
    """The fixed sizes and `count` random cases. `forms` says what the caller can tell the library apart from the sizes:
    "whole" nothing, "box" a part of the source, "region" one of whole pixels, "scale" the factors, "factors of f32" such
    as OpenMV takes, "factors" whole ones, "gap" a reducing gap. The same seed gives the same cases."""
    chance = random.Random(seed)
    painter = Painter(chance, seed)
    shapes, weights = list(SHAPES), list(SHAPES.values())
    for index in range(len(FIXED) + count):
        if index < len(FIXED):
            width, height, *size = FIXED[index]
        else:
            width, height, *size = chance.choices(shapes, weights)[0](chance)
        size, box, scale, gap = tuple(size), None, None, None
        form = chance.choice(forms)
        if form == "box":
            box = random_box(chance, width, height)
        elif form == "scale":
            scale, size = random_scale(chance, width, height, size)
        elif form == "region":
            left, top = chance.randint(0, width - 1), chance.randint(0, height - 1)
            box = left, top, chance.randint(left + 1, width), chance.randint(top + 1, height)
        elif form == "factors of f32":
            scale, size = random_float_scale(chance, width, height)
        elif form == "factors":
            scale, box, size = random_factors(chance, width, height)
        elif form == "gap":
            gap = chance.choice([1.0, 1.5, 2.0, 3.0])
            size = tuple(max(1, length // chance.randint(1, 12)) for length in (width, height))
            box = random_box(chance, width, height) if chance.random() < 0.5 else None
        yield Case(painter.paint(width, height, chance.choice(channel_counts)), size, box, scale, gap)
