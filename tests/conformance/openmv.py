"""OpenMV's image.scale in plain Python: the original of the presets openmv/... and openmv-4.3/...

There is no desktop build of OpenMV to compare with. This is its arithmetic written down once more, pixel by pixel and
independent of the engine; formulas (M1) to (M6) of engine/PRESETS.md. Pixels are numpy arrays of u8 (gray) or u16
(RGB565), height x width."""
import math

import numpy

NEAREST, AREA, BILINEAR, BICUBIC = "nearest", "area", "bilinear", "bicubic"
ONE = 65536


def f32(value):
    return numpy.float32(value)


class Axis:
    """(M1)"""

    def __init__(self, first, length, scale):
        self.first, self.last, self.length = first, first + length - 1, length
        self.dst = math.floor(f32(length) * scale)
        self.step = math.floor(f32(ONE) / scale)
        self.start = math.floor(f32(math.floor(f32(first) * scale) * ONE) / scale)

    def clamp(self, pixel):
        return min(max(pixel, self.first), self.last)


def channels_of(pixel, packed):
    return (pixel >> 11, pixel >> 5 & 63, pixel & 31) if packed else (pixel,)


def pixel_of(channels, packed):
    return channels[0] << 11 | channels[1] << 5 | channels[2] if packed else channels[0]


def cubic(p, t):
    """Catmull-Rom through four values at a fraction of 15 bits, in 1/65536."""
    t2 = t * t >> 15
    t3 = t2 * t >> 15
    a = p[2] - p[0]
    b = 2 * p[0] - 5 * p[1] + 4 * p[2] - p[3]
    c = 3 * (p[1] - p[2]) + p[3] - p[0]
    return a * t + b * t2 + c * t3 + p[1] * ONE + ONE // 2 >> 16


def edges(axis, position, one, shift, old):
    """First and last pixel and their weights; (M6)"""
    mask, up = one - 1, 0 if old else one - 1
    first = position >> 16
    last = first + (axis.step + ONE - 1 >> 16) - 1
    first_weight, last_weight = one - (position + up >> shift & mask), position + axis.step + up >> shift & mask
    wanted = one + (axis.step >> shift & mask)
    if last_weight == 0 and (old or first_weight < wanted):
        last_weight = one
    if last > axis.last:
        last = axis.last
        last_weight = 0 if last == first else one
    if not old:
        if first_weight + last_weight < wanted:
            first_weight, last_weight = first_weight + one // 2, last_weight + one // 2
        if first_weight + last_weight > wanted:
            last_weight -= 1
    return first, last, first_weight, last_weight


