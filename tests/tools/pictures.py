"""Small pictures in files, written and read with the standard library only."""
import ast
import base64
import collections
import struct
import zlib

Picture = collections.namedtuple("Picture", "width height channels pixels")

PNG_COLOR_TYPE = {1: 0, 2: 4, 3: 2, 4: 6}
TUPLE_TYPE = {1: b"GRAYSCALE", 2: b"GRAYSCALE_ALPHA", 3: b"RGB", 4: b"RGB_ALPHA"}

# Written by Pillow: 9x7, and 3x2.
CMYK_JPEG = base64.b64decode(
    "/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwAQCwwODAoQDg0OEhEQExgoGhgWFhgxIyUdKDozPTw5Mzg3QEhcTkBEV0U3OFBtUVdfYmdoZz5NcXlwZHhc"
    "ZWdj/8AAFAgABwAJBEMRAE0RAFkRAEsRAP/EABUAAQEAAAAAAAAAAAAAAAAAAAAG/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAA4EQwBNAFkASwAA"
    "PwC7WyxVgA//2Q==")
PROGRESSIVE_JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBk"
    "eFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2P/wgARCAACAAMD"
    "ASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAX/xAAVAQEBAAAAAAAAAAAAAAAAAAABAv/aAAwDAQACEAMQAAABhhn/xAAUEAEAAAAAAAAA"
    "AAAAAAAAAAAA/9oACAEBAAEFAn//xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oACAEDAQE/AX//xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oACAECAQE/"
    "AX//xAAUEAEAAAAAAAAAAAAAAAAAAAAA/9oACAEBAAY/An//xAAUEAEAAAAAAAAAAAAAAAAAAAAA/9oACAEBAAE/IX//2gAMAwEAAgADAAAAEP8A"
    "/8QAFBEBAAAAAAAAAAAAAAAAAAAAAP/aAAgBAwEBPxB//8QAFBEBAAAAAAAAAAAAAAAAAAAAAP/aAAgBAgEBPxB//8QAFBABAAAAAAAAAAAAAAAA"
    "AAAAAP/aAAgBAQABPxB//9k=")


def make(width, height, channels):
    """A picture without any regularity; the same on every call."""
    state = 12345
    pixels = bytearray()
    for _ in range(width * height * channels):
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF
        pixels.append(state >> 16 & 255)
    return Picture(width, height, channels, bytes(pixels))


def smooth(width, height, channels):
    """A picture that survives JPEG nearly unchanged."""
    pixels = bytes((3 * x + 2 * y + 40 * c) & 255 if 3 * x + 2 * y + 40 * c < 256 else 255
                   for y in range(height) for x in range(width) for c in range(channels))
    return Picture(width, height, channels, pixels)


def rows(picture):
    size = picture.width * picture.channels
    return [picture.pixels[y * size:(y + 1) * size] for y in range(picture.height)]


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width, height, bit_depth, color_type, scanlines, extra=b"", interlaced=0):
    header = struct.pack(">IIBBBBB", width, height, bit_depth, color_type, 0, 0, interlaced)
    data = zlib.compress(b"".join(b"\0" + line for line in scanlines))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + extra + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def to_png(picture):
    return png(picture.width, picture.height, 8, PNG_COLOR_TYPE[picture.channels], rows(picture))


def to_interlaced_png(picture):
    lines = []
    for x0, y0, dx, dy in ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2),
                           (0, 1, 1, 2)):
        for row in rows(picture)[y0::dy]:
            line = b"".join(row[x * picture.channels:(x + 1) * picture.channels]
                            for x in range(x0, picture.width, dx))
            if line:
                lines.append(line)
    return png(picture.width, picture.height, 8, PNG_COLOR_TYPE[picture.channels], lines, interlaced=1)


def to_pnm(picture):
    kind = {1: b"P5", 3: b"P6"}[picture.channels]
    return b"%s\n%d %d\n255\n" % (kind, picture.width, picture.height) + picture.pixels


def to_pam(picture):
    return b"P7\nWIDTH %d\nHEIGHT %d\nDEPTH %d\nMAXVAL 255\nTUPLTYPE %s\nENDHDR\n" % (
        picture.width, picture.height, picture.channels, TUPLE_TYPE[picture.channels]) + picture.pixels


# Pictures of 16 bits hold their samples with the low byte first.

def swapped(data):
    """Files hold them with the high byte first."""
    return bytes(byte for at in range(0, len(data), 2) for byte in (data[at + 1], data[at]))


def to_deep_png(picture):
    size = picture.width * picture.channels * 2
    data = swapped(picture.pixels)
    lines = [data[at:at + size] for at in range(0, len(data), size)]
    return png(picture.width, picture.height, 16, PNG_COLOR_TYPE[picture.channels], lines)


def to_deep_pam(picture, maximum=65535):
    return b"P7\nWIDTH %d\nHEIGHT %d\nDEPTH %d\nMAXVAL %d\nTUPLTYPE %s\nENDHDR\n" % (
        picture.width, picture.height, picture.channels, maximum, TUPLE_TYPE[picture.channels]) + swapped(picture.pixels)


def read_npy(data):
    """NumPy's name of the type, the shape and the bytes of the samples."""
    assert data[:8] == b"\x93NUMPY\1\0", data[:8]
    start = 10 + struct.unpack("<H", data[8:10])[0]
    assert start % 64 == 0 and data[start - 1:start] == b"\n"
    header = ast.literal_eval(data[10:start].decode("latin-1"))
    assert sorted(header) == ["descr", "fortran_order", "shape"] and not header["fortran_order"], header
    return header["descr"], header["shape"], data[start:]


def read_pnm(data):
    """Reads what the command writes: no comments, one line per field."""
    if data.startswith(b"P7"):
        header, _, pixels = data.partition(b"ENDHDR\n")
        fields = dict(line.split(b" ") for line in header.splitlines()[1:])
        width, height, channels = (int(fields[key]) for key in (b"WIDTH", b"HEIGHT", b"DEPTH"))
        assert fields[b"MAXVAL"] == b"255" and fields[b"TUPLTYPE"] == TUPLE_TYPE[channels], header
    else:
        kind, sides, largest, pixels = data.split(b"\n", 3)
        width, height = (int(side) for side in sides.split(b" "))
        channels = {b"P5": 1, b"P6": 3}[kind]
        assert largest == b"255"
    assert len(pixels) == width * height * channels
    return Picture(width, height, channels, pixels)


def fnv1a(data):
    value = 0x811C9DC5
    for byte in data:
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value
