#!/usr/bin/env python3
"""Writes and checks vectors.inc with tests/model.py.

    make_vectors.py           compares vectors.inc with the model, as tests/model.py does
    make_vectors.py --print   prints the file anew from the cases below
"""
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
import model  # noqa: E402

HEAD = '''\
// Conformance vectors of contract 1 (engine/CONTRACT.md), for C++ (define the macros you want, then include this file)
// and for scripts (one vector a line, fields separated by ", ").
//
// VECTOR(filter, antialias, border, channels, src_w, src_h, dst_w, dst_h, method, hash)
//     hash: FNV-1a, 32 bits, of the output bytes. Source bytes: s = 12345; for each byte s = s * 1664525 + 1013904223
//     modulo 2^32, then byte = s >> 24.
//     method (20), (15): B box mean, N pixels copied, X / Y one pass along that axis, V / H two passes, vertical or
//     horizontal first.
// BINARY_VECTOR(the same)
//     From the same sequence, byte = 255 where s >= 2^31, else 0: overshoot and clamping.
// AXIS_VECTOR(filter, antialias, border, src, dst, cap, d, precision, left, taps, weights...)
//     The trimmed taps of output d: source pixels left, left + 1, ...; precision is P with that cap (13).
// AXIS_HASH(filter, antialias, border, src, dst, cap, precision, taps, hash)
//     taps: the largest number of taps of the axis. hash: FNV-1a over all its non-zero weights, outputs in order,
//     pixels in order, each as the pixel's number and the weight, two little-endian int32.
// WEIGHT_VECTOR(filter, t, g)
//     (9): the weight function at distance t (Q20).
//
// How they were made: the first group comes with the contract. The others were computed by the reference in C++ that
// the contract was proved with (in 128 bits where CONTRACT.md, Ranges, asks for more than 64) and, independently, by
// tests/model.py; the two agree on every line. A changed line is a changed contract: see "Freeze" in CONTRACT.md.
// make_vectors.py prints this file anew from tests/model.py.

#ifndef VECTOR
#define VECTOR(...)
#endif
#ifndef BINARY_VECTOR
#define BINARY_VECTOR(...)
#endif
#ifndef AXIS_VECTOR
#define AXIS_VECTOR(...)
#endif
#ifndef AXIS_HASH
#define AXIS_HASH(...)
#endif
#ifndef WEIGHT_VECTOR
#define WEIGHT_VECTOR(...)
#endif
'''
TAIL = '''
#undef VECTOR
#undef BINARY_VECTOR
#undef AXIS_VECTOR
#undef AXIS_HASH
#undef WEIGHT_VECTOR
'''

INPUTS = {"VECTOR": 8, "BINARY_VECTOR": 8, "AXIS_VECTOR": 7, "AXIS_HASH": 6, "WEIGHT_VECTOR": 2}


def fnv1a(data):
    value = 0x811C9DC5
    for byte in data:
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return "0x%08x" % value


def test_image(size, binary):
    s, result = 12345, bytearray()
    for _ in range(size):
        s = (s * 1664525 + 1013904223) & 0xFFFFFFFF
        result.append((s >> 31) * 255 if binary else s >> 24)
    return bytes(result)


def outputs(kind, inputs):
    """What follows the inputs in a vector's line."""
    if kind == "WEIGHT_VECTOR":
        return [model.weight(*inputs)]
    if kind.startswith("AXIS"):
        P, taps = model.table(model.axis(*inputs[:5]), inputs[5])
        if kind == "AXIS_VECTOR":
            tap = taps[inputs[6]]
            return [P, tap.left, len(tap.weights), *tap.weights]
        pairs = ((tap.left + k, w) for tap in taps for k, w in enumerate(tap.weights) if w != 0)
        data = b"".join(v.to_bytes(4, "little", signed=True) for pair in pairs for v in pair)
        return [P, max(len(tap.weights) for tap in taps), fnv1a(data)]
    filter, antialias, border, channels, *sides = inputs
    src = test_image(sides[0] * sides[1] * channels, kind == "BINARY_VECTOR")
    dst = model.resize(src, *sides[:2], channels, *sides[2:], filter, antialias, border)
    x, y = (model.axis(filter, antialias, border, *line) for line in (sides[0::2], sides[1::2]))
    return [model.method(x, y), fnv1a(dst)]


