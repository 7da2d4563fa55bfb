#!/usr/bin/env python3
"""Makes fit_vectors.inc: what torchvision and YOLO make of sizes, and the boxes of the random resized crop.

make_fit_vectors.py                     prints the vectors
make_fit_vectors.py --check [FOLDER]    compares them with fit_vectors.inc, proves what fit.hpp says about Python's doubles,
                                        and compares the functions below with the originals if FOLDER has their wheels,
                                        unpacked: pip download --no-deps torchvision ultralytics

The functions are transcribed from torchvision/transforms (functional.py: _compute_resized_output_size, center_crop;
transforms.py: RandomResizedCrop.get_params) and ultralytics/data/augment.py (LetterBox; yolov5's letterbox is the same
but for the least size of 1). isopel itself has no part in it."""
import ast
import math
import pathlib
import random
import sys

HERE = pathlib.Path(__file__).resolve().parent
MOST = 2**20


def torchvision_size(w, h, size, max_size):
    short, long = (w, h) if w <= h else (h, w)
    new_short, new_long = size, int(size * long / short)
    if max_size is not None and new_long > max_size:
        new_short, new_long = int(max_size * new_short / new_long), max_size
    return (new_short, new_long) if w <= h else (new_long, new_short)


def center_crop(have, want):
    """One axis: where the crop starts, and the pad before and after."""
    if want > have:
        return 0, (want - have) // 2, (want - have + 1) // 2
    return int(round((have - want) / 2.0)), 0, 0


def letterbox(w, h, new_w, new_h, auto=False, scaleup=True, stride=32):
    r = min(new_h / h, new_w / w)
    if not scaleup:
        r = min(r, 1.0)
    unpad = max(round(w * r), 1), max(round(h * r), 1)
    dw, dh = new_w - unpad[0], new_h - unpad[1]
    if auto:
        dw, dh = dw % stride, dh % stride
    dw /= 2
    dh /= 2
    top, bottom = round(dh - 0.1), round(dh + 0.1)
    left, right = round(dw - 0.1), round(dw + 0.1)
    return *unpad, left, top, right, bottom


def philox(counter, key):
    a, b, c, d = counter
    k0, k1 = key
    for _ in range(10):
        first, second = 0xD2511F53 * a, 0xCD9E8D57 * c
        a, b, c, d = second >> 32 ^ b ^ k0, second & 0xFFFFFFFF, first >> 32 ^ d ^ k1, first & 0xFFFFFFFF
        k0, k1 = (k0 + 0x9E3779B9) & 0xFFFFFFFF, (k1 + 0xBB67AE85) & 0xFFFFFFFF
    return a, b, c, d


