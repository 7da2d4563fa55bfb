"""Tests of the options of `isopel resize`, `isopel sizes` and `isopel place` that say where pixels go and how they are
stored: borders, grids, alpha, light, boxes, scales, crops, pads, fits, tensors, samples of 16 bits.

    formats_test.py ISOPEL DATA [CLASS...]

ISOPEL is the program, DATA the folder of the photograph.
"""
import re
import struct

import case
import pictures
from case import DATA, Case, sequence

BORDERS = ["replicate", "renormalize", "constant", "reflect", "extrapolate", "undefined"]


def words(count, maximum):
    """The 16-bit source of the golden hashes, low bytes first."""
    state, out = 12345, bytearray()
    for _ in range(count):
        state = (state * 1664525 + 1013904223) & 0xFFFFFFFF
        out += struct.pack("<H", state >> 16 & maximum)
    return bytes(out)


def f32(value):
    return struct.unpack("<f", struct.pack("<f", value))[0]


def parse(tokens):
    """What stands in braces as a dictionary or a list; words and numbers as they are."""
    if tokens[0] != "{":
        return tokens.pop(0).removesuffix("f") if tokens[0][-2:-1].isdigit() else tokens.pop(0)
    fields, items = {}, []
    while tokens.pop(0) != "}":
        if tokens[0].startswith("."):
            name = tokens.pop(0)[1:]
            tokens.pop(0)
            fields[name] = parse(tokens)
        else:
            items.append(parse(tokens))
    return fields or items


def vectors():
    """(hash, source, fields) of the golden hashes."""
    text = (DATA.parent / "contract" / "format_vectors.inc").read_text(encoding="utf-8")
    for value, source, fields in re.findall(r"^FORMAT_VECTOR\((0x\w+), (\w+), (.*)\)$", text, re.M):
        yield int(value, 16), source, parse(re.findall(r"\.[a-z]\w*|[{},=]|[\w.-]+", "{" + fields + "}"))


def listed(numbers):
    return ",".join(map(str, numbers))


def format_of(fields):
    """The source's element, channels, layout and largest value."""
    element, channels, *rest = fields["format"]
    layout, maximum = rest + ["interleaved", "65535"][len(rest):]
    return element, int(channels), layout, int(maximum)


def arguments_of(fields):
    """The options that say a golden spec; none for one that no file holds or no option says."""
    element, channels, layout, _ = format_of(fields)
    rules = fields.get("rules", {})
    if element not in ("u8", "u16") or channels > 4 or layout != "interleaved":
        return None
    if rules.get("border") == "undefined" or "0" in fields.get("scale", []):
        return None  # those hashes count bytes that stay 0xa5; a scale of one axis
    out = []
    for name, value in rules.items():
        out += ["--" + name, "on" if value == "true" else value.replace("_", "-")]
    for name in ("box", "scale", "crop", "pad"):
        if name in fields:
            out += ["--" + name, listed(fields[name])]
    if "fill" in fields:
        out += ["--fill", listed(fields["fill"][:channels])]
    for name in ("src_siting", "dst_siting"):
        if name in fields:
            out += ["--" + name.replace("_", "-"), fields[name].replace("_", "-")]
    if "dst_format" in fields:
        to = fields["dst_format"]
        out += ["--store", to[0].replace("_", "-"), "--layout", "chw" if "planar" in to else "hwc"]
    if "normalization" in fields:
        divisor, mean, deviation = fields["normalization"]
        out += ["--divisor", divisor, "--mean", listed(mean[:channels]), "--std", listed(deviation[:channels])]
    if "quantization" in fields:
        zero, *ratio = fields["quantization"]
        out += ["--zero-point", zero, "--quantize", "/".join(ratio)]
    return out


class Vectors(Case):
    def test_golden_bytes(self):
        seen, count_of_vectors = set(), 0
        for value, source, fields in vectors():
            arguments = arguments_of(fields)
            if arguments is None:
                continue
            element, channels, _, maximum = format_of(fields)
            width, height = map(int, fields["src"])
            count = width * height * channels
            if element == "u16":
                picture = pictures.Picture(width, height, channels, words(count, maximum))
                data = pictures.to_deep_pam(picture, maximum)
            else:
                data = pictures.to_pam(pictures.Picture(width, height, channels, sequence(count, source == "binary")))
            with self.subTest(arguments=arguments, fields=fields):
                out = self.good("resize", "-", "-", "x".join(fields["dst"]), "--format", "bin", *arguments,
                                stdin=data)
                self.assertEqual("%08x" % pictures.fnv1a(out), "%08x" % value)
            seen.update(arguments)
            count_of_vectors += 1
        self.assertGreater(count_of_vectors, 400)
        for word in ("constant", "reflect", "extrapolate", "renormalize", "align-corners", "asymmetric", "linear",
                     "weighted", "premultiplied", "--box", "--scale", "--crop", "--pad", "--fill", "--src-siting",
                     "f32", "f16", "i8", "rgb565", "chw", "--mean", "--quantize"):
            self.assertIn(word, seen)


