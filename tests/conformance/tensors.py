"""torchvision's way from a PIL image to a tensor, against one plan of isopel, bit for bit."""
import ctypes
import random

import numpy
from PIL import Image

import cases
import isopel

IMAGENET = (0.485, 0.456, 0.406, 0.5), (0.229, 0.224, 0.225, 0.25)  # a fourth for alpha
SIZES = [(640, 480), (500, 375), (320, 240), (240, 320), (1, 1), (7, 3), (224, 224), (256, 256)]


class Case:
    """An image, what Resize and CenterCrop get, a part of the image for resized_crop, and Normalize's numbers."""

    def __init__(self, chance, painter, index):
        if index < len(SIZES):
            width, height = SIZES[index]
        else:
            width = chance.choice([chance.randint(1, 40), chance.randint(1, 300)])
            height = min(max(1, round(width * 2 ** chance.uniform(-3, 3))), 400)
        channels = chance.choice([3, 3, 3, 1, 4])
        self.pixels = painter.paint(width, height, channels)
        small = chance.random() < 0.8 and index >= len(SIZES)
        self.side = chance.randint(1, 100) if small else 256
        self.limit = self.side + chance.randint(1, self.side) if chance.random() < 0.2 else 0
        if self.limit * self.side < self.side * max(width, height) // min(width, height):
            self.limit = 0  # torchvision's other side would be 0, which is an error there
        # Now and then larger than the image, which is padded then.
        self.crop = tuple(chance.randint(1, self.side + self.side // 4) for _ in range(2)) if small else (224, 224)
        left, top = chance.randint(0, width - 1), chance.randint(0, height - 1)
        self.part = left, top, chance.randint(1, width - left), chance.randint(1, height - top)
        if chance.random() < 0.5:
            self.mean, self.deviation = (numbers[:channels] for numbers in IMAGENET)
        else:
            self.mean = tuple(chance.uniform(-1, 1) for _ in range(channels))
            self.deviation = tuple(chance.uniform(0.01, 2) for _ in range(channels))

    def image(self):
        return Image.fromarray(self.pixels[:, :, 0] if self.pixels.shape[2] == 1 else self.pixels)

    def normalization(self):
        # Channels that are not there must not divide by zero either.
        def four(numbers):
            return (ctypes.c_float * 4)(*numbers, *[1] * (4 - len(numbers)))
        return isopel.Normalization(255, four(self.mean), four(self.deviation))

    def __str__(self):
        height, width, channels = self.pixels.shape
        return (f"{width}x{height}, {channels} channels, Resize({self.side}, max_size={self.limit or None}), crop "
                f"{self.crop}, part {self.part}, mean {self.mean}, deviation {self.deviation}")


def rows(library, seed, count, only, new_row):
    """A row for each preset and each of the three ways: floats, halves, and floats of a part, as RandomResizedCrop
    makes them."""
    import torchvision
    from torchvision.transforms import InterpolationMode, functional
    name = f"torchvision {torchvision.__version__}"

    def normalized(case, image):
        return functional.normalize(functional.to_tensor(image), case.mean, case.deviation)

    for preset in ("bilinear", "bicubic", "nearest", "lanczos"):
        mode, rules = InterpolationMode(preset), library.rules(f"pillow/{preset}")

        def cropped(case):
            image = functional.resize(case.image(), case.side, mode, case.limit or None)
            return normalized(case, functional.center_crop(image, case.crop[::-1]))

        def of_part(case):
            left, top, width, height = case.part
            return normalized(case, functional.resized_crop(case.image(), top, left, height, width, case.crop[::-1],
                                                            mode))

        def fit(case):
            return isopel.Fit(isopel.SHORT_SIDE, isopel.Size(*case.crop), isopel.TORCHVISION, side=case.side,
                              limit=case.limit)

        def tensor(case, element):
            return library.tensor(rules, fit(case), case.normalization(), element, case.pixels)

        def tensor_of_part(case):
            # It cuts first and resizes then: the part is the source, not a box in it.
            left, top, width, height = case.part
            pixels = numpy.ascontiguousarray(case.pixels[top:top + height, left:left + width])
            return library.tensor(rules, isopel.Fit(size=isopel.Size(*case.crop)), case.normalization(), isopel.F32,
                                  pixels)

        ways = {"f32": (lambda case: tensor(case, isopel.F32), cropped),
                "f16": (lambda case: tensor(case, isopel.F16), lambda case: cropped(case).half()),
                "part": (tensor_of_part, of_part)}
        for way, (ours, theirs) in ways.items():
            title = f"pillow/{preset}, {way}"
            if only not in title:
                continue
            row = new_row(title, name, True)
            dice = random.Random(f"{seed} {title}")
            painter = cases.Painter(dice, dice.randrange(2**32))
            for index in range(len(SIZES) + count):
                case = Case(dice, painter, index)
                try:
                    got = ours(case)
                except isopel.Refused as why:
                    raise SystemExit(f"{title}: {case}: {why}")
                want = theirs(case).numpy()
                if got.shape != want.shape:
                    raise SystemExit(f"{title}: {case}: {got.shape}, torchvision {want.shape}")
                row.add(case, got.view(numpy.uint8), numpy.ascontiguousarray(want).view(numpy.uint8))
            yield row.counts
