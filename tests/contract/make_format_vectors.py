#!/usr/bin/env python3
"""Writes and checks format_vectors.inc with tests/model_formats.py.

    make_format_vectors.py           compares format_vectors.inc with the model, as tests/model.py does
    make_format_vectors.py --print   prints the file anew from the cases below
"""
import os
import re
import struct
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.dirname(HERE)]
import model_formats as model  # noqa: E402
from make_vectors import fnv1a  # noqa: E402
from model_formats import Format, Rules, Spec  # noqa: E402

HEAD = '''\
// Conformance vectors of contract 1 (engine/CONTRACT.md), (22) to (37): grids, borders, formats, alpha, light, crops,
// pads, YUV, half size. For C++ (define the macros you want, then include this file) and for scripts.
//
// FORMAT_VECTOR(hash, source, fields of a Spec...)
//     hash: FNV-1a, 32 bits, of the destination in memory, rows and planes without gaps, samples low byte first (but
//     for rgb565_be). Pixels that are not written keep bytes of 0xa5.
//     source: the samples in memory order, one step s = s * 1664525 + 1013904223 modulo 2^32 from s = 12345 for each:
//         bytes     s >> 24 for each byte (two for a pixel of rgb565)
//         binary    255 where s >= 2^31, else 0
//         words     u16: (s >> 16) & maximum
//         floats    f32: ((s >> 8) - 2^23) / 2^21, exact
//         halves    f16: the same, rounded by (27)
//         zeros     f32: -0 where s >= 2^31, else +0
// YUV_VECTOR(matrix, y, u, v, red, green, blue)
//     (35).
// HALF_VECTOR(hash, kernel, border, channels, width, height, fill)
//     (37), of u8 source bytes as above; `fill` is that of every channel.
//
// make_format_vectors.py prints this file anew from tests/model_formats.py.

#ifndef FORMAT_VECTOR
#define FORMAT_VECTOR(...)
#endif
#ifndef YUV_VECTOR
#define YUV_VECTOR(...)
#endif
#ifndef HALF_VECTOR
#define HALF_VECTOR(...)
#endif
'''
TAIL = '''
#undef FORMAT_VECTOR
#undef YUV_VECTOR
#undef HALF_VECTOR
'''


# --- sources and results

def sequence():
    s = 12345
    while True:
        s = (s * 1664525 + 1013904223) & 0xFFFFFFFF
        yield s


def source(spec, kind):
    element, channels, _, maximum = spec.format
    samples = spec.src[0] * spec.src[1] * channels * (2 if element.startswith("rgb565") else 1)
    encode = {"bytes": lambda s: bytes([s >> 24]), "binary": lambda s: bytes([(s >> 31) * 255]),
              "words": lambda s: struct.pack("<H", s >> 16 & (maximum or 65535)),
              "floats": lambda s: struct.pack("<f", ((s >> 8) - (1 << 23)) / (1 << 21)),
              "zeros": lambda s: struct.pack("<f", -0.0 if s >> 31 else 0.0),
              "halves": lambda s: model.half(((s >> 8) - (1 << 23)) / (1 << 21))}[kind]
    return b"".join(encode(s) for s, _ in zip(sequence(), range(samples)))


def outputs(macro, inputs):
    if macro == "FORMAT_VECTOR":
        kind, spec = inputs
        return [fnv1a(model.resize(spec, source(spec, kind)))]
    if macro == "YUV_VECTOR":
        return list(model.rgb_of_yuv(*inputs))
    kernel, border, channels, width, height, fill = inputs
    src = bytes(s >> 24 for s, _ in zip(sequence(), range(width * height * channels)))
    return [fnv1a(model.half_scale(src, width, height, channels, kernel, border, fill))]


# --- lines

