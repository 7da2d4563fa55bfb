"""Tests of the command `isopel`.

    tools_test.py ISOPEL DATA [CLASS...]

ISOPEL is the program, DATA the folder of the photograph.
"""
import os
import re
import struct
import subprocess
import unittest

import case
import pictures
from case import DATA, ISOPEL, Case, sequence

FEW = "ISOPEL_FEW_REPETITIONS" in os.environ  # where each start of the command takes long

FILTERS = ["nearest", "bilinear", "catmull-rom", "area", "lanczos2", "lanczos3", "lanczos4"]
HUGE = 1 << 20


class Geometry(Case):
    def size(self, width, height, geometry):
        result = self.resize(pictures.to_pnm(pictures.make(width, height, 1)), geometry)
        return result.width, result.height

    def test_forms(self):
        self.assertEqual(self.size(40, 30, "20x10"), (20, 10))
        self.assertEqual(self.size(40, 30, "20x"), (20, 15))
        self.assertEqual(self.size(40, 30, "x60"), (80, 60))
        self.assertEqual(self.size(40, 30, "1x1"), (1, 1))

    def test_missing_side_is_rounded_to_nearest_and_at_least_one(self):
        self.assertEqual(self.size(5, 3, "3x"), (3, 2))  # 1.8
        self.assertEqual(self.size(5, 3, "2x"), (2, 1))  # 1.2
        self.assertEqual(self.size(4, 3, "2x"), (2, 2))  # 1.5
        self.assertEqual(self.size(200, 1, "2x"), (2, 1))  # 0.01

    def test_bad_forms(self):
        for text in ["", "x", "10", "axb", "10xb", "0x10", "10x0", "10x10x", "10X10", "1.5x2", " 1x2", "1x2 ", "+1x2",
                     "1048577x1", "99999999999999999999x1"]:
            with self.subTest(text):
                message = self.bad("resize", DATA / "photograph.ppm", self.path("out.ppm"), text, code=2)
                self.assertIn('"%s" is not WxH, Wx or xH' % text, message)
        self.bad("resize", DATA / "photograph.ppm", self.path("out.ppm"), "-1x2", code=2)

    def test_derived_side_too_long(self):
        data = pictures.to_pnm(pictures.make(1, 3, 1))
        self.assertIn("500000x1500000", self.bad("resize", "-", "-", "500000x", stdin=data))