class Scaler:
    def __init__(self, pixels, scale, mode, region=None, old=False):
        self.packed = pixels.dtype == numpy.uint16
        height, width = pixels.shape
        left, top, right, bottom = region or (0, 0, width, height)
        self.planes = numpy.array([[channels_of(int(p), self.packed) for p in row] for row in pixels], dtype=object)
        self.x, self.y = Axis(left, right - left, f32(scale[0])), Axis(top, bottom - top, f32(scale[1]))
        self.old, self.mode = old, self.choose(mode, scale)

    def choose(self, mode, scale):
        """(M2)"""
        shortest = min(self.x.length, self.y.length)
        if (self.x.step, self.y.step) == (ONE, ONE) or (mode == AREA and min(f32(scale[0]), f32(scale[1])) >= 1):
            return NEAREST
        if mode == BICUBIC and shortest <= 3:
            mode = BILINEAR
        return NEAREST if mode in (AREA, BILINEAR) and shortest <= 1 else mode

    def at(self, x, y, channel):
        return self.planes[y, x][channel]

    def nearest(self, x, y, channel):
        return self.at(x >> 16, y >> 16, channel)

    def bilinear(self, x, y, channel):
        bits = 5 if self.packed else 8
        one = 1 << bits
        fx, fy = x >> 16 - bits & one - 1, y >> 16 - bits & one - 1
        rows = [self.y.clamp((y >> 16) + k) for k in (0, 1)]
        columns = [self.x.clamp((x >> 16) + k) for k in (0, 1)]
        a, b = ((self.at(column, rows[0], channel) * (one - fy) + self.at(column, rows[1], channel) * fy + one // 2)
                >> bits for column in columns)
        return (a * (one - fx) + b * fx + one // 2) >> bits

    def cubic_pixels(self, axis, pixel, looks_outside):
        if looks_outside and 0 <= pixel < axis.first:
            return [max(pixel - 1 + k, 0) for k in range(4)]  # OpenMV reads row -1, which is not there, for pixel 0
        if pixel < axis.first:
            return [axis.first] * 3 + [axis.first + 1]
        return [axis.clamp(pixel - 1 + k) for k in range(4)]

    def bicubic(self, x, y, channel):
        rows = self.cubic_pixels(self.y, y >> 16, not self.packed)
        columns = self.cubic_pixels(self.x, x >> 16, False)
        middle = [cubic([self.at(column, row, channel) for row in rows], y >> 1 & 32767) for column in columns]
        return min(max(cubic(middle, x >> 1 & 32767), 0), (31, 63, 31)[channel] if self.packed else 255)

    def area(self, x, y, channel):
        if self.x.step % ONE == 0 and self.y.step % ONE == 0:
            return self.whole_area(x, y, channel)
        return self.weighted_area(x, y, channel)

    def whole_area(self, x, y, channel):
        """(M5)"""
        def end(axis, first):
            last = first + (axis.step >> 16)
            return min(last, axis.last + 1) if self.old or last < axis.last else axis.last + 1
        columns, rows = range(x >> 16, end(self.x, x >> 16)), range(y >> 16, end(self.y, y >> 16))
        area = len(columns) * len(rows)
        return (sum(self.at(i, j, channel) for j in rows for i in columns) + area // 2) // area

    def weighted_area(self, x, y, channel):
        one, shift = (256, 8) if not self.packed else (128, 9) if self.old else (64, 10)
        half, up, bits = (128, 255, 8) if not self.packed else (64, 127, 7) if self.old else (63, 63, 6)
        left, right, w_left, w_right = edges(self.x, x, one, shift, self.old)
        top, bottom, w_top, w_bottom = edges(self.y, y, one, shift, self.old)
        inner_x, inner_y = range(left + 1, right), range(top + 1, bottom)
        at = lambda i, j: self.at(i, j, channel)
        sum_x, sum_y = w_left + w_right, w_top + w_bottom
        area = sum_x * sum_y
        if self.old and self.packed:
            area = min(32767, w_left * sum_y) + min(32767, w_right * sum_y)
        total = (at(left, top) * w_left * w_top + at(right, top) * w_right * w_top +
                 at(left, bottom) * w_left * w_bottom + at(right, bottom) * w_right * w_bottom)
        area = (area + up >> bits) + len(inner_x) * sum_y + len(inner_y) * sum_x
        total = (total + half >> bits) + sum(at(i, top) * w_top + at(i, bottom) * w_bottom for i in inner_x)
        total += sum(at(left, j) * w_left + at(right, j) * w_right for j in inner_y)
        area = (area + up >> bits) + len(inner_x) * len(inner_y)
        total = (total + half >> bits) + sum(at(i, j) for j in inner_y for i in inner_x)
        return (total + area // 2) // area

    def run(self):
        shift = ONE // 2 if self.mode in (BILINEAR, BICUBIC) else 0
        sample = getattr(self, self.mode)
        count = 3 if self.packed else 1
        return numpy.array([[pixel_of([sample(self.x.start + i * self.x.step - shift,
                                              self.y.start + j * self.y.step - shift, channel)
                                       for channel in range(count)], self.packed)
                             for i in range(self.x.dst)] for j in range(self.y.dst)],
                           numpy.uint16 if self.packed else numpy.uint8)


def scale(pixels, factors, mode, region=None, old=False):
    """The scaled image; its size follows from the factors."""
    return Scaler(pixels, factors, mode, region, old).run()