class Rules(Case):
    def test_every_border_and_grid_changes_the_bytes(self):
        data = (DATA / "photograph.ppm").read_bytes()
        plain = self.resize(data, "500x410", "--filter", "catmull-rom")
        for option, names in (("--border", BORDERS), ("--grid", ["half-pixel", "align-corners", "asymmetric"]),
                              ("--light", ["encoded", "linear"])):
            results = [self.resize(data, "500x410", "--filter", "catmull-rom", "--fill", "255,0,9", option, name)
                       for name in names]
            self.assertEqual(results[0], plain)
            self.assertEqual(len({result.pixels for result in results}), len(names))

    def test_undefined_pixels_stay_0(self):
        picture = pictures.Picture(20, 10, 1, b"\x80" * 200)
        rows = pictures.rows(self.resize(pictures.to_pnm(picture), "40x20", "--border", "undefined"))
        self.assertEqual(rows[0], bytes(40))
        self.assertEqual(rows[1], b"\0" + b"\x80" * 38 + b"\0")
        run = self.run_isopel("resize", "-", "-", "40x20", "--border", "undefined", "--verbose", "--repeat", "1",
                              stdin=pictures.to_pnm(picture))
        self.assertIn("border undefined", run.stderr.decode())
        self.assertEqual(pictures.rows(pictures.read_pnm(run.stdout)), rows)

    def test_alpha_is_never_guessed(self):
        picture = pictures.Picture(2, 1, 4, bytes([200, 100, 0, 255, 0, 0, 0, 0]))
        for name, pixel in ((None, [100, 50, 0, 128]), ("none", [100, 50, 0, 128]), ("weighted", [200, 100, 0, 128]),
                            ("premultiplied", [100, 50, 0, 128])):
            option = [] if name is None else ["--alpha", name]
            result = self.resize(pictures.to_png(picture), "1x1", "--filter", "area", *option)
            self.assertEqual(result.pixels, bytes(pixel), name)
        bright = pictures.Picture(2, 1, 2, bytes([250, 9, 250, 9]))
        self.assertEqual(self.resize(pictures.to_png(bright), "1x1", "--alpha", "premultiplied").pixels, bytes([9, 9]))

    def test_light(self):
        """Half black and half white is 188 in sRGB, not 128."""
        data = pictures.to_pnm(pictures.Picture(2, 1, 1, bytes([0, 255])))
        self.assertEqual(self.resize(data, "1x1", "--filter", "area").pixels, bytes([128]))
        self.assertEqual(self.resize(data, "1x1", "--filter", "area", "--light", "linear").pixels, bytes([188]))

    def test_scale_says_the_size_of_the_box(self):
        data = pictures.to_pnm(pictures.make(25, 15, 1))
        for scale, box, size in (("0.5,0.5", [], (12, 8)), ("2,0.25", [], (50, 4)),
                                 ("0.5,0.5", ["--box", "0.25,1,20.25,11"], (10, 5))):
            out = self.good("resize", "-", "-", "--scale", scale, *box, stdin=data)
            self.assertEqual(pictures.read_pnm(out)[:2], size)

    def test_what_a_run_tells(self):
        run = self.run_isopel("resize", DATA / "photograph.ppm", "-", "96x96", "-v", "--grid", "asymmetric", "--light",
                              "linear", "--border", "constant", "--fill", "1,2,3", "--box", "0.5,0,320,240", "--crop",
                              "1,2,30,40", "--pad", "1,0,0,2", "--store", "f32", "--layout", "chw", "--divisor", "255",
                              "--format", "npy")
        self.assertEqual(run.returncode, 0, run)
        text = run.stderr.decode()
        self.assertIn("rules bilinear, antialias off, border constant, grid asymmetric, light linear, "
                      "box 0.5,0,320,240, crop 1,2,30,40 of 96x96, pad 1,0,0,2, fill 1,2,3, divisor 255, "
                      "mean 0,0,0, std 1,1,1\n", text)
        self.assertIn("out   -  31x42 rgb_f32 chw  hash %08x\n" %
                      pictures.fnv1a(pictures.read_npy(run.stdout)[2]), text)