class Formats(Case):
    def test_png_and_pnm_keep_every_format(self):
        for channels in (1, 2, 3, 4):
            with self.subTest(channels):
                picture = pictures.make(13, 7, channels)
                self.assertEqual(self.decode(pictures.to_png(picture)), picture)
                self.assertEqual(self.decode(pictures.to_interlaced_png(picture)), picture)
                self.assertEqual(self.decode(pictures.to_pam(picture)), picture)
                if channels % 2 == 1:
                    self.assertEqual(self.decode(pictures.to_pnm(picture)), picture)
                for name in ("out.png", "out.pnm", "out.pam"):
                    source = self.write("in.png", pictures.to_png(picture))
                    self.good("resize", source, self.path(name), "13x7")
                    data = (self.folder / name).read_bytes()
                    self.assertEqual(self.decode(data), picture)

    def test_output_types(self):
        start = {"png": b"\x89PNG", "jpg": b"\xff\xd8\xff", "jpeg": b"\xff\xd8\xff", "pnm": b"P6", "ppm": b"P6",
                 "pam": b"P7"}
        for ending, magic in start.items():
            with self.subTest(ending):
                self.good("resize", DATA / "photograph.ppm", self.path("out." + ending), "9x")
                self.assertTrue((self.folder / ("out." + ending)).read_bytes().startswith(magic))
                self.good("resize", DATA / "photograph.ppm", self.path("other.PNG"), "9x", "--format", ending)
                self.assertTrue((self.folder / "other.PNG").read_bytes().startswith(magic))
        self.good("resize", DATA / "photograph.pgm", self.path("out.pgm"), "9x")
        self.assertTrue((self.folder / "out.pgm").read_bytes().startswith(b"P5"))

    def test_standard_output_has_the_type_of_the_input(self):
        picture = pictures.make(5, 4, 3)
        jpeg = self.good("resize", "-", "-", "5x4", "--format", "jpg", stdin=pictures.to_png(picture))
        for data, magic in ((pictures.to_png(picture), b"\x89PNG"), (pictures.to_pnm(picture), b"P6"),
                            (pictures.to_pam(picture), b"P7"), (jpeg, b"\xff\xd8\xff")):
            self.assertTrue(self.good("resize", "-", "-", "3x", stdin=data).startswith(magic))

    def test_jpeg_is_close(self):
        for channels in (1, 3):
            picture = pictures.smooth(40, 30, channels)
            source = self.write("in.png", pictures.to_png(picture))
            sizes = []
            for quality in (30, 100):
                self.good("resize", source, self.path("out.jpg"), "40x30", "--quality", quality)
                jpeg = (self.folder / "out.jpg").read_bytes()
                sizes.append(len(jpeg))
                result = self.decode(jpeg)
            self.assertLess(sizes[0], sizes[1])
            self.assertEqual(result[:3], picture[:3])
            worst = max(abs(a - b) for a, b in zip(result.pixels, picture.pixels))
            self.assertLessEqual(worst, 24)  # chroma has half the size

    def test_jpeg_without_alpha(self):
        for channels, name in ((2, "gray_alpha8"), (4, "rgba8")):
            source = self.write("in.png", pictures.to_png(pictures.make(4, 4, channels)))
            self.assertIn("not " + name, self.bad("resize", source, self.path("out.jpg"), "2x2"))
        self.assertIn("not rgb8", self.bad("resize", DATA / "photograph.ppm", self.path("out.pgm"), "2x2"))
        self.assertIn("not gray8", self.bad("resize", DATA / "photograph.pgm", self.path("out.ppm"), "2x2"))

    def test_png_palettes_and_few_bits(self):
        palette = pictures.chunk(b"PLTE", bytes([1, 2, 3, 40, 50, 60, 255, 0, 7]))
        indexed = pictures.png(3, 1, 8, 3, [bytes([2, 0, 1])], palette)
        self.assertEqual(self.decode(indexed), (3, 1, 3, bytes([255, 0, 7, 1, 2, 3, 40, 50, 60])))
        alpha = pictures.chunk(b"tRNS", bytes([9]))
        indexed = pictures.png(3, 1, 2, 3, [bytes([0b10000100])], palette + alpha)
        self.assertEqual(self.decode(indexed), (3, 1, 4, bytes([255, 0, 7, 255, 1, 2, 3, 9, 40, 50, 60, 255])))
        self.assertEqual(self.decode(pictures.png(3, 1, 1, 0, [bytes([0b10100000])])), (3, 1, 1, bytes([255, 0, 255])))
        self.assertEqual(self.decode(pictures.png(2, 1, 4, 0, [bytes([0x3F])])), (2, 1, 1, bytes([0x33, 255])))
        key = pictures.chunk(b"tRNS", struct.pack(">HHH", 5, 6, 7))
        self.assertEqual(self.decode(pictures.png(2, 1, 8, 2, [bytes([5, 6, 7, 5, 6, 8])], key)),
                         (2, 1, 4, bytes([5, 6, 7, 0, 5, 6, 8, 255])))

    def test_what_is_refused(self):
        self.assertIn("CMYK", self.bad("hash", self.write("cmyk.jpg", pictures.CMYK_JPEG)))
        self.assertIn("254", self.bad("hash", self.write("x.pgm", b"P5\n1 1\n254\n\1")))
        self.assertIn("65536", self.bad("hash", self.write("x.pgm", b"P5\n1 1\n65536\n\1\2\3")))
        self.assertIn("301, the largest value 300", self.bad("hash", self.write("x.pgm", b"P5 1 1 300\n\1\x2d")))
        self.assertIn("P3", self.bad("hash", self.write("text.ppm", b"P3\n1 1\n255\n1 2 3\n")))
        self.assertIn("BLACKANDWHITE", self.bad("hash", self.write(
            "bits.pam", b"P7\nWIDTH 1\nHEIGHT 1\nDEPTH 1\nMAXVAL 255\nTUPLTYPE BLACKANDWHITE\nENDHDR\n\1")))
        self.assertIn("not a PNG, JPEG or PNM", self.bad("hash", self.write("x.png", b"GIF89a")))

    def test_pnm_headers(self):
        pixels = (2, 1, 1, b"\1\2")
        for header in (b"P5 2 1 255 ", b"P5\n# a comment\n2 # another\n1\n255\n", b"P5\t2\r1\n255\n",
                       b"P7\nHEIGHT 1\n# c\nWIDTH 2\nMAXVAL 255\nDEPTH 1\nENDHDR\n"):
            self.assertEqual(self.decode(header + b"\1\2"), pixels)
        for data in (b"P5 2 1 255", b"P5 2 1 255\n\1", b"P5 2 1 255\n\1\2\3", b"P5 -2 1 255\n\1\2", b"P5 2x 1 255\n\1\2",
                     b"P5 0 1 255\n", b"P7\nWIDTH 2\nENDHDR\n\1\2", b"P7\nWIDTH 2\nHEIGHT 1\nDEPTH 5\nMAXVAL 255\nENDHDR\n",
                     b"P7\nNONSENSE\n", b"P7", b"P5"):
            self.bad("hash", self.write("x.pnm", data))


