"""Contract 1 in Python, second part: formats of pixels, alpha, light, crops and pads around the passes of model.py, and
the conversions from YUV and to half the size. The fields of a Spec are those of engine/include/isopel/isopel.hpp.
"""
import math
import struct
from fractions import Fraction
from typing import NamedTuple

import model
from model import f32


class Format(NamedTuple):
    element: str = "u8"
    channels: int = 0
    layout: str = "interleaved"
    maximum: int = 0


class Rules(NamedTuple):
    filter: str = "bilinear"
    border: str = "replicate"
    antialias: bool = False
    alpha: str = "none"
    grid: str = "half_pixel"
    light: str = "encoded"


class Spec(NamedTuple):
    src: tuple
    dst: tuple
    format: Format
    rules: Rules = Rules()
    box: tuple = (0, 0, 0, 0)    # left, top, right, bottom
    scale: tuple = (0, 0)
    dst_format: Format = Format()
    crop: tuple = (0, 0, 0, 0)   # left, top, width, height
    pad: tuple = (0, 0, 0, 0)    # left, top, right, bottom
    fill: tuple = (0, 0, 0, 0)
    normalization: tuple = (0, (0, 0, 0, 0), (0, 0, 0, 0))  # divisor, mean, deviation
    quantization: tuple = (0, 0, 0)  # zero_point, numerator, denominator
    src_siting: str = "centre"
    dst_siting: str = "centre"


SIZES = {"u8": 1, "i8": 1, "u16": 2, "f32": 4, "f16": 2, "rgb565": 2, "rgb565_be": 2}
BYTES = ("u8", "i8", "rgb565", "rgb565_be")  # the elements that are computed as u8


def is_rgb565(element):
    return element.startswith("rgb565")


# --- samples

def half(value):
    """(27) The bytes of the nearest f16 of an f32."""
    if math.isnan(value):
        return struct.pack("<H", 0x7e00 | (math.copysign(1, value) < 0) << 15)
    try:
        return struct.pack("<e", value)
    except OverflowError:
        return struct.pack("<e", math.copysign(math.inf, value))


def whole(value, maximum):
    """(26) The nearest integer, halves to even, clamped."""
    return round(min(max(value, 0), maximum)) if value > 0 else 0


def load_sample(data, element):
    """(23), (24), (26), (27) The samples of u8, u16 or f32 that the bytes of one sample stand for."""
    if is_rgb565(element):
        v = int.from_bytes(data, "big" if element == "rgb565_be" else "little")
        r, g, b = v >> 11, v >> 5 & 63, v & 31
        return [r << 3 | r >> 2, g << 2 | g >> 4, b << 3 | b >> 2]
    if element in ("u8", "i8"):
        return [data[0] ^ (0x80 if element == "i8" else 0)]
    return list(struct.unpack({"u16": "<H", "f32": "<f", "f16": "<e"}[element], data))


