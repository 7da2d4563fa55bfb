#!/usr/bin/env python3
"""A short fresh run, and how far isopel is ahead of the best peer in each cell.

    goals.py [--arch NAME] [--repetitions N] [--sizes REGEX] [--verbose] [GROUP...]

One line a cell: the median over its sizes of the best named peer's time over isopel's, the goal, met or short. Only rows
of the class like-for-like are compared, or those with another kernel of as many taps where the goal says so (OpenCV's
cubic). The last columns are the least ratio of any size, and who is fastest of all that are like-for-like, if that is
none of the named. --arch avx2 forbids all that is better, to the peers, too. Exit code 1 if any cell is short. Groups:
"""

import argparse
import collections
import dataclasses
import json
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True  # no __pycache__ among the sources
import pypi  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parent.parent
SHARED = ROOT / "build" / "shared" / "libisopel.so"
PROGRAM = ROOT / "build" / "host" / "bench" / "isopel-bench"

SHRINK = ["1920x1080-to-960x540", "1920x1080-to-640x360", "1920x1080-to-480x270", "1920x1080-to-224x224",
          "4000x3000-to-1024x768", "640x480-to-96x96", "240x160-to-45x30"]
ENLARGE = ["1280x720-to-1920x1080", "512x512-to-2048x2048", "620x380-to-700x450"]
SMALL = ["640x480-to-96x96", "240x160-to-45x30"]
FRACTIONS = ["1920x1080-to-224x224", "4000x3000-to-1024x768", "640x480-to-96x96", "240x160-to-45x30"]
FEW = ["1920x1080-to-640x360", "1920x1080-to-224x224", "640x480-to-96x96", "1280x720-to-1920x1080",
       "620x380-to-700x450"]
COLOURS = ["rgb", "rgba"]


@dataclasses.dataclass
class Group:
    """What is asked of some methods and sizes; `goals` is by format."""
    name: str
    methods: list
    sizes: list
    peers: list
    goals: dict
    goals_avx2: dict = None  # if others
    own_kernel: bool = False
    with_plan: bool = False


def goals(gray, rgb, rgba=None):
    return {"gray": gray, "rgb": rgb, "rgba": rgb if rgba is None else rgba}


def suffixed(suffix, goal):
    return {f"{name}-{suffix}": goal for name in ("gray", "rgb", "rgba")}


WIDE = {"peers": ["zimg", "pic-scale", "fast-image-resize", "pillow-simd"], "goals": goals(1.5, 1.5),
        "goals_avx2": goals(1.1, 1.1)}
# Packages of pypi.py that goals name, and their names as peers.
PYPI = {"pic-scale": "pic-scale", "cykooz-resizer": "fast-image-resize", "pillow-simd": "pillow-simd"}
FLOATS = ["bilinear-aa", "catmull-rom-aa", "lanczos3-aa", "bilinear", "catmull-rom", "lanczos3"]
GROUPS = [
    Group("nearest-shrink", ["nearest"], SHRINK, ["libyuv", "opencv"], goals(1, 1)),
    Group("nearest-enlarge", ["nearest"], ENLARGE, ["libyuv", "opencv"], goals(3, 3, 1)),
    Group("bilinear", ["bilinear"], SHRINK + ENLARGE, ["opencv"], goals(2, 2)),
    Group("triangle-aa", ["bilinear-aa"], SHRINK, **WIDE),
    Group("catmull-rom-aa", ["catmull-rom-aa"], SHRINK, **WIDE),
    Group("lanczos3-aa", ["lanczos3-aa"], SHRINK, **WIDE),
    Group("catmull-rom-shrink", ["catmull-rom"], [s for s in SHRINK if "640x360" not in s], ["opencv"], goals(5, 5),
          own_kernel=True),
    Group("lanczos4-shrink", ["lanczos4"], [s for s in SHRINK if "640x360" not in s], ["opencv"], goals(8, 8)),
    Group("cubic-enlarge", ["catmull-rom"], ENLARGE, ["zimg", "pic-scale"], goals(1.3, 1.3)),
    Group("lanczos3-enlarge", ["lanczos3"], ENLARGE, ["zimg", "pic-scale"], goals(1.3, 1.3)),
    Group("area", ["area"], FRACTIONS, ["opencv"], goals(15, 14)),
    Group("area-3to1", ["area"], ["1920x1080-to-640x360"], ["opencv"], goals(5, 4)),
    Group("area-2to1", ["area"], ["1920x1080-to-960x540"], ["opencv"], goals(1.5, 2)),
    Group("f32", FLOATS, FEW, ["zimg"], suffixed("f32", 1)),
    Group("u16", FLOATS, FEW, ["zimg"], suffixed("u16", 0.6)),
    Group("small-with-plan", ["nearest", "bilinear", "bilinear-aa", "catmull-rom-aa", "lanczos3-aa", "area"], SMALL,
          ["opencv", "zimg", "libyuv", "swscale", "swscale-accurate"], goals(1.5, 1.5), with_plan=True),
]