class Resize(Case):
    def test_every_arch_gives_the_bytes_of_scalar(self):
        archs = [line.split()[0] for line in self.good("archs").decode().splitlines()[1:] if "available" in line]
        self.assertIn("scalar", archs)
        for name in FILTERS:
            for options in (["--antialias", "on"], ["--border", "renormalize"], ["--block-rows", "1"]):
                for geometry in ("97x61",) if FEW else ("97x61", "500x401"):
                    hashes = {}
                    for arch in [None] + archs:
                        choice = [] if arch is None else ["--arch", arch]
                        out = self.path("out.ppm")
                        self.good("resize", DATA / "photograph.ppm", out, geometry, "--filter", name, *options, *choice)
                        hashes[arch] = self.good("hash", out).split()[0]
                    self.assertEqual(len(set(hashes.values())), 1, (name, options, geometry, hashes))

    def test_known_bytes(self):
        ramp = pictures.Picture(4, 1, 1, bytes([0, 40, 80, 120]))
        data = pictures.to_pnm(ramp)
        self.assertEqual(self.resize(data, "2x1", "--filter", "area").pixels, bytes([20, 100]))
        self.assertEqual(self.resize(data, "2x1", "--filter", "nearest").pixels, bytes([40, 120]))
        self.assertEqual(self.resize(data, "2x1").pixels, bytes([20, 100]))
        self.assertEqual(self.resize(data, "8x1").pixels, bytes([0, 10, 30, 50, 70, 90, 110, 120]))

    def test_defaults(self):
        plain = self.good("resize", DATA / "photograph.ppm", "-", "50x40")
        self.assertEqual(plain, self.good("resize", DATA / "photograph.ppm", "-", "50x40", "--filter", "bilinear",
                                          "--antialias", "off", "--border", "replicate", "--block-rows", "8"))
        for option in (["--filter", "area"], ["--antialias", "on"]):
            self.assertNotEqual(plain, self.good("resize", DATA / "photograph.ppm", "-", "50x40", *option))

    def test_verbose_and_repeat_do_not_touch_the_output(self):
        run = self.run_isopel("resize", DATA / "photograph.ppm", "-", "50x40", "--verbose", "--repeat", "3", "--arch",
                              "scalar")
        self.assertEqual(run.returncode, 0)
        picture = pictures.read_pnm(run.stdout)
        text = run.stderr.decode()
        self.assertIn("hash %08x" % pictures.fnv1a(picture.pixels), text)
        self.assertIn("bilinear, antialias off, border replicate", text)
        self.assertIn("arch scalar", text)
        self.assertRegex(text, r"\d+\.\d+ ns per output pixel")

    def test_names(self):
        source, out = DATA / "photograph.ppm", self.path("out.ppm")
        message = self.bad("resize", source, out, "9x9", "--filter", "cubic", code=2)
        for name in ["cubic"] + FILTERS:
            self.assertIn(name, message)
        message = self.bad("resize", source, out, "9x9", "--arch", "z80", code=2)
        self.assertIn('"z80" is not an arch of this build', message)
        self.assertIn("scalar", message)
        self.bad("resize", source, out, "9x9", "--border", "wrap", code=2)
        self.bad("resize", source, out, "9x9", "--antialias", "maybe", code=2)
        self.bad("resize", source, out, "9x9", "--format", "gif", code=2)
        for option, value in (("--block-rows", 0), ("--block-rows", 65), ("--quality", 0), ("--quality", 101),
                              ("--repeat", 0), ("--repeat", "x")):
            self.assertIn('"%s"' % value, self.bad("resize", source, out, "9x9", option, value, code=2))

    def test_arch_of_the_environment(self):
        source, out = DATA / "photograph.ppm", self.path("out.ppm")
        self.good("resize", source, out, "9x9", env={"ISOPEL_ARCH": "scalar"})
        os.remove(out)
        self.assertIn("ISOPEL_ARCH=z80", self.bad("resize", source, out, "9x9", env={"ISOPEL_ARCH": "z80"}))

    def test_too_many_taps(self):
        data = pictures.to_pnm(pictures.Picture(HUGE, 1, 1, bytes(HUGE)))
        message = self.bad("resize", "-", "-", "1x1", "--filter", "lanczos3", "--antialias", "on", stdin=data)
        self.assertIn("32768", message)


def golden_hashes():
    """(preset, channels, src, dst, binary, hash, box, scale) of the pictures, not of pixels of 16 bits."""
    text = (DATA.parent / "presets" / "vectors.inc").read_text(encoding="utf-8")
    for arguments in re.findall(r"^PRESET_VECTOR\((.*)\)$", text, re.M):
        name, *rest = re.findall(r"\{[^}]*\}|[^,{} ][^,{}]*", arguments)
        channels, *sides = (int(word) for word in rest[:5])
        box, scale = ([float(edge) for edge in word[1:-1].split(",")] for word in (rest[7:] + ["{0}", "{0}"])[:2])
        if channels != 0:
            yield (name.strip('"'), channels, tuple(sides[:2]), tuple(sides[2:]), rest[5] == "true", int(rest[6], 16),
                   box if any(box) else None, scale if any(scale) else None)


def listed(numbers):
    return ",".join(map(repr, numbers))


