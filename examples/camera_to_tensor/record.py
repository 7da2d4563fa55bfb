#!/usr/bin/env python3
"""Two raw frames of 320x240 as a camera sends them, from the photograph.

    record.py PHOTOGRAPH.ppm OUT_PREFIX

writes OUT_PREFIX.rgb565, pixels of 16 bits, high byte first, the low bits of each colour dropped; and OUT_PREFIX.yuyv,
Y0 U Y1 V for two pixels, by BT.601's 8-bit integers to limited range, with the mean chroma of the two."""
import pathlib
import sys

if len(sys.argv) != 3:
    sys.exit(__doc__)
photograph, prefix = pathlib.Path(sys.argv[1]), sys.argv[2]
header = b"P6\n320 240\n255\n"
data = photograph.read_bytes()
if not data.startswith(header):
    sys.exit(f"{photograph} is not a P6 file of 320x240")
pixels = data[len(header):]

rgb565, yuyv = bytearray(), bytearray()
for at in range(0, len(pixels), 6):
    pair = [pixels[at:at + 3], pixels[at + 3:at + 6]]
    for red, green, blue in pair:
        rgb565 += (red >> 3 << 11 | green >> 2 << 5 | blue >> 3).to_bytes(2, "big")
    luma = [(66 * red + 129 * green + 25 * blue + 128) // 256 + 16 for red, green, blue in pair]
    red, green, blue = ((one + other + 1) // 2 for one, other in zip(*pair))
    u = (-38 * red - 74 * green + 112 * blue + 128) // 256 + 128
    v = (112 * red - 94 * green - 18 * blue + 128) // 256 + 128
    yuyv += bytes((luma[0], u, luma[1], v))
pathlib.Path(f"{prefix}.rgb565").write_bytes(rgb565)
pathlib.Path(f"{prefix}.yuyv").write_bytes(yuyv)