def store_pixel(pixel, spec, element):
    """(32) The bytes of the samples of a pixel."""
    if is_rgb565(element):
        r, g, b = ((scale * v + 127) // 255 for scale, v in zip((31, 63, 31), pixel))  # (24)
        return [(r << 11 | g << 5 | b).to_bytes(2, "big" if element == "rgb565_be" else "little")]
    if element == "u8":
        return [bytes([v]) for v in pixel]
    if element == "i8":
        zero_point, n, d = spec.quantization if spec.quantization[2] else (-128, 1, 1)
        return [struct.pack("b", min(max(zero_point + (2 * v * n + d) // (2 * d), -128), 127)) for v in pixel]
    if element == "u16":
        return [struct.pack("<H", whole(v, (spec.dst_format if spec.dst_format.channels else spec.format).maximum
                                        or 65535)) for v in pixel]
    divisor, mean, deviation = spec.normalization
    if divisor:
        pixel = [f32(f32(f32(v / f32(divisor)) - f32(mean[min(c, 3)])) / f32(deviation[min(c, 3)]))
                 for c, v in enumerate(pixel)]
    return [half(v) if element == "f16" else struct.pack("<f", v) for v in pixel]


# --- light and alpha

def srgb(v):
    """(30) T[v]"""
    u = v / 255
    return math.floor(65535 * (u / 12.92 if u <= 0.04045 else ((u + 0.055) / 1.055) ** 2.4) + 0.5)


LIGHT = [srgb(v) for v in range(256)]


def domain_of(spec):
    """What the passes compute in: see model.passes()."""
    if spec.format.element not in BYTES or spec.rules.light == "linear":
        return "float"
    return "weighted" if spec.rules.alpha == "weighted" else "u8"


def enter(pixel, spec):
    """(28), (30), (31) From samples to what the passes compute with."""
    *colours, a = pixel
    weighted = spec.rules.alpha == "weighted"
    if domain_of(spec) == "weighted":
        return [(256 * c * a + 255) // 510 - 16384 for c in colours] + [128 * a - 16384]
    if spec.rules.light == "linear":
        colours, a = [LIGHT[c] for c in colours], 257 * a if weighted else LIGHT[a]
    return [f32(c * a) for c in colours] + [a] if weighted else [*colours, a]


def leave(pixel, spec):
    """And back; (29) too."""
    domain, weighted = domain_of(spec), spec.rules.alpha == "weighted"
    if domain == "weighted":
        *colours, a = [v + 16384 for v in pixel]
        return [0 if a <= 0 or c <= 0 else min(255, (510 * c + a) // (2 * a)) for c in colours] + [
            min(max((a + 64) >> 7, 0), 255)]
    if domain == "u8":
        pixel = [min(max(v, 0), 255) for v in pixel]
    if domain == "float" and weighted:
        *colours, a = pixel
        pixel = [f32(c / a) if a > 0 else 0.0 for c in colours] + [a]
    if spec.rules.light == "linear":
        levels = [whole(v, 65535) for v in pixel]
        pixel = [sum(LIGHT[v] + LIGHT[v + 1] <= 2 * x for v in range(255)) for x in levels]
        if weighted:
            pixel[-1] = (levels[-1] + 128) // 257
    if spec.rules.alpha == "premultiplied":
        pixel = [pixel[-1] if c > pixel[-1] else c for c in pixel]
    return pixel


# --- images

def load(spec, src):
    """Rows of pixels, each a list of samples."""
    (width, height), (element, channels, layout, _) = spec.src, spec.format
    size = SIZES[element]
    assert len(src) == width * height * channels * size
    samples = [load_sample(src[i:i + size], element) for i in range(0, len(src), size)]
    planes = range(channels)
    return [[sum((samples[(c * height + y) * width + x if layout == "planar" else (y * width + x) * channels + c]
                  for c in planes), []) for x in range(width)] for y in range(height)]


def axes(spec):
    rules, lines = spec.rules, []
    sited = {"centre": (2, 2), "left": (1, 2), "top_left": (1, 1)}  # (22) t, of x and y
    for i in range(2):
        box = (spec.box[i], spec.box[i + 2]) if any(spec.box) else None
        sitings = sited[spec.src_siting][i], sited[spec.dst_siting][i]
        lines.append(model.axis(rules.filter, rules.antialias, rules.border, spec.src[i], spec.dst[i], rules.grid, box,
                                spec.scale[i], sitings))
    return lines


def fill_pixel(spec):
    """The fill colour in samples of u8, u16 or f32."""
    channels = 3 if is_rgb565(spec.format.element) else spec.format.channels
    fill = [spec.fill[min(c, 3)] for c in range(channels)]
    if spec.format.element in ("f32", "f16"):
        return [f32(v) for v in fill]
    return [int(v) + (128 if spec.format.element == "i8" else 0) for v in fill]


def resize(spec, src):
    """The bytes of the destination, rows and planes without gaps; 0xa5 where it is not written."""
    x, y = axes(spec)
    pixels, fill = load(spec, src), fill_pixel(spec)
    channels = len(fill)
    if model.method(x, y, domain_of(spec) == "u8") == "N":  # pixels are copied as they are
        convert_in = convert_out = lambda pixel, _: pixel
    else:
        convert_in, convert_out = enter, leave
    rows = [[s for pixel in row for s in convert_in(pixel, spec)] for row in pixels]
    rows = model.passes(rows, channels, x, y, convert_in(fill, spec), domain_of(spec))
    pixels = [[convert_out(row[i:i + channels], spec) for i in range(0, len(row), channels)] for row in rows]
    if spec.rules.border == "undefined":
        written = [[o.complete for o in model.table(a, model.POINT_SAMPLED)[1]] for a in (x, y)]
        pixels = [[pixel if also_x and also_y else None for pixel, also_x in zip(row, written[0])]
                  for row, also_y in zip(pixels, written[1])]
    return store(spec, pixels, fill)


def store(spec, pixels, fill):
    """(33), (34) Crops, pads and encodes rows of pixels."""
    left, top, width, height = spec.crop if any(spec.crop) else (0, 0, *spec.dst)
    before, above, after, below = spec.pad
    rows = [[fill] * before + row[left:left + width] + [fill] * after for row in pixels[top:top + height]]
    blank = [fill] * (before + width + after)
    rows = [blank] * above + rows + [blank] * below
    element, channels, layout, _ = spec.dst_format if spec.dst_format.channels else spec.format
    unwritten = [b"\xa5" * SIZES[element]] * channels
    stored = [unwritten if p is None else store_pixel(p, spec, element) for row in rows for p in row]
    if layout == "planar":
        return b"".join(pixel[c] for c in range(channels) for pixel in stored)
    return b"".join(sample for pixel in stored for sample in pixel)


# --- YUV and half size

YUV = {"bt601": (Fraction("0.299"), Fraction("0.114")), "bt709": (Fraction("0.2126"), Fraction("0.0722")),
       "bt2020": (Fraction("0.2627"), Fraction("0.0593"))}


def yuv_coefficients(matrix):
    """(35) (fraction bits, offset of Y, Y to all, V to red, U to green, V to green, U to blue)"""
    if matrix == "bt601_limited_8bit":
        return 8, 16, 298, 409, -100, -208, 516
    name, span = matrix.split("_")
    red, blue = YUV[name]
    green = 1 - red - blue
    luma, chroma = (Fraction(255, 219), Fraction(255, 224)) if span == "limited" else (Fraction(1), Fraction(1))

    def fixed(exact):
        return math.floor(exact * 65536 + Fraction(1, 2))
    return (16, 16 if span == "limited" else 0, fixed(luma), fixed(2 * (1 - red) * chroma),
            -fixed(2 * (1 - blue) * blue / green * chroma), -fixed(2 * (1 - red) * red / green * chroma),
            fixed(2 * (1 - blue) * chroma))


def rgb_of_yuv(matrix, y, u, v):
    bits, offset, luma, v_red, u_green, v_green, u_blue = yuv_coefficients(matrix)
    c, d, e = luma * (y - offset), u - 128, v - 128
    return tuple(min(max((s + (1 << (bits - 1))) >> bits, 0), 255)
                 for s in (c + v_red * e, c + u_green * d + v_green * e, c + u_blue * d))


def half_scale(src, width, height, channels, kernel, border, fill):
    """(37) The bytes of the image at half its size; 0xa5 where it is not written."""
    taps = {1: (1,), 3: (1, 2, 1), 5: (1, 4, 6, 4, 1)}[kernel]
    result = bytearray()

    def line(size, i):
        """(weight, pixel or None) along one axis"""
        for k, w in enumerate(taps, 2 * i + (size % 2 == 0) - len(taps) // 2):
            inside = min(max(k, 0), size - 1)
            if border == "reflect" and size > 1:
                inside = min(k % (2 * size - 2), -k % (2 * size - 2))
            yield w, inside if k == inside or border in ("replicate", "reflect") else None
    for i in range((height + 1) // 2):
        for j in range((width + 1) // 2):
            cells = [(wy * wx, y, x) for wy, y in line(height, i) for wx, x in line(width, j)]
            outside = any(y is None or x is None for _, y, x in cells)
            for c in range(channels):
                values = [(w, fill if y is None or x is None else src[(y * width + x) * channels + c])
                          for w, y, x in cells if border != "renormalize" or not (y is None or x is None)]
                weight = sum(w for w, _ in values)
                mean = (2 * sum(w * v for w, v in values) + weight) // (2 * weight)
                result.append(0xa5 if outside and border == "undefined" else mean)
    return bytes(result)
