#!/usr/bin/env python3
"""Contract 1 in plain integers: a second implementation of engine/CONTRACT.md, for reading and for checking the engine.

Numbers in parentheses are formulas of that page. This file is the arithmetic of an axis and of the passes;
model_formats.py has the formats of pixels, alpha and light around it. `python3 tests/model.py` checks both against the
vectors in tests/contract; as modules they offer resize().
"""
import collections
import functools
import math
import os
import struct
import sys
from fractions import Fraction
from typing import NamedTuple

ONE = 1 << 20  # one source pixel in Q20
SUPPORT = {"bilinear": 1, "catmull_rom": 2, "lanczos2": 2, "lanczos3": 3, "lanczos4": 4}
SIN_PI = (421657428, -693598668, 342277223, -80431924, 11025434, -989242, 62586)
MAX_SIDE, MAX_TAPS, MAX_WEIGHT = 1 << 20, 32768, 127 * 256 + 127
POINT_SAMPLED, FLOAT = 14, 23  # (13), (25)
CAPS = {"copy": 14, "first": 22, "second": 15, "only": 22, "weighted": 15, "along x": FLOAT, "along y": FLOAT}


def sin_pi(z):
    """(8) sin(pi z) in Q30 for z >= 0 half turns in Q31."""
    half_turns, z = divmod(z, 1 << 31)
    z = min(z, (1 << 31) - z)
    total = 0
    for c in reversed(SIN_PI):
        total = c + (total * (z * z >> 32) >> 30)
    return (-1) ** half_turns * (total * z >> 28)


@functools.lru_cache(maxsize=1 << 16)
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


class Axis(NamedTuple):
    """(22) Output d has its centre at (start + d step) / unit source pixels from the left edge of pixel 0."""
    filter: str
    antialias: bool
    border: str
    src: int
    dst: int
    grid: str
    unit: int
    step: int
    start: int
    first: int     # of the source pixels that the box touches,
    touched: int   # and how many they are
    ratio: int     # (19) how many make an output; 0: not a whole number, or not in step with them
    scaled: bool   # by the caller
    partial: bool  # scaled, or the box is not the whole axis

    @property
    def widened(self):
        return self.step > self.unit and (self.antialias or self.filter == "area")

    @property
    def kernel(self):
        """Area that does not shrink is bilinear."""
        return "bilinear" if self.filter == "area" and self.step <= self.unit else self.filter


