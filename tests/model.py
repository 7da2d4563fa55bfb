#!/usr/bin/env python3
"""Contract 1 in plain integers: a second implementation of engine/CONTRACT.md, for reading and for checking the engine.

Numbers in parentheses are formulas of that page. `python3 tests/model.py` checks the model against
tests/contract/vectors.inc; as a module it offers resize() and axis().
"""
import functools
import os
import sys

ONE = 1 << 20  # one source pixel in Q20
SUPPORT = {"bilinear": 1, "catmull_rom": 2, "lanczos2": 2, "lanczos3": 3, "lanczos4": 4}
SIN_PI = (421657428, -693598668, 342277223, -80431924, 11025434, -989242, 62586)
MAX_SIDE, MAX_TAPS, MAX_WEIGHT = 1 << 20, 32768, 127 * 256 + 127
POINT_SAMPLED, CAPS = 14, {"copy": 14, "first": 22, "second": 15, "single": 22}  # (13)


def sin_pi(z):
    """(8) sin(pi z) in Q30 for z >= 0 half turns in Q31."""
    half_turns, z = divmod(z, 1 << 31)
    z = min(z, (1 << 31) - z)
    total = 0
    for c in reversed(SIN_PI):
        total = c + (total * (z * z >> 32) >> 30)
    return (-1) ** half_turns * (total * z >> 28)