def check(path=os.path.join(HERE, "vectors.inc")):
    """Prints a line per group; returns 1 when a vector differs, else 0."""
    values = {"true": True, "false": False}
    groups = {}
    for line in open(path):
        group, vector = re.match(r"// Group: (.*)", line), re.match(r"(\w+)\((.*)\)$", line)
        if group:
            counts = groups.setdefault(group[1], [0, 0])
        elif vector and vector[1] in INPUTS:
            fields, n = vector[2].split(", "), INPUTS[vector[1]]
            got = outputs(vector[1], [int(f) if f.isdigit() else values.get(f, f) for f in fields[:n]])
            counts[0] += 1
            if [str(value) for value in got] != fields[n:]:
                counts[1] += 1
                print("DIFFERENT: %s: the model says %s" % (line.strip(), ", ".join(map(str, got))))
    for name, (vectors, different) in groups.items():
        print("%4d vectors, %d different: %s" % (vectors, different, name))
    vectors, different = map(sum, zip(*groups.values()))
    print("%4d vectors, %d different" % (vectors, different))
    return 1 if different or not vectors else 0


NEAREST, AREA = ("nearest", False), ("area", False)
SAMPLED = [(f, False) for f in ("bilinear", "catmull_rom", "lanczos2", "lanczos3", "lanczos4")]
ANTIALIASED = [(f, True) for f, _ in SAMPLED]
ALL = [NEAREST] + [row for pair in zip(SAMPLED, ANTIALIASED) for row in pair] + [AREA]  # as the contract lists them


def images(filters, sizes, channels=(3,), border="replicate", kind="VECTOR"):
    """Sizes: (src_w, src_h, dst_w, dst_h). Where nothing shrinks, antialiasing is left out: it has no effect."""
    for filter, antialias in filters:
        for c in channels:
            for size in sizes:
                if not antialias or size[0] > size[2] or size[1] > size[3]:
                    yield kind, (filter, antialias, border, c, *size)


