"""Run by MicroPython with the module: what it gives, and what it refuses."""
import isopel


def fnv1a(data):
    value = 0x811C9DC5
    for byte in data:
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return "%08x" % value


def refused(*arguments, **named):
    try:
        isopel.resize(*arguments, **named)
    except (ValueError, TypeError) as why:
        return str(why)
    raise AssertionError("not refused: %r" % named)


frame = bytearray((x * x + y * y) & 255 for y in range(240) for x in range(320))
small = bytearray(96 * 96)
assert isopel.resize(frame, small, (320, 240), (96, 96)) is small
print("bilinear", fnv1a(small))
print("lanczos3", fnv1a(isopel.resize(frame, small, (320, 240), (96, 96), filter="lanczos3", antialias=True)))
print("opencv-4/linear", fnv1a(isopel.resize(frame, small, (320, 240), (96, 96), preset="opencv-4/linear")))
print("memoryview", fnv1a(isopel.resize(memoryview(frame)[:320 * 120], small, (320, 120), (96, 96))))
print("rgb565 to i8", fnv1a(isopel.resize(frame, bytearray(48 * 48 * 3), (160, 240), (48, 48), format="rgb565", store="i8")))
print(refused(frame, small, (320, 240), (96, 95)))
print(refused(frame, small, (320, 0), (96, 96)))
print(refused(frame, small, (320, 240), (96, 96), filter="sharp"))
print(refused(frame, small, (320, 240), (96, 96), preset="pilow/bilinear"))
print(refused(frame, small, (320, 240), (96, 96), preset="pillow/bilinear", antialias=True))
print(refused(frame, bytes(96 * 96), (320, 240), (96, 96)))