def weight(filter, t):
    """(5)-(9) The weight at distance t (Q20, in source pixels or scaled ones), in Q24 up to a common factor."""
    a = SUPPORT[filter]
    if t >= a * ONE:
        G = 0
    elif filter == "bilinear":  # (5)
        G = (ONE - t) << 8
    elif filter == "catmull_rom":  # (6)
        v = 2 * ONE - t
        cubic = (ONE - t) * (2 * ONE * ONE + 2 * ONE * t - 3 * t * t) if t < ONE else (v - ONE) * v * v
        G = (cubic + (1 << 31)) >> 32
    elif t < 1 << 14:  # (7) Lanczos next to its centre
        peak, curvature = 2649351758 // a, 441558626 * (1 + a * a) // (a * a)
        G = peak * ((1 << 28) - (curvature * (t * t >> 12) >> 28)) >> 28
    else:  # (7) Lanczos elsewhere
        n, q = sin_pi(t << 11) * sin_pi((t << 11) // a), t * t >> 6
        G = (4 * n + q // 2) // q
    return (G + 8) >> 4  # (9)


def widened(filter, antialias, src, dst):
    return src > dst and (antialias or filter == "area")


def most_taps(filter, antialias, src, dst):
    """(1) A bound on the taps of one output."""
    if filter == "nearest":
        return 1
    if filter == "area" and src > dst:
        return min(src, src // dst if src % dst == 0 else -(-src // dst) + 1)
    width = 2 * SUPPORT.get(filter, 1)
    return min(src, -(-width * src // dst) if widened(filter, antialias, src, dst) else width)


def numerators(filter, antialias, border, src, dst, d):
    """(2)-(12) Of output d: the first source pixel, and the numerators of the weights from there on."""
    centre = src * (2 * d + 1)
    if filter == "nearest":  # (3)
        return centre // (2 * dst), [1]
    if filter == "area" and src > dst:  # (10)
        first, last = d * src // dst, -(-(d + 1) * src // dst) - 1
        return first, [min((d + 1) * src, (k + 1) * dst) - max(d * src, k * dst) for k in range(first, last + 1)]
    filter = "bilinear" if filter == "area" else filter
    den = 2 * (src if widened(filter, antialias, src, dst) else dst)
    reach = SUPPORT[filter] * den
    first = (centre - reach - dst) // (2 * dst) + 1  # (2) the first and last k with |num| < reach
    last = -((dst - centre - reach) // (2 * dst)) - 1
    folded = {}
    for k in range(first, last + 1):
        num = abs(dst * (2 * k + 1) - centre)
        inside = min(max(k, 0), src - 1)
        if k == inside or border == "replicate":  # (11)
            folded[inside] = folded.get(inside, 0) + weight(filter, ((num << 21) + den) // (2 * den))  # (4)
    pixels = [k for k in folded if folded[k] != 0]  # (12)
    return pixels[0], [folded[k] for k in range(pixels[0], pixels[-1] + 1)]


@functools.lru_cache(maxsize=None)
def axis(filter, antialias, border, src, dst, cap):
    """(P, taps): the precision of an axis, and for each output its first source pixel and its integer weights."""
    if most_taps(filter, antialias, src, dst) > MAX_TAPS:
        raise ValueError("more than %d taps" % MAX_TAPS)
    outputs = [numerators(filter, antialias, border, src, dst, d) for d in range(dst)]
    peak = max(-(-(max(map(abs, g)) << 22) // sum(g)) for _, g in outputs)
    P = cap if widened(filter, antialias, src, dst) else POINT_SAMPLED  # (13)
    while (peak >> (22 - P)) + 2 > MAX_WEIGHT:
        P -= 1
    return P, [(left, rounded(g, P)) for left, g in outputs]


def rounded(g, P):
    """(14) Integer weights with the sum 2^P: differences of the rounded running sums."""
    N, running, previous, weights = sum(g), 0, 0, []
    for numerator in g:
        running += numerator
        C, rest = divmod(running << P, N)
        C += 2 * rest > N or (2 * rest == N and C < 1 << (P - 1))
        weights.append(C - previous)
        previous = C
    assert sum(weights) == 1 << P and max(map(abs, weights)) <= MAX_WEIGHT
    return weights


def method(src_w, src_h, dst_w, dst_h, filter, antialias, border):
    """(20), (15) B: box, N: copied pixels, X and Y: one pass along that axis, V and H: two, that one first."""
    if filter == "area" and src_w % dst_w == 0 and src_h % dst_h == 0 and (src_w, src_h) != (dst_w, dst_h):
        return "B"
    n_x, n_y = (max(len(weights) for _, weights in axis(filter, antialias, border, s, d, POINT_SAMPLED)[1])
                for s, d in ((src_w, dst_w), (src_h, dst_h)))
    if n_x == 1 or n_y == 1:
        return "N" if n_x == n_y else "Y" if n_x == 1 else "X"
    vertical = dst_h * (src_w * n_y + 2 * dst_w * n_x)
    horizontal = dst_w * (2 * min(src_h, dst_h * n_y) * n_x + dst_h * n_y)
    return "V" if vertical <= horizontal else "H"


def turn(lines, channels):
    """Rows of pixels to columns of pixels, and back."""
    return [[s for line in lines for s in line[i:i + channels]] for i in range(0, len(lines[0]), channels)]


def run(kind, lines, P, taps):
    """(16)-(18) One pass, before clamping: every output line is a weighted sum of lines, or a copy of one."""
    if kind == "copy":
        return [lines[left] for left, _ in taps]
    bias, shift = {"first": ((1 << (P - 8)) - (1 << (P + 7)), P - 7),  # (16)
                   "second": ((1 << (P + 14)) + (1 << (P + 6)), P + 7),  # (17)
                   "single": (1 << (P - 1), P)}[kind]  # (18)
    result = []
    for left, weights in taps:
        sums = [bias] * len(lines[0])
        for w, line in zip(weights, lines[left:left + len(weights)]):
            sums = [s + w * p for s, p in zip(sums, line)]
        assert -1 << 31 <= min(sums) and max(sums) < 1 << 31
        result.append([s >> shift for s in sums])
        assert kind != "first" or (-32768 <= min(result[-1]) and max(result[-1]) < 32768)
    return result


def box(lines, ratio):
    """(19) Sums of `ratio` lines each."""
    return [[sum(column) for column in zip(*lines[i:i + ratio])] for i in range(0, len(lines), ratio)]


def resize(src, src_w, src_h, channels, dst_w, dst_h, filter, antialias=False, border="replicate"):
    """The bytes of the resized image; src holds interleaved pixels without gaps."""
    assert max(src_w, src_h, dst_w, dst_h) <= MAX_SIDE and len(src) == src_w * src_h * channels
    rows = [list(src[i:i + src_w * channels]) for i in range(0, len(src), src_w * channels)]
    how = method(src_w, src_h, dst_w, dst_h, filter, antialias, border)
    if how == "B":
        n, m = src_w // dst_w, src_h // dst_h
        sums = turn(box(turn(box(rows, m), channels), n), channels)
        return bytes((2 * s + n * m) // (2 * n * m) for row in sums for s in row)
    kind_x, kind_y = {"N": ("copy", "copy"), "X": ("single", "copy"), "Y": ("copy", "single"),
                      "V": ("second", "first"), "H": ("first", "second")}[how]
    x = axis(filter, antialias, border, src_w, dst_w, CAPS[kind_x])
    y = axis(filter, antialias, border, src_h, dst_h, CAPS[kind_y])
    if how == "H":
        rows = run(kind_y, turn(run(kind_x, turn(rows, channels), *x), channels), *y)
    else:
        rows = turn(run(kind_x, turn(run(kind_y, rows, *y), channels), *x), channels)
    return bytes(min(max(s, 0), 255) for row in rows for s in row)


if __name__ == "__main__":
    sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "contract"))
    import make_vectors
    sys.exit(make_vectors.check())