def alternatives(names):
    return "(" + "|".join(map(re.escape, names)) + ")"


def pattern(group, options):
    """Matches the group's cases of the wanted sizes; None if none is left."""
    sizes = [size for size in group.sizes if re.search(options.sizes, size)]
    return f"{alternatives(group.methods)}/{alternatives(group.goals)}/{alternatives(sizes)}" if sizes else None


def measure(group, cases, options, folder):
    """The JSON of a run of the group's cases."""
    out = pathlib.Path(folder) / f"{group.name}.json"
    command = [str(options.program), f"--cases={cases}", f"--out={out}", "--rows=24",
               f"--benchmark_repetitions={options.repetitions}", f"--benchmark_min_time={options.min_time}"]
    command += [f"--peer={path}" for path in options.peer]
    environment = dict(os.environ)
    if options.arch:
        command.append(f"--arch={options.arch}")
        if options.arch == "avx2":
            # OpenCV reads it before main(), and knows no other way.
            environment["OPENCV_CPU_DISABLE"] = "AVX512-SKX"
    if group.with_plan:
        command.append("--with-plan=.*")
    done = subprocess.run(command, check=False, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                          text=True)
    if done.returncode != 0:
        sys.exit(f"goals.py: this failed: {' '.join(command)}\n{done.stderr}")
    return json.loads(out.read_text(encoding="utf-8"))


def read(data):
    """{case: {peer: (median time, class)}}; the case of plan and run together ends in +plan."""
    times, classes = collections.defaultdict(lambda: collections.defaultdict(list)), {}
    for entry in data["benchmarks"]:
        case, peer = entry["run_name"].rsplit("/", 1)
        times[case][peer].append(entry["cpu_time"])
        classes[case, peer] = entry["label"].split()[-1]
    return {case: {peer: (statistics.median(t), classes[case, peer]) for peer, t in row.items()}
            for case, row in times.items()}


def add_pypi(table, group, cases, options):
    """The group's libraries from PyPI: their ratio to isopel in their own process, as a time beside isopel's here."""
    packages = [package for package, name in PYPI.items() if name in group.peers]
    if not packages:
        return
    for row in pypi.measure(SHARED, options.program, cases, packages)["rows"]:
        if row["case"] in table:
            table[row["case"]][row["peer"]] = (table[row["case"]]["isopel"][0] * pypi.ratio(row), row["class"])


def only(group, table):
    """The group's cases of a table that has more."""
    found = {}
    for case, row in table.items():
        method, pixels, size = case.removesuffix("+plan").split("/")
        if method in group.methods and pixels in group.goals and size in group.sizes and "isopel" in row:
            found[case] = row
    return found


def accepted(group):
    """Classes that the group ranks."""
    return {"like-for-like", "own-kernel"} if group.own_kernel else {"like-for-like"}


def cells(group, table):
    """For each format: the ratios of all sizes with the fastest named peer, and the fastest unnamed ones."""
    for pixels in group.goals:
        ratios, best, others = [], collections.Counter(), []
        for case, row in table.items():
            if case.split("/")[1] != pixels or case.endswith("+plan") != group.with_plan:
                continue
            ours = row["isopel"][0]
            ranked = sorted((time / ours, peer) for peer, (time, kind) in row.items()
                            if peer != "isopel" and kind in accepted(group))
            named = [item for item in ranked if item[1] in group.peers]
            if named:
                ratios.append(named[0][0])
                best[named[0][1]] += 1
                others += [item for item in ranked if item[1] not in group.peers and item[0] < named[0][0]][:1]
        yield pixels, ratios, best, others


