#!/usr/bin/env python3
"""Camera frames through the command.  frames_test.py ISOPEL DATA [CLASS...]"""
import sys
import unittest

import pictures
from case import Case, sequence

# (35): bits, luma's offset, luma, red of V, green of U and V, blue of U.
MATRICES = {"bt601-limited-8bit": (8, 16, 298, 409, -100, -208, 516),
            "bt709-full": (16, 0, 65536, 103206, -12276, -30679, 121609)}


def rgb(matrix, y, u, v):
    bits, offset, luma, red_v, green_u, green_v, blue_u = MATRICES[matrix]
    c, d, e = y - offset, u - 128, v - 128
    sums = (luma * c + red_v * e, luma * c + green_u * d + green_v * e, luma * c + blue_u * d)
    return bytes(min(max(s + (1 << (bits - 1)) >> bits, 0), 255) for s in sums)


def planes(luma, u, v, layout, width):
    """The frame's bytes; chroma of 2x2 pixels, or for packed layouts of 2x1 ones."""
    if layout in ("yuyv", "uyvy"):
        out = bytearray()
        for i in range(0, len(luma), 2):
            c = i // 2
            out += bytes((luma[i], u[c], luma[i + 1], v[c]) if layout == "yuyv" else (u[c], luma[i], v[c], luma[i + 1]))
        return bytes(out)
    if layout == "i420":
        return luma + u + v
    pairs = zip(u, v) if layout == "nv12" else zip(v, u)
    return luma + bytes(sample for pair in pairs for sample in pair)


class Frames(Case):
    def frame(self, data, geometry, *options):
        return pictures.read_pnm(self.good("frame", "-", "-", geometry, "--format", "pnm", *options, stdin=data))

    def test_every_layout_and_matrix_at_its_own_size(self):
        width, height = 6, 4
        luma = sequence(width * height, False)
        for layout in ("nv12", "nv21", "i420", "yuyv", "uyvy"):
            packed = layout in ("yuyv", "uyvy")
            count = width * height // (2 if packed else 4)
            u, v = sequence(count, False)[::-1], bytes(reversed(range(10, 10 + count * 7, 7)))
            data = planes(luma, u, v, layout, width)
            for matrix in MATRICES:
                want = b""
                for i, y in enumerate(luma):
                    row, column = divmod(i, width)
                    c = (row if packed else row // 2) * (width // 2) + column // 2
                    want += rgb(matrix, y, u[c], v[c])
                got = self.frame(data, "6x4", "--size", "6x4", "--layout", layout, "--matrix", matrix)
                self.assertEqual(got.pixels, want, (layout, matrix))

    def test_the_orders_are_those_of_their_parts(self):
        luma, u, v = sequence(16 * 8, False), sequence(8 * 4, False), sequence(8 * 4, False)[::-1]
        data = planes(luma, u, v, "i420", 16)
        plane = lambda pixels, width, height: pictures.Picture(width, height, 1, pixels)
        big = lambda picture: self.resize(pictures.to_pnm(picture), "24x12").pixels
        parts = [big(plane(luma, 16, 8)), big(plane(u, 8, 4)), big(plane(v, 8, 4))]
        want = b"".join(rgb("bt709-full", *pixel) for pixel in zip(*parts))
        options = ("--size", "16x8", "--layout", "i420", "--matrix", "bt709-full")
        self.assertEqual(self.frame(data, "24x12", *options, "--order", "resize-then-convert").pixels, want)
        whole = self.frame(data, "16x8", *options)
        self.assertEqual(self.frame(data, "24x12", *options).pixels, self.resize(pictures.to_pnm(whole), "24x12").pixels)

    def test_siting_moves_colour_only(self):
        data = planes(bytes([100]) * 64, sequence(16, False), bytes([128]) * 16, "nv12", 8)
        options = ("--size", "8x8", "--order", "resize-then-convert")
        centre, left = (self.frame(data, "16x16", *options, "--siting", siting) for siting in ("centre", "left"))
        self.assertNotEqual(centre.pixels, left.pixels)
        self.assertEqual(centre.pixels[0::3], left.pixels[0::3])  # red has no U in it

    def test_what_is_wrong_is_said(self):
        data = self.write("frame.yuv", bytes(6 * 4 * 3 // 2))
        for size, layout, words in (("7x4", "nv12", "nv12 needs even sides, not 7x4"), ("6x5", "i420", "6x5"),
                                    ("7x4", "yuyv", "7x4"), ("6x6", "nv12", "54")):
            with self.subTest(size=size, layout=layout):
                said = self.bad("frame", data, "-", "3x2", "--format", "pnm", "--size", size, "--layout", layout)
                self.assertIn(words, said)
        self.assertIn("unwritten", self.bad("frame", data, "-", "3x2", "--format", "pnm", "--size", "6x4", "--border",
                                            "undefined"))
        self.bad("frame", data, "-", "3x2", "--size", "6x4", "--layout", "rgb", code=2)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