def groups():
    sizes = [(40, 23), (128, 75), (194, 122), (31, 100), (97, 61), (300, 20), (40, 61), (97, 23)]
    yield "97x61 RGB, replicate: the vectors that came with the contract", [
        ("VECTOR", (filter, antialias, "replicate", 3, 97, 61, w, h)) for filter, antialias in ALL for w, h in sizes]

    yield "the worked example of CONTRACT.md", images([("bilinear", True)], [(4, 4, 3, 3)], (1,))

    yield "renormalize", images(ALL, [(53, 37, 20, 15), (53, 37, 71, 50), (53, 37, 19, 60)], border="renormalize")

    def boxes(width, height, *ratios):
        return [(width * n, height * m, width, height) for n, m in ratios]
    yield "area, both ratios whole", [
        *images([AREA], boxes(13, 9, (2, 2), (3, 3), (4, 4), (6, 6), (5, 2), (2, 3), (1, 4), (2, 1)), (1, 3)),
        *images([AREA], boxes(33, 5, (2, 2), (3, 3), (4, 4)), (2, 4)),
        *images([AREA], boxes(7, 3, (8, 8), (7, 7), (12, 5), (16, 16)), (1,)),
        *images([AREA], boxes(64, 2, (2, 2), (3, 3), (4, 4)), (1,)),
        *images([("area", True)], boxes(5, 4, (6, 3)), (4,)),
        *images([AREA], [(251, 257, 1, 1)], (1,))]

    yield "1, 2 and 4 channels", [
        *images(ALL, [(45, 33, 17, 14)], (1, 2, 4)),
        *images(SAMPLED[1::2] + [AREA], [(29, 41, 47, 16), (18, 22, 37, 45)], (1, 2, 4))]

    yield "one pass, or none", [
        *images(SAMPLED[:2] + [SAMPLED[4]], [(33, 24, 11, 40), (33, 24, 50, 8), (33, 24, 11, 8)], (1, 3)),
        *images([SAMPLED[3], ANTIALIASED[3], AREA], [(40, 18, 40, 31), (40, 18, 23, 18), (40, 18, 40, 7)], (4,)),
        *images([("area", True), NEAREST], [(31, 17, 31, 17)], (2,)),
        *images([SAMPLED[1]], [(30, 21, 10, 7), (35, 20, 7, 4), (30, 7, 10, 20)], (1,), "renormalize")]

    yield "one pixel, one row, one column", [
        *images(ALL, [(5, 7, 1, 1)], (3,)),
        *images([NEAREST] + SAMPLED + [AREA], [(1, 1, 5, 7)], (1,)),
        *images([SAMPLED[3], ANTIALIASED[3]], [(1, 1, 5, 7), (5, 7, 1, 1), (2, 2, 7, 1)], (4,), "renormalize"),
        *images([SAMPLED[1], ANTIALIASED[4], AREA], [(1, 50, 9, 12), (50, 1, 12, 9)], (1,)),
        *images([SAMPLED[1], ANTIALIASED[4], AREA], [(70, 1, 33, 1), (1, 70, 1, 33)], (1,)),
        *images([SAMPLED[4]], [(2, 3, 60, 40), (1, 3, 1, 64)], (3,))]

    yield "large ratios", [
        *images([NEAREST] + ANTIALIASED + [AREA], [(500, 30, 7, 21), (30, 500, 21, 7)], (1,)),
        *images([ANTIALIASED[3], AREA, SAMPLED[0]], [(640, 24, 96, 11)], (1, 3)),
        *images([ANTIALIASED[3], AREA], [(24, 640, 11, 96)], (1,)),
        *images(SAMPLED[:2] + SAMPLED[3:], [(2, 2, 255, 9), (2, 2, 9, 255)], (1,)),
        *images([ANTIALIASED[4]], [(251, 241, 3, 2)], (1,)),
        *images([ANTIALIASED[4], AREA], [(8191, 2, 5, 3), (2, 8191, 3, 5)], (1,), "renormalize")]

    yield "the highest precision: cap 21 in place of 22 shows", [
        *images([ANTIALIASED[0]], [(63, 634, 86, 2)], (1,), "renormalize"),
        *images([ANTIALIASED[1]], [(33, 1005, 33, 2)], (1,), "renormalize"),
        *images([ANTIALIASED[2]], [(43, 745, 43, 3)], (1,), "renormalize"),
        *images([ANTIALIASED[4]], [(44, 699, 61, 2)], (1,), "renormalize"),
        *images([ANTIALIASED[1]], [(46, 752, 50, 3)], (1,), "renormalize", "BINARY_VECTOR"),
        *images([ANTIALIASED[2]], [(66, 576, 66, 2)], (1,), "renormalize", "BINARY_VECTOR")]

    yield "nearest where single and double precision choose other pixels", images(
        [NEAREST], [(232, 100, 220, 194), (116, 216, 110, 196)], (1,))

    yield "the order of the passes where it is decided narrowly", [
        *images(SAMPLED[:1], [(20, 14, 13, 11), (37, 25, 13, 13), (15, 18, 34, 25)], (1,)),  # CV - CH = -2, 0, 2
        *images([AREA], [(20, 14, 31, 17), (12, 14, 16, 16), (37, 41, 11, 24)], (1,)),  # -2, 0, 2
        *images([SAMPLED[1], SAMPLED[3]], [(12, 14, 30, 20)], (1,)),  # 0
        *images(SAMPLED[:2], [(60, 200, 8, 18), (37, 60, 5, 6)], (1,))]  # R < S_y, and it decides

    binary = [(53, 37, 20, 15), (19, 23, 50, 61), (53, 19, 21, 44)]
    yield "0 and 255 only", [
        *images(SAMPLED + ANTIALIASED + [AREA], binary[:1], (1,), kind="BINARY_VECTOR"),
        *images(SAMPLED[1:], binary[1:], (1,), kind="BINARY_VECTOR"),
        *images([SAMPLED[4], ANTIALIASED[3], ANTIALIASED[4]], binary, (3,), "renormalize", "BINARY_VECTOR"),
        *images([SAMPLED[4], ANTIALIASED[4]], [(64, 9, 23, 9), (9, 64, 9, 23)], (4,), kind="BINARY_VECTOR")]

    yield "taps of one output", [("AXIS_VECTOR", inputs) for inputs in (
        ("lanczos3", False, "replicate", 97, 128, 15, 5), ("catmull_rom", True, "replicate", 100, 33, 22, 7),
        ("area", False, "replicate", 10, 4, 15, 1),
        ("bilinear", True, "replicate", 4, 3, 22, 0), ("bilinear", True, "replicate", 4, 3, 22, 1),
        ("bilinear", True, "renormalize", 4, 3, 22, 0), ("bilinear", False, "replicate", 2, 3, 15, 0),
        ("lanczos4", False, "replicate", 8, 24, 15, 0), ("lanczos4", False, "renormalize", 8, 24, 15, 0),
        ("lanczos4", True, "replicate", 20, 9, 22, 8), ("lanczos4", True, "replicate", 20, 9, 15, 8),
        ("lanczos2", True, "renormalize", 7, 1, 22, 0), ("area", False, "replicate", 7, 3, 22, 2),
        ("catmull_rom", False, "replicate", 3, 9, 15, 4), ("area", False, "replicate", 3, 7, 22, 2),
        ("bilinear", False, "replicate", 7, 16384, 15, 2340), ("bilinear", False, "replicate", 7, 16384, 15, 14043))]

    yield "taps of a whole axis", [("AXIS_HASH", inputs) for inputs in (
        ("bilinear", False, "replicate", 1920, 640, 15),
        ("bilinear", False, "replicate", 1280, 1920, 15), ("bilinear", True, "replicate", 4000, 1024, 22),
        ("catmull_rom", False, "renormalize", 4000, 1024, 15), ("catmull_rom", True, "renormalize", 1080, 224, 15),
        ("lanczos2", True, "replicate", 997, 331, 22), ("lanczos3", True, "replicate", 1920, 640, 22),
        ("lanczos3", True, "renormalize", 4000, 37, 22), ("lanczos3", False, "replicate", 640, 1999, 15),
        ("lanczos4", True, "replicate", 4000, 10, 22), ("lanczos4", True, "replicate", 4001, 1025, 15),
        ("lanczos4", False, "renormalize", 720, 1080, 15), ("area", False, "replicate", 4000, 1023, 22),
        ("area", False, "replicate", 32767, 2, 22), ("lanczos2", True, "replicate", 8192, 1, 22),
        ("lanczos4", True, "renormalize", 8192, 1, 15),
        # The largest weight is 32639 or 32640 at one bit more: the limit of (13) decides.
        ("catmull_rom", True, "replicate", 253, 126, 22), ("lanczos3", True, "replicate", 143, 71, 22),
        ("area", False, "replicate", 253, 63, 22),
        ("lanczos2", True, "renormalize", 32768, 1, 22))]  # 2^P times the numerators' sum exceeds 2^63

    one = model.ONE
    yield "weight functions", [("WEIGHT_VECTOR", inputs) for inputs in (
        *[("lanczos3", t) for t in (0, 1 << 14, 1 << 19, 3 * one // 2)],
        *[("bilinear", t) for t in (0, one // 3, one - 1, one)],
        *[("catmull_rom", t) for t in (0, one // 3, one - 1, one, one + 1, 4 * one // 3, 2 * one - 1, 2 * one)],
        *[(f, t) for f in ("lanczos2", "lanczos4") for t in (0, (1 << 14) - 1, 1 << 14, one // 3, one, 5 * one // 4,
                                                             2 * one - 1)],
        *[("lanczos3", t) for t in ((1 << 14) - 1, one // 3, one - 1, one, 7 * one // 3, 3 * one - 1, 3 * one)],
        ("lanczos4", 7 * one // 2), ("lanczos4", 4 * one - 1),
        # Where a constant of (6), (7) or (8) that is off by one shows.
        ("catmull_rom", 1556440), ("lanczos3", 10585), ("lanczos4", 15607),
        *[("lanczos3", t) for t in (90134, 470651, 1525952, 325106, 620945, 548535, 1573612)])]


def main():
    if "--print" not in sys.argv[1:]:
        return check()
    print(HEAD, end="")
    for name, vectors in groups():
        print("\n// Group: " + name)
        for kind, inputs in vectors:
            fields = [str(f).lower() if isinstance(f, bool) else str(f) for f in (*inputs, *outputs(kind, inputs))]
            print("%s(%s)" % (kind, ", ".join(fields)))
    print(TAIL, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