def axis(filter, antialias, border, src, dst, grid="half_pixel", box=None, scale=0, sitings=(2, 2)):
    """An axis that is not refused. `sitings`: t_s, t_d of (22); `box`: its two edges."""
    left, right = map(Fraction, box or (0, src))
    t_s, t_d = sitings
    if grid == "align_corners":
        if right - left < 1 or scale:
            raise ValueError("bad_scale" if scale else "bad_box")
        step = (right - left - 1) / (dst - 1) if dst > 1 else Fraction(0)
    else:
        step = 1 / Fraction(scale) if scale else (right - left) / dst
    centre = left + (step * Fraction(t_d, 4) + Fraction(2 - t_s, 4) if grid == "half_pixel" else Fraction(1, 2))
    unit = 2 * math.lcm(step.denominator, centre.denominator)
    first, touched = math.floor(left), math.ceil(right) - math.floor(left)
    whole = not scale and sitings == (2, 2) and touched == right - left and touched % dst == 0
    a = Axis(filter, antialias, border, src, dst, grid, unit, int(step * unit), int(centre * unit), first, touched,
             touched // dst if whole else 0, bool(scale), bool(scale) or (left, right) != (0, src))
    if filter == "area" and grid != "half_pixel":
        raise ValueError("bad_rules")
    if not (filter == "area" and a.ratio) and most_taps(a) > MAX_TAPS:
        raise ValueError("too_many_taps")
    if border == "extrapolate" and (a.kernel not in ("bilinear", "catmull_rom", "lanczos2") or a.widened or src < 2):
        raise ValueError("bad_border")
    if border in ("renormalize", "extrapolate"):
        for d in (0, dst - 1):
            centre, pixels = a.start + d * a.step, unfolded(a, d)
            if min(pixels) not in range(src) if filter == "nearest" else not 0 <= centre <= src * unit:
                raise ValueError("bad_border")
    return a


def most_taps(a):
    """(1) A bound on the taps of one output."""
    most = MAX_TAPS + 1 if a.scaled and a.widened else a.src
    if a.filter == "nearest":
        return 1
    if a.filter == "area" and a.widened:
        return min(most, a.ratio or -(-a.step // a.unit) + 1)
    width = 2 * SUPPORT[a.kernel]
    return min(most, -(-width * a.step // a.unit) if a.widened else width)


def unfolded(a, d):
    """(2)-(10) Of output d: {pixel: numerator} in ascending order, inside the image or not."""
    centre, half = a.start + d * a.step, a.unit // 2
    if a.filter == "nearest":  # (3)
        return {(centre - half if a.grid == "asymmetric" else centre) // a.unit: 1}
    if a.kernel == "area":  # (10)
        left, right = centre - a.step // 2, centre + a.step // 2
        return {k: min(right, (k + 1) * a.unit) - max(left, k * a.unit)
                for k in range(left // a.unit, -(-right // a.unit))}
    den = a.step if a.widened else a.unit
    reach = SUPPORT[a.kernel] * den
    first = (centre - reach - half) // a.unit + 1  # (2) the first and last k with |num| < reach
    last = -((half - centre - reach) // a.unit) - 1
    return {k: weight(a.kernel, ((abs(half * (2 * k + 1) - centre) << 21) + den) // (2 * den))  # (4)
            for k in range(first, last + 1)}


def folded(a, taps):
    """(11) {pixel: numerator} of pixels inside the image; the constant border keeps those outside."""
    last, result = a.src - 1, collections.defaultdict(int)
    for k, g in taps.items():
        edge = min(max(k, 0), last)
        if k == edge or a.border == "constant":
            result[k] += g
        elif a.border in ("replicate", "undefined") or (a.border == "reflect" and last == 0):
            result[edge] += g
        elif a.border == "reflect":
            result[min(k % (2 * last), -k % (2 * last))] += g
        elif a.border == "extrapolate":
            j = abs(k - edge)
            result[edge] += (1 + j) * g
            result[edge + (1 if edge == 0 else -1)] -= j * g
    return result


class Output(NamedTuple):
    left: int        # the first source pixel
    weights: list
    outside: int     # (11) the weight of the fill colour
    complete: bool   # whether all taps are inside the image


@functools.lru_cache(maxsize=None)
def table(a, cap):
    """(P, outputs) of an axis."""
    outputs = []
    for d in range(a.dst):
        taps = unfolded(a, d)
        pixels = folded(a, taps)
        kept = [k for k in pixels if 0 <= k < a.src and pixels[k] != 0]  # (12)
        complete = all(0 <= k < a.src for k in taps if taps[k] != 0)
        g = [pixels[k] for k in range(min(pixels), max(pixels) + 1)]
        if kept:
            outputs.append((min(kept), slice(min(kept) - min(pixels), max(kept) + 1 - min(pixels)), g, complete))
        else:  # only the fill colour
            outputs.append((0 if a.start + d * a.step < 0 else a.src - 1, slice(0, 1), [0, 1], complete))
    P = cap
    if cap != FLOAT:  # (13)
        peak = max(-(-(max(map(abs, g[inside])) << 22) // sum(g)) for _, inside, g, _ in outputs)
        P = cap if a.widened else POINT_SAMPLED
        while (peak >> (22 - P)) + 2 > MAX_WEIGHT:
            P -= 1
    result = []
    for left, inside, g, complete in outputs:
        weights = rounded(g, P)[inside]
        assert cap == FLOAT or max(map(abs, weights)) <= MAX_WEIGHT
        result.append(Output(left, weights, (1 << P) - sum(weights), complete))
    return P, result


def rounded(g, P):
    """(14) Integer weights with the sum 2^P: differences of the rounded running sums."""
    N, running, previous, weights = sum(g), 0, 0, []
    for numerator in g:
        running += numerator
        C, rest = divmod(running << P, N)
        C += 2 * rest > N or (2 * rest == N and C < 1 << (P - 1))
        weights.append(C - previous)
        previous = C
    return weights


def one_tap(a):
    """(20) Whether every output is one pixel; of nearest, also the fill colour."""
    return all(len(o.weights) == 1 and (o.complete or a.border != "constant" or a.filter == "nearest")
               for o in table(a, POINT_SAMPLED)[1])


def method(x, y, boxes=True):
    """(20), (15) B: box, N: copied pixels, X and Y: one pass along that axis, V and H: two, that one first."""
    if x.filter == "area" and boxes and x.ratio and y.ratio and (x.ratio, y.ratio) != (1, 1):
        return "B"
    if one_tap(x) or one_tap(y):
        return "N" if one_tap(x) and one_tap(y) else "Y" if one_tap(x) else "X"
    n_x, n_y = (max(len(o.weights) for o in table(a, POINT_SAMPLED)[1]) for a in (x, y))
    vertical = y.dst * (x.touched * n_y + 2 * x.dst * n_x)
    horizontal = x.dst * (2 * min(y.touched, y.dst * n_y) * n_x + y.dst * n_y)
    return "V" if vertical <= horizontal else "H"


def f32(value):
    """The nearest f32."""
    try:
        return struct.unpack("<f", struct.pack("<f", value))[0]
    except OverflowError:
        return math.copysign(math.inf, value)


def turn(lines, channels):
    """Rows of pixels to columns of pixels, and back."""
    return [[s for line in lines for s in line[i:i + channels]] for i in range(0, len(lines[0]), channels)]


def run(kind, lines, a, fill):
    """(16)-(18), (25), (28) One pass, before clamping: every output line is a weighted sum of lines, or a copy of one.

    `fill` is the pixel outside the image, in the format of the pass's source but for the second pass of u8.
    """
    narrow = kind == "second" and (a.filter, a.border, a.partial) == ("lanczos4", "renormalize", True)  # (13)
    P, outputs = table(a, POINT_SAMPLED if narrow else CAPS[kind])
    outside = fill * (len(lines[0]) // len(fill))
    if kind == "copy":
        return [lines[o.left] if o.complete or a.border != "constant" else outside for o in outputs]
    if kind.startswith("along"):
        return [float_line(kind, lines, o, outside) for o in outputs]
    bias, shift = {"first": ((1 << (P - 8)) - (1 << (P + 7)), P - 7),  # (16)
                   "second": ((1 << (P + 14)) + (1 << (P + 6)), P + 7),  # (17)
                   "only": (1 << (P - 1), P), "weighted": (1 << (P - 1), P)}[kind]  # (18), (28)
    if kind == "second":
        outside = [(c - 128) * 128 for c in outside]
    result = []
    for o in outputs:
        sums = [bias + o.outside * c for c in outside]
        for w, line in zip(o.weights, lines[o.left:o.left + len(o.weights)]):
            sums = [s + w * p for s, p in zip(sums, line)]
        assert -1 << 31 <= min(sums) and max(sums) < 1 << 31
        result.append([s >> shift for s in sums])
        assert kind != "first" or (-32768 <= min(result[-1]) and max(result[-1]) < 32768)
    return result


def float_line(kind, lines, o, outside):
    """(25) One output line; a product of two f32 and a sum of two f32 round once on the way through a double."""
    products = [[f32(w * 2.0 ** -FLOAT * p) for p in line] for w, line in zip(o.weights, lines[o.left:])]

    def add(*rows):
        return [f32(sum(samples, -0.0)) for samples in zip(*rows)]
    if kind == "along y":
        sums = functools.reduce(add, products)
    else:
        zero = [0.0] * len(lines[0])
        a = [functools.reduce(add, products[j::4], zero) for j in range(4)]
        sums = add(add(a[0], a[2]), add(a[1], a[3]))
    return add(sums, [f32(o.outside * 2.0 ** -FLOAT * c) for c in outside]) if o.outside else sums


def box(lines, a):
    """(19) Sums of a.ratio lines each."""
    return [[sum(column) for column in zip(*lines[i:i + a.ratio])]
            for i in range(a.first, a.first + a.touched, a.ratio)]


def passes(rows, channels, x, y, fill, domain="u8"):
    """(20) Rows of samples to rows of samples, before clamping; domain: u8, weighted (28) or float (25)."""
    how = method(x, y, domain == "u8")
    if how == "B":
        area = x.ratio * y.ratio
        sums = turn(box(turn(box(rows, y), channels), x), channels)
        return [[(2 * s + area) // (2 * area) for s in row] for row in sums]
    first, second, only = {"u8": ("first", "second", "only"), "weighted": ("weighted",) * 3,
                           "float": ("along",) * 3}[domain]
    kind_x, kind_y = {"N": ("copy", "copy"), "X": (only, "copy"), "Y": ("copy", only),
                      "V": (second, first), "H": (first, second)}[how]
    kind_x, kind_y = (kind + " " + name if kind == "along" else kind for kind, name in ((kind_x, "x"), (kind_y, "y")))
    if how == "H":
        return run(kind_y, turn(run(kind_x, turn(rows, channels), x, fill), channels), y, fill)
    return turn(run(kind_x, turn(run(kind_y, rows, y, fill), channels), x, fill), channels)


def resize(src, src_w, src_h, channels, dst_w, dst_h, filter, antialias=False, border="replicate"):
    """The bytes of a resized image of interleaved u8 samples without gaps; all else is in model_formats.py."""
    assert max(src_w, src_h, dst_w, dst_h) <= MAX_SIDE and len(src) == src_w * src_h * channels
    rows = [list(src[i:i + src_w * channels]) for i in range(0, len(src), src_w * channels)]
    x, y = axis(filter, antialias, border, src_w, dst_w), axis(filter, antialias, border, src_h, dst_h)
    return bytes(min(max(s, 0), 255) for row in passes(rows, channels, x, y, [0] * channels) for s in row)


if __name__ == "__main__":
    sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "contract"))
    import make_format_vectors
    import make_vectors
    sys.exit(make_vectors.check() | make_format_vectors.check())