def random_crop(w, h, seed, index, area=(5243, 65536), aspect=(49152, 87381)):
    """In floating point; isopel does it in integers. Also how near a side came to a half, where the two may differ."""
    draw = lambda n: philox((index & 0xFFFFFFFF, index >> 32, n, 0), (seed & 0xFFFFFFFF, seed >> 32))
    mirrored, margin = draw(10)[0] % 2 == 1, 1.0
    for n in range(10):
        u = [word / 2**32 for word in draw(n)]
        target = w * h * (area[0] + (area[1] - area[0]) * u[0]) / 65536
        low, high = math.log(aspect[0] / 65536), math.log(aspect[1] / 65536)
        ratio = math.exp(low + (high - low) * u[1])
        sides = math.sqrt(target * ratio), math.sqrt(target / ratio)
        margin = min([margin] + [abs(side % 1 - 0.5) for side in sides])
        x, y = (math.floor(side + 0.5) for side in sides)
        if 0 < x <= w and 0 < y <= h:
            return (int(u[2] * (w - x + 1)), int(u[3] * (h - y + 1)), x, y, mirrored), margin
    x, y = w, h
    if w * 65536 < h * aspect[0]:
        y = max(math.floor(w * 65536 / aspect[0] + 0.5), 1)
    elif w * 65536 > h * aspect[1]:
        x = max(math.floor(h * aspect[1] / 65536 + 0.5), 1)
    return ((w - x) // 2, (h - y) // 2, x, y, mirrored), margin


def sides(rng, most=None):
    return rng.randint(1, most or rng.choice([40, 700, 5000, MOST]))


def make():
    rng = random.Random(4)
    yield "// Made by make_fit_vectors.py."
    yield "// TORCHVISION_VECTOR(src_w, src_h, size, max_size or 0, new_w, new_h)"
    cases = [(640, 480, 256, None), (480, 640, 256, None), (500, 375, 232, None), (333, 500, 800, 1333),
             (500, 333, 800, 1333), (1, MOST, 1, None), (MOST, 1, 2, 3), (640, 480, 480, None), (7, 7, 9, 10)]
    while len(cases) < 60:
        w, h, size = sides(rng), sides(rng), sides(rng, 1500)
        cases.append((w, h, size, size + sides(rng, 900) if rng.random() < 0.5 else None))
    for w, h, size, most in cases:
        new = torchvision_size(w, h, size, most)
        if 1 <= min(new) and max(new) <= MOST:
            yield f"TORCHVISION_VECTOR({w}, {h}, {size}, {most or 0}, {new[0]}, {new[1]})"
    yield "// CENTER_CROP_VECTOR(have, want, crop, before, after)"
    for have, want in [(256, 224), (341, 224), (343, 224), (225, 224), (227, 224), (224, 224), (100, 224), (101, 224),
                       (1, 2), (2, 1), (4, 1), (MOST, 1), (MOST, MOST - 1), (1, MOST)]:
        yield "CENTER_CROP_VECTOR({}, {}, {}, {}, {})".format(have, want, *center_crop(have, want))
    yield "// YOLO_VECTOR(src_w, src_h, w, h, auto, scaleup, unpad_w, unpad_h, left, top, right, bottom)"
    cases = [(640, 480, 640, 640), (1280, 720, 640, 640), (810, 1080, 640, 640), (1920, 1080, 640, 384), (500, 375, 640, 640),
             (1, 3000, 640, 640), (3000, 1, 640, 640), (640, 640, 640, 640), (MOST, MOST - 1, 640, 480), (3, 2, MOST, MOST)]
    while len(cases) < 40:
        cases.append((sides(rng), sides(rng), sides(rng, 1300), sides(rng, 1300)))
    halves = 0  # sides that are a half, where doubles say something else than halves to even
    while halves < 20:
        t = rng.choice([320, 416, 512, 640, 1280])
        odd = rng.choice([divisor for divisor in (1, 5, 13) if t % divisor == 0])
        long, n = 2 * t // odd * rng.randint(1, 40), odd * rng.randrange(1, 2 * t // odd, 2)
        short = n * long // (2 * t)  # short * t / long is n / 2, n odd
        if letterbox(long, short, t, t)[1] != max(round(n / 2), 1):
            cases.append(rng.choice([(long, short, t, t), (short, long, t, t)]))
            halves += 1
    for case in cases:
        for auto, up in [(False, True), (True, True), (False, False)] if len(set(case)) > 2 and case[2] > 600 else [(False, True)]:
            values = *case, str(auto).lower(), str(up).lower(), *letterbox(*case, auto, up)
            yield f"YOLO_VECTOR({', '.join(map(str, values))})"
    yield "// CROP_VECTOR(src_w, src_h, seed, index, {ranges}, left, top, width, height, mirrored)"
    usual = (5243, 65536), (49152, 87381)
    plans = [(500, 375, 0, 0, usual), (500, 375, 0, 1, usual), (32, 32, 7, 123, usual), (1, 1, 1, 1, usual), (1, 900, 5, 5, usual),
             (900, 1, 5, 5, usual), (MOST, MOST, 2**64 - 1, 2**64 - 1, usual), (300, 200, 9, 2**32, ((65536, 65536), (65536, 65536)))]
    while len(plans) < 40:
        area = sorted(rng.randint(1, 65536) for _ in range(2))
        aspect = sorted(int(65536 * 2**rng.uniform(-3, 3)) for _ in range(2))
        plans.append((sides(rng, 3000), sides(rng, 3000), rng.getrandbits(64), rng.getrandbits(40),
                      usual if rng.random() < 0.5 else (area, aspect)))
    for w, h, seed, index, (area, aspect) in plans:
        crop, margin = random_crop(w, h, seed, index, area, aspect)
        if margin > 1e-6 * max(w, h):
            ranges = f"{{{area[0]}, {area[1]}, {aspect[0]}, {aspect[1]}}}"
            place = ", ".join(map(str, crop[:4])) + ", " + str(crop[4]).lower()
            yield f"CROP_VECTOR({w}, {h}, {seed}u, {index}u, {ranges}, {place})"


def check_doubles(rng):
    for size in range(1, MOST + 1):
        assert int((256 / 224) * size) == 8 * size // 7 == math.floor(size / 0.875), size
    for _ in range(200000):
        size, long, short = sides(rng), sides(rng), sides(rng)
        if rng.random() < 0.5:  # one less than a multiple: the nearest that a quotient can be to the next whole number
            size, long = rng.choice([(1, short * sides(rng, MOST // short) - 1), (size, long)])
        assert int(size * long / short) == size * long // short, (size, long, short)
        k = sides(rng)
        assert (round(k / 2 - 0.1), round(k / 2 + 0.1)) == (k // 2, (k + 1) // 2), k


def original(path, name, where=None):
    """The function of that name, alone: its module would import torch."""
    tree = ast.parse(path.read_text())
    body = next(node.body for node in tree.body if isinstance(node, ast.ClassDef) and node.name == where) if where else tree.body
    function = next(node for node in body if isinstance(node, ast.FunctionDef) and node.name == name)
    function.returns, function.decorator_list = None, []
    for argument in function.args.args:
        argument.annotation = None
    scope = {"np": type("np", (), {"mod": staticmethod(lambda a, b: a % b)})}
    exec(compile(ast.Module([function], []), str(path), "exec"), scope)
    return scope[name]


def check_originals(folder, rng):
    size_of = original(folder / "torchvision/transforms/functional.py", "_compute_resized_output_size")
    params_of = original(folder / "ultralytics/data/augment.py", "get_params", "LetterBox")
    for _ in range(50000):
        w, h, size, more = sides(rng), sides(rng), sides(rng, 1500), sides(rng, 900)
        most = rng.choice([None, size + more])
        assert tuple(size_of((h, w), [size], most)[::-1]) == torchvision_size(w, h, size, most), (w, h, size, most)
        new, auto, up = (sides(rng, 1300), sides(rng, 1300)), rng.random() < 0.3, rng.random() < 0.7
        box = type("LetterBox", (), {"new_shape": new[::-1], "scaleup": up, "auto": auto, "scale_fill": False,
                                     "center": True, "stride": 32})
        image = type("image", (), {"shape": (h, w, 3)})
        p = params_of(box, {"img": image})
        got = *p["new_unpad"], p["left"], p["top"], p["right"], p["bottom"]
        assert tuple(got) == letterbox(w, h, *new, auto, up), (w, h, new, auto, up)


def main():
    if sys.argv[1:2] != ["--check"]:
        print("\n".join(make()))
        return
    assert (HERE / "fit_vectors.inc").read_text().splitlines() == list(make()), "fit_vectors.inc is not what is made here"
    check_doubles(random.Random(1))
    if len(sys.argv) > 2:
        check_originals(pathlib.Path(sys.argv[2]), random.Random(2))
    print("fit_vectors.inc is right")


if __name__ == "__main__":
    main()