def text(value, suffix=""):
    """A value in C++."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Rules):
        return "{%s}" % fields(value)
    if isinstance(value, Format):
        value = value[:4 if value.maximum else 3 if value.layout == "planar" else 2]
    if isinstance(value, tuple):
        return "{%s}" % ", ".join(text(v, suffix) for v in value)
    return str(value) + (suffix if isinstance(value, float) else "")


def fields(record):
    """The fields that differ from the defaults, in the order of their declaration."""
    return ", ".join(".%s = %s" % (name, text(value, "f" if name in ("fill", "normalization") else ""))
                     for name, value in record._asdict().items()
                     if name not in record._field_defaults or value != record._field_defaults[name])


def line(macro, inputs):
    results = [str(value) for value in outputs(macro, inputs)]
    if macro == "FORMAT_VECTOR":
        return "%s(%s, %s, %s)" % (macro, *results, inputs[0], fields(inputs[1]))
    words = [str(value) for value in inputs]
    return "%s(%s)" % (macro, ", ".join(words + results if macro == "YUV_VECTOR" else results + words))


def parsed(macro, arguments):
    """The inputs of a line."""
    if macro == "YUV_VECTOR":
        matrix, *yuv = arguments.split(", ")[:4]
        return (matrix, *map(int, yuv))
    words = arguments.split(", ")[1:]
    if macro == "HALF_VECTOR":
        return (int(words[0]), words[1], *map(int, words[2:]))
    names = re.sub(r"(?<![.\w])[a-z]\w*", lambda word: repr({"true": True, "false": False}.get(word[0], word[0])),
                   ", ".join(words[1:]))
    values = re.sub(r"\.(\w+) = ", r"\1=", re.sub(r"\{(?=\.)", "dict(", names)).replace("{", "(").replace("}", ",)")
    spec = eval("dict(%s)" % re.sub(r"(?<=\d)f\b", "", values), {"__builtins__": {}, "dict": dict})
    for name, kind in (("format", Format), ("dst_format", Format)):
        if name in spec:
            spec[name] = kind(*spec[name])
    return words[0], Spec(**{**spec, "rules": Rules(**spec.get("rules", {}))})


def check(path=os.path.join(HERE, "format_vectors.inc")):
    """Prints a line per group; returns 1 when a vector differs, else 0."""
    groups = {}
    for written in open(path):
        group, vector = re.match(r"// Group: (.*)", written), re.match(r"(\w+_VECTOR)\((.*)\)$", written)
        if group:
            counts = groups.setdefault(group[1], [0, 0])
        elif vector:
            again = line(vector[1], parsed(vector[1], vector[2]))
            counts[0] += 1
            if again != written.strip():
                counts[1] += 1
                print("DIFFERENT: %s\n   model: %s" % (written.strip(), again))
    for name, (vectors, different) in groups.items():
        print("%4d vectors, %d different: %s" % (vectors, different, name))
    vectors, different = map(sum, zip(*groups.values()))
    print("%4d vectors, %d different" % (vectors, different))
    return 1 if different or not vectors else 0


# --- cases

BORDERS = ("replicate", "renormalize", "constant", "reflect", "extrapolate", "undefined")
BILINEAR, CATMULL_ROM = Rules("bilinear"), Rules("catmull_rom")
LANCZOS2, LANCZOS4 = Rules("lanczos2"), Rules("lanczos4")
WIDE_BILINEAR, WIDE_LANCZOS3 = (Rules(f, antialias=True) for f in ("bilinear", "lanczos3"))
AREA, NEAREST = Rules("area"), Rules("nearest")
FILTERS = (BILINEAR, CATMULL_ROM, WIDE_LANCZOS3, AREA, NEAREST)
KINDS = {"u16": "words", "f32": "floats", "f16": "halves"}
FINEST = 1 / 65536
TORCH = (255, (0.485, 0.456, 0.406, 0), (0.229, 0.224, 0.225, 1))


def images(rules, sizes, format=Format("u8", 1), kind=None, **more):
    """Vectors of all rules and sizes (src_w, src_h, dst_w, dst_h) that are not refused."""
    for rule in rules:
        for size in sizes:
            spec = Spec(size[:2], size[2:], format, rule, **more)
            try:
                model.axes(spec)
            except ValueError:
                continue
            yield "FORMAT_VECTOR", (kind or KINDS.get(format.element, "bytes"), spec)


def groups():
    rgb, gray = Format("u8", 3), Format("u8", 1)
    colours = {"fill": (200, 3, 90, 17)}

    def with_borders(rules, borders=BORDERS):
        return [rule._replace(border=border) for border in borders for rule in rules]

    yield "every border", [
        *images(with_borders(FILTERS), [(13, 9, 20, 7)], rgb, **colours),
        *images(with_borders(FILTERS[1:3]), [(7, 12, 16, 31)], gray, "binary", **colours),
        *images(with_borders(FILTERS[:3]), [(1, 5, 3, 2), (6, 1, 4, 3), (2, 2, 5, 7)], gray, **colours),
        *images(with_borders([LANCZOS2, LANCZOS4]), [(11, 4, 9, 13)], Format("u8", 2), **colours),
        *images(with_borders([WIDE_LANCZOS3, Rules("lanczos4", antialias=True)], BORDERS[2:4]),
                [(40, 3, 2, 2), (64, 50, 1, 3)], gray, "binary", **colours)]

    others = [rule._replace(grid=grid) for grid in ("align_corners", "asymmetric")
              for rule in (NEAREST, BILINEAR, CATMULL_ROM, WIDE_BILINEAR, WIDE_LANCZOS3, LANCZOS4)]
    yield "grids", [
        *images(others, [(9, 14, 5, 30)], rgb), *images(others[:4] + others[6:10], [(13, 9, 20, 7)], gray),
        *images(others[:3] + others[6:9], [(5, 7, 1, 1), (1, 1, 3, 2), (6, 6, 6, 11)], gray),
        *images(with_borders(others[1:3] + others[7:9], BORDERS[1:]), [(8, 9, 5, 13)], gray, **colours),
        *images(with_borders([others[4], others[10]], BORDERS[1:4]), [(19, 16, 5, 7)], gray, **colours)]

    fraction = (1.25, 0.5 + FINEST, 10.5, 7 - FINEST)
    yield "boxes", [
        *images([*FILTERS, *others], [(13, 9, 7, 11)], gray, box=fraction),
        *images(FILTERS, [(13, 9, 4, 3)], rgb, box=(1, 2, 13, 8)),  # area: (19)
        *images(FILTERS[:4], [(13, 9, 4, 3)], rgb, box=(0, 0, 10, 9)),
        *images(FILTERS, [(13, 9, 6, 5)], gray, box=(3, 4, 9, 9)),  # a copy
        *images([BILINEAR, *others[1:2]], [(13, 9, 6, 5)], gray, box=(3, 4, 9, 9)),
        *images(FILTERS, [(13, 9, 5, 4)], gray, box=(6.5, 3.25, 6.5 + FINEST, 3.75)),
        *images(with_borders(FILTERS[:4], BORDERS[1:]), [(13, 9, 9, 5)], gray, box=(0, 0.25, 5.5, 9), **colours),
        *images(others[:3], [(13, 9, 1, 4)], gray, box=(7, 2.5, 8, 9)),
        # (13) The second pass of Lanczos4 that renormalizes in a part of its axis has 14 bits; otherwise 15.
        *(vector for box in ((0.5, 1, 50, 43.5), (0, 1, 52, 44), (0, 0, 52, 44)) for vector in images(
            [Rules("lanczos4", "renormalize", True)], [(52, 44, 33, 31)], gray, "binary", box=box)),
        *images([Rules("lanczos4", "renormalize", True)], [(40, 33, 24, 19)], gray, "binary", scale=(0.625, 0.59375)),
        *images([BILINEAR, CATMULL_ROM], [(11, 8, 7, 9)], gray, box=(0, 0, 11, 8)),
        # (15) counts the rows and columns that the box touches: the other order would follow from all of them.
        *images([CATMULL_ROM], [(22, 20, 21, 23)], gray, box=(17, 15, 22, 18)),
        *images([BILINEAR], [(15, 40, 18, 13)], gray, box=(7, 8, 11, 19)),
        # And not their fractions.
        *images([CATMULL_ROM], [(32, 21, 15, 22)], gray, box=(29, 4, 31, 16.75)),
        *images([CATMULL_ROM], [(21, 28, 20, 22)], gray, box=(7.5, 5, 17, 21))]

    scaled = [rule._replace(grid=grid) for grid in ("half_pixel", "asymmetric")
              for rule in (*FILTERS, WIDE_BILINEAR) if grid == "half_pixel" or rule.filter != "area"]
    yield "scales", [
        *images(scaled, [(13, 9, 9, 15)], gray, scale=(0.75, 1.5 + FINEST)),
        *images(scaled, [(13, 9, 9, 15)], gray, scale=(0, 1.75), box=(2.5, 1.25, 12, 8.5)),
        *images(scaled[:5], [(13, 9, 9, 15)], gray, scale=(0.40625, 0), box=(2.5, 1.25, 12, 8.5)),
        *images(with_borders(scaled[:5]), [(7, 5, 9, 12)], rgb, scale=(0.8125, 1.25), **colours),  # far out
        *images(with_borders(scaled[6:8], BORDERS[1:]), [(7, 5, 9, 12)], gray, scale=(0.8125, 1.25), **colours),
        *images(with_borders(scaled[1:4], BORDERS[1:]), [(12, 9, 5, 6)], gray, scale=(0.4375, 0.6875)),
        *images(with_borders(scaled[1:4], BORDERS[:4]), [(3, 2, 8, 9)], gray, scale=(0.25, 64), **colours),
        *images(with_borders([BILINEAR], BORDERS[2:3]), [(6, 5, 9, 7)], gray, scale=(1, 1), **colours)]

    sitings = [(a, b) for a in ("centre", "left", "top_left") for b in ("centre", "left", "top_left")]
    yield "sitings", [
        *(vector for a, b in sitings
          for vector in images((BILINEAR, WIDE_LANCZOS3), [(9, 12, 14, 7)], gray, src_siting=a, dst_siting=b)),
        *images((NEAREST, AREA, CATMULL_ROM), [(9, 12, 4, 6)], gray, src_siting="left"),
        *images((AREA, BILINEAR), [(8, 12, 4, 6)], gray, src_siting="top_left", dst_siting="top_left"),
        *images((AREA, BILINEAR), [(8, 12, 8, 12)], gray, src_siting="left", dst_siting="left"),
        *images((BILINEAR,), [(8, 12, 8, 12)], gray, src_siting="left"),
        *images(with_borders((BILINEAR, CATMULL_ROM), BORDERS[1:]), [(6, 5, 9, 8)], gray, src_siting="left", **colours)]

    elements = [("u8", 0), ("i8", 0), ("u16", 1023), ("u16", 4095), ("u16", 0), ("f32", 0), ("f16", 0)]
    cases = [(rule, size) for rule in (WIDE_LANCZOS3, BILINEAR, CATMULL_ROM, AREA, NEAREST)
             for size in ((11, 8, 6, 9), (6, 7, 13, 5))]
    formats = [Format(element, channels, layout, maximum) for element, maximum in elements
               for channels in (1, 2, 3, 4, 7) for layout in ("interleaved", "planar")]
    yield "elements, channels and layouts", [
        *(vector for i, format in enumerate(formats)
          for vector in images([cases[i % 7][0]], [cases[i % 7][1]], format)),
        *(vector for element in ("rgb565", "rgb565_be")
          for vector in images(FILTERS, [(11, 8, 6, 9), (8, 6, 4, 3)], Format(element, 1)))]

    sizes = [(12, 10, 7, 10), (12, 10, 12, 23), (15, 8, 5, 24), (4, 15, 13, 2), (9, 9, 9, 9), (12, 10, 6, 5),
             (1, 1, 3, 2)]
    i8_fill = {"fill": (-56, -125, 90, 17)}
    float_fill = {"fill": (0.5, -1.25, 2, -0.0625)}
    floats = [Format("f32", 2), Format("f32", 1)]
    yield "floats and u16: every way, every border", [
        *images([BILINEAR, CATMULL_ROM, Rules("lanczos4", antialias=True), AREA], sizes, floats[0]),
        *images([WIDE_LANCZOS3], [(97, 3, 5, 4), (3, 97, 4, 5)], floats[1]),
        *images(with_borders([BILINEAR, CATMULL_ROM], BORDERS[:3:2]), [(9, 8, 9, 11), (9, 8, 14, 8)], floats[1],
                "zeros"),
        *images([WIDE_LANCZOS3, NEAREST], sizes[2:4], Format("u16", 3)),
        *images(with_borders([BILINEAR, CATMULL_ROM, WIDE_LANCZOS3], BORDERS[1:]), [(9, 8, 14, 5)], floats[0],
                **float_fill),
        *images(with_borders([BILINEAR, WIDE_LANCZOS3], BORDERS[1:]), [(9, 8, 14, 5)], Format("f16", 1, "planar"),
                **float_fill),
        *images(with_borders([CATMULL_ROM, WIDE_LANCZOS3], BORDERS[1:]), [(9, 8, 14, 5)],
                Format("u16", 3, maximum=4095), fill=(4095, 7, 1000, 0)),
        *images(with_borders([BILINEAR, NEAREST], BORDERS[2:3]), [(7, 5, 9, 12)], floats[0], scale=(0.8125, 1.25),
                **float_fill),
        *images(with_borders([CATMULL_ROM], BORDERS[2:3]), [(8, 6, 5, 9)], Format("i8", 3), **i8_fill),
        *images(with_borders([CATMULL_ROM], BORDERS[2:3]), [(8, 6, 5, 9)], Format("rgb565", 1), **colours)]

    weighted = [rule._replace(alpha="weighted") for rule in FILTERS]
    premultiplied = [rule._replace(alpha="premultiplied") for rule in (WIDE_LANCZOS3, LANCZOS4, AREA, BILINEAR)]
    opaque = {"fill": (250, 9, 77, 128)}
    yield "alpha", [
        *images(weighted, [(13, 9, 7, 11), (8, 6, 4, 3)], Format("u8", 4)),
        *images(weighted[:3], [(13, 9, 7, 11)], Format("u8", 4), "binary"),
        *images(weighted, [(13, 9, 21, 5)], Format("u8", 2)),
        *images(weighted[:4], [(12, 9, 7, 9), (12, 9, 12, 20), (12, 9, 4, 20), (6, 6, 6, 6)], Format("u8", 4)),
        *images([Rules("lanczos4", antialias=True, alpha="weighted")], [(60, 40, 3, 2)], Format("u8", 2), "binary"),
        *images(with_borders(weighted[:3], BORDERS[1:]), [(9, 8, 14, 5)], Format("u8", 4), **opaque),
        *images(weighted[1:3], [(13, 9, 7, 11)], Format("i8", 4)),
        *images(with_borders(weighted[1:2], BORDERS[2:3]), [(9, 8, 14, 5)], Format("i8", 2), fill=(100, -100)),
        *images(weighted[1:], [(13, 9, 7, 11)], Format("u16", 4)),
        *images(weighted[:2], [(9, 8, 14, 5)], Format("u16", 2, "interleaved", 1023)),
        *images(weighted[1:], [(13, 9, 7, 11)], Format("f32", 4)),
        *images(weighted[2:3], [(13, 9, 7, 11)], Format("f16", 2)),
        *images(with_borders(weighted[1:2], BORDERS[2:3]), [(9, 8, 14, 5)], Format("f32", 2), fill=(0.5, 0.25)),
        *images(premultiplied, [(13, 9, 7, 11), (8, 6, 4, 3)], Format("u8", 4)),
        *images(premultiplied[:1], [(13, 9, 7, 11), (8, 6, 8, 6)], Format("i8", 2)),
        *images(premultiplied[:1], [(13, 9, 7, 11)], Format("u16", 4, maximum=1023)),
        *images(premultiplied[:1], [(13, 9, 7, 11)], Format("f32", 2)),
        *images(premultiplied[:1], [(13, 9, 7, 11)], Format("f16", 4))]

    linear = [rule._replace(light="linear") for rule in FILTERS]
    yield "linear light", [
        *images(linear, [(13, 9, 7, 11)], gray), *images(linear, [(13, 9, 7, 11), (8, 6, 4, 3)], rgb),
        *images(linear[:3], [(13, 9, 7, 11)], Format("u8", 4, "planar")),
        *images(linear[1:2], [(12, 9, 7, 9), (12, 9, 4, 20)], Format("i8", 3)),
        *images([rule._replace(alpha="weighted") for rule in linear], [(13, 9, 7, 11)], Format("u8", 4)),
        *images([rule._replace(alpha="weighted") for rule in linear[1:3]], [(13, 9, 7, 11)], Format("i8", 2)),
        *images(with_borders(linear[1:3], BORDERS[1:]), [(9, 8, 14, 5)], rgb, **colours),
        *images(with_borders([linear[1]._replace(alpha="weighted")], BORDERS[2:3]), [(9, 8, 14, 5)], Format("u8", 4),
                **opaque)]

    crop, pad = (2, 3, 5, 4), (1, 2, 3, 1)
    yield "crops and pads", [
        *images(FILTERS, [(13, 9, 20, 9)], rgb, crop=crop),
        *images(FILTERS, [(13, 9, 20, 9)], gray, crop=crop, pad=pad, fill=(114,)+(0,)*3),
        *images([BILINEAR], [(13, 9, 20, 9)], Format("u8", 3, "planar"), pad=pad, **colours),
        *images([BILINEAR], [(13, 9, 20, 9)], rgb, crop=(19, 8, 1, 1), pad=(0, 1, 0, 0), **colours),
        *images(with_borders([CATMULL_ROM], BORDERS[2:]), [(13, 9, 20, 9)], rgb, crop=(0, 1, 7, 8), pad=pad, **colours),
        *images([weighted[2]], [(13, 9, 7, 11)], Format("u8", 4), crop=crop, pad=pad, fill=(9, 99, 200, 0)),
        *images([linear[2]], [(13, 9, 7, 11)], rgb, crop=crop, pad=pad, fill=(9, 99, 200, 0)),
        *images([BILINEAR], [(13, 9, 13, 9)], gray, crop=crop, pad=pad, fill=(9, 0, 0, 0)),
        *images([BILINEAR], [(13, 9, 7, 11)], Format("i8", 2), crop=crop, pad=pad, **i8_fill),
        *images([BILINEAR], [(13, 9, 7, 11)], Format("u16", 7, maximum=4095), pad=pad, fill=(4095, 1, 2, 3)),
        *images([BILINEAR], [(13, 9, 7, 11)], Format("f32", 1), crop=crop, pad=pad, **float_fill),
        *images([BILINEAR], [(13, 9, 7, 11)], Format("f16", 1), crop=crop, pad=pad, **float_fill),
        *images([BILINEAR], [(13, 9, 7, 11)], Format("rgb565_be", 1), crop=crop, pad=pad, **colours),
        *images([AREA], [(12, 10, 6, 5)], rgb, crop=(1, 0, 4, 5), pad=pad, **colours),
        *images([NEAREST], [(12, 10, 6, 5)], rgb, "bytes", box=(2, 1, 9.5, 10), crop=(1, 0, 4, 5), pad=pad, **colours)]

    def to(element, channels=3, layout="interleaved", source=rgb, rules=BILINEAR, size=(11, 8, 6, 9), **more):
        return images([rules], [size], source, dst_format=Format(element, channels, layout), **more)
    planar_rgb, framed = Format("u8", 3, "planar"), {"pad": pad, **colours}
    yield "other formats in the destination", [
        *to("i8"), *to("i8", quantization=(-128, 1, 1)), *to("i8", quantization=(3, 2, 3), **framed),
        *to("i8", quantization=(-7, 100000, 99999)), *to("i8", quantization=(5, 1, 2), rules=NEAREST),
        *to("i8", 1, source=Format("i8", 1), quantization=(-3, 7, 8)), *to("u8", 3, source=Format("i8", 3)),
        *to("i8", 3, "planar", rules=AREA, size=(12, 9, 4, 3)),
        *to("f32"), *to("f32", 3, "planar", normalization=TORCH),
        *to("f32", normalization=TORCH, rules=WIDE_LANCZOS3, **framed),
        *to("f32", 3, "planar", rules=NEAREST, normalization=TORCH),
        *to("f32", 7, source=Format("u8", 7), normalization=(2, (1, 2, 3, 4), (1, 0.5, 0.3, -3))),
        *to("f32", 3, "planar", rules=AREA, size=(12, 9, 4, 3), normalization=TORCH),
        *to("f32", 1, source=Format("i8", 1)),
        *to("f16"), *to("f16", 3, "planar", normalization=TORCH, **framed),
        *to("f16", 1, source=gray, size=(5, 5, 5, 5)),
        *to("f32", 1, source=Format("u16", 1), rules=WIDE_LANCZOS3),
        *to("f32", 2, "planar", source=Format("u16", 2, maximum=1023),
            normalization=(1023, (0, 0.5, 0, 0), (1, 2, 1, 1))),
        *to("f16", 3, source=Format("u16", 3), rules=CATMULL_ROM), *to("u16", 3, "planar", source=Format("u16", 3)),
        *to("f32", 4, source=Format("u16", 4), rules=weighted[1]),
        *to("f32", 4, source=Format("u16", 4), rules=premultiplied[0]),
        *to("f16", 3, source=Format("f32", 3)), *to("f32", 3, "planar", source=Format("f16", 3)),
        *to("f32", 1, source=Format("f32", 1), normalization=(3, (0.1, 0, 0, 0), (0.7, 1, 1, 1))),
        *to("f32", 2, source=Format("f32", 2, "planar"), rules=CATMULL_ROM),
        *to("u8", source=Format("rgb565", 1)), *to("i8", 3, "planar", source=Format("rgb565_be", 1), **framed),
        *to("f32", 3, "planar", source=Format("rgb565", 1), normalization=TORCH),
        *to("rgb565_be", 1, source=Format("rgb565", 1)),
        *to("rgb565", 1, source=Format("rgb565_be", 1), size=(5, 5, 5, 5)),
        *to("rgb565_be", 1), *to("rgb565", 1, **framed), *to("rgb565", 1, rules=NEAREST),
        *to("u8", 3, "planar"), *to("u8", source=planar_rgb), *to("u8", 3, "planar", size=(7, 5, 7, 5)),
        *to("f32", 4, source=Format("u8", 4), rules=weighted[1], normalization=TORCH),
        *to("i8", 4, source=Format("u8", 4), rules=premultiplied[0]),
        *to("f32", rules=linear[1], normalization=TORCH), *to("f16", 3, "planar", rules=linear[2]),
        *to("rgb565", 1, rules=linear[1]),
        *to("f32", rules=CATMULL_ROM._replace(border="undefined"), crop=(0, 0, 6, 5), **framed),
        *to("i8", 3, "planar", rules=CATMULL_ROM._replace(border="constant"), **framed)]

    pixels = [(0, 0, 0), (255, 255, 255), (16, 128, 128), (235, 128, 128), (81, 90, 240), (145, 54, 34), (41, 240, 110),
              (0, 255, 0), (255, 0, 255), (128, 64, 192), (17, 129, 127), (200, 100, 150)]
    matrices = ["bt601_limited_8bit"] + [a + "_" + b for a in ("bt601", "bt709", "bt2020") for b in ("limited", "full")]
    yield "YUV", [("YUV_VECTOR", (matrix, *pixel)) for matrix in matrices for pixel in pixels]

    yield "half size", [
        ("HALF_VECTOR", (kernel, border, channels, width, height, 200))
        for kernel in (1, 3, 5) for border in BORDERS
        if border != "extrapolate" and (kernel > 1 or border == "replicate")
        for channels, width, height in ((1, 1, 1), (1, 2, 2), (3, 7, 3), (3, 17, 12), (1, 12, 17), (4, 4, 1))]


def main():
    if "--print" not in sys.argv[1:]:
        return check()
    print(HEAD, end="")
    for name, vectors in groups():
        print("\n// Group: " + name)
        for macro, inputs in vectors:
            print(line(macro, inputs))
    print(TAIL, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