class Places(Case):
    def setUp(self):
        super().setUp()
        self.photo = (DATA / "photograph.ppm").read_bytes()

    def cut(self, picture, left, top, width, height):
        size = picture.channels
        rows = [row[left * size:(left + width) * size] for row in pictures.rows(picture)[top:top + height]]
        return pictures.Picture(width, height, size, b"".join(rows))

    def padded(self, picture, left, top, right, bottom, pixel):
        rows = [pixel * left + row + pixel * right for row in pictures.rows(picture)]
        width = picture.width + left + right
        return pictures.Picture(width, picture.height + top + bottom, picture.channels,
                                pixel * width * top + b"".join(rows) + pixel * width * bottom)

    def test_crop_is_a_part_of_the_whole(self):
        for options in ([], ["--filter", "lanczos3", "--antialias", "on", "--border", "reflect"],
                        ["--preset", "pillow/bicubic"], ["--preset", "opencv-4/cubic/x86"], ["--filter", "area"],
                        ["--preset", "pillow/bilinear", "--reducing-gap", "2"]):
            whole = self.resize(self.photo, "97x53", *options)
            part = self.resize(self.photo, "97x53", *options, "--crop", "11,7,40,45")
            self.assertEqual(part, self.cut(whole, 11, 7, 40, 45), options)
            both = self.resize(self.photo, "97x53", *options, "--crop", "11,7,40,45", "--pad", "3,0,1,2", "--fill",
                               "9,99,255")
            self.assertEqual(both, self.padded(part, 3, 0, 1, 2, bytes([9, 99, 255])), options)
        self.assertEqual(self.resize(self.photo, "97x53", "--pad", "1,1,1,1"),
                         self.padded(self.resize(self.photo, "97x53"), 1, 1, 1, 1, bytes(3)))
        self.assertEqual(self.resize(self.photo, "97x53", "--pad", "0,0,1,0", "--fill", "7"),
                         self.padded(self.resize(self.photo, "97x53"), 0, 0, 1, 0, bytes([7] * 3)))

    def test_fits(self):
        small = self.resize(self.photo, "64x48")
        gray = bytes([114] * 3)
        self.assertEqual(self.resize(self.photo, "64x64", "--fit", "letterbox", "--size-rule", "yolo", "--fill", "114"),
                         self.padded(small, 0, 8, 0, 8, gray))
        self.assertEqual(self.resize(self.photo, "64x64", "--fit", "letterbox", "--anchor", "0,-1", "--fill", "114"),
                         self.padded(small, 0, 0, 0, 16, gray))
        self.assertEqual(self.resize(self.photo, "64x64", "--fit", "letterbox", "--multiple", "10"),
                         self.padded(small, 0, 3, 0, 3, bytes(3)))
        self.assertEqual(self.resize(self.photo, "64x64", "--fit", "fit"), small)
        self.assertEqual(self.resize(self.photo, "64x64", "--fit", "stretch"), self.resize(self.photo, "64x64"))
        self.assertEqual(self.resize(self.photo, "48x48", "--fit", "cover"), self.cut(small, 8, 0, 48, 48))
        self.assertEqual(self.resize(self.photo, "48x48", "--fit", "cover", "--anchor", "1,1"),
                         self.cut(small, 16, 0, 48, 48))
        self.assertEqual(self.resize(self.photo, "40x40", "--fit", "short-side", "--side", "48"),
                         self.cut(small, 12, 4, 40, 40))
        alone = self.good("resize", "-", "-", "--fit", "short-side", "--side", "48", stdin=self.photo)
        self.assertEqual(pictures.read_pnm(alone), small)
        limited = self.good("resize", "-", "-", "--fit", "short-side", "--side", "60", "--limit", "64", stdin=self.photo)
        self.assertEqual(pictures.read_pnm(limited), small)
        photo = pictures.read_pnm(self.photo)
        self.assertEqual(self.resize(self.photo, "400x200", "--fit", "crop-or-pad"),
                         self.padded(self.cut(photo, 0, 20, 320, 200), 40, 0, 40, 0, bytes(3)))
        self.assertEqual(self.resize(self.photo, "400x400", "--fit", "letterbox", "--shrink-only"),
                         self.padded(photo, 40, 80, 40, 80, bytes(3)))
        self.assertEqual(self.resize(self.photo, "30x20", "--fit", "crop", "--box", "10,20,60,80"),
                         self.cut(photo, 20, 40, 30, 20))

    def test_place(self):
        text = self.good("place", "1000x800", "640x640", "--fit", "letterbox", "--point", "320,80").decode()
        self.assertEqual(text, "source   1000x800\nbox      0,0,1000,800\nresized  640x512\ncrop     0,0,640,512\n"
                               "pad      0,64,0,64\nresult   640x640\n"
                               "point    320,80 -> 500,25 of the source\n")
        text = self.good("place", "640x427", "224x224", "--fit", "short-side", "--side", "256", "--size-rule",
                         "torchvision").decode()
        self.assertIn("resized  383x256\ncrop     80,16,224,224\npad      0,0,0,0\nresult   224x224\n", text)
        text = self.good("place", "100x80", "10x10", "--box", "20,10,60,50").decode()
        self.assertIn("box      20,10,60,50\nresized  10x10\n", text)
        self.assertIn("a crop of 101x9", self.bad("place", "100x80", "101x9", "--fit", "crop"))
        self.assertIn("the size is 0x0", self.bad("place", "100x80"))
        self.bad("place", "100x80", "10x10", "--anchor", "0,0", code=2)
        self.bad("place", "100x80", "10x10", "--point", "1", code=2)