class Presets(Case):
    def refuse(self, *options, code=1, picture="photograph.ppm", geometry=("96x96",)):
        return self.bad("resize", DATA / picture, self.path("out.png"), *geometry, *options, code=code)

    def test_golden_bytes_with_boxes_and_scales(self):
        seen = set()
        for preset, channels, src, dst, binary, value, box, scale in golden_hashes():
            if not box and not scale:
                continue
            seen.add((preset, bool(box), bool(scale)))
            picture = pictures.Picture(*src, channels, sequence(src[0] * src[1] * channels, binary))
            options = ["--preset", preset]
            options += ["--box", listed(box)] if box else []
            options += ["--scale", listed(scale)] if scale else []
            with self.subTest(options=options, channels=channels):
                data = pictures.to_pam(picture)
                result = self.resize(data, "%dx%d" % dst, *options)
                self.assertEqual((result.width, result.height, result.channels), (*dst, channels))
                self.assertEqual(pictures.fnv1a(result.pixels), value)
                if scale:  # which says how large the result is
                    alone = self.good("resize", "-", "-", "--format", "pnm", *options, stdin=data)
                    self.assertEqual(pictures.read_pnm(alone), result)
        for form in (("pillow/lanczos", True, False), ("pillow-13/box", True, False), ("pillow/reduce", True, True),
                     ("opencv-4/linear", False, True), ("openmv/area", True, False)):
            self.assertIn(form, seen)

    def test_order_of_options(self):
        data = pictures.to_pam(pictures.make(31, 17, 4))
        options = (["--preset", "pillow/bilinear"], ["--box", "2.5,1,30,16.25"], ["--alpha", "none"])
        first = self.resize(data, "9x7", *options[0], *options[1], *options[2])
        self.assertEqual(self.resize(data, "9x7", *options[2], *options[1], *options[0]), first)
        self.assertNotEqual(self.resize(data, "9x7", *options[0], *options[1]), first)

    def test_box_alone(self):
        """A box of the output's size is a crop."""
        picture = pictures.make(20, 15, 3)
        result = self.resize(pictures.to_pnm(picture), "6x4", "--preset", "pillow/bicubic", "--box", "3,5,9,9")
        rows = pictures.rows(picture)
        self.assertEqual(result.pixels, b"".join(rows[y][9:27] for y in range(5, 9)))

    def test_missing_side_keeps_the_aspect_ratio_of_the_box(self):
        data = pictures.to_pnm(pictures.make(40, 30, 1))
        for geometry, box, size in (("10x", "0,0,20,30", (10, 15)), ("x10", "0,0,20,30", (7, 10)),
                                    ("8x", "0.5,0,32.5,20", (8, 5)), ("8x", "0,0,40,0.5", (8, 1))):
            result = self.resize(data, geometry, "--preset", "pillow/box", "--box", box)
            self.assertEqual(result[:2], size)

    def test_bad_boxes(self):
        for box in ("-1,0,40,40", "0,0,320.25,240", "0,0,320,241", "5,5,5,9", "9,5,5,9", "1e300,0,2e300,1"):
            message = self.refuse("--preset", "pillow/bilinear", "--box", box)
            self.assertIn("320x240", message)
        self.assertIn("320.25", self.refuse("--preset", "pillow/bilinear", "--box", "0,0,320.25,240"))
        for options in (["--preset", "opencv-4/linear"], ["--preset", "openmv-4.3/nearest"]):
            message = self.refuse(*options, "--box", "1,2,30.5,40", picture="photograph.pgm")
            self.assertIn("from 1.00, 2.00 to 30.50, 40.00", message)
        for box in ("", "1,2,3", "1,2,3,4,5", "1,2,3,4,", ",1,2,3,4", "1 ,2,3,4", "a,b,c,d", "1;2;3;4", "1,2,3,nan",
                    "inf,0,1,1", "1e999,0,1,1", "0x1,0,1,1", "1,,3,4", "0,0,0,0"):
            with self.subTest(box):
                self.assertIn('"%s"' % box, self.refuse("--preset", "pillow/bilinear", "--box", box, code=2))

    def test_scale_says_the_size(self):
        """OpenCV rounds it, halves to even; OpenMV cuts it off; Pillow's reduce counts the last, smaller mean, too."""
        data = pictures.to_pnm(pictures.make(25, 15, 1))
        for preset, scale, size in (("opencv-4/area/x86", "0.5,0.5", (12, 8)), ("openmv/area", "0.5,0.5", (12, 7)),
                                    ("pillow/reduce", "0.5,0.5", (13, 8)), ("pillow/reduce", "0.3333,1", (9, 15)),
                                    ("opencv-4/nearest", "2,0.01", None), ("openmv/nearest", "1.5,3", (37, 45))):
            arguments = ("resize", "-", "-", "--preset", preset, "--scale", scale)
            if size is None:
                self.assertIn("50x0", self.bad(*arguments, stdin=data))
            else:
                self.assertEqual(pictures.read_pnm(self.good(*arguments, stdin=data))[:2], size)

    def test_bad_scales(self):
        message = self.refuse("--preset", "opencv-4/linear", "--scale", "0.3,0.3")
        self.assertIn("the scale 0.30 by 0.30 does not lead from 320x240 to 96x96", message)
        self.assertIn("OpenMV would make 96x72", self.refuse("--preset", "openmv/area", "--scale", "0.3,0.3",
                                                             picture="photograph.pgm"))
        for geometry in ((), ("96x72",)):
            message = self.refuse("--preset", "pillow/bilinear", "--scale", "0.3,0.3", geometry=geometry)
            self.assertIn("knows none", message)
            for preset in ("opencv-4/linear", "opencv-5.0/nearest-exact", "pillow/reduce", "openmv/bilinear"):
                for scale in ("1e300,0.3", "0.3,1e-300", "99999999,0.3"):
                    message = self.refuse("--preset", preset, "--scale", scale, geometry=geometry,
                                          picture="photograph.pgm")
                    self.assertIn("320x240", message)
        self.assertIn("1048577x72", self.refuse("--preset", "opencv-4/linear", "--scale", "99999,0.3", geometry=()))
        for scale in ("", "0.5", "0.5,", "0.5,0.5,0.5", "0,0.5", "-0.5,0.5", "nan,0.5", "0.5,inf", "x,y", "0.5x0.5",
                      "1/2,1/2"):
            with self.subTest(scale):
                self.assertIn('"%s"' % scale, self.refuse("--preset", "opencv-4/linear", "--scale", scale, code=2))
        self.assertIn("GEOMETRY or --scale", self.refuse("--preset", "opencv-4/linear", code=2, geometry=()))

    def test_reducing_gap(self):
        # Made with Pillow 12.3.0; 9.4.0 and 13.0.0 make the same.
        for size, channels, geometry, options, value in (
                ((160, 120), 1, "24x24", ["pillow/bilinear", "--reducing-gap", "2"], 0x33b543c1),
                ((160, 120), 1, "24x24", ["pillow/bilinear"], 0xdc761fca),
                ((160, 120), 1, "24x24", ["pillow/bilinear", "--reducing-gap", "1e9"], 0xdc761fca),
                ((97, 61), 3, "12x7", ["pillow/lanczos", "--reducing-gap", "1.5", "--box", "8.25,3.5,60,50.75"],
                 0xe4f87c0b),
                ((97, 61), 3, "12x7", ["pillow/bicubic", "--reducing-gap", "2.0"], 0xd39634fd)):
            picture = pictures.Picture(*size, channels, sequence(size[0] * size[1] * channels, False))
            result = self.resize(pictures.to_pnm(picture), geometry, "--preset", *options)
            self.assertEqual(pictures.fnv1a(result.pixels), value, options)

    def test_both_steps_are_told(self):
        run = self.run_isopel("resize", DATA / "photograph.ppm", "-", "48x48", "--preset", "pillow/bilinear",
                              "--reducing-gap", "2", "--verbose", "--repeat", "2")
        self.assertEqual(run.returncode, 0, run)
        lines = run.stderr.decode().splitlines()
        self.assertEqual([line.split()[0] for line in lines[:-1]], ["in", "rules", "plan", "rules", "plan", "out"])
        self.assertEqual(lines[1], "rules pillow/reduce, box 0,0,320,240, scale 0.3333333,0.5")
        self.assertEqual(lines[3], "rules pillow/bilinear, box 0,0,106.6667,120")
        self.assertIn("hash %08x" % pictures.fnv1a(pictures.read_pnm(run.stdout).pixels), lines[5])
        self.assertIn("ns per output pixel", lines[6])

    def test_bad_gaps(self):
        for gap, text in (("0.99", "0.99"), ("0", "0.00"), ("-2", "-2.00"), ("-1e300", "beyond")):
            self.assertIn(text, self.refuse("--preset", "pillow/bilinear", "--reducing-gap", gap))
        for gap in ("nan", "inf", "", "2,2", "two", "2x", "1e999"):
            with self.subTest(gap):
                self.assertIn('"%s"' % gap, self.refuse("--preset", "pillow/bilinear", "--reducing-gap", gap, code=2))
        for options in (["--preset", "opencv-4/linear"], ["--filter", "bilinear", "--antialias", "on"], []):
            self.assertIn("Pillow", self.refuse(*options, "--reducing-gap", "2"))
        self.assertIn("Pillow", self.refuse("--preset", "openmv/area", "--reducing-gap", "2", picture="photograph.pgm"))
        data = pictures.to_pam(pictures.make(99, 99, 4))
        self.assertIn("alpha", self.bad("resize", "-", "-", "9x9", "--preset", "pillow-13/bilinear", "--reducing-gap",
                                        "2", stdin=data))

    def test_alpha(self):
        """What is not there has no colour: weighted, only the opaque pixel counts, but for Pillow's roundings."""
        data = pictures.to_pam(pictures.Picture(2, 1, 2, bytes([200, 255, 0, 0])))
        for options, pixel in (([], (199, 128)), (["--alpha", "weighted"], (199, 128)),
                               (["--alpha", "none"], (100, 128))):
            self.assertEqual(self.resize(data, "1x1", "--preset", "pillow/box", *options).pixels, bytes(pixel), options)
        plain = self.resize(data, "1x1", "--filter", "area")
        self.assertEqual(plain.pixels, bytes([100, 128]))
        self.assertEqual(self.resize(data, "1x1", "--filter", "area", "--alpha", "none"), plain)
        for options in (["--preset", "opencv-4/area/x86"], ["--preset", "openmv/area"]):
            self.assertIn("alpha 1", self.bad("resize", "-", "-", "1x1", *options, "--alpha", "weighted", stdin=data))
        for name in ("", "yes", "Weighted", "none,weighted"):
            self.assertIn('"%s" is none of none, weighted' % name, self.refuse("--alpha", name, code=2))
        run = self.run_isopel("resize", "-", "-", "1x1", "--preset", "pillow/box", "--alpha", "none", "--verbose",
                              stdin=data)
        self.assertIn("rules pillow/box, alpha none\n", run.stderr.decode())

    def test_colour_pictures_for_openmv(self):
        self.assertIn("3 channels", self.refuse("--preset", "openmv/bilinear"))

    def test_list(self):
        blocks = self.good("presets").decode().rstrip("\n").split("\n\n")
        rows = [[re.fullmatch(r"(\S+)( +)(\S.*)", line).groups() for line in block.splitlines()] for block in blocks]
        libraries = [{re.match(r"[a-z]+", name)[0] for name, _, _ in block} for block in rows]
        self.assertEqual(libraries, [{"opencv"}, {"openmv"}, {"pillow"}])
        names = [name for block in rows for name, _, _ in block]
        self.assertEqual(len(set(names)), len(names))
        self.assertLessEqual({preset for preset, *_ in golden_hashes()}, set(names))
        columns = {len(name + gap) for block in rows for name, gap, _ in block}
        self.assertEqual(columns, {max(map(len, names)) + 2})
        for block, words in zip(rows, ("OpenCV ", "OpenMV ", "Pillow ")):
            for name, gap, about in block:
                self.assertTrue(about.startswith(words), (name, about))
                self.assertLessEqual(len(name + gap + about), 120)

    def test_sizes(self):
        def sizes(*arguments):
            text = self.good("sizes", *arguments).decode()
            used = re.search(r"^tables +(\d+) +(\d+)\nscratch +(\d+) +(\d+)$", text, re.M)
            self.assertGreaterEqual(int(used[1]), int(used[2]))
            self.assertGreaterEqual(int(used[3]), int(used[4]))
            return text, (used[2], used[4])

        for arguments in (("--preset", "pillow/bilinear", "--box", "10.5,0,300,200.25"),
                          ("--preset", "openmv/bilinear", "--box", "40,0,280,240"),
                          ("--preset", "opencv-4/cubic/x86", "--scale", "0.301,0.399")):
            text, used = sizes("320x240", "96x96", "--channels", "1", *arguments)
            self.assertIn(", " + arguments[2][2:] + " " + arguments[3], text)
            run = self.run_isopel("resize", DATA / "photograph.pgm", "-", "96x96", "--verbose", *arguments)
            self.assertIn("tables %s bytes, scratch %s bytes" % used, run.stderr.decode())
        text, _ = sizes("25x15", "--channels", "1", "--preset", "openmv/area", "--scale", "0.5,0.5")
        self.assertTrue(text.startswith("25x15 -> 12x7 gray8, openmv/area, scale 0.5,0.5, block rows 8\n"), text)
        text, _ = sizes("320x240", "96x96", "--channels", "1", "--preset", "openmv/area")
        self.assertIn("method   weighted_box, ", text)
        weighted, plain = (sizes("99x99", "50x50", "--channels", "4", "--preset", "pillow/bicubic", "--alpha", alpha)[1]
                           for alpha in ("weighted", "none"))
        self.assertGreater(int(weighted[1]), int(plain[1]))
        self.assertIn("320.50", self.bad("sizes", "320x240", "96x96", "--preset", "pillow/box", "--box", "0,0,320.5,9"))
        self.assertIn("to 96x96", self.bad("sizes", "320x240", "96x96", "--preset", "opencv-4/linear", "--scale",
                                           "0.5,0.5"))
        self.assertIn("GEOMETRY_OUT or --scale", self.bad("sizes", "320x240", "--preset", "opencv-4/linear", code=2))
        self.bad("sizes", "320x240", "96x96", "--preset", "pillow/boks", code=2)