def line(group, pixels, ratios, best, others, arch):
    goal = (group.goals_avx2 or group.goals)[pixels] if arch == "avx2" else group.goals[pixels]
    if not ratios:
        return f"{group.name:20} {pixels:9} no peer that is like-for-like", None
    ratio = statistics.median(ratios)
    met = ratio >= goal
    text = (f"{group.name:20} {pixels:9} {best.most_common(1)[0][0]:12} {ratio:6.2f}x  goal {goal:4.1f}x  "
            f"{'met  ' if met else 'short'}  least {min(ratios):5.2f}x of {len(ratios)}")
    if others:
        ratio, who = min(others)
        text += f"; {who} {ratio:.2f}x in one of {len(others)} sizes where it is faster"
    return text, met


def details(group, table):
    """Times of every case in microseconds, and over isopel's."""
    for case, row in table.items():
        if case.endswith("+plan") != group.with_plan:
            continue
        ours = row["isopel"][0]
        texts = [f"{peer} {time / ours:.2f}x" + ("" if kind == "like-for-like" else f" ({kind})")
                 for peer, (time, kind) in sorted(row.items(), key=lambda item: item[1][0]) if peer != "isopel"]
        print(f"    {case:46} {ours:10.1f} us  {', '.join(texts)}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__ + "  " + " ".join(g.name for g in GROUPS),
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("groups", nargs="*", metavar="GROUP")
    parser.add_argument("--arch", default="")
    parser.add_argument("--repetitions", type=int, default=7)
    parser.add_argument("--min-time", type=float, default=0.005, help="seconds of each repetition")
    parser.add_argument("--sizes", default="", help="only sizes in which this is found")
    parser.add_argument("--pypi", action="store_true", help="with the libraries from PyPI as well; not with --arch")
    parser.add_argument("--peer", action="append", default=[], help="one more peer, a shared object")
    parser.add_argument("--program", type=pathlib.Path, default=PROGRAM, help="another isopel-bench")
    parser.add_argument("--verbose", action="store_true", help="every size and peer")
    parser.add_argument("--json", default="", help="keep the measurements in this folder")
    options = parser.parse_args()
    unknown = set(options.groups) - {g.name for g in GROUPS}
    if unknown:
        parser.error(f"no such group: {' '.join(sorted(unknown))}; there are: {' '.join(g.name for g in GROUPS)}")
    if options.pypi and options.arch:
        parser.error("--pypi: the libraries from PyPI have no switch for archs")
    if options.pypi and not SHARED.exists():
        sys.exit(f"goals.py: {SHARED} is missing; `./dev bench goals --pypi` builds it")
    if not options.program.exists():
        sys.exit(f"goals.py: {options.program} is missing; build the preset host first")
    short, unranked = 0, 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.json or temporary
        os.makedirs(folder, exist_ok=True)
        for group in GROUPS:
            if options.groups and group.name not in options.groups:
                continue
            cases = pattern(group, options)
            if cases is None:
                continue
            table = read(measure(group, cases, options, folder))
            if options.pypi:
                add_pypi(table, group, cases, options)
            unranked += sum(kind not in accepted(group) for row in table.values() for _, kind in row.values())
            if options.verbose:
                details(group, table)
            for pixels, ratios, best, others in cells(group, table):
                text, met = line(group, pixels, ratios, best, others, options.arch)
                short += met is False
                print(text, flush=True)
    print(f"{unranked} rows of other classes were not ranked" + ("" if options.verbose else "; --verbose shows them"))
    if not options.pypi:
        print("pic-scale, fast_image_resize and Pillow-SIMD were not measured; --pypi does that")
    print(f"{short} cells are short" if short else "all goals are met")
    sys.exit(1 if short else 0)


if __name__ == "__main__":
    main()
