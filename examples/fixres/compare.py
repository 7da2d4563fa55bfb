"""Makes fixres' crops once more, with torchvision, and compares the hashes.

    fixres tests/data/photograph.ppm OUT ... | compare.py OUT-frame.ppm

Any Python that has torchvision will do; tests/conformance/debian.py loads Debian's. Exit code 1 if a hash differs."""
import pathlib
import re
import sys

from PIL import Image
from torchvision.transforms import InterpolationMode, functional

sys.dont_write_bytecode = True  # no __pycache__ among the sources
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from programs import fnv1a  # noqa: E402

MEAN, DEVIATION = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)

frame, size = Image.open(sys.argv[1]), {"test-224": 224, "test-288": 288}
count = bad = 0
for line in sys.stdin:
    name, method, *words = line.split()
    if method not in ("bilinear", "nearest"):
        continue  # neither the first line nor the last
    mode, (left, top) = InterpolationMode(method), (0, 0)
    if name.startswith("train"):
        (left, top), (width, height) = ([int(n) for n in word.split(sign)] for word, sign in zip(words[1:], ",x"))
        crop = functional.resized_crop(frame, top, left, height, width, [224, 224], mode)
    elif name in size:
        crop = functional.resize(frame, int(256 / 224 * size[name]), mode)
        crop = functional.center_crop(crop, [size[name]] * 2)
    else:
        side = int(name.removesuffix("-box").split("x")[1])
        crop = functional.resize(frame, side, mode)
        left, top = (int(n) for n in words[0].split(","))
        crop = (functional.crop(crop, top, left, 224, 224) if name.endswith("-box")
                else functional.center_crop(crop, [224, 224]))
    tensor = functional.normalize(functional.to_tensor(crop), MEAN, DEVIATION)
    want = [fnv1a(crop.tobytes()), fnv1a(tensor.numpy().tobytes())]
    got = [word for word in words if re.fullmatch("[0-9a-f]{8}", word)]
    count += 1
    if got != want:
        bad += 1
        print(f"{name} {method}: {got}, torchvision {want}")
print(f"{count} crops, {bad} differ from torchvision's")
sys.exit(bad > 0 or count == 0)