class Tensors(Case):
    def samples(self, data):
        kind, shape, content = pictures.read_npy(data)
        letter = {"|u1": "B", "|i1": "b", "<u2": "H", "<f4": "f", "<f2": "e", ">u2": "H"}[kind]
        order = ">" if kind[0] == ">" else "<"
        count = len(content) // struct.calcsize(letter)
        return kind, shape, struct.unpack("%s%d%s" % (order, count, letter), content)

    def test_normalized(self):
        mean, deviation = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
        source = (DATA / "photograph.ppm").read_bytes()
        small = self.resize(source, "40x30", "--preset", "pillow/bilinear")
        out = self.path("out.npy")
        self.good("resize", DATA / "photograph.ppm", out, "40x30", "--preset", "pillow/bilinear", "--store", "f32",
                  "--layout", "chw", "--divisor", "255", "--mean", listed(mean), "--std", listed(deviation))
        kind, shape, samples = self.samples((self.folder / "out.npy").read_bytes())
        self.assertEqual((kind, shape), ("<f4", (3, 30, 40)))
        expected = [f32(f32(f32(v / 255) - f32(mean[c])) / f32(deviation[c]))
                    for c in range(3) for v in small.pixels[c::3]]
        self.assertEqual(list(samples), expected)
        half = self.good("resize", "-", "-", "40x30", "--preset", "pillow/bilinear", "--store", "f16", "--format",
                         "npy", "--divisor", "127.5", "--mean", "1", stdin=source)
        kind, shape, samples = self.samples(half)
        self.assertEqual((kind, shape), ("<f2", (30, 40, 3)))
        self.assertEqual(list(samples), [struct.unpack("<e", struct.pack("<e", f32(f32(v / 127.5) - 1)))[0]
                                         for v in small.pixels])

    def test_only_the_last_of_two_steps_stores(self):
        source = (DATA / "photograph.ppm").read_bytes()
        options = ["--preset", "pillow/bilinear", "--reducing-gap", "2"]
        small = self.resize(source, "40x30", *options)
        data = self.good("resize", "-", "-", "40x30", *options, "--store", "f32", "--divisor", "2", "--format", "npy",
                         stdin=source)
        self.assertEqual(self.samples(data)[2], tuple(v / 2 for v in small.pixels))

    def test_quantized(self):
        source = (DATA / "photograph.pgm").read_bytes()
        small = self.resize(source, "40x30")
        for options, formula in (([], lambda v: v - 128), (["--zero-point", "3"], lambda v: 3 + v),
                                 (["--quantize", "1/2"], lambda v: -128 + (2 * v + 2) // 4),
                                 (["--quantize", "3/7", "--zero-point", "-5"], lambda v: -5 + (6 * v + 7) // 14)):
            data = self.good("resize", "-", "-", "40x30", "--store", "i8", *options, "--format", "npy", stdin=source)
            self.assertEqual(self.samples(data), ("|i1", (30, 40, 1), tuple(min(max(formula(v), -128), 127)
                                                                            for v in small.pixels)))

    def test_files(self):
        source = (DATA / "photograph.ppm").read_bytes()
        small = self.resize(source, "8x6")
        pixels = small.pixels
        for name, kind, content in (
                ("rgb565", "<u2", [struct.pack("<H", v) for v in self.packed(pixels)]),
                ("rgb565-be", ">u2", [struct.pack(">H", v) for v in self.packed(pixels)])):
            data = self.good("resize", "-", "-", "8x6", "--store", name, "--format", "npy", stdin=source)
            self.assertEqual(pictures.read_npy(data), (kind, (6, 8), b"".join(content)))
        planes = b"".join(pixels[c::3] for c in range(3))
        data = self.good("resize", "-", "-", "8x6", "--layout", "chw", "--format", "npy", stdin=source)
        self.assertEqual(pictures.read_npy(data), ("|u1", (3, 6, 8), planes))
        self.good("resize", DATA / "photograph.ppm", self.path("x.bin"), "8x6", "--layout", "chw")
        self.assertEqual((self.folder / "x.bin").read_bytes(), planes)
        data = self.good("resize", "-", "-", "8x6", "--format", "npy", stdin=source)
        self.assertEqual(pictures.read_npy(data), ("|u1", (6, 8, 3), pixels))
        for name in ("out.png", "out.jpg", "out.ppm"):
            self.assertIn("not rgb_f32; npy and bin hold it", self.bad("resize", DATA / "photograph.ppm",
                                                                        self.path(name), "8x6", "--store", "f32"))
            self.assertIn("not rgb8 chw", self.bad("resize", DATA / "photograph.ppm", self.path(name), "8x6",
                                                   "--layout", "chw"))
        self.assertIn("not a PNG", self.bad("hash", self.write("in.npy", data)))

    def packed(self, pixels):
        for r, g, b in zip(*(pixels[c::3] for c in range(3))):
            yield (31 * r + 127) // 255 << 11 | (63 * g + 127) // 255 << 5 | (31 * b + 127) // 255


class Deep(Case):
    def make(self, width, height, channels, maximum=65535):
        return pictures.Picture(width, height, channels, words(width * height * channels, maximum))

    def hash_of(self, data):
        return self.good("hash", "-", stdin=data).decode().rstrip("\n")

    def test_files_keep_16_bits(self):
        for channels in (1, 2, 3, 4):
            picture = self.make(13, 7, channels)
            name = ["gray16", "gray_alpha16", "rgb16", "rgba16"][channels - 1]
            line = "%08x  13x7 %s  -" % (pictures.fnv1a(picture.pixels), name)
            png, pam = pictures.to_deep_png(picture), pictures.to_deep_pam(picture)
            self.assertEqual(self.hash_of(png), line)
            self.assertEqual(self.hash_of(pam), line)
            self.assertEqual(self.good("resize", "-", "-", "13x7", "--format", "pam", stdin=png), pam)
            self.assertEqual(self.good("resize", "-", "-", "13x7", "--format", "bin", stdin=png), picture.pixels)
            for kind in ("png", "pnm"):
                self.assertEqual(self.hash_of(self.good("resize", "-", "-", "13x7", "--format", kind, stdin=pam)), line)
        self.assertEqual(self.hash_of(b"P5 2 1 65535\n\1\2\3\4"),
                         "%08x  2x1 gray16  -" % pictures.fnv1a(b"\2\1\4\3"))

    def test_fewer_bits(self):
        picture = self.make(9, 5, 3, 1023)
        data = pictures.to_deep_pam(picture, 1023)
        self.assertTrue(self.hash_of(data).endswith("  9x5 rgb16 up to 1023  -"))
        self.assertEqual(self.good("resize", "-", "-", "9x5", "--format", "pam", stdin=data), data)
        self.assertTrue(self.good("resize", "-", "-", "9x5", "--format", "ppm", stdin=data)
                        .startswith(b"P6\n9 5\n1023\n"))
        large = self.good("resize", "-", "-", "40x30", "--filter", "lanczos3", "--format", "bin", stdin=data)
        self.assertLessEqual(max(struct.unpack("<3600H", large)), 1023)
        self.assertIn("not rgb16 up to 1023", self.bad("resize", "-", self.path("out.png"), "9x5", stdin=data))

    def test_resize(self):
        ramp = pictures.Picture(4, 1, 1, struct.pack("<4H", 0, 40000, 8000, 65535))
        result = self.good("resize", "-", "-", "2x1", "--filter", "area", "--format", "bin",
                           stdin=pictures.to_deep_png(ramp))
        self.assertEqual(struct.unpack("<2H", result), (20000, 36768))  # 36767.5, to even
        tensor = self.good("resize", "-", "-", "2x1", "--filter", "area", "--format", "bin", "--store", "f32",
                           "--divisor", "65535", stdin=pictures.to_deep_png(ramp))
        self.assertEqual(struct.unpack("<2f", tensor), (f32(20000 / 65535), f32(36767.5 / 65535)))

    def test_who_does_not_take_them(self):
        data = pictures.to_deep_png(self.make(4, 4, 3))
        source = self.write("deep.png", data)
        self.assertIn("JPEG holds gray8 and rgb8, not rgb16", self.bad("resize", source, self.path("o.jpg"), "2x2"))
        self.assertIn("3 channels of u16", self.bad("resize", source, self.path("o.png"), "2x2", "--preset",
                                                    "pillow/bilinear"))
        self.assertIn("3 channels of u16 to 3 channels of u8", self.bad("resize", source, self.path("o.png"), "2x2",
                                                                       "--store", "u8"))
        self.assertIn("a sheet takes pictures of 8 bits, not rgb16", self.bad("sheet", self.path("o.png"), source))
        for length in (len(data) - 30, 60):
            self.bad("hash", self.write("cut.png", data[:length]))
        pam = pictures.to_deep_pam(self.make(4, 4, 3))
        self.assertIn("96 bytes of pixels are expected", self.bad("hash", self.write("cut.pam", pam[:-1])))


class Refusals(Case):
    """What cannot be: one sentence with the values and, where there is one, the limit."""

    def refuse(self, *options, text, geometry="96x96", picture="photograph.ppm", code=1, data=None):
        with self.subTest(options):
            source = DATA / picture if data is None else self.write("in.x", data)
            message = self.bad("resize", source, self.path("out.npy"), *([geometry] if geometry else []), *options,
                               code=code)
            for word in [text] if isinstance(text, str) else text:
                self.assertIn(word, message)

    def test_rules(self):
        self.refuse("--border", "extrapolate", "--antialias", "on",
                    text="the border extrapolate on the width 320 to 96 with the filter bilinear: antialiasing widens")
        self.refuse("--border", "extrapolate", "--filter", "lanczos3", text="only bilinear, Catmull-Rom and Lanczos2")
        self.refuse("--border", "extrapolate", data=pictures.to_pnm(pictures.make(1, 9, 1)),
                    text="width 1 to 96 with the filter bilinear: a line needs two pixels")
        self.refuse("--border", "renormalize", "--scale", "0.25,0.25",
                    text="the border renormalize on the width 320 to 96 with the filter bilinear: the grid, box or "
                         "scale puts an output's centre outside")
        for options in (["--filter", "area", "--grid", "align-corners"], ["--light", "linear", "--alpha",
                        "premultiplied"], ["--src-siting", "left", "--grid", "asymmetric"]):
            self.refuse(*options, text="do not exist together in isopel's own arithmetic")
        self.refuse("--grid", "align-corners", "--scale", "0.5,0.5", text="the scale 0.50 by 0.50")
        self.refuse("--light", "linear", data=pictures.to_deep_png(pictures.Picture(2, 2, 1, words(4, 65535))),
                    text="1 channels of u16")
        for alpha in ("weighted", "premultiplied"):
            self.refuse("--alpha", alpha, text="3 channels of u8 to 3 channels of u8 in isopel's own arithmetic, alpha")
        self.refuse("--preset", "pillow/box", "--alpha", "premultiplied", text="alpha 2")
        self.refuse("--preset", "pillow/box", "--src-siting", "left", text="sitings 1 and 0 do not exist together")
        for option, value in (("--border", "reflect"), ("--grid", "asymmetric"), ("--light", "linear")):
            self.refuse("--preset", "pillow/box", option, value, text="--preset excludes " + option, code=2)
        for option in ("--border", "--grid", "--light", "--alpha", "--fit", "--store", "--layout", "--size-rule"):
            more = ["--fit", "fit"] if option == "--size-rule" else []
            self.refuse(*more, option, "Nothing", text='"Nothing" is none of ', code=2)

    def test_boxes_and_scales(self):
        self.refuse("--box", "0.00001,0,320,240", text="edges are multiples of 1/65536 pixel")
        self.refuse("--box", "0,0,320.5,240", text=["320.50", "320x240"])
        self.refuse("--box", "1,1,1.5,9", "--grid", "align-corners", text="at least one pixel apart")
        self.refuse("--box", "1,1,9,9", "--src-siting", "left", text="without sitings")
        for geometry in ("96x96", None):
            self.refuse("--scale", "0.3,0.3", text="multiples of 1/65536 up to 64", geometry=geometry)
            self.refuse("--scale", "65,1", text=["65.00 by 1.00", "up to 64"], geometry=geometry)
        self.refuse("--scale", "0.0000152587890625,1", geometry=None, text=["0x240", "1..1048576"])

    def test_sides_and_taps(self):
        self.refuse("--pad", "1048576,0,0,0", text=["a pad of 1048576, 0, 0, 0", "1..1048576"])
        self.refuse("--pad", "-1,0,0,0", text="a pad of -1, 0, 0, 0")
        self.refuse("--crop", "90,0,7,1", text="the crop 7x1 at 90, 0 of 96x96")
        self.refuse("--crop", "0,0,0,1", text="the crop 0x1 at 0, 0 of 96x96")
        self.refuse(geometry="1048577x1", text="1048576", code=2)
        line = pictures.to_pnm(pictures.Picture(1 << 20, 1, 1, bytes(1 << 20)))
        self.refuse("--filter", "lanczos3", "--antialias", "on", geometry="1x2", data=line,
                    text="the width 1048576 to 1 needs up to 1048576 taps, more than 32768")
        self.refuse("--filter", "area", geometry="3x1", data=line, text=["349527 taps", "32768"])
        self.assertIn("32768", self.bad("sizes", "1048576x9", "3x3", "--filter", "area"))
        self.assertIn("1048576", self.bad("sizes", "1048577x9", "3x3", code=2))

    def test_colours(self):
        for fill in ("300", "-1", "1.5", "1,2,256"):
            self.refuse("--border", "constant", "--fill", fill, text="is not one of 3 channels of u8")
        self.refuse("--pad", "1,1,1,1", "--fill", "300", text="the fill colour 300.00, 300.00, 300.00")
        self.refuse("--pad", "1,1,1,1", "--fill", "1,2", text="--fill has 2 numbers, but there are 3 channels")
        for text in ("", "a", "1,2,3,4,5", "1;2;3"):
            self.refuse("--fill", text, text='"%s" is not 1 to 4 finite numbers' % text, code=2)

    def test_tensors(self):
        for options in (["--mean", "1"], ["--quantize", "1/2"], ["--store", "f32", "--zero-point", "1"],
                        ["--store", "i8", "--divisor", "255"], ["--store", "i8", "--zero-point", "128"],
                        ["--store", "i8", "--quantize", "16777217/1"], ["--store", "f32", "--mean", "1e300"],
                        ["--store", "f32", "--std", "1e300"]):
            self.refuse(*options, text="normalization is for f32 and f16 results and takes finite numbers; "
                                       "quantization is for i8")
        self.refuse("--store", "u16", text="3 channels of u8 to 3 channels of u16")
        self.refuse("--store", "rgb565", "--layout", "chw", text="RGB565, planar")
        self.refuse("--store", "rgb565", picture="photograph.pgm", text="1 channels of u8 to 1 channels of RGB565")
        self.refuse("--store", "f32", "--std", "1,2", text="--std has 2 numbers, but there are 3 channels")
        for option, text in (("--std", "1,0,1"), ("--std", "1e-300"), ("--divisor", "0"), ("--divisor", "1,2"),
                             ("--quantize", "1/0"), ("--quantize", "0/1"), ("--quantize", "1,2"),
                             ("--quantize", "1.5/2"), ("--zero-point", "1.5"), ("--zero-point", "x"),
                             ("--zero-point", "1e10"), ("--crop", "0,0,0,0"), ("--crop", "1,2,3"),
                             ("--crop", "1,2,3.5,4"), ("--pad", "1"), ("--pad", "1,2,3,4,5"), ("--mean", "nan")):
            self.refuse("--store", "f32", option, text, text='"%s"' % text, code=2)

    def test_fits(self):
        self.refuse("--fit", "crop", geometry="400x9", text="a crop of 400x9 is larger than the 320x240")
        self.refuse("--fit", "pad", geometry="400x9", text="a pad to 400x9 is smaller than the 320x240")
        self.refuse("--fit", "short-side", text="the short side is to become 0, but it is 1..1048576")
        self.refuse("--fit", "cover", "--side", "5", text="the short side is to become 5")
        self.refuse("--fit", "short-side", "--side", "50", "--limit", "40", text="the limit is 40")
        self.refuse("--fit", "cover", "--shrink-only", text="shrink_only true")
        self.refuse("--fit", "cover", "--multiple", "32", text="multiple 32")
        self.refuse("--fit", "cover", geometry="1048576x9", data=pictures.to_pnm(pictures.make(1, 9, 1)),
                    text=["1x9 would be resized to 1048576 by more than 1048576 pixels", "1..1048576"])
        self.refuse("--fit", "cover", "--box", "0,0,40.5,9", text="a box of whole pixels inside 320x240, not 0,0,40.5,9")
        self.refuse("--fit", "cover", "--box", "0,0,1e300,9", text="whole pixels inside 320x240")
        self.refuse("--fit", "cover", "--box", "9,9,5,20", text="the part is -4x11 at 9, 9")
        self.refuse("--fit", "cover", geometry="96x", text="both sides")
        for options in (["--anchor", "0,0"], ["--fit", "cover", "--anchor", "0,1.5"], ["--fit", "cover", "--scale", "1,1"],
                        ["--fit", "cover", "--pad", "1,1,1,1"], ["--fit", "cover", "--crop", "1,1,1,1"],
                        ["--side", "9"], ["--fit", "short-side", "--side", "0"]):
            self.refuse(*options, text="isopel: ", code=2)
        self.refuse("--fit", "cover", geometry=None, text="GEOMETRY or --scale", code=2)


class Sizes(Case):
    def sizes(self, *arguments):
        text = self.good("sizes", *arguments).decode()
        found = re.findall(r"^(tables|scratch) +(\d+) +(\d+)$", text, re.M)
        self.assertEqual([row[0] for row in found], ["tables", "scratch"])
        for row in found:
            self.assertGreaterEqual(int(row[1]), int(row[2]))
        return text.splitlines()[0], tuple(int(row[2]) for row in found)

    def test_every_format(self):
        seen = set()
        for element in ("u8", "i8", "u16", "f32", "f16", "rgb565", "rgb565-be"):
            for layout in ("hwc", "chw"):
                if element.startswith("rgb565") and layout == "chw":
                    self.assertIn("planar", self.bad("sizes", "99x99", "50x40", "--element", element, "--src-layout",
                                                     layout))
                    continue
                line, used = self.sizes("99x99", "50x40", "--element", element, "--src-layout", layout, "--filter",
                                        "catmull-rom")
                self.assertRegex(line, r"\A99x99 -> 50x40 \w+(-be)?( chw)?, catmull-rom")
                self.assertIn(element if element[0] != "u" else "rgb" + element[1:], line.replace("_", ""))
                seen.add(used)
        self.assertGreater(len(seen), 4)

    def test_every_option(self):
        line, _ = self.sizes("320x240", "96x96", "--element", "rgb565", "--store", "i8", "--layout", "chw", "--crop",
                                "8,0,80,96", "--pad", "0,0,0,4", "--fill", "5", "--zero-point", "0", "--border",
                                "reflect", "--grid", "asymmetric", "--block-rows", "1")
        self.assertEqual(line, "320x240 rgb565 -> 80x100 rgb_i8 chw, bilinear, antialias off, border reflect, grid "
                               "asymmetric, crop 8,0,80,96 of 96x96, pad 0,0,0,4, fill 5,5,5, zero point 0, quantize "
                               "1/1, block rows 1")
        line, _ = self.sizes("320x240", "64x64", "--fit", "letterbox", "--channels", "16", "--element", "f32")
        self.assertEqual(line, "320x240 -> 64x64 16 channels of f32, bilinear, antialias off, border replicate, pad "
                               "0,8,0,8, fill 0,0,0,0, block rows 8")
        self.assertIn("3 channels of f32 to 3 channels of u8", self.bad("sizes", "9x9", "3x3", "--element", "f32",
                                                                       "--store", "u8"))
        self.sizes("9x9", "--scale", "0.5,0.25", "--channels", "1024")

    def test_they_are_those_of_a_run(self):
        for options in (["--store", "f32", "--divisor", "255"], ["--light", "linear"], ["--crop", "3,3,9,9"],
                        ["--border", "constant", "--filter", "lanczos2"], ["--box", "0.5,0.5,20,9"]):
            _, used = self.sizes("320x240", "96x96", *options)
            run = self.run_isopel("resize", DATA / "photograph.ppm", "-", "96x96", "-v", "--format", "npy", *options)
            self.assertIn("tables %s bytes, scratch %s bytes" % used, run.stderr.decode())


if __name__ == "__main__":
    case.run()
