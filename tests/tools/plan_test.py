"""Tests of `isopel plan`.

    plan_test.py ISOPEL DATA [CLASS...]
"""
import re
import struct
import unittest

import case
from case import DATA, Case

EXAMPLE = DATA.parents[1] / "examples" / "static_plan" / "input_plan.h"


class Plans(Case):
    def header(self, *arguments):
        return self.good("plan", *arguments, "--emit-c", "-").decode()

    def image(self, *arguments):
        text = re.search(r"_image\[(\d+)\] = \{\n(.*?)\n\};", self.header(*arguments), re.S)
        words = [int(word, 16) for word in text[2].replace(",", " ").split()]
        self.assertEqual(len(words), int(text[1]))
        return words

    def test_a_plan_in_words(self):
        text = self.good("plan", "320x240", "96x96", "--channels", "1", "--block-rows", "1").decode()
        self.assertEqual(text, """\
320x240 gray8 to 96x96 gray8, bilinear, antialias off, border replicate, block rows 1
method  horizontal_first
x        2 taps   records of 8 bytes, bias -2097088, shift 7
y        2 taps   records of 8 bytes, bias 269484032, shift 21
columns 0..320
tables      1615 bytes
scratch      647 bytes
image       1696 bytes
""")
        text = self.good("plan", "640x480", "96x96", "--filter", "lanczos3", "--antialias", "on", "--store", "i8", "--crop",
                         "3,3,50,60").decode()
        self.assertIn("640x480 rgb8 to 50x60 rgb_i8, lanczos3, antialias on", text)
        self.assertIn("columns 3..370\n", text)
        self.assertIn("x        1 taps   no table\n", self.good("plan", "9x9", "9x9").decode())

    def test_the_example_is_what_the_command_writes(self):
        want = EXAMPLE.read_text()
        options = ["320x240", "96x96", "--channels", "1", "--block-rows", "1", "--preset", "opencv-4/linear", "--name", "input"]
        self.assertEqual(self.header(*options), want)
        self.assertEqual(self.good("plan", *options, "--emit-c", self.path("plan.h")), b"")
        self.assertEqual((self.folder / "plan.h").read_text(), want)

    def test_the_image_has_the_printed_sizes(self):
        for options in (["--filter", "area"], ["--preset", "pillow/bilinear"], ["--element", "f32", "--border", "constant"]):
            text = self.good("plan", "99x77", "20x30", *options).decode()
            size = int(re.search(r"^image +(\d+) bytes$", text, re.M)[1])
            words = self.image("99x77", "20x30", *options)
            self.assertEqual(len(words) * 4, size)
            self.assertEqual(struct.pack("<I", words[0]), b"ISPL")
            self.assertEqual(words[6], size)

    def test_the_spec_says_every_option(self):
        text = self.header("640x480", "96x90", "--filter", "lanczos2", "--antialias", "on", "--border", "renormalize", "--box",
                           "1.5,2,600.25,400", "--crop", "1,2,80,70", "--pad", "1,2,3,4", "--fill", "9", "--store", "f32",
                           "--layout", "chw", "--divisor", "255", "--mean", "0.485,0.456,0.406", "--std", "0.1",
                           "--block-rows", "2", "--name", "tensor")
        for line in ("    {640, 480}, /* src */", "    {96, 90}, /* dst */",
                     "    {4, 1, true, 0, 0, 0, 0}, /* rules", "    2, /* block_rows */",
                     "    {1.5, 2, 600.25, 400}, /* box */", "    {4, 3, 1, 0}, /* dst_format */",
                     "    {1, 2, 80, 70}, /* crop */", "    {1, 2, 3, 4}, /* pad */",
                     "    {9.0f, 9.0f, 9.0f, 9.0f}, /* fill */",
                     "    {255.0f, {0.485000014f, 0.456f, 0.405999988f, 0.405999988f}, {0.100000001f,",
                     "static const isopel_spec tensor_spec = {", "#ifndef ISOPEL_PLAN_TENSOR_H_",
                     "  tensor_dst_stride = 336,", "  tensor_dst_height = 76,", "  tensor_dst_size = 76608"):
            self.assertIn(line, text)

    def test_refusals(self):
        self.assertIn("--name 9a", self.bad("plan", "9x9", "5x5", "--name", "9a"))
        self.assertIn("--name a-b", self.bad("plan", "9x9", "5x5", "--name", "a-b", "--emit-c", self.path("x.h")))
        self.assertIn("/nowhere/x.h: ", self.bad("plan", "9x9", "5x5", "--emit-c", "/nowhere/x.h"))
        self.assertIn("below 2 GB", self.bad("plan", "1000000x9000", "9x9", "--emit-c", self.path("x.h")))
        self.assertIn("32768", self.bad("plan", "1048576x9", "3x3", "--filter", "area"))
        self.bad("plan", "9x9", code=2)


if __name__ == "__main__":
    case.run()