class Broken(Case):
    def check(self, data, whole=None):
        """A broken file is refused in one sentence, by resize and by hash."""
        source = self.write("in.x", data)
        for arguments in (("resize", source, self.path("out.png"), "5x5"), ("hash", source)):
            message = self.bad(*arguments)
            self.assertTrue(message.startswith("isopel: " + source + ": "), message)

    def cut_points(self, data):
        """All near both ends, and some between; with sanitizers few, for their fuzzer of image files tries more."""
        step = max(1, len(data) // (8 if FEW else 60))
        near = range(min(len(data), 8 if FEW else 48))
        return sorted({*near, *range(0, len(data), step), *(len(data) - 1 - i for i in near)} & {*range(len(data))})

    def cut(self, data):
        self.good("hash", "-", stdin=data)
        for length in self.cut_points(data):
            with self.subTest(length=length):
                self.check(data[:length])

    def test_cut_png(self):
        self.cut(pictures.to_png(pictures.make(31, 17, 3)))
        self.cut(pictures.to_interlaced_png(pictures.make(9, 10, 4)))

    def test_cut_jpeg(self):
        jpeg = self.good("resize", DATA / "photograph.ppm", "-", "61x47", "--format", "jpg", "--quality", "60")
        self.cut(jpeg)
        self.cut(self.good("resize", DATA / "photograph.pgm", "-", "20x", "--format", "jpg"))

    def test_cut_progressive_jpeg(self):
        self.cut(pictures.PROGRESSIVE_JPEG)

    def test_cut_pnm(self):
        self.cut(pictures.to_pnm(pictures.make(9, 4, 3)))
        self.cut(pictures.to_pam(pictures.make(5, 4, 2)))

    def test_changed_bytes(self):
        """Whatever a damaged file does, it does not crash, and a refusal leaves no file."""
        png = pictures.to_png(pictures.make(9, 7, 3))
        jpeg = self.good("resize", DATA / "photograph.ppm", "-", "24x", "--format", "jpg")
        for data in (png, jpeg, pictures.to_pam(pictures.make(3, 2, 4))):
            state = 1
            for _ in range(10 if FEW else 80):
                broken = bytearray(data)
                for _ in range(1 + state % 3):
                    state = (state * 1103515245 + 12345) & 0x7FFFFFFF
                    broken[(state >> 8) % len(broken)] = state >> 4 & 255
                source, out = self.write("in.x", bytes(broken)), self.path("out.png")
                run = self.run_isopel("resize", source, out, "5x5")
                self.assertIn(run.returncode, (0, 1), run)
                self.assertEqual(run.returncode == 0, os.path.exists(out))
                if run.returncode == 0:
                    os.remove(out)
        # A flipped bit in a PNG's data is always found: every chunk has a checksum.
        position = png.index(b"IDAT") + 20
        self.check(png[:position] + bytes([png[position] ^ 16]) + png[position + 1:])

    def test_garbage(self):
        noise = pictures.make(40, 10, 1).pixels
        for start in (b"", b"\x89PNG", b"\x89PNG\r\n\x1a\n", b"\xff\xd8", b"\xff\xd8\xff\xe0", b"P5", b"P6 ", b"P7\n", b"P5 9 9 255\n"):
            with self.subTest(start):
                self.check(start + noise)

    def test_huge_headers(self):
        def header(width, height, color_type=2):
            return pictures.png(width, height, 8, color_type, [b"\0\0\0"])

        self.check(header(1000000000, 1000000000))
        self.check(header(0x7FFFFFFF, 1))
        self.check(header(HUGE + 1, 1))
        self.check(header(HUGE, HUGE, 6))  # inside the limits of the engine, but not of any memory
        self.check(header(0, 5))
        self.check(header(40000, 40000))  # the pixels are missing
        self.check(b"P6 1000000000 1000000000 255\n")
        self.check(b"P6 1048576 1048576 255\n")
        self.check(b"P6 99999999999999999999 1 255\n")
        frame = b"\xff\xc2\x00\x11\x08" + struct.pack(">HH", 65500, 65500) + b"\3\1\x11\0\2\x11\0\3\x11\0"
        self.check(b"\xff\xd8" + frame + b"\xff\xd9")

    def test_huge_output(self):
        message = self.bad("resize", DATA / "photograph.ppm", self.path("out.ppm"), "1048576x1048576")
        self.assertIn("3298534883328 bytes", message)

    def test_missing_input(self):
        self.assertIn("nothing.png: No such file", self.bad("resize", self.path("nothing.png"), self.path("o.png"), "1x1"))
        self.bad("resize", self.folder, self.path("o.png"), "1x1")
        self.assertIn("standard input: the file is empty", self.bad("resize", "-", self.path("o.png"), "1x1"))


class Output(Case):
    def resize_to(self, out, **more):
        return self.good("resize", DATA / "photograph.ppm", out, "9x9", **more)

    def test_only_the_result_is_left(self):
        self.resize_to(self.path("out.png"))
        self.assertEqual(os.listdir(self.folder), ["out.png"])
        mask = os.umask(0)
        os.umask(mask)
        self.assertEqual(os.stat(self.path("out.png")).st_mode & 0o777, 0o666 & ~mask)

    def test_in_place(self):
        source = self.write("a.ppm", (DATA / "photograph.ppm").read_bytes())
        self.good("resize", source, source, "7x5")
        self.assertIn(b" 7x5 rgb8 ", self.good("hash", source))

    def test_permissions_of_the_old_file_stay(self):
        out = self.write("out.png", b"old")
        os.chmod(out, 0o600)
        self.resize_to(out)
        self.assertEqual(os.stat(out).st_mode & 0o777, 0o600)

    def test_full_standard_output(self):
        for command in ("archs", "presets", "sizes 9x9 4x4"):
            with open("/dev/full", "wb") as full:
                done = subprocess.run([ISOPEL, *command.split()], stdout=full, stderr=subprocess.PIPE, check=False)
            self.assertEqual(done.returncode, 1, command)
            self.assertIn(b"standard output", done.stderr)

    def test_failure_keeps_the_old_file(self):
        out = self.write("out.png", b"old")
        self.bad("resize", self.write("in.png", b"\x89PNG"), out, "9x9")
        self.assertEqual((self.folder / "out.png").read_bytes(), b"old")

    def test_links_are_followed(self):
        target = self.write("target.png", b"old")
        os.symlink(target, self.path("link.png"))
        self.resize_to(self.path("link.png"))
        self.assertTrue(os.path.islink(self.path("link.png")))
        self.good("hash", target)

    def test_devices_are_not_replaced(self):
        fifo = self.path("pipe.ppm")
        os.mkfifo(fifo)
        with subprocess.Popen(["cat", fifo], stdout=subprocess.PIPE) as reader:
            self.resize_to(fifo)
            data = reader.stdout.read()
        self.assertEqual(pictures.read_pnm(data)[:3], (9, 9, 3))
        self.assertEqual(os.listdir(self.folder), ["pipe.ppm"])

    def test_where_nothing_can_be_written(self):
        source = DATA / "photograph.ppm"
        self.assertIn("No such file", self.bad("resize", source, self.path("no/folder/out.png"), "9x9"))
        os.mkdir(self.path("folder.png"))
        self.assertIn("folder", self.bad("resize", source, self.path("folder.png"), "9x9"))
        self.assertIn("--format", self.bad("resize", source, self.path("out.gif"), "9x9"))
        self.assertIn("--format", self.bad("resize", source, self.path("out"), "9x9"))

    @unittest.skipUnless(os.path.exists("/dev/full"), "no /dev/full here")
    def test_full_disk(self):
        for kind in ("png", "jpg", "ppm"):
            message = self.bad("resize", DATA / "photograph.ppm", "/dev/full", "99x99", "--format", kind)
            self.assertIn("No space left", message)


class Commands(Case):
    def test_version(self):
        self.assertRegex(self.good("--version").decode(), r"\Aisopel \d+\.\d+\.\d+, contract \d+\n\Z")

    def test_help(self):
        for command in ([], ["resize"], ["hash"], ["archs"], ["presets"], ["sizes"], ["place"], ["sheet"]):
            text = self.good(*command, "--help").decode()
            self.assertIn("Examples:", text)
            self.assertTrue(all(len(line) <= 120 for line in text.splitlines()), text)

    def test_usage_errors(self):
        for arguments in ([], ["enlarge"], ["resize"], ["resize", "a.png", "b.png"], ["hash"], ["archs", "x"],
                          ["resize", "a", "b", "1x1", "--sharpen"], ["sizes", "9x", "3x3"], ["sizes", "9x9"],
                          ["sizes", "9x9", "3x3", "--channels", "1025"], ["hash", "--raw", "1x1", "f"],
                          ["hash", "--raw", "1x1x5", "f"], ["sheet", "out.png"], ["sheet", "o.png", "i", "--scale", "0"]):
            with self.subTest(arguments):
                self.bad(*arguments, code=2)

    def test_hash(self):
        picture = pictures.make(40, 23, 3)
        expected = "%08x  40x23 rgb8  " % pictures.fnv1a(picture.pixels)
        names = [self.write("a.png", pictures.to_png(picture)), self.write("b.ppm", pictures.to_pnm(picture))]
        text = self.good("hash", *names).decode()
        self.assertEqual(text, "".join(expected + name + "\n" for name in names))
        raw = self.write("c.bin", picture.pixels)
        self.assertEqual(self.good("hash", "--raw", "40x23x3", raw).decode(), expected + raw + "\n")
        self.assertIn("2760 bytes, 40x22 rgb8 has 2640", self.bad("hash", "--raw", "40x22x3", raw))

    def test_hash_goes_on_after_a_bad_file(self):
        good = self.write("a.ppm", pictures.to_pnm(pictures.make(2, 2, 3)))
        run = self.run_isopel("hash", self.path("missing.png"), good)
        self.assertEqual(run.returncode, 1)
        self.assertTrue(run.stdout.decode().endswith("  2x2 rgb8  " + good + "\n"))
        self.assertEqual(run.stderr.count(b"\n"), 1)

    def test_data_readme(self):
        text = (DATA / "README.md").read_text(encoding="utf-8")
        listed = re.findall(r"\| `(photograph\.\w+)` \| (\d+x\d+ \w+) \|.*\| `(\w{8})` \|", text)
        self.assertEqual(len(listed), 3)
        for name, description, value in listed:
            self.assertEqual(self.good("hash", DATA / name).decode(), "%s  %s  %s\n" % (value, description, DATA / name))

    def test_archs(self):
        list_part, matrix = self.good("archs").decode().split("\n\n")
        lines = list_part.splitlines()[1:]
        names = [line.split()[0] for line in lines]
        self.assertEqual(names[-1], "scalar")
        self.assertEqual(sum("chosen" in line for line in lines), 1)
        rows = [line.split() for line in matrix.splitlines()]
        self.assertEqual(rows[0], ["kernel"] + names)
        for row in rows[1:]:
            self.assertEqual(len(row), 1 + len(names))
            self.assertLessEqual(set(row[1:]), {"own", "scalar", "passes"})
            self.assertEqual(row[-1], "passes" if row[0].startswith("fused_") else "own")
        forced = self.good("archs", env={"ISOPEL_ARCH": "scalar"}).decode()
        self.assertRegex(forced, r"scalar +available, chosen")

    def test_sizes(self):
        def sizes(*arguments):
            text = self.good("sizes", *arguments).decode()
            found = re.findall(r"^(tables|scratch) +(\d+) +(\d+)$", text, re.M)
            self.assertEqual([row[0] for row in found], ["tables", "scratch"])
            for row in found:
                self.assertGreaterEqual(int(row[1]), int(row[2]))
            return int(found[0][1]), int(found[1][1])

        one, eight = (sizes("320x240", "96x", "--channels", "1", "--block-rows", n) for n in (1, 8))
        self.assertEqual(one[0], eight[0])
        self.assertLess(one[1], eight[1])
        self.assertEqual(sizes("64x64", "64x64"), (0, 0))
        self.assertEqual(sizes("640x480", "320x240", "--filter", "area"), (0, 0))
        run = self.run_isopel("resize", DATA / "photograph.pgm", "-", "96x96", "--verbose")
        used = re.search(r"tables (\d+) bytes, scratch (\d+) bytes", run.stderr.decode())
        text = self.good("sizes", "320x240", "96x96", "--channels", "1").decode()
        self.assertRegex(text, r"tables +\d+ +%s\nscratch +\d+ +%s\n" % used.groups())
        self.bad("sizes", "1048576x1", "1x1", "--filter", "lanczos4", "--antialias", "on")

    def test_sheet(self):
        names = []
        for i, channels in enumerate((1, 2, 3, 4, 3)):
            names.append(self.write("p%d.png" % i, pictures.to_png(pictures.make(11, 6 + i, channels))))
        self.good("sheet", self.path("sheet.ppm"), *names, "--columns", "3", "--scale", "4")
        sheet = pictures.read_pnm((self.folder / "sheet.ppm").read_bytes())
        # Three columns of 44 pixels and two rows of 32 and 40, each row under 20 pixels of caption; 8 around all.
        self.assertEqual(sheet[:3], (4 * 8 + 3 * 44, 3 * 8 + 20 + 32 + 20 + 40, 3))
        gray = pictures.make(11, 6, 1).pixels
        for x, y in ((0, 0), (10, 5), (3, 4)):
            for dx, dy in ((0, 0), (3, 3)):
                at = 3 * ((8 + 20 + 4 * y + dy) * sheet.width + 8 + 4 * x + dx)
                self.assertEqual(sheet.pixels[at:at + 3], bytes([gray[11 * y + x]] * 3))
        caption = pictures.rows(sheet)[8:8 + 16]
        self.assertTrue(any(0 in row for row in caption))
        self.bad("sheet", self.path("other.png"), names[0], self.path("missing.png"))


if __name__ == "__main__":
    case.run()
